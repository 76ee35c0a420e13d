/**
 * Periods from today as people write them: `30d`, `2w`, `3か月`, `半年`, `2026-12-01`, `12月1日まで`. Here `m` is a month, not a minute.
 */
import { isFailure, UserError } from '../../errors.ts'
import { type IsoDate, later, localDay } from './date.ts'
import { parseDeadline } from './deadline.ts'

/**
 * @returns the last day of the period
 * @throws UserError `bad-span`
 */
export function parseSpan(text: string, now: Date): IsoDate {
  const words = normalize(text)
  const end = fromToday(words, now) ?? untilDay(words, now)
  if (end === undefined) throw new UserError('bad-span', { span: text.slice(0, 60) })
  return end
}

function normalize(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:with)?in (?:the )?(?:next )?|^(?:the )?next (?=\d)|^(?:until|till|by) |^(?:今後|これから|あと) ?/, '')
    .replace(/(?:以内|までに|まで|後)(?:に|の)?$/, '')
    .trim()
}

// `30d`, `1 month and 10 days`, `2週間`

const units: readonly (readonly [pattern: string, days: number, months: number])[] = [
  ['d|days?|日間?', 1, 0],
  ['w|wks?|weeks?|週間?', 7, 0],
  ['m|mos?|months?|(?:か|カ|ヵ|ケ|ヶ|箇|個)月間?', 0, 1],
  ['y|yrs?|years?|年間?', 0, 12],
]
const unit = units.map(([pattern]) => pattern).join('|')
/** A unit ends with the word: `3months` is not `3m` and a rest. */
const amount = new RegExp(`(\\d{1,4}|[一二三四五六七八九十]|an?(?= )) ?(${unit})(?![a-z])`, 'g')
const kanji = '一二三四五六七八九十'

function fromToday(words: string, now: Date): IsoDate | undefined {
  const counted = words.replace(/^半年$|^half an? year$/, '6m')
  const found = [...counted.matchAll(amount)]
  // Only words that join two amounts may be left over.
  const rest = counted.replaceAll(amount, '').replaceAll(/\band\b|[, と]/g, '')
  if (found.length === 0 || rest !== '') return undefined
  let [days, months] = [0, 0]
  for (const [, count = '', name = ''] of found) {
    const [, daysEach, monthsEach] = units.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(name)) ?? []
    days += countOf(count) * (daysEach ?? 0)
    months += countOf(count) * (monthsEach ?? 0)
  }
  return later(localDay(now), months, days)
}

function countOf(text: string): number {
  if (/^an?$/.test(text)) return 1
  return kanji.includes(text) ? kanji.indexOf(text) + 1 : Number(text)
}

/** A day, in every form that a deadline can have. The end of the day must be in the future. */
function untilDay(words: string, now: Date): IsoDate | undefined {
  if (words === '') return undefined
  try {
    return localDay(new Date(parseDeadline(`${words} 23:59`, now)))
  } catch (error) {
    if (isFailure(error, 'bad-deadline')) return undefined
    throw error
  }
}
