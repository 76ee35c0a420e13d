/** The parts that the vault key protects: the signed header and the sealed payload (FORMAT.md, "Subkeys", "MAC", "Payload"). */
import { timingSafeEqual } from 'node:crypto'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { encode } from './base64url.ts'
import {
  bounds,
  bytesOf,
  damaged,
  type Envelope,
  type Header,
  headerLines,
  magicOf,
  type RandomBytes,
  sizes,
} from './format.ts'
import { openLong, seal } from './xchacha20poly1305.ts'

/** A new vault's id: 16 random bytes as base64url. It tells the parts of two vaults apart and is not secret. */
export function newVaultId(random: RandomBytes): string {
  return encode(random(sizes.vaultId))
}

/** A new vault's key: 32 random bytes, which every slot wraps. */
export function newVaultKey(random: RandomBytes): Uint8Array {
  return random(sizes.vaultKey)
}

/**
 * Authenticates the header, then the whole payload, and returns the payload's bytes in pieces.
 *
 * @throws UserError `damaged`: part `mac` (the header) or `payload`
 */
export function openPayload(envelope: Envelope, vaultKey: Uint8Array): readonly Uint8Array[] {
  const { signed, mac, sealed } = envelope
  if (!keyFits(envelope, vaultKey)) throw damaged('mac')

  const nonce = sealed.subarray(0, sizes.nonce)
  const lock = { key: subkey(envelope, vaultKey, 'payload'), nonce, aad: concatBytes(signed, mac) }
  const pieces = openLong(sealed.subarray(sizes.nonce), lock)
  if (!pieces) throw damaged('payload')
  return withoutPadding(pieces)
}

/** Whether this key made the header's MAC: a key from the agent can be another vault's. */
export function keyFits(envelope: Envelope, vaultKey: Uint8Array): boolean {
  return timingSafeEqual(headerMac(envelope, vaultKey, envelope.signed), envelope.mac)
}

/** The parts of a vault file. The vault key has 32 bytes; the slots must belong to this vault id and key. */
export interface Contents extends Header {
  readonly vaultKey: Uint8Array
  readonly payload: Uint8Array
  readonly random: RandomBytes
}

/**
 * The bytes of a vault file, with a new nonce.
 *
 * @throws RangeError beyond the limits of readers: 8 slots, 64 MiB
 */
export function sealEnvelope({ vaultKey, payload, random, ...header }: Contents): Uint8Array {
  const { slots } = header
  if (slots.length < 1 || slots.length > bounds.slots) throw new RangeError('a vault has 1 to 8 key slots')
  const signed = headerLines(header)
  const mac = headerMac(header, vaultKey, signed)

  const key = subkey(header, vaultKey, 'payload')
  const nonce = random(sizes.nonce)
  const sealed = seal(pad(payload), { key, nonce, aad: concatBytes(signed, mac) })

  // 24 bytes are whole groups of base64, so the two texts can simply be joined; that saves copying large payloads.
  const lines = `${encode(mac)}\n${encode(nonce)}${encode(sealed)}\n`
  const file = new Uint8Array(signed.length + lines.length)
  file.set(signed)
  new TextEncoder().encodeInto(lines, file.subarray(signed.length))
  if (file.length > bounds.fileBytes) throw new RangeError('a vault file has at most 64 MiB')
  return file
}

/**
 * A code's id, which does not reveal it: `(handle, digits) → base64url`, 43 characters. The same code of the same account has the same
 * id on every machine that shares the vault. Without the code-id key, the 10^8 codes cannot be tried.
 *
 * @param codeIdKey 32 bytes
 */
export function codeIdentifier(codeIdKey: Uint8Array): (handle: string, digits: string) => string {
  return (handle, digits) => encode(hmac(sha256, codeIdKey, new TextEncoder().encode(`${handle}\0${digits}`)))
}

function headerMac(header: VaultKeyed, vaultKey: Uint8Array, signed: Uint8Array): Uint8Array {
  return hmac(sha256, subkey(header, vaultKey, 'header'), signed)
}

type VaultKeyed = Pick<Header, 'vaultId' | 'epoch'>

/** HKDF-SHA256 (RFC 5869): 32 bytes for one purpose, so that no key has two. */
export function subkey(
  { vaultId, epoch }: VaultKeyed,
  vaultKey: Uint8Array,
  purpose: 'header' | 'payload' | 'code-id' | 'anchor' | 'key-id',
): Uint8Array {
  const salt = bytesOf(vaultId, sizes.vaultId, 'header')
  return hkdf(sha256, vaultKey, salt, new TextEncoder().encode(`${magicOf(epoch)} ${purpose}`), 32)
}

/** ISO/IEC 7816-4: one byte 0x80, then zeros up to a multiple of 4,096, so that the file's size reveals little. */
function pad(payload: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(payload.length / sizes.pad) + 1) * sizes.pad)
  padded.set(payload)
  padded[payload.length] = 0x80
  return padded
}

/** @param pieces of a padded payload: one block or more */
function withoutPadding(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = pieces.at(-1) ?? new Uint8Array()
  let end = last.length - 1
  while (last[end] === 0) end -= 1

  // The 0x80 must be in the last block: writers add no needless block of padding. A piece is whole blocks.
  if (last[end] !== 0x80 || end < last.length - sizes.pad) throw damaged('payload')
  return [...pieces.slice(0, -1), last.subarray(0, end)]
}
