import { requireAccount } from '../../domain/model/accounts.ts'
import { checkedText } from '../../domain/model/checked-text.ts'
import { alarmExits, alarmOf, severities } from '../../domain/model/severity.ts'
import { grouped } from '../../domain/text/grouped.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import { parseSpan } from '../../domain/text/span.ts'
import { type AuditFinding, ignoredToday, ignoreRule, judge, requireRule } from '../../domain/upkeep/audit.ts'
import { UserError } from '../../errors.ts'
import type { Layout } from '../../terminal/layout.ts'
import { ofAccounts } from '../../terminal/messages/continuity/handover.ts'
import * as messages from '../../terminal/messages/upkeep/audit.ts'
import { looksFor, placeholders } from '../../terminal/messages/upkeep/rule-list.ts'
import { ruleWords } from '../../terminal/messages/upkeep/rules/rules.ts'
import { noAccounts } from '../../terminal/messages/upkeep/status.ts'
import { severitySigns } from '../../terminal/severity-signs.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { readFilters } from '../account-filters.ts'
import type { Context, Parent, RegisterCommand, Tools } from '../context.ts'
import { partOf } from '../list-part.ts'
import { type AccountFilters, type PageOptions, withAccountFilters } from '../listing.ts'
import { sourceOf } from './audit-source.ts'

/** `igcodes audit [ACCOUNT] [--rule ID]`, `igcodes audit ignore RULE`: what could go wrong, and how to fix it. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples, context } = tools
  withAccountFilters(command, t)
    .description(t({ en: 'what could go wrong, and how to fix it', ja: '危ないところと直し方を見る' }))
    .argument('[account]', t({ en: 'only this one', ja: 'このアカウントだけ' }))
    .option('--rule <id>', t({ en: 'only this rule', ja: 'この項目だけ' }))
    .option('--account <name>', t({ en: 'the same as an option', ja: '同じことをオプションで' }))
    .option('--rules', t({ en: 'the list of all rules; needs no vault', ja: '全項目の一覧(保管庫は不要)' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes audit',
          en: 'the worst first; exit 0, 30 (to fix) or 31 (critical)',
          ja: '重いものから。終了コード 0、30(要修正)、31(緊急)',
        },
        { run: 'igcodes audit shop_tokyo', en: 'one account', ja: '1つのアカウントだけ' },
        { run: 'igcodes audit --rules', en: 'what is looked at, and why', ja: '何を見ているか、その理由' },
        { run: 'igcodes audit --holder sato --level low', en: 'a part', ja: '一部だけ' },
        { run: 'igcodes audit --rule sms-only --json', en: 'in a script', ja: 'スクリプトから' },
      ]),
    )
    .allowExcessArguments(false)
    .action(async (name, { rules, account = name, ...options }) => {
      if (name !== undefined && account !== name) throw new UserError('too-many-arguments', { command: 'audit ' })
      if (rules !== true) return audit(context(), { ...options, account })
      const { listRules } = await import('./rule-list.ts')
      await listRules(context().terminal, options.rule)
    })
  defineIgnore(command, tools)
}

function defineIgnore(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('ignore')
    .description(t({ en: 'ignore a rule for a while; recorded', ja: '項目をしばらく保留する(記録されます)' }))
    .argument('<rule>', t({ en: 'its name, as audit shows it', ja: '項目の名前' }))
    .option('--until <date>', t({ en: '2026-12-31, 30d …', ja: '2026-12-31、30日 など' }))
    .option('--because <text>', t({ en: 'why that is all right', ja: '保留してよい理由' }))
    .option(
      '--account <name>',
      t({ en: 'only for this account (default: all)', ja: 'このアカウントだけ。なければ全体' }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: `igcodes audit ignore sms-only --until 2026-12-31 --because "${t({ en: 'app comes in December', ja: '12月に認証アプリへ' })}"`,
          en: 'comes back on that day',
          ja: 'その日になるとまた出ます',
        },
      ]),
    )
    .action(async (rule, { until, because, account }, command) => {
      // The parent command has an option of the same name, and takes it wherever it is typed.
      const above: unknown = command.parent?.opts().account
      const name = account ?? (typeof above === 'string' ? above : undefined)
      return ignore(context(), rule, { until, because, account: name })
    })
}

interface AuditOptions extends AccountFilters, PageOptions {
  readonly rule?: string | undefined
  readonly account?: string | undefined
}

async function audit(context: Context, options: AuditOptions): Promise<void> {
  const { terminal, system } = context
  const now = system.now()
  const rule = options.rule === undefined ? undefined : requireRule(options.rule)
  const handle = options.account === undefined ? undefined : parseHandle(options.account)
  const filterIn = readFilters(options, now)
  const { state, slots } = await context.open()
  const account = handle && requireAccount(state, handle)
  const findings = judge(state, now, { rule, account, fits: filterIn(state), slots })
  const level = alarmOf(findings.map(({ severity }) => severity))
  context.exitCode = alarmExits[level]
  const ignored = ignoredToday(state, now, { rule, account }).map(one => ({
    rule: one.rule,
    account: one.account === null ? undefined : state.accounts.get(one.account)?.handle,
    until: one.until,
    because: one.because,
  }))
  const { items, json, lines } = partOf(terminal, findings, options)
  if (terminal.json) {
    const found = items.map(finding => jsonOf(terminal, finding))
    return terminal.answerJson({ findings: found, level, ignored, ...json })
  }
  const nothing =
    state.accounts.size === 0
      ? terminal.text(noAccounts, undefined)
      : terminal.text(messages.nothingFound, { rule, account: account?.handle })
  const body =
    findings.length > 0 ? [...report(terminal, items), ...lines, ...closing(terminal, findings)] : terminal.fit(nothing)
  const aside = ignored.flatMap(one => terminal.fit(terminal.text(messages.isIgnored, one)))
  await terminal.answerPaged([...body, ...aside.map(line => terminal.color.dim(line))])
}

function gapsOf({ evidence, account }: AuditFinding) {
  return { ...evidence, account: account ?? '' }
}

function jsonOf(terminal: Terminal, finding: AuditFinding): object {
  const { rule, severity, account, source } = finding
  const { what, why, fix } = ruleWords[rule]
  return {
    rule,
    severity,
    ...(account !== undefined && { account }),
    message: terminal.text(what, gapsOf(finding)),
    why: why[terminal.language],
    mend: terminal.text(fix, gapsOf(finding)),
    source: sourceOf(terminal.language, source),
  }
}

/** Findings that say the same of one or more accounts. */
interface Alike {
  readonly rule: AuditFinding['rule']
  readonly severity: AuditFinding['severity']
  readonly what: string
  readonly fix: string
  /** With `@`; none: about the whole. */
  readonly accounts: readonly string[]
}

/** By severity, then by the accounts that have the findings: hundreds may have the same. */
function report(terminal: Terminal, findings: readonly AuditFinding[]): readonly string[] {
  const { color, language, layout } = terminal
  const explained = new Set<string>()
  return severities.flatMap(severity => {
    const found = findings.filter(finding => finding.severity === severity)
    if (found.length === 0) return []
    const byAccounts = grouped(alikes(terminal, found), ({ accounts }) => accounts.join(' '))
    const lines = [...byAccounts.values()].flatMap(group => {
      const [{ accounts }] = group
      const name =
        accounts.length === 0
          ? messages.concerningAll[language]
          : terminal.text(ofAccounts, { accounts, most: mostNamed })
      return [...layout.paragraph(name, 2), ...group.flatMap(one => linesOf(terminal, layout, one, explained))]
    })
    return [color.bold(messages.severityWords[severity][language]), ...lines, '']
  })
}

const mostNamed = 4
/** Of a rule with more different sentences than this, only what it looks for is said. */
const mostVariants = 3

/** In the order of the findings. */
function alikes(terminal: Terminal, findings: readonly AuditFinding[]): readonly Alike[] {
  const { language } = terminal
  const variants = new Map<string, Set<string>>()
  for (const { rule, evidence } of findings)
    variants.set(rule, (variants.get(rule) ?? new Set()).add(JSON.stringify(evidence)))
  const isVaried = ({ rule }: AuditFinding): boolean => (variants.get(rule)?.size ?? 0) > mostVariants
  const groups = grouped(findings, finding => {
    const { rule, account, evidence } = finding
    return JSON.stringify([rule, account === undefined, isVaried(finding) ? '' : evidence])
  })
  return [...groups.values()].map((group): Alike => {
    const [first, ...more] = group
    const { rule, severity, account } = first
    const { what, fix } = ruleWords[rule]
    const isVariedGroup = more.length > 0 && isVaried(first)
    const gaps = more.length === 0 ? gapsOf(first) : { ...gapsOf(first), account: placeholders.account[language] }
    const named = isVariedGroup ? { ...gaps, names: [placeholders.name[language]] } : gaps
    return {
      rule,
      severity,
      what: isVariedGroup ? looksFor[rule][language] : terminal.text(what, gaps),
      fix: terminal.text(fix, named),
      accounts: account === undefined ? [] : group.map(one => `@${one.account}`),
    }
  })
}

/** @param explained the rules whose reason is already shown above */
function linesOf(terminal: Terminal, layout: Layout, found: Alike, explained: Set<string>): readonly string[] {
  const { color } = terminal
  const { rule, severity, what, fix } = found
  const paint = { critical: color.red, warning: color.yellow, info: color.dim }[severity]
  const reason = explained.has(rule) ? [] : layout.paragraph(ruleWords[rule].why[terminal.language], 6)
  explained.add(rule)
  return [
    ...layout.item(severitySigns[severity], what, 4, 1).map(line => paint(line)),
    ...reason.map(line => color.dim(line)),
    ...layout.instruction('→', fix, 6, 1),
    ...layout.paragraph(`(${rule})`, 6).map(line => color.dim(line)),
  ]
}

function closing(terminal: Terminal, findings: readonly AuditFinding[]): readonly string[] {
  const count = (severity: AuditFinding['severity']): number =>
    findings.filter(finding => finding.severity === severity).length
  const counts = { critical: count('critical'), warning: count('warning'), info: count('info') }
  return [
    ...terminal.fit(terminal.text(messages.tally, counts)),
    ...terminal.fit(terminal.text(messages.howToIgnore, undefined)).map(line => terminal.color.dim(line)),
  ]
}

interface Ignoring {
  readonly until: string | undefined
  readonly because: string | undefined
  readonly account: string | undefined
}

async function ignore(context: Context, ruleName: string, options: Ignoring): Promise<void> {
  const rule = requireRule(ruleName)
  const until = parseSpan(given('--until', options.until), context.system.now())
  const because = checkedText(given('--because', options.because).trim())
  if (because === '') throw new UserError('text-empty')
  const account = options.account === undefined ? undefined : parseHandle(options.account)
  const vault = await context.open()
  await vault.change(state => ignoreRule(rule, account && requireAccount(state, account), until, because))
  const { terminal } = context
  if (terminal.json) terminal.answerJson({ rule, ...(account && { account }), until, because })
  else terminal.note(messages.ignored, { rule, account, until }, 'good')
}

function given(name: string, value: string | undefined): string {
  if (value === undefined) throw new UserError('missing-argument', { name, command: 'audit ignore ' })
  return value
}
