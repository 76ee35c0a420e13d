/** Lines to be filled in with a pen, where nothing is known. */
import { cell, inline } from './markdown.ts'

export const blank = '__________'

const escapedBlank = new RegExp(`(?<=^|\\s)(?:\\\\_){${blank.length}}(?=$|\\s)`, 'g')

/** As `inline`, with its blanks as lines. A blank needs a label before it: alone in a paragraph it would be a rule. */
export function inlineWithBlanks(text: string): string {
  return plainBlanks(inline(text))
}

export function cellWithBlanks(text: string): string {
  return plainBlanks(cell(text))
}

/** Underscores between spaces mean nothing in Markdown. Without backslashes they are a line in a text editor too. */
function plainBlanks(markdown: string): string {
  return markdown.replace(escapedBlank, blank)
}
