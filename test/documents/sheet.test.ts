import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesInWords, sheetInWords, sheetTableInWords } from '../../src/commands/continuity/localize-papers.ts'
import { type SheetFacts, sheetFacts } from '../../src/commands/continuity/paper-facts.ts'
import { qrSvg } from '../../src/documents/qr.ts'
import { type Sheet, type SheetTable, sheetMarkdown, sheetTableMarkdown } from '../../src/documents/sheet.ts'
import * as html from '../../src/documents/sheet-html.ts'
import { accountsByHandle, requireAccount } from '../../src/domain/model/accounts.ts'
import type { BackupCode } from '../../src/domain/model/backup-code.ts'
import type { State } from '../../src/domain/model/state.ts'
import { type Language, languages } from '../../src/language.ts'
import { list, today } from '../domain/samples.ts'
import { Browser } from './browser.ts'
import { a4, a4Across, faults, foreign, obeyed, pages, paperWidth } from './paper.ts'
import { cafe, codes, hanbai, hostile, now, team, teamCopy, terminalIn } from './team.ts'

const qr = await qrSvg('https://www.instagram.com/hacked/')

function sheetHtml(sheet: Sheet): string {
  return html.sheetHtml(sheet, qr)
}

function sheetTableHtml(table: SheetTable): string {
  return html.sheetTableHtml(table, qr)
}

function factsOf(state: State, handle = hanbai): SheetFacts {
  return sheetFacts(state, requireAccount(state, handle), now)
}

function sheet(language: Language, state = team(language), handle = hanbai): Sheet {
  return sheetInWords(terminalIn(language), factsOf(state, handle), today, undefined)
}

/** The first code used, the second handed out. */
function withCodes(language: Language, all: readonly BackupCode[] = codes): Sheet {
  const copy = teamCopy(language)
  if (all !== codes) copy.add(hanbai, all)
  copy.use(hanbai)
  copy.mark(hanbai, 'worked')
  copy.use(hanbai)
  const { state } = copy
  const [first] = all
  const vault = { state, digits: (id: string) => all.find(digits => digits !== first && id.endsWith(digits)) }
  const terminal = terminalIn(language)
  const printed = codesInWords(terminal, vault, requireAccount(state, hanbai))
  return sheetInWords(terminal, factsOf(state), today, printed)
}

function table(language: Language, state = team(language)): SheetTable {
  const [first, ...others] = accountsByHandle(state).map(account => sheetFacts(state, account, now))
  if (!first) throw new Error('no account')
  return sheetTableInWords(terminalIn(language), [first, ...others], today)
}

const everything = [
  'Google Authenticator',
  'PR iPhone',
  'Office PC',
  '090-1234-5678',
  'insta@shop.example',
  'Hanako Yamada',
  'Taro Sato',
  'Office safe, second shelf',
  '2026-11-20',
  '2026-08-01',
  '2026-11-02',
  'igcodes recover shop_tokyo',
]

describe('an account’s sheet', () => {
  test.each([
    ['Markdown', sheetMarkdown],
    ['HTML', sheetHtml],
  ])('names everything that is known, as %s', (_, build) => {
    const text = build(sheet('en'))
    for (const known of everything) expect(text).toContain(known)
    expect(text).toContain('5 of 5')
  })

  test('has a line to write on for what is not known', () => {
    const state = team()
    expect(sheetMarkdown(sheet('en', state, cafe))).toContain('- **SMS number, and whose it is:** __________')
    expect(sheetMarkdown(sheet('en', state, cafe))).toContain('- **How it is handed over:** __________')
    expect(sheetHtml(sheet('en', state, cafe)).split('<span class="blank"></span>')).toHaveLength(9)
  })

  test.each(languages)('contains no digit of a code unless asked to (%s)', language => {
    for (const text of [
      sheetMarkdown(sheet(language)),
      sheetHtml(sheet(language)),
      sheetTableHtml(table(language)),
      sheetTableMarkdown(table(language)),
    ])
      for (const digits of codes) {
        expect(text).not.toContain(digits)
        expect(text).not.toContain(`${digits.slice(0, 4)} ${digits.slice(4)}`)
      }
  })

  test('with codes it says where to keep it, numbers them, and strikes out used ones', () => {
    const page = sheetHtml(withCodes('en'))
    expect(page).toContain('keep this sheet in a safe or a locked drawer')
    expect(page).toMatch(/<s>No\. 1<\/s><\/td><td><s>erased<\/s>/)
    expect(page).toMatch(/No\. 2<\/td><td>1000 0002<\/td><td>handed out/)
    const markdown = sheetMarkdown(withCodes('en'))
    expect(markdown).toContain('| ~~No. 1~~ | ~~erased~~ | used |')
    expect(markdown).toContain('| No. 3 | 1000 0003 | available |')
  })

  test('marks persons who have left', () => {
    const copy = teamCopy()
    copy.record({
      type: 'person-saved',
      person: 'taro',
      name: 'Taro',
      roles: ['account-manager'],
      agency: false,
      left: today,
    })
    const text = sheetMarkdown(sheetInWords(terminalIn('en'), factsOf(copy.state), today, undefined))
    expect(text).toContain('Taro (has left!)')
    expect(text).toContain('- **Then: account manager:** __________')
  })

  test('shows text from people as typed, and as text only', () => {
    const state = team('en', hostile)
    for (const page of [sheetHtml(sheet('en', state)), sheetTableHtml(table('en', state))]) {
      expect(page).not.toMatch(foreign)
      expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;q&#39;')
      expect(page).not.toContain('\u001b')
    }
    for (const text of [sheetMarkdown(sheet('en', state)), sheetTableMarkdown(table('en', state))]) {
      expect(text).not.toContain('\u001b')
      expect(obeyed(text)).not.toMatch(/<[a-z]|\*b\*|\]\(|:\/\//)
    }
    const cells = sheetTableMarkdown(table('en', team('en', 'a|b\nc')))
      .split('\n')
      .filter(line => line.startsWith('|'))
      .map(line => line.replaceAll('\\|', '').split('|').length)
    expect(new Set(cells)).toEqual(new Set([10]))
  })
})

describe('on paper', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await Browser.start()
  })
  afterAll(() => browser?.close())

  /** Of its printed pages the sizes; nothing on them is cut off or in color. */
  async function printed(html: string, width = paperWidth(15)): Promise<readonly string[]> {
    await browser.takePaper(width)
    await browser.show(html)
    expect(await browser.evaluate(faults)).toEqual([])
    return pages(await browser.print())
  }

  const long = 'よく分からないほど長い名前の端末と番号と住所を持つ人'.repeat(3).slice(0, 80)

  test.each(languages)('a sheet is one page of A4, with and without codes (%s)', async language => {
    const state = team(language)
    for (const page of [
      sheet(language, state),
      sheet(language, state, cafe),
      withCodes(language),
      withCodes(language, list(4, 20)),
    ])
      expect(await printed(sheetHtml(page))).toEqual([a4])
  })

  test.each([hostile, 'x'.repeat(80), long])('it stays one page with names like %s', async extra => {
    expect(await printed(sheetHtml(sheet('ja', team('ja', extra))))).toEqual([a4])
  })

  test.each(languages)('all accounts fit on a landscape page, thirty on several (%s)', async language => {
    expect(await printed(sheetTableHtml(table(language)), paperWidth(12, 297))).toEqual([a4Across])
    const few = table(language)
    const many = { ...few, rows: Array.from({ length: 15 }, () => few.rows).flat() }
    const across = await printed(sheetTableHtml(many), paperWidth(12, 297))
    expect(across.length).toBeGreaterThan(1)
    expect(new Set(across)).toEqual(new Set([a4Across]))
  })
})
