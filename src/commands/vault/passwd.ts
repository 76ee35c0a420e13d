import type { Context, RegisterCommand } from '../context.ts'
import { type CostName, costNames, oneOf } from '../options.ts'
import { changePassphrase, type PassphraseOptions } from './change-passphrase.ts'

/** `igcodes passwd`: replaces the passphrase that opened the vault. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'change the passphrase', ja: 'パスフレーズを変更する' }))
    .option(
      '--new-passphrase-file <file>',
      t({ en: 'read the new one from a file', ja: '新しいパスフレーズをファイルから読む' }),
    )
    .option(
      '--kdf <cost>',
      t({
        en: 'work to open the vault: light, moderate or strong (as before)',
        ja: '開くときの計算量: light、moderate、strong(省略時は今のまま)',
      }),
      oneOf<CostName>('--kdf', costNames),
    )
    .option(
      '--generate',
      t({ en: 'generate six words and show them once', ja: '英単語6つを自動で作り、一度だけ表示する' }),
    )
    .option('--allow-weak-passphrase', t({ en: 'accept fewer than 15 characters', ja: '15文字より短くても使う' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes passwd',
          en: 'asks for the old one, then the new one twice',
          ja: '今のパスフレーズ、新しいパスフレーズ(2回)の順にたずねます',
        },
        {
          run: 'igcodes passwd --passphrase-file OLD --new-passphrase-file NEW --no-input',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async options => passwd(context(), options))
}

async function passwd(context: Context, options: PassphraseOptions): Promise<void> {
  await changePassphrase(context, await context.open({ needsSecret: true, changesPassphrase: true }), options)
}
