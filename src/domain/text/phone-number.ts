/** Telephone numbers as people write them. A person calls them; no program dials them. */
import { UserError } from '../../errors.ts'
import { dash, invisible, mayHoldCode } from './code-shape.ts'

/**
 * Normalizes the spelling: `０９０　1234　5678` and `090 1234 5678` become `090-1234-5678`.
 *
 * @throws UserError `bad-phone`; `text-holds-code` if it could be a backup code
 */
export function parsePhoneNumber(text: string): string {
  const number = phoneNumberOf(text)
  if (number !== undefined) return number
  throw mayHoldCode(text) ? new UserError('text-holds-code') : new UserError('bad-phone', { phone: text.slice(0, 40) })
}

/** @returns undefined for other text, and for text that could be a backup code */
export function phoneNumberOf(text: string): string | undefined {
  const normal = text.replace(invisible, '').normalize('NFKC').trim()
  const number = normal
    .replaceAll(anyDash, '-')
    .replaceAll(/[\s-]+/gu, '-')
    .replaceAll(/-?([()])-?/g, '$1')
  const digits = digitsIn(number)
  const isNumber = shape.test(number) && digits >= minDigits && digits <= maxDigits
  return isNumber && !looksLikeCode(normal) ? number : undefined
}

/**
 * Whether a number looks like a landline of Japan, which gets no SMS. Numbers of other countries can look the same only in part: their
 * mobile numbers that begin with 04, 06 or 07 are grouped differently.
 */
export function looksLikeLandline(text: string): boolean {
  const groups = text
    .replace(/^\+81-?\(?0?\)?-?/, '0')
    .split(/[-()]+/)
    .filter(Boolean)
  const digits = groups.join('')
  if (!/^0[1-9]\d{8}$/.test(digits) || /^0[256789]0/.test(digits)) return false
  return groups.length === 1 ? !/^0[467]/.test(digits) : groups.length === 3 && groups.at(-1)?.length === 4
}

/** The digits alone, for comparing spellings: a number of Japan begins with 0 in both of its forms. */
export function dialled(text: string): string {
  return digitsOnly(text.replace(/^\+81-?\(?0?\)?-?/, '0'))
}

function digitsOnly(text: string): string {
  return text.replaceAll(/\D/g, '')
}

const anyDash = new RegExp(`[${dash}]`, 'gu')
const shape = /^\+?[0-9()]+(?:-[0-9()]+)*$/
/** In digits: from an extension to more than any network has. */
const [minDigits, maxDigits] = [5, 20]

/**
 * The last eight digits of `090 1234 5678` look like a code. But it begins like a phone number, and has more digits than one code and
 * fewer than two.
 */
function looksLikeCode(text: string): boolean {
  const digits = digitsIn(text)
  const isNumber = /^\(?[+0]/.test(text) && digits > 8 && digits < 16
  return mayHoldCode(text) && !isNumber
}

function digitsIn(text: string): number {
  return text.match(/\d/g)?.length ?? 0
}
