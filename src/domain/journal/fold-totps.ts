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
}

/** @param isGone the account was removed before, so its authenticator is not stored */
export function recordTotp(
  { type, account, totp: id }: TotpFact,
  added: Moment,
  isGone: boolean,
  { stored, removed }: TotpBuilder,
): void {
  if (type === 'totp-removed' || isGone) removed.add(id)
  const ofAccount = stored.get(account) ?? new Map<TotpId, StoredTotp>()
  stored.set(account, ofAccount)
  ofAccount.delete(id)
  if (!removed.has(id)) ofAccount.set(id, { id, added })
}

/** Removes all authenticators of a removed account. An igcodes that does not know them may have removed it. */
export function endTotps(account: AccountId, { stored, removed }: TotpBuilder): void {
  for (const id of stored.get(account)?.keys() ?? []) removed.add(id)
  stored.delete(account)
}

export function storedTotps({ stored }: TotpBuilder): ReadonlyMap<AccountId, readonly StoredTotp[]> {
  return new Map([...stored].map(([account, totps]) => [account, [...totps.values()]]))
}
