/** The printed playbooks, as Chromium prints them: one sheet of A4 each, whole, black on white. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { playbookPage } from '../../src/commands/playbooks/page.ts'
import { type Scenario, scenarios } from '../../src/domain/model/scenarios.ts'
import { type Language, languages } from '../../src/language.ts'
import { pipe } from '../../src/terminal/screen.ts'
import { isThorough } from '../thorough.ts'
import { Browser } from './browser.ts'
import { a4, faults, pages, paperWidth } from './paper.ts'

const today = new Date('2026-11-22T12:00:00Z')
const longAfter = new Date('2031-01-01T12:00:00Z')
let browser: Browser
beforeAll(async () => {
  browser = await Browser.start()
  await browser.takePaper(paperWidth(12))
})
afterAll(() => browser?.close())

async function page(scenario: Scenario, language: Language, now = today): Promise<string> {
  return playbookPage({ scenario, format: 'html', language, now, screen: pipe() })
}

/** A page without its margins of 10 mm, in CSS pixels. */
const paperHeight = Math.floor(((297 - 20) / 25.4) * 96)
/** Printing takes half a second: each run prints what comes that near to the end, and lays out the rest; all with IGCODES_TORTURE=full. */
const near = isThorough ? paperHeight : 70

describe.each(languages)('in %s', language => {
  test.each(scenarios)('%s fills one sheet of A4 and no more, whole and in black on white', async scenario => {
    await browser.show(await page(scenario, language))
    expect(await browser.evaluate(faults)).toEqual([])
    const height = await browser.evaluate('document.body.getBoundingClientRect().height')
    expect(height).toBeGreaterThan(paperHeight / 2)
    expect(height).toBeLessThan(paperHeight)
    if (Number(height) > paperHeight - near) expect(pages(await browser.print())).toEqual([a4])
  })

  test.each(['keeper-left', 'attacker-set-2fa', 'deadline-passed'] as const)(
    '%s still fills one sheet when it says that it is old',
    async scenario => {
      const html = await page(scenario, language, longAfter)
      expect(html).toContain('⚠')
      await browser.show(html)
      expect(pages(await browser.print())).toEqual([a4])
    },
  )
})

test('the check detects a second sheet, a line cut off, and a color', async () => {
  const html = await page('phone-lost', 'en')
  const spoiled = html
    .replace('<footer>', '<p style="height: 300mm"></p><footer>')
    .replace('<h1>', `<h1 style="color: red; white-space: nowrap">${'x'.repeat(200)}`)
  await browser.show(spoiled)
  expect(pages(await browser.print()).length).toBeGreaterThan(1)
  expect(await browser.evaluate(faults)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^color: <h1/), expect.stringMatching(/^cut off: <h1/)]),
  )
})
