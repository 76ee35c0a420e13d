import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode } from '../../src/envelope/base64url.ts'

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
})
