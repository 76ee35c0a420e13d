/**
 * Reads the QR codes in a picture: a screenshot or a photo. ZXing reads PNG, JPEG, GIF and BMP itself.
 *
 * The picture is not trusted. ZXing is confined to the memory of its WebAssembly, and its search is bounded by the caller
 * (commands/authenticator/picture-thread.ts), because a picture full of corners keeps it busy for minutes.
 */
import { imageSize } from 'image-size'
import { PNG } from 'pngjs'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import type { PictureProblem } from '../errors.ts'

/** `format`: what the picture is, if it is one that cannot be read. */
export type ReadPicture =
  | { readonly texts: readonly string[] }
  | { readonly problem: PictureProblem; readonly format: string }

/** The largest photos that phones take without being asked for more. */
const maxPixels = 50_000_000
/** Enough for `maxPixels`. */
const maxMemory = 1024 * 1024 * 1024
const pageBytes = 64 * 1024

/**
 * Each finds codes that the other misses: shadows need a local threshold, which is the default, and glossy screens a global one.
 */
const ways: readonly ReaderOptions[] = [{ tryDenoise: true }, { binarizer: 'GlobalHistogram' }]
/** Not the smaller kinds of QR codes: none has room for a secret, and noise looks like them. */
const always: ReaderOptions = { formats: ['QRCodeModel2'], textMode: 'Plain' }

/** @param zxing the file zxing_reader.wasm */
export async function readPicture(bytes: Uint8Array, zxing: WebAssembly.Module): Promise<ReadPicture> {
  const refused = problemWith(bytes)
  if (refused) return refused
  prepareZXingModule({
    overrides: {
      // Otherwise ZXing's JavaScript would fetch the file from the network.
      instantiateWasm: (imports: WebAssembly.Imports, take: (instance: WebAssembly.Instance) => void) => {
        take(instanceOf(zxing, imports))
        return {}
      },
    },
  })
  const found = new Set<string>()
  for (const way of ways) {
    const results = await readBarcodes(bytes, { ...always, ...way }).catch(() => undefined)
    // Codes with errors are left out by default, so an invalid result is ZXing's failure to unpack the picture.
    if (!results?.every(({ isValid }) => isValid)) return { problem: 'damaged', format: '' }
    for (const { text } of results) found.add(text)
  }
  if (found.size === 0) for (const text of await textsBehindAlpha(bytes)) found.add(text)
  return found.size > 0 ? { texts: [...found] } : { problem: 'no-qr', format: '' }
}

/** The formats that ZXing reads, as image-size calls them. */
const readable = ['png', 'jpg', 'gif', 'bmp']

function problemWith(bytes: Uint8Array): { problem: PictureProblem; format: string } | undefined {
  if (/^%PDF-/.test(Buffer.from(bytes.subarray(0, 5)).toString('latin1'))) return { problem: 'format', format: 'PDF' }
  try {
    const { width, height, type = '' } = imageSize(bytes)
    if (!readable.includes(type)) return { problem: 'format', format: type.toUpperCase() }
    if (width === 0 || height === 0) return { problem: 'damaged', format: '' }
    return width * height > maxPixels ? { problem: 'too-large', format: '' } : undefined
  } catch (error) {
    return { problem: bytes.length === 0 || isUnknownFormat(error) ? 'no-picture' : 'damaged', format: '' }
  }
}

function isUnknownFormat(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith('unsupported file type')
}

function instanceOf(zxing: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Instance {
  const instance = new WebAssembly.Instance(zxing, imports)
  for (const exported of Object.values(instance.exports)) if (exported instanceof WebAssembly.Memory) limit(exported)
  return instance
}

/** A small file can unpack to gigabytes. ZXing takes a refusal for a full memory. */
function limit(memory: WebAssembly.Memory): void {
  memory.grow = pages => {
    if (memory.buffer.byteLength + pages * pageBytes > maxMemory) throw new RangeError('too large')
    return WebAssembly.Memory.prototype.grow.call(memory, pages)
  }
}

/** ZXing ignores transparency, so a code that only the alpha channel tells from its ground is painted on white and on black. */
async function textsBehindAlpha(bytes: Uint8Array): Promise<readonly string[]> {
  const image = transparentImage(bytes)
  if (!image) return []
  const results = [255, 0].map(ground => readBarcodes(paintedOn(image, ground), always))
  return (await Promise.all(results)).flat().map(({ text }) => text)
}

/** Undefined for anything but a PNG with transparency. */
function transparentImage(bytes: Uint8Array): PNG | undefined {
  if (!mayBeTransparent(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) return undefined
  try {
    const image = PNG.sync.read(Buffer.from(bytes))
    return image.data.some((value, at) => at % 4 === 3 && value < 255) ? image : undefined
  } catch {
    return undefined
  }
}

/** By the header (PNG, section 11.2.1) or a chunk `tRNS`. pngjs unpacks interlaced pictures without a limit, so it gets none. */
function mayBeTransparent(png: Buffer): boolean {
  if (png.toString('latin1', 1, 4) !== 'PNG' || png[28] !== 0) return false
  const hasAlpha = png[25] === 4 || png[25] === 6
  return hasAlpha || png.includes('tRNS')
}

function paintedOn({ width, height, data }: PNG, ground: number): ImageData {
  const painted = Uint8ClampedArray.from(data, (value, at) => {
    const alpha = data[at | 3] ?? 255
    return at % 4 === 3 ? 255 : (value * alpha + ground * (255 - alpha)) / 255
  })
  return { width, height, data: painted, colorSpace: 'srgb' }
}
