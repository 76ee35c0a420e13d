import { type IsoDate, localDay } from '../domain/date.ts'

/** The day of an ISO 8601 time or of milliseconds since 1970; undefined where it is neither. */
export function changedOn(time: string | number): IsoDate | undefined {
  const isTime = typeof time === 'number' || /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(time)
  const date = new Date(time)
  const year = date.getFullYear()
  return isTime && year >= 2000 && year <= 9999 ? localDay(date) : undefined
}
