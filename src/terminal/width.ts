/** Text measured in terminal columns: a full-width character takes two, a colour none. */

import stringWidth from 'string-width'
import { pieces } from './ansi.ts'

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export function widthOf(text: string): number {
  return stringWidth(text)
}

/** What a reader takes for one character: an emoji with its joiners, a letter with its marks. */
export function graphemes(text: string): string[] {
  return Array.from(characters.segment(text), ({ segment }) => segment)
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

/** The text shortened to the columns, ending in … when something is missing. Colours in it are kept and ended. */
export function cut(text: string, columns: number): string {
  if (columns < 1) return ''
  if (widthOf(text) <= columns) return text

  let shown = ''
  let room = columns - 1
  let isCut = false
  for (const piece of pieces(text)) {
    if (piece.isColour) shown += piece.text
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
