/** The one file of a zip that holds the entries: `export.data` in 1Password's 1PUX, `data.json` in Bitwarden's zip. */
import { type ImportFormat, UserError } from '../errors.ts'

const names: Readonly<Record<string, ImportFormat>> = { 'export.data': '1password', 'data.json': 'bitwarden' }

/** Text shrinks to a tenth in a zip; what claims to be more is a bomb. */
const maxInflated = 64 * 1024 * 1024

export interface ExportInZip {
  readonly format: ImportFormat
  readonly bytes: Uint8Array
}

/**
 * Nothing else in the zip is touched, whatever it calls itself.
 *
 * @returns undefined: neither file is in it
 * @throws UserError `import-too-large`, `import-broken`
 */
export async function exportInZip(bytes: Uint8Array): Promise<ExportInZip | undefined> {
  const { unzipSync } = await import('fflate')
  let wanted: string | undefined
  let isBomb = false
  const files = unzipped(() =>
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        // The first of that name: a bomb has thousands that share their bytes.
        if (wanted !== undefined || !Object.hasOwn(names, name)) return false
        wanted = name
        // More than it unfolds to: a lie, as packing hardly ever makes a text longer.
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
