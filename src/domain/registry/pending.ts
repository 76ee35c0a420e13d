/**
 * Several decisions as one. A dialogue collects what it is told and stores it at its end, in one change; each decision sees what
 * those before it decided, and all are made anew on the state that the change finds.
 */
import { draftOf, isRegistryFact, recordInRegistry, registryOf } from '../journal/fold-registry.ts'
import type { Decision } from '../model/decision.ts'
import type { Event, Fact, RegistryFact } from '../model/events.ts'
import type { State } from '../model/state.ts'

export type Step<D extends Decision = Decision> = (state: State) => D

/** The facts of all steps, and whatever else the last one decided. */
export function applyAll<D extends Decision>(state: State, before: readonly Step[], last: Step<D>): D {
  const facts: Fact[] = []
  let now = state
  for (const step of before) {
    const decided = step(now).facts
    facts.push(...decided)
    now = preview(now, decided)
  }
  const decision = last(now)
  return { ...decision, facts: [...facts, ...decision.facts] }
}

/** What the accounts and the registry will be once these facts are stored. Other facts change neither, as far as rules here see. */
export function preview(state: State, facts: readonly Fact[]): State {
  if (facts.length === 0) return state
  const accounts = new Map(state.accounts)
  const registry = draftOf(state.registry)
  for (const fact of facts) {
    if (isRegistryFact(fact)) recordInRegistry(stamped(fact), registry)
    if (fact.type === 'account-added')
      accounts.set(fact.account, { id: fact.account, handle: fact.handle, added: moment, sets: [] })
  }
  return { ...state, accounts, registry: registryOf(registry) }
}

const moment = { at: '', by: '', replica: '' }

/** Nobody has written it yet: only what it says counts. */
function stamped(fact: RegistryFact): Extract<Event, RegistryFact> {
  return { ...fact, ...moment, id: '', n: 0, lamport: 0 }
}
