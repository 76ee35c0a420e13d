import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ManBlock, type ManPage, manPage } from '../../src/documents/man-page.ts'
import { formatters, isMissing } from './formatters.ts'

function pageOf(blocks: readonly ManBlock[], changes: Partial<ManPage> = {}): string {
  return manPage({
    name: 'sample',
    chapter: 1,
    date: '2026-11-23',
    source: 'sample 1.0',
    book: 'Samples',
    ascii: true,
    sections: [
      { heading: 'NAME', blocks: [{ kind: 'text', text: 'sample - shows' }] },
      { heading: 'WHAT', blocks },
    ],
    ...changes,
  })
}

const text = (text: string): ManBlock => ({ kind: 'text', text })

describe('a manual page', () => {
  test('sets commands in bold, placeholders in italics', () => {
    const page = pageOf([{ kind: 'entry', synopsis: 'add <account> [--file <f>]', text: 'stores; see `show --all`' }])
    expect(page).toContain('.TP\n\\fBadd \\fR\\fIaccount\\fR\\fB \\fR')
    expect(page).toContain('stores; see \\fBshow \\-\\-all\\fR\n')
  })

  test('indents what belongs to an entry', () => {
    const inner: readonly ManBlock[] = [{ kind: 'entry', synopsis: '--all', text: 'everything' }]
    expect(pageOf([{ kind: 'entry', synopsis: 'show', text: 'shows', inner }])).toContain(
      '.TP\n\\fBshow\\fR\nshows\n.RS\n.TP\n\\fB\\-\\-all\\fR\neverything\n.RE\n',
    )
  })

  test('keeps the lines of a command of several lines', () => {
    expect(pageOf([text('In a shell:'), { kind: 'example', run: 'one\n.two', text: 'both' }])).toContain(
      '.PP\n\\fBone\\fR\n.br\n\\fB.two\\fR\n.RS\nboth\n.RE\n',
    )
  })

  test('in ASCII names all other characters', () => {
    const page = pageOf([text('Profile → ≡ “Codes” 別')])
    expect(page).toMatch(/^[ -~\n]*$/)
    expect(page).toContain('\\[u2192]')
  })

  test('lets no text become a macro, an escape or a second line', () => {
    const page = pageOf([text('.so /etc/passwd'), text("'br"), text('a\n.so b'), text('\\fBx\\n(.x')])
    expect(page).toContain('\n\\&.so /etc/passwd\n')
    expect(page).not.toMatch(/^\.so|^'|[^(]\\n/m)
  })
})

describe.each(formatters.filter(one => !isMissing(one)))('in $name', ({ show }) => {
  test('any text is shown unchanged', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'\\\'"`.-~^%&|{}()[]<>$#@,:;!? aZ09*é→※\n'), minLength: 1 })
    const said = fc
      .sample(hostile, { numRuns: 300, seed: 1 })
      // Backticks are the page's own marks, and a blank line is no text.
      .map(one => one.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim())
      .filter(one => one !== '')
    const { text: shown, complaints } = show(
      pageOf(['The first stands right below the heading.', ...said].map(text)),
      200,
    )
    expect(complaints).toBe('')
    const paragraphs = shown.split(/\n\s*\n/).map(one => one.trim())
    expect(said.filter(one => !paragraphs.includes(one))).toEqual([])
  })

  test('no kind of block causes a warning, in any place', () => {
    const blocks: readonly ManBlock[] = [
      { kind: 'heading', text: 'Below' },
      { kind: 'example', run: 'one\ntwo', text: 'three' },
      { kind: 'example', run: 'one', text: '' },
      { kind: 'example', run: 'one', text: 'two' },
      text('prose'),
      { kind: 'entry', synopsis: 'a <b>', text: 'c', inner: [text('d'), { kind: 'entry', synopsis: '-e', text: 'f' }] },
    ]
    for (const first of blocks.keys()) expect(show(pageOf([...blocks.slice(first), ...blocks])).complaints).toBe('')
  })

  test('Japanese stays within the margins, and no line begins with a full stop', () => {
    const sentence = 'Instagramのバックアップコードを、暗号化した保管庫(1つのファイル)にしまい、必要なときに出します。'
    const { text: shown, complaints } = show(pageOf([text(sentence.repeat(6))], { ascii: false }), 60)
    expect(complaints).toBe('')
    const lines = shown.split('\n').filter(line => line.includes('す') || line.includes('の'))
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) {
      // Each full-width character takes two columns.
      expect([...line].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 0)).toBeLessThanOrEqual(60)
      expect(line).not.toMatch(/^\s*[、。)]/)
    }
  })
})
