/** Adds, renames and removes accounts. */
import { UserError } from '../../errors.ts'
import { findAccount, idFor, requireAccount, totpRemovals } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { keysOf } from '../registry/links.ts'
import { type Handle, requireAllowed } from '../text/handle.ts'

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
  return { facts: [{ type: 'account-renamed', account: account.id, handle: to }] }
}

/**
 * Removes an account, its digits, its authenticator and its links. The history stays, so that a used code cannot come back with the
 * account.
 *
 * @throws UserError `unknown-account`
 */
export function removeAccount(state: State, handle: Handle): Decision {
  const account = requireAccount(state, handle)
  const { id, sets } = account
  const { factors, places } = keysOf(state.registry, id)
  return {
    facts: [
      ...totpRemovals(state, id),
      { type: 'account-removed', account: id, sets: sets.map(set => set.id) },
      ...factors.map(({ id: factor }): Fact => ({ type: 'factor-unlinked', factor, accounts: [id] })),
      ...places.map(({ id: place }): Fact => ({ type: 'place-unlinked', place, accounts: [id] })),
    ],
  }
}
