/** Secrets for the first new key of a format 1 vault: its slots have no public key, so re-encrypting one needs its secret. */
import type { Slot } from '../../envelope/format.ts'
import { isFailure } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { secretOf } from '../../vault/open-slot.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'

/**
 * Asks for the secret of each slot that should keep working. Without a terminal, and for slots left out, KeyDialog asks later.
 *
 * @returns the slots that will stop working
 */
export async function takeOtherSecrets(
  context: Context,
  vault: Vault,
  ending: readonly Slot[],
): Promise<readonly Slot[]> {
  const others = vault.slots.filter(slot => slot.id !== vault.slot.id && !ending.includes(slot))
  if (vault.epoch > 0 || others.length === 0) return []
  const { terminal } = context
  const prompts = await terminal.prompts()
  if (!prompts) return others
  terminal.note(messages.whyOtherSecrets, undefined)
  const left: Slot[] = []
  for (const slot of others) if (!(await taken(context, prompts, vault, slot))) left.push(slot)
  return left
}

/** @returns false where nothing was typed */
async function taken({ terminal }: Context, prompts: Prompts, vault: Vault, slot: Slot): Promise<boolean> {
  for (;;) {
    const typed = await prompts.secret(terminal.text(messages.otherSlotsSecret, vault.named(slot)))
    if (typed === '') return false
    try {
      await vault.takeSecret(await secretOf(typed), slot)
      return true
    } catch (error) {
      if (!isFailure(error, 'wrong-passphrase')) throw error
      terminal.note(messages.wrongTryAgain, undefined, 'bad')
    }
  }
}
