import { describe, expect, it } from 'vitest'
import { isNames, noNames, someNames } from '../../src/vault/completion-names.ts'

const long = 'a'.repeat(60)

describe('a name for the shell', () => {
  it.each([
    'shop_tokyo',
    '_shop.1',
    '.shop',
    '9to5',
    'hanako+work@home-2',
    long,
    '佐藤花子',
    '.花',
    '_花',
    '花.+@-_',
    'ガ\u3099',
    'ま٣',
    '花'.repeat(60),
  ])('may be %j', name => {
    expect(someNames([name])).toEqual([name])
  })

  it.each([
    '',
    '-rf',
    '+x',
    '@shop',
    '-花',
    '+花',
    '@花',
    '\u3099花',
    'a b',
    '花 子',
    '$(id)',
    "o'neil",
    'a/b',
    '花/子',
    'a\n',
    '花\n',
    ' a',
    ' 花',
    'a;',
    '花;',
    '\u202eevil',
    `${long}a`,
    '花'.repeat(61),
  ])('is not %j', name => {
    expect(someNames([name, 'shop'])).toEqual(['shop'])
  })
})

it('a completion shows the first two thousand names', () => {
  const names = Array.from({ length: 2001 }, (_, n) => `shop${n}`)
  expect(someNames(['a b', ...names])).toEqual(names.slice(0, 2000))
  expect(someNames(names.slice(0, 2000))).toHaveLength(2000)
})

describe('the names that are kept', () => {
  const names = { account: ['shop'], person: ['佐藤花子'], device: ['iphone'], factor: ['app'], place: ['safe'] }

  it('are of five kinds', () => {
    expect(noNames).toEqual({ account: [], person: [], device: [], factor: [], place: [] })
    expect([isNames(noNames), isNames(names)]).toEqual([true, true])
  })

  it.each(['account', 'person', 'device', 'factor', 'place'] as const)(
    'are none where a %s is missing, or no name',
    kind => {
      const { [kind]: _, ...others } = names
      for (const wrong of [others, ...[null, 'shop', {}, [1], ['a b']].map(one => ({ ...names, [kind]: one }))])
        expect(isNames(wrong)).toBe(false)
    },
  )

  it('are none where they are too many', () => {
    const many = Array.from({ length: 100_001 }, () => 'a')
    expect(isNames({ ...names, person: many.slice(1) })).toBe(true)
    expect(isNames({ ...names, person: many })).toBe(false)
  })
})
