/** The timeline of an incident: its own record, and what happened to the account's codes meanwhile. */
import type { IncidentOutcome } from '../model/events.ts'
import type { Incident, IncidentStep, Signed } from '../model/incident.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Account, Code, State } from '../model/state.ts'
import { accountOf } from './incidents.ts'

export type Happening =
  | (Signed & { readonly kind: 'opened'; readonly scenario: Scenario })
  | (Signed & { readonly kind: 'moved'; readonly scenario: Scenario })
  | (IncidentStep & { readonly kind: 'step' })
  | (Signed & { readonly kind: 'paused'; readonly until: string })
  | (Signed & { readonly kind: 'noted'; readonly text: string })
  | (Signed & { readonly kind: 'deadline'; readonly deadline: string | null })
  | (CodeHappening & { readonly kind: 'code' })
  | (Signed & { readonly kind: 'codes-stored'; readonly count: number })
  | (Signed & { readonly kind: 'closed'; readonly outcome: IncidentOutcome })

/** A code by its number on the list, never by its digits. */
export interface CodeHappening extends Signed {
  readonly position: number
  readonly state: 'reserved' | 'rejected' | 'used'
}

/** In order of time. */
export function timelineOf(state: State, incident: Incident): readonly Happening[] {
  const account = accountOf(state, incident)
  return [...ownTimeline(incident), ...(account ? accountTimeline(state, incident, account) : [])].toSorted(byTime)
}

/** The account's codes that were handed out, rejected or used during the incident. */
export function codesDuring(state: State, incident: Incident): readonly CodeHappening[] {
  const account = accountOf(state, incident)
  if (!account) return []
  // A code that two sets list has its place in the newer one.
  const positions = new Map(account.sets.flatMap(({ codes }) => codes.map((id, index) => [id, index + 1] as const)))
  return [...positions]
    .flatMap(([id, position]) => happeningsOf(position, state.codes.get(id)))
    .filter(({ at }) => isDuring(incident, at))
    .toSorted(byTime)
}

/** Which follow-up tasks are done, as far as the record shows. */
export interface FollowUp {
  readonly codesRenewed: boolean
  readonly accessReviewed: boolean
  readonly contactsReviewed: boolean
  readonly causeKnown: boolean
}

export function followUpOf(state: State, incident: Incident): FollowUp {
  const isDone = (step: string): boolean =>
    incident.steps.some(taken => taken.step === step && taken.outcome === 'done')
  const sets = accountOf(state, incident)?.sets ?? []
  return {
    // Also after the incident was closed.
    codesRenewed: sets.some(({ added }) => Date.parse(added.at) >= Date.parse(incident.openedAt)),
    accessReviewed: isDone('review-access'),
    contactsReviewed: isDone('review-contacts'),
    causeKnown: (incident.closed?.cause ?? '').trim() !== '',
  }
}

function ownTimeline(incident: Incident): readonly Happening[] {
  const { scenarios, steps, pauses, notes, deadlines, closed } = incident
  return [
    ...scenarios.map((moved, index): Happening => ({ kind: index === 0 ? 'opened' : 'moved', ...moved })),
    ...steps.map((step): Happening => ({ kind: 'step', ...step })),
    ...pauses.map((pause): Happening => ({ kind: 'paused', ...pause })),
    ...notes.map((note): Happening => ({ kind: 'noted', ...note })),
    ...deadlines.map((deadline): Happening => ({ kind: 'deadline', ...deadline })),
    ...(closed ? [{ kind: 'closed', at: closed.at, by: closed.by, outcome: closed.outcome } as const] : []),
  ]
}

function accountTimeline(state: State, incident: Incident, { sets }: Account): readonly Happening[] {
  const stored = sets.map(({ added, codes }): Happening => {
    const { at, by } = added
    return { kind: 'codes-stored', count: codes.length, at, by }
  })
  return [
    ...codesDuring(state, incident).map((code): Happening => ({ kind: 'code', ...code })),
    ...stored.filter(({ at }) => isDuring(incident, at)),
  ]
}

function happeningsOf(position: number, code: Code | undefined): readonly CodeHappening[] {
  if (!code) return []
  const { handouts, rejectedAt, rejectedBy = '', usedAt, usedBy = '' } = code
  return [
    ...handouts.map(({ at, by }) => ({ position, state: 'reserved' as const, at, by })),
    ...(rejectedAt === undefined ? [] : [{ position, state: 'rejected' as const, at: rejectedAt, by: rejectedBy }]),
    ...(usedAt === undefined ? [] : [{ position, state: 'used' as const, at: usedAt, by: usedBy }]),
  ]
}

/** An invalid time is in no incident: the journal accepts any text as a time. */
function isDuring({ openedAt, closed }: Incident, at: string): boolean {
  const time = Date.parse(at)
  return time >= Date.parse(openedAt) && !(closed && time > Date.parse(closed.at))
}

/** Invalid times come last; equal times keep the order of the record. */
function byTime(a: Signed, b: Signed): number {
  return timeOf(a) - timeOf(b) || 0
}

function timeOf({ at }: Signed): number {
  const time = Date.parse(at)
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}
