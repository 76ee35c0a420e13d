/** From a secret to the vault key. */
import type { Kdf } from '../envelope/argon2id.ts'
import type { Envelope, Slot } from '../envelope/format.ts'
import { asRecoveryKey } from '../envelope/secret-words.ts'
import { openSlot, type SlotKeys } from '../envelope/slots.ts'
import { UserError } from '../errors.ts'
import { markIn } from './passphrase-source.ts'

/** A secret as the user gave it: a passphrase, or a recovery key's words. */
export interface Secret {
  readonly text: string
  /** The text as a recovery key in its canonical form, if it is one; then recovery slots are tried first. */
  readonly recoveryKey?: string
}

/** @throws UserError `passphrase-empty` */
export async function secretOf(text: string): Promise<Secret> {
  if (text === '') throw new UserError('passphrase-empty')
  const recoveryKey = await asRecoveryKey(text)
  return { text, ...(recoveryKey !== undefined && { recoveryKey }) }
}

/**
 * Tries every slot that the secret can belong to, first the one that was opened last on this machine.
 *
 * @param hint the id of that slot
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
  const hasRecoveryKey = slots.some(({ kind }) => kind === 'recovery')
  throw new UserError('wrong-passphrase', { mark: markIn(secret.text), hasRecoveryKey })
}
