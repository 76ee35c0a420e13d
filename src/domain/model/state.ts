import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import type { SlotId, VoidReason } from './events.ts'
import type { AccountId, CodeId, IncidentId, ReplicaId, SetId, TotpId } from './ids.ts'
import type { Incident } from './incident.ts'
import type { Registry } from './registry.ts'

/** The life of a code. It only moves to the right, and ends with `used`. */
export const outcomes = ['available', 'reserved', 'rejected', 'used'] as const
export type Outcome = (typeof outcomes)[number]

/** The state that the user sees: the outcome, or void together with its set. */
export type CodeState = Outcome | 'void'

export interface Moment {
  readonly at: string
  readonly by: string
  readonly replica: ReplicaId
}

export interface Code {
  readonly id: CodeId
  readonly account: AccountId
  readonly outcome: Outcome
  /** Every time it was handed out. Two replicas that are apart can both do so. */
  readonly handouts: readonly Moment[]
  readonly rejectedAt?: string
  readonly rejectedBy?: string
  /** Missing if the code was found crossed off. */
  readonly usedAt?: string
  readonly usedBy?: string
}

export interface CodeSet {
  readonly id: SetId
  readonly issuedOn: IsoDate
  readonly added: Moment
  /** In the order of Instagram's list: position 1 is the first. */
  readonly codes: readonly CodeId[]
  readonly voided?: Moment & { readonly because: VoidReason }
  /** The user had its digits erased. */
  readonly erased: boolean
}

export interface Account {
  readonly id: AccountId
  readonly handle: Handle
  readonly added: Moment
  /** Oldest first. Only the last one can be the current set. */
  readonly sets: readonly CodeSet[]
  readonly lastHandedOut?: CodeId
}

/** What the journal knows about a key slot; the slot itself is in the file's header. */
export interface KeySlot {
  /** Missing for a slot made together with the vault. */
  readonly added?: Moment
  readonly ended?: 'replaced' | 'revoked'
}

export interface State {
  readonly accounts: ReadonlyMap<AccountId, Account>
  /** Every code that was ever in the vault, also of removed accounts, so that a used code stays used. */
  readonly codes: ReadonlyMap<CodeId, Code>
  /** Codes whose account was removed: their digits have to be erased. */
  readonly removedCodes: ReadonlySet<CodeId>
  /** Newest last. */
  readonly totps: ReadonlyMap<AccountId, readonly StoredTotp[]>
  /** Removed for good: their secrets have to be erased. */
  readonly removedTotps: ReadonlySet<TotpId>
  /** In the order of the journal. */
  readonly incidents: ReadonlyMap<IncidentId, Incident>
  readonly registry: Registry
  readonly keySlots: ReadonlyMap<SlotId, KeySlot>
  /** In the order in which they first wrote. */
  readonly replicas: readonly ReplicaId[]
  /** The number of each replica's latest event. */
  readonly counters: ReadonlyMap<ReplicaId, number>
  readonly lamport: number
  /** Unknown types of events about codes: only a newer igcodes can judge them. */
  readonly unknownTypes: readonly string[]
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }

/** An authenticator that the vault keeps for an account. */
export interface StoredTotp {
  readonly id: TotpId
  readonly added: Moment
}
