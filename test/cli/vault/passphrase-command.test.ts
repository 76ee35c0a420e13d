/** --passphrase-command: the lines that docs/scripting.md offers, and commands that do not behave. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { pathWith } from '../display.ts'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)

afterEach(endSessions)
afterAll(removeWorlds)

const filled = () => new World().fill({ shop_tokyo: tokyo })

describe('the lines of docs/scripting.md', () => {
  /** What the programs print where they know the entry, each in its own way; any other arguments are an error to them. */
  const stubs = {
    security: `[ "$*" = "find-generic-password -s igcodes -w" ] && echo '${passphrase}'`,
    'secret-tool': `[ "$*" = "lookup service igcodes" ] && printf %s '${passphrase}'`,
    pass: `[ "$*" = "show igcodes" ] && printf '%s\\nurl: none\\n' '${passphrase}'`,
    op: `[ "$*" = "read op://Private/igcodes/password" ] && echo '${passphrase}'`,
    'systemd-ask-password': `[ "$*" = "igcodes" ] && sleep 1 && echo '${passphrase}'`,
  }
  const linesOf = (page: string): readonly string[] => {
    const text = readFileSync(fileURLToPath(new URL(`../../../docs/${page}`, import.meta.url)), 'utf8')
    return [...text.matchAll(/^\| .*\| `(.*)` \|$/gm)]
      .map(([, line = '']) => line.replaceAll('\\|', '|'))
      .filter(line => Object.keys(stubs).includes(line.split(' ')[0] ?? ''))
  }

  test('are the same in both languages, one for each program', () => {
    const lines = linesOf('scripting.md')
    expect(lines.map(line => line.split(' ')[0])).toEqual(Object.keys(stubs))
    expect(linesOf('scripting.ja.md')).toEqual(lines)
  })

  test.each(linesOf('scripting.md'))('%s', async line => {
    const world = await filled()
    const PATH = `${pathWith(join(world.home, 'managers'), stubs)}:${world.env.PATH}`
    const env = { PATH, IGCODES_PASSPHRASE_FILE: '' }
    const outcome = await world.run(['status', '--no-input', '--json', '--passphrase-command', line], { env })
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    const asVariable = { ...env, IGCODES_PASSPHRASE_COMMAND: line }
    expect(await world.run('status --no-input', { env: asVariable })).toMatchObject({ code: 0 })
  })
})

test('a command does not get the codes that wait on stdin', async () => {
  const world = await filled()
  const command = `cat > "$HOME/swallowed"; echo '${passphrase}'`
  const added = await world.succeed(
    ['add', 'shop_osaka', '--yes', '--json', '--no-input', '--passphrase-command', command],
    { input: someCodes(5, 2).join('\n') },
  )
  expect(answerOf(added)).toMatchObject({ added: 5 })
  expect(readFileSync(join(world.home, 'swallowed'), 'utf8')).toBe('')
})

test.each([
  ['exit 1', 'passphrase-source', 'exit 1'],
  ['igcodes-no-such-manager 2>/dev/null', 'passphrase-source', 'exit 127'],
  ['true', 'passphrase-empty', ''],
  ['echo', 'passphrase-empty', ''],
])('%s: the cause is told, and nothing is asked', async (command, code, cause) => {
  const world = await filled()
  const outcome = await world.run(['status', '--json', '--no-input', '--passphrase-command', command])
  expect(outcome).toMatchObject({ code: 22, stdout: '' })
  expect(errorOf(outcome)).toMatchObject({ code, message: expect.stringContaining(cause) })
})

describe('at a terminal', () => {
  const line = ['status', '--passphrase-command']

  test('a command may ask on it', async () => {
    const world = await filled()
    const session = world.session([...line, 'printf "PIN? " >&2; read -r pin; echo "$pin"'])
    await session.waitFor('PIN?')
    session.type(`${passphrase}\n`)
    await session.waitFor('@shop_tokyo')
    expect(await session.exit()).toBe(0)
  })

  test('one that hangs is ended by Ctrl-C', async () => {
    const world = await filled()
    const session = world.session([...line, 'echo waiting >&2; cat; sleep 600'])
    await session.waitFor('waiting')
    session.press('ctrl-c')
    expect(await session.exit()).toBe(130)
  })

  test('its own prompts come first, then the error, in Japanese too', async () => {
    const world = await filled()
    const session = world.session([...line, 'echo "touch the key" >&2; exit 5', '--lang', 'ja'])
    await session.waitFor('--passphrase-command からパスフレーズを読み取れません: exit 5')
    expect(session.screen()).toContain('touch the key')
    expect(await session.exit()).toBe(22)
  })

  test('it is asked once, also where a damaged vault has to be told from its backups', async () => {
    const world = await filled()
    const command = `echo asked >> "$HOME/asked"; echo '${passphrase}'`
    const outcome = await world.run(['recover', 'shop_tokyo', '--no-input', '--passphrase-command', command])
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(join(world.home, 'asked'), 'utf8')).toBe('asked\n')

    writeFileSync(world.vault, world.vaultBytes().subarray(0, -9))
    const damaged = await world.run(['status', '--no-input', '--passphrase-command', command])
    expect(damaged.code).toBe(13)
    expect(readFileSync(join(world.home, 'asked'), 'utf8')).toBe('asked\nasked\n')
  })

  test('after questions it has the keyboard to itself', async () => {
    const world = await filled()
    const command = 'printf "PIN? " >&2; read -r pin; echo "$pin"'
    const session = world.session('recover', { rows: 50, env: { IGCODES_PASSPHRASE_COMMAND: command } })
    const answers: readonly (readonly [question: string, key: 'enter' | 'space'])[] = [
      ['▸ It asks', 'enter'],
      ['▸ I am not sure', 'enter'],
      ['▸ ☐', 'space'],
      ['▸ ☑', 'enter'],
      ['▸ none of these', 'enter'],
      ['▸ begin', 'enter'],
    ]
    for (const [question, key] of answers) {
      await session.waitFor(question)
      session.press(key)
    }
    await session.waitFor('hand me')
    session.type('1\n')
    await session.waitFor('PIN?')
    session.type(`${passphrase}\n`)
    await session.waitFor('No. 1 of 5')
  })
})
