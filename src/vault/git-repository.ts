/**
 * The repository that carries the vault between machines: commits of the vault alone, and exchange with the remote.
 *
 * Git never merges the vault here. Its content is united first (Vault.merge), so that at every moment the file in the work tree has all
 * that the histories have; joining the histories comes after that.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { namesIn, replaceFile, seen, withStorageErrors } from './disk.ts'
import { withLock } from './file-lock.ts'
import { Git, type GitResult } from './git.ts'
import { type GitState, statesInGit } from './git-sides.ts'
import { randomName } from './random-name.ts'
import type { StoreSystem } from './store-system.ts'
import { absolutePathOf, readVault } from './vault-file.ts'
import {
  branchOf,
  detached,
  headOf,
  mergeMessage,
  mergeName,
  notQuiet,
  pathInTree,
  prepare,
  requireAttributesFile,
  underWay,
  type WorkTree,
  workTreeOf,
} from './work-tree.ts'

/** No host, no name, no handle: a history is read by more people than a vault. */
const message = 'igcodes: sync'

/** What git says of its own folder while it fetches, not of the remote. */
const localFailure = /^error: cannot (?:lock ref|open)|insufficient permission for adding|No space left on device/
const maxTries = 5

export interface Remote {
  readonly name: string
  readonly branch: string
}

export interface Fetched {
  readonly commit: string
  /** The vault there, if it has one. */
  readonly vault: Uint8Array | undefined
}

export interface RepositorySystem extends Pick<StoreSystem, 'random' | 'replica'> {
  readonly env: Environment
  /** Whether git and ssh may ask for a password. */
  readonly mayAsk: boolean
}

export class Repository {
  readonly tree: WorkTree
  readonly #git: Git
  readonly #settings: ReadonlyMap<string, string>
  readonly #system: RepositorySystem

  private constructor(tree: WorkTree, git: Git, settings: ReadonlyMap<string, string>, system: RepositorySystem) {
    this.tree = tree
    this.#git = git
    this.#settings = settings
    this.#system = system
  }

  /** @throws UserError `git-not-set-up`, `git-missing`, `git-failed` */
  static async of(vault: string, system: RepositorySystem): Promise<Repository> {
    const tree = workTreeOf(vault)
    if (!tree) throw new UserError('git-not-set-up', { path: vault })
    requireAttributesFile(tree)
    // Git's umask decides the modes of its files; the vault's must be private.
    process.umask(0o077)
    const git = new Git(tree.folder, system.env)
    const settings = await git.settings()
    const quiet = system.mayAsk ? git : git.silent(settings.get('core.sshcommand'))
    return new Repository(tree, quiet, settings, system)
  }

  /**
   * Makes the vault's folder a work tree unless it is in one.
   *
   * @throws UserError `git-other-files`, `git-missing`, `git-failed`, `storage`
   */
  static async begin(path: string, system: RepositorySystem): Promise<Repository> {
    const vault = absolutePathOf(path)
    if (workTreeOf(vault)) return Repository.of(vault, system)
    const folder = dirname(vault)
    const names = namesIn(folder).filter(name => !isOurs(name, vault.slice(folder.length + 1)))
    if (names.length > 0) throw new UserError('git-other-files', { folder, names: names.toSorted() })
    process.umask(0o077)
    await new Git(folder, system.env).text('init', '--quiet')
    return Repository.of(vault, system)
  }

  /** Lets git leave the merging to igcodes. @throws UserError `git-attributes`, `git-failed`, `storage` */
  async prepare(): Promise<void> {
    await this.#requirePlainBytes()
    await prepare(this.tree, this.#git)
  }

  get path(): string {
    return join(this.tree.folder, this.tree.name)
  }

  /** What the vault must contain before anything is committed. */
  async states(before: readonly string[]): Promise<readonly GitState[]> {
    return statesInGit(this.#git, this.tree, before)
  }

  /** @throws UserError `git-under-way`, `git-missing`, `git-failed` */
  async requireQuiet(): Promise<void> {
    const found = notQuiet(this.tree)
    if (found === undefined) return
    const { what } = found.details
    // A sync that was killed between uniting and committing.
    const text = what === 'merge' ? mergeMessage(this.tree) : undefined
    if (!text?.startsWith(`${message}\n`) || (await this.#unmerged()).some(path => !this.#isOwn(path))) throw found
    await this.#concludeMerge()
  }

  get remote(): Remote | undefined {
    const branch = branchOf(this.tree)
    const name = branch && this.#settings.get(`branch.${branch}.remote`)
    const there = branch && this.#settings.get(`branch.${branch}.merge`)
    return name && there ? { name, branch: there.replace(/^refs\/heads\//, '') } : undefined
  }

  /**
   * Adds the remote, unless the repository has it, and makes the branch of its HEAD the one to exchange with.
   *
   * @param address or the name of a remote that the repository has
   * @throws UserError `git-remote-known`, `git-address-secret`, `git-failed`; as `fetch`
   */
  async addRemote(address: string): Promise<Repository> {
    if (/^[a-z][a-z+.-]*:\/\/[^/@\s]*:[^/@\s]+@/i.test(address)) throw new UserError('git-address-secret')
    const named = this.#settings.get(`remote.${address}.url`)
    const origin = this.#settings.get('remote.origin.url')
    const name = named === undefined ? 'origin' : address
    // A relative path is meant from where the command was typed; git would take it from the vault's folder.
    const url = existsSync(address) ? absolutePathOf(address) : address
    if (named === undefined && origin !== undefined && origin !== url)
      throw new UserError('git-remote-known', { name, url: origin.replace(/:\/\/[^@/\s]+@/, '://') })
    if (named === undefined && origin === undefined) await this.#git.text('remote', 'add', '--', name, url)
    const local = branchOf(this.tree)
    if (local === undefined) throw detached(this.tree)
    await this.#follow(local, name, local)
    const found = await this.#git.run(['ls-remote', '--symref', '--', name, 'HEAD', 'refs/heads/*'])
    if (found.code !== 0) throw this.#refusal({ name, branch: local }, found)
    const branch = branchThere(found.stdout.toString()) ?? local
    const isUnborn = headOf(this.tree) === undefined
    if (isUnborn && branch !== local) await this.#git.text('symbolic-ref', 'HEAD', `refs/heads/${branch}`)
    await this.#follow(isUnborn ? branch : local, name, branch)
    return Repository.of(this.path, this.#system)
  }

  async #follow(local: string, remote: string, branch: string): Promise<void> {
    await this.#git.text('config', `branch.${local}.remote`, remote)
    await this.#git.text('config', `branch.${local}.merge`, `refs/heads/${branch}`)
  }

  /**
   * Undefined if the branch is not there yet.
   *
   * @throws UserError `remote-offline`, `remote-refused`, `git-locked`, `git-failed`
   */
  async fetch(remote: Remote): Promise<Fetched | undefined> {
    for (let tries = 1; ; tries++) {
      const result = await this.#git.run([
        'fetch',
        '--quiet',
        '--no-tags',
        '--',
        remote.name,
        `refs/heads/${remote.branch}`,
      ])
      if (result.code === 0) break
      const isSaid = (what: RegExp): boolean => result.words.some(line => what.test(line))
      if (isSaid(/couldn't find remote ref/)) return undefined
      if (!isSaid(localFailure)) throw this.#refusal(remote, result)
      // An editor or another sync that fetches at the same moment changes the refs under this one.
      if (tries === maxTries) throw this.#git.failure('fetch', result.words)
      await setTimeout(200)
    }
    const found = await this.#git.objects(['FETCH_HEAD', `FETCH_HEAD:./${this.tree.name}`])
    const commit = found.get('FETCH_HEAD')
    return commit && { commit: commit.id, vault: found.get(`FETCH_HEAD:./${this.tree.name}`)?.bytes }
  }

  /** Puts the files of the remote into a folder that has no vault yet. @throws UserError `git-failed` */
  async checkOut({ commit }: Fetched): Promise<void> {
    await this.#git.text('merge', '--quiet', '--ff-only', commit)
  }

  /**
   * Commits the vault and its .gitattributes, and nothing else.
   *
   * @returns whether there was anything to commit
   * @throws UserError `git-failed`: git or a hook refused
   */
  async commit(): Promise<boolean> {
    if ((await this.#git.text('status', '--porcelain', '--', ...this.#own)) === '') return false
    await this.#git.text('add', '--', ...this.#own)
    if ((await this.#git.run(['diff', '--cached', '--quiet', '--', ...this.#own])).code === 0) return false
    await this.#commit('--only', '-m', message, '--', ...this.#own)
    return true
  }

  /**
   * Joins the history of the remote, whose vault has been united with ours before.
   *
   * @returns whether a commit was made
   * @throws UserError `git-failed`, `git-conflict`
   */
  async join({ commit, vault }: Fetched): Promise<boolean> {
    const head = headOf(this.tree)
    if (commit === head || (await this.#isIn(commit, 'HEAD'))) return this.commit()
    const isSame = vault !== undefined && Buffer.compare(vault, readVault(this.path)) === 0
    if (isSame && head !== undefined && (await this.#isIn('HEAD', commit))) {
      // What is staged may be what the merge brings: then git leaves the file alone.
      await this.#git.text('add', '--', this.tree.name)
      const result = await this.#keepingVault(['merge', '--quiet', '--ff-only', commit])
      if (result.code !== 0) throw this.#git.failure('merge', result.words)
      return false
    }
    await this.commit()
    const options = ['--quiet', '--no-ff', '--no-commit', '--allow-unrelated-histories', '-m', message]
    // The driver keeps ours, which has everything; where only the remote has changed it, git takes that without a driver.
    const keepOurs = [...this.#identity, '-c', `merge.${mergeName}.driver=true`]
    const result = await this.#keepingVault([...keepOurs, 'merge', ...options, commit])
    if (underWay(this.tree) === undefined && result.code !== 0) throw this.#git.failure('merge', result.words)
    const files = (await this.#unmerged()).filter(path => !this.#isOwn(path))
    if (files.length > 0) {
      await this.#abort()
      throw new UserError('git-conflict', { files })
    }
    try {
      await this.#concludeMerge()
    } catch (error) {
      await this.#abort()
      throw error
    }
    return true
  }

  /** Git writes files in place, and may be killed meanwhile: the vault is put back as it was. */
  async #keepingVault(args: readonly string[]): Promise<GitResult> {
    return withLock(this.path, { replica: this.#system.replica.mark }, async () => {
      const before = readVault(this.path)
      const result = await this.#git.run(args)
      const isKept = seen(() => readFileSync(this.path))?.equals(before)
      if (!isKept) replaceFile(this.path, before, { unique: randomName(this.#system.random) })
      return result
    })
  }

  /**
   * @returns undefined if it was sent; what git said if somebody else has pushed meanwhile, or is pushing
   * @throws UserError `remote-offline`, `remote-refused`
   */
  async push(remote: Remote): Promise<readonly string[] | undefined> {
    const result = await this.#git.run(['push', '--quiet', '--', remote.name, `HEAD:refs/heads/${remote.branch}`])
    if (result.code === 0) return undefined
    if (result.words.some(line => overtaken.test(line))) return result.words
    throw this.#refusal(remote, result)
  }

  /** Whether the remote lacks a commit. */
  isAhead(fetched: Fetched | undefined): boolean {
    return !fetched || !this.isInStep(fetched)
  }

  /** Whether the remote has what is checked out here. */
  isInStep({ commit }: Fetched): boolean {
    return commit === headOf(this.tree)
  }

  /** Takes back `addRemote`. */
  async dropRemote({ name }: Remote): Promise<void> {
    await this.#git.text('remote', 'remove', name)
  }

  /** Names that exist, in the vault's folder. */
  get #own(): readonly string[] {
    const names = withStorageErrors('read', this.tree.folder, () => namesIn(this.tree.folder))
    return [this.tree.name, '.gitattributes'].filter(name => names.includes(name))
  }

  async #concludeMerge(): Promise<void> {
    const attributes = pathInTree({ ...this.tree, name: '.gitattributes' })
    if ((await this.#unmerged()).includes(attributes)) {
      await this.#git.text('checkout', '--ours', '--', '.gitattributes')
      await prepare(this.tree, this.#git)
    }
    await this.#git.text('add', '--', ...this.#own)
    await this.#commit('--no-edit')
  }

  async #abort(): Promise<void> {
    await this.#git.run(['merge', '--abort'])
  }

  /** The author of a commit if git has no name configured. */
  get #identity(): readonly string[] {
    const { env } = this.#system
    const isSet = (...names: readonly string[]): boolean => names.every(name => env[name])
    const isKnown =
      (this.#settings.has('user.email') || isSet('EMAIL') || isSet('GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL')) &&
      (this.#settings.has('user.name') || isSet('GIT_AUTHOR_NAME', 'GIT_COMMITTER_NAME'))
    return isKnown ? [] : ['-c', 'user.name=igcodes', '-c', 'user.email=igcodes@localhost']
  }

  /** Hooks and signing are as the user has set them. */
  async #commit(...args: readonly string[]): Promise<void> {
    const { code, words, stdout } = await this.#git.run([...this.#identity, 'commit', '--quiet', ...args])
    if (code !== 0) throw this.#git.failure('commit', words.length > 0 ? words : stdout.toString().trim().split('\n'))
  }

  async #isIn(one: string, other: string): Promise<boolean> {
    return (await this.#git.run(['merge-base', '--is-ancestor', one, other])).code === 0
  }

  /** From the top of the work tree. */
  async #unmerged(): Promise<readonly string[]> {
    const listed = await this.#git.text('diff', '--name-only', '--diff-filter=U', '-z')
    return listed.split('\0').filter(name => name !== '')
  }

  #isOwn(path: string): boolean {
    return [this.tree.name, '.gitattributes'].some(name => path === pathInTree({ ...this.tree, name }))
  }

  /** @throws UserError `git-attributes` */
  async #requirePlainBytes(): Promise<void> {
    const names = ['filter', 'working-tree-encoding', 'ident']
    const found = (await this.#git.text('check-attr', '-z', ...names, '--', this.tree.name)).split('\0')
    const attributes = names.flatMap(name => {
      const value = found[found.indexOf(name) + 1] ?? ''
      if (value === 'unspecified' || value === 'unset') return []
      return value === 'set' ? name : `${name}=${value}`
    })
    if (attributes.length > 0) throw new UserError('git-attributes', { path: this.path, attributes })
  }

  /** Offline, or refused: only the words of git and ssh tell. */
  #refusal({ name }: Remote, { words }: GitResult): UserError<'remote-offline' | 'remote-refused'> {
    const url = this.#settings.get(`remote.${name}.url`) ?? ''
    // A stick or a network disk that is not there.
    const isGone = /^(\/|[A-Za-z]:[\\/]|file:\/\/)/.test(url) && !existsSync(url.replace(/^file:\/\//, ''))
    const isOffline = isGone || words.some(line => unreachable.test(line))
    return new UserError(isOffline ? 'remote-offline' : 'remote-refused', { remote: name, words })
  }
}

/**
 * The branch of the remote's HEAD. Of a repository made by `git init --bare`, it is one that nobody may ever have pushed to: there the only
 * branch counts.
 *
 * @param listed by `git ls-remote --symref`
 */
function branchThere(listed: string): string | undefined {
  const branches = [...listed.matchAll(/\trefs\/heads\/(\S+)$/gm)].map(([, branch]) => branch)
  const [, ofHead] = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(listed) ?? []
  return branches.length === 1 ? branches[0] : ofHead
}

const overtaken = /\[rejected\]|non-fast-forward|fetch first|cannot lock ref|incorrect old value/

const unreachable =
  /could not resolve|couldn't resolve|name resolution|name or service not known|nodename nor servname|network is (unreachable|down)|no route to host|connection (refused|timed out|reset|closed)|operation timed out|timed out|failed to connect|couldn't connect|unable to connect|host is down|the remote end hung up unexpectedly/i

function isOurs(name: string, vault: string): boolean {
  return name === vault || name.startsWith(`${vault}.`) || name.startsWith(`.${vault}.`) || name === '.gitattributes'
}
