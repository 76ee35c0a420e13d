/** The vectors of RFC 6238, appendix B, and of RFC 4226, appendix D; and the search for a clock that is off. */
import { ScureBase32Plugin } from 'otplib'
import { describe, expect, it, test } from 'vitest'
import { codeAt, stepsAhead } from '../../src/authenticator/one-time-code.ts'
import { parseBase32 } from '../../src/domain/authenticator/otpauth.ts'
import type { TotpAlgorithm, TotpKey } from '../../src/domain/model/totp-key.ts'

/** The RFC's seeds are these digits over and over, as long as the hash. */
function keyOf(algorithm: TotpAlgorithm, length: number, digits: 6 | 8): TotpKey {
  const seed = new TextEncoder().encode('1234567890'.repeat(7).slice(0, length))
  const secret = parseBase32(new ScureBase32Plugin().encode(seed))
  return { secret, algorithm, digits, period: 30, issuer: '', label: '' }
}

const keys = { SHA1: keyOf('SHA1', 20, 8), SHA256: keyOf('SHA256', 32, 8), SHA512: keyOf('SHA512', 64, 8) }

test.each([
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
])('RFC 6238, appendix B, at %i seconds', (seconds, sha1, sha256, sha512) => {
  expect(codeAt(keys.SHA1, seconds)).toBe(sha1)
  expect(codeAt(keys.SHA256, seconds)).toBe(sha256)
  expect(codeAt(keys.SHA512, seconds)).toBe(sha512)
})

const hotp = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')

test.each(hotp.map((code, counter) => [counter, code] as const))(
  'RFC 4226, appendix D, at the counter %i',
  (counter, code) => {
    const key = keyOf('SHA1', 20, 6)
    expect(codeAt(key, counter * key.period)).toBe(code)
    expect(codeAt(key, counter * key.period + 29)).toBe(code)
  },
)

it('computes with the shortest secret that is taken, and with other periods', () => {
  const key: TotpKey = { ...keyOf('SHA1', 20, 6), secret: 'JBSWY3DPEHPK3PXP' }
  expect(codeAt(key, 0)).toBe('282760')
  expect(codeAt({ ...key, period: 60 }, 119)).toBe(codeAt(key, 30))
})

describe('a code from another clock', () => {
  const key = keyOf('SHA1', 20, 6)
  const now = 1_800_000_000

  it.each([0, 1, -1, 5, -7, 10, -10])('that is %i steps ahead is recognized', steps => {
    expect(stepsAhead(key, now, codeAt(key, now + steps * 30))).toBe(steps)
  })

  it.each([11, -11, 500])('that is %i steps ahead is not: no clock near shows it', steps => {
    expect(stepsAhead(key, now, codeAt(key, now + steps * 30))).toBeUndefined()
  })

  it('is not looked for before 1970', () => {
    expect(stepsAhead(key, 0, '000000')).toBeUndefined()
  })
})
