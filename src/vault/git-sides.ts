/**
 * The states of the vault that git knows: what is checked out, what is being merged, and what was there before.
 *
 * A merge driver that failed leaves a valid file with only one side, `commit -a` then drops the other without a word, and `-s ours`, revert
 * and reset call no driver at all. So whenever git has changed something, the vault must still have all that these states have.
 */
import type { Environment } from '../environment.ts'
import { isFailure } from '../errors.ts'
import { bestEffort } from './disk.ts'
import { Git } from './git.ts'
import type { OtherStates } from './open.ts'
import type { Secret } from './open-slot.ts'
import type { Replica } from './replica.ts'
import type { Vault } from './vault.ts'
import { readVault } from './vault-file.ts'
import { isPrepared, prepare, stampOf, type WorkTree } from './work-tree.ts'

/** Of an octopus merge. */
const maxParents = 8

export interface GitState {
  readonly bytes: Uint8Array
  /** The vault here has all of it already, so its old passphrase need not be asked for. */
  readonly isKnown: boolean
}

/** The vault as each of these has it, without doubles. */
export async function statesInGit(
  git: Git,
  { name }: WorkTree,
  before: readonly string[],
): Promise<readonly GitState[]> {
  const commits = ['HEAD', 'MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD']
  commits.push(...parentsOf('HEAD'))
  // A new computer gets what is checked out as anybody does. After a new passphrase or recovery key, it has no secret for the parents.
  const taken = before.length > 0 ? before.flatMap(commit => [commit, ...parentsOf(commit)]) : parentsOf('HEAD')
  const known = taken.map(commit => `${commit}:./${name}`)
  const found = await git.objects([
    ...commits.map(commit => `${commit}:./${name}`),
    `:2:./${name}`,
    `:3:./${name}`,
    ...known,
  ])
  const knownIds = new Set(known.map(state => found.get(state)?.id))
  const distinct = new Map([...found.values()].map(({ id, bytes }) => [id, bytes]))
  return [...distinct].map(([id, bytes]) => ({ bytes, isKnown: knownIds.has(id) }))
}

function parentsOf(commit: string): readonly string[] {
  return Array.from({ length: maxParents }, (_, at) => `${commit}^${at + 1}`)
}

/** Takes in what git has and the vault lacks, if git has changed anything since this machine last looked. */
export class GitStates implements OtherStates {
  readonly #tree: WorkTree
  readonly #git: Git
  readonly #replica: Replica
  /** What became of it: for the person who opens the vault. */
  outcome: 'nothing' | 'merged' | 'withheld' = 'nothing'

  constructor(tree: WorkTree, env: Environment, replica: Replica) {
    this.#tree = tree
    this.#git = new Git(tree.folder, env)
    this.#replica = replica
  }

  async takeInto(vault: Vault, secret: Secret | undefined): Promise<void> {
    try {
      if (hasLooked(this.#tree, vault.id, this.#replica)) return
      const file = readVault(vault.path)
      for (const { bytes, isKnown } of await statesInGit(this.#git, this.#tree, lastSeen(vault.id, this.#replica))) {
        if (Buffer.compare(bytes, file) === 0) continue
        const outcome = await vault.takeBack(bytes, secret)
        if (outcome === 'withheld' && isKnown) continue
        if (outcome !== 'nothing' && this.outcome !== 'withheld') this.outcome = outcome
      }
    } catch (error) {
      // Reading works without git, and where the vault cannot be written.
      const isPassing = ['git-missing', 'git-failed', 'git-locked', 'storage', 'locked'] as const
      if (!isPassing.some(code => isFailure(error, code))) throw error
      this.outcome = 'withheld'
    }
    if (this.outcome !== 'withheld') rememberLook(this.#tree, vault.id, this.#replica)
  }
}

/** Repairs the configuration, without which git would merge the vault as text. @returns whether that was needed */
export async function keepPrepared(tree: WorkTree, env: Environment): Promise<boolean> {
  try {
    if (isPrepared(tree)) return false
    await prepare(tree, new Git(tree.folder, env))
    return true
  } catch (error) {
    const isPassing = ['git-missing', 'git-failed', 'git-locked', 'storage'] as const
    if (!isPassing.some(code => isFailure(error, code))) throw error
    return false
  }
}

/** Whether git has changed nothing since everything that it has was taken in. */
export function hasLooked(tree: WorkTree, vaultId: string, replica: Replica): boolean {
  return replica.recallGit(vaultId) === `${stampOf(tree)}\n`
}

/** The commits whose vaults were taken in when this machine last looked. */
export function lastSeen(vaultId: string, replica: Replica): readonly string[] {
  const stamp = replica.recallGit(vaultId) ?? ''
  return stamp.split(' ').filter(word => /^[0-9a-f]{40,64}$/.test(word))
}

/** Keeps in mind what git has now, all of which is in the vault. */
export function rememberLook(tree: WorkTree, vaultId: string, replica: Replica): void {
  bestEffort(() => replica.rememberGit(vaultId, `${stampOf(tree)}\n`))
}

/**
 * The two sides of a vault that git has merged as text, from its index; of a merge that was committed with the markers in it, those of its
 * parents.
 */
export async function sidesOfConflict(tree: WorkTree, env: Environment): Promise<readonly Uint8Array[]> {
  const git = new Git(tree.folder, env)
  const { name } = tree
  const names = [':2', ':3', 'HEAD^1', 'HEAD^2', 'HEAD', 'MERGE_HEAD'].map(side => `${side}:./${name}`)
  const found = await git.objects(names)
  const distinct = new Map([...found.values()].map(({ id, bytes }) => [id, bytes]))
  return [...distinct.values()].filter(bytes => !hasMarkers(bytes))
}

function hasMarkers(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).toString() === '<<<<<<< ' || bytes.includes('\n<<<<<<< ')
}
