/**
 * Finds backup codes in a password manager's entries. A paste is refused for one unknown line; here such a line is skipped and reported,
 * because only a few lines of the file are about Instagram.
 */
import type { CodeDoubt, LeftBehind, LeftReason } from '../../errors.ts'
import { type FoundCode, type ReadText, readText } from '../codes/paste-text.ts'
import { codeWord, saysOther } from '../codes/paste-words.ts'
import { type BackupCode, masked } from '../model/backup-code.ts'
import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import { type Entry, type EntryField, handleOf, type Relation, relationOf, shownName, shownTitle } from './entry.ts'

/** The codes of one entry. */
export interface FoundCodes {
  readonly codes: readonly BackupCode[]
  readonly source: Source
  /** Undefined: the account is unknown. */
  readonly handle: Handle | undefined
  readonly changedOn: IsoDate | undefined
  /** The entry says Instagram. */
  readonly certain: boolean
  /** If it does not: only its user name or its title suggests it, or its address is another service's. */
  readonly hint: 'name' | 'title' | 'other-address'
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

/** Up to which a number may be a date. */
const defaultLatestYear = 2040

/** @param known the vault's accounts */
export function findCodes(
  entries: readonly Entry[],
  known: ReadonlySet<Handle>,
  latestYear = defaultLatestYear,
): Findings {
  const found: FoundCodes[] = []
  const left: LeftBehind[] = []
  let others = 0
  for (const entry of entries.map(cutEntry)) {
    const relation = relationOf(entry, known)
    const inside = relation === 'none' ? nothing : readEntry(entry, latestYear)
    const isNamed = relation === 'named' || (relation === 'by-title' && inside.lists.length > 0)
    if (isNamed) left.push(...inside.left)
    if (inside.lists.length === 0) {
      // Its skipped lines are already reported.
      if (relation !== 'named') others++
      else if (inside.left.length === 0 && !entry.isText) left.push(leftBehind('no-codes', entry))
    } else if (relation === 'facebook') left.push(leftBehind('facebook', entry))
    else found.push(...inside.lists.map(list => ({ ...foundIn(entry, list), ...sureness(entry, relation) })))
  }
  return { found, left, others }
}

function sureness(entry: Entry, relation: Relation): Pick<FoundCodes, 'certain' | 'hint'> {
  const hint = relation !== 'by-title' ? 'name' : entry.urls.some(url => url.trim() !== '') ? 'other-address' : 'title'
  return { certain: relation === 'named', hint }
}

/** In characters. Names and addresses are shorter, and patterns are slow on longer text from a broken file. */
const maxName = 1000

function cutEntry(entry: Entry): Entry {
  const { title, username, urls, fields } = entry
  const isShort = (text: string) => text.length <= maxName
  const isFine = isShort(title) && isShort(username) && urls.length <= maxName && urls.every(isShort)
  if (isFine && fields.every(({ name }) => isShort(name))) return entry
  return {
    ...entry,
    title: entry.title.slice(0, maxName),
    username: entry.username.slice(0, maxName),
    urls: entry.urls.slice(0, maxName).map(url => url.slice(0, maxName)),
    fields: entry.fields.map(({ name, text }) => ({ name: name.slice(0, maxName), text })),
  }
}

/** A list of codes in an entry, and what it says about it. */
interface FoundList {
  readonly owner: Handle | undefined
  readonly codes: readonly BackupCode[]
  readonly fields: readonly string[]
  readonly doubled: readonly string[]
  readonly noted: readonly Spot[]
}

interface Inside {
  readonly lists: readonly FoundList[]
  readonly left: readonly LeftBehind[]
}

const nothing: Inside = { lists: [], left: [] }

function foundIn(
  entry: Entry,
  { owner, codes, fields, doubled, noted }: FoundList,
): Omit<FoundCodes, 'certain' | 'hint'> {
  const { changedOn, authenticator } = entry
  const source = { title: entry.isText && owner !== undefined ? `@${owner}` : shownTitle(entry), fields }
  return { codes, source, handle: owner ?? handleOf(entry), changedOn, authenticator, doubled, noted }
}

/** Fields of one account are one list, such as ten fields for ten codes, unless one of them has several lists. */
function readEntry(entry: Entry, latestYear: number): Inside {
  const fields = entry.fields.map(field => ({ field, ...readField(entry, field, latestYear) }))
  const left = fields.flatMap(({ left }) => left)
  const parts = fields.flatMap(({ field, read }) =>
    (read?.lists ?? []).map(codes => ({ field, codes, read, isOneOfSeveral: severalFor(read, codes[0]?.owner) })),
  )
  const alone = parts.filter(({ isOneOfSeveral }) => isOneOfSeveral).map(part => [part])
  const owners = [...new Set(parts.map(({ codes }) => codes[0]?.owner))]
  const together = owners.map(owner => parts.filter(part => !part.isOneOfSeveral && part.codes[0]?.owner === owner))
  const lists = [...together, ...alone].filter(list => list.length > 0).map(listOf)
  return { lists: lists.filter(({ codes }) => codes.length > 0), left }
}

function severalFor(read: ReadText | undefined, owner: Handle | undefined): boolean {
  return (read?.lists ?? []).filter(list => list[0]?.owner === owner).length > 1
}

interface Part {
  readonly field: EntryField
  readonly codes: readonly FoundCode[]
  readonly read: ReadText | undefined
}

function listOf(parts: readonly Part[]): FoundList {
  const codes = new Set<BackupCode>()
  const doubled: string[] = []
  for (const { code } of parts.flatMap(part => part.codes)) {
    if (codes.has(code)) doubled.push(masked(code))
    codes.add(code)
  }
  const noted = parts.flatMap(({ field, codes, read }) =>
    (read?.notes ?? [])
      .filter(({ line }) => codes.some(one => one.line === line))
      .map(({ line }) => ({ field: shownName(field.name), line: isOneLine(field.text) ? 0 : line })),
  )
  return {
    owner: parts[0]?.codes[0]?.owner,
    codes: [...codes],
    fields: [...new Set(parts.map(({ field }) => shownName(field.name)))],
    doubled,
    noted,
  }
}

/** In characters: the limit of a paste. */
const maxText = 64 * 1024

const reasons: Readonly<Record<CodeDoubt, LeftReason>> = {
  date: 'date',
  'other-number': 'other-number',
  'other-service': 'other-service',
  'old-list': 'old-list',
  // Of the same file, below another name: it has a list of its own.
  'other-account': 'no-account',
}

function readField(
  entry: Entry,
  field: EntryField,
  latestYear: number,
): { readonly read?: ReadText; readonly left: readonly LeftBehind[] } {
  if (!/\p{Nd}/u.test(field.text)) return { left: [] }
  if (field.text.length > maxText) return { left: [leftBehind('too-long', entry, field)] }
  // A date of birth and a PIN can have eight digits too, so the name of the field must allow codes.
  const takes = field.name === '' || saysCodes(field.name)
  const refusal = saysOther(field.name) ? 'other-number' : 'unclear-field'
  const read = readText(field.text, latestYear)
  const lineOf = (line: number) => (isOneLine(field.text) ? 0 : line)
  const left = read.codes.flatMap(({ code, line, doubt }) => {
    const reason = takes ? doubt && reasons[doubt] : refusal
    // What is perhaps a PIN or a password is not shown at all.
    const shown = reason === 'date' || reason === 'other-service' || reason === 'old-list' ? masked(code) : ''
    return reason ? [leftBehind(reason, entry, field, lineOf(line), shown)] : []
  })
  if (!takes) return { left }
  const odd = read.odd.map(({ line, masked }) => leftBehind('odd-digits', entry, field, lineOf(line), masked))
  const lists = read.lists.map(list => list.filter(({ doubt }) => doubt === undefined)).filter(list => list.length > 0)
  return { read: { ...read, lists }, left: [...left, ...odd].toSorted((a, b) => a.line - b.line) }
}

function isOneLine(text: string): boolean {
  return !/[\n\r\u2028\u2029]/u.test(text)
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

// What the name of a field says about its content

/** Default names of managers, and fields with only a number. */
const saysNothing =
  /^[\s\p{N}\p{P}]*$|^(?:notes?|text|memo|field|custom|section|untitled|new field|メモ|ノート|備考|テキスト|その他)[\s\p{N}]*$/iu

function saysCodes(name: string): boolean {
  return !saysOther(name) && (codeWord.test(name) || saysNothing.test(name.normalize('NFKC')))
}
