/** Text measured in terminal columns: a full-width character takes two, a color none. */
import { eastAsianWidth } from 'get-east-asian-width'
import { pieces } from './ansi.ts'

/** Where one character on the screen is one code point of the table: no marks, joiners, variation selectors, emoji. */
const simple =
  /^[\x20-\x7e\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u2319\u2500-\u25ff\u2600-\u27bf\u3000-\u3029\u3030-\u3098\u309b-\ua4cf\uff01-\uffee]*$/

/** One character, one column: nearly every cell of a long table. */
const ascii = /^[\x20-\x7e]*$/

let segmenter: Intl.Segmenter | undefined

/**
 * Replaces string-width, whose patterns for emoji take 50 ms to compile at every start: longer than all the rest of `status`.
 */
export function widthOf(text: string): number {
  const plain = text.includes('\x1b') ? withoutColors(text) : text
  if (ascii.test(plain)) return plain.length
  const width = simple.test(plain) ? widthInTable : widthOfOne
  return graphemes(plain).reduce((sum, character) => sum + width(character), 0)
}

/** What a reader takes for one character: an emoji with its joiners, a letter with its marks. */
export function graphemes(text: string): string[] {
  if (simple.test(text)) return [...text]
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** More than the longest character has: a family of emoji has 25. */
const longestCharacter = 128

/** The text without its last character, as a reader counts them. */
export function shortened(text: string): string {
  const end = text.slice(-longestCharacter)
  return text.slice(0, -longestCharacter) + graphemes(end).slice(0, -1).join('')
}

function widthOfOne(character: string): number {
  if (/^[\p{Cc}\p{Cf}\p{M}\p{Cs}]/u.test(character)) return 0
  // Variation selector 16 asks for the colored picture, which is wide; two regional indicators are one flag.
  if (character.includes('\ufe0f') || /^[\u{1f1e6}-\u{1f1ff}]{2}/u.test(character)) return 2
  return widthInTable(character)
}

function widthInTable(character: string): number {
  return eastAsianWidth(character.codePointAt(0) ?? 0)
}

function withoutColors(text: string): string {
  return pieces(text)
    .filter(piece => !piece.isColor)
    .map(piece => piece.text)
    .join('')
}

export function padEnd(text: string, columns: number): string {
  return text + blanks(columns - widthOf(text))
}

export function padStart(text: string, columns: number): string {
  return blanks(columns - widthOf(text)) + text
}

function blanks(count: number): string {
  return ' '.repeat(Math.max(0, count))
}

/** The text shortened to the columns, ending in … when something is missing. Colors in it are kept and ended. */
export function cut(text: string, columns: number): string {
  if (columns < 1) return ''
  if (widthOf(text) <= columns) return text

  let shown = ''
  let room = columns - 1
  let isCut = false
  for (const piece of pieces(text)) {
    if (piece.isColor) shown += piece.text
    else if (!isCut) {
      const head = fitting(piece.text, room)
      isCut = head !== piece.text
      shown += isCut ? `${head}…` : head
      room -= widthOf(head)
    }
  }
  return shown
}

function fitting(text: string, columns: number): string {
  let head = ''
  let room = columns
  for (const character of graphemes(text)) {
    room -= widthOf(character)
    if (room < 0) break
    head += character
  }
  return head
}

/** The rows that lines take in a window. */
export function rowsOf(lines: readonly string[], columns: number): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / columns)), 0)
}
