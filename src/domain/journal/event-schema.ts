/** The members of each type of event. An event whose members do not fit was not written by this program. */
import {
  type Event,
  type Fact,
  type FactOf,
  type FactType,
  type IncidentFact,
  incidentOutcomes,
  type StoredEvent,
  voidReasons,
} from '../model/events.ts'
import { isAccountId, isNode, isRandomId, isRecordId, isShortId, isTaskId, isWord, stepOutcomes } from '../model/ids.ts'
import {
  deviceKinds,
  factorKinds,
  type HandoverTask,
  handoverKinds,
  owners,
  placeKinds,
  roles,
  testMethods,
} from '../model/registry.ts'
import { isScenario } from '../model/scenarios.ts'
import { assets, oddsLevels, sights } from '../model/situation.ts'
import { isIsoDate, isIsoTime } from '../text/date.ts'
import { isHandle } from '../text/handle.ts'
import { type Form, isListOf, isObject, isObjectOf, isOneOf, isText, isTextOf, orNull } from '../text/json.ts'

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

function optional<T>(form: Form<T>): Form<T | undefined> {
  return (value): value is T | undefined => value === undefined || form(value)
}

const account = isTextOf(isAccountId)
const accounts = isListOf(account)
const handle = isTextOf(isHandle)
const day = isTextOf(isIsoDate)
const time = isTextOf(isIsoTime)
const scenario = isTextOf(isScenario)
const randomId = isTextOf(isRandomId)
const randomIds = isListOf(randomId)
const shortId = isTextOf(isShortId)
const isSigned = isObjectOf({ at: time, by: isText })
const recordId = isTextOf(isRecordId)
const recordIds = isListOf(recordId)
const word = isTextOf(isWord)
const words = isListOf(isText)
const taskId = isTextOf(isTaskId)
const isTask = (value: unknown): value is HandoverTask =>
  isObject(value) && account(value.account) && taskId(value.task)

/** Every member of a type needs a check of its own type: a member without one does not compile. */
type Members<F> = F extends unknown ? { readonly [M in Exclude<keyof F, 'type' | 'was'>]: Form<F[M]> } : never

const members: { readonly [T in FactType]: Members<FactOf<T>> } = {
  'account-added': { account, handle },
  'account-renamed': { account, handle, from: optional(handle) },
  'account-removed': { account, sets: randomIds, codes: optional(randomIds) },
  'set-added': { account, set: randomId, issuedOn: day, codes: randomIds, replaces: optional(randomIds) },
  'set-completed': { account, set: randomId, codes: randomIds },
  'set-voided': { account, set: randomId, because: isOneOf(voidReasons) },
  'set-erased': { account, set: randomId },
  'set-retired': { account, set: randomId },
  'set-chosen': { account, set: randomId, over: randomIds },
  'code-reserved': { account, code: randomId, recovered: optional(isFlag) },
  'code-used': { account, code: randomId, found: optional(isFlag) },
  'code-rejected': { account, code: randomId },
  'totp-added': { account, totp: randomId },
  'totp-removed': { account, totp: randomId },
  'key-added': { slot: randomId, from: orNull(randomId), label: optional(isText), oneTime: optional(isFlag) },
  'key-revoked': {
    slot: randomId,
    because: isOneOf(['replaced', 'revoked']),
    successor: orNull(randomId),
    kept: optional(randomIds),
    key: optional(randomId),
  },
  'key-changed': { slot: randomId },
  'incident-opened': {
    incident: shortId,
    account: optional(account),
    handle: optional(handle),
    see: optional(isOneOf(sights)),
    have: isListOf(isOneOf(assets)),
    lost: isListOf(isOneOf(assets)),
    absent: optional(isListOf(isOneOf(assets))),
    scenario,
    odds: isOneOf(oddsLevels),
    when: time,
  },
  'incident-moved': { incident: shortId, scenario, when: time },
  'incident-step': { incident: shortId, playbook: word, step: word, outcome: isOneOf(stepOutcomes), when: time },
  'incident-paused': { incident: shortId, until: time, when: time },
  'incident-noted': { incident: shortId, text: isText },
  'incident-deadline-set': { incident: shortId, deadline: orNull(time) },
  'incident-closed': {
    incident: shortId,
    outcome: isOneOf(incidentOutcomes),
    cause: isText,
    worked: isText,
    change: isText,
  },
  'person-saved': {
    person: recordId,
    changed: optional(words),
    name: isText,
    roles: isListOf(isOneOf(roles)),
    agency: isFlag,
    left: orNull(day),
    phone: optional(orNull(isText)),
    contact: optional(orNull(isText)),
  },
  'person-removed': { person: recordId },
  'device-saved': {
    device: recordId,
    changed: optional(words),
    name: isText,
    kind: isOneOf(deviceKinds),
    owner: isOneOf(owners),
    holder: orNull(recordId),
    since: orNull(day),
    vault: isFlag,
  },
  'device-removed': { device: recordId },
  'factor-saved': {
    factor: recordId,
    changed: optional(words),
    kind: isOneOf(factorKinds),
    label: isText,
    owner: isOneOf(owners),
    on: orNull(recordId),
    holders: recordIds,
    needs: recordIds,
    confirmed: orNull(day),
  },
  'factor-linked': { factor: recordId, accounts },
  'factor-unlinked': { factor: recordId, accounts },
  'factor-removed': { factor: recordId },
  'place-saved': {
    place: recordId,
    changed: optional(words),
    kind: isOneOf(placeKinds),
    label: isText,
    on: orNull(recordId),
    holders: recordIds,
    handOver: optional(orNull(isText)),
  },
  'place-linked': { place: recordId, accounts },
  'place-unlinked': { place: recordId, accounts },
  'place-removed': { place: recordId },
  'review-recorded': { accounts, day },
  'test-recorded': { account, passed: isFlag, with: isOneOf(testMethods), day },
  'handover-started': {
    handover: shortId,
    kind: isOneOf(handoverKinds),
    about: isListOf(isTextOf(isNode)),
    tasks: isListOf(isTask),
  },
  'handover-task': { handover: shortId, account, task: taskId, outcome: isOneOf(stepOutcomes) },
  'handover-closed': { handover: shortId, dropped: optional(isFlag) },
  'audit-ignored': { rule: word, account: orNull(account), until: day, because: isText },
}

/** The same by any text: a type from outside may be `constructor`. */
const checks: ReadonlyMap<string, Readonly<Record<string, Form<unknown>>>> = new Map(Object.entries(members))

/** A fact about an incident with all its members. Such facts are also stored outside the journal. */
export function isIncidentFact(value: unknown): value is IncidentFact {
  if (!isObject(value) || !isText(value.type)) return false
  return value.type.startsWith('incident-') && hasMembers(value.type, value)
}

/** The fact that a value from outside says, without members that do not belong to it, such as those of a stamp. */
export function factIn(value: Readonly<Record<string, unknown>>): Fact | undefined {
  const { type, was } = value
  if (!isText(type) || !hasMembers(type, value)) return undefined
  const names = Object.keys(checks.get(type) ?? {})
  const own = names.filter(name => value[name] !== undefined).map(name => [name, value[name]])
  const signed = isSigned(was) ? { was: { at: was.at, by: was.by } } : {}
  const fact = { type, ...Object.fromEntries(own), ...signed }
  return isFact(fact) ? fact : undefined
}

function isFact(value: unknown): value is Fact {
  return isObject(value) && isText(value.type) && hasMembers(value.type, value)
}

/** Whether this program knows the event's type and all its members fit. Events made from local claims have no replica. */
export function isKnown(event: StoredEvent): event is StoredEvent & Event {
  return (event.replica === '' || isRandomId(event.replica)) && hasMembers(event.type, event)
}

function hasMembers(type: string, value: Readonly<Record<string, unknown>>): boolean {
  const ofType = checks.get(type)
  if (ofType === undefined) return false
  for (const name in ofType) if (!ofType[name]?.(value[name])) return false
  return value.was === undefined || isSigned(value.was)
}

export function isStoredEvent(value: unknown): value is StoredEvent {
  if (!isObject(value)) return false
  const { id, replica, n, lamport, at, by, type } = value
  return isAscii(id) && isAscii(replica) && isText(at) && isText(by) && isText(type) && isCount(n) && isCount(lamport)
}

function isAscii(value: unknown): boolean {
  return isText(value) && ascii.test(value)
}

const ascii = /^[\x20-\x7e]*$/

/** The next one must still be a safe integer, even after a hostile copy. */
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && 1 <= (value as number) && (value as number) <= maxCount
}

const maxCount = 2 ** 50
