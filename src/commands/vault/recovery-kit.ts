/** A new recovery key, on the terminal. */
import type { Slot } from '../../envelope/format.ts'
import { newRecoveryKey } from '../../envelope/secret-words.ts'
import { afterSaving, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { answerSecret, showWords } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'

/** Makes a new recovery key, shows it, and then ends the earlier one. */
export async function makeRecoveryKey(context: Context, vault: Vault): Promise<void> {
  const { terminal } = context
  const words = await newRecoveryKey(context.system.random)
  const earlier = vault.slots.filter(({ kind }) => kind === 'recovery')
  const replacing = earlier.length > 0
  if (replacing) await context.confirm(terminal.text(messages.sureToReplaceRecoveryKey, undefined))
  await takeOtherSecrets(context, vault, earlier)

  // Saved before they are shown: words that were written down must open the vault. The earlier ones work until then.
  const { m, t } = vault.slot
  const added = await vault.addSlot({ kind: 'recovery', secret: words, cost: { m, t } })
  const sayUnwritten = (): void => terminal.warn(messages.recoveryKeyUnwritten, { opens: vault.opensFile(earlier) })
  try {
    await terminal.sayingIfLeft(sayUnwritten, () => show(context, vault, words, replacing))
  } catch (error) {
    throw afterSaving(error)
  }
  await endEarlier(context, vault, earlier, added)
  await context.forgetKey(vault)
  terminal.note(messages.recoveryKeyMade, { replaced: replacing }, 'good')
}

async function show(context: Context, { path }: Vault, words: string, replaced: boolean): Promise<void> {
  const { terminal } = context
  if (terminal.json) return answerSecret(context, { recoveryKey: words, replaced }, 'recovery-key', path)
  const lost = new UserError('secret-lost', { secret: 'recovery-key', path })
  await showWords(context, terminal.text(messages.writeRecoveryDown, undefined), words, lost)
}

/** After a failure the file is read again to see what opens the vault: the save may have succeeded, or a sync may have put another copy there. */
async function endEarlier({ terminal }: Context, vault: Vault, earlier: readonly Slot[], added: Slot): Promise<void> {
  try {
    await vault.renewKey({ replaced: earlier, by: added })
  } catch (error) {
    const opens = vault.opensFile(earlier)
    const had = earlier.length > 0
    if (had || !opens?.made) terminal.warn(messages.recoveryKeysAfterFailure, { opens, had })
    throw error
  }
}
