/** Taking a record out of the registry, and out of whatever points at it. */
import type { RecordKind } from '../../errors.ts'
import type { Decision } from '../model/decision.ts'
import type { RegistryFact } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { type RecordOf, recordKinds, recordsOf, requireRecord } from './names.ts'

/** A record, as something that points at another names it. */
export interface Reference {
  readonly kind: RecordKind
  readonly id: string
}

export interface Removed extends Decision {
  readonly id: string
  /** What pointed at it, and points at nothing now. */
  readonly cleared: readonly Reference[]
}

/** What points at a record; for a factor, only others. */
export function referencesTo({ registry }: State, kind: RecordKind, id: string): readonly Reference[] {
  return recordKinds.flatMap(from =>
    recordsOf(registry, from)
      .filter(record => record.id !== id || from !== kind)
      .filter(record => pointsAt(record, kind, id))
      .map(record => ({ kind: from, id: record.id })),
  )
}

function pointsAt(record: RecordOf[RecordKind], kind: RecordKind, id: string): boolean {
  switch (kind) {
    case 'person':
      return 'holder' in record ? record.holder === id : 'holders' in record && record.holders.includes(id)
    case 'device':
      return 'device' in record && record.device === id
    case 'factor':
      return 'needs' in record && record.needs.includes(id)
    case 'place':
      return false
  }
}

/**
 * Takes a record out, and out of whatever points at it, in one change. Its history stays in the journal.
 *
 * @throws UserError `unknown-record`
 */
export function removeRecord(state: State, kind: RecordKind, named: string): Removed {
  const { id } = requireRecord(state.registry, kind, named)
  const cleared = referencesTo(state, kind, id)
  return { id, cleared, facts: [...cleared.flatMap(one => clearedFacts(state, one, kind, id)), removal(kind, id)] }
}

function removal(kind: RecordKind, id: string): RegistryFact {
  switch (kind) {
    case 'person':
      return { type: 'person-removed', person: id }
    case 'device':
      return { type: 'device-removed', device: id }
    case 'factor':
      return { type: 'factor-removed', factor: id }
    case 'place':
      return { type: 'place-removed', place: id }
  }
}

/** Saved by hand, not by the rules for saving: another fault of the record must not stand in the way. */
function clearedFacts(
  state: State,
  { kind, id }: Reference,
  goneKind: RecordKind,
  gone: string,
): readonly RegistryFact[] {
  const { devices, factors, places } = state.registry
  const without = (ids: readonly string[], kind: RecordKind): readonly string[] =>
    kind === goneKind ? ids.filter(one => one !== gone) : ids
  const onto = (device: string | null): string | null => (goneKind === 'device' && device === gone ? null : device)

  const device = kind === 'device' ? devices.get(id) : undefined
  if (device) {
    const { id, ...fields } = device
    return [{ type: 'device-saved', device: id, ...fields, holder: null }]
  }
  const factor = kind === 'factor' ? factors.get(id) : undefined
  if (factor) {
    const { id, device, accounts, ...fields } = factor
    const holders = without(fields.holders, 'person')
    const needs = without(fields.needs, 'factor')
    return [{ type: 'factor-saved', factor: id, ...fields, on: onto(device), holders, needs }]
  }
  const place = kind === 'place' ? places.get(id) : undefined
  if (!place) return []
  const { id: _, device: on, accounts, ...fields } = place
  return [{ type: 'place-saved', place: id, ...fields, on: onto(on), holders: without(fields.holders, 'person') }]
}
