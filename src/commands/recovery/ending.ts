/** What follows when somebody is signed in again, or gives up: renew the codes at once, then close the incident. */
import { remaining } from '../../domain/codes/queries.ts'
import { voidSet } from '../../domain/codes/sets.ts'
import { findAccount } from '../../domain/model/accounts.ts'
import type { IncidentOutcome } from '../../domain/model/events.ts'
import type { StepOutcome } from '../../domain/model/ids.ts'
import { nextStep } from '../../domain/recovery/guided-recovery.ts'
import { type Handle, parseHandle } from '../../domain/text/handle.ts'
import { isFailure, UserError } from '../../errors.ts'
import { filled } from '../../playbooks/in-language.ts'
import type { Step } from '../../playbooks/playbook.ts'
import { type PlannedStep, plannedSteps, type RecoveryPlan } from '../../playbooks/recovery-plan.ts'
import * as messages from '../../terminal/messages/recovery/guided-recovery.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { exists } from '../../vault/vault-file.ts'
import { askUntil } from '../ask-until.ts'
import { addCodes } from '../codes/store-codes.ts'
import type { Context } from '../context.ts'
import { shownStep, stepLines } from './answer.ts'
import { close } from './incident-changes.ts'
import { inform } from './known-methods.ts'
import type { RecoveryLog } from './session-log.ts'

type Answer = 'store' | StepOutcome | 'leave'

export function sayStopped({ terminal }: Context, { incident, isKept }: RecoveryLog): void {
  if (!isKept) return
  terminal.blank()
  terminal.note(messages.stoppedHere, { account: incident.handle })
}

/** New codes, the old set, devices and contacts, while the person is signed in. Then closes the incident. */
export async function followUp(context: Context, prompts: Prompts, log: RecoveryLog, way: RecoveryPlan): Promise<void> {
  const { terminal } = context
  terminal.blank()
  terminal.note(messages.youAreIn, undefined, 'good')
  const planned = plannedSteps(way)
  const steps = planned.filter(({ isAfterwards, step }) => isAfterwards && step.does !== 'close-incident')
  for (;;) {
    const next = nextStep(steps, log.incident.steps)
    if (!next) break
    const { section, step } = next
    show(context, log, next, planned.length, way)
    const answer = await ask(context, prompts, step)
    if (answer === 'leave') return sayStopped(context, log)
    const outcome = answer === 'store' ? await storeCodes(context, prompts, log) : answer
    if (outcome === 'failed') terminal.note(messages.playbookText, { text: filled(step.otherwise, terminal.language) })
    await log.add({
      type: 'incident-step',
      incident: log.incident.id,
      playbook: section.id,
      step: step.id,
      outcome,
      when: log.now,
    })
    if (step.does === 'store-codes' && answer !== 'store') await voidOldSet(context, prompts, log)
  }
  const last = planned.find(({ step }) => step.does === 'close-incident')
  if (last && log.isKept && canRecord(context)) show(context, log, last, planned.length, way)
  await closeLog(context, prompts, log, 'recovered')
}

function show(context: Context, log: RecoveryLog, planned: PlannedStep, of: number, { triage }: RecoveryPlan): void {
  const { terminal } = context
  const { handle } = log.incident
  const { known } = inform(context, handle, triage.situation)
  terminal.answer(
    '',
    ...terminal.fit(terminal.color.dim(terminal.text(messages.onceInTitle, { number: planned.number, of }))),
    ...stepLines(terminal, shownStep(terminal.language, planned, known, handle)),
  )
}

/** Whether there is a vault to keep the record in. */
function canRecord({ vault, vaultPath }: Context): boolean {
  return vault !== undefined || exists(vaultPath)
}

async function ask({ terminal }: Context, prompts: Prompts, step: Step): Promise<Answer> {
  const name = (message: typeof messages.done): string => terminal.text(message, undefined)
  const stores = step.does === 'store-codes'
  return prompts.choose<Answer>(
    name(messages.howDidItGo),
    [
      ...(stores ? [{ value: 'store', name: name(messages.storeNow) } as const] : []),
      { value: 'done', name: name(stores ? messages.storedElsewhere : messages.done), says: 'yes' },
      { value: 'failed', name: name(messages.didNotWork), says: 'no' },
      { value: 'skipped', name: name(messages.skip) },
      { value: 'leave', name: name(messages.stopForNow) },
    ],
    { undecided: true },
  )
}

/** Stores new codes as `add` does: makes a vault if there is none, and voids the older set. */
export async function storeCodes(context: Context, prompts: Prompts, log: RecoveryLog): Promise<StepOutcome> {
  const handle = log.incident.handle ?? (await askForHandle(context, prompts))
  log.nameAccount(handle)
  try {
    await addCodes(context, handle, {})
    return 'done'
  } catch (error) {
    if (!(error instanceof UserError) || isFailure(error, 'interrupted')) throw error
    await context.terminal.showError(context.afterSaving(error))
    return 'skipped'
  }
}

/** If new codes were issued but not stored here, the old ones must not be handed out any more. */
export async function voidOldSet(context: Context, prompts: Prompts, log: RecoveryLog): Promise<void> {
  const vault = context.vault
  const { handle } = log.incident
  const account = vault && handle && findAccount(vault.state, handle)
  if (!account) return
  const left = remaining(vault.state, account)
  if (left === 0) return
  const { terminal } = context
  const isOver = await prompts.confirm(terminal.text(messages.voidOldSet, { account: handle, left }), false)
  if (!isOver) return terminal.note(messages.markPaper, { account: handle })
  await vault.change(state => voidSet(state, handle, 'regenerated', false))
  terminal.note(messages.oldSetVoid, { account: handle }, 'good')
}

/** Asks for cause and lessons, and closes the incident in the vault. */
export async function closeLog(
  context: Context,
  prompts: Prompts,
  log: RecoveryLog,
  outcome: IncidentOutcome,
): Promise<void> {
  const { terminal } = context
  // The user was warned when saving failed.
  if (!log.isKept) return log.forget()
  terminal.blank()
  if (!canRecord(context)) {
    terminal.note(messages.noVaultNoRecord, undefined)
    log.forget()
    return
  }
  const wanted =
    context.vault !== undefined || (await prompts.confirm(terminal.text(messages.keepRecord, undefined), true))
  if (!wanted) {
    terminal.note(messages.notRecorded, undefined)
    log.forget()
    return
  }
  await context.open()
  await log.save()
  await close(context, log.incident.id, { outcome })
  log.forget()
}

async function askForHandle({ terminal }: Context, prompts: Prompts): Promise<Handle> {
  return askUntil(terminal, () => prompts.text(terminal.text(messages.whichHandle, undefined)), parseHandle)
}
