import { totpsOf } from '../../domain/authenticator/totp.ts'
import { accountsByHandle } from '../../domain/model/accounts.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import type { Context } from '../context.ts'
import { told } from './add.ts'

/** `igcodes totp list`: whose authenticators are in the vault. */
export async function listTotps(context: Context): Promise<void> {
  const { terminal } = context
  const vault = await context.open()
  const stored = accountsByHandle(vault.state).flatMap(account =>
    totpsOf(vault.state, account).flatMap(({ id, added }) => {
      const key = vault.totpKey(id)
      return key ? [{ account: account.handle, addedAt: added.at, key }] : []
    }),
  )
  if (terminal.json) {
    const authenticators = stored.map(({ key, ...rest }) => ({ ...rest, ...told(key) }))
    terminal.answerJson({ authenticators })
    return
  }
  if (stored.length === 0) {
    terminal.answer(terminal.text(messages.noneStored, undefined))
    return
  }
  const rows = stored.map(({ account, addedAt, key }) => [
    `@${account}`,
    terminal.time(addedAt),
    terminal.text(messages.codeKind, key),
  ])
  terminal.answer(...terminal.table(messages.listHeader, rows))
}
