/** One account's codes on their way into the vault. */
import type { PastedSet } from '../../domain/codes/sets.ts'
import type { Candidate, Verdict } from '../../domain/import/plan.ts'
import type { LeftBehind, LeftReason } from '../../errors.ts'

export interface Offer {
  readonly candidate: Candidate
  readonly wanted: PastedSet
  readonly verdict: Verdict
  /** The day of issue comes from --issued-on. */
  readonly isDateGiven: boolean
}

/** The offer as left behind, if the vault refuses it. */
export function leftOffer({ candidate, verdict }: Offer): readonly LeftBehind[] {
  return verdict.kind === 'left' ? leftCandidate(candidate, verdict.reason) : []
}

export function leftCandidate(
  { handle, sources }: Pick<Candidate, 'handle' | 'sources'>,
  reason: LeftReason,
): readonly LeftBehind[] {
  return sources.map(({ title }) => ({ reason, title, field: '', line: 0, account: handle, masked: '' }))
}
