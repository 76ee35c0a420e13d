/** Names and ids of persons, devices, factors and places, and how to find a record by what a user types. */
import { type RecordKind, UserError } from '../../errors.ts'
import { nameIn, storedId } from '../journal/shown-ids.ts'
import type { Device, Factor, Person, Place, Registry } from '../model/registry.ts'
import type { State } from '../model/state.ts'
import { invisible } from '../text/code-shape.ts'
import { nearest as alike } from '../text/nearest.ts'

export type { RecordKind } from '../../errors.ts'

export interface RecordOf {
  readonly person: Person
  readonly device: Device
  readonly factor: Factor
  readonly place: Place
}

/** In characters. */
const maxId = 40

/**
 * The id of a new record: its name in lower case, with a dash for each space and each sign that has a meaning in a shell, a list or
 * `phone:ID`. Letters of every script are kept.
 *
 * @param taken of its kind (`takenIds`)
 */
export function idFrom(name: string, taken: { has(id: string): boolean }): string {
  const base = slugOf(name) || 'unnamed'
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.has(id)) return id
  }
}

/** The ids that no new record of a kind may get: those in use, and the name that several of them have. */
export function takenIds(state: State, kind: RecordKind): ReadonlySet<string> {
  const ids = [...mapOf(state.registry, kind).keys()]
  return new Set(ids.flatMap(id => [id, nameIn(storedId(state, kind, id))]))
}

function slugOf(name: string): string {
  const normal = normalize(name).replaceAll(/[^\p{L}\p{M}\p{N}._+@]+/gu, '-')
  // No sign at the start or end that could begin an option or a handle, or end a sentence.
  const trim = (text: string): string => text.replaceAll(/^[^\p{L}\p{N}]+|[-._@+]+$/gu, '')
  return trim([...trim(normal)].slice(0, maxId).join(''))
}

/** Equal for all spellings of a name: full-width letters, capitals, repeated spaces. */
function normalize(name: string): string {
  const lower = name.replaceAll(invisible, '').normalize('NFKC').toLowerCase()
  return lower.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ')
}

/** The name or label of a record. */
export function nameOf(record: Person | Device | Factor | Place): string {
  return 'label' in record ? record.label : record.name
}

/** The name of a record; its id if the registry does not know it. */
export function nameById(registry: Registry, kind: RecordKind, id: string): string {
  const record = mapOf(registry, kind).get(id)
  return record ? nameOf(record) : id
}

/** Whether two names differ only in spelling. */
export function isSameName(a: string, b: string): boolean {
  return normalize(a) === normalize(b)
}

/** All records of a kind, sorted by id. */
export function recordsOf<K extends RecordKind>(registry: Registry, kind: K): readonly RecordOf[K][] {
  return byId(mapOf(registry, kind).values())
}

/** Sorted by id, so that the order does not depend on the journal. */
export function byId<R extends { readonly id: string }>(records: Iterable<R>): readonly R[] {
  return [...records].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

export function mapOf<K extends RecordKind>(
  { persons, devices, factors, places }: Registry,
  kind: K,
): ReadonlyMap<string, RecordOf[K]> {
  const maps: { readonly [T in RecordKind]: ReadonlyMap<string, RecordOf[T]> } = {
    person: persons,
    device: devices,
    factor: factors,
    place: places,
  }
  return maps[kind]
}

/** Finds a record by its id, its whole name, or the unique beginning of an id or name. */
export function findRecord<K extends RecordKind>(registry: Registry, kind: K, typed: string): RecordOf[K] | undefined {
  const records = mapOf(registry, kind)
  const byId = records.get(typed) ?? records.get(normalize(typed)) ?? records.get(slugOf(typed))
  if (byId) return byId
  const all = [...records.values()]
  const only = (found: readonly RecordOf[K][]): RecordOf[K] | undefined => (found.length === 1 ? found[0] : undefined)
  return only(all.filter(record => isSameName(nameOf(record), typed))) ?? only(beginning(all, typed))
}

/** @throws UserError `unknown-record`, with those that may have been meant */
export function requireRecord<K extends RecordKind>(registry: Registry, kind: K, typed: string): RecordOf[K] {
  const record = findRecord(registry, kind, typed)
  if (record) return record
  throw new UserError('unknown-record', { kind, name: typed.slice(0, 80), nearest: nearest(registry, kind, typed) })
}

/** The ids that may have been meant: what begins like it, else what is spelled most alike. */
export function nearest(registry: Registry, kind: RecordKind, typed: string): readonly string[] {
  const all = recordsOf(registry, kind)
  const begun = beginning(all, typed)
  if (begun.length > 0) return begun.slice(0, 3).map(({ id }) => id)
  const word = normalize(typed)
  const names = new Map(
    all.flatMap(record => [[record.id, record.id] as const, [normalize(nameOf(record)), record.id]]),
  )
  // Two kanji are within two edits of any other two, so a letter in common is needed.
  const related = [...names.keys()].filter(name =>
    [...word].some(letter => /[^\s-]/u.test(letter) && name.includes(letter)),
  )
  return [...new Set(alike(word, related).map(name => names.get(name) ?? name))]
}

function beginning<R extends Person | Device | Factor | Place>(all: readonly R[], typed: string): readonly R[] {
  const [word, slug] = [normalize(typed), slugOf(typed)]
  if (word === '' || slug === '') return []
  return all.filter(record => record.id.startsWith(slug) || normalize(nameOf(record)).startsWith(word))
}
