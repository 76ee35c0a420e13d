/** Base64url without padding (RFC 4648, section 5), canonical: the same bytes always give the same text. */

export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/** Undefined unless the text is exactly what `encode` writes. */
export function decode(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  return encode(bytes) === text ? bytes : undefined
}

/** In characters: whole groups of four, so that pieces decode like the whole text. */
const pieceLength = 96 * 1024

/**
 * `decode` for texts as large as a vault: piece by piece, because memory that is written for the first time costs as much as decoding.
 * With the text itself as `bytes` it is decoded where it is.
 *
 * Buffer is too lenient. It skips foreign characters: the result is too short then. It accepts + and / and stops at =: so search for
 * them. It drops surplus bits: so encode the last group again and compare.
 */
export function decodeLong(
  text: Buffer,
  bytes: Buffer = Buffer.allocUnsafeSlow(bytesIn(text.length)),
): Buffer | undefined {
  if (text.length % 4 === 1 || text.includes('+') || text.includes('/') || text.includes('=')) return undefined
  if (decode(text.toString('latin1', text.length - (text.length % 4))) === undefined) return undefined
  const expected = bytesIn(text.length)
  let length = 0
  for (let start = 0; start < text.length; start += pieceLength)
    length += bytes.write(text.toString('latin1', start, start + pieceLength), length, 'base64url')
  return length === expected ? bytes.subarray(0, length) : undefined
}

/** How many bytes so many characters encode. */
export function bytesIn(characters: number): number {
  return Math.floor((characters * 3) / 4)
}
