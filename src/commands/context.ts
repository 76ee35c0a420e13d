/** What every command works with: the options that all share, the terminal, and the way to the vault. */
import type { Command } from '@commander-js/extra-typings'
import type { Kdf } from '../envelope/argon2id.ts'
import type { Cost, RandomBytes } from '../envelope/format.ts'
import type { Environment } from '../environment.ts'
import { isFailure, type NamedSlot, UserError } from '../errors.ts'
import type { Bilingual, Message } from '../language.ts'
import type { Clipboard, ClipOptions } from '../terminal/clipboard.ts'
import * as messages from '../terminal/messages/vault/vault.ts'
import type { ByDefault } from '../terminal/prompt-words.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type AgentPlace, agentPlace, mayListen } from '../vault/agent-socket.ts'
import type { Accepted } from '../vault/key-ring.ts'
import { statePath, vaultPath } from '../vault/location.ts'
import { type ClosedVault, findVault, openUnlocked, openVault } from '../vault/open.ts'
import type { Secret } from '../vault/open-slot.ts'
import { type PassphraseOptions, passphraseFrom, readableByOthers } from '../vault/passphrase-source.ts'
import { Replica } from '../vault/replica.ts'
import { backupBeforeDamage, newestGoodBackup } from '../vault/restore.ts'
import type { StoreSystem } from '../vault/store-system.ts'
import { randomName, type Vault } from '../vault/vault.ts'
import { openFolder } from '../vault/vault-file.ts'

/** The world as the program sees it; tests hand in one with a fixed clock, seeded randomness and a cheap cost. */
export interface System {
  readonly argv: readonly string[]
  readonly env: Environment
  readonly now: () => Date
  readonly random: RandomBytes
  /** The name of who is at the keyboard. */
  readonly user: () => string
  /** The cost of new key slots where none is named; `moderate` if this is left out. */
  readonly cost?: Cost
  /** Argon2id; told how far it is where it is slow. */
  readonly stretch: (onProgress: (fraction: number) => void) => Kdf
}

export interface SharedOptions extends PassphraseOptions {
  readonly vault?: string | undefined
  readonly json?: boolean | undefined
  readonly input: boolean
  readonly pager: boolean
  readonly yes?: boolean | undefined
  readonly quiet?: boolean | undefined
  readonly acceptOlder?: boolean | undefined
  readonly acceptOtherKey?: boolean | undefined
}

/** How a command file presents itself: it declares its arguments, options and help, and what it does. */
export type RegisterCommand = (command: Command, tools: Tools) => void

export interface Tools {
  /** The text in the user's language. */
  readonly t: (text: Bilingual) => string
  /** Shows examples below a command's help. */
  readonly examples: (examples: readonly (Bilingual & { readonly run: string })[]) => string
  /** Made when the command runs, from the options that were parsed. */
  readonly context: () => Context
}

/** How often a passphrase may be typed wrong before the command gives up. */
const tries = 3

export class Context {
  readonly terminal: Terminal
  readonly options: SharedOptions
  readonly system: System
  /** What the process ends with when the command succeeds. */
  exitCode = 0
  readonly #catchSignals: () => void
  readonly #meanwhile: (() => unknown)[] = []
  #given: { readonly passphrase: string | undefined } | undefined
  #vault: Vault | undefined
  #unlockedUntil: Date | undefined
  #accepted: Accepted = {}
  #hasSaved = false
  #unsettled: UserError<'storage'> | undefined

  /** @param catchSignals from here on a signal ends the program tidily; before, while input is read, it just ends it */
  constructor(terminal: Terminal, options: SharedOptions, system: System, catchSignals: () => void) {
    this.terminal = terminal
    this.options = options
    this.system = system
    this.#catchSignals = catchSignals
    // Finding out the time zone takes Node some milliseconds, and every date asks for it.
    this.duringKeyDerivation(() => system.now().getTimezoneOffset())
  }

  /** What can be done while a key is derived, which is another thread's work; nothing that matters if no key is. */
  duringKeyDerivation(work: () => unknown): void {
    this.#meanwhile.push(work)
  }

  get vaultPath(): string {
    return vaultPath(this.options.vault, this.system.env)
  }

  /**
   * Opens the vault, asking for the passphrase where none is given and nothing keeps it unlocked; the one that is open already, where
   * there is one.
   *
   * @throws UserError: all of `findVault` and `openVault`; `passphrase-needed`
   */
  async open(): Promise<Vault> {
    if (this.#vault) return this.#vault
    const locked = await this.#naming(() => this.#find())
    return this.#opened((await this.#openUnlocked(locked)) ?? (await this.#openLocked(locked)))
  }

  /** Opens it with a secret, whatever keeps it unlocked: for who changes keys, or unlocks. */
  async openWithSecret(): Promise<Vault> {
    const locked = await this.#naming(() => this.#find())
    return this.#opened(await this.#openLocked(locked))
  }

  #find(): ClosedVault {
    return findVault(this.vaultPath, path => this.terminal.warn(messages.closedToOthers, { path }))
  }

  /** Until when no passphrase is asked for; undefined where one was, or an option named it. */
  get unlockedUntil(): Date | undefined {
    return this.#unlockedUntil
  }

  get agentPlace(): AgentPlace {
    return agentPlace(this.system.env)
  }

  /** The vault if it is open already: a command of several parts asks for the passphrase once. */
  get openVault(): Vault | undefined {
    return this.#vault
  }

  keepOpen(vault: Vault): Vault {
    this.#vault = vault
    return vault
  }

  /** Once the command has done its work: what is due by now, for those who will not open the vault. */
  async leaveNotices(): Promise<void> {
    if (!this.#vault) return
    const { older, otherKey } = this.#accepted
    if ((older || otherKey) && this.#vault.hasNewKey) this.tellSlots(this.#vault)
    const { leaveNotices } = await import('./upkeep/leave-notices.ts')
    const { env, now } = this.system
    const { language } = this.terminal
    leaveNotices(this.#vault, { env, now: now(), language, newName: () => this.newName() })
  }

  /** After a new vault key: the one that the agent keeps opens nothing any more. */
  async forgetKey({ id }: Vault): Promise<void> {
    const place = this.agentPlace
    if (!mayListen(place)) return
    const { forgetKey } = await import('../vault/agent-client.ts')
    await forgetKey(id, place)
  }

  /** Which ways there are to open a vault that got a new key without having been asked for one. */
  tellSlots(vault: Vault): void {
    this.terminal.note(
      messages.newKeyMade,
      vault.slots.map(slot => vault.named(slot)),
    )
  }

  /** A save of this command that a power cut could still undo, for who tells of it. It is told once. */
  takeUnsettled(): UserError<'storage'> | undefined {
    const unsettled = this.#unsettled
    this.#unsettled = undefined
    return unsettled
  }

  /** What ended the command, in words that are true of what it had saved by then. */
  toldAfterSaving<Thrown>(error: Thrown): Thrown | UserError<'storage'> {
    if (!this.#hasSaved || !isFailure(error, 'storage')) return error
    return new UserError('storage', { ...error.details, isSaved: true })
  }

  /** A name that nobody else picks: of a code set, of a temporary file. */
  newName(): string {
    return randomName(this.system.random)
  }

  /** The store's view of the world, with a note on the screen while a key is derived. */
  store(message = messages.opening): StoreSystem {
    this.#catchSignals()
    const { now, random, user, env } = this.system
    return {
      now,
      random,
      user: user(),
      keyDialog: {
        secret: async () => {
          this.terminal.note(messages.newKeyMeanwhile, undefined)
          return this.secret()
        },
        trusts: slots => this.#agreed(messages.slotsUnknown, slots),
        leavesOut: slots => this.#agreed(messages.slotsUnreachable, slots),
      },
      onSaved: unsettled => {
        this.#hasSaved = true
        this.#unsettled ??= unsettled
      },
      replica: new Replica(statePath(env), () => randomName(random, 18)),
      stretch: async (secret, salt, cost) => {
        const progress = this.terminal.progress(message, undefined)
        try {
          setImmediate(() => {
            for (const work of this.#meanwhile.splice(0)) work()
          })
          return await this.system.stretch(progress.update)(secret, salt, cost)
        } finally {
          progress.done()
        }
      },
    }
  }

  /**
   * The clipboard that the options ask for, if any: to be called before anything is spent on what will be copied.
   *
   * @throws UserError `clipboard-unavailable`, `bad-argument`
   */
  async clipboard(options: ClipOptions): Promise<Clipboard | undefined> {
    if (!options.clip && !options.clipOsc52) return undefined
    const { findClipboard } = await import('../terminal/clipboard.ts')
    return findClipboard(options, this.system.env)
  }

  /** Asks for a yes; --yes is one. Without a terminal it must be given. */
  async confirm(question: string, byDefault: ByDefault = false): Promise<void> {
    if (this.options.yes) return
    const prompts = await this.terminal.prompts()
    if (!prompts) throw new UserError('confirmation-needed')
    if (!(await prompts.confirm(question, byDefault))) throw new UserError('cancelled')
  }

  /** The secret that opens the vault, from wherever it comes; undefined where there is nobody to ask. */
  async secret(): Promise<Secret | undefined> {
    const given = this.givenPassphrase()
    if (given !== undefined) return secretOf(given)
    const prompts = await this.terminal.prompts()
    return prompts && secretOf(await prompts.secret(this.terminal.text(messages.passphrase, undefined)))
  }

  /**
   * The passphrase from the source that an option or the environment names. Read once: a pipe has no more, and a command may want a
   * PIN or a touch.
   */
  givenPassphrase(): string | undefined {
    this.#given ??= { passphrase: this.#readPassphrase() }
    return this.#given.passphrase
  }

  #readPassphrase(): string | undefined {
    const { options, system } = this
    const file = options.passphraseFile ?? (options.passphraseCommand ? undefined : system.env.IGCODES_PASSPHRASE_FILE)
    if (file && readableByOthers(file)) this.terminal.warn(messages.exposedPassphraseFile, { path: file })
    // A command may ask for a PIN.
    this.terminal.lendKeyboard()
    return passphraseFrom(options, system.env)
  }

  async #secretForBackups(): Promise<Secret | undefined> {
    const given = this.givenPassphrase()
    if (given === undefined && (await this.terminal.prompts())) this.terminal.note(messages.lookingForBackup, undefined)
    return given === undefined ? this.secret() : secretOf(given)
  }

  #opened(vault: Vault): Vault {
    if (vault.isNewer) this.terminal.warn(messages.newerRecords, undefined)
    const folder = openFolder(vault.path)
    if (folder !== undefined) this.terminal.warn(messages.openFolder, { folder })
    return this.keepOpen(vault)
  }

  /** With the key that the agent keeps; an option that names a secret goes before it. */
  async #openUnlocked(locked: ClosedVault): Promise<Vault | undefined> {
    const { passphraseFile, passphraseCommand, passphraseFd } = this.options
    if ((passphraseFile ?? passphraseCommand ?? passphraseFd) !== undefined) return undefined
    const place = this.agentPlace
    if (!mayListen(place)) return undefined
    const { agentGet } = await import('../vault/agent-client.ts')
    const borrowed = await agentGet(locked.envelope, place)
    if (!borrowed) return undefined
    this.#unlockedUntil = borrowed.until
    return this.#openWith(async (store, accepted) => openUnlocked(locked, borrowed, store, accepted))
  }

  async #openLocked(locked: ClosedVault): Promise<Vault> {
    const given = this.givenPassphrase()
    return given === undefined ? this.#openAsking(locked) : this.#openWithSecret(locked, await secretOf(given))
  }

  async #openAsking(locked: ClosedVault): Promise<Vault> {
    const prompts = await this.terminal.prompts()
    if (!prompts) throw new UserError('passphrase-needed')
    for (let attempt = 1; ; attempt++) {
      const text = await prompts.secret(this.terminal.text(messages.passphrase, undefined))
      try {
        return await this.#openWithSecret(locked, await secretOf(text))
      } catch (error) {
        const isSlip = isFailure(error, 'wrong-passphrase') || isFailure(error, 'passphrase-empty')
        if (!isSlip || attempt === tries) throw error
        this.terminal.note(messages.wrongTryAgain, undefined, 'bad')
      }
    }
  }

  async #openWithSecret(locked: ClosedVault, secret: Secret): Promise<Vault> {
    return this.#openWith((store, accepted) => openVault(locked, secret, store, accepted), secret)
  }

  async #openWith(open: (store: StoreSystem, accepted: Accepted) => Promise<Vault>, secret?: Secret): Promise<Vault> {
    return this.#naming(async () => {
      const store = this.store()
      const { acceptOlder, acceptOtherKey } = this.options
      this.#accepted = { older: acceptOlder === true, otherKey: acceptOtherKey === true }
      for (;;) {
        try {
          const vault = await open(store, this.#accepted)
          const { unreadable } = store.replica
          if (unreadable !== undefined) this.terminal.warn(messages.memoryUnreadable, { path: unreadable })
          if (vault.returning) this.terminal.warn(messages.secretReturned, vault.returning)
          return vault
        } catch (error) {
          this.#accepted = { ...this.#accepted, ...(await this.#acceptedNow(error)) }
        }
      }
    }, secret)
  }

  /** What somebody at the keyboard takes upon themselves; without one the failure stands. */
  async #acceptedNow(error: unknown): Promise<Accepted> {
    const prompts = await this.terminal.prompts()
    const asked = isFailure(error, 'older-copy')
      ? this.terminal.text(messages.acceptOlder, error.details)
      : isFailure(error, 'other-key')
        ? this.terminal.text(messages.acceptOtherKey, undefined)
        : undefined
    if (asked === undefined || !(await prompts?.confirm(asked, false))) throw error
    return isFailure(error, 'older-copy') ? { older: true } : { otherKey: true }
  }

  /** A question about slots, which stand below it; --yes is a yes. */
  async #agreed(question: Message<readonly NamedSlot[]>, slots: readonly NamedSlot[]): Promise<boolean> {
    const { terminal, options } = this
    const prompts = options.yes ? undefined : await terminal.prompts()
    if (!options.yes && !prompts) return false
    terminal.warn(question, slots)
    return prompts ? prompts.confirm(terminal.text(messages.goOn, undefined), false) : true
  }

  /** A damaged vault is reported together with the newest backup that opens. */
  async #naming<T>(work: () => T | Promise<T>, secret?: Secret): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (isFailure(error, 'wrong-passphrase') && secret) throw await this.#orDamaged(error, secret)
      if (!isFailure(error, 'damaged') || error.details.path === undefined) throw error
      const opener = secret ?? (await this.#secretForBackups())
      const backup = await newestGoodBackup(error.details.path, opener, this.store())
      throw new UserError('damaged', { ...error.details, ...(backup && { backup }) })
    }
  }

  /** A passphrase that opens a backup, in a slot that stands changed in the vault, is right: the vault is damaged. */
  async #orDamaged(error: UserError, secret: Secret): Promise<UserError> {
    const { path, envelope } = findVault(this.vaultPath)
    const backup = await backupBeforeDamage(path, envelope, secret, this.store())
    return backup ? new UserError('damaged', { part: 'slot', path, backup }) : error
  }
}

/** A secret as it was given, and as a recovery key if it is one. */
export async function secretOf(text: string): Promise<Secret> {
  if (text === '') throw new UserError('passphrase-empty')
  const { asRecoveryKey } = await import('../envelope/secret-words.ts')
  const recoveryKey = await asRecoveryKey(text)
  return { text, ...(recoveryKey !== undefined && { recoveryKey }) }
}
