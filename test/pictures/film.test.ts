import { parseXml } from '@rgrove/parse-xml'
import { describe, expect, test } from 'vitest'
import type { Cell } from '../cli/session.ts'
import { type Film, filmSvg, type Row } from './film.ts'

const plain: Cell = { text: ' ', width: 1, bold: false, dim: false, inverse: false, color: undefined }

function row(text: string, look: Partial<Cell> = {}): Row {
  return [...text].map(text => ({ ...plain, ...look, text, width: text > '⺀' ? 2 : 1 }))
}

function svgOf(frames: Film['frames']): string {
  const svg = filmSvg({ language: 'en', title: 'A film', description: 'What is on it', columns: 80, frames })
  parseXml(svg)
  return svg
}

describe('a film', () => {
  test('draws what stays once, and shows it from its first to its last moment', () => {
    const svg = svgOf([
      { rows: [row('one')], seconds: 1 },
      { rows: [row('one'), row('two')], seconds: 1 },
      { rows: [row('three'), row('two')], seconds: 2 },
    ])
    expect(svg.match(/>one</g)).toHaveLength(1)
    expect(svg.match(/>two</g)).toHaveLength(1)
    expect(svg).toContain('@keyframes fa{0%{visibility:visible}50%{visibility:hidden}}')
    expect(svg).toContain('@keyframes fb{0%{visibility:hidden}25%{visibility:visible}}')
    expect(svg).toMatch(/<g class="fb last"><text [^>]*>two</)
  })

  test('stops on its last frame for readers who prefer less motion', () => {
    const svg = svgOf([{ rows: [row('one')], seconds: 1 }])
    expect(svg).toMatch(
      /g\{visibility:hidden\}\.last\{visibility:visible\}\n@media \(prefers-reduced-motion:no-preference\)/,
    )
    expect(svg).toContain('<g class="fa last">')
  })

  test('keeps columns where they are, full-width letters two wide', () => {
    const svg = svgOf([{ rows: [row('保管庫  ok')], seconds: 1 }])
    expect(svg).toContain('<text x="16" y="43" textLength="50.4" class="W">保管庫</text>')
    expect(svg).toContain('<text x="83.2" y="43" textLength="16.8">ok</text>')
  })

  test('turns what is inverse into a box, and colors into classes', () => {
    expect(svgOf([{ rows: [row(' 12 ', { inverse: true, bold: true })], seconds: 1 }])).toContain(
      '<rect x="16" y="28" width="33.6" height="20" fill="#e6edf3"/><text x="24.4" y="43" textLength="16.8" class="B I">12</text>',
    )
    expect(svgOf([{ rows: [row('ok', { color: 10 })], seconds: 1 }])).toContain('class="C2">ok<')
  })

  test('takes any text as text', () => {
    expect(svgOf([{ rows: [row('<b> & "c"')], seconds: 1 }])).toContain('>&lt;b&gt; &amp; &quot;c&quot;<')
  })
})
