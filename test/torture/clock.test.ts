/**
 * Clocks that are wrong, days that are special, and computers that travel: no state changes by itself, nothing that works is refused, and
 * what was handed out stays handed out when the clock is right again.
 */
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPayload } from '../cli/payload.ts'
import { answerOf, type Outcome, object, removeWorlds, someCodes, World } from '../cli/world.ts'
import { inTurns, isThorough, sampled } from '../thorough.ts'

interface Clock {
  readonly at: string
  readonly zone: string
}
const usual: Clock = { at: '2026-11-22T09:00:00.000Z', zone: 'Asia/Tokyo' }

const clocks: Readonly<Record<string, Clock>> = {
  'ten years ahead': { at: '2036-11-22T09:00:00.000Z', zone: 'Asia/Tokyo' },
  'ten years behind': { at: '2016-11-22T09:00:00.000Z', zone: 'Asia/Tokyo' },
  'at the epoch, as without a battery': { at: '1970-01-01T00:00:00.000Z', zone: 'America/New_York' },
  'on the last day that has four digits': { at: '9999-12-30T00:00:00.000Z', zone: 'Asia/Tokyo' },
  'on February 29': { at: '2028-02-29T12:00:00.000Z', zone: 'Asia/Tokyo' },
  'as an hour is skipped': { at: '2027-03-14T06:59:59.999Z', zone: 'America/New_York' },
  'in the hour that comes twice': { at: '2027-11-07T06:30:00.000Z', zone: 'America/New_York' },
  'as a midnight is skipped': { at: '2027-04-29T22:00:00.000Z', zone: 'Africa/Cairo' },
  'a day ahead of the others': { at: '2026-11-22T10:00:00.000Z', zone: 'Pacific/Kiritimati' },
  'a day behind them': { at: '2026-11-22T10:00:00.000Z', zone: 'Etc/GMT+12' },
  'in a zone that nobody knows': { at: '2026-11-22T09:00:00.000Z', zone: 'Mars/Olympus' },
}

const asEnvironment = ({ at, zone }: Clock) => ({ TEST_CLOCK: at, TZ: zone })

/** Reads only. They end with 0, 30 or 31: what is due differs, not whether they work. */
const readers = [
  'status',
  'status shop_tokyo',
  'check',
  'audit',
  'due',
  'due --ics due.ics --yes',
  'show shop_tokyo',
  'log',
  'map',
  'sheet',
  'sheet shop_tokyo --format html',
  'policy',
  'incident show',
  'handover show',
  'what-if --leave sato',
  'person list',
  'factor list',
  'backup list',
  'backup verify',
  'key list',
  'doctor',
  'recover shop_tokyo',
  'use shop_tokyo --pending',
  'export --yes',
]

const tokyo = someCodes(5, 1)
let template: World

beforeAll(async () => {
  template = await new World().fill({ shop_tokyo: tokyo, shop_osaka: someCodes(5, 2) })
  for (const line of [
    'person add sato --role account-manager',
    'device add koho-iphone --kind phone --owner company --holder sato',
    'factor add app --kind authenticator --owner company --account shop_tokyo --confirmed 2024-02-29',
    'place add safe --kind locked-paper --account shop_tokyo',
    'incident open shop_osaka --scenario phone-lost --deadline 36h',
    'handover start sato',
    'test shop_osaka passed',
    'use shop_tokyo',
  ])
    await template.succeed(`${line} --no-input`, { env: asEnvironment(usual) })
})
afterAll(removeWorlds)

function copied(): World {
  const world = new World()
  world.takeOver(join(template.home, '.local'))
  return world
}

/** The state of each code of every account. */
async function states(world: World, clock: Clock): Promise<unknown> {
  const accounts = ['shop_tokyo', 'shop_osaka'].map(async account =>
    object(answerOf(await world.run(`show ${account} --json --no-input`, { env: asEnvironment(clock) }))),
  )
  return (await Promise.all(accounts)).map(({ account, sets }) => ({ account, sets }))
}

function expectNoBug({ code, stderr, stdout }: Outcome, context: string): void {
  expect(stderr + stdout, context).not.toMatch(/^ +at |RangeError|Invalid (?:Date|time)|\bNaN\b|undefined/m)
  expect([1, 2], `${context}: ${stderr}`).not.toContain(code)
}

describe('nothing changes by itself', () => {
  let world: World
  let vault: Buffer
  let stood: unknown
  beforeAll(async () => {
    world = copied()
    vault = world.vaultBytes()
    stood = await states(world, usual)
  })

  test.each(sampled(Object.entries(clocks), 2))('no code, %s', async (_, clock) => {
    expect(await states(world, clock)).toEqual(stood)
  })

  test.each(sampled(inTurns(readers, Object.keys(clocks)), 2))('%s, %s', async (line, name) => {
    const outcome = await world.run(`${line} --no-input`, { env: asEnvironment(clocks[name] ?? usual) })
    expectNoBug(outcome, line)
    expect([0, 30, 31], `${line}: ${outcome.stderr}`).toContain(outcome.code)
    expect(world.vaultBytes().equals(vault)).toBe(true)
  })
})

describe('what changes the vault works, and stays when the clock is right again', () => {
  const names = isThorough ? Object.keys(clocks) : ['ten years behind']
  test.each(names)('%s', async name => {
    const world = copied()
    const clock = clocks[name] ?? usual
    let minutes = 0
    const now = () => asEnvironment({ ...clock, at: new Date(Date.parse(clock.at) + minutes++ * 60_000).toISOString() })
    const eventsBefore = (await readPayload(world)).events
    copyFileSync(world.vault, join(world.home, 'copy.igcodes'))
    writeFileSync(join(world.home, 'new'), 'another passphrase, for a while\n', { mode: 0o600 })

    const handedOut = [(await world.use('shop_osaka', '', { env: now() })).code]
    for (const [line, input = '', secret = 'passphrase'] of [
      ['mark shop_osaka worked'],
      ['add shop_kyoto --yes', someCodes(5, 3).join('\n')],
      ['add shop_tokyo --yes', someCodes(5, 4).join('\n')],
      ['account add cafe'],
      ['test shop_tokyo passed'],
      ['person add tanaka --role account-manager'],
      ['incident open shop_tokyo --scenario phone-lost --deadline 2d'],
      ['incident close shop_tokyo --outcome recovered'],
      ['audit ignore sms-only --until 1d --because x'],
      ['merge copy.igcodes --yes'],
      ['recovery-key --yes'],
      ['passwd --new-passphrase-file new'],
      ['passwd --new-passphrase-file passphrase', '', 'new'],
      ['void shop_kyoto --because lost --yes'],
      ['account rename cafe cafe_2'],
    ] as const) {
      const outcome = await world.run(`${line} --passphrase-file ${secret} --no-input`, { env: now(), input })
      expectNoBug(outcome, line)
      expect([0, 30, 31], `${line}: ${outcome.stderr}`).toContain(outcome.code)
    }
    handedOut.push((await world.use('shop_tokyo', '', { env: now() })).code)

    // The last backup that this clock made brings back all that was said to be saved before the last change.
    truncateSync(world.vault, 100)
    const listed = answerOf(await world.run('backup list --json --no-input', { env: now() })).backups
    const ids = Array.isArray(listed) ? listed.map(backup => String(object(backup).id)) : []
    const id = ids.find(id => Math.abs(Date.parse(id) - Date.parse(clock.at)) < 3_600_000)
    await world.succeed(`backup restore ${id} --yes --no-input`, { env: now() })

    // The clock is right again: an account's newest set is the one stored last, whatever day it says.
    const right = { env: asEnvironment(usual) }
    handedOut.push((await world.use('shop_tokyo', '', right)).code, (await world.use('shop_osaka', '', right)).code)
    expect(new Set(handedOut).size).toBe(4)
    expect(someCodes(5, 4)).toEqual(expect.arrayContaining([handedOut[1], handedOut[2]]))
    await world.succeed('add shop_tokyo --yes --no-input', { ...right, input: someCodes(5, 5).join('\n') })
    expect(someCodes(5, 5)).toContain((await world.use('shop_tokyo', '', right)).code)

    const { events } = await readPayload(world)
    expect(events.slice(0, eventsBefore.length)).toEqual(eventsBefore)
    expect((await world.run('doctor --no-input', right)).code).not.toBe(1)
  })
})
