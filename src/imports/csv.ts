/**
 * Tables of password managers and browsers, also saved again by a spreadsheet, and tables that people keep themselves.
 * Columns are recognized by name, in any order.
 */
import { codeWord } from '../domain/codes/paste-words.ts'
import type { Entry, EntryField } from '../domain/import/entry.ts'
import { UserError } from '../errors.ts'
import { changedOn } from './changed-on.ts'
import { maxInRecord, maxRecords, plainRecords } from './plain-csv.ts'

/** In lower case, without spaces and signs. */
const columnNames = {
  title:
    'title name itemname label displayname nickname secretname entryname service servicename site sitename タイトル 名前 名称 サービス サービス名 サイト サイト名 アプリ 件名 項目名'.split(
      ' ',
    ),
  username:
    'username user userid login loginname loginusername loginid id account accountid accountname ユーザー名 ユーザ名 ユーザー ユーザid ユーザーid ログインid ログイン名 アカウント アカウント名 ユーザーネーム'.split(
      ' ',
    ),
  password:
    'password passwords loginpassword pwd pw pass passwd passcode パスワード パス 暗証番号 passwort contraseña senha motdepasse kennwort 密码 密碼 비밀번호 пароль'.split(
      ' ',
    ),
  url: 'url urls website websiteurl loginuri loginurl loginurls uri formactionorigin siteurl secreturl weburl domain hostname address link アドレス リンク ウェブサイト'.split(
    ' ',
  ),
  notes:
    'notes note extra comment comments remarks remark memo additionalinfo additionalinformation description text content sharednotes メモ 備考 説明 コメント ノート'.split(
      ' ',
    ),
  /** Bitwarden's: one custom field a line. */
  fields: ['fields'],
  totp: ['totp', 'otp', 'otpauth', 'otpurl', 'otpsecret', 'logintotp', 'onetimepassword', 'twofasecret'],
  changed: ['lastmodified', 'modified', 'timepasswordchanged', 'revisiondate', 'modifytime', '更新日'],
  ignored: (
    'group folder grouping favorite fav archived tags type reprompt icon created httprealm guid timecreated timelastused ' +
    'collections vault archiveddate totpstate entrytype category createtime secretdata customdata classification chambername email username2 username3 rffields rffieldsv2 matchurl no 番号'
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
/** Each cell takes a hundred bytes of memory, also an empty one. */
const maxCells = 5000

/** Enpass's: below the title, names of fields and their values in turn, and last the note. */
const enpassHeader = /^\ufeff?"?Title"?,"?Field"?,"?Value"?,/u

/** In lines: a title or a comment may be above the column names. */
const maxAbove = 4

/** Whether one of the first lines has the column names of an export. */
export async function isTable(text: string): Promise<boolean> {
  return (await fromHeading(text)) !== undefined
}

/** The text from the line with the column names on. */
async function fromHeading(text: string): Promise<string | undefined> {
  let at = 0
  for (let above = 0; above <= maxAbove && at < text.length; above++) {
    const end = /\r\n|[\n\r]/u.exec(text.slice(at, at + maxHeading))
    const line = text.slice(at, at + (end?.index ?? maxHeading))
    if (await isHeading(line.trim())) return text.slice(at)
    if (!end) return undefined
    at += end.index + end[0].length
  }
  return undefined
}

/** In characters: longer than any line of column names. */
const maxHeading = 4096

async function isHeading(line: string): Promise<boolean> {
  if (!/[,;\t]/u.test(line)) return false
  try {
    const [names = []] = await records(line, delimiterOf(line))
    return enpassHeader.test(line) || isHeader(names.map(columnOf))
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
  const table = await fromHeading(text)
  if (table === undefined) return undefined
  const [names = [], ...rows] = await records(table, delimiterOf(table.trimStart().split('\n', 1)[0] ?? ''))
  if (enpassHeader.test(table)) return rows.map(enpassEntry)
  const header = (keepassHeader.test(table) ? ['Title', ...names.slice(1)] : names).map(columnOf)
  return entriesOf(header, rows)
}

/** Without passwords: an app's secure notes, or a person's own list of codes. */
function isHeader(header: readonly Column[]): boolean {
  const known = new Set(header.map(({ kind }) => kind))
  if (known.has('password')) return known.has('username') || known.has('title') || known.has('url')
  const hasCodes = known.has('notes') || header.some(({ name, kind }) => kind === undefined && codeWord.test(name))
  return hasCodes && (known.has('title') || known.has('url'))
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
  const endless = endlessLine(text, delimiter)
  if (endless > 0) throw new UserError('import-broken', { format: 'csv', line: endless })
  const isKeepass = keepassHeader.test(text)
  // Programs that add rows to a table may end them in another way. csv-parse would take thousands of them for rows of one cell.
  const even = text.replace(/^\ufeff/u, '').replaceAll('\r\n', '\n')
  const rows =
    (isKeepass ? undefined : plainRecords(even, delimiter)) ?? (await parsedRecords(even, delimiter, isKeepass))
  if (rows.length > maxRecords) throw new UserError('import-broken', { format: 'csv', line: 0 })
  return rows
}

async function parsedRecords(
  text: string,
  delimiter: string,
  isKeepass: boolean,
): Promise<readonly (readonly string[])[]> {
  const { parse } = await import('csv-parse/sync')
  try {
    return parse(text, {
      delimiter,
      escape: isKeepass ? '\\' : '"',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxInRecord,
      to: maxRecords + 1,
    })
  } catch (error) {
    // Its message quotes the record.
    throw new UserError('import-broken', { format: 'csv', line: lineIn(error) })
  }
}

/** The first line with too many cells, or 0. Counts without making cells of them: a file has hundreds of thousands. */
function endlessLine(text: string, delimiter: string): number {
  let cells = 1
  let lineEnd = -1
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) {
    if (at > lineEnd) {
      const next = text.indexOf('\n', at)
      lineEnd = next < 0 ? text.length : next
      cells = 1
    }
    cells++
    if (cells > maxCells) return text.slice(0, at).split('\n').length
  }
  return 0
}

function lineIn(error: unknown): number {
  return error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 0
}

function entriesOf(header: readonly Column[], rows: readonly (readonly string[])[]): readonly Entry[] {
  const places = placesIn(header)
  return rows.map(row => entryOf(header, places, row))
}

/** The places of the columns of each kind: looked up once, not in each of many thousand rows. */
function placesIn(header: readonly Column[]): (kind: ColumnKind) => readonly number[] {
  const places = new Map<string, number[]>()
  for (const [index, { kind }] of header.entries())
    if (kind !== undefined) places.set(kind, [...(places.get(kind) ?? []), index])
  return kind => places.get(kind) ?? []
}

/** Not a literal in the function: the build would make a new expression of it for each row. */
const betweenUrls = /[\s,]+/u

function entryOf(
  header: readonly Column[],
  places: (kind: ColumnKind) => readonly number[],
  row: readonly string[],
): Entry {
  const cells = (kind: ColumnKind) => places(kind).flatMap(index => row[index] || [])
  const [title = ''] = cells('title')
  const [username = ''] = cells('username')
  const [changed = ''] = cells('changed')
  return {
    title,
    username,
    urls: cells('url').flatMap(urls => urls.split(betweenUrls)),
    fields: [
      ...cells('notes').map(text => ({ name: '', text })),
      ...cells('fields').flatMap(customFields),
      ...row.flatMap((text, index) => {
        if (text === '' || header[index]?.kind !== undefined) return []
        // A cell without a heading may be anything, also a password.
        return { name: header[index]?.name.trim() || `column ${index + 1}`, text }
      }),
    ],
    changedOn: changedOn(/^\d{12,14}$/.test(changed) ? Number(changed) : changed),
    authenticator: cells('totp').length > 0,
    isText: false,
  }
}

function enpassEntry(row: readonly string[]): Entry {
  const [title = '', ...cells] = row
  const pairs = Array.from({ length: Math.floor(cells.length / 2) }, (_, index) => ({
    name: cells[index * 2] ?? '',
    text: cells[index * 2 + 1] ?? '',
  }))
  const values = (names: RegExp) => pairs.filter(({ name }) => names.test(name)).map(({ text }) => text)
  return {
    title,
    username: values(/^user ?name|^login|ユーザー/iu)[0] ?? '',
    urls: values(/^url$|website|アドレス/iu),
    fields: [
      { name: '', text: cells.length % 2 === 1 ? (cells.at(-1) ?? '') : '' },
      ...pairs.filter(
        ({ name }) => !/password|^pin\b|パスワード|^user ?name|^login|^url$|website|totp|one.time/iu.test(name),
      ),
    ],
    authenticator: values(/totp|one.time/iu).some(text => text !== ''),
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
