/** The files of a zip that have entries, such as `export.data` in 1Password's 1PUX. */
import { UserError } from '../errors.ts'

/** In bytes. Text shrinks to about a tenth in a zip, so more than this is a zip bomb. */
const maxInflated = 64 * 1024 * 1024
/** A person's notes; Google Keep's are one file each. */
const maxFiles = 5000

const wanted = [
  /^export\.data$/u,
  /(?:^|\/)data\.json$/u,
  /(?:^|\/)(?:credentials|securenotes)\.csv$/iu,
  /(?:^|\/)source\/notes\.json$/u,
  /^Takeout\/[^/]+\/[^/]+\.json$/u,
  /Standard Notes Backup and Import File\.txt$/iu,
]
/** What an office program's file has, and Proton Pass's encrypted export. */
const telling = /^(?:word\/|xl\/|ppt\/|content\.xml$)|(?:^|\/)data\.pgp$/u

export interface ZipContent {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** Names of files that tell what the zip is. */
  readonly others: readonly string[]
}

/**
 * Nothing else in the zip is unpacked.
 *
 * @throws UserError `import-too-large`, `import-broken`
 */
export async function contentOfZip(bytes: Uint8Array): Promise<ZipContent> {
  const { unzipSync } = await import('fflate')
  const names = new Set<string>()
  const others: string[] = []
  let inflated = 0
  let isBomb = false
  const files = unzipped(() =>
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (telling.test(name)) others.push(name)
        // Only the first of that name: a bomb has thousands that share their bytes.
        if (isBomb || names.has(name) || !wanted.some(pattern => pattern.test(name))) return false
        names.add(name)
        inflated += originalSize
        // Packing hardly ever makes a text longer, so a larger packed size is false.
        isBomb = inflated > maxInflated || size > originalSize + 1024 || names.size > maxFiles
        return !isBomb
      },
    }),
  )
  if (isBomb) throw new UserError('import-too-large', { limit: maxInflated })
  return { files: Object.entries(files).map(([name, bytes]) => ({ name, bytes })), others }
}

function unzipped<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw new UserError('import-broken', { format: 'zip', line: 0 })
  }
}
