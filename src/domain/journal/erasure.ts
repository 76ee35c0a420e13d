/** Which digits the vault no longer needs. It follows from the state alone, so every replica erases the same ones. */
import type { CodeId } from '../model/ids.ts'
import type { Account, CodeSet, State } from '../model/state.ts'

/**
 * Codes whose digits are erased: used codes, and all codes of removed accounts, of erased sets, and of sets older than one with a
 * used code. In an older set, a code that the newest set has too is kept.
 */
export function erasable(state: State): ReadonlySet<CodeId> {
  const gone = new Set(state.removedCodes)
  for (const account of state.accounts.values()) {
    const needed = new Set(account.sets.at(-1)?.codes)
    for (const set of outdatedSets(state, account)) for (const code of set.codes) if (!needed.has(code)) gone.add(code)
    for (const set of account.sets)
      for (const code of set.codes) if (set.erased || state.codes.get(code)?.outcome === 'used') gone.add(code)
  }
  return gone
}

function outdatedSets(state: State, account: Account): readonly CodeSet[] {
  const proven = account.sets.findLastIndex(set => set.codes.some(code => state.codes.get(code)?.outcome === 'used'))
  return account.sets.slice(0, Math.max(0, proven))
}
