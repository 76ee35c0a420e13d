import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { qrSvg } from '../../src/documents/qr.ts'

/** What the drawing's squares show, four pixels each. */
function pixelsOf(svg: string): { readonly width: number; readonly height: number; readonly data: Uint8Array } {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) * 4
  const data = new Uint8Array(side * side * 4).fill(255)
  let [x, y] = [0, 0]
  for (const [, command, a = '', b = ''] of svg.matchAll(/([Mm])(-?[\d.]+)[ ,]?(-?[\d.]+)/g)) {
    ;[x, y] = command === 'M' ? [Number(a), Number(b)] : [x + Number(a), y + Number(b)]
    for (let row = y * 4; row < y * 4 + 4; row++) data.fill(0, (row * side + x * 4) * 4, (row * side + x * 4 + 4) * 4)
  }
  return { width: side, height: side, data }
}

test('a phone reads the address from the drawing, which loads nothing', async () => {
  const svg = await qrSvg('https://www.instagram.com/hacked/')
  expect(decodeQR(pixelsOf(svg))).toBe('https://www.instagram.com/hacked/')
  expect(svg).toMatch(/^<svg viewBox="[\d ]+"><path d="[^"]+"\/><\/svg>$/)
})
