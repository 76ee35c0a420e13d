import { UserError } from '../../errors.ts'
import type { Asset, Sight, Situation } from '../model/situation.ts'

interface Excluded {
  readonly have?: readonly Asset[]
  readonly lost?: readonly Asset[]
}

/** What each sight implies, so that an answer cannot say the opposite. */
const excludedBy: { readonly [S in Sight]?: Excluded } = {
  'logged-in': { lost: ['session'] },
  'mail-gone': { have: ['mail'], lost: ['session'] },
  'nothing-wrong': { lost: ['session'] },
  'no-service': { have: ['sms'] },
}

/**
 * Refuses answers that exclude each other. A record of an incident may hold them: triage decides there.
 *
 * @throws UserError `have-and-lost`, `sight-contradicts`
 */
export function refuseContradiction({ see, have, lost }: Situation): void {
  const both = [...have].find(asset => lost.has(asset))
  if (both !== undefined) throw new UserError('have-and-lost', { word: both })
  const excluded = see && excludedBy[see]
  if (!excluded) return
  for (const [option, said, words] of [
    ['--have', have, excluded.have],
    ['--lost', lost, excluded.lost],
  ] as const) {
    const word = words?.find(asset => said.has(asset))
    if (word !== undefined) throw new UserError('sight-contradicts', { see, option, word })
  }
}
