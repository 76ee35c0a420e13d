/** Key slots: each gives the vault key for one secret (FORMAT.md, "Key slots"). */
import { timingSafeEqual } from 'node:crypto'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Kdf } from './argon2id.ts'
import { encode } from './base64url.ts'
import {
  bytesOf,
  type Cost,
  damaged,
  type Header,
  isCostAllowed,
  lastingText,
  magicOf,
  type RandomBytes,
  type Slot,
  type SlotTerms,
  sizes,
  slotTerms,
} from './format.ts'
import { subkey } from './payload.ts'
import { exchange, publicKeyOf } from './x25519.ts'
import { open, seal } from './xchacha20poly1305.ts'

/** The vault and the vault key's number that a slot belongs to. */
type Place = Pick<Header, 'vaultId' | 'epoch'>

/** The keys that a secret gives for one slot: enough to open it and to wrap another vault key, without deriving again. */
export interface SlotKeys {
  readonly terms: SlotTerms
  /** The output of Argon2id, 32 bytes. */
  readonly stretched: Uint8Array
  readonly commit: Uint8Array
  readonly kek: Uint8Array
  /** The X25519 secret; unused in format 1. */
  readonly secret: Uint8Array
  readonly context: Uint8Array
}

/** The result of opening a slot. The vault key has 32 bytes. */
export interface OpenedSlot {
  readonly vaultKey: Uint8Array
  readonly keys: SlotKeys
}

/** The options of a new slot. The secret is the passphrase or the recovery key's words as text. */
export interface NewSlot extends Place {
  readonly kind: Slot['kind']
  readonly secret: string
  readonly cost: Cost
  readonly stretch: Kdf
  readonly random: RandomBytes
}

/**
 * The keys of a new slot, for `wrapSlot`.
 *
 * @throws RangeError for a cost that readers refuse
 */
export async function newSlotKeys(options: NewSlot): Promise<SlotKeys> {
  const { kind, secret, cost, stretch, random } = options
  if (!isCostAllowed(cost)) throw new RangeError('a cost that no reader accepts')
  const terms: SlotTerms = {
    id: newSlotId(random),
    kind,
    kdf: 'argon2id',
    m: cost.m,
    t: cost.t,
    p: 1,
    salt: encode(random(sizes.salt)),
  }
  return keysFrom(options, terms, await stretched(terms, secret, stretch))
}

/**
 * Converts the keys of a format 1 slot to format 2. The id is new; the salt stays, so the secret need not be derived again.
 */
export function convertedSlotKeys(vaultId: string, keys: SlotKeys, random: RandomBytes): SlotKeys {
  const terms = { ...keys.terms, id: newSlotId(random) }
  return keysFrom({ vaultId, epoch: 1 }, terms, keys.stretched)
}

/** Not with a hyphen in front: `key revoke -k3…` would be an option. */
function newSlotId(random: RandomBytes): string {
  for (;;) {
    const id = encode(random(sizes.slotId))
    if (!id.startsWith('-')) return id
  }
}

/** The slot with these keys, wrapping this vault key directly. */
export function wrapSlot({ epoch }: Place, keys: SlotKeys, vaultKey: Uint8Array, random: RandomBytes): Slot {
  const nonce = random(sizes.nonce)
  const wrapped = seal(vaultKey, { key: keys.kek, nonce, aad: keys.context })
  return {
    ...slotTerms(keys.terms),
    commit: encode(keys.commit),
    public: epoch === 0 ? null : encode(publicKeyOf(keys.secret)),
    nonce: encode(nonce),
    wrapped: encode(wrapped),
    link: null,
  }
}

/**
 * Opens a slot; undefined if the secret is not this slot's.
 *
 * @throws UserError `damaged`: the secret is right, but the slot was altered
 */
export async function openSlot(
  options: Place & { readonly slot: Slot; readonly secret: string; readonly stretch: Kdf },
): Promise<OpenedSlot | undefined> {
  const { slot, secret, stretch } = options
  const keys = keysFrom(options, slot, await stretched(slot, secret, stretch))

  // The commitment first: with Poly1305 alone, an attacker could write a slot that opens under many passphrases and so test thousands
  // of guesses at once ("partitioning oracle attacks", USENIX Security 2021).
  if (!timingSafeEqual(keys.commit, bytesOf(slot.commit, sizes.commit, 'slot'))) return undefined
  return { vaultKey: vaultKeyIn(options, slot, keys), keys }
}

/**
 * The vault key in a slot, by the keys that its secret gave before.
 *
 * @throws UserError `damaged` (part `slot`)
 */
export function vaultKeyIn(place: Place, slot: Slot, keys: SlotKeys): Uint8Array {
  const { kek, secret, context } = keys
  const wrapped = bytesOf(slot.wrapped, sizes.vaultKey + sizes.tag, 'slot')
  const nonce = bytesOf(slot.nonce, sizes.nonce, 'slot')
  const wrappedKey = open(wrapped, { key: kek, nonce, aad: context })
  if (wrappedKey === undefined) throw damaged('slot')
  if (place.epoch > 0 && encode(publicKeyOf(secret)) !== slot.public) throw damaged('slot')

  const { link } = slot
  if (link === null) return wrappedKey
  const shared = exchange(secret, bytesOf(link.enc, sizes.public, 'slot'))
  if (shared === undefined) throw damaged('slot')
  const key = linkKey(place, slot, link.enc, shared, anchorOf(place, wrappedKey))
  const sealed = bytesOf(link.sealed, sizes.vaultKey + sizes.tag, 'slot')
  const vaultKey = open(sealed, { key, nonce: bytesOf(link.nonce, sizes.nonce, 'slot'), aad: context })
  if (vaultKey === undefined) throw damaged('slot')
  return vaultKey
}

/** Whether these keys are this slot's, by the members that never change. */
export function isSlotOf(place: Place, slot: Slot, keys: SlotKeys): boolean {
  const commit = encode(keys.commit)
  const publicKey = place.epoch === 0 ? null : encode(publicKeyOf(keys.secret))
  return lastingText(slot) === lastingText({ ...slot, ...slotTerms(keys.terms), commit, public: publicKey })
}

/**
 * 32 bytes from an earlier vault key, kept in the payload for a slot that still wraps that key. They prove to the slot's owner that a link
 * was made by someone who could open the vault, and do not reveal the key.
 */
export function anchorOf({ vaultId }: Place, vaultKey: Uint8Array): Uint8Array {
  return subkey({ vaultId, epoch: 1 }, vaultKey, 'anchor')
}

/**
 * Gives a new vault key to a slot whose secret is not at hand. Like HPKE's mode_psk (RFC 9180, section 5.1.2) with the anchor as the
 * pre-shared key, so that a link cannot be made from the file alone.
 *
 * @param place of the new vault key
 * @returns undefined if the slot's public key has small order, so that no link can be made
 */
export function linkSlot(
  place: Place,
  slot: Slot,
  anchor: Uint8Array,
  vaultKey: Uint8Array,
  random: RandomBytes,
): Slot | undefined {
  const ephemeral = random(sizes.public)
  const shared = exchange(ephemeral, bytesOf(slot.public, sizes.public, 'slot'))
  if (shared === undefined) return undefined
  const enc = encode(publicKeyOf(ephemeral))
  const nonce = random(sizes.nonce)
  const key = linkKey(place, slot, enc, shared, anchor)
  const sealed = seal(vaultKey, { key, nonce, aad: slotContext(place, slot) })
  return { ...slot, link: { enc, nonce: encode(nonce), sealed: encode(sealed) } }
}

function linkKey(place: Place, slot: Slot, enc: string, shared: Uint8Array, anchor: Uint8Array): Uint8Array {
  const { vaultId, epoch } = place
  const info = [`${magicOf(epoch)} link`, vaultId, slot.id, enc, slot.public, epoch].join('\n')
  return hkdf(sha256, shared, anchor, utf8(info), sizes.vaultKey)
}

/** Binds the keys of a secret to the vault, the format, the slot's id and its cost. */
function keysFrom(place: Place, terms: SlotTerms, stretched: Uint8Array): SlotKeys {
  const context = slotContext(place, terms)
  const derived = (label: string): Uint8Array =>
    hmac(sha256, stretched, new Uint8Array([...utf8(`${label}\n`), ...context]))
  return {
    terms: slotTerms(terms),
    stretched,
    commit: derived('commit'),
    kek: derived('kek'),
    secret: derived('x25519'),
    context,
  }
}

function slotContext({ vaultId, epoch }: Place, terms: SlotTerms): Uint8Array {
  return utf8(`${magicOf(epoch)} slot\n${vaultId}\n${JSON.stringify(slotTerms(terms))}`)
}

/** NFKC, so that full-width letters and composed or decomposed kana give the same key. */
function stretched(terms: SlotTerms, secret: string, stretch: Kdf): Promise<Uint8Array> {
  return stretch(utf8(secret.normalize('NFKC')), bytesOf(terms.salt, sizes.salt, 'slot'), terms)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
