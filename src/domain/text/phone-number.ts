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
