/**
 * Persons, their devices, the factors on them, and the places where copies of the codes are kept.
 *
 * Each is entered once and linked to any number of accounts. A record is replaced as a whole; its history stays in the journal.
 */
import type { RecordKind } from '../../errors.ts'
import type { IsoDate } from '../text/date.ts'
import type { AccountId, StepOutcome } from './ids.ts'

export const recordKinds = ['person', 'device', 'factor', 'place'] as const satisfies readonly RecordKind[]

/** The record that `person:sato` names; undefined for any other text. */
export function recordIn(node: string): { readonly kind: RecordKind; readonly id: string } | undefined {
  const kind = recordKinds.find(kind => node.startsWith(`${kind}:`))
  return kind && { kind, id: node.slice(kind.length + 1) }
}

/** The name, made short (`idFrom`), as people type it. */
export type PersonId = string
export type DeviceId = string
export type FactorId = string
export type PlaceId = string

/** The article's three roles: mail address and password; daily posts without factors; two-factor, codes and reviews. */
export const roles = ['account-manager', 'poster', 'security-manager'] as const
export type Role = (typeof roles)[number]

export const owners = ['company', 'private'] as const
export type Owner = (typeof owners)[number]

export const deviceKinds = ['phone', 'tablet', 'computer'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Ways to pass the second step, or to get the account back. */
export const factorKinds = [
  'authenticator',
  'passkey',
  'sms',
  'whatsapp',
  'mail',
  'session',
  'facebook',
  'portfolio',
] as const
export type FactorKind = (typeof factorKinds)[number]

/** The best first; the last ones must never be used. */
export const placeKinds = [
  'password-manager',
  'locked-paper',
  'paper',
  'spreadsheet',
  'note',
  'screenshot',
  'mail',
  'chat',
] as const
export type PlaceKind = (typeof placeKinds)[number]

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  /** Works for an agency, not for the owner of the account. */
  readonly agency: boolean
  /** The last day; null while active. */
  readonly left: IsoDate | null
  readonly phone: string | null
  /** Another way to reach them: an extension, a chat, a colleague. */
  readonly contact: string | null
}

/** A person counts as gone from the last day on: by then the keys should be with others. */
export function hasLeft({ left }: Person, today: IsoDate): boolean {
  return left !== null && left <= today
}

export interface Device {
  readonly id: DeviceId
  readonly name: string
  readonly kind: DeviceKind
  readonly owner: Owner
  readonly holder: PersonId | null
  /** In use since; null if unknown. */
  readonly since: IsoDate | null
  /** This vault can be opened on it. */
  readonly vault: boolean
}

export interface Factor {
  readonly id: FactorId
  readonly kind: FactorKind
  /** The address, the number, the app: how a person recognizes it. Never a secret. */
  readonly label: string
  readonly owner: Owner
  /** The device that it is on. Null: none, such as a mailbox that opens anywhere. Stored as `on`. */
  readonly device: DeviceId | null
  /** Who can use it: reads the mailbox, has the phone. Empty: the holder of the device. */
  readonly holders: readonly PersonId[]
  /** Factors that it cannot be used without, such as the SMS that a mailbox asks for. */
  readonly needs: readonly FactorId[]
  /** When it was last confirmed to work. */
  readonly confirmed: IsoDate | null
  readonly accounts: readonly AccountId[]
}

export interface Place {
  readonly id: PlaceId
  readonly kind: PlaceKind
  /** Such as "safe in the office". */
  readonly label: string
  /** Stored as `on`. */
  readonly device: DeviceId | null
  /** Who can reach it. */
  readonly holders: readonly PersonId[]
  /** How the copy is handed over: "sealed envelope, both managers present". */
  readonly handOver: string | null
  readonly accounts: readonly AccountId[]
}

/** A login test: a real login from another device. */
export interface LoginTest {
  readonly on: IsoDate
  readonly passed: boolean
  readonly with: TestMethod
  /** When it was recorded: ISO 8601 in UTC. */
  readonly at: string
  readonly by: string
}

export const testMethods = ['authenticator', 'sms', 'code'] as const
export type TestMethod = (typeof testMethods)[number]

/** An audit finding that is ignored for a while. */
export interface Ignored {
  readonly rule: string
  /** Null: for every account. */
  readonly account: AccountId | null
  readonly until: IsoDate
  readonly because: string
  readonly by: string
}

/** Short, like an incident's. */
export type HandoverId = string

/** Somebody leaves, something is lost, a phone is changed. */
export const handoverKinds = ['leave', 'lose', 'phone-change'] as const
export type HandoverKind = (typeof handoverKinds)[number]

/** One line of the checklist: a rotation step (`move:factor:authenticator`) for an account. */
export interface HandoverTask {
  readonly account: AccountId
  readonly task: string
}

export function keyOf({ account, task }: HandoverTask): string {
  return `${account} ${task}`
}

/** The checklist of a handover, as it was made at the start. */
export interface Handover {
  readonly id: HandoverId
  readonly kind: HandoverKind
  readonly about: readonly string[]
  readonly startedAt: string
  readonly startedBy: string
  readonly tasks: readonly HandoverTask[]
  readonly tried: readonly (HandoverTask & {
    readonly outcome: StepOutcome
    readonly at: string
    readonly by: string
  })[]
  /** Lists about the same that were made on other machines: they are one with this list. */
  readonly same?: readonly HandoverId[]
  readonly closedAt?: string
  /** Closed before everything was done. */
  readonly dropped?: boolean
}

export interface Registry {
  readonly persons: ReadonlyMap<PersonId, Person>
  readonly devices: ReadonlyMap<DeviceId, Device>
  readonly factors: ReadonlyMap<FactorId, Factor>
  readonly places: ReadonlyMap<PlaceId, Place>
  /** The day of each account's latest review. */
  readonly reviews: ReadonlyMap<AccountId, IsoDate>
  /** Each account's login tests, oldest first. */
  readonly tests: ReadonlyMap<AccountId, readonly LoginTest[]>
  readonly ignored: readonly Ignored[]
  /** The oldest first. */
  readonly handovers: ReadonlyMap<HandoverId, Handover>
}
