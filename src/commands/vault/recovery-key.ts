import type { Slot } from '../../envelope/format.ts'
import { newRecoveryKey } from '../../envelope/secret-words.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { answerSecret, showWords } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'

/** `igcodes recovery-key`: 12 words on paper that open the vault when the passphrase is forgotten. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'make a recovery key for paper: 12 words', ja: '紙に書く復旧キー(12語)を作る' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes recovery-key',
          en: 'shows 12 words once; an earlier key ends',
          ja: '12語を一度だけ表示します。前の復旧キーは使えなくなります',
        },
      ]),
    )
    .action(async () => recoveryKey(context()))
}

async function recoveryKey(context: Context): Promise<void> {
  const { terminal } = context
  terminal.requireReader()
  const vault = await context.open({ needsSecret: true })
  const words = await newRecoveryKey(context.system.random)
  const earlier = vault.slots.filter(({ kind }) => kind === 'recovery')
  const replacing = earlier.length > 0
  if (replacing) await context.confirm(terminal.text(messages.sureToReplaceRecoveryKey, undefined))
  await takeOtherSecrets(context, vault, earlier)

  // Saved first: words that were shown and written down must open the vault. The earlier ones open it until then.
  const { m, t } = vault.slot
  const added = await vault.addSlot({ kind: 'recovery', secret: words, cost: { m, t } })
  try {
    if (terminal.json) answerSecret(context, { recoveryKey: words, replaced: replacing }, 'recovery-key', vault.path)
    else await showWords(context, terminal.text(messages.writeRecoveryDown, undefined), words)
  } catch (error) {
    terminal.warn(messages.recoveryKeyUnwritten, { replacing })
    throw error
  }
  await endEarlier(context, vault, earlier, added)
  await context.forgetKey(vault)
  terminal.note(messages.recoveryKeyMade, { replaced: replacing }, 'good')
}

/** What opens the vault after a failure is looked up in the file: a failed save may stand all the same. */
async function endEarlier({ terminal }: Context, vault: Vault, earlier: readonly Slot[], added: Slot): Promise<void> {
  try {
    await vault.renewKey({ replaced: earlier, by: added })
  } catch (error) {
    if (earlier.length > 0) {
      const ids = vault.slotsInFile
      const old = ids === undefined ? 'unknown' : earlier.some(({ id }) => ids.includes(id)) ? 'opens' : 'ended'
      terminal.warn(messages.recoveryKeysAfterFailure, { old })
    }
    throw error
  }
}
