/** Long answers at a terminal: through a pager that a test wrote, and through less. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Fact } from '../../src/domain/model/events.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { factor, person } from '../domain/registries.ts'
import { halved } from '../thorough.ts'
import { record } from './registry/registry-fixture.ts'
import { endSessions, type SessionOptions } from './session.ts'
import { passphrase, removeWorlds, someCodes, World } from './world.ts'

const accounts = Array.from({ length: 30 }, (_, index) => `shop_${index + 10}`)

afterEach(endSessions)
afterAll(removeWorlds)

let world: World
let pager: string
/** What the pager was given. */
let given: string
beforeAll(async () => {
  world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const facts = accounts.map((account): Fact => ({ type: 'account-added', account, handle: parseHandle(account) }))
  // A factor of its own for each account, so that no two of them lose the same.
  const factors = accounts.flatMap((account, index) =>
    factor(`app-${index}`, { holders: ['sato'], accounts: [account] }),
  )
  await record(world, [...facts, person('sato'), ...factors])
  given = join(world.home, 'given')
  pager = script('pager', `cat > '${given}'; echo "the pager was here"`)
})

/** A program that a test calls a pager. */
function script(name: string, body: string): string {
  const path = join(world.home, 'bin', name)
  writeFileSync(path, `#!/bin/sh\n${body}\n`)
  chmodSync(path, 0o755)
  return path
}

function told(command: string, { env = {}, ...options }: Partial<SessionOptions> = {}) {
  return world.session(`${command} --passphrase-file ${world.passphraseFile}`, {
    ...options,
    env: { IGCODES_PAGER: pager, ...env },
  })
}

describe('a pager', () => {
  const long = [
    'status',
    'account list',
    'log',
    'audit',
    'what-if --leave sato',
    'audit --rules',
    'map',
    'sheet',
    'policy',
    'handover start sato',
  ]
  test.each(halved(long))('gets what is longer than the window: %s', async command => {
    const session = told(command)
    await session.exit()
    expect(session.scrollback()).toContain('the pager was here')
    expect(session.scrollback()).not.toContain('@shop_39')
    expect(readFileSync(given, 'utf8').split('\n').length).toBeGreaterThan(24)
  })

  test('never gets codes, on a sheet that has them', async () => {
    const session = told('sheet shop_tokyo --with-codes', { rows: 12 })
    await session.waitFor('in plain digits?')
    session.type('y\n')
    await session.waitFor('type the handle')
    session.type('shop_tokyo\n')
    expect(await session.exit()).toBe(0)
    expect(session.scrollback()).toContain('@shop_tokyo')
    expect(session.scrollback()).not.toContain('the pager was here')
  })

  test('keeps the exit code of the answer, and its colors', async () => {
    const session = told('audit')
    expect(await session.exit()).toBe(31)
    expect(readFileSync(given, 'utf8')).toContain('\u001b[31m')
  })

  test('is not asked where the answer fits the window', async () => {
    const session = told('status', { rows: 60 })
    expect(await session.exit()).toBe(0)
    expect(session.scrollback()).not.toContain('the pager was here')
    expect(session.scrollback()).toContain('@shop_39')
  })

  test.each([
    ['--no-pager', 'status --no-pager', {}],
    ['--no-input', 'status --no-input', {}],
    ['--json', 'status --json', {}],
    ['a dumb terminal', 'status', { TERM: 'dumb' }],
    ['an empty IGCODES_PAGER', 'status', { IGCODES_PAGER: '' }],
    ['IGCODES_PAGER=cat', 'status', { IGCODES_PAGER: 'cat' }],
  ])('is not asked with %s', async (_, command, env) => {
    const session = told(command, { env })
    expect(await session.exit()).toBe(0)
    expect(session.scrollback()).not.toContain('the pager was here')
    expect(session.scrollback()).toContain('shop_39')
  })

  test('never gets a pipe’s answer', async () => {
    const { code, stdout } = await world.run('status', { env: { IGCODES_PAGER: pager } })
    expect(code).toBe(0)
    expect(stdout).toContain('@shop_39')
  })

  test('that cannot be started is done without', async () => {
    const session = told('status', { env: { IGCODES_PAGER: join(world.home, 'no-such-pager') } })
    expect(await session.exit()).toBe(0)
    expect(session.scrollback()).toContain('@shop_39')
  })

  test('may stop reading before the end', async () => {
    const head = script('head-pager', 'head -3')
    const session = told('log', { env: { IGCODES_PAGER: head } })
    expect(await session.exit()).toBe(0)
    expect(session.scrollback()).not.toMatch(/shop_39|EPIPE|Error/)
  })

  test.each(['use shop_tokyo', 'show shop_tokyo --reveal', 'recovery-key'])(
    'never gets a secret: %s',
    async command => {
      const spy = join(world.home, 'spied')
      const session = world.session(`${command} --yes --passphrase-file ${world.passphraseFile}`, {
        rows: 4,
        env: { IGCODES_PAGER: script('spy', `cat > '${spy}'`) },
      })
      await session.waitFor(/\d{4} \d{4}|[a-z]+ +\d+ +[a-z]+|Did it work|kept|paper/i)
      session.press('ctrl-c')
      await session.exit()
      expect(existsSync(spy)).toBe(false)
    },
  )
})

describe('less', () => {
  /** The prompt of less waits at the bottom: a colon, or the last screen's (END). */
  const atPrompt = /(^:|\(END\))$/m

  test.each(['en', 'ja'])('shows the list, and lets go of the terminal at q (%s)', async language => {
    const session = world.session('status', { env: { IGCODES_PAGER: 'less', IGCODES_LANG: language } })
    await session.waitFor(language === 'ja' ? 'パスフレーズ' : 'Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor(atPrompt)
    expect(session.screen()).not.toContain('@shop_39')
    // Ctrl-C is for the pager: nothing ends. While it draws its prompt anew it drops what is typed, so the key may have to come again.
    session.press('ctrl-c')
    const isThere = () => {
      if (!session.screen().includes('@shop_39')) session.press('space')
      return session.screen().includes('@shop_39')
    }
    await vi.waitUntil(isThere, { timeout: 15_000, interval: 300 })
    session.type('q')
    expect(await session.exit()).toBe(0)
    expect(session.raw()).not.toContain('ESC[')
  })
})
