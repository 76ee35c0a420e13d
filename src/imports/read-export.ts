/**
 * Reads the export of another program, recognized by its content or named by the user.
 *
 * Bytes in, entries out. Errors never quote the file, because it is full of secrets.
 */
import { tableIn } from '../domain/codes/paste-table.ts'
import type { Entry } from '../domain/import/entry.ts'
import { type FileKind, type ImportFormat, UserError } from '../errors.ts'
import { readBitwarden } from './bitwarden.ts'
import { isTable, readTable } from './csv.ts'
import { readDashlane } from './dashlane.ts'
import { readEnpass } from './enpass.ts'
import { isEncryptedFile, isPdf, isRtf, isZip, textOf } from './file-text.ts'
import { parseJson } from './json.ts'
import { readKeepass } from './keepass.ts'
import { readOldKeepass } from './keepass-1.ts'
import { readKeeper } from './keeper.ts'
import { readEnex, readNotes } from './notes.ts'
import { readOnePassword } from './one-password.ts'
import { readProton } from './proton.ts'
import { readText } from './text.ts'
import { contentOfZip } from './zip.ts'

export const importFormats = [
  'bitwarden',
  '1password',
  'keepass',
  'proton',
  'enpass',
  'keeper',
  'dashlane',
  'igcodes',
  'notes',
  'csv',
  'text',
] as const

export interface Export {
  readonly format: ImportFormat
  readonly entries: readonly Entry[]
}

/** Larger than the passwords of twenty years. A 1PUX file can be larger only with attachments. */
export const maxBytes = 16 * 1024 * 1024

/**
 * @param from the option --from; undefined: recognize the format by its content
 * @throws UserError `import-too-large`, `import-not-text`, `import-unknown-format`, `import-broken`, `import-encrypted`
 */
export async function readExport(bytes: Uint8Array, from: ImportFormat | undefined): Promise<Export> {
  if (bytes.length > maxBytes) throw new UserError('import-too-large', { limit: maxBytes })
  if (isEncryptedFile(bytes)) throw new UserError('import-encrypted', { format: 'keepass' })
  if (isPdf(bytes)) throw unknown(from, 'pdf')
  if (from !== 'text' && isRtf(bytes)) throw unknown(from, 'rtf')
  return isZip(bytes) ? readZip(bytes, from) : readPlain(textOf(bytes), from)
}

function unknown(from: ImportFormat | undefined, kind: FileKind): UserError {
  return new UserError('import-unknown-format', { from: from ?? '', kind })
}

async function readZip(bytes: Uint8Array, from: ImportFormat | undefined): Promise<Export> {
  const { files, others } = await contentOfZip(bytes)
  if (others.some(name => name.endsWith('data.pgp'))) throw new UserError('import-encrypted', { format: 'proton' })
  const found: Export[] = []
  for (const { name, bytes: content } of files) {
    const text = textOf(content)
    if (name.endsWith('.csv')) found.push({ format: 'dashlane', entries: (await readTable(text)) ?? [] })
    else if (files.length === 1 || !name.startsWith('Takeout/')) found.push(jsonExport(text, undefined))
    // Google Takeout has JSON of other kinds, too.
    else found.push({ format: 'notes', entries: readNotes(parseJson(text, 'notes')) ?? [] })
  }
  const [first] = found
  if (first && (from === undefined || from === first.format))
    return { format: first.format, entries: found.flatMap(({ entries }) => entries) }
  if (others.some(name => name.startsWith('xl/'))) throw unknown(from, 'spreadsheet')
  throw unknown(from, others.length > 0 ? 'document' : 'zip')
}

/** `--from` of a manager may also be a table. */
async function readPlain(text: string, from: ImportFormat | undefined): Promise<Export> {
  if (from === 'text') return textExport(text, undefined)
  const start = text.trimStart().slice(0, 4096)
  // `[10:23] Hana: …` is a chat.
  if (from !== 'csv' && /^(?:\{\s*["}]|\[\s*[{"[])/u.test(start)) {
    if (isListOfTexts(text)) return textExport(text, from)
    return jsonExport(text, from)
  }
  if (/^<[!?a-z]/iu.test(start)) return xmlExport(text, start, from)
  if (from === 'csv' || (await isTable(text))) {
    const entries = await readTable(text)
    if (entries === undefined) throw unknown(from, tableIn(text.slice(0, maxTableCheck)) === 'rows' ? 'table' : 'other')
    return { format: 'csv', entries }
  }
  return textExport(text, from)
}

/** A table or a list of passwords is no text: its numbers may be anything. */
function textExport(text: string, from: ImportFormat | undefined): Export {
  if (from !== undefined) throw unknown(from, 'other')
  if (isBase64(text.slice(0, 8192))) throw unknown(from, 'spass')
  const table = text.length <= maxTableCheck ? tableIn(text) : undefined
  if (table !== undefined) throw unknown(from, table === 'rows' ? 'table' : 'passwords')
  return { format: 'text', entries: readText(text) }
}

/** Nothing but base64, with letters of both cases: a list of codes has digits alone. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/=\r\n]{120,}$/u.test(text.trim()) && /[a-z]/u.test(text) && /[A-Z]/u.test(text)
}

/** In characters: a longer text is refused as too large. */
const maxTableCheck = 64 * 1024

async function xmlExport(text: string, start: string, from: ImportFormat | undefined): Promise<Export> {
  const isKeepass = from === undefined || from === 'keepass'
  if (isKeepass && /<KeePassFile[\s>]/u.test(start)) return { format: 'keepass', entries: await readKeepass(text) }
  if (isKeepass && /<(?:pwlist|database)[\s>]/u.test(start))
    return { format: 'keepass', entries: await readOldKeepass(text) }
  if ((from === undefined || from === 'notes') && /<en-export[\s>]/u.test(start))
    return { format: 'notes', entries: await readEnex(text) }
  throw unknown(from, /<html|<!doctype html|<body|<div/iu.test(start) ? 'html' : 'xml')
}

/** `["1234 5678", …]` or `{"backup_codes": […]}` */
function isListOfTexts(text: string): boolean {
  return text.length < 4096 && !/[{[][^\]]*[{[][^\]]*[{[]/u.test(text) && !/:\s*["{]/u.test(text)
}

const jsonReaders: readonly (readonly [ImportFormat, (root: unknown) => readonly Entry[] | undefined])[] = [
  ['1password', readOnePassword],
  ['proton', readProton],
  ['enpass', readEnpass],
  ['keeper', readKeeper],
  ['dashlane', readDashlane],
  ['notes', readNotes],
  // The last: other programs have items, too.
  ['bitwarden', readBitwarden],
]

function jsonExport(text: string, from: ImportFormat | undefined): Export {
  // 1PIF has one object a line, with lines of stars between them.
  const [firstLine = ''] = text.split('\n', 1)
  if (firstLine.includes('"typeName"')) throw unknown(from, '1pif')
  const root = parseJson(text, from ?? nameOfJson(text))
  for (const [format, read] of jsonReaders) {
    if (from !== undefined && from !== format) continue
    const entries = read(root)
    if (entries) return { format, entries }
  }
  throw unknown(from, 'json')
}

/** For the sentence about JSON that is cut off. */
function nameOfJson(text: string): ImportFormat | 'json' {
  const start = text.slice(0, 4096)
  if (/"items"\s*:/u.test(start)) return /"category"\s*:/u.test(start) ? 'enpass' : 'bitwarden'
  if (/"vaults"\s*:/u.test(start)) return /"accounts"\s*:/u.test(start) ? '1password' : 'proton'
  if (/"records"\s*:/u.test(start)) return 'keeper'
  return 'json'
}
