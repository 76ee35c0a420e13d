/** Adds, renames and removes accounts. */
import { UserError } from '../../errors.ts'
import { findAccount, idFor, requireAccount, totpRemovals } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import { type Account, idsOf, type State } from '../model/state.ts'
import { type Handle, isHandle, requireAllowed } from '../text/handle.ts'

/** @throws UserError `account-exists`, `bad-handle` */
export function addAccount(state: State, handle: Handle): Decision {
  if (findAccount(state, handle)) throw new UserError('account-exists', { account: handle })
  requireAllowed(handle)
  return { facts: [{ type: 'account-added', account: idFor(state, handle), handle }] }
}

/** @throws UserError `unknown-account`, `account-exists`, `bad-handle` */
export function renameAccount(state: State, from: Handle, to: Handle): Decision {
  const account = requireAccount(state, from)
  requireAllowed(to)
  if (findAccount(state, to)) throw new UserError('account-exists', { account: to })
  return { facts: [{ type: 'account-renamed', account: account.id, handle: to, ...renamedFrom(account) }] }
}

/** Not the name of one of two that share it, which is only shown so. */
function renamedFrom({ handle }: Account): { readonly from?: Handle } {
  return isHandle(handle) ? { from: handle } : {}
}

/**
 * Removes an account, its digits, its authenticator and its links. The history stays, so that a used code cannot come back with the
 * account. What another machine stored meanwhile keeps the account, with its links.
 *
 * @throws UserError `unknown-account`
 */
export function removeAccount(state: State, handle: Handle): Decision {
  const { id, sets } = requireAccount(state, handle)
  const codes = [...new Set(sets.flatMap(set => set.codes))]
  return {
    facts: [...totpRemovals(state, id), { type: 'account-removed', account: id, sets: sets.flatMap(idsOf), codes }],
  }
}
