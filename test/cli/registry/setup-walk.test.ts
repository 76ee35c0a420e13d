/** The guided set-up, as people see it: a transcript in fixtures/cli (UPDATE_GOLDEN=1 writes it anew). */
import { afterAll, describe, expect, test } from 'vitest'
import { endSessions } from '../session.ts'
import { type Bilingual, opens, type Scene, Story, tellingLanguages } from '../story.ts'
import { answerOf, removeWorlds } from '../world.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']

afterAll(() => {
  endSessions()
  removeWorlds()
})

const name: Bilingual = ['Name (Enter: nobody else)', '名前(Enterで終わり)']
const whose: Bilingual = ['Whose is it?', '会社のものですか']

/** The first account: everything is new. */
async function first(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(['Which address is registered', '登録しているアドレスは'])
  scene.press('enter')
  await scene.sees(['What is the address?', 'そのアドレスを'])
  scene.types('info@shop.example')
  await scene.sees(name)
  scene.types('Sato Hanako')
  // What was answered stays above the next question.
  await scene.sees(name, 2)
  scene.types('')
  await scene.sees(whose)
  scene.press('enter')

  await scene.sees(['Which authenticator app has', 'どの認証アプリに'])
  scene.press('enter')
  await scene.sees(['Name of the app', 'アプリの名前'])
  scene.types('Google Authenticator')
  await scene.sees(['On which phone?', 'どのスマホに入っていますか'])
  scene.press('enter')
  await scene.sees(['What do you call it?', '端末の呼び名は'])
  scene.types('koho iPhone')
  await scene.sees(['What is it?', '種類はどれですか'])
  scene.press('enter')
  await scene.sees(whose, 2)
  scene.press('enter')
  await scene.sees(['Who has it?', '誰が持っていますか'])
  scene.press('enter')

  await scene.sees(['Which number receives', 'SMSを受け取る番号は'])
  scene.press('enter')
  await scene.sees(['Number (such as', '電話番号('])
  // Looks like a code: refused, wiped, asked for again.
  scene.types('1234 5678')
  await scene.sees(['digits like', 'バックアップコードのような'])
  await scene.sees(['Number (such as', '電話番号('])
  scene.types('090 1234 5678')
  await scene.sees(['Whose number is it?', '誰の契約の番号ですか'])
  scene.press('down', 'enter')
  await scene.sees(['In which phone is its SIM?', 'SIMはどのスマホに'])
  scene.press('enter')

  await scene.sees(['Which of these are there too?', 'ほかに使えるものは'])
  scene.press('space', 'down', 'space', 'down', 'space', 'down', 'space', 'enter')
  await scene.sees(['Where is the account still signed in?', 'ログインしたままの端末は'])
  scene.press('space', 'enter')
  await scene.sees(['The same number as for the SMS', 'SMSと同じ番号'])
  scene.press('enter')
  await scene.sees(['Whose is it, or what', '誰のもの、または'])
  scene.types('Sato Hanako')
  await scene.sees(['Who can sign in to it?', '誰がログインできますか'])
  scene.press('space', 'enter')
  await scene.sees(whose, 3)
  scene.press('down', 'enter')
  await scene.sees(['Name of the business portfolio', 'ビジネスポートフォリオの名前'])
  scene.types('Shop KK')
  await scene.sees(['Who are its administrators?', '管理者は誰'])
  scene.press('space', 'enter')

  await scene.sees(['Where else are the codes kept?', 'コードの控えはどこに'])
  scene.press('down', 'space', 'enter')
  await scene.sees(['where exactly?', '具体的な場所は'])
  scene.types('Office safe')
  await scene.sees(['Who can reach it?', '誰が取り出せますか'])
  scene.press('space', 'enter')
  await scene.sees(['How is it handed over?', '引き継ぎの方法は'])
  scene.types('sealed envelope, both present')

  await scene.sees(['Who manages the account', 'アカウント管理者('])
  scene.press('space', 'enter')
  await scene.sees(['Who posts every day?', '日々の投稿担当は'])
  // Nobody: that takes a second Enter.
  scene.press('enter', 'enter')
  await scene.sees(['Who looks after two-factor', 'セキュリティ管理者('])
  scene.press('down', 'space', 'enter')
  await scene.sees(name, 2)
  scene.types('Suzuki')
  await scene.sees(name, 3)
  scene.types('')

  await scene.sees(['Emergency phone number of Sato Hanako', 'Sato Hanakoさんの緊急時の'])
  scene.types('+81 90 1234 5678')
  await scene.sees(['Emergency phone number of Suzuki', 'Suzukiさんの緊急時の'])
  scene.types('')
  await scene.sees(['Store all of this?', 'この内容で保存しますか'])
  scene.press('enter')
}

/** The same once more: Enter keeps what is known. */
async function again(scene: Scene): Promise<void> {
  await opens(scene)
  for (const question of [
    ['Which address is registered', '登録しているアドレスは'],
    ['Which authenticator app has', 'どの認証アプリに'],
    ['Which number receives', 'SMSを受け取る番号は'],
    ['Which of these are there too?', 'ほかに使えるものは'],
    ['Are they kept anywhere else?', 'ほかの場所にもありますか'],
    ['account manager: Sato', 'アカウント管理者: Sato'],
    ['Who posts every day?', '日々の投稿担当は'],
    ['security manager: Suzuki', 'セキュリティ管理者: Suzuki'],
    ['Emergency phone number of Suzuki', 'Suzukiさんの緊急時の'],
  ] as const satisfies readonly Bilingual[]) {
    await scene.sees(question)
    scene.press('enter')
    if (/too\?|else\?|Who posts|manager/.test(question[0])) scene.press('enter')
  }
}

describe.concurrent('account-setup', () => {
  test.concurrent.each(tellingLanguages('account-setup'))('%s', async language => {
    const story = new Story('account-setup', language, tokyo)
    await story.at('2026-11-20T09:00:00Z').given('init --no-recovery-key --no-input')
    await story.given('add shop_tokyo --yes --no-input', tokyo.join('\n'))
    await story.given('account add shop_osaka --no-input')
    expect(await story.tell('account setup shop_tokyo', first, { rows: 80 })).toBe(0)
    await story.tell('account setup shop_tokyo', again, { columns: 40, rows: 80 })
    await story.tell('factor list', opens, { columns: 40, rows: 80 })
    await story.tell('person list', opens)
    await story.tell('place list', opens)
    story.finish()

    const { factors } = answerOf(await story.given('factor list --json --no-input'))
    expect(factors).toHaveLength(7)
    const { events } = answerOf(await story.given('log --json --no-input'))
    const times = new Set(Array.isArray(events) ? events.filter(isRegistry).map(({ at }) => at) : [])
    // One change: all of it at one moment.
    expect(times.size).toBe(1)
  })
})

function isRegistry({ type }: { readonly type?: unknown }): boolean {
  return /^(person|device|factor|place)-/.test(String(type))
}
