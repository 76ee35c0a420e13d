import { totpsOf } from '../../domain/authenticator/totp.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import type { TotpKey } from '../../domain/model/totp-key.ts'
import { type Handle, handleIfAny } from '../../domain/text/handle.ts'
import type { Clipboard, ClipOptions } from '../../terminal/clipboard.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import { staysInClipboard } from '../../terminal/messages/clipboard/clipboard.ts'
import { localClock } from '../../terminal/messages/words.ts'
import { accountFor } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'
import { storedKey } from './stored-key.ts'

/** With less time left than this, a code cannot be typed in time: the next one is shown too. */
const tooShort = 5

interface Moment {
  readonly code: string
  readonly secondsLeft: number
  readonly nextCode?: string
}

/** `igcodes totp show ACCOUNT`: the current code. */
export async function show(context: Context, account: string | undefined, clip: ClipOptions = {}): Promise<void> {
  const { terminal, system } = context
  const named = handleIfAny(account)
  const clipboard = await context.clipboard(clip)
  if (!clipboard) terminal.requireReader('other')
  const vault = await context.open()
  const handle = await accountFor(context, vault, named)
  const key = storedKey(vault, handle)
  const now = system.now()
  const moment = await codesOf(key, Math.floor(now.getTime() / 1000))

  await clipboard?.copy(moment.nextCode ?? moment.code)
  if (terminal.json) terminal.answerJson({ account: handle, ...moment, period: key.period })
  else if (clipboard) sayCopied(context, moment, clipboard)
  else if (terminal.stdoutIsTty) showToPerson(context, handle, moment, now)
  else terminal.answer(moment.code)
  if (totpsOf(vault.state, requireAccount(vault.state, handle)).length > 1)
    terminal.warn(messages.severalStored, { account: handle })
}

async function codesOf(key: TotpKey, seconds: number): Promise<Moment> {
  const { codeAt } = await import('../../authenticator/one-time-code.ts')
  const secondsLeft = key.period - (seconds % key.period)
  const code = codeAt(key, seconds)
  if (secondsLeft >= tooShort) return { code, secondsLeft }
  return { code, secondsLeft, nextCode: codeAt(key, seconds + key.period) }
}

function sayCopied({ terminal }: Context, { secondsLeft, nextCode }: Moment, { seconds }: Clipboard): void {
  terminal.note(messages.copied, { secondsLeft, isNext: nextCode !== undefined, seconds }, 'good')
  if (seconds === undefined) terminal.note(staysInClipboard, undefined)
}

function showToPerson({ terminal }: Context, handle: Handle, { code, secondsLeft, nextCode }: Moment, now: Date): void {
  const { color } = terminal
  const left = terminal.text(messages.secondsLeft, { seconds: secondsLeft })
  const next = terminal.text(messages.comesNext, undefined)
  // The code to type is highlighted: the next one, if hardly any time is left.
  const bright = (digits: string, text: string) => `      ${color.bold.inverse(` ${grouped(digits)} `)}      ${text}`
  const pale = (digits: string, text: string) => `       ${grouped(digits)}       ${text}`
  terminal.answer(
    '',
    ...(nextCode === undefined ? [bright(code, left)] : [pale(code, left), bright(nextCode, next)]),
    '',
    ...terminal.fit(terminal.text(messages.whereToTypeIt, undefined)),
  )
  terminal.note(messages.ifRefused, { account: handle, clock: localClock(now.toISOString()) }, 'dim')
}

/** `123 456`, `1234 567`, `1234 5678`: in halves, as phones show them. */
function grouped(code: string): string {
  const half = Math.ceil(code.length / 2)
  return `${code.slice(0, half)} ${code.slice(half)}`
}
