/** From a secret to the vault key. */
import type { Stretch } from '../envelope/argon2id.ts'
import type { Envelope, Slot } from '../envelope/format.ts'
import { openSlot } from '../envelope/slots.ts'
import { UserError } from '../errors.ts'

/** A secret as the user gave it: a passphrase, or a recovery key's words. */
export interface Secret {
  readonly text: string
  /** It has a recovery key's form: recovery slots are tried too, and first. */
  readonly recovery: boolean
}

/**
 * Tries the slots that the secret can belong to, the one that opened here last first.
 *
 * @param hint that slot's id
 * @throws UserError `wrong-passphrase`, `damaged`
 */
export async function unlock(
  { vaultId, slots }: Envelope,
  secret: Secret,
  stretch: Stretch,
  hint: string | undefined,
): Promise<{ vaultKey: Uint8Array; slot: Slot }> {
  const rank = (slot: Slot): number =>
    slot.kind === 'recovery' && secret.recovery ? 0 : slot.id === hint ? 1 : 2
  const candidates = slots
    .filter(({ kind }) => kind === 'passphrase' || secret.recovery)
    .toSorted((a, b) => rank(a) - rank(b))
  for (const slot of candidates) {
    const vaultKey = await openSlot({ vaultId, slot, secret: secret.text, stretch })
    if (vaultKey) return { vaultKey, slot }
  }
  throw new UserError('wrong-passphrase')
}
