/** What `status` says of each account: how many codes are left, what is due, what is wrong. */
import { accountsByHandle } from './accounts.ts'
import { currentSet, handedOutTwice, pendingCodes, placedCodes, remaining } from './codes.ts'
import { addMonths, daysBetween, type IsoDate, localDay } from './date.ts'
import type { Account, State } from './fold.ts'
import type { Handle } from './handle.ts'
import { type Level, levelOf, worstLevel } from './level.ts'

export type Severity = 'info' | 'warning' | 'critical'

export type Finding =
  | { readonly code: 'no-codes'; readonly severity: 'critical'; readonly ever: boolean }
  | { readonly code: 'one-left'; readonly severity: 'critical' }
  | { readonly code: 'few-left'; readonly severity: 'warning'; readonly remaining: number }
  | { readonly code: 'outcome-unknown'; readonly severity: 'info'; readonly positions: readonly number[] }
  | { readonly code: 'handed-out-twice'; readonly severity: 'warning'; readonly positions: readonly number[] }
  | {
      readonly code: 'review-soon'
      readonly severity: 'warning'
      readonly on: IsoDate
      readonly days: number
    }
  | {
      readonly code: 'review-overdue'
      readonly severity: 'critical'
      readonly on: IsoDate
      readonly days: number
    }

export interface AccountStatus {
  readonly account: Handle
  readonly remaining: number
  readonly setSize: number
  readonly level: Level
  /** Codes handed out whose outcome nobody recorded. */
  readonly reserved: number
  readonly issuedOn: IsoDate | null
  /** Six months after the set was stored (article, on reviews: every 6 to 12 months). */
  readonly reviewDueOn: IsoDate | null
  /** A month after the latest proof that the way in works: a code that worked, else the day the set was stored. */
  readonly testDueOn: IsoDate | null
  /** The most severe first. */
  readonly findings: readonly Finding[]
}

export interface Status {
  readonly accounts: readonly AccountStatus[]
  readonly level: Level
}

const reviewMonths = 6
const testMonths = 1
/** From this many days before it a review is called due soon. */
const soonDays = 14

export function statusOf(state: State, now: Date): Status {
  const accounts = accountsByHandle(state).map(account => accountStatus(state, account, now))
  return { accounts, level: worstLevel(accounts.map(({ level }) => level)) }
}

export function accountStatus(state: State, account: Account, now: Date): AccountStatus {
  const set = currentSet(account)
  const codes = set ? placedCodes(state, account, set) : []
  const left = remaining(state, account)
  const stored = set && (dayOf(set.added.at) ?? set.issuedOn)
  const lastUse = codes
    .flatMap(({ id }) => state.codes.get(id)?.usedAt ?? [])
    .toSorted()
    .at(-1)
  const reviewDueOn = stored ? addMonths(stored, reviewMonths) : null
  return {
    account: account.handle,
    remaining: left,
    setSize: codes.length,
    level: levelOf(left, codes.length),
    reserved: pendingCodes(state, account).length,
    issuedOn: set?.issuedOn ?? null,
    reviewDueOn,
    testDueOn: stored ? addMonths((lastUse && dayOf(lastUse)) || stored, testMonths) : null,
    findings: findingsOf(state, account, left, reviewDueOn, localDay(now)),
  }
}

/** Undefined for a time that nobody can read: the journal takes any text there, and status must not fail for it. */
function dayOf(at: string): IsoDate | undefined {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? undefined : localDay(time)
}

/** For scripts: 0 when all is well, 30 when something needs attention, 31 when it is critical. */
export function alarmOf({ accounts }: Status): 0 | 30 | 31 {
  const severities = accounts.flatMap(({ findings }) => findings.map(({ severity }) => severity))
  if (severities.includes('critical')) return 31
  return severities.includes('warning') ? 30 : 0
}

function findingsOf(
  state: State,
  account: Account,
  left: number,
  reviewDueOn: IsoDate | null,
  today: IsoDate,
): readonly Finding[] {
  const set = currentSet(account)
  const codes = set ? placedCodes(state, account, set) : []
  const level = levelOf(left, codes.length)
  const findings: Finding[] = []

  if (level === 'empty')
    findings.push({ code: 'no-codes', severity: 'critical', ever: account.sets.length > 0 })
  if (level === 'critical') findings.push({ code: 'one-left', severity: 'critical' })
  if (level === 'low') findings.push({ code: 'few-left', severity: 'warning', remaining: left })

  const days = reviewDueOn ? daysBetween(today, reviewDueOn) : Number.POSITIVE_INFINITY
  if (reviewDueOn && days < 0)
    findings.push({ code: 'review-overdue', severity: 'critical', on: reviewDueOn, days: -days })
  else if (reviewDueOn && days <= soonDays)
    findings.push({ code: 'review-soon', severity: 'warning', on: reviewDueOn, days })

  const twice = codes.filter(({ id }) => {
    const code = state.codes.get(id)
    return code !== undefined && handedOutTwice(code)
  })
  if (twice.length > 0)
    findings.push({
      code: 'handed-out-twice',
      severity: 'warning',
      positions: twice.map(({ position }) => position),
    })

  const pending = pendingCodes(state, account)
  if (pending.length > 0)
    findings.push({
      code: 'outcome-unknown',
      severity: 'info',
      positions: pending.map(({ position }) => position).toSorted((a, b) => a - b),
    })

  const order: readonly Severity[] = ['critical', 'warning', 'info']
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}
