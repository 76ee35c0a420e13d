/** Asks what the file does not say: whose the codes are, and which of several lists is the newest. */
import type { FoundCodes } from '../../domain/import/find.ts'
import { type Candidate, sortOut } from '../../domain/import/plan.ts'
import { masked } from '../../domain/model/backup-code.ts'
import { type Handle, parseHandle } from '../../domain/text/handle.ts'
import type { LeftBehind } from '../../errors.ts'
import * as messages from '../../terminal/messages/import/import.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { askUntil } from '../ask-until.ts'
import type { Context } from '../context.ts'
import { leftCandidate } from './offer.ts'

interface Settled {
  readonly candidates: readonly Candidate[]
  readonly left: readonly LeftBehind[]
}

export async function settle(
  context: Context,
  found: readonly FoundCodes[],
  { account, asks }: { readonly account: Handle | undefined; readonly asks: boolean },
): Promise<Settled> {
  const prompts = asks && !context.options.yes ? await context.terminal.prompts() : undefined
  const left: LeftBehind[] = []
  const named: (FoundCodes & { readonly handle: Handle })[] = []
  for (const one of found) {
    const handle = one.handle ?? account ?? (prompts && (await askWhose(context, prompts, one)))
    if (handle) named.push({ ...one, handle })
    else left.push({ reason: 'no-account', title: one.source.title, field: '', line: 0, account: '', masked: '' })
  }
  const { candidates, contests } = sortOut(named)
  const won: Candidate[] = []
  for (const rivals of contests) {
    const winner = prompts && (await askWhich(context, prompts, rivals))
    if (winner) won.push(winner)
    for (const rival of rivals)
      if (rival !== winner) left.push(...leftCandidate(rival, winner ? 'declined' : 'several-sets'))
  }
  return { candidates: [...candidates, ...won], left }
}

/** Asks until it is a handle or empty. */
async function askWhose(
  { terminal }: Context,
  prompts: Prompts,
  { source, codes }: FoundCodes,
): Promise<Handle | undefined> {
  terminal.blank()
  terminal.note(messages.codesOfNobody, { origin: source, codes: codes.map(masked) })
  const question = terminal.text(messages.whoseCodes, undefined)
  return askUntil(
    terminal,
    () => prompts.text(question),
    typed => (typed.trim() === '' ? undefined : parseHandle(typed)),
  )
}

async function askWhich(
  { terminal }: Context,
  prompts: Prompts,
  rivals: readonly Candidate[],
): Promise<Candidate | undefined> {
  const newestFirst = rivals.toSorted((a, b) => (b.changedOn ?? '').localeCompare(a.changedOn ?? ''))
  const choices = newestFirst.map(({ sources, codes, changedOn = '' }, index) => ({
    value: String(index),
    name: terminal.text(messages.oneOfSeveral, { origins: sources, codes: codes.map(masked), changedOn }),
  }))
  terminal.blank()
  terminal.note(messages.differentCodes, { account: rivals[0]?.handle ?? '' })
  const question = terminal.text(messages.whichIsNewest, undefined)
  const none = { value: 'none', name: terminal.text(messages.noneOfThem, undefined) }
  return newestFirst[Number(await prompts.choose(question, [...choices, none]))]
}
