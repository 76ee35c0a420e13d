/** Records reviews and login tests. */
import { UserError } from '../../errors.ts'
import { provenBy, recordOutcome } from '../codes/outcome.ts'
import { currentCodes, type PlacedCode, placedCodeOf } from '../codes/queries.ts'
import { requireAccount } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact } from '../model/events.ts'
import type { AccountId, CodeId } from '../model/ids.ts'
import type {
  Device,
  DeviceId,
  Factor,
  FactorId,
  Person,
  PersonId,
  Place,
  PlaceId,
  TestMethod,
} from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import { withNeeds } from '../registry/links.ts'
import { removeRecord } from '../registry/remove.ts'
import { factorSaved, placeSaved } from '../registry/save.ts'
import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import { dayOf } from './schedule.ts'

/**
 * Records that the accounts were reviewed.
 *
 * @throws UserError `account-needed`, `unknown-account`
 */
export function recordReview(state: State, handles: readonly Handle[], day: IsoDate): Decision {
  if (handles.length === 0) throw new UserError('account-needed', { accounts: [] })
  const accounts = handles.map(handle => requireAccount(state, handle).id)
  return { facts: [{ type: 'review-recorded', accounts, day }] }
}

// What the review found

/** The records that the accounts depend on, each once. */
export interface Inventory {
  readonly accounts: readonly Account[]
  readonly places: readonly Place[]
  /** All active persons: that a person has left is what most often goes unnoticed. */
  readonly persons: readonly Person[]
  /** The devices of the factors and places. */
  readonly devices: readonly Device[]
  readonly factors: readonly Factor[]
}

export function inventoryOf(state: State, accounts: readonly Account[]): Inventory {
  const { registry } = state
  const ids = new Set(accounts.map(({ id }) => id))
  const concerned = (record: Factor | Place): boolean => record.accounts.some(id => ids.has(id))
  const places = [...registry.places.values()].filter(concerned)
  const factors = withNeeds(registry, [...registry.factors.values()].filter(concerned))
  const on = new Set([...places, ...factors].flatMap(({ device }) => device ?? []))
  return {
    accounts,
    places,
    persons: [...registry.persons.values()].filter(({ left }) => left === null),
    devices: [...registry.devices.values()].filter(({ id }) => on.has(id)),
    factors,
  }
}

/** What turned out to be different. Everything else in the inventory is in order. */
export interface Findings {
  /** Used codes that the vault did not know as used. */
  readonly spent: ReadonlySet<CodeId>
  /** Places that have no copy of the codes any more. */
  readonly placesGone: ReadonlySet<PlaceId>
  /** The new holders. */
  readonly reachedBy: ReadonlyMap<PlaceId, readonly PersonId[]>
  readonly left: ReadonlySet<PersonId>
  readonly devicesGone: ReadonlySet<DeviceId>
  /** Factors that do not work for these accounts any more. */
  readonly factorsGone: ReadonlySet<FactorId>
  readonly factorsChanged: ReadonlyMap<FactorId, { readonly label: string; readonly device: DeviceId | null }>
  /** Not tried in this review, so neither confirmed nor changed. */
  readonly factorsUntried: ReadonlySet<FactorId>
}

export const allInOrder: Findings = {
  spent: new Set(),
  placesGone: new Set(),
  reachedBy: new Map(),
  left: new Set(),
  devicesGone: new Set(),
  factorsGone: new Set(),
  factorsChanged: new Map(),
  factorsUntried: new Set(),
}

/**
 * Records a whole review: what was different, what is confirmed, and that the accounts were reviewed.
 *
 * @throws UserError `account-needed`, `unknown-account`
 */
export function recordInventory(state: State, handles: readonly Handle[], findings: Findings, day: IsoDate): Decision {
  const review = recordReview(state, handles, day)
  const accounts = handles.map(handle => requireAccount(state, handle))
  // Looked up again: another replica may have changed it since the questions.
  const inventory = inventoryOf(state, accounts)
  return {
    facts: [
      ...accounts.flatMap(account => spentCodes(state, account, findings)),
      ...inventory.persons.flatMap(person => personFacts(person, findings, day)),
      ...inventory.devices.flatMap(({ id }) => (findings.devicesGone.has(id) ? deviceGone(state, id, inventory) : [])),
      ...inventory.places.flatMap(place => placeFacts(place, findings, accounts)),
      ...inventory.factors.flatMap(factor => factorFacts(state, factor, findings, accounts, day)),
      ...review.facts,
    ],
  }
}

/** Also removes references to it, except from records of the inventory, which are saved with their own findings. */
function deviceGone(state: State, id: DeviceId, { places, factors }: Inventory): readonly Fact[] {
  const own = new Set<string>([...places, ...factors].map(record => record.id))
  return removeRecord(state, 'device', id).facts.filter(fact => {
    const written = fact.type === 'factor-saved' ? fact.factor : fact.type === 'place-saved' ? fact.place : ''
    return !own.has(written)
  })
}

function spentCodes(state: State, account: Account, { spent }: Findings): readonly Fact[] {
  const found = currentCodes(state, account).filter(({ id, state }) => spent.has(id) && state !== 'used')
  const used = found.map(({ id }): Fact => ({ type: 'code-used', account: account.id, code: id, found: true }))
  const [first] = found
  return first ? [...used, ...provenBy(account, first.id)] : []
}

function placeFacts(
  place: Place,
  { placesGone, reachedBy, devicesGone }: Findings,
  accounts: readonly Account[],
): readonly Fact[] {
  if (placesGone.has(place.id)) {
    const gone = linkedTo(place, accounts)
    return [{ type: 'place-unlinked', place: place.id, accounts: gone }]
  }
  const holders = reachedBy.get(place.id) ?? place.holders
  const device = place.device !== null && devicesGone.has(place.device) ? null : place.device
  if (holders === place.holders && device === place.device) return []
  return [placeSaved({ ...place, device, holders })]
}

function personFacts({ id: person, ...fields }: Person, { left }: Findings, day: IsoDate): readonly Fact[] {
  return left.has(person) ? [{ type: 'person-saved', person, ...fields, left: day }] : []
}

function factorFacts(
  { registry }: State,
  factor: Factor,
  findings: Findings,
  accounts: readonly Account[],
  day: IsoDate,
): readonly Fact[] {
  const { id } = factor
  if (findings.factorsGone.has(id)) {
    const gone = linkedTo(factor, accounts)
    const isOthers = factor.accounts.length > gone.length
    const isNeeded = [...registry.factors.values()].some(other => other.needs.includes(id))
    if (isOthers || isNeeded) return gone.length === 0 ? [] : [{ type: 'factor-unlinked', factor: id, accounts: gone }]
    return [{ type: 'factor-removed', factor: id }]
  }
  const changed = findings.factorsChanged.get(id)
  const { label, device: deviceThen } = changed ?? factor
  const device = deviceThen !== null && findings.devicesGone.has(deviceThen) ? null : deviceThen
  const isUntried = findings.factorsUntried.has(id)
  const confirmed = isUntried ? factor.confirmed : day
  if (!changed && device === factor.device && confirmed === factor.confirmed) return []
  return [factorSaved({ ...factor, label, device, confirmed })]
}

function linkedTo(record: Factor | Place, accounts: readonly Account[]): readonly AccountId[] {
  const linked = new Set(record.accounts)
  return accounts.map(({ id }) => id).filter(id => linked.has(id))
}

// Login tests

export interface TestResult {
  readonly passed: boolean
  readonly with: TestMethod
  readonly day: IsoDate
  /** With a code: its number on the list; by default the code handed out last. */
  readonly position?: number | undefined
}

export interface TestRecorded extends Decision {
  readonly account: Account
  /** The code that was typed. */
  readonly code?: PlacedCode
}

/**
 * Records a login test. A code that was typed is marked: used if the login worked, else rejected.
 *
 * @throws UserError `unknown-account`; with a code all of `recordOutcome`
 */
export function recordTest(state: State, handle: Handle, test: TestResult): TestRecorded {
  const account = requireAccount(state, handle)
  const { passed, with: method, day, position } = test
  const recorded: Fact = { type: 'test-recorded', account: account.id, passed, with: method, day }
  if (method !== 'code') return { account, facts: [recorded] }

  const known = position === undefined ? countedToday(state, account, test) : undefined
  if (known) return { account, code: known, facts: [recorded] }
  const { code, facts } = recordOutcome(state, handle, passed ? 'worked' : 'rejected', position)
  return { account, code, facts: [...facts, recorded] }
}

/** The code, if its outcome was already recorded today, by `use`. */
function countedToday(state: State, account: Account, { passed, day }: TestResult): PlacedCode | undefined {
  const code = state.codes.get(account.lastHandedOut ?? '')
  const at = passed ? code?.usedAt : code?.rejectedAt
  const isCounted = code?.outcome === (passed ? 'used' : 'rejected') && at !== undefined && dayOf(at) === day
  return isCounted ? placedCodeOf(state, account, code.id) : undefined
}
