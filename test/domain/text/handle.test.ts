import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHandle, parseHandle } from '../../../src/domain/text/handle.ts'
import { refusal } from '../samples.ts'

describe('a handle', () => {
  it.each([
    ['shop_tokyo', 'shop_tokyo'],
    ['@shop_tokyo', 'shop_tokyo'],
    ['  Shop.Tokyo ', 'shop.tokyo'],
    ['＠ｓｈｏｐ＿１', 'shop_1'],
    ['a', 'a'],
    ['a'.repeat(30), 'a'.repeat(30)],
  ])('may be typed as %j', (typed, handle) => {
    expect(parseHandle(typed)).toBe(handle)
  })

  it.each([
    '',
    '@',
    '@@shop',
    'a'.repeat(31),
    'shop tokyo',
    'shop-tokyo',
    'ショップ',
    'shop/..',
    'shop~2',
    '\u001b[31mshop',
  ])('is refused as %j', typed => {
    const error = refusal(() => parseHandle(typed))
    expect(error).toMatchObject({ code: 'bad-handle', exitCode: 22, details: { handle: typed } })
  })

  it('is quoted only in part when it is refused for its length', () => {
    expect(refusal(() => parseHandle('x'.repeat(10_000))).details).toEqual({ handle: 'x'.repeat(60) })
  })

  it('is read the same again, once it was read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'z', '0', '.', '_', 'ｂ'), minLength: 1 }), text => {
        fc.pre(text.length <= 30)
        const handle = parseHandle(`@${text}`)
        expect(isHandle(handle)).toBe(true)
        expect(parseHandle(handle)).toBe(handle)
      }),
    )
  })
})
