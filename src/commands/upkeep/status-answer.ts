/** What `status` shows once the vault is open: the table of all accounts, or the page of one. */
import { requireAccount } from '../../domain/model/accounts.ts'
import { type Level, levels } from '../../domain/model/level.ts'
import { alarmExits } from '../../domain/model/severity.ts'
import type { State } from '../../domain/model/state.ts'
import { timeLeft } from '../../domain/text/deadline.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { type FixCounts, fixCounts } from '../../domain/upkeep/audit.ts'
import {
  type AccountStatus,
  alarmIn,
  type Finding,
  type Status,
  statusOf,
  worstFirst,
} from '../../domain/upkeep/status.ts'
import { bar } from '../../terminal/bar.ts'
import { openLine } from '../../terminal/messages/continuity/handover.ts'
import * as messages from '../../terminal/messages/upkeep/status.ts'
import { unlockedNote } from '../../terminal/messages/vault/unlock.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { AccountChoice } from '../account-filters.ts'
import type { Context } from '../context.ts'
import { aboutNames } from '../continuity/handover-output.ts'
import { partOf } from '../list-part.ts'
import type { PageOptions } from '../listing.ts'
import { accountPage, type PageContent, pageJson } from './account-page.ts'

interface Question {
  /** Only this one. */
  readonly handle: Handle | undefined
  /** Only accounts that it accepts. */
  readonly fits: AccountChoice | undefined
  readonly now: Date
  /** Prints nothing if all is well. */
  readonly check: boolean
  /** Also the accounts that need nothing. */
  readonly all: boolean
  readonly options: PageOptions
}

export async function answerStatus(
  context: Context,
  state: State,
  { handle, fits, now, check, all, options }: Question,
): Promise<void> {
  const account = handle && requireAccount(state, handle)
  const { terminal, unlockedUntil } = context
  if (unlockedUntil) terminal.note(unlockedNote, { until: terminal.time(unlockedUntil.toISOString()) }, 'dim')
  const found = statusOf(state, now, { only: account, fits })
  const problems: Problems = fixCounts(state, now, { account, fits })

  if (check) context.exitCode = alarmExits[alarmIn(found)]
  if (terminal.json) {
    const more = account ? pageJson(state, account, now) : {}
    const { items, json } = partOf(terminal, found.accounts, options)
    const accounts = items.map(status => ({
      ...jsonOf(terminal, status),
      audit: problems.get(status.account) ?? { critical: 0, warning: 0 },
      ...more,
    }))
    terminal.answerJson({ ...found, accounts, ...json })
  } else if (!check || context.exitCode !== 0) {
    const shown = check ? needing(found) : found
    const [only] = shown.accounts
    const isPage = account !== undefined && only !== undefined && !check
    const body = isPage
      ? page({ terminal, state, account, status: only, now }, problems.get(account.handle))
      : listed(terminal, { ...shown, problems }, options, {
          isFiltered: found.accounts.length < state.accounts.size,
          all,
        })
    const open = [...(await incidentLines(terminal, shown, now)), ...handoverLines(terminal, state, shown)]
    if (isPage) {
      const more = [...open, ...renewal(terminal, found)]
      await terminal.answerPaged([...body, ...(more.length > 0 ? [''] : []), ...more])
    } else await terminal.answerPaged([...open, ...(open.length > 0 && body.length > 0 ? [''] : []), ...body])
  }
}

/** How many problems the audit found beyond the status, by account. */
type Problems = ReadonlyMap<Handle, FixCounts>

interface Shown extends Status {
  readonly problems: Problems
}

/** With more accounts, those that need nothing are only counted. */
const mostInFull = 20

/** The table of all accounts, the worst first, or of the part asked for. The summary is about all. */
function listed(
  terminal: Terminal,
  status: Shown,
  options: PageOptions,
  { isFiltered, all }: { readonly isFiltered: boolean; readonly all: boolean },
): readonly string[] {
  const { accounts, problems } = status
  if (isFiltered && accounts.length === 0) return [terminal.text(messages.noneFits, undefined)]
  const isInFull =
    all || isFiltered || accounts.length <= mostInFull || options.limit !== undefined || options.page !== undefined
  const needing = (one: AccountStatus): boolean => one.findings.length > 0 || problems.has(one.account)
  const sorted = worstFirst(accounts)
  const chosen = isInFull ? sorted : sorted.filter(needing)
  const folded = accounts.length - chosen.length
  const { items, lines } = partOf(terminal, chosen, options)
  const more = folded > 0 ? terminal.fit(terminal.text(messages.folded, { count: folded })) : []
  return [
    ...overview(
      terminal,
      status,
      items,
      more.map(line => terminal.color.dim(line)),
    ),
    ...lines,
  ]
}

function page(
  content: Omit<PageContent, 'codes' | 'findings' | 'hasProblems'>,
  problems: FixCounts | undefined,
): readonly string[] {
  const { terminal, status } = content
  return accountPage({
    ...content,
    codes: `${codesCell(terminal, status)}  ${levelCell(terminal, status)}`,
    findings: [
      ...status.findings.map(finding => findingCell(terminal, finding)),
      ...(problems ? [problemsCell(terminal, problems)] : []),
    ],
    hasProblems: problems !== undefined,
  })
}

function problemsCell(terminal: Terminal, { critical, warning }: FixCounts): string {
  const sign = terminal.sign(critical > 0 ? 'critical' : 'warning')
  return `${sign} ${terminal.text(messages.toFix, { count: critical + warning })}`
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

function overview(
  terminal: Terminal,
  status: Shown,
  shown: readonly AccountStatus[],
  folded: readonly string[],
): readonly string[] {
  const { accounts, incidents } = status
  if (accounts.length === 0) return incidents.length > 0 ? [] : [terminal.text(messages.noAccounts, undefined)]
  const { issuedOn, ...narrow } = messages.statusHeader
  // On a narrow screen the day of the set is left out: `status ACCOUNT` has it.
  const isWide = terminal.columns >= roomForAll
  const header = isWide ? messages.statusHeader : narrow
  const rows = shown.map(account => {
    const all = cellsOf(terminal, account, status.problems.get(account.account))
    const { issuedOn, ...cells } = all
    return Object.values(isWide ? all : cells)
  })
  const table = shown.length > 0 ? terminal.table(Object.values(header), rows) : []
  return [...table, ...folded, ...summary(terminal, status)]
}

const roomForAll = 96

/** What each open incident is about, and how to go on. Playbook titles are loaded only if there is one. */
async function incidentLines(terminal: Terminal, { incidents }: Status, now: Date): Promise<readonly string[]> {
  if (incidents.length === 0) return []
  const { titleOf } = await import('../playbooks/titles.ts')
  const lines = incidents.map(async ({ account, scenario, deadline, overdue, signedIn }) => {
    const title = await titleOf(scenario, terminal.language)
    const left = deadline === null || signedIn ? undefined : timeLeft(deadline, now)
    const text = terminal.text(messages.incidentLine, { account: account ?? undefined, title, left, signedIn })
    return terminal.fit(`${terminal.sign(overdue ? 'critical' : 'warning')} ${text}`)
  })
  return (await Promise.all(lines)).flat()
}

function handoverLines(terminal: Terminal, state: State, { handovers }: Status): readonly string[] {
  return handovers.flatMap(handover => {
    const { id, done, steps } = handover
    const gaps = { handover: id, about: aboutNames(terminal, state, handover), done, steps }
    return terminal.fit(`${terminal.sign('warning')} ${terminal.text(openLine, gaps)}`)
  })
}

/** In the order of the header. */
function cellsOf(
  terminal: Terminal,
  status: AccountStatus,
  problems: FixCounts | undefined,
): Record<keyof typeof messages.statusHeader, string> {
  const { account, issuedOn, nextDue, findings } = status
  const [finding] = findings
  const due = nextDue === null ? '–' : terminal.text(messages.nextDueText, nextDue)
  return {
    account: `@${account}`,
    codes: codesCell(terminal, status),
    level: levelCell(terminal, status),
    issuedOn: issuedOn ?? '–',
    nextDue: nextDue?.overdue ? terminal.color.yellow(due) : due,
    finding: finding ? findingCell(terminal, finding) : problems ? problemsCell(terminal, problems) : '–',
  }
}

function codesCell(terminal: Terminal, { remaining, setSize, level }: AccountStatus): string {
  if (terminal.isPlain) return `${remaining}/${setSize}`
  return `${paintOf(terminal, level)(bar(remaining, setSize))} ${`${remaining}/${setSize}`.padStart(5)}`
}

function levelCell(terminal: Terminal, { level }: AccountStatus): string {
  return paintOf(terminal, level)(messages.levelWords[level][terminal.language])
}

function paintOf({ color }: Terminal, level: Level): (text: string) => string {
  return { ok: color.green, low: color.yellow, critical: color.red, empty: color.red }[level]
}

function findingCell(terminal: Terminal, finding: Finding): string {
  return `${terminal.sign(finding.severity)} ${terminal.text(messages.findingText, finding)}`
}

function summary(terminal: Terminal, { accounts, incidents, handovers, problems }: Shown): readonly string[] {
  const troubled = accounts.filter(account => needsSomething(account) || problems.has(account.account))
  const count = accounts.length
  const open = accounts.find(({ reserved }) => reserved > 0)
  const lines: string[] = []
  if (troubled.length > 0 && count > 1)
    lines.push(terminal.text(messages.someNeed, { needing: troubled.length, count }))
  if (troubled.length === 0 && incidents.length + handovers.length === 0 && !open)
    lines.push(terminal.text(messages.allWell, { count }))
  const toAudit = problems.size > 0 ? terminal.fit(terminal.text(messages.howToFix, undefined)) : []
  return [...lines, ...renewal(terminal, { accounts }), ...toAudit]
}

/** How to get new codes, how to record an unknown outcome, and where to see what is late. */
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

/** Accounts that ever had codes first, the fewest left on top; then those that never had any. */
function mostUrgentFirst(a: AccountStatus, b: AccountStatus): number {
  const everHad = Number(b.issuedOn !== null) - Number(a.issuedOn !== null)
  return everHad || levels.indexOf(b.level) - levels.indexOf(a.level)
}
