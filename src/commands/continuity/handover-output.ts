/** A handover's checklist, for people and for scripts. */
import { lastOutcome, namedTask, openTasks, phases } from '../../domain/continuity/handovers.ts'
import type { Handover, HandoverTask } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { nameById, recordKinds } from '../../domain/registry/names.ts'
import * as messages from '../../terminal/messages/continuity/handover.ts'
import { stepText } from '../../terminal/messages/continuity/what-if.ts'
import type { Terminal } from '../../terminal/terminal.ts'

export function handleOf(state: State, { account }: HandoverTask): string {
  return state.accounts.get(account)?.handle ?? account
}

/** Who or what it is about, by name; by id if the record is gone. */
export function aboutNames(terminal: Terminal, { registry }: State, { about }: Handover): string {
  const names = about.map(node => {
    const kind = recordKinds.find(kind => node.startsWith(`${kind}:`))
    return kind === undefined ? node : nameById(registry, kind, node.slice(kind.length + 1))
  })
  return terminal.harmless(names.join(' · '))
}

/** A removed account is shown by its id, which can be any text. */
function accountName(terminal: Terminal, state: State, task: HandoverTask): string {
  return terminal.harmless(`@${handleOf(state, task)}`)
}

function textOf(terminal: Terminal, state: State, { kind }: Handover, task: HandoverTask): string {
  const { step } = namedTask(state.registry, task)
  const isPhoneChange = kind === 'phone-change'
  return terminal.text(stepText, { step, account: handleOf(state, task), isPhoneChange })
}

export function taskJson(terminal: Terminal, state: State, handover: Handover, task: HandoverTask): object {
  const { phase } = namedTask(state.registry, task)
  return {
    account: handleOf(state, task),
    task: task.task,
    ...(phase !== undefined && { phase }),
    message: textOf(terminal, state, handover, task),
  }
}

/** A contract with scripts: keys may be added, none removed. */
export function handoverJson(terminal: Terminal, state: State, handover: Handover): object {
  const { id, kind, about, startedAt, startedBy, tasks, closedAt } = handover
  return {
    handover: id,
    kind,
    about,
    startedAt,
    startedBy,
    closedAt: closedAt ?? null,
    tasks: tasks.map(task => ({
      ...taskJson(terminal, state, handover, task),
      outcome: lastOutcome(handover, task) ?? null,
    })),
  }
}

/** One task to be done now. */
export function taskLines(terminal: Terminal, state: State, handover: Handover, task: HandoverTask): readonly string[] {
  const layout = terminal.layout
  const number = handover.tasks.indexOf(task) + 1
  const where = { number, of: handover.tasks.length, account: handleOf(state, task) }
  return [
    ...terminal.fit(terminal.colour.dim(terminal.text(messages.taskOf, where))),
    ...layout.paragraph(terminal.colour.bold(textOf(terminal, state, handover, task)), 2),
  ]
}

/** The whole list with checkboxes, by phase for a phone change, by account otherwise. */
export function taskList(terminal: Terminal, state: State, handover: Handover): readonly string[] {
  const layout = terminal.layout
  const open = new Set(openTasks(handover))
  const lines = (tasks: readonly HandoverTask[], withAccount: boolean): readonly string[] =>
    tasks.flatMap(task => {
      const text = textOf(terminal, state, handover, task)
      const about = withAccount ? `${accountName(terminal, state, task)}: ${text}` : text
      const sign = lastOutcome(handover, task) === 'failed' ? '✗' : '☐'
      return layout.item(open.has(task) ? sign : '☑', about, 2)
    })
  if (handover.kind === 'phone-change')
    return phases.flatMap(phase => {
      const tasks = handover.tasks.filter(task => (namedTask(state.registry, task).phase ?? 'after') === phase)
      const word = messages.phaseWords[phase][terminal.language]
      return tasks.length === 0 ? [] : [terminal.colour.bold(word), ...lines(tasks, true)]
    })
  const accounts = [...new Set(handover.tasks.map(({ account }) => account))]
  return accounts.flatMap(account => {
    const tasks = handover.tasks.filter(task => task.account === account)
    const [first] = tasks
    return first ? [terminal.colour.bold(accountName(terminal, state, first)), ...lines(tasks, false)] : []
  })
}
