import { requireAccount } from '../../domain/model/accounts.ts'
import { checkedText } from '../../domain/model/checked-text.ts'
import { alarmExits, alarmOf, severities } from '../../domain/model/severity.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import { parseSpan } from '../../domain/text/span.ts'
import { type AuditFinding, ignoredToday, ignoreRule, judge, requireRule } from '../../domain/upkeep/audit.ts'
import { UserError } from '../../errors.ts'
import type { Layout } from '../../terminal/layout.ts'
import * as messages from '../../terminal/messages/upkeep/audit.ts'
import { ruleWords } from '../../terminal/messages/upkeep/rules/rules.ts'
import { noAccounts } from '../../terminal/messages/upkeep/status.ts'
import { severitySigns } from '../../terminal/severity-signs.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Context, RegisterCommand, Tools } from '../context.ts'
import { type AccountFilters, type PageOptions, partOf, readFilters, withAccountFilters } from '../listing.ts'
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

function defineIgnore(command: Parameters<RegisterCommand>[0], { t, examples, context }: Tools): void {
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
  await terminal.answerPaged([...body, ...aside.map(line => terminal.colour.dim(line))])
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

function report(terminal: Terminal, findings: readonly AuditFinding[]): readonly string[] {
  const layout = terminal.layout
  const explained = new Set<string>()
  return severities.flatMap(severity => {
    const found = findings.filter(finding => finding.severity === severity)
    if (found.length === 0) return []
    const heading = terminal.colour.bold(messages.severityWords[severity][terminal.language])
    const lines = found.flatMap((finding, index) => {
      // They are in the order of their accounts.
      const { account } = finding
      const isFirst = index === 0 || found[index - 1]?.account !== account
      const name = account === undefined ? messages.concerningAll[terminal.language] : `@${account}`
      return [...(isFirst ? [`  ${name}`] : []), ...linesOf(terminal, layout, finding, explained)]
    })
    return [heading, ...lines, '']
  })
}

/** @param explained the rules whose reason is already shown above */
function linesOf(terminal: Terminal, layout: Layout, finding: AuditFinding, explained: Set<string>): readonly string[] {
  const { colour } = terminal
  const { rule, severity } = finding
  const { what, why, fix } = ruleWords[rule]
  const paint = { critical: colour.red, warning: colour.yellow, info: colour.dim }[severity]
  const reason = explained.has(rule) ? [] : layout.paragraph(why[terminal.language], 6)
  explained.add(rule)
  return [
    ...layout.item(severitySigns[severity], terminal.text(what, gapsOf(finding)), 4, 1).map(line => paint(line)),
    ...reason.map(line => colour.dim(line)),
    ...layout.instruction('→', terminal.text(fix, gapsOf(finding)), 6, 1),
    ...layout.paragraph(`(${rule})`, 6).map(line => colour.dim(line)),
  ]
}

function closing(terminal: Terminal, findings: readonly AuditFinding[]): readonly string[] {
  const count = (severity: AuditFinding['severity']): number =>
    findings.filter(finding => finding.severity === severity).length
  const counts = { critical: count('critical'), warning: count('warning'), info: count('info') }
  return [
    ...terminal.fit(terminal.text(messages.tally, counts)),
    ...terminal.fit(terminal.text(messages.howToIgnore, undefined)).map(line => terminal.colour.dim(line)),
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
