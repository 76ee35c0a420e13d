/** Every format of every playbook is complete, in both languages. */
import { describe, expect, test } from 'vitest'
import { type Format, formats, type PageRequest, playbookPage } from '../../src/commands/playbooks/page.ts'
import { type Scenario, scenarios } from '../../src/domain/model/scenarios.ts'
import { type Language, languages } from '../../src/language.ts'
import { entryMethodsByPreference } from '../../src/playbooks/entry-methods.ts'
import { type PrintedPlaybook, playbookIn } from '../../src/playbooks/in-language.ts'
import { loadPlaybook } from '../../src/playbooks/table.ts'
import { Layout } from '../../src/terminal/layout.ts'
import { pipe } from '../../src/terminal/screen.ts'
import { widthOf } from '../../src/terminal/width.ts'
import { halved, sampled } from '../thorough.ts'

const now = new Date('2026-11-22T12:00:00Z')
/** Without color. */
const { color } = pipe()
const cases = scenarios.flatMap(scenario => languages.map(language => [scenario, language] as const))

async function page(scenario: Scenario, language: Language, format: Format, more: Partial<PageRequest> = {}) {
  return playbookPage({ scenario, language, format, now, screen: pipe(), ...more })
}

/** Every sentence, in order. */
function sentences({ title, when, odds, firstChecks, steps, afterwards, never, stop, next }: PrintedPlaybook) {
  return [
    title,
    when,
    odds.because,
    ...firstChecks,
    ...[...steps, ...afterwards].flatMap(({ text, hint, otherwise }) => [text, hint ?? '', otherwise]),
    ...never,
    // Its first letter becomes a capital.
    stop.goOn.slice(1),
    ...next.map(({ when }) => when),
  ]
}

/** The page as its reader sees it, without markup and escapes. */
function read(text: string, format: Format): string {
  const plain = {
    text: (page: string) => page,
    md: (page: string) => page.replaceAll(/\\([^a-zA-Z0-9\s])/g, '$1').replaceAll('`', ''),
    html: (page: string) =>
      page
        .replaceAll(/<style>[\s\S]*<\/style>|<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    json: (page: string) => Object.values(JSON.parse(page)).map(strings).join('\n'),
  }
  return plain[format](text)
}

function strings(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.values(value).map(strings).join('\n')
}

describe.each(halved(cases))('%s in %s', (scenario, language) => {
  test.each(formats)('as %s is complete', async format => {
    const playbook = await loadPlaybook(scenario)
    const printed = playbookIn(playbook, language)
    const shown = read(await page(scenario, language, format), format)
    const missing = sentences(printed).filter(sentence => !shown.includes(sentence))
    expect(missing).toEqual([])

    const { steps, afterwards, stop, next, reviewedOn } = printed
    for (const step of [...steps, ...afterwards]) {
      for (const text of [step.address, step.command, step.goTo]) expect(shown).toContain(text ?? '')
      for (const { label, other } of step.labels ?? []) {
        expect(shown).toContain(label)
        expect(shown).toContain(other)
      }
    }
    for (const name of [stop.scenario, ...next.map(({ scenario }) => scenario)]) expect(shown).toContain(name ?? '')
    expect(shown).toContain(reviewedOn)
    const ways = entryMethodsByPreference.map(({ title }) => title[language])
    expect(ways.every(way => shown.includes(way))).toBe(printed.ladder !== undefined)
  })
})

test('JSON has the keys of the contract', async () => {
  for (const [scenario, language] of cases) {
    const { ladder: ways, ...playbook } = JSON.parse(await page(scenario, language, 'json'))
    expect(Object.keys(playbook)).toEqual([
      'scenario',
      'title',
      'when',
      'odds',
      'firstChecks',
      'steps',
      'afterwards',
      'never',
      'stop',
      'next',
      'confidence',
      'sources',
      'reviewedOn',
      'isOld',
    ])
    expect(playbook).toMatchObject({ scenario, isOld: false })
    expect(playbook.sources.length).toBeGreaterThan(0)
    const { thenEntryMethods = false } = await loadPlaybook(scenario)
    expect(ways?.map(({ id }: { id: string }) => id)).toEqual(
      thenEntryMethods ? entryMethodsByPreference.map(({ id }) => id) : undefined,
    )
  }
})

test.each(formats)('as %s it says that it is old, half a year after its review', async format => {
  const { reviewedOn } = await loadPlaybook('phone-lost')
  const after = (days: number) => ({ now: new Date(Date.parse(reviewedOn) + days * 86_400_000) })
  const isOld = (text: string) => (format === 'json' ? JSON.parse(text).isOld : text.includes('playbook is old'))
  expect(isOld(await page('phone-lost', 'en', format, after(180)))).toBe(false)
  expect(isOld(await page('phone-lost', 'en', format, after(181)))).toBe(true)
})

const widths = Array.from({ length: 71 }, (_, more) => 30 + more)

describe.each(halved(scenarios))('%s on a terminal of 30 to 100 columns', scenario => {
  test.each(languages)('in %s stays within it and breaks lines where a reader expects', async language => {
    const { steps, afterwards, stop, next } = playbookIn(await loadPlaybook(scenario), language)
    const all = [...steps, ...afterwards]
    const named = [...all.map(({ goTo }) => goTo), stop.scenario, ...next.map(({ scenario }) => scenario)]
    const copied = [
      ...all.flatMap(({ address, command }) => [address, command]),
      ...named.map(name => name && `igcodes playbook ${name}`),
      `igcodes playbook --sources ${scenario}`,
    ].filter(text => text !== undefined)
    for (const columns of sampled(widths, 5, scenarios.indexOf(scenario))) {
      const screen = { layout: new Layout(columns), color }
      const lines = (await page(scenario, language, 'text', { screen })).split('\n')
      const tooLong = lines.filter(line => widthOf(line) > columns)
      // Only what is longer than the line itself, and then from its first column.
      expect(tooLong.filter(line => !copied.includes(line))).toEqual([])
      expect(copied.filter(text => !lines.some(line => line.trimStart() === text))).toEqual([])
      expect(lines.filter(line => /^\s*[、。，．」』）]/.test(line))).toEqual([])
    }
  })
})
