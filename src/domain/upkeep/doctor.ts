/** What `doctor` looks at, and how bad each thing is that it can find. */
import type { Severity } from '../model/severity.ts'

/** In the order of the report. */
export const doctorChecks = [
  'file',
  'seal',
  'journal',
  'rights',
  'place',
  'copies',
  'lock',
  'leftovers',
  'backups',
  'keys',
  'clock',
  'engine',
  'node',
  'clipboard',
  'agent',
] as const
export type DoctorCheck = (typeof doctorChecks)[number]

/** Checks that need the vault to be open. */
export const openChecks: readonly DoctorCheck[] = ['seal', 'journal']

interface Kind<Details> {
  readonly check: DoctorCheck
  readonly severity: Severity
  /** `--fix` can fix it, because nothing can be lost by that. */
  readonly isFixable: boolean
  /** Never there: it holds the type. */
  readonly details?: Details
}

type Nothing = Readonly<Record<never, never>>

function of<Details = Nothing>(check: DoctorCheck, severity: Severity, isFixable = false): Kind<Details> {
  return { check, severity, isFixable }
}

interface InPath {
  readonly path: string
}
interface InPaths {
  readonly paths: readonly string[]
}

export const doctorKinds = {
  /** git left both sides in the file. */
  'git-markers': of<InPath>('file', 'critical'),
  'first-format': of('file', 'info'),
  /** Two machines wrote under one id. */
  'number-twice': of<{ count: number }>('journal', 'warning'),
  'numbers-missing': of<{ count: number }>('journal', 'info'),
  'order-broken': of<{ count: number }>('journal', 'warning'),
  'future-events': of<{ count: number; latest: string }>('journal', 'warning'),
  'newer-records': of<{ types: readonly string[] }>('journal', 'warning'),
  'file-open': of<InPath>('rights', 'warning', true),
  'folder-open': of<InPath>('rights', 'warning', true),
  'backups-open': of<InPath>('rights', 'warning', true),
  'state-open': of<InPath>('rights', 'warning', true),
  /** The folder of another user. */
  'folder-foreign': of<InPath>('rights', 'warning'),
  'notes-unreadable': of<InPath>('rights', 'warning'),
  /** A read-only disk, an immutable file, a folder without the right to write. `cause`: the error's name. */
  'write-protected': of<InPath & { cause: string }>('rights', 'critical'),
  'synced-folder': of<InPath & { service: string }>('place', 'info'),
  /** git and the sync service both write the repository, and tear it. */
  'git-in-synced-folder': of<InPath & { service: string }>('place', 'critical'),
  'network-disk': of<{ kind: string }>('place', 'info'),
  'disk-without-rights': of<{ kind: string }>('place', 'warning'),
  /** Gone at the next restart. */
  'memory-disk': of<{ kind: string }>('place', 'critical'),
  'conflict-copies': of<InPaths>('copies', 'warning'),
  'dead-lock': of<InPath>('lock', 'warning', true),
  /** Nothing is known about its holder. */
  'unknown-lock': of<InPath & { host: string }>('lock', 'warning'),
  'broken-lock': of<InPath>('lock', 'warning'),
  'in-use': of<{ pid: number }>('lock', 'info'),
  'files-left': of<InPaths>('leftovers', 'info', true),
  'no-backup': of('backups', 'info'),
  'backups-damaged': of<InPaths>('backups', 'warning'),
  /** Under another path of this vault. `into`: where the others are. */
  'backups-elsewhere': of<InPaths & { into: string }>('backups', 'info'),
  'no-recovery-key': of('keys', 'warning'),
  'one-person': of('keys', 'info'),
  /** `by`: seconds. */
  'clock-behind': of<{ by: number; latest: string }>('clock', 'warning'),
  'slow-engine': of('engine', 'warning'),
  'node-ended': of<{ version: string; since: string }>('node', 'info'),
  'no-clipboard': of<{ install: readonly string[] }>('clipboard', 'info'),
  'agent-open': of<InPath>('agent', 'warning'),
} as const

export type DoctorCode = keyof typeof doctorKinds
export type DoctorDetails = { [C in DoctorCode]: NonNullable<(typeof doctorKinds)[C]['details']> }
export type DoctorFinding = { [C in DoctorCode]: { readonly code: C; readonly details: DoctorDetails[C] } }[DoctorCode]

export function finding<C extends DoctorCode>(code: C, details: DoctorDetails[C]): Extract<DoctorFinding, { code: C }> {
  return { code, details } as Extract<DoctorFinding, { code: C }>
}

/** The end of each version's support, from the release schedule of Node. */
const supportEnds: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
}

export interface MachineFacts {
  readonly now: Date
  /** As `process.versions.node`. */
  readonly node: string
  readonly isSlowEngine: boolean
  /** Missing: the clipboard works. Packages of which one would help; none without a desktop. */
  readonly clipboardNeeds?: readonly string[]
  /** The agent's folder, if others can enter it. */
  readonly openAgent?: string
}

export function machineFindings(facts: MachineFacts): readonly DoctorFinding[] {
  const { now, node, isSlowEngine, clipboardNeeds, openAgent } = facts
  const since = supportEnds[Number.parseInt(node, 10)]
  return [
    ...(isSlowEngine ? [finding('slow-engine', {})] : []),
    ...(since !== undefined && now.toISOString() > since ? [finding('node-ended', { version: node, since })] : []),
    ...(clipboardNeeds ? [finding('no-clipboard', { install: clipboardNeeds })] : []),
    ...(openAgent === undefined ? [] : [finding('agent-open', { path: openAgent })]),
  ]
}

/** In seconds: clocks of two machines may differ by so much, and one-time codes still work. */
const clockSlack = 300

/** @param latest the latest time that this machine itself has written down: of a file, a backup, its own event */
export function clockFindings(now: Date, latest: readonly string[]): readonly DoctorFinding[] {
  const newest = latest.toSorted().at(-1)
  if (newest === undefined) return []
  const by = Math.round((Date.parse(newest) - now.getTime()) / 1000)
  return by > clockSlack ? [finding('clock-behind', { by, latest: newest })] : []
}

export interface SlotFacts {
  readonly kind: 'passphrase' | 'recovery'
}

export function keyFindings(slots: readonly SlotFacts[], epoch: number): readonly DoctorFinding[] {
  const isOne = slots.filter(({ kind }) => kind === 'passphrase').length < 2
  return [
    ...(epoch === 0 ? [finding('first-format', {})] : []),
    ...(slots.some(({ kind }) => kind === 'recovery') ? [] : [finding('no-recovery-key', {})]),
    ...(isOne ? [finding('one-person', {})] : []),
  ]
}
