/**
 * Reads one line of a text: its backup codes, and digits that make none (design, section 9).
 *
 * A line has codes, or is prose, or has digits that nearly make a code. The last kind is never dropped: its reader refuses it or names it.
 */
import type { BadLineKind } from '../../errors.ts'
import { type BackupCode, parseBackupCode } from '../model/backup-code.ts'
import { asciiDigits, dash, invisible, normalized } from '../text/code-shape.ts'
import { label, namesOtherService, saysAge, saysOther } from './paste-words.ts'

/** Circled and dotted numbers, and a keycap emoji alone. */
const enclosedNumber =
  /[\u2460-\u2473\u2488-\u249b\u24ea\u3251-\u325f\u32b1-\u32bf]|(?<![0-9]\u20e3?)[0-9]\u20e3(?![0-9]\u20e3)/gu

/** A text's lines, normalized for `readLine`. */
export function linesOf(text: string): readonly string[] {
  return normalize(text).split(/\r\n|[\n\r\u2028\u2029]/u)
}

/** １२ → 12, १२ → 12, ideographic and no-break spaces → a space, ③ → (3), 1º → 1). */
function normalize(text: string): string {
  return asciiDigits(
    normalized(
      text
        .replace(invisible, '')
        // NFKC alone would turn ③ into a digit, 1º into 1o, and "４．１２" into a decimal number.
        .replace(enclosedNumber, number => `(${Number.parseInt(number.normalize('NFKC'), 10)})`)
        // 1️⃣2️⃣3️⃣… are the digits of a code.
        .replace(/(?<=[0-9])\u20e3/gu, '')
        .replace(/．/gu, '. ')
        .replace(/(?<!\p{L})n\.?[°º]/giu, 'no')
        .replace(/(?<=(?<!\p{Nd})\p{Nd}{1,2}\.?)[°ºª](?!\p{L})/gu, ')'),
    ),
  )
}

// Around a line

/** `&nbsp` needs no semicolon (HTML, named character references). */
const tagOrSpace = /<\/?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,500})?\/?>|&(?:nbsp;?|(?:ensp|emsp|thinsp|#160|#xa0);)/giu
/** Tags inside of a line of text. All others part it. */
export const inlineTag = /^<\/?(?:b|i|u|s|em|strong|span|font|code|mark|small|tt|kbd|a)(?![a-z0-9-])/iu

/** In one pass, as a browser reads: what tags leave of an entity, `&nb<b>sp;`, is none. */
function withoutTags(text: string): string {
  if (!/[<&]/u.test(text)) return text
  return text.replace(tagOrSpace, found => (found.startsWith('&') ? ' ' : inlineTag.test(found) ? '' : '\t'))
}

const halfOfDay = '(?:午前|午後|오전|오후|上午|下午|[ap]\\.? ?m\\b\\.?)'
const timeWith = (signs: string) =>
  `(?:${halfOfDay} ?)?(?:[01]?[0-9]|2[0-3])[${signs}][0-5][0-9](?:[${signs}][0-5][0-9])?(?![0-9.:])(?: ?${halfOfDay})?`
/** Also `9.41`, as in Italian and Finnish. */
const time = timeWith(':.')
const date = '(?:[0-9]{1,4}[./-] ?[0-9]{1,2}[./-] ?[0-9]{1,4}\\.?|[0-9]{4}年 ?[0-9]{1,2}月 ?[0-9]{1,2}日)'
const words = '[^\\p{Nd}\\]\\n]{0,12}'

/** The time of a message, as LINE, WhatsApp, KakaoTalk and others export it, with what parts it from the sender. */
const stamp = new RegExp(
  `^[\\s>*"]*(?:` +
    `(?:\\[[^\\p{Nd}\\]\\n]{1,30}\\] ?)?\\[ ?(?:${date})?${words}${time}${words}(?:${date})?[^\\p{Nd}\\]\\n]{0,3}\\]` +
    `|${date},?[ \\t]${words}${time}(?:,| -| –|\\t)` +
    `|${timeWith(':')}(?=\\s)` +
    `)[\\s:–-]*`,
  'iu',
)
/** The sender behind it, whose name has no number of a code's size. */
const sender = /^(?![^:\t\n]*\p{Nd}{3})[^:\t\n]{1,40}?(?:\t| ?: ?(?!\/\/))(?=[^\n]*\p{Nd})/u

function withoutStamp(text: string): string {
  const found = stamp.exec(text)?.[0]
  if (found === undefined) return text
  const rest = text.slice(found.length)
  const bare = found.trimEnd()
  const isParted = /\]|[–,-]$/u.test(bare) || found.slice(bare.length).includes('\t')
  const name = isParted ? (sender.exec(rest)?.[0] ?? '') : ''
  // `9:41 used: 1234 5678` has no sender.
  return saysAge(name) || saysOther(name) || namesOtherService(name) ? rest : rest.slice(name.length)
}

/** `IG_BACKUP_CODES=`, as in a file of variables. */
const assignment = /^\s*(?:export\s+|set\s+|- )?["']?([a-z_](?:[a-z_.-]|[0-9]{1,3}(?![0-9])){0,60})["']?\s*:?=\s*/iu

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

/** A list number: no leading zero, and at most 39, because `(03)` and `(65)` begin phone numbers. `4B21` is no number. */
const number = '(?:[1-9]|[1-3][0-9])(?![0-9]|[OoQDIlSBZ][0-9OoQDIlSBZ])'
const padded = `(?:0[1-9]|${number})`
/** Not a decimal point (`3.14159265` is not the third code), and not part of a time or date (`9:41`, `20.11.`). */
const point = '(?:\\.(?![0-9]{5})|[:、。])(?![0-9]{1,3}(?![0-9]))'
const apart = `(?<![\\p{L}\\p{Nd}.,:/+${dash}])`

const listNumber = [
  `[([{<【〔〈《「『] ?${number} ?[)\\]}>】〕〉》」』]`,
  `${apart}${padded}${point}`,
  `${apart}${number}(?:\\.?[)\\]>]|(?:つ目|個目|番目?|枚目|号|번째?|호|st|nd|rd|th)(?!\\p{L}))`,
  `(?:(?<!${letter})(?:no|nr|codes?|c[oó]digo|kode|код|코드)|コード|代码|その|第|#)[.${dash}_ ]{0,2}(?:${number}|${padded} ?(?:${point}|[)=]))(?:番目?)?(?: ?[:=]| [${dash}](?= ))?`,
].join('|')

/** A number in a column of its own. */
const numberCell = `(?:^|[\\t|]) *${number} *[\\t|]`

const leadingNumber = new RegExp(`^[^\\p{L}\\p{Nd}]*(?:${listNumber})`, 'iu')
const codeWithNumber = new RegExp(`(?:(?:${listNumber}|${numberCell})[^\\p{L}\\p{Nd}]*)?${code}`, 'giu')

/** A running number and a sign or two before a code: `1 - `, `1/5 `, `n. 1 `. Only a sequence of them proves what they are. */
const runningNumber = new RegExp(
  `^([^\\p{Nd}]{0,40}?)(?<![\\p{L}\\p{Nd}+,.:/${dash}])(0?[1-9]|[1-3][0-9])(?: ?/ ?[1-3]?[0-9])?([^\\p{L}\\p{Nd}+@#$%]{1,6})(?=[0-9]{4}[ ${dash}]?[0-9]{4}(?!\\p{Nd}))`,
  'u',
)

export interface NumberedLine {
  readonly text: string
  readonly number: number | undefined
}

/**
 * Lines without their running numbers, if these count 1, 2, 3 … in one form through all lines with codes. `1-4821-7730` alone may be
 * anything, and so may `03 1234 5678` below `1. …` and `2. …`.
 *
 * @param lines of `linesOf`
 */
export function withoutRunningNumbers(lines: readonly string[]): readonly NumberedLine[] {
  const bare = lines.map(line => (codeShape.test(line) ? withoutStamp(withoutTags(line)) : line))
  const codeLines = bare.filter(line => codeShape.test(line)).length
  const found = bare.flatMap(line => {
    const [, before = '', count = '', after = ''] = runningNumber.exec(line) ?? []
    return count === '' || /\p{L}/u.test(before.replace(label, '').replace(/(?<!\p{L})n[or]?\b/iu, ''))
      ? []
      : [{ count, after }]
  })
  const [first] = found
  const isOneForm = found.every(
    ({ count, after }) =>
      after.trim() === first?.after.trim() && (Number(count) > 9 || count.length === first.count.length),
  )
  const counts = found.map(({ count }) => Number(count))
  const isCounting = counts.every(
    (count, index) => count === (counts[index - 1] ?? 0) + 1 || (count === 1 && index > 1),
  )
  if (counts.length < 2 || counts.length < codeLines || !isOneForm || !isCounting)
    return lines.map(text => ({ text, number: undefined }))
  return bare.map(line => {
    const count = runningNumber.exec(line)?.[2]
    return { text: line.replace(runningNumber, ''), number: count === undefined ? undefined : Number(count) }
  })
}

/** Eight digits in the shape of a code, also inside something else: perhaps a phone number, never prose. */
const codeShape = new RegExp(`\\p{Nd}{4}[ ${dash}]?\\p{Nd}{4}`, 'u')

/** `© 2010–2026` also has the shape of a code. */
const copyright = /[©℗]|\(c\)|copyright/iu
const years = new RegExp(`(?<!\\p{Nd})(?:19|20)[0-9]{2}[${dash}](?:19|20)[0-9]{2}(?!\\p{Nd})`, 'gu')

const remark = /[\p{L}~☑☒✅✓✔✕✖✗✘❌]/u

export interface PasteLine {
  readonly codes: readonly BackupCode[]
  /** Other words are beside its codes. */
  readonly noted: boolean
  /** The number in front of its first code, if it has one: 1, 2, 3 … */
  readonly number?: number | undefined
  /** What is beside the codes, for `saysOther` and its like. Never shown. */
  readonly words: string
  /** Digits that are no code, masked, and why. Then the line has no codes. */
  readonly odd?: { readonly masked: string; readonly kind: BadLineKind }
}

/** `四八二一 七七三〇` */
const kanjiDigits = /[〇零一二三四五六七八九]{4}[ー・-]? ?[〇零一二三四五六七八九]{4}/u

/** @param text one of `linesOf` */
export function readLine(text: string): PasteLine {
  if (!/\p{Nd}/u.test(text)) {
    const line = { codes: [], noted: false, words: text }
    return kanjiDigits.test(text) ? { ...line, odd: { kind: 'other', masked: '' } } : line
  }
  const bare = withoutStamp(withoutTags(text))
  const key = assignment.exec(bare)
  const value = key ? bare.slice(key[0].length) : bare
  const content = copyright.test(value) ? value.replace(years, '') : value.replace(leadingNumber, '')
  const codes: BackupCode[] = []
  const rest = content.replace(codeWithNumber, (found, digits: string) => {
    const parsed = parseBackupCode(digits.replace(/[^0-9]/g, ''))
    if (!parsed) return found
    codes.push(parsed)
    // A tab, so that digits left and right of the code do not become one number.
    return '\t'
  })
  const words = `${key?.[1] ?? ''} ${rest}`
  if (/\p{Nd}/u.test(rest) && (codes.length > 0 || !(isProse(rest) || isCount(value, rest))))
    return { codes: [], noted: false, words, odd: kindOf(content, rest) }
  const listed = leadingNumber.exec(value)?.[0].match(/[0-9]+/)?.[0]
  return {
    codes,
    noted: codes.length > 0 && remark.test(rest.replace(label, '')),
    number: codes.length > 0 && listed !== undefined ? Number(listed) : undefined,
    words,
  }
}

// Prose

function isProse(text: string): boolean {
  if (!/[\p{L}©℗®]/u.test(text) || /\p{Nd}{5}/u.test(text) || codeShape.test(text)) return false
  const wordless = text.replace(label, '')
  // `コード 4821` is half a code; a year is prose.
  const halves = text.match(/\p{Nd}{3,}/gu)?.some(group => !/^(?:19|20)[0-9]{2}$/.test(group)) === true
  return /[\p{L}©℗®]/u.test(halves ? wordless : text) && numbersIn(text).every(one => !isNearly(one))
}

/** `Codes 1–5`, whose beginning looks like a list number. */
function isCount(text: string, rest: string): boolean {
  return /\p{L}/u.test(text) && digitsOf(rest).length <= 2
}

/** Days, times, versions and amounts, which are clear from their signs and the words beside them. */
const clear = new RegExp(
  [
    `(?<!\\p{Nd})(?:[12][0-9]{3}[./-] ?(?:0?[1-9]|1[0-2])[./-] ?(?:0?[1-9]|[12][0-9]|3[01])|(?:0?[1-9]|[12][0-9]|3[01])[./-] ?(?:0?[1-9]|[12][0-9]|3[01])[./-] ?[12][0-9]{3})(?!\\p{Nd}|[./-]\\p{Nd})`,
    `(?<!\\p{Nd})(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?!\\p{Nd})`,
    `(?:version|ver\\.?|\\bv|build|android|ios|バージョン) ?\\p{Nd}+(?:\\.\\p{Nd}+)+`,
    `〒 ?[0-9]{3}-[0-9]{4}`,
    `(?<!\\p{Nd})[0-9]{1,3}(?:,[0-9]{3})+(?= ?(?:[\\p{L}%]|\\p{Sc}))(?! ?(?:used|済))`,
  ].join('|'),
  'giu',
)

const between = `[\\s${dash}._/,:|~*'"·•()]`
const spread = new RegExp(`\\p{Nd}+(?:${between}{1,6}\\p{Nd}+)*`, 'gu')

/** Digits with signs between them, as they might be one number. */
function numbersIn(text: string): readonly string[] {
  return [...(text.replace(clear, '\n').match(spread) ?? []), ...(text.match(lookalike) ?? [])]
}

const fourAndFour = new RegExp(`(?<!\\p{Nd})\\p{Nd}{4}${between}+\\p{Nd}{4}(?!\\p{Nd})`, 'u')

function isNearly(text: string): boolean {
  const digits = digitsOf(text).length
  return (digits >= 7 && digits <= 9) || fourAndFour.test(text) || isLookalike(text)
}

/** Letters that are read or typed for digits. */
const lookalike = new RegExp(
  `(?<![\\p{L}\\p{Nd}])[0-9OoQDIlSBZ|]{4}[ ${dash}]?[0-9OoQDIlSBZ|]{4}(?![\\p{L}\\p{Nd}])`,
  'gu',
)

function isLookalike(text: string): boolean {
  return /[OoQDIlSBZ|]/.test(text) && digitsOf(text).length >= 5 && digitsOf(text).length < 8
}

// A refused line

/** In characters: patterns are slow on longer lines, which are no lines of a list. */
const maxExplained = 4096

/** @param rest the line without the codes in it */
function kindOf(content: string, rest: string): { readonly kind: BadLineKind; readonly masked: string } {
  if (content.length > maxExplained) return { kind: 'other', masked: '' }
  const numbers = content.match(/\+?[0-9(][0-9 ().\-\u2010-\u2015\u2212\u30fc]*/gu) ?? []
  const [near] = numbersIn(rest).filter(text => isNearly(text) && isApart(rest, text))
  if (near !== undefined && isLookalike(near)) return { kind: 'letters', masked: maskedNumber(near) }
  if (numbers.some(isPhone)) return { kind: 'phone', masked: '' }
  const digits = near === undefined ? 0 : digitsOf(near).length
  const kind = numbers.some(text => digitsOf(text).length === 9)
    ? 'nine-digits'
    : digits === 7
      ? 'seven-digits'
      : digits === 8
        ? 'apart'
        : undefined
  if (kind) return { kind, masked: near === undefined ? '' : maskedNumber(near) }
  const groups = (rest.match(/\p{Nd}+/gu) ?? []).map(group => group.length).join('+')
  if (/^(?:6|3\+3)$/.test(groups)) return { kind: 'six-digits', masked: '' }
  return { kind: /^4(?:\+[1-3])?$/.test(groups) ? 'half' : 'other', masked: '' }
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

/** Digits that touch a letter or a sign may be part of a password. */
function isApart(line: string, number: string): boolean {
  const at = line.indexOf(number)
  return (
    !touchesBefore.test(line.slice(0, at).slice(-4)) && !touchesAfter.test(line.slice(at + number.length).slice(0, 4))
  )
}

const touchesBefore = new RegExp(`(?:(?:${letter})${tie}|[_@#$%&!?^+=~\\\\/])$`, 'u')
const touchesAfter = new RegExp(`^(?:${tie}(?:${letter})|[_@#$%&!?^+=~\\\\/])`, 'u')

/**
 * A number that nearly makes a code, as `4••• ••0`, to find it again. Other digits are not shown at all: fewer may be a PIN. Nothing that is
 * beside a number is ever shown.
 */
function maskedNumber(number: string): string {
  const signs = [...number.replace(/[^0-9OoQDIlSBZ|]+/gu, ' ').trim()]
  return signs.map((sign, index) => (sign === ' ' || index === 0 || index === signs.length - 1 ? sign : '•')).join('')
}
