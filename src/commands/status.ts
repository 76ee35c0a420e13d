import { requireAccount } from '../domain/accounts.ts'
import type { IsoDate } from '../domain/date.ts'
import { timeLeft } from '../domain/deadline.ts'
import type { State } from '../domain/fold.ts'
import { parseHandle } from '../domain/handle.ts'
import { type Level, levels, worstLevel } from '../domain/level.ts'
import { accountsHeldBy } from '../domain/registry-links.ts'
import { requireRecord } from '../domain/registry-names.ts'
import { parseSpan } from '../domain/span.ts'
import { type AccountStatus, alarmOf, type Finding, type Status, statusOf } from '../domain/status.ts'
import { bar } from '../terminal/bar.ts'
import * as messages from '../terminal/messages/status.ts'
import { unlockedNote } from '../terminal/messages/unlock.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Context, Define } from './context.ts'
import { oneOf } from './options.ts'
import { accountPage, type PageView, pageJson } from './status/account-page.ts'

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
    .option(
      '--level <level>',
      t({
        en: 'only those at this level of codes or worse: low, critical, empty',
        ja: '残りがこの状態以下のものだけ: low, critical, empty',
      }),
      oneOf('--level', levels),
    )
    .option(
      '--due <span>',
      t({
        en: 'only those with a review or login test due by then: 30d, 2w, 2026-12-01',
        ja: 'それまでに棚卸しかログインテストがあるものだけ: 30日, 2週間, 2026-12-01',
      }),
    )
    .option(
      '--holder <person>',
      t({ en: 'only those that this person holds a key of', ja: 'この人が関わるものだけ' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes status', en: 'all accounts', ja: 'すべてのアカウント' },
        {
          run: 'igcodes status shop_tokyo',
          en: 'one, with its ways in: before a phone change',
          ja: '1つをくわしく: 機種変更の前に',
        },
        { run: 'igcodes status --level low --due 30d', en: 'what needs care', ja: '手当てが必要なもの' },
        {
          run: 'igcodes status --check --passphrase-command "pass igcodes"',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (account, options) => status(context(), account, options))
}

interface StatusOptions {
  readonly check?: true | undefined
  readonly level?: Level | undefined
  readonly due?: string | undefined
  readonly holder?: string | undefined
}

export async function status(
  context: Context,
  name?: string,
  { check = false, ...filters }: Omit<StatusOptions, 'check'> & { readonly check?: boolean | undefined } = {},
): Promise<void> {
  const { terminal, system } = context
  const handle = name === undefined ? undefined : parseHandle(name)
  const now = system.now()
  const until = filters.due === undefined ? undefined : parseSpan(filters.due, now)
  const { state } = await context.open()
  const { unlockedUntil } = context
  if (unlockedUntil) terminal.note(unlockedNote, { until: terminal.time(unlockedUntil.toISOString()) }, 'dim')
  const account = handle && requireAccount(state, handle)
  const found = statusOf(state, now, account)
  const all = { ...found, accounts: found.accounts.filter(fitting(state, filters, until)) }
  const isFiltered = all.accounts.length < found.accounts.length

  if (check) context.exitCode = alarmOf(all)
  if (terminal.json) {
    const more = account ? pageJson(state, account) : {}
    const accounts = all.accounts.map(status => ({ ...jsonOf(terminal, status), ...more }))
    const level = isFiltered ? worstLevel(all.accounts.map(({ level }) => level)) : all.level
    terminal.answerJson({ ...all, level, accounts })
  } else if (!check || context.exitCode !== 0) {
    const shown = check ? needing(all) : all
    const [only] = shown.accounts
    const isPage = account !== undefined && only !== undefined && !check
    if (isPage) terminal.answer(...page({ terminal, state, account, status: only, now }))
    else if (isFiltered && shown.accounts.length === 0)
      terminal.answer(terminal.text(messages.noneFits, undefined))
    else terminal.answer(...overview(terminal, shown))
    const lines = [...(await incidentLines(terminal, shown, now)), ...(isPage ? renewal(terminal, all) : [])]
    if (lines.length > 0) terminal.answer(...(isPage ? [''] : []), ...lines)
  }
}

/** Which accounts the filters let through. */
function fitting(
  state: State,
  { level, holder }: Pick<StatusOptions, 'level' | 'holder'>,
  until: IsoDate | undefined,
): (status: AccountStatus) => boolean {
  const person = holder === undefined ? undefined : requireRecord(state.registry, 'person', holder)
  const held = person && accountsHeldBy(state, person.id)
  const handles = held && new Set([...held].flatMap(id => state.accounts.get(id)?.handle ?? []))
  return status =>
    (level === undefined || levels.indexOf(status.level) >= levels.indexOf(level)) &&
    (until === undefined || (status.nextDue !== null && status.nextDue.on <= until)) &&
    (handles === undefined || handles.has(status.account))
}

function page(view: Omit<PageView, 'codes' | 'findings'>): readonly string[] {
  const { terminal, status } = view
  return accountPage({
    ...view,
    codes: `${codesCell(terminal, status)}  ${levelCell(terminal, status)}`,
    findings: status.findings.map(finding => findingCell(terminal, finding)),
  })
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
  const { issuedOn, ...narrow } = messages.statusHeader
  // The day of the set is the first to go where there is little room: `status ACCOUNT` has it.
  const isWide = terminal.columns >= roomForAll
  const header = isWide ? messages.statusHeader : narrow
  const rows = accounts.map(account => {
    const { issuedOn, ...cells } = cellsOf(terminal, account)
    return Object.values(isWide ? cellsOf(terminal, account) : cells)
  })
  return [...terminal.table(Object.values(header), rows), ...summary(terminal, status)]
}

const roomForAll = 96

/** What each open incident is about, and how to go on. The playbooks' titles are loaded only if there is one. */
async function incidentLines(
  terminal: Terminal,
  { incidents }: Status,
  now: Date,
): Promise<readonly string[]> {
  if (incidents.length === 0) return []
  const { titleOf } = await import('./playbook/texts.ts')
  const lines = incidents.map(async ({ account, scenario, deadline, overdue }) => {
    const title = await titleOf(scenario, terminal.language)
    const left = deadline === null ? undefined : timeLeft(deadline, now)
    const text = terminal.text(messages.incidentLine, { account: account ?? undefined, title, left })
    const sign = overdue ? terminal.colour.red('✗') : terminal.colour.yellow('⚠')
    return terminal.fit(`${sign} ${text}`)
  })
  return (await Promise.all(lines)).flat()
}

/** In the order of the header. */
function cellsOf(
  terminal: Terminal,
  status: AccountStatus,
): Record<keyof typeof messages.statusHeader, string> {
  const { account, issuedOn, nextDue, findings } = status
  const [finding] = findings
  const due = nextDue === null ? '–' : terminal.text(messages.nextDueText, nextDue)
  return {
    account: `@${account}`,
    codes: codesCell(terminal, status),
    level: levelCell(terminal, status),
    issuedOn: issuedOn ?? '–',
    nextDue: nextDue?.overdue ? terminal.colour.yellow(due) : due,
    finding: finding ? findingCell(terminal, finding) : '–',
  }
}

function codesCell(terminal: Terminal, { remaining, setSize, level }: AccountStatus): string {
  const cells = bar(remaining, setSize, 5, terminal.isPlain ? 'ascii' : 'blocks')
  return `${paintOf(terminal, level)(cells)} ${`${remaining}/${setSize}`.padStart(5)}`
}

function levelCell(terminal: Terminal, { level }: AccountStatus): string {
  return paintOf(terminal, level)(messages.levelWords[level][terminal.language])
}

function paintOf({ colour }: Terminal, level: Level): (text: string) => string {
  return { ok: colour.green, low: colour.yellow, critical: colour.red, empty: colour.red }[level]
}

function findingCell(terminal: Terminal, finding: Finding): string {
  const { colour } = terminal
  const sign = { critical: colour.red('✗ '), warning: colour.yellow('⚠ '), info: '· ' }
  return sign[finding.severity] + terminal.text(messages.findingText, finding)
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
  return [...lines, ...renewal(terminal, { accounts })]
}

/** How to get new codes, how to settle a code that is out, and where the late ones are listed. */
function renewal(terminal: Terminal, { accounts }: Pick<Status, 'accounts'>): readonly string[] {
  const lines: string[] = []
  const [first] = accounts.filter(({ level }) => level !== 'ok').toSorted(mostUrgentFirst)
  if (first) lines.push(...terminal.fit(terminal.text(messages.howToRenew, { account: first.account })))
  const open = accounts.find(({ reserved }) => reserved > 0)
  if (open) lines.push(...terminal.fit(terminal.text(messages.howToAnswer, { account: open.account })))
  if (accounts.some(({ nextDue }) => nextDue?.overdue))
    lines.push(...terminal.fit(terminal.text(messages.whatIsDue, undefined)))
  return lines
}

/** Who ran out, then who is about to; an account that never had codes has been waiting longer already. */
function mostUrgentFirst(a: AccountStatus, b: AccountStatus): number {
  const everHad = Number(b.issuedOn !== null) - Number(a.issuedOn !== null)
  return everHad || levels.indexOf(b.level) - levels.indexOf(a.level)
}
