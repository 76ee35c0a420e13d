/**
 * What two copies of a vault, each right by itself, can leave behind when they are united: a record that points at one which the
 * other copy removed, and factors that need each other in a ring. No rule writes either; they are told, never followed for ever.
 */
import type { State } from './fold.ts'
import type { Device, Factor, FactorId, Person, Place } from './registry.ts'
import { type RecordKind, recordKinds, recordsOf } from './registry-names.ts'

export type Fault =
  | { readonly kind: 'person-gone' | 'device-gone' | 'factor-gone' | 'account-gone'; readonly id: string }
  /** From the factor back to itself. */
  | { readonly kind: 'loop'; readonly way: readonly FactorId[] }

export function faultsOf(state: State, record: Person | Device | Factor | Place): readonly Fault[] {
  const { persons, devices, factors } = state.registry
  const gone = (
    kind: Exclude<Fault['kind'], 'loop'>,
    ids: readonly string[],
    known: { has(id: string): boolean },
  ): readonly Fault[] => ids.filter(id => !known.has(id)).map(id => ({ kind, id }))

  const holders =
    'holders' in record ? record.holders : 'holder' in record && record.holder ? [record.holder] : []
  const device = 'device' in record && record.device ? [record.device] : []
  const way = 'needs' in record ? loopFrom(factors, record.id) : undefined
  return [
    ...gone('person-gone', holders, persons),
    ...gone('device-gone', device, devices),
    ...gone('factor-gone', 'needs' in record ? record.needs : [], factors),
    ...gone('account-gone', 'accounts' in record ? record.accounts : [], state.accounts),
    ...(way ? [{ kind: 'loop', way } as const] : []),
  ]
}

export interface FoundFault {
  readonly kind: RecordKind
  readonly id: string
  readonly fault: Fault
}

/** Those of the whole registry, in the order of their records. A ring is told once, by the first of its factors. */
export function allFaults(state: State): readonly FoundFault[] {
  const told = new Set<FactorId>()
  return recordKinds.flatMap(kind =>
    recordsOf(state.registry, kind).flatMap(record =>
      faultsOf(state, record).flatMap((fault): readonly FoundFault[] => {
        if (fault.kind === 'loop') {
          if (told.has(record.id)) return []
          for (const id of fault.way) told.add(id)
        }
        return [{ kind, id: record.id, fault }]
      }),
    ),
  )
}

/** The shortest way from a factor over what it needs back to itself; undefined where there is none. */
export function loopFrom(
  factors: ReadonlyMap<FactorId, Pick<Factor, 'needs'>>,
  start: FactorId,
): readonly FactorId[] | undefined {
  const cameFrom = new Map<FactorId, FactorId>()
  // Grows while it is walked; each factor is in it once.
  const reached = [start]
  for (const id of reached) {
    for (const next of factors.get(id)?.needs ?? []) {
      if (next === start) return wayTo(id, start, cameFrom)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, id)
      reached.push(next)
    }
  }
  return undefined
}

function wayTo(
  end: FactorId,
  start: FactorId,
  cameFrom: ReadonlyMap<FactorId, FactorId>,
): readonly FactorId[] {
  const back = [start]
  for (let id = end; id !== start; id = cameFrom.get(id) ?? start) back.push(id)
  return [...back, start].reverse()
}
