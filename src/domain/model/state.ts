import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import type { SlotId, VoidReason } from './events.ts'
import type { AccountId, CodeId, IncidentId, ReplicaId, SetId, TotpId } from './ids.ts'
import type { Incident } from './incident.ts'
import type { Registry } from './registry.ts'

/** How far a code has come. It only ever moves to the right; `used` is where nothing moves any more. */
export const outcomes = ['available', 'reserved', 'rejected', 'used'] as const
export type Outcome = (typeof outcomes)[number]

/** What a code is to the user: its outcome, or void together with its set. */
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
  /** Every time it was handed out: two replicas apart can each have done so. */
  readonly handouts: readonly Moment[]
  readonly rejectedAt?: string
  /** Missing for a code that was found crossed off. */
  readonly usedAt?: string
}

export interface CodeSet {
  readonly id: SetId
  readonly issuedOn: IsoDate
  readonly added: Moment
  /** In the order of the list on Instagram's screen: position 1 is the first. */
  readonly codes: readonly CodeId[]
  readonly voided?: Moment & { readonly because: VoidReason }
  /** The user asked to erase its digits. */
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

/** What the journal says of one way to open the vault; the slot itself stands in the file's header. */
export interface KeySlot {
  /** Missing for a slot that was made together with the vault. */
  readonly added?: Moment
  readonly ended?: 'replaced' | 'revoked'
}

export interface State {
  readonly accounts: ReadonlyMap<AccountId, Account>
  /** Every code that ever was in the vault, also those of removed accounts: what is used stays used. */
  readonly codes: ReadonlyMap<CodeId, Code>
  /** Codes whose account was removed since they were stored: their digits have to go. */
  readonly removedCodes: ReadonlySet<CodeId>
  /** The authenticators of each account, newest last. */
  readonly totps: ReadonlyMap<AccountId, readonly StoredTotp[]>
  /** Removed for good: their secrets have to go. */
  readonly removedTotps: ReadonlySet<TotpId>
  /** In the order in which they came into the journal. */
  readonly incidents: ReadonlyMap<IncidentId, Incident>
  /** Who holds which key. */
  readonly registry: Registry
  readonly keySlots: ReadonlyMap<SlotId, KeySlot>
  /** In the order in which they first wrote. */
  readonly replicas: readonly ReplicaId[]
  /** The number of each replica's latest event. */
  readonly counters: ReadonlyMap<ReplicaId, number>
  readonly lamport: number
  /** Types of events that only a newer igcodes can judge and that bear on codes. */
  readonly unknownTypes: readonly string[]
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }

/** An authenticator that the vault keeps for an account. */
export interface StoredTotp {
  readonly id: TotpId
  readonly added: Moment
}
