/** Duties as a list, as JSON and as a calendar. */
import { type CalendarDay, calendarText } from '../../documents/calendar.ts'
import type { State } from '../../domain/model/state.ts'
import { daysBetween, localDay } from '../../domain/text/date.ts'
import type { Duty } from '../../domain/upkeep/schedule.ts'
import { factorKindWords } from '../../terminal/messages/registry/registry.ts'
import * as messages from '../../terminal/messages/upkeep/schedule.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import type { Terminal } from '../../terminal/terminal.ts'

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
  const rows = duties.map(duty => {
    const gaps = { text: textOf(output, duty), days: daysBetween(today, duty.on), overdue: duty.overdue }
    const text = terminal.text(messages.dutyWhen, gaps)
    return [duty.on, duty.overdue ? terminal.colour.red(text) : text]
  })
  const [first] = duties
  const next = first ? terminal.text(messages.doFirst, { kind: first.kind, command: commandOf(first) }) : ''
  return [...terminal.table(messages.dueHeader, rows), ...(next === '' ? [] : terminal.fit(next))]
}

export async function calendarOf(output: DutyOutput, duties: readonly Duty[]): Promise<string> {
  const { terminal, now } = output
  return calendarText({
    name: messages.calendarName[terminal.language],
    days: duties.map(duty => dayOf(output, duty)),
    writtenAt: now,
  })
}

/** Late duties are put on today, because nobody looks for them in the past. */
function dayOf(output: DutyOutput, duty: Duty): CalendarDay {
  const { terminal, now } = output
  const { key, kind, overdue } = duty
  const today = localDay(now)
  const text = textOf(output, duty)
  const isPast = overdue && duty.on < today
  return {
    key,
    on: isPast ? today : duty.on,
    summary: isPast ? terminal.text(messages.lateSince, { text, on: duty.on }) : text,
    description: terminal.text(messages.howToDo, { kind, command: commandOf(duty) }),
  }
}

function textOf({ terminal, state }: DutyOutput, { kind, account, subject = '' }: Duty): string {
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
    case 'ignore-ends':
      return `igcodes audit --rule ${shellWord(subject)}`
  }
}
