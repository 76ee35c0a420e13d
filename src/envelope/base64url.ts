/** Base64url without padding (RFC 4648, section 5), canonical: one text for one sequence of bytes. */

export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/** Undefined: the text is not exactly what `encode` writes. */
export function decode(text: string): Uint8Array | undefined {
  // As UTF-8, where what is not ASCII becomes bytes that are no letters of base64url: cut to one byte it could become one.
  return decodeBytes(Buffer.from(text))
}

/** Whole groups of four characters, so that the pieces of a text decode as the whole does. */
const piece = 32 * 1024

/**
 * The same from the text's bytes, in pieces: a vault file of 64 MiB is never copied whole to check it.
 *
 * Buffer skips foreign characters, which makes the result too short; takes + and / too and ends at =, which are looked for; and
 * drops surplus bits, which only encoding the last group again shows.
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
