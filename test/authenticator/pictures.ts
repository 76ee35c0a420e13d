/** Pictures of QR codes, and PNG files with something wrong in them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import encodeQR from 'qr'

export const zxing = WebAssembly.compile(
  readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
)

/** Black on white, as a screenshot has it. */
export function pictureOf(text: string, { scale = 4, clear = false } = {}): Buffer {
  const rows = encodeQR(text, 'raw', { scale })
  const png = new PNG({ width: rows.length, height: rows.length })
  rows.flat().forEach((isDark, index) => {
    const at = index * 4
    // A picture may have a see-through ground instead of a white one.
    png.data.fill(isDark || clear ? 0 : 255, at, at + 3)
    png.data[at + 3] = clear && !isDark ? 0 : 255
  })
  return PNG.sync.write(png)
}

/** Full of the corners of codes, and no code: ZXing would search it for minutes. */
export function bomb(): Buffer {
  const png = new PNG({ width: 2_000, height: 2_000 })
  for (let at = 0; at < png.width * png.height; at++) {
    const [x, y] = [(at % png.width) % 8, Math.floor(at / png.width) % 8]
    const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3))
    png.data.fill(ring === 2 || ring > 3 ? 255 : 0, at * 4, at * 4 + 3)
    png.data[at * 4 + 3] = 255
  }
  return PNG.sync.write(png)
}

/** A small code in the corner of a large, light screen. */
export function screenWith(text: string): Buffer {
  const code = PNG.sync.read(pictureOf(text))
  const screen = new PNG({ width: 2_400, height: 1_600 })
  screen.data.fill(255)
  PNG.bitblt(code, screen, 0, 0, code.width, code.height, 1_900, 120)
  return PNG.sync.write(screen)
}

interface Header {
  readonly width: number
  readonly height: number
  readonly interlace?: number
}

/** A PNG with this header, however little there is behind it. */
export function pngOf(headers: readonly Header[], content: Buffer = deflateSync(Buffer.alloc(64))): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...headers.map(header => chunk('IHDR', headerOf(header))),
    chunk('IDAT', content),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function headerOf({ width, height, interlace = 0 }: Header): Buffer {
  const bytes = Buffer.alloc(13)
  bytes.writeUInt32BE(width, 0)
  bytes.writeUInt32BE(height, 4)
  bytes.set([8, 6, 0, 0, interlace], 8)
  return bytes
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** PNG, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
