/** What every command works with: the options that all commands share, the terminal, and the vault. */
import type { Command } from '@commander-js/extra-typings'
import { isFailure, type NamedSlot, UserError } from '../errors.ts'
import type { Bilingual, Message } from '../language.ts'
import type { Clipboard, ClipOptions } from '../terminal/clipboard.ts'
import * as messages from '../terminal/messages/vault/vault.ts'
import type { ByDefault } from '../terminal/prompt-words.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { agentPlace, mayListen } from '../vault/agent-socket.ts'
import { Backups } from '../vault/backups.ts'
import { asStorageError } from '../vault/disk.ts'
import { statePath, vaultPath } from '../vault/location.ts'
import type { Secret } from '../vault/open-slot.ts'
import { randomName } from '../vault/random-name.ts'
import { Replica } from '../vault/replica.ts'
import type { StoreSystem } from '../vault/store-system.ts'
import type { Vault } from '../vault/vault.ts'
import { SecretSource } from './secret-source.ts'
import type { SharedOptions, System } from './system.ts'
import { VaultOpener } from './vault-opener.ts'

/** Every command file exports one as `define`: it declares the arguments, the options, the help and the action. */
export type RegisterCommand = (command: Command, tools: Tools) => void

export type Parent = Parameters<RegisterCommand>[0]

export interface Tools {
  /** The text in the user's language. */
  readonly t: (text: Bilingual) => string
  /** The examples below a command's help. */
  readonly examples: (examples: readonly (Bilingual & { readonly run: string })[]) => string
  /** Called when the command runs, after the options were parsed. */
  readonly context: () => Context
}

export class Context {
  readonly terminal: Terminal
  readonly options: SharedOptions
  readonly system: System
  /** The exit code if the command succeeds. */
  exitCode = 0
  /** The vault, once it is open or made: a command of several parts asks for the passphrase once. */
  vault: Vault | undefined
  readonly #secrets: SecretSource
  readonly #opener: VaultOpener
  readonly #catchSignals: () => void
  readonly #changeOneTime: (vault: Vault) => Promise<void>
  readonly #duringKeyDerivation: (() => unknown)[] = []
  #hasSaved = false
  #unsettled: UserError<'storage'> | undefined

  /**
   * @param catchSignals called before the vault is touched; from then on a signal ends the program tidily
   * @param changeOneTime called when a one-time passphrase opened the vault: it has to be changed before anything else
   */
  constructor(
    terminal: Terminal,
    options: SharedOptions,
    system: System,
    catchSignals: () => void,
    changeOneTime: (vault: Vault) => Promise<void>,
  ) {
    this.terminal = terminal
    this.options = options
    this.system = system
    this.#catchSignals = catchSignals
    this.#changeOneTime = changeOneTime
    this.#secrets = new SecretSource(terminal, options, system)
    this.#opener = new VaultOpener(options, { terminal, system, secrets: this.#secrets, store: () => this.store() })
    // Every date needs the time zone, and finding it out takes Node some milliseconds.
    this.duringKeyDerivation(() => system.now().getTimezoneOffset())
    this.duringKeyDerivation(() => import('../vault/open.ts'))
  }

  /** Runs `work` while a key is derived in another thread; never, if no key is derived. */
  duringKeyDerivation(work: () => unknown): void {
    this.#duringKeyDerivation.push(work)
  }

  get vaultPath(): string {
    return vaultPath(this.options.vault, this.system.env)
  }

  /**
   * The vault, opened unless it is open already.
   *
   * @param needsSecret for commands that change keys: only a secret may open it, even if the agent has the key
   * @param changesPassphrase a one-time passphrase is left to the command
   * @throws UserError all of `findVault` and `openVault`; `passphrase-needed`, `passphrase-one-time`
   */
  async open({ needsSecret = false, changesPassphrase = false, isMerging = false } = {}): Promise<Vault> {
    if (!this.vault || needsSecret) this.vault = await this.#opener.open(this.vaultPath, needsSecret, isMerging)
    if (!changesPassphrase && this.vault.isOneTime) await this.#changeOneTime(this.vault)
    return this.vault
  }

  /** Until when commands need no passphrase; undefined if this one needed one. */
  get unlockedUntil(): Date | undefined {
    return this.#opener.unlockedUntil
  }

  /** The secret that opened the vault; undefined if the agent's key did. */
  get openedBy(): Secret | undefined {
    return this.#opener.openedBy
  }

  /** The secret that opens the vault, from any source; undefined if nothing gives one and there is no terminal. */
  async secret(): Promise<Secret | undefined> {
    return this.#secrets.secret()
  }

  /** The passphrase from an option or the environment. */
  givenPassphrase(): string | undefined {
    return this.#secrets.given()
  }

  /** After the command: writes down what is due for commands that do not open the vault. */
  async leaveNotices(): Promise<void> {
    if (!this.vault) return
    if (this.#opener.hasAccepted && this.vault.hasNewKey) this.tellSlots(this.vault)
    const { leaveNotices } = await import('./upkeep/leave-notices.ts')
    const { env, now } = this.system
    const { language } = this.terminal
    leaveNotices(this.vault, { env, now: now(), language, newName: () => this.newName() })
  }

  /** After a new vault key: the agent's key is of no use any more. */
  async forgetKey({ id }: Vault): Promise<void> {
    const place = agentPlace(this.system.env)
    if (!mayListen(place)) return
    const { forgetKey } = await import('../vault/agent-client.ts')
    await forgetKey(id, place)
  }

  /** Lists the key slots of a vault that got a new key without being asked for one. */
  tellSlots(vault: Vault): void {
    this.terminal.note(
      messages.newKeyMade,
      vault.slots.map(slot => vault.named(slot)),
    )
  }

  /** A save of this command that a power cut could still undo. Returned once, to be reported. */
  takeUnsettled(): UserError<'storage'> | undefined {
    const unsettled = this.#unsettled
    this.#unsettled = undefined
    return unsettled
  }

  /** The error that ended the command; a storage error also says whether something had been saved before. */
  afterSaving<Thrown>(thrown: Thrown): Thrown | UserError<'storage'> {
    const error = asStorageError(thrown)
    if (!this.#hasSaved || !isFailure(error, 'storage')) return error
    return new UserError('storage', { ...error.details, isSaved: true })
  }

  /** A random name: of a code set, of a temporary file. */
  newName(): string {
    return randomName(this.system.random)
  }

  /** The folder of this machine's state. */
  get state(): string {
    return statePath(this.system.env)
  }

  get backups(): Backups {
    return new Backups(this.vaultPath, this.state)
  }

  /** What the store needs from outside; `message` is shown while a key is derived. */
  store(message = messages.opening): StoreSystem {
    this.#catchSignals()
    const { now, random, user } = this.system
    return {
      now,
      random,
      user: user(),
      keyDialog: {
        secret: async () => {
          this.terminal.note(messages.newKeyMeanwhile, undefined)
          return this.secret()
        },
        trusts: slots => this.#confirmSlots(messages.slotsUnknown, slots),
        leavesOut: slots => this.#confirmSlots(messages.slotsUnreachable, slots),
      },
      onSaved: unsettled => {
        this.#hasSaved = true
        this.#unsettled ??= unsettled
      },
      state: this.state,
      replica: new Replica(this.state, () => randomName(random, 18)),
      stretch: async (secret, salt, cost) => {
        const progress = this.terminal.progress(message, undefined)
        try {
          setImmediate(() => {
            for (const work of this.#duringKeyDerivation.splice(0)) work()
          })
          return await this.system.stretch(secret, salt, cost, progress.update)
        } finally {
          progress.done()
        }
      },
    }
  }

  /** Asks about the slots that are listed below the question; --yes is a yes, no terminal a no. */
  async #confirmSlots(question: Message<readonly NamedSlot[]>, slots: readonly NamedSlot[]): Promise<boolean> {
    const { terminal, options } = this
    const prompts = options.yes ? undefined : await terminal.prompts()
    if (!options.yes && !prompts) return false
    terminal.warn(question, slots)
    return prompts ? prompts.confirm(terminal.text(messages.goOn, undefined), false) : true
  }

  /**
   * The clipboard that the options ask for, if any. Called before a code is handed out.
   *
   * @throws UserError `clipboard-unavailable`, `bad-argument`
   */
  async clipboard(options: ClipOptions): Promise<Clipboard | undefined> {
    if (!options.clip && !options.clipOsc52) return undefined
    const { findClipboard } = await import('../terminal/clipboard.ts')
    return findClipboard(options, this.system.env)
  }

  /**
   * Asks for a yes; --yes is one.
   *
   * @throws UserError `confirmation-needed` without a terminal, `cancelled`
   */
  async confirm(question: string, byDefault: ByDefault = false): Promise<void> {
    if (this.options.yes) return
    const prompts = await this.terminal.prompts()
    if (!prompts) throw new UserError('confirmation-needed')
    if (!(await prompts.confirm(question, byDefault))) throw new UserError('cancelled')
  }
}
