import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesIn, decode, decodeLong, encode } from '../../src/envelope/base64url.ts'

test('any bytes come back', () => {
  fc.assert(fc.property(fc.uint8Array(), bytes => void expect(decode(encode(bytes))).toEqual(bytes)))
})

test('a text that decodes is the only text for its bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AZaz09-_+/= \n\u00e9') }), text => {
      const bytes = decode(text)
      if (bytes !== undefined) expect(encode(bytes)).toBe(text)
    }),
  )
})

test.each([
  ['padding', 'AA=='],
  ['the other alphabet', '+/+/'],
  ['a space', 'AA AA'],
  ['a line end', 'AAAA\n'],
  ['surplus bits', 'AB'],
  ['one character too many', 'AAAAA'],
  ['a letter outside ASCII', 'AAA\u00c1'],
  ['a letter that is cut to one of ours', '\u0141AAA'],
  ['half a surrogate pair', '\ud841AAA'],
])('%s is not canonical', (_, text) => {
  expect(decode(text)).toBeUndefined()
  expect(decodeLong(Buffer.from(text, 'latin1'))).toEqual(
    longer(decode(Buffer.from(text, 'latin1').toString('latin1'))),
  )
})

const characters = 'AEIMQUYcgkosw048Bz-_'

function longer(bytes: Uint8Array | undefined): Buffer | undefined {
  return bytes && Buffer.from(bytes)
}

describe('a long text, decoded in pieces,', () => {
  test('gives the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...characters, '+', '/', '=', ' ', '\n', '\u00c1'), maxLength: 12 }),
        text => {
          expect(decodeLong(Buffer.from(text, 'latin1'))).toEqual(longer(decode(text)))
        },
      ),
      { numRuns: 2000 },
    )
  })

  test.each([0, 1, 2, 3, 96 * 1024 - 1, 96 * 1024, 96 * 1024 + 1, 96 * 1024 + 2, 192 * 1024 + 3])(
    '%i bytes',
    length => {
      const text = Buffer.from(encode(new Uint8Array(length).fill(0xa7)))
      expect(decodeLong(text)?.equals(Buffer.alloc(length, 0xa7))).toBe(true)
      const place = Buffer.from(text)
      expect(decodeLong(place, place)?.equals(Buffer.alloc(length, 0xa7))).toBe(true)
      expect(bytesIn(text.length)).toBe(length)
      // Every kind of foreign character, at both ends and at the cut between two pieces.
      for (const at of new Set([0, 96 * 1024 - 1, 96 * 1024, text.length - 1]))
        for (const foreign of '+/= \n\u00c1') {
          if (at < 0 || at >= text.length) continue
          const changed = Buffer.from(text)
          changed.write(foreign, at, 'latin1')
          expect(decodeLong(changed)).toBeUndefined()
        }
      expect(decodeLong(Buffer.concat([text, Buffer.from('A'.repeat(5 - (text.length % 4)))]))).toBeUndefined()
    },
  )
})
