/** The rules of the moment that counts: which code to hand out, and when to stop. */
import { UserError } from '../../errors.ts'
import { requireAccount } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact } from '../model/events.ts'
import type { CodeId, ReplicaId } from '../model/ids.ts'
import type { Account, State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { currentCodes, type PlacedCode, pendingCodes } from './queries.ts'

/** Our own precaution: Instagram publishes neither a number of tries nor a time. */
export const coolDown = { rejected: 2, minutes: 60 } as const

export interface HandOut extends Decision {
  readonly account: Account
  readonly code: PlacedCode
}

export interface HandOutOptions {
  readonly now: Date
  readonly replica: ReplicaId
  /** Whether the vault still has a code's digits: another replica may have erased them. */
  readonly hasDigits: (code: CodeId) => boolean
  /** Goes on in spite of the cool-down. */
  readonly anyway: boolean
}

/**
 * Picks the code to hand out: the first available one of the current set, starting at this replica's own place.
 *
 * Instagram accepts a backup code once, so it counts as spent when it is shown, whether or not the login then succeeds.
 *
 * @throws UserError `unknown-account`, `no-codes-left`, `cool-down`
 */
export function takeNextCode(state: State, handle: Handle, options: HandOutOptions): HandOut {
  const account = requireAccount(state, handle)
  if (!options.anyway) refuseWhileCoolingDown(state, account, options.now)

  const codes = currentCodes(state, account)
  const available = codes.filter(({ id, state }) => state === 'available' && options.hasDigits(id))
  const start = startPosition(state, options.replica, codes.length)
  const code = available.find(code => code.position >= start) ?? available[0]
  if (!code) {
    const pending = pendingCodes(state, account).length
    throw new UserError('no-codes-left', { account: account.handle, pending })
  }
  return { account, code, facts: [{ type: 'code-reserved', account: account.id, code: code.id }] }
}

/** What a machine remembers of codes, whatever copy of the vault it opens. */
export interface Claims {
  /** Those that it has begun to hand out. */
  readonly handedOut: ReadonlySet<CodeId>
  /** Those that it knows to be used up. */
  readonly used: ReadonlySet<CodeId>
}

/**
 * What a machine's own claims say that the vault does not know: codes that were being handed out when the process died, or that
 * this copy of the vault is too old to remember. Of the former nobody knows whether they were seen, so they count as handed out.
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
 * The code whose outcome is unknown, handed out most recently.
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

/** The refusals of the last hour, oldest first: ISO 8601. */
export function recentRejections(state: State, account: Account, now: Date): readonly string[] {
  const window = coolDown.minutes * 60_000
  return (
    account.sets
      .flatMap(set => set.codes)
      .flatMap(id => state.codes.get(id) ?? [])
      .filter(code => code.outcome === 'rejected')
      .map(code => code.rejectedAt ?? '')
      // A clock that was set back must not lift the guard, nor one an hour ahead keep it for a day.
      .filter(at => Math.abs(now.getTime() - Date.parse(at)) < window)
      .toSorted()
  )
}

function refuseWhileCoolingDown(state: State, account: Account, now: Date): void {
  const rejections = recentRejections(state, account, now)
  const [since] = rejections
  const decisive = rejections.at(-coolDown.rejected)
  if (since === undefined || decisive === undefined) return
  throw new UserError('cool-down', {
    account: account.handle,
    rejected: rejections.length,
    since,
    until: new Date(Date.parse(decisive) + coolDown.minutes * 60_000).toISOString(),
  })
}

/**
 * The position at which a replica begins to draw, so that administrators who are offline draw apart: the first replica at the
 * start, the second in the middle, then in the gaps.
 *
 * A replica that has not written yet picks a free place by its id, since two such may draw at the same time, but not the one
 * right behind another's start, which that one draws next.
 */
export function startPosition(state: State, replica: ReplicaId, setSize: number): number {
  const places = spread(setSize)
  const ordinal = state.replicas.indexOf(replica)
  if (ordinal >= 0) return places[ordinal % setSize] ?? 1

  const taken = places.slice(0, state.replicas.length)
  const free = places.filter(place => !taken.includes(place))
  const apart = free.filter(place => !taken.includes(place - 1))
  const choice = [apart, free, places].find(candidates => candidates.length > 0) ?? []
  return choice[sum(replica) % choice.length] ?? 1
}

/** The positions 1 to `size`, each as far as possible from those before it (van der Corput's sequence, base 2). */
function spread(size: number): readonly number[] {
  const places = new Set<number>()
  for (let n = 0; places.size < size; n++) {
    let fraction = 0
    for (let rest = n, half = 0.5; rest > 0; rest >>= 1, half /= 2) fraction += (rest & 1) * half
    places.add(1 + Math.floor(fraction * size))
  }
  return [...places]
}

function sum(text: string): number {
  return [...text].reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0)
}
