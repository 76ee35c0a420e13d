/**
 * The events of the journal: what happened, for good.
 *
 * An event is immutable. It names accounts by their id and codes by their code id, never by digits. Events of a type that this
 * program does not know, or whose members do not fit, are kept as they are and written back (`isKnown` is false).
 */
import { type IsoDate, isIsoDate, isIsoTime } from './date.ts'
import { type Handle, isHandle } from './handle.ts'
import {
  type Device,
  type DeviceId,
  deviceKinds,
  type Factor,
  type FactorId,
  factorKinds,
  type HandoverId,
  type HandoverKind,
  type HandoverTask,
  handoverKinds,
  owners,
  type Person,
  type PersonId,
  type Place,
  type PlaceId,
  placeKinds,
  roles,
  type TestMethod,
  testMethods,
} from './registry.ts'
import { isScenario, type Scenario } from './scenarios.ts'
import { type Asset, assets, type Odds, oddsLevels, type Sight, sights } from './situation.ts'

/** base64url of HMAC-SHA256(code-id subkey, handle NUL digits): says nothing about the digits without the vault key. */
export type CodeId = string
export type SetId = string
export type ReplicaId = string

/**
 * The handle under which an account first came into the vault; a later account under a handle that was renamed away gets
 * `handle~2`. Two replicas that add the same handle while apart so mean the same account.
 */
export type AccountId = string

export const voidReasons = ['2fa-off', 'exposed', 'regenerated', 'lost'] as const
export type VoidReason = (typeof voidReasons)[number]

/** Four letters and digits, easy to say on the phone: `k7tm` (incidents.ts, newIncidentId). */
export type IncidentId = string

export const stepOutcomes = ['done', 'failed', 'skipped'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

export const incidentOutcomes = ['recovered', 'given-up', 'false-alarm'] as const
export type IncidentOutcome = (typeof incidentOutcomes)[number]

/** What happened: an event without its stamp. Rules return facts; the store stamps them. */
export type Fact =
  | CodesFact
  | IncidentFact
  | RegistryFact
  | { readonly type: 'key-changed'; readonly slot: string }

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
  | {
      readonly type: 'set-voided'
      readonly account: AccountId
      readonly set: SetId
      readonly because: VoidReason
    }
  | { readonly type: 'set-erased'; readonly account: AccountId; readonly set: SetId }
  | {
      readonly type: 'code-reserved'
      readonly account: AccountId
      readonly code: CodeId
      /** Written afterwards from this machine's claims: perhaps nobody saw the code. */
      readonly recovered?: true
    }
  | { readonly type: 'code-used'; readonly account: AccountId; readonly code: CodeId }
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

/** Who holds which key (registry.ts). A record is written as a whole; the newest holds. Never a secret. */
export type RegistryFact =
  | ({ readonly type: 'person-saved'; readonly person: PersonId } & Omit<Person, 'id'>)
  | { readonly type: 'person-removed'; readonly person: PersonId }
  | ({ readonly type: 'device-saved'; readonly device: DeviceId } & Omit<Device, 'id'>)
  | { readonly type: 'device-removed'; readonly device: DeviceId }
  | ({ readonly type: 'factor-saved'; readonly factor: FactorId } & Omit<
      Factor,
      'id' | 'device' | 'accounts'
    > & {
        readonly on: DeviceId | null
      })
  | {
      readonly type: 'factor-linked' | 'factor-unlinked'
      readonly factor: FactorId
      readonly accounts: readonly AccountId[]
    }
  | { readonly type: 'factor-removed'; readonly factor: FactorId }
  | ({ readonly type: 'place-saved'; readonly place: PlaceId } & Omit<Place, 'id' | 'device' | 'accounts'> & {
        readonly on: DeviceId | null
      })
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
  | ({
      readonly type: 'handover-task'
      readonly handover: HandoverId
      readonly outcome: StepOutcome
    } & HandoverTask)
  | { readonly type: 'handover-closed'; readonly handover: HandoverId }
  | {
      readonly type: 'audit-ignored'
      readonly rule: string
      readonly account: AccountId | null
      readonly until: IsoDate
      readonly because: string
    }

export type FactType = Fact['type']

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

const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
const isHandleText = (value: unknown): boolean => isText(value) && isHandle(value)
const isDateText = (value: unknown): boolean => isText(value) && isIsoDate(value)
const isTimeText = (value: unknown): boolean => isText(value) && isIsoTime(value)
const isScenarioText = (value: unknown): boolean => isText(value) && isScenario(value)

type Check = (value: unknown) => boolean

const isOneOf =
  (words: readonly string[]): Check =>
  value =>
    isText(value) && words.includes(value)
const areSomeOf =
  (words: readonly string[]): Check =>
  value =>
    isTexts(value) && value.every(word => words.includes(word))
const isTask: Check = value =>
  typeof value === 'object' &&
  value !== null &&
  'account' in value &&
  isText(value.account) &&
  'task' in value &&
  isText(value.task)
const isFlag: Check = value => typeof value === 'boolean'
const orNull =
  (fits: Check): Check =>
  value =>
    value === null || fits(value)
const optional =
  (fits: Check): Check =>
  value =>
    value === undefined || fits(value)

/** The members of each type, and what they must be. */
const members: { readonly [T in FactType]: Readonly<Record<string, Check>> } = {
  'account-added': { account: isText, handle: isHandleText },
  'account-renamed': { account: isText, handle: isHandleText },
  'account-removed': { account: isText, sets: isTexts },
  'set-added': { account: isText, set: isText, issuedOn: isDateText, codes: isTexts },
  'set-completed': { account: isText, set: isText, codes: isTexts },
  'set-voided': { account: isText, set: isText, because: isOneOf(voidReasons) },
  'set-erased': { account: isText, set: isText },
  'code-reserved': { account: isText, code: isText },
  'code-used': { account: isText, code: isText },
  'code-rejected': { account: isText, code: isText },
  'key-changed': { slot: isText },
  'incident-opened': {
    incident: isText,
    account: optional(isText),
    handle: optional(isHandleText),
    see: optional(isOneOf(sights)),
    have: areSomeOf(assets),
    lost: areSomeOf(assets),
    scenario: isScenarioText,
    odds: isOneOf(oddsLevels),
    when: isTimeText,
  },
  'incident-moved': { incident: isText, scenario: isScenarioText, when: isTimeText },
  'incident-step': {
    incident: isText,
    playbook: isText,
    step: isText,
    outcome: isOneOf(stepOutcomes),
    when: isTimeText,
  },
  'incident-paused': { incident: isText, until: isTimeText, when: isTimeText },
  'incident-noted': { incident: isText, text: isText },
  'incident-deadline-set': { incident: isText, deadline: value => value === null || isTimeText(value) },
  'incident-closed': {
    incident: isText,
    outcome: isOneOf(incidentOutcomes),
    cause: isText,
    worked: isText,
    change: isText,
  },
  'person-saved': {
    person: isText,
    name: isText,
    roles: areSomeOf(roles),
    agency: isFlag,
    left: orNull(isDateText),
  },
  'person-removed': { person: isText },
  'device-saved': {
    device: isText,
    name: isText,
    kind: isOneOf(deviceKinds),
    owner: isOneOf(owners),
    holder: orNull(isText),
    since: orNull(isDateText),
    vault: isFlag,
  },
  'device-removed': { device: isText },
  'factor-saved': {
    factor: isText,
    kind: isOneOf(factorKinds),
    label: isText,
    owner: isOneOf(owners),
    on: orNull(isText),
    holders: isTexts,
    needs: isTexts,
    confirmed: orNull(isDateText),
  },
  'factor-linked': { factor: isText, accounts: isTexts },
  'factor-unlinked': { factor: isText, accounts: isTexts },
  'factor-removed': { factor: isText },
  'place-saved': {
    place: isText,
    kind: isOneOf(placeKinds),
    label: isText,
    on: orNull(isText),
    holders: isTexts,
  },
  'place-linked': { place: isText, accounts: isTexts },
  'place-unlinked': { place: isText, accounts: isTexts },
  'place-removed': { place: isText },
  'review-recorded': { accounts: isTexts, day: isDateText },
  'test-recorded': { account: isText, passed: isFlag, with: isOneOf(testMethods), day: isDateText },
  'handover-started': {
    handover: isText,
    kind: isOneOf(handoverKinds),
    about: isTexts,
    tasks: value => Array.isArray(value) && value.every(isTask),
  },
  'handover-task': { handover: isText, account: isText, task: isText, outcome: isOneOf(stepOutcomes) },
  'handover-closed': { handover: isText },
  'audit-ignored': { rule: isText, account: orNull(isText), until: isDateText, because: isText },
}

/** The same as lists, made once: a fold asks for every event. */
const checks: ReadonlyMap<string, readonly (readonly [string, Check])[]> = new Map(
  Object.entries(members).map(([type, ofType]) => [type, Object.entries(ofType)]),
)

/** Whether it is a fact about an incident, with the members that it needs: such a fact may wait outside the journal. */
export function isIncidentFact(value: unknown): value is IncidentFact {
  if (typeof value !== 'object' || value === null || !('type' in value) || !isText(value.type)) return false
  const found: Readonly<Record<string, unknown>> = { ...value }
  return value.type.startsWith('incident-') && hasMembers(value.type, found)
}

/** Whether this program knows the event's type and finds the members that it needs. */
export function isKnown(event: StoredEvent): event is StoredEvent & Event {
  return hasMembers(event.type, event)
}

function hasMembers(type: string, value: Readonly<Record<string, unknown>>): boolean {
  return checks.get(type)?.every(([name, fits]) => fits(value[name])) === true
}

/**
 * Whether an unknown event may change what the rules about codes decide.
 *
 * Families are a promise of the format: whatever concerns codes is named `account-…`, `set-…` or `code-…`; every other type
 * (reviews, persons, incidents) can be passed over without handing out a wrong code.
 */
export function concernsCodes(event: StoredEvent): boolean {
  return /^(account|set|code)-/.test(event.type)
}

export function isStoredEvent(value: unknown): value is StoredEvent {
  if (typeof value !== 'object' || value === null) return false
  const { id, replica, n, lamport, at, by, type } = value as Record<string, unknown>
  return (
    isText(id) &&
    isText(replica) &&
    isText(at) &&
    isText(by) &&
    isText(type) &&
    Number.isSafeInteger(n) &&
    Number.isSafeInteger(lamport)
  )
}

/** The one order of events, on every machine: by Lamport time, then by id. */
export function inOrder(a: Stamp, b: Stamp): number {
  return a.lamport - b.lamport || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
