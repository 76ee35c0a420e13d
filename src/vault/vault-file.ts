/** The vault as a file: finds it, checks its permissions, reads it. */
import { randomBytes } from 'node:crypto'
import {
  type BigIntStats,
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { bounds } from '../envelope/format.ts'
import { isFailure, UserError } from '../errors.ts'
import type { Backups } from './backups.ts'
import { discard, ifThere, isSystemError, statsOf, temporaryPath, withStorageErrors } from './disk.ts'
import { realSpelling } from './location.ts'
import { isInClosedFolder } from './owners.ts'

/** Whether anything is at the path, even a broken link. */
export function exists(path: string): boolean {
  return lstat(path) !== undefined
}

/** The real path of the file; the path itself if there is no file yet. */
export function realPath(path: string): string {
  try {
    return realSpelling(path)
  } catch {
    return path
  }
}

/** The real path of a file that is to be made; its folder must exist. @throws UserError `storage` */
export function absolutePathOf(path: string): string {
  return withStorageErrors('read', path, () => join(realSpelling(dirname(path)), basename(path)))
}

/**
 * The vault's real path, so that reading, locking and replacing are about one file. Refuses a file that is not safe as a vault.
 *
 * @param onClosed called for a file that other users could read until now, as sync clients and git make them
 * @throws UserError `no-vault`, `vault-link-broken`, `vault-is-folder`, `vault-not-yours`, `vault-exposed`, `storage`
 */
export function resolveVault(path: string, onClosed: (path: string) => void = () => {}): string {
  const entry = lstat(path)
  if (!entry) throw new UserError('no-vault', { path })
  if (entry.isSymbolicLink() && !leadsSomewhere(path))
    throw new UserError('vault-link-broken', {
      path,
      target: withStorageErrors('read', path, () => readlinkSync(path)),
    })

  const real = withStorageErrors('read', path, () => realSpelling(path))
  const stats = withStorageErrors('read', path, () => statSync(real))
  if (!stats.isFile()) throw new UserError('vault-is-folder', { path: real })
  // Windows has neither owners nor modes in this sense.
  if (process.platform === 'win32' || process.geteuid === undefined) return real
  if (stats.uid !== process.geteuid()) throw new UserError('vault-not-yours', { path: real })
  if (isPrivate(stats.mode) || withStorageErrors('read', path, () => isInClosedFolder(real))) return real
  close(real)
  onClosed(real)
  return real
}

/** @throws UserError `vault-exposed` */
function close(path: string): void {
  try {
    chmodSync(path, 0o600)
    // Some disks report success and change nothing.
    if (isPrivate(statSync(path).mode)) return
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new UserError('vault-exposed', { path, isDisk: false })
  }
  throw new UserError('vault-exposed', { path, isDisk: true })
}

/**
 * Checks the place of a vault that is to be made, before the user is asked for a passphrase.
 *
 * @throws UserError `vault-exposed` if the disk has no permissions, so that others could read it; `storage`
 */
export function judgePlace(path: string): void {
  if (process.platform === 'win32') return
  withStorageErrors('write', path, () => {
    const folder = nearestFolder(dirname(path))
    if (isInClosedFolder(join(folder, basename(path)))) return
    // Named like a temporary file, so that it is deleted with them if this process is killed.
    const probe = temporaryPath(join(folder, basename(path)), randomBytes(8).toString('hex'))
    const file = openSync(probe, 'wx', 0o600)
    try {
      if (!isPrivate(fstatSync(file).mode)) throw new UserError('vault-exposed', { path, isDisk: true })
    } finally {
      closeSync(file)
      discard(probe)
    }
  })
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path))
}

function isPrivate(mode: number): boolean {
  return (mode & 0o077) === 0
}

/** The vault's folder or one of its backups, if others could delete files in it or add older ones: private files do not prevent that. */
export function openFolder(path: string, backups: Backups): string | undefined {
  if (process.platform === 'win32' || process.geteuid === undefined) return undefined
  return [dirname(path), ...backups.folders].find(folder => {
    const stats = statsOf(folder)
    if (!stats) return false
    const isForeign = backups.folders.includes(folder) && stats.uid !== process.geteuid?.()
    // With the sticky bit, others cannot delete our files.
    return isForeign || ((stats.mode & 0o002) !== 0 && (stats.mode & 0o1000) === 0)
  })
}

/** @throws UserError `storage`, `damaged` (part `size`) */
export function readVault(path: string): Uint8Array {
  return withStorageErrors('read', path, () => {
    if (statSync(path).size > bounds.fileBytes) throw new UserError('damaged', { part: 'size', path })
    return readFileSync(path)
  })
}

function lstat(path: string): Stats | BigIntStats | undefined {
  return withStorageErrors('read', path, () => ifThere(() => lstatSync(path)))
}

function leadsSomewhere(path: string): boolean {
  return withStorageErrors('read', path, () => {
    try {
      statSync(path)
      return true
    } catch (error) {
      // ELOOP: a loop of links.
      if (isSystemError(error) && ['ENOENT', 'ELOOP', 'ENOTDIR'].includes(error.code)) return false
      throw error
    }
  })
}

/** Adds the file's path to `damaged` errors of the envelope, which knows only bytes. */
export function withPath<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw named(path, error)
  }
}

/** The same for asynchronous work. */
export async function withPathAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw named(path, error)
  }
}

function named(path: string, error: unknown): unknown {
  return isFailure(error, 'damaged') ? new UserError('damaged', { ...error.details, path }) : error
}
