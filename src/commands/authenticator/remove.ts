import { removeTotp, requireTotp } from '../../domain/authenticator/totp.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import { accountFor } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'

/** `igcodes totp remove ACCOUNT`: removes it from the vault, with its secret. */
export async function remove(context: Context, account: string | undefined): Promise<void> {
  const { terminal } = context
  const named = handleIfAny(account)
  const vault = await context.open()
  const handle = await accountFor(context, vault, named)
  requireTotp(vault.state, handle)
  await context.confirm(terminal.text(messages.sureToRemove, { account: handle }))
  await vault.change(state => removeTotp(state, handle))
  if (terminal.json) terminal.answerJson({ account: handle, removed: true })
  else terminal.note(messages.totpRemoved, { account: handle }, 'good')
}
