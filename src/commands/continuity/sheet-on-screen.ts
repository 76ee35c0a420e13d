/** The sheets, laid out for the width of the terminal. */
import { blank } from '../../documents/blank.ts'
import { lineText, type Sheet, type SheetRow, type SheetTable } from '../../documents/sheet.ts'
import type { Screen } from '../../terminal/screen.ts'

export function sheetOnScreen(sheet: Sheet, screen: Screen): string {
  const { layout, color } = screen
  const { title, subtitle, warning, sections, codes, foot } = sheet
  const width = 24
  return [
    ...layout.paragraph(color.bold(title)),
    ...layout.paragraph(subtitle),
    ...(warning === undefined ? [] : layout.item('⚠', warning, 0, 1)),
    '',
    ...firstOnScreen(sheet.lockedOut, screen),
    ...sections.flatMap(({ heading, rows }) => [
      '',
      color.bold(heading),
      ...rows.flatMap(row => rowOnScreen(row, screen)),
    ]),
    ...(codes
      ? [
          '',
          color.bold(codes.heading),
          ...codes.rows.map(
            ({ position, code, state, spent }) =>
              `  ${spent ? '✗' : ' '} ${position.padEnd(6)} ${code.padEnd(width / 2)} ${state}`,
          ),
        ]
      : []),
    '',
    ...layout.paragraph(color.dim(foot)),
  ].join('\n')
}

export function sheetTableOnScreen(table: SheetTable, screen: Screen): string {
  const { layout, color } = screen
  const { title, subtitle, header, rows, people, foot } = table
  return [
    ...layout.paragraph(color.bold(title)),
    ...layout.paragraph(subtitle),
    ...rows.flatMap(([account = [], ...cells]) => [
      '',
      color.bold(account.join(' ')),
      ...cells.flatMap((cell, index) =>
        rowOnScreen({ label: header[index + 1] ?? '', lines: cell.map(text => ({ text })) }, screen),
      ),
    ]),
    '',
    ...people.flatMap(row => rowOnScreen(row, screen)),
    '',
    ...firstOnScreen(table.lockedOut, screen),
    '',
    ...layout.paragraph(color.dim(foot)),
  ].join('\n')
}

function firstOnScreen(lockedOut: Sheet['lockedOut'], { layout, color }: Screen): readonly string[] {
  return [
    color.bold(lockedOut.heading),
    ...lockedOut.steps.flatMap((step, index) => layout.item(`${index + 1}.`, step, 2, 1)),
    layout.copyable(lockedOut.command, 5),
  ]
}

function rowOnScreen(row: SheetRow, { layout, color }: Screen): readonly string[] {
  const texts = row.lines.length > 0 ? row.lines.map(lineText) : [blank]
  return [...layout.paragraph(color.dim(row.label), 2), ...texts.flatMap(text => layout.paragraph(text, 4, 6))]
}
