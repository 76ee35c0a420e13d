/** Where a vault lies: the folders on the way to it, and its disk. */
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { diskOf, type FolderOnTheWay, isOnNetwork, type PlaceFacts, syncedBy } from '../domain/upkeep/vault-place.ts'
import { namesIn, seen } from './disk.ts'

/** The folders above, up to the top. */
export function placeOf(vault: string): PlaceFacts {
  const way: FolderOnTheWay[] = []
  for (let path = dirname(vault); ; path = dirname(path)) {
    way.push({ path, name: basename(path), names: seen(() => namesIn(path)) ?? [] })
    if (dirname(path) === path) break
  }
  if (process.platform === 'win32') return { way, disk: vault.startsWith('\\\\') ? 'unc' : undefined }
  const mounts = seen(() => readFileSync('/proc/self/mountinfo', 'utf8'))
  return { way, disk: mounts === undefined ? undefined : diskOf(mounts, dirname(vault)) }
}

/** Whether a sync program brings what lies beside the vault from other machines, late. Not where they all write to one disk at once. */
export function isSyncedOnly(vault: string): boolean {
  const place = placeOf(vault)
  return syncedBy(place.way) !== undefined && !isOnNetwork(place)
}
