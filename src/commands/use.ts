import { requireAccount } from '../domain/accounts.ts'
import { spaced } from '../domain/backup-code.ts'
import { handedOutAt, type PlacedCode, pendingCodes } from '../domain/codes.ts'
import type { CodeId } from '../domain/events.ts'
import { pendingCode, takeNextCode } from '../domain/hand-out.ts'
import { type Handle, parseHandle } from '../domain/handle.ts'
import { type LoginOutcome, recordOutcome } from '../domain/outcome.ts'
import { isFailure, UserError } from '../errors.ts'
import * as messages from '../terminal/messages/use.ts'
import type { Prompts } from '../terminal/prompts.ts'
import type { Vault } from '../vault/vault.ts'
import { askForAccount } from './account-choice.ts'
import type { Context, Define } from './context.ts'
import { countsOf, sayOutcome, sayWhatIsLeft } from './outcome-report.ts'

interface UseOptions {
  readonly pending?: true | undefined
  readonly anyway?: true | undefined
}

/** `igcodes use [ACCOUNT]`: hands out the next code, saved as handed out before anybody sees it. */
export const define: Define = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'hand out the next code that works', ja: '次に使えるコードを出す' }))
    .argument(
      '[account]',
      t({ en: 'the handle; not needed with one account', ja: 'ユーザーネーム(1つだけなら省略可)' }),
    )
    .option(
      '--pending',
      t({ en: 'show the code handed out last again', ja: '前に渡した結果未確認のコードをもう一度出す' }),
    )
    .option('--anyway', t({ en: 'go on after two refused codes', ja: '2回拒否された後でも次を出す' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes use shop_tokyo',
          en: 'shows the code, then asks whether it worked',
          ja: 'コードを表示し、使えたかをたずねます',
        },
        {
          run: 'code=$(igcodes use shop_tokyo)',
          en: 'the 8 digits alone',
          ja: '8桁の数字だけを受け取ります',
        },
      ]),
    )
    .action(async (account, options) => use(context(), account, options))
}

async function use(context: Context, account: string | undefined, options: UseOptions): Promise<void> {
  const { terminal } = context
  const named = account === undefined ? undefined : parseHandle(account)
  terminal.requireReader()
  const vault = await context.open()
  const handle = named ?? (await askForAccount(context, vault))
  const prompts = await terminal.prompts()

  if (options.pending) return present(context, vault, prompts, handle, pendingCode(vault.state, handle).code)
  // Not for `code=$(igcodes use NAME)`: whoever waits for a code on stdout must get one, or an error.
  if (prompts && terminal.isWatched && (await settlePending(context, vault, prompts, handle)) === 'done')
    return

  const { now } = context.system
  const anyway = options.anyway === true
  const hasDigits = (id: CodeId): boolean => vault.digits(id) !== undefined
  const { code } = await vault.change(state =>
    takeNextCode(state, handle, { now: now(), replica: vault.replica, hasDigits, anyway }),
  )
  await present(context, vault, prompts, handle, code)
}

/** A code from earlier whose outcome nobody recorded comes first: it may be unspent, or another one was wasted on it. */
async function settlePending(
  context: Context,
  vault: Vault,
  prompts: Prompts,
  handle: Handle,
): Promise<'done' | 'go on'> {
  const { terminal } = context
  const account = requireAccount(vault.state, handle)
  const [code] = pendingCodes(vault.state, account)
  if (!code) return 'go on'

  const { position, setSize: size, id } = code
  const at = terminal.time(handedOutAt(vault.state, id))
  const answer = await prompts.choose(terminal.text(messages.pendingQuestion, { position, size, at }), [
    { value: 'show', name: terminal.text(messages.showItAgain, undefined) },
    { value: 'worked', name: terminal.text(messages.itHadWorked, undefined) },
    { value: 'rejected', name: terminal.text(messages.itHadBeenRefused, undefined) },
    { value: 'another', name: terminal.text(messages.giveAnother, undefined) },
  ])
  if (answer === 'show') {
    await present(context, vault, prompts, handle, code)
    return 'done'
  }
  if (answer !== 'another') await record(context, vault, handle, answer, position)
  return answer === 'worked' ? 'done' : 'go on'
}

async function present(
  context: Context,
  vault: Vault,
  prompts: Prompts | undefined,
  handle: Handle,
  code: PlacedCode,
): Promise<void> {
  const digits = vault.digits(code.id)
  if (digits === undefined) throw new UserError('nothing-handed-out', { account: handle })
  const { terminal } = context
  try {
    if (terminal.json) terminal.answerJson(jsonOf(context, vault, handle, code, digits))
    else if (terminal.isWatched) await showAndAsk(context, vault, prompts, handle, code, spaced(digits))
    else terminal.answer(digits)
  } catch (error) {
    if (isFailure(error, 'storage') && error.details.doing === 'show')
      throw new UserError('answer-lost', { account: handle })
    throw error
  }
  if (!terminal.isWatched) sayWhatIsLeft(terminal, vault.state, handle, false)
}

async function showAndAsk(
  context: Context,
  vault: Vault,
  prompts: Prompts | undefined,
  handle: Handle,
  { position, setSize: size }: PlacedCode,
  digits: string,
): Promise<void> {
  const { terminal } = context
  const { colour } = terminal
  const number = terminal.text(messages.numberOf, { position, size })
  const lines = [
    '',
    `      ${colour.bold.inverse(` ${digits} `)}      ${number}`,
    '',
    ...terminal.fit(terminal.text(messages.whereToType, undefined)),
  ]
  if (!prompts) {
    terminal.answer(...lines)
    sayWhatIsLeft(terminal, vault.state, handle, false)
    return
  }
  const shown = terminal.show(lines)
  let answer: LoginOutcome | 'later'
  try {
    answer = await prompts.choose(
      terminal.text(messages.didItWork, undefined),
      [
        { value: 'worked', name: terminal.text(messages.itWorked, undefined) },
        { value: 'rejected', name: terminal.text(messages.itWasRefused, undefined) },
        { value: 'later', name: terminal.text(messages.notYetTyped, undefined) },
      ],
      { wipe: true },
    )
  } catch (error) {
    shown.wipe()
    if (isFailure(error, 'interrupted'))
      terminal.note(messages.keptAsHandedOut, { account: handle, position })
    throw error
  }
  shown.wipe()
  if (answer === 'later') {
    terminal.note(messages.keptAsHandedOut, { account: handle, position })
    return
  }
  await record(context, vault, handle, answer, position)
}

async function record(
  context: Context,
  vault: Vault,
  handle: Handle,
  outcome: LoginOutcome,
  position: number,
): Promise<void> {
  await vault.change(state => recordOutcome(state, handle, outcome, position))
  sayOutcome(context.terminal, vault, handle, outcome, position)
}

function jsonOf(context: Context, vault: Vault, handle: Handle, code: PlacedCode, digits: string): object {
  const { left, size, level, pending } = countsOf(vault.state, handle)
  const earlier = pending.filter(position => position !== code.position)
  const message = (positions: readonly number[]) =>
    context.terminal.text(messages.pendingLeft, { account: handle, positions })
  return {
    account: handle,
    code: digits,
    position: code.position,
    setSize: size,
    remaining: left,
    level,
    warnings: earlier.length > 0 ? [{ code: 'outcome-unknown', message: message(earlier) }] : [],
  }
}
