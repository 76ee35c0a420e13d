import type { Context, RegisterCommand } from '../context.ts'
import { type CostName, costNames, oneOf } from '../options.ts'
import { answerSecret } from './new-secret.ts'
import { makeVault, type NewVaultOptions } from './new-vault.ts'

/** `igcodes init`: makes the vault. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'make the vault', ja: '保管庫を作る' }))
    .option(
      '--kdf <cost>',
      t({
        en: 'work to open it: light, moderate (default) or strong',
        ja: '開くときの計算量: light、moderate(標準)、strong',
      }),
      oneOf<CostName>('--kdf', costNames),
    )
    .option(
      '--generate',
      t({
        en: 'generate a passphrase of six words and show it once',
        ja: '英単語6つのパスフレーズを自動で作り、一度だけ表示する',
      }),
    )
    .option('--recovery-key', t({ en: 'make a recovery key of 12 words too', ja: '復旧キー(12語)も作る' }))
    .option('--no-recovery-key', t({ en: 'make none and do not ask', ja: '復旧キーは作らず、たずねない' }))
    .option('--allow-weak-passphrase', t({ en: 'accept fewer than 15 characters', ja: '15文字より短くても使う' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes init', en: 'asks for a passphrase, twice', ja: 'パスフレーズを2回たずねます' },
        { run: 'igcodes init --kdf light --passphrase-file F --no-input', en: 'in a script', ja: 'スクリプトから' },
      ]),
    )
    .action(async options => init(context(), options))
}

async function init(context: Context, options: NewVaultOptions): Promise<void> {
  const { vault, passphrase, recoveryKey } = await makeVault(context, options)
  const { path } = vault
  if (!context.terminal.json) return
  const answer = { vault: path, ...(passphrase && { passphrase }), ...(recoveryKey && { recoveryKey }) }
  if (passphrase) answerSecret(context, answer, 'first-passphrase', path)
  else if (recoveryKey) answerSecret(context, answer, 'recovery-key', path)
  else context.terminal.answerJson(answer)
}
