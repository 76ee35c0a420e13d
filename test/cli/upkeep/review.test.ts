/** Reviews, login tests, and what is due: as scripts and as people use them. UPDATE_GOLDEN=1 writes the transcripts anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCalendar } from '../../documents/calendar-readers.ts'
import { changePayload, nextEvent, readPayload } from '../payload.ts'
import { endSessions } from '../session.ts'
import { type Bilingual, goldenSessions, opens, type Scene } from '../story.ts'
import { answerOf, errorOf, type Outcome, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const start = '2026-09-01T09:00:00Z'

afterAll(() => {
  endSessions()
  removeWorlds()
})

/** Who holds which key of shop_tokyo: Hanako's phone with the app and the number, paper in the safe. */
const registry: readonly object[] = [
  { type: 'person-saved', person: 'hanako', name: 'Hanako', roles: ['security-manager'], agency: false, left: null },
  { type: 'person-saved', person: 'sato', name: 'Sato', roles: ['poster'], agency: false, left: null },
  {
    type: 'device-saved',
    device: 'koho-iphone',
    name: 'Koho iPhone',
    kind: 'phone',
    owner: 'company',
    holder: 'hanako',
    since: null,
    vault: false,
  },
  {
    type: 'factor-saved',
    factor: 'app',
    kind: 'authenticator',
    label: 'Google Authenticator',
    owner: 'company',
    on: 'koho-iphone',
    holders: [],
    needs: [],
    confirmed: '2025-12-10',
  },
  { type: 'factor-linked', factor: 'app', accounts: ['shop_tokyo'] },
  {
    type: 'factor-saved',
    factor: 'number',
    kind: 'sms',
    label: '090-0000-0000',
    owner: 'private',
    on: 'koho-iphone',
    holders: ['sato'],
    needs: [],
    confirmed: null,
  },
  { type: 'factor-linked', factor: 'number', accounts: ['shop_tokyo'] },
  {
    type: 'place-saved',
    place: 'safe',
    kind: 'locked-paper',
    label: 'Safe in the office',
    on: null,
    holders: ['hanako', 'sato'],
  },
  { type: 'place-linked', place: 'safe', accounts: ['shop_tokyo'] },
]

async function register(world: World, events = registry): Promise<void> {
  for (const event of events)
    await changePayload(world, payload => ({ ...payload, events: [...payload.events, nextEvent(payload, event)] }))
}

const at = (time: string) => ({ env: { TEST_CLOCK: time } })

async function filled(): Promise<World> {
  const world = new World()
  await world.succeed('init --no-recovery-key --no-input', at(start))
  await world.succeed('add shop_tokyo --yes --no-input', { input: tokyo.join('\n'), ...at(start) })
  await register(world)
  return world
}

function statusIn(outcome: Outcome): unknown {
  const { accounts } = answerOf(outcome)
  return Array.isArray(accounts) ? accounts[0] : undefined
}

const types = async (world: World): Promise<unknown[]> => (await readPayload(world)).events.map(({ type }) => type)

describe('a script', () => {
  let world: World
  beforeAll(async () => {
    world = await filled()
  })
  const run = (command: string, time: string) => world.run(`${command} --no-input`, at(time))

  test('lists by date what is due', async () => {
    const { due } = answerOf(await run('due --json', '2026-10-05T09:00:00Z'))
    expect(due).toEqual([
      {
        on: '2026-10-01',
        kind: 'test',
        account: 'shop_tokyo',
        subject: null,
        message: 'Login test of @shop_tokyo',
        overdue: true,
      },
      {
        on: '2026-12-10',
        kind: 'confirm-factor',
        account: 'shop_tokyo',
        subject: 'app',
        message: 'Check that it still works: authenticator app Google Authenticator (@shop_tokyo)',
        overdue: false,
      },
      {
        on: '2027-03-01',
        kind: 'review',
        account: 'shop_tokyo',
        subject: null,
        message: 'Review of @shop_tokyo',
        overdue: false,
      },
    ])
    for (const [span, count] of [
      ['30d', 1],
      ['3か月', 2],
      ['2027-03-01', 3],
      ['２週間', 1],
    ] as const)
      expect(answerOf(await run(`due --json --within ${span}`, '2026-10-05T09:00:00Z')).due).toHaveLength(count)
  })

  test('is told of a span that is none, and of an account that is none', async () => {
    const refused = await run('due --within soonish --json', '2026-10-05T09:00:00Z')
    expect(refused).toMatchObject({ code: 22, stdout: '' })
    expect(errorOf(refused)).toMatchObject({ code: 'bad-span' })
    expect(await run('due --account shop_tokio', '2026-10-05T09:00:00Z')).toMatchObject({
      code: 20,
      stderr: expect.stringContaining('@shop_tokyo'),
    })
  })

  test('finds the login test overdue in status, until one is recorded', async () => {
    const late = await run('status --check --json', '2026-10-05T09:00:00Z')
    expect(late.code).toBe(30)
    expect(statusIn(late)).toMatchObject({
      nextDue: { kind: 'test', on: '2026-10-01', overdue: true },
      findings: [{ code: 'test-overdue', severity: 'warning', message: 'login test 4 days late' }],
    })
    expect(answerOf(await run('test shop_tokyo passed --json', '2026-10-05T09:00:00Z'))).toEqual({
      account: 'shop_tokyo',
      passed: true,
      with: 'authenticator',
      on: '2026-10-05',
      testDueOn: '2026-11-05',
      remaining: 5,
      level: 'ok',
    })
    expect(await run('status --check', '2026-10-05T09:00:00Z')).toMatchObject({ code: 0, stdout: '' })
  })

  test('has the code counted that a login test spent', async () => {
    const typed = await run('test shop_tokyo passed --with code --position 2 --json', '2026-10-06T09:00:00Z')
    expect(answerOf(typed)).toMatchObject({ with: 'code', position: 2, remaining: 4 })
    const again = await run('test shop_tokyo passed --with code --position 2 --json', '2026-10-06T09:00:00Z')
    expect(again.code).toBe(22)
    expect(errorOf(again)).toMatchObject({ code: 'outcome-known' })
    expect(await run('test shop_tokyo passed --with sms --position 3', '2026-10-06T09:00:00Z')).toMatchObject({
      code: 2,
    })
    const failed = await run('test shop_tokyo failed --with sms', '2026-10-06T09:00:00Z')
    expect(failed).toMatchObject({ code: 0, stderr: expect.stringContaining('igcodes recover shop_tokyo') })
  })

  test('asks which code it was, where none was handed out', async () => {
    const at = { TEST_CLOCK: '2026-10-06T09:00:00Z' }
    const session = world.session('test shop_tokyo passed --with code', { env: at })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('Which code did you type?')
    // No. 2 is used up: the third row is No. 4, but a 3 is No. 3.
    session.press('enter')
    await session.waitFor('Nothing chosen yet')
    session.type('3\n')
    expect(await session.exit()).toBe(0)
    expect(session.screen()).toContain('No. 3 is counted as used.')
    const unasked = await run('test shop_tokyo passed --with code --json', '2026-10-06T09:00:00Z')
    expect(errorOf(unasked)).toMatchObject({ code: 'nothing-handed-out' })
  })

  test('records that everything is as recorded', async () => {
    expect(await run('review shop_tokyo', '2026-10-07T09:00:00Z')).toMatchObject({ code: 2 })
    const reviewed = await run('review shop_tokyo --yes --json', '2026-10-07T09:00:00Z')
    expect(answerOf(reviewed)).toMatchObject({
      on: '2026-10-07',
      accounts: [{ account: 'shop_tokyo', reviewDueOn: '2027-04-07' }],
      factors: { confirmed: ['app', 'number'], changed: [], gone: [] },
    })
    const { due } = answerOf(await run('due --json', '2026-10-07T09:00:00Z'))
    expect(due).toMatchObject([
      { kind: 'test', on: '2026-11-06' },
      { kind: 'review', on: '2027-04-07' },
      { kind: 'confirm-factor', on: '2027-10-07' },
      { kind: 'confirm-factor', on: '2027-10-07' },
    ])
    expect((await run('review --all --yes --json', '2026-10-08T09:00:00Z')).code).toBe(0)
  })

  test('reads all about one account, and filters', async () => {
    expect(statusIn(await run('status shop_tokyo --json', '2026-10-08T09:00:00Z'))).toMatchObject({
      reviewDueOn: '2027-04-08',
      factors: [
        { id: 'app', holders: ['hanako'] },
        { id: 'number', holders: ['sato'] },
      ],
      places: [{ id: 'safe', holders: ['hanako', 'sato'] }],
    })
    const count = async (filter: string): Promise<number> => {
      const { accounts } = answerOf(await run(`status --json ${filter}`, '2026-10-08T09:00:00Z'))
      return Array.isArray(accounts) ? accounts.length : -1
    }
    expect(await count('--level low')).toBe(0)
    expect(await count('--level ok')).toBe(1)
    expect(await count('--due 2w')).toBe(0)
    expect(await count('--due 1か月')).toBe(1)
    expect(await count('--holder hanako')).toBe(1)
    expect(await run('status --holder nobody', '2026-10-08T09:00:00Z')).toMatchObject({ code: 20 })
    expect(await run('status --level low', '2026-10-08T09:00:00Z')).toMatchObject({
      code: 0,
      stdout: 'No account matches.\n',
    })
  })
})

describe('the calendar', () => {
  let world: World
  beforeAll(async () => {
    world = await filled()
  })
  const now = '2026-10-05T09:00:00Z'
  const run = (command: string, time = now) => world.run(`${command} --no-input`, at(time))

  test('goes to stdout, as RFC 5545 has it, without a code', async () => {
    const { stdout } = await run('due --ics - --lang ja')
    const { events } = readCalendar(stdout)
    expect(events.map(({ uid, start, summary }) => [uid, start, summary])).toEqual([
      ['test.shop_tokyo@igcodes', '2026-10-05', '@shop_tokyo のログインテスト(2026-10-01から超過)'],
      ['confirm-factor.app@igcodes', '2026-12-10', '@shop_tokyo の認証アプリ Google Authenticator がまだ使えるか確認'],
      ['review.shop_tokyo@igcodes', '2027-03-01', '@shop_tokyo の棚卸し'],
    ])
    for (const code of tokyo) expect(stdout).not.toContain(code)
  })

  test('goes to a file, and a newer one takes its place under the same UIDs', async () => {
    const file = join(world.home, 'igcodes.ics')
    expect(answerOf(await run(`due --ics ${file} --json`))).toMatchObject({ file })
    const before = readCalendar(readFileSync(file, 'utf8'))
    expect(await run(`due --ics ${file}`, '2026-10-06T09:00:00Z')).toMatchObject({ code: 0, stdout: '' })
    const after = readCalendar(readFileSync(file, 'utf8'))
    expect(after.events.map(({ uid }) => uid)).toEqual(before.events.map(({ uid }) => uid))
    for (const [index, { sequence }] of after.events.entries())
      expect(sequence).toBeGreaterThan(before.events[index]?.sequence ?? Number.POSITIVE_INFINITY)
  })

  test('may hold nothing at all, and says so', async () => {
    const file = join(world.home, 'empty.ics')
    expect(await run(`due --within 2026-09-01 --ics ${file}`, start)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing is due'),
    })
    expect(readCalendar(readFileSync(file, 'utf8')).events).toEqual([])
    expect(answerOf(await run(`due --within 2026-09-01 --ics ${file} --json`, start))).toEqual({ due: [], file })
  })

  test('never takes the place of what is somebody else’s, nor of a vault', async () => {
    const file = join(world.home, 'notes.txt')
    writeFileSync(file, 'my notes')
    const refused = await run(`due --ics ${file} --json`)
    expect(refused.code).toBe(24)
    expect(errorOf(refused)).toMatchObject({ code: 'file-exists' })
    expect(readFileSync(file, 'utf8')).toBe('my notes')
    const vault = world.vaultBytes()
    expect(await run(`due --ics ${world.vault} --force`)).toMatchObject({
      code: 24,
      stderr: expect.stringContaining('is a vault.'),
    })
    expect(world.vaultBytes()).toEqual(vault)
    expect(await run(`due --ics ${world.home} --force`)).toMatchObject({
      code: 24,
      stderr: expect.stringContaining(`${world.home} is a folder. Nothing was written.`),
    })
    expect(await run('due --ics /dev/null --force')).toMatchObject({ code: 24, stdout: '' })
    expect((await world.run(['due', '--ics', '', '--no-input'])).code).toBe(2)
    expect(await run(`due --ics ${file} --force`)).toMatchObject({ code: 0 })
    expect(readCalendar(readFileSync(file, 'utf8')).events).toHaveLength(3)
    expect(await run(`due --ics ${world.home}/nowhere/x.ics`)).toMatchObject({ code: 16 })
    expect(existsSync(join(world.home, 'nowhere'))).toBe(false)
  })
})

// At a terminal

/** Waits for the question with its choices below it. */
async function asked(scene: Scene, question: Bilingual): Promise<void> {
  await scene.session.waitFor(new RegExp(`(${question.join('|')})[\\s\\S]*↑↓`))
  await scene.sees(question)
}

const golden = goldenSessions([...tokyo, ...someCodes(5)], async story => {
  await story.at(start).given('init --no-recovery-key --no-input')
  await story.given('add shop_tokyo --yes --no-input', tokyo.join('\n'))
  await register(story.world)
  story.at('2026-11-22T18:00:00Z')
})

golden('review', async story => {
  const before = (await types(story.world)).length
  // Broken off before the end: nothing is stored.
  const stopped = await story.tell('review shop_tokyo', async scene => {
    await opens(scene)
    await asked(scene, ['Do the copies', '手元の控え'])
    scene.types('y')
    await asked(scene, ['Safe in the office', 'Safe in the office'])
    scene.press('ctrl-c')
  })
  expect(stopped).toBe(130)
  expect(await types(story.world)).toHaveLength(before)

  const code = await story.tell('review shop_tokyo', async scene => {
    await opens(scene)
    await asked(scene, ['Do the copies', '手元の控え'])
    scene.types('2')
    await asked(scene, ['Which codes', '使われたのは何番'])
    scene.press('space', 'enter')
    await asked(scene, ['Safe in the office', 'Safe in the office'])
    scene.types('y')
    await asked(scene, ['anybody left', '辞めた人'])
    scene.press('down', 'space', 'enter')
    await asked(scene, ['any device lost', 'なくした'])
    scene.press('enter', 'enter')
    await asked(scene, ['Google Authenticator', 'Google Authenticator'])
    scene.types('y')
    await asked(scene, ['090-0000-0000', '090-0000-0000'])
    scene.types('3')
    await scene.sees(['(y/n)', '(y/n)'])
    scene.types('y')
  })
  expect(code).toBe(0)
  // All of it in one go, at the end.
  expect((await types(story.world)).slice(before)).toEqual([
    'code-used',
    'person-saved',
    'factor-saved',
    'factor-removed',
    'review-recorded',
  ])
  await story.tell('status shop_tokyo', opens, { columns: 40, rows: 40 })
})

/** That nobody has left is meant by the second Enter. */
function answerTo(question: string): string {
  return question.startsWith('any') ? '\n\n' : 'y\n'
}

test('a review takes a number as people write it, though its end looks like a code', async () => {
  const world = await filled()
  const session = world.session('review shop_tokyo --lang en', {
    env: { IGCODES_PASSPHRASE_FILE: world.passphraseFile },
    columns: 100,
  })
  for (const question of ['Do the copies', 'Safe in the office', 'anybody left', 'any device lost', 'Google Auth']) {
    await session.waitFor(question)
    session.type(answerTo(question))
  }
  await session.waitFor('090-0000-0000')
  session.type('2\n')
  await session.waitFor('What is it now?')
  session.type('090 1234 5678')
  session.press('enter')
  await session.waitFor('On which device?')
  session.press('enter')
  await session.waitFor('(y/n)')
  session.type('y\n')
  expect(await session.exit()).toBe(0)
  const { events } = await readPayload(world)
  expect(events.findLast(({ factor }) => factor === 'number')).toMatchObject({ label: '090-1234-5678' })
})

test('a review does not ask on which device an address is', async () => {
  const world = await filled()
  const mail = { factor: 'mail', kind: 'mail', label: 'shop@example.jp', owner: 'company', on: null }
  await register(world, [
    { type: 'factor-saved', ...mail, holders: ['hanako'], needs: [], confirmed: null },
    { type: 'factor-linked', factor: 'mail', accounts: ['shop_tokyo'] },
  ])
  const session = world.session('review shop_tokyo --lang en', {
    env: { IGCODES_PASSPHRASE_FILE: world.passphraseFile },
    columns: 100,
  })
  for (const question of ['Do the copies', 'Safe in', 'anybody left', 'any device lost', 'Google', '090-']) {
    await session.waitFor(question)
    session.type(answerTo(question))
  }
  await session.waitFor('shop@example.jp')
  session.type('2\n')
  await session.waitFor('What is it now?')
  session.type('owner@example.jp')
  session.press('enter')
  await session.waitFor('(y/n)')
  session.type('y\n')
  expect(await session.exit()).toBe(0)
  const { events } = await readPayload(world)
  expect(events.findLast(({ factor }) => factor === 'mail')).toMatchObject({ label: 'owner@example.jp', on: null })
})

golden('review-all', async story => {
  await story.given('add shop_osaka --yes --no-input', someCodes(5).join('\n'))
  const before = (await types(story.world)).length
  const code = await story.tell('review --all', async scene => {
    await opens(scene)
    // One look at the list of all accounts, then only those that differ.
    await asked(scene, ['Do the copies outside', '手元の控えと合って'])
    scene.press('space', 'enter')
    await asked(scene, ['@shop_osaka has 5 of 5', '@shop_osaka の'])
    scene.types('1')
    await asked(scene, ['Which codes', '使われたのは何番'])
    scene.press('space', 'enter')
    await asked(scene, ['anybody left', '辞めた人'])
    scene.press('enter', 'enter')
    await asked(scene, ['any device lost', 'なくした'])
    scene.press('enter', 'enter')
    await asked(scene, ['Safe in the office', 'Safe in the office'])
    scene.types('y')
    await asked(scene, ['Google Authenticator', 'Google Authenticator'])
    scene.types('y')
    await asked(scene, ['090-0000-0000', '090-0000-0000'])
    scene.types('y')
    await scene.sees(['(y/n)', '(y/n)'])
    scene.types('y')
  })
  expect(code).toBe(0)
  const recorded = (await types(story.world)).slice(before)
  expect(recorded).toContain('code-used')
  expect(recorded.filter(type => type === 'review-recorded')).toHaveLength(1)
})

test('a review of all can be left, and goes on with the accounts that are left', async () => {
  const world = await filled()
  await world.succeed('add shop_osaka --yes --no-input', { input: someCodes(5).join('\n') })
  const reviews = async (): Promise<readonly unknown[]> =>
    (await readPayload(world)).events.filter(({ type }) => type === 'review-recorded').map(({ accounts }) => accounts)
  const begin = async () => {
    const env = { IGCODES_PASSPHRASE_FILE: world.passphraseFile }
    const session = world.session('review --all --lang en', { env, columns: 100 })
    for (const question of ['Do the copies', 'anybody left', 'any device lost']) {
      await session.waitFor(question)
      session.type(question.startsWith('any') || question.startsWith('Do the') ? '\n\n' : 'y\n')
    }
    return session
  }
  const left = await begin()
  // @shop_osaka has no records, so it is done; @shop_tokyo is left.
  await left.waitFor('Safe in the office')
  left.type('4\n')
  await left.waitFor('(y/n)')
  left.type('y\n')
  expect(await left.exit()).toBe(0)
  expect(left.screen()).toContain('1 left. To go on within two weeks: igcodes review --all')
  expect(await reviews()).toEqual([['shop_osaka']])

  const on = world.session('review --all --lang en', { env: { IGCODES_PASSPHRASE_FILE: world.passphraseFile } })
  await on.waitFor('@shop_tokyo has')
  expect(on.screen()).toContain('Going on with the other 1.')
  on.press('ctrl-d')
  expect(await on.exit()).toBe(3)
})

golden('due', async story => {
  await story.tell('due', opens)
  await story.tell('due --within 30d', opens, { columns: 40 })
  await story.tell('test shop_tokyo passed', async scene => {
    await opens(scene)
    await asked(scene, ['What was it with', '何を使いましたか'])
    scene.types('1')
  })
  await story.tell('status shop_tokyo', opens)
  await story.tell('status', opens, { columns: 100 })
})
