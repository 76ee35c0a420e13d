/**
 * Finds backup codes in pasted text: the app's screen, a web page, a list, a table, a chat (design, section 9).
 *
 * Two mistakes must not happen: storing a number that is no code, and leaving out a code silently. So a line has codes, or is prose,
 * or the whole paste is refused.
 */
import { type BadLineKind, UserError } from '../../errors.ts'
import { type BackupCode, masked, parseBackupCode } from '../model/backup-code.ts'
import { dash, invisible, normalised } from '../text/code-shape.ts'
import { maxPasteBytes } from '../text/limits.ts'

export interface Paste {
  /** In the order of the paste; all different. */
  readonly codes: readonly BackupCode[]
  /** Lines with a tick or other words beside a code: it may be marked as used. */
  readonly notes: readonly PasteNote[]
}

export interface PasteNote {
  /** From 1. */
  readonly line: number
}

/**
 * Reads pasted bytes: UTF-8, or UTF-16 with a byte order mark (Notepad's "Unicode"). Accepts any number of codes.
 *
 * @throws UserError `paste-empty`, `paste-too-large`, `paste-binary`, `paste-no-codes`, `paste-bad-line`, `paste-doubled`
 */
export function parsePaste(bytes: Uint8Array): Paste {
  const lines = linesOf(decode(bytes))
  if (lines.every(text => text.trim() === '')) throw new UserError('paste-empty')

  const firstLines = new Map<BackupCode, number>()
  const notes: PasteNote[] = []
  for (const [index, text] of lines.entries()) {
    const line = index + 1
    const { codes, noted, odd } = readLine(text)
    if (odd) throw new UserError('paste-bad-line', { line, ...odd })
    for (const code of codes) {
      const firstLine = firstLines.get(code)
      if (firstLine !== undefined) throw new UserError('paste-doubled', { line, firstLine, masked: masked(code) })
      firstLines.set(code, line)
    }
    if (noted) notes.push({ line })
  }
  if (firstLines.size === 0) throw new UserError('paste-no-codes')
  return { codes: [...firstLines.keys()], notes }
}

// Bytes to lines

function decode(bytes: Uint8Array): string {
  if (bytes.length > maxPasteBytes) throw new UserError('paste-too-large', { limit: maxPasteBytes })
  const text = decodeStrictly(bytes)
  // Text needs only tabs and line ends; a form feed separates the pages of a PDF.
  if (text === undefined || /[^\P{Cc}\t\n\f\r]/u.test(text)) throw new UserError('paste-binary')
  return text
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Circled and dotted numbers, and keycap emoji. */
const enclosedNumber = /[\u2460-\u2473\u2488-\u249b\u24ea\u3251-\u325f\u32b1-\u32bf]|[0-9]\u20e3/gu

/** A text's lines, normalized for `readLine`. */
export function linesOf(text: string): readonly string[] {
  return normalise(text).split(/\r\n|[\n\r\u2028\u2029]/u)
}

/** １２ → 12, ideographic and no-break spaces → a space, ③ → (3). */
function normalise(text: string): string {
  return normalised(
    text
      .replace(invisible, '')
      // NFKC alone would turn ③ into a digit, and "４．１２" into a decimal number.
      .replace(enclosedNumber, number => `(${Number.parseInt(number.normalize('NFKC'), 10)})`)
      .replace(/．/gu, '. '),
  )
}

// A line's grammar

/** Scripts without spaces between words, so a code may touch them: コードは12345678です. */
const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc]'
/** A letter of the other scripts. Beside digits it makes them something else, as in A12345678. */
const letter = `(?!${unspaced})[\\p{L}\\p{M}]`
/** Signs that join a number to a letter: IG-12345678, example.com/12345678. */
const tie = `[${dash}_./\\\\@#&=+]{0,2}`

const code =
  `(?<![\\p{Nd}\\p{Sc}_#@+.%]|//|\\p{Nd}[${dash}:]|(?:${letter})${tie})` +
  `([0-9]{4}[ ${dash}]?[0-9]{4})` +
  `(?![\\p{Nd}\\p{Sc}_%円]|[${dash}.:]\\p{Nd}|${tie}${letter})`

/** A list number: no leading zero, and at most 39, because `(03)` and `(65)` begin phone numbers. */
const number = '(?:[1-9]|[1-3][0-9])(?![0-9])'
const padded = `(?:0[1-9]|${number})`
/** Not a decimal point (`3.14159265` is not the third code), and not part of a time or date (`9:41`, `20.11.`). */
const point = '(?:\\.(?![0-9]{5})|[:、。])(?![0-9]{1,3}(?![0-9]))'
const apart = `(?<![\\p{L}\\p{Nd}.,:/+${dash}])`

const listNumber = [
  `[([{<【〔〈《「『] ?${number} ?[)\\]}>】〕〉》」』]`,
  `${apart}${padded}${point}`,
  `${apart}${number}(?:[)\\]>]|(?:つ目|個目|番目?|枚目|st|nd|rd|th)(?!\\p{L}))`,
  `(?:(?<!${letter})(?:no|nr|codes?)|コード|その|第|#)[.${dash} ]{0,2}(?:${number}|${padded} ?(?:${point}|[)=]))(?:番目?)?(?: ?[:=]| [${dash}](?= ))?`,
].join('|')

/** A number in a column of its own. */
const numberCell = `(?:^|[\\t|]) *${number} *[\\t|]`

const leadingNumber = new RegExp(`^[^\\p{L}\\p{Nd}]*(?:${listNumber})`, 'iu')
const codeWithNumber = new RegExp(`(?:(?:${listNumber}|${numberCell})[^\\p{L}\\p{Nd}]*)?${code}`, 'giu')

/** Eight digits in the shape of a code, also inside something else: perhaps a phone number, never prose. */
const codeShape = new RegExp(`\\p{Nd}{4}[ ${dash}]?\\p{Nd}{4}`, 'u')

/** `© 2010–2026` also has the shape of a code. */
const copyright = /[©℗]|\(c\)|copyright/iu
const years = new RegExp(`(?<!\\p{Nd})(?:19|20)[0-9]{2}[${dash}](?:19|20)[0-9]{2}(?!\\p{Nd})`, 'gu')

/** Words that only say that this is a backup code. */
const label =
  /your|instagram|backup|recovery|login|security|codes?|インスタグラム|インスタ|バックアップ|リカバリー?|ログイン|セキュリティ|認証|予備|復旧|コード|用|の/giu
const remark = /[\p{L}~☑☒✅✓✔✕✖✗✘❌]/u

export interface PasteLine {
  readonly codes: readonly BackupCode[]
  /** Other words are beside its codes. */
  readonly noted: boolean
  /** Digits that are no code, masked, and why. Then the line has no codes. */
  readonly odd?: { readonly masked: string; readonly kind: BadLineKind }
}

/** @param text one of `linesOf` */
export function readLine(text: string): PasteLine {
  if (!/\p{Nd}/u.test(text)) return { codes: [], noted: false }
  const content = copyright.test(text) ? text.replace(years, '') : text.replace(leadingNumber, '')
  const codes: BackupCode[] = []
  const rest = content.replace(codeWithNumber, (found, digits: string) => {
    const parsed = parseBackupCode(digits.replace(/[^0-9]/g, ''))
    if (!parsed) return found
    codes.push(parsed)
    // A tab, so that digits left and right of the code do not become one number.
    return '\t'
  })
  if (/\p{Nd}/u.test(rest) && (codes.length > 0 || !isProse(rest)))
    return { codes: [], noted: false, odd: { masked: maskedLine(content), kind: kindOf(content, rest) } }
  return { codes, noted: codes.length > 0 && remark.test(rest.replace(label, '')) }
}

function isProse(text: string): boolean {
  return /[\p{L}©℗®]/u.test(text) && !/\p{Nd}{5}/u.test(text) && !codeShape.test(text)
}

// A refused line

/** @param rest the line without the codes in it */
function kindOf(content: string, rest: string): BadLineKind {
  const numbers = content.match(/\+?[0-9(][0-9 ().\-\u2010-\u2015\u2212\u30fc]*/gu) ?? []
  if (numbers.some(isPhone)) return 'phone'
  if (numbers.some(text => digitsOf(text).length === 9)) return 'nine-digits'
  const groups = (rest.match(/\p{Nd}+/gu) ?? []).map(group => group.length).join('+')
  if (/^(?:6|3\+3)$/.test(groups)) return 'six-digits'
  if (/^4(?:\+[1-3])?$/.test(groups)) return 'half'
  return 'other'
}

/** `+81 90 …`, ten or eleven digits that begin with 0 (Japan), or North America's 3-3-4. */
function isPhone(text: string): boolean {
  const digits = digitsOf(text)
  if (text.startsWith('+')) return digits.length >= 8 && digits.length <= 15
  if (/^0[0-9]{9,10}$/.test(digits)) return true
  return /^(?:1[^0-9])?\(?[0-9]{3}[^0-9]{1,2}[0-9]{3}[^0-9][0-9]{4}[^0-9]*$/.test(text)
}

function digitsOf(text: string): string {
  return text.replace(/\P{Nd}/gu, '')
}

/** In characters: enough to find the line again. */
const maxMasked = 30

/**
 * The line from shortly before its first number, so that it can be found again: `call 090 1234 5678` → `call 0•0 1••4 5••8`.
 *
 * Groups of three digits and more keep the first and the last one; shorter groups keep none, or `12 34 56 78` would be shown in full.
 */
export function maskedLine(content: string): string {
  const start = Math.max(0, content.search(/\p{Nd}/u) - 8)
  const shown = content
    .slice(start)
    .replace(
      /[^\p{Nd}\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}!-~、。ー\u2010-\u2015\u2212]+/gu,
      ' ',
    )
    .replace(/\p{Nd}+/gu, maskedGroup)
    .trim()
  const characters = [...shown]
  return characters.length > maxMasked ? `${characters.slice(0, maxMasked - 1).join('')}…` : shown
}

function maskedGroup(group: string): string {
  const digits = [...group]
  if (digits.length < 3) return '•'.repeat(digits.length)
  return [digits[0], ...digits.slice(1, -1).map(() => '•'), digits.at(-1)].join('')
}
