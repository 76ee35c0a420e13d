import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardInWords, policyInWords } from '../../src/commands/continuity/policy.ts'
import { policyHtml, policyMarkdown } from '../../src/documents/policy.ts'
import { wallCardHtml, wallCardMarkdown } from '../../src/documents/wall-card.ts'
import { languages } from '../../src/language.ts'
import { place } from '../domain/registries.ts'
import { Copy, today } from '../domain/samples.ts'
import { Browser } from './browser.ts'
import { a4, faults, foreign, obeyed, pages, paperWidth } from './paper.ts'
import { codes, hanbai, hostile, team, teamCopy, terminalIn } from './team.ts'

const en = policyInWords(terminalIn('en'), team(), today)
const blank = policyInWords(terminalIn('en'), new Copy().state, today)

const knownCommand = /igcodes (?:account setup|what-if|add|due|recover|review|sheet|status|test)/g

describe('the operating rules', () => {
  test.each([policyMarkdown(en), policyHtml(en)])('name the team, its places and its dates', text => {
    for (const known of [
      'Hanako Yamada',
      'Taro Sato',
      'Ken Suzuki (agency)',
      'PR iPhone',
      '090-1234-5678',
      'insta@shop.example',
      'Office safe',
      '2026-12-20',
      '2027-05-20',
    ])
      expect(text).toContain(known)
  })

  test('have blanks for what is not known', () => {
    expect(policyMarkdown(blank)).toContain(
      '| Security manager | two-factor authentication, backup codes, reviews and login tests | __________ |',
    )
    expect(policyMarkdown(blank)).toContain('ours is on: __________\n')
    expect(policyMarkdown(blank)).not.toMatch(/undefined|\\_/)
    expect(policyHtml(blank)).toContain('The next by: <span class="blank"></span>')
  })

  test.each(languages)('every blank ends its line, so that Markdown takes it for nothing else (%s)', language => {
    const text = policyMarkdown(policyInWords(terminalIn(language), new Copy().state, today))
    const lines = text.split('\n').filter(line => line.includes('____'))
    expect(lines.length).toBeGreaterThan(15)
    for (const line of lines) expect(line).toMatch(/^(?:- |\d+\. |\| |[^_]).* _{10}(?: \|)?$/)
  })

  test('both languages say the same rules', () => {
    const ja = policyInWords(terminalIn('ja'), team('ja'), today)
    const shape = ({ sections }: typeof en): readonly unknown[] =>
      sections.map(({ rules, ordered, table }) => [rules.length, ordered, table?.length])
    expect(shape(ja)).toEqual(shape(en))
    const commands = ({ sections }: typeof en): readonly string[] =>
      sections.flatMap(({ rules }) => rules.flatMap(rule => rule.match(knownCommand) ?? []))
    expect(commands(ja).toSorted()).toEqual(commands(en).toSorted())
  })

  test('never name a chat or a screenshot as the place to look', () => {
    const copy = teamCopy()
    copy.record(...place('line', { kind: 'chat', label: 'LINE group', accounts: [hanbai] }))
    expect(policyMarkdown(policyInWords(terminalIn('en'), copy.state, today))).not.toContain('LINE group')
  })

  test('contain no code, and show text from people as text', () => {
    const spoilt = policyInWords(terminalIn('en'), team('en', hostile), today)
    expect(policyHtml(spoilt)).not.toMatch(foreign)
    expect(policyHtml(spoilt)).toContain('&lt;script&gt;')
    expect(obeyed(policyMarkdown(spoilt))).not.toMatch(/<[a-z]|\*b\*|\]\(|:\/\//)
    expect(policyMarkdown(spoilt)).not.toContain('\u001b')
    for (const digits of codes) expect(policyHtml(spoilt) + policyMarkdown(spoilt)).not.toContain(digits)
  })
})

describe('the card for the wall', () => {
  test.each(languages)('has the four steps and five habits, a blank to call, and no name (%s)', language => {
    const card = cardInWords(terminalIn(language))
    expect([card.steps.length, card.habits.rules.length]).toEqual([4, 5])
    const markdown = wallCardMarkdown(card)
    expect(markdown).toMatch(/^3\. .* _{10}$/m)
    expect(wallCardHtml(card)).toContain('<span class="blank"></span>')
    expect(wallCardHtml(card)).not.toMatch(foreign)
  })
})

describe('on paper', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await Browser.start()
    await browser.takePaper(paperWidth(18))
  })
  afterAll(() => browser?.close())

  test.each(languages)('the card fills one page (%s)', async language => {
    await browser.show(wallCardHtml(cardInWords(terminalIn(language))))
    expect(await browser.evaluate(faults)).toEqual([])
    expect(pages(await browser.print())).toEqual([a4])
  })

  test.each(languages)('they fill two pages, both sides of a sheet (%s)', async language => {
    for (const state of [team(language), new Copy().state]) {
      await browser.show(policyHtml(policyInWords(terminalIn(language), state, today)))
      expect(await browser.evaluate(faults)).toEqual([])
      expect(pages(await browser.print())).toEqual([a4, a4])
    }
  })
})
