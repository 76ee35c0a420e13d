/** Files that survive a crash: written under a temporary name, synced, read back, and only then renamed. */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type FileFault, isFailure, type StorageStep, UserError } from '../errors.ts'
import { foreignFolder } from './owners.ts'

/** Turns system errors into the failure `storage` (exit 16). */
export function withStorageErrors<T>(doing: StorageStep, path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw isSystemError(error) ? refused(doing, path, error) : error
  }
}

/** A read that failed where nobody expected it, as UserError `storage`; any other error as it is. */
export function asStorageError<Thrown>(error: Thrown): Thrown | UserError<'storage'> {
  if (!isSystemError(error)) return error
  const isRead = /^(?:open|read|l?stat|scandir|readlink|access)$/.test(String(error.syscall))
  return isRead && typeof error.path === 'string' ? refused('read', error.path, error) : error
}

type SystemError = Error & { readonly code: string; readonly syscall?: unknown; readonly path?: unknown }

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}

/** Of the path itself, not of what a link leads to. Undefined where there is nothing, or that cannot be known. */
export function statsOf(path: string): Stats | undefined {
  return seen(() => lstatSync(path, { throwIfNoEntry: false }))
}

/** Does work whose failure on the disk must not stop the command. */
export function bestEffort(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isFailure(error, 'storage')) throw error
  }
}

/** Undefined where it cannot be known. */
export function seen<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

function refused(doing: StorageStep, path: string, error: SystemError): UserError<'storage'> {
  const cause = causeOf(error)
  const foreign = cause === 'EACCES' ? foreignFolder(path) : undefined
  return new UserError('storage', { doing, path, cause, ...(foreign !== undefined && { foreign }) })
}

/** The error's name. Node knows only the number of some, such as EDQUOT: `Unknown system error -122`. */
function causeOf({ code }: SystemError): string {
  const number = Number(/^Unknown system error -(\d+)$/.exec(code)?.[1])
  if (Number.isNaN(number)) return code
  const { errno } = process.getBuiltinModule('node:os').constants
  return Object.entries(errno).find(([, known]) => known === number)?.[0] ?? code
}

/** The errors where a file cannot have two names: FAT (on Windows EISDIR), some network disks, Android. */
export const noLinks: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'EXDEV',
  'EINVAL',
  'UNKNOWN',
])

export function makeFolder(path: string, doing: StorageStep): void {
  withStorageErrors(doing, path, () => {
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
    } catch (error) {
      // On a read-only disk Node says ENOENT here. The system gives the real reason.
      if (isSystemError(error) && error.code === 'ENOENT') mkdirSync(firstMissing(path), { mode: 0o700 })
      throw error
    }
  })
}

/** The topmost folder of the path that does not exist. */
function firstMissing(path: string): string {
  const above = dirname(path)
  return above === path || existsSync(above) ? path : firstMissing(above)
}

/** The errors on Windows while another program has the file open: a virus scanner, a sync, a backup. */
const busy: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])

/** Tries again on Windows, with growing pauses: the other program usually closes the file soon. */
export function patiently<T>(work: () => T, maxMs = 5_000): T {
  for (let waited = 0, pause = 10; ; waited += pause, pause = Math.min(2 * pause, 500)) {
    try {
      return work()
    } catch (error) {
      const isBusy = process.platform === 'win32' && isSystemError(error) && busy.has(error.code)
      if (!isBusy || waited >= maxMs) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
  }
}

export interface Replacement {
  /** A random part for the name of the temporary file. */
  readonly unique: string
  /** Called when the new bytes are on the disk and the old file is still in place. */
  readonly beforeReplacing?: () => void
  /** Fails if there is a file already. */
  readonly exclusive?: boolean
}

/**
 * Writes `bytes` to `path`, completely or not at all. A failed fsync is not repeated: nothing is known about what reached the disk.
 *
 * @returns a failure (`settle`) if the new file is in place but a power cut could undo that
 * @throws UserError `storage`: the old file is still in place, except for the step `unsure`
 */
export function replaceFile(
  path: string,
  bytes: Uint8Array,
  replacement: Replacement,
): UserError<'storage'> | undefined {
  const temporary = temporaryPath(path, replacement.unique)
  try {
    withStorageErrors('write', path, () => {
      writeNew(temporary, bytes)
      if (!readFileSync(temporary).equals(bytes)) throw new UserError('storage', { doing: 'write', path, cause: 'EIO' })
    })
    replacement.beforeReplacing?.()
    putInPlace(temporary, path, bytes, replacement.exclusive === true)
  } finally {
    discard(temporary)
  }
  try {
    syncFolder(dirname(path))
    return undefined
  } catch (error) {
    if (!isSystemError(error)) throw error
    return refused('settle', path, error)
  }
}

/** After an error the file may still be in place, because a network disk can lose the answer. So look at the disk. */
function putInPlace(temporary: string, path: string, bytes: Uint8Array, isExclusive: boolean): void {
  try {
    patiently(() => (isExclusive ? putInFreePlace(temporary, path) : renameSync(temporary, path)))
  } catch (error) {
    if (!isSystemError(error)) throw error
    const done = isInPlace(temporary, path, bytes)
    if (!done) throw refused(done === undefined ? 'unsure' : 'replace', path, error)
  }
}

/** Undefined if that cannot be seen. */
function isInPlace(temporary: string, path: string, bytes: Uint8Array): boolean | undefined {
  try {
    const { size } = lstatSync(path, { throwIfNoEntry: false }) ?? {}
    if (size === bytes.length && readFileSync(path).equals(bytes)) return true
    return lstatSync(temporary, { throwIfNoEntry: false }) ? false : undefined
  } catch {
    return undefined
  }
}

/**
 * A small file of ours, or what is wrong with it.
 *
 * @param links `follow` reads the file that a link leads to; a link that leads nowhere is still a fault
 * @throws of the system, such as ENOENT
 */
export function readSmallFile(path: string, maxBytes: number, links: 'follow' | 'refuse'): Buffer | FileFault {
  const isLink = lstatSync(path).isSymbolicLink()
  if (isLink && (links === 'refuse' || !existsSync(path))) return 'link'
  const bytes = readStart(path, maxBytes + 1, links)
  return bytes.length > maxBytes ? 'large' : bytes
}

/**
 * The first bytes of a file of ours, or what is in its place. Never waits: a pipe or a device is not opened.
 *
 * @throws of the system, such as ENOENT
 */
export function readStart(path: string, maxBytes: number, links: 'follow' | 'refuse' = 'follow'): Buffer | FileFault {
  const fault = faultOf(statSync(path))
  if (fault) return fault
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants
  const file = openSync(path, O_RDONLY | O_NONBLOCK | (links === 'refuse' ? O_NOFOLLOW : 0))
  try {
    // Another file may be in its place by now.
    const stats = fstatSync(file)
    const opened = faultOf(stats)
    if (opened) return opened
    const bytes = Buffer.alloc(Math.min(stats.size, maxBytes))
    let length = 0
    for (let count = 1; count > 0 && length < bytes.length; length += count)
      count = readSync(file, bytes, { offset: length })
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function faultOf(stats: Stats): FileFault | undefined {
  if (stats.isFile()) return undefined
  return stats.isDirectory() ? 'folder' : 'special'
}

/** The names in a folder; none if it does not exist. @throws of the system if it cannot be listed */
export function namesIn(folder: string): readonly string[] {
  return ifThere(() => readdirSync(folder)) ?? []
}

/** Undefined where there is nothing. @throws of the system where that cannot be known */
export function ifThere<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
    throw error
  }
}

/**
 * Writes a file that can be made again, completely or not at all. Not synced: after a crash it is soon written again. What a killed writer
 * left goes; a living one may lose its file as well, which costs nothing.
 *
 * @throws UserError `storage`
 */
export function writeCache(path: string, bytes: Uint8Array, unique: string): void {
  const temporary = temporaryPath(path, unique)
  try {
    removeLeftovers(path)
    withStorageErrors('remember', path, () => {
      writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o600 })
      patiently(() => renameSync(temporary, path), 500)
    })
  } finally {
    discard(temporary)
  }
}

/**
 * Puts a finished file in place if there is none yet; its temporary name may remain.
 *
 * Where files cannot be linked, two processes could succeed at the same moment; the vault has its lock against that.
 */
export function putInFreePlace(temporary: string, path: string): void {
  try {
    linkSync(temporary, path)
  } catch (error) {
    if (!isSystemError(error) || !noLinks.has(error.code)) throw error
    if (existsSync(path)) throw Object.assign(error, { code: 'EEXIST' })
    renameSync(temporary, path)
  }
}

/** Makes a new file (0600) with these bytes, synced. A file that could not be finished is deleted. */
export function writeNew(path: string, bytes: Uint8Array): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    discard(path)
    throw error
  }
}

/** Deletes a file if possible. Failing to do so must not hide the failure that led to the clean-up. */
export function discard(path: string): void {
  try {
    patiently(() => rmSync(path, { force: true }), 500)
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

/** The errors of file systems that cannot sync a folder at all (SMB, some FUSE disks): then no sync has failed. */
const unsyncable: ReadonlySet<string> = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOTTY',
  'ENOSYS',
  'EISDIR',
  'EBADF',
  // The folder may be written, but not read.
  'EACCES',
])

/** Syncs a folder's names, where possible: a rename is durable only after that (fsync(2)). Windows has no such call. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  try {
    const folder = openSync(path, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch (error) {
    if (!isSystemError(error) || !unsyncable.has(error.code)) throw error
  }
}

/** Deletes the temporary files of killed writers. Only with the lock, so that no living writer has one. */
export function removeLeftovers(path: string): void {
  for (const file of withStorageErrors('write', path, () => leftoversOf(path))) discard(file)
}

/** The temporary files of a file's writers. @throws of the system if the folder cannot be listed */
export function leftoversOf(path: string): readonly string[] {
  const folder = dirname(path)
  // Igcodes 1 wrote a dot for the tilde.
  const prefixes = ['~', '.'].map(first => `${first}${basename(path)}.`)
  return (
    readdirSync(folder)
      .filter(name => prefixes.some(prefix => name.startsWith(prefix)) && name.endsWith(temporaryEnding))
      // No dot: `~vault.igcodes.x.tmp` belongs to `vault.igcodes`, not to `vault`.
      .filter(name => /^[\w-]+$/.test(name.slice(basename(path).length + 2, -temporaryEnding.length)))
      .map(name => join(folder, name))
  )
}

const temporaryEnding = '.tmp'

/** The temporary name of a file. Dropbox, Box and OneDrive do not sync what is named like this. */
export function temporaryPath(path: string, unique: string): string {
  return join(dirname(path), `~${basename(path)}.${unique}${temporaryEnding}`)
}
