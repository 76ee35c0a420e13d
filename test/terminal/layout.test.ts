/** Paragraphs and items, at a terminal and in a pipe. */
import { describe, expect, test } from 'vitest'
import { Layout } from '../../src/terminal/layout.ts'

const narrow = new Layout(20)
const pipe = new Layout(Number.POSITIVE_INFINITY)
const sentence = 'Call the carrier and have the SIM stopped.'

describe('a paragraph', () => {
  test('is broken at the width, each line indented', () => {
    expect(narrow.paragraph(sentence, 2)).toEqual(['  Call the carrier', '  and have the SIM', '  stopped.'])
  })

  test('hangs as far as it is told, but never beyond the middle', () => {
    expect(narrow.paragraph('one two three four five', 0, 4)).toEqual(['one two three four', '    five'])
    expect(narrow.paragraph('one two three four five', 0, 18)[1]).toBe(`${' '.repeat(10)}five`)
  })

  test('is one line in a pipe', () => {
    expect(pipe.paragraph(sentence.repeat(9), 2)).toEqual([`  ${sentence.repeat(9)}`])
  })
})

describe('an item', () => {
  test('hangs beside its mark', () => {
    expect(narrow.item(' 1', sentence)).toEqual([' 1  Call the carrier', '    and have the SIM', '    stopped.'])
    expect(narrow.item('✗', 'Refused: go on there.', 4, 1)).toEqual(['    ✗ Refused: go on', '      there.'])
  })

  test('hangs beside a wide mark and a colored one', () => {
    expect(narrow.item('例', 'コードを1つだけ入力します。')).toEqual(['例  コードを1つだけ', '    入力します。'])
    expect(narrow.item('\u001b[1m 1\u001b[22m', 'one two three four')).toEqual([
      '\u001b[1m 1\u001b[22m  one two three',
      '    four',
    ])
  })

  test('in a pipe is still beside its mark', () => {
    expect(pipe.item('·', sentence, 1)).toEqual([` ·  ${sentence}`])
  })
})

describe('what is to be copied', () => {
  test('is never broken', () => {
    const address = 'https://www.instagram.com/accounts/password/reset/'
    expect(narrow.copyable(address, 6)).toBe(address)
  })

  test('moves to the left where it would not fit otherwise', () => {
    expect(narrow.copyable('igcodes use NAME', 6)).toBe('    igcodes use NAME')
    expect(narrow.copyable('igcodes', 6)).toBe('      igcodes')
    expect(pipe.copyable('igcodes use NAME', 6)).toBe('      igcodes use NAME')
  })
})

describe('pairs', () => {
  const pairs = [
    ['sms-late', 'The SMS is slow'],
    ['handover', 'Somebody will leave soon: hand it over'],
  ] as const

  test('are side by side where there is room', () => {
    expect(new Layout(40).pairs(pairs, 2)).toEqual([
      '  sms-late  The SMS is slow',
      '  handover  Somebody will leave soon:',
      '            hand it over',
    ])
  })

  test('are below each other where there is none', () => {
    expect(new Layout(30).pairs(pairs, 2)).toEqual([
      '  sms-late',
      '    The SMS is slow',
      '  handover',
      '    Somebody will leave soon:',
      '    hand it over',
    ])
  })

  test('keep to a width that several lists share', () => {
    expect(pipe.pairs(pairs.slice(0, 1), 0, 12)).toEqual(['sms-late      The SMS is slow'])
  })
})

describe('an instruction', () => {
  const text = 'Change it there, then: igcodes factor edit'

  test('is one line where it fits, and text where it names no command', () => {
    expect(new Layout(60).instruction('→', text, 2, 1)).toEqual([`  → ${text}`])
    expect(pipe.instruction('→', text)).toEqual([`→  ${text}`])
    expect(new Layout(12).instruction('→', 'Delete them there', 0, 1)).toEqual(['→ Delete', '  them there'])
  })

  test('else has its command whole, on a line of its own', () => {
    expect(new Layout(30).instruction('→', text, 2, 1)).toEqual([
      '  → Change it there, then:',
      '    igcodes factor edit',
    ])
  })
})
