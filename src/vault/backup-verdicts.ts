/** Which backups open with a secret, and which of them have digits that the vault has erased. */
import { type Journal, parseJournal } from '../domain/journal/payload.ts'
import type { BackupFault, BackupVerdict } from '../domain/upkeep/backups.ts'
import type { Kdf } from '../envelope/argon2id.ts'
import { type Envelope, parseEnvelope } from '../envelope/format.ts'
import { openPayload } from '../envelope/payload.ts'
import { isFailure, UserError } from '../errors.ts'
import { type Backup, Backups, readBackup } from './backups.ts'
import { findVault } from './closed-vault.ts'
import { backupsOfVault } from './moved-backups.ts'
import { type Secret, unlock } from './open-slot.ts'
import { maxCost, onceEach, upTo } from './restore.ts'
import type { StoreSystem } from './store-system.ts'
import { Vault } from './vault.ts'

export interface JudgedBackup extends BackupVerdict {
  readonly backup: Backup
}

/**
 * Tries to open every backup, the newest first. Changes nothing. The number of derivations is bounded as in `newestGoodBackup`.
 *
 * @param opened the vault, if it is open already
 * @throws UserError `wrong-passphrase` if the secret opens neither the vault nor a backup; `storage`
 */
export async function judgeBackups(
  path: string,
  secret: Secret,
  system: StoreSystem,
  opened?: Vault,
): Promise<readonly JudgedBackup[]> {
  const backups = backupsOfVault(path, new Backups(path, system.state))
  const known = onceEach(system.stretch)
  const bounded = onceEach(upTo(maxCost, known))
  let wrong: UserError | undefined
  const attempt = async <T>(work: () => Promise<T>): Promise<T | UserError> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      if (isFailure(error, 'wrong-passphrase')) wrong ??= error
      return error
    }
  }
  const vault = opened ?? (await attempt(() => openedBy(path, secret, { ...system, stretch: known })))
  const judged: JudgedBackup[] = []
  for (const backup of backups) {
    const envelope = await attempt(async () => parseEnvelope(readBackup(backup)))
    const opened = envelope instanceof UserError ? envelope : await attempt(() => journalOf(envelope, secret, bounded))
    const verdict = opened instanceof UserError ? faultOf(opened, opened !== envelope) : erasedIn(opened, vault)
    judged.push({ id: backup.id, backup, ...verdict })
  }
  if (wrong && !(vault instanceof Vault) && judged.every(({ fault }) => fault !== undefined)) throw wrong
  return judged
}

/** As it is, also where this machine would refuse it. */
async function openedBy(path: string, secret: Secret, system: StoreSystem): Promise<Vault> {
  const closed = findVault(path)
  return new Vault({ ...closed, ...(await unlock(closed.envelope, secret, system.stretch, undefined)) }, system)
}

interface OpenBackup {
  readonly envelope: Envelope
  readonly journal: Journal
}

async function journalOf(envelope: Envelope, secret: Secret, stretch: Kdf): Promise<OpenBackup> {
  const { vaultKey } = await unlock(envelope, secret, stretch, undefined)
  return { envelope, journal: parseJournal(openPayload(envelope, vaultKey)) }
}

/** @param hasForm whether the file has the form of a vault */
function faultOf(error: UserError, hasForm: boolean): Pick<BackupVerdict, 'fault' | 'erased'> {
  const fault = (): BackupFault => {
    if (isFailure(error, 'wrong-passphrase')) return 'other-passphrase'
    if (isFailure(error, 'newer-format')) return 'newer-format'
    if (!isFailure(error, 'damaged')) return 'unreadable'
    // After the file's form was checked, only the bound of derivations says this.
    return error.details.part === 'kdf' && hasForm ? 'not-tried' : 'damaged'
  }
  return { fault: fault(), erased: 0 }
}

function erasedIn({ envelope, journal }: OpenBackup, vault: Vault | UserError): Pick<BackupVerdict, 'erased'> {
  if (!(vault instanceof Vault) || vault.id !== envelope.vaultId) return { erased: 0 }
  const { state } = vault
  const codes = [...journal.secrets.keys()].filter(id => state.codes.has(id) && vault.digits(id) === undefined)
  const totps = [...journal.totps.keys()].filter(id => state.removedTotps.has(id))
  return { erased: codes.length + totps.length }
}
