/** A line to be filled in with a pen, where nothing is known. */
export const blank = '__________'

const escapedBlank = new RegExp(`(?<=^|\\s)(?:\\\\_){${blank.length}}(?=$|\\s)`, 'g')

/**
 * Blanks in escaped Markdown as they are: with white space on both sides underscores mark nothing there, so they need no
 * backslash, and a text editor shows a line too. Alone in a paragraph they would be a rule: a label has to stand before them.
 */
export function plainBlanks(markdown: string): string {
  return markdown.replace(escapedBlank, blank)
}
