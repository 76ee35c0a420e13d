import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseDeadline, timeLeft } from '../../../src/domain/text/deadline.ts'
import { UserError } from '../../../src/errors.ts'
import { runs } from '../../thorough.ts'
import { refusal } from '../samples.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** A Wednesday afternoon in Tokyo. */
const now = () => new Date(2026, 10, 25, 14, 0)

/** As the clock on the wall shows it. */
function local(iso: string): string {
  const time = new Date(iso)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}

describe('a deadline', () => {
  it.each([
    // A day and a time.
    ['2026-11-27 18:00', '2026-11-27 18:00'],
    ['2026/11/27 18:00', '2026-11-27 18:00'],
    ['2026-11-27T18:00', '2026-11-27 18:00'],
    ['2026年11月27日 18時', '2026-11-27 18:00'],
    ['11/27 18:00', '2026-11-27 18:00'],
    ['11/27 at 5 pm', '2026-11-27 17:00'],
    ['11月27日 18時', '2026-11-27 18:00'],
    ['11月27日(金)18時', '2026-11-27 18:00'],
    ['11/27(金) 18:00', '2026-11-27 18:00'],
    ['Nov 27, 6pm', '2026-11-27 18:00'],
    ['27 November 18:00', '2026-11-27 18:00'],
    ['Fri 18:00', '2026-11-27 18:00'],
    ['Friday at 6 p.m.', '2026-11-27 18:00'],
    ['6pm on Friday', '2026-11-27 18:00'],
    ['金 18:00', '2026-11-27 18:00'],
    ['金曜 18時', '2026-11-27 18:00'],
    ['金曜日 18時30分', '2026-11-27 18:30'],
    ['金曜の18時半', '2026-11-27 18:30'],
    ['tomorrow 9:00', '2026-11-26 09:00'],
    ['9:00 tomorrow', '2026-11-26 09:00'],
    ['明日 9:00', '2026-11-26 09:00'],
    ['あさって 9時', '2026-11-27 09:00'],
    ['今日 18:00', '2026-11-25 18:00'],
    ['明日 午後6時', '2026-11-26 18:00'],
    ['明日の正午', '2026-11-26 12:00'],
    ['tomorrow noon', '2026-11-26 12:00'],
    // A day alone ends at 23:59.
    ['2026-11-27', '2026-11-27 23:59'],
    ['Friday', '2026-11-27 23:59'],
    ['金曜日', '2026-11-27 23:59'],
    ['today', '2026-11-25 23:59'],
    ['明日中', '2026-11-26 23:59'],
    // A time alone is the next one.
    ['18:00', '2026-11-25 18:00'],
    ['9:00', '2026-11-26 09:00'],
    ['14:00', '2026-11-26 14:00'],
    ['24:00', '2026-11-26 00:00'],
    ['12am', '2026-11-26 00:00'],
    ['noon', '2026-11-26 12:00'],
    ['18時', '2026-11-25 18:00'],
    // A weekday is the next one too, today included.
    ['wed', '2026-11-25 23:59'],
    ['wed 18:00', '2026-11-25 18:00'],
    ['wed 9:00', '2026-12-02 09:00'],
    ['水曜 9時', '2026-12-02 09:00'],
    // So long from now.
    ['36h', '2026-11-27 02:00'],
    ['2d', '2026-11-27 14:00'],
    ['3日', '2026-11-28 14:00'],
    ['90m', '2026-11-25 15:30'],
    ['in 90 minutes', '2026-11-25 15:30'],
    ['2時間', '2026-11-25 16:00'],
    ['2時間30分以内', '2026-11-25 16:30'],
    ['1d 6h', '2026-11-26 20:00'],
    ['1週間', '2026-12-02 14:00'],
    // Typed with an input method, or as part of a sentence.
    ['１８：００', '2026-11-25 18:00'],
    ['１１／２７　１８：００', '2026-11-27 18:00'],
    ['by Fri 18:00', '2026-11-27 18:00'],
    ['金曜18時まで', '2026-11-27 18:00'],
    ['11月27日までに', '2026-11-27 23:59'],
    ['  FRIDAY  18:00 ', '2026-11-27 18:00'],
    // The year is the one that makes sense.
    ['1/5', '2027-01-05 23:59'],
    // The weekday is that of next year's day.
    ['1/5(火) 18:00', '2027-01-05 18:00'],
    ['12/31', '2026-12-31 23:59'],
    // As scripts write it.
    ['2026-11-27T09:00:00Z', '2026-11-27 18:00'],
    ['2026-11-27T09:00:00.000Z', '2026-11-27 18:00'],
    ['2026-11-27T10:00+01:00', '2026-11-27 18:00'],
  ])('%s is %s', (text, expected) => {
    expect(local(parseDeadline(text, now()))).toBe(expected)
  })

  it('is ISO 8601 in UTC', () => {
    expect(parseDeadline('2026-11-27 18:00', now())).toBe('2026-11-27T09:00:00.000Z')
  })

  it.each([
    '2026-11-25 13:59',
    '2026-11-25 14:00',
    '2025-12-24',
    '11/24',
    '5/30',
    'today 9:00',
    '今日 9:00',
    '0h',
    '2026-11-25T04:00:00Z',
  ])('that is over is refused as past: %s', deadline => {
    const { code, exitCode, details } = refusal(() => parseDeadline(deadline, now()))
    expect({ code, exitCode, details }).toEqual({
      code: 'bad-deadline',
      exitCode: 22,
      details: { deadline, past: true },
    })
  })

  it.each([
    '',
    '   ',
    'soon',
    'none',
    '18',
    '3日 18時',
    '2026-02-30',
    '2026-13-01',
    '2027-02-30T09:00:00Z',
    '2026-11-31T09:00+09:00',
    '11/31',
    '11/271 18:00',
    '11月27日(木)18時',
    '25時',
    '18:75',
    '24:01',
    '13pm',
    '午後13時',
    'Friday afternoon',
    'friend',
    'next Friday',
    '99999h',
    '2x',
    '-2h',
    '\u001b[2J',
    'Fri 18:00; rm -rf /',
  ])('that cannot be read is refused: %j', deadline => {
    expect(refusal(() => parseDeadline(deadline, now())).details).toEqual({ deadline, past: false })
  })

  it('that is far too long is told shortened', () => {
    const { details } = refusal(() => parseDeadline('x'.repeat(100_000), now()))
    expect(details).toEqual({ deadline: 'x'.repeat(60), past: false })
  })

  const parts = fc.constantFrom(
    ...['fri', 'Friday', '金', '金曜', '日', 'today', '明日', '11/27', '2026-11-27', '11月27日', '1/5', '27 nov'],
    ...['18:00', '9:00', '18時', '18時半', '6pm', '午後6時', '24:00', 'noon', '36h', '2d', '3日', '90m', '分'],
    ...[' ', '  ', 'の', ',', 't', 'at', 'by', 'まで', '(', ')', '0', '99', '-', '/', ':'],
  )
  const texts = fc.oneof(
    fc.array(parts, { minLength: 1, maxLength: 5 }).map(words => words.join('')),
    fc.array(parts, { minLength: 1, maxLength: 4 }).map(words => words.join(' ')),
    fc.string(),
  )

  it('is always after now, or refused', () => {
    const times = fc.date({ min: new Date(2000, 0, 1), max: new Date(2100, 0, 1), noInvalidDate: true })
    fc.assert(
      fc.property(texts, times, (text, time) => {
        const deadline = orUndefined(() => parseDeadline(text, time))
        if (deadline === undefined) return
        expect(new Date(deadline).toISOString()).toBe(deadline)
        expect(Date.parse(deadline)).toBeGreaterThan(time.getTime())
      }),
      { numRuns: runs(3000) },
    )
  })

  it.each(['America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati', 'UTC'])(
    'keeps to the clock on the wall in %s, also when the clocks change',
    zone => {
      vi.stubEnv('TZ', zone)
      const hours = fc.integer({ min: 0, max: 23 })
      const times = fc.date({ min: new Date(2026, 0, 1), max: new Date(2027, 0, 1), noInvalidDate: true })
      fc.assert(
        fc.property(times, hours, (time, hour) => {
          const deadline = new Date(parseDeadline(`tomorrow ${hour}:30`, time))
          const day = new Date(time.getFullYear(), time.getMonth(), time.getDate() + 1, hour, 30)
          expect(deadline.getTime()).toBe(day.getTime())
        }),
      )
    },
  )
})

describe('the time left', () => {
  it.each([
    ['2026-11-25T05:00:00.000Z', { overdue: true, minutes: 0 }],
    ['2026-11-25T05:00:59.000Z', { overdue: false, minutes: 0 }],
    ['2026-11-25T06:30:00.000Z', { overdue: false, minutes: 90 }],
    ['2026-11-24T04:59:00.000Z', { overdue: true, minutes: 1441 }],
  ])('until %s is %j', (deadline, expected) => {
    expect(timeLeft(deadline, now())).toEqual(expected)
  })
})

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
