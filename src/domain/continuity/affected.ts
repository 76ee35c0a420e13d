import type { Device, Factor, Place, Registry } from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import type { EntryMethods, Loss, RegistryIndex, RegistryNode } from './loss.ts'

/** What an account is looked at with. */
export interface LossFacts {
  readonly state: State
  readonly registry: Registry
  readonly index: RegistryIndex
  readonly loss: Loss
  readonly lost: readonly RegistryNode[]
}

/** An account under the loss. */
export interface Affected {
  readonly account: Account
  readonly factors: readonly Factor[]
  readonly after: EntryMethods
  readonly goneFactors: readonly Factor[]
  readonly gonePlaces: readonly Place[]
  /** They work, but somebody who leaves could still use them. */
  readonly sharedFactors: readonly Factor[]
  readonly sharedPlaces: readonly Place[]
  /** Codes were at hand, and no longer are. */
  readonly codesGone: boolean
  /** The same of the authenticator in the vault. */
  readonly totpGone: boolean
  /** The lost devices that this account was open on, or that its ways in were on. */
  readonly devices: readonly Device[]
  /** Somebody outside knows the codes now, or may. */
  readonly codesKnown: boolean
  /** Somebody outside can open the vault now, or may. */
  readonly vaultKnown: boolean
  /** And there is an authenticator in it. */
  readonly totpKnown: boolean
}
