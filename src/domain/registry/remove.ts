/** Removes a record from the registry, and all references to it. */
import type { RecordKind } from '../../errors.ts'
import type { Decision } from '../model/decision.ts'
import type { RegistryFact } from '../model/events.ts'
import { recordKinds } from '../model/registry.ts'
import type { State } from '../model/state.ts'
import { type RecordOf, recordsOf, requireRecord } from './names.ts'
import { factorSaved, placeSaved } from './save.ts'

export interface Reference {
  readonly kind: RecordKind
  readonly id: string
}

export interface Removed extends Decision {
  readonly id: string
  /** The records that referred to it. */
  readonly cleared: readonly Reference[]
}

/** The other records that refer to a record. */
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
 * Removes a record and all references to it in one change. Its history stays in the journal.
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

/** Not by the rules for saving, which could refuse the record for another fault. */
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
    const { device, holders, needs } = factor
    const cleared = { device: onto(device), holders: without(holders, 'person'), needs: without(needs, 'factor') }
    return [factorSaved({ ...factor, ...cleared })]
  }
  const place = kind === 'place' ? places.get(id) : undefined
  if (!place) return []
  return [placeSaved({ ...place, device: onto(place.device), holders: without(place.holders, 'person') })]
}
