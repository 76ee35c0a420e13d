/** The steps out of a situation: what triage decided, filled with the playbooks' steps that are still possible. */
import type { EntryMethodName } from '../domain/model/entry-order.ts'
import type { Scenario } from '../domain/model/scenarios.ts'
import { isPossible, type Situation } from '../domain/model/situation.ts'
import type { Triage } from '../domain/recovery/triage.ts'
import type { Bilingual } from '../language.ts'
import { entryMethodsByPreference } from './entry-methods.ts'
import type { Playbook, Step } from './playbook.ts'
import { loadPlaybook } from './table.ts'

/** The steps of one playbook or one entry method. */
export type Section = (
  | { readonly kind: 'scenario'; readonly id: Scenario }
  | { readonly kind: 'way'; readonly id: EntryMethodName }
) & { readonly title: Bilingual; readonly steps: readonly Step[] }

export interface RecoveryPlan {
  readonly triage: Triage
  readonly playbook: Playbook
  /** Neither it nor any of its sections is empty. */
  readonly route: readonly Section[]
  /** What to do once signed in. */
  readonly afterwards: readonly Step[]
}

export async function recoveryPlan(triage: Triage): Promise<RecoveryPlan> {
  const playbook = await loadPlaybook(triage.scenario)
  return planFrom(triage, playbook, await Promise.all(triage.first.map(loadPlaybook)))
}

/** @param first the playbooks of `triage.first` */
export function planFrom(triage: Triage, playbook: Playbook, first: readonly Playbook[]): RecoveryPlan {
  // The first playbook resets the password, so later steps can use one.
  const situation = first.length > 0 ? withPassword(triage.situation) : triage.situation
  const own = [...first, playbook].map(({ id, title, steps }): Section => ({ kind: 'scenario', id, title, steps }))
  const handsOut = playbook.steps.some(step => step.does === 'hand-out' && isPossible(step, situation))
  const ways = triage.methods
    .filter(name => name !== 'codes' || !handsOut)
    .flatMap(name => entryMethodsByPreference.filter(({ id }) => id === name))
    .map(({ id, title, steps }): Section => ({ kind: 'way', id, title, steps }))
  return {
    triage,
    playbook,
    route: inBestOrder(own, ways, situation)
      .map(section => ({ ...section, steps: section.steps.filter(step => isPossible(step, situation)) }))
      .filter(({ steps }) => steps.length > 0),
    afterwards: safely(playbook.afterwards, triage.situation),
  }
}

/** A signed-in device comes before all other entry methods, but after what cannot wait, such as stopping the SIM. */
function inBestOrder(own: readonly Section[], ways: readonly Section[], { have }: Situation): readonly Section[] {
  if (!have.has('session')) return [...own, ...ways]
  const isDetour = ({ getsIn, needs }: Step): boolean => getsIn === true && needs?.includes('session') !== true
  const isSession = ({ id }: Section): boolean => id === 'session'
  return [
    ...own.map(section => ({ ...section, steps: section.steps.filter(step => !isDetour(step)) })),
    ...ways.filter(isSession),
    ...own.map(section => ({ ...section, steps: section.steps.filter(isDetour) })),
    ...ways.filter(way => !isSession(way)),
  ]
}

function withPassword({ have, lost, ...rest }: Situation): Situation {
  return { ...rest, have, lost: new Set([...lost].filter(asset => asset !== 'password')) }
}

/** While a session is the last way in, no device is signed out before new codes are stored. */
function safely(steps: readonly Step[], { have }: Situation): readonly Step[] {
  const others = ['codes', 'authenticator', 'sms', 'whatsapp'] as const
  if (!have.has('session') || others.some(asset => have.has(asset))) return steps
  const storing = steps.findIndex(({ does }) => does === 'store-codes')
  const isEarly = (step: Step, index: number): boolean => step.does === 'sign-out' && index < storing
  const early = steps.filter(isEarly)
  const rest = steps.filter((step, index) => !isEarly(step, index))
  return rest.flatMap(step => (step.does === 'store-codes' ? [step, ...early] : [step]))
}
