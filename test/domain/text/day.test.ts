import { describe, expect, test } from 'vitest'
import { parseDay, parsePastDay } from '../../../src/domain/text/day.ts'
import { refusal } from '../samples.ts'

const now = new Date(2026, 10, 20, 12)

describe('a day that is over', () => {
  test.each([
    ['2026-01-10', '2026-01-10'],
    ['2026/1/10', '2026-01-10'],
    ['2026.1.10', '2026-01-10'],
    ['2026年1月10日', '2026-01-10'],
    ['２０２６年１月１０日', '2026-01-10'],
    ['1/10', '2026-01-10'],
    ['11月20日', '2026-11-20'],
    ['12月1日', '2025-12-01'],
    ['2/29', undefined],
    ['today', '2026-11-20'],
    ['Today', '2026-11-20'],
    ['本日', '2026-11-20'],
    ['yesterday', '2026-11-19'],
    ['昨日', '2026-11-19'],
    ['tomorrow', undefined],
    ['2026-11-21', undefined],
    ['2026-02-30', undefined],
    ['13/1', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%j is %s', (typed, day) => {
    if (day !== undefined) expect(parsePastDay(typed, now)).toBe(day)
    else expect(refusal(() => parsePastDay(typed, now))).toMatchObject({ code: 'bad-date', details: { date: typed } })
  })
})

describe('any day', () => {
  test.each([
    ['2026-11-30', '2026-11-30'],
    ['2020/4/1', '2020-04-01'],
    ['11月30日', '2026-11-30'],
    ['10/31', '2026-10-31'],
    ['3/31', '2027-03-31'],
    ['明日', '2026-11-21'],
    ['昨日', '2026-11-19'],
    ['2026-02-30', undefined],
    ['30', undefined],
  ])('%j is %s', (typed, day) => {
    if (day !== undefined) expect(parseDay(typed, now)).toBe(day)
    else expect(refusal(() => parseDay(typed, now)).details).toEqual({ date: typed, mayCome: true })
  })

  test.each([parseDay, parsePastDay])('that is a long text is quoted by its beginning: %o', parse => {
    expect(refusal(() => parse('soon '.repeat(20), now)).details).toMatchObject({ date: 'soon '.repeat(8) })
  })
})
