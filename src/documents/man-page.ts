/** A manual page in man(7), for groff and mandoc. Not in mdoc(7), which adds English words to a Japanese page. */

export interface ManPage {
  readonly name: string
  readonly chapter: number
  /** YYYY-MM-DD. */
  readonly date: string
  /** In the footer: the program and its version. */
  readonly source: string
  /** In the header: the manual that the page belongs to. */
  readonly book: string
  /** Only ASCII, which every formatter reads without an option; else UTF-8. */
  readonly ascii: boolean
  readonly sections: readonly ManSection[]
}

export interface ManSection {
  readonly heading: string
  readonly blocks: readonly ManBlock[]
}

export type ManBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** Prose. Text in `backticks` is shown as typed. */
  | { readonly kind: 'text'; readonly text: string }
  /** How it is typed, with `<>` and `[]` around what the reader fills in, and what it does. */
  | { readonly kind: 'entry'; readonly synopsis: string; readonly text: string; readonly inner?: readonly ManBlock[] }
  /** To be typed exactly so. */
  | { readonly kind: 'example'; readonly run: string; readonly text: string }

export function manPage(page: ManPage): string {
  const { name, chapter, date, source, book, ascii, sections } = page
  const lines = [
    ['.TH', quoted(name.toUpperCase()), chapter, date, quoted(source), quoted(book)].join(' '),
    // Left-aligned, without hyphenation: a command must be neither split nor stretched.
    '.nh',
    '.ad l',
    ...(ascii ? [] : breaks),
    ...sections.flatMap(({ heading, blocks }) => [`.SH ${quoted(heading)}`, ...linesOf(blocks)]),
  ]
  const text = `${lines.join('\n')}\n`
  return ascii ? text.replaceAll(/[^ -~\n]/gu, asName) : text
}

/** No paragraph macro after a heading: mandoc warns about it. */
function linesOf(blocks: readonly ManBlock[]): readonly string[] {
  return blocks.flatMap((block, index) => {
    const isFirst = index === 0 || blocks[index - 1]?.kind === 'heading'
    return blockLines(block, isFirst)
  })
}

function blockLines(block: ManBlock, isFirst: boolean): readonly string[] {
  const paragraph = isFirst ? [] : ['.PP']
  switch (block.kind) {
    case 'heading':
      return [`.SS ${quoted(block.text)}`]
    case 'text':
      return [...paragraph, prose(block.text)]
    case 'example': {
      const [typed = '', ...more] = block.run.split('\n').map(bold)
      if (block.text === '') return [...paragraph, typed, ...more.flatMap(line => ['.br', line])]
      if (more.length === 0) return ['.TP', typed, prose(block.text)]
      // A tag is one line.
      return [...paragraph, typed, ...more.flatMap(line => ['.br', line]), '.RS', prose(block.text), '.RE']
    }
    case 'entry': {
      const { inner = [] } = block
      const nested = inner.length === 0 ? [] : ['.RS', ...linesOf(inner), '.RE']
      return ['.TP', synopsis(block.synopsis), prose(block.text), ...nested]
    }
  }
}

function prose(text: string): string {
  return startOfLine(
    text
      .split('`')
      .map((part, index) => (index % 2 === 1 ? bold(part) : flowing(part)))
      .join(''),
  )
}

function synopsis(text: string): string {
  const parts = text.split(/(<[^>]*>|\[[^\]]*\])/)
  return startOfLine(parts.map((part, index) => (index % 2 === 1 ? placeholder(part) : bold(part))).join(''))
}

function placeholder(part: string): string {
  const inside = `\\fI${escaped(part.slice(1, -1))}\\fR`
  return part.startsWith('[') ? `[${inside}]` : inside
}

function bold(text: string): string {
  return text === '' ? '' : `\\fB${escaped(text)}\\fR`
}

function quoted(text: string): string {
  return `"${escaped(text)}"`
}

/** A dot at the start of a line would be a macro. So would an apostrophe, which is escaped everywhere. */
function startOfLine(line: string): string {
  return line.startsWith('.') ? `\\&${line}` : line
}

/** groff_char(7): unescaped, a terminal shows typographic signs, which cannot be searched for or copied. */
const names: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
}

/** Text that cannot be read as a macro, an escape or a second line. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\\-'`^~"]/g, sign => names[sign] ?? sign)
}

const words = new Intl.Segmenter('ja', { granularity: 'word' })
const neverLast = /[（〔［｛〈《「『【([{]$/u
const fullWidth = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\u3000-\u303f\uff00-\uffef]/u

/**
 * Formatters break lines at spaces, which Japanese does not have. So groff gets marks where a line may break; mandoc knows no such mark
 * and gets a space after punctuation. The register .x (major version) exists in groff only.
 */
const breaks = ['.ie \\n(.x .ds pb \\:', '.el .ds pb " \\&']
const afterWord = '\\:'
const afterPunctuation = '\\*(pb'

function flowing(text: string): string {
  let before = ''
  return Array.from(words.segment(text), ({ segment, isWordLike }) => {
    const mark = isWordLike || /^[（「『【(]/u.test(segment) ? breakBetween(before, segment) : ''
    before = segment
    return mark + escaped(segment)
  }).join('')
}

function breakBetween(before: string, after: string): string {
  if (before === '' || /\s$/.test(before) || neverLast.test(before)) return ''
  if (/[、。]$/.test(before)) return afterPunctuation
  // A list of words separated by commas alone is one long word too.
  return before === ',' || fullWidth.test(before) || fullWidth.test(after) ? afterWord : ''
}

/** groff_char(7): a character by its number. */
function asName(character: string): string {
  return `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
}
