/**
 * Reads the QR code in a PNG picture, such as a screenshot. The picture is not trusted: its size is checked before it is unpacked.
 *
 * Loaded on demand. Throws no UserError: as a chunk of its own it has its own copy of that class.
 */
import { runInNewContext } from 'node:vm'
import { PNG } from 'pngjs'
import decodeQR from 'qr/decode.js'
import type { PictureProblem } from '../errors.ts'

interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

export type ReadPicture = { readonly text: string } | { readonly problem: PictureProblem }

/** Enough for the screens of tablets and 4K monitors. */
const maxPixels = 16_000_000
const maxSide = 8_192

export function readPicture(bytes: Uint8Array): ReadPicture {
  const problem = problemWith(bytes)
  if (problem !== undefined) return { problem }
  let image: PNG
  try {
    image = PNG.sync.read(Buffer.from(bytes))
  } catch {
    return { problem: 'damaged' }
  }
  const whole = opaque(image)
  const text = inTime(() => firstText([() => whole, ...parts(whole)]))
  return text === undefined ? { problem: 'no-qr' } : { text }
}

/**
 * In milliseconds; a screenshot takes less than 100. The decoder tries every combination of three corners: a small picture with
 * thousands of corners would take days.
 */
const timeoutMs = 5_000

/** Undefined also after the timeout. Only node:vm can interrupt a loop. */
function inTime(search: () => string | undefined): string | undefined {
  try {
    const found: unknown = runInNewContext('search()', { search }, { timeout: timeoutMs })
    return typeof found === 'string' ? found : undefined
  } catch (error) {
    // No instance of Error here: it comes from the other context.
    const { code } = Object(error)
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
  }
}

function firstText(pictures: readonly (() => Picture)[]): string | undefined {
  for (const picture of pictures) {
    const text = textIn(picture())
    if (text !== undefined) return text
  }
  return undefined
}

function textIn(picture: Picture): string | undefined {
  try {
    return decodeQR(picture)
  } catch {
    return undefined
  }
}

const signature = '89504e470d0a1a0a'

function problemWith(bytes: Uint8Array): PictureProblem | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.toString('hex', 0, 3) === 'ffd8ff') return 'jpeg'
  if (view.toString('hex', 0, 8) !== signature) return 'no-png'
  const headers = headersIn(view)
  const [header] = headers
  // pngjs uses the last of several headers, so the checked one must be the only one.
  if (header === undefined || headers.length > 1 || header.length < 13) return 'damaged'
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (width > maxSide || height > maxSide || width * height > maxPixels) return 'too-large'
  // pngjs unpacks interlaced pictures without a limit.
  return header[12] === 0 ? undefined : 'interlaced'
}

/** The content of every IHDR chunk (PNG, section 5.3: length, type, content, checksum). */
function headersIn(view: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  for (let at = 8; at + 8 <= view.length; ) {
    const length = view.readUInt32BE(at)
    if (view.toString('latin1', at + 4, at + 8) === 'IHDR') found.push(view.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return found
}

/** In pixels: up to this the decoder finds small codes in the whole picture. */
const largeSide = 1_000

/**
 * Overlapping quarters of a large picture. The decoder skips rows in proportion to the height, so it can miss a small code.
 */
function parts(whole: Picture): readonly (() => Picture)[] {
  const { width, height } = whole
  if (Math.max(width, height) < largeSide) return []
  const [w, h] = [width >> 1, height >> 1]
  const halves = [0, 1, 2]
  return halves.flatMap(down => halves.map(right => () => cut(whole, (w * right) >> 1, (h * down) >> 1, w, h)))
}

function cut({ width, data }: Picture, left: number, top: number, w: number, h: number): Picture {
  const part = Buffer.alloc(w * h * 4)
  for (let row = 0; row < h; row++) {
    const from = ((top + row) * width + left) * 4
    part.set(data.subarray(from, from + w * 4), row * w * 4)
  }
  return { width: w, height: h, data: part }
}

/** On white: the decoder ignores transparency, and transparent pixels are mostly stored as black. */
function opaque({ width, height, data }: PNG): Picture {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 255
    if (alpha === 255) continue
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = Math.round(((data[channel] ?? 0) * alpha + 255 * (255 - alpha)) / 255)
    data[at + 3] = 255
  }
  return { width, height, data }
}
