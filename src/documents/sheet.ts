/** The sheet of an account: all that a locked-out person with only this piece of paper needs. */
import { blank, cellWithBlanks, inlineWithBlanks } from './blank.ts'
import { cell, inline, table as markdownTable } from './markdown.ts'

/** Everything in the reader's language, in the order of the page. */
export interface Sheet {
  readonly language: string
  /** The account, and what this is. */
  readonly title: string
  readonly subtitle: string
  /** How to handle it, if the codes are on it. */
  readonly warning?: string
  readonly lockedOut: {
    readonly heading: string
    readonly steps: readonly string[]
    readonly command: string
    /** The last resort. */
    readonly help: { readonly caption: string; readonly address: string }
  }
  readonly sections: readonly SheetSection[]
  readonly codes?: SheetCodes
  readonly foot: string
}

export interface SheetSection {
  readonly heading: string
  readonly rows: readonly SheetRow[]
}

export interface SheetRow {
  readonly label: string
  /** None: to be filled in with a pen. */
  readonly lines: readonly SheetLine[]
}

export interface SheetLine {
  readonly text: string
  /** Who has it, where it is. */
  readonly more?: string
}

export interface SheetCodes {
  readonly heading: string
  readonly header: readonly [string, string, string]
  readonly rows: readonly SheetCode[]
}

export interface SheetCode {
  readonly position: string
  /** Its digits, or what is shown instead. */
  readonly code: string
  readonly state: string
  /** It no longer works, and is struck out. */
  readonly spent: boolean
}

/** All accounts on one page. */
export interface SheetTable {
  readonly language: string
  readonly title: string
  readonly subtitle: string
  readonly lockedOut: Sheet['lockedOut']
  readonly header: readonly string[]
  /** The lines of each cell; none: to be filled in with a pen. */
  readonly rows: readonly (readonly (readonly string[])[])[]
  /** Whom to call. */
  readonly people: readonly SheetRow[]
  readonly foot: string
}

export function sheetMarkdown(sheet: Sheet): string {
  const { title, subtitle, warning, lockedOut, sections, codes, foot } = sheet
  return blocks([
    `# ${inline(title)}`,
    inline(subtitle),
    ...(warning === undefined ? [] : [`> ⚠ ${inline(warning)}`]),
    ...lockedOutBlocks(lockedOut),
    ...sections.flatMap(({ heading, rows }) => [`## ${inline(heading)}`, rows.map(rowLine).join('\n')]),
    ...(codes ? codeBlocks(codes) : []),
    '---',
    inline(foot),
  ])
}

export function sheetTableMarkdown(table: SheetTable): string {
  const { title, subtitle, lockedOut, header, rows, people, foot } = table
  return blocks([
    `# ${inline(title)}`,
    inline(subtitle),
    markdownTable([header, ...rows.map(cells => cells.map(lines => lines.join(' / ') || blank))], cellWithBlanks),
    people.map(rowLine).join('\n'),
    ...lockedOutBlocks(lockedOut),
    '---',
    inline(foot),
  ])
}

export function lineText({ text, more }: SheetLine): string {
  return more === undefined || more === '' ? text : `${text} · ${more}`
}

function blocks(all: readonly string[]): string {
  return all.join('\n\n')
}

function lockedOutBlocks({ heading, steps, command, help }: Sheet['lockedOut']): readonly string[] {
  return [
    `## ${inline(heading)}`,
    steps.map((step, index) => `${index + 1}. ${inlineWithBlanks(step)}`).join('\n'),
    `    ${command}`,
    `${inline(help.caption)}: \`${help.address}\``,
  ]
}

function rowLine({ label, lines }: SheetRow): string {
  const [only, ...others] = lines
  const name = `- **${inline(label)}:**`
  if (only === undefined) return `${name} ${blank}`
  if (others.length === 0) return `${name} ${inline(lineText(only))}`
  return [name, ...lines.map(line => `  - ${inline(lineText(line))}`)].join('\n')
}

function codeBlocks({ heading, header, rows }: SheetCodes): readonly string[] {
  const struck = (text: string, spent: boolean): string => (spent ? `~~${cell(text)}~~` : cell(text))
  const cells = rows.map(({ position, code, state, spent }) => [
    struck(position, spent),
    struck(code, spent),
    cell(state),
  ])
  return [`## ${inline(heading)}`, markdownTable([header.map(cell), ...cells], text => text)]
}
