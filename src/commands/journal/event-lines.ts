/** What each event says, as `log` lists it. */
import { placedCodeOf } from '../../domain/codes/queries.ts'
import { isKnown } from '../../domain/journal/event-schema.ts'
import { type IncidentEvent, isIncidentEvent } from '../../domain/journal/fold-incidents.ts'
import { isRegistryFact, type RegistryEvent } from '../../domain/journal/fold-registry.ts'
import { labelOf } from '../../domain/journal/key-slots.ts'
import { withShownIds } from '../../domain/journal/shown-ids.ts'
import type { Event, StoredEvent } from '../../domain/model/events.ts'
import type { AccountId, CodeId } from '../../domain/model/ids.ts'
import type { State } from '../../domain/model/state.ts'
import * as messages from '../../terminal/messages/accounts/accounts.ts'
import type { IncidentOutput } from '../recovery/incident-output.ts'
import { type IncidentLine, incidentLine, incidentText } from './incident-log.ts'
import { type RegistryLine, registryLines, registryText } from './registry-log.ts'

export function textOf(output: IncidentOutput, line: EventLine): string {
  if ('happening' in line) return incidentText(output, line)
  if ('description' in line) return registryText(output.terminal, line)
  return output.terminal.text(messages.logText, line)
}

function accountOf(event: StoredEvent): AccountId | undefined {
  return typeof event.account === 'string' ? event.account : undefined
}

interface Line extends messages.LogLine {
  readonly id: AccountId | undefined
  readonly at: string
  readonly by: string
}

export type EventLine = Line | IncidentLine | RegistryLine

/**
 * Each event with the handle that its account had at the time.
 *
 * @param events from the first one on
 * @param only these of them
 */
export function described(
  state: State,
  events: readonly StoredEvent[],
  only: readonly StoredEvent[] = events,
): readonly EventLine[] {
  const registryLine = registryLines(state)
  const handles = new Map<AccountId, string>()
  const asked = new Set(only.map(({ id }) => id))
  const lineOf = (stored: StoredEvent): EventLine => {
    const event = withShownIds(state, stored)
    const id = accountOf(event) ?? ''
    const before = handles.get(id) ?? id
    const line = { id, at: event.at, by: event.by, type: event.type, account: before }
    if (!isKnown(event)) return line
    const known: Event = event
    if (isIncidentEvent(known)) return incidentLine(state, known)
    if (isRegistryFact(known)) return registryLine(known)
    if (!('handle' in known)) return { ...line, ...details(state, known) }
    handles.set(id, known.handle)
    return known.type === 'account-renamed' ? { ...line, renamedTo: known.handle } : { ...line, account: known.handle }
  }
  return events.flatMap(event => {
    const line = lineOf(event)
    return asked.has(event.id) ? line : []
  })
}

function details(
  state: State,
  event: Exclude<Event, IncidentEvent | RegistryEvent>,
): Omit<messages.LogLine, 'type' | 'account'> {
  if ('codes' in event) return { count: event.codes.length }
  if (event.type === 'set-voided') return { because: event.because }
  if ('code' in event) return positionOf(state, event.account, event.code)
  if ('slot' in event) {
    const label = labelOf(state.keySlots, event.slot)
    const isReplaced = event.type === 'key-revoked' && event.because === 'replaced'
    return { ...(isReplaced && { isReplaced }), ...(label !== undefined && { label }) }
  }
  return {}
}

/** Codes of a removed account have no position. */
function positionOf(state: State, id: AccountId, code: CodeId): { position?: number } {
  const account = state.accounts.get(id)
  const place = account && placedCodeOf(state, account, code)
  return place ? { position: place.position } : {}
}
