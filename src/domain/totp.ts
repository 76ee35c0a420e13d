/**
 * The authenticator of an account, where somebody chose to keep it in the vault: RFC 6238, one secret for each.
 *
 * The secret stands outside the events, as a code's digits do, in a member of the payload of its own: an igcodes that does not know
 * it keeps it.
 */
import { UserError } from '../errors.ts'
import { requireAccount } from './accounts.ts'
import type { Decision } from './decision.ts'
import type { TotpId } from './events.ts'
import type { Account, State } from './fold.ts'
import type { Handle } from './handle.ts'
import { isObject } from './json-object.ts'
import { type StoredTotp, totpRemovals } from './totp-record.ts'

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

/** The one that is used, newest last: two machines apart can each have stored one. */
export function totpsOf(state: State, account: Account): readonly StoredTotp[] {
  return state.totps.get(account.id) ?? []
}

/** @throws UserError `unknown-account`, `no-totp` */
export function requireTotp(state: State, handle: Handle): StoredTotp {
  const account = requireAccount(state, handle)
  const stored = totpsOf(state, account).at(-1)
  if (!stored) throw new UserError('no-totp', { account: account.handle })
  return stored
}

/**
 * Stores an account's authenticator; what was stored for it before goes, with its secret.
 *
 * @throws UserError `unknown-account`
 */
export function addTotp(state: State, handle: Handle, id: TotpId, key: TotpKey): Decision {
  const account = requireAccount(state, handle)
  return {
    facts: [...totpRemovals(state, account.id), { type: 'totp-added', account: account.id, totp: id }],
    totps: new Map([[id, key]]),
  }
}

/** @throws UserError `unknown-account`, `no-totp` */
export function removeTotp(state: State, handle: Handle): Decision {
  requireTotp(state, handle)
  return { facts: totpRemovals(state, requireAccount(state, handle).id) }
}
