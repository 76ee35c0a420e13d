/** The way back from a vault that no longer opens. */
import { statSync } from 'node:fs'
import { fold } from '../domain/fold.ts'
import { parseJournal } from '../domain/journal.ts'
import type { Stretch } from '../envelope/argon2id.ts'
import { parseEnvelope } from '../envelope/format.ts'
import { openPayload } from '../envelope/payload.ts'
import { type DamageBackup, isFailure, UserError } from '../errors.ts'
import { type Backup, findBackup, keepBackup, listBackups, readBackup } from './backups.ts'
import { replaceFile, storing } from './disk.ts'
import { withLock } from './lock.ts'
import { findVault, openVault } from './open.ts'
import { missingChanges } from './replica.ts'
import { type Secret, unlock } from './unlock.ts'
import { randomName, type StoreSystem, type Vault } from './vault.ts'
import { resolveVault, somethingAt } from './vault-file.ts'

/**
 * The newest backup that opens with the secret; without a secret, the newest whose form is right.
 *
 * It is only named, never touched.
 */
export async function newestGoodBackup(
  path: string,
  secret: Secret | undefined,
  system: StoreSystem,
): Promise<DamageBackup | undefined> {
  const stretch = onceEach(system.stretch)
  for (const backup of namedBackups(path)) {
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

/** None where they cannot be listed: that the vault is damaged is what has to be told. */
function namedBackups(path: string): readonly Backup[] {
  try {
    return listBackups(path)
  } catch (error) {
    if (isFailure(error, 'storage')) return []
    throw error
  }
}

/** Backups mostly share their slots: each distinct one is stretched once. */
function onceEach(stretch: Stretch): Stretch {
  const keys = new Map<string, Promise<Uint8Array>>()
  return (secret, salt, cost) => {
    const name = `${Buffer.from(salt).toString('hex')} ${cost.m} ${cost.t}`
    const key = keys.get(name) ?? stretch(secret, salt, cost)
    keys.set(name, key)
    return key
  }
}

/**
 * Puts a backup in the place of a vault that no longer opens; the broken file is kept beside it as a backup of its own.
 *
 * @throws UserError `unknown-backup`, `vault-opens`, `vault-replaced`, `wrong-passphrase`, `damaged`, `storage`
 */
export async function restoreBackup(
  vault: string,
  id: string,
  secret: Secret,
  system: StoreSystem,
): Promise<Vault> {
  // Where the vault keeps its backups: beside the file, not beside a link to it.
  const path = somethingAt(vault) ? resolveVault(vault) : vault
  const backup = findBackup(path, id)
  if (!backup) throw new UserError('unknown-backup', { id })
  const judged = fileAt(path)
  if (await opens(path, secret, system)) throw new UserError('vault-opens', { path })

  const bytes = readBackup(backup)
  const envelope = parseEnvelope(bytes)
  const { vaultKey } = await unlock(envelope, secret, system.stretch, undefined)
  openPayload(envelope, vaultKey)
  await withLock(path, { replica: system.replica.mark }, () => {
    // Whoever restored it while the keys were derived may have changed it since.
    if (fileAt(path) !== judged) throw new UserError('vault-replaced', { path })
    replaceFile(path, bytes, {
      unique: randomName(system.random),
      verify: written => openPayload(parseEnvelope(written), vaultKey),
      beforeReplacing: () => somethingAt(path) && keepBackup(path, system.now()),
    })
  })
  return openVault(findVault(path), secret, system, true)
}

/** Tells one file in the vault's place from another; empty where there is none. */
function fileAt(path: string): string {
  const stats = storing('read', path, () => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : ''
}

async function opens(path: string, secret: Secret, { stretch }: StoreSystem): Promise<boolean> {
  try {
    const { envelope } = findVault(path)
    const { vaultKey } = await unlock(envelope, secret, stretch, undefined)
    parseJournal(openPayload(envelope, vaultKey))
    return true
  } catch (error) {
    if (isFailure(error, 'damaged') || isFailure(error, 'wrong-passphrase') || isFailure(error, 'no-vault'))
      return false
    throw error
  }
}
