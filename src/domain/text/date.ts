import { UserError } from '../../errors.ts'

declare const isoDate: unique symbol

/** A calendar day, `2026-11-22`: no time, no zone. Two of them compare as strings. */
export type IsoDate = string & { readonly [isoDate]: true }

/** @throws UserError `bad-date` */
export function parseIsoDate(text: string): IsoDate {
  const date = text.normalize('NFKC').trim()
  if (!isIsoDate(date)) throw new UserError('bad-date', { date: text.slice(0, 40) })
  return date
}

export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  // 28 days has every month; beyond them only the calendar knows: 2026-02-30 would roll over into March.
  if (month < 1 || month > 12 || day < 1) return false
  return day <= 28 || inUtc(year, month, day).getUTCDate() === day
}

/** Undefined where the calendar has no such day, or the year not four digits. */
export function calendarDay(year: number, month: number, day: number): IsoDate | undefined {
  const padded = (number: number, digits: number): string => String(number).padStart(digits, '0')
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
  return isIsoDate(date) ? date : undefined
}

/** Of a day without its year: the next one that is still to come, unless the last one is less than half a year ago. */
export function nearestDay(month: number, day: number, today: IsoDate): IsoDate | undefined {
  const recent = addMonths(today, -6)
  const year = Number(today.slice(0, 4))
  return [year - 1, year, year + 1].flatMap(year => calendarDay(year, month, day) ?? []).find(date => date >= recent)
}

/** Whether it is a moment as events name them: `2026-11-22T09:04:00.000Z`, ISO 8601 in UTC. */
export function isIsoTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** The calendar day on which a moment falls for the person at the keyboard; undefined beyond the year 9999. */
export function dayAt(time: Date): IsoDate | undefined {
  return calendarDay(time.getFullYear(), time.getMonth() + 1, time.getDate())
}

/** The day of today. */
export function localDay(now: Date): IsoDate {
  const day = dayAt(now)
  if (day === undefined) throw new RangeError('a clock beyond the year 9999')
  return day
}

/**
 * So many months later, then so many days. The same day of the month; the last day of that month where it has no such day.
 *
 * @returns undefined beyond the year 9999
 */
export function later(date: IsoDate, months: number, days: number): IsoDate | undefined {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = inUtc(year, month + months + 1, 0).getUTCDate()
  const found = inUtc(year, month + months, Math.min(day, last) + days)
  return calendarDay(found.getUTCFullYear(), found.getUTCMonth() + 1, found.getUTCDate())
}

export function addMonths(date: IsoDate, months: number): IsoDate {
  return later(date, months, 0) ?? date
}

/** The day so many days later; earlier where they are negative. */
export function daysAfter(date: IsoDate, days: number): IsoDate {
  return later(date, 0, days) ?? date
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** When a day begins for the person at the keyboard. */
export function startOf(date: IsoDate): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day)
}

/** @param month from 1 */
function inUtc(year: number, month: number, day: number): Date {
  const time = new Date(0)
  // Not Date.UTC, which takes the year 26 for 1926.
  time.setUTCFullYear(year, month - 1, day)
  return time
}
