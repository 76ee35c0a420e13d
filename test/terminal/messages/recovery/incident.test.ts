import { afterEach, describe, expect, test, vi } from 'vitest'
import { duration, timeLeft } from '../../../../src/terminal/messages/recovery/incident.ts'
import { localTime, localZone } from '../../../../src/terminal/messages/words.ts'
import { say } from '../../../../src/terminal/say.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('a time in words', () => {
  test.each([
    [0, '0 min', '0分'],
    [1, '1 min', '1分'],
    [59, '59 min', '59分'],
    [60, '1 h', '1時間'],
    [320, '5 h 20 min', '5時間20分'],
    [24 * 60, '1 day', '1日'],
    [24 * 60 + 59, '1 day', '1日'],
    [2 * 24 * 60 + 3 * 60 + 59, '2 days 3 h', '2日3時間'],
    [400 * 24 * 60, '400 days', '400日'],
  ])('%d minutes are %s, %s', (minutes, en, ja) => {
    expect(say(duration, 'en', { minutes })).toBe(en)
    expect(say(duration, 'ja', { minutes })).toBe(ja)
  })

  test.each([
    [{ overdue: false, minutes: 51 * 60 }, '2 days 3 h left', '残り2日3時間'],
    [{ overdue: true, minutes: 320 }, '5 h 20 min overdue', '5時間20分超過'],
  ])('%j is %s, %s', (left, en, ja) => {
    expect(say(timeLeft, 'en', left)).toBe(en)
    expect(say(timeLeft, 'ja', left)).toBe(ja)
  })
})

describe('the zone of times', () => {
  test.each([
    ['Asia/Tokyo', 'Asia/Tokyo, UTC+09:00', '2026-11-20 21:00'],
    ['America/St_Johns', 'America/St_Johns, UTC-03:30', '2026-11-20 08:30'],
    ['Asia/Kathmandu', /^Asia\/Kat.*, UTC\+05:45$/, '2026-11-20 17:45'],
    ['UTC', 'UTC', '2026-11-20 12:00'],
  ])('%s is named once, with its distance from UTC', (zone, named, time) => {
    vi.stubEnv('TZ', zone)
    expect(localZone('2026-11-20T12:00:00.000Z')).toMatch(named)
    expect(localTime('2026-11-20T12:00:00.000Z')).toBe(time)
  })

  test('a time that nobody can read is a question mark', () => {
    expect(localTime('yesterday')).toBe('?')
  })
})
