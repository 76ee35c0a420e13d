import {
  dropHandover,
  isSecuring,
  lastOutcome,
  nextGroup,
  openHandovers,
  openTasks,
  progressOf,
  recordTasks,
  requireHandover,
  type TaskGroup,
  taskGroups,
  unproven,
} from '../../domain/continuity/handovers.ts'
import { eachOnce, requireLeaver, requireLoss } from '../../domain/continuity/loss-names.ts'
import { type StepOutcome, stepOutcomes } from '../../domain/model/ids.ts'
import type { Handover, HandoverId, HandoverTask } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { afterSaving, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/continuity/handover.ts'
import * as walk from '../../terminal/messages/recovery/guided-recovery.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { collect, oneOf } from '../options.ts'
import { beginHandover } from './begin-handover.ts'
import { aboutNames, handleOf, handoverJson, stepLines, taskJson, taskList } from './handover-output.ts'

/** `igcodes handover`: a checklist for somebody who leaves or something that is lost; its progress is recorded. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({ en: 'work through what a leaving or a loss asks for', ja: '退職・紛失のときの作業を1つずつ進める' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes handover start sato', en: 'makes the list', ja: 'リストを作ります' },
        { run: 'igcodes handover next', en: 'goes through it, one task at a time', ja: '1つずつ進めます' },
      ]),
    )
  // Without a subcommand it lists, which asks for nothing and changes nothing.
  command.allowExcessArguments(false).action(async () => list(context()))
  command
    .command('start')
    .description(t({ en: 'make the list for persons who leave', ja: '抜ける人のリストを作る' }))
    .argument('[person...]', t({ en: 'who leaves', ja: '抜ける人' }))
    .option('--lose <thing>', t({ en: 'a device, factor or place that is lost', ja: 'なくしたもの' }), collect)
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes handover start sato', en: 'before the last day', ja: '最終日より前に' },
        {
          run: 'igcodes handover start --lose phone:koho-iphone',
          en: 'a phone that is gone',
          ja: 'スマホをなくしたとき',
        },
      ]),
    )
    .action(async (persons, { lose = [] }) => start(context(), persons, lose))
  command
    .command('next')
    .description(t({ en: 'the next task, and how it went', ja: '次の作業を出し、結果を残す' }))
    .argument('[handover]', t({ en: 'the list, or who it is about', ja: 'リストの番号か対象' }))
    .option('--outcome <outcome>', stepOutcomes.join(' | '), oneOf<StepOutcome>('--outcome', stepOutcomes))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes handover next sato', en: 'asks how each task went', ja: '1つずつ結果を答えます' },
        {
          run: 'igcodes handover next sato --outcome done',
          en: 'in a script: records it, gives the next',
          ja: 'スクリプトから。記録して次を出します',
        },
      ]),
    )
    .action(async (name, { outcome }) => next(context(), name, outcome))
  command
    .command('list')
    .description(t({ en: 'the lists that are open', ja: '進行中のリスト' }))
    .addHelpText('after', examples([{ run: 'igcodes handover list --json', en: 'for scripts', ja: 'スクリプト用' }]))
    .action(async () => list(context()))
  command
    .command('show')
    .description(t({ en: 'all tasks of a list', ja: 'リストの全項目' }))
    .argument('[handover]', t({ en: 'the list, or who it is about', ja: 'リストの番号か対象' }))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes handover show sato', en: 'with what is done', ja: '済んだものも出します' }]),
    )
    .action(async name => show(context(), name))
  command
    .command('drop')
    .description(t({ en: 'give up a list that is not needed', ja: '不要になったリストをやめる' }))
    .argument('[handover]', t({ en: 'the list, or who it is about', ja: 'リストの番号か対象' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes handover drop sato', en: 'what was done stays in the log', ja: '済んだ作業の記録は残ります' },
      ]),
    )
    .action(async name => drop(context(), name))
}

async function start(context: Context, persons: readonly string[], lose: readonly string[]): Promise<void> {
  if (persons.length + lose.length === 0)
    throw new UserError('missing-argument', { name: 'person | --lose', command: 'handover start ' })
  const vault = await context.open()
  const { registry } = vault.state
  const lost = eachOnce([
    ...persons.map(name => requireLeaver(registry, name)),
    ...lose.map(name => requireLoss(registry, name)),
  ])
  await beginHandover(context, vault, persons.length > 0 ? 'leave' : 'lose', lost)
}

async function next(context: Context, name: string | undefined, outcome: StepOutcome | undefined): Promise<void> {
  const { terminal } = context
  const vault = await context.open()
  const { id } = requireHandover(vault.state, name)
  const prompts = terminal.stdoutIsTty && outcome === undefined ? await terminal.prompts() : undefined
  if (!prompts) return nextForScript(context, vault, id, outcome)
  for (;;) {
    const handover = vault.state.registry.handovers.get(id)
    const group = handover && nextGroup(handover)
    if (!handover || !group) return sayAllDone(terminal, vault.state, id)
    const { tasks, isShared } = group
    const [task] = tasks
    terminal.answer('', ...stepLines(terminal, vault.state, handover, group, isShared ? undefined : task))
    const sayStopped = (): void => terminal.note(messages.stopped, { handover: id, left: stepsLeft(vault.state, id) })
    const answer = await askOutcome(terminal, prompts, group).catch((error: unknown) => {
      sayStopped()
      throw afterSaving(error)
    })
    if (answer === 'leave') return sayStopped()
    const outcome = answer === 'all-done' ? 'done' : answer
    const told = isShared || answer === 'all-done' ? tasks : [task]
    await vault.change(state => recordTasks(state, id, told, outcome))
    if (outcome === 'done') sayUnproven(terminal, vault.state, handover, told)
    if (outcome === 'failed' && isSecuring(task))
      terminal.note(messages.heldBack, { account: handleOf(vault.state, task), count: told.length }, 'warning')
    // Postponed tasks come last. Once only those are left, stop instead of asking again in a loop.
    if (outcome !== 'done' && isRoundOver(vault.state, id)) return sayStopped()
  }
}

function stepsLeft({ registry }: State, id: HandoverId): number {
  const handover = registry.handovers.get(id)
  if (!handover) return 0
  const { done, steps } = progressOf(handover)
  return steps - done
}

/** `done` is taken on trust, but what the vault itself should have is named. */
function sayUnproven(terminal: Terminal, state: State, handover: Handover, told: readonly HandoverTask[]): void {
  const missing = told.filter(task => unproven(state, handover, task) !== undefined)
  const [first] = missing
  const what = first && unproven(state, handover, first)
  if (first && what)
    terminal.note(messages.notSeen, { what, account: handleOf(state, first), count: missing.length }, 'warning')
}

async function askOutcome(
  terminal: Terminal,
  prompts: Prompts,
  { tasks, isShared }: TaskGroup,
): Promise<StepOutcome | 'all-done' | 'leave'> {
  const count = tasks.length
  return prompts.choose<StepOutcome | 'all-done' | 'leave'>(
    terminal.text(walk.howDidItGo, undefined),
    [
      { value: 'done', name: terminal.text(walk.done, undefined), says: 'yes' },
      ...(isShared || count === 1
        ? []
        : [{ value: 'all-done', name: terminal.text(messages.allOfThem, { count }) } as const]),
      { value: 'failed', name: terminal.text(walk.didNotWork, undefined), says: 'no' },
      { value: 'skipped', name: terminal.text(walk.skip, undefined) },
      { value: 'leave', name: terminal.text(walk.stopForNow, undefined) },
    ],
    { undecided: true },
  )
}

function isRoundOver({ registry }: State, id: HandoverId): boolean {
  const handover = registry.handovers.get(id)
  const [upcoming] = handover ? openTasks(handover) : []
  return handover !== undefined && upcoming !== undefined && lastOutcome(handover, upcoming) !== undefined
}

function sayAllDone(terminal: Terminal, state: State, id: HandoverId): void {
  const tasks = state.registry.handovers.get(id)?.tasks ?? []
  const [account, ...more] = new Set(tasks.map(task => handleOf(state, task)))
  terminal.note(messages.allDone, { handover: id, account: more.length > 0 ? undefined : account }, 'good')
}

async function nextForScript(
  { terminal }: Context,
  vault: Vault,
  id: string,
  outcome: StepOutcome | undefined,
): Promise<void> {
  const handover = requireHandover(vault.state, id)
  const [task] = openTasks(handover)
  if (task && outcome) await vault.change(state => recordTasks(state, id, [task], outcome))
  const after = vault.state.registry.handovers.get(id) ?? handover
  const [upcoming] = openTasks(after)
  if (terminal.json)
    terminal.answerJson({
      handover: id,
      left: openTasks(after).length,
      next: upcoming ? taskJson(terminal, vault.state, after, upcoming) : null,
    })
  else if (upcoming) terminal.answer(...stepLines(terminal, vault.state, after, groupOf(after, upcoming), upcoming))
  else sayAllDone(terminal, vault.state, id)
}

function groupOf(handover: Handover, task: HandoverTask): TaskGroup {
  const found = taskGroups(handover, openTasks(handover)).find(group => group.task === task.task)
  return found ?? { task: task.task, tasks: [task], isShared: false }
}

async function drop(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context
  const vault = await context.open()
  const { id } = requireHandover(vault.state, name)
  const about = aboutNames(terminal, vault.state, requireHandover(vault.state, id))
  await context.confirm(terminal.text(messages.dropIt, { handover: id, about, left: stepsLeft(vault.state, id) }))
  await vault.change(state => dropHandover(state, id))
  if (terminal.json) terminal.answerJson({ handover: id, dropped: true })
  else terminal.note(messages.dropped, { handover: id }, 'good')
}

async function list(context: Context): Promise<void> {
  const { terminal } = context
  const { state } = await context.open()
  const open = openHandovers(state)
  if (terminal.json) return terminal.answerJson({ handovers: open.map(one => handoverJson(terminal, state, one)) })
  if (open.length === 0) return terminal.note(messages.noneOpen, undefined)
  terminal.answer(
    ...terminal.table(
      messages.listHeader,
      open.map(one => [
        terminal.harmless(one.id),
        aboutNames(terminal, state, one),
        terminal.time(one.startedAt).slice(0, 10),
        stepsDone(one),
      ]),
    ),
  )
}

function stepsDone(handover: Handover): string {
  const { done, steps } = progressOf(handover)
  return `${done}/${steps}`
}

async function show(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context
  const { state } = await context.open()
  const handover = requireHandover(state, name)
  if (terminal.json) terminal.answerJson(handoverJson(terminal, state, handover))
  else await terminal.answerPaged(taskList(terminal, state, handover))
}
