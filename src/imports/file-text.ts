/** The kind of a file by its bytes, and its text. */
import { encodingOf } from '../domain/codes/paste.ts'
import { UserError } from '../errors.ts'

export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])
}

/** A KeePass database (KDB, KDBX), which is encrypted. */
export function isEncryptedFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x03, 0xd9, 0xa2, 0x9a])
}

export function isPdf(bytes: Uint8Array): boolean {
  return /^\s*%PDF-/u.test(beginning(bytes))
}

/** Before its bytes are read as text: WordPad ends the file with a zero byte. */
export function isRtf(bytes: Uint8Array): boolean {
  return /^\s*\{\\rtf/u.test(beginning(bytes))
}

/** A byte order mark and empty lines may be before what tells the kind. */
function beginning(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 1024))
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/**
 * UTF-8, or UTF-16 with a byte order mark, which is dropped.
 *
 * @throws UserError `import-not-text`
 */
export function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes, encodingOf(bytes))
  // Text has no zero bytes; most other files do.
  if (text !== undefined && !text.includes('\0')) return text
  throw new UserError('import-not-text', { shiftJis: isShiftJis(bytes) })
}

/** Most bytes are valid Shift_JIS, so two kana in a row are required. */
function isShiftJis(bytes: Uint8Array): boolean {
  const text = decoded(bytes, 'shift_jis')
  return text !== undefined && /[\u3041-\u30f6]{2}/u.test(text) && !text.includes('\0')
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
