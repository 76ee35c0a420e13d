/** An incident as JSON for scripts, and as lines for the screen. */
import type { Incident } from '../../domain/model/incident.ts'
import type { State } from '../../domain/model/state.ts'
import { deadlineOf, handleOf, isOpen, openIncidents, scenarioOf } from '../../domain/recovery/incidents.ts'
import { codesDuring, type Happening, timelineOf } from '../../domain/recovery/timeline.ts'
import { timeLeft } from '../../domain/text/deadline.ts'
import type { Bilingual } from '../../language.ts'
import { oddsWords } from '../../terminal/messages/playbooks/playbook.ts'
import * as messages from '../../terminal/messages/recovery/incident.ts'
import { assetWords, sightWords } from '../../terminal/messages/recovery/situation.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Context } from '../context.ts'
import { PlaybookTexts } from '../playbooks/titles.ts'

/** What is needed to show incidents. */
export interface IncidentOutput {
  readonly terminal: Terminal
  readonly state: State
  readonly texts: PlaybookTexts
  readonly now: Date
}

export async function incidentOutput(
  { terminal, system }: Context,
  state: State,
  incidents: readonly Incident[],
): Promise<IncidentOutput> {
  return { terminal, state, texts: await PlaybookTexts.of(incidents, terminal.language), now: system.now() }
}

/** A contract with scripts: keys may be added, none removed. */
export function incidentJson({ state, texts, now }: IncidentOutput, incident: Incident): object {
  const handle = handleOf(state, incident)
  const { closed } = incident
  const deadline = deadlineOf(incident)
  return {
    id: incident.id,
    account: handle ?? null,
    state: isOpen(incident) ? 'open' : 'closed',
    openedAt: incident.openedAt,
    openedBy: incident.openedBy,
    see: incident.see ?? null,
    have: incident.have,
    lost: incident.lost,
    scenario: scenarioOf(incident),
    scenarios: incident.scenarios,
    odds: incident.odds,
    deadline,
    overdue: isOverdue(incident, now),
    steps: incident.steps.map(({ playbook, step, outcome, at, by }) => {
      return { playbook, step, text: texts.step(playbook, step, handle), outcome, at, by }
    }),
    notes: incident.notes.map(({ at, by, text }) => ({ at, by, text })),
    codes: codesDuring(state, incident).map(({ position, state, at }) => ({ position, state, at })),
    closed: closed ?? null,
  }
}

/** Whether an open incident has passed its deadline. */
function isOverdue(incident: Incident, now: Date): boolean {
  const deadline = deadlineOf(incident)
  return isOpen(incident) && deadline !== null && timeLeft(deadline, now).overdue
}

/** Rows of the list, in the order of `listHeader`. */
export function listRow(output: IncidentOutput, incident: Incident): readonly string[] {
  const { terminal, texts } = output
  const { closed, id, openedAt } = incident
  const state = closed ? messages.outcomeWords[closed.outcome] : messages.stateWords.open
  return [
    terminal.harmless(id),
    accountWords(output, incident),
    terminal.time(openedAt),
    state[terminal.language],
    deadlineInList(output, incident),
    texts.title(scenarioOf(incident)),
  ]
}

/** Everything known about one incident, ready for stdout. */
export function incidentLines(output: IncidentOutput, incident: Incident): readonly string[] {
  const { terminal, state, now } = output
  const { color, language } = terminal
  const label = (words: Bilingual): string => color.dim(words[language])
  const layout = terminal.layout
  const facts = factsOf(output, incident).map(([name, value]) => [label(name), value] as const)
  const rows = timelineOf(state, incident).map(happening => [
    terminal.time(happening.at),
    terminal.harmless(happening.by),
    happeningText(output, handleOf(state, incident), happening),
  ])
  const goOn = {
    incident: incident.id,
    account: handleOf(state, incident),
    overdue: isOverdue(incident, now),
    isOnly: openIncidents(state).length === 1,
  }
  return [
    ...layout.pairs(facts, 2),
    '',
    ...terminal.table(messages.timelineHeader, rows),
    ...(isOpen(incident) ? ['', ...terminal.fit(terminal.text(messages.goOn, goOn))] : []),
  ]
}

/** The facts apart from the timeline, each with its label. Empty ones are left out. */
export function factsOf(output: IncidentOutput, incident: Incident): readonly (readonly [Bilingual, string])[] {
  const { terminal, texts } = output
  const { language } = terminal
  const { see, have, lost, closed, odds } = incident
  const { headings } = messages
  const listed = (assets: Incident['have']): string =>
    assets.map(asset => assetWords[asset][language]).join(language === 'ja' ? '、' : ', ')
  const facts: readonly (readonly [Bilingual, string])[] = [
    [headings.incident, terminal.harmless(incident.id)],
    [headings.account, accountWords(output, incident)],
    [headings.what, incident.scenarios.map(({ scenario }) => texts.title(scenario)).join(' → ')],
    [headings.saw, see === undefined ? '' : sightWords[see][language]],
    [headings.have, listed(have)],
    [headings.lost, listed(lost)],
    [headings.odds, oddsWords[odds][language]],
    [headings.opened, signed(terminal, incident.openedAt, incident.openedBy)],
    [headings.deadline, deadlineOf(incident) === null ? '' : deadlineWords(output, incident)],
    [headings.closed, closed ? signed(terminal, closed.at, closed.by) : ''],
    [headings.duration, closed ? durationWords(terminal, incident.openedAt, closed.at) : ''],
    [headings.outcome, closed ? messages.outcomeWords[closed.outcome][language] : ''],
    [headings.cause, terminal.harmless(inOneLine(closed?.cause))],
    [headings.worked, terminal.harmless(inOneLine(closed?.worked))],
    [headings.change, terminal.harmless(inOneLine(closed?.change))],
  ]
  return facts.filter(([, value]) => value !== '')
}

/** @param account the handle that a step names */
export function happeningText(
  { terminal, texts }: Pick<IncidentOutput, 'terminal' | 'texts'>,
  account: string | undefined,
  happening: Happening,
): string {
  const told = { ...happening, title: titleOf(texts, account, happening), time: timeIn(terminal, happening) }
  return terminal.text(messages.happening, 'text' in told ? { ...told, text: inOneLine(told.text) } : told)
}

function titleOf(texts: PlaybookTexts, account: string | undefined, happening: Happening): string {
  switch (happening.kind) {
    case 'opened':
    case 'moved':
      return texts.title(happening.scenario)
    case 'step':
      return texts.step(happening.playbook, happening.step, account)
    default:
      return ''
  }
}

function timeIn(terminal: Terminal, happening: Happening): string {
  if (happening.kind === 'paused') return terminal.time(happening.until)
  const hasDeadline = happening.kind === 'deadline' && happening.deadline !== null
  return hasDeadline ? terminal.time(happening.deadline) : ''
}

export function accountWords(
  { terminal, state }: Pick<IncidentOutput, 'terminal' | 'state'>,
  incident: Incident,
): string {
  const handle = handleOf(state, incident)
  return handle === undefined ? messages.noAccount[terminal.language] : `@${handle}`
}

function deadlineInList({ terminal, now }: IncidentOutput, incident: Incident): string {
  const deadline = deadlineOf(incident)
  if (deadline === null) return '–'
  if (incident.closed) return messages.metWords[isMet(incident, deadline) ? 'met' : 'missed'][terminal.language]
  const left = timeLeft(deadline, now)
  const words = terminal.text(messages.timeLeft, left)
  return left.overdue ? terminal.color.red(`✗ ${words}`) : words
}

function isMet({ closed }: Incident, deadline: string): boolean {
  return closed !== undefined && closed.outcome !== 'given-up' && Date.parse(closed.at) <= Date.parse(deadline)
}

/** While the incident is open: the time left. Afterwards: whether the deadline was met. */
export function deadlineWords({ terminal, now }: Pick<IncidentOutput, 'terminal' | 'now'>, incident: Incident): string {
  const deadline = deadlineOf(incident)
  if (deadline === null) return '–'
  const time = terminal.time(deadline)
  if (incident.closed) return terminal.text(messages.deadlineMet, { time, met: isMet(incident, deadline) })
  return terminal.text(messages.deadlineLeft, { time, ...timeLeft(deadline, now) })
}

function inOneLine(text = ''): string {
  return text.trim().replace(/\s*[\r\n]+\s*/g, ' / ')
}

function signed(terminal: Terminal, at: string, by: string): string {
  return `${terminal.time(at)} (${terminal.harmless(by)})`
}

function durationWords(terminal: Terminal, from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000))
  return Number.isNaN(minutes) ? '' : terminal.text(messages.duration, { minutes })
}
