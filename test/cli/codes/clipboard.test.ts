/** `use --clip`: a real clipboard, and what can go wrong with it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Display, hasDisplay, openDisplay, pathWith } from '../display.ts'
import { hangUp, processesOf } from '../processes.ts'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)
const [first = ''] = tokyo
const spacedFirst = `${first.slice(0, 4)} ${first.slice(4)}`
const clearers = ({ home }: World) => processesOf('clear-clipboard.js', home)
const patient = { timeout: 15_000, interval: 100 }

afterEach(endSessions)
afterAll(removeWorlds)

async function remaining(world: World): Promise<unknown> {
  const { accounts } = answerOf(await world.succeed('status --json --no-input'))
  return Array.isArray(accounts) ? accounts[0] : undefined
}

const filled = () => new World().fill({ shop_tokyo: tokyo })

describe.skipIf(!hasDisplay)('on a desktop', () => {
  let display: Display
  beforeAll(async () => {
    display = await openDisplay()
  })
  afterAll(() => display.close())

  test('copies the digits, prints none, and takes them off the clipboard after the time', async () => {
    const world = await filled()
    const env = { DISPLAY: display.name, IGCODES_CLIP_SECONDS: '5' }
    const outcome = await world.succeed('use shop_tokyo --clip --no-input', { env })
    expect(outcome.stdout).toBe('')
    expect(outcome.stderr).toContain('No. 1 of 5 is in the clipboard for 5 s.')
    expect(outcome.stderr).not.toMatch(/\d{4} ?\d{4}/)
    expect(display.content()).toBe(first)

    const [left] = clearers(world)
    expect(left?.argv).toHaveLength(2)
    expect(left?.environ).not.toContain(first)
    await vi.waitFor(() => expect(display.content()).toBe(''), patient)
    await vi.waitFor(() => expect(clearers(world)).toEqual([]), patient)
  })

  test('takes a one-time code too', async () => {
    const world = await filled()
    await world.succeed('totp add shop_tokyo --yes --no-input', { input: 'JBSWY3DPEHPK3PXPJBSWY3DP' })
    const env = { DISPLAY: display.name, TEST_CLOCK: '2026-11-20T09:00:10Z' }
    const { stdout } = await world.succeed('totp show shop_tokyo --no-input', { env })
    const outcome = await world.succeed('totp show shop_tokyo --clip --no-input', { env })
    expect(outcome.stdout).toBe('')
    expect(outcome.stderr).toMatch(/^✓ The code, valid for 20 s, is in the clipboard/)
    expect(display.content()).toBe(stdout.trim())
  })

  test.each(['xclip', 'xsel'])('%s alone is enough; a signal clears at once', async tool => {
    const world = await filled()
    const env = { DISPLAY: display.name, PATH: pathWith(join(world.home, 'only'), { [tool]: undefined }) }
    await world.succeed('use shop_tokyo --clip --no-input', { env })
    expect(display.content()).toBe(first)
    await hangUp(clearers(world))
    await vi.waitFor(() => expect(display.content()).toBe(''), patient)
  })

  test('what was copied since stays', async () => {
    const world = await filled()
    await world.succeed('use shop_tokyo --clip --no-input', { env: { DISPLAY: display.name } })
    display.put('a letter to a friend')
    await hangUp(clearers(world))
    await vi.waitFor(() => expect(clearers(world)).toEqual([]), patient)
    expect(display.content()).toBe('a letter to a friend')
  })

  test('--json keeps its shape; --reveal prints as well', async () => {
    const world = await filled()
    const env = { DISPLAY: display.name }
    const asJson = answerOf(await world.succeed('use shop_tokyo --clip --json --no-input', { env }))
    expect(asJson).toMatchObject({ code: first, position: 1, setSize: 5 })
    expect(display.content()).toBe(first)
    const { stdout } = await world.succeed('use shop_tokyo --pending --clip --reveal --no-input', { env })
    expect(stdout).toBe(`${first}\n`)
  })

  test.each([
    ['en', 'No. 1 of 5 is in the clipboard for 45 s.', 'Did it work?', '4 of 5 left'],
    [
      'ja',
      '5個中の1番をクリップボードにコピーしました。45秒後に消去します。',
      'ログインできましたか?',
      '残りは5個中4個',
    ],
  ])('at a terminal it still asks, and shows no digits: %s', async (lang, copied, asks, left) => {
    const world = await filled()
    const session = world.session(`use shop_tokyo --clip --lang ${lang}`, { env: { DISPLAY: display.name } })
    await session.waitFor(lang === 'en' ? 'Passphrase' : 'パスフレーズ')
    session.type(`${passphrase}\n`)
    await session.waitFor(asks)
    expect(session.screen()).toContain(copied)
    expect(display.content()).toBe(first)
    session.type('y\n')
    await session.waitFor(left)
    expect(await session.exit()).toBe(0)
    expect(session.raw()).not.toContain(first)
    expect(session.raw()).not.toContain(spacedFirst)
  })

  test('without a tool, or without the display, no code is taken', async () => {
    const world = await filled()
    const none = { DISPLAY: display.name, PATH: pathWith(join(world.home, 'none'), {}) }
    const before = await remaining(world)
    const noTool = await world.run('use shop_tokyo --clip --no-input', { env: none })
    expect(noTool).toMatchObject({ code: 16, stdout: '' })
    expect(noTool.stderr).toContain('Install xclip or xsel')
    const noToolJa = await world.run('use shop_tokyo --clip --no-input --lang ja', { env: none })
    expect(noToolJa.stderr).toContain('xclip か xsel をインストール')

    const gone = await world.run('use shop_tokyo --clip --json --no-input', { env: { DISPLAY: ':4711' } })
    expect(gone.code).toBe(16)
    expect(errorOf(gone)).toMatchObject({ code: 'clipboard-unavailable' })
    expect(await remaining(world)).toEqual(before)
    expect(clearers(world)).toEqual([])
  })
})

test('where there is no desktop it says what SSH offers, before a code is taken', async () => {
  const world = await filled()
  const before = await remaining(world)
  const outcome = await world.run('use shop_tokyo --clip --no-input')
  expect(outcome).toMatchObject({ code: 16, stdout: '' })
  expect(outcome.stderr).toContain('--clip-osc52')
  const withoutTerminal = await world.run('use shop_tokyo --clip-osc52 --no-input')
  expect(withoutTerminal).toMatchObject({ code: 16, stdout: '' })
  expect(await remaining(world)).toEqual(before)
})

test.each(['4', '601', 'soon', '-45'])('IGCODES_CLIP_SECONDS cannot be %s', async seconds => {
  const world = await filled()
  const env = { IGCODES_CLIP_SECONDS: seconds, DISPLAY: ':4711' }
  const outcome = await world.run('use shop_tokyo --clip --json --no-input', { env })
  expect(outcome.code).toBe(2)
  expect(errorOf(outcome)).toMatchObject({ message: expect.stringContaining('IGCODES_CLIP_SECONDS') })
})

test('over SSH the terminal copies it, and gets a blank in its place once the answer is known', async () => {
  const world = await filled()
  const session = world.session('use shop_tokyo --clip-osc52')
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor('Did it work?')
  const sent = `\u001b]52;c;${Buffer.from(first).toString('base64')}\u0007`
  const blank = '\u001b]52;c;IA==\u0007'
  expect(session.raw()).toContain(sent)
  expect(session.raw()).not.toContain(blank)
  expect(session.screen()).toContain("was sent to your terminal's clipboard")
  session.type('y\n')
  expect(await session.exit()).toBe(0)
  expect(session.raw()).toContain(blank)
  expect(session.raw()).not.toContain(spacedFirst)
})

describe('elsewhere, the system’s own tools are called', () => {
  const keeping = 'cat > "$HOME/$(basename "$0").stdin"; echo "$@" > "$HOME/$(basename "$0").args"'

  test('wl-copy, told that it is a secret where it understands that', async () => {
    const world = await filled()
    const path = pathWith(join(world.home, 'wayland'), {
      cat: undefined,
      basename: undefined,
      'wl-copy': `case $1 in --help) echo " -s, --sensitive"; exit;; esac; ${keeping}`,
      'wl-paste': 'echo "Nothing is copied" >&2; exit 1',
    })
    const env = { WAYLAND_DISPLAY: 'wayland-0', PATH: path }
    await world.succeed('use shop_tokyo --clip --no-input', { env })
    expect(readFileSync(join(world.home, 'wl-copy.stdin'), 'utf8')).toBe(first)
    expect(readFileSync(join(world.home, 'wl-copy.args'), 'utf8')).toBe('--sensitive --type text/plain\n')
  })

  test('in WSL those of Windows, read back for the clearing', async () => {
    const world = await filled()
    const path = pathWith(join(world.home, 'windows'), {
      cat: undefined,
      basename: undefined,
      'clip.exe': `case $1 in /\\?) exit;; esac; ${keeping}`,
      'powershell.exe': `case $3 in Get-Clipboard) printf '%s\\r\\n' ${first};; *) touch "$HOME/cleared";; esac`,
      touch: undefined,
    })
    const env = { WSL_DISTRO_NAME: 'Debian', PATH: path }
    await world.succeed('use shop_tokyo --clip --no-input', { env })
    expect(readFileSync(join(world.home, 'clip.exe.stdin'), 'utf8')).toBe(first)
    await hangUp(clearers(world))
    await vi.waitFor(() => expect(existsSync(join(world.home, 'cleared'))).toBe(true), patient)
  })

  test('a tool that fails after the code is taken: it is kept, and can be shown', async () => {
    const world = await filled()
    const path = pathWith(join(world.home, 'broken'), { 'wl-copy': 'exit 1', 'wl-paste': 'exit 0' })
    const outcome = await world.run('use shop_tokyo --clip --json --no-input', {
      env: { WAYLAND_DISPLAY: 'wayland-0', PATH: path },
    })
    expect(outcome.code).toBe(16)
    expect(errorOf(outcome)).toMatchObject({ code: 'answer-lost' })
    expect(await world.use('shop_tokyo', '--pending')).toMatchObject({ code: first })
  })
})
