/** What `doctor` reads from the disk around a vault. Changes nothing, and needs no secret. */
import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type DoctorFinding, finding } from '../domain/upkeep/doctor.ts'
import { bounds } from '../envelope/format.ts'
import { type Backups, hasVaultForm } from './backups.ts'
import { isSystemError, leftoversOf, readStart, seen, statsOf } from './disk.ts'
import { lockAt, type StandingLock } from './file-lock.ts'
import { backupsElsewhere } from './moved-backups.ts'
import { isInClosedFolder } from './owners.ts'
import { exists } from './vault-file.ts'

const hasModes = process.platform !== 'win32' && process.geteuid !== undefined

/** @param vault real path; the file may be gone */
export function rightsFindings(vault: string, state: string, backups: Backups): readonly DoctorFinding[] {
  if (!hasModes) return []
  const folder = dirname(vault)
  return [
    ...openToOthers('file-open', vault),
    ...backups.folders.flatMap(path => openToOthers('backups-open', path)),
    ...openToOthers('state-open', state),
    ...(isWritableByAll(folder) ? [finding('folder-open', { path: folder })] : []),
    ...[...backups.folders, state].filter(isForeign).map(path => finding('folder-foreign', { path })),
    ...(isForeign(folder) && refusalToWrite(folder) === 'EACCES' ? [finding('folder-foreign', { path: folder })] : []),
  ]
}

/** Where a save would fail, other than in another user's folder. A file that is only read-only for its owner can be replaced. */
export function protectionFindings(vault: string, state: string): readonly DoctorFinding[] {
  return [dirname(vault), vault, state].flatMap(path => {
    const cause = refusalToWrite(path)
    const isNoProtection = cause === 'EACCES' && (path === vault || isForeign(path))
    const isTwice = cause === 'EROFS' && path === vault
    return cause === undefined || isNoProtection || isTwice ? [] : [finding('write-protected', { path, cause })]
  })
}

/** The error's name. */
function refusalToWrite(path: string): string | undefined {
  try {
    accessSync(path, constants.W_OK)
    return undefined
  } catch (error) {
    const isRefused = isSystemError(error) && ['EACCES', 'EPERM', 'EROFS'].includes(error.code)
    return isRefused ? error.code : undefined
  }
}

function openToOthers(code: 'file-open' | 'backups-open' | 'state-open', path: string): readonly DoctorFinding[] {
  const stats = seen(() => statSync(path, { throwIfNoEntry: false }))
  if (!stats || (stats.mode & 0o077) === 0 || seen(() => isInClosedFolder(path)) === true) return []
  return [finding(code, { path })]
}

function isWritableByAll(folder: string): boolean {
  const { mode } = statsOf(folder) ?? { mode: 0 }
  // With the sticky bit, others cannot delete our files.
  return (mode & 0o002) !== 0 && (mode & 0o1000) === 0
}

function isForeign(path: string): boolean {
  const stats = statsOf(path)
  return stats !== undefined && stats.uid !== process.geteuid?.()
}

/** What git leaves of a file that it merged as text. */
export function hasGitMarkers(vault: string): boolean {
  const bytes = seen(() => readStart(vault, bounds.fileBytes + 1))
  return Buffer.isBuffer(bytes) && /^<{7} .*$/m.test(bytes.toString('latin1'))
}

/** @param replica asked for only if there is a lock: to know it, it may have to be made */
export function lockFindings(vault: string, replica: () => string | undefined): readonly DoctorFinding[] {
  const lock = exists(`${vault}.lock`) ? lockAt(vault, replica()) : undefined
  return lock ? [findingOf(lock)] : []
}

function findingOf({ path, state, host, pid }: StandingLock): DoctorFinding {
  switch (state) {
    case 'dead':
      return finding('dead-lock', { path })
    case 'living':
      return finding('in-use', { pid })
    case 'unknown':
      return finding('unknown-lock', { path, host })
    case 'broken':
      return finding('broken-lock', { path })
  }
}

/** What killed writers left. While the vault is locked, a file may be in use. */
export function leftoverFindings(vault: string): readonly DoctorFinding[] {
  const paths = seen(() => leftoversOf(vault)) ?? []
  return paths.length > 0 ? [finding('files-left', { paths })] : []
}

export function backupFindings(backups: Backups, vault: string): readonly DoctorFinding[] {
  const all = backups.list()
  const elsewhere = backupsElsewhere(vault, backups)
  const damaged = all.filter(backup => !hasVaultForm(backup)).map(({ path }) => path)
  return [
    ...(all.length === 0 ? [finding('no-backup', {})] : []),
    ...(damaged.length > 0 ? [finding('backups-damaged', { paths: damaged })] : []),
    ...(elsewhere.length > 0 ? [finding('backups-elsewhere', { paths: elsewhere, into: backups.folder })] : []),
  ]
}

/** Times that this machine or its disk has written, ISO 8601 in UTC. */
export function timesAround(vault: string, backups: Backups): readonly string[] {
  const newest = backups.newest()
  const stats = statsOf(vault)
  return [...(newest ? [newest.slice(0, 24)] : []), ...(stats ? [stats.mtime.toISOString()] : [])]
}
