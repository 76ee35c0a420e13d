/** Finds and restores backups of a vault that no longer opens, or that this machine refuses. */
import { statSync } from 'node:fs'
import { fold } from '../domain/journal/fold.ts'
import { parseJournal } from '../domain/journal/payload.ts'
import type { Kdf } from '../envelope/argon2id.ts'
import { bounds, type Envelope, lastingText, parseEnvelope, type Slot } from '../envelope/format.ts'
import { openPayload } from '../envelope/payload.ts'
import { type DamageBackup, isFailure, type StepBack, UserError } from '../errors.ts'
import { type Backup, Backups, readBackup } from './backups.ts'
import { findVault } from './closed-vault.ts'
import { readStart, seen, withStorageErrors } from './disk.ts'
import { backupsOfVault } from './moved-backups.ts'
import { type Secret, unlock } from './open-slot.ts'
import { latest, type Memory, missingChanges } from './replica.ts'
import type { StoreSystem } from './store-system.ts'
import { type Doubt, Vault } from './vault.ts'
import { exists, resolveVault } from './vault-file.ts'

/** More than retention keeps (backups.ts). */
const maxTried = 60
/** In a folder that an attacker may have filled. */
const maxLookedAt = 10_000
/** For all backups with other slots than the vault: the cost of two of the most expensive derivations. */
export const maxCost = 2 * bounds.maxMemoryTimesPasses

/**
 * The newest backup that opens with the secret; without a secret, the newest with a valid form. Backups with the vault's slots come first.
 * An attacker who can write to the folder can add any number of expensive ones, so the search is bounded.
 *
 * Changes nothing.
 */
export async function newestGoodBackup(
  path: string,
  secret: Secret | undefined,
  system: StoreSystem,
): Promise<DamageBackup | undefined> {
  const known = onceEach(system.stretch)
  const bounded = onceEach(upTo(maxCost, known))
  for (const { backup, isAlike } of likeliestFirst(path, system.state)) {
    const stretch = isAlike ? known : bounded
    try {
      const envelope = parseEnvelope(readBackup(backup))
      if (!secret) return { id: backup.id }
      const { vaultKey } = await unlock(envelope, secret, stretch, undefined)
      const { counters } = fold(parseJournal(openPayload(envelope, vaultKey)).events)
      const seen = system.replica.recall(envelope.vaultId).counters
      return { id: backup.id, changesOlder: missingChanges(seen, counters) }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }
  return undefined
}

/**
 * The newest backup that opens, if the secret opens a slot in a backup that is altered in the vault. Only such slots are tried: a replaced
 * passphrase leaves nothing of its slot in the vault, so a mistyped one costs no derivation.
 */
export async function backupBeforeDamage(
  path: string,
  vault: Envelope,
  secret: Secret,
  system: StoreSystem,
): Promise<DamageBackup | undefined> {
  const stretch = onceEach(upTo(maxCost, system.stretch))
  for (const backup of namedBackups(path, system.state).slice(0, maxTried)) {
    try {
      const envelope = parseEnvelope(readBackup(backup))
      const slots = envelope.slots.filter(slot => isChangedIn(vault, envelope, slot))
      if (slots.length > 0) {
        await unlock({ ...envelope, slots }, secret, stretch, undefined)
        return await newestGoodBackup(path, secret, { ...system, stretch })
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }
  return undefined
}

/**
 * Whether the secret is a one-time passphrase that was changed since, as a backup shows. Only slots that this machine knows to be such are
 * tried, so a mistyped passphrase costs no derivation.
 */
export async function isUsedOnce(
  path: string,
  { vaultId }: Pick<Envelope, 'vaultId'>,
  secret: Secret,
  { state, stretch, replica }: Pick<StoreSystem, 'state' | 'stretch' | 'replica'>,
): Promise<boolean> {
  const { usedOnce } = replica.recall(vaultId)
  if (!usedOnce) return false
  const bounded = upTo(maxCost, stretch)
  const tried = new Set<string>()
  for (const backup of namedBackups(path, state).slice(0, maxTried)) {
    try {
      const envelope = parseEnvelope(readBackup(backup))
      const slots = envelope.slots.filter(({ id }) => usedOnce.has(id) && !tried.has(id))
      if (envelope.vaultId !== vaultId || slots.length === 0) continue
      for (const { id } of slots) tried.add(id)
      await unlock({ ...envelope, slots }, secret, bounded, undefined)
      return true
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }
  return false
}

/** Whether the vault has this slot of an earlier save, but altered. */
function isChangedIn(vault: Envelope, earlier: Envelope, slot: Slot): boolean {
  if ((vault.epoch === 0) !== (earlier.epoch === 0)) return false
  const isSame = vault.vaultId === earlier.vaultId
  return vault.slots.some(
    other =>
      (other.id === slot.id || other.salt === slot.salt || other.commit === slot.commit) &&
      !(isSame && lastingText(other) === lastingText(slot)),
  )
}

/** None if they cannot be listed, so that the damaged vault is reported. */
function namedBackups(path: string, state: string): readonly Backup[] {
  try {
    return new Backups(path, state).list()
  } catch (error) {
    if (isFailure(error, 'storage')) return []
    throw error
  }
}

interface Candidate {
  readonly backup: Backup
  /** Whether it has the slots that the vault has. */
  readonly isAlike: boolean
}

function likeliestFirst(path: string, state: string): readonly Candidate[] {
  const slots = slotsLine(path)
  const all = namedBackups(path, state)
    .slice(0, maxLookedAt)
    .map(backup => ({ backup, isAlike: slots !== '' && slotsLine(backup.path) === slots }))
  return all.toSorted((a, b) => Number(b.isAlike) - Number(a.isAlike)).slice(0, maxTried)
}

/** Line 2 of a file that begins like a vault; else empty. */
function slotsLine(path: string): string {
  // With line 1 and the end of line 2.
  const bytes = seen(() => readStart(path, bounds.headerBytes + 64))
  const [, header = '', ...rest] = Buffer.isBuffer(bytes) ? bytes.toString('latin1').split('\n') : []
  return rest.length > 0 ? header : ''
}

/** A backup that would cost more is skipped, like one that is damaged. */
export function upTo(most: number, stretch: Kdf): Kdf {
  let spent = 0
  return (secret, salt, cost) => {
    const { m, t } = cost
    if (spent + m * t > most) return Promise.reject(new UserError('damaged', { part: 'kdf' }))
    spent += m * t
    return stretch(secret, salt, cost)
  }
}

/** Most backups have the same slots: derives each distinct one once. */
export function onceEach(stretch: Kdf): Kdf {
  const keys = new Map<string, Promise<Uint8Array>>()
  return (secret, salt, cost) => {
    const name = `${Buffer.from(salt).toString('hex')} ${cost.m} ${cost.t}`
    const key = keys.get(name) ?? stretch(secret, salt, cost)
    keys.set(name, key)
    return key
  }
}

/** What is in the vault's place. `locked`: a file that is whole as far as its form tells, and that the secret does not open. */
export type InPlace = 'nothing' | 'damaged' | 'locked' | Doubt

/** A restore that is about to happen. */
export interface Restoring {
  readonly inPlace: InPlace
  readonly backup: Backup
  /** Missing where nothing newer goes out of use that this machine would still use. */
  readonly stepBack?: StepBack
  /** Whether the backup's vault key cannot be traced to the one that this machine knows. */
  readonly hasOtherKey: boolean
}

export interface Restored {
  readonly vault: Vault
  /** The id of the backup under which the file that was in its place is kept. */
  readonly kept: string | undefined
}

/**
 * Replaces a vault that no longer opens, or that this machine would refuse, by a backup. The file that was there is kept as a backup too.
 *
 * @param agree throws if the user does not agree
 * @throws UserError `unknown-backup`, `vault-opens`, `vault-replaced`, `wrong-passphrase`, `damaged`, `storage`
 */
export async function restoreBackup(
  vault: string,
  id: string,
  secret: Secret,
  system: StoreSystem,
  agree: (restoring: Restoring) => Promise<void>,
): Promise<Restored> {
  const path = exists(vault) ? resolveVault(vault) : vault
  const backups = new Backups(path, system.state)
  const backup = backups.find(id, backupsOfVault(path, backups))
  if (!backup) throw new UserError('unknown-backup', { id })
  const judged = fileAt(path)
  const store = { ...system, stretch: onceEach(system.stretch) }
  const place = await judgePlace(path, secret, store)

  const bytes = readBackup(backup)
  const envelope = parseEnvelope(bytes)
  const opened = await unlock(envelope, secret, store.stretch, undefined)
  const restored = new Vault({ path, envelope, ...opened }, system)
  await agree(restoring(backup, restored, envelope, place, system))
  const kept = await restored.putBack(bytes, () => {
    // Another process may have restored it while the keys were derived.
    if (fileAt(path) !== judged) throw new UserError('vault-replaced', { path })
  })
  return { vault: restored, kept }
}

interface Place {
  readonly inPlace: InPlace
  /** What is there, where it opens. */
  readonly vault?: Vault
  /** What is there, where it does not open and its form is right. */
  readonly locked?: Envelope
}

/** @throws UserError `vault-opens`; and as for a file that may not be replaced */
async function judgePlace(path: string, secret: Secret, system: StoreSystem): Promise<Place> {
  const envelope = formAt(path)
  if (typeof envelope === 'string') return { inPlace: envelope }
  try {
    const opened = await unlock(envelope, secret, system.stretch, undefined)
    const vault = new Vault({ path, envelope, ...opened }, system)
    const inPlace = vault.doubt(system.replica.recall(envelope.vaultId))
    if (!inPlace) throw new UserError('vault-opens', { path })
    return { inPlace, vault }
  } catch (error) {
    if (isFailure(error, 'damaged')) return { inPlace: 'damaged' }
    if (isFailure(error, 'wrong-passphrase')) return { inPlace: 'locked', locked: envelope }
    throw error
  }
}

function formAt(path: string): Envelope | 'nothing' | 'damaged' {
  try {
    return findVault(path).envelope
  } catch (error) {
    if (isFailure(error, 'no-vault')) return 'nothing'
    if (isFailure(error, 'damaged')) return 'damaged'
    throw error
  }
}

/** What the restore of an opened backup means to this machine. */
function restoring(
  backup: Backup,
  restored: Vault,
  envelope: Envelope,
  place: Place,
  { replica }: StoreSystem,
): Restoring {
  const memory = replica.recall(restored.id)
  const key = restored.keySince(memory)
  const inPlace = placeKnowing(place, restored.slot, envelope, memory)
  const there = place.vault?.state.counters
  const missing = restored.missing(there ? latest(memory.counters, there) : memory.counters)
  const isLocked = inPlace === 'locked'
  const { kind } = restored.slot
  const returning = restored.returningIn(memory) ?? (isLocked ? ({ kind, isSure: false } as const) : undefined)
  // A file whose key or slots were exchanged is not trusted, not even to be newer.
  const isLess = (inPlace === 'older' || inPlace === 'slots-unknown') && there && restored.missing(there) > 0
  const isBack = isLocked || key === 'earlier' || returning !== undefined || isLess
  return {
    inPlace,
    backup,
    hasOtherKey: key === 'other',
    ...(isBack && {
      stepBack: {
        id: backup.id,
        missing,
        kind,
        isLocked,
        hasEarlierKey: key === 'earlier',
        isLatestKnown: memory.key !== undefined && key === 'later' && missing === 0,
        ...(returning && { returning }),
      },
    }),
  }
}

/** A file that the secret does not open, seen beside a backup that it opens: damaged in that slot, older than what this machine knows, or neither. */
function placeKnowing({ inPlace, locked }: Place, slot: Slot, backup: Envelope, { key }: Memory): InPlace {
  if (!locked) return inPlace
  if (isChangedIn(locked, backup, slot)) return 'damaged'
  return locked.vaultId === backup.vaultId && key && locked.epoch < key.epoch ? 'older' : inPlace
}

/** Identifies the file at the vault's path; empty if there is none. */
function fileAt(path: string): string {
  const stats = withStorageErrors('read', path, () => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : ''
}
