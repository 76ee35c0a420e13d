/** Tells one save of a vault from another without a key. */
import { sizes } from '../envelope/format.ts'
import { readStart } from './disk.ts'

/** Enough for the lines up to the nonce. FORMAT.md: the header, line 2, has at most 16 KiB. */
const headBytes = 17 * 1024

/** In characters of base64url. */
const nonceLength = (sizes.nonce / 3) * 4

/**
 * The nonce at the beginning of line 4, which is new in every save (FORMAT.md, "Payload"). Neither time nor size would do: synced
 * folders change the file's time, and padding keeps its size.
 */
export function revisionOf(sealed: Buffer): string {
  return sealed.toString('base64url', 0, sizes.nonce)
}

/** The same of a file's bytes. For anything but a vault: a text that no save has. */
export function revisionIn(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, headBytes)).toString('latin1').split('\n')[3]?.slice(0, nonceLength) ?? ''
}

/** The same for the file as it is now; undefined if it is gone. For anything but a vault: a text that no save has. */
export function revisionAt(vault: string): string | undefined {
  try {
    const bytes = readStart(vault, headBytes)
    return Buffer.isBuffer(bytes) ? revisionIn(bytes) : ''
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : ''
  }
}
