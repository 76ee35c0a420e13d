/** The status of each account: how many codes are left, what is due, what is wrong. */
import {
  currentCodes,
  currentSet,
  handedOutTwice,
  lastLogin,
  type PlacedCode,
  pendingCodes,
  positionsOf,
} from '../codes/queries.ts'
import { isAbout, openHandovers, progressOf } from '../continuity/handovers.ts'
import { accountsByHandle } from '../model/accounts.ts'
import type { IncidentId } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import { type Level, levelOf, worstLevel } from '../model/level.ts'
import type { HandoverId, HandoverKind } from '../model/registry.ts'
import type { Scenario } from '../model/scenarios.ts'
import { type Alarm, alarmOf, mostSevereFirst, severities } from '../model/severity.ts'
import type { Account, State } from '../model/state.ts'
import { concerns, deadlineOf, handleOf, openIncidents, scenarioOf } from '../recovery/incidents.ts'
import { daysBetween, type IsoDate, localDay } from '../text/date.ts'
import { timeLeft } from '../text/deadline.ts'
import type { Handle } from '../text/handle.ts'
import { daysLate, reviewDueOn, reviewSeverity, testDueOn } from './schedule.ts'

export type Finding =
  | { readonly code: 'no-codes'; readonly severity: 'critical'; readonly ever: boolean }
  | { readonly code: 'one-left'; readonly severity: 'critical' }
  | { readonly code: 'few-left'; readonly severity: 'warning'; readonly remaining: number }
  | { readonly code: 'outcome-unknown'; readonly severity: 'info'; readonly positions: readonly number[] }
  /** Two lists of one day that were stored apart; `use` asks which one counts. */
  | { readonly code: 'lists-undecided'; readonly severity: 'warning' }
  | { readonly code: 'handed-out-twice'; readonly severity: 'warning'; readonly positions: readonly number[] }
  | { readonly code: 'review-soon'; readonly severity: 'warning'; readonly on: IsoDate; readonly days: number }
  | {
      readonly code: 'review-overdue'
      readonly severity: 'warning' | 'critical'
      readonly on: IsoDate
      readonly days: number
    }
  | { readonly code: 'test-overdue'; readonly severity: 'warning'; readonly on: IsoDate; readonly days: number }
  | {
      readonly code: 'incident-open'
      readonly severity: 'warning'
      readonly incident: IncidentId
      readonly scenario: Scenario
      /** ISO 8601 in UTC, like the deadline. */
      readonly since: string
      readonly deadline?: string
      /** A login has worked since, but the record is not closed. */
      readonly signedIn: boolean
    }
  | {
      readonly code: 'deadline-passed'
      readonly severity: 'critical'
      readonly incident: IncidentId
      readonly deadline: string
    }

export interface NextDue {
  readonly kind: 'review' | 'test'
  readonly on: IsoDate
  readonly overdue: boolean
}

export interface AccountStatus {
  readonly account: Handle
  readonly remaining: number
  readonly setSize: number
  readonly level: Level
  /** Codes handed out whose outcome is unknown. */
  readonly reserved: number
  readonly issuedOn: IsoDate | null
  /** As in the schedule. */
  readonly reviewDueOn: IsoDate | null
  readonly testDueOn: IsoDate | null
  /** The earlier of the two; null if there is neither. */
  readonly nextDue: NextDue | null
  /** The most severe first. */
  readonly findings: readonly Finding[]
}

/** An incident that is not closed. */
export interface OpenIncident {
  readonly id: IncidentId
  /** Null if unknown. */
  readonly account: Handle | null
  readonly scenario: Scenario
  readonly openedAt: string
  readonly deadline: string | null
  readonly overdue: boolean
  /** A login has worked since, but the record is not closed. */
  readonly signedIn: boolean
}

/** A hand-over list that is not finished. */
export interface OpenHandover {
  readonly id: HandoverId
  readonly kind: HandoverKind
  /** As in the registry: `person:sato`. */
  readonly about: readonly string[]
  readonly startedAt: string
  readonly done: number
  readonly steps: number
}

export interface Status {
  readonly accounts: readonly AccountStatus[]
  /** The worst level of the accounts. */
  readonly level: Level
  /** The oldest first. */
  readonly incidents: readonly OpenIncident[]
  /** The oldest first. */
  readonly handovers: readonly OpenHandover[]
}

/** A review is due soon from this many days before. */
export const soonDays = 14

export interface StatusChoice {
  /** Only this account and its incidents; by default all. */
  readonly only?: Account | undefined
  /** Only the accounts that fit. */
  readonly fits?: ((account: Account) => boolean) | undefined
}

export function statusOf(state: State, now: Date, { only, fits }: StatusChoice = {}): Status {
  const open = openIncidents(state).filter(incident => !only || concerns(incident, only))
  const chosen = only ? [only] : accountsByHandle(state)
  const accounts = (fits ? chosen.filter(fits) : chosen).map(account => accountStatus(state, account, now, open))
  return {
    accounts,
    level: worstLevel(accounts.map(({ level }) => level)),
    incidents: open.map(incident => openIncident(state, incident, now)),
    handovers: openHandovers(state)
      .filter(handover => !only || isAbout(handover, only.id))
      .map(handover => {
        const { id, kind, about, startedAt } = handover
        return { id, kind, about, startedAt, ...progressOf(handover) }
      }),
  }
}

/** Locked out first, then by the most severe finding, then by name. */
export function worstFirst(accounts: readonly AccountStatus[]): readonly AccountStatus[] {
  const rank = ({ findings }: AccountStatus): number => {
    if (findings.some(({ code }) => code === 'incident-open')) return -1
    const [worst] = findings
    return worst ? severities.indexOf(worst.severity) : severities.length
  }
  return accounts.toSorted((a, b) => rank(a) - rank(b))
}

function openIncident(state: State, incident: Incident, now: Date): OpenIncident {
  const deadline = deadlineOf(incident)
  const signedIn = hasEnded(state, incident)
  return {
    id: incident.id,
    account: handleOf(state, incident) ?? null,
    scenario: scenarioOf(incident),
    openedAt: incident.openedAt,
    deadline,
    overdue: !signedIn && deadline !== null && timeLeft(deadline, now).overdue,
    signedIn,
  }
}

/** Whether a login of its account has worked since. */
function hasEnded(state: State, incident: Incident): boolean {
  const account = [...state.accounts.values()].find(one => concerns(incident, one))
  return account !== undefined && lastLogin(state, account) > incident.openedAt
}

/** @param open the open incidents, if they are already at hand */
export function accountStatus(state: State, account: Account, now: Date, open = openIncidents(state)): AccountStatus {
  const codes = currentCodes(state, account)
  const pending = pendingCodes(state, account, codes)
  const left = codes.filter(code => code.state === 'available').length
  const level = levelOf(left, codes.length)
  const today = localDay(now)
  const review = reviewDueOn(state, account)
  const test = testDueOn(state, account)
  return {
    account: account.handle,
    remaining: left,
    setSize: codes.length,
    level,
    reserved: pending.length,
    issuedOn: currentSet(account)?.issuedOn ?? null,
    reviewDueOn: review,
    testDueOn: test,
    nextDue: nextOf(review, test, today),
    findings: [
      ...open
        .filter(incident => concerns(incident, account))
        .flatMap(incident => incidentFindings(incident, now, lastLogin(state, account) > incident.openedAt)),
      ...(account.isUndecided ? [{ code: 'lists-undecided', severity: 'warning' } as const] : []),
      ...codeFindings(state, codes, pending),
      // After the others of its severity: the overview shows the level anyway, and of the findings only the first.
      ...levelFindings(level, left, account.sets.length > 0),
      ...dueFindings(review, test, today, () => reviewSeverity(state, account, today)),
    ].toSorted(mostSevereFirst),
  }
}

/** A review comes before a login test on the same day: it covers more. */
function nextOf(review: IsoDate | null, test: IsoDate | null, today: IsoDate): NextDue | null {
  const next = (kind: NextDue['kind'], on: IsoDate): NextDue => ({ kind, on, overdue: daysLate(on, today) > 0 })
  if (review !== null && (test === null || review <= test)) return next('review', review)
  return test === null ? null : next('test', test)
}

function dueFindings(
  review: IsoDate | null,
  test: IsoDate | null,
  today: IsoDate,
  severityOfReview: () => 'warning' | 'critical',
): readonly Finding[] {
  const findings: Finding[] = []
  const late = { review: daysLate(review, today), test: daysLate(test, today) }
  if (review !== null && late.review > 0)
    findings.push({ code: 'review-overdue', severity: severityOfReview(), on: review, days: late.review })
  else if (review !== null && daysBetween(today, review) <= soonDays)
    findings.push({ code: 'review-soon', severity: 'warning', on: review, days: daysBetween(today, review) })
  // A login test is due every month, so that one is due soon is not reported.
  if (test !== null && late.test > 0)
    findings.push({ code: 'test-overdue', severity: 'warning', on: test, days: late.test })
  return findings
}

/** The worst of the accounts, the incidents (also of accounts that are not in the vault) and the open hand-overs. */
export function alarmIn({ accounts, incidents, handovers }: Status): Alarm {
  return alarmOf([
    ...accounts.flatMap(({ findings }) => findings.map(({ severity }) => severity)),
    ...incidents.map(({ overdue }) => (overdue ? 'critical' : 'warning')),
    ...handovers.map(() => 'warning' as const),
  ])
}

function incidentFindings(incident: Incident, now: Date, signedIn: boolean): readonly Finding[] {
  const { id, openedAt: since } = incident
  const deadline = deadlineOf(incident)
  const isOpen: Finding = {
    code: 'incident-open',
    severity: 'warning',
    incident: id,
    scenario: scenarioOf(incident),
    since,
    signedIn,
    ...(deadline !== null && { deadline }),
  }
  if (signedIn || deadline === null || !timeLeft(deadline, now).overdue) return [isOpen]
  return [{ code: 'deadline-passed', severity: 'critical', incident: id, deadline }, isOpen]
}

function levelFindings(level: Level, left: number, ever: boolean): readonly Finding[] {
  switch (level) {
    case 'empty':
      return [{ code: 'no-codes', severity: 'critical', ever }]
    case 'critical':
      return [{ code: 'one-left', severity: 'critical' }]
    case 'low':
      return [{ code: 'few-left', severity: 'warning', remaining: left }]
    case 'ok':
      return []
  }
}

function codeFindings(state: State, codes: readonly PlacedCode[], pending: readonly PlacedCode[]): readonly Finding[] {
  const twice = codes.filter(({ id }) => {
    const code = state.codes.get(id)
    return code !== undefined && handedOutTwice(code)
  })
  return [
    ...(twice.length > 0
      ? [{ code: 'handed-out-twice', severity: 'warning', positions: positionsOf(twice) } as const]
      : []),
    ...(pending.length > 0
      ? [{ code: 'outcome-unknown', severity: 'info', positions: positionsOf(pending) } as const]
      : []),
  ]
}
