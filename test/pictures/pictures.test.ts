/**
 * The README's pictures, filmed anew from real sessions and compared with those in fixtures/pictures, so that they cannot go stale.
 * `npm run pictures` writes them; then look at them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { endSessions } from '../cli/session.ts'
import { type Bilingual, languages } from '../cli/story.ts'
import { removeWorlds } from '../cli/world.ts'
import { sampled } from '../thorough.ts'
import { Camera } from './camera.ts'
import { filmSvg } from './film.ts'

// Nobody's: made up.
const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const osaka = ['55172048', '92036671', '33908124', '81645502', '44781936']

const choices = /↑↓/
const yesNo = /\(Y\/n\)$/
const passphrasePrompt = /(Passphrase|パスフレーズ)$/

const isUpdating = process.env.UPDATE_PICTURES === '1'

interface Words {
  readonly title: Bilingual
  readonly description: Bilingual
}

/** Films one session, in one of the languages unless everything is tried, and compares. */
function picture(
  name: string,
  columns: number,
  { title, description }: Words,
  play: (camera: Camera) => Promise<void>,
): void {
  describe.concurrent(name, () => {
    test.concurrent.each(isUpdating ? languages : sampled(languages, 2, name.length))('%s', async language => {
      const camera = new Camera(name, language)
      await play(camera)
      const inLanguage = ([en, ja]: Bilingual): string => (language === 'ja' ? ja : en)
      const svg = filmSvg({
        language,
        title: inLanguage(title),
        description: inLanguage(description),
        columns,
        frames: camera.frames,
      })
      expect(svg).not.toMatch(/\/tmp\/|correct horse/)
      expect(Buffer.byteLength(svg)).toBeLessThan(60_000)
      const file = fileURLToPath(new URL(`../../fixtures/pictures/${name}.${language}.svg`, import.meta.url))
      if (isUpdating) {
        mkdirSync(new URL('../../fixtures/pictures', import.meta.url), { recursive: true })
        writeFileSync(file, svg)
      }
      expect(svg).toBe(readFileSync(file, 'utf8'))
    })
  })
}

async function withTokyo(camera: Camera): Promise<void> {
  await camera.given('2026-03-02T09:00:00Z', 'init --no-recovery-key --no-input')
  await camera.given('2026-03-02T09:01:00Z', 'add shop_tokyo --yes --no-input', tokyo.join('\n'))
}

async function opens(camera: Camera): Promise<void> {
  await camera.sees(['Passphrase', 'パスフレーズ'], passphrasePrompt)
  await camera.typesPassphrase()
}

/** As the app shows them, each on its own line. */
function asCopied(codes: readonly string[]): string {
  return codes.map(code => `${code.slice(0, 4)} ${code.slice(4)}`).join('\n')
}

afterAll(() => {
  endSessions()
  removeWorlds()
})

picture(
  'add',
  80,
  {
    title: ['igcodes add', 'igcodes add'],
    description: [
      'A terminal: igcodes add makes a vault with a passphrase, shows the way to the codes in the Instagram app, takes five pasted codes and stores them.',
      '端末の画面: igcodes add が、パスフレーズを決めて保管庫を作り、Instagramアプリでコードを出す手順を示し、貼り付けた5個のコードを保存します。',
    ],
  },
  async camera => {
    camera.start('2026-11-22T18:00:00Z', 'add shop_tokyo', { columns: 80, rows: 24 })
    await camera.sees(['six words', '英単語6つ'], choices)
    camera.press('enter')
    await camera.sees(['New passphrase', '新しいパスフレーズ'], /(New passphrase|新しいパスフレーズ)$/)
    await camera.typesPassphrase()
    await camera.sees(['Again', 'もう一度'], /(Again|もう一度)$/)
    await camera.typesPassphrase()
    await camera.sees(['recovery key', '復旧キー'], yesNo)
    await camera.types('n')
    camera.press('enter')
    await camera.sees(['Paste the codes here', 'ここにコードを貼り付けて'], /[:：]$/)
    camera.pastes(asCopied(tokyo))
    await camera.sees(['2875 3691', '2875 3691'], /3691$/)
    camera.press('enter', 'enter')
    await camera.sees(['picture', '写真'], yesNo)
    camera.press('enter')
    await camera.ends()
  },
)

picture(
  'use',
  80,
  {
    title: ['igcodes use', 'igcodes use'],
    description: [
      'A terminal: igcodes use asks for the passphrase, shows the code 4821 7730, No. 1 of 5, and asks whether it worked. After yes the code is gone from the screen: 4 of 5 are left.',
      '端末の画面: igcodes use がパスフレーズをたずね、5個中の1番のコード 4821 7730 を出し、ログインできたかをたずねます。「はい」と答えるとコードは画面から消え、残りは5個中4個です。',
    ],
  },
  async camera => {
    await withTokyo(camera)
    camera.start('2026-03-10T14:00:00Z', 'use shop_tokyo', { columns: 80, rows: 24 })
    await opens(camera)
    await camera.sees(['4821 7730', '4821 7730'], choices)
    camera.press('down')
    await camera.sees(['▸ yes', '▸ はい'], choices)
    camera.press('enter')
    await camera.ends()
  },
)

picture(
  'status',
  80,
  {
    title: ['igcodes status', 'igcodes status'],
    description: [
      'A terminal: igcodes status lists three accounts with bars for the codes that are left, what is due next, and what to do; one has one code left and gets the way to new ones.',
      '端末の画面: igcodes status が3つのアカウントを一覧にし、残りのコードの棒グラフ、次の予定、やることを示します。残り1個のアカウントには、新しいコードの出し方も出ます。',
    ],
  },
  async camera => {
    await withTokyo(camera)
    await camera.given('2026-06-01T09:00:00Z', 'add shop_osaka --yes --no-input', osaka.join('\n'))
    for (let n = 0; n < 4; n++) {
      await camera.given('2026-06-02T09:00:00Z', 'use shop_osaka --no-input')
      await camera.given('2026-06-02T09:05:00Z', 'mark shop_osaka worked --no-input')
    }
    await camera.given('2026-06-03T09:00:00Z', 'account add agency_demo --no-input')
    camera.start('2026-08-25T09:00:00Z', 'status', { columns: 80, rows: 24 })
    await opens(camera)
    await camera.ends()
  },
)

picture(
  'recover',
  80,
  {
    title: ['igcodes recover', 'igcodes recover'],
    description: [
      'A terminal: igcodes recover asks what is on the screen and what is still there, says how likely the way back is, and walks the steps; it hands out a code at the right one, and the owner is in again.',
      '端末の画面: igcodes recover が、画面の様子と手元にあるものをたずね、戻れる見込みを示し、手順を1つずつ案内します。必要なところでコードを出し、もう一度ログインできました。',
    ],
  },
  async camera => {
    await withTokyo(camera)
    camera.start('2026-11-22T18:00:00Z', 'recover shop_tokyo', { columns: 80, rows: 32 })
    await camera.sees(['▸ It asks for a code', '▸ 認証コードを求められる'], choices)
    camera.press('enter')
    await camera.sees(['▸ I am not sure', '▸ わからない'], choices)
    camera.press('enter')
    await camera.sees(['▸ ☐', '▸ ☐'], choices)
    camera.press('space')
    await camera.sees(['▸ ☑', '▸ ☑'], choices)
    camera.press('enter')
    await camera.sees(['▸ none of these', '▸ どれでもない'], choices)
    camera.press('enter')
    await camera.sees(['▸ begin with', '▸ 始める'], choices)
    camera.press('enter')
    // The menu before it names the step, too.
    await camera.sees(['Step 1 of 10 ·', '手順 1/10 ・'], choices)
    camera.press('down', 'enter')
    await opens(camera)
    await camera.sees(['4821 7730', '4821 7730'], choices)
    camera.press('down')
    await camera.sees(['▸ yes', '▸ はい'], choices)
    camera.press('enter')
    await camera.sees(['You are in.', 'ログインできました。'], choices)
    camera.cut()
  },
)
