/** What a backup code looks like within a text. */

/** Dashes of every kind, and what is taken for one, as they stand in a pattern between brackets. */
export const dash = '\\-\\u02d7\\u2010-\\u2015\\u2043\\u2212\\u2500\\u30fc'

/** Zero-width characters, direction marks, soft hyphens, emoji selectors: copied along with text, seen by nobody. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/** NFKC in short pieces, for text of any length: 64 KiB of hostile accents at once take more than a second. */
export function normalised(text: string): string {
  return text.replace(/[^\0-\x7f]{1,32}/gu, piece => piece.normalize('NFKC'))
}

/**
 * Whether a text may have a backup code in it. Other than in a paste, in doubt it has: eight digits, or 4 and 4 with next to
 * nothing between. Only a dash behind what begins like a phone number (03-1234-5678, +81-90-1234-5678) tells them apart.
 */
export function mayHoldCode(text: string): boolean {
  return looseCode.test(text.replace(invisible, '').normalize('NFKC'))
}

const looseCode = new RegExp(
  `(?<!\\p{Nd}|(?<!\\p{Nd})[0+][\\p{Nd}${dash}]{0,12}[${dash}])` +
    `(?:\\p{Nd}{8}|\\p{Nd}{4}[\\s${dash}._/|・]{1,3}\\p{Nd}{4})(?!\\p{Nd})`,
  'u',
)
