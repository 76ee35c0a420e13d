/** Base64url without padding (RFC 4648, section 5), canonical: one text for one sequence of bytes. */

export function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/** Undefined: the text is not exactly what `encode` writes. */
export function decode(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url')

  // Buffer skips foreign characters, takes + and / too, and drops surplus bits: only encoding again shows them.
  if (bytes.toString('base64url') !== text) return undefined
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}
