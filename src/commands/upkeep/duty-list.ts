/** Duties as a list, as JSON and as a calendar. */
import { type CalendarDay, calendarText } from '../../documents/calendar.ts'
import { progressOf } from '../../domain/continuity/handovers.ts'
import type { State } from '../../domain/model/state.ts'
import { daysBetween, localDay } from '../../domain/text/date.ts'
import { type Group, grouped } from '../../domain/text/grouped.ts'
import type { Duty } from '../../domain/upkeep/schedule.ts'
import { soonDays } from '../../domain/upkeep/status.ts'
import { progress } from '../../terminal/messages/continuity/handover.ts'
import { factorKindWords } from '../../terminal/messages/registry/registry.ts'
import * as messages from '../../terminal/messages/upkeep/schedule.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { aboutNames } from '../continuity/handover-output.ts'

export interface DutyOutput {
  readonly terminal: Terminal
  readonly state: State
  readonly now: Date
}

/** A contract with scripts: keys may be added, none removed. */
export function dutyJson(output: DutyOutput, duty: Duty): object {
  const { on, kind, account = null, subject = null, overdue } = duty
  return { on, kind, account, subject, message: textOf(output, duty), overdue }
}

export function dutyLines(output: DutyOutput, duties: readonly Duty[]): readonly string[] {
  const { terminal, now } = output
  const today = localDay(now)
  const rows = byDay(duties).map(group => {
    const [duty] = group
    const gaps = { text: groupText(output, group), days: daysBetween(today, duty.on), overdue: duty.overdue }
    const text = terminal.text(messages.dutyWhen, gaps)
    return [duty.on, duty.overdue ? terminal.color.red(text) : text]
  })
  const [first] = duties
  const isNear = first !== undefined && daysBetween(today, first.on) <= soonDays
  const next = isNear ? terminal.text(messages.doFirst, { kind: first.kind, command: commandOf(first) }) : ''
  return [...terminal.table(messages.dueHeader, rows), ...(next === '' ? [] : terminal.fit(next))]
}

export async function calendarOf(output: DutyOutput, duties: readonly Duty[]): Promise<string> {
  const { terminal, now } = output
  return calendarText({
    name: messages.calendarName[terminal.language],
    days: byDay(duties).map(group => dayOf(output, group)),
    writtenAt: now,
  })
}

/** From so many accounts on, their reviews or login tests of one day are one entry. */
const many = 4

type DutyGroup = Group<Duty>

/** In the order of the duties, which is by day. */
function byDay(duties: readonly Duty[]): readonly DutyGroup[] {
  const groups = grouped(duties, duty => (isOfAccount(duty) ? `${duty.kind} ${duty.on}` : duty.key))
  return [...groups.values()].flatMap(group => (group.length < many ? group.map((duty): DutyGroup => [duty]) : [group]))
}

function isOfAccount({ kind }: Duty): boolean {
  return kind === 'review' || kind === 'test'
}

function groupText(output: DutyOutput, group: DutyGroup): string {
  const [{ kind }] = group
  if (group.length === 1 || (kind !== 'review' && kind !== 'test')) return textOf(output, group[0])
  return output.terminal.text(messages.dutyOfMany, { kind, accounts: handlesIn(group) })
}

function handlesIn(group: DutyGroup): readonly string[] {
  return group.flatMap(({ account }) => account ?? [])
}

/** Overdue duties are put on today: nobody looks for them in the past. */
function dayOf(output: DutyOutput, group: DutyGroup): CalendarDay {
  const { terminal, now } = output
  const [duty, ...more] = group
  const { key, kind, on, overdue } = duty
  const today = localDay(now)
  const text = groupText(output, group)
  const isPast = on < today
  const howTo = terminal.text(messages.howToDo, { kind, command: commandOf(duty) })
  return {
    // Of many: the same entry as long as one of them is due on that day.
    key: more.length === 0 ? key : `${kind}.${on}`,
    on: isPast ? today : on,
    summary: isPast && overdue ? terminal.text(messages.lateSince, { text, on }) : text,
    description:
      more.length === 0 ? howTo : `${howTo}\n${terminal.text(messages.eachOf, { accounts: handlesIn(group) })}`,
  }
}

function textOf({ terminal, state }: DutyOutput, { kind, account, subject = '' }: Duty): string {
  const handover = kind === 'handover' ? state.registry.handovers.get(subject) : undefined
  if (handover) {
    const about = terminal.text(progress, { about: aboutNames(terminal, state, handover), ...progressOf(handover) })
    return terminal.text(messages.dutyText, { kind, account, subject: about })
  }
  const factor = kind === 'confirm-factor' ? state.registry.factors.get(subject) : undefined
  const name = factor ? `${factorKindWords[factor.kind][terminal.language]} ${factor.label}` : subject
  return terminal.text(messages.dutyText, { kind, account, subject: name })
}

function commandOf({ kind, account, subject = '' }: Duty): string {
  switch (kind) {
    case 'review':
      return `igcodes review ${account}`
    case 'test':
      return `igcodes test ${account} passed`
    case 'confirm-factor':
      return account === undefined ? 'igcodes review --all' : `igcodes review ${account}`
    case 'deadline':
      return `igcodes incident show ${shellWord(subject)}`
    case 'handover':
      return `igcodes handover next ${shellWord(subject)}`
    case 'ignore-ends':
      return `igcodes audit --rule ${shellWord(subject)}`
  }
}
