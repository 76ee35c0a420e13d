/** A playbook in one language, ready to be laid out: no gaps, no names, only text. */
import type { Scenario } from '../domain/model/scenarios.ts'
import type { Odds } from '../domain/model/situation.ts'
import type { Bilingual, Language } from '../language.ts'
import { addresses } from './addresses.ts'
import { type LabelName, labels, menus } from './labels.ts'
import type { Playbook, Step } from './playbook.ts'
import { type Source, sources } from './sources.ts'
import type { Confidence } from './text.ts'

export interface PrintedStep {
  readonly id: string
  readonly text: string
  readonly hint?: string
  /** The way through the menus, as the screen words it. */
  readonly menu?: readonly string[]
  /** What a screen in the other language says instead: its way through the menus, then each label that the step names. */
  readonly otherScreen?: readonly string[]
  /** The same word for word: every label on its way and in its sentences that the other language words differently. */
  readonly labels?: readonly PrintedLabel[]
  readonly address?: string
  readonly command?: string
  readonly otherwise: string
  readonly goTo?: Scenario
  /** It rests on a weak source: the reader's screen may say something else. */
  readonly mayDiffer: boolean
}

export interface PrintedLabel {
  readonly label: string
  readonly other: string
}

export interface PrintedPlaybook {
  readonly scenario: Scenario
  readonly title: string
  readonly when: string
  readonly odds: { readonly level: Odds | 'none'; readonly upTo?: Odds; readonly because: string }
  readonly firstChecks: readonly string[]
  readonly steps: readonly PrintedStep[]
  readonly thenLadder: boolean
  readonly afterwards: readonly PrintedStep[]
  readonly never: readonly string[]
  readonly stop: { readonly after: string; readonly goOn: string; readonly scenario?: Scenario }
  readonly next: readonly { readonly scenario: Scenario; readonly when: string }[]
  readonly confidence: Confidence
  readonly reviewedOn: string
}

/** @param account the handle that commands are shown with; NAME where none is known */
export function playbookIn(playbook: Playbook, language: Language, account?: string): PrintedPlaybook {
  const t = (text: Bilingual): string => filled(text, language)
  const { odds, stop } = playbook
  return {
    scenario: playbook.id,
    title: t(playbook.title),
    when: t(playbook.when),
    odds: { level: odds.level, ...(odds.upTo !== undefined && { upTo: odds.upTo }), because: t(odds.because) },
    firstChecks: playbook.firstChecks.map(t),
    steps: playbook.steps.map(step => stepIn(step, language, account)),
    thenLadder: playbook.thenLadder === true,
    afterwards: playbook.afterwards.map(step => stepIn(step, language, account)),
    never: playbook.never.map(t),
    stop: { after: t(stop.after), goOn: t(stop.goOn), ...(stop.goTo !== undefined && { scenario: stop.goTo }) },
    next: playbook.next.map(({ scenario, when }) => ({ scenario, when: t(when) })),
    confidence: playbook.confidence,
    reviewedOn: playbook.reviewedOn,
  }
}

export interface PrintedSource {
  readonly title: string
  readonly address?: string
  readonly confidence: Confidence
}

export function sourcesIn(playbook: Playbook, language: Language): readonly PrintedSource[] {
  return playbook.sources.map(name => {
    const { title, ...source }: Source = sources[name]
    return { title: title[language], ...source }
  })
}

export function stepIn(step: Step, language: Language, account?: string): PrintedStep {
  const t = (text: Bilingual): string => filled(text, language)
  const way: readonly LabelName[] = step.menu === undefined ? [] : menus[step.menu]
  const named = labelsIn(step)
  const other = language === 'en' ? 'ja' : 'en'
  // Labels that are the same in both languages need no telling.
  const differing = [...new Set([...way, ...named])].filter(name => labels[name].en !== labels[name].ja)
  return {
    id: step.id,
    text: t(step.text),
    ...(step.hint !== undefined && { hint: t(step.hint) }),
    ...(way.length > 0 && { menu: way.map(name => labels[name][language]) }),
    ...(differing.length > 0 && {
      otherScreen: onScreen(differing, way, other),
      labels: differing.map(name => ({ label: labels[name][language], other: labels[name][other] })),
    }),
    ...(step.address !== undefined && { address: addresses[step.address] }),
    ...(step.command !== undefined && { command: step.command.replace('NAME', account ?? placeholder[language]) }),
    otherwise: t(step.otherwise),
    ...(step.goTo !== undefined && { goTo: step.goTo }),
    mayDiffer: step.weak === true || [...way, ...named].some(name => 'weak' in labels[name]),
  }
}

/** Stands in commands for the account's handle. */
const placeholder = { en: 'NAME', ja: 'ユーザーネーム' } as const

/** What is on the way as one way, what the sentences name besides after it. */
function onScreen(names: readonly LabelName[], way: readonly LabelName[], language: Language): readonly string[] {
  const path = names.filter(name => way.includes(name)).map(name => labels[name][language])
  const alone = names.filter(name => !way.includes(name)).map(name => labels[name][language])
  return path.length > 0 ? [path.join(' → '), ...alone] : alone
}

/** Every label that a step's sentences name. */
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
