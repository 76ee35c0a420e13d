import { requireAccount } from '../domain/accounts.ts'
import { timeLeft } from '../domain/deadline.ts'
import { parseHandle } from '../domain/handle.ts'
import { levels } from '../domain/level.ts'
import { type AccountStatus, alarmOf, type Status, statusOf } from '../domain/status.ts'
import { bar } from '../terminal/bar.ts'
import * as messages from '../terminal/messages/status.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Context, Define } from './context.ts'

/** `igcodes status [ACCOUNT]`: how many codes remain, what is due, what is wrong. */
export const define: Define = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'how many codes are left, and what to do', ja: '残りのコードと、やることを見る' }))
    .argument('[account]', t({ en: 'only this one', ja: 'このアカウントだけ' }))
    .option(
      '--check',
      t({
        en: 'print nothing when all is well; exit 0, 30 (attention) or 31 (critical)',
        ja: '問題がなければ何も出さない。終了コード 0、30(注意)、31(緊急)',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes status', en: 'before a phone change', ja: '機種変更の前に' },
        {
          run: 'igcodes status --check --passphrase-command "pass igcodes"',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (account, { check }) => status(context(), account, check === true))
}

export async function status(context: Context, account?: string, check = false): Promise<void> {
  const { terminal, system } = context
  const handle = account === undefined ? undefined : parseHandle(account)
  const { state } = await context.open()
  const now = system.now()
  const all = statusOf(state, now, handle && requireAccount(state, handle))

  if (check) context.exitCode = alarmOf(all)
  if (terminal.json)
    terminal.answerJson({ ...all, accounts: all.accounts.map(status => jsonOf(terminal, status)) })
  else if (!check || context.exitCode !== 0) {
    const shown = check ? needing(all) : all
    terminal.answer(...overview(terminal, shown), ...(await incidentLines(terminal, shown, now)))
  }
}

function needing({ accounts, ...rest }: Status): Status {
  return { ...rest, accounts: accounts.filter(account => needsSomething(account)) }
}

function needsSomething({ findings }: AccountStatus): boolean {
  return findings.some(({ severity }) => severity !== 'info')
}

function jsonOf(terminal: Terminal, status: AccountStatus): object {
  return {
    ...status,
    findings: status.findings.map(finding => ({
      code: finding.code,
      severity: finding.severity,
      message: terminal.text(messages.findingText, finding),
    })),
  }
}

function overview(terminal: Terminal, status: Status): readonly string[] {
  const { accounts, incidents } = status
  if (accounts.length === 0)
    return incidents.length > 0 ? [] : [terminal.text(messages.noAccounts, undefined)]
  const rows = accounts.map(account => rowOf(terminal, account))
  return [...terminal.table(messages.statusHeader, rows), ...summary(terminal, status)]
}

/** What each open incident is about, and how to go on. The playbooks' titles are loaded only if there is one. */
async function incidentLines(
  terminal: Terminal,
  { incidents }: Status,
  now: Date,
): Promise<readonly string[]> {
  if (incidents.length === 0) return []
  const { titleOf } = await import('./playbook-texts.ts')
  const lines = incidents.map(async ({ account, scenario, deadline, overdue }) => {
    const title = await titleOf(scenario, terminal.language)
    const left = deadline === null ? undefined : timeLeft(deadline, now)
    const text = terminal.text(messages.incidentLine, { account: account ?? undefined, title, left })
    const sign = overdue ? terminal.colour.red('✗') : terminal.colour.yellow('⚠')
    return terminal.fit(`${sign} ${text}`)
  })
  return (await Promise.all(lines)).flat()
}

function rowOf(
  terminal: Terminal,
  { account, remaining, setSize, level, issuedOn, reviewDueOn, findings }: AccountStatus,
): string[] {
  const { colour, language } = terminal
  const paint = { ok: colour.green, low: colour.yellow, critical: colour.red, empty: colour.red }[level]
  const [finding] = findings
  const sign = { critical: colour.red('✗ '), warning: colour.yellow('⚠ '), info: '· ' }
  return [
    `@${account}`,
    `${paint(bar(remaining, setSize, 5, terminal.isPlain ? 'ascii' : 'blocks'))} ${`${remaining}/${setSize}`.padStart(5)}`,
    paint(messages.levelWords[level][language]),
    issuedOn ?? '–',
    reviewDueOn ?? '–',
    finding ? sign[finding.severity] + terminal.text(messages.findingText, finding) : '–',
  ]
}

function summary(terminal: Terminal, { accounts, incidents }: Status): readonly string[] {
  const troubled = accounts.filter(account => needsSomething(account))
  const count = accounts.length
  const open = accounts.find(({ reserved }) => reserved > 0)
  const lines: string[] = []
  if (troubled.length > 0 && count > 1)
    lines.push(terminal.text(messages.someNeed, { needing: troubled.length, count }))
  if (troubled.length === 0 && incidents.length === 0 && !open)
    lines.push(terminal.text(messages.allWell, { count }))
  const [first] = troubled.filter(({ level }) => level !== 'ok').toSorted(mostUrgentFirst)
  if (first) lines.push(...terminal.fit(terminal.text(messages.howToRenew, { account: first.account })))
  if (open) lines.push(...terminal.fit(terminal.text(messages.howToAnswer, { account: open.account })))
  return lines
}

/** Who ran out, then who is about to; an account that never had codes has been waiting longer already. */
function mostUrgentFirst(a: AccountStatus, b: AccountStatus): number {
  const everHad = Number(b.issuedOn !== null) - Number(a.issuedOn !== null)
  return everHad || levels.indexOf(b.level) - levels.indexOf(a.level)
}
