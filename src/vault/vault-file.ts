/** The vault as a file: found, trusted, read. */
import { type BigIntStats, lstatSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs'
import { isFailure, UserError } from '../errors.ts'
import { isSystemError, storing } from './disk.ts'
import { realSpelling } from './location.ts'

/** FORMAT.md: a reader takes at most 64 MiB. */
const mostBytes = 64 * 1024 * 1024

/** Whether anything at all stands at the path, even a link to nowhere. */
export function somethingAt(path: string): boolean {
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

/**
 * Follows links once, so that from here on one file is read, locked and replaced; refuses what a vault must not be.
 *
 * @throws UserError `no-vault`, `vault-link-broken`, `vault-is-folder`, `vault-not-yours`, `vault-exposed`, `storage`
 */
export function resolveVault(path: string): string {
  const entry = lstat(path)
  if (!entry) throw new UserError('no-vault', { path })
  if (entry.isSymbolicLink() && !leadsSomewhere(path))
    throw new UserError('vault-link-broken', {
      path,
      target: storing('read', path, () => readlinkSync(path)),
    })

  const real = storing('read', path, () => realSpelling(path))
  refuseUntrusted(
    real,
    storing('read', path, () => statSync(real)),
  )
  return real
}

/** @throws UserError `storage`, `damaged` (part `size`) */
export function readVault(path: string): Uint8Array {
  return storing('read', path, () => {
    if (statSync(path).size > mostBytes) throw new UserError('damaged', { part: 'size', path })
    return readFileSync(path)
  })
}

function refuseUntrusted(path: string, stats: Stats): void {
  if (!stats.isFile()) throw new UserError('vault-is-folder', { path })
  // Windows has neither owners nor modes in this sense.
  if (process.platform === 'win32' || process.geteuid === undefined) return
  if (stats.uid !== process.geteuid()) throw new UserError('vault-not-yours', { path })
  if ((stats.mode & 0o077) !== 0) throw new UserError('vault-exposed', { path })
}

function lstat(path: string): Stats | BigIntStats | undefined {
  return storing('read', path, () => {
    try {
      return lstatSync(path, { throwIfNoEntry: false })
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOTDIR') return undefined
      throw error
    }
  })
}

function leadsSomewhere(path: string): boolean {
  return storing('read', path, () => {
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
export function namingFile<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw named(path, error)
  }
}

/** The same for work that takes its time. */
export async function namingFileLater<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw named(path, error)
  }
}

function named(path: string, error: unknown): unknown {
  return isFailure(error, 'damaged') ? new UserError('damaged', { ...error.details, path }) : error
}
