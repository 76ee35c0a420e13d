/** The question after a code: “yes” erases its digits, so nothing but a yes may be taken for one. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
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

describe.each(['xterm-256color', 'dumb'])('on a terminal that is %s', term => {
  test.each([
    ['n', 'en'],
    ['no', 'en'],
    ['No', 'en'],
    ['いいえ', 'ja'],
    ['ｎ', 'ja'],
  ])('“%s” and Enter is a refusal, and keeps the digits', async (typed, language) => {
    const { world, session } = await handedOut(term, language)
    session.type(`${typed}\n`)
    expect(await session.exit()).toBe(0)
    expect(await outcomeOf(world)).toEqual({ state: 'rejected', digits: 5 })
  })

  test.each([
    ['y', 'en'],
    ['yes', 'en'],
    ['はい', 'ja'],
    ['ｙ', 'ja'],
    ['2', 'en'],
  ])('“%s” and Enter is a yes', async (typed, language) => {
    const { world, session } = await handedOut(term, language)
    session.type(`${typed}\n`)
    expect(await session.exit()).toBe(0)
    expect(await outcomeOf(world)).toEqual({ state: 'used', digits: 4 })
  })

  test.each(['x', 'maybe', '9'])('“%s” and Enter is no answer, and asked again', async typed => {
    const { world, session } = await handedOut(term)
    session.type(`${typed}\n`)
    await session.waitFor(term === 'dumb' ? 'Please type a number' : 'Nothing chosen yet')
    session.type('いいえ\n')
    expect(await session.exit()).toBe(0)
    expect(await outcomeOf(world)).toEqual({ state: 'rejected', digits: 5 })
  })
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
