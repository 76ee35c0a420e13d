import { describe, expect, it } from 'vitest'
import { levelOf, levels, worstLevel } from '../../../src/domain/model/level.ts'

describe('the level', () => {
  // Design, section 8: `low` from max(2, 30 % of the set rounded up) down, `critical` with 1 left, `empty` with none.
  it.each([
    [1, 'empty critical'],
    [2, 'empty critical low'],
    [3, 'empty critical low ok'],
    [5, 'empty critical low ok ok ok'],
    [6, 'empty critical low ok ok ok ok'],
    [7, 'empty critical low low ok ok ok ok'],
    [10, 'empty critical low low ok ok ok ok ok ok ok'],
    [11, 'empty critical low low low ok ok ok ok ok ok ok'],
    [14, `empty critical low low low low${' ok'.repeat(9)}`],
    [20, `empty critical low low low low low${' ok'.repeat(14)}`],
  ])('of a set of %d, from no code left up', (size, expected) => {
    const found = Array.from({ length: size + 1 }, (_, remaining) => levelOf(remaining, size))
    expect(found.join(' ')).toBe(expected)
  })

  it('of an account without a set is empty', () => {
    expect(levelOf(0, 0)).toBe('empty')
  })

  it.each(levels.flatMap((one, i) => levels.map((other, j) => [one, other, i > j ? one : other] as const)))(
    'of %s and %s together is %s',
    (one, other, worst) => {
      expect(worstLevel([one, other])).toBe(worst)
    },
  )

  it('of nothing is ok', () => {
    expect(worstLevel([])).toBe('ok')
  })
})
