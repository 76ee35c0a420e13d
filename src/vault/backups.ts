/**
 * Older versions of the vault, in a folder beside it: `<vault>.backups/<when it was replaced>.igcodes`.
 *
 * A backup is as secret as the vault and opens with the passphrase of its time.
 */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { isSystemError, makeFolder, storing, syncFolder } from './disk.ts'

export interface Backup {
  /** When it was replaced, in UTC: `2026-11-20T18:04:05.123Z`, with `-2`, `-3` … for those of one millisecond. */
  readonly id: string
  readonly path: string
}

const suffix = '.igcodes'
const latestKept = 10
const daysKept = 7
const weeksKept = 4

/** Newest first. */
export function listBackups(vault: string): readonly Backup[] {
  const folder = folderOf(vault)
  return namesIn(folder)
    .map(name => ({ id: idOf(name), path: join(folder, name) }))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
}

/** The newest backup whose id begins with what was typed; only digits count, so `2026-11-20T18:04` and `20261120` both do. */
export function findBackup(vault: string, typed: string): Backup | undefined {
  const digits = typed.replace(/\D/g, '')
  if (digits === '') return undefined
  return listBackups(vault).find(({ id }) => id.replace(/\D/g, '').startsWith(digits))
}

export function readBackup({ path }: Backup): Uint8Array {
  return storing('read', path, () => readFileSync(path))
}

/**
 * Keeps the vault file as it is now under the time `now`; then lets go of backups that nobody needs.
 *
 * @throws UserError `storage`
 */
export function keepBackup(vault: string, now: Date): void {
  const folder = folderOf(vault)
  makeFolder(folder, 'backup')
  storing('backup', folder, () => {
    keepUnder(vault, folder, now.toISOString())
    syncFolder(folder)
  })
  const names = namesIn(folder)
  const kept = worthKeeping(names.map(idOf))
  for (const name of names) if (!kept.has(idOf(name))) rmSync(join(folder, name), { force: true })
}

/** The last 10, the newest of each of the last 7 days and of the last 4 weeks that have one; so never fewer than 3. */
export function worthKeeping(ids: readonly string[]): ReadonlySet<string> {
  const newestFirst = ids.toSorted().toReversed()
  const kept = new Set(newestFirst.slice(0, latestKept))
  for (const [period, count] of [
    [dayOf, daysKept],
    [weekOf, weeksKept],
  ] as const) {
    const newestOfEach = new Map<string, string>()
    for (const id of newestFirst) if (!newestOfEach.has(period(id))) newestOfEach.set(period(id), id)
    for (const id of [...newestOfEach.values()].slice(0, count)) kept.add(id)
  }
  return kept
}

/** A hard link costs nothing and cannot be half done; file systems without links get a synced copy. */
function keepUnder(vault: string, folder: string, time: string): void {
  for (let n = 1; ; n++) {
    const path = join(folder, nameOf(n === 1 ? time : `${time}-${n}`))
    try {
      linkSync(vault, path)
      return
    } catch (error) {
      if (!isSystemError(error)) throw error
      if (error.code === 'EEXIST') continue
      if (error.code === 'ENOENT') throw error
      copyFileSync(vault, path)
      const copy = openSync(path, 'r+')
      fsyncSync(copy)
      closeSync(copy)
      return
    }
  }
}

function folderOf(vault: string): string {
  return `${vault}.backups`
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(name => /^\d{4}-\d\d-\d\dT[\d.]+Z(-\d+)?\.igcodes$/.test(name))
  } catch {
    return []
  }
}

/** Windows allows no colon in a name. */
function nameOf(id: string): string {
  return `${id.replaceAll(':', '.')}${suffix}`
}

function idOf(name: string): string {
  return name.slice(0, -suffix.length).replace(/T(\d\d)\.(\d\d)\./, 'T$1:$2:')
}

function dayOf(id: string): string {
  return id.slice(0, 10)
}

/** Weeks counted from the epoch: which weekday they begin on does not matter. */
function weekOf(id: string): string {
  return String(Math.floor(Date.parse(dayOf(id)) / (7 * 86_400_000)))
}
