import { requireHandover, startHandover, taskGroups } from '../../domain/continuity/handovers.ts'
import type { RegistryNode } from '../../domain/continuity/loss.ts'
import type { HandoverKind } from '../../domain/model/registry.ts'
import { newShortId } from '../../domain/text/short-id.ts'
import * as messages from '../../terminal/messages/continuity/handover.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { handoverJson, taskList } from './handover-output.ts'

/** Makes the list, unless one about the same is open, and shows it. Shared with `prepare`. */
export async function beginHandover(
  context: Context,
  vault: Vault,
  kind: HandoverKind,
  lost: readonly RegistryNode[],
): Promise<void> {
  const { terminal, system } = context
  const { handover: id, isNew } = await vault.change(state =>
    startHandover(state, newShortId(system.random, state.registry.handovers), kind, lost),
  )
  if (id === undefined) {
    if (terminal.json) terminal.answerJson({ handover: null, tasks: [] })
    else terminal.note(messages.nothingHangs, undefined)
    return
  }
  const handover = requireHandover(vault.state, id)
  if (terminal.json) return terminal.answerJson(handoverJson(terminal, vault.state, handover))
  if (!isNew) terminal.note(messages.beganBefore, { handover: id })
  await terminal.answerPaged(taskList(terminal, vault.state, handover))
  if (kind === 'phone-change') terminal.note(messages.phoneChange, undefined)
  const accounts = new Set(handover.tasks.map(({ account }) => account)).size
  if (isNew) terminal.note(messages.started, { handover: id, steps: taskGroups(handover).length, accounts }, 'good')
}
