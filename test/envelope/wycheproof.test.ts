/** Wycheproof: edge cases and known faults of other implementations (fixtures/wycheproof). */
import { readFileSync } from 'node:fs'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import { exchange } from '../../src/envelope/x25519.ts'
import { type AeadParams, open, openLong, seal } from '../../src/envelope/xchacha20poly1305.ts'

interface Case<Result extends string = 'valid' | 'invalid'> {
  readonly tcId: number
  readonly comment: string
  readonly result: Result
}

/** All tests of a file, each with what its group says of it. @throws if the file has not as many as it says */
function casesOf<T extends Case<string>, Group = object>(name: string): readonly (readonly [string, T & Group])[] {
  const file = new URL(`../../fixtures/wycheproof/${name}_test.json`, import.meta.url)
  const { numberOfTests, testGroups } = JSON.parse(readFileSync(file, 'utf8')) as {
    numberOfTests: number
    testGroups: readonly (Group & { tests: readonly T[] })[]
  }
  const cases = testGroups.flatMap(group => group.tests.map(one => ({ ...group, ...one })))
  if (cases.length !== numberOfTests) throw new Error(`${name}: ${cases.length} tests`)
  return cases.map(one => [`${one.tcId} ${one.comment}`, one] as const)
}

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (of: Uint8Array | undefined): string | undefined => of && Buffer.from(of).toString('hex')

describe('XChaCha20-Poly1305', () => {
  type Aead = Case & Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag', string>

  /** With noble, with Node's cipher, and as long texts are opened. */
  const sealers = [Number.POSITIVE_INFINITY, -1]
  const openers = [
    open,
    (sealed: Uint8Array, params: AeadParams) => {
      const pieces = openLong(sealed, params)
      return pieces && Buffer.concat(pieces)
    },
  ]

  test.each(casesOf<Aead>('xchacha20_poly1305'))('%s', (_, { key, iv, aad, msg, ct, tag, result }) => {
    const params = { key: bytes(key), nonce: bytes(iv), aad: bytes(aad) }
    const sealed = bytes(ct + tag)
    if (params.nonce.length !== 24) {
      for (const opener of openers) expect(() => opener(sealed, params)).toThrow(RangeError)
      for (const threshold of sealers) expect(() => seal(bytes(msg), params, threshold)).toThrow(RangeError)
      return
    }
    for (const opener of openers) expect(hex(opener(sealed, params))).toBe(result === 'valid' ? msg : undefined)
    if (result === 'valid')
      for (const threshold of sealers) expect(hex(seal(bytes(msg), params, threshold))).toBe(ct + tag)
  })
})

describe('X25519', () => {
  type Exchange = Case<'valid' | 'acceptable'> & Record<'public' | 'private' | 'shared', string>
  const zeros = '00'.repeat(32)

  test.each(casesOf<Exchange>('x25519'))('%s', (_, { private: secret, public: theirs, shared, result }) => {
    if (shared === zeros) expect(result).toBe('acceptable')
    expect(hex(exchange(bytes(secret), bytes(theirs)))).toBe(shared === zeros ? undefined : shared)
  })
})

test.each(casesOf<Case & Record<'key' | 'msg' | 'tag', string>, { tagSize: number }>('hmac_sha256'))(
  'HMAC-SHA-256 %s',
  (_, { key, msg, tag, tagSize, result }) => {
    const whole = hmac(sha256, bytes(key), bytes(msg))
    expect(hex(whole.subarray(0, tagSize / 8)) === tag).toBe(result === 'valid')
  },
)

test.each(casesOf<Case & Record<'ikm' | 'salt' | 'info' | 'okm', string> & { size: number }>('hkdf_sha256'))(
  'HKDF-SHA-256 %s',
  (_, { ikm, salt, info, size, okm, result }) => {
    const derive = () => hkdf(sha256, bytes(ikm), bytes(salt), bytes(info), size)
    if (result === 'invalid') expect(derive).toThrow()
    else expect(hex(derive())).toBe(okm)
  },
)
