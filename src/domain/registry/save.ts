/** Adds and edits records, and links them with accounts. Other records are given as people type them: by id or name. */
import { UserError } from '../../errors.ts'
import { requireAccount } from '../model/accounts.ts'
import { checkedLabel, checkedLine, checkedName } from '../model/checked-text.ts'
import type { Decision } from '../model/decision.ts'
import type { RegistryFact } from '../model/events.ts'
import type { AccountId } from '../model/ids.ts'
import type { Device, Factor, FactorId, Person, Place } from '../model/registry.ts'
import type { State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { parsePhoneNumber } from '../text/phone-number.ts'
import { loopFrom } from './faults.ts'
import {
  idFrom,
  isSameName,
  nameOf,
  type RecordKind,
  type RecordOf,
  recordsOf,
  requireRecord,
  takenIds,
} from './names.ts'

/** A decision about one record; without facts if nothing changes. */
export interface Saved extends Decision {
  readonly facts: readonly RegistryFact[]
  readonly id: string
  readonly isNew: boolean
}

/** The fields to change. A missing field keeps its value, or gets the default in a new record. */
export type Patch<R> = { readonly [M in keyof Omit<R, 'id' | 'accounts'>]?: R[M] | undefined }

/** Accounts to link a factor or place with, and to unlink. */
export interface Links {
  readonly link?: readonly Handle[] | undefined
  readonly unlink?: readonly Handle[] | undefined
  readonly allAccounts?: boolean | undefined
}

const defaults = {
  person: { name: '', roles: [], agency: false, left: null, phone: null, contact: null },
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
  place: { kind: 'paper', label: '', device: null, holders: [], handOver: null, accounts: [] },
} as const satisfies { readonly [K in RecordKind]: Omit<RecordOf[K], 'id'> }

/**
 * @param named the record to edit; undefined adds one
 * @throws UserError `unknown-record`, `record-exists`, `name-empty`, `text-too-long`, `text-holds-code`, `bad-phone`
 */
export function savePerson(state: State, given: Patch<Person>, named?: string): Saved {
  const before = named === undefined ? undefined : requireRecord(state.registry, 'person', named)
  const was = before ?? defaults.person
  const fields = {
    name: checkedName('person', given.name ?? was.name),
    roles: unique(given.roles ?? was.roles),
    agency: given.agency ?? was.agency,
    left: orPrevious(given.left, was.left),
    phone: orPrevious(checked(parsePhoneNumber, given.phone), was.phone),
    contact: orPrevious(checked(checkedLine, given.contact), was.contact),
  }
  refuseDuplicate(state, 'person', fields.name, before, () => true)
  const id = before?.id ?? idFrom(fields.name, takenIds(state, 'person'))
  return saved(id, before, { type: 'person-saved', person: id, ...fields }, fields)
}

/** @throws UserError as `savePerson` */
export function saveDevice(state: State, given: Patch<Device>, named?: string): Saved {
  const { registry } = state
  const before = named === undefined ? undefined : requireRecord(registry, 'device', named)
  const was = before ?? defaults.device
  const fields = {
    name: checkedName('device', given.name ?? was.name),
    kind: given.kind ?? was.kind,
    owner: given.owner ?? was.owner,
    holder: idOrPrevious(state, 'person', given.holder, was.holder),
    since: orPrevious(given.since, was.since),
    vault: given.vault ?? was.vault,
  }
  // Two persons can each have an "iPhone".
  refuseDuplicate(state, 'device', fields.name, before, other => other.holder === fields.holder)
  const id = before?.id ?? idFrom(fields.name, takenIds(state, 'device'))
  return saved(id, before, { type: 'device-saved', device: id, ...fields }, fields)
}

/** @throws UserError as `savePerson`; `needs-loop`, `unknown-account` */
export function saveFactor(state: State, given: Patch<Factor> & Links, named?: string): Saved {
  const { registry } = state
  const before = named === undefined ? undefined : requireRecord(registry, 'factor', named)
  const was = before ?? defaults.factor
  const kind = given.kind ?? was.kind
  const device = idOrPrevious(state, 'device', given.device, was.device)
  const fields = {
    kind,
    label: checkedLabel(kind, given.label ?? was.label),
    owner: given.owner ?? was.owner,
    device,
    holders: idsOrPrevious(state, 'person', given.holders, was.holders),
    needs: idsOrPrevious(state, 'factor', given.needs, was.needs),
    confirmed: orPrevious(given.confirmed, was.confirmed),
  }
  refuseDuplicate(state, 'factor', fields.label, before, other => other.kind === kind && other.device === device)
  const id = before?.id ?? idFrom(fields.label, takenIds(state, 'factor'))
  if (given.needs) refuseLoop(state, id, fields.needs)
  const decision = saved(id, before, factorSaved({ id, ...fields }), fields)
  return { ...decision, facts: [...decision.facts, ...linkFacts(state, 'factor', id, was.accounts, given)] }
}

/** @throws UserError as `savePerson`; `unknown-account` */
export function savePlace(state: State, given: Patch<Place> & Links, named?: string): Saved {
  const { registry } = state
  const before = named === undefined ? undefined : requireRecord(registry, 'place', named)
  const was = before ?? defaults.place
  const kind = given.kind ?? was.kind
  const device = idOrPrevious(state, 'device', given.device, was.device)
  const fields = {
    kind,
    label: checkedName('place', given.label ?? was.label),
    device,
    holders: idsOrPrevious(state, 'person', given.holders, was.holders),
    handOver: orPrevious(checked(checkedLine, given.handOver), was.handOver),
  }
  refuseDuplicate(state, 'place', fields.label, before, other => other.kind === kind && other.device === device)
  const id = before?.id ?? idFrom(fields.label, takenIds(state, 'place'))
  const decision = saved(id, before, placeSaved({ id, ...fields }), fields)
  return { ...decision, facts: [...decision.facts, ...linkFacts(state, 'place', id, was.accounts, given)] }
}

// Records as facts: `device` is stored as `on`

export function factorSaved(factor: Omit<Factor, 'accounts'>): RegistryFact {
  const { id, kind, label, owner, device: on, holders, needs, confirmed } = factor
  return { type: 'factor-saved', factor: id, kind, label, owner, on, holders, needs, confirmed }
}

export function placeSaved({ id, kind, label, device: on, holders, handOver }: Omit<Place, 'accounts'>): RegistryFact {
  return { type: 'place-saved', place: id, kind, label, on, holders, handOver }
}

// What saving has in common

/** A missing value keeps the previous one; null clears it. */
function orPrevious<T>(given: T | null | undefined, was: T | null): T | null {
  return given === undefined ? was : given
}

function idOrPrevious(
  state: State,
  kind: RecordKind,
  given: string | null | undefined,
  was: string | null,
): string | null {
  return typeof given === 'string' ? requireRecord(state.registry, kind, given).id : orPrevious(given, was)
}

function idsOrPrevious(
  { registry }: State,
  kind: RecordKind,
  given: readonly string[] | undefined,
  was: readonly string[],
): readonly string[] {
  return given ? unique(given.map(name => requireRecord(registry, kind, name).id)) : was
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}

/** An empty string clears the field. */
function checked<T extends string | null | undefined>(check: (text: string) => string, text: T): T | string | null {
  if (typeof text !== 'string') return text
  return text.trim() === '' ? null : check(text)
}

/** A script that runs twice must not enter one thing as two. */
function refuseDuplicate<K extends RecordKind>(
  { registry }: State,
  kind: K,
  name: string,
  before: { readonly id: string } | undefined,
  isAlike: (other: RecordOf[K]) => boolean,
): void {
  const duplicate = recordsOf(registry, kind).find(
    other => other.id !== before?.id && isSameName(nameOf(other), name) && isAlike(other),
  )
  if (duplicate) throw new UserError('record-exists', { kind, name, id: duplicate.id })
}

function refuseLoop({ registry }: State, id: FactorId, needs: readonly FactorId[]): void {
  const way = loopFrom(new Map<FactorId, Pick<Factor, 'needs'>>([...registry.factors, [id, { needs }]]), id)
  if (way) throw new UserError('needs-loop', { way })
}

function saved(id: string, before: object | undefined, fact: RegistryFact, fields: object): Saved {
  const isNew = before === undefined
  const was: Readonly<Record<string, unknown>> = { ...before }
  const differs = Object.entries(fields).some(([name, value]) => JSON.stringify(was[name]) !== JSON.stringify(value))
  return { id, isNew, facts: isNew || differs ? [fact] : [] }
}

function linkFacts(
  state: State,
  kind: 'factor' | 'place',
  id: string,
  before: readonly AccountId[],
  { link = [], unlink = [], allAccounts = false }: Links,
): readonly RegistryFact[] {
  const idOf = (handle: Handle): AccountId => requireAccount(state, handle).id
  const gone = unlink.map(idOf)
  const wanted = allAccounts ? [...state.accounts.keys()] : unique(link.map(idOf))
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
