/** What a save writes and checks: the journal with new events, and the state with the claims of this machine. */
import { type Claims, factsOfClaims } from '../domain/codes/hand-out.ts'
import type { Identify } from '../domain/codes/sets.ts'
import { factsOfTwins } from '../domain/codes/settled.ts'
import { erasable } from '../domain/journal/erasure.ts'
import { fold } from '../domain/journal/fold.ts'
import { type Journal, stamp } from '../domain/journal/payload.ts'
import { type Folded, without } from '../domain/journal/union.ts'
import type { Decision } from '../domain/model/decision.ts'
import type { Fact, StoredEvent } from '../domain/model/events.ts'
import type { State } from '../domain/model/state.ts'

/** The journal with these events and the secrets of the decision, without digits and secrets that are no longer needed. */
export function extend({ journal, state: before }: Folded, added: readonly StoredEvent[], decision: Decision): Folded {
  const events = [...journal.events, ...added]
  // A merge adds nothing to what it has united.
  const state = added.length > 0 ? fold(events) : before
  const secrets = without(erasable(state), [...journal.secrets, ...(decision.secrets ?? [])])
  const totps = without(state.removedTotps, [...journal.totps, ...(decision.totps ?? [])])
  const otherTotps = Object.fromEntries(without(state.removedTotps, Object.entries(journal.otherTotps)))
  return { journal: { ...journal, events, secrets, totps, otherTotps }, state }
}

/** @throws Error if what was sealed opens without an event or an authenticator: a defect, before the vault is replaced */
export function requireComplete(back: Journal, saved: Journal, before: Journal): void {
  const ids = new Set(back.events.map(({ id }) => id))
  if (ids.size !== saved.events.length || !before.events.every(({ id }) => ids.has(id)))
    throw new Error('a save would have lost events')
  if (![...saved.totps.keys()].every(id => back.totps.has(id)))
    throw new Error('a save would have lost an authenticator')
}

export interface WithClaims {
  readonly state: State
  /** Facts that follow from the journal and the claims and are not written yet: part of the state, written by the next change. */
  readonly recovered: readonly Fact[]
}

export function withClaims({ journal, state }: Folded, claims: Claims, identify: Identify, now: Date): WithClaims {
  const recovered = [
    ...factsOfClaims(state, claims),
    ...factsOfTwins(state, identify, code => journal.secrets.get(code)),
  ]
  if (recovered.length === 0) return { state, recovered }
  const { counters, replicas, lamport } = state
  let n = 0
  const writer = { replica: '', count: 0, lamport, at: now.toISOString(), by: '', newId: () => `claim ${n++}` }
  const events = [...journal.events, ...stamp(recovered, writer)]
  return { state: { ...fold(events), counters, replicas, lamport }, recovered }
}
