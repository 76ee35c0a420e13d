/** Unites the journals of two copies of a vault. */
import { UserError } from '../../errors.ts'
import type { StoredEvent } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { isSameJson } from '../text/json.ts'
import { erasable } from './erasure.ts'
import { fold } from './fold.ts'
import { distinct, type Journal } from './payload.ts'

/** A journal and what its events give: both are needed, and a fold takes as long as the union. */
export interface Folded {
  readonly journal: Journal
  readonly state: State
}

/** Members that belong to a copy's vault key (envelope/vault-keys.ts). */
const keyMembers: readonly string[] = ['codeIdKey', 'anchors', 'past']

/**
 * The events of both, and the digits and secrets of both that are still needed. Commutative, associative and idempotent, but for the members
 * about the vault key, which are those of `ours`.
 *
 * @throws UserError `damaged` (part `journal`): one event id with different members; `newer-events`: records that only a newer igcodes can
 * unite
 */
export function unite(ours: Journal, theirs: Journal): Folded {
  if (ours.isForeign || theirs.isForeign) throw new UserError('newer-events', { types: [] })
  const events = distinct([...ours.events, ...theirs.events])
  const state = fold(events)
  if (state.unknownTypes.length > 0) throw new UserError('newer-events', { types: state.unknownTypes })
  const codes = erasable(state)
  const journal = {
    events,
    secrets: without(codes, [...theirs.secrets, ...ours.secrets]),
    otherSecrets: united(ours.otherSecrets, theirs.otherSecrets),
    totps: without(state.removedTotps, [...theirs.totps, ...ours.totps]),
    otherTotps: Object.fromEntries(
      without(state.removedTotps, Object.entries(united(ours.otherTotps, theirs.otherTotps))),
    ),
    rest: united(ours.rest, theirs.rest, keyMembers),
    isForeign: false,
  }
  return { journal, state }
}

/** Whether two machines write under one replica id: they have numbered different events alike. */
export function hasTwin(events: readonly StoredEvent[], replica: string): boolean {
  const own = events.filter(event => event.replica === replica)
  return new Set(own.map(({ n }) => n)).size < own.length
}

/** The events that only one of two journals has. */
export function onlyIn(one: readonly StoredEvent[], other: readonly StoredEvent[]): readonly StoredEvent[] {
  const known = new Set(other.map(({ id }) => id))
  return one.filter(({ id }) => !known.has(id))
}

export function without<T>(gone: ReadonlySet<string>, secrets: readonly (readonly [string, T])[]): Map<string, T> {
  return new Map(secrets.filter(([id]) => !gone.has(id)))
}

/** Members that this program does not know. @throws UserError `newer-events` where both have one, with different values */
function united(
  ours: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  except: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const fromTheirs = Object.entries(theirs).filter(([name]) => !except.includes(name))
  const conflict = fromTheirs.find(([name, value]) => Object.hasOwn(ours, name) && !isSameJson(ours[name], value))
  if (conflict) throw new UserError('newer-events', { types: [conflict[0]] })
  return Object.fromEntries([...fromTheirs, ...Object.entries(ours)])
}
