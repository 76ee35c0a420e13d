/** Incidents, the records of lockouts: queries and rules. */
import { UserError } from '../../errors.ts'
import { shownId } from '../journal/shown-ids.ts'
import { findAccount } from '../model/accounts.ts'
import { checkedText } from '../model/checked-text.ts'
import type { Decision } from '../model/decision.ts'
import type { IncidentFact } from '../model/events.ts'
import type { AccountId, IncidentId } from '../model/ids.ts'
import type { Closing, Incident } from '../model/incident.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Asset, Odds, Sight } from '../model/situation.ts'
import type { Account, State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'

// Queries

/** The oldest first. */
export function openIncidents(state: State): readonly Incident[] {
  return [...state.incidents.values()].filter(isOpen)
}

export function isOpen({ closed }: Incident): boolean {
  return closed === undefined
}

/** All incidents of an account, the oldest first; also those from before the account was added. */
export function incidentsOf(state: State, account: AccountId): readonly Incident[] {
  const found = state.accounts.get(account)
  return [...state.incidents.values()].filter(incident =>
    found ? concerns(incident, found) : incident.account === account,
  )
}

export function concerns({ account, handle }: Incident, { id, handle: current }: Account): boolean {
  return account === undefined ? handle === current : account === id
}

/** The account of an incident, if the vault has it. */
export function accountOf(state: State, incident: Incident): Account | undefined {
  const { account, handle } = incident
  if (account !== undefined) return state.accounts.get(account)
  return handle && findAccount(state, handle)
}

/** The account's handle now, else at the time of the incident; undefined if unknown. */
export function handleOf(state: State, { account, handle }: Incident): Handle | undefined {
  return (account === undefined ? undefined : state.accounts.get(account)?.handle) ?? handle
}

/** The current playbook. */
export function scenarioOf({ scenarios }: Incident): Scenario {
  const last = scenarios.at(-1)
  if (!last) throw new Error('an incident without a scenario')
  return last.scenario
}

export function deadlineOf({ deadlines }: Incident): string | null {
  return deadlines.at(-1)?.deadline ?? null
}

/**
 * Finds an incident by its id, by a handle with or without @ (the account's newest open one, else its newest), or by the unique beginning
 * of an id or handle. Without a name: the only open one, else the newest.
 */
export function findIncident(state: State, name?: string): Incident | undefined {
  const open = openIncidents(state)
  const all = [...state.incidents.values()]
  if (name === undefined) return open.length === 1 ? open[0] : all.at(-1)
  const normal = idTyped(name)
  const handle = normal.replace(/^@/, '')
  const byId = state.incidents.get(shownId(state, 'incident', normal))
  if (byId) return byId
  const latestOf = (wanted: string): Incident | undefined => {
    const found = all.filter(incident => handleOf(state, incident) === wanted)
    return found.findLast(isOpen) ?? found.at(-1)
  }
  const ofHandle = latestOf(handle)
  if (ofHandle || handle === '') return ofHandle
  const ids = all.filter(({ id }) => id.startsWith(normal)).map(({ id }) => id)
  const handles = all.flatMap(incident => handleOf(state, incident) ?? []).filter(one => one.startsWith(handle))
  const [only, ...more] = new Set([...ids, ...handles.map(one => `@${one}`)])
  if (only === undefined || more.length > 0) return undefined
  return state.incidents.get(only) ?? latestOf(only.slice(1))
}

/** @throws UserError `unknown-incident` */
export function requireIncident(state: State, name?: string): Incident {
  const incident = findIncident(state, name)
  if (incident) return incident
  const meant = name ? [...state.incidents.values()].filter(({ id }) => id.startsWith(idTyped(name))) : []
  throw new UserError('unknown-incident', {
    incident: name ?? '',
    open: openNames(state),
    ...(meant.length > 0 && { meant: meant.map(one => nameOf(state, one)) }),
  })
}

/** The open incidents for output: `k7tm @shop_tokyo`. */
export function openNames(state: State): readonly string[] {
  return openIncidents(state).map(incident => nameOf(state, incident))
}

function nameOf(state: State, incident: Incident): string {
  const handle = handleOf(state, incident)
  return handle === undefined ? incident.id : `${incident.id} @${handle}`
}

function idTyped(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

// Rules

/** A decision about an incident alone. */
export interface Recorded extends Decision {
  readonly facts: readonly IncidentFact[]
}

export interface Opening {
  readonly id: IncidentId
  readonly handle?: Handle | undefined
  readonly see?: Sight | undefined
  readonly have: Iterable<Asset>
  readonly lost: Iterable<Asset>
  readonly absent?: Iterable<Asset> | undefined
  readonly scenario: Scenario
  readonly odds: Odds
  readonly when: string
}

/**
 * For scripts: a script that runs twice must not open two incidents of one account.
 *
 * @throws UserError `incident-exists`
 */
export function refuseSecond(state: State, handle: Handle | undefined): void {
  const other = openIncidents(state).find(incident => handleOf(state, incident) === handle)
  if (handle && other) throw new UserError('incident-exists', { account: handle, incident: other.id })
}

/** Opens an incident; the account need not be in the vault. */
export function openIncident(state: State, opening: Opening): Recorded & { readonly incident: IncidentId } {
  const { id, handle, see, have, lost, absent = [], scenario, odds, when } = opening
  const account = handle && findAccount(state, handle)?.id
  const fact: IncidentFact = {
    type: 'incident-opened',
    incident: id,
    ...(account !== undefined && { account }),
    ...(handle !== undefined && { handle }),
    ...(see !== undefined && { see }),
    have: [...have],
    lost: [...lost],
    ...([...absent].length > 0 && { absent: [...absent] }),
    scenario,
    odds,
    when,
  }
  return { incident: id, facts: [fact] }
}

/**
 * Adds a note, also to a closed incident.
 *
 * @throws UserError `unknown-incident`, `text-empty`, `text-too-long`, `text-holds-code`
 */
export function noteIncident(state: State, id: IncidentId, text: string): Recorded {
  requireId(state, id)
  if (text.trim() === '') throw new UserError('text-empty')
  return { facts: [{ type: 'incident-noted', incident: id, text: checkedText(text) }] }
}

/**
 * @param deadline ISO 8601 in UTC; null removes it
 * @throws UserError `unknown-incident`, `incident-closed`
 */
export function setDeadline(state: State, id: IncidentId, deadline: string | null): Recorded {
  const incident = requireOpen(state, id)
  const facts: readonly IncidentFact[] =
    deadlineOf(incident) === deadline ? [] : [{ type: 'incident-deadline-set', incident: id, deadline }]
  return { facts }
}

/** @throws UserError `unknown-incident`, `incident-closed`, `text-too-long`, `text-holds-code` */
export function closeIncident(state: State, id: IncidentId, closing: Closing): Recorded {
  requireOpen(state, id)
  const fact: IncidentFact = {
    type: 'incident-closed',
    incident: id,
    outcome: closing.outcome,
    cause: checkedText(closing.cause),
    worked: checkedText(closing.worked),
    change: checkedText(closing.change),
  }
  return { facts: [fact] }
}

/** Rules take the whole id: the name was resolved before the vault was locked. */
function requireId(state: State, id: IncidentId): Incident {
  const incident = state.incidents.get(id)
  if (incident) return incident
  throw new UserError('unknown-incident', { incident: id, open: openNames(state) })
}

function requireOpen(state: State, id: IncidentId): Incident {
  const incident = requireId(state, id)
  if (!isOpen(incident)) throw new UserError('incident-closed', { incident: id })
  return incident
}
