/** Rules about who holds which key: add, edit, link with accounts, remove. Names of other records may be given as people type them. */
import { UserError } from '../errors.ts'
import { requireAccount } from './accounts.ts'
import type { Decision } from './decision.ts'
import type { AccountId, RegistryFact } from './events.ts'
import type { State } from './fold.ts'
import type { Handle } from './handle.ts'
import { checkedText } from './incidents.ts'
import type { Device, Factor, FactorId, Person, Place } from './registry.ts'
import { loopFrom } from './registry-faults.ts'
import {
  idFrom,
  isSameName,
  nameOf,
  type RecordKind,
  type RecordOf,
  recordsOf,
  requireRecord,
} from './registry-names.ts'

/** In characters: what still fits a line. */
const longestName = 80

/** A decision about one record; what was not to be changed has no facts. */
export interface Saved extends Decision {
  readonly facts: readonly RegistryFact[]
  readonly id: string
  readonly isNew: boolean
}

/** What is to be saved of a record. What is left out stays as it was; of a new one, as `unsaid` has it. */
export type Given<R> = { readonly [M in keyof Omit<R, 'id' | 'accounts'>]?: R[M] | undefined }

/** Accounts to link a factor or place with, and to unlink. */
export interface Links {
  readonly link?: readonly Handle[] | undefined
  readonly unlink?: readonly Handle[] | undefined
  readonly allAccounts?: boolean | undefined
}

const unsaid = {
  person: { name: '', roles: [], agency: false, left: null },
  device: { name: '', kind: 'phone', owner: 'company', holder: null, since: null, vault: false },
  factor: {
    kind: 'authenticator',
    label: '',
    owner: 'company',
    device: null,
    holders: [],
    needs: [],
    confirmed: null,
    accounts: [],
  },
  place: { kind: 'paper', label: '', device: null, holders: [], accounts: [] },
} as const satisfies { readonly [K in RecordKind]: Omit<RecordOf[K], 'id'> }

/**
 * @param named the record to edit; undefined adds one
 * @throws UserError `unknown-record`, `record-exists`, `name-empty`, `text-too-long`, `text-holds-code`
 */
export function savePerson(state: State, given: Given<Person>, named?: string): Saved {
  const before = named === undefined ? undefined : requireRecord(state.registry, 'person', named)
  const { name, roles, agency, left } = { ...unsaid.person, ...before, ...said(given) }
  const fields = { name: checkedName('person', name), roles: unique(roles), agency, left }
  refuseTwin(state, 'person', fields.name, before, () => true)
  const id = before?.id ?? idFrom(fields.name, state.registry.persons)
  return saved(id, before, { type: 'person-saved', person: id, ...fields }, fields)
}

/** @throws UserError as `savePerson` */
export function saveDevice(state: State, given: Given<Device>, named?: string): Saved {
  const { registry } = state
  const before = named === undefined ? undefined : requireRecord(registry, 'device', named)
  const merged = { ...unsaid.device, ...before, ...said(given) }
  const { kind, owner, since, vault } = merged
  const name = checkedName('device', merged.name)
  const holder = given.holder ? requireRecord(registry, 'person', given.holder).id : merged.holder
  const fields = { name, kind, owner, holder, since, vault }
  // Two persons can each have an "iPhone".
  refuseTwin(state, 'device', name, before, other => other.holder === holder)
  const id = before?.id ?? idFrom(name, registry.devices)
  return saved(id, before, { type: 'device-saved', device: id, ...fields }, fields)
}

/** @throws UserError as `savePerson`; `needs-loop`, `unknown-account` */
export function saveFactor(state: State, given: Given<Factor> & Links, named?: string): Saved {
  const { registry } = state
  const before = named === undefined ? undefined : requireRecord(registry, 'factor', named)
  const { link, unlink, allAccounts, ...content } = given
  const merged = { ...unsaid.factor, ...before, ...said(content) }
  const { kind, owner, confirmed } = merged
  const label = checkedName('factor', merged.label)
  const device = given.device ? requireRecord(registry, 'device', given.device).id : merged.device
  const holders = given.holders ? idsOf(state, 'person', given.holders) : merged.holders
  const needs = given.needs ? idsOf(state, 'factor', given.needs) : merged.needs
  const fields = { kind, label, owner, device, holders, needs, confirmed }
  refuseTwin(state, 'factor', label, before, other => other.kind === kind && other.device === device)
  const id = before?.id ?? idFrom(label, registry.factors)
  if (given.needs) refuseLoop(state, id, needs)
  const { device: on, ...rest } = fields
  const decision = saved(id, before, { type: 'factor-saved', factor: id, on, ...rest }, fields)
  const links = linkFacts(state, 'factor', id, before?.accounts ?? [], { link, unlink, allAccounts })
  return { ...decision, facts: [...decision.facts, ...links] }
}

/** @throws UserError as `savePerson`; `unknown-account` */
export function savePlace(state: State, given: Given<Place> & Links, named?: string): Saved {
  const { registry } = state
  const before = named === undefined ? undefined : requireRecord(registry, 'place', named)
  const { link, unlink, allAccounts, ...content } = given
  const merged = { ...unsaid.place, ...before, ...said(content) }
  const { kind } = merged
  const label = checkedName('place', merged.label)
  const device = given.device ? requireRecord(registry, 'device', given.device).id : merged.device
  const holders = given.holders ? idsOf(state, 'person', given.holders) : merged.holders
  const fields = { kind, label, device, holders }
  refuseTwin(state, 'place', label, before, other => other.kind === kind && other.device === device)
  const id = before?.id ?? idFrom(label, registry.places)
  const { device: on, ...rest } = fields
  const decision = saved(id, before, { type: 'place-saved', place: id, on, ...rest }, fields)
  const links = linkFacts(state, 'place', id, before?.accounts ?? [], { link, unlink, allAccounts })
  return { ...decision, facts: [...decision.facts, ...links] }
}

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

/** What points at a record. */
export function referencesTo({ registry }: State, kind: RecordKind, id: string): readonly Reference[] {
  const of = (kind: RecordKind, found: readonly { readonly id: string }[]): readonly Reference[] =>
    found.map(({ id }) => ({ kind, id }))
  const [devices, factors, places] = [
    recordsOf(registry, 'device'),
    recordsOf(registry, 'factor'),
    recordsOf(registry, 'place'),
  ]
  switch (kind) {
    case 'person':
      return [
        ...of(
          'device',
          devices.filter(({ holder }) => holder === id),
        ),
        ...of(
          'factor',
          factors.filter(({ holders }) => holders.includes(id)),
        ),
        ...of(
          'place',
          places.filter(({ holders }) => holders.includes(id)),
        ),
      ]
    case 'device':
      return [
        ...of(
          'factor',
          factors.filter(({ device }) => device === id),
        ),
        ...of(
          'place',
          places.filter(({ device }) => device === id),
        ),
      ]
    case 'factor':
      return of(
        'factor',
        factors.filter(factor => factor.id !== id && factor.needs.includes(id)),
      )
    case 'place':
      return []
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
  return {
    id,
    cleared,
    facts: [...cleared.flatMap(one => clearedFacts(state, one, kind, id)), removal(kind, id)],
  }
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
  const onto = (device: string | null): string | null =>
    goneKind === 'device' && device === gone ? null : device

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
  return [
    { type: 'place-saved', place: id, ...fields, on: onto(on), holders: without(fields.holders, 'person') },
  ]
}

// What saving has in common

/** Only what was given: a member that is there but undefined must not overwrite. */
function said<T extends object>(given: T): { [M in keyof T]?: Exclude<T[M], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [M in keyof T]?: Exclude<T[M], undefined> }
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}

function idsOf(state: State, kind: RecordKind, names: readonly string[]): readonly string[] {
  return unique(names.map(name => requireRecord(state.registry, kind, name).id))
}

/** @throws UserError `name-empty`, `text-too-long`, `text-holds-code` */
export function checkedName(kind: RecordKind, text: string): string {
  // A name is one line, however it was pasted.
  const name = checkedText(text).trim().replaceAll(/\s+/gu, ' ')
  const characters = [...name].length
  if (characters === 0) throw new UserError('name-empty', { kind })
  if (characters > longestName) throw new UserError('text-too-long', { characters, most: longestName })
  return name
}

/** A script that runs twice, or a person who forgot, must not enter one thing as two. */
function refuseTwin<K extends RecordKind>(
  { registry }: State,
  kind: K,
  name: string,
  before: { readonly id: string } | undefined,
  isAlike: (other: RecordOf[K]) => boolean,
): void {
  const twin = recordsOf(registry, kind).find(
    other => other.id !== before?.id && isSameName(nameOf(other), name) && isAlike(other),
  )
  if (twin) throw new UserError('record-exists', { kind, name, id: twin.id })
}

function refuseLoop({ registry }: State, id: FactorId, needs: readonly FactorId[]): void {
  const way = loopFrom(new Map<FactorId, Pick<Factor, 'needs'>>([...registry.factors, [id, { needs }]]), id)
  if (way) throw new UserError('needs-loop', { way })
}

function saved(id: string, before: object | undefined, fact: RegistryFact, fields: object): Saved {
  const isNew = before === undefined
  const was: Readonly<Record<string, unknown>> = { ...before }
  const differs = Object.entries(fields).some(
    ([name, value]) => JSON.stringify(was[name]) !== JSON.stringify(value),
  )
  return { id, isNew, facts: isNew || differs ? [fact] : [] }
}

function linkFacts(
  state: State,
  kind: 'factor' | 'place',
  id: string,
  before: readonly AccountId[],
  { link = [], unlink = [], allAccounts = false }: Links,
): readonly RegistryFact[] {
  const idsOfAccounts = (handles: readonly Handle[]): readonly AccountId[] =>
    unique(handles.map(handle => requireAccount(state, handle).id))
  const gone = idsOfAccounts(unlink)
  const wanted = allAccounts ? [...state.accounts.keys()] : idsOfAccounts(link)
  const added = wanted.filter(account => !before.includes(account) && !gone.includes(account))
  const taken = gone.filter(account => before.includes(account))
  return [...linking(kind, id, added, true), ...linking(kind, id, taken, false)]
}

function linking(
  kind: 'factor' | 'place',
  id: string,
  accounts: readonly AccountId[],
  isLinked: boolean,
): readonly RegistryFact[] {
  if (accounts.length === 0) return []
  return kind === 'factor'
    ? [{ type: isLinked ? 'factor-linked' : 'factor-unlinked', factor: id, accounts }]
    : [{ type: isLinked ? 'place-linked' : 'place-unlinked', place: id, accounts }]
}
