/** What people type who do not know the name of what they need. */
import { describe, expect, test } from 'vitest'
import { type Scenario, scenarios } from '../../src/domain/model/scenarios.ts'
import { nearestScenarios, searchPlaybooks } from '../../src/playbooks/search.ts'
import { loadPlaybooks } from '../../src/playbooks/table.ts'
import { halved } from '../thorough.ts'

const playbooks = await loadPlaybooks()
const search = (query: string, language: 'en' | 'ja' = 'en') => searchPlaybooks(query, playbooks, language)
const best = (query: string): Scenario | undefined => search(query)[0]?.scenario

describe('search', () => {
  test.each<[string, Scenario]>([
    ['stolen', 'phone-lost'],
    ['STOLEN', 'phone-lost'],
    ['I lost my phone', 'phone-lost'],
    ['swapped', 'wrong-account'],
    ['phishing', 'codes-exposed'],
    ['resigned', 'keeper-left'],
    ['wait a few minutes', 'told-to-wait'],
    ['invalid', 'code-rejected'],
    ['機種変', 'new-phone'],
    ['機種変した', 'new-phone'],
    ['水没', 'phone-lost'],
    ['スマホをなくした', 'phone-lost'],
    ['電話番号が変わった', 'number-gone'],
    ['乗っ取られた', 'hacked-mail-changed'],
    ['フィッシング', 'codes-exposed'],
    ['ふぃっしんぐ', 'codes-exposed'],
    ['ﾌｨｯｼﾝｸﾞ', 'codes-exposed'],
    ['退職', 'keeper-left'],
    ['ソフトバンク', 'sms-never'],
    ['ＳＭＳ　届かない', 'sms-never'],
  ])('%s finds %s first', (query, scenario) => {
    expect(best(query)).toBe(scenario)
  })

  test.each(halved(scenarios))('%s is found by its own id, by its titles and by each of its words', scenario => {
    const playbook = playbooks.find(({ id }) => id === scenario)
    expect(best(scenario)).toBe(scenario)
    for (const text of [playbook?.title.en, playbook?.title.ja, ...(playbook?.words.en ?? [])])
      expect(search(text ?? '').map(found => found.scenario)).toContain(scenario)
    for (const word of playbook?.words.ja ?? [])
      expect(
        search(word).map(found => found.scenario),
        word,
      ).toContain(scenario)
  })

  test('a misspelled word is corrected', () => {
    expect(best('pasword')).toBe('password-forgotten')
    expect(best('authentificator')).toMatch(/authenticator|totp/)
  })

  test('shows the first sentence with the words, preferably in the language of the reader', () => {
    expect(search('carrier').find(({ scenario }) => scenario === 'phone-lost')?.sentence).toContain('carrier')
    const [japanese] = search('圏外', 'ja')
    expect(japanese?.sentence).toContain('圏外')
    expect(japanese?.title).toMatch(/[ぁ-ん]/)
  })

  test('finds in either language, whatever the reader’s', () => {
    expect(search('機種変', 'en').map(({ scenario }) => scenario)).toEqual(
      search('機種変', 'ja').map(({ scenario }) => scenario),
    )
  })

  test('marks a sentence about what never to do, which would look like advice', () => {
    const found = search('automatic support chat').find(({ isNever }) => isNever)
    expect(found?.sentence).toMatch(/support chat/)
  })

  test('a sentence that every playbook has is found only if nothing else is', () => {
    const found = search('復旧代行')
    expect(found).toHaveLength(scenarios.length)
    expect(found.every(({ isNever }) => isNever)).toBe(true)
    expect(search('scam').length).toBeLessThan(scenarios.length)
  })

  test('names come before sentences', () => {
    const found = search('SMS').map(({ scenario }) => scenario)
    expect(found.slice(0, 2).toSorted()).toEqual(['sms-late', 'sms-never'])
  })

  test.each(['xyzzyplugh', '♨', '', '   ', '!?', '量子力学'])('%j finds nothing', query => {
    expect(search(query)).toEqual([])
  })

  test('a query that looks like a pattern is only text', () => {
    expect(() => search('(.*)+ [a-z] \\')).not.toThrow()
  })
})

describe('the nearest scenarios', () => {
  test.each<[string, Scenario]>([
    ['lost', 'phone-lost'],
    ['phone lost', 'phone-lost'],
    ['phone-lsot', 'phone-lost'],
    ['phonelost', 'phone-lost'],
    ['Phone-Lost', 'phone-lost'],
    ['codes-spend-in', 'codes-spent-in'],
    ['stale', 'stale-set'],
    ['2fa', 'attacker-set-2fa'],
    ['setup', 'set-up'],
    ['機種変', 'new-phone'],
    ['スマホを落とした', 'phone-lost'],
    ['乗っ取られた', 'hacked-mail-changed'],
    ['引き継ぎ', 'handover'],
  ])('of %s begin with %s', (name, scenario) => {
    expect(nearestScenarios(name, playbooks)[0]).toBe(scenario)
  })

  test('are three at most, each once', () => {
    const nearest = nearestScenarios('code', playbooks)
    expect(nearest).toHaveLength(3)
    expect(new Set(nearest).size).toBe(3)
  })

  test('are none if nothing is similar', () => {
    expect(nearestScenarios('xyzzyplugh', playbooks)).toEqual([])
  })
})
