/** Key slots: each holds the vault key, wrapped under one stretched secret (FORMAT.md, "Key slots"). */
import { timingSafeEqual } from 'node:crypto'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Stretch } from './argon2id.ts'
import { encode } from './base64url.ts'
import {
  bytesOf,
  type Cost,
  damaged,
  isCostAllowed,
  type RandomBytes,
  type Slot,
  type SlotTerms,
  sizes,
  slotTerms,
} from './format.ts'
import { open, seal } from './xchacha20poly1305.ts'

/** What makes a slot. The secret is the passphrase or the recovery key's words as text; the vault key has 32 bytes. */
export interface NewSlot {
  readonly vaultId: string
  readonly kind: Slot['kind']
  readonly secret: string
  readonly cost: Cost
  readonly vaultKey: Uint8Array
  readonly stretch: Stretch
  readonly random: RandomBytes
}

/**
 * Wraps the vault key under a secret.
 *
 * @throws RangeError for a cost that readers would refuse
 */
export async function makeSlot(options: NewSlot): Promise<Slot> {
  const { vaultId, kind, secret, cost, vaultKey, stretch, random } = options
  if (!isCostAllowed(cost)) throw new RangeError('a cost that no reader accepts')

  const terms: SlotTerms = {
    id: encode(random(sizes.slotId)),
    kind,
    kdf: 'argon2id',
    m: cost.m,
    t: cost.t,
    p: 1,
    salt: encode(random(sizes.salt)),
  }
  const nonce = random(sizes.nonce)
  const { commit, kek, context } = await slotKeys(vaultId, terms, secret, stretch)
  const wrapped = seal(vaultKey, { key: kek, nonce, aad: context })
  return { ...terms, commit: encode(commit), nonce: encode(nonce), wrapped: encode(wrapped) }
}

/**
 * Unwraps the vault key. Undefined: this secret does not belong to this slot.
 *
 * @throws UserError `damaged`: the secret is right, but the wrapped key was changed
 */
export async function openSlot(options: {
  readonly vaultId: string
  readonly slot: Slot
  readonly secret: string
  readonly stretch: Stretch
}): Promise<Uint8Array | undefined> {
  const { vaultId, slot, secret, stretch } = options
  const { commit, kek, context } = await slotKeys(vaultId, slot, secret, stretch)

  // The commitment comes first: Poly1305 alone would let one ciphertext open under many passphrases, and whoever wrote
  // such a slot could test thousands of guesses with one try ("partitioning oracle attacks", USENIX Security 2021).
  if (!timingSafeEqual(commit, bytesOf(slot.commit, sizes.commit, 'slot'))) return undefined

  const wrapped = bytesOf(slot.wrapped, sizes.vaultKey + sizes.tag, 'slot')
  const nonce = bytesOf(slot.nonce, sizes.nonce, 'slot')
  const vaultKey = open(wrapped, { key: kek, nonce, aad: context })
  if (vaultKey === undefined) throw damaged('slot')
  return vaultKey
}

/** What a secret yields for one slot; the context ties all of it to the vault, the slot's id and its cost. */
async function slotKeys(vaultId: string, terms: SlotTerms, secret: string, stretch: Stretch) {
  const context = slotContext(vaultId, terms)
  const stretched = await stretch(secretBytes(secret), bytesOf(terms.salt, sizes.salt, 'slot'), terms)
  return {
    commit: hmac(sha256, stretched, utf8(`commit\n${context}`)),
    kek: hmac(sha256, stretched, utf8(`kek\n${context}`)),
    context: utf8(context),
  }
}

function slotContext(vaultId: string, terms: SlotTerms): string {
  return `igcodes-vault/1 slot\n${vaultId}\n${JSON.stringify(slotTerms(terms))}`
}

/** NFKC, so that full-width letters and composed or decomposed kana from any keyboard give the same key. */
function secretBytes(secret: string): Uint8Array {
  return utf8(secret.normalize('NFKC'))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
