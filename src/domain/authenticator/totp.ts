/**
 * An account's authenticator (RFC 6238), if the user keeps it in the vault.
 *
 * Like the digits of codes, the secret is outside the events, in its own member of the payload. An igcodes that does not know the
 * member keeps it.
 */
import { UserError } from '../../errors.ts'
import { requireAccount, totpRemovals } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { TotpId } from '../model/ids.ts'
import type { Account, State, StoredTotp } from '../model/state.ts'
import type { TotpKey } from '../model/totp-key.ts'
import type { Handle } from '../text/handle.ts'

/** Newest last. Two replicas that are apart can each store one; the newest is used. */
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
 * Stores an account's authenticator, and removes the earlier one with its secret.
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
