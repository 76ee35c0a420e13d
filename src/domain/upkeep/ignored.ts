/** Findings that are ignored for a while. If one was ignored more than once, the latest entry counts. */
import type { AccountId } from '../model/ids.ts'
import type { Ignored } from '../model/registry.ts'

/** The latest entry for a rule and an account. An entry for all accounts (null) also counts for each of them. */
export function latestIgnored(
  ignored: readonly Ignored[],
): (rule: string, account: AccountId | null) => Ignored | undefined {
  const latest = new Map<string, number>()
  for (const [index, { rule, account }] of ignored.entries()) latest.set(keyOf(rule, account), index)
  return (rule, account) => ignored[Math.max(latest.get(keyOf(rule, account)) ?? -1, latest.get(rule) ?? -1)]
}

function keyOf(rule: string, account: AccountId | null): string {
  return account === null ? rule : `${rule} ${account}`
}

/** Every entry that no later one replaces, the oldest first. */
export function standing(ignored: readonly Ignored[]): readonly Ignored[] {
  const latestOf = latestIgnored(ignored)
  return ignored.filter(one => latestOf(one.rule, one.account) === one)
}
