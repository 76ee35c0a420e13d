/** From a secret to the vault key. */
import type { Kdf } from '../envelope/argon2id.ts'
import type { Envelope, Slot } from '../envelope/format.ts'
import { openSlot, type SlotKeys } from '../envelope/slots.ts'
import { UserError } from '../errors.ts'
import { markIn } from './passphrase-source.ts'

/** A secret as the user gave it: a passphrase, or a recovery key's words. */
export interface Secret {
  readonly text: string
  /** What the text is as a recovery key, in the form that is stretched, if it is one: then recovery slots are tried first. */
  readonly recoveryKey?: string
}

/**
 * Tries the slots that the secret can belong to, the one that opened here last first.
 *
 * @param hint that slot's id
 * @throws UserError `wrong-passphrase`, `damaged`
 */
export async function unlock(
  { vaultId, epoch, slots }: Pick<Envelope, 'vaultId' | 'epoch' | 'slots'>,
  secret: Secret,
  stretch: Kdf,
  hint: string | undefined,
): Promise<{ vaultKey: Uint8Array; slot: Slot; slotKeys: SlotKeys }> {
  const rank = ({ kind, id }: Slot): number => (kind === 'recovery' ? 0 : id === hint ? 1 : 2)
  for (const slot of slots.toSorted((a, b) => rank(a) - rank(b))) {
    const text = slot.kind === 'recovery' ? secret.recoveryKey : secret.text
    if (text === undefined) continue
    const opened = await openSlot({ vaultId, epoch, slot, secret: text, stretch })
    if (opened) return { vaultKey: opened.vaultKey, slot, slotKeys: opened.keys }
  }
  throw new UserError('wrong-passphrase', { mark: markIn(secret.text) })
}
