/**
 * Which accounts and code sets count, once all events are known. Nothing here follows from the order of events alone: what one machine
 * did without knowing of another machine's set neither replaces nor removes that set.
 */
import type { Event } from '../model/events.ts'
import type { AccountId, CodeId, SetId } from '../model/ids.ts'
import { type Account, type CodeSet, idsOf, type Mutable, type State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'

/** An account while it is folded. */
export type AccountBuilder = Omit<Mutable<Account>, 'sets' | 'heads' | 'isUndecided' | 'unreplaced'> & {
  /** All sets that it ever had, the oldest first. */
  readonly sets: Map<SetId, SetBuilder>
  /** So many of its first sets are replaced by one that does not name what it replaces. */
  replacedBefore: number
  removed: boolean
  /** Missing for the many that never were removed. */
  removals?: Removals
  /** How often it was added again: links are those made since. */
  generation: number
  chosen?: Extract<Event, { type: 'set-chosen' }>
}

/** What removals of an account named. */
export interface Removals {
  /** Events of other replicas about these sets still count. */
  readonly sets: Set<SetId>
  /** Of these sets the codes that the removals saw. */
  readonly codes: Set<CodeId>
  /** Sets that were removed whole, by events that do not name the codes. */
  readonly whole: Set<SetId>
}

export type SetBuilder = Omit<Mutable<CodeSet>, 'codes' | 'same'> & { codes: readonly CodeId[] }

type Finished = Pick<State, 'accounts' | 'removedAccounts' | 'removedCodes'>

/** @param isKept whether something else than a set keeps an account that was removed */
export function finishAccounts(
  builders: ReadonlyMap<AccountId, AccountBuilder>,
  isKept: (account: AccountId) => boolean,
): Finished {
  const accounts = new Map<AccountId, Account>()
  const removedAccounts = new Map<AccountId, Account>()
  const handles = new Map<Handle, number>()
  for (const builder of builders.values()) {
    const [live, gone] = divided(builder)
    if (builder.removed && live.length === 0 && !isKept(builder.id)) {
      removedAccounts.set(builder.id, accountFrom(builder, [], gone))
      continue
    }
    const account = accountFrom(builder, live, live)
    const count = (handles.get(account.handle) ?? 0) + 1
    handles.set(account.handle, count)
    accounts.set(account.id, count === 1 ? account : { ...account, handle: `${account.handle}~${count}` as Handle })
  }
  return { accounts, removedAccounts, removedCodes: codesRemoved(builders) }
}

/** Its sets that were not removed, and all. */
function divided(builder: AccountBuilder): [live: SetBuilder[], all: SetBuilder[]] {
  const all = [...builder.sets.values()]
  for (let at = 0; at < builder.replacedBefore; at++) (all[at] as SetBuilder).replaced = true
  const { removals } = builder
  return [removals ? all.filter(set => !isRemoved(removals, set)) : all, all]
}

/** A code that was unknown where the account was removed keeps its set. */
function isRemoved(removals: Removals, set: SetBuilder): boolean {
  return removals.sets.has(set.id) && set.codes.every(code => isRemovedFrom(removals, set, code))
}

function isRemovedFrom({ codes, whole }: Removals, { id }: SetBuilder, code: CodeId): boolean {
  return whole.has(id) || codes.has(code)
}

function accountFrom(builder: AccountBuilder, candidates: readonly SetBuilder[], sets: readonly SetBuilder[]): Account {
  const { id, handle, otherName, added, lastHandedOut, chosen } = builder
  const unreplaced = [...builder.sets.values()].filter(set => !set.replaced).map(set => set.id)
  const found = united(candidates.filter(set => !set.replaced && set.voided === undefined))
  const { heads, isUndecided } = ranked(found, chosen)
  const account = {
    id,
    handle,
    added,
    heads,
    isUndecided,
    unreplaced,
    ...(otherName && { otherName }),
    ...(lastHandedOut && { lastHandedOut }),
  }
  const isUnited = heads.some(({ same }) => same !== undefined)
  return { ...account, sets: isUnited ? withUnited(sets, heads) : sets }
}

/** Sets that share a code are one list, stored on two machines. */
function united(heads: readonly SetBuilder[]): readonly CodeSet[] {
  if (heads.length < 2) return heads
  const lists: CodeSet[] = []
  for (const head of heads) {
    const codes = new Set(head.codes)
    const [first, ...others] = lists.filter(list => list.codes.some(code => codes.has(code)))
    if (!first) {
      lists.push(head)
      continue
    }
    const all: readonly CodeSet[] = [first, ...others, head]
    const list: CodeSet = {
      ...first,
      issuedOn: all.map(({ issuedOn }) => issuedOn).toSorted()[0] ?? first.issuedOn,
      codes: [...new Set(all.flatMap(set => set.codes))],
      same: all.flatMap(idsOf).filter(id => id !== first.id),
    }
    lists.splice(lists.indexOf(first), 1, list)
    for (const other of others) lists.splice(lists.indexOf(other), 1)
  }
  return lists
}

function withUnited(sets: readonly CodeSet[], heads: readonly CodeSet[]): readonly CodeSet[] {
  const parts = new Set(heads.flatMap(({ same }) => same ?? []))
  const lists = new Map(heads.map(head => [head.id, head]))
  return sets.filter(({ id }) => !parts.has(id)).map(set => lists.get(set.id) ?? set)
}

/** The chosen one first, then the one issued last. A choice says nothing about a set that was stored without knowing of it. */
function ranked(heads: readonly CodeSet[], chosen: AccountBuilder['chosen']): Pick<Account, 'heads' | 'isUndecided'> {
  if (heads.length < 2) return { heads, isUndecided: false }
  const over = new Set(chosen?.over)
  const isChosen = (head: CodeSet): boolean => chosen !== undefined && idsOf(head).includes(chosen.set)
  const isPassed = (head: CodeSet): boolean =>
    heads.some(isChosen) && !isChosen(head) && idsOf(head).some(id => over.has(id))
  const rank = (head: CodeSet): string => `${isPassed(head) ? 0 : 1}${head.issuedOn}`
  const sorted = heads.toSorted((a, b) => (rank(a) < rank(b) ? 1 : rank(a) > rank(b) ? -1 : 0))
  const [first, second] = sorted as [CodeSet, CodeSet]
  return { heads: sorted, isUndecided: rank(first) === rank(second) && !isPassed(first) }
}

/** Without codes that a set still has. */
function codesRemoved(builders: ReadonlyMap<AccountId, AccountBuilder>): ReadonlySet<CodeId> {
  const removed = new Set<CodeId>()
  for (const { removals, sets } of builders.values()) {
    if (!removals) continue
    const kept = new Set<CodeId>()
    for (const set of sets.values()) {
      const isNamed = removals.sets.has(set.id)
      for (const code of set.codes) (isNamed && isRemovedFrom(removals, set, code) ? removed : kept).add(code)
    }
    for (const code of kept) removed.delete(code)
  }
  return removed
}
