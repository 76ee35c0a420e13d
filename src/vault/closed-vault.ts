/**
 * A vault that is not open yet: finding its file, and its key. Loaded before the key is derived, so it needs neither the journal nor
 * the domain, which are loaded meanwhile.
 */
import { type Envelope, type Slot, takeEnvelope } from '../envelope/format.ts'
import type { SlotKeys } from '../envelope/slots.ts'
import { type Secret, unlock } from './open-slot.ts'
import type { StoreSystem } from './store-system.ts'
import { readVault, resolveVault, withPath, withPathAsync } from './vault-file.ts'

/** A vault file with a valid form, not opened yet. */
export interface ClosedVault {
  readonly path: string
  readonly envelope: Envelope
}

/**
 * Reads the file at `path` and checks its form; asks for no secret and derives no key.
 *
 * @param onClosed called for a file that other users could read until now
 * @throws UserError `no-vault`, `vault-…`, `storage`, `damaged`, `newer-format`
 */
export function findVault(path: string, onClosed?: (path: string) => void): ClosedVault {
  const real = resolveVault(path, onClosed)
  const bytes = readVault(real)
  return { path: real, envelope: withPath(real, () => takeEnvelope(bytes)) }
}

/** The vault key, and the slot that gave it. */
export interface Unlocked {
  readonly vaultKey: Uint8Array
  readonly slot: Slot
  /** Missing if the vault key came from the agent. */
  readonly slotKeys?: SlotKeys
  /** What opened the slot. */
  readonly secret?: Secret
}

/** Derives the vault key from a secret. @throws UserError `wrong-passphrase`, `damaged` */
export async function unlockVault(
  { path, envelope }: ClosedVault,
  secret: Secret,
  { replica, stretch }: Pick<StoreSystem, 'replica' | 'stretch'>,
): Promise<Unlocked> {
  const { slot: hint } = replica.recall(envelope.vaultId)
  return { ...(await withPathAsync(path, () => unlock(envelope, secret, stretch, hint))), secret }
}
