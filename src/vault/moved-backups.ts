/**
 * Backups are filed under the vault's path (backups.ts), so those of a vault that was moved stay under the path of before. They are known
 * by the vault id in their header.
 */
import { dirname, join } from 'node:path'
import { type Backup, type Backups, backupsIn, newestFirst } from './backups.ts'
import { vaultIdIn } from './copies.ts'
import { namesIn, seen } from './disk.ts'

/** Folders in this machine's state with backups of this vault under other paths. */
export function backupsElsewhere(vault: string, backups: Backups): readonly string[] {
  const id = vaultIdIn(vault)
  if (id === undefined) return []
  const all = dirname(backups.folder)
  const newestIn = (folder: string): string =>
    (seen(() => namesIn(folder)) ?? [])
      .filter(name => name.endsWith('.igcodes'))
      .toSorted()
      .at(-1) ?? ''
  return (seen(() => namesIn(all)) ?? [])
    .map(name => join(all, name))
    .filter(folder => folder !== backups.folder && vaultIdIn(join(folder, newestIn(folder))) === id)
    .toSorted()
}

/** The vault's backups, with those under other paths, newest first. @throws UserError `storage` */
export function backupsOfVault(vault: string, backups: Backups): readonly Backup[] {
  const id = vaultIdIn(vault)
  const moved = backupsElsewhere(vault, backups).flatMap(folder => seen(() => backupsIn(folder)) ?? [])
  return [...backups.list(), ...moved.filter(({ path }) => vaultIdIn(path) === id)].toSorted((a, b) =>
    newestFirst(a.id, b.id),
  )
}
