/** Starts guided recovery: with questions, or where it was left. */
import { fold } from '../../domain/journal/fold.ts'
import { findAccount } from '../../domain/model/accounts.ts'
import type { Situation } from '../../domain/model/situation.ts'
import { incidentsOf, isOpen, openIncident, scenarioOf } from '../../domain/recovery/incidents.ts'
import { type TriageOptions, triage } from '../../domain/recovery/triage.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { newShortId } from '../../domain/text/short-id.ts'
import { afterSaving, isFailure } from '../../errors.ts'
import { filled } from '../../playbooks/in-language.ts'
import { recoveryPlan } from '../../playbooks/recovery-plan.ts'
import { loadPlaybook } from '../../playbooks/table.ts'
import * as messages from '../../terminal/messages/recovery/guided-recovery.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { exists } from '../../vault/vault-file.ts'
import type { Context } from '../context.ts'
import { answerLines } from './answer.ts'
import { closeLog, followUp, sayStopped } from './ending.ts'
import { GuidedRecovery } from './guided-recovery.ts'
import { askSituation } from './questions.ts'
import { RecoveryLog } from './session-log.ts'

export interface RecoveryOptions {
  readonly handle: Handle | undefined
  /** ISO 8601. */
  readonly deadline: string | undefined
  /** From the options; without it the person is asked. */
  readonly situation?: Situation
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
  return incident && RecoveryLog.ofIncident(context, incident)
}

/** Asks, shows the plan and opens the incident. Undefined if nothing is wrong. */
async function begun(
  context: Context,
  prompts: Prompts,
  { handle, situation, known }: RecoveryOptions,
): Promise<RecoveryLog | undefined> {
  const { terminal, system } = context
  const told = situation ?? (await askSituation(terminal, prompts, exists(context.vaultPath)))
  const way = await recoveryPlan(triage(told, known(handle)))
  terminal.answer('', ...answerLines(terminal, way, 'brief', handle))
  if (told.see === 'nothing-wrong') return undefined

  const state = context.vault?.state ?? fold([])
  const { facts } = openIncident(state, {
    id: newShortId(system.random, state.incidents),
    handle,
    see: told.see,
    have: told.have,
    lost: told.lost,
    scenario: way.triage.scenario,
    odds: way.triage.odds,
    when: system.now().toISOString(),
  })
  terminal.blank()
  terminal.note(messages.letUsGo, undefined)
  return RecoveryLog.begin(context, facts)
}
