import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kitInWords } from '../../src/commands/vault/recovery-kit.ts'
import { qrSvg } from '../../src/documents/qr.ts'
import { recoveryKitHtml } from '../../src/documents/recovery-kit.ts'
import { languages } from '../../src/language.ts'
import { today } from '../domain/samples.ts'
import { Browser } from './browser.ts'
import { a4, faults, foreign, pages, paperWidth } from './paper.ts'

const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const path = '/home/hanako/<b>同期</b>/vault.igcodes'
const qr = await qrSvg(words)

let browser: Browser
beforeAll(async () => {
  browser = await Browser.start()
  await browser.takePaper(paperWidth(18))
})
afterAll(() => browser?.close())

describe.each(languages)('the recovery kit (%s)', language => {
  const kit = kitInWords({ language }, path, words, today)

  test.each([
    ['without', undefined],
    ['with', qr],
  ])('is one sheet of A4 %s the QR code, with every word in its numbered box', async (_, drawing) => {
    const html = recoveryKitHtml(kit, drawing)
    await browser.show(html)
    const pdf = await browser.print()
    expect(pages(pdf)).toEqual([a4])
    const boxes = await browser.evaluate(
      'JSON.stringify([...document.querySelectorAll(".words li")].map(box => [box.innerText.trim(), box.scrollWidth <= box.clientWidth]))',
    )
    expect(JSON.parse(String(boxes))).toEqual(words.split(' ').map(word => [word, true]))
    expect(html.includes('<svg')).toBe(drawing !== undefined)
    expect(await browser.evaluate(faults)).toEqual([])
    // It loads nothing, and what comes from outside is text.
    expect(html).not.toMatch(foreign)
    expect(html).not.toContain('<b>')
    expect(html).toContain(today)
  })
})
