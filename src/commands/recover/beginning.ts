/** Where a walk begins: with questions, or where it was left. */

import { findAccount } from '../../domain/accounts.ts'
import { fold } from '../../domain/fold.ts'
import type { Handle } from '../../domain/handle.ts'
import { incidentsOf, isOpen, openIncident, scenarioOf } from '../../domain/incidents.ts'
import { newShortId } from '../../domain/short-id.ts'
import type { Situation } from '../../domain/situation.ts'
import { type TriageOptions, triage } from '../../domain/triage.ts'
import { afterSaving, isFailure } from '../../errors.ts'
import { filled } from '../../playbooks/in-language.ts'
import { loadPlaybook } from '../../playbooks/table.ts'
import { wayOut } from '../../playbooks/way-out.ts'
import * as messages from '../../terminal/messages/walk.ts'
import type { Prompts } from '../../terminal/prompts.ts'
import { somethingAt } from '../../vault/vault-file.ts'
import type { Context } from '../context.ts'
import { answerLines } from './answer.ts'
import { closeRecord, followUp, sayStopped } from './ending.ts'
import { askSituation } from './questions.ts'
import { WalkRecord } from './record.ts'
import { Walk } from './walk.ts'

export interface WalkOptions {
  readonly handle: Handle | undefined
  /** ISO 8601. */
  readonly deadline: string | undefined
  /** What the flags said; without it the person is asked. */
  readonly situation?: Situation
  /** What the vault knows of an account, if it is open. */
  readonly known: (handle: Handle | undefined) => TriageOptions
}

/** Finds where the person stands, or stood when they left, and goes on from there to the end or to the next pause. */
export async function walkOut(context: Context, prompts: Prompts, options: WalkOptions): Promise<void> {
  const record = (await resumed(context, prompts, options)) ?? (await begun(context, prompts, options))
  if (!record) return
  if (options.handle !== undefined) record.nameAccount(options.handle)
  if (options.deadline !== undefined)
    await record.add({
      type: 'incident-deadline-set',
      incident: record.incident.id,
      deadline: options.deadline,
    })
  try {
    const { how, way } = await new Walk(context, prompts, record, options.known).toTheEnd()
    if (how === 'in') await followUp(context, prompts, record, way)
    else if (how === 'given-up') await closeRecord(context, prompts, record, 'given-up')
    else if (how === 'leave') sayStopped(context, record)
  } catch (error) {
    const left = afterSaving(error)
    if (isFailure(left, 'interrupted') || isFailure(left, 'stopped')) sayStopped(context, record)
    throw left
  }
}

/** A walk that was left: on this machine, or as the vault remembers it. */
async function resumed(
  context: Context,
  prompts: Prompts,
  { handle }: WalkOptions,
): Promise<WalkRecord | undefined> {
  const { terminal } = context
  const record = WalkRecord.recall(context, handle) ?? inVault(context, handle)
  if (!record) return undefined
  const { incident } = record
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
  if (answer === 'resume') return record
  record.forget()
  return undefined
}

function inVault(context: Context, handle: Handle | undefined): WalkRecord | undefined {
  const vault = context.openVault
  const account = vault && handle && findAccount(vault.state, handle)
  const incident = account && incidentsOf(vault.state, account.id).findLast(isOpen)
  return incident && WalkRecord.ofIncident(context, incident)
}

/** Asks, answers, and begins the record; undefined where there is nothing to walk out of. */
async function begun(
  context: Context,
  prompts: Prompts,
  { handle, situation, known }: WalkOptions,
): Promise<WalkRecord | undefined> {
  const { terminal, system } = context
  const told = situation ?? (await askSituation(terminal, prompts, somethingAt(context.vaultPath)))
  const way = await wayOut(triage(told, known(handle)))
  terminal.answer('', ...answerLines(terminal, way, 'brief', handle))
  if (told.see === 'nothing-wrong') return undefined

  const state = context.openVault?.state ?? fold([])
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
  return WalkRecord.begin(context, facts)
}
