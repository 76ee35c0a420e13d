/**
 * One writer at a time: a lock file beside the vault that names its holder (design, section 7, step 2).
 *
 * A lock is broken only if its holder is provably dead (lock-holder.ts). Looking at the lock never blocks, even if a pipe is in its place, and
 * signals are handled between two looks.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type FileFault, UserError } from '../errors.ts'
import {
  discard,
  isSystemError,
  noLinks,
  patiently,
  readSmallFile,
  temporaryPath,
  withStorageErrors,
  writeNew,
} from './disk.ts'
import { type Judge, judge, type LockHolder, parseHolder, startedLater, type Verdict } from './lock-holder.ts'
import { processFacts, thisMachine } from './machine.ts'

export interface LockOptions {
  /** Tells this machine's locks from another's where machines have no id (Replica.mark). */
  readonly replica?: string | undefined
  /** How long to wait for a living holder, in ms. */
  readonly waitMs?: number
  /** In ms, from any start; measures the wait. */
  readonly clock?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
  /** Called once, when the wait begins; without a holder if the lock file names none. */
  readonly onWait?: (holder: LockHolder | undefined) => void
  readonly system?: LockSystem
}

export interface LockSystem {
  readonly machine: () => Omit<Judge, 'replica'>
  /** When a process was started, in ms since 1970. Called once, because it may take a second. */
  readonly startOf: (pid: number) => Promise<number | undefined>
  /** In ms since 1970. */
  readonly now: () => number
  /** Whether a sync program brings other machines' locks here (place.ts). Called once. */
  readonly isSyncedOnly: (vault: string) => Promise<boolean>
}

export const realSystem: LockSystem = {
  machine: () => ({ ...thisMachine(), processFacts }),
  startOf: async pid => (await import('./process-start.ts')).startOf(pid),
  now: () => Date.now(),
  isSyncedOnly: async vault => (await import('./place.ts')).isSyncedOnly(vault),
}

/** A lock file that is in the way. */
interface Found {
  readonly file: string
  readonly text: string
  /** Missing if the text names no holder: such a lock is never broken. */
  readonly holder?: LockHolder | undefined
  /** Why it is not a lock; an `empty` file may still become one. */
  readonly fault?: FileFault
  /** Why it could not be made or read just now; this may pass. */
  readonly error?: Error & { readonly code: string }
}

interface Held {
  readonly file: string
  readonly text: string
}

const held = new Set<Held>()

/** A lock has a few hundred bytes. */
const maxBytes = 4096

/** After this wait a living holder is unlikely, and finding out its start time is worth a second. */
const askAfterMs = 2000

/** In a synced folder another machine's lock comes late and goes late, or never: after this time without a change it means nothing. */
const syncedMs = 60_000

/**
 * Does `work` while no other process has the lock of the vault at `path`.
 *
 * @throws UserError `locked` (its path is the file in the way), `lock-broken`, `storage`; anything that `work` throws
 */
export async function withLock<T>(path: string, options: LockOptions, work: () => T | Promise<T>): Promise<T> {
  const lock = await new Taking(path, options).take()
  held.add(lock)
  try {
    return await work()
  } finally {
    release(lock)
  }
}

/** For signal handlers: releases all locks of this process. */
export function releaseHeldLocks(): void {
  for (const lock of held) release(lock)
}

/** A lock that is there. */
export interface StandingLock {
  readonly path: string
  /** `broken`: it names no holder, so it is never broken. `unknown`: its holder may be alive elsewhere. */
  readonly state: 'dead' | 'living' | 'unknown' | 'broken'
  readonly host: string
  readonly pid: number
}

/** The lock of the vault at `path`, if there is one. @throws UserError `storage` */
export function lockAt(path: string, replica: string | undefined): StandingLock | undefined {
  const file = `${path}.lock`
  const found = withStorageErrors('lock', file, () => read(file))
  if (!found) return undefined
  const { host, pid } = found.holder ?? { host: '', pid: 0 }
  const verdict = found.holder && judge(found.holder, { ...realSystem.machine(), replica: replica ?? null })
  const state = verdict === 'unsure' ? 'living' : (verdict ?? (found.fault ? 'broken' : 'unknown'))
  return { path: file, state, host, pid }
}

/** One attempt to take the lock. */
class Taking {
  readonly #vault: string
  readonly #options: LockOptions
  readonly #system: LockSystem
  readonly #judge: Judge
  readonly #text: string
  /** Locks whose holder is dead by its start time. */
  readonly #dead = new Set<string>()
  #isSynced: boolean | undefined

  constructor(vault: string, options: LockOptions) {
    this.#vault = vault
    this.#options = options
    this.#system = options.system ?? realSystem
    this.#judge = { ...this.#system.machine(), replica: options.replica ?? null }
    const { host, machine, replica, bootId, pidNamespace, uptime } = this.#judge
    const ourselves: LockHolder = {
      host,
      machine,
      replica,
      bootId,
      uptime,
      since: this.#system.now(),
      pidNamespace,
      pid: process.pid,
      startTime: this.#judge.processFacts(process.pid)?.startTime ?? null,
    }
    this.#text = JSON.stringify(ourselves)
  }

  async take(): Promise<Held> {
    const { waitMs = 10_000, clock = () => performance.now(), sleep = setTimeout, onWait } = this.#options
    const file = `${this.#vault}.lock`
    const start = clock()
    let before: Found | undefined
    let hasAsked = false
    for (;;) {
      const found = withStorageErrors('lock', file, () => this.#tryToTake(file))
      if (!found) return { file, text: this.#text }
      if (this.#isSynced === undefined && this.#verdictOn(found) === 'unknown') {
        this.#isSynced = await this.#system.isSyncedOnly(this.#vault)
        if (this.#isSynced) continue
      }

      // Seen twice: the first time another process could have been making or removing it. An empty file has time: igcodes makes none, but a
      // network disk can show a lock before its bytes, and a power cut can leave one.
      if (found.fault && found.fault !== 'empty' && before?.fault === found.fault)
        throw new UserError('lock-broken', { path: found.file, fault: found.fault })
      const waited = clock() - start
      if (waited >= waitMs && !(found.fault && !before)) throw refusal(file, found, waited)
      if (waited >= askAfterMs && !hasAsked) {
        hasAsked = true
        if (await this.#isAnotherProcess(found)) this.#dead.add(found.text)
      }
      if (!before) onWait?.(found.holder)
      before = found
      // Random, so that waiting processes do not all try at the same time.
      await sleep(Math.max(1, Math.min(randomInt(25, 50), waitMs - waited)))
    }
  }

  /** Takes the lock, from a dead holder if need be; else returns what is in the way. */
  #tryToTake(file: string): Found | undefined {
    let found = this.#create(file)
    // More than once: another process may have taken the lock and died since, or died while breaking one.
    for (let turn = 0; turn < 3 && found && this.#isDead(found); turn++)
      found = this.#breakLock(found) ?? this.#create(file)
    return found
  }

  /**
   * Removes a dead holder's lock. If two processes that saw the same dead holder did so, the slower one would remove the lock that the
   * faster one has taken since. So breaking needs a lock of its own, and a second look.
   *
   * @returns the lock of a living process that is breaking it
   */
  #breakLock(dead: Found): Found | undefined {
    const breakFile = `${dead.file}.break`
    const breaker = this.#create(breakFile)
    // The breaking process may be dead too: then break its lock the same way.
    if (breaker) return this.#isDead(breaker) ? this.#breakLock(breaker) : breaker

    const permit = { file: breakFile, text: this.#text }
    held.add(permit)
    try {
      const now = read(dead.file)
      if (now?.text === dead.text && this.#isDead(now)) takeAway(dead.file)
    } finally {
      release(permit)
    }
    return undefined
  }

  #isDead(found: Found): boolean {
    const verdict = this.#verdictOn(found)
    return verdict === 'dead' || (verdict === 'unknown' && this.#isSynced === true && this.#isUnchanged(found.file))
  }

  #verdictOn({ holder, text }: Found): Verdict | undefined {
    if (!holder) return undefined
    return this.#dead.has(text) ? 'dead' : judge(holder, this.#judge)
  }

  #isUnchanged(file: string): boolean {
    const changed = lstatSync(file, { throwIfNoEntry: false })?.ctimeMs
    return changed !== undefined && this.#system.now() - changed >= syncedMs
  }

  /** Whether the process with the holder's id was started later. */
  async #isAnotherProcess({ holder }: Found): Promise<boolean> {
    if (!holder || judge(holder, this.#judge) !== 'unsure') return false
    const startedAt = await this.#system.startOf(holder.pid)
    return startedAt !== undefined && startedLater(holder, startedAt)
  }

  /**
   * Makes the lock, complete from the start: written under another name, then linked, which fails if the lock exists (link(2)). A
   * process that is killed in between leaves no empty lock, which could never be judged.
   *
   * @returns the lock that exists already
   */
  #create(file: string): Found | undefined {
    const found = read(file)
    if (found) return found
    // As those of disk.ts, so that the file of a killed process is removed with theirs.
    const temporary = temporaryPath(this.#vault, randomBytes(8).toString('hex'))
    const bytes = Buffer.from(this.#text)
    // Synced as well: otherwise a power cut could leave the name without the bytes.
    writeNew(temporary, bytes)
    try {
      putInPlace(temporary, file, bytes)
      return undefined
    } catch (error) {
      if (isSystemError(error) && comesAndGoes.has(error.code)) return { file, text: '', error }
      throw error
    } finally {
      discard(temporary)
    }
  }
}

/**
 * Another process was faster, or is removing its lock: look again. ENOENT: the lock's holder removed our temporary file. EPERM, EACCES
 * and EBUSY: Windows is deleting the file.
 */
const comesAndGoes: ReadonlySet<string> = new Set([
  'EEXIST',
  'ENOTEMPTY',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EPERM',
  'EACCES',
  'EBUSY',
])

/** The file in a lock that is a folder. */
const holderName = 'holder'

function putInPlace(temporary: string, file: string, bytes: Uint8Array): void {
  try {
    linkSync(temporary, file)
  } catch (error) {
    // On a network disk the answer can be lost although the link was made: then the file has two names (open(2), O_EXCL).
    if (statSync(temporary, { throwIfNoEntry: false })?.nlink === 2) return
    if (!isSystemError(error) || !noLinks.has(error.code)) throw error
    putFolderInPlace(file, bytes)
  }
}

/**
 * Where files cannot be linked: a folder with the file in it, complete from the start too. rename(2) replaces neither a file nor a folder
 * that is not empty, so it fails if the lock exists.
 */
function putFolderInPlace(file: string, bytes: Uint8Array): void {
  const folder = `${file}.new-${randomBytes(8).toString('hex')}`
  try {
    mkdirSync(folder, { mode: 0o700 })
    writeNew(join(folder, holderName), bytes)
    renameSync(folder, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  // Removes what killed processes left. A living one that loses its folder tries again (ENOENT).
  for (const name of readdirSync(dirname(file)))
    if (/^\.(new|old)-[0-9a-f]{16}$/.test(name.slice(basename(file).length)) && name.startsWith(basename(file)))
      rmSync(join(dirname(file), name), { recursive: true, force: true })
}

/** Undefined if there is none. */
function read(file: string): Found | undefined {
  try {
    const { text, inFolder, fault } = contentOf(file)
    if (fault) return { file, text, fault: inFolder ? 'folder' : fault }
    const holder = parseHolder(text)
    return holder ? { file, text, holder } : { file, text, fault: faultOf(text, inFolder) }
  } catch (error) {
    if (!isSystemError(error)) throw error
    // Nothing is there, or a folder without a holder.
    if (error.code === 'ENOENT') return isFolder(file) ? { file, text: '', fault: 'folder' } : undefined
    // Another user's, or Windows is deleting it: it is in the way, and its holder is unknown.
    if (['EACCES', 'EPERM', 'EBUSY'].includes(error.code)) return { file, text: '' }
    // A folder has become a file, or a file a link.
    if (['ENOTDIR', 'ELOOP'].includes(error.code)) return { file, text: '', error }
    throw error
  }
}

/** @throws of the system, such as ENOENT */
function contentOf(file: string): { text: string; inFolder: boolean; fault?: FileFault } {
  const inFolder = isFolder(file)
  const bytes = readSmallFile(inFolder ? join(file, holderName) : file, maxBytes, 'refuse')
  return Buffer.isBuffer(bytes) ? { text: bytes.toString('utf8'), inFolder } : { text: '', inFolder, fault: bytes }
}

/** Why a text that names no holder is not a lock. */
function faultOf(text: string, inFolder: boolean): FileFault {
  if (text.trim() === '') return 'empty'
  return inFolder ? 'folder' : 'content'
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** A lock that is a folder is renamed first: once its file is removed, another process could take the empty folder. */
function takeAway(file: string): void {
  if (!isFolder(file)) {
    rmSync(file, { force: true })
    return
  }
  const away = `${file}.old-${randomBytes(8).toString('hex')}`
  renameSync(file, away)
  rmSync(away, { recursive: true, force: true })
}

/**
 * Removes the lock if it is still ours: a person may have removed it, and another process may have taken it since. Patiently and twice,
 * because no other process may break it while this one lives.
 */
function release(lock: Held): void {
  held.delete(lock)
  for (let tries = 0; tries < 2; tries++) {
    try {
      patiently(() => {
        if (contentOf(lock.file).text === lock.text) takeAway(lock.file)
      }, 1_000)
      return
    } catch {
      // The work is saved, so this must not look like its failure. The next process breaks the lock.
    }
  }
}

function refusal(lockFile: string, found: Found, waited: number): UserError {
  if (found.error && !read(found.file))
    return new UserError('storage', { doing: 'lock', path: lockFile, cause: found.error.code })
  if (found.fault) return new UserError('lock-broken', { path: found.file, fault: found.fault })
  const { host, pid } = found.holder ?? { host: '', pid: 0 }
  return new UserError('locked', { path: found.file, host, pid, seconds: Math.round(waited / 1000) })
}
