import { requireAccount } from '../domain/accounts.ts'
import { parseHandle } from '../domain/handle.ts'
import type { Context, Define } from './context.ts'
import { type AccountFilters, type PageOptions, readFilters, withAccountFilters } from './listing.ts'

/** `igcodes status [ACCOUNT]`: how many codes remain, what is due, what is wrong. */
export const define: Define = (command, { t, examples, context }) => {
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
    .action(async (account, options) => status(context(), account, options))
}

interface StatusOptions extends AccountFilters, PageOptions {
  readonly check?: boolean | undefined
}

/** Opened first: what answers is loaded while the key is derived. */
export async function status(
  context: Context,
  name?: string,
  { check = false, ...options }: StatusOptions = {},
): Promise<void> {
  const handle = name === undefined ? undefined : parseHandle(name)
  const now = context.system.now()
  const filterIn = readFilters(options, now)
  context.meanwhile(() => import('./status/answer.ts'))
  const { state } = await context.open()
  const account = handle && requireAccount(state, handle)
  const { answerStatus } = await import('./status/answer.ts')
  await answerStatus(context, state, { account, fits: filterIn(state), now, check, options })
}
