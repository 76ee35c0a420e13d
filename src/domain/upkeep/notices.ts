/** What `check` and the shell can say without opening the vault: each thing to do, with the moment from which it is due. */
import type { Severity } from '../model/severity.ts'
import { isIsoDate, isIsoTime, startOf } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'

/** The most severe first; of one severity, what keeps somebody out comes before what is late. */
export const noticeSeverities = {
  'deadline-passed': 'critical',
  'no-codes': 'critical',
  'one-left': 'critical',
  'review-overdue': 'critical',
  'incident-open': 'warning',
  'few-left': 'warning',
  'handed-out-twice': 'warning',
  'test-overdue': 'warning',
  'review-soon': 'warning',
} as const satisfies Record<string, Severity>

export type NoticeCode = keyof typeof noticeSeverities

const noticeCodes = Object.keys(noticeSeverities).filter(isNoticeCode)

export function isNoticeCode(text: string): text is NoticeCode {
  return Object.hasOwn(noticeSeverities, text)
}

/** A day, which begins at midnight where the person is, or a time in UTC. */
export type DayOrTime = string

export function isDayOrTime(text: string): boolean {
  return isIsoDate(text) || isIsoTime(text)
}

export interface Notice {
  readonly code: NoticeCode
  readonly from: DayOrTime
  /** From then on something else says it, or nothing; null where only a change of the vault ends it. */
  readonly until: DayOrTime | null
  /** How many accounts it is about. */
  readonly count: number
  /** Which; empty where their names are not to be kept. */
  readonly accounts: readonly Handle[]
}

/** How much of it may stand outside the vault: the accounts' names too, or only how many they are. */
export const details = ['names', 'counts', 'off'] as const
export type Detail = (typeof details)[number]

export interface Due {
  readonly code: NoticeCode
  readonly count: number
  readonly accounts: readonly Handle[]
  /** The earliest moment from which one of them is due. */
  readonly since: DayOrTime
}

/** What is due now, one of a kind, the most severe first. */
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

/** When what is due becomes something else: now, then every later moment, the next first. */
export function turningPoints(notices: readonly Notice[], now: Date): readonly Date[] {
  const times = notices
    .flatMap(({ from, until }) => (until === null ? [from] : [from, until]))
    .map(timeOf)
    .filter(time => time > now.getTime())
  return [now, ...[...new Set(times)].toSorted((a, b) => a - b).map(time => new Date(time))]
}

const hour = 3_600_000

/**
 * Days begin at most 14 hours before they do in UTC, and at most 12 after. Only in between the time zone matters: to find out which
 * it is costs a third of what starting Node does.
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
