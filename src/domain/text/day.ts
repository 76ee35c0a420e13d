/** Days as people write them: `2026-01-10`, `2026/1/10`, `1月10日`, `today`, `昨日`. */
import { UserError } from '../../errors.ts'
import { calendarDay, daysAfter, type IsoDate, localDay, nearestDay } from './date.ts'

/**
 * Reads a day in the past, or today. A month and a day alone mean the last such day.
 *
 * @throws UserError `bad-date`
 */
export function parsePastDay(text: string, now: Date): IsoDate {
  const today = localDay(now)
  const found = dayIn(text, today, (month, day) => lastSuchDay(month, day, today))
  if (found === undefined || found > today) throw new UserError('bad-date', { date: text.slice(0, 40) })
  return found
}

/**
 * Reads any day. A month and a day alone mean the day that `nearestDay` gives.
 *
 * @throws UserError `bad-date`
 */
export function parseDay(text: string, now: Date): IsoDate {
  const today = localDay(now)
  const found = dayIn(text, today, (month, day) => nearestDay(month, day, today))
  if (found === undefined) throw new UserError('bad-date', { date: text.slice(0, 40), mayCome: true })
  return found
}

function normalize(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

const whole = /^(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?$/
const monthAndDay = /^(\d{1,2})(?:\/|月 ?)(\d{1,2})日?$/
const counted: readonly (readonly [RegExp, number])[] = [
  [/^(?:today|今日|本日|きょう)$/, 0],
  [/^(?:yesterday|昨日|きのう)$/, -1],
  [/^(?:tomorrow|明日|あした)$/, 1],
]

/** @param ofSomeYear gives the year to a month and a day alone */
function dayIn(
  text: string,
  today: IsoDate,
  ofSomeYear: (month: number, day: number) => IsoDate | undefined,
): IsoDate | undefined {
  const words = normalize(text)
  const [, days] = counted.find(([form]) => form.test(words)) ?? []
  if (days !== undefined) return daysAfter(today, days)
  const dated = whole.exec(words)
  if (dated) return calendarDay(Number(dated[1]), Number(dated[2]), Number(dated[3]))
  const undated = monthAndDay.exec(words)
  return undated ? ofSomeYear(Number(undated[1]), Number(undated[2])) : undefined
}

function lastSuchDay(month: number, day: number, today: IsoDate): IsoDate | undefined {
  const year = Number(today.slice(0, 4))
  return [year, year - 1].flatMap(year => calendarDay(year, month, day) ?? []).find(date => date <= today)
}
