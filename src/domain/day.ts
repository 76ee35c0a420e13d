/** Days as people write them down: `2026-01-10`, `2026/1/10`, `1月10日`, `today`, `昨日`. */
import { UserError } from '../errors.ts'
import { type IsoDate, isIsoDate, localDay } from './date.ts'

/**
 * A day that is over, or today. Of a month and a day alone the last such day is meant.
 *
 * @throws UserError `bad-date`
 */
export function parsePastDay(text: string, now: Date): IsoDate {
  const today = localDay(now)
  const day = dayIn(text, now).findLast(day => day <= today)
  if (day === undefined) throw new UserError('bad-date', { date: text.slice(0, 40) })
  return day
}

/**
 * Any day. Of a month and a day alone the next such day is meant, unless the last one is nearer than half a year.
 *
 * @throws UserError `bad-date`
 */
export function parseDay(text: string, now: Date): IsoDate {
  const recent = localDay(new Date(now.getFullYear(), now.getMonth() - 6, now.getDate()))
  const day = dayIn(text, now).find(day => day >= recent || isWhole(text))
  if (day === undefined) throw new UserError('bad-date', { date: text.slice(0, 40), mayCome: true })
  return day
}

/** With its year, or counted from today. */
function isWhole(text: string): boolean {
  return !monthAndDay.test(plain(text))
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

const whole = /^(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?$/
const monthAndDay = /^(\d{1,2})(?:\/|月 ?)(\d{1,2})日?$/
const counted: readonly (readonly [RegExp, number])[] = [
  [/^(?:today|今日|本日|きょう)$/, 0],
  [/^(?:yesterday|昨日|きのう)$/, -1],
  [/^(?:tomorrow|明日|あした)$/, 1],
]

/** The days that may be meant, in their order. */
function dayIn(text: string, now: Date): readonly IsoDate[] {
  const words = plain(text)
  const [, days] = counted.find(([form]) => form.test(words)) ?? []
  if (days !== undefined) return [localDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days))]
  const [, year, month, day] = whole.exec(words) ?? []
  if (year !== undefined) return calendarDay(Number(year), month, day)
  const [, ofYear, ofMonth] = monthAndDay.exec(words) ?? []
  return [-1, 0, 1].flatMap(years => calendarDay(now.getFullYear() + years, ofYear, ofMonth))
}

function calendarDay(year: number, month = '', day = ''): readonly IsoDate[] {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isIsoDate(date) ? [date] : []
}
