/** The sheets, laid out for the width of the terminal. */
import { blank } from '../../documents/blank.ts'
import { lineText, type Sheet, type SheetRow, type SheetTable } from '../../documents/sheet.ts'
import type { Screen } from '../../terminal/screen.ts'

export function sheetOnScreen(sheet: Sheet, screen: Screen): string {
  const { lines, paint } = screen
  const { title, subtitle, warning, sections, codes, foot } = sheet
  const width = 24
  return [
    ...lines.paragraph(paint.bold(title)),
    ...lines.paragraph(subtitle),
    ...(warning === undefined ? [] : lines.item('⚠', warning, 0, 1)),
    '',
    ...firstOnScreen(sheet.lockedOut, screen),
    ...sections.flatMap(({ heading, rows }) => [
      '',
      paint.bold(heading),
      ...rows.flatMap(row => rowOnScreen(row, screen)),
    ]),
    ...(codes
      ? [
          '',
          paint.bold(codes.heading),
          ...codes.rows.map(
            ({ position, code, state, spent }) =>
              `  ${spent ? '✗' : ' '} ${position.padEnd(6)} ${code.padEnd(width / 2)} ${state}`,
          ),
        ]
      : []),
    '',
    ...lines.paragraph(paint.dim(foot)),
  ].join('\n')
}

export function sheetTableOnScreen(table: SheetTable, screen: Screen): string {
  const { lines, paint } = screen
  const { title, subtitle, header, rows, people, foot } = table
  return [
    ...lines.paragraph(paint.bold(title)),
    ...lines.paragraph(subtitle),
    ...rows.flatMap(([account = [], ...cells]) => [
      '',
      paint.bold(account.join(' ')),
      ...cells.flatMap((cell, index) =>
        rowOnScreen({ label: header[index + 1] ?? '', lines: cell.map(text => ({ text })) }, screen),
      ),
    ]),
    '',
    ...people.flatMap(row => rowOnScreen(row, screen)),
    '',
    ...firstOnScreen(table.lockedOut, screen),
    '',
    ...lines.paragraph(paint.dim(foot)),
  ].join('\n')
}

function firstOnScreen(lockedOut: Sheet['lockedOut'], { lines, paint }: Screen): readonly string[] {
  return [
    paint.bold(lockedOut.heading),
    ...lockedOut.steps.flatMap((step, index) => lines.item(`${index + 1}.`, step, 2, 1)),
    lines.copyable(lockedOut.command, 5),
  ]
}

function rowOnScreen(row: SheetRow, { lines, paint }: Screen): readonly string[] {
  const texts = row.lines.length > 0 ? row.lines.map(lineText) : [blank]
  return [...lines.paragraph(paint.dim(row.label), 2), ...texts.flatMap(text => lines.paragraph(text, 4, 6))]
}
