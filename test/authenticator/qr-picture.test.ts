import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { constants, deflateRawSync, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it, test } from 'vitest'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { type ReadPicture, readPicture } from '../../src/authenticator/qr-picture.ts'
import { halved, runs } from '../thorough.ts'
import { drawnPictures, makePictures, otherFormats } from './drawn-pictures.ts'
import { pictureOf, pngOf, screenWith, zxing } from './pictures.ts'

const folder = fileURLToPath(new URL('../../fixtures/authenticator', import.meta.url))
const address = 'otpauth://totp/Instagram:shop_tokyo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Instagram'

if (process.env.UPDATE_PICTURES) makePictures(folder)

async function read(bytes: Uint8Array): Promise<ReadPicture> {
  return readPicture(bytes, await zxing)
}

test.each(halved(drawnPictures))('every code is read in $file', async ({ file, texts }) => {
  const found = await read(readFileSync(`${folder}/${file}`))
  expect('texts' in found ? found.texts.toSorted() : found).toEqual(texts.toSorted())
})

/** Pictures of others, which an earlier reader of igcodes did not find or took for another service's. */
test.each([
  ['google-authenticator-five-accounts-not-found.png', [/^otpauth-migration:/]],
  ['jpeg-refused.jpg', [/Instagram:shop_tokyo/]],
  ['light-grey-on-dark-not-found.png', [/Instagram:shop_tokyo/]],
  ['two-codes-takes-the-other-services.png', [/GitHub:octo/, /Instagram:shop_tokyo/]],
  ['upside-down-not-found.png', [/Instagram:shop_tokyo/]],
])('%s is read now', async (file, texts) => {
  const found = await read(readFileSync(`${folder}/refused-before/${file}`))
  expect('texts' in found ? found.texts.toSorted() : found).toEqual(texts.map(text => expect.stringMatching(text)))
})

test.each(otherFormats)('%s is named for what it is', async (file, format) => {
  expect(await read(readFileSync(`${folder}/${file}`))).toEqual({ problem: 'format', format })
})

test('so is a PDF', async () => {
  expect(await read(Buffer.from('%PDF-1.7\n'))).toEqual({ problem: 'format', format: 'PDF' })
})

describe('a QR code is read', () => {
  it('from a screenshot', async () => {
    expect(await read(pictureOf(address))).toEqual({ texts: [address] })
  })

  it('from a picture with a see-through ground', async () => {
    expect(await read(pictureOf(address, { clear: true }))).toEqual({ texts: [address] })
  })

  it('from a corner of a large screen', async () => {
    expect(await read(screenWith(address))).toEqual({ texts: [address] })
  })

  it('from bytes that are part of others', async () => {
    const around = Buffer.concat([Buffer.alloc(3), pictureOf(address)])
    expect(await read(around.subarray(3))).toEqual({ texts: [address] })
  })
})

test('a Micro QR code is none', async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } })
  const { image } = await writeBarcode('49288', { format: 'MicroQRCode', scale: 4 })
  expect(await read(Buffer.from((await image?.arrayBuffer()) ?? new ArrayBuffer(0)))).toEqual({
    problem: 'no-qr',
    format: '',
  })
})

test.each([
  ['nothing at all', Buffer.alloc(0), 'no-picture'],
  ['a text', Buffer.from('GEZDGNBVGY3TQOJQ'), 'no-picture'],
  ['a JPEG that is cut off', Buffer.from('ffd8ffe000104a464946', 'hex'), 'damaged'],
  ['a PNG without a header', Buffer.from('89504e470d0a1a0a', 'hex'), 'damaged'],
  ['a side of four thousand million', pngOf([{ width: 0xffffffff, height: 1 }]), 'too-large'],
  ['more pixels than any screen has', pngOf([{ width: 8_000, height: 8_000 }]), 'too-large'],
  ['no pixels', pngOf([{ width: 0, height: 0 }]), 'damaged'],
  [
    'a second header behind the one that was judged',
    pngOf([
      { width: 4, height: 4 },
      { width: 60_000, height: 60_000 },
    ]),
    'damaged',
  ],
  ['content of another size', pngOf([{ width: 400, height: 400 }], deflateSync(Buffer.alloc(1_000))), 'damaged'],
  ['content that is cut off', pictureOf(address).subarray(0, 300), 'damaged'],
  ['a white picture', PNG.sync.write(new PNG({ width: 200, height: 200, fill: true })), 'no-qr'],
])('%s gives a reason', async (_, bytes, problem) => {
  expect(await read(bytes)).toEqual({ problem, format: '' })
})

test('content that unpacks to gigabytes does not fill the memory', async () => {
  // Blocks that end with a flush can be repeated.
  const block = deflateRawSync(Buffer.alloc(16 * 1024 * 1024), { finishFlush: constants.Z_SYNC_FLUSH })
  const content = Buffer.concat([Buffer.of(0x78, 0x01), ...Array.from({ length: 90 }, () => block)])
  const before = process.memoryUsage().rss
  expect(await read(pngOf([{ width: 4, height: 4 }], content))).toEqual({ problem: 'damaged', format: '' })
  expect(process.memoryUsage().rss - before).toBeLessThan(1_100_000_000)
})

test.each([
  ['a PNG', pictureOf(address, { scale: 2 })],
  ['a JPEG', readFileSync(`${folder}/shadow.jpg`)],
])('reading %s ends and throws nothing, whatever is damaged in it', async (_, whole) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), async (at, byte, end) => {
      const damaged = Buffer.from(whole)
      damaged[at] = byte
      const found = await read(damaged.subarray(0, Math.max(at, end)))
      if ('texts' in found) expect(found.texts).toEqual([address])
    }),
    { numRuns: runs(25) },
  )
})
