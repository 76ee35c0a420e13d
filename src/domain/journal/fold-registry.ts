/**
 * Folds registry events. Tolerant, like the whole fold: a link of an unknown record is ignored, and so is a change of a record that was
 * removed meanwhile. A record that is saved whole after its removal is back, with the links made since.
 */
import type { Event, Fact, RegistryFact } from '../model/events.ts'
import type { AccountId } from '../model/ids.ts'
import type {
  Device,
  Factor,
  Handover,
  HandoverId,
  Ignored,
  LoginTest,
  Person,
  Place,
  Registry,
} from '../model/registry.ts'
import type { Mutable } from '../model/state.ts'
import type { IsoDate } from '../text/date.ts'
import { finishHandovers } from './fold-handovers.ts'

export type RegistryEvent = Extract<Event, RegistryFact>

export function isRegistryFact<F extends Fact>(fact: F): fact is Extract<F, RegistryFact> {
  return /^(person|device|factor|place|review|test|audit|handover)-/.test(fact.type)
}

/** The registry while it is folded: adding an entry takes constant time. */
export interface RegistryBuilder {
  readonly persons: Map<string, Person>
  readonly devices: Map<string, Device>
  readonly factors: Map<string, Linked<Factor>>
  readonly places: Map<string, Linked<Place>>
  readonly reviews: Map<AccountId, IsoDate>
  readonly tests: Map<AccountId, LoginTest[]>
  readonly ignored: Ignored[]
  readonly handovers: Map<HandoverId, Mutable<Handover>>
}

/** Each account with its generation (AccountBuilder) at the time of the link. */
type Linked<R extends Factor | Place> = Omit<R, 'accounts'> & { readonly accounts: Map<AccountId, number> }

export const emptyRegistry: Registry = {
  persons: new Map(),
  devices: new Map(),
  factors: new Map(),
  places: new Map(),
  reviews: new Map(),
  tests: new Map(),
  ignored: [],
  handovers: new Map(),
}

/** How often an account was added again: a link made before does not count. */
export type GenerationOf = (account: AccountId) => number

/** A copy to fold more events into. */
export function draftOf(registry: Registry): RegistryBuilder {
  return {
    persons: new Map(registry.persons),
    devices: new Map(registry.devices),
    factors: mapped(registry.factors, factor => ({ ...factor, accounts: linkedNow(factor.accounts) })),
    places: mapped(registry.places, place => ({ ...place, accounts: linkedNow(place.accounts) })),
    reviews: new Map(registry.reviews),
    tests: mapped(registry.tests, tests => [...tests]),
    ignored: [...registry.ignored],
    handovers: mapped(registry.handovers, ({ about, tasks, tried, ...handover }) => ({
      ...handover,
      about: [...about],
      tasks: [...tasks],
      tried: [...tried],
    })),
  }
}

function linkedNow(accounts: readonly AccountId[]): Map<AccountId, number> {
  return new Map(accounts.map(account => [account, 0]))
}

/** @param isValid whether a link that was made in this generation of the account counts */
export function registryOf(
  { factors, places, handovers, ...draft }: RegistryBuilder,
  isValid: (account: AccountId, generation: number) => boolean = () => true,
): Registry {
  const valid = (accounts: ReadonlyMap<AccountId, number>): AccountId[] =>
    [...accounts].filter(([account, generation]) => isValid(account, generation)).map(([account]) => account)
  return {
    ...draft,
    handovers: finishHandovers(handovers),
    factors: mapped(factors, factor => ({ ...factor, accounts: valid(factor.accounts) })),
    places: mapped(places, place => ({ ...place, accounts: valid(place.accounts) })),
  }
}

function mapped<V, W>(map: ReadonlyMap<string, V>, change: (value: V) => W): Map<string, W> {
  return new Map([...map].map(([id, value]) => [id, change(value)]))
}

export function recordInRegistry(
  event: RegistryEvent,
  draft: RegistryBuilder,
  generationOf: GenerationOf = () => 0,
): void {
  switch (event.type) {
    case 'person-saved':
      save(draft.persons, event.person, event, before => personOf(event, before))
      break
    case 'person-removed':
      draft.persons.delete(event.person)
      break
    case 'device-saved':
      save(draft.devices, event.device, event, () => deviceOf(event))
      break
    case 'device-removed':
      draft.devices.delete(event.device)
      break
    case 'factor-saved':
      save(draft.factors, event.factor, event, before => factorOf(event, before))
      break
    case 'factor-linked':
    case 'factor-unlinked':
      link(draft.factors, event.factor, event, event.type === 'factor-linked' ? generationOf : undefined)
      break
    case 'factor-removed':
      draft.factors.delete(event.factor)
      break
    case 'place-saved':
      save(draft.places, event.place, event, before => placeFrom(event, before))
      break
    case 'place-linked':
    case 'place-unlinked':
      link(draft.places, event.place, event, event.type === 'place-linked' ? generationOf : undefined)
      break
    case 'place-removed':
      draft.places.delete(event.place)
      break
    case 'review-recorded':
      recordReview(event, draft)
      break
    case 'test-recorded':
      recordTest(event, draft)
      break
    case 'audit-ignored': {
      const { rule, account, until, because, by } = event
      draft.ignored.push({ rule, account, until, because, by })
      break
    }
    default:
      recordHandover(event, draft)
  }
}

type OfType<T extends RegistryEvent['type']> = Extract<RegistryEvent, { readonly type: T }>

// Records

function save<R extends object>(
  records: Map<string, R>,
  id: string,
  { changed }: { readonly changed?: readonly string[] | undefined },
  build: (before: R | undefined) => R,
): void {
  const before = records.get(id)
  if (changed === undefined) records.set(id, build(before))
  else if (before) {
    const fields = new Set(changed.map(member => (member === 'on' ? 'device' : member)))
    const saved = Object.entries(build(before)).filter(([field]) => fields.has(field) && !isFixed(field))
    records.set(id, { ...before, ...Object.fromEntries(saved) })
  }
}

function isFixed(field: string): boolean {
  return field === 'id' || field === 'accounts'
}

function personOf(event: OfType<'person-saved'>, before: Person | undefined): Person {
  const { person: id, name, roles, agency, left } = event
  const phone = keepPrevious(event.phone, before?.phone)
  const contact = keepPrevious(event.contact, before?.contact)
  return { id, name, roles, agency, left, phone, contact }
}

function deviceOf(event: OfType<'device-saved'>): Device {
  const { device: id, name, kind, owner, holder, since, vault } = event
  return { id, name, kind, owner, holder, since, vault }
}

function factorOf(event: OfType<'factor-saved'>, before: Linked<Factor> | undefined): Linked<Factor> {
  const { factor: id, kind, label, owner, on: device, holders, needs, confirmed } = event
  return { id, kind, label, owner, device, holders, needs, confirmed, accounts: before?.accounts ?? new Map() }
}

function placeFrom(event: OfType<'place-saved'>, before: Linked<Place> | undefined): Linked<Place> {
  const { place: id, kind, label, on: device, holders } = event
  const handOver = keepPrevious(event.handOver, before?.handOver)
  return { id, kind, label, device, holders, handOver, accounts: before?.accounts ?? new Map() }
}

/** A program that does not know a member saves the record without it, which does not change the member. */
function keepPrevious(saved: string | null | undefined, before: string | null | undefined): string | null {
  return saved === undefined ? (before ?? null) : saved
}

/** @param generationOf missing: unlinks */
function link(
  records: ReadonlyMap<string, { readonly accounts: Map<AccountId, number> }>,
  id: string,
  { accounts: named }: { readonly accounts: readonly AccountId[] },
  generationOf: GenerationOf | undefined,
): void {
  const accounts = records.get(id)?.accounts
  if (!accounts) return
  for (const account of named) {
    if (generationOf) accounts.set(account, generationOf(account))
    else accounts.delete(account)
  }
}

// What was done

function recordReview({ accounts, day }: OfType<'review-recorded'>, { reviews }: RegistryBuilder): void {
  for (const account of accounts) {
    const before = reviews.get(account)
    if (before === undefined || before < day) reviews.set(account, day)
  }
}

function recordTest(event: OfType<'test-recorded'>, draft: RegistryBuilder): void {
  const { account, passed, with: method, day: on, at, by } = event
  const tests = draft.tests.get(account) ?? []
  tests.push({ on, passed, with: method, at, by })
  draft.tests.set(account, tests)
}

function recordHandover(
  event: OfType<'handover-started' | 'handover-task' | 'handover-closed'>,
  { handovers }: RegistryBuilder,
): void {
  const handover = handovers.get(event.handover)
  switch (event.type) {
    case 'handover-started': {
      const { handover: id, kind, about, tasks, at: startedAt, by: startedBy } = event
      if (handover) break
      handovers.set(id, { id, kind, about: [...about], startedAt, startedBy, tasks: [...tasks], tried: [] })
      break
    }
    case 'handover-task': {
      const { account, task, outcome, at, by } = event
      handover?.tried.push({ account, task, outcome, at, by })
      break
    }
    case 'handover-closed':
      if (!handover || handover.closedAt !== undefined) break
      handover.closedAt = event.at
      if (event.dropped) handover.dropped = true
  }
}
