import { UserError } from '../errors.ts'

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
  return day <= 28 || new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}

/** Whether it is a moment as events name them: `2026-11-22T09:04:00.000Z`, ISO 8601 in UTC. */
export function isIsoTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** The calendar day on which `now` falls for the person at the keyboard. */
export function localDay(now: Date): IsoDate {
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
  return day.toISOString().slice(0, 10) as IsoDate
}

/** The same day of the month `months` later; the last day of that month where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString()
    .slice(0, 10) as IsoDate
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The day so many days later; earlier where they are negative. */
export function daysAfter(date: IsoDate, days: number): IsoDate {
  const day = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
  // Beyond the year 9999, where ISO days get a sign.
  return isIsoDate(day) ? day : date
}

/** When a day begins for the person at the keyboard. */
export function startOf(date: IsoDate): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day)
}
