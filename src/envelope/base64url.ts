/** Base64url without padding (RFC 4648, section 5), canonical: one text for one sequence of bytes. */

export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/** Undefined: the text is not exactly what `encode` writes. */
export function decode(text: string): Uint8Array | undefined {
  return decodeBytes(Buffer.from(text, 'latin1'))
}

/** Whole groups of four characters, so that the pieces of a text decode as the whole does. */
const piece = 32 * 1024

/** The same from the text's bytes, in pieces: a vault file of 64 MiB is never copied whole to check it. */
export function decodeBytes(text: Buffer): Uint8Array | undefined {
  const bytes = Buffer.allocUnsafeSlow(Math.floor((text.length * 3) / 4))
  let length = 0
  for (let start = 0; start < text.length; start += piece) {
    const part = text.toString('latin1', start, start + piece)
    const written = bytes.write(part, length, 'base64url')

    // Buffer skips foreign characters, takes + and / too, and drops surplus bits: only encoding again shows them.
    if (bytes.toString('base64url', length, length + written) !== part) return undefined
    length += written
  }
  return length === bytes.length ? new Uint8Array(bytes.buffer, 0, length) : undefined
}
