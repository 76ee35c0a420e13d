/** Passphrases from a file, a command or a descriptor. Never from arguments or the environment, which other processes can read. */
import { fstatSync, statSync } from 'node:fs'
import { maxLineBytes } from '../domain/text/limits.ts'
import type { Environment } from '../environment.ts'
import { isFailure, type TextMark, UserError } from '../errors.ts'
import { isSystemError } from './disk.ts'
import { readInput, readInputFile } from './read-input.ts'

export interface PassphraseOptions {
  readonly passphraseFile?: string | undefined
  readonly passphraseCommand?: string | undefined
  readonly passphraseFd?: string | undefined
}

const standardInput = 0

/**
 * The passphrase from the source that an option or else the environment names; undefined if none does.
 *
 * @throws UserError `passphrase-source`, `passphrase-empty`, `missing-argument`, `bad-argument`
 */
export function passphraseFrom(options: PassphraseOptions, env: Environment): string | undefined {
  if (options.passphraseFd !== undefined) return readDescriptor(options.passphraseFd)
  if (options.passphraseFile !== undefined)
    return readPassphraseFile(given('--passphrase-file', options.passphraseFile))
  if (options.passphraseCommand !== undefined)
    return runCommand(given('--passphrase-command', options.passphraseCommand))
  if (env.IGCODES_PASSPHRASE_FILE) return readPassphraseFile(env.IGCODES_PASSPHRASE_FILE)
  if (env.IGCODES_PASSPHRASE_COMMAND) return runCommand(env.IGCODES_PASSPHRASE_COMMAND)
  return undefined
}

/** An empty option, such as a script's unset variable, is an error: the next source could be the wrong one. */
function given(name: string, value: string): string {
  if (value === '') throw new UserError('missing-argument', { name, command: '' })
  return value
}

/** @throws UserError `passphrase-source`, `passphrase-empty` */
export function readPassphraseFile(path: string): string {
  return reading(path, () => readInputFile(path, maxLineBytes))
}

/**
 * What an editor seems to have added to the passphrase. It remains part of it: a vault may have been made with such a file, and would
 * not open otherwise.
 */
export function markIn(passphrase: string): TextMark | undefined {
  if (passphrase.startsWith('\ufeff')) return 'byte-order-mark'
  return passphrase.includes('\0') ? 'utf-16' : undefined
}

/** Whether other users of this machine may access a passphrase file; pipes and Windows have no such permissions. */
export function readableByOthers(path: string): boolean {
  if (process.platform === 'win32') return false
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (stats.mode & 0o077) !== 0
}

function readDescriptor(number: string): string {
  if (!/^\d{1,4}$/.test(number))
    throw new UserError('bad-argument', { name: '--passphrase-fd', value: number, allowed: '0, 3, 4, …' })
  return reading(`fd ${number}`, () => readInput(Number(number), maxLineBytes))
}

/**
 * The command inherits the terminal, so that it may ask for a PIN or a touch; only its stdout is ours. It does not get a pipe or a file
 * on our stdin: that has the codes for `add`, which the command would swallow.
 */
function runCommand(command: string): string {
  return reading('--passphrase-command', () => {
    // Loaded only here: few users name a command, and loading it slows every start.
    const { spawnSync } = process.getBuiltinModule('node:child_process')
    const { status, signal, stdout, error } = spawnSync(command, {
      shell: true,
      stdio: [isDevice(standardInput) ? 'inherit' : 'ignore', 'pipe', 'inherit'],
      maxBuffer: maxLineBytes * 4,
    })
    if (error) throw error
    // Ctrl-C goes to both processes; a shell in between reports it as exit 130.
    if (signal === 'SIGINT' || status === 130) throw new UserError('interrupted')
    if (status !== 0)
      throw new UserError('passphrase-source', { source: '--passphrase-command', cause: signal ?? `exit ${status}` })
    return stdout
  })
}

function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

function reading(source: string, read: () => Uint8Array): string {
  try {
    return onlyLine(source, read())
  } catch (error) {
    const cause = isFailure(error, 'storage') ? error.details.cause : isSystemError(error) ? error.code : undefined
    throw cause === undefined ? error : new UserError('passphrase-source', { source, cause })
  }
}

/** Drops the final line end and nothing else: a space at the end may belong to the passphrase. */
function onlyLine(source: string, bytes: Uint8Array): string {
  if (bytes.length > maxLineBytes) throw new UserError('passphrase-source', { source, cause: 'EFBIG' })
  const passphrase = decode(source, bytes).replace(/\r?\n$/, '')
  if (passphrase === '') throw new UserError('passphrase-empty')
  return passphrase
}

function decode(source: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UserError('passphrase-source', { source, cause: isUtf16(bytes) ? 'UTF-16' : 'EILSEQ' })
  }
}

/** By its byte order mark. `>` in Windows PowerShell 5 writes UTF-16. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
