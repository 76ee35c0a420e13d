import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHandle, parseHandle, requireAllowed } from '../../../src/domain/text/handle.ts'
import { refusal } from '../samples.ts'

describe('a handle', () => {
  it.each([
    ['shop_tokyo', 'shop_tokyo'],
    ['@shop_tokyo', 'shop_tokyo'],
    ['  Shop.Tokyo ', 'shop.tokyo'],
    ['＠ｓｈｏｐ＿１', 'shop_1'],
    ['a', 'a'],
    ['https://www.instagram.com/shop_tokyo/', 'shop_tokyo'],
    ['instagram.com/shop.tokyo?igsh=MWx0', 'shop.tokyo'],
    ['http://m.instagram.com/Shop_Tokyo/reels/', 'shop_tokyo'],
    ['https://www.instagram.com/@shop_tokyo', 'shop_tokyo'],
    ['name', 'name'],
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
    'shop~0',
    '~2',
    'https://www.instagram.com/',
    'https://www.instagram.com/p/C1a2b3/',
    'https://example.com/shop_tokyo',
    '\u001b[31mshop',
  ])('is refused as %j', typed => {
    const error = refusal(() => parseHandle(typed))
    expect(error).toMatchObject({ code: 'bad-handle', exitCode: 22, details: { handle: typed } })
  })

  it.each(['NAME', '@NAME', 'ACCOUNT'])('is refused as the placeholder of a document: %s', typed => {
    expect(refusal(() => parseHandle(typed)).details).toEqual({ handle: typed, isPlaceholder: true })
  })

  it.each([
    ['shop_tokyo.', 'shop_tokyo'],
    ['.shop', 'shop'],
    ['shop..tokyo', 'shop.tokyo'],
    ['..a...b..', 'a.b'],
    ['...', ''],
  ])('is not allowed for a new account as %s, but in a vault from before', (handle, nearest) => {
    expect(refusal(() => requireAllowed(parseHandle(handle))).details).toEqual({ handle, nearest })
    expect(isHandle(handle)).toBe(true)
  })

  it('is allowed with single dots inside', () => {
    expect(() => requireAllowed(parseHandle('a.b.c_'))).not.toThrow()
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
