/**
 * Tells a table, or a list of passwords, from a list of codes. A row has several things side by side, so its numbers may be anything:
 * another service's codes, a password, a customer's number.
 */
import { label } from './paste-words.ts'

/** In records: a table shows itself in its first rows. */
const mostRecords = 2000
const mostCells = 200

/** `markup` is XML, a web page, or JSON with passwords. */
export function tableIn(text: string): 'rows' | 'passwords' | 'markup' | undefined {
  if (isMarkup(text)) return 'markup'
  if (isPasswordList(text)) return 'passwords'
  return delimiters.some(delimiter => hasRows(text, delimiter)) ? 'rows' : undefined
}

const delimiters = [',', ';', '\t', '|', '»']

function hasRows(text: string, delimiter: string): boolean {
  if (!text.includes(delimiter)) return false
  const records = recordsOf(text, delimiter).filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
  const rows = records.filter(({ cells, isSpaced }) => cells.length >= (isSpaced ? 4 : 3) && wordsIn(cells) >= 2)
  if (rows.some(({ quoted, hasLines }) => quoted >= 3 || hasLines)) return true
  return rows.length >= 2 && rows.length * 5 >= records.length * 3
}

function wordsIn(cells: readonly string[]): number {
  return cells.filter(cell => /\p{L}/u.test(cell.slice(0, 200).replace(label, ''))).length
}

interface Row {
  readonly cells: readonly string[]
  /** A space is behind most delimiters, as in a sentence. */
  readonly isSpaced: boolean
  /** Cells in quotes. */
  readonly quoted: number
  /** A cell has several lines. */
  readonly hasLines: boolean
}

/** Cells may be in quotes, and then have line ends and delimiters in them. */
function recordsOf(text: string, delimiter: string): readonly Row[] {
  const rows: Row[] = []
  let cells: string[] = []
  let [quoted, spaced, at, lineEnd] = [0, 0, 0, -1]
  while (at <= text.length && rows.length < mostRecords) {
    const closing = text[at] === '"' ? closingQuote(text, at) : -1
    const from = closing < 0 ? at : closing
    if (lineEnd < from) lineEnd = nextOf(text, '\n', from)
    const next = Math.min(nextOf(text, delimiter, from), lineEnd)
    cells.push(text.slice(at, next))
    if (closing >= 0) quoted++
    at = next + 1
    if (text[next] === delimiter && cells.length < mostCells) {
      if (text[at] === ' ') spaced++
      continue
    }
    rows.push({
      cells,
      isSpaced: spaced * 2 > cells.length - 1,
      quoted,
      hasLines: cells.some(cell => cell.includes('\n')),
    })
    ;[cells, quoted, spaced] = [[], 0, 0]
  }
  return rows
}

/** -1: the quotes do not end. */
function closingQuote(text: string, at: number): number {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end
}

function nextOf(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from)
  return found < 0 ? text.length : found
}

function isMarkup(text: string): boolean {
  return /^\s*<(?:\?xml|!doctype|html)/iu.test(text) || /"password"\s*:|<(?:password|td)[\s>]/iu.test(text)
}

const passwordLine =
  /^[ \t>*・#-]{0,20}["']?(?:[\p{L}_ ]{0,20}[ _])?(?:password|passwd|pwd|pw|pass|パスワード|contraseña|senha|mot de passe|passwort|密码|密碼|비밀번호|пароль)["']?[ \t]{0,9}[:=：]/gimu

/** One password may be part of a note; several are a list of passwords. */
function isPasswordList(text: string): boolean {
  return (text.match(passwordLine)?.length ?? 0) >= 2
}
