/** Which code to hand out. */
import { UserError } from '../../errors.ts'
import { requireAccount } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact } from '../model/events.ts'
import type { CodeId, ReplicaId } from '../model/ids.ts'
import type { Account, CodeSet, State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { chosenOver } from './outcome.ts'
import { type PlacedCode, pendingCodes, placedCodes, positionsOf } from './queries.ts'
import { stopOf } from './two-refusals.ts'

/** So many codes may have an unknown outcome before the next one has to be asked for explicitly. */
const mostOpen = 2

export interface HandOut extends Decision {
  readonly account: Account
  readonly code: PlacedCode
}

export interface HandOutOptions {
  readonly now: Date
  readonly replica: ReplicaId
  /** Whether the vault has the digits of a code: another replica may have erased them. */
  readonly hasDigits: (code: CodeId) => boolean
  /** Ignores the stop after two refusals. */
  readonly anyway: boolean
  /** Of several lists that were stored on different machines, which one to use: 1 is the one that counts now. */
  readonly list?: number | undefined
  /** Refuses a code while `mostOpen` others have an unknown outcome: a script could empty the set without noticing. */
  readonly refuseManyOpen?: boolean
}

/**
 * Picks the first available code of the current set, starting at this replica's own position.
 *
 * Instagram accepts a code once. It counts as spent once it was shown, whether or not the login succeeds.
 *
 * @throws UserError `unknown-account`, `no-codes-left`, `cool-down`, `outcomes-unknown`, `lists-undecided`, `no-such-list`
 */
export function takeNextCode(state: State, handle: Handle, options: HandOutOptions): HandOut {
  const account = requireAccount(state, handle)
  const stop = options.anyway ? undefined : stopOf(state, account, options.now)
  if (stop) throw new UserError('cool-down', { account: account.handle, ...stop })

  const set = listToUse(account, options.list)
  const codes = set ? placedCodes(state, account, set) : []
  const open = pendingCodes(state, account, codes)
  const available = codes.filter(({ id, state }) => state === 'available' && options.hasDigits(id))
  const start = nextPosition(state, options.replica, codes)
  // From the end back: from the beginning on, another replica comes up.
  const code = available.find(code => code.position >= start) ?? available.at(-1)
  if (!code) throw new UserError('no-codes-left', { account: account.handle, pending: open.length })
  if (options.refuseManyOpen && open.length >= mostOpen)
    throw new UserError('outcomes-unknown', { account: account.handle, positions: positionsOf(open) })
  const chosen = set && options.list !== undefined ? chosenOver(account, set) : []
  return { account, code, facts: [...chosen, { type: 'code-reserved', account: account.id, code: code.id }] }
}

function listToUse({ handle, heads, isUndecided }: Account, list: number | undefined): CodeSet | undefined {
  const days = heads.map(({ issuedOn }) => issuedOn)
  if (list === undefined && isUndecided) throw new UserError('lists-undecided', { account: handle, days })
  const set = heads[(list ?? 1) - 1]
  if (list !== undefined && !set) throw new UserError('no-such-list', { account: handle, list, days })
  return set
}

/** After the last code that this replica took from the list: another one that is offline does not come here soon. */
function nextPosition(state: State, replica: ReplicaId, codes: readonly PlacedCode[]): number {
  const isOwn = ({ id }: PlacedCode): boolean =>
    state.codes.get(id)?.handouts.some(one => one.replica === replica) === true
  const last = codes.findLast(isOwn)
  return last ? last.position + 1 : startPosition(state, replica, codes.length)
}

/** What a machine remembers about codes, independently of the copy of the vault that it opens. */
export interface Claims {
  /** Codes whose hand-out was started. */
  readonly handedOut: ReadonlySet<CodeId>
  /** Codes known to be used. */
  readonly used: ReadonlySet<CodeId>
}

/**
 * Facts from this machine's claims that the vault lacks: the process died during the hand-out, or this copy of the vault is older.
 * A code whose hand-out was started may have been seen, so it counts as handed out.
 */
export function factsOfClaims(state: State, { handedOut, used }: Claims): readonly Fact[] {
  return [...new Set([...handedOut, ...used])]
    .flatMap(id => state.codes.get(id) ?? [])
    .flatMap(({ id, account, outcome }): readonly Fact[] => {
      if (used.has(id) && outcome !== 'used') return [{ type: 'code-used', account, code: id, found: true }]
      return outcome === 'available' ? [{ type: 'code-reserved', account, code: id, recovered: true }] : []
    })
}

/**
 * The code handed out last whose outcome is unknown.
 *
 * @throws UserError `unknown-account`, `nothing-handed-out`
 */
export function pendingCode(state: State, handle: Handle): { account: Account; code: PlacedCode } {
  const account = requireAccount(state, handle)
  const pending = pendingCodes(state, account)
  const code = pending.find(({ id }) => id === account.lastHandedOut) ?? pending[0]
  if (!code) throw new UserError('nothing-handed-out', { account: account.handle })
  return { account, code }
}

/**
 * The position at which a replica starts, so that offline replicas hand out different codes: the first replica at the start, the
 * second in the middle, then in the gaps.
 *
 * Two replicas that have not written yet may start at the same time, so each picks a free position by its id. It avoids the position
 * right after another replica's start, which that replica uses next.
 */
export function startPosition(state: State, replica: ReplicaId, setSize: number): number {
  const positions = spread(setSize)
  const ordinal = state.replicas.indexOf(replica)
  if (ordinal >= 0) return positions[ordinal % setSize] ?? 1

  const taken = positions.slice(0, state.replicas.length)
  const free = positions.filter(position => !taken.includes(position))
  const apart = free.filter(position => !taken.includes(position - 1))
  const choice = [apart, free, positions].find(candidates => candidates.length > 0) ?? []
  return choice[sum(replica) % choice.length] ?? 1
}

/** The positions 1 to `size`, each far from those before it (van der Corput sequence, base 2). */
function spread(size: number): readonly number[] {
  const positions = new Set<number>()
  for (let n = 0; positions.size < size; n++) {
    let fraction = 0
    for (let rest = n, half = 0.5; rest > 0; rest >>= 1, half /= 2) fraction += (rest & 1) * half
    positions.add(1 + Math.floor(fraction * size))
  }
  return [...positions]
}

function sum(text: string): number {
  return [...text].reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0)
}
