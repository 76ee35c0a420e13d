import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pageOf } from '../../../src/domain/text/page.ts'

const letters = [...'abcdefg']

it.each([
  [3, 1, 'abc', 1],
  [3, 2, 'def', 4],
  [3, 3, 'g', 7],
  [3, 4, '', 10],
  [7, 1, 'abcdefg', 1],
  [100, 1, 'abcdefg', 1],
])('%i at a time, page %i: %j', (limit, page, shown, first) => {
  const found = pageOf(letters, { limit, page })
  expect(found.items.join('')).toBe(shown)
  expect(found).toMatchObject({ first, page, total: 7 })
})

it('an empty list has one empty page', () => {
  expect(pageOf([], { limit: 5, page: 1 })).toEqual({ items: [], total: 0, page: 1, pages: 1, first: 1 })
})

it('all pages together are the list, and the one behind them is empty', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (all, limit) => {
      const { pages } = pageOf(all, { limit, page: 1 })
      const turned = Array.from({ length: pages }, (_, index) => pageOf(all, { limit, page: index + 1 }).items)
      expect(turned.flat()).toEqual(all)
      expect(pageOf(all, { limit, page: pages + 1 }).items).toEqual([])
    }),
  )
})
