/**
 * The two-refusals rule: after two refused codes within an hour igcodes hands out no more of that set. This is our own precaution:
 * Instagram publishes no limits.
 */
import type { Account, CodeSet, State } from '../model/state.ts'
import { currentSet, lastLogin } from './queries.ts'

const limit = { rejected: 2, minutes: 60 } as const

/** A stop by igcodes, or a block by Instagram that may have come from it. */
export interface Stop {
  readonly rejected: number
  /** ISO 8601 in UTC. */
  readonly since: string
  readonly until: string
}

/**
 * The stop after two refusals of the current set. A login that worked since ends it, and so does a newer set: Instagram had voided the codes
 * that were refused.
 */
export function stopOf(state: State, account: Account, now: Date): Stop | undefined {
  const set = currentSet(account)
  return set && stopFor(rejectionsOf(state, account, [set], now))
}

/** The rejections of older sets do not stop a new one, but Instagram may still block sign-in because of them. */
export function earlierBlock(state: State, account: Account, now: Date): Stop | undefined {
  const current = currentSet(account)
  const older = account.sets.filter(set => set !== current)
  return stopFor(rejectionsOf(state, account, older, now))
}

function rejectionsOf(state: State, account: Account, sets: readonly CodeSet[], now: Date): readonly string[] {
  const window = limit.minutes * 60_000
  const login = lastLogin(state, account)
  return (
    sets
      .flatMap(set => set.codes)
      .flatMap(id => state.codes.get(id) ?? [])
      .filter(code => code.outcome === 'rejected')
      .map(code => code.rejectedAt ?? '')
      // In both directions: a clock that was wrong must neither end the cool-down nor prolong it.
      .filter(at => at > login && Math.abs(now.getTime() - Date.parse(at)) < window)
      .toSorted()
  )
}

function stopFor(rejections: readonly string[]): Stop | undefined {
  const [since] = rejections
  const decisive = rejections.at(-limit.rejected)
  if (since === undefined || decisive === undefined) return undefined
  const until = new Date(Date.parse(decisive) + limit.minutes * 60_000).toISOString()
  return { rejected: rejections.length, since, until }
}
