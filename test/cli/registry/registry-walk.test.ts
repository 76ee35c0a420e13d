/** Adding and editing by questions, as people see it: transcripts in fixtures/cli (UPDATE_GOLDEN=1 writes them anew). */
import { afterAll, describe, expect, test } from 'vitest'
import { endSessions } from '../session.ts'
import { type Bilingual, opens, type Scene, Story, tellingLanguages } from '../story.ts'
import { answerOf, removeWorlds } from '../world.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const narrow = { columns: 40, rows: 60 }

afterAll(() => {
  endSessions()
  removeWorlds()
})

const what: Bilingual = ['What should change?', 'どれを変えますか']

async function addPerson(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(['Name', '名前'])
  scene.types('   ')
  await scene.sees(['has no name', '名前が空です'])
  scene.types('Ｓａｔｏ　“Hana” 📱')
  await scene.sees(['Which roles?', '役割はどれ'])
  scene.press('down', 'down', 'space', 'enter')
  await scene.sees(['agency?', '代理店の人ですか'])
  scene.press('enter')
  await scene.sees(['Emergency phone', '緊急時の電話番号'])
  scene.types('9 to 5')
  await scene.sees(['is not a phone number', '電話番号として使えません'])
  scene.types('+81 90 1234 5678')
  await scene.sees(['Another way to reach', 'そのほかの連絡方法'])
  scene.press('enter')
}

async function addPlace(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(['What kind of place?', 'どのような場所'])
  scene.press('down', 'enter')
  await scene.sees(['Where is it?', '場所は?'])
  scene.types('The safe behind the counter of the shop in Ginza, second shelf')
  await scene.sees(['Who can reach it?', '誰が取り出せ'])
  scene.press('space', 'enter')
  await scene.sees(['How is it handed', '引き継ぎの方法は'])
  scene.types('sealed, both present')
}

async function linkPlace(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(what)
  scene.press('up', 'up', 'enter')
  await scene.sees(['Which accounts should be added', 'どのアカウントを加え'])
  scene.press('space', 'enter')
}

async function leave(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(['Which one?', 'どれですか'])
  scene.press('enter')
  await scene.sees(what)
  scene.press('up', 'enter')
  await scene.sees(['Last day', '最終日'])
  scene.types('2026-02-30')
  await scene.sees(['is not a valid date', '日付として使えません'])
  scene.types('2026年11月30日')
}

async function addDevice(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(['What do you call it?', '端末の呼び名は'])
  scene.types('広報 iPhone')
  await scene.sees(['What is it?', '種類はどれ'])
  scene.press('enter')
  await scene.sees(['Whose is it?', '会社のものですか'])
  scene.press('enter')
  await scene.sees(['Who has it?', '誰が持っていますか'])
  scene.press('enter')
  await scene.sees(['In use since', '使い始めた日'])
  scene.types('tomorrow')
  await scene.sees(['is not a valid date', '日付として使えません'])
  scene.types('２０２６／１１／１９')
  await scene.sees(['opened on it?', 'この保管庫'])
  scene.types('n')
}

async function remove(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(['Which one?', 'どれですか'])
  scene.press('enter')
  await scene.sees(['Remove the', '削除しますか'])
  scene.types('y')
}

async function cancel(scene: Scene): Promise<void> {
  await opens(scene)
  await scene.sees(what)
  scene.press('ctrl-c')
}

describe.concurrent('registry-walk', () => {
  test.concurrent.each(tellingLanguages('registry-walk'))('%s', async language => {
    const story = new Story('registry-walk', language, tokyo)
    await story.at('2026-11-20T09:00:00Z').given('init --no-recovery-key --no-input')
    await story.given('add shop_tokyo --yes --no-input', tokyo.join('\n'))
    expect(await story.tell('person add', addPerson, narrow)).toBe(0)
    expect(await story.tell('place add', addPlace, narrow)).toBe(0)
    expect(await story.tell('place edit the', linkPlace, { rows: 40 })).toBe(0)
    expect(await story.tell('person edit', leave, { rows: 40 })).toBe(0)
    expect(await story.tell('person edit sato', cancel)).toBe(130)
    expect(await story.tell('device edit', opens, narrow)).toBe(20)
    expect(await story.tell('device add', addDevice, narrow)).toBe(0)
    await story.tell('place list', opens, narrow)
    expect(await story.tell('place remove', remove, narrow)).toBe(0)
    story.finish()

    const { persons } = answerOf(await story.given('person list --json --no-input'))
    expect(persons).toMatchObject([{ left: '2026-11-30', phone: '+81-90-1234-5678', contact: null }])
    // What audit needs to see that the codes are older than the phone.
    const { devices } = answerOf(await story.given('device list --json --no-input'))
    expect(devices).toMatchObject([{ name: '広報 iPhone', since: '2026-11-19', vault: false }])
    const { places } = answerOf(await story.given('place list --json --no-input'))
    expect(places).toEqual([])
  })
})
