/** Which digits the vault still needs. It follows from the set of events alone, so copies can be merged in any order. */
import type { CodeId } from '../model/ids.ts'
import type { State } from '../model/state.ts'

/** Codes whose digits are erased: used ones, and those that are only in erased sets or were removed with their account. */
export function erasable(state: State): ReadonlySet<CodeId> {
  const needed = new Set<CodeId>()
  for (const account of state.accounts.values())
    for (const set of account.sets)
      if (!set.erased) for (const code of set.codes) if (!state.removedCodes.has(code)) needed.add(code)
  const gone = new Set<CodeId>()
  for (const { id, outcome } of state.codes.values()) if (outcome === 'used' || !needed.has(id)) gone.add(id)
  return gone
}
