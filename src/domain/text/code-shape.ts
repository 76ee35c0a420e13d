/** What a backup code looks like inside a text. */

/** Dashes of every kind, and characters that look like one, for a character class of a pattern. */
export const dash = '\\-\\u02d7\\u2010-\\u2015\\u2043\\u2212\\u2500\\u30fc'

/** Zero-width characters, direction marks, soft hyphens, emoji selectors: they are copied with a text but not seen. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/** NFKC in short pieces: normalizing 64 KiB of hostile accents at once takes more than a second. */
export function normalized(text: string): string {
  return text.replace(/[^\0-\x7f]{1,32}/gu, piece => piece.normalize('NFKC'))
}

/**
 * Whether a text may have a backup code in it: eight digits, or 4 and 4 with up to three spaces or signs between. Unlike for a paste,
 * doubt counts as yes. Only digits after a dash and the beginning of a phone number (03-1234-5678, +81-90-1234-5678) count as no.
 */
export function mayHoldCode(text: string): boolean {
  return looseCode.test(text.replace(invisible, '').normalize('NFKC'))
}

const looseCode = new RegExp(
  `(?<!\\p{Nd}|(?<!\\p{Nd})[0+][\\p{Nd}${dash}]{0,12}[${dash}])` +
    `(?:\\p{Nd}{8}|\\p{Nd}{4}[\\s${dash}._/|・]{1,3}\\p{Nd}{4})(?!\\p{Nd})`,
  'u',
)

/** `१२३४` → `1234`: each decimal digit of every script has a value from 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, digit => {
    const known = digitValues.get(digit)
    if (known !== undefined) return known
    // A script's digits are ten code points in a row, from zero (Unicode's stability policy).
    let zero = digit.codePointAt(0) ?? 0
    const point = zero
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    const value = String((point - zero) % 10)
    digitValues.set(digit, value)
    return value
  })
}

const digitValues = new Map<string, string>()
