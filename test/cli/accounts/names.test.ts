/** Accounts by a part of their name, by none, and by names that are none. */
import { afterAll, describe, expect, test } from 'vitest'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, removeWorlds, someCodes, World } from '../world.ts'

afterAll(() => {
  endSessions()
  removeWorlds()
})

describe('with one account', () => {
  test('commands need no name', async () => {
    const world = await new World().fill({ shop_tokyo: someCodes(5) })
    for (const command of [
      'use',
      'mark worked',
      'show',
      'test passed --with authenticator',
      'void --because exposed --yes',
    ])
      expect(answerOf(await world.succeed(`${command} --json --no-input`))).toMatchObject({ account: 'shop_tokyo' })
    const more = { input: `${someCodes(10).slice(5).join('\n')}\n` }
    expect(answerOf(await world.succeed('add --yes --json --no-input', more))).toMatchObject({ account: 'shop_tokyo' })
    const key = { input: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }
    expect(answerOf(await world.succeed('totp add --yes --json --no-input', key))).toMatchObject({
      account: 'shop_tokyo',
    })
    expect(answerOf(await world.succeed('totp show --json --no-input'))).toMatchObject({ account: 'shop_tokyo' })
  })

  test('the word after the name is still asked for, and checked', async () => {
    const world = await new World().fill({ shop_tokyo: someCodes(5) })
    for (const [command, code] of [
      ['mark', 'missing-argument'],
      ['mark shop_tokyo', 'missing-argument'],
      ['test shop_tokyo maybe', 'bad-argument'],
    ]) {
      const outcome = await world.run(`${command} --json --no-input`)
      expect([outcome.code, errorOf(outcome).code]).toEqual([2, code])
    }
  })
})

test('with several, a unique beginning is enough, and answers have the whole name', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5), shop_osaka: someCodes(10).slice(5) })
  for (const command of ['show shop_t', 'use shop_t', 'mark shop_t worked', 'test shop_t passed --with authenticator'])
    expect(answerOf(await world.succeed(`${command} --json --no-input`))).toMatchObject({ account: 'shop_tokyo' })
  const several = errorOf(await world.run('show shop --json --no-input'))
  expect(several).toMatchObject({ code: 'unknown-account', hint: expect.stringMatching(/@shop_osaka, @shop_tokyo/) })
  expect(errorOf(await world.run('show --json --no-input'))).toMatchObject({ code: 'account-needed' })
})

test('where a name is new, and the beginning of a known one, add says so', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5) })
  const asking = world.session('add shop', { env: { IGCODES_PASSPHRASE_FILE: world.passphraseFile } })
  await asking.waitFor('(y/N)')
  expect(asking.screen()).toContain('@shop_tokyo is')
  asking.type('n\n')
  expect(await asking.exit()).toBe(3)
  const input = `${someCodes(10).slice(5).join('\n')}\n`
  expect((await world.succeed('add shop --yes --no-input', { input })).stderr).toContain('@shop_tokyo is')
})

test('names that no account can have are refused, with the nearest', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5) })
  const input = `${someCodes(10).slice(5).join('\n')}\n`
  for (const [command, hint] of [
    ['account add shop_tokyo.', /Did you mean @shop_tokyo\?/],
    ['account add shop..tokyo', /Did you mean @shop.tokyo\?/],
    ['account rename shop_tokyo .shop', /Did you mean @shop\?/],
    ['add shop_tokyo. --yes', /Did you mean @shop_tokyo\?/],
    ['add NAME --yes', /such as shop_tokyo/],
  ] as const) {
    const outcome = await world.run(`${command} --json --no-input`, { input })
    expect(outcome.code).toBe(22)
    expect(errorOf(outcome)).toMatchObject({ code: 'bad-handle', hint: expect.stringMatching(hint) })
  }
  const added = await world.succeed('add https://www.instagram.com/shop_osaka/ --yes --json --no-input', { input })
  expect(answerOf(added)).toMatchObject({ account: 'shop_osaka' })
})
