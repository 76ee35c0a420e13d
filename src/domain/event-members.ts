/** The members of each type of event: what comes out of a payload is an event of ours only if they fit. */
import { isIsoDate, isIsoTime } from './date.ts'
import {
  type Event,
  type FactType,
  type IncidentFact,
  incidentOutcomes,
  type StoredEvent,
  stepOutcomes,
  voidReasons,
} from './events.ts'
import { isHandle } from './handle.ts'
import { isObject } from './json-object.ts'
import {
  deviceKinds,
  factorKinds,
  handoverKinds,
  owners,
  placeKinds,
  roles,
  testMethods,
} from './registry.ts'
import { isScenario } from './scenarios.ts'
import { assets, oddsLevels, sights } from './situation.ts'

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
const isTask: Check = value => isObject(value) && isText(value.account) && isText(value.task)
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
  'totp-added': { account: isText, totp: isText },
  'totp-removed': { account: isText, totp: isText },
  'key-added': { slot: isText, from: orNull(isText) },
  'key-revoked': { slot: isText, because: isOneOf(['replaced', 'revoked']), successor: orNull(isText) },
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
    phone: optional(orNull(isText)),
    contact: optional(orNull(isText)),
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
    handOver: optional(orNull(isText)),
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
  if (!isObject(value) || !isText(value.type)) return false
  return value.type.startsWith('incident-') && hasMembers(value.type, value)
}

/** Whether this program knows the event's type and finds the members that it needs. */
export function isKnown(event: StoredEvent): event is StoredEvent & Event {
  return hasMembers(event.type, event)
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
