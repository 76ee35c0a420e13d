/** The question after a code: “yes” erases its digits, so nothing but a yes may be taken for one. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { inTurns } from '../../thorough.ts'
import { readPayload } from '../payload.ts'
import { endSessions, type Session } from '../session.ts'
import { answerOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)

afterEach(endSessions)
afterAll(removeWorlds)

async function handedOut(term: string, language = 'en'): Promise<{ world: World; session: Session }> {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const session = world.session(`use shop_tokyo --lang ${language}`, { env: { TERM: term } })
  await session.waitFor(language === 'en' ? 'Passphrase' : 'パスフレーズ')
  session.type(`${passphrase}\n`)
  await session.waitFor(term === 'dumb' ? '1-3, y, n:' : /Enter choose|Enterで決定/)
  return { world, session }
}

async function outcomeOf(world: World): Promise<{ state: unknown; digits: number }> {
  const { sets } = answerOf(await world.succeed('show shop_tokyo --json --no-input'))
  const { secrets } = await readPayload(world)
  return { state: JSON.stringify(sets).match(/"position":1,"state":"(\w+)"/)?.[1], digits: Object.keys(secrets).length }
}

describe('on a terminal that can draw, and on one that cannot', () => {
  const terminals = ['xterm-256color', 'dumb']

  test.each(
    inTurns(
      [
        ['n', 'en'],
        ['no', 'en'],
        ['No', 'en'],
        ['いいえ', 'ja'],
        ['ｎ', 'ja'],
      ] as const,
      terminals,
    ),
  )('%j and Enter is a refusal, and keeps the digits (%s)', async ([typed, language], term) => {
    const { world, session } = await handedOut(term, language)
    session.type(`${typed}\n`)
    expect(await session.exit()).toBe(0)
    expect(await outcomeOf(world)).toEqual({ state: 'rejected', digits: 5 })
  })

  test.each(
    inTurns(
      [
        ['y', 'en'],
        ['yes', 'en'],
        ['はい', 'ja'],
        ['ｙ', 'ja'],
        ['2', 'en'],
      ] as const,
      terminals,
    ),
  )('%j and Enter is a yes (%s)', async ([typed, language], term) => {
    const { world, session } = await handedOut(term, language)
    session.type(`${typed}\n`)
    expect(await session.exit()).toBe(0)
    expect(await outcomeOf(world)).toEqual({ state: 'used', digits: 4 })
  })

  test.each(inTurns(['x', 'maybe', '9'], terminals))(
    '%j and Enter is no answer, and asked again (%s)',
    async (typed, term) => {
      const { world, session } = await handedOut(term)
      session.type(`${typed}\n`)
      await session.waitFor(term === 'dumb' ? 'Please type a number' : 'Nothing chosen yet')
      session.type('いいえ\n')
      expect(await session.exit()).toBe(0)
      expect(await outcomeOf(world)).toEqual({ state: 'rejected', digits: 5 })
    },
  )
})

test('Enter alone records nothing, and the way back is named', async () => {
  const { world, session } = await handedOut('xterm-256color')
  session.press('enter')
  expect(await session.exit()).toBe(0)
  expect(session.screen()).toContain('igcodes use shop_tokyo --pending')
  expect(await outcomeOf(world)).toEqual({ state: 'reserved', digits: 5 })
  const again = await world.succeed('use shop_tokyo --pending --no-input')
  expect(tokyo).toContain(again.stdout.trim())
})

describe('a script that never says what became of its codes', () => {
  test('is warned at the second, and gets no third without --another', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    expect((await world.succeed('use shop_tokyo --no-input')).stderr).not.toContain('Outcome still unknown')
    const second = await world.succeed('use shop_tokyo --no-input')
    expect(second.stderr).toContain('Outcome still unknown: No. 1.')
    const third = await world.run('use shop_tokyo --no-input')
    expect([third.code, third.stdout]).toEqual([23, ''])
    expect(third.stderr).toContain('igcodes use shop_tokyo --pending')
    expect((await world.succeed('use shop_tokyo --no-input --another')).stdout.trim()).toBe(tokyo[2])
    // The answer in JSON is a contract: it warns and goes on.
    expect(await world.use('shop_tokyo')).toMatchObject({ position: 4 })
  })
})

describe('the second refused code', () => {
  test('says until when igcodes stops; a newer set ends the stop, with what may still be blocked', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const refuse = async (): Promise<string> => {
      await world.use('shop_tokyo')
      return (await world.succeed('mark shop_tokyo rejected --no-input')).stderr
    }
    expect(await refuse()).not.toContain('no more of this set')
    expect(await refuse()).toMatch(/2 within the hour\. igcodes hands out no more of this set until \d\d:\d\d/)
    expect((await world.run('use shop_tokyo --no-input')).code).toBe(23)
    await world.succeed('add shop_tokyo --yes --no-input', { input: someCodes(5, 7).join('\n') })
    const newer = await world.succeed('use shop_tokyo --json --no-input')
    expect(answerOf(newer)).toMatchObject({ position: 1, warnings: [{ code: 'earlier-refusals' }] })
    expect(answerOf(newer)).toHaveProperty('warnings.0.message', expect.stringMatching(/block sign-in, until about/))
  })
})
