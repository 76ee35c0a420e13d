/** Base64url without padding (RFC 4648, section 5), canonical: the same bytes always give the same text. */

export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/** Undefined unless the text is exactly what `encode` writes. */
export function decode(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  return encode(bytes) === text ? bytes : undefined
}

/** In characters: whole groups of four, so that pieces decode like the whole text; 72 KiB of bytes. */
const pieceLength = 96 * 1024

/**
 * The bytes of a text in pieces of 72 KiB, for texts as large as a vault: memory that is written for the first time costs more than
 * decoding. All pieces are views of one buffer: each is overwritten by the next.
 */
export function* decodedPieces(text: Buffer): Generator<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(Math.min(bytesIn(text.length), bytesIn(pieceLength)))
  for (let start = 0; start < text.length; start += pieceLength)
    yield bytes.subarray(0, bytes.write(text.toString('latin1', start, start + pieceLength), 'base64url'))
}

/**
 * Whether a text is exactly what `encode` writes. Buffer is too lenient. It skips foreign characters: the result is too short then. It
 * accepts + and / and stops at =: so search for them. It drops surplus bits: so encode the last group again and compare.
 */
export function isCanonical(text: Buffer): boolean {
  if (text.length % 4 === 1 || text.includes('+') || text.includes('/') || text.includes('=')) return false
  let length = 0
  for (const { length: decoded } of decodedPieces(text)) length += decoded
  const lastGroup = text.toString('latin1', text.length - (text.length % 4))
  return length === bytesIn(text.length) && decode(lastGroup) !== undefined
}

/** How many bytes so many characters encode. */
export function bytesIn(characters: number): number {
  return Math.floor((characters * 3) / 4)
}
