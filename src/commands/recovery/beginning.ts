/** Starts guided recovery: with questions, or where it was left. */
import { fold } from '../../domain/journal/fold.ts'
import { findAccount } from '../../domain/model/accounts.ts'
import { incidentsOf, isOpen, openIncident, scenarioOf } from '../../domain/recovery/incidents.ts'
import { type TriageOptions, triage } from '../../domain/recovery/triage.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { afterSaving, isFailure } from '../../errors.ts'
import { filled } from '../../playbooks/in-language.ts'
import { plannedSteps, type RecoveryPlan, recoveryPlan } from '../../playbooks/recovery-plan.ts'
import { loadPlaybook } from '../../playbooks/table.ts'
import * as messages from '../../terminal/messages/recovery/guided-recovery.ts'
import { begin, beginWith, wholePlan } from '../../terminal/messages/recovery/recover.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Context } from '../context.ts'
import { answerLines, briefLines } from './answer.ts'
import { closeLog, followUp, sayStopped } from './ending.ts'
import { GuidedRecovery } from './guided-recovery.ts'
import { inform, type KnownMethods } from './known-methods.ts'
import { askSituation, type Told } from './questions.ts'
import { RecoveryLog } from './session-log.ts'

export interface RecoveryOptions {
  readonly handle: Handle | undefined
  /** ISO 8601. */
  readonly deadline: string | undefined
  /** From the options; without it the person is asked. */
  readonly told?: Told
  /** What the vault knows about an account, if it is open. */
  readonly known: (handle: Handle | undefined) => TriageOptions
}

/** Finds the person's situation, or the point where they left, and guides them from there to the end or to the next pause. */
export async function startRecovery(context: Context, prompts: Prompts, options: RecoveryOptions): Promise<void> {
  const log = (await resumed(context, prompts, options)) ?? (await begun(context, prompts, options))
  if (!log) return
  if (options.handle !== undefined) log.nameAccount(options.handle)
  if (options.deadline !== undefined)
    await log.add({ type: 'incident-deadline-set', incident: log.incident.id, deadline: options.deadline })
  try {
    const { how, way } = await new GuidedRecovery(context, prompts, log, options.known).toTheEnd()
    if (how === 'in') await followUp(context, prompts, log, way)
    else if (how === 'given-up') await closeLog(context, prompts, log, 'given-up')
    else if (how === 'leave') sayStopped(context, log)
  } catch (error) {
    const left = afterSaving(error)
    if (isFailure(left, 'interrupted') || isFailure(left, 'stopped')) sayStopped(context, log)
    throw left
  }
}

/** An unfinished recovery, from this machine or from the vault. */
async function resumed(
  context: Context,
  prompts: Prompts,
  { handle }: RecoveryOptions,
): Promise<RecoveryLog | undefined> {
  const { terminal } = context
  const log = RecoveryLog.recall(context, handle) ?? inVault(context, handle)
  if (!log) return undefined
  const { incident } = log
  const { title } = await loadPlaybook(scenarioOf(incident))
  const answer = await prompts.choose(
    terminal.text(messages.unfinished, {
      account: incident.handle,
      title: filled(title, terminal.language),
      at: terminal.time(incident.openedAt),
      steps: incident.steps.length,
    }),
    [
      { value: 'resume', name: terminal.text(messages.resume, undefined) },
      { value: 'anew', name: terminal.text(messages.startAnew, undefined) },
    ],
  )
  if (answer === 'resume') return log
  log.forget()
  return undefined
}

function inVault(context: Context, handle: Handle | undefined): RecoveryLog | undefined {
  const vault = context.vault
  const account = vault && handle && findAccount(vault.state, handle)
  const incident = account && incidentsOf(vault.state, account.id).findLast(isOpen)
  return incident && RecoveryLog.ofIncident(context, vault, incident)
}

/** Asks, shows the plan and opens the incident. Undefined if nothing is wrong, or the person leaves. */
async function begun(
  context: Context,
  prompts: Prompts,
  { handle, told: given, known }: RecoveryOptions,
): Promise<RecoveryLog | undefined> {
  const { terminal, system } = context
  const told = given ?? (await askSituation(terminal, prompts, so => inform(context, handle, so).known))
  const { situation, known: methods } = inform(context, handle, told.situation)
  const { scenario } = told
  const way = await recoveryPlan(triage(situation, { ...known(handle), ...(scenario !== undefined && { scenario }) }))
  if (situation.see === 'nothing-wrong') {
    terminal.answer('', ...answerLines(terminal, way, methods, handle))
    return undefined
  }
  terminal.answer('', ...briefLines(terminal, way, methods, handle))
  if (!(await begins(context, prompts, way, methods, handle))) return undefined

  const state = context.vault?.state ?? fold([])
  const { have, lost, absent } = told.situation
  const { facts } = openIncident(state, {
    id: RecoveryLog.newId(system.random, state),
    handle,
    see: told.situation.see,
    have,
    lost,
    absent,
    scenario: way.triage.scenario,
    odds: way.triage.odds,
    when: system.now().toISOString(),
  })
  return RecoveryLog.begin(context, facts)
}

/** The verdict and what to do now stay on the screen until Enter. */
async function begins(
  { terminal }: Context,
  prompts: Prompts,
  way: RecoveryPlan,
  methods: KnownMethods,
  handle: Handle | undefined,
): Promise<boolean> {
  for (;;) {
    const answer = await prompts.choose(terminal.text(begin, undefined), [
      { value: 'begin', name: terminal.text(beginWith, { of: plannedSteps(way).length }) },
      { value: 'all', name: terminal.text(wholePlan, undefined) },
      { value: 'leave', name: terminal.text(messages.stopForNow, undefined) },
    ])
    if (answer !== 'all') return answer === 'begin'
    terminal.answer('', ...answerLines(terminal, way, methods, handle))
  }
}
