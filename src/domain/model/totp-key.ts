import { isObject } from '../text/json.ts'

export const totpAlgorithms = ['SHA1', 'SHA256', 'SHA512'] as const
export type TotpAlgorithm = (typeof totpAlgorithms)[number]

export const totpDigits = [6, 7, 8] as const
export type TotpDigits = (typeof totpDigits)[number]

const periods = { min: 15, max: 120 } as const

/** What a one-time code is computed from. */
export interface TotpKey {
  /** Base32 (RFC 4648) in upper case, without padding. */
  readonly secret: string
  readonly algorithm: TotpAlgorithm
  readonly digits: TotpDigits
  /** In seconds. */
  readonly period: number
  /** As the key names it: `Instagram`. May be empty. */
  readonly issuer: string
  /** The account, as the key names it. May be empty. */
  readonly label: string
}

/** @returns undefined for another shape, which a newer igcodes may have stored */
export function parseTotpKey(value: unknown): TotpKey | undefined {
  if (!isObject(value)) return undefined
  const { secret, algorithm, digits, period, issuer, label } = value
  const known = totpAlgorithms.find(one => one === algorithm)
  const length = totpDigits.find(one => one === digits)
  if (typeof secret !== 'string' || !/^[A-Z2-7]+$/.test(secret)) return undefined
  if (known === undefined || length === undefined || !isPeriod(period)) return undefined
  if (typeof issuer !== 'string' || typeof label !== 'string') return undefined
  return { secret, algorithm: known, digits: length, period, issuer, label }
}

export function isPeriod(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= periods.min && Number(value) <= periods.max
}
