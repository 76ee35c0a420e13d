import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { open, openLong, seal } from '../../src/envelope/xchacha20poly1305.ts'
import { countingRandom, utf8 } from './samples.ts'

const BORDER = 1024
const NODE = -1
const NOBLE = Number.POSITIVE_INFINITY

const locks = fc.record({
  key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  nonce: fc.uint8Array({ minLength: 24, maxLength: 24 }),
  aad: fc.uint8Array({ maxLength: 200 }),
})

const counting = countingRandom()
const lock = { key: counting(32), nonce: counting(24), aad: utf8('header') }

function openWhole(sealed: Uint8Array, params: typeof lock, from = openLong): Uint8Array | undefined {
  const pieces = from(sealed, params)
  return pieces && new Uint8Array(Buffer.concat(pieces))
}

test('a long text is opened in pieces of 72 KiB', () => {
  const pieces = openLong(seal(new Uint8Array(150 * 1024), lock), lock)
  expect(pieces?.map(piece => piece.length)).toEqual([72 * 1024, 72 * 1024, 6 * 1024])
})

describe.each([
  ['noble', NOBLE, open],
  ['Node', NODE, (sealed: Uint8Array, params: typeof lock) => openWhole(sealed, params)],
])('with %s', (_, border, open) => {
  test('the example of the XChaCha draft (appendix A.3.1) comes out', () => {
    const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
    const sealed = seal(
      utf8(
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
      ),
      {
        key: hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
        nonce: hex('404142434445464748494a4b4c4d4e4f5051525354555657'),
        aad: hex('50515253c0c1c2c3c4c5c6c7'),
      },
      border,
    )
    expect(Buffer.from(sealed).toString('hex')).toMatch(
      /^bd6d179d3e83d43b9576579493c0e939.*c0875924c1c7987947deafd8780acf49$/,
    )
  })

  test('a changed byte anywhere does not open', () => {
    const sealed = seal(utf8('plaintext'), lock, border)
    for (const at of sealed.keys()) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
      expect(open(changed, lock)).toBeUndefined()
    }
    expect(open(sealed, { ...lock, aad: utf8('headeR') })).toBeUndefined()
    expect(open(sealed.subarray(0, 15), lock)).toBeUndefined()
    expect(open(new Uint8Array(), lock)).toBeUndefined()
  })

  test('a key or nonce of another length is a bug, not a refusal', () => {
    expect(() => open(new Uint8Array(32), { ...lock, key: new Uint8Array(31) })).toThrow(RangeError)
    expect(() => seal(new Uint8Array(32), { ...lock, nonce: new Uint8Array(12) }, border)).toThrow(RangeError)
  })
})

test('Node and noble seal the same bytes and open what the other sealed', () => {
  fc.assert(
    fc.property(locks, fc.uint8Array({ maxLength: 2000 }), (lock, plaintext) => {
      const sealed = seal(plaintext, lock, NOBLE)
      expect(seal(plaintext, lock, NODE)).toEqual(sealed)
      expect(openWhole(sealed, lock)).toEqual(plaintext)
      expect(open(sealed, lock)).toEqual(plaintext)
    }),
  )
})

const pieceLength = 72 * 1024

test.each([0, pieceLength - 1, pieceLength, pieceLength + 1, 2 * pieceLength + 5])('%d bytes open in pieces', size => {
  const plaintext = countingRandom()(size)
  const sealed = seal(plaintext, lock, NOBLE)
  expect(Buffer.compare(openWhole(sealed, lock) ?? new Uint8Array(1), plaintext)).toBe(0)
  const changed = Uint8Array.from(sealed, (byte, at) => (at === size ? byte ^ 1 : byte))
  expect(openWhole(changed, lock)).toBeUndefined()
})

test.each([BORDER - 1, BORDER, BORDER + 1, BORDER + 16, 3 * BORDER])('%d bytes: the border does not show', size => {
  const plaintext = countingRandom()(size)
  const sealed = seal(plaintext, lock)
  expect(Buffer.compare(sealed, seal(plaintext, lock, NOBLE))).toBe(0)
  expect(Buffer.compare(open(sealed, lock) ?? new Uint8Array(), plaintext)).toBe(0)
})

describe('where OpenSSL has no ChaCha20 (FIPS)', () => {
  afterEach(() => {
    vi.doUnmock('node:crypto')
    vi.resetModules()
  })

  test('noble seals and opens large payloads too', async () => {
    vi.doMock('node:crypto', async original => {
      const refuse = () => {
        throw new Error('unsupported')
      }
      const crypto = await original<typeof import('node:crypto')>()
      return { ...crypto, getCiphers: () => ['aes-256-gcm'], createCipheriv: refuse, createDecipheriv: refuse }
    })
    vi.resetModules()
    const fips = await import('../../src/envelope/xchacha20poly1305.ts')

    const plaintext = new Uint8Array(BORDER + 1)
    const sealed = fips.seal(plaintext, lock)
    expect(Buffer.compare(sealed, seal(plaintext, lock))).toBe(0)
    expect(openWhole(sealed, lock, fips.openLong)).toEqual(plaintext)
  })
})
