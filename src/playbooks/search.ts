/** Finds playbooks by words in either language, a part of their name, or a misspelling. */
import type { Scenario } from '../domain/model/scenarios.ts'
import { nearest } from '../domain/text/nearest.ts'
import type { Language } from '../language.ts'
import { playbookIn } from './in-language.ts'
import type { Playbook } from './playbook.ts'

export interface Found {
  readonly scenario: Scenario
  readonly title: string
  /** The first sentence with the words; the situation that the playbook is for, if only its name has them. */
  readonly sentence: string
  /** The sentence says what never to do. */
  readonly isNever: boolean
}

/** What a query is compared with. */
interface Page {
  readonly playbook: Playbook
  /** Id, titles and search words, folded. */
  readonly names: readonly string[]
  readonly sentences: readonly Sentence[]
}

interface Sentence {
  readonly text: string
  readonly folded: string
  readonly language: Language
  readonly isNever: boolean
}

interface Ranked {
  readonly page: Page
  /** How many of the words it has. */
  readonly matched: number
  readonly score: number
}

/** A word in a name counts more than all sentences, a word that is a name more than that, and the whole query as a name most. */
const inName = 100
const eachName = 20
const asName = 150
const wholeName = 1000

/** The playbooks with all or nearly all of the words, the best first. */
export function searchPlaybooks(query: string, playbooks: readonly Playbook[], language: Language): readonly Found[] {
  const pages = playbooks.map(pageOf)
  const terms = termsOf(query, pages)
  // Sentences that many playbooks share are left out, unless nothing else has the words.
  const found = ranked(query, terms, withoutCommon(pages))
  const best = found.length > 0 ? found : ranked(query, terms, pages)
  const most = Math.max(...best.map(({ matched }) => matched))
  return best
    .filter(({ matched, score }) => score >= inName || matched >= most * 0.75)
    .map(({ page }) => ({
      scenario: page.playbook.id,
      title: page.playbook.title[language],
      ...sentenceWith(terms, page, language),
    }))
}

/** Up to three scenarios that may be meant: by spelling, by words of their names, by their sentences. */
export function nearestScenarios(name: string, playbooks: readonly Playbook[]): readonly Scenario[] {
  const pages = playbooks.map(pageOf)
  const ids = playbooks.map(({ id }) => id)
  const alike = nearest(wordsOf(folded(name)).join('-'), ids)
  const found = ranked(name, termsOf(name, pages), withoutCommon(pages))
  const inOrder = [
    ...alike.flatMap(name => ids.filter(id => id === name)),
    ...found.map(({ page }) => page.playbook.id),
  ]
  return [...new Set(inOrder)].slice(0, 3)
}

function pageOf(playbook: Playbook): Page {
  const { id, title, words } = playbook
  return {
    playbook,
    names: [id, title.en, title.ja, ...words.en, ...words.ja].map(folded),
    sentences: [...sentencesOf(playbook, 'en'), ...sentencesOf(playbook, 'ja')],
  }
}

/** The sentences below the title, in the order of the page. */
function sentencesOf(playbook: Playbook, language: Language): readonly Sentence[] {
  const { when, odds, firstChecks, steps, afterwards, never, stop, next } = playbookIn(playbook, language)
  const sentences = (texts: readonly string[], isNever = false): readonly Sentence[] =>
    texts
      .flatMap(text => text.split(/(?<=[.!?])\s+|(?<=[。！？])/))
      .filter(text => text !== '')
      .map(text => ({ text, folded: folded(text), language, isNever }))
  return [
    ...sentences([when, odds.because, ...firstChecks]),
    ...sentences([...steps, ...afterwards].flatMap(({ text, hint = '', otherwise }) => [text, hint, otherwise])),
    ...sentences(never, true),
    ...sentences([stop.after, stop.goOn, ...next.map(({ when }) => when)]),
  ]
}

function withoutCommon(pages: readonly Page[]): readonly Page[] {
  const counts = new Map<string, number>()
  for (const { sentences } of pages)
    for (const text of new Set(sentences.map(({ text }) => text))) counts.set(text, (counts.get(text) ?? 0) + 1)
  const isOwn = ({ text }: Sentence): boolean => (counts.get(text) ?? 0) <= pages.length / 3
  return pages.map(page => ({ ...page, sentences: page.sentences.filter(isOwn) }))
}

function ranked(query: string, terms: readonly string[], pages: readonly Page[]): readonly Ranked[] {
  const whole = folded(query).trim()
  return pages
    .map(page => {
      const scores = terms.map(term => scoreOf(term, page))
      return {
        page,
        matched: scores.filter(score => score > 0).length,
        score: scores.reduce((sum, score) => sum + score, page.names.includes(whole) ? wholeName : 0),
      }
    })
    .filter(({ matched }) => matched > 0)
    .toSorted((a, b) => b.score - a.score)
}

function scoreOf(term: string, { names, sentences }: Page): number {
  const said = sentences.filter(({ folded }) => holds(folded, term)).length
  const named = names.filter(name => holds(name, term)).length
  if (named === 0) return said
  return (names.includes(term) ? asName : inName) + eachName * named + said
}

function sentenceWith(
  terms: readonly string[],
  { playbook, sentences }: Page,
  language: Language,
): Pick<Found, 'sentence' | 'isNever'> {
  const readFirst = sentences.toSorted((a, b) => Number(b.language === language) - Number(a.language === language))
  const found =
    readFirst.find(({ folded }) => terms.every(term => holds(folded, term))) ??
    readFirst.find(({ folded }) => terms.some(term => holds(folded, term)))
  return { sentence: found?.text ?? playbook.when[language], isNever: found?.isNever === true }
}

/** The words of a query that some playbook has. Misspelled ones are corrected; Japanese ones are cut if none has them whole. */
function termsOf(query: string, pages: readonly Page[]): readonly string[] {
  const isKnown = (term: string): boolean => pages.some(page => scoreOf(term, page) > 0)
  const vocabulary = [...new Set(pages.flatMap(({ names }) => names.flatMap(wordsOf)))].filter(isLatin)
  const terms = wordsOf(query.normalize('NFKC')).flatMap(word => {
    const term = folded(word)
    if (isKnown(term)) return [term]
    if (isLatin(term)) return nearest(term, vocabulary).slice(0, 1)
    return runsOf(word).flatMap(run => cutsOf(run).map(folded).find(isKnown) ?? [])
  })
  return [...new Set(terms)]
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s\p{P}\p{S}]+/u).filter(word => word !== '')
}

/** A Japanese word usually begins where the script changes: 電話番号が|変わった, スマホ|をなくした. */
function runsOf(text: string): readonly string[] {
  return text.match(/[\p{sc=Katakana}ー]+|\p{sc=Han}+\p{sc=Hiragana}*|\p{sc=Hiragana}+|[A-Za-z0-9]+/gu) ?? []
}

/** A run of one script: whole, without particles at its end or start, without its ending. */
function cutsOf(run: string): readonly string[] {
  const particle = '[をがはにのでともへや]'
  const withoutTail = run.replace(new RegExp(`${particle}+$`, 'u'), '')
  const withoutHead = run.replace(new RegExp(`^${particle}`, 'u'), '')
  const withoutEnding = run.replace(/\p{sc=Hiragana}+$/u, '')
  return [run, withoutTail, withoutHead, withoutEnding].filter(cut => cut.length > 1)
}

/** Latin words are matched at their start: `code` in codes, not in barcode. */
function holds(text: string, term: string): boolean {
  if (!isLatin(term)) return text.includes(term)
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1))
    if (!isLatin(text[at - 1] ?? ' ')) return true
  return false
}

function isLatin(text: string): boolean {
  return /^[a-z0-9]+$/.test(text)
}

/** Ignores differences of width, case, kana and apostrophes. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\u30a1-\u30f6]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}
