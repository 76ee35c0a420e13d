/** Checklists for a person who leaves, a lost thing, or a new phone: made from what-if, then worked through and recorded. */
import { UserError } from '../../errors.ts'
import { accountsByHandle } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact } from '../model/events.ts'
import type { AccountId, StepOutcome } from '../model/ids.ts'
import {
  type Handover,
  type HandoverId,
  type HandoverKind,
  type HandoverTask,
  keyOf,
  type PersonId,
  type Registry,
  recordKinds,
} from '../model/registry.ts'
import type { State } from '../model/state.ts'
import { findRecord } from '../registry/names.ts'
import { type Group, grouped } from '../text/grouped.ts'
import { type EntryMethod, type NamedNode, withName } from './entry-methods.ts'
import type { RegistryNode } from './loss.ts'
import { type RotationKind, type RotationStep, rotationKinds } from './rotation.ts'
import { whatIf } from './what-if.ts'

/** The phases of a phone change. Steps without a phase, such as a new password, are not needed then: no stranger has the phone. */
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
  tidy: 'after',
}

/** A task with its step, for output. */
export interface NamedTask extends HandoverTask {
  readonly step: RotationStep
  readonly phase: Phase | undefined
}

/**
 * The tasks that follow from what-if, in an order that never removes the last entry method first. Tasks for the whole vault are done
 * once.
 */
export function tasksFor(state: State, kind: HandoverKind, lost: readonly RegistryNode[]): readonly HandoverTask[] {
  const ids = new Map(accountsByHandle(state).map(({ handle, id }) => [handle, id]))
  const tasks = whatIf(state, lost).accounts.flatMap(({ account, rotate }) =>
    stepsFor(kind, rotate).map(task => ({ account: ids.get(account) ?? account, task })),
  )
  const isFirst = ({ task }: HandoverTask, index: number): boolean =>
    tasks.findIndex(other => other.task === task) === index
  const once = tasks.filter((one, index) => !isOfTheVault(one) || isFirst(one, index))
  return inSteps(kind, once)
}

export function isOfTheVault({ task }: HandoverTask): boolean {
  return ofTheVault.includes(stepOf(task))
}

/** Done once for all accounts. */
const ofTheVault: readonly RotationKind[] = ['vault-folder', 'passphrase', 'tidy']

/** A phone change always begins with new codes: the move may fail on both phones. */
function stepsFor(kind: HandoverKind, rotate: readonly RotationStep[]): readonly string[] {
  if (kind !== 'phone-change') return rotate.map(({ id }) => id)
  const ids = rotate.filter(step => phaseOf[step.step] !== undefined && !isMovedSim(step)).map(({ id }) => id)
  const [first = 'confirm', ...others] = ids
  return [first, 'renew-codes', ...others.filter(id => id !== 'renew-codes'), 'tidy']
}

/** A SIM is moved, so nothing of it stays on the old phone. */
function isMovedSim({ step, on }: RotationStep): boolean {
  return step === 'take-away' && on !== undefined && 'type' in on && on.type === 'sms'
}

/**
 * One step for all accounts, then the next: what is done once for many, such as moving an app, comes together. Within an account the
 * order stays that of rotation.ts, which never removes the last entry method first.
 */
function inSteps(kind: HandoverKind, tasks: readonly HandoverTask[]): readonly HandoverTask[] {
  // Computed once for each: an agency's list has thousands.
  const steps = [...new Set(tasks.map(({ task }) => task))].map(task => ({ task, rank: stepRank(kind, task) }))
  const places = new Map(steps.toSorted((a, b) => a.rank - b.rank).map(({ task }, place) => [task, place]))
  return tasks.toSorted((a, b) => (places.get(a.task) ?? 0) - (places.get(b.task) ?? 0))
}

function stepRank(kind: HandoverKind, task: string): number {
  const step = stepOf(task)
  // The access of a person ends last.
  if (task.startsWith('take-away:person:')) return rotationKinds.length
  // An old phone stays signed in until a login with the new one has worked.
  if (kind === 'phone-change' && step === 'test') return rotationKinds.indexOf('sign-out') - 0.5
  return rotationKinds.indexOf(step)
}

/** The same task for one or more accounts. */
export interface TaskGroup {
  readonly task: string
  readonly tasks: Group<HandoverTask>
  /** Done once for all of them: it is about one thing, and not about each account. */
  readonly isShared: boolean
}

/** All tasks of a list, or only these, step by step. */
export function taskGroups({ kind, tasks: all }: Handover, tasks = all): readonly TaskGroup[] {
  const groups = grouped(inSteps(kind, tasks), ({ task }) => task)
  return [...groups].map(([task, group]) => ({ task, tasks: group, isShared: isSharedAct(kind, group[0]) }))
}

/** The next task, with the same task of the other accounts where one act does for all. */
export function nextGroup(handover: Handover): TaskGroup | undefined {
  const open = openTasks(handover)
  const [first] = open
  if (!first) return undefined
  const wasTried = lastOutcome(handover, first) !== undefined
  const alike = open.filter(one => one.task === first.task && (lastOutcome(handover, one) !== undefined) === wasTried)
  const [group] = taskGroups(handover, alike)
  return group
}

/** On Instagram every account is changed separately. */
function isSharedAct(kind: HandoverKind, { task }: HandoverTask): boolean {
  const [step, on] = task.split(':')
  if (step === 'confirm' || step === 'withdraw' || step === 'stop-sim') return on !== undefined
  return (step === 'move' || step === 'take-away') && (on === 'place' || (kind === 'phone-change' && on === 'factor'))
}

export interface Started extends Decision {
  /** Undefined if there is nothing to do. */
  readonly handover: HandoverId | undefined
  readonly isNew: boolean
}

/**
 * Makes the checklist, unless one about the same is open.
 *
 * @param id a new short id
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

/**
 * The checklist after a key of the vault was revoked: new codes, and a new authenticator secret, for every account that the key opened.
 * For a person of the registry, also what else follows from the leaving. The passphrase has ended already.
 *
 * @param id a new short id
 * @param key what the list is about if no person is known
 */
export function startRenewal(state: State, id: HandoverId, person: PersonId | undefined, key: string): Started {
  const about = person === undefined ? `key:${key}` : `person:${person}`
  const open = openHandovers(state).find(one => one.kind === 'leave' && areSame(one.about, [about]))
  if (open) return { handover: open.id, isNew: false, facts: [] }
  const renew = accountsToRenew(state).map(account => ({ account, task: 'renew-codes' }))
  const move = [...state.totps.keys()].filter(account => state.accounts.has(account))
  const [first] = [...renew.map(({ account }) => account), ...move]
  if (first === undefined && person === undefined) return { handover: undefined, isNew: false, facts: [] }
  const ofPerson = person === undefined ? [] : tasksFor(state, 'leave', [{ kind: 'person', id: person }])
  const hasFolder = ofPerson.some(({ task }) => stepOf(task) === 'vault-folder')
  const folder = first === undefined || hasFolder ? [] : [{ account: first, task: 'vault-folder' }]
  const all = [...folder, ...ofPerson, ...renew, ...move.map(account => ({ account, task: 'move:totp' }))]
  const once = [...new Map(all.map(task => [keyOf(task), task])).values()].filter(
    ({ task }) => stepOf(task) !== 'passphrase',
  )
  if (once.length === 0) return { handover: undefined, isNew: false, facts: [] }
  const tasks = inSteps('leave', once)
  return {
    handover: id,
    isNew: true,
    facts: [{ type: 'handover-started', handover: id, kind: 'leave', about: [about], tasks }],
  }
}

/** Accounts with codes that would still work, in the order of their handles. */
export function accountsToRenew(state: State): readonly AccountId[] {
  return accountsByHandle(state)
    .filter(account => account.sets.some(({ voided }) => voided === undefined))
    .map(({ id }) => id)
}

/** In any order. */
function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join(' ') === others.toSorted().join(' ')
}

/** Records tasks; the last one closes the list. */
export function recordTasks(
  state: State,
  id: HandoverId,
  tasks: readonly HandoverTask[],
  outcome: StepOutcome,
): Decision {
  const handover = requireHandover(state, id)
  const tried = tasks.map(({ account, task }) => ({ account, task, outcome, at: '', by: '' }))
  const isLast = openTasks({ ...handover, tried: [...handover.tried, ...tried] }).length === 0
  return {
    facts: [
      ...tasks.map(
        ({ account, task }) => ({ type: 'handover-task', handover: handover.id, account, task, outcome }) as const,
      ),
      ...(isLast ? closing(handover, false) : []),
    ],
  }
}

/**
 * Gives up a list; what was done stays on record.
 *
 * @throws UserError `unknown-handover`
 */
export function dropHandover(state: State, id: HandoverId): Decision {
  return { facts: closing(requireHandover(state, id), true) }
}

function closing({ id, same = [] }: Handover, dropped: boolean): readonly Fact[] {
  return [id, ...same].map(handover => ({ type: 'handover-closed', handover, ...(dropped && { dropped }) }))
}

/**
 * The tasks that are not done: first those never tried, then those that failed or were skipped, each step by step. A task
 * that removes something comes last while a task that secures an entry method of its account has failed.
 */
export function openTasks({ kind, tasks, tried }: Handover): readonly HandoverTask[] {
  const done = new Set(tried.filter(({ outcome }) => outcome === 'done').map(keyOf))
  const touched = new Set(tried.map(keyOf))
  const left = tasks.filter(task => !done.has(keyOf(task)))
  const unsettled = grouped(
    left.filter(task => touched.has(keyOf(task))),
    ({ account }) => account,
  )
  const rank = (task: HandoverTask): number => {
    if (unsettled.get(task.account)?.some(other => holdsBack(kind, other, task))) return 2
    return touched.has(keyOf(task)) ? 1 : 0
  }
  const ranks = new Map(left.map(task => [task, rank(task)]))
  return inSteps(kind, left).toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
}

/** Tasks that secure an entry method. Until they are done, nothing of the account is removed. */
const securing: readonly RotationKind[] = ['recover', 'confirm', 'renew-codes', 'test']

/**
 * What the vault knows to be missing although it was called done: newer codes, a login test, another passphrase. Only since the list was
 * made.
 */
export function unproven(
  state: State,
  { startedAt }: Handover,
  { account: id, task }: HandoverTask,
): 'codes' | 'test' | 'passphrase' | undefined {
  const account = state.accounts.get(id)
  const isSince = ({ at }: { readonly at: string }): boolean => at >= startedAt
  switch (stepOf(task)) {
    case 'renew-codes':
      return account?.sets.some(({ added }) => isSince(added)) ? undefined : 'codes'
    case 'test':
      return state.registry.tests.get(id)?.some(test => test.passed && isSince(test)) ? undefined : 'test'
    case 'passphrase':
      return [...state.keySlots.values()].some(({ added }) => added && isSince(added)) ? undefined : 'passphrase'
    default:
      return undefined
  }
}

export function isSecuring({ task }: HandoverTask): boolean {
  return securing.includes(stepOf(task))
}

function holdsBack(kind: HandoverKind, open: HandoverTask, { task }: HandoverTask): boolean {
  const takesAway: readonly RotationKind[] =
    // A lost phone is signed out at once; an old phone stays an entry method until the new one is one.
    kind === 'phone-change' ? ['take-away', 'withdraw', 'sign-out'] : ['take-away', 'withdraw']
  if (!takesAway.includes(stepOf(task))) return false
  return isSecuring(open) || open.task.replace(/^move:/, '') === task.replace(/^take-away:/, '')
}

/** The latest outcome of a task; undefined if it was never tried. */
export function lastOutcome({ tried }: Handover, task: HandoverTask): StepOutcome | undefined {
  return tried.findLast(one => one.task === task.task && one.account === task.account)?.outcome
}

/** Whether one of its tasks is about this account. */
export function isAbout({ tasks }: Handover, id: AccountId): boolean {
  return tasks.some(({ account }) => account === id)
}

/** How far a list is, in steps: the tasks of an agency are counted in hundreds. */
export function progressOf(handover: Handover): { readonly done: number; readonly steps: number } {
  const steps = taskGroups(handover).length
  return { steps, done: steps - taskGroups(handover, openTasks(handover)).length }
}

export function openHandovers({ registry }: State): readonly Handover[] {
  return [...registry.handovers.values()].filter(({ closedAt }) => closedAt === undefined)
}

/**
 * The open handover with that id, or about that person or thing; without a name the newest.
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

/** All records that a name may mean, as in `about`. */
function namesOf(registry: Registry, name: string): readonly string[] {
  return recordKinds.flatMap(kind => {
    const record = findRecord(registry, kind, name)
    return record ? [`${kind}:${record.id}`] : []
  })
}

/** A task with the current names; a record that was removed is named by its id. */
export function namedTask(registry: Registry, task: HandoverTask): NamedTask {
  const step = stepOf(task.task)
  const [, kind = '', ...rest] = task.task.split(':')
  const subject = kind === '' ? undefined : subjectOf(registry, kind, rest.join(':'))
  return { ...task, step: { id: task.task, step, on: subject }, phase: phaseOf[step] }
}

export function stepOf(task: string): RotationKind {
  const [name = ''] = task.split(':')
  return rotationKinds.find(kind => kind === name) ?? 'test'
}

function subjectOf(registry: Registry, kind: string, id: string): EntryMethod | NamedNode {
  switch (kind) {
    case 'codes':
    case 'totp':
      return { kind }
    case 'factor':
      return { ...withName(registry, { kind, id }), kind, type: registry.factors.get(id)?.kind ?? 'session' }
    case 'place':
      return { ...withName(registry, { kind, id }), kind, type: registry.places.get(id)?.kind ?? 'paper' }
    case 'device':
      return withName(registry, { kind, id })
    default:
      return withName(registry, { kind: 'person', id })
  }
}
