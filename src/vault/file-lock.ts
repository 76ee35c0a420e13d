/**
 * One writer at a time: a lock file beside the vault that says who holds it (design, section 7, step 2).
 *
 * A lock is broken only when its holder is provably dead (lock-holder.ts). Whatever is in the lock's place, a look at it never waits,
 * and between two looks the program hears signals.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type FileFault, UserError } from '../errors.ts'
import { discard, isSystemError, noLinks, readSmallFile, withStorageErrors, writeNew } from './disk.ts'
import { type Judge, judge, type LockHolder, parseHolder, startedLater } from './lock-holder.ts'
import { processFacts, thisMachine } from './machine.ts'

export interface LockOptions {
  /** What tells this machine's locks from another's where machines have no id (Replica.mark). */
  readonly replica?: string | undefined
  /** How long to wait for a living holder, in ms. */
  readonly waitMs?: number
  /** In ms, from any start; it only measures the wait. */
  readonly clock?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
  /** Called once, when the wait begins; without a holder when the lock file does not say who it is. */
  readonly onWait?: (holder: LockHolder | undefined) => void
  /** What the system tells of itself and its processes. */
  readonly system?: LockSystem
}

export interface LockSystem {
  readonly machine: () => Omit<Judge, 'replica'>
  /** When a process was started, in ms since 1970; asked once, because it may take a second. */
  readonly startOf: (pid: number) => Promise<number | undefined>
  /** In ms since 1970. */
  readonly now: () => number
}

const thisSystem: LockSystem = {
  machine: () => ({ ...thisMachine(), processFacts }),
  startOf: async pid => (await import('./process-start.ts')).startOf(pid),
  now: () => Date.now(),
}

/** A lock file as it was found. */
interface Found {
  readonly file: string
  readonly text: string
  /** Missing where the text is no holder's, or could not be read: such a lock is never broken. */
  readonly holder?: LockHolder | undefined
  /** It is no lock; one that is `empty` may still become one. */
  readonly fault?: FileFault
  /** It could not be made or looked at: of what may pass, as the file comes and goes. */
  readonly error?: Error & { readonly code: string }
}

interface Held {
  readonly file: string
  readonly text: string
}

const held = new Set<Held>()

/** A lock is a few hundred bytes. */
const maxBytes = 4096

/** After so long a living holder is unlikely, and it is worth asking when it was started. */
const askAfterMs = 2000

/**
 * Does `work` while no other process that asks for this lock does; `path` is the vault's.
 *
 * @throws UserError `locked` (its path is the file in the way), `lock-broken`, `storage`; whatever `work` throws
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

/** For a signal's handler: lets go of whatever this process still holds. */
export function releaseHeldLocks(): void {
  for (const lock of held) release(lock)
}

/** One attempt to take the lock. */
class Taking {
  readonly #vault: string
  readonly #options: LockOptions
  readonly #system: LockSystem
  readonly #judge: Judge
  readonly #text: string
  /** Locks whose holder was found dead by asking. */
  readonly #dead = new Set<string>()

  constructor(vault: string, options: LockOptions) {
    this.#vault = vault
    this.#options = options
    this.#system = options.system ?? thisSystem
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

      // Seen twice: once it could be what another process is just making or taking away. An empty file has time: igcodes makes none, but
      // a network disk can show a lock before its bytes, and a power cut can leave one.
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
      // Not in step with the others that wait.
      await sleep(Math.max(1, Math.min(randomInt(25, 50), waitMs - waited)))
    }
  }

  /** Takes the lock, if need be from the dead; otherwise says what is in the way. */
  #tryToTake(file: string): Found | undefined {
    let found = this.#create(file)
    // More than once: another may have died at it since, or while breaking a dead one's lock.
    for (let turn = 0; turn < 3 && found && this.#isDead(found); turn++)
      found = this.#breakLock(found) ?? this.#create(file)
    return found
  }

  /**
   * Removes a dead holder's lock. Two that saw the same dead holder must not both do so: the slower one would remove what the
   * faster one has taken since. So one at a time may, and it looks again first.
   *
   * @returns what another has put there that is at it, and lives
   */
  #breakLock(dead: Found): Found | undefined {
    const breakFile = `${dead.file}.break`
    const breaker = this.#create(breakFile)
    // One that died at it is no better than a dead holder: the same again, a level deeper.
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

  #isDead({ holder, text }: Found): boolean {
    return holder !== undefined && (this.#dead.has(text) || judge(holder, this.#judge) === 'dead')
  }

  /** Whether the process of the holder's id is a later one. */
  async #isAnotherProcess({ holder }: Found): Promise<boolean> {
    if (!holder || judge(holder, this.#judge) !== 'unsure') return false
    const startedAt = await this.#system.startOf(holder.pid)
    return startedAt !== undefined && startedLater(holder, startedAt)
  }

  /**
   * Makes a file that is whole from its first moment: written under another name, then linked to this one, which fails where
   * one is already (link(2)). A writer that is killed in between leaves no empty lock, which nobody could ever judge.
   *
   * @returns what is there already
   */
  #create(file: string): Found | undefined {
    const found = read(file)
    if (found) return found
    // Named like disk.ts' temporary files: what a killed process leaves is swept away with theirs.
    const temporary = join(dirname(this.#vault), `.${basename(this.#vault)}.${randomBytes(8).toString('hex')}.tmp`)
    const bytes = Buffer.from(this.#text)
    // Synced as well: after a power cut the name could otherwise be on the disk without the bytes.
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
 * Another was faster, or is just taking its lock away: worth another look. ENOENT: the lock's holder swept our file away. EPERM, EACCES
 * and EBUSY are what Windows says of a file that is being deleted.
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

/** In a lock that is a folder. */
const holderName = 'holder'

function putInPlace(temporary: string, file: string, bytes: Uint8Array): void {
  try {
    linkSync(temporary, file)
  } catch (error) {
    // On a network disk the answer can be lost although the link was made: two names tell (open(2), O_EXCL).
    if (statSync(temporary, { throwIfNoEntry: false })?.nlink === 2) return
    if (!isSystemError(error) || !noLinks.has(error.code)) throw error
    putFolderInPlace(file, bytes)
  }
}

/**
 * Where files cannot be linked: a folder with the file in it, whole from its first moment too. rename(2) never puts it over a file or
 * over a folder that holds something, and so it fails where another's lock is.
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
  // What killed processes left. One that is just at it tries again (ENOENT).
  for (const name of readdirSync(dirname(file)))
    if (/^\.(new|old)-[0-9a-f]{16}$/.test(name.slice(basename(file).length)) && name.startsWith(basename(file)))
      rmSync(join(dirname(file), name), { recursive: true, force: true })
}

/** Undefined where nothing is. */
function read(file: string): Found | undefined {
  try {
    const inFolder = isFolder(file)
    const found = readSmallFile(inFolder ? join(file, holderName) : file, maxBytes, 'refuse')
    if (!Buffer.isBuffer(found)) return { file, text: '', fault: inFolder ? 'folder' : found }
    const text = found.toString('utf8')
    const holder = parseHolder(text)
    return holder ? { file, text, holder } : { file, text, fault: faultOf(text, inFolder) }
  } catch (error) {
    if (!isSystemError(error)) throw error
    // Nothing is there; or a folder without a holder in it.
    if (error.code === 'ENOENT') return isFolder(file) ? { file, text: '', fault: 'folder' } : undefined
    // Another user's, or Windows is just deleting it: it is in the way, and does not say whose it is.
    if (['EACCES', 'EPERM', 'EBUSY'].includes(error.code)) return { file, text: '' }
    // What was a folder has become a file, or a file a link.
    if (['ENOTDIR', 'ELOOP'].includes(error.code)) return { file, text: '', error }
    throw error
  }
}

/** Of what names no holder. */
function faultOf(text: string, inFolder: boolean): FileFault {
  if (text.trim() === '') return 'empty'
  return inFolder ? 'folder' : 'content'
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** A lock that is a folder gets another name first: half taken away it would look empty, and be another's to take. */
function takeAway(file: string): void {
  if (!isFolder(file)) {
    rmSync(file, { force: true })
    return
  }
  const away = `${file}.old-${randomBytes(8).toString('hex')}`
  renameSync(file, away)
  rmSync(away, { recursive: true, force: true })
}

/** Only our own: a person may have removed the file, and another process may hold the lock since. */
function release(lock: Held): void {
  held.delete(lock)
  // Twice: as long as this process lives, nobody could break what it leaves.
  for (let tries = 0; tries < 2; tries++) {
    try {
      if (read(lock.file)?.text === lock.text) takeAway(lock.file)
      return
    } catch {
      // The work is done and saved: a failure here must not look like its failure. The next process breaks the lock.
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
