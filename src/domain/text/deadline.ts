/**
 * Deadlines as people write them: `Fri 18:00`, `明日 9:00`, `36h`, in the local time zone. A day alone ends at 23:59.
 *
 * An ambiguous one is the next such time: 18:00 is today or tomorrow, Friday is at most six days away.
 */
import { UserError } from '../../errors.ts'
import { calendarDay, daysAfter, type IsoDate, isIsoDate, localDay, nearestDay } from './date.ts'

/**
 * @returns ISO 8601 in UTC, after `now`
 * @throws UserError `bad-deadline`
 */
export function parseDeadline(text: string, now: Date): string {
  const words = normalize(text)
  const deadline = inAnyZone(words) ?? fromNow(words, now) ?? atClock(words, now)
  const refused = (past: boolean) => new UserError('bad-deadline', { deadline: text.slice(0, 60), past })
  if (!deadline) throw refused(false)
  if (deadline <= now) throw refused(true)
  return deadline.toISOString()
}

/** Whole minutes until a deadline, or since. */
export function timeLeft(deadline: string, now: Date): { readonly overdue: boolean; readonly minutes: number } {
  const milliseconds = Date.parse(deadline) - now.getTime()
  return { overdue: milliseconds <= 0, minutes: Math.floor(Math.abs(milliseconds) / 60_000) }
}

function normalize(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b([ap])\.m\.?/g, '$1m')
    .replace(/\bnoon\b|正午/g, '12:00')
    .replace(/\bmidnight\b/g, '24:00')
    .replace(/^\s*(?:by|until|till|before)\s+/, '')
    .replace(/(?:までに|まで|迄|中)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** As scripts write it: `2026-11-27T09:00:00Z`. */
function inAnyZone(words: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:\d{2})$/.test(words)) return undefined
  // Date reads February 30 as March 2.
  if (!isIsoDate(words.slice(0, 10))) return undefined
  const time = new Date(words.toUpperCase())
  return Number.isNaN(time.getTime()) ? undefined : time
}

// `36h`, `2日`

const minutesOf = new Map([
  ...['m', 'min', 'mins', 'minute', 'minutes', '分'].map(unit => [unit, 1] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours', '時間'].map(unit => [unit, 60] as const),
  ...['d', 'day', 'days', '日', '日間'].map(unit => [unit, 24 * 60] as const),
  ...['w', 'week', 'weeks', '週', '週間'].map(unit => [unit, 7 * 24 * 60] as const),
])

const amount = '(\\d{1,4}) ?([a-z]+|時間|日間?|週間?|分)'
const amounts = new RegExp(`^(?:in )?${amount}(?:,? ?(?:and )?${amount})?(?:後|以内)?$`)

function fromNow(words: string, now: Date): Date | undefined {
  const [found, count, unit, moreCount, moreUnit] = amounts.exec(words) ?? []
  if (found === undefined) return undefined
  const minutes = total(count, unit) + (moreCount === undefined ? 0 : total(moreCount, moreUnit))
  return Number.isNaN(minutes) ? undefined : new Date(now.getTime() + minutes * 60_000)
}

function total(count = '', unit = ''): number {
  return Number(count) * (minutesOf.get(unit) ?? Number.NaN)
}

// A day, a time of day, or both

interface Clock {
  readonly hour: number
  readonly minute: number
}

/** A way to write a day at the start of a text, and the days that it can mean, the best first. */
interface DayForm {
  readonly pattern: RegExp
  readonly days: (groups: Groups, now: Date) => readonly (IsoDate | undefined)[]
}
type Groups = Readonly<Record<string, string | undefined>>

const englishDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const englishDay =
  '(?<name>sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?)'
const japaneseDays = '日月火水木金土'
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = `(?<name>${months.join('|')})[a-z]{0,6}\\.?`
const dayOfMonth = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
/** `11/27(金)` must be a Friday. */
const inBrackets = `(?: ?\\((?<weekday>[${japaneseDays}])(?:曜日?)?\\))?`

const dayForms: readonly DayForm[] = [
  {
    pattern: beginning(`(?<year>\\d{4})(?:[-/.]|年 ?)(?<month>\\d{1,2})(?:[-/.]|月 ?)(?<day>\\d{1,2})日?${inBrackets}`),
    days: groups => [ofWeekday(calendarDay(Number(groups.year), Number(groups.month), Number(groups.day)), groups)],
  },
  {
    pattern: beginning(`(?<month>\\d{1,2})(?:[-/]|月 ?)(?<day>\\d{1,2})日?${inBrackets}`),
    days: (groups, now) => [nearest(Number(groups.month), groups, now)],
  },
  { pattern: beginning(`${monthName} ${dayOfMonth}`), days: (groups, now) => [nearest(monthOf(groups), groups, now)] },
  { pattern: beginning(`${dayOfMonth} ${monthName}`), days: (groups, now) => [nearest(monthOf(groups), groups, now)] },
  {
    pattern: beginning(englishDay),
    days: ({ name = '' }, now) => weekdays(englishDays.indexOf(name.slice(0, 3)), now),
  },
  {
    pattern: beginning(`(?<weekday>[${japaneseDays}])(?:曜日?)?`),
    days: ({ weekday = '' }, now) => weekdays(japaneseDays.indexOf(weekday), now),
  },
  { pattern: beginning('(?:today|今日|本日)'), days: (_, now) => [inDays(0, now)] },
  { pattern: beginning('(?:tomorrow|明日|あした|あす)'), days: (_, now) => [inDays(1, now)] },
  { pattern: beginning('(?:(?:the )?day after tomorrow|明後日|あさって)'), days: (_, now) => [inDays(2, now)] },
]

/** Does not end inside a number: `11/271` is not the 27th. */
function beginning(pattern: string): RegExp {
  return new RegExp(`^(?:on )?${pattern}(?!(?<=\\d)\\d)`)
}

function atClock(words: string, now: Date): Date | undefined {
  // `6pm on Friday` is `Friday 6pm`.
  const turned = words.replace(/^(\d{1,2}(?::\d{2})? ?(?:am|pm)?),? (.+)$/, '$2 $1')
  return timeAlone(words, now) ?? onDay(words, now) ?? onDay(turned, now)
}

function timeAlone(words: string, now: Date): Date | undefined {
  const clock = clockOf(words)
  return clock && firstAfter(now, [inDays(0, now), inDays(1, now)], clock)
}

function onDay(words: string, now: Date): Date | undefined {
  for (const { pattern, days } of dayForms) {
    const match = pattern.exec(words)
    if (!match) continue
    const rest = words.slice(match[0].length).replace(/^ ?(?:[,、の]|t(?=\d)|at )? ?/, '')
    const clock = rest === '' ? endOfDay : clockOf(rest)
    const deadline = clock && firstAfter(now, days(match.groups ?? {}, now), clock)
    if (deadline) return deadline
  }
  return undefined
}

const endOfDay: Clock = { hour: 23, minute: 59 }

const clockForm =
  /^(?<half>午前|午後)? ?(?<hour>\d{1,2})(?::(?<minute>\d{2})|時(?:(?<minuteJa>\d{1,2})分|(?<thirty>半))?)? ?(?<suffix>am|pm)?$/

/** A bare number is not a time: `18` may be a day. */
function clockOf(text: string): Clock | undefined {
  const { groups } = clockForm.exec(text) ?? {}
  if (!groups || /^\d+$/.test(text)) return undefined
  const minute = groups.thirty ? 30 : Number(groups.minute ?? groups.minuteJa ?? 0)
  const half = groups.half ?? groups.suffix
  const hour = half === undefined ? Number(groups.hour) : hourOf(Number(groups.hour), half)
  const exists = minute < 60 && (hour < 24 || (hour === 24 && minute === 0))
  return exists ? { hour, minute } : undefined
}

/** 12am is midnight; 午後0時 is noon. */
function hourOf(hour: number, half: string): number {
  if (hour > 12) return Number.NaN
  return (hour % 12) + (half === 'pm' || half === '午後' ? 12 : 0)
}

/** The first time after now, else the last; undefined if there is no such day. */
function firstAfter(now: Date, days: readonly (IsoDate | undefined)[], { hour, minute }: Clock): Date | undefined {
  const times = days
    .flatMap(day => day ?? [])
    .map(day => {
      const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
      return new Date(year, month - 1, date, hour, minute)
    })
  return times.find(time => time > now) ?? times.at(-1)
}

function inDays(days: number, now: Date): IsoDate {
  return daysAfter(localDay(now), days)
}

function weekdays(index: number, now: Date): readonly IsoDate[] {
  const ahead = (index - now.getDay() + 7) % 7
  return [inDays(ahead, now), inDays(ahead + 7, now)]
}

/** In December `1/5` is next year's; in June `5/30` is in the past, not eleven months away. */
function nearest(month: number, groups: Groups, now: Date): IsoDate | undefined {
  return ofWeekday(nearestDay(month, Number(groups.day), localDay(now)), groups)
}

/** The day, unless another weekday is written beside it. */
function ofWeekday(date: IsoDate | undefined, { weekday }: Groups): IsoDate | undefined {
  if (date === undefined || weekday === undefined) return date
  return japaneseDays[new Date(date).getUTCDay()] === weekday ? date : undefined
}

function monthOf({ name = '' }: Groups): number {
  return months.indexOf(name) + 1
}
