/** Hands out a code and asks whether it worked. Shared by `use` and `recover`. */
import { takeNextCode } from '../../domain/codes/hand-out.ts'
import { type LoginOutcome, recordOutcome } from '../../domain/codes/outcome.ts'
import { handedOutAt, type PlacedCode, pendingCodes } from '../../domain/codes/queries.ts'
import { earlierBlock } from '../../domain/codes/two-refusals.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import { masked, spaced } from '../../domain/model/backup-code.ts'
import type { CodeId } from '../../domain/model/ids.ts'
import type { State } from '../../domain/model/state.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { afterSaving, isFailure, UserError } from '../../errors.ts'
import type { Message } from '../../language.ts'
import type { Clipboard } from '../../terminal/clipboard.ts'
import * as clipboardMessages from '../../terminal/messages/clipboard/clipboard.ts'
import { earlierRefusals } from '../../terminal/messages/codes/two-refusals.ts'
import * as messages from '../../terminal/messages/codes/use.ts'
import { isLostAnswer } from '../../terminal/output.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { widthOf } from '../../terminal/width.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { countsOf, sayOutcome, sayWhatIsLeft } from './outcome-report.ts'

/** What the person answered; `later` if they have not typed the code yet, or were not asked. */
export type Answer = LoginOutcome | 'later'

/** How a code reaches the person, other than on the screen. */
export interface Delivery {
  /** Gets the digits instead of the screen. */
  readonly clipboard?: Clipboard | undefined
  /** Shows them as well. */
  readonly reveal?: boolean | undefined
}

export interface HandOutOptions extends Delivery {
  /** Continues after two refused codes. */
  readonly anyway?: boolean | undefined
  /** Without questions: continues while the outcomes of two codes are unknown. */
  readonly another?: boolean | undefined
  /** Of several lists, which one: `takeNextCode`. */
  readonly list?: number | undefined
}

/**
 * Hands out the next code. It is saved as handed out before it is shown. A code with an unknown outcome is settled first.
 *
 * @throws UserError `unknown-account`, `no-codes-left`, `cool-down`, `outcomes-unknown`, `lists-undecided`, `no-such-list`,
 * `answer-lost`, and all of `Vault.change`
 */
export async function handOut(
  context: Context,
  vault: Vault,
  handle: Handle,
  { anyway = false, another = false, list: given, ...delivery }: HandOutOptions = {},
): Promise<Answer> {
  // Not for `code=$(igcodes use NAME)`: a script must get a code on stdout, or an error.
  const prompts = context.terminal.stdoutIsTty ? await context.terminal.prompts() : undefined
  const settled = prompts && (await settlePending(context, vault, prompts, handle, delivery))
  if (settled) return settled

  const list = given ?? (prompts && (await chooseList(context, vault, prompts, handle)))
  const { now } = context.system
  const hasDigits = (id: CodeId): boolean => vault.digits(id) !== undefined
  // With --json every code comes with a warning that names the open ones, and that is a contract.
  const refuseManyOpen = !prompts && !context.terminal.json && !another
  const options = { now: now(), replica: vault.replica, hasDigits, anyway, list, refuseManyOpen }
  const { code } = await reserving(handle, () => vault.change(state => takeNextCode(state, handle, options)))
  return present(context, vault, handle, code, delivery)
}

/** Which of several lists of one day, if that is undecided. */
async function chooseList(
  { terminal }: Context,
  vault: Vault,
  prompts: Prompts,
  handle: Handle,
): Promise<number | undefined> {
  const { heads, isUndecided } = requireAccount(vault.state, handle)
  if (!isUndecided) return undefined
  const chosen = await prompts.choose(
    terminal.text(messages.whichList, { account: handle }),
    heads.map(({ codes, added }, index) => ({
      value: String(index + 1),
      name: terminal.text(messages.oneList, {
        by: added.by,
        at: terminal.time(added.at),
        codes: codes.slice(0, 2).flatMap(id => {
          const digits = vault.digits(id)
          return digits ? masked(digits) : []
        }),
      }),
    })),
  )
  return Number(chosen)
}

/** If a failed save leaves open whether a code was handed out, the error says where to look for it. */
async function reserving<T>(handle: Handle, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isFailure(error, 'storage') || error.details.doing !== 'unsure') throw error
    throw new UserError('storage', { ...error.details, account: handle })
  }
}

/** Asks about an earlier code with an unknown outcome: it may be unused. Undefined: go on to the next code. */
async function settlePending(
  context: Context,
  vault: Vault,
  prompts: Prompts,
  handle: Handle,
  delivery: Delivery,
): Promise<Answer | undefined> {
  const { terminal } = context
  const account = requireAccount(vault.state, handle)
  const [code] = pendingCodes(vault.state, account)
  if (!code) return undefined

  const { position, setSize: size, id } = code
  const at = terminal.time(handedOutAt(vault.state, id))
  const answer = await prompts.choose(terminal.text(messages.pendingQuestion, { position, size, at }), [
    { value: 'show', name: terminal.text(messages.showItAgain, undefined) },
    { value: 'worked', name: terminal.text(messages.itHadWorked, undefined), says: 'yes' },
    { value: 'rejected', name: terminal.text(messages.itHadBeenRefused, undefined), says: 'no' },
    { value: 'another', name: terminal.text(messages.giveAnother, undefined) },
  ])
  if (answer === 'show') return present(context, vault, handle, code, delivery)
  if (answer !== 'another') await record(context, vault, handle, answer, position)
  return answer === 'worked' ? answer : undefined
}

/**
 * Shows a code that is saved as handed out: to a script on stdout, to a person with the question whether it worked.
 *
 * @throws UserError `nothing-handed-out`, `answer-lost`
 */
export async function present(
  context: Context,
  vault: Vault,
  handle: Handle,
  code: PlacedCode,
  delivery: Delivery = {},
): Promise<Answer> {
  const digits = vault.digits(code.id)
  if (digits === undefined) throw new UserError('nothing-handed-out', { account: handle })
  const { terminal } = context
  const warnings = warningsFor(context, vault, handle, code)
  // A person at the prompt was just asked about the code whose outcome is unknown.
  const isAsked = terminal.stdoutIsTty && (await terminal.prompts()) !== undefined
  for (const { code: about, sayIt } of warnings) if (!isAsked || about !== 'outcome-unknown') sayIt()
  try {
    await delivery.clipboard?.copy(digits)
    if (terminal.stdoutIsTty) return await showAndAsk(context, vault, handle, code, spaced(digits), delivery)
    if (terminal.json) terminal.answerJson(jsonOf(vault, handle, code, digits, warnings))
    else if (!delivery.clipboard || delivery.reveal) terminal.answer(digits)
  } catch (error) {
    if (isLostAnswer(error) || isFailure(error, 'clipboard-unavailable'))
      throw new UserError('answer-lost', { account: handle })
    throw error
  }
  if (delivery.clipboard) sayCopied(terminal, handle, code, delivery.clipboard)
  sayWhatIsLeft(terminal, vault.state, handle, false)
  return 'later'
}

async function showAndAsk(
  context: Context,
  vault: Vault,
  handle: Handle,
  code: PlacedCode,
  digits: string,
  delivery: Delivery,
): Promise<Answer> {
  const { terminal } = context
  const { position } = code
  const { clipboard } = delivery
  const prompts = await terminal.prompts()
  const { lines, least } = linesFor(terminal, handle, code, digits, delivery)
  if (!prompts) {
    terminal.answer(...lines)
    sayWhatIsLeft(terminal, vault.state, handle, false)
    return 'later'
  }
  const sayKept = (): void => terminal.note(messages.keptAsHandedOut, { account: handle, position })
  let answer: Answer
  try {
    answer = await terminal.sayingIfLeft(sayKept, () => askBelow(terminal, prompts, lines, least))
  } catch (error) {
    clipboard?.release()
    throw afterSaving(error)
  }
  if (answer === 'later') sayKept()
  else {
    clipboard?.release()
    await record(context, vault, handle, answer, position)
  }
  return answer
}

/** Asks what became of a code, as long as it is on the screen. */
async function askBelow(
  terminal: Terminal,
  prompts: Prompts,
  lines: readonly string[],
  least: readonly string[],
): Promise<Answer> {
  const shown = terminal.show(lines, { least })
  try {
    return await prompts.choose(
      terminal.text(messages.didItWork, undefined),
      [
        // First, so that a hasty Enter changes nothing: "yes" erases the digits.
        { value: 'later', name: terminal.text(messages.notYetTyped, undefined) },
        { value: 'worked', name: terminal.text(messages.itWorked, undefined), says: 'yes' },
        { value: 'rejected', name: terminal.text(messages.itWasRefused, undefined), says: 'no' },
      ],
      { wipe: true },
    )
  } finally {
    shown.wipe()
  }
}

/** The lines above the question: the digits, or where they are. */
function linesFor(
  terminal: Terminal,
  handle: Handle,
  { position, setSize: size }: PlacedCode,
  digits: string,
  { clipboard, reveal }: Delivery,
): { readonly lines: readonly string[]; readonly least: readonly string[] } {
  const code = codeLines(terminal, digits, terminal.text(messages.numberOf, { account: handle, position, size }))
  const shown = ['', ...code, '']
  if (!clipboard)
    return { lines: [...shown, ...terminal.fit(terminal.text(messages.whereToType, undefined))], least: code }
  const { seconds } = clipboard
  const copied = `  ${terminal.text(clipboardMessages.codeCopied, { account: handle, position, size, seconds })}`
  const lines = [
    ...(reveal ? shown : ['']),
    ...terminal.fit(copied),
    ...terminal.fit(terminal.text(clipboardMessages.whereToPaste, undefined)),
  ]
  return { lines, least: reveal ? code : terminal.fit(copied) }
}

/** The digits, and beside them whose they are; in a narrow window below them. */
function codeLines({ color, columns }: Terminal, digits: string, whose: string): readonly string[] {
  const code = `      ${color.bold.inverse(` ${digits} `)}`
  const beside = `${code}      ${whose}`
  return widthOf(beside) <= columns ? [beside] : [code, `      ${whose}`]
}

/** A note for the person who started a script. */
function sayCopied(
  terminal: Terminal,
  handle: Handle,
  { position, setSize: size }: PlacedCode,
  { seconds }: Clipboard,
): void {
  terminal.note(clipboardMessages.codeCopied, { account: handle, position, size, seconds })
  if (seconds === undefined) terminal.note(clipboardMessages.staysInClipboard, undefined)
}

async function record(
  context: Context,
  vault: Vault,
  handle: Handle,
  outcome: LoginOutcome,
  position: number,
): Promise<void> {
  try {
    await vault.change(state => recordOutcome(state, handle, outcome, position))
  } catch (error) {
    if (error instanceof UserError) sayNotRecorded(context, vault, handle, outcome, position, error)
    throw error
  }
  sayOutcome(context, vault, handle, outcome, position)
}

/** Nobody is asked a second time: the command that records it is named. */
function sayNotRecorded(
  { terminal }: Context,
  { state }: Vault,
  handle: Handle,
  outcome: LoginOutcome,
  position: number,
  error: UserError,
): void {
  const isUnsure = isFailure(error, 'storage') && error.details.doing === 'unsure'
  const isLast = isLastHandedOut(state, handle, outcome, position)
  terminal.warn(messages.notRecorded, { account: handle, outcome, isUnsure, ...(!isLast && { position }) })
}

/** Whether `mark` means this code when it is not told which. */
function isLastHandedOut(state: State, handle: Handle, outcome: LoginOutcome, position: number): boolean {
  try {
    return recordOutcome(state, handle, outcome).code.position === position
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** What to know before a code is typed: said to a person, and in the answer to a script. */
interface Warning {
  readonly code: string
  readonly message: string
  readonly sayIt: () => void
}

function warningsFor(context: Context, vault: Vault, handle: Handle, code: PlacedCode): readonly Warning[] {
  const { terminal, system } = context
  const warning = <Gaps>(name: string, message: Message<Gaps>, gaps: Gaps): Warning => ({
    code: name,
    message: terminal.text(message, gaps),
    sayIt: () => terminal.warn(message, gaps),
  })
  const unsettled = context.takeUnsettled()
  const { pending } = countsOf(vault.state, handle)
  const earlier = pending.filter(position => position !== code.position)
  const block = earlierBlock(vault.state, requireAccount(vault.state, handle), system.now())
  const [, other] = requireAccount(vault.state, handle).heads
  return [
    ...(other ? [warning('other-list', messages.otherList, { account: handle, issuedOn: other.issuedOn })] : []),
    ...(unsettled ? [warning('unsettled', messages.savedUnsettled, unsettled.details)] : []),
    ...(block ? [warning('earlier-refusals', earlierRefusals, block)] : []),
    ...(earlier.length > 0
      ? [warning('outcome-unknown', messages.pendingLeft, { account: handle, positions: earlier })]
      : []),
  ]
}

function jsonOf(
  vault: Vault,
  handle: Handle,
  { position }: PlacedCode,
  digits: string,
  warnings: readonly Warning[],
): object {
  const { left, size, level } = countsOf(vault.state, handle)
  return {
    account: handle,
    code: digits,
    position,
    setSize: size,
    remaining: left,
    level,
    warnings: warnings.map(({ code, message }) => ({ code, message })),
  }
}
