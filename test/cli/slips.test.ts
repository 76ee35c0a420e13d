/** Slips of somebody in a hurry: nothing is lost by them, and nothing is left unsaid. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { inTurns, sampled } from '../thorough.ts'
import { endSessions, type Session } from './session.ts'
import { type Language, languages } from './story.ts'
import { passphrase, removeWorlds, someCodes, World } from './world.ts'

afterEach(endSessions)
afterAll(removeWorlds)

const words = {
  en: {
    passphrase: 'Passphrase',
    again: 'Once more',
    written: 'Written down?',
    unwritten: 'The 12 words that were just shown open the vault, and so do the earlier ones.',
    sixWords: 'Type the six words',
    offer: 'Make a recovery key too?',
    noVault: 'No vault was made.',
    unrecorded: 'Your answer is not recorded.',
  },
  ja: {
    passphrase: 'パスフレーズ',
    again: 'もう一度',
    written: '書き写しましたか',
    unwritten: '今表示した12語でも保管庫を開けます。前の12語もまだ使えます。',
    sixWords: '6語を入力して確認',
    offer: '復旧キーも作りますか',
    noVault: '保管庫は作っていません。',
    unrecorded: '今の答えは記録していません。',
  },
}

/** What is on the screen, wherever the lines break. */
function unbroken(session: Session): string {
  return session.scrollback().replaceAll(/\s/g, '')
}

test.each(sampled(languages, 2))('Enter alone is no passphrase, and it is asked again (%s)', async language => {
  const world = await new World().fill()
  const session = world.session(`status --lang ${language}`)
  await session.waitFor(words[language].passphrase)
  session.press('enter')
  await session.waitFor(new RegExp(`${words[language].again}[\\s\\S]*${words[language].passphrase}`))
  session.type(`${passphrase}\n`)
  expect(await session.exit()).toBe(0)
})

const leaving = [
  { how: 'ctrl-c', code: 130 },
  { how: 'ctrl-d', code: 3 },
  { how: 'SIGTERM', code: 143 },
] as const

describe('who leaves before the recovery key is on paper', () => {
  test.each(inTurns(leaving, languages))(
    'by %o is told that the words open the vault (%s)',
    async ({ how, code }, language) => {
      const world = await new World().fill()
      await world.succeed('recovery-key --no-input --json')
      const session = world.session(`recovery-key --yes --lang ${language}`)
      await session.waitFor(words[language].passphrase)
      session.type(`${passphrase}\n`)
      await session.waitFor(words[language].written)
      const [first = ''] = /(?<=\b1 {2})[a-z]+/.exec(session.screen()) ?? []
      expect(first).not.toBe('')
      if (how === 'SIGTERM') session.kill(how)
      else session.press(how)
      expect(await session.exit()).toBe(code)
      expect(unbroken(session)).toContain(words[language].unwritten.replaceAll(' ', ''))
      expect(unbroken(session)).toContain('igcodesrecovery-key')
      expect(session.scrollback()).not.toMatch(/Nothing was changed|何も変更していません/)
      expect(session.scrollback()).not.toMatch(new RegExp(String.raw`\b${first}\b`))
    },
  )
})

describe('who leaves with six words on paper', () => {
  const typeBack = async (session: Session, language: Language): Promise<void> => {
    await session.waitFor(words[language].written)
    const shown = [...session.screen().matchAll(/(?<=\b\d {2})[a-z]+/g)].join(' ')
    session.type('y\n')
    await session.waitFor(words[language].sixWords)
    session.type(`${shown}\n`)
  }

  test.each(inTurns(leaving, languages))(
    'init by %o is told that no vault was made (%s)',
    async ({ how, code }, language) => {
      const world = new World()
      const session = world.session(`init --generate --lang ${language}`)
      await typeBack(session, language)
      await session.waitFor(words[language].offer)
      if (how === 'SIGTERM') session.kill(how)
      else session.press(how)
      expect(await session.exit()).toBe(code)
      expect(unbroken(session)).toContain(words[language].noVault.replaceAll(' ', ''))
      expect(existsSync(world.vault)).toBe(false)
    },
  )
})

test('who leaves passwd with six words on paper is told that they open nothing', async () => {
  const world = await new World().fill()
  const session = world.session(`passwd --generate --lang en --passphrase-file ${world.passphraseFile}`)
  await session.waitFor('Written down?')
  session.press('ctrl-c')
  expect(await session.exit()).toBe(130)
  expect(session.screen()).toContain('The passphrase was not changed.')
})

describe('a code whose question is left', () => {
  async function asked(language: Language) {
    const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
    const session = world.session(`use shop_tokyo --lang ${language} --passphrase-file ${world.passphraseFile}`)
    await session.waitFor('↑↓')
    return { world, session }
  }

  const signals = [
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
    { signal: 'SIGHUP', code: 129 },
  ] as const

  test.each(inTurns(signals, languages))(
    'by %o leaves the screen, and stays handed out, which is said (%s)',
    async ({ signal, code }, language) => {
      const { session } = await asked(language)
      session.kill(signal)
      expect(await session.exit()).toBe(code)
      expect(session.screen()).toContain('igcodes mark shop_tokyo worked')
      expect(session.scrollback()).not.toMatch(/\d{4} \d{4}/)
    },
  )

  const answers = [
    { typed: 'y', outcome: 'worked' },
    { typed: 'n', outcome: 'rejected' },
  ] as const

  test.each(inTurns(answers, languages))(
    'by an answer that cannot be saved: %o is named, for later (%s)',
    async ({ typed, outcome }, language) => {
      const { world, session } = await asked(language)
      // Nobody gets the lock.
      mkdirSync(`${world.vault}.lock`)
      session.type(`${typed}\n`)
      expect(await session.exit()).toBe(16)
      expect(unbroken(session)).toContain(words[language].unrecorded.replaceAll(' ', ''))
      expect(unbroken(session)).toContain(`igcodesmarkshop_tokyo${outcome}✗`)
    },
  )
})

test('an answer about an earlier code that cannot be saved is named with its number', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  await world.use('shop_tokyo')
  await world.use('shop_tokyo')
  await world.succeed('mark shop_tokyo worked --no-input')
  const session = world.session(`use shop_tokyo --lang en --passphrase-file ${world.passphraseFile}`)
  await session.waitFor('↑↓')
  mkdirSync(`${world.vault}.lock`)
  session.type('y\n')
  expect(await session.exit()).toBe(16)
  expect(unbroken(session)).toContain('igcodesmarkshop_tokyoworked--position1✗')
})

test.each(sampled(languages, 2, 1))(
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
  await session.waitFor(/Ready[\s\S]*↑↓/)
  session.press('enter')
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

test.each(sampled(languages, 2))(
  'a sync that puts an older vault back ends no walk, only its record (%s)',
  async language => {
    const unkept = { en: 'can no longer be saved', ja: 'ここから先の経過は残せません' }[language]
    const step = (number: number | string) => (language === 'en' ? `Step ${number} of ` : `手順 ${number}/`)
    const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
    const older = world.vaultBytes()
    await world.use('shop_tokyo')
    const flags = `--see code-prompt --have session,mail --passphrase-file ${world.passphraseFile}`
    const session = world.session(`recover shop_tokyo ${flags} --lang ${language}`)
    await session.waitFor('↑↓')
    session.press('enter')
    await session.waitFor(new RegExp(`${step(1)}[\\s\\S]*↑↓`))
    writeFileSync(world.vault, older)
    // `skip`: whatever the step is, it gets nobody in.
    session.type('3\n')
    await session.waitFor(new RegExp(`${unkept}[\\s\\S]*${step(2)}[\\s\\S]*↑↓`))
    // `done`: the first row hands out a code.
    session.type('2\n')
    await session.waitFor('(y/n)')
    session.type('y\n')
    await session.waitFor(/(?:Once in|ログインできたら)[\s\S]*↑↓/)
    const [, first, last] = /(\d+)(?: of |\/)(\d+) [^\n]*(?:Once in|ログインできたら)/.exec(session.screen()) ?? []
    // The codes are stored elsewhere; the old ones here are not to be void.
    session.type('2\n')
    await session.waitFor('(y/N)')
    session.press('enter')
    for (let number = Number(first) + 1; number < Number(last); number++) {
      await session.waitFor(new RegExp(`${step(number)}[\\s\\S]*↑↓`))
      session.type('1\n')
    }
    expect(await session.exit()).toBe(0)
  },
)
