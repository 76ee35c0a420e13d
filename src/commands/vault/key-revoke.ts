import { accountsToRenew } from '../../domain/continuity/handovers.ts'
import { endedWith, labelOf, lineOf } from '../../domain/journal/key-slots.ts'
import type { State } from '../../domain/model/state.ts'
import { personOf, requireSlot } from '../../domain/registry/key-labels.ts'
import { idFrom } from '../../domain/registry/names.ts'
import type { Slot } from '../../envelope/format.ts'
import { afterSaving, type NamedSlot, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/keys.ts'
import type { Vault } from '../../vault/vault.ts'
import { workTreeOf } from '../../vault/work-tree.ts'
import type { Context } from '../context.ts'
import { beginRenewal } from '../continuity/begin-handover.ts'
import { takeOtherSecrets } from './other-secrets.ts'
import { makeRecoveryKey } from './recovery-kit.ts'

/** Ends a person's slot with all that came of it, under a new vault key; then lists what the person could see. */
export async function revokeKey(context: Context, name: string, keep: readonly string[]): Promise<void> {
  const { terminal } = context
  const vault = await context.open({ needsSecret: true })
  const named = vault.slots.map(slot => vault.named(slot))
  const revoked = requireSlot(named, name)
  const kept = await staying(context, vault, revoked, new Set(keep.map(one => requireSlot(named, one).id)))
  const ids = endedWith(vault.state.keySlots, revoked.id, kept)
  const ending = vault.slots.filter(({ id }) => ids.has(id))
  if (!vault.slots.some(({ id, kind }) => kind === 'passphrase' && !ids.has(id))) throw new UserError('last-passphrase')

  terminal.warn(
    messages.ending,
    ending.map(slot => vault.named(slot)),
  )
  if (ids.has(vault.slot.id)) terminal.warn(messages.endsOwn, undefined)
  await context.confirm(terminal.text(messages.sureToRevoke, undefined))
  const isKitKnown = await mayKnowKit(context, vault, ids)
  const { person, key } = subjectOf(vault.state, revoked)

  await takeOtherSecrets(context, vault, ending)
  const isInGit = workTreeOf(vault.path) !== undefined
  await vault.renewKey({ revoked: ending })
  await context.forgetKey(vault)
  const kit = kitAfter(vault, ending)
  const advice = isKitKnown === undefined ? kit : 'none'
  terminal.note(messages.revoked, { slot: revoked, kit: advice, isInGit }, 'good')
  const renew = accountsToRenew(vault.state).map(id => vault.state.accounts.get(id)?.handle ?? id)
  const handover = await beginRenewal(context, vault, person, key)
  if (terminal.json)
    terminal.answerJson({
      revoked: shortName(revoked),
      ended: ending.map(slot => shortName(vault.named(slot))),
      kept: vault.slots.map(slot => shortName(vault.named(slot))),
      renew,
      handover: handover ?? null,
      // A script cannot be asked who has read the paper.
      kit,
    })
  if (!isKitKnown) return
  try {
    await makeRecoveryKey(context, vault, { isAgreed: true })
  } catch (error) {
    throw afterSaving(error)
  }
}

/**
 * What was added with the revoked slot ends with it, unless it belongs to somebody who stays. The revoking person stays, unless the
 * slot is their own. A one-time passphrase that was not changed yet is known to the person who made it.
 */
async function staying(
  { terminal, options }: Context,
  vault: Vault,
  { id }: NamedSlot,
  named: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { keySlots } = vault.state
  const line = lineOf(keySlots, id)
  const kept = new Set([...named].filter(one => !line.has(one)))
  if (!line.has(vault.slot.id)) kept.add(vault.slot.id)
  const ids = endedWith(keySlots, id, kept)
  const others = vault.slots.filter(slot => ids.has(slot.id) && !line.has(slot.id) && !keySlots.get(slot.id)?.oneTime)
  const prompts = options.yes || others.length === 0 ? undefined : await terminal.prompts()
  if (!prompts) return kept
  const choices = others.map(slot => ({ value: slot.id, name: terminal.text(messages.slotChoice, vault.named(slot)) }))
  const picked = await prompts.several(terminal.text(messages.whoStays, undefined), choices)
  return new Set([...kept, ...picked])
}

/** Undefined if nobody could be asked, or there is nothing to ask about. */
async function mayKnowKit(
  { terminal, options }: Context,
  { slots }: Vault,
  ending: ReadonlySet<string>,
): Promise<boolean | undefined> {
  if (!slots.some(({ id, kind }) => kind === 'recovery' && !ending.has(id))) return undefined
  const prompts = options.yes || !terminal.stdoutIsTty ? undefined : await terminal.prompts()
  return prompts?.confirm(terminal.text(messages.mayKnowKit, undefined), 'neither')
}

function kitAfter({ slots }: Vault, ending: readonly Slot[]): 'stays' | 'ended' | 'none' {
  if (slots.some(({ kind }) => kind === 'recovery')) return 'stays'
  return ending.some(({ kind }) => kind === 'recovery') ? 'ended' : 'none'
}

/** Whom the list is about: the person with that name, else the key. */
function subjectOf(state: State, { id }: NamedSlot): { readonly person: string | undefined; readonly key: string } {
  const label = labelOf(state.keySlots, id)
  return { person: personOf(state, id)?.id, key: idFrom(label ?? id, new Set()) }
}

function shortName({ id, label }: NamedSlot): string {
  return label ?? id
}
