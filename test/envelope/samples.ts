/** What the envelope's tests share: a counting random source, a stretch that remembers, a whole open and a whole make. */
import { randomBytes } from 'node:crypto'
import { argon2id, type Kdf } from '../../src/envelope/argon2id.ts'
import { type Cost, type Envelope, parseEnvelope, type RandomBytes, type Slot } from '../../src/envelope/format.ts'
import { newVaultId, newVaultKey, openPayload, sealEnvelope } from '../../src/envelope/payload.ts'
import { type NewSlot, newSlotKeys, openSlot, wrapSlot } from '../../src/envelope/slots.ts'
import { UserError } from '../../src/errors.ts'

/** The cheapest cost that readers accept. */
export const cheap: Cost = { m: 19_456, t: 1 }

export const random: RandomBytes = length => new Uint8Array(randomBytes(length))

/** 00 01 02 … from call to call: every value in a file can be recognized by its bytes. */
export function countingRandom(): RandomBytes {
  let next = 0
  return length => Uint8Array.from({ length }, () => next++ & 0xff)
}

export interface CountingStretch {
  readonly stretch: Kdf
  calls: number
}

/** Real Argon2id, each input only once. `calls` counts every call, remembered or not. */
export function rememberingStretch(): CountingStretch {
  const real = argon2id()
  const known = new Map<string, Promise<Uint8Array>>()
  const counting: CountingStretch = {
    calls: 0,
    stretch: (secret, salt, { m, t }) => {
      counting.calls += 1
      const name = `${Buffer.from(secret).toString('hex')} ${Buffer.from(salt).toString('hex')} ${m} ${t}`
      const result = known.get(name) ?? real(secret, salt, { m, t })
      known.set(name, result)
      return result
    },
  }
  return counting
}

/** Opens as the store does: form, then slot after slot, then header and payload. */
export async function openFile(file: Uint8Array, secret: string, stretch: Kdf): Promise<Uint8Array> {
  const envelope = parseEnvelope(file)
  for (const slot of envelope.slots) {
    const { vaultId, epoch } = envelope
    const opened = await openSlot({ vaultId, epoch, slot, secret, stretch })
    if (opened) return wholePayload(envelope, opened.vaultKey)
  }
  throw new UserError('wrong-passphrase', { mark: undefined, hasRecoveryKey: false })
}

export function wholePayload(envelope: Envelope, vaultKey: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([...openPayload(envelope, vaultKey)]))
}

/** A slot that wraps this vault key. */
export async function makeSlot(options: NewSlot & { readonly vaultKey: Uint8Array }): Promise<Slot> {
  return wrapSlot(options, await newSlotKeys(options), options.vaultKey, options.random)
}

/** A whole file with one passphrase slot for each secret; format 1 has epoch 0. */
export async function makeFile(
  payload: Uint8Array,
  secrets: readonly string[],
  stretch: Kdf,
  source: RandomBytes = random,
  epoch = 0,
): Promise<Uint8Array> {
  const vaultId = newVaultId(source)
  const vaultKey = newVaultKey(source)
  const slots = []
  for (const secret of secrets) {
    slots.push(
      await makeSlot({ vaultId, epoch, kind: 'passphrase', secret, cost: cheap, vaultKey, stretch, random: source }),
    )
  }
  return sealEnvelope({ vaultId, epoch, slots, vaultKey, payload, random: source })
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** What a refusal says: the damaged part, or the code of another failure. Anything but a UserError is a bug and is thrown. */
export function refusal(error: unknown): string {
  if (!(error instanceof UserError)) throw error
  return isDamaged(error) ? error.details.part : error.code
}

function isDamaged(error: UserError): error is UserError<'damaged'> {
  return error.code === 'damaged'
}
