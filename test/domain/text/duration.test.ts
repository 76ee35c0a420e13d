import { expect, test } from 'vitest'
import { parseMinutes } from '../../../src/domain/text/duration.ts'

test.each([
  ['10m', 10],
  ['10 min', 10],
  ['90 minutes', 90],
  ['1h', 60],
  ['2 hours', 120],
  ['1h30m', 90],
  ['1 hour and 30 minutes', 90],
  ['１０分', 10],
  ['10分間', 10],
  ['1時間', 60],
  ['1時間半', 90],
  ['1時間30分', 90],
  ['0m', 0],
])('%s is %d minutes', (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes)
})

test.each(['', '10', '半', '分', '1d', '-5m', '1.5h', 'h', '30m1h', '10m 10m', '9'.repeat(60)])(
  '%j is no time',
  text => {
    expect(parseMinutes(text)).toBeUndefined()
  },
)
