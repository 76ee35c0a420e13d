/**
 * What is due when: reviews, login tests, factors to confirm, deadlines, open hand-overs, and ignored findings that come back.
 *
 * The intervals are the article's: a review after 6 months, 12 at the latest; a login test every month. A person alone, who knows what
 * changed, has longer ones.
 */
import { currentSet } from '../codes/queries.ts'
import { isAbout, openHandovers } from '../continuity/handovers.ts'
import { storedId } from '../journal/shown-ids.ts'
import { accountsByHandle } from '../model/accounts.ts'
import type { Factor, Handover, Ignored } from '../model/registry.ts'
import type { Account, CodeSet, State } from '../model/state.ts'
import { concerns, deadlineOf, handleOf, openIncidents } from '../recovery/incidents.ts'
import { isAlone } from '../registry/alone.ts'
import { accountsServed, neededBy } from '../registry/links.ts'
import { addMonths, dayAt, daysBetween, type IsoDate, localDay } from '../text/date.ts'
import { timeLeft } from '../text/deadline.ts'
import type { Handle } from '../text/handle.ts'
import { standing } from './ignored.ts'

const dutyKinds = ['review', 'test', 'confirm-factor', 'deadline', 'handover', 'ignore-ends'] as const
export type DutyKind = (typeof dutyKinds)[number]

export interface Duty {
  readonly on: IsoDate
  readonly kind: DutyKind
  /** Missing if it concerns several accounts, or none in the vault. */
  readonly account?: Handle
  /** The id of the factor, incident, hand-over or rule. */
  readonly subject?: string
  readonly overdue: boolean
  /** Stable: the same each time the duty comes back, also after the account was renamed or a merge changed what is shown. */
  readonly key: string
}

const months = { review: 6, latestReview: 12, test: 1 } as const
const monthsAlone = { review: 12, latestReview: null, test: 3 } as const
const factorMonths = 12

/** Six months after the latest review, or after the set was stored; null if there is neither. A person alone: a year. */
export function reviewDueOn(state: State, account: Account): IsoDate | null {
  return after(monthsFor(state).review, reviewsOf(state, account))
}

/** From the day after it a missing review is critical: a year after the latest one. Null: never. */
export function reviewNeededBy(state: State, account: Account): IsoDate | null {
  const { latestReview } = monthsFor(state)
  return latestReview === null ? null : after(latestReview, reviewsOf(state, account))
}

/** Of a review that is late. */
export function reviewSeverity(state: State, account: Account, today: IsoDate): 'warning' | 'critical' {
  return daysLate(reviewNeededBy(state, account), today) > 0 ? 'critical' : 'warning'
}

function reviewsOf(state: State, account: Account): readonly (IsoDate | undefined)[] {
  return [state.registry.reviews.get(account.id), storedOn(account)]
}

function monthsFor({ registry }: State) {
  return isAlone(registry) ? monthsAlone : months
}

/**
 * A month after the latest of: a test that passed, a code that worked, the day on which the set was stored. A person alone: three
 * months.
 */
export function testDueOn(state: State, account: Account): IsoDate | null {
  return after(monthsFor(state).test, [lastPassedTest(state, account), lastCodeUse(state, account), storedOn(account)])
}

/** A year after the factor was confirmed; null if it never was: then the review asks for it. */
export function confirmationDueOn({ confirmed }: Factor): IsoDate | null {
  return after(factorMonths, [confirmed ?? undefined])
}

/** In days; 0 until the due day, and if nothing is due. */
export function daysLate(due: IsoDate | null, today: IsoDate): number {
  return due !== null && due < today ? daysBetween(due, today) : 0
}

/** Everything that is due, by date. @param only this account; by default all */
export function scheduleOf(state: State, now: Date, only?: Account): readonly Duty[] {
  const today = localDay(now)
  const accounts = only ? [only] : accountsByHandle(state)
  return [
    ...accounts.flatMap(account => dutiesOf(state, account, today)),
    ...confirmations(state, today, only),
    ...deadlines(state, now, only),
    ...unfinished(state, today, only),
    ...endings(state, today, only),
  ].toSorted(earliestFirst)
}

/** @returns undefined for an invalid time: the journal accepts any text */
export function dayOf(at: string): IsoDate | undefined {
  return dayAt(new Date(at))
}

export function lastPassedTest(state: State, account: Account): IsoDate | undefined {
  const passed = state.registry.tests.get(account.id)?.filter(test => test.passed) ?? []
  return latest(passed.map(({ on }) => on))
}

/** When a code of the current set last worked. */
export function lastCodeUse(state: State, account: Account): IsoDate | undefined {
  const set = currentSet(account)
  return set && lastUse(state, set)
}

/** When the current set was stored; if that time is invalid, when it was issued. */
export function storedOn(account: Account): IsoDate | undefined {
  const set = currentSet(account)
  return set && (dayOf(set.added.at) ?? set.issuedOn)
}

function lastUse(state: State, set: CodeSet): IsoDate | undefined {
  return latest(
    set.codes.map(id => {
      const usedAt = state.codes.get(id)?.usedAt
      return usedAt === undefined ? undefined : dayOf(usedAt)
    }),
  )
}

function after(months: number, days: readonly (IsoDate | undefined)[]): IsoDate | null {
  const day = latest(days)
  return day === undefined ? null : addMonths(day, months)
}

function latest(days: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  let found: IsoDate | undefined
  for (const day of days) if (day !== undefined && (found === undefined || day > found)) found = day
  return found
}

/** By day, then by kind, then in the order of accounts. */
function earliestFirst(a: Duty, b: Duty): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  return dutyKinds.indexOf(a.kind) - dutyKinds.indexOf(b.kind)
}

function dutiesOf(state: State, account: Account, today: IsoDate): readonly Duty[] {
  const duty = (kind: 'review' | 'test', on: IsoDate | null): readonly Duty[] =>
    on === null
      ? []
      : [{ on, kind, account: account.handle, overdue: daysLate(on, today) > 0, key: `${kind}.${account.id}` }]
  return [...duty('review', reviewDueOn(state, account)), ...duty('test', testDueOn(state, account))]
}

function confirmations(state: State, today: IsoDate, only?: Account): readonly Duty[] {
  const { factors } = state.registry
  const dependents = neededBy(factors.values())
  return [...factors.values()].flatMap((factor): readonly Duty[] => {
    const on = confirmationDueOn(factor)
    if (on === null) return []
    const served = accountsServed(state, factor.id, dependents)
    const [first, ...more] = served
    if (first === undefined || (only && !served.some(({ id }) => id === only.id))) return []
    return [
      {
        on,
        kind: 'confirm-factor',
        ...(more.length === 0 && { account: first.handle }),
        subject: factor.id,
        overdue: daysLate(on, today) > 0,
        key: `confirm-factor.${storedId(state, 'factor', factor.id)}`,
      },
    ]
  })
}

function deadlines(state: State, now: Date, only?: Account): readonly Duty[] {
  return openIncidents(state).flatMap((incident): readonly Duty[] => {
    const deadline = deadlineOf(incident)
    const on = deadline === null ? undefined : dayOf(deadline)
    if (deadline === null || on === undefined || (only && !concerns(incident, only))) return []
    const account = handleOf(state, incident)
    return [
      {
        on,
        kind: 'deadline',
        ...(account !== undefined && { account }),
        subject: incident.id,
        overdue: timeLeft(deadline, now).overdue,
        key: `deadline.${storedId(state, 'incident', incident.id)}`,
      },
    ]
  })
}

/** A person's hand-over is due on their last day; any other is open from its first day on, and never late. */
function unfinished(state: State, today: IsoDate, only?: Account): readonly Duty[] {
  return openHandovers(state).flatMap((handover): readonly Duty[] => {
    const started = dayOf(handover.startedAt)
    const lastDay = lastDayOf(state, handover)
    const on = lastDay ?? started
    if (on === undefined || (only && !isAbout(handover, only.id))) return []
    const overdue = lastDay !== undefined && daysLate(lastDay, today) > 0
    return [
      {
        on,
        kind: 'handover',
        subject: handover.id,
        overdue,
        key: `handover.${storedId(state, 'handover', handover.id)}`,
      },
    ]
  })
}

/** Of those who leave; undefined if it is not known. */
function lastDayOf({ registry }: State, { kind, about }: Handover): IsoDate | undefined {
  if (kind !== 'leave') return undefined
  return latest(about.map(node => registry.persons.get(node.replace(/^person:/, ''))?.left ?? undefined))
}

/** An ignored finding comes back on its day. From then on the audit reports it, and nothing is due. */
function endings(state: State, today: IsoDate, only?: Account): readonly Duty[] {
  return standing(state.registry.ignored).flatMap((ignored): readonly Duty[] => {
    const { rule, account: id, until } = ignored
    const account = id === null ? undefined : state.accounts.get(id)
    const isGone = id !== null && account === undefined
    if (until < today || isGone || (only && account && account.id !== only.id)) return []
    return [
      {
        on: until,
        kind: 'ignore-ends',
        ...(account && { account: account.handle }),
        subject: rule,
        overdue: false,
        key: ignoredKey(ignored),
      },
    ]
  })
}

function ignoredKey({ rule, account }: Ignored): string {
  return `ignore-ends.${rule}${account === null ? '' : `.${account}`}`
}
