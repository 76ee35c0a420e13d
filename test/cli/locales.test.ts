/** Terminals whose locale is not UTF-8: English in ASCII, and a hint where something could not be shown; pipes still get UTF-8. */
import { afterAll, afterEach, expect, test } from 'vitest'
import { inTurns } from '../thorough.ts'
import { endSessions } from './session.ts'
import { removeWorlds, someCodes, World } from './world.ts'

afterEach(endSessions)
afterAll(removeWorlds)

const locales = ['C', 'ja_JP.eucJP', 'en_US.ISO-8859-1']
/** A command, and what its screen says. */
const screens = [
  ['person list', 'as the locale is not UTF-8'],
  ['use nobody', 'x There is no account'],
  ['playbook phone-lost', 'Settings and privacy > Accounts Center'],
] as const

test.each(inTurns(locales, screens))('LC_ALL=%s: ASCII and a hint (%s)', async (locale, [command, said]) => {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  await world.succeed(['person', 'add', '佐藤', '--no-input'])
  const env = { LC_ALL: locale, IGCODES_PASSPHRASE_FILE: world.passphraseFile }
  const session = world.session(command, { env, columns: 100 })
  await session.exit()
  expect(session.raw()).toMatch(/^\p{ASCII}*$/u)
  expect(session.scrollback().replaceAll(/\s+/g, ' ')).toContain(said)
  const piped = await world.run('person list --no-input', { env })
  expect(piped.stdout).toContain('佐藤')
})

test('a question, too, and the code is taken off the screen as everywhere', async () => {
  const codes = someCodes(5, 1)
  const world = await new World().fill({ shop_tokyo: codes })
  const session = world.session('use shop_tokyo', { env: { LC_ALL: 'ja_JP.eucJP' } })
  await session.waitFor('Passphrase')
  session.type('correct horse battery staple\n')
  await session.waitFor('move - y, n')
  const shown = codes.filter(code => session.scrollback().includes(`${code.slice(0, 4)} ${code.slice(4)}`))
  expect(shown).toHaveLength(1)
  session.type('y\n')
  expect(await session.exit()).toBe(0)
  expect(session.raw()).toMatch(/^\p{ASCII}*$/u)
  expect(session.scrollback()).not.toMatch(/\d{4} \d{4}/)
})

test('the language that is asked for is shown', async () => {
  const world = new World()
  const session = world.session('playbook phone-lost --lang ja --no-pager', { env: { LC_ALL: 'C' }, columns: 100 })
  await session.exit()
  expect(session.scrollback()).toContain('スマホ')
})
