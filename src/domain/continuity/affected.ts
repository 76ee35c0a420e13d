import type { Device, Factor, Place, Registry } from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import type { EntryMethods, Loss, RegistryIndex, RegistryNode } from './loss.ts'

/** The loss, and what is looked up once for all accounts. */
export interface LossFacts {
  readonly state: State
  readonly registry: Registry
  readonly index: RegistryIndex
  readonly loss: Loss
  readonly lost: readonly RegistryNode[]
}

/** An account and what it has left after the loss. */
export interface Affected {
  readonly account: Account
  readonly factors: readonly Factor[]
  readonly after: EntryMethods
  readonly goneFactors: readonly Factor[]
  readonly gonePlaces: readonly Place[]
  /** They still work, but a person who leaves could use them too. */
  readonly sharedFactors: readonly Factor[]
  readonly sharedPlaces: readonly Place[]
  /** Codes can no longer be reached. */
  readonly codesGone: boolean
  /** The authenticator in the vault can no longer be reached. */
  readonly totpGone: boolean
  /** The lost devices of its factors and places. */
  readonly devices: readonly Device[]
  /** A stranger may know the codes. */
  readonly codesKnown: boolean
  /** A stranger may be able to open the vault. */
  readonly vaultKnown: boolean
  /** A stranger may be able to open the vault, and it has the authenticator. */
  readonly totpKnown: boolean
}
