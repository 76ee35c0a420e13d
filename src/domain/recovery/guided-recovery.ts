/** A guided recovery: the next step, from the steps that were tried. */
import { recordIncident } from '../journal/fold-incidents.ts'
import type { IncidentFact } from '../model/events.ts'
import type { IncidentId, StepOutcome } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Mutable } from '../model/state.ts'

/** A step of the plan, in the section that the record names with it. */
export interface PlanStep {
  readonly section: { readonly id: string }
  readonly step: { readonly id: string; readonly getsIn?: true }
}

interface Tried {
  readonly playbook: string
  readonly step: string
  readonly outcome: StepOutcome
}

/** The first step that was not tried; after the last one, each skipped step once more. */
export function nextStep<P extends PlanStep>(steps: readonly P[], tried: readonly Tried[]): P | undefined {
  const isSkipped = (one: P): boolean => {
    const [only, ...more] = attemptsOf(one, tried)
    return only?.outcome === 'skipped' && more.length === 0
  }
  return steps.find(one => attemptsOf(one, tried).length === 0) ?? steps.find(isSkipped)
}

/** Whether one of the steps has let the person in: the recovery continues after it, also when it is resumed. */
export function hasGotIn(steps: readonly PlanStep[], tried: readonly Tried[]): boolean {
  return steps.some(one => one.step.getsIn === true && attemptsOf(one, tried).at(-1)?.outcome === 'done')
}

function attemptsOf({ section, step }: PlanStep, tried: readonly Tried[]): readonly Tried[] {
  return tried.filter(({ playbook, step: id }) => playbook === section.id && id === step.id)
}

/** How often one of these steps failed, for the stop rule of the playbooks. */
export function failures(tried: readonly Tried[], steps: ReadonlySet<string>): number {
  return tried.filter(({ step, outcome }) => outcome === 'failed' && steps.has(step)).length
}

/** Whether the recovery was at this playbook before: it must not go in a circle. */
export function wasAt(incident: Incident, scenario: Scenario): boolean {
  return incident.scenarios.some(one => one.scenario === scenario)
}

/** The incident from facts that no vault has stored yet. */
export function replay(facts: readonly IncidentFact[], at: string, by: string): Incident | undefined {
  const incidents = new Map<IncidentId, Mutable<Incident>>()
  for (const fact of facts) recordIncident({ ...fact, id: '', replica: '', n: 0, lamport: 0, at, by }, incidents)
  return [...incidents.values()].at(-1)
}

/** The facts of a stored incident, to continue it: `replay` makes the same recovery from them. */
export function factsOf(incident: Incident): readonly IncidentFact[] {
  const { id, account, handle, see, have, lost, absent, odds, openedAt } = incident
  const [first, ...moves] = incident.scenarios
  if (!first) return []
  const deadline = incident.deadlines.at(-1)
  return [
    {
      type: 'incident-opened',
      incident: id,
      ...(account !== undefined && { account }),
      ...(handle !== undefined && { handle }),
      ...(see !== undefined && { see }),
      have,
      lost,
      ...(absent !== undefined && { absent }),
      scenario: first.scenario,
      odds,
      when: openedAt,
    },
    ...moves.map(({ scenario, at }): IncidentFact => ({ type: 'incident-moved', incident: id, scenario, when: at })),
    ...incident.steps.map(
      ({ playbook, step, outcome, at }): IncidentFact => ({
        type: 'incident-step',
        incident: id,
        playbook,
        step,
        outcome,
        when: at,
      }),
    ),
    ...incident.pauses.map(
      ({ until, at }): IncidentFact => ({ type: 'incident-paused', incident: id, until, when: at }),
    ),
    ...(deadline === undefined
      ? []
      : [{ type: 'incident-deadline-set', incident: id, deadline: deadline.deadline } as const]),
  ]
}
