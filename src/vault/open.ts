/** Opens and creates vaults. */
import { dirname } from 'node:path'
import { emptyJournal, serializeJournal } from '../domain/journal/payload.ts'
import { type Cost, type Envelope, parseEnvelope, takeEnvelope } from '../envelope/format.ts'
import { keyFits, newVaultId, newVaultKey, sealEnvelope } from '../envelope/payload.ts'
import { isSlotOf, newSlotKeys, type SlotKeys, vaultKeyIn, wrapSlot } from '../envelope/slots.ts'
import { newKeyRecord, withKeyRecord } from '../envelope/vault-keys.ts'
import { UserError } from '../errors.ts'
import { type ClosedVault, type Unlocked, unlockVault } from './closed-vault.ts'
import { makeFolder, removeLeftovers, replaceFile } from './disk.ts'
import { withLock } from './file-lock.ts'
import type { Accepted } from './key-ring.ts'
import type { Secret } from './open-slot.ts'
import { randomName } from './random-name.ts'
import type { StoreSystem } from './store-system.ts'
import { type Opened, Vault } from './vault.ts'
import { absolutePathOf, exists, readVault, resolveVault, withPath } from './vault-file.ts'

/**
 * Opens the vault with a secret, or with the vault key.
 *
 * @throws UserError `wrong-passphrase`, `damaged`, `older-copy`, `other-key`
 */
export async function openVault(
  closed: ClosedVault,
  by: Secret | Unlocked,
  system: StoreSystem,
  accepted: Accepted = {},
  others: OtherStates = none,
): Promise<Vault> {
  const { path, envelope } = closed
  const unlocked = 'text' in by ? await unlockVault(closed, by, system) : by
  const memory = system.replica.recall(envelope.vaultId)
  const first = new Vault({ path, envelope, ...unlocked }, system)
  // Another process may have saved while the passphrase was typed and the key derived: then the file of now lacks nothing.
  const latest = first.isBehind(memory) ? openLatest(path, envelope, unlocked) : undefined
  const vault = latest ? new Vault(latest, system) : first
  // A user who accepts an older copy wants it as it is.
  if (!accepted.older) await vault.heal()
  await others.takeInto(vault, unlocked.secret)
  vault.compare(memory, accepted)
  return vault
}

/** Other states of the file, such as git has, that are taken in before the file is compared with what this machine knows. */
export interface OtherStates {
  takeInto(vault: Vault, secret: Secret | undefined): Promise<void>
}

const none: OtherStates = { takeInto: async () => {} }

/**
 * The file as it is now, perhaps under a new vault key. Undefined if the same slot no longer opens it, because the vault or its
 * passphrase was replaced: the next change reports that.
 */
function openLatest(path: string, first: Envelope, { vaultKey, slot, slotKeys }: Unlocked): Opened | undefined {
  const bytes = readVault(resolveVault(path))
  const envelope = withPath(path, () => takeEnvelope(bytes))
  if (envelope.vaultId !== first.vaultId) return undefined
  if (keyFits(envelope, vaultKey)) return { path, envelope, vaultKey, slot, ...(slotKeys && { slotKeys }) }
  const ours = envelope.slots.find(other => slotKeys && isSlotOf(envelope, other, slotKeys))
  if (!ours || !slotKeys) return undefined
  const latestKey = withPath(path, () => vaultKeyIn(envelope, ours, slotKeys))
  return { path, envelope, vaultKey: latestKey, slot: ours, slotKeys }
}

/**
 * Creates a vault with a passphrase slot, and a recovery slot if a recovery key is given.
 *
 * @throws UserError `vault-exists`, `storage`
 */
export async function createVault(
  path: string,
  secrets: { readonly passphrase: string; readonly recoveryKey?: string },
  cost: Cost,
  system: StoreSystem,
): Promise<Vault> {
  if (exists(path)) throw new UserError('vault-exists', { path })
  makeFolder(dirname(path), 'write')
  const { random, stretch } = system
  const vaultId = newVaultId(random)
  const vaultKey = newVaultKey(random)
  const keysOf = (kind: 'passphrase' | 'recovery', secret: string): Promise<SlotKeys> =>
    newSlotKeys({ vaultId, epoch: 1, kind, secret, cost, stretch, random })
  const slotKeys = await keysOf('passphrase', secrets.passphrase)
  const others = secrets.recoveryKey === undefined ? [] : [await keysOf('recovery', secrets.recoveryKey)]
  const place = { vaultId, epoch: 1 }
  const slot = wrapSlot(place, slotKeys, vaultKey, random)
  const slots = [slot, ...others.map(keys => wrapSlot(place, keys, vaultKey, random))]

  const payload = serializeJournal({ ...emptyJournal, rest: withKeyRecord({}, newKeyRecord(random)) })
  const bytes = sealEnvelope({ ...place, slots, vaultKey, payload, random })
  // Opened before the file is written: an error after that would look as if there were no vault.
  const file = { path: absolutePathOf(path), envelope: parseEnvelope(bytes) }
  const vault = new Vault({ ...file, vaultKey, slot, slotKeys }, system)
  await withLock(path, { replica: system.replica.mark }, () => {
    if (exists(path)) throw new UserError('vault-exists', { path })
    removeLeftovers(path)
    system.onSaved(replaceFile(path, bytes, { unique: randomName(random), exclusive: true }))
  })
  vault.compare(system.replica.recall(vaultId), {})
  return vault
}
