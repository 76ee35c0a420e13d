import {
  isSecuring,
  lastOutcome,
  openHandovers,
  openTasks,
  recordTask,
  requireHandover,
} from '../../domain/continuity/handovers.ts'
import { eachOnce, requireLeaver, requireLoss } from '../../domain/continuity/loss-names.ts'
import { type StepOutcome, stepOutcomes } from '../../domain/model/ids.ts'
import type { HandoverId } from '../../domain/model/registry.ts'
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
import { aboutNames, handleOf, handoverJson, taskJson, taskLines, taskList } from './handover-output.ts'

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
    const left = handover ? openTasks(handover) : []
    const [task] = left
    if (!handover || !task) return sayAllDone(terminal, vault.state, id)
    terminal.answer('', ...taskLines(terminal, vault.state, handover, task))
    const answer = await askOutcome(terminal, prompts).catch((error: unknown) => {
      terminal.note(messages.stopped, { handover: id, left: left.length })
      throw afterSaving(error)
    })
    if (answer !== 'leave') await vault.change(state => recordTask(state, id, task, answer))
    if (answer === 'failed' && isSecuring(task))
      terminal.note(messages.heldBack, { account: handleOf(vault.state, task) }, 'warning')
    // Postponed tasks come last. Once only those are left, stop instead of asking again in a loop.
    if (answer === 'leave' || (answer !== 'done' && isRoundOver(vault.state, id)))
      return terminal.note(messages.stopped, { handover: id, left: left.length })
  }
}

async function askOutcome(terminal: Terminal, prompts: Prompts): Promise<StepOutcome | 'leave'> {
  return prompts.choose<StepOutcome | 'leave'>(
    terminal.text(walk.howDidItGo, undefined),
    [
      { value: 'done', name: terminal.text(walk.done, undefined), says: 'yes' },
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
  if (task && outcome) await vault.change(state => recordTask(state, id, task, outcome))
  const after = vault.state.registry.handovers.get(id) ?? handover
  const [upcoming] = openTasks(after)
  if (terminal.json)
    terminal.answerJson({
      handover: id,
      left: openTasks(after).length,
      next: upcoming ? taskJson(terminal, vault.state, after, upcoming) : null,
    })
  else if (upcoming) terminal.answer(...taskLines(terminal, vault.state, after, upcoming))
  else sayAllDone(terminal, vault.state, id)
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
        `${one.tasks.length - openTasks(one).length}/${one.tasks.length}`,
      ]),
    ),
  )
}

async function show(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context
  const { state } = await context.open()
  const handover = requireHandover(state, name)
  if (terminal.json) terminal.answerJson(handoverJson(terminal, state, handover))
  else await terminal.answerPaged(taskList(terminal, state, handover))
}
