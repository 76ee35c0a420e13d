/**
 * The shape of a playbook: what it takes to get somebody out of one failure, in every language side by side.
 *
 * Sentences are short (120 characters in English, 60 in Japanese) and tell one action each. What stands on Instagram's screen is
 * written as a gap, `{tryAnotherWay}`, and filled from labels.ts, so that a label is the same wherever it is named.
 */

import type { EntryMethodName } from '../domain/model/entry-order.ts'
import type { Scenario } from '../domain/model/scenarios.ts'
import type { Odds, Requirement } from '../domain/model/situation.ts'
import type { Bilingual } from '../language.ts'
import type { AddressName } from './addresses.ts'
import type { MenuName } from './labels.ts'
import type { Confidence, SourceName } from './sources.ts'

/** One action. */
export interface Step extends Requirement {
  /** Its name within the playbook, for good: the record of an incident refers to it. */
  readonly id: string
  readonly text: Bilingual
  /** What helps to do it right: a sentence or two. */
  readonly hint?: Bilingual
  /** The way through Instagram's menus. */
  readonly menu?: MenuName
  /** The official page where it is done. */
  readonly address?: AddressName
  /** The command of ours that does it; NAME stands for the account. */
  readonly command?: string
  /** What to do if it does not work. */
  readonly otherwise: Bilingual
  /** The playbook that goes on from there, if it does not work. */
  readonly goTo?: Scenario
  /**
   * What is special about it: `hand-out` needs a backup code, `store-codes` is for `igcodes add`, `wait` for a pause of
   * `waitMinutes`, `sign-out` ends other devices' sessions, `close-incident` is the last word on it.
   */
  readonly does?: 'hand-out' | 'store-codes' | 'wait' | 'sign-out' | 'close-incident'
  readonly waitMinutes?: number
  /** When it works, the person is signed in: what is left is `afterwards`. */
  readonly getsIn?: true
  /** It rests on a weak source: the screen may be worded differently. */
  readonly weak?: true
}

export interface Playbook {
  readonly id: Scenario
  readonly title: Bilingual
  /** Somebody is in it when … */
  readonly when: Bilingual
  /** Further words that people search it by. */
  readonly words: { readonly en: readonly string[]; readonly ja: readonly string[] }
  readonly odds: {
    /** `none` where nothing is lost yet. */
    readonly level: Odds | 'none'
    /** The better end, where it is a range. */
    readonly upTo?: Odds
    readonly because: Bilingual
  }
  /** What to look at first. */
  readonly firstChecks: readonly Bilingual[]
  readonly steps: readonly Step[]
  /** Whether the ways in of ladder.ts follow when the steps do not help. */
  readonly thenEntryMethods?: true
  /** What to do once signed in, or once the danger is over. */
  readonly afterwards: readonly Step[]
  readonly never: readonly Bilingual[]
  readonly stop: { readonly after: Bilingual; readonly goOn: Bilingual; readonly goTo?: Scenario }
  readonly next: readonly { readonly scenario: Scenario; readonly when: Bilingual }[]
  readonly confidence: Confidence
  readonly sources: readonly SourceName[]
  /** The day on which somebody last compared it with its sources. */
  readonly reviewedOn: string
}

/** One rung of the ladder: a way in that does not depend on the failure. */
export interface EntryMethod {
  readonly id: EntryMethodName
  readonly title: Bilingual
  readonly steps: readonly Step[]
}
