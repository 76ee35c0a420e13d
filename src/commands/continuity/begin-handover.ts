import { requireHandover, startHandover, startRenewal, taskGroups } from '../../domain/continuity/handovers.ts'
import type { RegistryNode } from '../../domain/continuity/loss.ts'
import type { HandoverId, HandoverKind, PersonId } from '../../domain/model/registry.ts'
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
    startHandover(state, newShortId(system.random, state.registry.handovers.keys()), kind, lost),
  )
  if (id === undefined) {
    if (terminal.json) terminal.answerJson({ handover: null, tasks: [] })
    else terminal.note(messages.nothingHangs, undefined)
    return
  }
  if (terminal.json) return terminal.answerJson(handoverJson(terminal, vault.state, requireHandover(vault.state, id)))
  await show(context, vault, id, isNew)
}

/**
 * After a key of the vault was revoked: makes the list of what the person could see, and shows it.
 *
 * @returns undefined if there is nothing to renew
 */
export async function beginRenewal(
  context: Context,
  vault: Vault,
  person: PersonId | undefined,
  key: string,
): Promise<HandoverId | undefined> {
  const { terminal, system } = context
  const { handover: id, isNew } = await vault.change(state =>
    startRenewal(state, newShortId(system.random, state.registry.handovers.keys()), person, key),
  )
  if (id !== undefined && !terminal.json) await show(context, vault, id, isNew)
  return id
}

async function show({ terminal }: Context, vault: Vault, id: HandoverId, isNew: boolean): Promise<void> {
  const handover = requireHandover(vault.state, id)
  if (!isNew) terminal.note(messages.beganBefore, { handover: id })
  await terminal.answerPaged(taskList(terminal, vault.state, handover))
  if (handover.kind === 'phone-change') terminal.note(messages.phoneChange, undefined)
  const accounts = new Set(handover.tasks.map(({ account }) => account)).size
  if (isNew) terminal.note(messages.started, { handover: id, steps: taskGroups(handover).length, accounts }, 'good')
}
