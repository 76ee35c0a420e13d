/** Opens the vault: finds the file, gets its key from the agent or by a secret, and names a good backup if it is damaged. */
import { nearest } from '../domain/text/nearest.ts'
import { isFailure, UserError, type WordFaults } from '../errors.ts'
import * as gitMessages from '../terminal/messages/vault/git.ts'
import { copiesBeside, healed } from '../terminal/messages/vault/merge.ts'
import { wordFaults } from '../terminal/messages/vault/recovery-kit.ts'
import * as messages from '../terminal/messages/vault/vault.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { AgentKey } from '../vault/agent-client.ts'
import { agentPlace, mayListen } from '../vault/agent-socket.ts'
import { findArriving } from '../vault/arriving.ts'
import { Backups } from '../vault/backups.ts'
import { type ClosedVault, type Unlocked, unlockVault } from '../vault/closed-vault.ts'
import { conflictCopies } from '../vault/copies.ts'
import type { GitStates } from '../vault/git-sides.ts'
import type { Accepted } from '../vault/key-ring.ts'
import { statePath } from '../vault/location.ts'
import { noVault } from '../vault/missing-vault.ts'
import { type Secret, secretOf } from '../vault/open-slot.ts'
import type { StoreSystem } from '../vault/store-system.ts'
import type { Vault } from '../vault/vault.ts'
import { openFolder } from '../vault/vault-file.ts'
import { preparedWorkTree, type WorkTree } from '../vault/work-tree.ts'
import type { SecretSource } from './secret-source.ts'
import type { SharedOptions, System } from './system.ts'

/** How often a passphrase may be mistyped. */
export const maxTries = 3

interface OpenerParts {
  readonly terminal: Terminal
  readonly system: System
  readonly secrets: SecretSource
  readonly store: () => StoreSystem
}

export class VaultOpener {
  readonly #parts: OpenerParts
  #accepted: Accepted
  #unlockedUntil: Date | undefined
  #openedBy: Secret | undefined

  constructor({ acceptOlder, acceptOtherKey }: SharedOptions, parts: OpenerParts) {
    this.#parts = parts
    this.#accepted = { older: acceptOlder === true, otherKey: acceptOtherKey === true }
  }

  /** Until when the agent keeps the key that opened the vault; undefined if a secret opened it. */
  get unlockedUntil(): Date | undefined {
    return this.#unlockedUntil
  }

  /** The secret that opened the vault; undefined if the agent's key did. */
  get openedBy(): Secret | undefined {
    return this.#openedBy
  }

  /** Whether the user has accepted an older copy or another vault key. */
  get hasAccepted(): boolean {
    return this.#accepted.older === true || this.#accepted.otherKey === true
  }

  /**
   * @param needsSecret whether only a secret may open it, even if the agent has the key
   * @param isMerging other copies beside it are what the command is about
   * @throws UserError all of `findVault` and `openVault`; `passphrase-needed`
   */
  async open(path: string, needsSecret: boolean, isMerging = false): Promise<Vault> {
    const { terminal } = this.#parts
    const closed = await this.#find(path)
    const key = needsSecret ? undefined : await this.#agentKey(closed)
    const vault = key ? await this.#try(closed, key) : await this.#trySecrets(closed)
    this.#unlockedUntil = key?.until
    if (vault.isNewer) terminal.warn(messages.newerRecords, undefined)
    const folder = openFolder(vault.path, new Backups(vault.path, statePath(this.#parts.system.env)))
    if (folder !== undefined) terminal.warn(messages.openFolder, { folder })
    const { length: count } = conflictCopies(vault.path)
    if (count > 0 && !isMerging) terminal.warn(copiesBeside, { count })
    return vault
  }

  async #find(path: string): Promise<ClosedVault> {
    const { terminal, system } = this.#parts
    try {
      return await findArriving(path, {
        onClosed: exposed => terminal.warn(messages.closedToOthers, { path: exposed }),
        onWait: () => terminal.note(messages.stillArriving, undefined),
      })
    } catch (error) {
      if (isFailure(error, 'no-vault')) throw noVault(path, statePath(system.env))
      throw await this.#withBackup(error)
    }
  }

  async #agentKey({ envelope }: ClosedVault): Promise<AgentKey | undefined> {
    const { system, secrets } = this.#parts
    const place = agentPlace(system.env)
    if (secrets.isNamed || !mayListen(place)) return undefined
    const { agentGet } = await import('../vault/agent-client.ts')
    return agentGet(envelope, place)
  }

  async #trySecrets(closed: ClosedVault): Promise<Vault> {
    const { terminal, secrets } = this.#parts
    const given = secrets.given()
    if (given !== undefined) return this.#try(closed, await secretOf(given))
    for (let attempt = 1; ; attempt++) {
      const typed = await secrets.typed()
      if (typed === undefined) throw new UserError('passphrase-needed')
      try {
        return await this.#try(closed, await secretOf(typed))
      } catch (error) {
        const isSlip =
          (isFailure(error, 'wrong-passphrase') && !error.details.wasUsedOnce) || isFailure(error, 'passphrase-empty')
        if (!isSlip || attempt === maxTries) throw error
        const hasRecoveryKey = closed.envelope.slots.some(({ kind }) => kind === 'recovery')
        if (isFailure(error, 'wrong-passphrase') && error.details.words)
          terminal.note(wordFaults, error.details.words, 'bad')
        terminal.note(hasRecoveryKey ? messages.wrongTryEither : messages.wrongTryAgain, undefined, 'bad')
      }
    }
  }

  async #try(closed: ClosedVault, by: Secret | AgentKey): Promise<Vault> {
    const store = this.#parts.store()
    try {
      return await this.#open(closed, 'text' in by ? await unlockVault(closed, by, store) : by, store)
    } catch (error) {
      throw await this.#explained(error, closed, 'text' in by ? by : undefined)
    }
  }

  async #open(closed: ClosedVault, by: Unlocked, store: StoreSystem): Promise<Vault> {
    const { openVault } = await import('../vault/open.ts')
    const { terminal } = this.#parts
    for (;;) {
      try {
        const states = await this.#statesInGit(closed, store)
        const vault = await openVault(closed, by, store, this.#accepted, states)
        this.#tellGit(states?.outcome)
        const { unreadable } = store.replica
        if (unreadable !== undefined) terminal.warn(messages.memoryUnreadable, { path: unreadable })
        if (vault.healed > 0) terminal.warn(healed, { count: vault.healed })
        if (vault.returning) terminal.warn(messages.secretReturned, vault.returning)
        this.#openedBy = by.secret
        return vault
      } catch (error) {
        const accepted = await this.#askToAccept(error)
        if (!accepted) throw error
        this.#accepted = { ...this.#accepted, ...accepted }
      }
    }
  }

  /** Nothing where the vault is in no work tree that git-setup has prepared: most are not, and every command pays for looking. */
  async #statesInGit({ path }: ClosedVault, { replica }: StoreSystem): Promise<GitStates | undefined> {
    const tree = seenTree(path)
    if (!tree) return undefined
    const { env } = this.#parts.system
    const { GitStates, keepPrepared } = await import('../vault/git-sides.ts')
    if (await keepPrepared(tree, env)) this.#parts.terminal.note(gitMessages.preparedAgain, undefined)
    return new GitStates(tree, env, replica)
  }

  #tellGit(outcome: GitStates['outcome'] | undefined): void {
    const { terminal } = this.#parts
    if (outcome === 'merged') terminal.note(gitMessages.takenBack, undefined)
    if (outcome === 'withheld') terminal.warn(gitMessages.leftInGit, undefined)
  }

  /** Asks at the prompt whether to open the vault anyway; undefined for a no, or where that cannot be asked. */
  async #askToAccept(error: unknown): Promise<Accepted | undefined> {
    const { terminal } = this.#parts
    const [question, accepted]: readonly [string?, Accepted?] = isFailure(error, 'older-copy')
      ? [terminal.text(messages.acceptOlder, error.details), { older: true }]
      : isFailure(error, 'other-key')
        ? [terminal.text(messages.acceptOtherKey, undefined), { otherKey: true }]
        : []
    if (question === undefined) return undefined
    const prompts = await terminal.prompts()
    return (await prompts?.confirm(question, false)) ? accepted : undefined
  }

  /** If the passphrase opens a backup by a slot that is altered in the vault, the passphrase is right and the vault damaged. */
  async #explained(error: unknown, { path, envelope }: ClosedVault, secret: Secret | undefined): Promise<unknown> {
    if (!secret || !isFailure(error, 'wrong-passphrase')) return this.#withBackup(error, secret)
    const { backupBeforeDamage, isUsedOnce } = await import('../vault/restore.ts')
    const store = this.#parts.store()
    const backup = await backupBeforeDamage(path, envelope, secret, store)
    if (backup) return new UserError('damaged', { part: 'slot', path, backup })
    if (await isUsedOnce(path, envelope, secret, store))
      return new UserError('wrong-passphrase', { ...error.details, wasUsedOnce: true })
    const words = error.details.hasRecoveryKey ? await this.#wordFaults(secret) : undefined
    return words ? new UserError('wrong-passphrase', { ...error.details, words }) : error
  }

  /** The words that may have been meant are for the person who types, not for a log. */
  async #wordFaults({ text, recoveryKey }: Secret): Promise<WordFaults | undefined> {
    const { meantAsRecoveryKey } = await import('../envelope/secret-words.ts')
    const meant = recoveryKey === undefined ? await meantAsRecoveryKey(text) : undefined
    if (!meant) return undefined
    const { words, list } = meant
    const isTyped = this.#parts.secrets.given() === undefined
    const unknown = words.flatMap((word, at) =>
      list.includes(word) ? [] : [{ position: at + 1, nearest: isTyped ? nearest(word, list) : [] }],
    )
    return { count: words.length, unknown }
  }

  /** Adds the newest backup that opens to the report of a damaged vault. */
  async #withBackup(error: unknown, secret?: Secret): Promise<unknown> {
    if (!isFailure(error, 'damaged') || error.details.path === undefined) return error
    const { path } = error.details
    const { newestGoodBackup } = await import('../vault/restore.ts')
    const backup = await newestGoodBackup(path, secret ?? (await this.#secretForBackups()), this.#parts.store())
    return new UserError('damaged', { ...error.details, ...(backup && { backup }) })
  }

  async #secretForBackups(): Promise<Secret | undefined> {
    const { terminal, secrets } = this.#parts
    if (secrets.given() === undefined && (await terminal.prompts())) terminal.note(messages.lookingForBackup, undefined)
    return secrets.secret()
  }
}

/** Opening the vault does not need git: where its files cannot be read, `sync` and `doctor` say so. */
function seenTree(path: string): WorkTree | undefined {
  try {
    return preparedWorkTree(path)
  } catch (error) {
    if (isFailure(error, 'storage')) return undefined
    throw error
  }
}
