/** The subcommands of `igcodes incident` that change something. */
import { completeHandle } from '../../domain/model/accounts.ts'
import { checkedText } from '../../domain/model/checked-text.ts'
import { type IncidentOutcome, incidentOutcomes } from '../../domain/model/events.ts'
import type { IncidentId } from '../../domain/model/ids.ts'
import type { Closing } from '../../domain/model/incident.ts'
import type { Scenario } from '../../domain/model/scenarios.ts'
import type { Sight } from '../../domain/model/situation.ts'
import {
  closeIncident,
  noteIncident,
  openIncident,
  refuseSecond,
  requireIncident,
  setDeadline,
} from '../../domain/recovery/incidents.ts'
import { parseDeadline } from '../../domain/text/deadline.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import { newShortId } from '../../domain/text/short-id.ts'
import { isFailure, UserError } from '../../errors.ts'
import type { Message } from '../../language.ts'
import * as messages from '../../terminal/messages/recovery/incident.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { readInput } from '../../vault/read-input.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { incidentToChange } from './incident-choice.ts'
import { accountWords, deadlineWords, type IncidentOutput, incidentJson, incidentOutput } from './incident-output.ts'
import { askReportText } from './incident-report-text.ts'

interface OpenOptions {
  readonly scenario?: Scenario | undefined
  readonly see?: Sight | undefined
  readonly deadline?: string | undefined
}

export async function open(context: Context, account: string | undefined, options: OpenOptions): Promise<void> {
  const { scenario, see } = options
  const { now, random } = context.system
  const typed = account === undefined ? undefined : parseHandle(account)
  const deadline = options.deadline === undefined ? undefined : parseDeadline(options.deadline, now())
  if (scenario === undefined) throw new UserError('missing-argument', { name: '--scenario', command: 'incident open ' })
  const vault = await context.open()
  const { incident } = await vault.change(state => {
    const handle = typed && completeHandle(state, typed)
    refuseSecond(state, handle)
    const id = newShortId(random, state.incidents.keys())
    const when = now().toISOString()
    const opening = { id, handle, see, have: [], lost: [], scenario, odds: 'unknown', when } as const
    const { incident, facts } = openIncident(state, opening)
    if (deadline === undefined) return { incident, facts }
    return { incident, facts: [...facts, { type: 'incident-deadline-set', incident, deadline }] }
  })
  await answer(context, vault, incident, ({ terminal, texts }) =>
    terminal.note(messages.opened, { incident, title: texts.title(scenario) }, 'good'),
  )
}

export async function note(context: Context, words: readonly string[], name: string | undefined): Promise<void> {
  const prompts = await context.terminal.prompts()
  const handedIn = noteHandedIn(context, words, prompts)
  const vault = await context.open()
  const { id } = await incidentToChange(context, vault, name)
  const text = handedIn ?? (prompts ? await askReportText(context, prompts, messages.whatToNote) : '')
  await vault.change(state => noteIncident(state, id, text))
  await answer(context, vault, id, ({ terminal }, account) =>
    terminal.note(messages.noted, { incident: id, account }, 'good'),
  )
}

/** The text from arguments or a pipe, checked before any key is derived. Undefined if a person has to type it. */
function noteHandedIn(
  { terminal }: Context,
  words: readonly string[],
  prompts: Prompts | undefined,
): string | undefined {
  if (words.length > 0) return checkedText(words.join(' '))
  if (prompts && terminal.stdinIsTty) return undefined
  const text = new TextDecoder().decode(readInput(0, maxNoteBytes))
  return checkedText(text.replace(/\r?\n$/, ''))
}

/** More bytes than the longest note needs in any script. */
const maxNoteBytes = 16 * 1024

export async function deadline(context: Context, words: readonly string[]): Promise<void> {
  const { name, at } = deadlineIn(words, context.system.now())
  const vault = await context.open()
  const { id } = await incidentToChange(context, vault, name)
  await vault.change(state => setDeadline(state, id, at))
  await answer(context, vault, id, (output, account) => {
    const { terminal } = output
    if (at === null) terminal.note(messages.deadlineTaken, { incident: id, account }, 'good')
    else {
      const time = deadlineWords(output, requireIncident(vault.state, id))
      terminal.note(messages.deadlineSet, { incident: id, account, time }, 'good')
    }
  })
}

/** If all words together are a time, that is the deadline. Otherwise the first word names the incident. No id and no @handle is a time. */
function deadlineIn(words: readonly string[], now: Date): { name?: string; at: string | null } {
  const [first = '', ...rest] = words
  const whole = words.join(' ')
  try {
    return { at: timeOrNone(whole, now) }
  } catch (error) {
    if (rest.length === 0 || !isUnreadable(error)) throw error
    try {
      return { name: first, at: timeOrNone(rest.join(' '), now) }
    } catch (inner) {
      throw isUnreadable(inner) ? error : inner
    }
  }
}

function timeOrNone(text: string, now: Date): string | null {
  return /^(none|off|なし|無し)$/i.test(text.normalize('NFKC').trim()) ? null : parseDeadline(text, now)
}

function isUnreadable(error: unknown): boolean {
  return isFailure(error, 'bad-deadline') && !error.details.past
}

type CloseOptions = { readonly [M in keyof Closing]?: Closing[M] | undefined }

export async function close(context: Context, name: string | undefined, given: CloseOptions): Promise<void> {
  const prompts = await context.terminal.prompts()
  if (given.outcome === undefined && !prompts)
    throw new UserError('missing-argument', { name: '--outcome', command: 'incident close ' })
  for (const text of [given.cause, given.worked, given.change]) checkedText(text ?? '')
  const vault = await context.open()
  const { id } = await incidentToChange(context, vault, name)
  // Checked now, so that it is not refused after four answers.
  closeIncident(vault.state, id, { outcome: 'recovered', cause: '', worked: '', change: '' })
  const closing = await askForRest(context, prompts, given)
  await vault.change(state => closeIncident(state, id, closing))
  await answer(context, vault, id, ({ terminal }, account) =>
    terminal.note(messages.closed, { incident: id, account, outcome: closing.outcome }, 'good'),
  )
}

async function askForRest(context: Context, prompts: Prompts | undefined, given: CloseOptions): Promise<Closing> {
  const outcome = given.outcome ?? (await askOutcome(context, prompts))
  const text = async (typed: string | undefined, question: Message): Promise<string> =>
    typed !== undefined || !prompts ? (typed ?? '') : askReportText(context, prompts, question)
  return {
    outcome,
    cause: await text(given.cause, messages.whatCaused),
    worked: await text(given.worked, messages.whatWorked),
    change: await text(given.change, messages.whatToChange),
  }
}

async function askOutcome({ terminal }: Context, prompts: Prompts | undefined): Promise<IncidentOutcome> {
  if (!prompts) throw new UserError('confirmation-needed')
  return prompts.choose(
    terminal.text(messages.howDidItEnd, undefined),
    incidentOutcomes.map(value => ({ value, name: messages.outcomeChoices[value][terminal.language] })),
    { undecided: true },
  )
}

/** Answers scripts with the whole incident, and people with a sentence. */
async function answer(
  context: Context,
  { state }: Vault,
  id: IncidentId,
  say: (output: IncidentOutput, account: string) => void,
): Promise<void> {
  const incident = requireIncident(state, id)
  const output = await incidentOutput(context, state, [incident])
  if (context.terminal.json) context.terminal.answerJson(incidentJson(output, incident))
  else say(output, accountWords(output, incident))
}
