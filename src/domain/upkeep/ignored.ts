/** Findings that somebody has set aside: of several words on one, the latest counts. */
import type { AccountId } from '../model/ids.ts'
import type { Ignored } from '../model/registry.ts'

/** Those that no later word overrules, the oldest first. */
export function standing(ignored: readonly Ignored[]): readonly Ignored[] {
  return ignored.filter((one, index) => !ignored.slice(index + 1).some(later => covers(later, one.rule, one.account)))
}

/** The word that counts for a rule and an account; null: for what concerns all. */
export function latestWord(ignored: readonly Ignored[], rule: string, account: AccountId | null): Ignored | undefined {
  return ignored.findLast(one => covers(one, rule, account))
}

function covers(word: Ignored, rule: string, account: AccountId | null): boolean {
  return word.rule === rule && (word.account === null || word.account === account)
}
