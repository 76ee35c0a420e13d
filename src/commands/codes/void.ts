import { voidSet } from '../../domain/codes/sets.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import { type VoidReason, voidReasons } from '../../domain/model/events.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/accounts/accounts.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf } from '../options.ts'
import { accountFor } from './account-choice.ts'

interface VoidOptions {
  readonly because?: VoidReason | undefined
  readonly erase?: true | undefined
}

/** `igcodes void ACCOUNT`: the current set no longer works. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'void a set that no longer works', ja: '使えなくなったコードを無効にする' }))
    .argument('[account]', t(messages.optionalAccount))
    .option('--because <reason>', voidReasons.join(' | '), oneOf<VoidReason>('--because', voidReasons))
    .option('--erase', t({ en: 'erase the digits at once', ja: '数字もすぐに消す' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes void shop_tokyo --because 2fa-off',
          en: 'two-factor was switched off',
          ja: '二段階認証をオフにしたとき',
        },
        { run: 'igcodes void shop_tokyo --because exposed --yes --no-input', en: 'in a script', ja: 'スクリプトから' },
      ]),
    )
    .action(async (account, options) => voidCommand(context(), account, options))
}

async function voidCommand(context: Context, name: string | undefined, options: VoidOptions): Promise<void> {
  const { terminal } = context
  const typed = handleIfAny(name)
  if (options.because === undefined && !(await terminal.prompts()))
    throw new UserError('missing-argument', { name: '--because', command: 'void ' })
  const vault = await context.open()
  const handle = await accountFor(context, vault, typed)
  const account = requireAccount(vault.state, handle)
  const erase = options.erase === true

  const preview = voidSet(vault.state, handle, options.because ?? 'regenerated', erase)
  const because = options.because ?? (await askWhy(context))
  await context.confirm(terminal.text(messages.sureToVoid, { account: account.handle, open: preview.voided }))
  const { voided } = await vault.change(state => voidSet(state, handle, because, erase))

  if (terminal.json) terminal.answerJson({ account: handle, voided, because, erased: erase })
  else terminal.note(messages.setVoided, { account: handle, exposed: because === 'exposed', erased: erase }, 'good')
}

async function askWhy({ terminal }: Context): Promise<VoidReason> {
  const prompts = await terminal.prompts()
  if (!prompts) throw new UserError('confirmation-needed')
  return prompts.choose(
    terminal.text(messages.whyVoid, undefined),
    voidReasons.map(value => ({ value, name: messages.voidReasonWords[value][terminal.language] })),
    { undecided: true },
  )
}
