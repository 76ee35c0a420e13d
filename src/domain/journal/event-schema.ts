/** The members of each type of event: what comes out of a payload is an event of ours only if they fit. */
import {
  type Event,
  type FactType,
  type IncidentFact,
  incidentOutcomes,
  type StoredEvent,
  voidReasons,
} from '../model/events.ts'
import { isAccountId, isNode, isRandomId, isRecordId, isShortId, isTaskId, isWord, stepOutcomes } from '../model/ids.ts'
import { deviceKinds, factorKinds, handoverKinds, owners, placeKinds, roles, testMethods } from '../model/registry.ts'
import { isScenario } from '../model/scenarios.ts'
import { assets, oddsLevels, sights } from '../model/situation.ts'
import { isIsoDate, isIsoTime } from '../text/date.ts'
import { isHandle } from '../text/handle.ts'
import { isObject } from '../text/json.ts'

const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)

type Check = (value: unknown) => boolean

/** A text of this form. */
const a =
  (fits: (text: string) => boolean): Check =>
  value =>
    isText(value) && fits(value)
/** A list of such texts. */
const some =
  (fits: (text: string) => boolean): Check =>
  value =>
    isTexts(value) && value.every(fits)
const isOneOf = (words: readonly string[]): Check => a(text => words.includes(text))
const areSomeOf = (words: readonly string[]): Check => some(text => words.includes(text))
const isTask: Check = value => isObject(value) && account(value.account) && a(isTaskId)(value.task)
const isFlag: Check = value => typeof value === 'boolean'
const orNull =
  (fits: Check): Check =>
  value =>
    value === null || fits(value)
const optional =
  (fits: Check): Check =>
  value =>
    value === undefined || fits(value)

const account = a(isAccountId)
const accounts = some(isAccountId)
const handle = a(isHandle)
const day = a(isIsoDate)
const time = a(isIsoTime)
const scenario = a(isScenario)
const randomId = a(isRandomId)
const randomIds = some(isRandomId)
const shortId = a(isShortId)
const recordId = a(isRecordId)
const recordIds = some(isRecordId)
const word = a(isWord)

/** The members of each type, and what they must be. */
const members: { readonly [T in FactType]: Readonly<Record<string, Check>> } = {
  'account-added': { account, handle },
  'account-renamed': { account, handle },
  'account-removed': { account, sets: randomIds },
  'set-added': { account, set: randomId, issuedOn: day, codes: randomIds },
  'set-completed': { account, set: randomId, codes: randomIds },
  'set-voided': { account, set: randomId, because: isOneOf(voidReasons) },
  'set-erased': { account, set: randomId },
  'code-reserved': { account, code: randomId },
  'code-used': { account, code: randomId },
  'code-rejected': { account, code: randomId },
  'totp-added': { account, totp: randomId },
  'totp-removed': { account, totp: randomId },
  'key-added': { slot: randomId, from: orNull(randomId) },
  'key-revoked': { slot: randomId, because: isOneOf(['replaced', 'revoked']), successor: orNull(randomId) },
  'key-changed': { slot: randomId },
  'incident-opened': {
    incident: shortId,
    account: optional(account),
    handle: optional(handle),
    see: optional(isOneOf(sights)),
    have: areSomeOf(assets),
    lost: areSomeOf(assets),
    scenario,
    odds: isOneOf(oddsLevels),
    when: time,
  },
  'incident-moved': { incident: shortId, scenario, when: time },
  'incident-step': { incident: shortId, playbook: word, step: word, outcome: isOneOf(stepOutcomes), when: time },
  'incident-paused': { incident: shortId, until: time, when: time },
  'incident-noted': { incident: shortId, text: isText },
  'incident-deadline-set': { incident: shortId, deadline: value => value === null || time(value) },
  'incident-closed': {
    incident: shortId,
    outcome: isOneOf(incidentOutcomes),
    cause: isText,
    worked: isText,
    change: isText,
  },
  'person-saved': {
    person: recordId,
    name: isText,
    roles: areSomeOf(roles),
    agency: isFlag,
    left: orNull(day),
    phone: optional(orNull(isText)),
    contact: optional(orNull(isText)),
  },
  'person-removed': { person: recordId },
  'device-saved': {
    device: recordId,
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
    about: some(isNode),
    tasks: value => Array.isArray(value) && value.every(isTask),
  },
  'handover-task': { handover: shortId, account, task: a(isTaskId), outcome: isOneOf(stepOutcomes) },
  'handover-closed': { handover: shortId },
  'audit-ignored': { rule: word, account: orNull(account), until: day, because: isText },
}

/** The same as lists, made once: a fold asks for every event. */
const checks: ReadonlyMap<string, readonly (readonly [string, Check])[]> = new Map(
  Object.entries(members).map(([type, ofType]) => [type, Object.entries(ofType)]),
)

/** Whether it is a fact about an incident, with the members that it needs: such a fact may wait outside the journal. */
export function isIncidentFact(value: unknown): value is IncidentFact {
  if (!isObject(value) || !isText(value.type)) return false
  return value.type.startsWith('incident-') && hasMembers(value.type, value)
}

/**
 * Whether this program knows the event's type and finds the members that it needs, with ids as it makes them. What is written from
 * the claims of this machine has no replica.
 */
export function isKnown(event: StoredEvent): event is StoredEvent & Event {
  return (event.replica === '' || isRandomId(event.replica)) && hasMembers(event.type, event)
}

function hasMembers(type: string, value: Readonly<Record<string, unknown>>): boolean {
  return checks.get(type)?.every(([name, fits]) => fits(value[name])) === true
}

export function isStoredEvent(value: unknown): value is StoredEvent {
  if (!isObject(value)) return false
  const { id, replica, n, lamport, at, by, type } = value
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
