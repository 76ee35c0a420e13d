/** Walking out of a lock-out with `recover`, as people see it: transcripts in fixtures/cli (UPDATE_GOLDEN=1 writes them anew). */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { endSessions } from '../session.ts'
import { asksPassphrase, type Bilingual, goldenSessions, opens, type Scene, type Story } from '../story.ts'
import { passphrase, removeWorlds } from '../world.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const renewed = ['10663829', '87451290', '36028847', '92217564', '51930476']
const golden = goldenSessions([...tokyo, ...renewed])

const whatDoYouSee: Bilingual = ['▸ It asks for a code', '▸ 認証コードを求められる']
const openAnywhere: Bilingual = ['▸ I am not sure', '▸ わからない']
const whichAreLeft: Bilingual = ['▸ ☐ backup codes', '▸ ☐ バックアップコード']
const whatHappened: Bilingual = ['▸ none of these', '▸ どれでもない']
const ready: Bilingual = ['▸ begin with step 1', '▸ 始める(手順 1/']
const step = (number: number): Bilingual => [`Step ${number} of`, `手順 ${number}/`]
const newCodes: Bilingual = ['Get new backup codes now', '新しいバックアップコードを発行']
const afterTheft: readonly Bilingual[] = [
  ['have the SIM stopped', '回線を止めて'],
  ['lock the lost phone', 'スマホをロック'],
  ['Sign the lost phone out', 'ログアウトさせます'],
  ['change the password, and', 'メールのパスワード'],
  ['end those that you do not', '知らない端末を外します'],
  ['phone number are yours', '自分たちのものか確認'],
]
const areYouIn: Bilingual = ['Are you signed in', 'ログインできましたか']
const didItWork: Bilingual = ['▸ I have not', '▸ まだ']
const whereTo: Bilingual = ['Where to now?', '次はどうしますか']
const goOnFrom: Bilingual = ['▸ go on from there', '▸ 続きから']
const kept: Bilingual = ['To go on from here', '続きは']

// Not after each test: the sessions run at once, as they mostly wait.
afterAll(() => {
  endSessions()
  removeWorlds()
})

async function withTokyo(story: Story): Promise<Story> {
  await story.at('2026-03-02T09:00:00Z').given('init --no-recovery-key --no-input')
  await story.given('add shop_tokyo --yes --no-input', tokyo.join('\n'))
  return story.at('2026-11-22T18:00:00Z')
}

/** Answers the questions: a code is asked for, nothing is signed in, the phone is lost, the mail is left; with codes or without. */
async function answers(scene: Scene, codes: 'codes' | 'none'): Promise<void> {
  await scene.sees(whatDoYouSee)
  scene.press('enter')
  await scene.sees(openAnywhere)
  scene.types('n')
  await scene.sees(whichAreLeft)
  // The fifth row is the mail.
  scene.press(...(codes === 'codes' ? (['space'] as const) : []), 'down', 'down', 'down', 'down', 'space', 'enter')
  await scene.sees(whatHappened)
  scene.press('down', 'enter')
  if (codes === 'none') {
    // Nothing quick is left: it may come to the video selfie.
    await scene.sees(['(y/N)', '(y/N)'])
    scene.press('enter')
  }
  await scene.sees(ready)
  scene.press('enter')
}

/** Waits until the step and the choices below it are drawn. */
async function reaches(scene: Scene, text: Bilingual): Promise<void> {
  await scene.session.waitFor(new RegExp(`(${text.join('|')})[\\s\\S]*↑↓`))
  await scene.sees(text)
}

/** As the app shows them, each on its own line. */
function asCopied(codes: readonly string[]): string {
  return codes.map(code => `${code.slice(0, 4)} ${code.slice(4)}`).join('\n')
}

function draftOf(story: Story, name: string): string {
  return join(story.world.state, 'recover', `${name}.json`)
}

golden('recover', async story => {
  await withTokyo(story)
  // Locked out, the phone stolen, paper codes at the office: to a closed record.
  const code = await story.tell('recover shop_tokyo', async scene => {
    await answers(scene, 'codes')
    await reaches(scene, step(1))
    // From paper, and it worked.
    scene.types('2')
    await scene.sees(areYouIn)
    scene.types('y')
    await reaches(scene, newCodes)
    scene.types('1')
    await scene.sees(asksPassphrase)
    scene.types(passphrase)
    await scene.sees(['Paste the codes here', 'ここにコードを貼り付けて'])
    scene.pastes(asCopied(renewed))
    scene.press('enter', 'enter')
    await scene.sees(['picture', '写真'])
    scene.press('enter')
    for (const next of afterTheft) {
      await reaches(scene, next)
      scene.types('1')
    }
    await scene.sees(['cause', '原因'])
    scene.types('Stolen on the train')
    await scene.sees(['What worked', '何が効きました'])
    scene.types('The paper in the office safe')
    await scene.sees(['should change', '何を変えます'])
    scene.types('Authenticator on two devices')
  })
  expect(code).toBe(0)
  expect(existsSync(draftOf(story, '@shop_tokyo'))).toBe(false)
  await story.tell('incident list --all', opens)
  await story.tell('incident show --markdown', opens, { rows: 60, columns: 100 })
  await story.tell('status', opens)
})

golden('recover-branches', async story => {
  await withTokyo(story)
  // Two refusals: the stop rule, and the playbook that goes on from there.
  await story.tell('recover shop_tokyo', async scene => {
    await answers(scene, 'codes')
    await reaches(scene, step(1))
    scene.types('1')
    await opens(scene)
    await scene.sees(didItWork)
    scene.types('n')
    await scene.sees(whereTo)
    scene.press('enter')
    await reaches(scene, ['Look at the list', '一覧を開き'])
    scene.press('up', 'enter')
  })
  await story.tell('recover shop_tokyo', async scene => {
    await scene.sees(goOnFrom)
    scene.press('enter')
    await reaches(scene, step(1))
    scene.press('ctrl-c')
  })
  await story.tell('incident show', opens)
})

golden('recover-narrow', async story => {
  await withTokyo(story)
  await story.tell(
    'recover shop_tokyo',
    async scene => {
      await answers(scene, 'none')
      await reaches(scene, step(1))
      scene.press('up', 'enter')
      await scene.sees(kept)
    },
    { columns: 40 },
  )
})

golden('recover-deadline', async story => {
  await withTokyo(story)
  await story.tell('recover shop_tokyo --deadline 12h', async scene => {
    await answers(scene, 'none')
    await reaches(scene, step(1))
    scene.press('up', 'enter')
  })
  story.at('2026-11-23T12:00:00Z')
  await story.tell('recover shop_tokyo', async scene => {
    await scene.sees(goOnFrom)
    scene.press('enter')
    await scene.sees(whereTo)
    scene.press('enter')
    await reaches(scene, step(1))
    scene.press('up', 'enter')
  })
})

golden('recover-wait', async story => {
  // No vault at all: the pause is still kept.
  const seesWait = async (scene: Scene): Promise<void> => {
    await reaches(scene, step(1))
    for (let n = 1; !scene.session.screen().match(/I will wait|時間待つ/); n++) {
      scene.types('1')
      await reaches(scene, step(n + 1))
    }
  }
  await story.tell('recover --see wait --have mail', async scene => {
    await scene.sees(ready)
    scene.press('enter')
    await seesWait(scene)
    scene.types('1')
  })
  expect(readFileSync(draftOf(story, 'unnamed'), 'utf8')).toContain('incident-paused')
  await story.tell('recover', async scene => {
    await scene.sees(goOnFrom)
    scene.press('enter')
    await scene.sees(whereTo)
    scene.press('enter')
  })
})
