/** Which of the codes found by an import are stored, for which account, and why the others are not. */
import { type LeftReason, UserError } from '../../errors.ts'
import { currentSet, remaining } from '../codes/queries.ts'
import { addSet, type Identify, type PastedSet, type StoredSet } from '../codes/sets.ts'
import { findAccount } from '../model/accounts.ts'
import type { BackupCode } from '../model/backup-code.ts'
import type { Decision } from '../model/decision.ts'
import type { State } from '../model/state.ts'
import type { IsoDate } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import type { FoundCodes, Source } from './find.ts'

/** The codes of one account, from one entry or from several with the same codes. */
export interface Candidate extends Omit<FoundCodes, 'handle' | 'source'> {
  readonly handle: Handle
  readonly sources: readonly Source[]
}

export interface SortedOut {
  readonly candidates: readonly Candidate[]
  /** Entries of one account with different codes: only the user knows which were issued last. */
  readonly contests: readonly (readonly Candidate[])[]
}

export function sortOut(found: readonly (FoundCodes & { readonly handle: Handle })[]): SortedOut {
  const byHandle = new Map<Handle, Candidate[]>()
  for (const { source, ...one } of found) {
    const rivals = byHandle.get(one.handle) ?? []
    const same = rivals.findIndex(rival => isSame(rival.codes, one.codes))
    const duplicate = rivals[same]
    if (duplicate) rivals[same] = united(duplicate, { ...one, sources: [source] })
    else rivals.push({ ...one, sources: [source] })
    byHandle.set(one.handle, rivals)
  }
  const groups = [...byHandle.values()]
  return {
    candidates: groups.flatMap(group => (group.length === 1 ? group : [])),
    contests: groups.filter(group => group.length > 1),
  }
}

function united(a: Candidate, b: Candidate): Candidate {
  const days = [a.changedOn, b.changedOn].filter(day => day !== undefined).toSorted()
  return {
    ...a,
    sources: [...a.sources, ...b.sources],
    changedOn: days[0],
    certain: a.certain || b.certain,
    authenticator: a.authenticator || b.authenticator,
    noted: [...a.noted, ...b.noted],
  }
}

function isSame(a: readonly BackupCode[], b: readonly BackupCode[]): boolean {
  return a.length === b.length && a.every(code => b.includes(code))
}

/** Other accounts in the file with half or more of these codes: a list was copied from one to the other. */
export function accountsSharing(candidate: Candidate, all: readonly Candidate[]): readonly Handle[] {
  return all
    .filter(other => other.handle !== candidate.handle)
    .filter(
      other =>
        candidate.codes.filter(code => other.codes.includes(code)).length * 2 >=
        Math.min(candidate.codes.length, other.codes.length),
    )
    .map(other => other.handle)
}

/**
 * The issue day of a set: the day when its entry was last changed. A day in the future comes from a wrong clock, so then today.
 */
export function issueDay({ changedOn }: Pick<Candidate, 'changedOn'>, today: IsoDate): IsoDate {
  return changedOn !== undefined && changedOn < today ? changedOn : today
}

export type Verdict =
  | { readonly kind: 'new'; readonly stored: StoredSet }
  /** It replaces the current set of the account. */
  | { readonly kind: 'replaces'; readonly stored: StoredSet; readonly issuedOn: IsoDate; readonly left: number }
  | { readonly kind: 'left'; readonly reason: LeftReason }

/** What storing a set would do in this state of the vault. */
export function judge(state: State, wanted: PastedSet): Verdict {
  const account = findAccount(state, wanted.handle)
  if (account && isKnown(state, account.id, wanted)) return { kind: 'left', reason: 'known' }
  try {
    const stored = addSet(state, wanted)
    const current = account && currentSet(account)
    if (!account || !current) return { kind: 'new', stored }
    return { kind: 'replaces', stored, issuedOn: current.issuedOn, left: remaining(state, account) }
  } catch (error) {
    const reason = error instanceof UserError ? refusals.get(error.code) : undefined
    if (reason === undefined) throw error
    return { kind: 'left', reason }
  }
}

const refusals: ReadonlyMap<string, LeftReason> = new Map([
  ['codes-known', 'partly-known'],
  ['codes-of-another-account', 'of-another-account'],
  ['set-outdated', 'outdated'],
  ['paste-too-many', 'too-many'],
])

function isKnown(state: State, account: string, { codes, identify }: PastedSet): boolean {
  const sets = state.accounts.get(account)?.sets ?? []
  return sets.some(set => codes.every(code => set.codes.includes(identify(account, code))))
}

export interface StoredSets extends Decision {
  readonly stored: readonly StoredSet[]
}

/**
 * Stores the sets of several accounts in one decision: all of them or none.
 *
 * @throws UserError as `addSet`, if the vault has changed since `judge`
 */
export function storeAll(state: State, wanted: readonly PastedSet[]): StoredSets {
  const stored = wanted.map(set => addSet(state, set))
  return {
    facts: stored.flatMap(({ facts }) => facts),
    secrets: new Map(stored.flatMap(({ secrets }) => [...(secrets ?? [])])),
    stored,
  }
}

/** Identifies codes without a vault key. For `--dry-run` only. */
export const identifyWithoutVault: Identify = (account, digits) => `${account} ${digits}`
