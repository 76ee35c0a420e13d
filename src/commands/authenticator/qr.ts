import { otpauthOf } from '../../domain/authenticator/otpauth.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import { requireScreen, showQr } from '../../terminal/qr-screen.ts'
import { accountFor } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'
import { storedKey } from './stored-key.ts'

/** `igcodes totp qr ACCOUNT`: the authenticator as a QR code, to set up the next phone. */
export async function qr(context: Context, account: string | undefined): Promise<void> {
  const { terminal } = context
  const named = handleIfAny(account)
  await requireScreen(terminal)
  const vault = await context.open()
  const handle = await accountFor(context, vault, named)
  const key = storedKey(vault, handle)
  await context.confirm(terminal.text(messages.sureToShowQr, { account: handle }))
  await showQr(terminal, {
    text: otpauthOf(key, handle),
    caption: terminal.text(messages.scanWithApp, { account: handle }),
    question: terminal.text(messages.enterWipes, undefined),
  })
  terminal.note(messages.qrWiped, { account: handle })
}
