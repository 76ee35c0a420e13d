import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/envelope/base64url.ts'
import { parseEntry, parseRequest, serializeEntry, serializeRequest } from '../../src/vault/agent-protocol.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const id = (length: number) => bytes(length).map(encode)
const key = bytes(32).map(array => Buffer.from(array))
const request = fc.oneof(
  fc.record({ type: fc.constant('get' as const), vault: id(16) }),
  fc.constant({ type: 'lock' as const }),
  fc.record({
    type: fc.constant('put' as const),
    vault: id(16),
    slot: id(8),
    seconds: fc.integer({ min: 1, max: 28_800 }),
    key,
  }),
)

describe('a request', () => {
  test('is read as it was written, and a part of one waits for the rest', () => {
    fc.assert(
      fc.property(request, fc.nat(), (sent, cut) => {
        const whole = serializeRequest(sent)
        expect(parseRequest(whole)).toEqual(sent)
        expect(parseRequest(whole.subarray(0, cut % whole.length))).toBe('incomplete')
        expect(parseRequest(Buffer.concat([whole, Buffer.from('x')]))).toBe('malformed')
      }),
    )
  })

  test('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), noise => void parseRequest(Buffer.from(noise))))
    fc.assert(fc.property(fc.json(), noise => void parseRequest(Buffer.from(`${noise}\n`))))
  })

  test('that does not end is too long', () => {
    expect(parseRequest(Buffer.alloc(1025, 'x'))).toBe('malformed')
  })

  test('has its own copy of the key, so that what it came in can be wiped', () => {
    const sent = {
      type: 'put',
      vault: encode(new Uint8Array(16)),
      slot: encode(new Uint8Array(8)),
      seconds: 1,
    } as const
    const whole = serializeRequest({ ...sent, key: Buffer.alloc(32, 7) })
    const read = parseRequest(whole)
    whole.fill(0)
    expect(read).toMatchObject({ key: Buffer.alloc(32, 7) })
  })
})

test('an entry is read as it was written; anything else is none', () => {
  fc.assert(
    fc.property(id(8), fc.nat(), key, (slot, until, key) => {
      expect(parseEntry(serializeEntry({ slot, until, key }))).toEqual({ slot, until, key })
    }),
  )
  expect(parseEntry(Buffer.from('{}\n'))).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array(), noise => void parseEntry(Buffer.from(noise))))
})
