/** The steps out of a situation: what triage decided, filled with the playbooks' steps that are still possible. */
import type { EntryMethodName } from '../domain/model/entry-order.ts'
import type { Scenario } from '../domain/model/scenarios.ts'
import { isPossible, type Situation } from '../domain/model/situation.ts'
import { assetOfMethod, isQuick, type Triage } from '../domain/recovery/triage.ts'
import type { Bilingual } from '../language.ts'
import { entryMethodsByPreference } from './entry-methods.ts'
import type { EntryMethod, Playbook, Step } from './playbook.ts'
import { loadPlaybook } from './table.ts'

/** The steps of one playbook or one entry method. */
export type Section = (
  | { readonly kind: 'scenario'; readonly id: Scenario }
  | { readonly kind: 'entry-method'; readonly id: EntryMethodName }
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

/** A step with its number in the whole plan: the printed list and the walk count alike. */
export interface PlannedStep {
  readonly section: Section
  readonly step: Step
  readonly number: number
  /** It follows once the person is signed in. */
  readonly isAfterwards: boolean
}

/** The plan as one list: the route, then what to do once signed in. */
export function plannedSteps({ route, afterwards, playbook }: RecoveryPlan): readonly PlannedStep[] {
  const { id, title } = playbook
  const end: Section = { kind: 'scenario', id, title, steps: afterwards }
  const all = [...route, end].flatMap(section =>
    section.steps.map(step => ({ section, step, isAfterwards: section === end })),
  )
  return all.map((planned, index) => ({ ...planned, number: index + 1 }))
}

/** @param first the playbooks of `triage.first` */
export function planFrom(triage: Triage, playbook: Playbook, first: readonly Playbook[]): RecoveryPlan {
  // The first playbook resets the password, so later steps can use one.
  const situation = first.length > 0 ? withPassword(triage.situation) : triage.situation
  const isOut = triage.methods.length > 0
  // What gets in within a minute comes before a telephone call, which is made once in.
  const isLate = ({ urgent }: Step): boolean =>
    urgent === true && !situation.have.has('session') && triage.methods.some(name => isQuick(name, situation))
  const own = [...first, playbook].map(({ id, title, steps, anyOrder, atHandFirst }): Section => {
    const possible = steps.filter(
      step => isPossible(step, situation) && !isLate(step) && (isOut || isForSignedIn(step, situation)),
    )
    const ordered = anyOrder ? sureFirst(possible, situation) : atHandFirst ? entryFirst(possible, situation) : possible
    return { kind: 'scenario', id, title, steps: ordered }
  })
  const ownSteps = own.flatMap(({ steps }) => steps)
  const ways = triage.methods
    .flatMap(name => entryMethodsByPreference.filter(({ id }) => id === name))
    .filter(way => !isCovered(way, ownSteps))
    .map(({ id, title, steps }): Section => {
      return { kind: 'entry-method', id, title, steps: steps.filter(step => isPossible(step, situation)) }
    })
  const late = playbook.steps.filter(step => isLate(step) && isPossible(step, situation))
  const afterwards = withUrgent(safely(playbook.afterwards, situation), late)
  const route = inBestOrder(own, ways, playbook, situation).filter(({ steps }) => steps.length > 0)
  return { triage, playbook, ...(isOut ? { route, afterwards } : codesFirst(route, afterwards, playbook)) }
}

/** A signed-in person needs no way in and no waiting. */
function isForSignedIn({ getsIn, does, needs = [], needsOneOf = [] }: Step, { have, see }: Situation): boolean {
  if (!have.has('session')) return true
  if (does === 'open-session' && (see === 'logged-in' || see === 'mail-gone')) return false
  return !(does === 'wait' || (getsIn && !needs.includes('session') && needs.length + needsOneOf.length > 0))
}

/** Whether the playbook's own steps include this entry method. */
function isCovered({ id, steps }: EntryMethod, own: readonly Step[]): boolean {
  const asset = assetOfMethod[id]
  return own.some(({ id: step, needs = [], getsIn, does, address }) => {
    if (steps.some(one => one.id === step)) return true
    switch (id) {
      case 'codes':
        return does === 'hand-out'
      case 'official-page':
        return address === 'hacked'
      case 'session':
      case 'request':
        return needs.includes('session')
      case 'mail':
      case 'trusted-device':
      case 'friends':
        return false
      case 'face':
      case 'portfolio':
        return asset !== undefined && needs.includes(asset)
      default:
        return getsIn === true && asset !== undefined && needs.includes(asset)
    }
  })
}

/** Steps that each get in: what is surely at hand first. Whether a mailbox or a password alone helps is seen only when tried. */
function sureFirst(steps: readonly Step[], { have }: Situation): readonly Step[] {
  const rank = ({ needs = [] }: Step): number => {
    const keys = needs.filter(asset => asset !== 'password')
    if (keys.length === 0) return 3
    if (!keys.every(asset => have.has(asset))) return 2
    return keys.includes('mail') ? 1 : 0
  }
  return steps.toSorted((a, b) => rank(a) - rank(b))
}

/** A code at hand, and what only works with something at hand, before all other steps. */
function entryFirst(steps: readonly Step[], { have }: Situation): readonly Step[] {
  const isSure = ({ does, onlyWith }: Step): boolean =>
    does === 'hand-out' ? have.has('codes') : onlyWith !== undefined && have.has(onlyWith)
  return [...steps.filter(isSure), ...steps.filter(step => !isSure(step))]
}

/**
 * What cannot wait comes first, such as stopping the SIM: a thief with an unlocked phone reads the SMS of the bank and of the mailbox, and
 * with them undoes whatever is changed in Instagram. So it goes before new codes and signing the phone out. Then a signed-in device, before all other ways in; a playbook with steps for
 * such a device has them in its own order. Then, if the playbook's steps take longer than what is at hand, that.
 */
function inBestOrder(
  own: readonly Section[],
  ways: readonly Section[],
  { atHandFirst }: Playbook,
  situation: Situation,
): readonly Section[] {
  const isIn = situation.have.has('session')
  const only = (sections: readonly Section[], wanted: (step: Step) => boolean): readonly Section[] =>
    sections.map(section => ({ ...section, steps: section.steps.filter(wanted) }))
  const isFirst = ({ id }: Section): boolean => {
    if (isIn && (id === 'session' || id === 'request')) return true
    return (
      atHandFirst === true &&
      ways.some(way => way.id === id && way.kind === 'entry-method' && isQuick(way.id, situation))
    )
  }
  const early = (step: Step): boolean => isIn && step.urgent === true
  return [
    ...only(own, early),
    ...ways.filter(isFirst),
    ...only(own, step => !early(step)),
    ...ways.filter(way => !isFirst(way)),
  ]
}

/** Right after the new codes. */
function withUrgent(steps: readonly Step[], urgent: readonly Step[]): readonly Step[] {
  const at = steps.findIndex(({ does }) => does === 'store-codes') + 1
  return [...steps.slice(0, at), ...urgent, ...steps.slice(at)]
}

/** For somebody who is signed in, new codes are the first thing to do: while no codes are kept, the session is the only key. */
function codesFirst(
  route: readonly Section[],
  afterwards: readonly Step[],
  { id, title }: Playbook,
): Pick<RecoveryPlan, 'route' | 'afterwards'> {
  const [first, ...others] = afterwards
  const isStored = route.some(({ steps }) =>
    steps.some(({ does }) => does === 'store-codes' || does === 'open-session'),
  )
  // Without a step of its own to do now, the playbook begins with what others do once signed in.
  const isFirst = route.length === 0 || (first?.does === 'store-codes' && !isStored)
  if (!first || !isFirst) return { route, afterwards }
  const section: Section = { kind: 'scenario', id, title, steps: [first] }
  const isUrgent = ({ steps }: Section): boolean => steps.every(({ urgent }) => urgent)
  return { route: [...route.filter(isUrgent), section, ...route.filter(one => !isUrgent(one))], afterwards: others }
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
