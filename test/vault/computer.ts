/** A computer that shares the vault through git: a home, a work tree and a state of its own, and the commands without their process. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { Context } from '../../src/commands/context.ts'
import { exchange, repositorySystem } from '../../src/commands/vault/exchange.ts'
import { setUp } from '../../src/commands/vault/git-setup.ts'
import type { Environment } from '../../src/environment.ts'
import { Terminal } from '../../src/terminal/terminal.ts'
import { Repository } from '../../src/vault/git-repository.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { cheap } from '../envelope/samples.ts'
import { machine, passphrase, use } from './samples.ts'

export class Computer {
  readonly name: string
  readonly home: string
  readonly tree: string
  readonly vault: string
  readonly state: string
  readonly env: Environment
  /** Holds the passphrase. */
  readonly file: string
  readonly #remote: string

  constructor(root: string, remote: string, name: string) {
    this.name = name
    this.#remote = remote
    this.home = join(root, name)
    this.tree = join(this.home, 'team')
    this.vault = join(this.tree, 'vault.igcodes')
    this.state = join(this.home, 'state', 'igcodes')
    this.file = join(this.home, 'passphrase')
    mkdirSync(this.tree, { recursive: true, mode: 0o700 })
    this.writes(passphrase)
    const { PATH = '' } = process.env
    this.env = { PATH, HOME: this.home, XDG_STATE_HOME: join(this.home, 'state'), GIT_CONFIG_NOSYSTEM: '1' }
  }

  /** The passphrase that its person types from now on. */
  writes(secret: string): void {
    writeFileSync(this.file, `${secret}\n`, { mode: 0o600 })
  }

  get system() {
    return machine(this.state, this.name)
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.tree,
      env: this.env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  /** Git with somebody's name, also where it fails. */
  tryGit(...args: readonly string[]): number {
    try {
      this.git('-c', 'user.name=Sato', '-c', 'user.email=sato@example.com', ...args)
      return 0
    } catch (error) {
      return error instanceof Error && 'status' in error ? Number(error.status) : 1
    }
  }

  /** @param yes whether the person agrees to everything */
  context(yes = false): Context {
    const options = { input: false, pager: false, vault: this.vault, passphraseFile: this.file, yes }
    const terminal = new Terminal({
      language: 'en',
      json: false,
      quiet: true,
      input: false,
      pager: false,
      env: this.env,
    })
    // It says what it asks even if all is agreed to.
    if (yes) vi.spyOn(terminal, 'warn').mockReturnValue()
    const { random, stretch, now } = this.system
    const system = { argv: [], env: this.env, now, random, user: () => this.name, cost: cheap, stretch }
    return new Context(
      terminal,
      options,
      system,
      () => {},
      async () => {},
    )
  }

  async open(): Promise<Vault> {
    return this.context().open()
  }

  async use(): Promise<string> {
    return use(await this.open(), this.system)
  }

  async setUp(): Promise<void> {
    await setUp(this.context(), this.#remote, {})
    this.breakDriver()
  }

  /** The driver would start the test's runner. */
  breakDriver(program = '/bin/false'): void {
    this.git('config', 'merge.igcodes.driver', `'${program}' '${program}' git-merge %A %B`)
  }

  async sync(options = {}, context = this.context()) {
    const vault = await context.open()
    const repository = await Repository.of(vault.path, await repositorySystem(context))
    return exchange(context, vault, repository, repository.remote, options)
  }
}
