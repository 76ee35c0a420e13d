/**
 * Several decisions in one change. A dialog collects its answers and stores them at the end. Each decision sees the results of those
 * before it, and all are made again on the state that the change finds.
 */
import { draftOf, isRegistryFact, recordInRegistry, registryOf } from '../journal/fold-registry.ts'
import type { Decision } from '../model/decision.ts'
import type { Event, Fact, RegistryFact } from '../model/events.ts'
import type { State } from '../model/state.ts'

export type Step<D extends Decision = Decision> = (state: State) => D

/** The facts of all steps, and the other results of the last one. */
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

/** The state with these facts applied to its accounts and registry; other facts are ignored. */
export function preview(state: State, facts: readonly Fact[]): State {
  if (facts.length === 0) return state
  const accounts = new Map(state.accounts)
  const registry = draftOf(state.registry)
  for (const fact of facts) {
    if (isRegistryFact(fact)) recordInRegistry(stamped(fact), registry)
    if (fact.type === 'account-added')
      accounts.set(fact.account, { id: fact.account, handle: fact.handle, added: moment, ...noSets })
  }
  return { ...state, accounts, registry: registryOf(registry) }
}

const noSets = { sets: [], heads: [], isUndecided: false, unreplaced: [] }
const moment = { at: '', by: '', replica: '' }

/** It is not stored yet, so its stamp does not matter. */
function stamped(fact: RegistryFact): Extract<Event, RegistryFact> {
  return { ...fact, ...moment, id: '', n: 0, lamport: 0 }
}
