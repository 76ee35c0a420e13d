import { dayAt, type IsoDate, isIsoDate } from '../domain/text/date.ts'

/** No manager's own time is older: what is, is a clock that was never set. */
const earliest = '2000'

/**
 * The day of an ISO 8601 time or of milliseconds since 1970; a day alone is that day, whatever the time zone. Undefined where it is
 * neither.
 */
export function changedOn(time: string | number): IsoDate | undefined {
  const isTime = typeof time === 'number' || /^\d{4}-\d{2}-\d{2}[T ]/.test(time)
  const day = isTime ? dayAt(new Date(time)) : isIsoDate(time) ? time : undefined
  return day !== undefined && day >= earliest ? day : undefined
}
