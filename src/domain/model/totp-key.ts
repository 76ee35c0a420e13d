import { isObject } from '../text/json.ts'

export const totpAlgorithms = ['SHA1', 'SHA256', 'SHA512'] as const
export type TotpAlgorithm = (typeof totpAlgorithms)[number]

export const totpDigits = [6, 7, 8] as const
export type TotpDigits = (typeof totpDigits)[number]

const totpPeriods = { least: 15, most: 120 } as const

/** What a one-time code is computed from. */
export interface TotpKey {
  /** Base32 (RFC 4648) in upper case, without padding. */
  readonly secret: string
  readonly algorithm: TotpAlgorithm
  readonly digits: TotpDigits
  /** In seconds. */
  readonly period: number
  /** Whom it is for, by its own word: `Instagram`. May be empty. */
  readonly issuer: string
  /** Whose account it is, by its own word. May be empty. */
  readonly label: string
}

/** Undefined for what a newer igcodes stored in another shape. */
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
  return Number.isInteger(value) && Number(value) >= totpPeriods.least && Number(value) <= totpPeriods.most
}
