/**
 * How the journal's facts become the registry. Part of the fold, and tolerant like it: a link to what nobody saved is passed over,
 * and a record that comes back after its removal (two machines apart) is there again, with the links made since.
 */

import type { IsoDate } from './date.ts'
import type { AccountId, Event, Fact, RegistryFact } from './events.ts'
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
} from './registry.ts'

export type RegistryEvent = Extract<Event, RegistryFact>

export function isRegistryFact<F extends Fact>(fact: F): fact is Extract<F, RegistryFact> {
  return /^(person|device|factor|place|review|test|audit|handover)-/.test(fact.type)
}

/** The registry while it is folded. */
export interface RegistryDraft {
  readonly persons: Map<string, Person>
  readonly devices: Map<string, Device>
  readonly factors: Map<string, Factor>
  readonly places: Map<string, Place>
  readonly reviews: Map<AccountId, IsoDate>
  readonly tests: Map<AccountId, LoginTest[]>
  readonly ignored: Ignored[]
  readonly handovers: Map<HandoverId, Handover>
}

export function emptyRegistry(): RegistryDraft & Registry {
  return {
    persons: new Map(),
    devices: new Map(),
    factors: new Map(),
    places: new Map(),
    reviews: new Map(),
    tests: new Map(),
    ignored: [],
    handovers: new Map(),
  }
}

export function recordInRegistry(event: RegistryEvent, draft: RegistryDraft): void {
  switch (event.type) {
    case 'person-saved': {
      const { person: id, name, roles, agency, left } = event
      const before = draft.persons.get(id)
      const phone = asBefore(event.phone, before?.phone)
      const contact = asBefore(event.contact, before?.contact)
      draft.persons.set(id, { id, name, roles, agency, left, phone, contact })
      break
    }
    case 'person-removed':
      draft.persons.delete(event.person)
      break
    case 'device-saved': {
      const { device: id, name, kind, owner, holder, since, vault } = event
      draft.devices.set(id, { id, name, kind, owner, holder, since, vault })
      break
    }
    case 'device-removed':
      draft.devices.delete(event.device)
      break
    case 'factor-saved': {
      const { factor: id, kind, label, owner, on: device, holders, needs, confirmed } = event
      const accounts = draft.factors.get(id)?.accounts ?? []
      draft.factors.set(id, { id, kind, label, owner, device, holders, needs, confirmed, accounts })
      break
    }
    case 'factor-linked':
    case 'factor-unlinked': {
      const factor = draft.factors.get(event.factor)
      const isLinked = event.type === 'factor-linked'
      if (factor)
        draft.factors.set(factor.id, {
          ...factor,
          accounts: linked(factor.accounts, event.accounts, isLinked),
        })
      break
    }
    case 'factor-removed':
      draft.factors.delete(event.factor)
      break
    case 'place-saved': {
      const { place: id, kind, label, on: device, holders } = event
      const before = draft.places.get(id)
      const handOver = asBefore(event.handOver, before?.handOver)
      const accounts = before?.accounts ?? []
      draft.places.set(id, { id, kind, label, device, holders, handOver, accounts })
      break
    }
    case 'place-linked':
    case 'place-unlinked': {
      const place = draft.places.get(event.place)
      const isLinked = event.type === 'place-linked'
      if (place)
        draft.places.set(place.id, { ...place, accounts: linked(place.accounts, event.accounts, isLinked) })
      break
    }
    case 'place-removed':
      draft.places.delete(event.place)
      break
    case 'review-recorded':
      for (const account of event.accounts) {
        const before = draft.reviews.get(account)
        if (before === undefined || before < event.day) draft.reviews.set(account, event.day)
      }
      break
    case 'test-recorded': {
      const { account, passed, with: method, day: on, by } = event
      const tests = draft.tests.get(account) ?? []
      tests.push({ on, passed, with: method, by })
      draft.tests.set(account, tests)
      break
    }
    case 'handover-started': {
      const { handover: id, kind, about, tasks, at: startedAt, by: startedBy } = event
      if (!draft.handovers.has(id))
        draft.handovers.set(id, { id, kind, about, startedAt, startedBy, tasks, tried: [] })
      break
    }
    case 'handover-task': {
      const handover = draft.handovers.get(event.handover)
      const { account, task, outcome, at, by } = event
      if (handover)
        draft.handovers.set(handover.id, {
          ...handover,
          tried: [...handover.tried, { account, task, outcome, at, by }],
        })
      break
    }
    case 'handover-closed': {
      const handover = draft.handovers.get(event.handover)
      if (handover && !handover.closedAt)
        draft.handovers.set(handover.id, { ...handover, closedAt: event.at })
      break
    }
    case 'audit-ignored': {
      const { rule, account, until, because, by } = event
      draft.ignored.push({ rule, account, until, because, by })
      break
    }
  }
}

/** A program that does not know the member saves a record without it, and means no change of it. */
function asBefore(saved: string | null | undefined, before: string | null | undefined): string | null {
  return saved === undefined ? (before ?? null) : saved
}

function linked(
  accounts: readonly AccountId[],
  named: readonly AccountId[],
  isLinked: boolean,
): readonly AccountId[] {
  const found = new Set(accounts)
  for (const account of named) {
    if (isLinked) found.add(account)
    else found.delete(account)
  }
  return [...found]
}
