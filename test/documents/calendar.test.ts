import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarText, isOurCalendar } from '../../src/documents/calendar.ts'
import { parseCalendar } from './icalendar.ts'

const writtenAt = new Date('2026-11-22T18:04:05.678Z')
const day = (more = {}) => ({
  key: 'test.shop',
  on: '2026-12-01',
  summary: 'Login test',
  description: 'Do it',
  ...more,
})

function written(days: readonly ReturnType<typeof day>[], at = writtenAt): string {
  return calendarText({ name: 'igcodes', days, writtenAt: at })
}

describe('a calendar', () => {
  it('is what RFC 5545 says, byte for byte', () => {
    expect(written([day()])).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//igcodes//igcodes//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'NAME:igcodes',
        'X-WR-CALNAME:igcodes',
        'BEGIN:VEVENT',
        'UID:test.shop@igcodes',
        'DTSTAMP:20261122T180405Z',
        'SEQUENCE:29922844',
        'DTSTART;VALUE=DATE:20261201',
        'SUMMARY:Login test',
        'DESCRIPTION:Do it',
        'TRANSP:TRANSPARENT',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:Login test',
        'TRIGGER:-P1D',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  it('escapes what means something, and folds without cutting a character', () => {
    const summary = `棚卸し; a, b \\ c${'とても長い題名 '.repeat(9)}👩‍👩‍👧`
    const description = 'first\nsecond\r\nthird'
    const { events } = parseCalendar(written([day({ summary, description })]))
    expect(events).toMatchObject([{ summary, description: 'first\nsecond\nthird', start: '20261201' }])
    expect(events[0]?.alarms).toHaveLength(1)
  })

  it('has the same UIDs each time, and counts up', () => {
    const read = (at: Date) =>
      parseCalendar(written([day(), day({ key: 'confirm-factor.会社の携帯' })], at)).events
    const [before, after] = [read(writtenAt), read(new Date('2026-11-23T18:04:05Z'))]
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
    expect(after.map(({ uid }) => uid).join('')).toMatch(/^[\x21-\x7e]+$/)
    expect(after[0]?.sequence).toBeGreaterThan(before[0]?.sequence ?? Number.POSITIVE_INFINITY)
  })

  it('is read back as it was meant, whatever stands in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    )
    fc.assert(
      fc.property(text, text, text, (key, summary, description) => {
        const [event] = parseCalendar(written([day({ key, summary, description })])).events
        const meant = (value: string) => value.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ')
        expect(event).toMatchObject({ summary: meant(summary), description: meant(description) })
      }),
      { numRuns: 200 },
    )
  })

  it('is known as ours, and nothing else is', () => {
    expect(isOurCalendar(written([]))).toBe(true)
    expect(isOurCalendar(written([]).replace('//igcodes//igcodes', '//Example//Calendar'))).toBe(false)
    expect(isOurCalendar('')).toBe(false)
  })
})
