import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseSpan } from '../../../src/domain/text/span.ts'
import { refusal } from '../samples.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** Sunday, by the wall clock of Tokyo. */
const now = new Date('2026-11-22T18:00:00+09:00')

describe('a stretch of time', () => {
  it.each([
    ['30d', '2026-12-22'],
    ['0d', '2026-11-22'],
    ['1 day', '2026-11-23'],
    ['2w', '2026-12-06'],
    ['2 weeks', '2026-12-06'],
    ['a week', '2026-11-29'],
    ['3m', '2027-02-22'],
    ['3 months', '2027-02-22'],
    ['1y', '2027-11-22'],
    ['half a year', '2027-05-22'],
    ['1 month and 10 days', '2027-01-01'],
    ['within 30d', '2026-12-22'],
    ['in 2 weeks', '2026-12-06'],
    ['the next 30 days', '2026-12-22'],
    ['30日', '2026-12-22'],
    ['３０日', '2026-12-22'],
    ['30日以内', '2026-12-22'],
    ['2週間', '2026-12-06'],
    ['二週間', '2026-12-06'],
    ['3か月', '2027-02-22'],
    ['3ヶ月', '2027-02-22'],
    ['３ヵ月後', '2027-02-22'],
    ['3カ月間', '2027-02-22'],
    ['今後1か月', '2026-12-22'],
    ['1か月と10日', '2027-01-01'],
    ['半年', '2027-05-22'],
    ['1年', '2027-11-22'],
    ['2026-12-01', '2026-12-01'],
    ['２０２６－１２－０１', '2026-12-01'],
    ['2026/12/1', '2026-12-01'],
    ['2026年12月1日まで', '2026-12-01'],
    ['12/1', '2026-12-01'],
    ['12月1日', '2026-12-01'],
    ['until Dec 1', '2026-12-01'],
    ['1/5', '2027-01-05'],
    ['Friday', '2026-11-27'],
    ['金曜', '2026-11-27'],
    ['today', '2026-11-22'],
    ['明日', '2026-11-23'],
  ])('%s ends on %s', (text, day) => {
    expect(parseSpan(text, now)).toBe(day)
  })

  it('ends with the month where it has no such day', () => {
    expect(parseSpan('3か月', new Date('2026-11-30T12:00:00+09:00'))).toBe('2027-02-28')
  })

  it.each([
    '',
    ' ',
    'soon',
    '30',
    '-3d',
    '3',
    'd',
    '3dd',
    '3 fortnights',
    '36h',
    '18:00',
    '2026-02-30',
    '2025-01-01',
    '9999y',
    '1日2',
    '30d!',
    'x'.repeat(500),
  ])('that is none: %j', text => {
    expect(refusal(() => parseSpan(text, now))).toMatchObject({ code: 'bad-span', exitCode: 22 })
  })
})
