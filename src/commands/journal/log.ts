import { placedCodeOf } from '../../domain/codes/queries.ts'
import { isKnown } from '../../domain/journal/event-schema.ts'
import { type IncidentEvent, isIncidentEvent } from '../../domain/journal/fold-incidents.ts'
import { isRegistryFact, type RegistryEvent } from '../../domain/journal/fold-registry.ts'
import { labelOf } from '../../domain/journal/key-slots.ts'
import { withShownIds } from '../../domain/journal/shown-ids.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import type { Event, StoredEvent } from '../../domain/model/events.ts'
import type { AccountId, CodeId } from '../../domain/model/ids.ts'
import type { State } from '../../domain/model/state.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import * as messages from '../../terminal/messages/accounts/accounts.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { type IncidentOutput, incidentOutput } from '../recovery/incident-output.ts'
import { type IncidentLine, incidentDetails, incidentLine, incidentText } from './incident-log.ts'
import { concerns, type RegistryLine, registryDetails, registryLines, registryText } from './registry-log.ts'

/** `igcodes log [ACCOUNT]`: what happened, by whom and when; never a digit. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'what happened, by whom and when', ja: '誰がいつ何をしたかの記録' }))
    .argument('[account]', t({ en: 'only this one', ja: 'このアカウントだけ' }))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes log shop_tokyo', en: 'who used which code?', ja: '誰がどのコードを使ったか' }]),
    )
    .action(async account => log(context(), account))
}

async function log(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context
  const handle = handleIfAny(name)
  const { state, events } = await context.open()
  const only = handle && requireAccount(state, handle).id
  const lines = described(state, events).filter(
    line => only === undefined || ('description' in line ? concerns(line, only) : line.id === only),
  )

  if (terminal.json) {
    terminal.answerJson({ events: lines.map(jsonOf) })
    return
  }
  const output = await incidentOutput(context, state, [...state.incidents.values()])
  const rows = lines.map(line => [terminal.time(line.at), terminal.harmless(line.by), textOf(output, line)])
  await terminal.answerPaged(terminal.table(messages.logHeader, rows))
}

function textOf(output: IncidentOutput, line: LogLine): string {
  if ('happening' in line) return incidentText(output, line)
  if ('description' in line) return registryText(output.terminal, line)
  return output.terminal.text(messages.logText, line)
}

function jsonOf(line: LogLine): object {
  if ('description' in line) return registryDetails(line)
  if (!('happening' in line)) {
    const { id, ...details } = line
    return details
  }
  const { at, by, type, account } = line
  return { at, by, type, account, ...incidentDetails(line) }
}

function accountOf(event: StoredEvent): AccountId | undefined {
  return typeof event.account === 'string' ? event.account : undefined
}

interface Line extends messages.LogLine {
  readonly id: AccountId | undefined
  readonly at: string
  readonly by: string
}

type LogLine = Line | IncidentLine | RegistryLine

/** Each event with the handle that its account had at the time. */
function described(state: State, events: readonly StoredEvent[]): readonly LogLine[] {
  const registryLine = registryLines(state)
  const handles = new Map<AccountId, string>()
  return events.map(stored => {
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
