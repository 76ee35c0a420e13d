/**
 * Who holds which key: persons, their devices, the factors that live on them, and the places where copies of the codes are kept.
 *
 * Each is entered once, however many accounts it serves. A record is replaced as a whole; its history stays in the journal.
 */
import type { IsoDate } from '../text/date.ts'
import type { AccountId, StepOutcome } from './ids.ts'

/** What a person types for it: its name, made short (`idFrom`). */
export type PersonId = string
export type DeviceId = string
export type FactorId = string
export type PlaceId = string

/** The article's three roles: address and password; daily work, no factors; two-factor, codes, reviews. */
export const roles = ['account-manager', 'poster', 'security-manager'] as const
export type Role = (typeof roles)[number]

export const owners = ['company', 'private'] as const
export type Owner = (typeof owners)[number]

export const deviceKinds = ['phone', 'tablet', 'computer'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Ways to pass the second step, or to get the account back. */
export const factorKinds = ['authenticator', 'sms', 'whatsapp', 'mail', 'session', 'facebook', 'portfolio'] as const
export type FactorKind = (typeof factorKinds)[number]

/** From the best to what must never be. */
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
  /** Works for an agency, not for the account's owner. */
  readonly agency: boolean
  /** The last day; null while active. */
  readonly left: IsoDate | null
  readonly phone: string | null
  /** How else they are reached: an extension, a chat, who sits next to them. */
  readonly contact: string | null
}

/** On the last day itself the keys should have changed hands: from that day on a person counts as gone. */
export function hasLeft({ left }: Person, today: IsoDate): boolean {
  return left !== null && left <= today
}

export interface Device {
  readonly id: DeviceId
  readonly name: string
  readonly kind: DeviceKind
  readonly owner: Owner
  readonly holder: PersonId | null
  /** Since when it is in use; null where nobody said. */
  readonly since: IsoDate | null
  /** A copy of this vault can be opened on it. */
  readonly vault: boolean
}

export interface Factor {
  readonly id: FactorId
  readonly kind: FactorKind
  /** The address, the number, the app: what a person recognises it by. Never a secret. */
  readonly label: string
  readonly owner: Owner
  /** Where it lives; null: on no device of its own, as a mailbox that opens anywhere. */
  readonly device: DeviceId | null
  /** Who can use it: reads the mailbox, has the phone. Empty: whoever holds the device. */
  readonly holders: readonly PersonId[]
  /** Other factors that it cannot be opened without, as a mailbox that asks for an SMS. */
  readonly needs: readonly FactorId[]
  /** When somebody last made sure that it works. */
  readonly confirmed: IsoDate | null
  readonly accounts: readonly AccountId[]
}

export interface Place {
  readonly id: PlaceId
  readonly kind: PlaceKind
  /** Where it is, in words: "safe in the office". */
  readonly label: string
  readonly device: DeviceId | null
  /** Who can reach it. */
  readonly holders: readonly PersonId[]
  /** How the copy changes hands: "sealed envelope, both managers present". */
  readonly handOver: string | null
  readonly accounts: readonly AccountId[]
}

/** A login test: a real login from another device. */
export interface LoginTest {
  readonly on: IsoDate
  readonly passed: boolean
  readonly with: TestMethod
  readonly by: string
}

export const testMethods = ['authenticator', 'sms', 'code'] as const
export type TestMethod = (typeof testMethods)[number]

/** A finding that somebody has looked at and set aside for a while. */
export interface Ignored {
  readonly rule: string
  /** Null: for every account. */
  readonly account: AccountId | null
  readonly until: IsoDate
  readonly because: string
  readonly by: string
}

/** Short and easy to say, like an incident's. */
export type HandoverId = string

/** Somebody leaves, something is lost, a phone is changed. */
export const handoverKinds = ['leave', 'lose', 'phone-change'] as const
export type HandoverKind = (typeof handoverKinds)[number]

/** One line of the check-list: a step of what-if's rotation (`move:factor:authenticator`), for an account. */
export interface HandoverTask {
  readonly account: AccountId
  readonly task: string
}

/** The check-list of a hand-over, as it was made when it began. */
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
  readonly closedAt?: string
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
  /** In the order in which they began. */
  readonly handovers: ReadonlyMap<HandoverId, Handover>
}
