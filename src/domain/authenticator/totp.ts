/**
 * The authenticator of an account, where somebody chose to keep it in the vault: RFC 6238, one secret for each.
 *
 * The secret stands outside the events, as a code's digits do, in a member of the payload of its own: an igcodes that does not know
 * it keeps it.
 */
import { UserError } from '../../errors.ts'
import { requireAccount, totpRemovals } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { TotpId } from '../model/ids.ts'
import type { Account, State, StoredTotp } from '../model/state.ts'
import type { TotpKey } from '../model/totp-key.ts'
import type { Handle } from '../text/handle.ts'

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
