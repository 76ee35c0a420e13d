/** A handover's checklist, for people and for scripts. */
import {
  isOfTheVault,
  lastOutcome,
  namedTask,
  phases,
  type TaskGroup,
  taskGroups,
} from '../../domain/continuity/handovers.ts'
import { type Handover, type HandoverTask, recordIn } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { nameById } from '../../domain/registry/names.ts'
import * as messages from '../../terminal/messages/continuity/handover.ts'
import { stepText } from '../../terminal/messages/continuity/what-if.ts'
import { placeholders } from '../../terminal/messages/upkeep/rule-list.ts'
import type { Terminal } from '../../terminal/terminal.ts'

export function handleOf(state: State, { account }: HandoverTask): string {
  return state.accounts.get(account)?.handle ?? account
}

/** Who or what it is about, by name; by id if the record is gone. */
export function aboutNames(terminal: Terminal, { registry }: State, { about }: Pick<Handover, 'about'>): string {
  const names = about.map(node => {
    const record = recordIn(node)
    return record ? nameById(registry, record.kind, record.id) : node
  })
  return terminal.harmless(names.join(' · '))
}

/** A removed account is shown by its id, which can be any text. */
function accountName(terminal: Terminal, state: State, task: HandoverTask): string {
  return terminal.harmless(`@${handleOf(state, task)}`)
}

function textOf(
  terminal: Terminal,
  state: State,
  { kind }: Handover,
  task: HandoverTask,
  account = handleOf(state, task),
): string {
  const { step } = namedTask(state.registry, task)
  return terminal.text(stepText, { step, account, isPhoneChange: kind === 'phone-change' })
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
  const { id, kind, about, startedAt, startedBy, tasks, closedAt, dropped } = handover
  return {
    handover: id,
    kind,
    about,
    startedAt,
    startedBy,
    closedAt: closedAt ?? null,
    ...(dropped && { dropped }),
    tasks: tasks.map(task => ({
      ...taskJson(terminal, state, handover, task),
      outcome: lastOutcome(handover, task) ?? null,
    })),
  }
}

/** A step to be done now: for one account, or once for all of the group. */
export function stepLines(
  terminal: Terminal,
  state: State,
  handover: Handover,
  group: TaskGroup,
  only?: HandoverTask,
): readonly string[] {
  const groups = taskGroups(handover)
  const number = groups.findIndex(({ task }) => task === group.task) + 1
  const tasks: readonly HandoverTask[] = only ? [only] : group.tasks
  const left = only ? group.tasks.length : 0
  const accounts = isOfTheVault(group.tasks[0]) ? [] : tasks.map(task => handleOf(state, task))
  const where = { number, of: groups.length, accounts, left }
  return [
    ...terminal.fit(terminal.color.dim(terminal.text(messages.taskOf, where))),
    ...terminal.layout.paragraph(terminal.color.bold(groupText(terminal, state, handover, tasks)), 2),
  ]
}

/** The whole list with checkboxes, step by step; by phase for a phone change. */
export function taskList(terminal: Terminal, state: State, handover: Handover): readonly string[] {
  const { color, language, layout } = terminal
  const groups = taskGroups(handover)
  const all = new Set(handover.tasks.map(({ account }) => account))
  const handles = [...new Set(handover.tasks.map(task => accountName(terminal, state, task)))]
  const heading = layout.paragraph(terminal.text(messages.ofAccounts, { accounts: handles, most: 8 }))
  const lines = (some: readonly TaskGroup[]): readonly string[] =>
    some.flatMap(group => groupLines(terminal, state, handover, group, all.size))
  if (handover.kind !== 'phone-change') return [...heading.map(line => color.bold(line)), ...lines(groups)]
  return [
    ...heading.map(line => color.bold(line)),
    ...phases.flatMap(phase => {
      const some = groups.filter(({ tasks: [task] }) => (namedTask(state.registry, task).phase ?? 'after') === phase)
      return some.length === 0 ? [] : [color.bold(messages.phaseWords[phase][language]), ...lines(some)]
    }),
  ]
}

/** With the accounts below, unless it is about all of the list. */
function groupLines(
  terminal: Terminal,
  state: State,
  handover: Handover,
  { tasks }: TaskGroup,
  all: number,
): readonly string[] {
  const { color, layout } = terminal
  const outcomes = tasks.map(task => lastOutcome(handover, task))
  const done = outcomes.filter(outcome => outcome === 'done').length
  const isDone = done === tasks.length
  const sign = isDone ? '☑' : outcomes.includes('failed') ? '✗' : '☐'
  const handles = tasks.map(task => accountName(terminal, state, task))
  const about = [
    ...(tasks.length < all && !isOfTheVault(tasks[0])
      ? [terminal.text(messages.ofAccounts, { accounts: handles, most: 4 })]
      : []),
    ...(done > 0 && !isDone ? [terminal.text(messages.doneOf, { done, of: tasks.length })] : []),
  ].join(' · ')
  return [
    ...layout.instruction(sign, groupText(terminal, state, handover, tasks), 2),
    ...(about === '' ? [] : layout.paragraph(about, 5).map(line => color.dim(line))),
  ]
}

/** In the words for one account, or with a placeholder in its commands. */
function groupText(
  terminal: Terminal,
  state: State,
  handover: Handover,
  [task, ...more]: readonly HandoverTask[],
): string {
  if (!task) return ''
  if (more.length === 0) return textOf(terminal, state, handover, task)
  return textOf(terminal, state, handover, task, placeholders.account[terminal.language])
}
