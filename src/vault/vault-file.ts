/** The vault as a file: found, trusted, read. */
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
import { isFailure, UserError } from '../errors.ts'
import { listBackups } from './backups.ts'
import { discard, isSystemError, temporaryPath, withStorageErrors } from './disk.ts'
import { realSpelling } from './location.ts'

/** FORMAT.md: a reader takes at most 64 MiB. */
const maxBytes = 64 * 1024 * 1024

/** Whether anything at all stands at the path, even a link to nowhere. */
export function exists(path: string): boolean {
  return lstat(path) !== undefined
}

/** Where the file really is, links followed; the path itself where there is nothing yet. */
export function realPath(path: string): string {
  try {
    return realSpelling(path)
  } catch {
    return path
  }
}

/** Where a new file of this name really comes to be; its folder must be there. @throws UserError `storage` */
export function absolutePathOf(path: string): string {
  return withStorageErrors('read', path, () => join(realSpelling(dirname(path)), basename(path)))
}

export function noVault(path: string): UserError<'no-vault'> {
  const backup = newestBackup(path)
  return new UserError('no-vault', { path, ...(backup !== undefined && { backup }) })
}

/** What a vault that is gone has left beside its place; none where that cannot be listed: that it is gone is what has to be told. */
export function newestBackup(path: string): string | undefined {
  try {
    return listBackups(path)[0]?.id
  } catch (error) {
    if (isFailure(error, 'storage')) return undefined
    throw error
  }
}

/**
 * Follows links once, so that from here on one file is read, locked and replaced; refuses what a vault must not be.
 *
 * @param onClosed told of a file that others could read until now: sync clients and git leave such
 * @throws UserError `no-vault`, `vault-link-broken`, `vault-is-folder`, `vault-not-yours`, `vault-exposed`, `storage`
 */
export function resolveVault(path: string, onClosed: (path: string) => void = () => {}): string {
  const entry = lstat(path)
  if (!entry) throw noVault(path)
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
    // Some disks say yes and change nothing.
    if (isPrivate(statSync(path).mode)) return
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new UserError('vault-exposed', { path, isDisk: false })
  }
  throw new UserError('vault-exposed', { path, isDisk: true })
}

/**
 * Judges the place of a vault that is to be made, before anybody thinks of a passphrase for it.
 *
 * @throws UserError `vault-exposed` where others could read it for lack of permissions on the disk, `storage`
 */
export function judgePlace(path: string): void {
  if (process.platform === 'win32') return
  withStorageErrors('write', path, () => {
    const folder = nearestFolder(dirname(path))
    if (isInClosedFolder(join(folder, basename(path)))) return
    // Named like what a killed writer leaves, and taken away with it.
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

/** Whether a folder above is our own, and nobody else may enter it. */
function isInClosedFolder(path: string): boolean {
  const folder = dirname(path)
  if (folder === path) return false
  const { mode, uid } = statSync(folder)
  return (uid === process.geteuid?.() && (mode & 0o011) === 0) || isInClosedFolder(folder)
}

/** The vault's folder, or that of its backups, where others could take files away or put older ones: closed files do not prevent that. */
export function openFolder(path: string): string | undefined {
  if (process.platform === 'win32' || process.geteuid === undefined) return undefined
  const backups = `${path}.backups`
  return [dirname(path), backups].find(folder => {
    const stats = statsIfAny(folder)
    if (!stats) return false
    const isForeign = folder === backups && stats.uid !== process.geteuid?.()
    // The sticky bit keeps others from taking away what is not theirs.
    return isForeign || ((stats.mode & 0o002) !== 0 && (stats.mode & 0o1000) === 0)
  })
}

/** A hint must not stop anybody. */
function statsIfAny(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** @throws UserError `storage`, `damaged` (part `size`) */
export function readVault(path: string): Uint8Array {
  return withStorageErrors('read', path, () => {
    if (statSync(path).size > maxBytes) throw new UserError('damaged', { part: 'size', path })
    return readFileSync(path)
  })
}

function lstat(path: string): Stats | BigIntStats | undefined {
  return withStorageErrors('read', path, () => {
    try {
      return lstatSync(path, { throwIfNoEntry: false })
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOTDIR') return undefined
      throw error
    }
  })
}

function leadsSomewhere(path: string): boolean {
  return withStorageErrors('read', path, () => {
    try {
      statSync(path)
      return true
    } catch (error) {
      // A loop of links (ELOOP) leads nowhere either.
      if (isSystemError(error) && ['ENOENT', 'ELOOP', 'ENOTDIR'].includes(error.code)) return false
      throw error
    }
  })
}

/** Adds the file's name to what the envelope found: it knows bytes only. */
export function withPath<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw named(path, error)
  }
}

/** The same for work that takes its time. */
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
