/** Check-lists for people who leave, things that are lost, and phones that are changed: made from what-if, worked through and recorded. */
import { UserError } from '../../errors.ts'
import { accountsByHandle } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { AccountId, StepOutcome } from '../model/ids.ts'
import type { Handover, HandoverId, HandoverKind, HandoverTask, Registry } from '../model/registry.ts'
import type { State } from '../model/state.ts'
import { findRecord, recordKinds } from '../registry/names.ts'
import { type EntryMethod, type NamedNode, named } from './entry-methods.ts'
import type { RegistryNode } from './loss.ts'
import { type RotationKind, type RotationStep, rotationKinds } from './rotation.ts'
import { whatIf } from './what-if.ts'

/** When in a phone change a step belongs; who changes a phone loses nothing to a stranger: no password has to change. */
export const phases = ['before', 'during', 'after'] as const
export type Phase = (typeof phases)[number]

const phaseOf: { readonly [K in RotationKind]?: Phase } = {
  recover: 'before',
  confirm: 'before',
  'renew-codes': 'before',
  move: 'during',
  test: 'after',
  'sign-out': 'after',
  'take-away': 'after',
}

/** A task as it can be told: its step, and the account that it is for. */
export interface NamedTask extends HandoverTask {
  readonly step: RotationStep
  readonly phase: Phase | undefined
}

/**
 * The tasks that what-if comes to, in an order that never takes the last way in first. What concerns the vault as a whole is
 * done once.
 */
export function tasksFor(state: State, kind: HandoverKind, lost: readonly RegistryNode[]): readonly HandoverTask[] {
  const ids = new Map(accountsByHandle(state).map(({ handle, id }) => [handle, id]))
  const tasks = whatIf(state, lost).accounts.flatMap(({ account, rotate }) =>
    stepsFor(kind, rotate).map(task => ({ account: ids.get(account) ?? account, task })),
  )
  const isFirst = ({ task }: HandoverTask, index: number): boolean =>
    tasks.findIndex(other => other.task === task) === index
  const once = tasks.filter((told, index) => !ofTheVault.includes(kindOf(told.task)) || isFirst(told, index))
  return kind === 'phone-change' ? inPhases(once) : once
}

/** Done once, whatever the accounts are. */
const ofTheVault: readonly RotationKind[] = ['vault-folder', 'passphrase']

/** Before a phone change the codes are made anew also where nobody else came to know them: a move may fail on both phones. */
function stepsFor(kind: HandoverKind, rotate: readonly RotationStep[]): readonly string[] {
  if (kind !== 'phone-change') return rotate.map(({ id }) => id)
  const ids = rotate.filter(({ step }) => phaseOf[step] !== undefined).map(({ id }) => id)
  const [first = 'confirm', ...others] = ids
  return [first, 'renew-codes', ...others.filter(id => id !== 'renew-codes')]
}

/** Everything before the change for every account, then the change, then the rest; testing before anything is taken away. */
function inPhases(tasks: readonly HandoverTask[]): readonly HandoverTask[] {
  const rank = ({ task }: HandoverTask): number => {
    const kind = kindOf(task)
    const phase = phases.indexOf(phaseOf[kind] ?? 'after') * 2
    return kind === 'test' ? phase - 0.5 : phase
  }
  return tasks.toSorted((a, b) => rank(a) - rank(b))
}

export interface Started extends Decision {
  /** The list that there is now; undefined where there is nothing to do. */
  readonly handover: HandoverId | undefined
  readonly isNew: boolean
}

/**
 * Makes the check-list, unless one about the same is open.
 *
 * @param id a short name that no hand-over has yet
 */
export function startHandover(
  state: State,
  id: HandoverId,
  kind: HandoverKind,
  lost: readonly RegistryNode[],
): Started {
  const about = lost.map(({ kind, id }) => `${kind}:${id}`)
  const open = openHandovers(state).find(one => one.kind === kind && areSame(one.about, about))
  if (open) return { handover: open.id, isNew: false, facts: [] }
  const tasks = tasksFor(state, kind, lost)
  if (tasks.length === 0) return { handover: undefined, isNew: false, facts: [] }
  return { handover: id, isNew: true, facts: [{ type: 'handover-started', handover: id, kind, about, tasks }] }
}

/** In whichever order they were named. */
function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join(' ') === others.toSorted().join(' ')
}

/** Records one task; the last one closes the list. */
export function recordTask(state: State, id: HandoverId, task: HandoverTask, outcome: StepOutcome): Decision {
  const handover = requireHandover(state, id)
  const { account, task: name } = task
  const isLast =
    openTasks({ ...handover, tried: [...handover.tried, { account, task: name, outcome, at: '', by: '' }] }).length ===
    0
  return {
    facts: [
      { type: 'handover-task', handover: handover.id, account, task: name, outcome },
      ...(isLast ? [{ type: 'handover-closed', handover: handover.id } as const] : []),
    ],
  }
}

/**
 * What is still to do: never tried, then failed or put off the last time, each in the list's order. What takes something away
 * comes after all of it for as long as a way in of its account is not made sure of.
 */
export function openTasks({ kind, tasks, tried }: Handover): readonly HandoverTask[] {
  const done = new Set(tried.filter(({ outcome }) => outcome === 'done').map(keyOf))
  const touched = new Set(tried.map(keyOf))
  const left = tasks.filter(task => !done.has(keyOf(task)))
  const unsettled = byAccount(left.filter(task => touched.has(keyOf(task))))
  const rank = (task: HandoverTask): number => {
    if (unsettled.get(task.account)?.some(other => holdsBack(kind, other, task))) return 2
    return touched.has(keyOf(task)) ? 1 : 0
  }
  // Each once: an agency's list has thousands.
  const ranks = new Map(left.map(task => [task, rank(task)]))
  return left.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
}

function byAccount(tasks: readonly HandoverTask[]): ReadonlyMap<AccountId, readonly HandoverTask[]> {
  const found = new Map<AccountId, HandoverTask[]>()
  for (const task of tasks) {
    const others = found.get(task.account)
    if (others) others.push(task)
    else found.set(task.account, [task])
  }
  return found
}

/** What makes sure of a way in; until it is done, nothing of the account is taken away. */
const securing: readonly RotationKind[] = ['recover', 'confirm', 'renew-codes', 'test']

export function isSecuring({ task }: HandoverTask): boolean {
  return securing.includes(kindOf(task))
}

function holdsBack(kind: HandoverKind, open: HandoverTask, { task }: HandoverTask): boolean {
  const takesAway: readonly RotationKind[] =
    // A phone that is lost is signed out as soon as can be; one that is changed is a way in until its successor is one.
    kind === 'phone-change' ? ['take-away', 'withdraw', 'sign-out'] : ['take-away', 'withdraw']
  if (!takesAway.includes(kindOf(task))) return false
  return isSecuring(open) || open.task.replace(/^move:/, '') === task.replace(/^take-away:/, '')
}

/** What became of a task the last time; undefined where nobody has tried it. */
export function lastOutcome({ tried }: Handover, task: HandoverTask): StepOutcome | undefined {
  return tried.findLast(one => one.task === task.task && one.account === task.account)?.outcome
}

function keyOf({ account, task }: HandoverTask): string {
  return `${account} ${task}`
}

export function openHandovers({ registry }: State): readonly Handover[] {
  return [...registry.handovers.values()].filter(({ closedAt }) => closedAt === undefined)
}

/**
 * The open one of that name or about that person or thing; without a name the newest.
 *
 * @throws UserError `unknown-handover`
 */
export function requireHandover(state: State, name?: string): Handover {
  const open = openHandovers(state)
  const found =
    name === undefined
      ? open.at(-1)
      : (open.findLast(({ id, about }) => id === name || about.some(one => one === name || one.endsWith(`:${name}`))) ??
        open.findLast(({ about }) => about.some(one => namesOf(state.registry, name).includes(one))))
  if (found) return found
  throw new UserError('unknown-handover', {
    handover: name ?? '',
    open: open.map(({ id, about }) => `${id} (${about.join(', ')})`),
  })
}

/** All that a name may mean, as `about` has it. */
function namesOf(registry: Registry, name: string): readonly string[] {
  return recordKinds.flatMap(kind => {
    const record = findRecord(registry, kind, name)
    return record ? [`${kind}:${record.id}`] : []
  })
}

/** What a task's name means in the registry of today; a record that is gone is called by its id. */
export function namedTask(registry: Registry, task: HandoverTask): NamedTask {
  const step = kindOf(task.task)
  const [, kind = '', ...rest] = task.task.split(':')
  const on = kind === '' ? undefined : aboutOf(registry, kind, rest.join(':'))
  return { ...task, step: { id: task.task, step, on }, phase: phaseOf[step] }
}

function kindOf(task: string): RotationKind {
  const [name = ''] = task.split(':')
  return rotationKinds.find(kind => kind === name) ?? 'test'
}

function aboutOf(registry: Registry, kind: string, id: string): EntryMethod | NamedNode {
  switch (kind) {
    case 'codes':
    case 'totp':
      return { kind }
    case 'factor':
      return { ...named(registry, { kind, id }), kind, type: registry.factors.get(id)?.kind ?? 'session' }
    case 'place':
      return { ...named(registry, { kind, id }), kind, type: registry.places.get(id)?.kind ?? 'paper' }
    case 'device':
      return named(registry, { kind, id })
    default:
      return named(registry, { kind: 'person', id })
  }
}
