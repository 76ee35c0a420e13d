/** Writing to the standard descriptors, and knowing whether anybody reads them. */
import { closeSync, constants, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs'
import { isFailure, UserError } from '../errors.ts'
import { inAscii, isUtf8, needsUtf8 } from './charset.ts'

// By number: process.stdout and process.stderr are costly to make, and only a terminal needs more than its number.
export const standardInput = 0
export const standardOutput = 1
export const standardError = 2
type Output = typeof standardOutput | typeof standardError

/**
 * Writes to stdout and returns when it is there.
 *
 * @throws UserError `storage` (doing `show`)
 */
export function writeAnswer(text: string): void {
  try {
    writeAll(standardOutput, text)
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : 'EIO'
    throw new UserError('storage', { doing: 'show', path: 'stdout', cause })
  }
}

/** Writes to stderr. A note that cannot be written does not fail the command. */
export function writeNote(text: string): void {
  try {
    writeAll(standardError, text)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** Whether an answer could not be written. */
export function isLostAnswer(error: unknown): error is UserError<'storage'> {
  return isFailure(error, 'storage') && error.details.doing === 'show'
}

/** Whether an answer failed because its reader has seen enough (`igcodes log | head -1`): no error. */
export function isBrokenPipe(error: unknown): boolean {
  return isLostAnswer(error) && error.details.cause === 'EPIPE'
}

/** 128 + SIGPIPE. */
export const brokenPipeExit = 141

export function outputIsTerminal(): boolean {
  return isTerminal(standardOutput)
}

/** Whether it is a terminal. The descriptor is asked first: making process.stdout takes 4 ms, node:tty half of that. */
export function isTerminal(descriptor: Output): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && streamOf(descriptor).isTTY === true
  } catch {
    return false
  }
}

function streamOf(descriptor: Output): NodeJS.WriteStream {
  return descriptor === standardOutput ? process.stdout : process.stderr
}

/**
 * Whether what is written to stdout would be read: not when it is closed, a named pipe without a reader, or a device that is
 * no terminal, such as /dev/full and /dev/null, which is also what Node puts in the place of a closed one, and Windows' NUL.
 *
 * What is lost only when it is written is not found out here: in a pipe without a name whose reader has gone, and in a file on a full
 * disk. Its space cannot be tried, because others may write to the same file (`>> log`): cutting it back could cut off theirs.
 */
export function hasReader(): boolean {
  try {
    const output = fstatSync(standardOutput)
    if (output.isCharacterDevice() && !isTerminal(standardOutput)) return false
    if (output.isFIFO() && hasNoReader()) return false
    // On Windows the reader of a pipe gets zero bytes as a message, and may take it for the end (joyent/libuv#985).
    if (process.platform !== 'win32') writeSync(standardOutput, '')
    return true
  } catch {
    return false
  }
}

/**
 * Makes stdout private where it is a file that others can read: a secret is about to be written.
 *
 * @returns whether that worked; undefined where nothing was open to others
 */
export function closeToOthers(): 'closed' | 'open' | undefined {
  const isOpen = (): boolean => (fstatSync(standardOutput).mode & 0o077) !== 0
  // Windows has no such modes.
  if (process.platform === 'win32' || !fstatSync(standardOutput).isFile() || !isOpen()) return undefined
  try {
    fchmodSync(standardOutput, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  return isOpen() ? 'open' : 'closed'
}

/** A pipe takes zero bytes even without a reader, but opening it again without blocking fails then (ENXIO, fifo(7)). */
function hasNoReader(): boolean {
  try {
    closeSync(openSync(`/proc/self/fd/${standardOutput}`, constants.O_WRONLY | constants.O_NONBLOCK))
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENXIO'
  }
}

/** Synchronous, so that nothing is lost when the process ends right after; a slow pipe is waited for. */
export function writeAll(descriptor: Output, content: string | Uint8Array): void {
  const text = readableOn(descriptor, content)
  // Windows takes bytes that are written to a console's descriptor for text in its own code page, and Japanese becomes unreadable
  // (nodejs/node#24550). The stream hands it UTF-16, and that is done when write() returns.
  if (process.platform === 'win32' && isTerminal(descriptor)) streamOf(descriptor).write(text)
  else writeBytes(descriptor, typeof text === 'string' ? Buffer.from(text) : text)
}

/** In ASCII on a terminal that is not in UTF-8, and once a hint why. */
function readableOn(descriptor: Output, content: string | Uint8Array): string | Uint8Array {
  if (isUtf8(process.env) || !isTerminal(descriptor)) return content
  const text = typeof content === 'string' ? content : Buffer.from(content).toString()
  const shown = inAscii(text)
  if (isHinted || !shown.includes('?') || shown.split('?').length === text.split('?').length) return shown
  isHinted = true
  return `${shown}${needsUtf8}\n`
}

let isHinted = false

function writeBytes(descriptor: Output, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
