/** Base64url without padding (RFC 4648, section 5), canonical: the same bytes always give the same text. */

export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/** Undefined unless the text is exactly what `encode` writes. */
export function decode(text: string): Uint8Array | undefined {
  // As UTF-8, in which no byte of a non-ASCII character is a base64url letter. In Latin-1 it could become one.
  return decodeBytes(Buffer.from(text))
}

/** A multiple of four characters, so that pieces decode like the whole text. */
const piece = 32 * 1024

/**
 * The same from the text's bytes, in pieces, so that a vault of 64 MiB is not copied to check it.
 *
 * Buffer is too lenient. It skips foreign characters: the result is too short then. It accepts + and / and stops at =: so search for
 * them. It drops surplus bits: so encode the last group again and compare.
 */
export function decodeBytes(text: Buffer): Uint8Array | undefined {
  if (text.length % 4 === 1 || text.includes('+') || text.includes('/') || text.includes('=')) return undefined
  const bytes = Buffer.allocUnsafeSlow(Math.floor((text.length * 3) / 4))
  for (let start = 0, length = 0; start < text.length; start += piece) {
    const part = text.toString('latin1', start, start + piece)
    const written = bytes.write(part, length, 'base64url')
    if (written !== Math.floor((part.length * 3) / 4)) return undefined
    length += written
  }
  const lastGroup = bytes.toString('base64url', bytes.length - (bytes.length % 3))
  if (text.toString('latin1', text.length - lastGroup.length) !== lastGroup) return undefined
  return new Uint8Array(bytes.buffer, 0, bytes.length)
}
