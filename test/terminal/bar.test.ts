import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bar } from '../../src/terminal/bar.ts'

test.each([
  [5, 5, '█████'],
  [4, 5, '████░'],
  [1, 5, '█░░░░'],
  [0, 5, '░░░░░'],
  [0, 0, '░░░░░'],
  [1, 20, '█░░░░'],
  [19, 20, '████░'],
  [5, 10, '███░░'],
  [7, 5, '█████'],
])('%i of %i', (remaining, size, expected) => {
  expect(bar(remaining, size)).toBe(expected)
})

test('keeps its length and never lies about the ends', () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 2, max: 20 }),
      (remaining, size, cells) => {
        const drawn = bar(remaining, size, cells)
        expect(drawn).toHaveLength(cells)
        expect(drawn.includes('█')).toBe(remaining > 0)
        expect(drawn.includes('░')).toBe(remaining < size)
      },
    ),
  )
})
