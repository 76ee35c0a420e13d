/** Text from outside never drives the terminal; with NO_COLOR nothing is colored. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { isThorough } from '../thorough.ts'
import { changePayload, nextEvent } from './payload.ts'
import { endSessions, type Session } from './session.ts'
import { passphrase, removeWorlds, someCodes, World } from './world.ts'

const tokyo = someCodes(5, 1)
const esc = '\u001b'
/** A title, a color, a cleared screen, an eight-bit CSI, a bidi override, a bell: each with a word to find it by. */
const hostile = `${esc}]0;TITLE\u0007${esc}[31mRED${esc}[2J\u009b1mBOLD\u202eEDIB\rOVER`

afterEach(endSessions)
afterAll(removeWorlds)

/** Runs a command to its end, typing the passphrase if it is asked for. */
async function seen(world: World, command: string | readonly string[], env = {}): Promise<Session> {
  const session = world.session(command, {
    env: { IGCODES_PASSPHRASE_FILE: world.passphraseFile, ...env },
    columns: 100,
  })
  await session.exit()
  return session
}

function expectHarmless(session: Session): void {
  const raw = session.raw()
  // Our own are colors, and what moves the cursor within our lines: never a title, nor a cleared screen, nor theirs.
  expect(raw).not.toContain(`${esc}]`)
  expect(raw).not.toContain(`${esc}[2J`)
  expect(raw).not.toContain(`${esc}[31mRED`)
  expect(raw).not.toMatch(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/)
  expect(raw).not.toContain('\u0007')
  expect(raw).not.toMatch(/\r(?!\n|\r)OVER/)
}

const told = isThorough ? ['en', 'ja'] : ['ja']

describe('escape sequences in the vault', () => {
  async function poisoned(event: object): Promise<World> {
    const world = await new World().fill({ shop_tokyo: tokyo })
    await changePayload(world, payload => ({ ...payload, events: [...payload.events, nextEvent(payload, event)] }))
    return world
  }

  test.each(told)('in the name of who wrote it (%s)', async lang => {
    const world = await poisoned({ type: 'account-added', account: 'x', handle: 'x', by: hostile })
    const session = await seen(world, `log --lang ${lang}`)
    expect(session.scrollback()).toContain('RED')
    expectHarmless(session)
  })

  test('in an unknown type, in log and where a change is refused', async () => {
    const world = await poisoned({ type: `code-${hostile}`, account: hostile })
    for (const command of ['log', 'status', 'use shop_tokyo']) {
      const session = await seen(world, command)
      expectHarmless(session)
      if (command !== 'status') expect(session.scrollback()).toContain('TITLE')
    }
  })

  test('in a time and in an account id', async () => {
    const world = await poisoned({ type: 'code-used', account: hostile, code: hostile, at: hostile })
    for (const command of ['log', 'status', 'show shop_tokyo']) expectHarmless(await seen(world, command))
  })

  describe('in every id and every text that a co-holder can write', () => {
    const when = '2026-11-20T09:00:00.000Z'
    const account = 'shop_tokyo'

    /** One of each kind of record, with ids and texts that are all the same. */
    function recordsOf(id: string, text: string, ref = id): readonly object[] {
      const opened = { have: [], lost: [], scenario: 'phone-lost', odds: 'high', when }
      const device = { name: text, kind: 'phone', owner: 'company', holder: ref, since: null, vault: true }
      const factor = { kind: 'authenticator', label: text, owner: 'company', on: ref, holders: [ref] }
      const place = { kind: 'locked-paper', label: text, on: null, holders: [ref], handOver: text }
      return [
        {
          type: 'person-saved',
          person: id,
          name: text,
          roles: ['security-manager'],
          agency: true,
          left: '2026-01-01',
          phone: text,
          contact: text,
        },
        { type: 'device-saved', device: id, ...device },
        { type: 'factor-saved', factor: id, ...factor, needs: [], confirmed: null },
        { type: 'factor-linked', factor: id, accounts: [account] },
        { type: 'place-saved', place: id, ...place },
        { type: 'place-linked', place: id, accounts: [account] },
        { type: 'incident-opened', incident: id, account, handle: account, ...opened },
        { type: 'incident-noted', incident: id, text },
        { type: 'incident-step', incident: id, playbook: 'codes', step: 'use-code', outcome: 'failed', when },
        {
          type: 'handover-started',
          handover: id,
          kind: 'leave',
          about: [`person:${ref}`],
          tasks: [{ account, task: `take-away:person:${ref}` }],
        },
        { type: 'audit-ignored', rule: 'sms-only', account, until: '2026-12-01', because: text },
        { type: 'totp-added', account, totp: id },
        { type: 'test-recorded', account, passed: false, with: 'code', day: '2026-11-01', by: text },
      ]
    }

    async function filled(...records: readonly object[]): Promise<World> {
      const world = await new World().fill({ shop_tokyo: tokyo })
      await changePayload(world, payload => {
        const events = [...payload.events]
        for (const record of records) events.push(nextEvent({ ...payload, events }, record))
        return { ...payload, events }
      })
      return world
    }

    const commands = [
      ...[
        'status',
        'status shop_tokyo',
        'show shop_tokyo',
        'log',
        'audit',
        'audit shop_tokyo',
        'due',
        'due --ics',
        'map',
        'policy',
      ],
      ...[
        'sheet',
        'sheet shop_tokyo',
        'sheet shop_tokyo --format html',
        'person list',
        'device list',
        'factor list',
        'place list',
      ],
      ...[
        'incident',
        'incident show',
        'incident show --markdown',
        'handover',
        'handover show',
        'totp list',
        'account list',
      ],
      ...[
        'what-if --leave sato',
        'what-if --lose device:phone',
        'person remove nobody',
        'recover shop_tokyo',
        'check',
        'completion bash',
      ],
    ]
    /** In text each command in one of the languages, the next one in the other: their words differ, what they are made of does not. */
    const outputs = (world: World, lang: string, json: boolean) =>
      Promise.all(
        commands
          .filter((_, index) => json || isThorough || index % 2 === Number(lang === 'ja'))
          .map(async command => {
            const { stdout, stderr, code } = await world.run(
              `${command} --lang ${lang}${json ? ' --json' : ''} --no-input`,
            )
            return { command, text: stdout + stderr, code }
          }),
      )

    const sequences = `${hostile}${esc}]52;c;ZXZpbA==\u0007${esc}P1$r0m${esc}\\\u2066\u200b\u{e0041}\u00ad`
    const commandsInIt = `x;touch $HOME/pwned #'"$(touch pwned)\`touch pwned\``

    const hostileText = sequences + commandsInIt

    function expectPlain({ command, text }: { command: string; text: string }): void {
      expect(text.replaceAll(/[\t\n]/g, ''), command).not.toMatch(
        /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\u{e0041}/u,
      )
      // No command to copy, neither of ours nor of the shell's own, has one of theirs in it.
      const copyable = text.split('\n').filter(line => /igcodes [a-z]/.test(line) && line.includes('touch'))
      for (const line of copyable) expect(line, command).toMatch(/'[^']*touch|\\u|because/)
    }

    test.each(told)('ids of no program are none (%s)', async lang => {
      const world = await filled(...recordsOf(hostileText, 'Phone'))
      for (const json of lang === 'en' ? [false, true] : [false])
        for (const output of await outputs(world, lang, json)) {
          expectPlain(output)
          expect(output.code, output.command).not.toBe(1)
          expect(output.text, output.command).not.toContain('pwned')
        }
    })

    test.each(told)('texts are shown, and obeyed by nothing (%s)', async lang => {
      const world = await filled(...recordsOf('sato', hostileText))
      for (const json of lang === 'en' ? [false, true] : [false])
        for (const output of await outputs(world, lang, json)) {
          expectPlain(output)
          expect(output.code, output.command).not.toBe(1)
        }
      for (const command of ['status shop_tokyo', 'person list', 'incident show', 'handover show'])
        expectHarmless(await seen(world, `${command} --lang ${lang}`))
    })
  })

  test('in JSON they are escaped, and come out as they were', async () => {
    const world = await poisoned({ type: 'account-added', account: 'x', handle: 'x', by: hostile })
    const session = await seen(world, 'log --json')
    expectHarmless(session)
    const { stdout } = await world.run('log --json --no-input')
    expect(stdout).not.toContain(esc)
    expect(JSON.parse(stdout).events.at(-1)).toMatchObject({ by: hostile })
  })
})

describe('a secret that goes to a file', () => {
  test.each(['show shop_tokyo --reveal', 'show shop_tokyo --reveal --json', 'use shop_tokyo --json'])(
    'is closed to others before it is in it: %s',
    async command => {
      const world = await new World().fill({ shop_tokyo: tokyo })
      const file = join(world.home, 'out')
      const { code } = await world.shell(`umask 022; igcodes ${command} --no-input > ${file}`)
      expect(code).toBe(0)
      expect(readFileSync(file, 'utf8')).toContain(tokyo[0]?.slice(0, 4))
      expect(statSync(file).mode & 0o777).toBe(0o600)
    },
  )

  test('what holds none stays as it is', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const file = join(world.home, 'out')
    await world.shell(`umask 022; igcodes show shop_tokyo --no-input > ${file}`)
    expect(statSync(file).mode & 0o777).toBe(0o644)
  })
})

test('in a folder that was deleted a relative vault is an error, and no stack', async () => {
  const world = new World()
  for (const command of ['status', 'check', 'init']) {
    const gone = `mkdir -p ${world.home}/gone; cd ${world.home}/gone; rmdir ${world.home}/gone; igcodes`
    const { code, stderr } = await world.shell(`${gone} ${command} --vault x --no-input`)
    expect({ command, code }).toEqual({ command, code: 16 })
    expect(stderr).toContain('was deleted')
  }
})

describe('escape sequences on the command line', () => {
  test.each([
    ['a handle', ['use', hostile]],
    ['a command', [hostile]],
    ['an option', ['use', `--${hostile}`]],
    ['a passphrase file', ['status', '--passphrase-file', `/${hostile}`]],
    ['a vault', ['status', '--vault', `/nowhere/${hostile}`]],
    ['a date', ['add', 'shop', '--issued-on', hostile]],
    ['a backup', ['backup', 'restore', `2026${hostile}`, '--yes']],
    ['a language', ['status', '--lang', hostile]],
    ['an outcome', ['mark', 'shop', hostile]],
  ])('%s', async (_, command) => {
    const session = await seen(new World(), command)
    expect(session.scrollback()).toContain('✗')
    expectHarmless(session)
  })

  test('the path of a vault that is made and damaged', async () => {
    const world = new World()
    const vault = join(world.home, `a${esc}[2Jb`, 'vault.igcodes')
    expectHarmless(await seen(world, ['init', '--no-recovery-key', '--vault', vault]))
    expectHarmless(await seen(world, ['account', 'add', 'shop', '--vault', vault]))
    expectHarmless(await seen(world, ['backup', 'list', '--vault', vault]))
    writeFileSync(vault, 'igcodes-vault/1\n{}\n')
    expectHarmless(await seen(world, ['status', '--vault', vault]))
  })

  test("the vault's version line", async () => {
    const world = new World()
    mkdirSync(dirname(world.vault), { recursive: true, mode: 0o700 })
    writeFileSync(world.vault, `igcodes-vault/${esc}[2J\n`, { mode: 0o600 })
    expectHarmless(await seen(world, 'status'))
  })
})

describe('color', () => {
  const sgr = new RegExp(`${esc}\\[[0-9;]*m`)
  const commands = ['status', 'show shop_tokyo', 'log', 'account list', '--help', 'use nobody', 'status --check']

  test('NO_COLOR leaves none, in any output', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo.slice(0, 1) })
    for (const command of commands) {
      const session = await seen(world, command, { NO_COLOR: '1' })
      expect(session.raw(), command).not.toMatch(sgr)
    }
  })

  test('without it the same outputs are colored', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo.slice(0, 1) })
    for (const command of ['status', 'show shop_tokyo', 'log', 'use nobody'])
      expect((await seen(world, command)).raw(), command).toMatch(sgr)
  })

  test('NO_COLOR leaves none in questions either', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const session = world.session('use shop_tokyo', { env: { NO_COLOR: '1' } })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('I have not typed it yet')
    session.press('down', 'enter')
    expect(await session.exit()).toBe(0)
    expect(session.raw()).not.toMatch(sgr)
  })

  test('a pipe gets none', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    for (const command of ['status --no-input', '--help', 'use nobody --no-input']) {
      const { stdout, stderr } = await world.run(command)
      expect(stdout + stderr, command).not.toContain(esc)
    }
  })
})

test.each([
  ['en', 'codes: 0/0', 'Problem: no code left'],
  ['ja', 'コード: 0/0', '問題: 残りなし'],
])('--plain draws nothing, for who has the screen read aloud (%s)', async (language, codes, finding) => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  await world.run('void shop_tokyo --because exposed --yes --no-input')
  const status = world.session(`status --plain --lang ${language} --passphrase-file ${world.passphraseFile}`)
  expect(await status.exit()).toBe(0)
  expect(status.raw()).not.toContain(esc)
  expect(status.screen()).toContain(codes)
  expect(status.screen()).toContain(finding)
  expect(status.screen()).not.toMatch(/[✗⚠✓░█]/u)
})

test('a dumb terminal gets a session without any escape sequence', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const session = world.session('use shop_tokyo', { env: { TERM: 'dumb' } })
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor('1-3, y, n:')
  session.type('y\n')
  expect(await session.exit()).toBe(0)
  expect(session.raw()).not.toContain(esc)
  expect(session.screen()).toContain('4 of 5 left')
})
