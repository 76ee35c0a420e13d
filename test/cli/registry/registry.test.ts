/** The contract of `person`, `device`, `factor` and `place` with scripts, and dialogues that are left half-way. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { changePayload, nextEvent } from '../payload.ts'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, object, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)
const osaka = someCodes(5, 2)
const clock = { TEST_CLOCK: '2026-11-20T12:00:00.000Z' }

afterEach(endSessions)
afterAll(removeWorlds)

/** Runs a script's command: `'` holds words together, as in a shell. */
function scripts(world: World) {
  return (command: string) => {
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    return world.run([...words, '--no-input'], { env: clock })
  }
}

describe('the registry in scripts', () => {
  const world = new World()
  const run = scripts(world)
  beforeAll(() => world.fill({ shop_tokyo: tokyo, shop_osaka: osaka }))

  test('nothing is listed at first', async () => {
    expect(answerOf(await run('person --json'))).toEqual({ persons: [] })
    expect(await run('factor list')).toMatchObject({ code: 0, stderr: '' })
  })

  test('person add NAME --role … --agency', async () => {
    const outcome = await run("person add 'Sato Hanako' --role account-manager,security-manager --agency --json")
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(outcome)).toEqual({
      id: 'sato-hanako',
      name: 'Sato Hanako',
      roles: ['account-manager', 'security-manager'],
      agency: true,
      left: null,
      phone: null,
      contact: null,
    })
    expect((await run('person add 鈴木一郎')).code).toBe(0)
  })

  test('the same again is refused (24), so that a script may run twice', async () => {
    const outcome = await run("person add 'sato hanako' --json")
    expect(outcome).toMatchObject({ code: 24, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'record-exists' })
  })

  test('device add NAME --kind --holder --owner --since --with-vault', async () => {
    const outcome = await run(
      'device add koho-iphone --kind phone --holder sato --owner company --since 2026-01-10 --with-vault --json',
    )
    expect(answerOf(outcome)).toEqual({
      id: 'koho-iphone',
      name: 'koho-iphone',
      kind: 'phone',
      owner: 'company',
      holder: 'sato-hanako',
      since: '2026-01-10',
      vault: true,
    })
  })

  test('factor add --kind --label --device --holder --confirmed --account', async () => {
    const outcome = await run(
      "factor add --kind authenticator --device koho-iphone --label 'Google Authenticator' --account shop_tokyo --holder sato --confirmed today --json",
    )
    expect(answerOf(outcome)).toEqual({
      id: 'google-authenticator',
      kind: 'authenticator',
      label: 'Google Authenticator',
      // As the device: nobody said otherwise.
      owner: 'company',
      device: 'koho-iphone',
      holders: ['sato-hanako'],
      needs: [],
      confirmed: '2026-11-20',
      accounts: ['shop_tokyo'],
    })
  })

  test('factor edit --link --unlink --all-accounts', async () => {
    const linked = answerOf(await run('factor edit google --link shop_osaka --unlink shop_tokyo --json'))
    expect(linked.accounts).toEqual(['shop_osaka'])
    const all = answerOf(await run('factor edit google --all-accounts --json'))
    expect(all.accounts).toEqual(['shop_osaka', 'shop_tokyo'])
  })

  test('place add NAME --kind --holder --account', async () => {
    const outcome = await run(
      "place add 'office safe' --kind locked-paper --holder sato,鈴木 --account shop_tokyo --json",
    )
    expect(answerOf(outcome)).toEqual({
      id: 'office-safe',
      kind: 'locked-paper',
      label: 'office safe',
      device: null,
      holders: ['sato-hanako', '鈴木一郎'],
      handOver: null,
      accounts: ['shop_tokyo'],
    })
  })

  test('person --phone --contact and place --handover are kept until they are none', async () => {
    const reached = async (options: string) => answerOf(await run(`person edit 鈴木 ${options} --json`))
    expect(await reached("--phone '+81 90 1234 5678' --contact 内線12")).toMatchObject({
      phone: '+81-90-1234-5678',
      contact: '内線12',
    })
    expect(await reached('--role poster')).toMatchObject({ phone: '+81-90-1234-5678', contact: '内線12' })
    expect(await reached('--contact なし')).toMatchObject({ phone: '+81-90-1234-5678', contact: null })
    const place = answerOf(await run("place edit office --handover 'sealed, both present' --json"))
    expect(place).toMatchObject({ handOver: 'sealed, both present' })
    const page = answerOf(await run('status shop_tokyo --json')).accounts
    expect(page).toMatchObject([
      {
        places: [{ handOver: 'sealed, both present' }],
        call: [{ name: 'Sato Hanako', phone: null }, { phone: '+81-90-1234-5678' }],
      },
    ])
    const { accounts } = answerOf(await run('what-if --lose phone:koho-iphone --json'))
    expect(accounts).toMatchObject([{}, { call: [{ id: 'sato-hanako' }, { phone: '+81-90-1234-5678' }] }])
    expect((await run('what-if --leave sato')).stdout).toContain('鈴木一郎, +81-90-1234-5678')
    expect(answerOf(await run('sheet shop_tokyo --json'))).toMatchObject({
      handOver: 'sealed, both present',
      securityManagers: [{ name: 'Sato Hanako', phone: null }],
    })
    expect((await run('policy')).stdout).toContain('is handed over like this: sealed, both present')
  })

  test('lists are filtered by --holder and --account', async () => {
    const ids = async (command: string, member: string) => {
      const list = answerOf(await run(`${command} --json`))[member]
      return Array.isArray(list) ? list.map(one => object(one).id) : []
    }
    expect(await ids('place list --holder 鈴木', 'places')).toEqual(['office-safe'])
    expect(await ids('factor list --holder 鈴木', 'factors')).toEqual([])
    expect(await ids('person list --account shop_osaka', 'persons')).toEqual(['sato-hanako'])
    expect(await ids('device list --account shop_osaka', 'devices')).toEqual(['koho-iphone'])
    expect(await ids('place list --account shop_osaka', 'places')).toEqual([])
  })

  test('person edit --left says who it was, and log tells it', async () => {
    const outcome = await run('person edit sato --left 2026-11-30 --json')
    expect(answerOf(outcome)).toMatchObject({ id: 'sato-hanako', left: '2026-11-30' })
    const { stdout } = await run('log')
    expect(stdout).toContain('person Sato Hanako changed, leaves on 2026-11-30')
    expect(stdout).toContain('Google Authenticator serves @shop_osaka')
    const { stdout: ofOsaka } = await run('log shop_osaka')
    expect(ofOsaka).toContain('Google Authenticator serves')
    expect(ofOsaka).not.toContain('Sato Hanako')
    expect((await run('log --json')).stdout).toContain('"type":"factor-linked"')
  })

  test.each([
    ['factor edit gogle-authenticator --owner private', 20, 'unknown-record'],
    ['device add x --kind phone --owner company --holder tanaka', 20, 'unknown-record'],
    ['factor edit google --link shop_tokio', 20, 'unknown-account'],
    ['place list --account shop_tokio', 20, 'unknown-account'],
    ['place list --holder tanaka', 20, 'unknown-record'],
    ['person remove tanaka --yes', 20, 'unknown-record'],
    ["place add 'safe 1234 5678' --kind paper", 22, 'text-holds-code'],
    ["person add '  '", 22, 'name-empty'],
    [`person add ${'x'.repeat(81)}`, 22, 'text-too-long'],
    ['factor edit google --needs google', 22, 'needs-loop'],
    ['person edit sato --left 2026-02-30', 22, 'bad-date'],
    ['factor edit google --confirmed 2027-01-01', 22, 'bad-date'],
    ['device edit koho --since 13月1日', 22, 'bad-date'],
    ['device edit koho --with-vault --without-vault', 2, 'bad-argument'],
    ["device edit koho --holder ''", 20, 'unknown-record'],
    ["person edit sato --phone '1234 5678'", 22, 'text-holds-code'],
    ['person edit sato --phone 12345678', 22, 'text-holds-code'],
    ['person edit sato --phone sato@shop.example', 22, 'bad-phone'],
    ["person edit sato --contact 'code 1234 5678'", 22, 'text-holds-code'],
    [`place edit office --handover ${'x'.repeat(161)}`, 22, 'text-too-long'],
    ['person add Tanaka --role king', 2, 'bad-argument'],
    ['person add', 2, 'missing-argument'],
    ['device add tablet --kind tablet', 2, 'missing-argument'],
    ['person edit sato', 2, 'missing-argument'],
    ['person remove sato', 2, 'confirmation-needed'],
    ['account setup shop_tokyo', 2, 'questions-only'],
  ])('%s ends with %i and stores nothing', async (command, code, name) => {
    const before = readFileSync(world.vault)
    const outcome = await run(`${command} --json`)
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: name })
    expect(readFileSync(world.vault).equals(before)).toBe(true)
  })

  test('a typing slip is answered with the nearest', async () => {
    expect((await run('device edit kho-iphone --holder none')).stderr).toContain('koho-iphone')
  })

  test('remove tells what named it, and takes it out there', async () => {
    const outcome = await run('person remove sato --yes --json')
    expect(answerOf(outcome)).toEqual({
      id: 'sato-hanako',
      removed: true,
      cleared: [
        { kind: 'device', id: 'koho-iphone' },
        { kind: 'factor', id: 'google-authenticator' },
        { kind: 'place', id: 'office-safe' },
      ],
    })
    expect(answerOf(await run('place list --json')).places).toEqual([
      expect.objectContaining({ holders: ['鈴木一郎'] }),
    ])
  })
})

test('a loop and an orphan that a merge left are marked, also 40 columns wide', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const fields = { kind: 'mail', owner: 'company', on: null, holders: ['gone'], confirmed: null }
  for (const [factor, needs] of [
    ['a', ['b']],
    ['b', ['a']],
  ])
    await changePayload(world, payload => ({
      ...payload,
      events: [...payload.events, nextEvent(payload, { type: 'factor-saved', factor, label: 'A', needs, ...fields })],
    }))
  const { factors } = answerOf(await world.succeed('factor list --json --no-input'))
  expect(factors).toEqual([
    expect.objectContaining({
      faults: [
        { kind: 'person-gone', id: 'gone' },
        { kind: 'loop', way: ['a', 'b', 'a'] },
      ],
    }),
    expect.objectContaining({ id: 'b' }),
  ])
  const { findings } = answerOf(await world.run('audit --rule broken-reference --json --no-input'))
  expect(findings).toEqual([
    expect.objectContaining({ severity: 'warning', message: expect.stringMatching(/a → gone.*a → b → a.*b → gone/) }),
  ])
  expect((await world.succeed('map --no-input')).stdout).toContain('needs itself')
  const session = world.session('factor list', { columns: 40, env: clock })
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  expect(await session.exit()).toBe(0)
  expect(session.scrollback()).toContain('needs itself: a → b → a')
  for (const line of session.scrollback().split('\n')) expect(line.length).toBeLessThanOrEqual(40)
})

describe('a dialogue that is left', () => {
  test.each([
    ['ctrl-c', 130],
    ['ctrl-d', 3],
  ] as const)('by %s ends with %i and stores nothing', async (key, code) => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const before = readFileSync(world.vault)
    const session = world.session('account setup shop_tokyo', { env: clock })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('Which address')
    session.press('enter')
    await session.waitFor('What is the address?')
    session.type('info@shop.example\n')
    await session.waitFor('Name')
    session.type('Sato\n')
    await session.waitFor(/Name[\s\S]*Sato[\s\S]*Name/)
    session.press(key)
    expect(await session.exit()).toBe(code)
    expect(readFileSync(world.vault).equals(before)).toBe(true)
  })
})

test('what is missing is asked for', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const session = world.session('person add', { env: clock })
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor('Name')
  session.type('Sato\n')
  await session.waitFor('Which roles')
  session.press('space', 'enter')
  await session.waitFor('agency')
  session.press('enter')
  await session.waitFor('phone number')
  session.type('1234 5678\n')
  await session.waitFor(/digits like[\s\S]*phone number/)
  session.type('090 1234 5678\n')
  await session.waitFor('Another way')
  session.press('enter')
  expect(await session.exit()).toBe(0)
  expect(answerOf(await world.succeed('person list --json --no-input'))).toEqual({
    persons: [
      {
        id: 'sato',
        name: 'Sato',
        roles: ['account-manager'],
        agency: false,
        left: null,
        phone: '090-1234-5678',
        contact: null,
      },
    ],
  })
})

test('a second account is set up by choosing what is known', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo, shop_osaka: osaka })
  const run = scripts(world)
  await run('person add Sato')
  await run('device add phone --kind phone --owner company --holder sato')
  await run('factor add --kind authenticator --label App --device phone --account shop_tokyo')
  const session = world.session('account setup shop_osaka', { env: clock, rows: 60 })
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor('Which address')
  session.press('down', 'enter')
  await session.waitFor(/Which authenticator[^\n]*App/)
  session.press('enter')
  await session.waitFor('Which number')
  session.press('down', 'enter')
  await session.waitFor('Which of these')
  session.press('enter', 'enter')
  await session.waitFor('Where else')
  session.press('down', 'down', 'down', 'down', 'down', 'space', 'enter')
  // A picture is on a phone, and goes with it; nobody hands it over in an envelope.
  await session.waitFor('screenshot: where exactly')
  session.type('photos\n')
  await session.waitFor('On which device?')
  session.press('enter')
  await session.waitFor('Who can reach it?')
  session.press('enter', 'enter')
  for (const question of ['Who manages', 'Who posts', 'Who looks']) {
    await session.waitFor(question)
    session.press('enter', 'enter')
  }
  await session.waitFor('Store all of this?')
  session.press('enter')
  expect(await session.exit()).toBe(0)
  expect(session.screen()).toContain('igcodes audit shop_osaka')
  const { factors } = answerOf(await run('factor list --json'))
  expect(factors).toEqual([expect.objectContaining({ id: 'app', accounts: ['shop_osaka', 'shop_tokyo'] })])
  const { places } = answerOf(await run('place list --json'))
  expect(places).toEqual([expect.objectContaining({ kind: 'screenshot', device: 'phone', handOver: null })])
  expect((await run('audit shop_osaka')).stdout).toContain('Codes and authenticator are on one device')
})

test('a factor is entered by its label, as a person or a place is by its name', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const run = scripts(world)
  await run('factor add ０９０－１２３４－５６７８ --kind sms --owner company --account shop_tokyo')
  await run('factor add ｉｎｆｏ＠ｓｈｏｐ．ｊｐ --kind mail --owner company --account shop_tokyo')
  const { factors } = answerOf(await run('factor list --json'))
  expect(factors).toMatchObject([{ label: '090-1234-5678' }, { label: 'info@shop.jp' }])
  expect(await run('factor add a --label b --kind mail --owner company')).toMatchObject({ code: 2 })
})
