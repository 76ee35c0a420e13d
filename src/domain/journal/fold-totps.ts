/**
 * Folds the events of authenticators. A removal wins over events from other replicas, so that an erased secret stays erased.
 */
import type { TotpFact } from '../model/events.ts'
import type { AccountId, TotpId } from '../model/ids.ts'
import type { Moment, StoredTotp } from '../model/state.ts'

/** The authenticators while they are folded. */
export interface TotpBuilder {
  /** Newest last. */
  readonly stored: Map<AccountId, Map<TotpId, StoredTotp>>
  readonly removed: Set<TotpId>
  /** Those that were there when their account was removed by an event that says nothing about them. */
  readonly seen: Set<TotpId>
}

export function recordTotp({ type, account, totp: id }: TotpFact, added: Moment, builder: TotpBuilder): void {
  const { stored, removed } = builder
  if (type === 'totp-removed') removed.add(id)
  const ofAccount = stored.get(account) ?? new Map<TotpId, StoredTotp>()
  stored.set(account, ofAccount)
  ofAccount.delete(id)
  if (!removed.has(id)) ofAccount.set(id, { id, added })
}

export function seeTotps(account: AccountId, { stored, seen }: TotpBuilder): void {
  for (const id of stored.get(account)?.keys() ?? []) seen.add(id)
}

/** Whether the account has an authenticator that was unknown where the account was removed. */
export function hasUnseenTotp(account: AccountId, { stored, seen }: TotpBuilder): boolean {
  for (const id of stored.get(account)?.keys() ?? []) if (!seen.has(id)) return true
  return false
}

/** Removes all authenticators of an account that is removed in the end. */
export function endTotps(account: AccountId, { stored, removed }: TotpBuilder): void {
  for (const id of stored.get(account)?.keys() ?? []) removed.add(id)
  stored.delete(account)
}

export function storedTotps({ stored }: TotpBuilder): ReadonlyMap<AccountId, readonly StoredTotp[]> {
  return new Map([...stored].map(([account, totps]) => [account, [...totps.values()]]))
}
