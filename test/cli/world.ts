/**
 * A home of its own for each test: a temporary folder in which the built program finds its vault and its state, with nothing
 * inherited from the person who runs the tests.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Backups } from '../../src/vault/backups.ts'
import { runInRunner } from './runners.ts'
import { type Session, type SessionOptions, startSession } from './session.ts'

/** The program with the cheap cost and the clock that a test hands in. */
export const testEntry = fileURLToPath(new URL('entry.cjs', import.meta.url))
/** The program that users run. */
export const realEntry = fileURLToPath(new URL('../../bin/igcodes.js', import.meta.url))

export const passphrase = 'correct horse battery staple'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** From start to end, in ms. */
  readonly took: number
}

export interface RunOptions {
  /** What is on stdin; nothing, by default. */
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly entry?: string
  /** In a process of its own, where it matters that it is one. So are those with NODE_OPTIONS or another entry. */
  readonly alone?: boolean
}

const homes = new Set<string>()

export class World {
  /** As long as /home/hanako, which stands for it in transcripts: lines then break at the same places. */
  readonly home = mkdtempSync('/tmp/h')
  readonly vault = join(this.home, '.local/share/igcodes/vault.igcodes')
  readonly state = join(this.home, '.local/state/igcodes')
  readonly passphraseFile = join(this.home, 'passphrase')

  constructor() {
    homes.add(this.home)
    writeFileSync(this.passphraseFile, `${passphrase}\n`, { mode: 0o600 })
    // `igcodes` for the scripts that a test hands to a shell.
    const bin = join(this.home, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'igcodes'), `#!/bin/sh\nexec '${process.execPath}' '${testEntry}' "$@"\n`)
    chmodSync(join(bin, 'igcodes'), 0o755)
  }

  get env(): Record<string, string> {
    const { PATH = '', TEST_KEPT = '' } = process.env
    // No pager: a session that only prints would wait in it forever.
    return { PATH: `${this.home}/bin:${PATH}`, HOME: this.home, TZ: 'UTC', IGCODES_PAGER: '', TEST_KEPT }
  }

  /** Runs the program as a script does: no terminal anywhere, the passphrase from a file. */
  async run(command: string | readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const { input = '', env = {}, entry, alone = false } = options
    const started = performance.now()
    if (!alone && entry === undefined && env.NODE_OPTIONS === undefined) {
      const outcome = await runInRunner({
        argv: words(command),
        env: { ...this.env, IGCODES_PASSPHRASE_FILE: this.passphraseFile, ...env },
        cwd: this.home,
        input,
      })
      return { ...outcome, took: performance.now() - started }
    }
    const child = this.spawn(command, options)
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout?.on('data', chunk => stdout.push(chunk))
    child.stderr?.on('data', chunk => stderr.push(chunk))
    // A program that reads no stdin closes it: no failure of ours.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
    const code = await ended(child)
    const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8')
    return { code, stdout: text(stdout), stderr: text(stderr), took: performance.now() - started }
  }

  /** Starts the program in a session of its own (setsid), so that /dev/tty cannot be opened. */
  spawn(
    command: string | readonly string[],
    { env = {}, entry = testEntry }: RunOptions = {},
    stdio: ('pipe' | 'ignore' | number)[] = ['pipe', 'pipe', 'pipe'],
  ): ChildProcess {
    return spawn(process.execPath, [entry, ...words(command)], {
      cwd: this.home,
      env: { ...this.env, IGCODES_PASSPHRASE_FILE: this.passphraseFile, ...env },
      stdio,
      detached: true,
    })
  }

  /** Runs a shell's script without a terminal; `igcodes` is the test entry. */
  async shell(script: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const started = performance.now()
    const child = spawn('/bin/bash', ['-c', script], {
      cwd: this.home,
      env: { ...this.env, IGCODES_PASSPHRASE_FILE: this.passphraseFile, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', chunk => stdout.push(chunk))
    child.stderr.on('data', chunk => stderr.push(chunk))
    const code = await ended(child)
    const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8')
    return { code, stdout: text(stdout), stderr: text(stderr), took: performance.now() - started }
  }

  /** Runs the program as a person does, in a terminal; the passphrase has to be typed. */
  session(command: string | readonly string[], options: Partial<SessionOptions> = {}): Session {
    return startSession({
      command: process.execPath,
      args: [testEntry, ...words(command)],
      cwd: this.home,
      ...options,
      env: { ...this.env, ...options.env },
    })
  }

  /** Makes the vault, and an account for each list of codes; the same again, in this or another file, is copied from the first such world. */
  async fill(accounts: Readonly<Record<string, readonly string[]>> = {}): Promise<this> {
    const name = createHash('sha256').update(JSON.stringify(accounts)).digest('hex')
    const template = join(process.env.TEST_KEPT ?? this.home, `filled-${name}`)
    // Not where a test has put a disk of its own in the place.
    if (existsSync(template) && !existsSync(join(this.home, '.local'))) {
      this.takeOver(template)
      return this
    }
    await this.succeed('init --no-recovery-key --no-input')
    for (const [account, codes] of Object.entries(accounts))
      await this.succeed(`add ${account} --yes --no-input`, { input: codes.join('\n') })
    const copy = `${template}.${process.pid}`
    this.copyTo(copy)
    // Another file may have been faster.
    if (existsSync(template)) rmSync(copy, { recursive: true })
    else renameSync(copy, template)
    return this
  }

  /** Copies the vault and the machine's state, for a world that takes them over. */
  copyTo(folder: string): void {
    execFileSync('cp', ['-a', join(this.home, '.local'), folder])
  }

  /** The vault and the machine of a copy take the place of this world's. */
  takeOver(copy: string): void {
    const local = join(this.home, '.local')
    rmSync(local, { recursive: true, force: true })
    execFileSync('cp', ['-a', copy, local])
    // Filed under the path of the vault that was copied.
    const backups = join(this.state, 'backups')
    const { folder } = new Backups(this.vault, this.state)
    for (const name of existsSync(backups) ? readdirSync(backups) : [])
      if (join(backups, name) !== folder) renameSync(join(backups, name), folder)
    this.becomeTheMachine()
  }

  /** Takes over the name of the machine whose state was copied here; a copy would get one of its own, and draw elsewhere. */
  becomeTheMachine(): void {
    const replica = join(this.state, 'replica')
    writeFileSync(replica, readFileSync(replica, 'utf8').replace(/ .*/, ''))
  }

  /** A step on the way to what a test is about: it must succeed. */
  async succeed(command: string | readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const outcome = await this.run(command, options)
    if (outcome.code !== 0)
      throw new Error(`igcodes ${words(command).join(' ')} ended with ${outcome.code}: ${outcome.stderr}`)
    return outcome
  }

  /** Hands out a code to a script. */
  async use(account: string, options = '', runOptions: RunOptions = {}): Promise<HandedOut> {
    return handedOut(await this.succeed(`use ${account} --json --no-input ${options}`, runOptions))
  }

  /** Every file of the vault and the machine's state by its name; of the machine itself its name only. */
  contents(): readonly (readonly [name: string, content: string])[] {
    const local = join(this.home, '.local')
    if (!existsSync(local)) return []
    return readdirSync(local, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map(path => [path.slice(local.length), readFileSync(path, 'latin1')] as const)
      .map(([name, content]) => [
        // The hash of the vault's path.
        name.replace(/(?<=\/backups\/)[0-9a-f]{16}/, ''),
        name.endsWith('/replica') ? content.replace(/ .*/, '') : content,
      ])
  }

  /** As if this machine had never saved the vault: then what it saved cannot be merged back. */
  forgetOwnSave(): void {
    const vaults = join(this.state, 'vaults')
    for (const id of readdirSync(vaults)) rmSync(join(vaults, id, 'last-save.igcodes'), { force: true })
  }

  vaultBytes(): Buffer {
    return readFileSync(this.vault)
  }

  /** Everything beside the vault, such as temporary files and locks. */
  besideTheVault(): readonly string[] {
    return readdirSync(join(this.vault, '..')).toSorted()
  }
}

export interface HandedOut {
  readonly code: string
  readonly position: number
  readonly setSize: number
  readonly remaining: number
}

export function handedOut({ stdout }: Outcome): HandedOut {
  const { code, position, setSize, remaining } = object(JSON.parse(stdout))
  if (
    typeof code !== 'string' ||
    typeof position !== 'number' ||
    typeof setSize !== 'number' ||
    typeof remaining !== 'number'
  )
    throw new Error(`No code in ${stdout}`)
  return { code, position, setSize, remaining }
}

/** What --json printed on stdout: one object on one line. */
export function answerOf({ stdout }: Outcome): Record<string, unknown> {
  if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`Not one line: ${JSON.stringify(stdout)}`)
  return object(JSON.parse(stdout))
}

/** What --json printed on stderr. */
export function errorOf({ stderr }: Outcome): Record<string, unknown> {
  return object(object(JSON.parse(stderr)).error)
}

export function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Not an object: ${JSON.stringify(value)}`)
  return { ...value }
}

/** So many different codes, always the same for one seed. None may be a date: `add` asks about those. */
export function someCodes(count: number, seed = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    let number = seed * 1000 + index + 1
    do number = (number * 73_856_093) % 99_999_989
    while (/^(?:19|20)|(?:19|20)..$/.test(digitsOf(number)))
    return digitsOf(number)
  })
}

function digitsOf(number: number): string {
  return String(number).padStart(8, '0')
}

export async function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 128)))
  })
}

export function removeWorlds(): void {
  for (const home of homes) rmSync(home, { recursive: true, force: true })
  homes.clear()
}

function words(command: string | readonly string[]): readonly string[] {
  return typeof command === 'string' ? command.split(' ').filter(word => word !== '') : command
}
