import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cell, inline, paragraphs } from '../../src/documents/markdown.ts'
import { runs } from '../thorough.ts'
import { leastTime } from '../timing.ts'

describe('a text from somebody, as Markdown', () => {
  it.each([
    ['called the carrier', 'called the carrier'],
    ['携帯会社に連絡。', '携帯会社に連絡。'],
    ['2026-11-27 18:00, No. 3 (twice)!', '2026-11-27 18:00, No. 3 (twice)!'],
    // No HTML, no entities.
    ['<b>bold</b><script>', '\\<b>bold\\</b>\\<script>'],
    ['<!-- hidden -->', '\\<!-- hidden -->'],
    ['&amp; &#64;', '\\&amp; \\&#64;'],
    // No pictures and no links.
    ['![x](y)', '!\\[x\\](y)'],
    ['[x](javascript:alert)', '\\[x\\](javascript:alert)'],
    ['[1]: //x', '\\[1\\]: //x'],
    ['see https://evil.example/x?y=1.', 'see `https://evil.example/x?y=1`.'],
    ['連絡先はhttps://例え.jpです', '連絡先は`https://`例え.jpです'],
    ['<https://evil.example>', '\\<`https://evil.example`>'],
    ['(aki@example.jp)', '(`aki@example.jp`)'],
    ['insta@shop.jp(Sato Hanako、aki@shop.jp)', '`insta@shop.jp`(Sato Hanako、`aki@shop.jp`)'],
    ['a@b.jp(c@d.jp', '`a@b.jp`(`c@d.jp`'],
    ['www.evil.example', '`www.evil.example`'],
    ['_www.evil.example', '`_www.evil.example`'],
    ['aki@example.jp, @shop_tokyo', '`aki@example.jp`, `@shop_tokyo`'],
    // No emphasis, no code, no formulas.
    ['*a* _b_ ~~c~~ $d$', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\$d\\$'],
    ['`x` ```y', '\\`x\\` \\`\\`\\`y'],
    ['`http://a`b', '\\``http://a`\\`b'],
    ['C:\\new', 'C:\\\\new'],
    // One cell, one line.
    ['a | b', 'a \\| b'],
    ['a \\| b', 'a \\\\\\| b'],
    ['a\n| b |\r\nc\u2028d\u0007e\tf', 'a \\| b \\| c d e f'],
  ])('%j becomes %j', (text, markdown) => {
    expect(cell(text)).toBe(markdown)
    expect(inline(text)).toBe(markdown)
  })

  it.each([
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['> quote', '\\> quote'],
    ['===', '\\==='],
    ['1. item', '1\\. item'],
    ['12) item', '12\\) item'],
    ['- [x] done', '\\- \\[x\\] done'],
    ['    code', 'code'],
    ['ends in ##', 'ends in \\##'],
    ['1.5 hours', '1\\.5 hours'],
    ['-1', '\\-1'],
  ])('begins nothing: %j', (text, markdown) => {
    expect(inline(text)).toBe(markdown)
  })

  it('keeps lines of their own as paragraphs', () => {
    expect(paragraphs('# no\n\n\n  - one\r\ntwo\u2028three\n')).toBe('\\# no\n\n\\- one\n\ntwo\n\nthree')
    expect(paragraphs('')).toBe('')
  })

  it('has no sign left that marks something, whatever it is', () => {
    const pieces = fc.constantFrom(
      ...['`', '``', '\\', '|', '<', '>', '[', ']', '(', '!', '*', '_', '~', '$', '&', '#', '- ', '1. ', '\n'],
      ...['http://', '://', 'www.', '@', 'a', ' ', '日本', 'a@b.cc'],
    )
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map(parts => parts.join('')),
      fc.string(),
    )
    fc.assert(
      fc.property(texts, text => {
        const markdown = cell(text)
        // What is in backticks is shown as it is; what is escaped is itself.
        const bare = markdown.replaceAll(/\\[\\`*_[\]<&|~$]/g, '').replaceAll(/`[^`|\\\n]+`/g, '')
        expect(bare).not.toMatch(/[\\`*_[\]<&|~$\p{Cc}]|:\/\/|www\.|@/iu)
      }),
      { numRuns: runs(2000) },
    )
  })
})

it.each([
  ['letters', 'x'],
  ['letters and signs', 'a://'],
  ['ats', '@'],
  ['marks behind a sign', '!'],
])('a long text of %s takes no longer than its length', (_, piece) => {
  const time = (length: number): number => {
    const text = `@${piece.repeat(length / piece.length)}!`
    return leastTime(() => inline(text))
  }
  // Sixteen times as long: linear is 16 times, quadratic 256.
  expect(time(256_000)).toBeLessThan(80 * time(16_000))
})
