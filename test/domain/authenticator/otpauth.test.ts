import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { chooseOffered, whoIsNamed } from '../../../src/domain/authenticator/choice.ts'
import {
  judgeOffered,
  type OfferedTotp,
  offeredSecret,
  otpauthOf,
  parseBase32,
  parseOtpauth,
} from '../../../src/domain/authenticator/otpauth.ts'
import { type TotpKey, totpAlgorithms, totpDigits } from '../../../src/domain/model/totp-key.ts'
import { refusal, shop } from '../samples.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const problemOf = (work: () => unknown): unknown => {
  const { code, details } = refusal(work)
  expect(code).toBe('totp-refused')
  return 'problem' in details ? details.problem : undefined
}

describe('a secret in base32', () => {
  it.each([
    ['as Instagram shows it', 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ'],
    ['in lower case, with dashes', 'gezd-gnbv-gy3t-qojq-gezd-gnbv-gy3t-qojq'],
    ['in full-width letters', 'ＧＥＺＤＧＮＢＶＧＹ３ＴＱＯＪＱ　ＧＥＺＤＧＮＢＶＧＹ３ＴＱＯＪＱ'],
    ['with what nobody sees in it', `\u200bGEZDGNBVGY3TQOJQ\u00adGEZDGNBVGY3TQOJQ\ufeff`],
    ['with padding', `${secret}======`],
  ])('is read %s', (_, text) => {
    expect(parseBase32(text)).toBe(secret)
  })

  it('may be of 80 bits, and of any length whose end is whole', () => {
    expect(parseBase32('JBSWY3DPEHPK3PXP')).toBe('JBSWY3DPEHPK3PXP')
    // 26 letters are 128 bits and two that mean nothing: decoders that are strict want those to be zero.
    expect(parseBase32('JBSWY3DPEHPK3PXPJBSWY3DPEB')).toBe('JBSWY3DPEHPK3PXPJBSWY3DPEA')
  })

  it.each([
    ['', 'empty'],
    ['  - ', 'empty'],
    ['GEZDGNBVGY3TQ0JQGEZDGNBVGY3TQOJQ', 'digits-0-1-8-9'],
    ['1234 5678', 'digits-0-1-8-9'],
    ['ひみつ', 'no-base32'],
    ['https://example.com', 'no-base32'],
    ['JBSWY3DPEHPK3PX', 'too-short'],
    [secret.slice(1, 28), 'length'],
    ['A'.repeat(104), 'too-long'],
  ])('is refused where it cannot be one: %s', (text, problem) => {
    expect(problemOf(() => parseBase32(text))).toBe(problem)
  })

  it.each([
    ['padding and no end', `${'='.repeat(64 * 1024)}A`, 'no-base32'],
    ['accents out of order', `a${'\u0301\u0316'.repeat(32 * 1024)}`, 'no-base32'],
  ])('is refused at once where it is %s', (_, text, problem) => {
    const start = performance.now()
    expect(problemOf(() => parseBase32(text))).toBe(problem)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('is never named by a refusal', () => {
    const { details } = refusal(() => parseBase32(`${secret}01`))
    expect(JSON.stringify(details)).not.toContain('GEZD')
  })
})

describe('an otpauth address', () => {
  it('gives all that it says', () => {
    const address = `otpauth://totp/Instagram:shop?secret=${secret}&issuer=Instagram&algorithm=SHA256&digits=8&period=60`
    expect(judgeOffered(parseOtpauth(address))).toEqual({
      secret,
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'Instagram',
      label: 'shop',
    })
  })

  it('says little where it means what all mean', () => {
    expect(judgeOffered(parseOtpauth(`otpauth://totp/shop?secret=${secret}`))).toMatchObject({
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: '',
      label: 'shop',
    })
  })

  it('names its issuer by the label where nothing else does', () => {
    expect(parseOtpauth(`otpauth://totp/Instagram%3Ashop?secret=${secret}`)).toMatchObject({
      issuer: 'Instagram',
      label: 'shop',
    })
  })

  it.each([
    ['otpauth://hotp/x?counter=1&', 'hotp'],
    ['otpauth://steam/x?', 'address'],
    ['otpauth://totp/%E0%A4%A?', 'address'],
    ['otpauth://totp/x?secret=AAAA&', 'address'],
    ['otpauth://totp/x?algorithm=MD5&', 'algorithm'],
    ['otpauth://totp/x?digits=5&', 'digits'],
    ['otpauth://totp/x?digits=9&', 'digits'],
    ['otpauth://totp/x?period=14&', 'period'],
    ['otpauth://totp/x?period=121&', 'period'],
    ['otpauth://totp/x?period=30.5&', 'period'],
    ['otpauth://totp/x?period=1e2&', 'period'],
    ['http://totp/x?', 'address'],
  ])('is refused where no code could be computed from it: %s', (beginning, problem) => {
    expect(problemOf(() => judgeOffered(parseOtpauth(`${beginning}secret=${secret}`)))).toBe(problem)
  })

  it('takes each algorithm as it is written elsewhere', () => {
    for (const text of ['sha256', 'SHA-256', 'HmacSHA256'])
      expect(judgeOffered({ ...offeredSecret(secret), algorithm: text }).algorithm).toBe('SHA256')
  })
})

test('what is drawn for the next phone is read as the same key', () => {
  const keys = fc.record({
    secret: fc.constantFrom(secret, 'JBSWY3DPEHPK3PXP'),
    algorithm: fc.constantFrom(...totpAlgorithms),
    digits: fc.constantFrom(...totpDigits),
    period: fc.integer({ min: 15, max: 120 }),
    issuer: fc.constantFrom('Instagram', 'Instagram & co: 店'),
    label: fc.constant('shop'),
  })
  fc.assert(
    fc.property(keys, (key: TotpKey) => {
      expect(judgeOffered(parseOtpauth(otpauthOf(key, 'shop')))).toEqual(key)
    }),
  )
})

describe('of the entries that are handed in', () => {
  const entry = (issuer: string, label: string, more: Partial<OfferedTotp> = {}): OfferedTotp => ({
    ...offeredSecret(secret),
    issuer,
    label,
    ...more,
  })
  const ours = entry('Instagram', 'shop')
  const bank = entry('Bank', 'shop')

  it('the only one is taken, whatever it is called', () => {
    expect(chooseOffered([bank], shop)).toEqual({ only: bank })
  })

  it("Instagram's with the account's name is taken among others", () => {
    expect(chooseOffered([bank, entry('Instagram', 'cafe'), ours], shop)).toEqual({ only: ours })
    const prefixed = entry('Instagram', 'Instagram:@Shop')
    expect(chooseOffered([bank, prefixed], shop)).toEqual({ only: prefixed })
  })

  it("somebody has to choose where none or two fit, Instagram's first", () => {
    const cafe = entry('Instagram', 'cafe')
    expect(chooseOffered([bank, cafe], shop)).toEqual({ among: [cafe, bank] })
    const other = entry('Instagram', 'shop', { secret: 'JBSWY3DPEHPK3PXP' })
    expect(chooseOffered([ours, other], shop)).toEqual({ among: [ours, other] })
  })

  it("the only one of Instagram's needs no name among other services'", () => {
    const unnamed = entry('Instagram', '')
    expect(chooseOffered([bank, unnamed], shop)).toEqual({ only: unnamed })
    const cafe = entry('Instagram', 'cafe')
    expect(chooseOffered([bank, unnamed, cafe], shop)).toEqual({ among: [unnamed, cafe, bank] })
  })

  it('one that is in two pictures is one', () => {
    expect(chooseOffered([bank, { ...bank }], shop)).toEqual({ only: bank })
  })

  it('those that count logins are skipped', () => {
    const counting = entry('Instagram', 'shop', { type: 'hotp' })
    expect(chooseOffered([counting, bank], shop)).toEqual({ only: bank })
    expect(problemOf(() => chooseOffered([counting], shop))).toBe('hotp')
    expect(problemOf(() => chooseOffered([], shop))).toBe('empty')
  })

  it.each([
    ['Instagram', 'shop', 'this'],
    ['', '@SHOP', 'this'],
    ['Instagram', 'Instagram:shop', 'this'],
    ['', '', 'nobody'],
    ['Instagram', '', 'nobody'],
    ['Instagram', 'cafe', 'another-account'],
    ['Bank', 'shop', 'another-service'],
  ])('“%s · %s” is of %s', (issuer, label, named) => {
    expect(whoIsNamed(entry(issuer, label), shop)).toBe(named)
  })
})
