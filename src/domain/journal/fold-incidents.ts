/**
 * Folds incident events. Tolerant, like the whole fold: if two replicas close an incident, the first wins; events for an unknown
 * incident are ignored.
 */
import type { Event, IncidentFact, Stamp } from '../model/events.ts'
import type { IncidentId } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import type { Mutable } from '../model/state.ts'

export type IncidentEvent = Extract<Event, IncidentFact>
type Opened = Extract<Event, { type: 'incident-opened' }>

export function isIncidentEvent(event: Event): event is IncidentEvent {
  return event.type.startsWith('incident-')
}

export function recordIncident(event: IncidentEvent, incidents: Map<IncidentId, Mutable<Incident>>): void {
  const incident = incidents.get(event.incident)
  if (event.type === 'incident-opened') {
    if (!incident) incidents.set(event.incident, opened(event))
  } else if (incident) record(event, incident)
}

function opened(event: Opened): Mutable<Incident> {
  const { incident: id, account, handle, see, have, lost, absent, scenario, odds, when } = event
  return {
    id,
    ...(account !== undefined && { account }),
    ...(handle !== undefined && { handle }),
    openedAt: when,
    openedBy: event.by,
    ...(see !== undefined && { see }),
    have: [...have],
    lost: [...lost],
    ...(absent !== undefined && { absent: [...absent] }),
    odds,
    scenarios: [{ scenario, at: when, by: event.by }],
    steps: [],
    pauses: [],
    notes: [],
    deadlines: [],
  }
}

function record(event: Exclude<IncidentEvent, Opened>, incident: Mutable<Incident>): void {
  const { at, by }: Stamp = event
  switch (event.type) {
    case 'incident-moved':
      incident.scenarios.push({ scenario: event.scenario, at: event.when, by })
      break
    case 'incident-step': {
      const { playbook, step, outcome, when } = event
      incident.steps.push({ playbook, step, outcome, at: when, by })
      break
    }
    case 'incident-paused':
      incident.pauses.push({ until: event.until, at: event.when, by })
      break
    case 'incident-noted':
      // Also after the incident was closed.
      incident.notes.push({ text: event.text, at, by })
      break
    case 'incident-deadline-set':
      incident.deadlines.push({ deadline: event.deadline, at, by })
      break
    case 'incident-closed': {
      const { outcome, cause, worked, change } = event
      // Closed on two machines: what the second one knows is kept as notes.
      if (incident.closed)
        incident.notes.push(...[cause, worked, change].filter(text => text !== '').map(text => ({ text, at, by })))
      else incident.closed = { outcome, cause, worked, change, at, by }
      break
    }
  }
}
