import type { RegisterCommand } from '../context.ts'
import { withAccountFilters } from '../listing.ts'
import { showStatus } from './show-status.ts'

/** `igcodes status [ACCOUNT]`: how many codes remain, what is due, what is wrong. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  withAccountFilters(command, t)
    .description(t({ en: 'how many codes are left, and what to do', ja: '残りのコードと、やることを見る' }))
    .argument('[account]', t({ en: 'only this one', ja: 'このアカウントだけ' }))
    .option(
      '--check',
      t({
        en: 'print nothing when all is well; exit 0, 30 (attention) or 31 (critical)',
        ja: '問題がなければ何も出さない。終了コード 0、30(注意)、31(緊急)',
      }),
    )
    .option(
      '--all',
      t({ en: 'of many accounts, also those that need nothing', ja: '数が多いとき、問題のないものも出す' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes status', en: 'all accounts', ja: 'すべてのアカウント' },
        {
          run: 'igcodes status shop_tokyo',
          en: 'one, with its ways in: before a phone change',
          ja: '1つをくわしく: 機種変更の前に',
        },
        { run: 'igcodes status --level low --due 30d', en: 'what needs care', ja: '手当てが必要なもの' },
        {
          run: 'igcodes status --check --passphrase-command "pass show igcodes | head -n 1"',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (account, options) => showStatus(context(), account, options))
}
