/**
 * The events of the journal.
 *
 * An event is immutable. It names accounts by their id and codes by their code id, never by digits. Events of an unknown type, or
 * with members that do not fit (journal/event-schema.ts), are kept and written back unchanged.
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
export type Fact = (CodesFact | IncidentFact | RegistryFact | TotpFact | KeyFact) & Imported

interface Imported {
  /** When it happened and by whom, if an import wrote it later. */
  readonly was?: { readonly at: string; readonly by: string } | undefined
}

/** Facts that decide which code may be handed out: see `concernsCodes`. */
export type CodesFact =
  | { readonly type: 'account-added'; readonly account: AccountId; readonly handle: Handle }
  | {
      readonly type: 'account-renamed'
      readonly account: AccountId
      readonly handle: Handle
      /** The handle that the writer knew. */
      readonly from?: Handle
    }
  | {
      readonly type: 'account-removed'
      readonly account: AccountId
      readonly sets: readonly SetId[]
      /** The codes in these sets that the writer saw; if missing, all. Its authenticators have events of their own then. */
      readonly codes?: readonly CodeId[]
    }
  | {
      readonly type: 'set-added'
      readonly account: AccountId
      readonly set: SetId
      readonly issuedOn: IsoDate
      readonly codes: readonly CodeId[]
      /** Of the sets that the writer saw, those that no set had replaced; if missing, all that come before in the order. */
      readonly replaces?: readonly SetId[]
    }
  | {
      readonly type: 'set-completed'
      readonly account: AccountId
      readonly set: SetId
      readonly codes: readonly CodeId[]
    }
  | { readonly type: 'set-voided'; readonly account: AccountId; readonly set: SetId; readonly because: VoidReason }
  | { readonly type: 'set-erased'; readonly account: AccountId; readonly set: SetId }
  /** A newer set worked, so the digits of this one are erased. */
  | { readonly type: 'set-retired'; readonly account: AccountId; readonly set: SetId }
  /** Of several sets that were stored while machines were apart, the one that counts. */
  | { readonly type: 'set-chosen'; readonly account: AccountId; readonly set: SetId; readonly over: readonly SetId[] }
  | {
      readonly type: 'code-reserved'
      readonly account: AccountId
      readonly code: CodeId
      /** Written later, from the claims of this machine: perhaps the code was never seen. */
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
 * The record of one lockout. `when` (ISO 8601 in UTC) is the time at which it happened: steps taken before the vault was open are
 * recorded later.
 */
export type IncidentFact =
  | {
      readonly type: 'incident-opened'
      readonly incident: IncidentId
      /** Missing for an account that is not in the vault. */
      readonly account?: AccountId
      /** The account's handle at that time. */
      readonly handle?: Handle
      readonly see?: Sight
      readonly have: readonly Asset[]
      readonly lost: readonly Asset[]
      /** Shown in a list, and not picked. */
      readonly absent?: readonly Asset[]
      readonly scenario: Scenario
      readonly odds: Odds
      readonly when: string
    }
  | {
      /** Moved on to another playbook. */
      readonly type: 'incident-moved'
      readonly incident: IncidentId
      readonly scenario: Scenario
      readonly when: string
    }
  | {
      readonly type: 'incident-step'
      readonly incident: IncidentId
      /** A scenario, or an entry method that belongs to no scenario, such as `codes`. */
      readonly playbook: string
      readonly step: string
      readonly outcome: StepOutcome
      readonly when: string
    }
  | {
      /** A pause between tries: our own precaution. */
      readonly type: 'incident-paused'
      readonly incident: IncidentId
      readonly until: string
      readonly when: string
    }
  | { readonly type: 'incident-noted'; readonly incident: IncidentId; readonly text: string }
  | {
      readonly type: 'incident-deadline-set'
      readonly incident: IncidentId
      /** Null removes it. */
      readonly deadline: string | null
    }
  | {
      readonly type: 'incident-closed'
      readonly incident: IncidentId
      readonly outcome: IncidentOutcome
      /** These three are empty if nothing was entered. */
      readonly cause: string
      readonly worked: string
      readonly change: string
    }

/**
 * Changes of the registry (registry.ts). Never holds a secret.
 *
 * A record is written as a whole. `changed` names the members that the writer changed, and only these count, so that two machines can
 * change different members; if it is missing, all do. Members of later versions may be missing; a missing member leaves the value as it was.
 */
export type RegistryFact =
  | ({ readonly type: 'person-saved'; readonly person: PersonId } & Changing &
      Later<Omit<Person, 'id'>, 'phone' | 'contact'>)
  | { readonly type: 'person-removed'; readonly person: PersonId }
  | ({ readonly type: 'device-saved'; readonly device: DeviceId } & Changing & Omit<Device, 'id'>)
  | { readonly type: 'device-removed'; readonly device: DeviceId }
  | ({ readonly type: 'factor-saved'; readonly factor: FactorId } & Changing &
      Omit<Factor, 'id' | 'device' | 'accounts'> & { readonly on: DeviceId | null })
  | {
      readonly type: 'factor-linked' | 'factor-unlinked'
      readonly factor: FactorId
      readonly accounts: readonly AccountId[]
    }
  | { readonly type: 'factor-removed'; readonly factor: FactorId }
  | ({ readonly type: 'place-saved'; readonly place: PlaceId } & Changing &
      Later<Omit<Place, 'id' | 'device' | 'accounts'>, 'handOver'> & { readonly on: DeviceId | null })
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
      /** Registry records: `person:sato`, `device:koho-iphone`. */
      readonly about: readonly string[]
      readonly tasks: readonly HandoverTask[]
    }
  | ({ readonly type: 'handover-task'; readonly handover: HandoverId; readonly outcome: StepOutcome } & HandoverTask)
  | {
      readonly type: 'handover-closed'
      readonly handover: HandoverId
      /** Given up before everything was done. */
      readonly dropped?: boolean
    }
  | {
      readonly type: 'audit-ignored'
      readonly rule: string
      readonly account: AccountId | null
      readonly until: IsoDate
      readonly because: string
    }

interface Changing {
  readonly changed?: readonly string[] | undefined
}

/** A record whose members M may be missing, because earlier versions do not write them. */
type Later<R, M extends keyof R> = Omit<R, M> & { readonly [L in M]?: R[L] | undefined }

/** An authenticator in the vault. Its secret is in the payload's `totp`. */
export interface TotpFact {
  readonly type: 'totp-added' | 'totp-removed'
  readonly account: AccountId
  readonly totp: TotpId
}

/** Changes of the key slots. A slot's id is the one in the file's header. */
export type KeyFact =
  | {
      readonly type: 'key-added'
      readonly slot: SlotId
      /** The slot that was open, so that the addition can be traced. Null if the vault key came from the agent. */
      readonly from: SlotId | null
      /** Whose it is. A successor has the label of the slot that it replaces. */
      readonly label?: string
      /** A generated passphrase, to be changed at its first use. */
      readonly oneTime?: boolean
    }
  | {
      readonly type: 'key-revoked'
      readonly slot: SlotId
      readonly because: 'replaced' | 'revoked'
      /** The slot that replaces it, or null. */
      readonly successor: SlotId | null
      /** Of a revocation: slots that it would end too (journal/key-slots.ts), which the writer saw and kept. */
      readonly kept?: readonly SlotId[]
      /** Of a revocation: the id of the vault key that was drawn for it. */
      readonly key?: string
    }
  /** Format 1: a new slot, without the one that it replaced. */
  | { readonly type: 'key-changed'; readonly slot: SlotId }

export type FactType = Fact['type']

export type FactOf<T extends FactType, F = Fact> = F extends { readonly type: infer U }
  ? T extends U
    ? F
    : never
  : never

/** Who wrote an event, and its place in the order of events. */
export interface Stamp {
  /** Unique; orders events with the same Lamport time. */
  readonly id: string
  readonly replica: ReplicaId
  /** This replica's own counter, from 1; it only grows. */
  readonly n: number
  /** One more than the highest that the writer had seen. */
  readonly lamport: number
  /** ISO 8601 in UTC, for people and for the cool-down. It never decides the order. */
  readonly at: string
  /** The writer's user name on that machine. */
  readonly by: string
}

export type Event = Stamp & Fact

/** An event in the payload: a stamp, a type, and members that this program may not know. */
export type StoredEvent = Stamp & { readonly type: string; readonly [member: string]: unknown }

/**
 * Whether an unknown event may change what the rules about codes decide.
 *
 * The format promises that every event about codes is named `account-…`, `set-…` or `code-…`. Other unknown types can be ignored
 * without handing out a wrong code.
 */
export function concernsCodes(event: StoredEvent): boolean {
  return /^(account|set|code)-/.test(event.type)
}

/** The order of events, the same on every machine: by Lamport time, then by id. */
export function inOrder(a: Stamp, b: Stamp): number {
  return a.lamport - b.lamport || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
