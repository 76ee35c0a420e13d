/** Telephone numbers as people write them down: to be called by a person, never dialled by a program. */
import { UserError } from '../../errors.ts'
import { dash, invisible, mayHoldCode } from './code-shape.ts'

/**
 * One spelling for the many: `０９０　1234　5678` and `090 1234 5678` are `090-1234-5678`.
 *
 * @throws UserError `bad-phone`; `text-holds-code` where it could be a backup code
 */
export function parsePhoneNumber(text: string): string {
  const number = phoneNumberOf(text)
  if (number !== undefined) return number
  throw mayHoldCode(text) ? new UserError('text-holds-code') : new UserError('bad-phone', { phone: text.slice(0, 40) })
}

/** Undefined where the text is something else, or could be a backup code. */
export function phoneNumberOf(text: string): string | undefined {
  const normal = text.replace(invisible, '').normalize('NFKC').trim()
  const number = normal
    .replaceAll(anyDash, '-')
    .replaceAll(/[\s-]+/gu, '-')
    .replaceAll(/-?([()])-?/g, '$1')
  const digits = digitsIn(number)
  const isNumber = shape.test(number) && digits >= fewest && digits <= most
  return isNumber && !looksLikeCode(normal) ? number : undefined
}

const anyDash = new RegExp(`[${dash}]`, 'gu')
const shape = /^\+?[0-9()]+(?:-[0-9()]+)*$/
/** From an extension to what no network goes beyond. */
const [fewest, most] = [5, 20]

/**
 * Of `090 1234 5678` the last eight digits look like a code. That it begins like a number, and has more digits than a code but
 * fewer than two, tells them apart.
 */
function looksLikeCode(text: string): boolean {
  const digits = digitsIn(text)
  const isNumber = /^\(?[+0]/.test(text) && digits > 8 && digits < 16
  return mayHoldCode(text) && !isNumber
}

function digitsIn(text: string): number {
  return text.match(/\d/g)?.length ?? 0
}
