import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLikeLandline, parsePhoneNumber, phoneNumberOf } from '../../../src/domain/text/phone-number.ts'
import { refusal } from '../samples.ts'

describe('a telephone number', () => {
  test.each([
    ['090-1234-5678', '090-1234-5678'],
    ['090 1234 5678', '090-1234-5678'],
    ['０９０　１２３４　５６７８', '090-1234-5678'],
    ['090ー1234ー5678', '090-1234-5678'],
    [' 09012345678 ', '09012345678'],
    ['+81 90 1234 5678', '+81-90-1234-5678'],
    ['+44 (0)20 7946 0958', '+44(0)20-7946-0958'],
    ['(03) 1234 5678', '(03)1234-5678'],
    ['+65 6123 4567', '+65-6123-4567'],
    ['1 800 555 0199', '1-800-555-0199'],
    ['52017', '52017'],
  ])('%s is %s', (typed, number) => {
    expect(parsePhoneNumber(typed)).toBe(number)
    expect(parsePhoneNumber(number)).toBe(number)
  })

  test.each([
    ['', 'bad-phone'],
    ['110', 'bad-phone'],
    ['123456789012345678901', 'bad-phone'],
    ['sato@shop.example', 'bad-phone'],
    ['090-1234-567x', 'bad-phone'],
    ['090-1234-5678\u001b[2J', 'bad-phone'],
    ['1234 5678', 'text-holds-code'],
    ['12345678', 'text-holds-code'],
    ['0234 5678', 'text-holds-code'],
    ['+1234 5678', 'text-holds-code'],
    ['１２３４　５６７８', 'text-holds-code'],
    ['0123 4567 8901 2345', 'text-holds-code'],
    ['call 1234 5678', 'text-holds-code'],
  ])('%j is none: %s', (typed, code) => {
    expect(refusal(() => parsePhoneNumber(typed))).toMatchObject({ code })
    expect(phoneNumberOf(typed)).toBeUndefined()
  })

  test('is never one or two backup codes, however they are written', () => {
    const code = fc.stringMatching(/^[0-9]{8}$/)
    const gap = fc.constantFrom('', ' ', '-', '\u3000')
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 2 }), gap, (codes, gap) => {
        const text = codes.map(digits => digits.slice(0, 4) + gap + digits.slice(4)).join(' ')
        expect(phoneNumberOf(text)).toBeUndefined()
      }),
    )
  })
})

describe('a landline', () => {
  test.each(['03-1234-5678', '045-123-4567', '0466-12-3456', '0312345678', '(03)1234-5678', '+81-3-1234-5678'])(
    'is taken for one: %s',
    number => {
      expect(looksLikeLandline(number)).toBe(true)
    },
  )

  test.each([
    ['a mobile number', '090-1234-5678'],
    ['a mobile number', '070-1234-5678'],
    ['a mobile number', '+81-90-1234-5678'],
    ['an IP phone, of which some get SMS', '050-1234-5678'],
    ['a French mobile number', '06-12-34-56-78'],
    ['an Australian mobile number', '0412-345-678'],
    ['a British mobile number', '07700-900123'],
    ['another country', '+1-212-555-0100'],
    ['a name', 'the shop phone'],
  ])('is not taken for one: %s, %s', (_, number) => {
    expect(looksLikeLandline(number)).toBe(false)
  })
})
