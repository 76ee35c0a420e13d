/**
 * Finds backup codes in a password manager's entries. A paste is refused for one unknown line; here such a line is skipped and reported,
 * because only a few lines of the file are about Instagram.
 */
import type { LeftBehind, LeftReason } from '../../errors.ts'
import { linesOf, maskedLine, readLine } from '../codes/paste.ts'
import { type BackupCode, masked } from '../model/backup-code.ts'
import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import { type Entry, type EntryField, handleOf, relationOf, shownName, shownTitle } from './entry.ts'

/** The codes of one entry. */
export interface FoundCodes {
  readonly codes: readonly BackupCode[]
  readonly source: Source
  /** Undefined: the account is unknown. */
  readonly handle: Handle | undefined
  readonly changedOn: IsoDate | undefined
  /** The entry says Instagram; else it only has the name of an account. */
  readonly certain: boolean
  readonly authenticator: boolean
  /** Codes that the entry has more than once, masked. */
  readonly doubled: readonly string[]
  /** Lines with other words beside a code: it may be marked as used. */
  readonly noted: readonly Spot[]
}

export interface Source {
  readonly title: string
  /** The fields with the codes; '' for the notes. */
  readonly fields: readonly string[]
}

export interface Spot {
  readonly field: string
  readonly line: number
}

export interface Findings {
  readonly found: readonly FoundCodes[]
  readonly left: readonly LeftBehind[]
  /** How many entries are about something else. */
  readonly others: number
}

/** @param known the vault's accounts */
export function findCodes(entries: readonly Entry[], known: ReadonlySet<Handle>): Findings {
  const found: FoundCodes[] = []
  const left: LeftBehind[] = []
  let others = 0
  for (const entry of entries.map(cutEntry)) {
    const relation = relationOf(entry, known)
    const inside = relation === 'none' ? nothing : readEntry(entry)
    if (relation === 'named') left.push(...inside.left)
    if (inside.codes.length === 0) {
      // Its skipped lines are already reported.
      if (relation !== 'named') others++
      else if (inside.left.length === 0 && !entry.isText) left.push(leftBehind('no-codes', entry))
    } else if (relation === 'facebook') left.push(leftBehind('facebook', entry))
    else found.push({ ...foundIn(entry, inside), certain: relation === 'named' })
  }
  return { found, left, others }
}

/** In characters. Names and addresses are shorter, and patterns are slow on longer text from a broken file. */
const maxName = 1000

function cutEntry(entry: Entry): Entry {
  return {
    ...entry,
    title: entry.title.slice(0, maxName),
    username: entry.username.slice(0, maxName),
    urls: entry.urls.slice(0, maxName).map(url => url.slice(0, maxName)),
    fields: entry.fields.map(({ name, text }) => ({ name: name.slice(0, maxName), text })),
  }
}

interface Inside {
  readonly codes: readonly BackupCode[]
  readonly fields: readonly string[]
  readonly doubled: readonly string[]
  readonly noted: readonly Spot[]
  readonly left: readonly LeftBehind[]
}

const nothing: Inside = { codes: [], fields: [], doubled: [], noted: [], left: [] }

function foundIn(entry: Entry, { codes, fields, doubled, noted }: Inside): Omit<FoundCodes, 'certain'> {
  const { changedOn, authenticator } = entry
  const source = { title: shownTitle(entry), fields }
  return { codes, source, handle: handleOf(entry), changedOn, authenticator, doubled, noted }
}

function readEntry(entry: Entry): Inside {
  const codes = new Set<BackupCode>()
  const fields: string[] = []
  const doubled: string[] = []
  const noted: Spot[] = []
  const left: LeftBehind[] = []
  for (const field of entry.fields) {
    const inside = readField(entry, field)
    left.push(...inside.left)
    noted.push(...inside.noted)
    if (inside.codes.length > 0) fields.push(shownName(field.name))
    for (const code of inside.codes) {
      if (codes.has(code)) doubled.push(masked(code))
      codes.add(code)
    }
  }
  return { codes: [...codes], fields: [...new Set(fields)], doubled, noted, left }
}

/** In characters: the limit of a paste. */
const maxText = 64 * 1024

function readField(entry: Entry, field: EntryField): Omit<Inside, 'fields' | 'doubled'> {
  const codes: BackupCode[] = []
  const noted: Spot[] = []
  const left: LeftBehind[] = []
  if (field.text.length > maxText) return { ...nothing, left: [leftBehind('too-long', entry, field)] }
  // A date of birth and a PIN can have eight digits too, so the name of the field must allow codes.
  const takes = field.name === '' || saysCodes(field.name)
  const refusal = saysOther(field.name) ? 'other-number' : 'unclear-field'
  const lines = linesOf(field.text)
  for (const [index, text] of lines.entries()) {
    const line = lines.length > 1 ? index + 1 : 0
    const { codes: here, noted: isNoted, odd } = readLine(text)
    const problem: LeftReason | undefined =
      here.length === 0 ? undefined : takes ? (saysOther(text) ? 'other-number' : undefined) : refusal
    if (problem) left.push(leftBehind(problem, entry, field, line, maskedLine(text)))
    else codes.push(...here)
    if (isNoted && !problem) noted.push({ field: shownName(field.name), line })
    if (odd && takes) left.push(leftBehind('odd-digits', entry, field, line, odd.masked))
  }
  return { codes, noted, left }
}

function leftBehind(
  reason: LeftReason,
  entry: Entry,
  field: EntryField = { name: '', text: '' },
  line = 0,
  masked = '',
): LeftBehind {
  return { reason, title: shownTitle(entry), field: shownName(field.name), line, account: '', masked }
}

// What the name of a field, or a line, says about its content

const codeWord =
  /back ?-?up|recovery|rescue|emergency|bypass|instagram|2fa|two.?factor|\bcodes?\b|バックアップ|リカバリ|復旧|予備|緊急|コード|インスタ|[二2]段階|[二2]要素/iu
const otherWord =
  /\bpin\b|\bzip|postal|phone|mobile|\btel\b|\bsms\b|\bfax\b|birth|\bdate\b|\bbank\b|\bcard\b|invoice|order|customer|member|serial|電話|携帯|暗証|郵便|誕生|生年|日付|口座|カード|会員|注文|請求/iu
/** Default names of managers, and fields with only a number. */
const saysNothing =
  /^[\s\p{N}\p{P}]*$|^(?:notes?|text|memo|field|custom|section|untitled|new field|メモ|ノート|備考|テキスト|その他)[\s\p{N}]*$/iu

function saysCodes(name: string): boolean {
  return !saysOther(name) && (codeWord.test(name) || saysNothing.test(name.normalize('NFKC')))
}

function saysOther(text: string): boolean {
  return otherWord.test(text.replace(/back ?-?up|recovery/giu, ''))
}
