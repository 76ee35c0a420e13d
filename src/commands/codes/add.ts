import { optionalAccount } from '../../terminal/messages/accounts/accounts.ts'
import type { RegisterCommand } from '../context.ts'
import { addCodes } from './store-codes.ts'

/** `igcodes add ACCOUNT`: stores a pasted set of codes, which makes the older set void. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'store the codes that Instagram shows', ja: 'Instagramに表示されたコードを保存する' }))
    .argument('[account]', t(optionalAccount))
    .option(
      '--append',
      t({
        en: 'complete the set that was stored last, instead of replacing it',
        ja: '置き換えずに、前回保存した一覧の残りを足す',
      }),
    )
    .option('--file <file>', t({ en: 'read the codes from a file', ja: 'コードをファイルから読む' }))
    .option(
      '--issued-on <date>',
      t({ en: 'the day Instagram issued them (default: today)', ja: '発行された日(省略時は今日)' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes add shop_tokyo', en: 'paste the codes when asked', ja: '聞かれたらコードを貼り付けます' },
        { run: 'igcodes add shop_tokyo --yes --json --no-input < codes.txt', en: 'in a script', ja: 'スクリプトから' },
      ]),
    )
    .action(async (account, options) => addCodes(context(), account, options))
}
