/** The printed playbooks, as Chromium prints them: one sheet of A4 each, whole, black on white. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { playbookPage } from '../../src/commands/playbook/page.ts'
import { type Scenario, scenarios } from '../../src/domain/scenarios.ts'
import { type Language, languages } from '../../src/terminal/language.ts'
import { pipe } from '../../src/terminal/screen.ts'
import { Browser } from './browser.ts'

const today = new Date('2026-11-22T12:00:00Z')
const longAfter = new Date('2031-01-01T12:00:00Z')
/** A4 without its margins of 12 mm left and right, in CSS pixels. */
const paperWidth = Math.floor(((210 - 24) / 25.4) * 96)

let browser: Browser
beforeAll(async () => {
  browser = await Browser.start()
  await browser.takePaper(paperWidth)
})
afterAll(() => browser?.close())

async function page(scenario: Scenario, language: Language, now = today): Promise<string> {
  return playbookPage({ scenario, format: 'html', language, now, screen: pipe() })
}

/** The sizes of a PDF's pages, in points. */
function pages(pdf: Buffer): readonly string[] {
  const text = pdf.toString('latin1')
  const boxes = [...text.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box = '']) => box)
  const count = text.match(/\/Type \/Page\b(?!s)/g)?.length
  expect(boxes).toHaveLength(count ?? 0)
  return boxes.map(box => box.split(' ').map(Number).map(Math.round).join(' '))
}

const a4 = '0 0 595 842'

/** Texts that reach out of their box, and colours other than black on white. */
const faults = `
  [...document.querySelectorAll('body *')].flatMap(element => {
    const { color, backgroundColor, display } = getComputedStyle(element)
    const isBlack = color === 'rgb(0, 0, 0)' && backgroundColor === 'rgba(0, 0, 0, 0)'
    const isCut = display !== 'inline' && element.scrollWidth > element.clientWidth + 1
    const isOutside = element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    return [
      ...(isBlack ? [] : ['colour: ' + element.outerHTML.slice(0, 80)]),
      ...(isCut || isOutside ? ['cut off: ' + element.outerHTML.slice(0, 80)] : []),
    ]
  }).concat(getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)' ? [] : ['background'])`

describe.each(languages)('in %s', language => {
  test.each(scenarios)(
    '%s fills one sheet of A4 and no more, whole and in black on white',
    async scenario => {
      await browser.show(await page(scenario, language))
      expect(pages(await browser.print())).toEqual([a4])
      expect(await browser.evaluate(faults)).toEqual([])
    },
  )

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

test('the check would see a second sheet, a line cut off, and a colour', async () => {
  const html = await page('phone-lost', 'en')
  const spoiled = html
    .replace('<footer>', '<p style="height: 300mm"></p><footer>')
    .replace('<h1>', `<h1 style="color: red; white-space: nowrap">${'x'.repeat(200)}`)
  await browser.show(spoiled)
  expect(pages(await browser.print()).length).toBeGreaterThan(1)
  expect(await browser.evaluate(faults)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^colour: <h1/), expect.stringMatching(/^cut off: <h1/)]),
  )
})
