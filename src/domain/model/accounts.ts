import { UserError } from '../../errors.ts'
import type { Handle } from '../text/handle.ts'
import { nearest } from '../text/nearest.ts'
import type { Fact } from './events.ts'
import type { AccountId } from './ids.ts'
import type { Account, State } from './state.ts'

export function accountsByHandle(state: State): readonly Account[] {
  return [...state.accounts.values()].toSorted((a, b) => (a.handle < b.handle ? -1 : 1))
}

/** A command asks for the same account several times, and a review for hundreds: the look-up is made once per state. */
const indexes = new WeakMap<State['accounts'], ReadonlyMap<Handle, Account>>()

export function findAccount({ accounts }: State, handle: Handle): Account | undefined {
  let index = indexes.get(accounts)
  if (index === undefined) {
    // Two accounts can have one handle after a merge: the first is meant, so it is set last.
    const all = [...accounts.values()].reverse()
    const others = all.flatMap(account => (account.otherName ? [[account.otherName, account] as const] : []))
    index = new Map([...others, ...all.map(account => [account.handle, account] as const)])
    indexes.set(accounts, index)
  }
  return index.get(handle)
}

/**
 * The account of a handle, or of the unique beginning of one.
 *
 * @throws UserError `unknown-account`, with the handles that begin so or are spelled most alike
 */
export function requireAccount(state: State, handle: Handle): Account {
  const account = findAccount(state, handle)
  if (account) return account
  const begun = longerThan(state, handle)
  const [only, ...more] = begun
  if (only && more.length === 0) return only
  const handles = (only ? begun : accountsByHandle(state)).map(account => account.handle)
  throw new UserError('unknown-account', {
    account: handle,
    nearest: only ? handles.slice(0, 10) : nearest(handle, handles),
  })
}

/** For an account that need not be in the vault: the handle that this is the unique beginning of, else the handle itself. */
export function completeHandle(state: State, handle: Handle): Handle {
  if (findAccount(state, handle)) return handle
  const [only, ...more] = longerThan(state, handle)
  return only && more.length === 0 ? only.handle : handle
}

/** The accounts whose handle begins so and goes on. */
export function longerThan(state: State, handle: Handle): readonly Account[] {
  return accountsByHandle(state).filter(account => account.handle !== handle && account.handle.startsWith(handle))
}

/** The id of a new account with this handle: see AccountId. */
export function idFor(state: State, handle: Handle): AccountId {
  for (let n = 1; ; n++) {
    const id = n === 1 ? handle : `${handle}~${n}`
    if (!state.accounts.has(id)) return id
  }
}

/** The facts that remove all authenticators of an account. */
export function totpRemovals({ totps }: State, account: AccountId): readonly Fact[] {
  return (totps.get(account) ?? []).map(({ id }) => ({ type: 'totp-removed', account, totp: id }))
}
