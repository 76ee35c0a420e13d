import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  addMonths,
  calendarDay,
  dayAt,
  daysAfter,
  daysBetween,
  isIsoDate,
  later,
  localDay,
  nearestDay,
  parseIsoDate,
  startOf,
} from '../../../src/domain/text/date.ts'
import { refusal } from '../samples.ts'

describe('a date', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    [' 2024-02-29 ', '2024-02-29'],
    ['２０２６-１１-２０', '2026-11-20'],
  ])('may be typed as %j', (typed, date) => {
    expect(parseIsoDate(typed)).toBe(date)
  })

  it.each(['', '2026-02-29', '2026-13-01', '2026-00-10', '2026-1-2', '20261120', '2026-11-20T12:00:00Z'])(
    'is refused as %j',
    typed => {
      const error = refusal(() => parseIsoDate(typed))
      expect(error).toMatchObject({ code: 'bad-date', exitCode: 22, details: { date: typed } })
    },
  )
})

describe('months later', () => {
  it.each([
    ['2026-05-20', 6, '2026-11-20'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-30', 12, '2027-11-30'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(parseIsoDate(from), months)).toBe(to)
  })

  it('is always a day that exists, in the right month', () => {
    const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 48 }), (day, months) => {
        const from = parseIsoDate(day.toISOString().slice(0, 10))
        const to = addMonths(from, months)
        expect(isIsoDate(to)).toBe(true)
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
        expect(index(to) - index(from)).toBe(months)
        expect(to.slice(8) <= from.slice(8)).toBe(true)
      }),
    )
  })
})

describe('days later', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2024-02-28', 1, '2024-02-29'],
    ['0026-03-01', -1, '0026-02-28'],
  ])('%s and %d is %s', (from, days, to) => {
    expect(daysAfter(parseIsoDate(from), days)).toBe(to)
  })

  it('months come first, then days; beyond the year 9999 there are none', () => {
    expect(later(parseIsoDate('2026-01-31'), 1, 1)).toBe('2026-03-01')
    expect(later(parseIsoDate('9999-12-31'), 0, 1)).toBeUndefined()
    expect(later(parseIsoDate('2026-11-20'), 9999 * 12, 0)).toBeUndefined()
    expect(addMonths(parseIsoDate('9999-12-31'), 1)).toBe('9999-12-31')
  })
})

describe('a day without its year', () => {
  it.each([
    ['2026-11-20', 11, 20, '2026-11-20'],
    ['2026-12-24', 1, 5, '2027-01-05'],
    ['2027-01-03', 12, 28, '2026-12-28'],
    ['2026-06-10', 5, 30, '2026-05-30'],
    ['2026-11-20', 5, 20, '2026-05-20'],
    ['2026-11-20', 5, 19, '2027-05-19'],
    ['2027-12-01', 2, 29, '2028-02-29'],
    ['2026-11-20', 2, 29, undefined],
    ['2026-11-20', 13, 1, undefined],
  ])('on %s, %d/%d is %s', (today, month, day, found) => {
    expect(nearestDay(month, day, parseIsoDate(today))).toBe(found)
  })
})

describe('days between', () => {
  it.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-12-04', 14],
    ['2026-03-01', '2026-02-28', -1],
    ['2024-02-28', '2024-03-01', 2],
  ])('%s and %s: %d', (from, to, days) => {
    expect(daysBetween(parseIsoDate(from), parseIsoDate(to))).toBe(days)
  })
})

describe('the day at the keyboard', () => {
  const zone = process.env.TZ
  afterEach(() => {
    vi.unstubAllEnvs()
    expect(process.env.TZ).toBe(zone)
  })

  it.each([
    ['Asia/Tokyo', '2026-11-21'],
    ['UTC', '2026-11-20'],
    ['America/Los_Angeles', '2026-11-20'],
  ])('in %s is %s', (timeZone, day) => {
    vi.stubEnv('TZ', timeZone)
    expect(localDay(new Date('2026-11-20T15:30:00Z'))).toBe(day)
  })

  // The clocks change there at midnight, by half an hour, twice in Ramadan, or by a whole day.
  it.each([
    'Africa/Cairo',
    'Asia/Beirut',
    'America/Havana',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
  ])('begins on itself in %s, also when the clocks change, and days are counted as on a calendar', zone => {
    vi.stubEnv('TZ', zone)
    const from = parseIsoDate('2009-01-01')
    for (let days = 0, day = from; day < '2030-01-01'; days++, day = daysAfter(day, 1)) {
      // Apia crossed the date line: that Friday was never there.
      if (zone !== 'Pacific/Apia' || day !== '2011-12-30') expect(dayAt(startOf(day))).toBe(day)
      expect(daysBetween(from, day)).toBe(days)
    }
  })

  it('is none beyond the year 9999', () => {
    expect(dayAt(new Date('+012026-11-20T12:00:00Z'))).toBeUndefined()
    expect(dayAt(new Date('soon'))).toBeUndefined()
    expect(calendarDay(10_000, 1, 1)).toBeUndefined()
  })
})
