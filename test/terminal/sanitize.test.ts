import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { harmlessJson, sanitize } from '../../src/terminal/sanitize.ts'

describe('visible', () => {
  test.each([
    ['an escape sequence', '\u001b[2J', '␛[2J'],
    ['a bell and a backspace', 'a\u0007\b', 'a␇␈'],
    ['a newline, a tab and a return', 'a\n\tb\r', 'a␊␉b␍'],
    ['a delete', '\u007f', '␡'],
    ['a C1 control', '\u009b31m', '\\x9b31m'],
    ['text turned around', 'abc\u202etxt.exe', 'abc\\u{202e}txt.exe'],
    ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['a zero-width space', 'shop\u200b_tokyo', 'shop\\u{200b}_tokyo'],
    ['a byte order mark', '\ufeffshop', '\\u{feff}shop'],
    ['a joiner between letters', 'a\u200db', 'a\\u{200d}b'],
    ['a hidden tag', 'x\u{e0041}', 'x\\u{e0041}'],
    ['a Hangul filler', '\u3164', '\\u{3164}'],
    ['line and paragraph separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['half a surrogate pair', 'a\ud83d', 'a\\u{d83d}'],
    ['Japanese', '渋谷店のコード、１２３４　（予備）ー', '渋谷店のコード、１２３４　（予備）ー'],
    ['combining marks', 'が e\u0301', 'が e\u0301'],
    ['a kanji variant', '葛\u{e0100}', '葛\u{e0100}'],
    ['emoji', '👍🏽 👩‍👩‍👧 ❤️ 🇯🇵 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣', '👍🏽 👩‍👩‍👧 ❤️ 🇯🇵 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣'],
  ])('shows %s', (_, text, expected) => {
    expect(sanitize(text)).toBe(expected)
  })

  test('keeps line breaks where they are wanted, and only those', () => {
    expect(sanitize('a\nb\r\nc\u001b', { newlines: 'keep' })).toBe('a\nb␍\nc␛')
  })

  test('lets no control character through, whatever comes', () => {
    const anything = fc.array(fc.nat(0x10ffff)).map(codes => codes.map(code => String.fromCodePoint(code)).join(''))
    const nasty = fc
      .array(fc.constantFrom('\u001b', '\u009b', '\u202e', '\u200d', '👩', '\ud800', 'あ', '\n'))
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(anything, nasty, fc.string({ unit: 'binary' })), text => {
        expect(sanitize(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u)
      }),
    )
  })
})

describe('harmlessJson', () => {
  test('escapes what a terminal would act on', () => {
    expect(harmlessJson({ name: '\u001b\u007f\u009b\u2028\u202e\ud800 店' })).toBe(
      '{"name":"\\u001b\\u007f\\u009b\\u2028\\u202e\\ud800 店"}',
    )
  })

  test('escapes what nobody can see, and leaves what belongs to a letter', () => {
    expect(harmlessJson('a\u200b\u00ad\u061c\ufeff\u2060\u3164\u{e0041}b 葛\u{e0100} ❤\ufe0f')).toBe(
      '"a\\u200b\\u00ad\\u061c\\ufeff\\u2060\\u3164\\udb40\\udc41b 葛\u{e0100} ❤\ufe0f"',
    )
  })

  test('reads back as what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const json = harmlessJson({ value, text })
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })))
        expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u)
      }),
    )
  })
})
