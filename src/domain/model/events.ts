/**
 * The events of the journal: what happened, for good.
 *
 * An event is immutable. It names accounts by their id and codes by their code id, never by digits. Events of a type that this
 * program does not know, or whose members do not fit (event-members.ts), are kept as they are and written back.
 */
import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import type { AccountId, CodeId, IncidentId, ReplicaId, SetId, StepOutcome, TotpId } from './ids.ts'
import type {
  Device,
  DeviceId,
  Factor,
  FactorId,
  HandoverId,
  HandoverKind,
  HandoverTask,
  Person,
  PersonId,
  Place,
  PlaceId,
  TestMethod,
} from './registry.ts'
import type { Scenario } from './scenarios.ts'
import type { Asset, Odds, Sight } from './situation.ts'

export type SlotId = string

export const voidReasons = ['2fa-off', 'exposed', 'regenerated', 'lost'] as const
export type VoidReason = (typeof voidReasons)[number]

export const incidentOutcomes = ['recovered', 'given-up', 'false-alarm'] as const
export type IncidentOutcome = (typeof incidentOutcomes)[number]

/** What happened: an event without its stamp. Rules return facts; the store stamps them. */
export type Fact = CodesFact | IncidentFact | RegistryFact | TotpFact | KeyFact

/** What bears on which code may be handed out: see `concernsCodes`. */
export type CodesFact =
  | { readonly type: 'account-added'; readonly account: AccountId; readonly handle: Handle }
  | { readonly type: 'account-renamed'; readonly account: AccountId; readonly handle: Handle }
  | { readonly type: 'account-removed'; readonly account: AccountId; readonly sets: readonly SetId[] }
  | {
      readonly type: 'set-added'
      readonly account: AccountId
      readonly set: SetId
      readonly issuedOn: IsoDate
      readonly codes: readonly CodeId[]
    }
  | {
      readonly type: 'set-completed'
      readonly account: AccountId
      readonly set: SetId
      readonly codes: readonly CodeId[]
    }
  | { readonly type: 'set-voided'; readonly account: AccountId; readonly set: SetId; readonly because: VoidReason }
  | { readonly type: 'set-erased'; readonly account: AccountId; readonly set: SetId }
  | {
      readonly type: 'code-reserved'
      readonly account: AccountId
      readonly code: CodeId
      /** Written later, from the claims of this machine: perhaps nobody saw the code. */
      readonly recovered?: boolean
    }
  | {
      readonly type: 'code-used'
      readonly account: AccountId
      readonly code: CodeId
      /** Found crossed off at a review, or in the claims of this machine. The time of use is unknown, so it proves no login. */
      readonly found?: boolean
    }
  | { readonly type: 'code-rejected'; readonly account: AccountId; readonly code: CodeId }

/**
 * The record of one lock-out. `when` (ISO 8601 in UTC) is the time at which it happened: what somebody did before the vault was
 * open is written down afterwards.
 */
export type IncidentFact =
  | {
      readonly type: 'incident-opened'
      readonly incident: IncidentId
      /** Missing for an account that is not in the vault. */
      readonly account?: AccountId
      /** What the account was called then. */
      readonly handle?: Handle
      readonly see?: Sight
      readonly have: readonly Asset[]
      readonly lost: readonly Asset[]
      readonly scenario: Scenario
      readonly odds: Odds
      readonly when: string
    }
  | {
      /** The playbook did not help, or the situation turned out to be another one. */
      readonly type: 'incident-moved'
      readonly incident: IncidentId
      readonly scenario: Scenario
      readonly when: string
    }
  | {
      readonly type: 'incident-step'
      readonly incident: IncidentId
      /** A scenario, or the name of a way in that no scenario owns, such as `codes`. */
      readonly playbook: string
      readonly step: string
      readonly outcome: StepOutcome
      readonly when: string
    }
  | {
      /** Our own precaution: a pause between tries. */
      readonly type: 'incident-paused'
      readonly incident: IncidentId
      readonly until: string
      readonly when: string
    }
  | { readonly type: 'incident-noted'; readonly incident: IncidentId; readonly text: string }
  | {
      readonly type: 'incident-deadline-set'
      readonly incident: IncidentId
      /** Null takes it away. */
      readonly deadline: string | null
    }
  | {
      readonly type: 'incident-closed'
      readonly incident: IncidentId
      readonly outcome: IncidentOutcome
      /** Each is empty where nothing was said. */
      readonly cause: string
      readonly worked: string
      readonly change: string
    }

/**
 * Who holds which key (registry.ts). A record is written as a whole; the newest holds. Never a secret.
 *
 * Members that came later may be missing: a program that does not know one leaves it as it was.
 */
export type RegistryFact =
  | ({ readonly type: 'person-saved'; readonly person: PersonId } & Later<Omit<Person, 'id'>, 'phone' | 'contact'>)
  | { readonly type: 'person-removed'; readonly person: PersonId }
  | ({ readonly type: 'device-saved'; readonly device: DeviceId } & Omit<Device, 'id'>)
  | { readonly type: 'device-removed'; readonly device: DeviceId }
  | ({ readonly type: 'factor-saved'; readonly factor: FactorId } & Omit<Factor, 'id' | 'device' | 'accounts'> & {
        readonly on: DeviceId | null
      })
  | {
      readonly type: 'factor-linked' | 'factor-unlinked'
      readonly factor: FactorId
      readonly accounts: readonly AccountId[]
    }
  | { readonly type: 'factor-removed'; readonly factor: FactorId }
  | ({ readonly type: 'place-saved'; readonly place: PlaceId } & Later<
      Omit<Place, 'id' | 'device' | 'accounts'>,
      'handOver'
    > & { readonly on: DeviceId | null })
  | {
      readonly type: 'place-linked' | 'place-unlinked'
      readonly place: PlaceId
      readonly accounts: readonly AccountId[]
    }
  | { readonly type: 'place-removed'; readonly place: PlaceId }
  | { readonly type: 'review-recorded'; readonly accounts: readonly AccountId[]; readonly day: IsoDate }
  | {
      readonly type: 'test-recorded'
      readonly account: AccountId
      readonly passed: boolean
      readonly with: TestMethod
      readonly day: IsoDate
    }
  | {
      readonly type: 'handover-started'
      readonly handover: HandoverId
      readonly kind: HandoverKind
      /** What it is about: `person:sato`, `device:koho-iphone`. */
      readonly about: readonly string[]
      readonly tasks: readonly HandoverTask[]
    }
  | ({ readonly type: 'handover-task'; readonly handover: HandoverId; readonly outcome: StepOutcome } & HandoverTask)
  | { readonly type: 'handover-closed'; readonly handover: HandoverId }
  | {
      readonly type: 'audit-ignored'
      readonly rule: string
      readonly account: AccountId | null
      readonly until: IsoDate
      readonly because: string
    }

/** A record with members that not every program writes. */
type Later<R, M extends keyof R> = Omit<R, M> & { readonly [L in M]?: R[L] | undefined }

/** An authenticator in the vault (totp.ts); its secret stands in the payload's `totp`. */
export interface TotpFact {
  readonly type: 'totp-added' | 'totp-removed'
  readonly account: AccountId
  readonly totp: TotpId
}

/** Which ways there are to open the vault. A slot's id stands in the file's header. */
export type KeyFact =
  | {
      readonly type: 'key-added'
      readonly slot: SlotId
      /** The slot that was open: who adds one answers for it. Null where the vault key was lent. */
      readonly from: SlotId | null
    }
  | {
      readonly type: 'key-revoked'
      readonly slot: SlotId
      readonly because: 'replaced' | 'revoked'
      /** The slot that takes its place, or null. */
      readonly successor: SlotId | null
    }
  /** As format 1 recorded a new slot, with nothing about the one that it replaced. */
  | { readonly type: 'key-changed'; readonly slot: SlotId }

export type FactType = Fact['type']

export type FactOf<T extends FactType, F = Fact> = F extends { readonly type: infer U }
  ? T extends U
    ? F
    : never
  : never

/** Who wrote an event, and where it stands in the order of things. */
export interface Stamp {
  /** Unique for ever; decides the order among events of one Lamport time. */
  readonly id: string
  readonly replica: ReplicaId
  /** This replica's own count, from 1; it never goes back. */
  readonly n: number
  /** One more than the highest that the writer had seen. */
  readonly lamport: number
  /** ISO 8601 in UTC: for people, and for the cool-down; it never decides the order. */
  readonly at: string
  /** The name under which the writer was logged in on that machine. */
  readonly by: string
}

export type Event = Stamp & Fact

/** An event as it stands in the payload: a stamp, a type, and members that may be somebody else's. */
export type StoredEvent = Stamp & { readonly type: string; readonly [member: string]: unknown }

/**
 * Whether an unknown event may change what the rules about codes decide.
 *
 * Families are a promise of the format: whatever concerns codes is named `account-…`, `set-…` or `code-…`; every other type
 * (reviews, persons, incidents) can be passed over without handing out a wrong code.
 */
export function concernsCodes(event: StoredEvent): boolean {
  return /^(account|set|code)-/.test(event.type)
}

/** The one order of events, on every machine: by Lamport time, then by id. */
export function inOrder(a: Stamp, b: Stamp): number {
  return a.lamport - b.lamport || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
