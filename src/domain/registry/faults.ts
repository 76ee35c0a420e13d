/**
 * Faults that a merge of two correct copies can leave: a record that refers to one that the other copy removed, and factors that need
 * each other in a ring. No rule writes them. They are reported, and no loop runs forever because of them.
 */
import { type Device, type Factor, type FactorId, type Person, type Place, recordKinds } from '../model/registry.ts'
import type { State } from '../model/state.ts'
import { type RecordKind, recordsOf } from './names.ts'

export type Fault =
  | { readonly kind: 'person-gone' | 'device-gone' | 'factor-gone' | 'account-gone'; readonly id: string }
  /** From the factor back to itself. */
  | { readonly kind: 'loop'; readonly way: readonly FactorId[] }

export function faultsOf(state: State, record: Person | Device | Factor | Place): readonly Fault[] {
  const way = 'needs' in record ? loopFrom(state.registry.factors, record.id) : undefined
  return [...danglingLinks(state, record), ...(way ? [{ kind: 'loop', way } as const] : [])]
}

function danglingLinks(state: State, record: Person | Device | Factor | Place): readonly Fault[] {
  const { persons, devices, factors } = state.registry
  const gone = (
    kind: Exclude<Fault['kind'], 'loop'>,
    ids: readonly string[],
    known: { has(id: string): boolean },
  ): readonly Fault[] => ids.filter(id => !known.has(id)).map(id => ({ kind, id }))

  const holders = 'holders' in record ? record.holders : 'holder' in record && record.holder ? [record.holder] : []
  const device = 'device' in record && record.device ? [record.device] : []
  return [
    ...gone('person-gone', holders, persons),
    ...gone('device-gone', device, devices),
    ...gone('factor-gone', 'needs' in record ? record.needs : [], factors),
    ...gone('account-gone', 'accounts' in record ? record.accounts : [], state.accounts),
  ]
}

export interface FoundFault {
  readonly kind: RecordKind
  readonly id: string
  readonly fault: Fault
}

/**
 * The faults of the whole registry, in the order of its records. Connected rings are reported once, by the shortest ring through the
 * first factor; the next one is reported once that is fixed. Linear in the size of the registry.
 */
export function allFaults(state: State): readonly FoundFault[] {
  const { factors } = state.registry
  const knots = knotsOf(factors)
  const reported = new Set<number>()
  return recordKinds.flatMap(kind =>
    recordsOf(state.registry, kind).flatMap((record): readonly FoundFault[] => {
      const found = danglingLinks(state, record).map(fault => ({ kind, id: record.id, fault }))
      const knot = kind === 'factor' ? knots.get(record.id) : undefined
      if (knot === undefined || reported.has(knot)) return found
      reported.add(knot)
      const way = loopFrom(factors, record.id, id => knots.get(id) === knot)
      return way ? [...found, { kind, id: record.id, fault: { kind: 'loop', way } }] : found
    }),
  )
}

/** The shortest path from a factor along needed factors back to itself; undefined if there is none. @param isAllowed on the path */
export function loopFrom(
  factors: ReadonlyMap<FactorId, Pick<Factor, 'needs'>>,
  start: FactorId,
  isAllowed: (id: FactorId) => boolean = () => true,
): readonly FactorId[] | undefined {
  const cameFrom = new Map<FactorId, FactorId>()
  // The loop also visits what is added meanwhile; each factor once.
  const reached = [start]
  for (const id of reached) {
    for (const next of factors.get(id)?.needs ?? []) {
      if (next === start) return wayTo(id, start, cameFrom)
      if (cameFrom.has(next) || !isAllowed(next)) continue
      cameFrom.set(next, id)
      reached.push(next)
    }
  }
  return undefined
}

function wayTo(end: FactorId, start: FactorId, cameFrom: ReadonlyMap<FactorId, FactorId>): readonly FactorId[] {
  const back = [start]
  for (let id = end; id !== start; id = cameFrom.get(id) ?? start) back.push(id)
  return [...back, start].reverse()
}

/**
 * For each factor in a ring, the number of its strongly connected component. A factor that needs itself is a ring.
 *
 * Tarjan, "Depth-first search and linear graph algorithms" (1972), with an explicit stack: a chain of 100,000 factors must not
 * exhaust the call stack.
 */
function knotsOf(factors: ReadonlyMap<FactorId, Pick<Factor, 'needs'>>): ReadonlyMap<FactorId, number> {
  const knots = new Map<FactorId, number>()
  const seen = new Map<FactorId, { readonly number: number; low: number; isOpen: boolean }>()
  const open: FactorId[] = []

  const enter = (id: FactorId) => {
    const place = { number: seen.size, low: seen.size, isOpen: true }
    seen.set(id, place)
    open.push(id)
    return { id, place, needs: (factors.get(id)?.needs ?? []).values() }
  }

  for (const first of factors.keys()) {
    if (seen.has(first)) continue
    const visits = [enter(first)]
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { id, place, needs } = visit
      const { value: next } = needs.next()
      if (next !== undefined) {
        const known = seen.get(next)
        if (!known) visits.push(enter(next))
        else if (known.isOpen) place.low = Math.min(place.low, known.number)
        continue
      }
      visits.pop()
      const caller = visits.at(-1)
      if (caller) caller.place.low = Math.min(caller.place.low, place.low)
      if (place.low < place.number) continue
      const members = open.splice(open.lastIndexOf(id))
      for (const member of members) {
        const found = seen.get(member)
        if (found) found.isOpen = false
      }
      const isRing = members.length > 1 || factors.get(id)?.needs.includes(id)
      if (isRing) for (const member of members) knots.set(member, place.number)
    }
  }
  return knots
}
