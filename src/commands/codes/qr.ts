/** The codes that are left as a QR code, for a phone's password manager. */
import { currentCodes, currentSet, pendingCodes } from '../../domain/codes/queries.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/codes/show-qr.ts'
import { requireScreen, showQr } from '../../terminal/qr-screen.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { accountFor } from './account-choice.ts'

export async function showAsQr(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context
  const typed = handleIfAny(name)
  await requireScreen(terminal)
  const vault = await context.open()
  const handle = await accountFor(context, vault, typed)
  const account = requireAccount(vault.state, handle)
  const codes = codesLeft(vault, account)
  const count = codes.length
  if (count === 0) throw noneLeft(vault.state, account)

  await context.confirm(terminal.text(messages.sureToShowQr, { account: handle, count }))
  await showQr(terminal, {
    text: noteOf(account, codes),
    caption: terminal.text(messages.scanIntoManager, { account: handle, count }),
    question: terminal.text(messages.enterWipes, undefined),
  })
  terminal.note(messages.nowAPlace, { account: handle })
}

function codesLeft(vault: Vault, account: Account): readonly string[] {
  return currentCodes(vault.state, account)
    .filter(({ state }) => state === 'available')
    .flatMap(({ id }) => vault.digits(id) ?? [])
}

function noneLeft(state: State, account: Account): UserError {
  return new UserError('no-codes-left', { account: account.handle, pending: pendingCodes(state, account).length })
}

/**
 * A note for a password manager: the account, the day of issue, then one code a line.
 * Plain ASCII and neither an address nor JSON, because a camera opens an address.
 */
function noteOf(account: Account, codes: readonly string[]): string {
  const issuedOn = currentSet(account)?.issuedOn ?? ''
  return [`Instagram @${account.handle}`, `backup codes ${issuedOn}`, ...codes].join('\n')
}
