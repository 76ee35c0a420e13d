/** The file of a zip that has the entries: `export.data` in 1Password's 1PUX, `data.json` in Bitwarden's zip. */
import { type ImportFormat, UserError } from '../errors.ts'

const names: Readonly<Record<string, ImportFormat>> = { 'export.data': '1password', 'data.json': 'bitwarden' }

/** In bytes. Text shrinks to about a tenth in a zip, so more than this is a zip bomb. */
const maxInflated = 64 * 1024 * 1024

export interface ExportInZip {
  readonly format: ImportFormat
  readonly bytes: Uint8Array
}

/**
 * Nothing else in the zip is unpacked.
 *
 * @returns undefined: the zip has neither file
 * @throws UserError `import-too-large`, `import-broken`
 */
export async function exportInZip(bytes: Uint8Array): Promise<ExportInZip | undefined> {
  const { unzipSync } = await import('fflate')
  let wanted: string | undefined
  let isBomb = false
  const files = unzipped(() =>
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        // Only the first of that name: a bomb has thousands that share their bytes.
        if (wanted !== undefined || !Object.hasOwn(names, name)) return false
        wanted = name
        // Packing hardly ever makes a text longer, so a larger packed size is false.
        isBomb = originalSize > maxInflated || size > originalSize + 1024
        return !isBomb
      },
    }),
  )
  if (isBomb) throw new UserError('import-too-large', { limit: maxInflated })
  const format = names[wanted ?? '']
  const found = files[wanted ?? '']
  return format && found && { format, bytes: found }
}

function unzipped<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw new UserError('import-broken', { format: 'zip', line: 0 })
  }
}
