/** A guided recovery: the next step, from the steps that were tried. */
import { recordIncident } from '../journal/fold-incidents.ts'
import type { IncidentFact } from '../model/events.ts'
import type { IncidentId, StepOutcome } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Mutable } from '../model/state.ts'

/** The steps of a playbook or an entry method. */
export interface Stage<Step extends { readonly id: string }> {
  readonly id: string
  readonly steps: readonly Step[]
}

export interface NextStep<Step extends { readonly id: string }, S extends Stage<Step>> {
  readonly stage: S
  readonly step: Step
  /** From 1, among the steps of its stage. */
  readonly number: number
  readonly of: number
}

interface Tried {
  readonly playbook: string
  readonly step: string
  readonly outcome: StepOutcome
}

/** The first step that was not tried; after the last one, each skipped step once more. */
export function nextStep<Step extends { readonly id: string }, S extends Stage<Step>>(
  stages: readonly (S & { readonly steps: readonly Step[] })[],
  tried: readonly Tried[],
): NextStep<Step, S> | undefined {
  const steps = stages.flatMap(stage => stage.steps.map(step => ({ stage, step })))
  const attempts = ({ stage, step }: { stage: S; step: Step }): readonly Tried[] =>
    tried.filter(({ playbook, step: id }) => playbook === stage.id && id === step.id)
  const isFresh = (one: { stage: S; step: Step }): boolean => attempts(one).length === 0
  const isSkipped = (one: { stage: S; step: Step }): boolean => {
    const [only, ...more] = attempts(one)
    return only?.outcome === 'skipped' && more.length === 0
  }
  const next = steps.find(isFresh) ?? steps.find(isSkipped)
  return next && { ...next, number: next.stage.steps.indexOf(next.step) + 1, of: next.stage.steps.length }
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
  const { id, account, handle, see, have, lost, odds, openedAt } = incident
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
