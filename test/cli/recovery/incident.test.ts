/** The contract of `incident` with scripts, and what is left of an incident in status, log and the report. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changePayload, nextEvent } from '../payload.ts'
import { answerOf, errorOf, object, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)
const noon = '2026-11-20T12:00:00.000Z'

afterAll(removeWorlds)

/** Runs a script's command at so many minutes past noon. */
function atMinute(world: World) {
  return (minute: number, command: string | readonly string[], input = '') => {
    const clock = new Date(Date.parse(noon) + minute * 60_000).toISOString()
    const words = typeof command === 'string' ? command.split(' ') : command
    return world.run([...words, '--no-input'], { input, env: { TEST_CLOCK: clock } })
  }
}

/** A vault with an account, an hour before. */
async function filled(run: ReturnType<typeof atMinute>): Promise<void> {
  await run(-60, 'init --no-recovery-key')
  await run(-59, 'add shop_tokyo --yes', tokyo.join('\n'))
}

/** Opens one and gives its id. */
async function opened(run: ReturnType<typeof atMinute>, command = 'shop_tokyo'): Promise<string> {
  const outcome = await run(0, `incident open ${command} --scenario phone-lost --json`)
  return String(answerOf(outcome).id)
}

describe('an incident in scripts, from the opening to the report', () => {
  const world = new World()
  const run = atMinute(world)
  let id = ''
  beforeAll(() => filled(run))

  test('none is listed at first, and none shown', async () => {
    expect(answerOf(await run(0, 'incident --json'))).toEqual({ incidents: [] })
    expect(await run(0, 'incident list')).toMatchObject({ code: 0, stderr: '' })
    const shown = await run(0, 'incident show --json')
    expect(shown).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(shown)).toMatchObject({ code: 'unknown-incident' })
  })

  test('open ACCOUNT --scenario ID --see X --deadline WHEN --json', async () => {
    const outcome = await run(0, [
      ...'incident open shop_tokyo --scenario phone-lost --see no-sms --json --deadline'.split(' '),
      '90m',
    ])
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    const incident = answerOf(outcome)
    id = String(incident.id)
    expect(incident).toEqual({
      id: expect.stringMatching(/^[a-z][a-z2-9]{3}$/),
      account: 'shop_tokyo',
      state: 'open',
      openedAt: noon,
      openedBy: 'tester',
      see: 'no-sms',
      have: [],
      lost: [],
      scenario: 'phone-lost',
      scenarios: [{ scenario: 'phone-lost', at: noon, by: 'tester' }],
      odds: 'unknown',
      deadline: '2026-11-20T13:30:00.000Z',
      overdue: false,
      steps: [],
      notes: [],
      codes: [],
      closed: null,
    })
  })

  test('a second one of the account is refused (24): a script may run twice', async () => {
    const outcome = await run(1, 'incident open @shop_tokyo --scenario sms-late --json')
    expect(outcome).toMatchObject({ code: 24, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'incident-exists' })
  })

  test('status tells of it: exit 30, then 31 past the deadline', async () => {
    const status = await run(2, 'status --check --json')
    expect(status.code).toBe(30)
    const { incidents, accounts } = answerOf(status)
    expect(incidents).toEqual([
      {
        id,
        account: 'shop_tokyo',
        scenario: 'phone-lost',
        openedAt: noon,
        deadline: '2026-11-20T13:30:00.000Z',
        overdue: false,
        signedIn: false,
      },
    ])
    expect(accounts).toMatchObject([{ findings: [{ code: 'incident-open', severity: 'warning' }] }])

    const late = await run(95, 'status --check')
    expect(late.code).toBe(31)
    expect(late.stdout).toContain('@shop_tokyo is locked out')
    expect(late.stdout).toContain('5 min past the deadline')
    expect(late.stdout).toContain('igcodes playbook deadline-passed')
  })

  test('note TEXT, and a note from stdin', async () => {
    const noted = await run(3, ['incident', 'note', 'called', 'the carrier', '--json'])
    expect(answerOf(noted).notes).toEqual([
      { at: '2026-11-20T12:03:00.000Z', by: 'tester', text: 'called the carrier' },
    ])
    await run(4, 'incident note', '携帯会社から返信\n番号は有効\r\n')
    const { notes } = answerOf(await run(5, 'incident show --json'))
    expect(notes).toMatchObject([{}, { text: '携帯会社から返信\n番号は有効' }])
  })

  test('what happens to codes meanwhile is in it, by position only', async () => {
    await run(6, 'use shop_tokyo')
    await run(7, 'mark shop_tokyo rejected')
    await run(8, 'use shop_tokyo')
    await run(9, 'mark shop_tokyo worked')
    const shown = await run(10, `incident show ${id} --json`)
    expect(answerOf(shown).codes).toEqual([
      { position: 1, state: 'reserved', at: '2026-11-20T12:06:00.000Z' },
      { position: 1, state: 'rejected', at: '2026-11-20T12:07:00.000Z' },
      { position: 2, state: 'reserved', at: '2026-11-20T12:08:00.000Z' },
      { position: 2, state: 'used', at: '2026-11-20T12:09:00.000Z' },
    ])
    for (const code of tokyo) expect(shown.stdout).not.toContain(code)
  })

  test('deadline WHEN moves it, none takes it away', async () => {
    const moved = await run(11, 'incident deadline @shop_tokyo 2026-11-21 18:00 --json')
    expect(answerOf(moved)).toMatchObject({ id, deadline: '2026-11-21T18:00:00.000Z' })
    expect(answerOf(await run(12, `incident deadline ${id} 36h --json`))).toMatchObject({
      deadline: '2026-11-22T00:12:00.000Z',
    })
    expect(answerOf(await run(13, 'incident deadline none --json'))).toMatchObject({ deadline: null })
  })

  test('steps that a walk recorded are told in words, unknown ones by their ids', async () => {
    const when = '2026-11-20T12:14:00.000Z'
    const events = [
      { type: 'incident-step', playbook: 'codes', step: 'use-code', outcome: 'done' },
      { type: 'incident-moved', scenario: 'stale-set' },
      { type: 'incident-step', playbook: 'phone-lost', step: 'a-step-of-old', outcome: 'skipped' },
      { type: 'incident-paused', until: '2026-11-20T13:14:00.000Z' },
      { type: 'incident-dreamt-of', mood: 'good' },
    ]
    for (const event of events)
      await changePayload(world, payload => ({
        ...payload,
        events: [...payload.events, nextEvent(payload, { ...event, incident: payload.events.at(-1)?.incident, when })],
      }))
    const { steps, scenario, scenarios } = answerOf(await run(15, 'incident show --json'))
    expect(steps).toEqual([
      {
        playbook: 'codes',
        step: 'use-code',
        text: expect.stringContaining('Sign in'),
        outcome: 'done',
        at: when,
        by: 'another',
      },
      expect.objectContaining({ step: 'a-step-of-old', text: 'a-step-of-old', outcome: 'skipped' }),
    ])
    expect(scenario).toBe('stale-set')
    expect(scenarios).toHaveLength(2)
  })

  test('close needs an outcome where nobody can be asked', async () => {
    const outcome = await run(16, 'incident close --json')
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'missing-argument' })
  })

  test('close --outcome --cause --worked --change', async () => {
    const closing = ['--cause', 'SMS to the old phone', '--worked', 'No. 2', '--change', 'two keepers']
    const outcome = await run(17, [...'incident close shop_tokyo --outcome recovered --json'.split(' '), ...closing])
    expect(answerOf(outcome)).toMatchObject({
      state: 'closed',
      closed: {
        outcome: 'recovered',
        cause: 'SMS to the old phone',
        worked: 'No. 2',
        change: 'two keepers',
        at: '2026-11-20T12:17:00.000Z',
        by: 'tester',
      },
    })
    expect(answerOf(await run(18, 'incident list --json'))).toEqual({ incidents: [] })
    expect(answerOf(await run(18, 'incident list --all --json')).incidents).toHaveLength(1)
    expect((await run(18, 'status --check')).stdout).not.toContain('locked out')
  })

  test('a closed one takes notes, by its name, and nothing else', async () => {
    expect((await run(19, 'incident note late')).code).toBe(2)
    expect((await run(19, `incident note late --incident ${id}`)).code).toBe(0)
    expect(await run(19, `incident deadline ${id} 36h`)).toMatchObject({ code: 24 })
    expect(await run(19, `incident close ${id} --outcome given-up`)).toMatchObject({ code: 24 })
  })

  test('the report has everything but digits', async () => {
    const { stdout, stderr } = await run(20, `incident show ${id} --markdown`)
    expect(stderr).toBe('')
    for (const told of [
      '# Incident report: `@shop_tokyo`, 2026-11-20',
      '| 2026-11-20 12:03 | tester | Note: called the carrier |',
      '| 2026-11-20 12:04 | tester | Note: 携帯会社から返信 / 番号は有効 |',
      '| 2026-11-20 12:07 | tester | No. 1 refused |',
      '| 2026-11-20 12:17 | tester | Closed: recovered |',
      '## Cause\n\nSMS to the old phone\n',
      '- [ ] New backup codes',
      '- [x] The cause is written down',
    ])
      expect(stdout).toContain(told)
    for (const code of tokyo) expect(stdout.replaceAll(' ', '')).not.toContain(code)
  })

  test('new codes tick off their line, also afterwards', async () => {
    await run(21, 'add shop_tokyo --yes', someCodes(5, 7).join('\n'))
    const { stdout } = await run(22, `incident show ${id} --markdown`)
    expect(stdout).toContain('- [x] New backup codes')
  })

  test('log tells it in words', async () => {
    const { events } = answerOf(await run(23, 'log shop_tokyo --json'))
    const told = (Array.isArray(events) ? events : []).map(object)
    expect(told).toContainEqual({
      at: noon,
      by: 'tester',
      type: 'incident-opened',
      account: 'shop_tokyo',
      incident: id,
      scenario: 'phone-lost',
    })
    expect(told.filter(({ type }) => type === 'incident-noted')).toHaveLength(3)
    const { stdout } = await run(23, 'log')
    expect(stdout).toContain(`@shop_tokyo: incident ${id}, Note: called the carrier`)
    expect(stdout).toContain('incident-dreamt-of (by a newer igcodes)')
  })
})

describe('which incident is meant', () => {
  const world = new World()
  const run = atMinute(world)
  let first = ''
  let second = ''
  beforeAll(async () => {
    await filled(run)
    first = await opened(run)
    second = await opened(run, 'not_in_the_vault')
  })

  test('has to be said where several are open, and the error says which', async () => {
    for (const command of ['note lost', 'deadline 36h', 'close --outcome recovered']) {
      const outcome = await run(1, `incident ${command} --json`)
      expect(outcome).toMatchObject({ code: 2, stdout: '' })
      expect(errorOf(outcome)).toMatchObject({
        code: 'incident-needed',
        hint: `${first} @shop_tokyo\n${second} @not_in_the_vault`,
      })
    }
  })

  test('is said by id, its beginning, or the handle', async () => {
    for (const name of [first, '@shop_tokyo', 'shop_tokyo', first.toUpperCase()])
      expect(answerOf(await run(1, `incident show ${name} --json`))).toMatchObject({ id: first })
    expect(answerOf(await run(1, 'incident show not_in_the_vault --json'))).toMatchObject({
      id: second,
      account: 'not_in_the_vault',
    })
    expect(answerOf(await run(1, 'incident deadline not_in_the_vault fri 18:00 --json'))).toMatchObject({ id: second })
  })

  test('is never guessed from a note’s first word', async () => {
    const outcome = await run(1, `incident note ${first} called back --incident ${second} --json`)
    expect(answerOf(outcome)).toMatchObject({ id: second, notes: [{ text: `${first} called back` }] })
  })

  test('of an account that is not in the vault shows in status too', async () => {
    const { incidents } = answerOf(await run(1, 'status --json'))
    expect(incidents).toMatchObject([{ account: 'shop_tokyo' }, { account: 'not_in_the_vault' }])
    expect((await run(1, 'status')).stdout).toContain('@not_in_the_vault is locked out')
    expect(answerOf(await run(1, 'status shop_tokyo --json')).incidents).toHaveLength(1)
  })
})

describe('what is refused, with nothing stored', () => {
  const world = new World()
  const run = atMinute(world)
  let before: Uint8Array = new Uint8Array()
  beforeAll(async () => {
    await filled(run)
    await opened(run)
  })
  beforeEach(() => {
    before = world.vaultBytes()
  })

  test.each<[string, readonly string[], number, string]>([
    ['a code in a note', ['note', 'No. 3 is', '1234 5678'], 22, 'text-holds-code'],
    ['an empty note', ['note', ' '], 22, 'text-empty'],
    ['no note at all', ['note'], 22, 'text-empty'],
    ['a novel', ['note', 'x'.repeat(2001)], 22, 'text-too-long'],
    ['a code in the cause', ['close', '--outcome', 'recovered', '--cause', '12345678'], 22, 'text-holds-code'],
    ['a deadline that nobody can read', ['deadline', 'soonish'], 22, 'bad-deadline'],
    ['a deadline with one word too many', ['deadline', 'some', 'day'], 22, 'bad-deadline'],
    ['a deadline that is over', ['deadline', '2026-11-20', '11:59'], 22, 'bad-deadline'],
    ['a deadline for nobody', ['deadline', '@nobody', '36h'], 20, 'unknown-incident'],
    ['an unknown incident', ['show', 'zzzz'], 20, 'unknown-incident'],
    ['no scenario', ['open', 'shop_osaka'], 2, 'missing-argument'],
    ['a strange scenario', ['open', '--scenario', 'alien-abduction'], 20, 'unknown-scenario'],
    ['a handle that is none', ['open', 'not a handle', '--scenario', 'phone-lost'], 22, 'bad-handle'],
    ['an outcome that is none', ['close', '--outcome', 'fine'], 2, 'bad-argument'],
    ['an unknown command', ['forget'], 2, 'unknown-command'],
  ])('%s', async (_, words, code, error) => {
    const outcome = await run(1, ['incident', ...words, '--json'])
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: error, message: expect.stringMatching(/./) })
    expect(world.vaultBytes()).toEqual(before)
  })

  test('a note from a file is judged before any key is derived', async () => {
    const file = join(world.home, 'mail.txt')
    writeFileSync(file, 'Your code: 1234 5678')
    const outcome = await world.shell(`igcodes incident note --no-input < ${file}`, {
      IGCODES_PASSPHRASE_FILE: join(world.home, 'no such file'),
    })
    expect(outcome).toMatchObject({ code: 22 })
    expect(outcome.stderr).toContain('digits like a backup code')
  })

  test('what controls the screen is kept, but never obeyed', async () => {
    const hostile = '\u001b[2Jgone\u0007 | <b> `x`'
    await run(2, ['incident', 'note', hostile])
    expect(answerOf(await run(3, 'incident show --json')).notes).toMatchObject([{ text: hostile }])
    for (const command of ['incident show', 'incident show --markdown', 'log', 'incident list']) {
      const { stdout } = await run(3, command)
      expect([...stdout].filter(character => /\p{Cc}/u.test(character) && character !== '\n')).toEqual([])
    }
  })
})
