/** Settles with the person what a paste leaves open: the good lines are kept, and only the rest is asked about. */
import {
  draftPaste,
  type Paste,
  type PasteDraft,
  type PasteOptions,
  parsePaste,
  settledPaste,
} from '../../domain/codes/paste.ts'
import { type BackupCode, masked } from '../../domain/model/backup-code.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { type BadLine, isRefusedInput, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/codes/add.ts'
import { badLine, doubtfulCode } from '../../terminal/messages/codes/paste-lines.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Context } from '../context.ts'

/** Asks until a paste can be stored, and reports what is wrong with each that cannot. */
export async function askForPaste(
  context: Context,
  prompts: Prompts | undefined,
  reading: PasteOptions,
  handle: Handle,
  judge: (paste: Paste) => unknown,
): Promise<Paste> {
  const { terminal } = context
  if (!prompts) throw new UserError('paste-empty')
  terminal.note(messages.whereTheCodesAre, { account: handle })
  terminal.blank()
  for (;;) {
    const text = await prompts.paste(terminal.text(messages.pasteHere, undefined), lines =>
      terminal.text(messages.linesTaken, { lines }),
    )
    try {
      const paste = await settle(context, prompts, new TextEncoder().encode(text), reading)
      judge(paste)
      return paste
    } catch (error) {
      if (!isRefusedInput(error) || error.code === 'paste-empty') throw error
      await terminal.showError(error)
      terminal.blank()
    }
  }
}

/** More lines are asked for by a new paste: most likely the wrong text was copied. */
const mostBadLines = 3

/**
 * @throws UserError all of `parsePaste`, but for what the person has settled
 */
export async function settle(
  context: Context,
  prompts: Prompts,
  bytes: Uint8Array,
  reading: PasteOptions,
): Promise<Paste> {
  const draft = draftPaste(bytes, reading)
  const { bad, read } = draft
  if (bad.length > mostBadLines || (bad.length > 0 && read.codes.length === 0)) return parsePaste(bytes, reading)
  const only = await chosenList(context, prompts, draft)
  const corrected = []
  for (const line of bad) corrected.push(...(await typedAgain(context, prompts, line, reading)))
  const wanted = only && new Set([...only, ...corrected.map(({ code }) => code)])
  const codes = [...read.codes, ...corrected].toSorted((a, b) => a.line - b.line)
  const paste = await withoutDoubt(context, prompts, settledPaste({ ...read, codes }, reading, wanted))
  return withCodes(paste)
}

/** @throws UserError `paste-doubtful` */
export function withCodes(paste: Paste): Paste {
  const [first] = paste.doubtful
  if (paste.codes.length === 0 && first) throw new UserError('paste-doubtful', first)
  return paste
}

/** @returns undefined: all of them */
async function chosenList(
  { terminal }: Context,
  prompts: Prompts,
  { lists, read, bad }: PasteDraft,
): Promise<ReadonlySet<BackupCode> | undefined> {
  if (lists.length < 2) return undefined
  const choices = lists.map((codes, index) => ({
    value: String(index),
    name: terminal.text(messages.oneOfLists, { codes: codes.map(masked) }),
  }))
  const none = { value: 'none', name: terminal.text(messages.noneOfTheLists, undefined) }
  const together = { value: 'together', name: terminal.text(messages.oneListTogether, undefined) }
  const question = terminal.text(messages.severalLists, { count: lists.length })
  // The first is often the older one, so Enter alone must not take it.
  const answer = await prompts.choose(question, [...choices, together, none], { undecided: true })
  if (answer === 'none') throw new UserError('cancelled')
  if (answer === 'together') return undefined
  // A line that has to be corrected may belong to any of them.
  const [first] = bad
  if (first) throw new UserError('paste-bad-line', first)
  const others = new Set(lists.flatMap((codes, index) => (String(index) === answer ? [] : codes)))
  return new Set(read.codes.map(({ code }) => code).filter(code => !others.has(code)))
}

/** Asks for the code of a line until it can be read, or is left out. */
async function typedAgain(
  { terminal }: Context,
  prompts: Prompts,
  bad: BadLine,
  reading: PasteOptions,
): Promise<readonly { readonly code: BackupCode; readonly line: number }[]> {
  let wrong = bad
  for (;;) {
    const line = terminal.text(badLine, { ...wrong, line: bad.line })
    const typed = await prompts.paste(terminal.text(messages.typeItAgain, { line }), () =>
      terminal.text(messages.lineTaken, undefined),
    )
    if (typed.trim() === '') return []
    try {
      const { read, bad: more } = draftPaste(new TextEncoder().encode(typed), reading)
      if (more[0]) wrong = more[0]
      else if (read.codes.length > 0) return read.codes.map(({ code }) => ({ code, line: bad.line }))
    } catch (error) {
      if (!isRefusedInput(error)) throw error
      await terminal.showError(error)
    }
  }
}

async function withoutDoubt(context: Context, prompts: Prompts, paste: Paste): Promise<Paste> {
  const { terminal } = context
  const taken = new Set<BackupCode>()
  for (const { codes, ...left } of paste.doubtful) {
    const line = terminal.text(doubtfulCode, { ...left, codes: codes.map(masked) })
    if (await prompts.confirm(terminal.text(messages.isItACode, { line, count: codes.length }), false))
      for (const code of codes) taken.add(code)
  }
  if (taken.size === 0) return { ...paste, doubtful: paste.codes.length === 0 ? paste.doubtful : [] }
  return { ...paste, codes: paste.inOrder.filter(code => paste.codes.includes(code) || taken.has(code)), doubtful: [] }
}
