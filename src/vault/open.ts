/** How a vault comes to be open: found and judged, unlocked with a secret; or made new. */
import { dirname } from 'node:path'
import { emptyJournal, parseJournal, serializeJournal } from '../domain/journal.ts'
import { type Cost, type Envelope, parseEnvelope } from '../envelope/format.ts'
import { newVaultId, newVaultKey, openPayload, sealEnvelope } from '../envelope/payload.ts'
import { makeSlot } from '../envelope/slots.ts'
import { UserError } from '../errors.ts'
import { makeFolder, removeLeftovers, replaceFile } from './disk.ts'
import { withLock } from './lock.ts'
import { type Secret, unlock } from './unlock.ts'
import { type Opened, randomName, type StoreSystem, Vault } from './vault.ts'
import { namingFile, namingFileLater, readVault, resolveVault, somethingAt } from './vault-file.ts'

/** A vault file whose form is right, not yet opened. */
export interface LockedVault {
  readonly path: string
  readonly envelope: Envelope
}

/**
 * Reads the file at `path` and judges its form; asks for no secret and derives no key.
 *
 * @throws UserError `no-vault`, `vault-…`, `storage`, `damaged`, `newer-format`
 */
export function findVault(path: string): LockedVault {
  const real = resolveVault(path)
  const bytes = readVault(real)
  return { path: real, envelope: namingFile(real, () => parseEnvelope(bytes)) }
}

/**
 * Opens the vault with a secret.
 *
 * @param acceptOlder takes a copy that lacks changes this machine has seen
 * @throws UserError `wrong-passphrase`, `damaged`, `older-copy`
 */
export async function openVault(
  { path, envelope }: LockedVault,
  secret: Secret,
  system: StoreSystem,
  acceptOlder = false,
): Promise<Vault> {
  const hint = system.replica.recall(envelope.vaultId).slot
  const opened = await namingFileLater(path, () => unlock(envelope, secret, system.stretch, hint))
  return openUnlocked({ path, envelope }, opened, system, acceptOlder)
}

/**
 * Opens the vault with its key, which a slot gave or the agent kept.
 *
 * @throws UserError `damaged`, `older-copy`
 */
export function openUnlocked(
  { path, envelope }: LockedVault,
  opened: Pick<Opened, 'vaultKey' | 'slot'>,
  system: StoreSystem,
  acceptOlder = false,
): Vault {
  const read = (file: Envelope): Vault => {
    const journal = namingFile(path, () => parseJournal(openPayload(file, opened.vaultKey)))
    return new Vault({ path, envelope: file, journal, ...opened }, system)
  }
  const { counters } = system.replica.recall(envelope.vaultId)
  const vault = read(envelope)
  // Others may have saved while the passphrase was typed and the key derived: then the file that is there now lacks nothing.
  const latestVault = vault.missing(counters) > 0 ? read(readLatest(path, envelope)) : vault
  latestVault.checkAge(counters, acceptOlder)
  return latestVault
}

/** The file as it is now; the one that was read first if another vault has taken its place, which a change would find out. */
function readLatest(path: string, first: Envelope): Envelope {
  const bytes = readVault(resolveVault(path))
  const envelope = namingFile(path, () => parseEnvelope(bytes))
  return envelope.vaultId === first.vaultId ? envelope : first
}

/**
 * Makes a vault with one passphrase slot, and a recovery slot if words are given.
 *
 * @throws UserError `vault-exists`, `storage`
 */
export async function createVault(
  path: string,
  secrets: { readonly passphrase: string; readonly recoveryKey?: string },
  cost: Cost,
  system: StoreSystem,
): Promise<Vault> {
  if (somethingAt(path)) throw new UserError('vault-exists', { path })
  makeFolder(dirname(path), 'write')
  const { random, stretch } = system
  const vaultId = newVaultId(random)
  const vaultKey = newVaultKey(random)
  const common = { vaultId, cost, vaultKey, stretch, random }
  const slot = await makeSlot({ ...common, kind: 'passphrase', secret: secrets.passphrase })
  const slots = [slot]
  if (secrets.recoveryKey !== undefined)
    slots.push(await makeSlot({ ...common, kind: 'recovery', secret: secrets.recoveryKey }))

  const bytes = sealEnvelope({ vaultId, slots, vaultKey, payload: serializeJournal(emptyJournal), random })
  const envelope = parseEnvelope(bytes)
  await withLock(path, { replica: system.replica.mark }, () => {
    if (somethingAt(path)) throw new UserError('vault-exists', { path })
    removeLeftovers(path)
    replaceFile(path, bytes, {
      unique: randomName(random),
      exclusive: true,
      verify: written => openPayload(parseEnvelope(written), vaultKey),
    })
  })
  return new Vault({ path: resolveVault(path), envelope, journal: emptyJournal, vaultKey, slot }, system)
}
