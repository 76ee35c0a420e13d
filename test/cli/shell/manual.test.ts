/** The manual page as it is built: nothing that the program can do is missing, and both formatters take it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { afterAll, describe, expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { commandTable } from '../../../src/commands/table.ts'
import { exitCodes } from '../../../src/errors.ts'
import { formatters, isMissing } from '../../documents/formatters.ts'
import { languages } from '../story.ts'
import { removeWorlds, World } from '../world.ts'

const project = fileURLToPath(new URL('../../..', import.meta.url))
const files = { en: 'dist/man/igcodes.1', ja: 'dist/man/ja/igcodes.1' }

afterAll(removeWorlds)

/** The page as its author wrote it, without what is there for the formatter. */
function wordsOf(language: keyof typeof files): string {
  return readFileSync(join(project, files[language]), 'utf8')
    .replaceAll(/\\f[BIR]|\\:|\\&/g, '')
    .replaceAll('\\-', '-')
}

/** Each command and the commands inside it, as it is typed, with the options that are shown. */
async function commandLines(): Promise<readonly { readonly line: string; readonly options: readonly string[] }[]> {
  const found: { line: string; options: readonly string[] }[] = []
  const visit = (command: CommandUnknownOpts, above: string): void => {
    const name = `${above} ${command.name()}`
    found.push({
      line: [name, ...command.registeredArguments.map(asShown)].join(' '),
      options: command.options.filter(({ hidden }) => !hidden).map(({ flags }) => flags),
    })
    for (const inner of command.createHelp().visibleCommands(command)) visit(inner, name)
  }
  for (const [name, { load, hidden }] of Object.entries(commandTable)) {
    if (hidden) continue
    const command = new Command(name).helpCommand(false)
    const { define } = await load()
    define(command, {
      t: ({ en }) => en,
      examples: () => '',
      context: () => {
        throw new Error('Nothing is run here.')
      },
    })
    visit(command, 'igcodes')
  }
  return found
}

function asShown(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? name : `[${name}]`
}

describe.each(languages)('the manual page (%s)', language => {
  const page = wordsOf(language)
  const lines = page.split('\n')

  test('has every command, with each of its options below it', async () => {
    for (const { line, options } of await commandLines()) {
      const start = lines.indexOf(line)
      expect(start, line).toBeGreaterThan(0)
      const following = lines.slice(start + 1)
      const end = following.findIndex(line => line.startsWith('igcodes '))
      for (const flags of options) expect(following.slice(0, end), line).toContain(flags.replaceAll(/<([^>]*)>/g, '$1'))
    }
  })

  test('has an example once that a command shares with the one inside it', () => {
    expect(lines.filter(line => line === 'igcodes prepare phone-change koho-iphone')).toHaveLength(1)
  })

  test('has every option that all commands share', async () => {
    const { stdout } = await new World().run('help all')
    const shared = stdout.match(/--[a-z-]+/g) ?? []
    expect(shared).toContain('--passphrase-command')
    for (const option of new Set(shared)) expect(page).toContain(option)
  })

  test('has every exit code', () => {
    for (const code of new Set([0, 1, 30, 31, ...exitCodes()])) expect(lines).toContain(String(code))
  })

  test('has every variable that the program asks for', () => {
    const names = sourceText().match(/\b(IGCODES|XDG)_[A-Z_]*[A-Z]\b/g) ?? []
    expect(names).toContain('IGCODES_VAULT')
    // Speak of a new one in the help of its option, or in src/terminal/messages/manual.ts.
    for (const name of new Set(names)) expect(lines).toContain(name)
  })

  test.each(formatters.filter(one => !isMissing(one)))('is clean in $name, and fits 80 columns', ({ show }) => {
    const { text, complaints } = show(readFileSync(join(project, files[language]), 'utf8'))
    expect(complaints).toBe('')
    expect(text).toContain('igcodes recover')
    expect(text).not.toMatch(/\\[f&:*]/)
  })
})

test('the English page is found by man, and needs no UTF-8', () => {
  // A list: a name alone npm leaves where it is.
  expect(manifest.man).toEqual([`./${files.en}`])
  expect(readFileSync(join(project, files.en), 'utf8')).toMatch(/^[ -~\n]*$/)
})

test('the page bears the version, and the day of its entry in the changelog', () => {
  const entry = `## ${manifest.version} - `
  const changelog = readFileSync(join(project, 'CHANGELOG.md'), 'utf8').split('\n')
  const date = changelog.find(line => line.startsWith(entry))?.slice(entry.length)
  expect(wordsOf('en')).toContain(`.TH "IGCODES" 1 ${date} "igcodes ${manifest.version}"`)
})

function sourceText(): string {
  return readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => readFileSync(join(project, 'src', path), 'utf8'))
    .join('\n')
}
