/** The sheet on an account: what somebody needs who is locked out and has nothing but this piece of paper. */
import { blank, plainBlanks } from './blank.ts'
import { cell, inline, table } from './markdown.ts'

/** Everything in the reader's language, in the order in which it is to stand. */
export interface Sheet {
  readonly language: string
  /** The account, and what this is. */
  readonly title: string
  readonly subtitle: string
  /** What to keep to, where the codes stand on it. */
  readonly warning?: string
  readonly lockedOut: {
    readonly heading: string
    readonly steps: readonly string[]
    readonly command: string
    /** Where to go when nothing else is left. */
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
  /** None: a line to be filled in. */
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
  /** With digits, or what stands in their place. */
  readonly code: string
  readonly state: string
  /** Struck out: it does not work any more. */
  readonly spent: boolean
}

/** All accounts on one page. */
export interface SheetTable {
  readonly language: string
  readonly title: string
  readonly subtitle: string
  readonly lockedOut: Sheet['lockedOut']
  readonly header: readonly string[]
  /** In each cell its lines; none: to be filled in. */
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
    tableOf([header, ...rows.map(cells => cells.map(lines => (lines.length > 0 ? lines : [blank]).join(' / ')))]),
    people.map(rowLine).join('\n'),
    ...lockedOutBlocks(lockedOut),
    '---',
    inline(foot),
  ])
}

/** A line and what belongs to it, in one. */
export function lineText({ text, more }: SheetLine): string {
  return more === undefined || more === '' ? text : `${text} · ${more}`
}

function blocks(all: readonly string[]): string {
  return all.join('\n\n')
}

function lockedOutBlocks({ heading, steps, command, help }: Sheet['lockedOut']): readonly string[] {
  return [
    `## ${inline(heading)}`,
    steps.map((step, index) => `${index + 1}. ${plainBlanks(inline(step))}`).join('\n'),
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
  return [
    `## ${inline(heading)}`,
    table(
      header.map(cell),
      rows.map(({ position, code, state, spent }) => [struck(position, spent), struck(code, spent), cell(state)]),
    ),
  ]
}

export function tableOf([header = [], ...rows]: readonly (readonly string[])[]): string {
  const cells = (texts: readonly string[]): readonly string[] => texts.map(text => plainBlanks(cell(text)))
  return table(cells(header), rows.map(cells))
}
