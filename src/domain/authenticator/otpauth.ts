/**
 * Reads an authenticator's secret: base32 as people type it, or the address in the QR code (otpauth://, Google Authenticator's "Key Uri
 * Format"). Strict: a wrong guess would give codes that fail when they are needed.
 */
import { type TotpProblem, UserError } from '../../errors.ts'
import {
  isPeriod,
  type TotpAlgorithm,
  type TotpDigits,
  type TotpKey,
  totpAlgorithms,
  totpDigits,
} from '../model/totp-key.ts'
import { dash, invisible, normalized } from '../text/code-shape.ts'

/** RFC 4226, section 4, requires 128, but some services issue 80. */
const minBits = 80
/** The limit of otplib, and more than any service issues. */
const maxBits = 512

/** An entry as it was read, not yet checked. */
export interface OfferedTotp {
  readonly type: string
  readonly secret: string
  readonly issuer: string
  readonly label: string
  readonly algorithm: string
  readonly digits: string
  readonly period: string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * Reads base32 in any case, with spaces and dashes, also in full-width letters.
 *
 * @returns upper case, without padding, with zeros for the unused bits of the last letter, which every decoder accepts
 * @throws UserError `totp-refused`
 */
export function parseBase32(text: string): string {
  const normal = normalize(text)
    .replaceAll(new RegExp(`[\\s${dash}]`, 'gu'), '')
    .replace(/(?<!=)=+$/, '')
    .toUpperCase()
  if (normal === '') throw refused('empty')
  if (!/^[A-Z2-7]+$/.test(normal)) throw refused(/^[A-Z0-9]+$/.test(normal) ? 'digits-0-1-8-9' : 'no-base32')
  const spare = (normal.length * 5) % 8
  if (spare >= 5) throw refused('length', String(normal.length))
  const bits = normal.length * 5 - spare
  if (bits < minBits) throw refused('too-short', String(bits))
  if (bits > maxBits) throw refused('too-long', String(bits))
  const last = alphabet.indexOf(normal.slice(-1))
  return normal.slice(0, -1) + alphabet.charAt((last >> spare) << spare)
}

/** @throws UserError `totp-refused` */
export function parseOtpauth(text: string): OfferedTotp {
  const url = urlOf(normalize(text).trim())
  const parameters = url?.searchParams
  if (url?.protocol !== 'otpauth:' || !parameters) throw refused('address')
  if (['secret', 'algorithm', 'digits', 'period'].some(name => parameters.getAll(name).length > 1))
    throw refused('address')
  const name = decoded(url.pathname.replace(/^\/+/, ''))
  const parameter = (name: string, otherwise: string): string => parameters.get(name) ?? otherwise
  const issuer = parameters.get('issuer') ?? (name.includes(':') ? name.slice(0, name.indexOf(':')) : '')
  return {
    type: url.hostname.toLowerCase(),
    secret: parameter('secret', ''),
    issuer: issuer.trim(),
    // The label repeats the issuer, before a colon.
    label: (name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name).trim(),
    algorithm: parameter('algorithm', 'SHA1'),
    digits: parameter('digits', '6'),
    period: parameter('period', '30'),
  }
}

/** A typed secret, with the default values of all authenticators. */
export function offeredSecret(text: string): OfferedTotp {
  return { type: 'totp', secret: text, issuer: '', label: '', algorithm: 'SHA1', digits: '6', period: '30' }
}

/** @throws UserError `totp-refused` for values that RFC 6238 or this program does not support */
export function judgeOffered(offered: OfferedTotp): TotpKey {
  if (offered.type === 'hotp') throw refused('hotp')
  if (offered.type !== 'totp') throw refused('address')
  const period = Number(offered.period)
  if (!/^\d{1,4}$/.test(offered.period) || !isPeriod(period)) throw refused('period', cutName(offered.period))
  return {
    secret: parseBase32(offered.secret),
    algorithm: algorithmOf(offered.algorithm),
    digits: digitsOf(offered.digits),
    period,
    issuer: cutName(offered.issuer),
    label: cutName(offered.label),
  }
}

/** The address for another phone's camera. Short, because every character makes the QR code larger. */
export function otpauthOf({ secret, algorithm, digits, period, issuer }: TotpKey, label: string): string {
  // encodeURIComponent throws on a lone surrogate.
  const name = issuer.replaceAll(/\p{Cs}/gu, '') || 'Instagram'
  const parameters = [
    `secret=${secret}`,
    `issuer=${encodeURIComponent(name)}`,
    ...(algorithm === 'SHA1' ? [] : [`algorithm=${algorithm}`]),
    ...(digits === 6 ? [] : [`digits=${digits}`]),
    ...(period === 30 ? [] : [`period=${period}`]),
  ]
  return `otpauth://totp/${encodeURIComponent(name)}:${encodeURIComponent(label)}?${parameters.join('&')}`
}

export function refused(problem: TotpProblem, found = ''): UserError {
  return new UserError('totp-refused', { problem, found })
}

function algorithmOf(text: string): TotpAlgorithm {
  const normal = text.toUpperCase().replace(/^HMAC|[-_ ]/g, '')
  const found = totpAlgorithms.find(one => one === normal)
  if (found === undefined) throw refused('algorithm', cutName(text))
  return found
}

function digitsOf(text: string): TotpDigits {
  const found = totpDigits.find(one => String(one) === text)
  if (found === undefined) throw refused('digits', cutName(text))
  return found
}

/** A name from a QR code can have any length. */
function cutName(text: string): string {
  return [...text].slice(0, 80).join('')
}

function normalize(text: string): string {
  return normalized(text.replaceAll(invisible, ''))
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw refused('address')
  }
}
