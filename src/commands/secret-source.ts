/** Where the secret comes from that opens the vault: an option, the environment, or a prompt. */
import * as messages from '../terminal/messages/vault/vault.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type Secret, secretOf } from '../vault/open-slot.ts'
import { passphraseFrom, readableByOthers } from '../vault/passphrase-source.ts'
import type { SharedOptions, System } from './system.ts'

export class SecretSource {
  readonly #terminal: Terminal
  readonly #options: SharedOptions
  readonly #env: System['env']
  #given: { readonly passphrase: string | undefined } | undefined

  constructor(terminal: Terminal, options: SharedOptions, { env }: Pick<System, 'env'>) {
    this.#terminal = terminal
    this.#options = options
    this.#env = env
  }

  /** Whether an option names it: then it is used even if the agent has the key. */
  get isNamed(): boolean {
    const { passphraseFile, passphraseCommand, passphraseFd } = this.#options
    return (passphraseFile ?? passphraseCommand ?? passphraseFd) !== undefined
  }

  /** The passphrase from an option or the environment. Read once: a pipe has no more, and a command may ask for a PIN or a touch. */
  given(): string | undefined {
    this.#given ??= { passphrase: this.#read() }
    return this.#given.passphrase
  }

  /** Asks for it at the prompt; undefined without a terminal. */
  async typed(): Promise<string | undefined> {
    const prompts = await this.#terminal.prompts()
    return prompts?.secret(this.#terminal.text(messages.passphrase, undefined))
  }

  /** The secret from any source; undefined if nothing gives one and there is no terminal. */
  async secret(): Promise<Secret | undefined> {
    const text = this.given() ?? (await this.typed())
    return text === undefined ? undefined : secretOf(text)
  }

  #read(): string | undefined {
    const { passphraseFile, passphraseCommand } = this.#options
    const file = passphraseFile ?? (passphraseCommand ? undefined : this.#env.IGCODES_PASSPHRASE_FILE)
    if (file && readableByOthers(file)) this.#terminal.warn(messages.exposedPassphraseFile, { path: file })
    // A command may ask for a PIN.
    this.#terminal.lendKeyboard()
    return passphraseFrom(this.#options, this.#env)
  }
}
