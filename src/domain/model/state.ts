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

export interface Handout extends Moment {
  /** Written later, from the claims of a machine: perhaps the code was never seen. */
  readonly recovered?: true
}

export interface Code {
  readonly id: CodeId
  readonly account: AccountId
  readonly outcome: Outcome
  /** Every time it was handed out. Two replicas that are apart can both do so. */
  readonly handouts: readonly Handout[]
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
  /** Its digits are erased: by the user, or because a newer set has worked. */
  readonly erased: boolean
  /** The machine that stored a newer set knew this one. */
  readonly replaced: boolean
  /** Sets that list the same codes, stored on other machines: they are one with this set. */
  readonly same?: readonly SetId[]
}

/** The ids of a set and of the sets that are one with it. */
export function idsOf({ id, same = [] }: CodeSet): readonly SetId[] {
  return [id, ...same]
}

export interface Account {
  readonly id: AccountId
  readonly handle: Handle
  /** The name that another machine gave it at the same time: it finds the account too. */
  readonly otherName?: Handle
  readonly added: Moment
  /** Oldest first. */
  readonly sets: readonly CodeSet[]
  /**
   * The sets that were neither replaced nor voided: usually one. There are more if machines that were apart each stored one. The first
   * counts.
   */
  readonly heads: readonly CodeSet[]
  /** The first two heads are of the same day, and none was chosen. */
  readonly isUndecided: boolean
  /** All sets that none has replaced, also void and removed ones. */
  readonly unreplaced: readonly SetId[]
  readonly lastHandedOut?: CodeId
}

/** What the journal knows about a key slot; the slot itself is in the file's header. */
export interface KeySlot {
  /** Missing for a slot made together with the vault. */
  readonly added?: Moment
  /** The slot under which it was added. */
  readonly from?: SlotId
  readonly label?: string
  /** A generated passphrase that has to be changed at its first use. */
  readonly oneTime?: boolean
  /** By an event of its own; what other events end with it: journal/key-slots.ts. */
  readonly ended?: 'replaced' | 'revoked'
  /** Several if it was replaced on machines that were apart. */
  readonly successors: readonly SlotId[]
  /** If it was revoked: slots that would have ended with it and were kept. */
  readonly kept?: readonly SlotId[]
}

/**
 * The ids of records, incidents and handovers that are stored under another id than they are shown by: each with its kind before it,
 * `person:sato` (journal/shown-ids.ts).
 */
export interface ShownIds {
  readonly shown: ReadonlyMap<string, string>
  readonly stored: ReadonlyMap<string, string>
}

export interface State {
  readonly accounts: ReadonlyMap<AccountId, Account>
  /** Accounts that were removed, with all sets that they had and no heads. */
  readonly removedAccounts: ReadonlyMap<AccountId, Account>
  /** Every code that was ever in the vault, also of removed accounts, so that a used code stays used. */
  readonly codes: ReadonlyMap<CodeId, Code>
  /** Codes that were removed with their account: their digits have to be erased. */
  readonly removedCodes: ReadonlySet<CodeId>
  /** Newest last. */
  readonly totps: ReadonlyMap<AccountId, readonly StoredTotp[]>
  /** Removed for good: their secrets have to be erased. */
  readonly removedTotps: ReadonlySet<TotpId>
  /** In the order of the journal. */
  readonly incidents: ReadonlyMap<IncidentId, Incident>
  readonly registry: Registry
  readonly keySlots: ReadonlyMap<SlotId, KeySlot>
  readonly ids: ShownIds
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
