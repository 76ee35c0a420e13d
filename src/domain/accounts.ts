/** Rules about accounts: find, add, rename, remove. */
import { UserError } from '../errors.ts'
import type { Decision } from './decision.ts'
import type { AccountId, Fact } from './events.ts'
import type { Account, State } from './fold.ts'
import type { Handle } from './handle.ts'
import { nearest } from './nearest.ts'
import { keysOf } from './registry-links.ts'
import { totpRemovals } from './totp-record.ts'

export function accountsByHandle(state: State): readonly Account[] {
  return [...state.accounts.values()].toSorted((a, b) => (a.handle < b.handle ? -1 : 1))
}

export function findAccount(state: State, handle: Handle): Account | undefined {
  return [...state.accounts.values()].find(account => account.handle === handle)
}

/** @throws UserError `unknown-account`, with the handles that are spelled most alike */
export function requireAccount(state: State, handle: Handle): Account {
  const account = findAccount(state, handle)
  if (account) return account
  const handles = accountsByHandle(state).map(account => account.handle)
  throw new UserError('unknown-account', { account: handle, nearest: nearest(handle, handles) })
}

/** @throws UserError `account-exists` */
export function addAccount(state: State, handle: Handle): Decision {
  if (findAccount(state, handle)) throw new UserError('account-exists', { account: handle })
  return { facts: [{ type: 'account-added', account: idFor(state, handle), handle }] }
}

/** @throws UserError `unknown-account`, `account-exists` */
export function renameAccount(state: State, from: Handle, to: Handle): Decision {
  const account = requireAccount(state, from)
  if (findAccount(state, to)) throw new UserError('account-exists', { account: to })
  return { facts: [{ type: 'account-renamed', account: account.id, handle: to }] }
}

/**
 * Removes an account, its digits and its authenticator. The history stays as a tombstone, so that a code that was used cannot come back
 * with the account. What served it serves it no more.
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

/** The id of an account that comes into the vault as `handle`: see AccountId. */
export function idFor(state: State, handle: Handle): AccountId {
  for (let n = 1; ; n++) {
    const id = n === 1 ? handle : `${handle}~${n}`
    if (!state.accounts.has(id)) return id
  }
}
