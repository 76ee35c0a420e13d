/**
 * The events of the journal: what happened, for good.
 *
 * An event is immutable. It names accounts by their id and codes by their code id, never by digits. Events of a type that this
 * program does not know, or whose members do not fit, are kept as they are and written back (`isKnown` is false).
 */
import { type IsoDate, isIsoDate } from './date.ts'
import { type Handle, isHandle } from './handle.ts'

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

/** What happened: an event without its stamp. Rules return facts; the store stamps them. */
export type Fact =
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
  | { readonly type: 'key-changed'; readonly slot: string }

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
const isReason = (value: unknown): boolean => voidReasons.some(reason => reason === value)

type Check = (value: unknown) => boolean

/** The members that each type needs, and what they must be. */
const members: { readonly [T in FactType]: Readonly<Record<string, Check>> } = {
  'account-added': { account: isText, handle: isHandleText },
  'account-renamed': { account: isText, handle: isHandleText },
  'account-removed': { account: isText, sets: isTexts },
  'set-added': { account: isText, set: isText, issuedOn: isDateText, codes: isTexts },
  'set-completed': { account: isText, set: isText, codes: isTexts },
  'set-voided': { account: isText, set: isText, because: isReason },
  'set-erased': { account: isText, set: isText },
  'code-reserved': { account: isText, code: isText },
  'code-used': { account: isText, code: isText },
  'code-rejected': { account: isText, code: isText },
  'key-changed': { slot: isText },
}

/** The same as lists, made once: a fold asks for every event. */
const checks: ReadonlyMap<string, readonly (readonly [string, Check])[]> = new Map(
  Object.entries(members).map(([type, ofType]) => [type, Object.entries(ofType)]),
)

/** Whether this program knows the event's type and finds the members that it needs. */
export function isKnown(event: StoredEvent): event is StoredEvent & Event {
  return checks.get(event.type)?.every(([name, fits]) => fits(event[name])) === true
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
