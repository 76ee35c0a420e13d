/**
 * One writer at a time: a lock file beside the vault that says who holds it (design, section 7, step 2).
 *
 * Age proves nothing: a laptop sleeps, a disk stalls. A lock is broken only when its holder is provably dead, and a lock
 * from another machine never, because nothing here can know whether that machine's process lives.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { linkSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseObject } from '../domain/json-object.ts'
import { UserError } from '../errors.ts'
import { discard, isSystemError, noLinks, storing, writeNew } from './disk.ts'

/** What a lock file says about its holder, as JSON. What a system cannot tell (no /proc: macOS, Windows) is null. */
export interface LockHolder {
  readonly host: string
  /** Tells machines of the same name apart: a hash, since the machine id itself should not leave the machine. */
  readonly machine: string | null
  readonly bootId: string | null
  /** A process id means something in its own namespace only; containers have one each. */
  readonly pidNamespace: string | null
  readonly pid: number
  /** In clock ticks since boot: tells a process from a later one that was given the same id. */
  readonly startTime: string | null
}

export interface LockOptions {
  /** How long to wait for a living holder, in ms. */
  readonly waitMs?: number
  /** In ms, from any start; it only measures the wait. */
  readonly clock?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
  /** Called once, when the wait begins; without a holder when the lock file does not say who it is. */
  readonly onWait?: (holder: LockHolder | undefined) => void
}

/** A lock file as it was found. */
interface Found {
  readonly text: string
  /** Missing when the text is no holder's: such a lock is never broken. */
  readonly holder: LockHolder | undefined
}

interface Held {
  readonly file: string
  readonly text: string
}

const held = new Set<Held>()

/**
 * Does `work` while no other process that asks for this lock does; `path` is the vault's.
 *
 * @throws UserError `locked` (its path is the file in the way), `storage`; whatever `work` throws
 */
export async function withLock<T>(
  path: string,
  options: LockOptions,
  work: () => T | Promise<T>,
): Promise<T> {
  const lock = await take(path, options)
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

async function take(path: string, options: LockOptions): Promise<Held> {
  const { waitMs = 10_000, clock = () => performance.now(), sleep = setTimeout, onWait } = options
  const file = `${path}.lock`
  const text = JSON.stringify(ourselves())
  const start = clock()

  for (let waiting = false; ; waiting = true) {
    const inTheWay = storing('lock', file, () => tryToTake(path, text))
    if (inTheWay === undefined) return { file, text }

    const waited = clock() - start
    if (waited >= waitMs) throw lockedBy(inTheWay, waited)
    if (!waiting) onWait?.(inTheWay.found.holder)
    // Not in step with the others that wait.
    await sleep(Math.min(randomInt(25, 50), waitMs - waited))
  }
}

interface InTheWay {
  readonly file: string
  readonly found: Found
}

/** Takes the lock, if need be from the dead; otherwise says what stands in the way. */
function tryToTake(vault: string, text: string): InTheWay | undefined {
  const file = `${vault}.lock`
  for (;;) {
    const found = create(vault, file, text)
    if (found === undefined) return undefined
    if (!isDead(found.holder)) return { file, found }
    const breaker = breakLock(vault, file, found, text)
    if (breaker) return breaker
  }
}

/**
 * Removes a dead holder's lock. Two that saw the same dead holder must not both do so: the slower one would remove what the
 * faster one has taken since. So one at a time may, and it looks again first.
 *
 * @returns the file of another that is at it, and lives
 */
function breakLock(vault: string, file: string, dead: Found, text: string): InTheWay | undefined {
  const breakFile = `${file}.break`
  const breaker = create(vault, breakFile, text)
  // One that died at it is no better than a dead holder: the same again, a level deeper.
  if (breaker && isDead(breaker.holder)) return breakLock(vault, breakFile, breaker, text)
  if (breaker) return { file: breakFile, found: breaker }

  const permit = { file: breakFile, text }
  held.add(permit)
  try {
    const now = read(file)
    if (now?.text === dead.text && isDead(now.holder)) rmSync(file, { force: true })
  } finally {
    release(permit)
  }
  return undefined
}

/**
 * Makes a file that is whole from its first moment: written under another name, then linked to this one, which fails where
 * one is already (link(2)). A writer that is killed in between leaves no empty lock, which nobody could ever judge.
 *
 * @returns the file that is there already
 */
function create(vault: string, file: string, text: string): Found | undefined {
  const bytes = Buffer.from(text)
  for (;;) {
    const found = read(file)
    if (found) return found

    // Named like disk.ts' temporary files: what a killed process leaves is swept away with theirs.
    const temporary = join(dirname(vault), `.${basename(vault)}.${randomBytes(8).toString('hex')}.tmp`)
    // Synced as well: after a power cut the name could otherwise be on the disk without the bytes.
    writeNew(temporary, bytes)
    try {
      putInPlace(temporary, file, bytes)
      return undefined
    } catch (error) {
      if (!isSystemError(error)) throw error
      // EEXIST: another was faster. ENOENT: the lock's holder swept our file away. Look again.
      if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error
    } finally {
      discard(temporary)
    }
  }
}

function putInPlace(temporary: string, file: string, bytes: Uint8Array): void {
  try {
    linkSync(temporary, file)
  } catch (error) {
    // On a network disk the answer can be lost although the link was made: two names tell (open(2), O_EXCL).
    if (statSync(temporary, { throwIfNoEntry: false })?.nlink === 2) return
    if (!isSystemError(error) || !noLinks.has(error.code)) throw error
    writeNew(file, bytes)
  }
}

function read(file: string): Found | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    return { text, holder: parseHolder(text) }
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (error.code === 'ENOENT') return undefined
    // Another user's, or a folder: it is in the way, and does not say whose it is.
    if (error.code === 'EACCES' || error.code === 'EISDIR') return { text: '', holder: undefined }
    throw error
  }
}

/** Only our own: a person may have removed the file, and another process may hold the lock since. */
function release(lock: Held): void {
  held.delete(lock)
  // Twice: as long as this process lives, nobody could break what it leaves.
  for (let tries = 0; tries < 2; tries++) {
    try {
      if (readFileSync(lock.file, 'utf8') === lock.text) rmSync(lock.file, { force: true })
      return
    } catch {
      // The work is done and saved: a failure here must not look like its failure. The next process breaks the lock.
    }
  }
}

function lockedBy({ file, found }: InTheWay, waited: number): UserError {
  const { host, pid } = found.holder ?? { host: '', pid: 0 }
  return new UserError('locked', { path: file, host, pid, seconds: Math.round(waited / 1000) })
}

// Who holds it, and whether that one is dead

function ourselves(): LockHolder {
  const machineId = fact(() => readFileSync('/etc/machine-id', 'utf8').trim())
  return {
    host: hostname(),
    machine: machineId
      ? createHash('sha256').update(`igcodes lock ${machineId}`).digest('hex').slice(0, 16)
      : null,
    bootId: fact(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: fact(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    startTime: processFacts(process.pid)?.startTime ?? null,
  }
}

function isDead(holder: LockHolder | undefined): boolean {
  if (!holder) return false
  const here = ourselves()
  if (holder.host !== here.host || differ(holder.machine, here.machine)) return false
  if (differ(holder.bootId, here.bootId)) return true
  if (differ(holder.pidNamespace, here.pidNamespace)) return false
  if (!exists(holder.pid)) return true
  const running = processFacts(holder.pid)
  return running !== undefined && (running.ended || differ(running.startTime, holder.startTime))
}

/** Known on both sides, and not the same. */
function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and someone else's.
    return !(isSystemError(error) && error.code === 'ESRCH')
  }
}

/** From /proc/PID/stat, proc(5): the state is field 3, the start time field 22; field 2 is a name that may hold anything. */
function processFacts(pid: number): { ended: boolean; startTime: string | null } | undefined {
  const stat = fact(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  if (state === undefined) return undefined
  // Z and X: killed, and its parent has not asked for the outcome yet.
  return { ended: state === 'Z' || state === 'X', startTime: fields[18] ?? null }
}

function fact(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}

function parseHolder(text: string): LockHolder | undefined {
  const value = parseObject(text)
  if (!value) return undefined
  const { host, machine = null, bootId = null, pidNamespace = null, pid, startTime = null } = value
  if (typeof host !== 'string' || typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1)
    return undefined
  if (
    !isKnownOrNull(machine) ||
    !isKnownOrNull(bootId) ||
    !isKnownOrNull(pidNamespace) ||
    !isKnownOrNull(startTime)
  )
    return undefined
  return { host, machine, bootId, pidNamespace, pid, startTime }
}

function isKnownOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}
