import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { endSessions } from '../cli/session.ts'
import { alternating } from '../thorough.ts'
import { type Asking, buildAsking } from './asking-program.ts'

let asking: Asking

beforeAll(async () => {
  asking = await buildAsking()
})
afterEach(endSessions)
afterAll(() => asking.remove())

/** Long enough for what is typed in it to arrive on a machine that does ten other things. */
const work = 1500
const sane = / icanon .* echo /s

describe.each([false, true])('what is typed while nobody asks (dumb terminal: %s)', plain => {
  const isMine = alternating(Number(plain))
  /** In one of the terminals, the next one in the other. */
  const inOne = (name: string, act: () => Promise<void>): void => {
    if (isMine()) test(name, act)
  }
  const start: Asking['start'] = (ask, setting) => asking.start(ask, { isDumb: plain, ...setting })

  test('is not shown, and does not become part of a secret', async () => {
    const session = start([
      ['secret', 'First'],
      ['work', 'working', work],
      ['secret', 'Second'],
    ])
    await session.waitFor('First')
    session.type('one\n')
    await session.waitFor('working')
    session.type('ahead\nahead')
    await session.waitFor('Second')
    session.type('two\n')
    await session.waitFor('{"answers":["one","worked","two"]}')
    expect(session.raw()).not.toContain('ahead')
    expect(await session.exit()).toBe(0)
  })

  inOne('is not shown from the moment the first question is made ready', async () => {
    const session = start([
      ['secret', 'First'],
      ['work', 'working', 0],
    ])
    session.type('ahead\n')
    await session.waitFor('First')
    session.type('one\n')
    await session.waitFor('{"answers":["one","worked"]}')
  })

  inOne('decides nothing: Enter pressed twice is no yes', async () => {
    const session = start([
      ['secret', 'First'],
      ['work', 'working', work],
      ['confirm', 'Sure?', true],
      ['work', 'working still', work],
      ['choose', 'Which', ['one', 'two']],
    ])
    await session.waitFor('First')
    session.type('one\n')
    await session.waitFor('working')
    session.press('enter', 'enter')
    await session.waitFor('Sure?')
    session.type('n\n')
    await session.waitFor('working still')
    session.type('2\n')
    await session.waitFor('Which')
    session.type('1\n')
    await session.waitFor('{"answers":["one","worked",false,"worked","one"]}')
  })

  inOne('is no text and no part of a paste', async () => {
    const session = start([
      ['secret', 'First'],
      ['work', 'working', work],
      ['text', 'Name'],
      ['work', 'working still', work],
      ['paste', 'Paste'],
    ])
    await session.waitFor('First')
    session.type('one\n')
    await session.waitFor('working')
    session.type('ahead\nahead')
    await session.waitFor('  Name')
    session.type('shop\n')
    await session.waitFor('working still')
    session.type('7009 8009\n7002')
    await session.waitFor('Paste')
    session.type('7001 8001\n\n')
    await session.waitFor('{"answers":["one","worked","shop","worked",["haab iaab"]]}')
    expect(await session.exit()).toBe(0)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('the terminal is as it was when %s ends the work', async (signal, code) => {
    const session = start(
      [
        ['secret', 'First'],
        ['work', 'working', 20_000],
      ],
      { shell: `sh -c 'echo "pid $$"; exec "$NODE" "$PROGRAM" "$SCRIPT"'; echo "code $?"; stty -a` },
    )
    await session.waitFor('First')
    session.type('one\n')
    await session.waitFor('working')
    if (signal === 'SIGINT') session.press('ctrl-c')
    else process.kill(Number(/pid (\d+)/.exec(session.screen())?.[1]), signal)
    await session.waitFor(`code ${code}`)
    await session.exit()
    expect(session.screen()).toMatch(sane)
  })

  inOne('Ctrl-Z gives the shell its terminal, and fg takes it again', async () => {
    const session = start(
      [
        ['secret', 'First'],
        ['work', 'working', work],
        ['text', 'Name'],
      ],
      { shell: 'set -m; $ask; stty -a; echo stopped; read -r line; fg; echo over' },
    )
    await session.waitFor('First')
    session.type('one\n')
    await session.waitFor('working')
    session.press('ctrl-z')
    await session.waitFor('stopped')
    expect(session.screen()).toMatch(sane)
    session.type('back\n')
    await session.waitFor(/Name/)
    session.type('shop\n')
    await session.waitFor('{"answers":["one","worked","shop"]}')
    expect(await session.exit()).toBe(0)
  })
})
