/** What a merge brings, in the words of the person who confirms it. */
import { handedOutTwice, placedCodeOf } from '../codes/queries.ts'
import { nameIn, shownNode, withShownIds } from '../journal/shown-ids.ts'
import type { StoredEvent } from '../model/events.ts'
import type { AccountId, CodeId } from '../model/ids.ts'
import { recordIn } from '../model/registry.ts'
import type { Account, Outcome, State } from '../model/state.ts'
import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'

export interface MergeReport {
  readonly gained: {
    readonly events: number
    /** Accounts that this side did not have. */
    readonly accounts: readonly Handle[]
    readonly lists: readonly { readonly account: Handle; readonly issuedOn: IsoDate; readonly size: number }[]
    readonly codes: readonly (Place & { readonly state: Outcome })[]
    /** Registry records as in the registry: `person:sato`. */
    readonly records: readonly string[]
    /** What is none of these: reviews, tests, incidents, hand-overs, settings. */
    readonly others: number
  }
  readonly handedOutTwice: readonly Place[]
  /** What a person should look at. It does not stop the merge. */
  readonly decide: readonly MergeMatter[]
}

interface Place {
  readonly account: Handle
  readonly position: number
  /** Of a list that is no longer used. */
  readonly issuedOn?: IsoDate
}

export type MergeMatter =
  /** Two lists that were stored apart. `isAsked`: on the same day, so `use` asks which one. */
  | {
      readonly code: 'two-lists'
      readonly account: Handle
      readonly days: readonly IsoDate[]
      readonly isAsked: boolean
    }
  | { readonly code: 'same-name'; readonly account: Handle; readonly other: Handle }
  | { readonly code: 'removed-elsewhere'; readonly account: Handle }
  | { readonly code: 'numbers-moved'; readonly account: Handle; readonly issuedOn: IsoDate }
  /** Both sides changed one member of a record; the later change counts. */
  | { readonly code: 'changed-twice'; readonly record: string; readonly member: string }
  /** Both sides made a record with this id, which an earlier version made of its name. */
  | { readonly code: 'made-twice'; readonly record: string }
  /** Each side made a record of one name. Both are kept. */
  | { readonly code: 'made-apart'; readonly record: string; readonly other: string }
  | { readonly code: 'renamed-twice'; readonly account: Handle; readonly other: Handle }

export interface Sides {
  readonly ours: State
  readonly theirs: State
  readonly united: State
  /** The events that only one side has. */
  readonly onlyOurs: readonly StoredEvent[]
  readonly onlyTheirs: readonly StoredEvent[]
}

export function mergeReport(sides: Sides): MergeReport {
  const { ours, united, onlyOurs, onlyTheirs } = sides
  const accounts = [...united.accounts.values()]
  const before = new Map([...ours.codes].map(([id, { outcome }]) => [id, outcome]))
  const codes = [...united.codes.values()].filter(
    ({ id, outcome }) => before.has(id) && before.get(id) !== outcome && outcome !== 'available',
  )
  const lists = ofType(onlyTheirs, 'set-added')
  const saved = onlyTheirs.flatMap(event => recordOf(withShownIds(united, event)) ?? [])
  const names = [newNames(onlyOurs), newNames(onlyTheirs)]
  const told = new Set(['account-added', 'set-added', 'code-reserved', 'code-used', 'code-rejected'])
  return {
    gained: {
      events: onlyTheirs.length,
      accounts: accounts.filter(({ id }) => !ours.accounts.has(id)).map(({ handle }) => handle),
      lists: lists.flatMap(({ account, set }) => {
        const holder = united.accounts.get(String(account))
        const found = holder?.sets.find(({ id, same = [] }) => id === set || same.includes(String(set)))
        return holder && found ? [{ account: holder.handle, issuedOn: found.issuedOn, size: found.codes.length }] : []
      }),
      codes: codes.flatMap(({ id, account, outcome }) => {
        const place = placeOf(united, account, id)
        return place ? [{ ...place, state: outcome }] : []
      }),
      records: [...new Set(saved)],
      others: onlyTheirs.filter(event => !told.has(event.type) && recordOf(event) === undefined).length,
    },
    handedOutTwice: [...united.codes.values()]
      .filter(code => handedOutTwice(code) && !handedOutTwice(ours.codes.get(code.id) ?? { ...code, handouts: [] }))
      .flatMap(({ id, account }) => placeOf(united, account, id) ?? []),
    decide: [
      ...accounts.flatMap(account => mattersOf(account, sides, names)),
      ...recordMatters(sides),
      ...madeApart(sides),
    ],
  }
}

function ofType(events: readonly StoredEvent[], type: string): readonly StoredEvent[] {
  return events.filter(event => event.type === type)
}

function placeOf(state: State, id: AccountId, code: CodeId): Place | undefined {
  const account = state.accounts.get(id) ?? state.removedAccounts.get(id)
  const place = account && placedCodeOf(state, account, code)
  if (!place) return undefined
  const { handle, sets, heads } = account
  const issuedOn = heads.some(({ codes }) => codes.includes(code))
    ? undefined
    : sets.findLast(({ codes }) => codes.includes(code))?.issuedOn
  return { account: handle, position: place.position, ...(issuedOn && { issuedOn }) }
}

/** `person:sato`, for an event that saves or removes it. */
function recordOf(event: StoredEvent): string | undefined {
  const [, kind] = /^(person|device|factor|place)-(?:saved|removed)$/.exec(event.type) ?? []
  return kind === undefined ? undefined : `${kind}:${String(event[kind])}`
}

/** @param names the new names that the events of only one side give, for each side */
function mattersOf(account: Account, { ours, theirs }: Sides, names: readonly NewNames[]): readonly MergeMatter[] {
  const { id, handle, heads, isUndecided } = account
  const matters: MergeMatter[] = []
  const isNews = (state: State): boolean => (state.accounts.get(id)?.heads.length ?? 0) < heads.length
  if (heads.length > 1 && isNews(ours))
    matters.push({
      code: 'two-lists',
      account: handle,
      days: heads.map(({ issuedOn }) => issuedOn),
      isAsked: isUndecided,
    })
  const was = ours.accounts.get(id)?.handle ?? theirs.accounts.get(id)?.handle
  if (handle.includes('~') && was !== handle)
    matters.push({ code: 'same-name', account: handle.replace(/~.*/, '') as Handle, other: handle })
  if (ours.removedAccounts.has(id) || theirs.removedAccounts.has(id))
    matters.push({ code: 'removed-elsewhere', account: handle })
  for (const set of account.sets) {
    const known = ours.accounts.get(id)?.sets.find(one => one.id === set.id)
    if (known?.codes.some((code, index) => set.codes[index] !== code))
      matters.push({ code: 'numbers-moved', account: handle, issuedOn: set.issuedOn })
  }
  const renamed = names.map(ofSide => ofSide.get(id))
  const other = renamed.find(name => name !== handle)
  if (renamed.every(name => name !== undefined) && other !== undefined)
    matters.push({ code: 'renamed-twice', account: handle, other: other as Handle })
  return matters
}

/** By account: the last name that it was given. */
type NewNames = ReadonlyMap<unknown, unknown>

function newNames(events: readonly StoredEvent[]): NewNames {
  return new Map(ofType(events, 'account-renamed').map(({ account, handle }) => [account, handle]))
}

function recordMatters({ onlyOurs, onlyTheirs, united }: Sides): readonly MergeMatter[] {
  const [ours, theirs] = [changesIn(onlyOurs), changesIn(onlyTheirs)]
  return [...theirs].flatMap(([key, value]): readonly MergeMatter[] => {
    const own = ours.get(key)
    if (own === undefined || own.value === value.value) return []
    const { member } = value
    const record = shownNode(united, value.record)
    return [member === undefined ? { code: 'made-twice', record } : { code: 'changed-twice', record, member }]
  })
}

function madeApart({ onlyOurs, onlyTheirs, united }: Sides): readonly MergeMatter[] {
  const [ours, theirs] = [madeIn(onlyOurs), madeIn(onlyTheirs)]
  return [...theirs].flatMap(([name, record]): readonly MergeMatter[] => {
    const own = ours.get(name)
    if (own === undefined || own === record) return []
    const shown = [own, record].map(one => shownNode(united, one))
    const [first = '', second = ''] = shown.toSorted()
    return shown.every(one => isLive(united, one)) ? [{ code: 'made-apart', record: first, other: second }] : []
  })
}

/** By name, the records that these events make. */
function madeIn(events: readonly StoredEvent[]): ReadonlyMap<string, string> {
  const made = events.filter(({ type, changed }) => type.endsWith('-saved') && changed === undefined)
  const records = made.flatMap(event => recordOf(event) ?? [])
  return new Map(records.map(record => [nameIn(record), record]))
}

function isLive({ registry }: State, node: string): boolean {
  const record = recordIn(node)
  return record !== undefined && registry[`${record.kind}s`].has(record.id)
}

interface Change {
  readonly record: string
  /** Undefined where the record is new. */
  readonly member: string | undefined
  readonly value: string
}

function changesIn(events: readonly StoredEvent[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>()
  for (const event of events) {
    const record = event.type.endsWith('-saved') ? recordOf(event) : undefined
    if (record === undefined) continue
    const { changed } = event
    const members = Array.isArray(changed) ? (changed as readonly string[]) : [undefined]
    for (const member of members) {
      const value = member === undefined ? event.id : JSON.stringify(event[member])
      changes.set(`${record} ${member ?? ''}`, { record, member, value })
    }
  }
  return changes
}
