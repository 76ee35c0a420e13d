import { newRecoveryKey } from '../envelope/secret-words.ts'
import * as messages from '../terminal/messages/vault.ts'
import type { Context, Define } from './context.ts'
import { answerSecret, showWords } from './keys/new-secret.ts'

/** `igcodes recovery-key`: 12 words on paper that open the vault when the passphrase is forgotten. */
export const define: Define = (command, { t, examples, context }) => {
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
  const vault = await context.openWithSecret()
  const words = await newRecoveryKey(context.system.random)
  const replaced = vault.slots.find(({ kind }) => kind === 'recovery')
  if (replaced) await context.confirm(terminal.text(messages.sureToReplaceRecoveryKey, undefined))

  // Saved first: words that were shown and written down must open the vault.
  await vault.putSlot(
    { kind: 'recovery', secret: words, cost: { m: vault.slot.m, t: vault.slot.t } },
    replaced,
  )
  if (terminal.json)
    answerSecret(
      context,
      { recoveryKey: words, replaced: replaced !== undefined },
      'recovery-key',
      vault.path,
    )
  else await shown(context, words, replaced !== undefined)
  terminal.note(messages.recoveryKeyMade, { replaced: replaced !== undefined }, 'good')
}

/** Who stops before the words are on paper must know that the vault has them all the same. */
async function shown(context: Context, words: string, replaced: boolean): Promise<void> {
  const { terminal } = context
  try {
    await showWords(context, terminal.text(messages.writeRecoveryDown, undefined), words)
  } catch (error) {
    terminal.warn(messages.recoveryKeyUnwritten, { replaced })
    throw error
  }
}
