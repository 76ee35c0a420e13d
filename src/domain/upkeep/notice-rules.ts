/**
 * The notices of a vault (notices.ts): the alarm of `status`, computed ahead. At any later time they give what `status --check` would
 * give then. The audit is not part of that alarm, and copies beside the vault are part of the notices alone.
 */
import { accountsByHandle } from '../model/accounts.ts'
import type { Level } from '../model/level.ts'
import type { State } from '../model/state.ts'
import { daysAfter, type IsoDate, isIsoTime, localDay } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import type { DayOrTime, Notice, NoticeCode } from './notices.ts'
import { reviewNeededBy } from './schedule.ts'
import { type AccountStatus, type OpenIncident, soonDays, statusOf } from './status.ts'

interface Single {
  readonly code: NoticeCode
  readonly from: DayOrTime
  readonly until: DayOrTime | null
  readonly account: Handle | null
}

/**
 * @param before earlier notices: what was already so keeps its day
 * @param copies how many other copies of the vault are beside it
 */
export function noticesOf(
  state: State,
  now: Date,
  withNames: boolean,
  before: readonly Notice[] = [],
  copies = 0,
): readonly Notice[] {
  const { accounts, incidents, handovers } = statusOf(state, now)
  const since = (code: NoticeCode): DayOrTime => before.find(notice => notice.code === code)?.from ?? localDay(now)
  const neededBy = new Map(accountsByHandle(state).map(one => [one.handle, reviewNeededBy(state, one)]))
  const singles = [
    ...accounts.flatMap(account => [
      ...noticesOfCodes(account, since),
      ...noticesOfDays(account, neededBy.get(account.account) ?? null),
    ]),
    ...firstOfEach(incidents.flatMap(incident => noticesOfIncident(incident, now))),
    ...handovers.map(({ startedAt }) => noticeOfHandover(startedAt, now)),
  ]
  const beside: Notice = {
    code: 'conflict-copies',
    from: since('conflict-copies'),
    until: null,
    count: copies,
    accounts: [],
  }
  return [...grouped(singles, withNames), ...(copies > 0 ? [beside] : [])]
}

const codesNotice: Readonly<Record<Level, NoticeCode | undefined>> = {
  ok: undefined,
  low: 'few-left',
  critical: 'one-left',
  empty: 'no-codes',
}

function noticesOfCodes(
  { account, level, findings }: AccountStatus,
  since: (code: NoticeCode) => DayOrTime,
): readonly Single[] {
  const told = (['lists-undecided', 'handed-out-twice'] as const).filter(name =>
    findings.some(({ code }) => code === name),
  )
  return [codesNotice[level], ...told].flatMap((code): readonly Single[] =>
    code === undefined ? [] : [{ code, from: since(code), until: null, account }],
  )
}

/** What is due on a day is overdue from the next day on. */
function noticesOfDays(
  { account, reviewDueOn, testDueOn }: AccountStatus,
  reviewNeededBy: IsoDate | null,
): readonly Single[] {
  const singles: Single[] = []
  if (reviewDueOn !== null) {
    const late = daysAfter(reviewDueOn, 1)
    singles.push({ code: 'review-soon', from: daysAfter(reviewDueOn, -soonDays), until: late, account })
    const longLate = reviewNeededBy === null ? null : daysAfter(reviewNeededBy, 1)
    singles.push({ code: 'review-overdue', from: late, until: longLate, account })
    if (longLate !== null) singles.push({ code: 'review-long-overdue', from: longLate, until: null, account })
  }
  if (testDueOn !== null) singles.push({ code: 'test-overdue', from: daysAfter(testDueOn, 1), until: null, account })
  return singles
}

function noticesOfIncident({ account, openedAt, deadline, signedIn }: OpenIncident, now: Date): readonly Single[] {
  const from = cameAt(openedAt, now)
  const until = !signedIn && deadline !== null && isIsoTime(deadline) ? deadline : null
  const open: Single = { code: 'incident-open', from, until, account }
  return until === null ? [open] : [open, { code: 'deadline-passed', from: until, until: null, account }]
}

function noticeOfHandover(startedAt: string, now: Date): Single {
  return { code: 'handover-open', from: cameAt(startedAt, now), until: null, account: null }
}

/** The journal accepts any text as a time. */
function cameAt(at: string, now: Date): DayOrTime {
  return isIsoTime(at) && Date.parse(at) <= now.getTime() ? at : localDay(now)
}

/** Notices count accounts, so an account with several incidents counts once: the earliest. */
function firstOfEach(singles: readonly Single[]): readonly Single[] {
  const keyOf = ({ code, account }: Single): string => `${code} ${account}`
  const first = new Map<string, Single>()
  for (const one of singles) {
    const known = first.get(keyOf(one))
    if (!known || one.from < known.from) first.set(keyOf(one), one)
  }
  return singles.filter(one => one.account === null || first.get(keyOf(one)) === one)
}

function grouped(singles: readonly Single[], withNames: boolean): readonly Notice[] {
  const groups = new Map<string, Notice>()
  for (const { code, from, until, account } of singles) {
    const key = `${code} ${from} ${until}`
    const { count = 0, accounts = [] } = groups.get(key) ?? {}
    const named = withNames && account !== null ? [...accounts, account] : accounts
    groups.set(key, { code, from, until, count: count + 1, accounts: named })
  }
  return [...groups.values()]
}
