/**
 * New incidents, handovers and records are stored under an id with a random tail, so that two machines that are apart never make the same.
 * The state, and all that people see and type, has the part before the tail, and only as much more as tells two apart. Ids of earlier versions
 * have no tail and are shown as they are.
 */
import type { RecordKind } from '../../errors.ts'
import type { Fact, StoredEvent } from '../model/events.ts'
import type { IncidentId } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import { type HandoverTask, type Registry, recordIn, recordKinds } from '../model/registry.ts'
import type { ShownIds, State } from '../model/state.ts'
import { grouped } from '../text/grouped.ts'
import { newTail, shortLength, tailLength } from '../text/short-id.ts'

type Kind = RecordKind | 'incident' | 'handover'

/** In characters, with the tail: see `isRecordId` and `isShortId`. */
const maxRecordId = 50
const storedShortLength = shortLength + tailLength

/** No name gives two dashes in a row (registry/names.ts). */
const tailMark = '--'
/** Of a long name the tail is shorter, so that both fit. */
const minTail = 6
const withTail = new RegExp(`^(.+)${tailMark}[a-z0-9]{${minTail},${tailLength}}$`, 'su')

/** Without the tail, if it has one. */
export function nameIn(id: string): string {
  return withTail.exec(id)?.[1] ?? id
}

function stored(kind: Kind, id: string, random: (length: number) => Uint8Array): string {
  if (kind === 'incident' || kind === 'handover') return id.length === shortLength ? id + newTail(random) : id
  const room = maxRecordId - [...id].length - tailMark.length
  return room < minTail ? id : `${id}${tailMark}${newTail(random).slice(0, room)}`
}

// Which ids are shown

/**
 * @param records the ids of each kind that the journal ever saved, in its order
 * @param handovers all, also those that have become one with another
 */
export function shownIds(
  records: ReadonlySet<string>,
  registry: Registry,
  handovers: Iterable<string>,
  incidents: Iterable<string>,
): ShownIds {
  const ofKind = grouped(records, kindOf)
  const names = [
    ...recordKinds.flatMap(kind => {
      const ids = (ofKind.get(kind) ?? []).map(idOf)
      const live = registry[`${kind}s`]
      return namesOf(ids, id => live.has(id)).map(([id, name]) => [`${kind}:${id}`, name] as const)
    }),
    ...abbreviated([...handovers]).map(([id, name]) => [`handover:${id}`, name] as const),
    ...abbreviated([...incidents]).map(([id, name]) => [`incident:${id}`, name] as const),
  ].filter(([node, name]) => idOf(node) !== name)
  return {
    shown: new Map(names),
    stored: new Map(names.map(([node, name]) => [`${kindOf(node)}:${name}`, idOf(node)])),
  }
}

function kindOf(node: string): string {
  return node.slice(0, node.indexOf(':'))
}

function idOf(node: string): string {
  return node.slice(node.indexOf(':') + 1)
}

/**
 * A record has its name as long as it is the only one. Several are numbered in the order of the journal, and none keeps the plain name, so that
 * what a script calls by it is refused and not done to another one. Removed records count: the numbers of the others stay.
 */
function namesOf(ids: readonly string[], isLive: (id: string) => boolean): readonly (readonly [string, string])[] {
  const groups = grouped(ids, nameIn)
  const taken = new Set(groups.keys())
  return [...groups].flatMap(([name, group]) => {
    const live = group.filter(isLive)
    const only = live.length > 1 ? undefined : (live[0] ?? group[0])
    const plain = live.find(id => id === name) ?? only
    let n = 0
    return group.map((id): readonly [string, string] => {
      n++
      if (id === plain) return [id, name]
      while (taken.has(`${name}-${n}`)) n++
      taken.add(`${name}-${n}`)
      return [id, `${name}-${n}`]
    })
  })
}

/** As git abbreviates: the first four characters, and more where another id begins with them. */
function abbreviated(ids: readonly string[]): readonly (readonly [string, string])[] {
  const sorted = ids.toSorted()
  return sorted.map((id, place) => {
    if (id.length !== storedShortLength) return [id, id]
    const shared = Math.max(...[sorted[place - 1], sorted[place + 1]].map(other => sharedLength(id, other ?? '')))
    return [id, id.slice(0, Math.max(shortLength, shared + 1))]
  })
}

function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

// From stored to shown ids

/** The state as people see it. */
export function shownRegistry(registry: Registry, { shown }: ShownIds): Registry {
  if (shown.size === 0) return registry
  const name = nameBy(shown)
  const person = (id: string): string => name('person', id)
  const device = (id: string | null): string | null => id && name('device', id)
  return {
    ...registry,
    persons: renamed(registry.persons, record => ({ ...record, id: person(record.id) })),
    devices: renamed(registry.devices, record => ({
      ...record,
      id: name('device', record.id),
      holder: record.holder && person(record.holder),
    })),
    factors: renamed(registry.factors, record => ({
      ...record,
      id: name('factor', record.id),
      device: device(record.device),
      holders: record.holders.map(person),
      needs: record.needs.map(id => name('factor', id)),
    })),
    places: renamed(registry.places, record => ({
      ...record,
      id: name('place', record.id),
      device: device(record.device),
      holders: record.holders.map(person),
    })),
    handovers: renamed(registry.handovers, ({ same, ...handover }) => ({
      ...handover,
      id: name('handover', handover.id),
      about: handover.about.map(node => renamedNode(node, name)),
      tasks: handover.tasks.map(task => renamedTask(task, name)),
      tried: handover.tried.map(task => renamedTask(task, name)),
      ...(same && { same: same.map(id => name('handover', id)) }),
    })),
  }
}

export function shownIncidents(
  incidents: ReadonlyMap<IncidentId, Incident>,
  { shown }: ShownIds,
): ReadonlyMap<IncidentId, Incident> {
  if (shown.size === 0) return incidents
  const name = nameBy(shown)
  return renamed(incidents, incident => ({ ...incident, id: name('incident', incident.id) }))
}

function renamed<R extends { readonly id: string }>(
  records: ReadonlyMap<string, R>,
  rename: (record: R) => R,
): ReadonlyMap<string, R> {
  return new Map(
    [...records.values()].map(record => {
      const named = rename(record)
      return [named.id, named]
    }),
  )
}

/** What is shown for a stored id; any other text as it is. */
export function shownId({ ids }: Pick<State, 'ids'>, kind: Kind, id: string): string {
  return nameBy(ids.shown)(kind, id)
}

/** The stored id of what is shown by this one. */
export function storedId({ ids }: Pick<State, 'ids'>, kind: Kind, id: string): string {
  return nameBy(ids.stored)(kind, id)
}

/** `person:sato-2` for the stored `person:sato--k3v9…`; any other text as it is. */
export function shownNode({ ids }: Pick<State, 'ids'>, node: string): string {
  return renamedNode(node, nameBy(ids.shown))
}

/** An event with the ids as people see them. */
export function withShownIds<E extends StoredEvent>({ ids }: Pick<State, 'ids'>, event: E): E {
  return ids.shown.size === 0 ? event : withIds(event, nameBy(ids.shown))
}

// From shown to stored ids

/** Facts that were decided on this state, as they are stored: what they make new gets a tail. */
export function withStoredIds(
  state: State,
  facts: readonly Fact[],
  random: (length: number) => Uint8Array,
): readonly Fact[] {
  const made = new Map<string, string>()
  const name = nameBy(state.ids.stored)
  return facts.map(fact => {
    const one = madeBy(fact)
    if (one && !made.has(one.node) && !isKnown(state, one)) made.set(one.node, stored(one.kind, one.id, random))
    return withIds(fact, (kind, id) => made.get(`${kind}:${id}`) ?? name(kind, id))
  })
}

interface Made {
  readonly kind: Kind
  readonly id: string
  readonly node: string
}

const kindsMade: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['incident-opened', 'incident'],
  ['handover-started', 'handover'],
  ...recordKinds.map(kind => [`${kind}-saved`, kind] as const),
])

/** What a fact makes, or changes as a whole. */
function madeBy(fact: Fact): Made | undefined {
  const kind = kindsMade.get(fact.type)
  if (!kind) return undefined
  const members: Readonly<Record<string, unknown>> = { ...fact }
  const id = String(members[kind])
  return { kind, id, node: `${kind}:${id}` }
}

/** `person:sato`, for a fact that saves it. */
export function savedRecord(fact: Fact): string | undefined {
  return fact.type.endsWith('-saved') ? madeBy(fact)?.node : undefined
}

function isKnown({ registry, incidents }: State, { kind, id }: Made): boolean {
  if (kind === 'incident') return incidents.has(id)
  return registry[`${kind}s`].has(id)
}

// Ids in facts and events

type Rename = (kind: Kind, id: string) => string

function nameBy(names: ReadonlyMap<string, string>): Rename {
  return (kind, id) => names.get(`${kind}:${id}`) ?? id
}

/** By the member that has the id, or a list of them. */
const members: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['incident', 'incident'],
  ['handover', 'handover'],
  ['person', 'person'],
  ['holder', 'person'],
  ['holders', 'person'],
  ['device', 'device'],
  ['on', 'device'],
  ['factor', 'factor'],
  ['needs', 'factor'],
  ['place', 'place'],
])

function withIds<F extends { readonly type: string }>(fact: F, name: Rename): F {
  if (!/^(?:incident|handover|person|device|factor|place)-/.test(fact.type)) return fact
  const changed = Object.entries(fact).flatMap(([member, value]): readonly [string, unknown][] => {
    const kind = members.get(member)
    if (kind) return [[member, each(value, text => name(kind, text))]]
    if (member === 'about') return [[member, each(value, text => renamedNode(text, name))]]
    if (member === 'task') return [[member, each(value, text => renamedTaskId(text, name))]]
    if (member === 'tasks' && Array.isArray(value)) return [[member, value.map(task => withTask(task, name))]]
    return []
  })
  return { ...fact, ...Object.fromEntries(changed) }
}

function each(value: unknown, rename: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map(one => each(one, rename))
  return typeof value === 'string' ? rename(value) : value
}

function withTask(task: unknown, name: Rename): unknown {
  const known = task as HandoverTask | null
  return typeof known?.task === 'string' ? renamedTask(known, name) : task
}

function renamedTask<T extends HandoverTask>(task: T, name: Rename): T {
  return { ...task, task: renamedTaskId(task.task, name) }
}

/** `move:factor:authenticator`, `take-away:person:sato`, `test`. */
function renamedTaskId(task: string, name: Rename): string {
  const [, step, node] = /^([^:]*):(.*:.*)$/s.exec(task) ?? []
  return step === undefined || node === undefined ? task : `${step}:${renamedNode(node, name)}`
}

function renamedNode(node: string, name: Rename): string {
  const record = recordIn(node)
  return record ? `${record.kind}:${name(record.kind, record.id)}` : node
}
