import { expect, test } from 'vitest'
import { table } from '../../src/terminal/table.ts'
import { widthOf } from '../../src/terminal/width.ts'

const en = {
  header: ['account', 'codes', 'set of', 'next due', 'to do'],
  rows: [
    ['@shop_tokyo', '████░  4/5', '2026-09-01', 'login test  12-01', '–'],
    ['@shop_osaka', '█░░░░  1/5', '2026-03-02', 'review   3 days ago', '⚠ renew the codes'],
  ],
}
const ja = {
  header: ['アカウント', 'コード', '発行日', '次の予定', 'やること'],
  rows: [
    ['@shop_tokyo', '████░  4/5', '2026-09-01', 'ログインテスト 12/01', '–'],
    ['@shop_osaka', '█░░░░  1/5', '2026-03-02', '棚卸し 3日超過', '⚠ コードを再発行してください'],
  ],
}

test('aligns by columns in either language, with nothing behind the last cell', () => {
  expect(table(en.header, en.rows, 80)).toEqual([
    'account      codes       set of      next due             to do',
    '@shop_tokyo  ████░  4/5  2026-09-01  login test  12-01    –',
    '@shop_osaka  █░░░░  1/5  2026-03-02  review   3 days ago  ⚠ renew the codes',
  ])
  expect(table(ja.header, ja.rows, 100)).toEqual([
    'アカウント   コード      発行日      次の予定              やること',
    '@shop_tokyo  ████░  4/5  2026-09-01  ログインテスト 12/01  –',
    '@shop_osaka  █░░░░  1/5  2026-03-02  棚卸し 3日超過        ⚠ コードを再発行してください',
  ])
})

test('wraps the last column when that is enough', () => {
  expect(table(ja.header, ja.rows, 80)).toEqual([
    'アカウント   コード      発行日      次の予定              やること',
    '@shop_tokyo  ████░  4/5  2026-09-01  ログインテスト 12/01  –',
    '@shop_osaka  █░░░░  1/5  2026-03-02  棚卸し 3日超過        ⚠ コードを',
    '                                                           再発行してください',
  ])
})

test('stacks each row in a block where the terminal is narrow', () => {
  expect(table(ja.header, ja.rows, 40)).toEqual([
    '@shop_tokyo',
    '  コード: ████░  4/5',
    '  発行日: 2026-09-01',
    '  次の予定: ログインテスト 12/01',
    '  やること: –',
    '',
    '@shop_osaka',
    '  コード: █░░░░  1/5',
    '  発行日: 2026-03-02',
    '  次の予定: 棚卸し 3日超過',
    '  やること: ⚠ コードを再発行してください',
  ])
})

test.each([20, 30, 40, 60, 80, 100])('stays within %i columns', columns => {
  for (const { header, rows } of [en, ja]) {
    for (const line of table(header, rows, columns)) expect(widthOf(line)).toBeLessThanOrEqual(columns)
  }
})

test('leaves out empty cells of a block and bears short rows', () => {
  expect(table(['a', 'b', 'c'], [['1'.repeat(20), '', 'x'.repeat(20)], ['2']], 30)).toEqual([
    '1'.repeat(20),
    `  c: ${'x'.repeat(20)}`,
    '',
    '2',
  ])
  expect(table(['a', 'b'], [['1']], 30)).toEqual(['a  b', '1'])
  expect(table(['a', 'b'], [], 30)).toEqual(['a  b'])
})

test('measures colored cells by what is seen', () => {
  expect(table(['a', 'b'], [['\u001b[31mred\u001b[39m', 'x']], 30)).toEqual(['a    b', '\u001b[31mred\u001b[39m  x'])
})
