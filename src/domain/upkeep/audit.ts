/** Judges a set-up by the rules in audit-rules.ts. */
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
import {
  type AccountRule,
  type Evidence,
  isKnown,
  type Rule,
  type RuleId,
  type RuleSource,
  rules,
} from './audit-rules.ts'
import { standing } from './ignored.ts'

export interface AuditFinding {
  readonly rule: RuleId
  readonly severity: Severity
  readonly source: RuleSource
  /** Undefined: a finding about the vault or the team as a whole. */
  readonly account: Handle | undefined
  readonly evidence: Evidence
}

export interface AuditOptions {
  readonly rule?: RuleId | undefined
  /** Only this one, without findings about the whole. */
  readonly account?: Account | undefined
  /** Only the accounts that fit, without findings about the whole. */
  readonly fits?: ((account: Account) => boolean) | undefined
  readonly slots?: readonly KeySlot[] | undefined
}

/** @returns the most severe first; of one severity, findings about the whole come first, then the accounts in their order */
export function judge(state: State, now: Date, options: AuditOptions = {}): readonly AuditFinding[] {
  const facts = auditFacts(state, now, options.slots)
  const { rule, account, fits } = options
  const ids = rule === undefined ? ruleIds : [rule]
  const ofAccounts = chosenAccounts(state, options).flatMap(accountJudge(facts, ids))
  const ofAll = account || fits ? [] : judgeVault(facts, ids)
  return [...ofAll, ...ofAccounts].toSorted(mostSevereFirst)
}

export interface FixCounts {
  readonly critical: number
  readonly warning: number
}

/** `status` reports these itself. */
const inStatus: readonly RuleId[] = ['no-codes', 'one-code-left', 'few-codes-left', 'review-overdue', 'test-overdue']

/** How many findings each account has beyond those in `status`, without `info`. Accounts without any are left out. */
export function fixCounts(
  state: State,
  now: Date,
  options: Pick<AuditOptions, 'account' | 'fits'> = {},
): ReadonlyMap<Handle, FixCounts> {
  const ids = ruleIds.filter(id => rules[id].severity !== 'info' && !inStatus.includes(id))
  const judgeAccount = accountJudge(auditFacts(state, now), ids)
  const counts = new Map<Handle, FixCounts>()
  for (const account of chosenAccounts(state, options)) {
    const found = judgeAccount(account)
    const critical = found.filter(({ severity }) => severity === 'critical').length
    if (found.length > 0) counts.set(account.handle, { critical, warning: found.length - critical })
  }
  return counts
}

function chosenAccounts(state: State, { account, fits }: Pick<AuditOptions, 'account' | 'fits'>): readonly Account[] {
  const accounts = account ? [account] : accountsByHandle(state)
  return fits ? accounts.filter(fits) : accounts
}

/** @throws UserError `unknown-rule`, with the rules that are spelled most alike */
export function requireRule(name: string): RuleId {
  const found = ruleIds.find(id => id === name)
  if (found === undefined) throw new UserError('unknown-rule', { rule: name, nearest: nearest(name, ruleIds) })
  return found
}

export const ruleIds: readonly RuleId[] = Object.keys(rules).filter(isRuleId)

function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(rules, name)
}

function judgeVault(facts: AuditFacts, ids: readonly RuleId[]): readonly AuditFinding[] {
  return ids.flatMap((id): readonly AuditFinding[] => {
    const rule: Rule = rules[id]
    if (rule.about !== 'vault' || isIgnored(facts, id, null)) return []
    const evidence = rule.find(facts)
    if (!evidence) return []
    const { severity = rule.severity } = evidence
    return [{ rule: id, severity, source: rule.source, account: undefined, evidence }]
  })
}

/** Judges one account after the other by the same rules. */
function accountJudge(facts: AuditFacts, ids: readonly RuleId[]): (account: Account) => readonly AuditFinding[] {
  const all = ids.flatMap((id): readonly [RuleId, AccountRule][] => {
    const rule: Rule = rules[id]
    return rule.about === 'account' ? [[id, rule]] : []
  })
  // An account that the registry does not know has one finding for that, not one for everything that is missing.
  const ofUnknown = all.filter(([, { codesAlone }]) => codesAlone)
  return account => {
    const about = accountFacts(facts, account)
    const findings: AuditFinding[] = []
    for (const [rule, { find, severity, source }] of isKnown(about) ? all : ofUnknown) {
      const evidence = find(facts, about)
      if (evidence && !isIgnored(facts, rule, account.id))
        findings.push({ rule, severity: evidence.severity ?? severity, source, account: account.handle, evidence })
    }
    return findings
  }
}

/** The latest entry counts: to end it early, ignore the rule until today. */
function isIgnored({ ignoredOf, today }: AuditFacts, rule: RuleId, account: AccountId | null): boolean {
  const latest = ignoredOf(rule, account)
  return latest !== undefined && today < latest.until
}

/**
 * What is ignored today, the oldest first; of one rule and account only the latest entry.
 *
 * @param options narrow it as they narrow the findings
 */
export function ignoredToday(
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

/** @param account undefined: for all accounts */
export function ignoreRule(rule: RuleId, account: Account | undefined, until: IsoDate, because: string): Decision {
  return { facts: [{ type: 'audit-ignored', rule, account: account?.id ?? null, until, because }] }
}
