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

/** The set that Instagram accepts now, as far as the vault knows: the newest one, unless it was voided. */
export function currentSet(account: Account): CodeSet | undefined {
  const newest = account.sets.at(-1)
  return newest?.voided ? undefined : newest
}

export type SetState = 'current' | 'superseded' | 'void'

export function setState(account: Account, set: CodeSet): SetState {
  if (set.voided) return 'void'
  return set === account.sets.at(-1) ? 'current' : 'superseded'
}

/** The set's codes in the order of the list. In a set that is not current, every code that was not spent is void. */
export function placedCodes(state: State, account: Account, set: CodeSet): readonly PlacedCode[] {
  const valid = setState(account, set) === 'current'
  return set.codes.map((id, index) => {
    const outcome = outcomeOf(state, id)
    const spent = outcome === 'used' || outcome === 'rejected'
    return { id, position: index + 1, setSize: set.codes.length, state: spent || valid ? outcome : 'void' }
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
  return currentSet(account)?.codes.filter(id => outcomeOf(state, id) === 'available').length ?? 0
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

/** Two replicas handed out the same code while they were apart, so one of the two logins failed. */
export function handedOutTwice(code: Code): boolean {
  const [first, ...others] = code.handouts
  return others.some(({ replica }) => replica !== first?.replica)
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
