/** Judges a set-up against the rules: what would go wrong, the worst first. */
import { UserError } from '../../errors.ts'
import { accountsByHandle } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { AccountId } from '../model/ids.ts'
import type { Ignored } from '../model/registry.ts'
import { mostSevereFirst, type Severity } from '../model/severity.ts'
import type { Account, State } from '../model/state.ts'
import { type IsoDate, localDay } from '../text/date.ts'
import type { Handle } from '../text/handle.ts'
import { nearest } from '../text/nearest.ts'
import { type AuditFacts, accountFacts, auditFacts, type KeySlot } from './audit-facts.ts'
import { type Evidence, isKnown, type Rule, type RuleId, type RuleSource, rules } from './audit-rules.ts'
import { latestWord, standing } from './ignored.ts'

export interface AuditFinding {
  readonly rule: RuleId
  readonly severity: Severity
  readonly source: RuleSource
  /** Undefined: it is about the vault or the team as a whole. */
  readonly account: Handle | undefined
  readonly evidence: Evidence
}

export interface AuditOptions {
  readonly rule?: RuleId | undefined
  /** Only this one; findings about the whole are then left out. */
  readonly account?: Account | undefined
  /** Only those that fit; findings about the whole are then left out too. */
  readonly fits?: ((account: Account) => boolean) | undefined
  readonly slots?: readonly KeySlot[] | undefined
}

/** @returns the most severe first, then by account; what concerns all comes before the accounts */
export function judge(state: State, now: Date, options: AuditOptions = {}): readonly AuditFinding[] {
  const view = auditFacts(state, now, options.slots)
  const chosen = entries(options.rule)
  const { account, fits } = options
  const accounts = (account ? [account] : accountsByHandle(state)).filter(one => fits?.(one) ?? true)
  const ofAccounts = accounts.flatMap(one => judgeAccount(view, one, chosen))
  const ofAll = account || fits ? [] : judgeVault(view, chosen)
  // A stable sort: inside a severity the accounts stay in their order.
  return [...ofAll, ...ofAccounts].toSorted(mostSevereFirst)
}

export interface ToMend {
  readonly critical: number
  readonly warning: number
}

/** `status` says these in its own words. */
const toldByStatus: readonly RuleId[] = [
  'no-codes',
  'one-code-left',
  'few-codes-left',
  'review-overdue',
  'test-overdue',
]

/** How much of each account there is to mend beyond what `status` finds by itself; none where there is nothing. */
export function toMend(
  state: State,
  now: Date,
  { account, fits }: Pick<AuditOptions, 'account' | 'fits'> = {},
): ReadonlyMap<Handle, ToMend> {
  const view = auditFacts(state, now)
  const chosen = entries(undefined).filter(([id, { severity }]) => severity !== 'info' && !toldByStatus.includes(id))
  const accounts = (account ? [account] : accountsByHandle(state)).filter(one => fits?.(one) ?? true)
  const counts = new Map<Handle, ToMend>()
  for (const one of accounts) {
    const found = judgeAccount(view, one, chosen)
    const critical = found.filter(({ severity }) => severity === 'critical').length
    if (found.length > 0) counts.set(one.handle, { critical, warning: found.length - critical })
  }
  return counts
}

type Entry = readonly [RuleId, Rule]

/** @throws UserError `unknown-rule`, with the rules that are spelled most alike */
export function requireRule(name: string): RuleId {
  const found = ruleIds.find(id => id === name)
  if (found === undefined) throw new UserError('unknown-rule', { rule: name, nearest: nearest(name, ruleIds) })
  return found
}

/** The rules' own names; the table's type says so, its keys at run time are texts. */
export const ruleIds: readonly RuleId[] = Object.keys(rules).filter(isRuleId)

function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(rules, name)
}

function entries(only: RuleId | undefined): readonly Entry[] {
  return (only === undefined ? ruleIds : [only]).map((id): Entry => [id, rules[id]])
}

function judgeVault(view: AuditFacts, chosen: readonly Entry[]): readonly AuditFinding[] {
  return chosen.flatMap(([rule, { about, severity, source, find }]): readonly AuditFinding[] => {
    if (about !== 'vault' || isIgnored(view, rule, null)) return []
    const evidence = find(view)
    return evidence ? [{ rule, severity, source, account: undefined, evidence }] : []
  })
}

function judgeAccount(view: AuditFacts, account: Account, chosen: readonly Entry[]): readonly AuditFinding[] {
  const about = accountFacts(view, account)
  const known = isKnown(about)
  return chosen.flatMap(([rule, judged]): readonly AuditFinding[] => {
    if (judged.about !== 'account') return []
    // One finding that nothing is known, instead of one for everything that is not.
    if (!known && !judged.codesAlone) return []
    const evidence = judged.find(view, about)
    if (!evidence || isIgnored(view, rule, account.id)) return []
    const { severity, source } = judged
    return [{ rule, severity, source, account: account.handle, evidence }]
  })
}

/** The latest word counts: whoever set it aside for a year can take that back by setting it aside until today. */
function isIgnored({ registry, today }: AuditFacts, rule: RuleId, account: AccountId | null): boolean {
  const last = latestWord(registry.ignored, rule, account)
  return last !== undefined && today < last.until
}

/**
 * What is set aside today, the oldest first; of one rule and account only the latest word.
 *
 * @param options narrow it as they narrow the findings
 */
export function setAside(
  { registry }: State,
  now: Date,
  { rule, account }: Pick<AuditOptions, 'rule' | 'account'> = {},
): readonly Ignored[] {
  const today = localDay(now)
  const isAsked = (one: Ignored): boolean =>
    (rule === undefined || one.rule === rule) &&
    (account === undefined || one.account === null || one.account === account.id)
  return standing(registry.ignored).filter(one => today < one.until && isAsked(one))
}

/** @param account the only one that it is about; for all if it is left out */
export function ignoreRule(rule: RuleId, account: Account | undefined, until: IsoDate, because: string): Decision {
  return { facts: [{ type: 'audit-ignored', rule, account: account?.id ?? null, until, because }] }
}
