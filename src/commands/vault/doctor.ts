import { alarmExits, alarmOf, mostSevereFirst, type Severity, severities } from '../../domain/model/severity.ts'
import {
  clockFindings,
  type DoctorCheck,
  type DoctorFinding,
  doctorChecks,
  doctorKinds,
  finding,
  keyFindings,
  type MachineFacts,
  machineFindings,
  openChecks,
} from '../../domain/upkeep/doctor.ts'
import { journalFindings } from '../../domain/upkeep/doctor-journal.ts'
import { placeFindings } from '../../domain/upkeep/vault-place.ts'
import { isSlow } from '../../envelope/argon2id.ts'
import { type Failure, type FailureCode, isFailure, UserError } from '../../errors.ts'
import type { Message } from '../../language.ts'
import { severityWords } from '../../terminal/messages/upkeep/audit.ts'
import * as messages from '../../terminal/messages/vault/doctor.ts'
import { leftInGit } from '../../terminal/messages/vault/git.ts'
import { severitySigns } from '../../terminal/severity-signs.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { exposedFolder } from '../../vault/agent-socket.ts'
import { type ClosedVault, findVault } from '../../vault/closed-vault.ts'
import { conflictCopies } from '../../vault/copies.ts'
import { fixFinding } from '../../vault/doctor-fix.ts'
import {
  backupFindings,
  hasGitMarkers,
  leftoverFindings,
  lockFindings,
  protectionFindings,
  rightsFindings,
  timesAround,
} from '../../vault/doctor-probe.ts'
import { noVault } from '../../vault/missing-vault.ts'
import { placeOf } from '../../vault/place.ts'
import type { Vault } from '../../vault/vault.ts'
import { exists, realPath } from '../../vault/vault-file.ts'
import { notQuiet, preparedWorkTree } from '../../vault/work-tree.ts'
import type { Context, RegisterCommand } from '../context.ts'

/** `igcodes doctor`: what is wrong with the vault and this computer, and how to fix it. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({ en: 'what is wrong with the vault and this computer', ja: '保管庫とこのパソコンの不具合を調べる' }),
    )
    .option('--fix', t({ en: 'fix what can be fixed without any loss', ja: '何も失わずに直せるものを直す' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes doctor', en: 'exit 0, 30 (to fix) or 31 (critical)', ja: '終了コード 0、30(要修正)、31(緊急)' },
        {
          run: 'igcodes doctor --fix',
          en: 'rights, old locks, temporary files',
          ja: 'アクセス権・古いロック・一時ファイル',
        },
        {
          run: 'igcodes doctor --json --no-input',
          en: 'in a script; also without the passphrase',
          ja: 'スクリプトから(パスフレーズなしでも)',
        },
      ]),
    )
    .action(async ({ fix }) => doctor(context(), fix === true))
}

/** What came out of a check: a finding, or the failure in which it ended. */
type Found = DoctorFinding | UserError

/** A finding in the user's language. */
interface Said {
  readonly check: DoctorCheck
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly next: string
  readonly fixed: boolean
  /** For scripts: paths, counts. */
  readonly details?: object
}

async function doctor(context: Context, fix: boolean): Promise<void> {
  const path = realPath(context.vaultPath)
  // Before the vault is opened, which closes its file to others.
  const around = await findingsAround(context, path)
  const said: Said[] = []
  for (const found of around) said.push(await inWords(context, found, path, fix))
  if (fix && hasGitMarkers(path) && (await unite(context, path)))
    said.push({ ...(await inWords(context, finding('git-markers', { path }), path, false)), fixed: true })
  const inside = await findingsInside(context, path)
  for (const found of inside.findings) said.push(await inWords(context, found, path, fix))
  report(context, said.toSorted(mostSevereFirst), inside.notMade)
}

/**
 * Unites both sides of a vault that git has merged as text. Needs the secret.
 *
 * @returns false without a secret, and if git has no side that is a vault
 */
async function unite(context: Context, path: string): Promise<boolean> {
  const secret = await context.secret()
  if (!secret) return false
  const { uniteConflict } = await import('../../vault/git-conflict.ts')
  try {
    const { vault, isWhole } = await uniteConflict(path, secret, context.store(), context.system.env)
    context.vault = vault
    if (!isWhole) context.terminal.warn(leftInGit, undefined)
    return true
  } catch (error) {
    if (isFailure(error, 'damaged')) return false
    throw error
  }
}

async function findingsAround(context: Context, path: string): Promise<readonly Found[]> {
  const look = (work: () => readonly Found[]): readonly Found[] => {
    try {
      return work()
    } catch (error) {
      if (error instanceof UserError) return [error]
      throw error
    }
  }
  const locks = look(() => lockFindings(path, () => context.store().replica.mark))
  const isLocked = locks.some(found => found.code === 'in-use' || found.code === 'unknown-lock')
  return [
    ...rightsFindings(path, context.state, context.backups),
    ...protectionFindings(path, context.state),
    ...placeFindings(placeOf(path)),
    ...look(() => repositoryFindings(path)),
    ...locks,
    ...(isLocked ? [] : leftoverFindings(path)),
    ...(exists(path) ? look(() => backupFindings(context.backups, path)) : []),
    ...machineFindings(await machineFacts(context)),
  ]
}

function repositoryFindings(path: string): readonly Found[] {
  const tree = preparedWorkTree(path)
  const found = tree && notQuiet(tree)
  return found ? [found] : []
}

async function machineFacts(context: Context): Promise<MachineFacts> {
  const { env, now } = context.system
  const openAgent = exposedFolder(env)
  const clipboardNeeds = await context.clipboard({ clip: true }).then(
    () => undefined,
    (error: unknown) => {
      if (isFailure(error, 'clipboard-unavailable')) return error.details.install
      if (error instanceof UserError) return undefined
      throw error
    },
  )
  return {
    now: now(),
    node: process.versions.node,
    isSlowEngine: await isSlow(),
    ...(clipboardNeeds && { clipboardNeeds }),
    ...(openAgent !== undefined && { openAgent }),
  }
}

interface Inside {
  readonly findings: readonly Found[]
  readonly notMade: readonly DoctorCheck[]
}

async function findingsInside(context: Context, path: string): Promise<Inside> {
  const now = context.system.now()
  const closed = closedVault(path, context.state)
  if (closed instanceof UserError) {
    const torn = isFailure(closed, 'damaged') && hasGitMarkers(path)
    const findings = [
      torn ? finding('git-markers', { path }) : closed,
      ...clockFindings(now, timesAround(path, context.backups)),
    ]
    return { findings, notMade: ['seal', 'journal', 'copies', 'keys'] }
  }
  const { envelope } = closed
  const copies = conflictCopies(closed.path)
  const findings: Found[] = [
    ...(copies.length > 0 ? [finding('conflict-copies', { paths: copies })] : []),
    ...keyFindings(envelope.slots, envelope.epoch),
  ]
  const times = timesAround(path, context.backups)
  const vault = await openedVault(context)
  if (!vault || vault instanceof UserError) {
    const failure = vault ? [vault] : []
    return { findings: [...findings, ...failure, ...clockFindings(now, times)], notMade: openChecks }
  }
  const { events, state } = vault
  const replica = replicaOf(vault)
  const ownTimes = events.filter(event => event.replica === replica).map(({ at }) => at)
  const { unreadable } = context.store().replica
  return {
    findings: [
      ...findings,
      ...(replica instanceof UserError ? [replica] : []),
      ...(unreadable === undefined ? [] : [finding('notes-unreadable', { path: unreadable })]),
      ...journalFindings(events, state.unknownTypes, now),
      ...clockFindings(now, [...times, ...ownTimes]),
    ],
    notMade: [],
  }
}

function closedVault(path: string, state: string): ClosedVault | UserError {
  try {
    return findVault(path)
  } catch (error) {
    if (isFailure(error, 'no-vault')) return noVault(path, state)
    if (error instanceof UserError) return error
    throw error
  }
}

/** These say that the vault is not as it should be. Everything else ends the command. */
const faults: readonly FailureCode[] = [
  'damaged',
  'newer-format',
  'older-copy',
  'other-key',
  'storage',
  'replica-broken',
]

/** Undefined without a secret. */
async function openedVault(context: Context): Promise<Vault | UserError | undefined> {
  try {
    return await context.open()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (error.code === 'passphrase-needed') return undefined
    if (faults.includes(error.code)) return error
    throw error
  }
}

/** Or why this machine's state cannot hold one. */
function replicaOf(vault: Vault): string | UserError {
  try {
    return vault.replica
  } catch (error) {
    if (error instanceof UserError && faults.includes(error.code)) return error
    throw error
  }
}

async function inWords(context: Context, found: Found, path: string, fix: boolean): Promise<Said> {
  const { terminal } = context
  if (found instanceof UserError) return failureInWords(terminal, found)
  const { code } = found
  const { check, severity, isFixable } = doctorKinds[code]
  // The compiler cannot see that the details are those of the finding's own code.
  const { what, next } = messages.doctorWords[code] as { what: Message<unknown>; next: Message<unknown> }
  const isFixed = fix && isFixable && (await fixFinding(found, path, context.store().replica.mark))
  return {
    check,
    code,
    severity,
    message: terminal.text(what, found.details),
    next: terminal.text(next, found.details),
    fixed: isFixed,
    details: found.details,
  }
}

/** A vault that is not there yet is no emergency; one that cannot be used is. */
const mild: readonly FailureCode[] = ['no-vault', 'older-copy', 'git-under-way']

async function failureInWords({ language }: Terminal, error: UserError): Promise<Said> {
  const { failureSentences } = await import('../../terminal/messages/failures.ts')
  const { what, next } = failureSentences(error as Failure, language)
  const isMild = mild.includes(error.code)
  return {
    check: error.code === 'damaged' ? 'seal' : 'file',
    code: error.code,
    severity: isMild ? 'warning' : 'critical',
    message: what,
    next,
    fixed: false,
  }
}

function report(context: Context, said: readonly Said[], notMade: readonly DoctorCheck[]): void {
  const { terminal } = context
  const level = alarmOf(said.filter(({ fixed }) => !fixed).map(({ severity }) => severity))
  context.exitCode = alarmExits[level]
  const fine = doctorChecks.filter(check => !notMade.includes(check) && !said.some(one => one.check === check))
  if (terminal.json) {
    const findings = said.map(({ next, fixed, ...one }) => ({ ...one, ...(next !== '' && { mend: next }), fixed }))
    terminal.answerJson({ findings, level, fine, notMade })
    return
  }
  const { color, language } = terminal
  for (const severity of severities) {
    const found = said.filter(one => one.severity === severity)
    if (found.length === 0) continue
    terminal.answer(color.bold(severityWords[severity][language]))
    for (const one of found) terminal.answer(...linesOf(terminal, one))
    terminal.answer('')
  }
  terminal.answer(...terminal.fit(terminal.text(messages.fine, { checks: fine })).map(line => color.green(line)))
  if (notMade.length > 0) terminal.answer(...terminal.fit(terminal.text(messages.notMade, { checks: notMade })))
}

function linesOf({ color, language, layout }: Terminal, { severity, message, next, fixed }: Said): readonly string[] {
  const paint = { critical: color.red, warning: color.yellow, info: color.dim }[severity]
  const [first = '', ...more] = message.split('\n')
  return [
    ...layout.item(severitySigns[severity], first, 2, 1).map(line => paint(line)),
    ...more.map(line => layout.copyable(line.trim(), 4)),
    ...(fixed
      ? [`    ${color.green('✓')} ${messages.fixed[language]}`]
      : next
          .split('\n')
          .filter(line => line !== '')
          .flatMap(line => layout.instruction('→', line.trim(), 4, 1))),
  ]
}
