import { removeTotp, requireTotp } from '../../domain/authenticator/totp.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import type { Context } from '../context.ts'

/** `igcodes totp remove ACCOUNT`: removes it from the vault, with its secret. */
export async function remove(context: Context, account: string): Promise<void> {
  const { terminal } = context
  const handle = parseHandle(account)
  const vault = await context.open()
  requireTotp(vault.state, handle)
  await context.confirm(terminal.text(messages.sureToRemove, { account: handle }))
  await vault.change(state => removeTotp(state, handle))
  if (terminal.json) terminal.answerJson({ account: handle, removed: true })
  else terminal.note(messages.totpRemoved, { account: handle }, 'good')
}
