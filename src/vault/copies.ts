/**
 * Other copies of the vault in its folder. Sync programs leave them there when two machines saved at once ("conflicted copy"); their names
 * differ by program and language, so a copy is known by the vault id in its header, which needs no key.
 */
import { dirname, join, parse } from 'node:path'
import { bounds } from '../envelope/format.ts'
import { UserError } from '../errors.ts'
import type { Backups } from './backups.ts'
import { discard, namesIn, readStart, seen, withStorageErrors } from './disk.ts'

/** Magic and header lines. */
const headBytes = 17 * 1024

/** Full paths, by name. Empty where the folder cannot be read. */
export function conflictCopies(vault: string): readonly string[] {
  const { dir, base, name: stem } = parse(vault)
  const id = vaultIdIn(vault)
  if (id === undefined) return []
  return (seen(() => namesIn(dir)) ?? [])
    .filter(name => name !== base && name.startsWith(stem))
    .map(name => join(dir, name))
    .filter(path => vaultIdIn(path) === id)
    .toSorted()
}

export function vaultIdIn(path: string): string | undefined {
  const head = seen(() => readStart(path, headBytes))
  if (!Buffer.isBuffer(head)) return undefined
  return /^igcodes-vault\/\d+\n\{"vault":"([\w-]{22})"/.exec(head.toString('latin1'))?.[1]
}

/** @throws UserError `storage`; `damaged` for what is no file */
export function readCopy(path: string): Uint8Array {
  const bytes = withStorageErrors('read', path, () => readStart(path, bounds.fileBytes + 1))
  if (!Buffer.isBuffer(bytes)) throw new UserError('damaged', { part: 'magic', path })
  return bytes
}

/**
 * Moves a copy that was merged to the vault's backups, if it is in the vault's folder and still what was merged.
 *
 * @returns whether it was moved
 * @throws UserError `storage`
 */
export function setAside(copy: string, merged: Uint8Array, vault: string, backups: Backups, now: Date): boolean {
  if (dirname(copy) !== dirname(vault) || Buffer.compare(readCopy(copy), merged) !== 0) return false
  backups.keep(now, 'copy', copy)
  discard(copy)
  return true
}
