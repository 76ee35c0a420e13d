/** New secrets: a passphrase that is typed or generated, and words to write down. */
import { guessable } from '../../domain/text/guessable.ts'
import { newPassphrase } from '../../envelope/secret-words.ts'
import { isFailure, isRefusedInput, type NewSecret, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import { isLostAnswer } from '../../terminal/output.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { padEnd, widthOf } from '../../terminal/width.ts'
import { markIn } from '../../vault/passphrase-source.ts'
import type { Context } from '../context.ts'

export interface NewPassphraseOptions {
  readonly allowWeakPassphrase?: boolean | undefined
  readonly generate?: boolean | undefined
  /** Generating one is not offered. */
  readonly onlyTyped?: boolean
  /** The accounts in the vault: easy to guess, so not allowed as a passphrase. */
  readonly accounts?: readonly string[] | undefined
  /** Whether it is the passphrase that is to be replaced. */
  readonly isOldOne?: (passphrase: string) => Promise<boolean>
  /** Called when words have been made and are shown. */
  readonly onShown?: (() => void) | undefined
}

export interface NewPassphrase {
  readonly passphrase: string
  readonly wasGenerated: boolean
}

/** NIST SP 800-63B-4, 3.1.1.2: a password that is the only factor has at least 15 characters. */
const minCharacters = 15

/**
 * A new passphrase: the given one, or a generated one if asked for, or else typed or generated as the user chooses.
 *
 * @param given from a file, a command or a descriptor
 * @param missing what to throw if there is none and no terminal to ask
 * @throws UserError `passphrase-weak`, `passphrase-guessable`, `passphrase-unstable`, `passphrase-marked`, `passphrase-untypable`, `passphrase-empty`,
 *   `passphrase-same` for a given one; `answer-unreadable` if a generated one could not be shown
 */
export async function newSecret(
  context: Context,
  given: string | undefined,
  options: NewPassphraseOptions,
  missing: UserError,
): Promise<NewPassphrase> {
  if (given !== undefined) {
    const passphrase = allowed(context, given, options)
    await refuseOldOne(passphrase, options)
    return { passphrase, wasGenerated: false }
  }
  const prompts = await context.terminal.prompts()
  if (options.generate) return generated(context, prompts, options)
  if (!prompts) throw missing
  const { terminal } = context
  for (;;) {
    // Words are generated only if they can be shown.
    const way = terminal.stdoutIsTty && !options.onlyTyped ? await ownOrMade(terminal, prompts) : 'own'
    const chosen = way === 'made' ? await generated(context, prompts, options) : await typed(context, prompts, options)
    if (chosen) return chosen
  }
}

function ownOrMade(terminal: Terminal, prompts: Prompts): Promise<'own' | 'made'> {
  return prompts.choose(terminal.text(messages.newPassphrase, undefined), [
    { value: 'own', name: terminal.text(messages.typeYourOwn, undefined) },
    { value: 'made', name: terminal.text(messages.haveOneMade, undefined) },
  ])
}

/**
 * Shows words to write down, and erases them from the screen afterwards. A script gets them on stdout.
 *
 * @param lost thrown if nobody could read them
 */
export async function showWords(context: Context, heading: string, words: string, lost: UserError): Promise<void> {
  try {
    await show(context, heading, words)
  } catch (error) {
    throw isLostAnswer(error) ? lost : error
  }
}

async function show(context: Context, heading: string, words: string): Promise<void> {
  const { terminal } = context
  const prompts = await terminal.prompts()
  if (!terminal.stdoutIsTty || !prompts) {
    if (!terminal.json) terminal.answer(words)
    return
  }
  const rows = inRows(words, terminal.columns)
  const shown = terminal.show(['', ...terminal.fit(heading), '', ...rows, ''], { least: rows, below: 1 })
  const question = terminal.text(messages.writtenDown, undefined)
  try {
    // Enter alone is not an answer, because the words are not shown a second time.
    for (let written = false; !written; ) written = await prompts.confirm(question, 'neither', { wipe: true })
  } finally {
    shown.wipe()
  }
}

/**
 * Answers a script with a secret that is already saved in the vault.
 *
 * @throws UserError `secret-lost`
 */
export function answerSecret({ terminal }: Context, answer: object, secret: NewSecret, path: string): void {
  try {
    terminal.answerJson(answer)
  } catch (error) {
    throw isLostAnswer(error) ? new UserError('secret-lost', { secret, path }) : error
  }
}

/**
 * Asks twice, and again until the passphrase is good.
 *
 * @returns undefined for a weak one, so that the user can choose a generated one
 */
async function typed(
  context: Context,
  prompts: Prompts,
  options: NewPassphraseOptions,
): Promise<NewPassphrase | undefined> {
  const { terminal } = context
  const first = terminal.text(messages.newPassphrase, undefined)
  const second = padEnd(terminal.text(messages.again, undefined), widthOf(first))
  for (;;) {
    try {
      const passphrase = allowed(context, await prompts.secret(first), { ...options, isAsked: true })
      if ((await prompts.secret(second)) !== passphrase) throw new UserError('passphrases-differ')
      // Last, because it derives keys, and what is typed meanwhile is dropped.
      await refuseOldOne(passphrase, options)
      return { passphrase, wasGenerated: false }
    } catch (error) {
      if (!isRefusedInput(error)) throw error
      await terminal.showError(error)
      if (isFailure(error, 'passphrase-weak') || isFailure(error, 'passphrase-guessable')) return undefined
    }
  }
}

/** The words are typed back once, so that a copying mistake is found now and not in an emergency. */
async function generated(
  context: Context,
  prompts: Prompts | undefined,
  { onShown }: NewPassphraseOptions,
): Promise<NewPassphrase> {
  const { terminal, system } = context
  terminal.requireReader('passphrase')
  const passphrase = await newPassphrase(system.random)
  for (;;) {
    onShown?.()
    const lost = new UserError('answer-unreadable', { answer: 'passphrase' })
    await showWords(context, terminal.text(messages.writeThisDown, undefined), passphrase, lost)
    if (!prompts || !terminal.stdoutIsTty) break
    const back = await prompts.secret(terminal.text(messages.typeItToConfirm, undefined))
    if (back.normalize('NFKC').trim().toLowerCase().split(/\s+/).join(' ') === passphrase) break
    await terminal.showError(new UserError('passphrases-differ'))
  }
  return { passphrase, wasGenerated: true }
}

/** @throws UserError `passphrase-…` if it is not allowed as a passphrase */
function allowed(
  { system }: Context,
  passphrase: string,
  { allowWeakPassphrase, accounts = [], isAsked = false }: NewPassphraseOptions & { isAsked?: boolean },
): string {
  if (passphrase === '') throw new UserError('passphrase-empty')
  const mark = markIn(passphrase)
  // A passphrase with such a mark could never be typed.
  if (mark) throw new UserError('passphrase-marked', { mark })
  if (/\p{Cc}/u.test(passphrase))
    throw new UserError('passphrase-untypable', { why: /[\r\n]/.test(passphrase) ? 'lines' : 'control' })
  // NFKC is promised to stay the same for assigned characters only (Unicode Standard Annex 15, section 3).
  if (/\p{Cn}/u.test(passphrase)) throw new UserError('passphrase-unstable')
  if (!allowWeakPassphrase) {
    const characters = [...passphrase.normalize('NFKC')].length
    if (characters < minCharacters)
      throw new UserError('passphrase-weak', { characters, least: minCharacters, isAsked })
    // What an attacker would try first.
    const why = guessable(passphrase, [system.user(), ...accounts])
    if (why) throw new UserError('passphrase-guessable', { why, isAsked })
  }
  return passphrase
}

/** @throws UserError `passphrase-same` */
async function refuseOldOne(passphrase: string, { isOldOne }: NewPassphraseOptions): Promise<void> {
  if (await isOldOne?.(passphrase)) throw new UserError('passphrase-same')
}

/** Numbered, three in a row (two on a narrow screen): easy to copy by hand and to check. */
function inRows(words: string, columns: number): readonly string[] {
  const cells = words.split(' ').map((word, index) => `${String(index + 1).padStart(4)}  ${word.padEnd(10)}`)
  const perRow = columns < 50 ? 2 : 3
  const rows: string[] = []
  for (let first = 0; first < cells.length; first += perRow) {
    const row = cells.slice(first, first + perRow).join('')
    rows.push(row.trimEnd())
  }
  return rows
}
