/** The answer goes to stdout alone; where nobody would read it, no code is spent (design, section 7). */
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { sampled } from '../thorough.ts'
import { readPayload } from './payload.ts'
import { endSessions } from './session.ts'
import { answerOf, ended, errorOf, passphrase, realEntry, removeWorlds, someCodes, World } from './world.ts'

const tokyo = someCodes(5, 1)
const [first = '', second = ''] = tokyo

afterEach(endSessions)
afterAll(removeWorlds)

async function filled(): Promise<World> {
  return new World().fill({ shop_tokyo: tokyo })
}

/** The codes' states, as the vault tells them. */
async function states(world: World): Promise<string[]> {
  const { sets } = answerOf(await world.run('show shop_tokyo --json --no-input'))
  return [...JSON.stringify(sets).matchAll(/"position":\d+,"state":"(\w+)"/g)].map(([, state = '']) => state)
}

const untouched = ['available', 'available', 'available', 'available', 'available']

describe('where the code would reach nobody, none is spent', () => {
  test('stdout closed', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes use shop_tokyo --no-input >&-')
    expect(outcome.code).toBe(16)
    expect(await states(world)).toEqual(untouched)
  })

  test('/dev/null', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes use shop_tokyo --json --no-input > /dev/null')
    expect(outcome.code).toBe(16)
    expect(errorOf(outcome)).toMatchObject({ code: 'answer-unreadable' })
    expect(await states(world)).toEqual(untouched)
  })

  test('/dev/full', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes use shop_tokyo --json --no-input > /dev/full')
    expect(outcome.code).toBe(16)
    expect(await states(world)).toEqual(untouched)
  })

  test('any other device that is no terminal', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes use shop_tokyo --json --no-input > /dev/zero')
    expect(outcome.code).toBe(16)
    expect(await states(world)).toEqual(untouched)
  })

  test('all three closed', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes use shop_tokyo --no-input <&- >&- 2>&-')
    expect(outcome.code).toBe(16)
    expect(await states(world)).toEqual(untouched)
  })
})

describe.concurrent('where the answer is lost on the way', () => {
  // Nobody can see beforehand that a pipe has lost its reader: a write of nothing succeeds (write(2)).
  test('a pipe whose reader has gone already: exit 16, and --pending shows the code', async () => {
    const world = await filled()
    const outcome = await world.shell(
      '{ sleep 0.3; igcodes use shop_tokyo --no-input; echo $? > code; } | true; cat code',
    )
    expect(outcome.stdout).toBe('16\n')
    expect(outcome.stderr).toContain('--pending')
    expect(await world.use('shop_tokyo', '--pending')).toMatchObject({ code: first, position: 1 })
  })

  test('a reader that goes while the vault is opened: the code stays as handed out, and --pending shows it', async () => {
    const world = await filled()
    // The pipe is whole at the start and broken when the answer comes: `sleep` dies while the passphrase is fetched.
    const outcome = await world.shell(
      `{ igcodes use shop_tokyo --json --no-input --passphrase-command 'sleep 0.6; cat ${world.passphraseFile}' 2> error; echo $? > code; } | sleep 0.2; cat code`,
    )
    expect(outcome.stdout).toBe('16\n')
    expect(readFileSync(join(world.home, 'error'), 'utf8')).toContain('answer-lost')
    expect(await states(world)).toEqual(['reserved', 'available', 'available', 'available', 'available'])
    expect(await world.use('shop_tokyo', '--pending')).toMatchObject({ code: first, position: 1 })
    expect(await world.use('shop_tokyo')).toMatchObject({ code: second, position: 2 })
  })

  test('a reader that has seen enough of a list is no error', async () => {
    const world = await filled()
    const outcome = await world.shell('for i in 1 2 3; do igcodes log --no-input; done | head -1')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(outcome.stdout).toMatch(/^ {2}when/)
  })

  test('a slow reader gets every byte', async () => {
    const world = await filled()
    const [slow, fast] = await Promise.all([
      world.shell('igcodes --help | { sleep 0.5; cat; }'),
      world.shell('igcodes --help'),
    ])
    expect(slow.stdout).toBe(fast.stdout)
  })
})

describe('where nobody would see it, no secret is made', () => {
  const everyNowhere = ['>&-', '> /dev/null', '> /dev/full']
  const generating = ['init --generate', 'init --generate --json', 'init --recovery-key --json']

  test.each(generating)('%s: exit 16, and there is no vault', async command => {
    for (const nowhere of sampled(everyNowhere, 3, generating.indexOf(command))) {
      const world = new World()
      const outcome = await world.shell(
        `${command.includes('--generate') ? 'unset IGCODES_PASSPHRASE_FILE; ' : ''}igcodes ${command} --no-input ${nowhere}`,
      )
      expect(outcome.code).toBe(16)
      expect(outcome.stderr).toContain('nothing was changed')
      expect(outcome.stderr).toMatch(/which shows the (six|12) words/)
      expect(existsSync(world.vault)).toBe(false)
    }
  })

  test.each(['', '--json'])('passwd --generate %s: exit 16, and the passphrase is the old one', async json => {
    for (const nowhere of sampled(everyNowhere, 2, json.length)) {
      const world = await filled()
      const outcome = await world.shell(`igcodes passwd --generate ${json} --no-input ${nowhere}`)
      expect(outcome.code).toBe(16)
      expect(outcome.stderr).toMatch(/No passphrase was made.*which shows the six words/s)
      expect((await world.run('status --no-input')).code).toBe(0)
    }
  })

  // As above: the reader goes while the passphrase is fetched.
  const lost = (world: World, command: string) =>
    world.shell(
      `{ igcodes ${command} --no-input --passphrase-command 'sleep 0.6; cat ${world.passphraseFile}' 2> error; echo $? > code; } | sleep 0.2; cat code error`,
    )

  test('a passphrase that did not reach anybody gives its place back to the one before', async () => {
    const world = await filled()
    const outcome = await lost(world, 'passwd --generate --json')
    expect(outcome.stdout).toMatch(/^16\n.*"answer-unreadable"/)
    expect((await world.run('status --no-input')).code).toBe(0)
  })

  test('recovery-key to a full disk: exit 16, and how to get the words is said', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes recovery-key --yes --no-input > /dev/full')
    expect(outcome.code).toBe(16)
    expect(outcome.stderr).toMatch(/No recovery key was made.*which shows the 12 words/s)
  })

  test('words that did not reach anybody without --json: nothing is made of them either', async () => {
    const world = await filled()
    const outcome = await lost(world, 'passwd --generate')
    expect(outcome.stdout).toMatch(/^16\n.*No passphrase was made/)
    expect((await world.run('status --no-input')).code).toBe(0)

    const fresh = new World()
    // Nothing asks for a passphrase here: the reader is gone from the beginning.
    const made = await fresh.shell(
      'unset IGCODES_PASSPHRASE_FILE; { sleep 0.3; igcodes init --generate --no-input 2> error; echo $? > code; } | true; cat code error',
    )
    expect(made.stdout).toMatch(/^16\n.*No passphrase was made/)
    expect(existsSync(fresh.vault)).toBe(false)
  })

  test('a recovery key that did not without --json: it is there, and nothing else is said', async () => {
    const world = await filled()
    const outcome = await lost(world, 'recovery-key')
    expect(outcome.stdout).toMatch(/^16\n✗ The new recovery key is made, but it could not be shown\./)
  })

  test('a recovery key that did not: it is there, and this is said', async () => {
    const world = await filled()
    const outcome = await lost(world, 'recovery-key --json')
    expect(outcome.stdout).toMatch(/^16\n.*"secret-lost".*"Make another, which takes its place: igcodes recovery-key"/)
  })
})

describe('where nobody reads the notes on stderr, the command ends as it does elsewhere', () => {
  test.each([
    ['use shop_tokyo --no-input', 0],
    ['mark shop_tokyo worked --no-input', 22],
    ['use nobody --no-input', 20],
    ['use nobody --json --no-input', 20],
    ['nonsense', 2],
  ])('%s: exit %i', async (command, code) => {
    const world = await filled()
    expect((await world.shell(`igcodes ${command} 2> /dev/full`)).code).toBe(code)
  })

  test('a reader that is gone, after a change: exit 0', async () => {
    const world = await filled()
    await world.use('shop_tokyo')
    const outcome = await world.shell(
      '{ sleep 0.3; igcodes mark shop_tokyo worked --no-input 2>&1; echo $? > code; } | true; cat code',
    )
    expect(outcome.stdout).toBe('0\n')
    expect((await states(world))[0]).toBe('used')
  })
})

test.each(['--version', 'check', 'status --no-input'])('%s to a full disk: 16, with the cause', async command => {
  const world = await filled()
  const { code, stderr } = await world.shell(`'${process.execPath}' '${realEntry}' ${command} > /dev/full`)
  expect(code).toBe(16)
  expect(stderr).toMatch(/^✗ .*ENOSPC/)
})

test('a note that nobody can read changes nothing of how check ends', async () => {
  const world = await filled()
  const check = `'${process.execPath}' '${realEntry}' check`
  for (const where of ['2>&-', '2> /dev/full', '2>&1 >/dev/null | true; echo 0'])
    expect(await world.shell(`${check} ${where}`), where).toMatchObject({ code: 0 })
})

describe('the answer is on stdout and nothing else is', () => {
  test('8 digits and a line end; the rest is on stderr', async () => {
    const world = await filled()
    const outcome = await world.shell('igcodes use shop_tokyo --no-input')
    expect(outcome).toMatchObject({ code: 0, stdout: `${first}\n` })
    expect(outcome.stderr).toContain('4 of 5 left')
    expect(outcome.stderr).not.toContain(first)
  })

  test('a file takes it too', async () => {
    const world = await filled()
    const file = join(world.home, 'answer')
    const child = world.spawn('use shop_tokyo --json --no-input', {}, ['ignore', openSync(file, 'w'), 'ignore'])
    expect(await ended(child)).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ code: first })
  })

  test('code=$(igcodes use ACCOUNT) asks on the terminal and answers into the variable', async () => {
    const world = await filled()
    const session = world.session([], {
      command: '/bin/sh',
      args: ['-c', 'code=$(igcodes use shop_tokyo); echo "got:$code:$?"'],
    })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('got:')
    expect(await session.exit()).toBe(0)
    expect(session.screen()).toContain(`got:${first}:0`)
    expect(session.screen()).toContain('4 of 5 left')
    expect(session.raw()).not.toContain(passphrase)
  })

  test('the passphrase is asked on the terminal even when stdin is the paste', async () => {
    const world = await new World().fill()
    writeFileSync(join(world.home, 'codes.txt'), tokyo.join('\n'))
    const session = world.session([], {
      command: '/bin/sh',
      args: ['-c', 'igcodes add shop_tokyo < codes.txt; echo "ended:$?"'],
    })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('(Y/n)')
    session.press('enter')
    await session.waitFor('ended:0')
    expect(await states(world)).toEqual(untouched)
  })

  test('with stderr sent away the questions still come', async () => {
    const world = await filled()
    const session = world.session([], {
      command: '/bin/sh',
      args: ['-c', 'igcodes use shop_tokyo 2> errors; echo "ended:$?"'],
    })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('Did it work?')
    session.type('y\n')
    await session.waitFor('ended:0')
    const { events } = await readPayload(world)
    expect(events.at(-1)).toMatchObject({ type: 'code-used' })
    expect(session.screen()).not.toContain(first.slice(0, 4))
  })
})

describe('a signal while the key is derived', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends with %d, leaves no lock and uses no code', async (signal, code) => {
    const world = new World()
    // Dear enough to be met in the middle.
    await world.succeed('init --no-input', { env: { TEST_COST: '262144/3' } })
    await world.succeed('add shop_tokyo --yes --no-input', { input: tokyo.join(' ') })
    const ready = join(world.home, 'ready')
    const command = `touch ${ready}; cat ${world.passphraseFile}`
    const args = ['use', 'shop_tokyo', '--no-input', '--passphrase-command', command]
    // A derivation that takes its time.
    const child = world.spawn(args, { env: { TEST_KEPT: '' } })
    while (!existsSync(ready)) await setTimeout(10)
    await setTimeout(150)
    child.kill(signal)
    expect(await ended(child)).toBe(code)
    expect(world.besideTheVault()).toEqual(['vault.igcodes'])
    expect(await states(world)).toEqual(untouched)
  })
})
