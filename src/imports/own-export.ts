/** The export of igcodes itself. */
import { ownFormat, parseOwnExport, type ReadExport } from '../domain/import/own-export.ts'
import { type ImportFormat, UserError } from '../errors.ts'
import { textOf } from './file-text.ts'
import { parseJson } from './json.ts'
import { maxBytes } from './read-export.ts'

/** Its first member, which no other program's file has. */
const beginning = /^\ufeff?\s*\{\s*"igcodesExport"\s*:/u

/**
 * @param from the option --from
 * @returns undefined for any other file
 * @throws UserError `import-too-large`, `import-not-text`, `import-broken`, `import-unknown-format`, `newer-export`
 */
export function readOwnExport(bytes: Uint8Array, from: ImportFormat | undefined): ReadExport | undefined {
  const isOwn = beginning.test(new TextDecoder().decode(bytes.subarray(0, 256)))
  if (from === undefined ? !isOwn : from !== 'igcodes') return undefined
  if (!isOwn) throw new UserError('import-unknown-format', { from: 'igcodes', kind: 'other' })
  if (bytes.length > maxOwnBytes) throw new UserError('import-too-large', { limit: maxOwnBytes })
  const root = parseJson(textOf(bytes), 'igcodes')
  const format = ownFormat(root)
  if (format !== undefined && format !== 1) throw new UserError('newer-export', { format })
  const found = parseOwnExport(root)
  if (!found || format === undefined) throw new UserError('import-broken', { format: 'igcodes', line: 0 })
  return found
}

/** A vault of hundreds of accounts with its history. */
export const maxOwnBytes = 4 * maxBytes
