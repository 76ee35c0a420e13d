/** Questions about an account's codes. */
import type { CodeId } from '../model/ids.ts'
import type { Account, Code, CodeSet, CodeState, Outcome, State } from '../model/state.ts'

/** A code as the user sees it, with its number on Instagram's list. */
export interface PlacedCode {
  readonly id: CodeId
  /** From 1. */
  readonly position: number
  readonly setSize: number
  readonly state: CodeState
}

/** The set that Instagram accepts now, as far as the vault knows. If two are undecided, the first. */
export function currentSet({ heads }: Account): CodeSet | undefined {
  return heads[0]
}

/** `rival`: another machine stored it without knowing of the current one. */
export type SetState = 'current' | 'rival' | 'superseded' | 'void'

export function setState({ heads }: Account, set: CodeSet): SetState {
  if (set.voided) return 'void'
  const place = heads.indexOf(set)
  if (place === 0) return 'current'
  return place > 0 ? 'rival' : 'superseded'
}

/** The set's codes in the order of the list. In a set that is not current, every code that was not spent is void. */
export function placedCodes(state: State, account: Account, set: CodeSet): readonly PlacedCode[] {
  const isHead = account.heads.includes(set)
  return set.codes.map((id, index) => {
    const outcome = outcomeOf(state, id)
    const isSpent = outcome === 'used' || outcome === 'rejected'
    const isValid = isHead && !state.removedCodes.has(id)
    return { id, position: index + 1, setSize: set.codes.length, state: isSpent || isValid ? outcome : 'void' }
  })
}

export function currentCodes(state: State, account: Account): readonly PlacedCode[] {
  const set = currentSet(account)
  return set ? placedCodes(state, account, set) : []
}

function outcomeOf({ codes }: State, id: CodeId): Outcome {
  return codes.get(id)?.outcome ?? 'available'
}

/** How many codes can still be handed out. A reserved one may have been spent, so it does not count. */
export function remaining(state: State, account: Account): number {
  return currentCodes(state, account).filter(code => code.state === 'available').length
}

/** Codes that were handed out and whose outcome is unknown, the latest first. */
export function pendingCodes(
  state: State,
  account: Account,
  codes = currentCodes(state, account),
): readonly PlacedCode[] {
  return codes
    .filter(code => code.state === 'reserved')
    .toSorted((a, b) => latestFirst(handedOutAt(state, a.id), handedOutAt(state, b.id)) || b.position - a.position)
}

/** In the order of the list. */
export function positionsOf(codes: readonly PlacedCode[]): readonly number[] {
  return codes.map(({ position }) => position).toSorted((a, b) => a - b)
}

/** Times in ISO 8601 in UTC compare as text. */
function latestFirst(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? 1 : -1
}

/** A code's place in the newest of the account's sets that has it. */
export function placedCodeOf(state: State, account: Account, code: CodeId): PlacedCode | undefined {
  const set = account.sets.findLast(set => set.codes.includes(code))
  return set && placedCodes(state, account, set)[set.codes.indexOf(code)]
}

/** When a code was last handed out (ISO 8601); empty if never. */
export function handedOutAt(state: State, code: CodeId): string {
  return state.codes.get(code)?.handouts.at(-1)?.at ?? ''
}

/** Two machines handed out the same code while they were apart, so one of the two logins failed. */
export function handedOutTwice({ handouts }: Code): boolean {
  return handouts.length > 1 && handouts.filter(({ recovered }) => !recovered).length > 1
}

/** When a login last worked: with a code, or in a login test. Empty if never. Times in ISO 8601 in UTC compare as text. */
export function lastLogin(state: State, account: Account): string {
  const tests = state.registry.tests.get(account.id) ?? []
  const times = [
    ...account.sets.flatMap(set => set.codes).map(id => state.codes.get(id)?.usedAt ?? ''),
    ...tests.map(({ passed, at }) => (passed ? at : '')),
  ]
  return times.reduce((latest, at) => (at > latest ? at : latest), '')
}
