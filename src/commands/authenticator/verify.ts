import type { TotpKey } from '../../domain/model/totp-key.ts'
import { type Handle, handleIfAny } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import { localClock } from '../../terminal/messages/words.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { readInput } from '../../vault/read-input.ts'
import { accountFor } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'
import { storedKey } from './stored-key.ts'

/** How often to ask again for a code that does not match. */
const tries = 3
const maxBytes = 1_024

interface Comparing {
  readonly handle: Handle
  readonly key: TotpKey
  /** Enter skips the question. */
  readonly maySkip: boolean
}

/** `igcodes totp verify ACCOUNT`: whether the phone shows the same codes, and by how many steps the clocks differ. */
export async function verify(context: Context, account: string | undefined): Promise<void> {
  const { terminal } = context
  const named = handleIfAny(account)
  const prompts = await terminal.prompts()
  const isAsked = prompts !== undefined && terminal.stdinIsTty
  const typed = isAsked ? '' : new TextDecoder().decode(readInput(0, maxBytes))
  const vault = await context.open()
  const handle = await accountFor(context, vault, named)
  const key = storedKey(vault, handle)
  const steps = isAsked
    ? await compareWithPhone(context, prompts, { handle, key, maySkip: false })
    : await compared(context, handle, key, typed)
  if (steps === undefined) return
  if (isOff(steps)) context.exitCode = 30
  const fits = { account: handle, steps, seconds: steps * key.period, clocksAgree: !isOff(steps) }
  if (terminal.json) terminal.answerJson(fits)
  else if (!isAsked) tell(context, key, steps)
}

/** Asks for the code on the phone and compares the clocks. Undefined: skipped, or no code matched. */
export async function compareWithPhone(
  context: Context,
  prompts: Prompts,
  { handle, key, maySkip }: Comparing,
): Promise<number | undefined> {
  const { terminal } = context
  const question = terminal.text(messages.digitsOnThePhone, { digits: key.digits, maySkip })
  for (let attempt = 1; ; attempt++) {
    const text = await prompts.text(question)
    if (maySkip && text.trim() === '') return undefined
    try {
      const steps = await compared(context, handle, key, text)
      if (!terminal.json) tell(context, key, steps)
      return steps
    } catch (error) {
      const isLast = attempt === tries
      // The authenticator was just stored and stays stored: a mismatch is reported, but is not a failure.
      if (!(error instanceof UserError) || (isLast && !maySkip)) throw error
      await terminal.showError(error)
      if (isLast) return undefined
    }
  }
}

/** @throws UserError `bad-one-time-code`, `totp-no-match` */
async function compared({ system }: Context, handle: Handle, key: TotpKey, typed: string): Promise<number> {
  const now = system.now()
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  if (!/^\d+$/.test(code) || code.length !== key.digits)
    throw new UserError('bad-one-time-code', { digits: key.digits })
  const { stepsAhead } = await import('../../authenticator/one-time-code.ts')
  const steps = stepsAhead(key, Math.floor(now.getTime() / 1000), code)
  if (steps === undefined)
    throw new UserError('totp-no-match', { account: handle, clock: localClock(now.toISOString()) })
  return steps
}

/** One step is the time it takes to type (RFC 6238, section 5.2). */
function isOff(steps: number): boolean {
  return Math.abs(steps) > 1
}

function tell({ terminal, system }: Context, { period }: TotpKey, steps: number): void {
  if (!isOff(steps)) {
    terminal.note(messages.clocksAgree, undefined, 'good')
    return
  }
  terminal.warn(messages.clocksDiffer, {
    steps,
    seconds: steps * period,
    clock: localClock(system.now().toISOString()),
  })
}
