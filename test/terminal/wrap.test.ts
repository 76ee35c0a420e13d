import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widthOf } from '../../src/terminal/width.ts'
import { wrap } from '../../src/terminal/wrap.ts'
import { runs } from '../thorough.ts'

const red = (text: string) => `\u001b[31m${text}\u001b[39m`

describe('English', () => {
  test.each([
    ['fits', 'one two', 7, ['one two']],
    ['breaks between words', 'one two three', 9, ['one two', 'three']],
    ['drops the spaces at a break', 'one    two', 5, ['one', 'two']],
    ['keeps spaces inside a line', 'a    b', 8, ['a    b']],
    ['keeps line breaks, and empty lines', 'a\n\nb', 8, ['a', '', 'b']],
    ['keeps a paragraph’s own indent', '    igcodes add', 80, ['    igcodes add']],
    ['keeps a URL whole', 'see https://example.com/a-b/c now', 25, ['see', 'https://example.com/a-b/c', 'now']],
    ['keeps a command whole', 'then run `igcodes add shop` again', 20, ['then run', '`igcodes add shop`', 'again']],
    [
      'keeps a command at the end of a sentence whole',
      'first: igcodes test shop passed',
      26,
      ['first:', 'igcodes test shop passed'],
    ],
    ['does not take a sentence for a command', 'igcodes keeps it, so wait', 13, ['igcodes keeps', 'it, so wait']],
    ['breaks what is longer than a line', 'a 1234567890 b', 4, ['a', '1234', '5678', '90 b']],
    ['breaks a long command at its spaces', '`igcodes add shop`', 10, ['`igcodes', 'add shop`']],
    ['nothing', '', 10, ['']],
  ])('%s', (_, text, columns, expected) => {
    expect(wrap(text, columns)).toEqual(expected)
  })
})

describe('Japanese', () => {
  test.each([
    ['breaks where a phrase begins', '新しいコードを取得してください。', 20, ['新しいコードを', '取得してください。']],
    ['keeps お with its word', '別の端末でお試しください', 20, ['別の', '端末でお試しください']],
    ['breaks anywhere when a phrase is longer than a line', 'してくださいました', 8, ['してくだ', 'さいまし', 'た']],
    ['never begins a line with 、 or 。', 'あああ、いいい。', 6, ['ああ', 'あ、', 'いい', 'い。']],
    ['never ends a line with 「', 'ああ「いい」', 6, ['ああ', '「い', 'い」']],
    ['keeps small kana and ー with what they follow', 'キャンセルー', 10, ['キャンセ', 'ルー']],
    ['keeps the halves of a compound verb together', 'ここへ取り込みます', 12, ['ここへ', '取り込みます']],
    ['keeps っ with what it begins', '誰かに乗っ取られた', 10, ['誰かに', '乗っ取られ', 'た']],
    ['breaks after a particle before the same letters', '画面に出します', 10, ['画面に', '出します']],
    ['keeps か with what it counts', '期間は3か月', 10, ['期間は', '3か月']],
    [
      'keeps a command whole, whatever is around it',
      'その後は igcodes test shop です',
      20,
      ['その後は', 'igcodes test shop', 'です'],
    ],
    ['keeps a number with what it counts', '全部で12件あります', 8, ['全部で', '12件あり', 'ます']],
    ['keeps a handle whole', 'これは@shop_tokyoのコードです', 14, ['これは', '@shop_tokyoの', 'コードです']],
  ])('%s', (_, text, columns, expected) => {
    expect(wrap(text, columns)).toEqual(expected)
  })
})

test('indents the first line and those that follow', () => {
  expect(wrap('one two three four', 10, { indent: 2, hanging: 4 })).toEqual(['  one two', '    three', '    four'])
})

test('ends colors at a break and resumes them after it', () => {
  expect(wrap(`a ${red('red word')} b`, 6)).toEqual([`a ${red('red')}`, `${red('word')} b`])
  expect(wrap('\u001b[1;31mone two\u001b[0m', 4, { hanging: 1 })).toHaveLength(2)
})

const spaces = /[ \u3000]/g
const breakable = fc
  .array(
    fc.constantFrom(
      'a',
      'bc',
      'word',
      ' ',
      '  ',
      '。',
      '、',
      '「',
      '」',
      'ー',
      'コード',
      '新しい',
      'っ',
      '👍',
      'が',
      '`x y`',
      '\u3000',
      '3',
      '件',
      '\u001b[1m',
      '\u001b[22m',
      '\u001b[31m',
      '\u001b[0m',
      '(',
      ')',
      '…',
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

test('never exceeds the columns and loses nothing but spaces', () => {
  fc.assert(
    fc.property(breakable, fc.integer({ min: 2, max: 40 }), fc.nat(10), fc.nat(10), (text, room, indent, hanging) => {
      const columns = room + Math.max(indent, hanging)
      const lines = wrap(text, columns, { indent, hanging })
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      expect(bare(lines.join(''))).toBe(bare(text))
    }),
    { numRuns: runs(2000) },
  )
})

test('keeps the Japanese rules wherever a line has room for them', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^([あ-んコード新しい]{1,5}[、。」]?「?){1,12}$/u),
      fc.integer({ min: 16, max: 40 }),
      (text, columns) => {
        const words = text.replace(/[ぁぃぅぇぉっゃゅょゎー]/g, 'の').replace(/「+$/, '')
        for (const line of wrap(words, columns).slice(1)) expect(line).not.toMatch(/^[、。」]/)
        for (const line of wrap(words, columns)) expect(line).not.toMatch(/「$/)
      },
    ),
  )
})

function bare(text: string): string {
  return stripVTControlCharacters(text).replace(spaces, '')
}
