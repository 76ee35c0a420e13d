/** What the README and docs/ show is true: their tables are whole, their links lead somewhere, and their commands run. */
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommanderError } from '@commander-js/extra-typings'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { wholeProgram } from '../src/commands/program.ts'
import { commandTable } from '../src/commands/table.ts'
import { type Outcome, removeWorlds, someCodes, World } from './cli/world.ts'
import { onePux } from './imports/archive.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const english = ['README.md', ...readdirSync(join(root, 'docs')).map(name => `docs/${name}`)].filter(
  page => !page.endsWith('.ja.md'),
)
const twinOf = (page: string): string => page.replace(/\.md$/, '.ja.md')
const pages = english.flatMap(page => [page, twinOf(page)])
const commands = Object.keys(commandTable).filter(name => !commandTable[name]?.hidden)

afterAll(removeWorlds)

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8')
}

describe.each(pages)('%s', page => {
  const text = textOf(page)
  const lines = text.split('\n')

  test('has a header above every table: an empty line would end it', () => {
    const first = lines.flatMap((line, at) => (line.startsWith('|') && !lines[at - 1]?.startsWith('|') ? at : []))
    for (const at of first) expect(lines[at + 1]).toMatch(/^\|( -+:? \|)+$/)
  })

  test('names no command that does not exist', () => {
    const named = [...text.matchAll(/`igcodes ([a-z][a-z-]*)/g)].map(([, word]) => word)
    expect(named.filter(word => word !== 'help' && !commands.includes(word ?? ''))).toEqual([])
  })

  test('links to files that are there, and to headings that they have', () => {
    for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
      const [path = '', anchor] = target.split('#')
      const file = join(dirname(page), path)
      expect(existsSync(join(root, file)), target).toBe(true)
      if (anchor === undefined) continue
      const headings = [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
      expect(headings.map(heading => heading.toLowerCase().replaceAll(' ', '-'))).toContain(anchor)
    }
  })
})

test('SECURITY.md names tests that are there', () => {
  const named = [...textOf('SECURITY.md').matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
})

describe.each(['README.md', 'README.ja.md'])('%s', page => {
  test('is short: 200 lines of 132 characters', () => {
    const lines = textOf(page).split('\n')
    expect(lines.length).toBeLessThanOrEqual(201)
    expect(lines.filter(line => line.length > 132)).toEqual([])
  })

  test('begins with the two commands that start everything', () => {
    expect(textOf(page).split('```\n')[1]).toMatch(/^npm ci && npx --no igcodes add \S+\n$/)
  })

  test('shows the everyday commands that the short help shows, but for the two for teams', () => {
    const shown = [...textOf(page).matchAll(/^\| [^|]*\| `igcodes ([a-z-]+)/gm)].map(([, name]) => name)
    const everyday = commands.filter(name => commandTable[name]?.everyday && !['what-if', 'handover'].includes(name))
    expect(shown.toSorted()).toEqual(everyday.toSorted())
  })
})

test.each(['docs/commands.md', 'docs/commands.ja.md'])('%s shows every command', page => {
  const shown = spansOf(page).map(command => command.split(' ')[1])
  expect(commands.filter(name => !shown.includes(name))).toEqual([])
})

test.each(english)('%s shows the same commands as its Japanese twin', page => {
  const shown = (page: string) =>
    new Set([...linesOf(page), ...spansOf(page)].map(line => filledIn(line).replaceAll(/"[^"]*"/g, '""')))
  expect(shown(twinOf(page))).toEqual(shown(page))
})

describe('every command that is shown is understood', () => {
  vi.stubGlobal('VERSION', '0.0.0')
  const all = pages.flatMap(page => [...linesOf(page), ...spansOf(page)].map(filledIn)).filter(one => !helps.test(one))

  test.each([...new Set(all)])('%s', async command => {
    const program = await wholeProgram({ t: ({ en }) => en, examples: () => '' })
    const error = await program.parseAsync(wordsOf(command), { from: 'user' }).catch((error: unknown) => error)
    // Nothing is run here: a command that is understood ends where it asks for its context.
    if (error instanceof CommanderError) expect(namedOnly).toContain(error.code)
    else expect(String(error)).toMatch(/only described|missing-argument/)
  })
})

/** Its page is tested in cli/shell/help.test.ts. */
const helps = /^igcodes help /

/** A name in a sentence, such as `igcodes mark`, is there without what the command needs. */
const namedOnly = [
  'commander.help',
  'commander.version',
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
]

describe.each(pages.filter(page => linesOf(page).length > 0))('the lines in %s run, one after the other', page => {
  let world: World

  beforeAll(async () => {
    world = await new World().fill(page.includes('import') ? {} : { shop_tokyo: someCodes(5, 1) })
    if (page.includes('scripting')) await world.succeed('person add sato --role account-manager --no-input')
    const codes = someCodes(5, 3).join('\n')
    for (const name of ['codes.txt', 'notes.txt']) writeFileSync(join(world.home, name), codes)
    copyFileSync(join(root, 'fixtures/imports/bitwarden.json'), join(world.home, 'bitwarden_export.json'))
    const data = readFileSync(join(root, 'fixtures/imports/1password-export.data.json'))
    writeFileSync(join(world.home, 'export.1pux'), onePux(data))
    writeFileSync(join(world.home, 'bin/pass'), `#!/bin/sh\necho '${codes}'\n`)
    chmodSync(join(world.home, 'bin/pass'), 0o755)
  })

  test.each([...new Set(linesOf(page))])('%s', async line => {
    const env = page.includes('.ja.') ? { LANG: 'ja_JP.UTF-8' } : {}
    const { code, stderr } = await runAsShown(world, filledIn(line), env)
    const [, ...expected] = endings.find(([beginning]) => line.startsWith(beginning)) ?? [line, 0]
    expect(expected, stderr).toContain(code)
  })
})

/** A shell is started only for what needs one. */
async function runAsShown(world: World, line: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const [, file] = /^igcodes [^$|<>;&\\'*~]*?(?: < (\S+))?$/.exec(line) ?? [line, '']
  if (file === '') return world.shell(line, env)
  return world.run(wordsOf(line), { env, ...(file && { input: readFileSync(join(world.home, file)) }) })
}

/** How a line ends here, where it is not 0. */
const endings: readonly (readonly [beginning: string, ...codes: number[]])[] = [
  // There is a vault already.
  ['igcodes init', 24],
  // These judge.
  ['igcodes status --check', 31],
  ['igcodes check', 31],
  ['igcodes audit --rules', 0],
  ['igcodes audit ignore', 0],
  ['igcodes audit', 30, 31],
  // The lines before have made the set void.
  ['code=', 21],
  // These ask, and here is no terminal.
  ['igcodes account setup', 2],
  ['igcodes review', 2],
  ['igcodes import export.1pux', 2],
  ['igcodes import notes.txt', 2],
  ['pass show', 2],
]

describe.each(['docs/scripting.md', 'docs/scripting.ja.md'])('the answers in %s', page => {
  const shown = [...textOf(page).matchAll(/^\$ (igcodes .*)\n(\{.*\})$/gm)].map(([, command = '', answer = '']) => ({
    command,
    answer,
  }))
  const env = { TEST_CLOCK: '2026-11-23T09:00:00Z', LANG: page.includes('.ja.') ? 'ja_JP.UTF-8' : '' }
  let world: World

  beforeAll(async () => {
    world = await new World().fill()
    writeFileSync(join(world.home, 'codes.txt'), ['12345678', ...someCodes(4, 1)].join('\n'))
  })

  test.each(shown)('$command', async ({ command, answer }) => {
    const { stdout, stderr } = await runAsShown(world, command, env)
    // An ellipsis leaves something out, and every set has an id of its own.
    const parts = answer.replaceAll(/(?<="set":\{"id":"|"sets":\[\{"id":")[^"]+/g, '…').split('…')
    const pattern = parts.map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*')
    expect((stdout || stderr).trim()).toMatch(new RegExp(`^${pattern}$`))
  })
})

/** The commands in a page's code blocks, without the remarks beside them. */
function linesOf(page: string): readonly string[] {
  const blocks = [...textOf(page).matchAll(/^```\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.split('\n'))
  return blocks
    .map(line => line.replace(/ {3,}\S.*$/, ''))
    .filter(line => /^(igcodes |code=|pass show .*igcodes)/.test(line))
}

/** The commands in a page's sentences and tables. In a table's cell, those after the first leave out what it began with. */
function spansOf(page: string): readonly string[] {
  const prose = textOf(page).replaceAll(/^```\n[\s\S]*?^```$/gm, '')
  return prose.split('\n').flatMap(line => {
    const isRow = line.startsWith('|')
    const text = isRow ? (line.split(/(?<!\\)\|/)[2] ?? '') : line
    const spans = [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)
    const [, group] = isRow ? (/^igcodes (\S+)/.exec(spans[0] ?? '') ?? []) : []
    const whole = group === undefined ? spans : spans.map(span => continued(span, group))
    return whole.filter(span => /^igcodes( |$)/.test(span))
  })
}

function continued(span: string, group: string): string {
  if (span.startsWith('igcodes')) return span
  return commands.includes(span.split(' ')[0] ?? '') ? `igcodes ${span}` : `igcodes ${group} ${span}`
}

/** With something in the place of the placeholders. */
function filledIn(command: string): string {
  return command.replaceAll(/(?<=[ :])\S+/g, word => placeholders[word] ?? word)
}

/** As commander gets them: a shell keeps the rest of the line. */
function wordsOf(command: string): readonly string[] {
  const [, own = ''] = /igcodes ?(.*?)(?:\)| [<>|].*)?$/.exec(command) ?? []
  return [...own.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word)
}

const placeholders: Readonly<Record<string, string>> = {
  NAME: 'shop_tokyo',
  アドレス: 'ADDRESS',
  ユーザーネーム: 'shop_tokyo',
  PERSON: 'sato',
  人: 'sato',
  DEVICE: 'koho-iphone',
  端末: 'koho-iphone',
  ID: 'koho-iphone',
  RULE: 'sms-only',
  ルール: 'sms-only',
  DATE: '2027-03-31',
  日付: '2027-03-31',
  TEXT: 'December',
  理由: 'December',
  WORDS: 'phone',
  言葉: 'phone',
  FILE: 'codes.txt',
  ファイル: 'codes.txt',
  F: 'passphrase',
}
