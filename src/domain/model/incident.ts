import type { Handle } from '../text/handle.ts'
import type { IncidentOutcome } from './events.ts'
import type { AccountId, IncidentId, StepOutcome } from './ids.ts'
import type { Scenario } from './scenarios.ts'
import type { Asset, Odds, Sight } from './situation.ts'

/** When (ISO 8601 in UTC, by the writer's clock), and the writer's name. */
export interface Signed {
  readonly at: string
  readonly by: string
}

export interface Incident {
  readonly id: IncidentId
  readonly account?: AccountId
  /** The account's handle at that time: the only name of an account that is not in the vault. */
  readonly handle?: Handle
  readonly openedAt: string
  readonly openedBy: string
  readonly see?: Sight
  readonly have: readonly Asset[]
  readonly lost: readonly Asset[]
  /** Shown in a list, and not picked. */
  readonly absent?: readonly Asset[]
  /** At the start. */
  readonly odds: Odds
  /** The first is from the opening, the last is the current one. Never empty. */
  readonly scenarios: readonly (Signed & { readonly scenario: Scenario })[]
  readonly steps: readonly IncidentStep[]
  readonly pauses: readonly (Signed & { readonly until: string })[]
  readonly notes: readonly (Signed & { readonly text: string })[]
  /** Every deadline that was set. The last one counts; null is none. */
  readonly deadlines: readonly (Signed & { readonly deadline: string | null })[]
  readonly closed?: Signed & Closing
}

export interface IncidentStep extends Signed {
  /** A scenario, or an entry method. */
  readonly playbook: string
  readonly step: string
  readonly outcome: StepOutcome
}

/** How it ended. A text is empty if nothing was entered. */
export interface Closing {
  readonly outcome: IncidentOutcome
  readonly cause: string
  readonly worked: string
  readonly change: string
}
