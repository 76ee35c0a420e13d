/** What Windows does that Linux does not, played on Linux (as-windows.cjs), for developers without Wine. */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { endSessions } from '../cli/session.ts'
import { errorOf, passphrase, realEntry, removeWorlds, someCodes, World } from '../cli/world.ts'

function asWindows(world: World): Record<string, string> {
  return {
    NODE_OPTIONS: `--require=${fileURLToPath(new URL('as-windows.cjs', import.meta.url))}`,
    IGCODES_VAULT: world.vault,
    XDG_STATE_HOME: dirname(world.state),
  }
}

afterEach(endSessions)
afterAll(removeWorlds)

describe('the console', () => {
  test('shows Japanese that is printed before anything is asked', async () => {
    const world = new World()
    const session = world.session('playbook phone-lost --lang ja', { env: asWindows(world), rows: 60 })
    expect(await session.exit()).toBe(0)
    expect(session.scrollback()).toContain('スマホの紛失・盗難')
    expect(session.scrollback()).not.toContain('ã')
  })

  test('shows the answer and the notes', async () => {
    const world = await new World().fill({ shop_tokyo: someCodes(3) })
    const session = world.session('status --lang ja', { env: asWindows(world) })
    await session.waitFor('パスフレーズ')
    session.type(`${passphrase}\n`)
    expect(await session.exit()).toBe(0)
    expect(session.screen()).toMatch(/█.*3/)
    expect(session.screen()).not.toContain('ã')
  })
})

test('a pipe gets the code, and no zero bytes before it', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(3) })
  const { stdout } = await world.succeed('use shop_tokyo --no-input', { env: asWindows(world) })
  expect(stdout).toMatch(/^\d{8}\n$/)
})

describe('a name that Windows keeps for itself', () => {
  test.each(['NUL', 'aux.igcodes', 'trail.', 'notes.txt:hidden'])('makes no vault: %s', async name => {
    const world = new World()
    const env = { ...asWindows(world), IGCODES_VAULT: join(world.home, name) }
    const outcome = await world.run('init --no-recovery-key --no-input --json', { env })
    expect(outcome.code).toBe(22)
    expect(errorOf(outcome)).toMatchObject({ code: 'unusable-name' })
    expect(existsSync(join(world.home, name))).toBe(false)
  })

  test('makes no calendar', async () => {
    const world = await new World().fill()
    const outcome = await world.run('due --ics nul --no-input', { env: asWindows(world) })
    expect(outcome).toMatchObject({ code: 22, stderr: expect.stringContaining('“nul”') })
    expect(existsSync(join(world.home, 'nul'))).toBe(false)
  })

  test('is told in Japanese too, before a passphrase is asked for', async () => {
    const world = new World()
    const session = world.session('init --vault con --lang ja', { env: asWindows(world) })
    expect(await session.exit()).toBe(22)
    expect(session.screen()).toContain('「con」という名前を使えません')
  })
})

test('where stderr cannot be opened as a stream, the answer still comes', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(3) })
  const preload = join(world.home, 'no-stderr.cjs')
  writeFileSync(preload, `Object.defineProperty(process, 'stderr', { get() { throw new Error('open EBADF') } })`)
  const env = { NODE_OPTIONS: `--require=${preload}` }
  const { stdout, stderr } = await world.succeed('use shop_tokyo --no-input', { env, entry: realEntry })
  expect(stdout).toMatch(/^\d{8}\n$/)
  expect(stderr).not.toContain('EBADF')
})
