/** The contract of `what-if` with scripts, and what a person reads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { widthOf } from '../../../src/terminal/width.ts'
import { device, factor, person, place } from '../../domain/registries.ts'
import { record } from '../registry/registry-fixture.ts'
import { answerOf, errorOf, object, removeWorlds, someCodes, World } from '../world.ts'

const clock = '2026-11-20T12:00:00Z'
const world = new World()
const run = (command: string) => world.run(`${command} --no-input`, { env: { TEST_CLOCK: clock } })

beforeAll(async () => {
  await world.succeed('init --no-recovery-key --no-input', { env: { TEST_CLOCK: clock } })
  for (const [n, account] of ['shop', 'cafe'].entries())
    await world.succeed(`add ${account} --yes --no-input`, {
      input: someCodes(5, n + 1).join('\n'),
      env: { TEST_CLOCK: clock },
    })
  await world.succeed('account add bar --no-input', { env: { TEST_CLOCK: clock } })
  const accounts = ['shop', 'cafe']
  await record(world, [
    person('sato', { name: '佐藤' }),
    person('abe'),
    device('koho-iphone', { holder: 'sato' }),
    ...factor('app', { device: 'koho-iphone', accounts }),
    ...factor('090', { kind: 'sms', device: 'koho-iphone', accounts }),
    ...factor('info@shop.jp', { kind: 'mail', holders: ['sato', 'abe'], accounts }),
    ...place('office-safe', { holders: ['abe'], accounts }),
  ])
})
afterAll(removeWorlds)

describe('what-if in scripts', () => {
  test('--lose DEVICE --json says what is gone, what works, the way back and what to change', async () => {
    const before = world.vaultBytes()
    const outcome = await run('what-if --lose phone:koho-iphone --json')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    const answer = answerOf(outcome)
    expect(answer.lost).toEqual([{ kind: 'device', id: 'koho-iphone', name: 'koho-iphone' }])
    expect(answer.untouched).toBe(1)
    const accounts = Array.isArray(answer.accounts) ? answer.accounts.map(object) : []
    expect(accounts.map(({ account }) => account)).toEqual(['cafe', 'shop'])
    expect(accounts[0]).toMatchObject({
      gone: [
        { kind: 'factor', id: 'app', type: 'authenticator' },
        { kind: 'factor', id: '090', type: 'sms' },
      ],
      works: [{ id: 'info@shop.jp' }, { id: 'office-safe' }, { kind: 'codes' }],
      scenario: 'phone-lost',
      odds: 'high',
    })
    expect(accounts[0]?.reasons).toContainEqual({ code: 'codes-at-hand', message: 'You have backup codes.' })
    const rotate = Array.isArray(accounts[0]?.rotate) ? accounts[0].rotate.map(object) : []
    expect(rotate[0]).toMatchObject({ id: 'confirm:factor:info@shop.jp', step: 'confirm' })
    expect(rotate.find(({ id }) => id === 'test')).toMatchObject({
      message: expect.stringContaining('igcodes test cafe'),
    })
    // It only looks.
    expect(world.vaultBytes()).toEqual(before)
  })

  test('several at once; the same named twice counts once', async () => {
    const answer = answerOf(
      await run('what-if --lose koho-iphone --lose phone:koho-iphone --lose place:office-safe --leave abe --json'),
    )
    expect(answer.lost).toMatchObject([{ id: 'koho-iphone' }, { id: 'office-safe' }, { id: 'abe' }])
    const accounts = Array.isArray(answer.accounts) ? answer.accounts.map(object) : []
    expect(accounts[0]).toMatchObject({ works: [{ id: 'info@shop.jp' }, { kind: 'codes' }] })
  })

  test('nothing named: exit 2; nobody of that name: exit 20, with the nearest', async () => {
    expect((await run('what-if')).code).toBe(2)
    const thing = await run('what-if --lose phone:koho-ipone --json')
    expect(thing).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(thing)).toMatchObject({ code: 'unknown-loss', hint: expect.stringContaining('phone:koho-iphone') })
    const who = await run('what-if --leave satoo --json')
    expect(who).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(who)).toMatchObject({ code: 'unknown-record', hint: expect.stringContaining('sato') })
  })
})

describe('what-if to read', () => {
  test('tells accounts that the same happens to once', async () => {
    const { stdout } = await run('what-if --lose koho-iphone')
    expect(stdout).toMatch(/^If koho-iphone is lost:\n\n@cafe @shop\n/)
    expect(stdout.match(/What to do for each of these accounts, in this order/g)).toHaveLength(1)
    expect(stdout).toContain('igcodes test ACCOUNT passed')
    expect(stdout).not.toContain('test cafe')
    expect(stdout).toContain('odds HIGH')
    expect(stdout).toContain('1 more account does not depend on it.')
  })

  test('in Japanese, by name', async () => {
    const { stdout } = await run('what-if --leave 佐藤 --lang ja')
    expect(stdout).toMatch(/^佐藤さんが抜けると:\n/)
    expect(stdout).toContain('この順に進めます')
  })

  test.each(['en', 'ja'])('fits 40 columns (%s)', async language => {
    const command = `what-if --lose koho-iphone --lang ${language} --passphrase-file ${world.passphraseFile}`
    const session = world.session(command, { columns: 40, rows: 80, env: { TEST_CLOCK: clock } })
    expect(await session.exit()).toBe(0)
    for (const line of session.screen().split('\n')) expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(40)
  })
})
