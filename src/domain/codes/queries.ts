/** Questions about an account's codes. All pure; the answers follow from the folded state alone. */
import type { CodeId } from '../model/ids.ts'
import type { Account, Code, CodeSet, CodeState, State } from '../model/state.ts'

/** A code as the user sees it: by its number on Instagram's list. */
export interface PlacedCode {
  readonly id: CodeId
  /** 1 is the first of the list. */
  readonly position: number
  readonly setSize: number
  readonly state: CodeState
}

/** The set that Instagram accepts today, as far as we know: the newest one, unless it was voided. */
export function currentSet(account: Account): CodeSet | undefined {
  const newest = account.sets.at(-1)
  return newest?.voided ? undefined : newest
}

export type SetState = 'current' | 'superseded' | 'void'

export function setState(account: Account, set: CodeSet): SetState {
  if (set.voided) return 'void'
  return set === account.sets.at(-1) ? 'current' : 'superseded'
}

/** The set's codes in the order of the list, each with its state: what is not spent is void once the set is. */
export function placedCodes(state: State, account: Account, set: CodeSet): readonly PlacedCode[] {
  const valid = setState(account, set) === 'current'
  return set.codes.map((id, index) => {
    const outcome = state.codes.get(id)?.outcome ?? 'available'
    const spent = outcome === 'used' || outcome === 'rejected'
    return { id, position: index + 1, setSize: set.codes.length, state: spent || valid ? outcome : 'void' }
  })
}

export function currentCodes(state: State, account: Account): readonly PlacedCode[] {
  const set = currentSet(account)
  return set ? placedCodes(state, account, set) : []
}

/** How many codes can still be handed out. A reserved one does not count: nobody knows whether it was spent. */
export function remaining(state: State, account: Account): number {
  return currentCodes(state, account).filter(code => code.state === 'available').length
}

/** Handed out, outcome unknown, latest first. */
export function pendingCodes(state: State, account: Account): readonly PlacedCode[] {
  return currentCodes(state, account)
    .filter(code => code.state === 'reserved')
    .toSorted((a, b) => latestFirst(handedOutAt(state, a.id), handedOutAt(state, b.id)) || b.position - a.position)
}

/** ISO 8601 in UTC sorts as text. */
function latestFirst(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? 1 : -1
}

/** Where a code stands on its list, in the newest of the account's sets that holds it. */
export function placedCodeOf(state: State, account: Account, code: CodeId): PlacedCode | undefined {
  const set = account.sets.findLast(set => set.codes.includes(code))
  return set && placedCodes(state, account, set).find(placed => placed.id === code)
}

/** When a code was last handed out, ISO 8601; empty if never. */
export function handedOutAt(state: State, code: CodeId): string {
  return state.codes.get(code)?.handouts.at(-1)?.at ?? ''
}

/** Two replicas apart drew the same code: one of the two logins must have failed. */
export function handedOutTwice(code: Code): boolean {
  return new Set(code.handouts.map(handout => handout.replica)).size > 1
}
