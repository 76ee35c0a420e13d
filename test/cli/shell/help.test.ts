/** What the program says of itself: the short help, all commands, "Did you mean", the short options. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { synonyms } from '../../../src/commands/suggestions.ts'
import { commandTable } from '../../../src/commands/table.ts'
import { languages } from '../../../src/language.ts'
import { endSessions } from '../session.ts'
import { errorOf, realEntry, removeWorlds, someCodes, World } from '../world.ts'

const codes = someCodes(5, 1)
const commands = Object.keys(commandTable).filter(name => !commandTable[name]?.hidden)
const everyday = commands.filter(name => commandTable[name]?.everyday)

afterEach(endSessions)
afterAll(removeWorlds)

describe.each(languages)('the help (%s)', language => {
  test.each(['--help', '-h', 'help'])('by %s fits 24 lines of 80 columns, and has the everyday commands', async how => {
    const session = new World().session(`${how} --lang ${language}`, { columns: 80, rows: 24 })
    expect(await session.exit()).toBe(0)
    // All that was printed is on the screen, with a line left for the prompt.
    expect(session.scrollback()).toBe(session.screen())
    expect(session.screen().split('\n').length).toBeLessThan(24)
    expect(listed(session.screen())).toEqual(everyday)
    expect(session.screen()).toContain('igcodes help all')
  })

  test('of all has every command and every option', async () => {
    const { stdout } = await new World().run(`help all --lang ${language}`)
    expect(listed(stdout).filter(word => commands.includes(word))).toEqual(commands)
    for (const option of ['-V, --version', '-q, --quiet', '-y, --yes', '--passphrase-fd', '-h, --help'])
      expect(stdout).toContain(option)
    expect(stdout).toContain('igcodes add shop_tokyo')
  })
})

/** The first words of indented lines. */
function listed(help: string): readonly string[] {
  return [...help.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, word = '']) => word)
}

describe('"Did you mean"', () => {
  test.each([
    ['get shop_tokyo', 'igcodes use'],
    ['code', 'igcodes use'],
    ['copy shop_tokyo', 'igcodes use --clip'],
    ['ls', 'igcodes status'],
    ['list', 'igcodes status'],
    ['new shop_tokyo', 'igcodes add'],
    ['insert shop_tokyo', 'igcodes add'],
    ['rm shop_tokyo', 'igcodes account remove'],
    ['delete shop_tokyo', 'igcodes account remove'],
    ['otp', 'igcodes totp'],
    ['version --plain', 'igcodes --version'],
    ['account rm shop_tokyo', 'igcodes account remove'],
    ['account ls', 'igcodes account list'],
    ['person new', 'igcodes person add'],
    ['uze', 'igcodes use, igcodes due'],
  ])('%s: %s', async (typed, meant) => {
    const outcome = await new World().run(`${typed} --json --no-input`)
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'unknown-command', hint: `Did you mean: ${meant}` })
  })

  test('names commands and options that exist, and no command is a synonym too', async () => {
    expect(Object.keys(synonyms).filter(word => commands.includes(word))).toEqual([])
    const targets = Object.values(synonyms).flat()
    // Inside a group only, where the tests above run them.
    for (const target of targets.filter(one => !['list', 'remove'].includes(one))) {
      const { code } = await new World().run(`${target} --help`)
      expect(code, target).toBe(0)
    }
  })
})

describe('short options', () => {
  test('-V is --version', async () => {
    for (const entry of [undefined, realEntry]) {
      const run = (option: string) => new World().run(option, entry === undefined ? {} : { entry })
      expect((await run('-V')).stdout).toBe((await run('--version')).stdout)
    }
  })

  test('-y is --yes and -q is --quiet, also together', async () => {
    const world = await new World().fill()
    const input = codes.join('\n')
    expect(await world.run('add shop_tokyo --no-input', { input })).toMatchObject({ code: 2 })
    expect(await world.run('add shop_tokyo -yq --no-input', { input })).toMatchObject({ code: 0, stderr: '' })
    expect(await world.run('use shop_tokyo -q --no-input')).toMatchObject({ stdout: `${codes[0]}\n`, stderr: '' })
  })

  test.each(['use', 'totp show'])('-c is --clip of %s', async command => {
    const { stdout } = await new World().run(`${command} --help`)
    expect(stdout).toContain('-c, --clip')
  })

  test('use -c spends no code without a clipboard', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const outcome = await world.run('use shop_tokyo -c --json --no-input')
    expect(outcome.code).toBe(16)
    expect(errorOf(outcome)).toMatchObject({ code: 'clipboard-unavailable' })
  })
})
