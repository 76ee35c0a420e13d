/** Slips of somebody in a hurry: nothing is lost by them, and nothing is left unsaid. */
import { writeFileSync } from 'node:fs'
import { afterAll, afterEach, expect, test } from 'vitest'
import { endSessions } from './session.ts'
import { languages } from './story.ts'
import { passphrase, removeWorlds, someCodes, World } from './world.ts'

afterEach(endSessions)
afterAll(removeWorlds)

const words = {
  en: { passphrase: 'Passphrase', again: 'Once more', written: 'Written down?', unwritten: 'Not on paper?' },
  ja: { passphrase: 'パスフレーズ', again: 'もう一度', written: '書き写しましたか', unwritten: '紙に書いていなければ' },
}

test.each(languages)('Enter alone is no passphrase, and it is asked again (%s)', async language => {
  const world = await new World().fill()
  const session = world.session(`status --lang ${language}`)
  await session.waitFor(words[language].passphrase)
  session.press('enter')
  await session.waitFor(new RegExp(`${words[language].again}[\\s\\S]*${words[language].passphrase}`))
  session.type(`${passphrase}\n`)
  expect(await session.exit()).toBe(0)
})

test.each(languages)(
  'who stops before the recovery key is on paper is told where things stand (%s)',
  async language => {
    const world = await new World().fill()
    await world.succeed('recovery-key --no-input --json')
    const session = world.session(`recovery-key --yes --lang ${language}`)
    await session.waitFor(words[language].passphrase)
    session.type(`${passphrase}\n`)
    await session.waitFor(words[language].written)
    const [first = ''] = /(?<=\b1 {2})[a-z]+/.exec(session.screen()) ?? []
    expect(first).not.toBe('')
    session.press('ctrl-c')
    expect(await session.exit()).toBe(130)
    const screen = session.scrollback()
    // Wherever the lines break.
    const text = screen.replaceAll(/\s/g, '')
    expect(text).toContain(words[language].unwritten.replaceAll(' ', ''))
    expect(text).toContain('igcodesrecovery-key')
    expect(screen).not.toMatch(new RegExp(String.raw`\b${first}\b`))
  },
)

test.each(languages)(
  'who leaves with Ctrl-D while a code is shown is told that it stays handed out (%s)',
  async language => {
    const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
    const session = world.session(`use shop_tokyo --lang ${language} --passphrase-file ${world.passphraseFile}`)
    await session.waitFor('↑↓')
    session.press('ctrl-d')
    expect(await session.exit()).toBe(3)
    expect(session.screen()).toContain('igcodes mark shop_tokyo worked')
    expect(session.screen()).not.toMatch(/Nothing was changed|何も変更していません/)
  },
)

test('who leaves a way out with Ctrl-D is told that it is kept', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const session = world.session(
    `recover shop_tokyo --see code-refused --have mail --lang en --passphrase-file ${world.passphraseFile}`,
    { rows: 60 },
  )
  await session.waitFor(/did it go[\s\S]*↑↓/)
  session.press('ctrl-d')
  expect(await session.exit()).toBe(3)
  expect(session.screen()).toContain('Everything saved before is kept.')
  expect(session.screen()).not.toContain('Nothing was changed')
})

test('who leaves the paste after the vault was made is not told that nothing was changed', async () => {
  const world = new World()
  const session = world.session(`add shop_tokyo --lang en --passphrase-file ${world.passphraseFile}`)
  await session.waitFor('(Y/n)')
  session.type('n\n')
  await session.waitFor('Paste the codes here')
  session.press('ctrl-d')
  expect(await session.exit()).toBe(3)
  expect(session.screen()).toContain('Everything saved before is kept.')
})

test.each(languages)('a sync that puts an older vault back ends no walk, only its record (%s)', async language => {
  const [step, unkept] = { en: ['Step', 'can no longer be saved'], ja: ['手順', 'ここから先の経過は残せません'] }[
    language
  ]
  const onceIn = (number: number) => (language === 'en' ? `Once in, ${number} of` : `入れたあと ${number}/`)
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const older = world.vaultBytes()
  await world.use('shop_tokyo')
  const flags = `--see code-prompt --have session,mail --lost phone,sms --passphrase-file ${world.passphraseFile}`
  const session = world.session(`recover shop_tokyo ${flags} --lang ${language}`)
  await session.waitFor(new RegExp(`${step} ?1[\\s\\S]*↑↓`))
  writeFileSync(world.vault, older)
  // `skip`: whatever the step is, it gets nobody in.
  session.type('3\n')
  await session.waitFor(new RegExp(`${unkept}[\\s\\S]*${step} ?[\\s\\S]*↑↓`))
  session.type('1\n')
  await session.waitFor('(y/n)')
  session.type('y\n')
  await session.waitFor(new RegExp(`${onceIn(1)}[\\s\\S]*↑↓`))
  session.type('1\n')
  await session.waitFor(new RegExp(`${onceIn(2)}[\\s\\S]*↑↓`))
  // The codes are stored elsewhere; the old ones here are not to be void.
  session.type('2\n')
  await session.waitFor('(y/N)')
  session.press('enter')
  for (const number of [3, 4]) {
    await session.waitFor(new RegExp(`${onceIn(number)}[\\s\\S]*↑↓`))
    session.type('1\n')
  }
  expect(await session.exit()).toBe(0)
})
