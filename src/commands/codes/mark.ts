import { type LoginOutcome, recordOutcome } from '../../domain/codes/outcome.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { optionalAccount } from '../../terminal/messages/accounts/accounts.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { accountAndWord, knownWords, numberFor } from '../options.ts'
import { accountFor } from './account-choice.ts'
import { countsOf, sayOutcome } from './outcome-report.ts'

const outcomes: readonly LoginOutcome[] = ['worked', 'rejected']

/** `igcodes mark [ACCOUNT] worked|rejected`: records whether the code last handed out worked. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({ en: 'record whether the code last handed out worked', ja: '最後に渡したコードが使えたかを記録する' }),
    )
    .argument('[account]', t(optionalAccount))
    .argument(
      '[outcome]',
      outcomes.join(' | '),
      knownWords(outcomes, (word: string) => word),
    )
    .option(
      '--position <number>',
      t({
        en: 'another code of the set, such as one crossed out on paper',
        ja: '別のコードの番号(紙で使ったものなど)',
      }),
      numberFor('--position'),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes mark shop_tokyo worked', en: 'it let you in', ja: 'ログインできたとき' },
        {
          run: 'igcodes mark shop_tokyo worked --position 2',
          en: 'No. 2 was used from paper',
          ja: '紙の2番を使ったとき',
        },
      ]),
    )
    .action(async (account, word, options) => {
      const { name, word: outcome } = accountAndWord('mark', '<outcome>', outcomes, [account, word])
      await mark(context(), name, outcome, options.position)
    })
}

async function mark(
  context: Context,
  account: string | undefined,
  outcome: LoginOutcome,
  number?: number,
): Promise<void> {
  const { terminal } = context
  const typed = handleIfAny(account)
  const vault = await context.open()
  const handle = await accountFor(context, vault, typed)
  const { code } = await vault.change(state => recordOutcome(state, handle, outcome, number))

  const { left, level } = countsOf(vault.state, handle)
  const state = outcome === 'worked' ? 'used' : 'rejected'
  if (terminal.json) terminal.answerJson({ account: handle, position: code.position, state, remaining: left, level })
  else sayOutcome(context, vault, handle, outcome, code.position)
}
