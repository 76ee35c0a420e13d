/**
 * Tables of 1Password, KeePassXC, Bitwarden, LastPass, Apple's Passwords, Chrome, Edge, Firefox, also saved again by a spreadsheet.
 * Columns are recognized by name, in any order.
 */
import type { Entry, EntryField } from '../domain/import/entry.ts'
import { UserError } from '../errors.ts'
import { changedOn } from './changed-on.ts'

/** In lower case, without spaces and signs. */
const columnNames = {
  title: ['title', 'name', 'itemname', 'タイトル', '名前'],
  username: ['username', 'user', 'login', 'loginname', 'loginusername', 'ユーザー名', 'ユーザ名'],
  password: ['password', 'loginpassword', 'パスワード'],
  url: ['url', 'urls', 'website', 'websiteurl', 'loginuri', 'uri', 'formactionorigin'],
  notes: ['notes', 'note', 'extra', 'comment', 'comments', 'メモ', '備考'],
  /** Bitwarden's: one custom field a line. */
  fields: ['fields'],
  totp: ['totp', 'otp', 'otpauth', 'logintotp', 'onetimepassword'],
  changed: ['lastmodified', 'modified', 'timepasswordchanged', 'revisiondate'],
  ignored: (
    'group folder grouping favorite fav archived tags type reprompt icon created httprealm guid timecreated timelastused ' +
    'collections vault archiveddate totpstate'
  ).split(' '),
} as const satisfies Record<string, readonly string[]>

type ColumnKind = keyof typeof columnNames

const kinds: ReadonlyMap<string, string> = new Map(
  Object.entries(columnNames).flatMap(([kind, names]) => names.map(name => [name, kind] as const)),
)
/** In characters: longer than any column name. Normalizing longer text can take minutes. */
const maxName = 100

interface Column {
  readonly name: string
  /** A ColumnKind; undefined for an unknown name. */
  readonly kind: string | undefined
}

/**
 * The CSV of KeePass 1.x, which KeePass 2 also offers: titles are called accounts, and quotes are escaped with a backslash
 * (KeePass's help, "Import / Export", CSV).
 */
const keepassHeader = /^\ufeff?"Account","Login Name",/u

/** Spreadsheets use the list separator of the country. */
const delimiters = [',', ';', '\t']
/** In characters: far longer than the longest notes of any manager. */
const maxInRecord = 1024 * 1024
/** Each cell takes a hundred bytes of memory, also an empty one. */
const maxCells = 5000

/** Whether the first line has the column names of an export. */
export async function isTable(text: string): Promise<boolean> {
  const [first = ''] = text.trimStart().split(/\r\n|[\n\r]/u, 1)
  if (first.length > 4096) return false
  try {
    const [names = []] = await records(first, delimiterOf(first))
    return isHeader(names.map(columnOf))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/**
 * @returns undefined: no columns of a password manager
 * @throws UserError `import-broken`
 */
export async function readTable(text: string): Promise<readonly Entry[] | undefined> {
  const [names = [], ...rows] = await records(text, delimiterOf(text.trimStart().split('\n', 1)[0] ?? ''))
  const header = (keepassHeader.test(text) ? ['Title', ...names.slice(1)] : names).map(columnOf)
  return isHeader(header) ? rows.map(row => entryOf(header, row)) : undefined
}

function isHeader(header: readonly Column[]): boolean {
  const known = new Set(header.map(({ kind }) => kind))
  return known.has('password') && (known.has('username') || known.has('title'))
}

function columnOf(name: string): Column {
  return { name, kind: name.length > maxName ? undefined : kinds.get(plainName(name)) }
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-:/()]+/gu, '')
}

function delimiterOf(line: string): string {
  const counts = delimiters.map(delimiter => line.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

async function records(text: string, delimiter: string): Promise<readonly (readonly string[])[]> {
  const { parse } = await import('csv-parse/sync')
  const lines = text.split('\n')
  const endless = lines.findIndex(line => line.split(delimiter, maxCells + 1).length > maxCells)
  if (endless >= 0) throw new UserError('import-broken', { format: 'csv', line: endless + 1 })
  try {
    return parse(text, {
      delimiter,
      escape: keepassHeader.test(text) ? '\\' : '"',
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxInRecord,
    })
  } catch (error) {
    // Its message quotes the record.
    throw new UserError('import-broken', { format: 'csv', line: lineIn(error) })
  }
}

function lineIn(error: unknown): number {
  return error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 0
}

function entryOf(header: readonly Column[], row: readonly string[]): Entry {
  const cells = (kind: ColumnKind) => row.filter((cell, index) => cell !== '' && header[index]?.kind === kind)
  const [title = ''] = cells('title')
  const [username = ''] = cells('username')
  const [changed = ''] = cells('changed')
  return {
    title,
    username,
    urls: cells('url').flatMap(urls => urls.split(/[\s,]+/u)),
    fields: [
      ...cells('notes').map(text => ({ name: '', text })),
      ...cells('fields').flatMap(customFields),
      ...row.flatMap((text, index) => {
        const { name, kind } = header[index] ?? { name: '-', kind: undefined }
        return kind === undefined ? [{ name, text }] : []
      }),
    ],
    changedOn: changedOn(/^\d{12,14}$/.test(changed) ? Number(changed) : changed),
    authenticator: cells('totp').length > 0,
    isText: false,
  }
}

/** One `name: value` per line; further lines of a value have no name. */
function customFields(text: string): readonly EntryField[] {
  const fields: { name: string; text: string }[] = []
  for (const line of text.split(/\r\n|[\n\r]/u)) {
    const [, name, value = ''] = /^([^:]{1,80}): ?(.*)$/u.exec(line) ?? []
    const last = fields.at(-1)
    if (name !== undefined) fields.push({ name, text: value })
    else if (last) last.text += `\n${line}`
    else fields.push({ name: '-', text: line })
  }
  return fields
}
