import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from '../../../src/domain/text/nearest.ts'

describe('the names most alike', () => {
  it.each([
    ['shop', ['shop'], ['shop']],
    ['shop', ['chop', 'shops', 'shop'], ['shop', 'chop', 'shops']],
    ['shop', ['a', 'b', 'shopping_mall'], []],
    ['shop_toyko', ['shop_osaka', 'shop_tokyo', 'cafe_tokyo'], ['shop_tokyo', 'shop_osaka']],
    ['ab', ['xy', 'xyz'], ['xy']],
    ['a', ['b', 'c', 'd', 'e'], ['b', 'c', 'd']],
    ['', [], []],
  ])('to %j among %j are %j', (typed, names, alike) => {
    expect(nearest(typed, names)).toEqual(alike)
  })

  it('are measured the same from either side', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '_'), maxLength: 8 })
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(nearest(one, [other]).length).toBe(nearest(other, [one]).length)
      }),
    )
  })
})
