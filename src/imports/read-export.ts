/**
 * A file that another program wrote, as entries: told by its content, or by what the person says that it is.
 *
 * Bytes in, entries out. What is wrong with a file is said without a word of its content: it is full of secrets.
 */
import type { Entry } from '../domain/import/entry.ts'
import { type ImportFormat, UserError } from '../errors.ts'
import { readBitwarden } from './bitwarden.ts'
import { isTable, readTable } from './csv.ts'
import { isEncryptedFile, isZip, textOf } from './file-text.ts'
import { readKeepass } from './keepass.ts'
import { readOnePassword } from './one-password.ts'
import { readText } from './text.ts'
import { exportInZip } from './zip.ts'

export const importFormats = ['bitwarden', '1password', 'keepass', 'csv', 'text'] as const

export interface Export {
  readonly format: ImportFormat
  readonly entries: readonly Entry[]
}

/** Somebody's passwords of twenty years are less; pictures in a 1PUX file make it more, but those are attachments. */
export const maxBytes = 16 * 1024 * 1024

/**
 * @param from what --from says; undefined: the content tells
 * @throws UserError `import-too-large`, `import-not-text`, `import-unknown-format`, `import-broken`, `import-encrypted`
 */
export async function readExport(bytes: Uint8Array, from: ImportFormat | undefined): Promise<Export> {
  if (bytes.length > maxBytes) throw new UserError('import-too-large', { limit: maxBytes })
  if (isEncryptedFile(bytes)) throw new UserError('import-encrypted', { format: 'keepass' })
  const found = isZip(bytes) ? await readZip(bytes, from) : await readPlain(textOf(bytes), from)
  if (found === undefined) throw new UserError('import-unknown-format', { from: from ?? '' })
  return found
}

async function readZip(bytes: Uint8Array, from: ImportFormat | undefined): Promise<Export | undefined> {
  const inside = await exportInZip(bytes)
  if (inside === undefined || (from !== undefined && from !== inside.format)) return undefined
  const text = textOf(inside.bytes)
  const entries = inside.format === 'bitwarden' ? readBitwarden(text) : readOnePassword(text)
  return entries && { format: inside.format, entries }
}

/** A manager's own format where it has one; `--from 1password` and `keepass` may be a table as well. */
async function readPlain(text: string, from: ImportFormat | undefined): Promise<Export | undefined> {
  if (from === 'text') return { format: 'text', entries: readText(text) }
  const start = text.trimStart().slice(0, 1)
  if (start === '{' && from !== 'csv') return jsonExport(text, from)
  if (start === '<' && /<KeePassFile[\s>]/u.test(text.slice(0, 4096)))
    return from === undefined || from === 'keepass'
      ? { format: 'keepass', entries: await readKeepass(text) }
      : undefined
  if (from === 'csv' || (await isTable(text))) {
    const entries = await readTable(text)
    return entries && { format: 'csv', entries }
  }
  return from === undefined ? { format: 'text', entries: readText(text) } : undefined
}

function jsonExport(text: string, from: ImportFormat | undefined): Export | undefined {
  if (from === undefined || from === 'bitwarden') {
    const entries = readBitwarden(text)
    if (entries) return { format: 'bitwarden', entries }
  }
  if (from === undefined || from === '1password') {
    // Taken out of the 1PUX file by hand.
    const entries = readOnePassword(text)
    if (entries) return { format: '1password', entries }
  }
  return undefined
}
