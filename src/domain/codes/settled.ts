/** Facts that are true already, and that some copies lack. Every change writes those that are missing. */
import type { BackupCode } from '../model/backup-code.ts'
import type { Fact } from '../model/events.ts'
import type { CodeId } from '../model/ids.ts'
import type { Account, State } from '../model/state.ts'
import type { Identify } from './sets.ts'

/**
 * Two machines that were apart can make two accounts of one handle (`shop` and `shop~2`). A code that is spent under one is spent under the
 * other.
 */
export function factsOfTwins(
  state: State,
  identify: Identify,
  digits: (code: CodeId) => BackupCode | undefined,
): readonly Fact[] {
  return twinsIn(state).flatMap(([one, other]) => [
    ...spentIn(state, one, other, identify, digits),
    ...spentIn(state, other, one, identify, digits),
  ])
}

function twinsIn({ accounts }: State): readonly (readonly [Account, Account])[] {
  const all = [...accounts.values()]
  const seconds = all.filter(({ handle }) => handle.includes('~'))
  if (seconds.length === 0) return []
  return seconds.flatMap(second => {
    const handle = second.handle.replace(/~.*/, '')
    return all
      .filter(one => one !== second && one.handle.replace(/~.*/, '') === handle)
      .map(one => [one, second] as const)
  })
}

function spentIn(
  { codes }: State,
  { id: account, sets }: Account,
  twin: Account,
  identify: Identify,
  digits: (code: CodeId) => BackupCode | undefined,
): readonly Fact[] {
  return [...new Set(sets.flatMap(set => set.codes))].flatMap((code): readonly Fact[] => {
    const known = digits(code)
    if (!known || codes.get(code)?.outcome !== 'available') return []
    switch (codes.get(identify(twin.id, known))?.outcome) {
      case 'used':
        return [{ type: 'code-used', account, code, found: true }]
      case 'rejected':
        return [{ type: 'code-rejected', account, code }]
      case 'reserved':
        return [{ type: 'code-reserved', account, code, recovered: true }]
      default:
        return []
    }
  })
}

/**
 * Earlier versions erased the digits of a replaced set as soon as a newer one had worked, without an event. Copies that are merged must not
 * bring them back.
 */
export function retirements(state: State, hasDigits: (code: CodeId) => boolean): readonly Fact[] {
  const isUsed = (code: CodeId): boolean => state.codes.get(code)?.outcome === 'used'
  return [...state.accounts.values()].flatMap(({ id: account, sets }) => {
    const proven = sets.findLastIndex(({ codes }) => codes.some(isUsed))
    return sets
      .slice(0, Math.max(0, proven))
      .filter(
        ({ replaced, erased, codes }) => replaced && !erased && !codes.some(code => !isUsed(code) && hasDigits(code)),
      )
      .map(({ id: set }): Fact => ({ type: 'set-retired', account, set }))
  })
}
