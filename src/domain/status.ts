/** What `status` says of each account: how many codes are left, what is due, what is wrong. */
import { accountsByHandle } from './accounts.ts'
import { currentSet, handedOutTwice, pendingCodes, placedCodes, remaining } from './codes.ts'
import { addMonths, daysBetween, type IsoDate, localDay } from './date.ts'
import { timeLeft } from './deadline.ts'
import type { IncidentId } from './events.ts'
import type { Account, State } from './fold.ts'
import type { Handle } from './handle.ts'
import { concerns, deadlineOf, handleOf, type Incident, openIncidents, scenarioOf } from './incidents.ts'
import { type Level, levelOf, worstLevel } from './level.ts'
import type { Scenario } from './scenarios.ts'

export type Severity = 'info' | 'warning' | 'critical'

export type Finding =
  | { readonly code: 'no-codes'; readonly severity: 'critical'; readonly ever: boolean }
  | { readonly code: 'one-left'; readonly severity: 'critical' }
  | { readonly code: 'few-left'; readonly severity: 'warning'; readonly remaining: number }
  | { readonly code: 'outcome-unknown'; readonly severity: 'info'; readonly positions: readonly number[] }
  | { readonly code: 'handed-out-twice'; readonly severity: 'warning'; readonly positions: readonly number[] }
  | {
      readonly code: 'review-soon'
      readonly severity: 'warning'
      readonly on: IsoDate
      readonly days: number
    }
  | {
      readonly code: 'review-overdue'
      readonly severity: 'critical'
      readonly on: IsoDate
      readonly days: number
    }
  | {
      readonly code: 'incident-open'
      readonly severity: 'warning'
      readonly incident: IncidentId
      readonly scenario: Scenario
      /** ISO 8601 in UTC, like the deadline. */
      readonly since: string
      readonly deadline?: string
    }
  | {
      readonly code: 'deadline-passed'
      readonly severity: 'critical'
      readonly incident: IncidentId
      readonly deadline: string
    }

export interface AccountStatus {
  readonly account: Handle
  readonly remaining: number
  readonly setSize: number
  readonly level: Level
  /** Codes handed out whose outcome nobody recorded. */
  readonly reserved: number
  readonly issuedOn: IsoDate | null
  /** Six months after the set was stored (article, on reviews: every 6 to 12 months). */
  readonly reviewDueOn: IsoDate | null
  /** A month after the latest proof that the way in works: a code that worked, else the day the set was stored. */
  readonly testDueOn: IsoDate | null
  /** The most severe first. */
  readonly findings: readonly Finding[]
}

/** A lock-out that nobody has brought to its end. */
export interface OpenIncident {
  readonly id: IncidentId
  /** Null where nobody said which. */
  readonly account: Handle | null
  readonly scenario: Scenario
  readonly openedAt: string
  readonly deadline: string | null
  readonly overdue: boolean
}

export interface Status {
  readonly accounts: readonly AccountStatus[]
  /** The worst of the accounts' codes. */
  readonly level: Level
  /** The oldest first. */
  readonly incidents: readonly OpenIncident[]
}

const reviewMonths = 6
const testMonths = 1
/** From this many days before it a review is called due soon. */
const soonDays = 14

/** @param only of this account; of all if it is left out */
export function statusOf(state: State, now: Date, only?: Account): Status {
  const open = openIncidents(state).filter(incident => !only || concerns(incident, only))
  const accounts = (only ? [only] : accountsByHandle(state)).map(account =>
    accountStatus(state, account, now, open),
  )
  return {
    accounts,
    level: worstLevel(accounts.map(({ level }) => level)),
    incidents: open.map(incident => openIncident(state, incident, now)),
  }
}

function openIncident(state: State, incident: Incident, now: Date): OpenIncident {
  const deadline = deadlineOf(incident)
  return {
    id: incident.id,
    account: handleOf(state, incident) ?? null,
    scenario: scenarioOf(incident),
    openedAt: incident.openedAt,
    deadline,
    overdue: deadline !== null && timeLeft(deadline, now).overdue,
  }
}

/** @param open the open incidents, where somebody has them already */
export function accountStatus(
  state: State,
  account: Account,
  now: Date,
  open = openIncidents(state),
): AccountStatus {
  const set = currentSet(account)
  const codes = set ? placedCodes(state, account, set) : []
  const left = remaining(state, account)
  const stored = set && (dayOf(set.added.at) ?? set.issuedOn)
  const lastUse = codes
    .flatMap(({ id }) => state.codes.get(id)?.usedAt ?? [])
    .toSorted()
    .at(-1)
  const reviewDueOn = stored ? addMonths(stored, reviewMonths) : null
  return {
    account: account.handle,
    remaining: left,
    setSize: codes.length,
    level: levelOf(left, codes.length),
    reserved: pendingCodes(state, account).length,
    issuedOn: set?.issuedOn ?? null,
    reviewDueOn,
    testDueOn: stored ? addMonths((lastUse && dayOf(lastUse)) || stored, testMonths) : null,
    findings: [
      ...incidentFindings(
        open.filter(incident => concerns(incident, account)),
        now,
      ),
      ...findingsOf(state, account, left, reviewDueOn, localDay(now)),
    ].toSorted(mostSevereFirst),
  }
}

/** Undefined for a time that nobody can read: the journal takes any text there, and status must not fail for it. */
function dayOf(at: string): IsoDate | undefined {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? undefined : localDay(time)
}

/** For scripts: 0 when all is well, 30 when something needs attention, 31 when it is critical. */
export function alarmOf({ accounts, incidents }: Status): 0 | 30 | 31 {
  const found = accounts.flatMap(({ findings }) => findings.map(({ severity }) => severity))
  // Also those of no account in the vault.
  if (found.includes('critical') || incidents.some(({ overdue }) => overdue)) return 31
  return found.includes('warning') || incidents.length > 0 ? 30 : 0
}

function incidentFindings(open: readonly Incident[], now: Date): readonly Finding[] {
  return open.flatMap((incident): readonly Finding[] => {
    const { id, openedAt: since } = incident
    const deadline = deadlineOf(incident)
    const isOpen: Finding = {
      code: 'incident-open',
      severity: 'warning',
      incident: id,
      scenario: scenarioOf(incident),
      since,
      ...(deadline !== null && { deadline }),
    }
    if (deadline === null || !timeLeft(deadline, now).overdue) return [isOpen]
    return [{ code: 'deadline-passed', severity: 'critical', incident: id, deadline }, isOpen]
  })
}

const severities: readonly Severity[] = ['critical', 'warning', 'info']

function mostSevereFirst(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

function findingsOf(
  state: State,
  account: Account,
  left: number,
  reviewDueOn: IsoDate | null,
  today: IsoDate,
): readonly Finding[] {
  const set = currentSet(account)
  const codes = set ? placedCodes(state, account, set) : []
  const level = levelOf(left, codes.length)
  const findings: Finding[] = []

  if (level === 'empty')
    findings.push({ code: 'no-codes', severity: 'critical', ever: account.sets.length > 0 })
  if (level === 'critical') findings.push({ code: 'one-left', severity: 'critical' })
  if (level === 'low') findings.push({ code: 'few-left', severity: 'warning', remaining: left })

  const days = reviewDueOn ? daysBetween(today, reviewDueOn) : Number.POSITIVE_INFINITY
  if (reviewDueOn && days < 0)
    findings.push({ code: 'review-overdue', severity: 'critical', on: reviewDueOn, days: -days })
  else if (reviewDueOn && days <= soonDays)
    findings.push({ code: 'review-soon', severity: 'warning', on: reviewDueOn, days })

  const twice = codes.filter(({ id }) => {
    const code = state.codes.get(id)
    return code !== undefined && handedOutTwice(code)
  })
  if (twice.length > 0)
    findings.push({
      code: 'handed-out-twice',
      severity: 'warning',
      positions: twice.map(({ position }) => position),
    })

  const pending = pendingCodes(state, account)
  if (pending.length > 0)
    findings.push({
      code: 'outcome-unknown',
      severity: 'info',
      positions: pending.map(({ position }) => position).toSorted((a, b) => a - b),
    })

  return findings
}
