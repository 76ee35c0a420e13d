/** What holds for every playbook: both languages, short sentences, a next step, correct labels and addresses. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isScenario, type Scenario, scenarios } from '../../src/domain/model/scenarios.ts'
import { isIsoDate } from '../../src/domain/text/date.ts'
import type { Bilingual } from '../../src/language.ts'
import { addresses } from '../../src/playbooks/addresses.ts'
import { labels, menus } from '../../src/playbooks/labels.ts'
import type { Playbook, Step } from '../../src/playbooks/playbook.ts'
import { neverInAll } from '../../src/playbooks/shared-lines.ts'
import { sources } from '../../src/playbooks/sources.ts'
import { loadPlaybooks } from '../../src/playbooks/table.ts'

const folder = new URL('../../src/playbooks/scenarios/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.ts'))
const playbooks = await loadPlaybooks()
const byId = new Map(playbooks.map(playbook => [playbook.id, playbook]))

function steps({ steps, afterwards }: Playbook): readonly Step[] {
  return [...steps, ...afterwards]
}

/** Every text of a playbook, with its path. */
function texts(playbook: Playbook): readonly (readonly [string, Bilingual])[] {
  const found: [string, Bilingual][] = []
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('en' in value && typeof value.en === 'string') found.push([path, value as Bilingual])
    else for (const [name, one] of Object.entries(value)) visit(one, `${path}.${name}`)
  }
  visit(playbook, playbook.id)
  return found
}

function gaps(text: string): readonly string[] {
  return Array.from(text.matchAll(/\{([^}]*)\}/g), match => match[1] ?? '')
}

function filled(text: string, language: 'en' | 'ja'): string {
  return text.replace(/\{([^}]*)\}/g, (_, name: keyof typeof labels) => labels[name]?.[language] ?? '?')
}

test('there is one file for each scenario, under its name', () => {
  expect(files.map(name => name.replace('.ts', '')).toSorted()).toEqual([...scenarios].toSorted())
  expect(playbooks.map(({ id }) => id)).toEqual(scenarios)
})

describe.each(playbooks.map(playbook => [playbook.id, playbook] as const))('%s', (_, playbook) => {
  test('says everything in both languages', () => {
    for (const [path, { en, ja }] of texts(playbook)) {
      expect(en.trim(), `${path}.en`).toMatch(/[a-z≡]/)
      expect(ja.trim(), `${path}.ja`).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u)
      expect(`${path}: ${gaps(en).toSorted()}`).toBe(`${path}: ${gaps(ja).toSorted()}`)
    }
    expect(playbook.words.en.length).toBeGreaterThan(1)
    expect(playbook.words.ja.length).toBeGreaterThan(1)
  })

  test('has no sentence over 120 characters in English or 60 in Japanese', () => {
    const tooLong = texts(playbook).flatMap(([path, text]) => [
      ...filled(text.en, 'en')
        .split(/(?<=[.!?])\s+/)
        .filter(sentence => sentence.length > 120)
        .map(sentence => `${path}.en: ${sentence}`),
      ...filled(text.ja, 'ja')
        .split(/(?<=[。!?!?])/)
        .filter(sentence => sentence.length > 60)
        .map(sentence => `${path}.ja: ${sentence}`),
    ])
    expect(tooLong).toEqual([])
  })

  test('writes labels as gaps that exist, and never spells them', () => {
    for (const [path, { en, ja }] of texts(playbook)) {
      for (const name of gaps(en + ja)) expect(Object.keys(labels), path).toContain(name)
      for (const label of Object.values(labels).filter(({ en }) => / /.test(en) && !en.startsWith('('))) {
        expect(en.includes(label.en) || en.includes(`“${label.en}”`), `${path}: ${label.en}`).toBe(false)
        expect(ja.includes(`「${label.ja}」`), `${path}: ${label.ja}`).toBe(false)
      }
    }
  })

  test('has first checks, steps with all that they need, and lines of what never to do', () => {
    expect(playbook.firstChecks.length).toBeGreaterThan(0)
    expect(playbook.steps.length).toBeGreaterThan(1)
    for (const line of neverInAll) expect(playbook.never).toContain(line)
    expect(playbook.never.length).toBeGreaterThan(neverInAll.length)
    const ids = steps(playbook).map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]+$/)
    for (const step of steps(playbook)) {
      expect(step.waitMinutes !== undefined, step.id).toBe(step.does === 'wait')
      if (step.does === 'hand-out') expect(step.needs, step.id).toContain('codes')
      if (step.command !== undefined) expect(step.command).toMatch(/^igcodes [a-z]/)
      if (step.menu !== undefined) expect(Object.keys(menus)).toContain(step.menu)
    }
  })

  test('has no step that ends a session before the reader is signed in again', () => {
    for (const { does, text } of playbook.steps.filter(({ does }) => does !== 'sign-out')) {
      expect(does).not.toBe('sign-out')
      expect(text.en).not.toMatch(/\b(log|sign)\S* .*\bout\b/i)
      expect(text.ja).not.toMatch(/ログアウト/)
    }
  })

  test('has a stop rule, and names only scenarios that exist', () => {
    const named = [
      playbook.stop.goTo,
      ...playbook.next.map(({ scenario }) => scenario),
      ...steps(playbook).map(({ goTo }) => goTo),
    ].filter(name => name !== undefined)
    for (const name of named) expect(isScenario(name), name).toBe(true)
    expect(named).not.toContain(playbook.id)
    expect(playbook.stop.after.en.length).toBeGreaterThan(3)
    // Without anywhere to go on to, the stop rule is all there is: it must say what then.
    expect(playbook.stop.goOn.en.length).toBeGreaterThan(3)
  })

  test('has sources and a date of review', () => {
    expect(playbook.sources.length).toBeGreaterThan(0)
    for (const name of playbook.sources) expect(Object.keys(sources)).toContain(name)
    expect(isIsoDate(playbook.reviewedOn)).toBe(true)
  })
})

test('every scenario can be reached from another one, except where everything still works', () => {
  const reached = new Set<Scenario>()
  for (const playbook of playbooks) {
    for (const { scenario } of playbook.next) reached.add(scenario)
    for (const { goTo } of steps(playbook)) if (goTo) reached.add(goTo)
    if (playbook.stop.goTo) reached.add(playbook.stop.goTo)
  }
  const entries: readonly Scenario[] = ['set-up']
  expect(scenarios.filter(name => !reached.has(name) && !entries.includes(name))).toEqual([])
  expect(byId.size).toBe(scenarios.length)
})

/** The hosts that belong to Instagram and Meta. */
const officialHosts = [
  'www.instagram.com',
  'help.instagram.com',
  'accountscenter.instagram.com',
  'www.facebook.com',
  'business.facebook.com',
]

test('official addresses are https, on hosts of Instagram and Meta', () => {
  for (const address of Object.values(addresses)) {
    const { protocol, host } = new URL(address)
    expect(protocol).toBe('https:')
    expect(officialHosts).toContain(host)
  }
  for (const source of Object.values(sources))
    if ('address' in source) expect(new URL(source.address).protocol).toBe('https:')
})
