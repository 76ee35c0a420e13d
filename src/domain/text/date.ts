import { UserError } from '../../errors.ts'

declare const isoDate: unique symbol

/** A calendar day, `2026-11-22`, without time and zone. Days compare as strings. */
export type IsoDate = string & { readonly [isoDate]: true }

/** @throws UserError `bad-date` */
export function parseIsoDate(text: string): IsoDate {
  const date = text.normalize('NFKC').trim()
  if (!isIsoDate(date)) throw new UserError('bad-date', { date: text.slice(0, 40) })
  return date
}

/** Not a literal in the function: that would be a new object for each date of a vault. */
const isoDay = /^\d{4}-\d{2}-\d{2}$/

export function isIsoDate(text: string): text is IsoDate {
  if (!isoDay.test(text)) return false
  const [month, day] = [Number(text.slice(5, 7)), Number(text.slice(8))]
  if (month < 1 || month > 12 || day < 1) return false
  // Every month has 28 days. A day that does not exist, such as 2026-02-30, is read as one in March.
  return day <= 28 || new Date(text).getUTCDate() === day
}

/** @returns undefined if the calendar has no such day, or the year has not four digits */
export function calendarDay(year: number, month: number, day: number): IsoDate | undefined {
  const date = written(year, month, day)
  return isIsoDate(date) ? date : undefined
}

function written(year: number, month: number, day: number): string {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0')
}

/** A day without its year: the last such day if it is less than half a year ago, else the next one. */
export function nearestDay(month: number, day: number, today: IsoDate): IsoDate | undefined {
  const recent = addMonths(today, -6)
  const year = Number(today.slice(0, 4))
  return [year - 1, year, year + 1].flatMap(year => calendarDay(year, month, day) ?? []).find(date => date >= recent)
}

/** A time as events have it: `2026-11-22T09:04:00.000Z`, ISO 8601 in UTC. */
export function isIsoTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** The calendar day of a time, in the local time zone; undefined for an invalid time and beyond the year 9999. */
export function dayAt(time: Date): IsoDate | undefined {
  return existingDay(time.getFullYear(), time.getMonth() + 1, time.getDate())
}

/** For a day that a `Date` has, so that it needs no check: a status asks for thousands of them. */
function existingDay(year: number, month: number, day: number): IsoDate | undefined {
  return year >= 0 && year <= 9999 ? (written(year, month, day) as IsoDate) : undefined
}

/** Today. */
export function localDay(now: Date): IsoDate {
  const day = dayAt(now)
  if (day === undefined) throw new RangeError('a clock beyond the year 9999')
  return day
}

/**
 * Adds months, then days. If the month has no such day, its last day is taken: a month after January 31 is February 28.
 *
 * @returns undefined beyond the year 9999
 */
export function later(date: IsoDate, months: number, days: number): IsoDate | undefined {
  const time = new Date(date)
  const day = time.getUTCDate()
  time.setUTCMonth(time.getUTCMonth() + months)
  // Date has gone on into the next month.
  if (time.getUTCDate() !== day) time.setUTCDate(0)
  time.setUTCDate(time.getUTCDate() + days)
  return existingDay(time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate())
}

export function addMonths(date: IsoDate, months: number): IsoDate {
  return later(date, months, 0) ?? date
}

/** @param days negative: earlier */
export function daysAfter(date: IsoDate, days: number): IsoDate {
  return later(date, 0, days) ?? date
}

/** Whole days; negative if `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** When a day begins, in the local time zone. */
export function startOf(date: IsoDate): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day)
}
