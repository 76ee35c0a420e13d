/** `igcodes recover` for scripts: the same answer as a person gets, without questions and without a vault. */
import { existsSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { answerOf, errorOf, object, removeWorlds, World } from '../world.ts'

afterAll(removeWorlds)

const codes = ['48217730', '19560284', '73094418', '60429157', '28753691']
/** No vault, no passphrase, nothing of this machine. */
const bare = { IGCODES_PASSPHRASE_FILE: '' }

function list(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error(`Not a list: ${JSON.stringify(value)}`)
  return value.map(object)
}

describe('without a vault', () => {
  test('answers with the scenario, the odds and why, what to do now, the route, what never to do and when to stop', async () => {
    const world = new World()
    const outcome = await world.succeed(
      'recover --no-input --json --have mail,session --lost phone,sms --see code-prompt',
      { env: bare },
    )
    const answer = answerOf(outcome)
    expect(answer).toMatchObject({
      scenario: 'phone-lost',
      odds: 'very-high',
      now: { id: 'stop-sim', text: expect.stringContaining('SIM') },
      stop: { after: expect.any(String), goOn: expect.any(String), scenario: 'stale-set' },
    })
    expect(list(answer.reasons)[0]).toEqual({ code: 'still-signed-in', message: expect.stringContaining('signed in') })
    const route = list(answer.route)
    expect(route.slice(0, 2)).toMatchObject([{ scenario: 'phone-lost' }, { factor: 'session' }])
    expect(route.map(({ factor }) => factor)).not.toContain('sms')
    for (const { steps } of route) expect(list(steps).length).toBeGreaterThan(0)
    expect(answer.never).toEqual(expect.arrayContaining([expect.stringContaining('last device')]))
    expect(list(answer.afterwards).map(({ id }) => id)).toContain('new-codes')
    expect(outcome.stderr).toBe('')
    expect(existsSync(world.state)).toBe(false)
  })

  test('says the same in Japanese', async () => {
    const options = { env: { ...bare, IGCODES_LANG: 'ja' } }
    const answer = answerOf(await new World().succeed('recover --no-input --json --see wait', options))
    expect(answer).toMatchObject({ scenario: 'told-to-wait', odds: 'high' })
    expect(JSON.stringify(answer.never)).toMatch(/こと/)
  })

  test('answers to nothing at all, too: every way that there is', async () => {
    const answer = answerOf(await new World().succeed('recover --no-input --json', { env: bare }))
    expect(answer).toMatchObject({ odds: 'unknown', reasons: [{ code: 'nothing-said' }] })
    expect(list(answer.route).map(({ factor }) => factor)).toContain('official-page')
  })

  test('is readable without --json, in both languages', async () => {
    const world = new World()
    const told = 'recover shop_tokyo --no-input --see code-prompt --have mail,codes --lost phone,sms'
    const en = await world.succeed(told, { env: bare })
    expect(en.stdout).toMatch(
      /Phone lost.*odds HIGH[\s\S]*Now +1 {2}[\s\S]*igcodes use shop_tokyo[\s\S]*Never[\s\S]*Stop/,
    )
    const ja = await world.succeed(told, { env: { ...bare, IGCODES_LANG: 'ja' } })
    expect(ja.stdout).toMatch(/スマホ.*高い[\s\S]*今すぐ +1 {2}[\s\S]*igcodes use shop_tokyo[\s\S]*禁物[\s\S]*やめどき/)
  })

  test('is not disturbed by a vault that is damaged', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    writeFileSync(world.vault, 'rubbish')
    const answer = answerOf(await world.succeed('recover --no-input --json --see no-sms'))
    expect(answer.scenario).toBe('sms-never')
  })
})

describe('wrong words', () => {
  test.each([
    ['--see blue-screen', 'bad-argument', 2],
    ['--have mail,telegraph', 'bad-argument', 2],
    ['--lost phones', 'bad-argument', 2],
    ['--have mail --lost mail', 'have-and-lost', 2],
    ['--see logged-in --lost session', 'sight-contradicts', 22],
    ['--deadline someday', 'bad-deadline', 22],
    ['two words', 'too-many-arguments', 2],
    ['nice@handle', 'bad-handle', 22],
  ])('%s: %s, exit %i', async (words, code, exit) => {
    const outcome = await new World().run(`recover --no-input --json ${words}`, { env: bare })
    expect(outcome.code).toBe(exit)
    expect(errorOf(outcome)).toMatchObject({ code, hint: expect.stringMatching(/./) })
    expect(outcome.stdout).toBe('')
  })

  test('takes spaces after commas, an option twice, and a handle with @', async () => {
    const answer = answerOf(
      await new World().succeed(
        [
          'recover',
          '@shop_tokyo',
          '--no-input',
          '--json',
          '--have',
          'mail, codes',
          '--have',
          'face',
          '--lost',
          'phone,',
        ],
        { env: bare },
      ),
    )
    expect(answer).toMatchObject({ account: 'shop_tokyo', scenario: 'phone-lost', odds: 'high' })
  })
})

describe('with the vault', () => {
  test('knows that codes are there, and leaves them out when all are used', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const told = 'recover shop_tokyo --no-input --json --see code-prompt --lost phone,codes'
    const before = answerOf(await world.succeed(told))
    expect(before).toMatchObject({ scenario: 'phone-lost', odds: 'high' })
    expect(JSON.stringify(before.route)).toContain('igcodes use shop_tokyo')
    for (const _ of codes) {
      await world.use('shop_tokyo')
      await world.succeed('mark shop_tokyo worked --no-input')
    }
    const after = answerOf(await world.succeed(told.replace(',codes', '')))
    expect(list(after.reasons).map(({ code }) => code)).toContain('codes-used-up')
    expect(JSON.stringify(after.route)).not.toContain('igcodes use')
  })

  test('doubts the set after two refusals, instead of handing out the next code', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    for (let n = 0; n < 2; n++) {
      await world.use('shop_tokyo')
      await world.succeed('mark shop_tokyo rejected --no-input')
    }
    const answer = answerOf(await world.succeed('recover shop_tokyo --no-input --json --see code-refused'))
    expect(answer.scenario).toBe('stale-set')
    expect(list(answer.route).map(({ factor }) => factor)).not.toContain('codes')
  })

  test('leads on without the account, once the deadline of its incident is over', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const at = (time: string) => ({ env: { TEST_CLOCK: time } })
    await world.succeed(
      'incident open shop_tokyo --scenario phone-lost --deadline 2h --no-input',
      at('2026-11-22T10:00:00Z'),
    )
    const told = 'recover shop_tokyo --no-input --json --see code-prompt'
    const before = answerOf(await world.succeed(told, at('2026-11-22T11:00:00Z')))
    const after = answerOf(await world.succeed(told, at('2026-11-22T12:00:01Z')))
    expect(before.scenario).not.toBe('deadline-passed')
    expect(after).toMatchObject({ scenario: 'deadline-passed', odds: 'low' })
  })

  test('says that an account is not in it, and goes on', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const outcome = await world.succeed('recover shop_kyoto --no-input --see no-sms')
    expect(outcome.stderr).toContain('@shop_kyoto is not in this vault')
    expect(outcome.stdout).toContain('SMS')
  })

  test('writes nothing: an answer is no incident', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const before = world.vaultBytes()
    await world.succeed('recover shop_tokyo --no-input --json --see no-sms')
    expect(world.vaultBytes().equals(before)).toBe(true)
  })
})
