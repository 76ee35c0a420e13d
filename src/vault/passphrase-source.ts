/** Passphrases that come from somewhere else than a prompt: a file, a command, a descriptor. Never argv or the environment. */
import { fstatSync, statSync } from 'node:fs'
import { mostLineBytes } from '../domain/text/limits.ts'
import type { Environment } from '../environment.ts'
import { type TextMark, UserError } from '../errors.ts'
import { isSystemError } from './disk.ts'
import { readBeginning, readInput } from './read-input.ts'

export interface PassphraseOptions {
  readonly passphraseFile?: string | undefined
  readonly passphraseCommand?: string | undefined
  readonly passphraseFd?: string | undefined
}

const standardInput = 0

/**
 * The passphrase from the source that was named, the options before the environment; undefined when none was.
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

/** An option that names nothing, as a script's empty variable does, is not passed over: another source could be the wrong one. */
function given(name: string, value: string): string {
  if (value === '') throw new UserError('missing-argument', { name, command: '' })
  return value
}

/** @throws UserError `passphrase-source`, `passphrase-empty` */
export function readPassphraseFile(path: string): string {
  return reading(path, () => readBeginning(path, mostLineBytes))
}

/**
 * What an editor put beside the passphrase, if it shows. It stays a part of it: a vault may have been made with such a file, and
 * would not open without.
 */
export function markIn(passphrase: string): TextMark | undefined {
  if (passphrase.startsWith('\ufeff')) return 'byte-order-mark'
  return passphrase.includes('\0') ? 'utf-16' : undefined
}

/** Whether other users of this machine can get at a passphrase file; pipes and Windows have no such rights. */
export function readableByOthers(path: string): boolean {
  if (process.platform === 'win32') return false
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (stats.mode & 0o077) !== 0
}

function readDescriptor(number: string): string {
  if (!/^\d{1,4}$/.test(number))
    throw new UserError('bad-argument', { name: '--passphrase-fd', value: number, allowed: '0, 3, 4, …' })
  return reading(`fd ${number}`, () => readInput(Number(number), mostLineBytes))
}

/**
 * The command inherits the terminal, so that it may ask for a PIN or a touch; only its standard output is ours. A pipe or a file on our
 * stdin it does not get: that holds the codes for `add`, and a command that reads it would swallow them.
 */
function runCommand(command: string): string {
  return reading('--passphrase-command', () => {
    // Loaded only here: few name a command, and every start would pay for it.
    const { spawnSync } = process.getBuiltinModule('node:child_process')
    const { status, signal, stdout, error } = spawnSync(command, {
      shell: true,
      stdio: [isDevice(standardInput) ? 'inherit' : 'ignore', 'pipe', 'inherit'],
      maxBuffer: mostLineBytes * 4,
    })
    if (error) throw error
    // Ctrl-C goes to both of us; a shell in between tells of it in its own way.
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
    if (isSystemError(error)) throw new UserError('passphrase-source', { source, cause: error.code })
    throw error
  }
}

/** The final line end is dropped, nothing else: a space at the end may belong to the passphrase. */
function onlyLine(source: string, bytes: Uint8Array): string {
  if (bytes.length > mostLineBytes) throw new UserError('passphrase-source', { source, cause: 'EFBIG' })
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

/** By its byte order mark; what `>` of Windows PowerShell 5 writes. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
