/**
 * A manual page in man(7), the older of the two macro sets: mdoc(7) puts English words of its own into the page, which a
 * Japanese one cannot have. Written for both formatters, groff and mandoc.
 */

export interface ManPage {
  readonly name: string
  readonly chapter: number
  /** YYYY-MM-DD. */
  readonly date: string
  /** What the foot names: the program and its version. */
  readonly source: string
  /** What the head names: the book that the page belongs to. */
  readonly book: string
  /** ASCII alone, which every formatter takes without being told; else UTF-8. */
  readonly ascii: boolean
  readonly sections: readonly ManSection[]
}

export interface ManSection {
  readonly heading: string
  readonly blocks: readonly ManBlock[]
}

export type ManBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** Prose. What stands in `backticks` is set as it is typed. */
  | { readonly kind: 'text'; readonly text: string }
  /** How something is typed, `<>` and `[]` around what the reader puts in, and what it does. */
  | { readonly kind: 'entry'; readonly synopsis: string; readonly text: string; readonly inner?: readonly ManBlock[] }
  /** To be typed as it stands. */
  | { readonly kind: 'example'; readonly run: string; readonly text: string }

export function manPage(page: ManPage): string {
  const { name, chapter, date, source, book, ascii, sections } = page
  const lines = [
    ['.TH', quoted(name.toUpperCase()), chapter, date, quoted(source), quoted(book)].join(' '),
    // Left-aligned and without hyphenation: a command must not be torn apart, nor blown up with blanks.
    '.nh',
    '.ad l',
    ...(ascii ? [] : breaks),
    ...sections.flatMap(({ heading, blocks }) => [`.SH ${quoted(heading)}`, ...linesOf(blocks)]),
  ]
  const text = `${lines.join('\n')}\n`
  return ascii ? text.replaceAll(/[^ -~\n]/gu, asName) : text
}

/** A paragraph macro right below a heading would be one too many: mandoc says so. */
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

/** A dot at the start of a line would be taken for a macro; so would an apostrophe, which is escaped everywhere. */
function startOfLine(line: string): string {
  return line.startsWith('.') ? `\\&${line}` : line
}

/** groff_char(7): what a terminal would else show as a typographic sign, which nobody could search for or copy. */
const names: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
}

/** Text that cannot become a macro, an escape or a second line. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\\-'`^~"]/g, sign => names[sign] ?? sign)
}

const words = new Intl.Segmenter('ja', { granularity: 'word' })
const neverLast = /[（〔［｛〈《「『【([{]$/u
const fullWidth = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\u3000-\u303f\uff00-\uffef]/u

/**
 * Formatters break lines at blanks, which Japanese has none of. So groff is told where a line may break, and mandoc, which cannot
 * be told, gets a blank behind punctuation. Of the two only groff has a register .x, its version's first number.
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
  // A list of words with commas alone between them is one long word too.
  return before === ',' || fullWidth.test(before) || fullWidth.test(after) ? afterWord : ''
}

/** groff_char(7): a character by its number. */
function asName(character: string): string {
  return `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
}
