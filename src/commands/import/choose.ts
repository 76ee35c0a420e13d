/** Decides which accounts are stored: the person chooses, or --yes takes those without doubt. */
import type { Candidate } from '../../domain/import/plan.ts'
import { type LeftBehind, type LeftReason, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/import/import.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Context } from '../context.ts'
import { leftCandidate, type Offer } from './offer.ts'

interface Chosen {
  readonly chosen: readonly Offer[]
  readonly left: readonly LeftBehind[]
}

/**
 * @param replaces the person says that the codes are newer than the vault's
 * @throws UserError `confirmation-needed`, `cancelled`
 */
export async function choose(context: Context, offers: readonly Offer[], replaces: boolean): Promise<Chosen> {
  if (offers.length === 0) return { chosen: [], left: [] }
  if (context.options.yes) return withoutDoubt(offers, replaces)
  const prompts = await context.terminal.prompts()
  if (!prompts) throw new UserError('confirmation-needed')

  const picked = await pick(context, prompts, offers)
  const chosen: Offer[] = []
  for (const offer of picked) if (await isSettled(context, prompts, offer, replaces)) chosen.push(offer)
  if (chosen.length === 0) throw new UserError('cancelled')
  return { chosen, left: leftOut(offers, chosen, () => 'declined') }
}

const hintReasons = {
  name: 'by-name-only',
  title: 'by-title-only',
  'other-address': 'other-service',
} as const satisfies Record<Candidate['hint'], LeftReason>

function withoutDoubt(offers: readonly Offer[], replaces: boolean): Chosen {
  const doubt = ({ verdict, candidate }: Offer): LeftReason | undefined => {
    if (!candidate.certain) return hintReasons[candidate.hint]
    return verdict.kind === 'replaces' && !replaces ? 'has-set' : undefined
  }
  const chosen = offers.filter(offer => doubt(offer) === undefined)
  return { chosen, left: leftOut(offers, chosen, offer => doubt(offer) ?? 'declined') }
}

function leftOut(
  offers: readonly Offer[],
  chosen: readonly Offer[],
  why: (offer: Offer) => LeftReason,
): readonly LeftBehind[] {
  return offers.filter(offer => !chosen.includes(offer)).flatMap(offer => leftCandidate(offer.candidate, why(offer)))
}

async function pick({ terminal }: Context, prompts: Prompts, offers: readonly Offer[]): Promise<readonly Offer[]> {
  const [first] = offers
  if (first && offers.length === 1) {
    const isWanted = await prompts.confirm(terminal.text(messages.storeThem, { account: first.candidate.handle }), true)
    return isWanted ? offers : []
  }
  const answer = await prompts.choose(terminal.text(messages.storeWhich, undefined), [
    { value: 'all', name: terminal.text(messages.allOfThem, { count: offers.length }) },
    { value: 'some', name: terminal.text(messages.someOfThem, undefined) },
    { value: 'none', name: terminal.text(messages.stopHere, undefined) },
  ])
  if (answer !== 'some') return answer === 'all' ? offers : []
  const handles = await prompts.several<string>(
    terminal.text(messages.pickAccounts, undefined),
    offers.map(({ candidate: { handle } }) => ({ value: handle, name: `@${handle}` })),
  )
  return offers.filter(({ candidate }) => handles.includes(candidate.handle))
}

/** Asks about doubts: storing wrong codes would be worse than storing none. */
async function isSettled(
  { terminal }: Context,
  prompts: Prompts,
  { candidate, verdict }: Offer,
  replaces: boolean,
): Promise<boolean> {
  const account = candidate.handle
  if (!candidate.certain && !(await prompts.confirm(terminal.text(messages.isItInstagram, { account }), false)))
    return false
  if (verdict.kind === 'left') return false
  const odd = verdict.stored.warnings.find(warning => warning.code === 'unusual-size')
  if (odd?.code === 'unusual-size') {
    const question = terminal.text(messages.isItComplete, { account, count: odd.count })
    if (!(await prompts.confirm(question, true))) return false
  }
  if (verdict.kind === 'new' || replaces) return true
  return prompts.confirm(terminal.text(messages.isItNewer, { account }), false)
}
