import type { Handle } from '../text/handle.ts'
import type { IncidentOutcome } from './events.ts'
import type { AccountId, IncidentId, StepOutcome } from './ids.ts'
import type { Scenario } from './scenarios.ts'
import type { Asset, Odds, Sight } from './situation.ts'

/** When, by the clock of whoever wrote it (ISO 8601 in UTC), and who that was. */
export interface Signed {
  readonly at: string
  readonly by: string
}

export interface Incident {
  readonly id: IncidentId
  readonly account?: AccountId
  /** What the account was called then: the only name of one that is not in the vault. */
  readonly handle?: Handle
  readonly openedAt: string
  readonly openedBy: string
  readonly see?: Sight
  readonly have: readonly Asset[]
  readonly lost: readonly Asset[]
  /** How it looked at the start. */
  readonly odds: Odds
  /** The first is the one that it was opened with, the last the one that it stands at; never empty. */
  readonly scenarios: readonly (Signed & { readonly scenario: Scenario })[]
  readonly steps: readonly IncidentStep[]
  readonly pauses: readonly (Signed & { readonly until: string })[]
  readonly notes: readonly (Signed & { readonly text: string })[]
  /** Every deadline that was set; the last one holds, null is none. */
  readonly deadlines: readonly (Signed & { readonly deadline: string | null })[]
  readonly closed?: Signed & Closing
}

export interface IncidentStep extends Signed {
  /** A scenario, or the name of a way in. */
  readonly playbook: string
  readonly step: string
  readonly outcome: StepOutcome
}

/** How it ended; each text is empty where nothing was said. */
export interface Closing {
  readonly outcome: IncidentOutcome
  readonly cause: string
  readonly worked: string
  readonly change: string
}
