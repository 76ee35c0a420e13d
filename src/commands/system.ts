/** What a command gets from outside: the system, and the options that all commands share. */
import type { Kdf } from '../envelope/argon2id.ts'
import type { Cost, RandomBytes } from '../envelope/format.ts'
import type { Environment } from '../environment.ts'
import type { PassphraseOptions } from '../vault/passphrase-source.ts'

/** The outside world; tests pass one with a fixed clock, seeded randomness and a cheap cost. */
export interface System {
  readonly argv: readonly string[]
  readonly env: Environment
  readonly now: () => Date
  readonly random: RandomBytes
  /** The login name. */
  readonly user: () => string
  /** The cost of new key slots unless an option names one; `moderate` by default. */
  readonly cost?: Cost
  /** Argon2id. */
  readonly stretch: Kdf
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
