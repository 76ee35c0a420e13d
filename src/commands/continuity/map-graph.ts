/** The registry as nodes and links: person → devices → factors and places → accounts. */
import type { MapKind, MapLink } from '../../documents/map.ts'
import { type Factor, hasLeft, type Place, recordIn } from '../../domain/model/registry.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { byId, recordsOf } from '../../domain/registry/names.ts'
import type { IsoDate } from '../../domain/text/date.ts'
import type { Bilingual } from '../../language.ts'
import type { marks } from '../../terminal/messages/continuity/map.ts'
import { factorKindWords, placeKindWords } from '../../terminal/messages/registry/registry.ts'

export interface GraphNode {
  readonly id: string
  readonly kind: MapKind
  readonly name: string
  /** The kind of a factor or place, in words. */
  readonly word?: Bilingual
  readonly mark?: keyof typeof marks
}

export interface KeyGraph {
  readonly nodes: readonly GraphNode[]
  readonly links: readonly MapLink[]
}

/** @param only the account that the graph is limited to */
export function keyGraph(state: State, today: IsoDate, only?: Account): KeyGraph {
  const whole = wholeGraph(state, today)
  if (!only) return whole
  const kept = leadingTo(accountNode(only.id), whole.links)
  return {
    nodes: whole.nodes.filter(({ id }) => kept.has(id)),
    links: whole.links.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  }
}

const accountNode = (id: string): string => `account:${id}`
const personNode = (id: string): string => `person:${id}`
const deviceNode = (id: string): string => `device:${id}`
const factorNode = (id: string): string => `factor:${id}`
const placeNode = (id: string): string => `place:${id}`

function wholeGraph(state: State, today: IsoDate): KeyGraph {
  const { registry } = state
  const [persons, devices] = [recordsOf(registry, 'person'), recordsOf(registry, 'device')]
  const [factors, places] = [recordsOf(registry, 'factor'), recordsOf(registry, 'place')]
  const accounts = byId(state.accounts.values())
  const links: readonly MapLink[] = [
    ...devices.flatMap(({ id, holder }) => (holder === null ? [] : [has(personNode(holder), deviceNode(id))])),
    ...factors.flatMap(factor => linksOf(state, factor, factorNode(factor.id))),
    ...factors.flatMap(({ id, needs }) =>
      needs.map((needed): MapLink => ({ from: factorNode(id), to: factorNode(needed), kind: 'needs' })),
    ),
    ...places.flatMap(place => linksOf(state, place, placeNode(place.id))),
  ]
  const served = new Set(links.map(({ to }) => to))
  const known: readonly GraphNode[] = [
    ...persons.map((person): GraphNode => {
      const mark = hasLeft(person, today) ? { mark: 'left' as const } : {}
      return { id: personNode(person.id), kind: 'person', name: person.name, ...mark }
    }),
    ...devices.map(({ id, name }): GraphNode => ({ id: deviceNode(id), kind: 'device', name })),
    ...factors.map(({ id, kind, label }): GraphNode => {
      return { id: factorNode(id), kind: 'factor', name: label, word: factorKindWords[kind] }
    }),
    ...places.map(({ id, kind, label }): GraphNode => {
      return { id: placeNode(id), kind: 'place', name: label, word: placeKindWords[kind] }
    }),
    ...accounts.map(({ id, handle }): GraphNode => {
      const isServed = served.has(accountNode(id))
      const node = { id: accountNode(id), kind: 'account', name: `@${handle}` } as const
      return isServed ? node : { ...node, mark: 'noWayIn' }
    }),
  ]
  return { nodes: [...known, ...gone(known, links)], links }
}

function has(from: string, to: string): MapLink {
  return { from, to, kind: 'has' }
}

/** From its device, and from every holder who does not hold that device anyway. */
function linksOf(
  { registry, accounts: known }: State,
  { device, holders, accounts }: Factor | Place,
  node: string,
): readonly MapLink[] {
  const keeper = device === null ? null : (registry.devices.get(device)?.holder ?? null)
  return [
    ...(device === null ? [] : [has(deviceNode(device), node)]),
    ...holders.filter(holder => holder !== keeper).map(holder => has(personNode(holder), node)),
    ...accounts.filter(account => known.has(account)).map(account => has(node, accountNode(account))),
  ]
}

/** Removed records that something still refers to, named by their id. */
function gone(known: readonly GraphNode[], links: readonly MapLink[]): readonly GraphNode[] {
  const ids = new Set(known.map(({ id }) => id))
  const missing = new Set(links.flatMap(({ from, to }) => [from, to]).filter(id => !ids.has(id)))
  return [...missing].flatMap((id): readonly GraphNode[] => {
    const record = recordIn(id)
    return record ? [{ id, kind: record.kind, name: record.id, mark: 'gone' }] : []
  })
}

/** Everything that leads to the account: against the arrows, and along `needs`. */
function leadingTo(account: string, links: readonly MapLink[]): ReadonlySet<string> {
  // The set grows during the loop; each node is in it once.
  const kept = new Set([account])
  for (const id of kept) {
    for (const { from, to, kind } of links) {
      if (to === id && kind === 'has') kept.add(from)
      if (from === id && kind === 'needs') kept.add(to)
    }
  }
  return kept
}
