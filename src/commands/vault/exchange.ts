/** Exchanges the vault with a git remote: unite, commit, join the histories, push. */
import type { MergeReport } from '../../domain/upkeep/merge-report.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/git.ts'
import type { Fetched, Remote, Repository, RepositorySystem } from '../../vault/git-repository.ts'
import { hasLooked, lastSeen, rememberLook } from '../../vault/git-sides.ts'
import type { Vault } from '../../vault/vault.ts'
import { readVault } from '../../vault/vault-file.ts'
import type { Context, Tools } from '../context.ts'
import { afterMerging, type CopyOptions, mergeOne, openCopy, united } from './merge-copy.ts'

export interface ExchangeOptions extends CopyOptions {
  readonly ifOnline?: boolean | undefined
}

/** Of `git-setup` and `sync`. */
export function copyPassphraseFile(t: Tools['t']) {
  const en = 'the passphrase of the vault there, if it is another'
  const ja = 'リモートのパスフレーズが違うとき、そのファイル'
  return ['--copy-passphrase-file <file>', t({ en, ja })] as const
}

export interface Exchange extends MergeReport {
  readonly committed: boolean
  readonly pushed: boolean
  readonly offline: boolean
}

/** Somebody else may push between our fetch and our push. */
const maxTries = 3

const again = 'igcodes sync'

export async function repositorySystem(context: Context): Promise<RepositorySystem> {
  const { system, terminal } = context
  const mayAsk = (await terminal.prompts()) !== undefined
  const { random, replica } = context.store()
  return { env: system.env, random, replica, mayAsk }
}

/** @throws UserError of `Repository`; `git-other-vault`, `merge-undecided` */
export async function exchange(
  context: Context,
  vault: Vault,
  repository: Repository,
  remote: Remote | undefined,
  options: ExchangeOptions,
): Promise<Exchange> {
  const { replica } = context.store()
  const { epoch } = vault
  const reports: MergeReport[] = []
  const take: Take = async (bytes, remote) => {
    if (Buffer.compare(bytes, readVault(vault.path)) === 0) return
    const from = context.terminal.text(messages.vaultThere, { remote })
    const copy = await openCopy(context, vault, from, bytes, options)
    if (vault.has(copy) && copy.keys.header.epoch <= vault.epoch) {
      // Of two files with the same content both sides keep the same one, or they would send each other theirs forever.
      const { relation, joined } = vault.planMerge(copy)
      if (relation === 'same' && joined.length === 0) await vault.merge(copy)
      return
    }
    const { report, wasUndecided } = await mergeOne(context, vault, copy, again)
    reports.push(report)
    if (wasUndecided) throw wasUndecided
  }
  // Opening the vault has looked already, and has left what needs a person's consent.
  if (!hasLooked(repository.tree, vault.id, replica))
    for (const { bytes, isKnown } of await repository.states(lastSeen(vault.id, replica)))
      if (!isKnown || context.options.acceptOlder) await takeKnown(take, bytes)
  await repository.requireQuiet()

  const outcome = remote
    ? await trade(context, vault, repository, remote, options, take)
    : { committed: await repository.commit(), pushed: false, offline: false }
  rememberLook(repository.tree, vault.id, replica)
  await afterMerging(context, vault, epoch)
  return { ...united(reports), ...outcome }
}

/** @param remote whose it is; otherwise git has kept it here */
type Take = (bytes: Uint8Array, remote?: string) => Promise<void>

/** A state that is no vault any more, or another one, has nothing to give. */
async function takeKnown(take: Take, bytes: Uint8Array): Promise<void> {
  try {
    await take(bytes)
  } catch (error) {
    if (!isFailure(error, 'damaged') && !isFailure(error, 'foreign-vault')) throw error
  }
}

async function trade(
  context: Context,
  vault: Vault,
  repository: Repository,
  remote: Remote,
  options: ExchangeOptions,
  take: Take,
): Promise<Pick<Exchange, 'committed' | 'pushed' | 'offline'>> {
  let committed = false
  for (let tries = 1; ; tries++) {
    let fetched: Fetched | undefined
    try {
      fetched = await repository.fetch(remote)
    } catch (error) {
      if (!isFailure(error, 'remote-offline')) throw error
      committed = (await repository.commit()) || committed
      if (!options.ifOnline) throw error
      context.terminal.note(messages.offlineForNow, { remote: remote.name })
      return { committed, pushed: false, offline: true }
    }
    // What is checked out here was taken in before: after `passwd` it would need the passphrase of before.
    const isKnown = fetched && repository.isInStep(fetched) && !context.options.acceptOlder
    if (fetched?.vault && !isKnown) await takeRemote(take, fetched.vault, vault, remote)
    committed = (await (fetched ? repository.join(fetched) : repository.commit())) || committed
    if (!repository.isAhead(fetched)) return { committed, pushed: false, offline: false }
    const words = await repository.push(remote)
    if (!words) return { committed, pushed: true, offline: false }
    if (tries === maxTries) throw new UserError('remote-refused', { remote: remote.name, words })
  }
}

async function takeRemote(take: Take, bytes: Uint8Array, vault: Vault, { name }: Remote): Promise<void> {
  try {
    await take(bytes, name)
  } catch (error) {
    if (isFailure(error, 'foreign-vault')) throw new UserError('git-other-vault', { path: vault.path, remote: name })
    throw error
  }
}
