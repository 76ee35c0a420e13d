import { pendingCode } from '../../domain/codes/hand-out.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import type { ClipOptions } from '../../terminal/clipboard.ts'
import { optionalAccount } from '../../terminal/messages/accounts/accounts.ts'
import { clipHelp } from '../../terminal/messages/clipboard/clipboard.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { numberFor } from '../options.ts'
import { accountFor } from './account-choice.ts'
import { handOut, present } from './hand-out.ts'

interface UseOptions extends ClipOptions {
  readonly pending?: true | undefined
  readonly anyway?: true | undefined
  readonly another?: true | undefined
  readonly reveal?: true | undefined
  readonly list?: number | undefined
}

/** `igcodes use [ACCOUNT]`: hands out the next code, saved as handed out before it is shown. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'hand out the next code that works', ja: '次に使えるコードを出す' }))
    .argument('[account]', t(optionalAccount))
    .option(
      '--pending',
      t({ en: 'show the code handed out last again', ja: '前に渡した結果未確認のコードをもう一度出す' }),
    )
    .option('--anyway', t({ en: 'go on after two refused codes', ja: '2回拒否された後でも次を出す' }))
    .option(
      '--another',
      t({
        en: 'in a script: a third one, though nobody recorded whether the first two worked',
        ja: 'スクリプトで、前の2個の結果が未確認でも次を出す',
      }),
    )
    .option(
      '--list <number>',
      t({
        en: 'if two computers stored a list each: from this one (see show)',
        ja: '2台で別々に保存した組があるとき、使う組の番号(show で確認)',
      }),
      numberFor('--list'),
    )
    .option('-c, --clip', t(clipHelp.clip))
    .option('--clip-osc52', t(clipHelp.osc52))
    .option('--reveal', t(clipHelp.reveal))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes use shop_tokyo',
          en: 'shows the code, then asks whether it worked',
          ja: 'コードを表示し、使えたかをたずねます',
        },
        { run: 'code=$(igcodes use shop_tokyo)', en: 'the 8 digits alone', ja: '8桁の数字だけを受け取ります' },
        {
          run: 'igcodes use shop_tokyo --clip',
          en: 'to paste it (a clipboard history may keep it)',
          ja: '貼り付けて使います(クリップボードの履歴には残ることがあります)',
        },
      ]),
    )
    .action(async (account, options) => use(context(), account, options))
}

async function use(
  context: Context,
  account: string | undefined,
  { pending, anyway, another, reveal, list, ...clip }: UseOptions,
): Promise<void> {
  const named = handleIfAny(account)
  const clipboard = await context.clipboard(clip)
  if (!clipboard || reveal || context.terminal.json) context.terminal.requireReader('code')
  const vault = await context.open()
  const handle = await accountFor(context, vault, named)
  if (pending) await present(context, vault, handle, pendingCode(vault.state, handle).code, { clipboard, reveal })
  else await handOut(context, vault, handle, { anyway, another, list, clipboard, reveal })
}
