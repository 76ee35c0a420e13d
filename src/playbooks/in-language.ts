/** A playbook in one language, as it is printed: labels filled in, addresses and commands written out. */

import type { EntryMethodName } from '../domain/model/entry-order.ts'
import type { Scenario } from '../domain/model/scenarios.ts'
import type { Odds } from '../domain/model/situation.ts'
import type { Bilingual, Language } from '../language.ts'
import { addresses } from './addresses.ts'
import { entryMethodsByPreference } from './entry-methods.ts'
import { type LabelName, labels, menuNote, menus } from './labels.ts'
import type { Playbook, Step } from './playbook.ts'
import { type Confidence, type Source, sources } from './sources.ts'

export interface PrintedStep {
  readonly id: string
  readonly text: string
  readonly hint?: string
  /** The path through the menus, as the screen words it. */
  readonly menu?: readonly string[]
  /** What a screen in the other language says instead: the path through its menus, then each label that the step names. */
  readonly otherScreen?: readonly string[]
  /** The same, label by label: all that are worded differently in the other language. */
  readonly labels?: readonly PrintedLabel[]
  readonly address?: string
  readonly command?: string
  readonly otherwise: string
  readonly goTo?: Scenario
  /** What newer menus are called, and where they are on a computer. */
  readonly menuNote?: string
  /** The source is weak: the reader's screen may say something else. */
  readonly mayDiffer: boolean
}

export interface PrintedStop {
  readonly after: string
  readonly goOn: string
  readonly scenario?: Scenario
  /** Nothing ends here: it is a turn, or the work is done. */
  readonly isTurn?: true
}

export interface PrintedLabel {
  readonly label: string
  readonly other: string
}

/** What `playbook --json` gives, but for `isOld`: keys may be added, none removed. */
export interface PrintedPlaybook {
  readonly scenario: Scenario
  readonly title: string
  readonly when: string
  readonly odds: { readonly level: Odds | 'none'; readonly upTo?: Odds; readonly because: string }
  readonly firstChecks: readonly string[]
  readonly steps: readonly PrintedStep[]
  readonly afterwards: readonly PrintedStep[]
  readonly never: readonly string[]
  readonly stop: PrintedStop
  readonly next: readonly { readonly scenario: Scenario; readonly when: string }[]
  /** The entry methods that are left when the steps do not help, best first. */
  readonly ladder?: readonly { readonly id: EntryMethodName; readonly title: string }[]
  readonly confidence: Confidence
  readonly sources: readonly PrintedSource[]
  readonly reviewedOn: string
}

/** @param account the handle for the commands; NAME if there is none */
export function playbookIn(playbook: Playbook, language: Language, account?: string): PrintedPlaybook {
  const t = (text: Bilingual): string => filled(text, language)
  const { odds, stop } = playbook
  return {
    scenario: playbook.id,
    title: t(playbook.title),
    when: t(playbook.when),
    odds: { ...odds, because: t(odds.because) },
    firstChecks: playbook.firstChecks.map(t),
    steps: playbook.steps.map(step => stepIn(step, language, account)),
    afterwards: playbook.afterwards.map(step => stepIn(step, language, account)),
    never: playbook.never.map(t),
    stop: {
      after: t(stop.after),
      goOn: t(stop.goOn),
      ...(stop.goTo !== undefined && { scenario: stop.goTo }),
      ...(stop.isTurn && { isTurn: true }),
    },
    next: playbook.next.map(({ scenario, when }) => ({ scenario, when: t(when) })),
    ...(playbook.thenEntryMethods && {
      ladder: entryMethodsByPreference.map(({ id, title }) => ({ id, title: t(title) })),
    }),
    confidence: playbook.confidence,
    sources: sourcesIn(playbook, language),
    reviewedOn: playbook.reviewedOn,
  }
}

export interface PrintedSource {
  readonly title: string
  readonly address?: string
  readonly confidence: Confidence
}

function sourcesIn(playbook: Playbook, language: Language): readonly PrintedSource[] {
  return playbook.sources.map(name => {
    const { title, ...source }: Source = sources[name]
    return { title: title[language], ...source }
  })
}

export function stepIn(step: Step, language: Language, account?: string): PrintedStep {
  const t = (text: Bilingual): string => filled(text, language)
  const path: readonly LabelName[] = step.menu === undefined ? [] : menus[step.menu]
  const named = labelsIn(step)
  const other = language === 'en' ? 'ja' : 'en'
  const differing = [...new Set([...path, ...named])].filter(name => labels[name].en !== labels[name].ja)
  return {
    id: step.id,
    text: t(step.text),
    ...(step.hint !== undefined && { hint: t(step.hint) }),
    ...(path.length > 0 && { menu: path.map(name => labels[name][language]) }),
    ...(path.includes('accountsCenter') && { menuNote: menuNote[language] }),
    ...(differing.length > 0 && {
      otherScreen: onScreen(differing, path, other),
      labels: differing.map(name => ({ label: labels[name][language], other: labels[name][other] })),
    }),
    ...(step.address !== undefined && { address: addresses[step.address] }),
    ...(step.command !== undefined && { command: step.command.replace('NAME', account ?? placeholder[language]) }),
    otherwise: t(step.otherwise),
    ...(step.goTo !== undefined && { goTo: step.goTo }),
    mayDiffer: step.weak === true || [...path, ...named].some(name => 'weak' in labels[name]),
  }
}

/** In a command, where the account's handle belongs. */
const placeholder = { en: 'NAME', ja: 'ユーザーネーム' } as const

/** The path through the menus in one piece, then the other labels that the sentences name. */
function onScreen(names: readonly LabelName[], path: readonly LabelName[], language: Language): readonly string[] {
  const onPath = names.filter(name => path.includes(name)).map(name => labels[name][language])
  const others = names.filter(name => !path.includes(name)).map(name => labels[name][language])
  return onPath.length > 0 ? [onPath.join(' → '), ...others] : others
}

/** The labels that the sentences of a step name. */
function labelsIn({ text, hint, otherwise }: Step): readonly LabelName[] {
  return [...new Set(gapsOf([text, hint, otherwise].map(one => one?.en ?? '').join(' ')))]
}

const gap = /\{([A-Za-z]+)\}/g

function gapsOf(text: string): readonly LabelName[] {
  return Array.from(text.matchAll(gap), ([, name = '']) => name).filter(isLabelName)
}

/** A text with its labels in the quotation marks of the language. */
export function filled(text: Bilingual, language: Language): string {
  return text[language].replace(gap, (whole, name: string) => {
    if (!isLabelName(name)) return whole
    return language === 'ja' ? `「${labels[name].ja}」` : `“${labels[name].en}”`
  })
}

function isLabelName(name: string): name is LabelName {
  return Object.hasOwn(labels, name)
}
