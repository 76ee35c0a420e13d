/** Whose the vault's folders are: `sudo igcodes` leaves folders of root in a user's home. */
import { accessSync, constants, lstatSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A file or folder, with all in it, that is another user's than the folder that it is in. */
interface OwnedApart {
  readonly path: string
  readonly owner: number
  /** The owner of the folder that it is in. */
  readonly above: number
}

/** The topmost part of the path that is owned apart; undefined if all of it has one owner. What cannot be seen is skipped. */
function ownedApart(path: string): OwnedApart | undefined {
  const owner = ownerOf(path)
  const folder = dirname(path)
  if (folder === path) return undefined
  if (owner === undefined) return ownedApart(folder)
  const above = ownerOf(folder)
  if (above === undefined || above === owner) return ownedApart(folder)
  return { path, owner, above }
}

/** The folder of another user that is in the way, in a folder of ours. */
export function foreignFolder(path: string): string | undefined {
  const us = process.geteuid?.()
  const found = us === undefined ? undefined : ownedApart(path)
  return found?.above === us ? found?.path : undefined
}

/** What root has made in a folder of a user, who cannot use it. */
export function madeAsRoot(path: string): { readonly path: string; readonly user: number } | undefined {
  const found = process.geteuid?.() === 0 ? ownedApart(path) : undefined
  return found?.owner === 0 ? { path: found.path, user: found.above } : undefined
}

function ownerOf(path: string): number | undefined {
  try {
    return lstatSync(path).uid
  } catch {
    return undefined
  }
}

/** Why a command might refuse the vault, without changing anything: for `check`. Undefined also if there is no vault. */
export function accessFault(path: string): 'exposed' | 'unusable' | undefined {
  if (process.platform === 'win32' || process.geteuid === undefined) return undefined
  try {
    const { mode, uid } = statSync(path)
    accessSync(path, constants.R_OK)
    if (uid !== process.geteuid()) return 'unusable'
    return (mode & 0o077) === 0 || isInClosedFolder(path) ? undefined : 'exposed'
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
      ? 'unusable'
      : undefined
  }
}

/** Whether it is below a folder of ours that no other user may enter. */
export function isInClosedFolder(path: string): boolean {
  const folder = dirname(path)
  if (folder === path) return false
  const { mode, uid } = statSync(folder)
  return (uid === process.geteuid?.() && (mode & 0o011) === 0) || isInClosedFolder(folder)
}
