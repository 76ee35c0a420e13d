/**
 * The shape of a playbook: how to get out of one failure, in both languages side by side.
 *
 * A sentence names one action and is short (120 characters in English, 60 in Japanese). A label of Instagram's screens is written as a
 * gap, `{tryAnotherWay}`, and filled from labels.ts, so that it is spelled the same everywhere.
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
  /** Unique within the playbook. Never changed: incidents store it. */
  readonly id: string
  readonly text: Bilingual
  /** A sentence or two that help to do it right. */
  readonly hint?: Bilingual
  /** The path through Instagram's menus. */
  readonly menu?: MenuName
  /** The official page where it is done. */
  readonly address?: AddressName
  /** The igcodes command that does it, with NAME for the account. */
  readonly command?: string
  /** What to do if it does not work. */
  readonly otherwise: Bilingual
  /** The playbook to go on with, if it does not work. */
  readonly goTo?: Scenario
  /**
   * What is special about it: `hand-out` uses a backup code, `store-codes` runs `igcodes add`, `wait` pauses for `waitMinutes`,
   * `sign-out` ends the sessions of other devices, `open-session` finds the device that is still signed in (if it fails, there is none),
   * `close-incident` closes the incident.
   */
  readonly does?: 'hand-out' | 'store-codes' | 'wait' | 'sign-out' | 'open-session' | 'close-incident'
  readonly waitMinutes?: number
  /** It cannot wait, not even for a signed-in device; done later, it is still needed. */
  readonly urgent?: true
  /** If it works, the person is signed in and goes on with `afterwards`. */
  readonly getsIn?: true
  /** The source is weak: the screen may be worded differently. */
  readonly weak?: true
}

export interface Playbook {
  readonly id: Scenario
  readonly title: Bilingual
  /** The situation that it is for. */
  readonly when: Bilingual
  /** More words to find it by. */
  readonly words: { readonly en: readonly string[]; readonly ja: readonly string[] }
  readonly odds: {
    /** `none` if nothing is lost yet. */
    readonly level: Odds | 'none'
    /** The better end of a range. */
    readonly upTo?: Odds
    readonly because: Bilingual
  }
  readonly firstChecks: readonly Bilingual[]
  readonly steps: readonly Step[]
  /** Each step is a way in of its own, so what is at hand comes first. */
  readonly anyOrder?: true
  /** What is surely at hand gets in sooner than these steps, so such entry methods come before them. */
  readonly atHandFirst?: true
  /** The entry methods (entry-methods.ts) follow when the steps do not help. */
  readonly thenEntryMethods?: true
  /** What to do once signed in, or once the danger is over. */
  readonly afterwards: readonly Step[]
  /** In a file of scenarios/ only its own: loadPlaybook puts `neverInAll` before them. */
  readonly never: readonly Bilingual[]
  readonly stop: {
    readonly after: Bilingual
    readonly goOn: Bilingual
    readonly goTo?: Scenario
    /** Nothing ends here: it is a turn, or the work is done. */
    readonly isTurn?: true
  }
  readonly next: readonly { readonly scenario: Scenario; readonly when: Bilingual }[]
  readonly confidence: Confidence
  readonly sources: readonly SourceName[]
  /** The day it was last compared with its sources. */
  readonly reviewedOn: string
}

/** A way to sign in that does not depend on the failure. */
export interface EntryMethod {
  readonly id: EntryMethodName
  readonly title: Bilingual
  readonly steps: readonly Step[]
}
