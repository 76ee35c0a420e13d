/**
 * How the journal's facts become the authenticators of the accounts. Part of the fold: a removal wins over whatever comes in
 * from other machines, so that a secret that was erased stays erased.
 */
import type { AccountId, Fact, TotpFact, TotpId } from './events.ts'
import type { Moment, State } from './fold.ts'

/** An authenticator that the vault keeps for an account. */
export interface StoredTotp {
  readonly id: TotpId
  readonly added: Moment
}

/** The authenticators while they are folded. */
export interface TotpDraft {
  readonly stored: Map<AccountId, readonly StoredTotp[]>
  readonly removed: Set<TotpId>
}

/** @param isGone the account was removed before: nothing is stored for it any more */
export function recordTotp(
  { type, account, totp: id }: TotpFact,
  added: Moment,
  isGone: boolean,
  { stored, removed }: TotpDraft,
): void {
  if (type === 'totp-removed' || isGone) removed.add(id)
  const others = (stored.get(account) ?? []).filter(one => one.id !== id)
  stored.set(account, removed.has(id) ? others : [...others, { id, added }])
}

/** An account that goes takes its authenticators along, also where an igcodes that knew nothing of them removed it. */
export function endTotps(account: AccountId, { stored, removed }: TotpDraft): void {
  for (const { id } of stored.get(account) ?? []) removed.add(id)
  stored.delete(account)
}

/** The facts that end whatever is stored for an account. */
export function totpRemovals({ totps }: State, account: AccountId): readonly Fact[] {
  return (totps.get(account) ?? []).map(({ id }) => ({ type: 'totp-removed', account, totp: id }))
}
