/**
 * Earlier versions of the vault, in this machine's state: `<state>/backups/<hash of the vault's path>/<when it was replaced>.igcodes`. Not
 * beside the vault: in a synced folder or a git work tree machines would prune each other's, and everybody who gets the vault would get
 * them. Those that earlier versions kept in `<vault>.backups` count like the others.
 *
 * A backup is as secret as the vault, and opens with the passphrase that the vault had then.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bounds, parseEnvelope } from '../envelope/format.ts'
import { isFailure, UserError } from '../errors.ts'
import {
  bestEffort,
  discard,
  isSystemError,
  makeFolder,
  namesIn,
  noLinks,
  patiently,
  putInFreePlace,
  readStart,
  syncFolder,
  withStorageErrors,
  writeNew,
} from './disk.ts'
import { realVault } from './location.ts'

export interface Backup {
  /** When it was replaced, in UTC: `2026-11-20T18:04:05.123Z`, with `-2`, `-3` … for those of one millisecond. */
  readonly id: string
  readonly path: string
}

const suffix = '.igcodes'
/** The suffix of an unfinished copy. The next backup deletes those of killed processes. */
const unfinished = '.copy.tmp'
/** Of processes that keep one in the same millisecond. */
const maxOfOneTime = 100
const latestKept = 10
const daysKept = 7
const weeksKept = 4

/** The backups of one vault. */
export class Backups {
  /** Where new ones go. Filed under the vault's path, not its id: they are needed when the vault is damaged or gone. */
  readonly folder: string
  readonly #vault: string

  /** @param state this machine's state */
  constructor(vault: string, state: string) {
    this.#vault = realVault(vault)
    this.folder = join(state, 'backups', createHash('sha256').update(this.#vault).digest('hex').slice(0, 16))
  }

  /** Where there may be some. */
  get folders(): readonly string[] {
    return [this.folder, this.#beside]
  }

  /** Newest first. @throws UserError `storage` if they cannot be listed, which is not the same as none */
  list(): readonly Backup[] {
    return this.folders
      .flatMap(folder => withStorageErrors('read', folder, () => backupsIn(folder)))
      .toSorted((a, b) => newestFirst(a.id, b.id))
  }

  /** The newest one's id. Undefined if they cannot be listed too: it is for a hint, which must not hide what it is about. */
  newest(): string | undefined {
    try {
      return this.list()[0]?.id
    } catch (error) {
      if (isFailure(error, 'storage')) return undefined
      throw error
    }
  }

  /**
   * The backup of this id, else the newest whose id begins with what was typed; only digits count, so `2026-11-20T18:04` and
   * `20261120` both do.
   */
  find(typed: string, backups = this.list()): Backup | undefined {
    const digits = typed.replace(/\D/g, '')
    if (digits === '') return undefined
    return backups.find(({ id }) => id === typed) ?? backups.find(({ id }) => id.replace(/\D/g, '').startsWith(digits))
  }

  /**
   * Keeps the vault file, which is about to be replaced, as the backup of the time `now`; then deletes old backups.
   *
   * Beside the vault if the state cannot be written: a save must not fail because of that.
   *
   * @param how `copy` if the file stays in use: a link would share its damage
   * @param file what to keep, if not the vault file itself
   * @returns the backup's id
   * @throws UserError `storage`
   */
  keep(now: Date, how: 'link' | 'copy' = 'link', file = this.#vault): string {
    const id = this.#keepInEither(file, now, how)
    this.#prune(now)
    return id
  }

  #keepInEither(file: string, now: Date, how: 'link' | 'copy'): string {
    try {
      return keepIn(this.folder, file, now, how)
    } catch (error) {
      if (!isFailure(error, 'storage')) throw error
      try {
        return keepIn(this.#beside, file, now, how)
      } catch (second) {
        throw isFailure(second, 'storage') ? error : second
      }
    }
  }

  /** Deletes backups outside the retention rule. Failing to delete one must not fail the save. */
  #prune(now: Date): void {
    bestEffort(() => {
      const backups = this.list()
      const ids = backups.map(({ id }) => id)
      const kept = keptByRetention(ids, now)
      for (const { id, path } of backups) if (!kept.has(id)) discard(path)
    })
  }

  /** Deletes backups for good. @throws UserError `storage` */
  remove(backups: readonly Backup[]): void {
    for (const { path } of backups) withStorageErrors('backup', path, () => rmSync(path, { force: true }))
    for (const folder of foldersOf(backups)) withStorageErrors('backup', folder, () => syncFolder(folder))
  }

  get #beside(): string {
    return `${this.#vault}.backups`
  }
}

/** The folders that these are in. */
export function foldersOf(backups: readonly Backup[]): readonly string[] {
  return [...new Set(backups.map(({ path }) => dirname(path)))]
}

/** @throws UserError `storage`; `damaged` for what is no file */
export function readBackup({ path }: Backup): Uint8Array {
  const bytes = withStorageErrors('read', path, () => readStart(path, bounds.fileBytes + 1))
  if (!Buffer.isBuffer(bytes)) throw new UserError('damaged', { part: 'magic', path })
  return bytes
}

function keepIn(folder: string, file: string, now: Date, how: 'link' | 'copy'): string {
  const isNew = !existsSync(folder)
  makeFolder(folder, 'backup')
  return withStorageErrors('backup', folder, () => {
    for (const name of namesIn(folder)) if (name.endsWith(unfinished)) discard(join(folder, name))
    const id = keepUnder(file, folder, now.toISOString(), how)
    syncFolder(folder)
    // The state's own folder and that of all backups may be new as well.
    if (isNew) for (const above of [dirname(folder), dirname(dirname(folder))]) syncFolder(above)
    return id
  })
}

/**
 * The last 10, the newest of each of the last 7 days and of the last 4 weeks that have one; so never fewer than 3.
 *
 * Backups from after `now` mean that the clock was or is wrong. They are counted separately: otherwise they would displace every backup
 * that is made before their time.
 */
export function keptByRetention(ids: readonly string[], now: Date): ReadonlySet<string> {
  const latest = now.toISOString()
  const isPast = (id: string) => id.slice(0, latest.length) <= latest
  return new Set([...thinnedOut(ids.filter(isPast)), ...thinnedOut(ids.filter(id => !isPast(id)))])
}

function thinnedOut(ids: readonly string[]): ReadonlySet<string> {
  const sorted = ids.toSorted(newestFirst)
  const kept = new Set(sorted.slice(0, latestKept))
  for (const [period, count] of [
    [dayOf, daysKept],
    [weekOf, weeksKept],
  ] as const) {
    const newestOfEach = new Map<string, string>()
    for (const id of sorted) if (!newestOfEach.has(period(id))) newestOfEach.set(period(id), id)
    for (const id of [...newestOfEach.values()].slice(0, count)) kept.add(id)
  }
  return kept
}

/** By time, then by the number within it, which grows if the clock does not advance. */
export function newestFirst(a: string, b: string): number {
  const [time, otherTime] = [timeOf(a), timeOf(b)]
  return time === otherTime ? numberOf(b) - numberOf(a) : time < otherTime ? 1 : -1
}

function timeOf(id: string): string {
  return id.replace(/(?<=Z)-\d+$/, '')
}

/** Within its time. */
function numberOf(id: string): number {
  return Number(id.split('Z-')[1] ?? 1)
}

function keepUnder(vault: string, folder: string, time: string, how: 'link' | 'copy'): string {
  // Not one that was freed: it would count as older than those that are left.
  const taken = backupsIn(folder).filter(({ id }) => timeOf(id) === time)
  const first = Math.max(0, ...taken.map(({ id }) => numberOf(id))) + 1
  for (let n = first; ; n++) {
    const id = n === 1 ? time : `${time}-${n}`
    const path = join(folder, nameOf(id))
    try {
      if (how === 'copy') copy(vault, path)
      else linkOrCopy(vault, path)
      return id
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST' || n === first + maxOfOneTime) throw error
    }
  }
}

/** A hard link is fast and atomic; on file systems without links, a synced copy. */
function linkOrCopy(vault: string, path: string): void {
  try {
    linkSync(vault, path)
  } catch (error) {
    if (!isSystemError(error) || !noLinks.has(error.code)) throw error
    copy(vault, path)
  }
}

/** Gets its name only when it is complete. */
function copy(vault: string, path: string): void {
  // Random, so that nothing can be there already.
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}${unfinished}`)
  try {
    const bytes = patiently(() => readFileSync(vault))
    writeNew(temporary, bytes)
    putInFreePlace(temporary, path)
  } finally {
    discard(temporary)
  }
}

/** Whether it is whole as far as its form tells, which needs no secret. */
export function hasVaultForm(backup: Backup): boolean {
  try {
    parseEnvelope(readBackup(backup))
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

export function backupsIn(folder: string): readonly Backup[] {
  return namesIn(folder)
    .filter(name => /^\d{4}-\d\d-\d\dT[\d.]+Z(-\d+)?\.igcodes$/.test(name))
    .map(name => ({ id: idOf(name), path: join(folder, name) }))
}

/** Windows allows no colon in a name. */
function nameOf(id: string): string {
  return `${id.replaceAll(':', '.')}${suffix}`
}

function idOf(name: string): string {
  return name.slice(0, -suffix.length).replace(/T(\d\d)\.(\d\d)\./, 'T$1:$2:')
}

export function dayOf(id: string): string {
  return id.slice(0, 10)
}

/** Weeks counted from 1970: on which day they begin does not matter. */
function weekOf(id: string): string {
  return String(Math.floor(Date.parse(dayOf(id)) / (7 * 86_400_000)))
}
