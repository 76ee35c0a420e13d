/** What `check` and the shell can report without opening the vault, with the times from which each is due. */
import type { Severity } from '../model/severity.ts'
import { isIsoDate, isIsoTime, startOf } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'

/** The most severe first; of one severity, lockouts before overdue tasks. */
export const noticeSeverities = {
  'deadline-passed': 'critical',
  'no-codes': 'critical',
  'one-left': 'critical',
  'review-long-overdue': 'critical',
  'incident-open': 'warning',
  /** Other copies of the vault are beside it, as sync programs leave them. */
  'conflict-copies': 'warning',
  'lists-undecided': 'warning',
  'handover-open': 'warning',
  'few-left': 'warning',
  'handed-out-twice': 'warning',
  'review-overdue': 'warning',
  'test-overdue': 'warning',
  'review-soon': 'warning',
} as const satisfies Record<string, Severity>

export type NoticeCode = keyof typeof noticeSeverities

const noticeCodes = Object.keys(noticeSeverities).filter(isNoticeCode)

export function isNoticeCode(text: string): text is NoticeCode {
  return Object.hasOwn(noticeSeverities, text)
}

/** A day, from midnight in the local time zone, or a time in UTC. */
export type DayOrTime = string

export function isDayOrTime(text: string): boolean {
  return isIsoDate(text) || isIsoTime(text)
}

export interface Notice {
  readonly code: NoticeCode
  readonly from: DayOrTime
  /** When another notice replaces it, or none; null: only a change of the vault ends it. */
  readonly until: DayOrTime | null
  /** The number of accounts, of hand-overs, or of copies. */
  readonly count: number
  /** Empty if names must not be stored. */
  readonly accounts: readonly Handle[]
}

/** What may be stored outside the vault: the names of accounts, only their number, or nothing. */
export const details = ['names', 'counts', 'off'] as const
export type Detail = (typeof details)[number]

export interface Due {
  readonly code: NoticeCode
  readonly count: number
  readonly accounts: readonly Handle[]
  /** The earliest time from which one of them is due. */
  readonly since: DayOrTime
}

/** What is due now, one entry for each kind, the most severe first. */
export function dueAt(notices: readonly Notice[], now: Date): readonly Due[] {
  const active = notices.filter(({ from, until }) => hasCome(from, now) && !(until && hasCome(until, now)))
  return noticeCodes.flatMap((code): readonly Due[] => {
    const alike = active.filter(notice => notice.code === code)
    const [first] = alike.toSorted((a, b) => timeOf(a.from) - timeOf(b.from))
    if (!first) return []
    return [
      {
        code,
        count: alike.reduce((sum, { count }) => sum + count, 0),
        accounts: [...new Set(alike.flatMap(({ accounts }) => accounts))],
        since: first.from,
      },
    ]
  })
}

/** The times at which the answer of `dueAt` changes: now, then later times in order. */
export function turningPoints(notices: readonly Notice[], now: Date): readonly Date[] {
  const times = notices
    .flatMap(({ from, until }) => (until === null ? [from] : [from, until]))
    .map(timeOf)
    .filter(time => time > now.getTime())
  return [now, ...[...new Set(times)].toSorted((a, b) => a - b).map(time => new Date(time))]
}

const hour = 3_600_000

/**
 * A local day begins at most 14 hours before the day in UTC, and at most 12 after it. Only between these does the time zone matter, and
 * asking for it takes a third of Node's start.
 */
function hasCome(moment: DayOrTime, now: Date): boolean {
  const time = now.getTime()
  if (isIsoDate(moment)) {
    const inUtc = Date.parse(moment)
    if (time < inUtc - 14 * hour) return false
    if (time >= inUtc + 12 * hour) return true
  }
  return timeOf(moment) <= time
}

function timeOf(moment: DayOrTime): number {
  return isIsoDate(moment) ? startOf(moment).getTime() : Date.parse(moment)
}
