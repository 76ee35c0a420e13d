import { dayAt, type IsoDate, isIsoDate } from '../domain/text/date.ts'

/** An earlier time comes from a clock that was never set. */
const earliest = '2000'

/**
 * The local day of an ISO 8601 time or of milliseconds since 1970. A day alone is that day in every time zone.
 *
 * @returns undefined for anything else
 */
export function changedOn(time: string | number): IsoDate | undefined {
  const isTime = typeof time === 'number' || /^\d{4}-\d{2}-\d{2}[T ]/.test(time)
  const day = isTime ? dayAt(new Date(time)) : isIsoDate(time) ? time : undefined
  return day !== undefined && day >= earliest ? day : undefined
}

/** The same for seconds since 1970. */
export function changedOnSecond(seconds: number | undefined): IsoDate | undefined {
  return seconds === undefined ? undefined : changedOn(seconds * 1000)
}
