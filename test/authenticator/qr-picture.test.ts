import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it, test } from 'vitest'
import { readPicture } from '../../src/authenticator/qr-picture.ts'
import { bomb, pictureOf, pngOf, screenWith } from './pictures.ts'

const address = 'otpauth://totp/Instagram:shop_tokyo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Instagram'

test('a small picture with thousands of corners is given up in seconds, as one without a code', () => {
  expect(readPicture(bomb())).toEqual({ problem: 'no-qr' })
}, 60_000)

describe('a QR code is read', () => {
  it('from a screenshot', () => {
    expect(readPicture(pictureOf(address))).toEqual({ text: address })
  })

  it('from a picture with a see-through ground', () => {
    expect(readPicture(pictureOf(address, { clear: true }))).toEqual({ text: address })
  })

  it('from a corner of a large screen', () => {
    expect(readPicture(screenWith(address))).toEqual({ text: address })
  })

  it('from bytes that stand within others', () => {
    const around = Buffer.concat([Buffer.alloc(3), pictureOf(address)])
    expect(readPicture(around.subarray(3))).toEqual({ text: address })
  })
})

test.each([
  ['nothing at all', Buffer.alloc(0), 'no-png'],
  ['a text', Buffer.from('GEZDGNBVGY3TQOJQ'), 'no-png'],
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'jpeg'],
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
  [
    'an interlaced picture, which would be unpacked without a limit',
    pngOf([{ width: 4, height: 4, interlace: 1 }], deflateSync(Buffer.alloc(1_000_000))),
    'interlaced',
  ],
  [
    'content that unpacks to more than its size',
    pngOf([{ width: 4, height: 4 }], deflateSync(Buffer.alloc(50_000_000))),
    'damaged',
  ],
  ['content that is cut off', pictureOf(address).subarray(0, 300), 'damaged'],
  ['a white picture', PNG.sync.write(new PNG({ width: 200, height: 200, fill: true })), 'no-qr'],
])('%s gives a reason, quickly', (_, bytes, problem) => {
  const started = performance.now()
  expect(readPicture(bytes)).toEqual({ problem })
  expect(performance.now() - started).toBeLessThan(3_000)
})

test('whatever is damaged in a picture, reading it ends and throws nothing', () => {
  const whole = pictureOf(address, { scale: 2 })
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, end) => {
      const damaged = Buffer.from(whole)
      damaged[at] = byte
      readPicture(damaged.subarray(0, Math.max(at, end)))
    }),
    { numRuns: 200 },
  )
})
