/** Incident events in `igcodes log`. */
import type { IncidentEvent } from '../../domain/journal/fold-incidents.ts'
import type { State } from '../../domain/model/state.ts'
import { accountOf, handleOf } from '../../domain/recovery/incidents.ts'
import type { Happening } from '../../domain/recovery/timeline.ts'
import { incidentLog } from '../../terminal/messages/recovery/incident.ts'
import { happeningText, type IncidentOutput } from '../recovery/incident-output.ts'

export interface IncidentLine {
  readonly id: string | undefined
  readonly at: string
  readonly by: string
  readonly type: string
  readonly account: string
  readonly incident: string
  readonly happening: Happening
}

/** The line of an event. An event for an unknown incident has no account. */
export function incidentLine(state: State, event: IncidentEvent): IncidentLine {
  const { at, by, type, incident: name } = event
  const incident = state.incidents.get(name)
  return {
    id: incident && accountOf(state, incident)?.id,
    at,
    by,
    type,
    account: (incident && handleOf(state, incident)) ?? '',
    incident: name,
    happening: happeningOf(event),
  }
}

/** The line's details, for scripts. */
export function incidentDetails({ incident, happening }: IncidentLine): object {
  const { kind, at, by, ...details } = happening
  return { incident, ...details }
}

export function incidentText(output: IncidentOutput, line: IncidentLine): string {
  const { account, incident, happening } = line
  const text = happeningText(output, account, happening)
  return output.terminal.text(incidentLog, { account, incident, text })
}

function happeningOf(event: IncidentEvent): Happening {
  const { at, by } = event
  switch (event.type) {
    case 'incident-opened':
      return { kind: 'opened', at, by, scenario: event.scenario }
    case 'incident-moved':
      return { kind: 'moved', at, by, scenario: event.scenario }
    case 'incident-step': {
      const { playbook, step, outcome } = event
      return { kind: 'step', at, by, playbook, step, outcome }
    }
    case 'incident-paused':
      return { kind: 'paused', at, by, until: event.until }
    case 'incident-noted':
      return { kind: 'noted', at, by, text: event.text }
    case 'incident-deadline-set':
      return { kind: 'deadline', at, by, deadline: event.deadline }
    case 'incident-closed':
      return { kind: 'closed', at, by, outcome: event.outcome }
  }
}
