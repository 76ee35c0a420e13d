import { describe, expect, test } from 'vitest'
import { cut, padEnd, padStart, widthOf } from '../../src/terminal/width.ts'

const red = (text: string) => `\u001b[31m${text}\u001b[39m`

test.each([
  ['codes', 5],
  ['コード', 6],
  ['ｺｰﾄﾞ', 4],
  ['が', 2],
  ['👩‍👩‍👧', 2],
  ['████░', 5],
  [red('赤'), 2],
  ['', 0],
])('%s takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns)
})

test('pads to columns, not to characters', () => {
  expect(padEnd('コード', 8)).toBe('コード  ')
  expect(padStart(red('赤'), 4)).toBe(`  ${red('赤')}`)
  expect(padEnd('too long', 3)).toBe('too long')
})

describe('cut', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly', 7, 'exactly'],
    ['shop_tokyo', 6, 'shop_…'],
    ['渋谷店', 6, '渋谷店'],
    ['渋谷店', 5, '渋谷…'],
    ['渋谷店', 4, '渋…'],
    ['渋谷店', 1, '…'],
    ['渋谷店', 0, ''],
    ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
    [red('shop_tokyo'), 6, red('shop_…')],
    [`${red('sh')}op_${red('tokyo')}`, 4, `${red('sh')}o…${red('')}`],
  ])('%s to %i columns', (text, columns, expected) => {
    expect(cut(text, columns)).toBe(expected)
  })
})
