/**
 * Reads the export of another program, recognized by its content or named by the user.
 *
 * Bytes in, entries out. Errors never quote the file, because it is full of secrets.
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

/** Larger than the passwords of twenty years. A 1PUX file can be larger only with attachments. */
export const maxBytes = 16 * 1024 * 1024

/**
 * @param from the option --from; undefined: recognize the format by its content
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

/** `--from 1password` and `keepass` may also be a table. */
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
    // The user has taken it out of the 1PUX file.
    const entries = readOnePassword(text)
    if (entries) return { format: '1password', entries }
  }
  return undefined
}
