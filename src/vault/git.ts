/** Runs the user's own git. */
import { spawn } from 'node:child_process'
import { resolve as resolvePath } from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'

export interface GitResult {
  readonly code: number
  readonly stdout: Buffer
  /** What git and its hooks said, by lines, without passwords of addresses. */
  readonly words: readonly string[]
}

export interface GitObject {
  readonly id: string
  readonly bytes: Buffer
}

/** Variables by which a hook or an alias names another repository than the one in the folder. */
const elsewhere = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_NAMESPACE',
]

export class Git {
  readonly folder: string
  readonly #env: Environment

  /** @param env of this process; git and its hooks inherit it */
  constructor(folder: string, env: Environment) {
    this.folder = folder
    const inherited = Object.entries(env).filter(([name]) => !elsewhere.includes(name) && name !== 'LANGUAGE')
    // English, because answers are told apart by their words.
    this.#env = { ...Object.fromEntries(inherited), LC_ALL: 'C.UTF-8', GIT_OPTIONAL_LOCKS: '0' }
  }

  /** The same for a process without a terminal: nothing may wait for an answer. */
  silent(sshCommand = 'ssh'): Git {
    const command = this.#env.GIT_SSH_COMMAND || sshCommand
    // Others, such as plink, do not know the option.
    const isSsh = /(^|[/\\])ssh(\.exe)?["']?(\s|$)/.test(command)
    return new Git(this.folder, {
      ...this.#env,
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      GCM_INTERACTIVE: 'never',
      GIT_SSH_COMMAND: isSsh ? `${command} -o BatchMode=yes` : command,
    })
  }

  /** @throws UserError `git-missing` */
  async run(args: readonly string[], input = ''): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      const child = spawn('git', args, { cwd: this.folder, env: this.#env, stdio: ['pipe', 'pipe', 'pipe'] })
      const out: Buffer[] = []
      const errors: Buffer[] = []
      child.stdout.on('data', chunk => out.push(chunk))
      child.stderr.on('data', chunk => errors.push(chunk))
      child.on('error', error => {
        const isMissing = 'code' in error && error.code === 'ENOENT'
        reject(isMissing ? new UserError('git-missing') : error)
      })
      // Git may end without reading it.
      child.stdin.on('error', () => {}).end(input)
      child.on('close', (code, signal) => {
        const words = harmless(Buffer.concat(errors).toString())
        const all = signal === null ? words : [...words, `${signal}: git was ended from outside`]
        resolve({ code: code ?? 128, stdout: Buffer.concat(out), words: all })
      })
    })
  }

  /** The output without its final line end. @throws UserError `git-failed`, `git-locked`, `git-missing` */
  async text(...args: readonly string[]): Promise<string> {
    const { code, stdout, words } = await this.run(args)
    if (code !== 0) throw this.failure(args[0] ?? '', words)
    return stdout.toString().replace(/\n$/, '')
  }

  /** Git names the lock that it found, and cannot know whether its owner is still there. */
  failure(command: string, words: readonly string[]): UserError<'git-failed' | 'git-locked'> {
    for (const line of words) {
      const [, lock, config] =
        /nable to create '(.+\.lock)': File exists|could not lock config file (.+): File exists/.exec(line) ?? []
      const path = lock ?? (config && `${config}.lock`)
      if (path !== undefined) return new UserError('git-locked', { path: resolvePath(this.folder, path) })
    }
    return new UserError('git-failed', { command, words })
  }

  /** The settings that hold in this folder, by their names in lower case; of several values the last. */
  async settings(): Promise<ReadonlyMap<string, string>> {
    const entries = (await this.text('config', '--null', '--list')).split('\0')
    return new Map(entries.map(entry => [entry.split('\n', 1)[0] ?? '', entry.slice(entry.indexOf('\n') + 1)]))
  }

  /** Objects by names such as `HEAD:./vault.igcodes`; those that git does not have are left out. */
  async objects(names: readonly string[]): Promise<ReadonlyMap<string, GitObject>> {
    const { stdout } = await this.run(['cat-file', '--batch'], names.map(name => `${name}\n`).join(''))
    const found = new Map<string, GitObject>()
    let start = 0
    for (const name of names) {
      const end = stdout.indexOf('\n', start)
      if (end < 0) break
      const line = stdout.subarray(start, end).toString()
      const [, id, size] = /^([0-9a-f]{40,64}) \w+ (\d+)$/.exec(line) ?? []
      start = end + 1
      if (id === undefined || size === undefined) continue
      found.set(name, { id, bytes: stdout.subarray(start, start + Number(size)) })
      start += Number(size) + 1
    }
    return found
  }
}

/** What git adds to a failure; five lines of it if a lock is in its way. */
const advice =
  /^(remote: *)?(hint:|Another git process seems|an editor opened by|are terminated then|may have crashed|remove the file manually|$)/

/** Not too much of it: the end says why. */
function harmless(words: string): readonly string[] {
  return words
    .replaceAll(/:\/\/[^@/\s]+@/g, '://')
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => line !== '' && !advice.test(line))
    .slice(-8)
}
