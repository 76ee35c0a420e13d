/** The snippet for a shell's profile, in the shells themselves: what it says when, and what it never does. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { quotedForFish, quotedForSh } from '../../src/documents/shell-quote.ts'
import { shellSnippet } from '../../src/documents/shell-snippet.ts'
import { halved } from '../thorough.ts'

/** Debian has no PowerShell. */
const runnable = ['bash', 'zsh', 'fish'] as const
type Runnable = (typeof runnable)[number]

const folder = mkdtempSync(join(tmpdir(), 'igcodes shell $(id) \' " 日本 -'))
const files = { lines: join(folder, 'lines'), said: join(folder, 'said') }
const about = 'a comment'

/** Without the machine's own profile; a snippet that is there for interactive shells needs to believe in one. */
const interactive: Readonly<Record<Runnable, readonly string[]>> = {
  bash: ['--norc', '--noprofile', '-i'],
  zsh: ['-f', '-i'],
  fish: ['--no-config', '-i'],
}

// Where releases are judged (CI) a shell that is missing is a failure.
const present = runnable.filter(shell => process.env.CI || !spawnSync(shell, ['-c', '']).error)

const hasStrace = Boolean(process.env.CI) || !spawnSync('strace', ['-V']).error

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Start {
  readonly onceADay?: boolean
  readonly options?: readonly string[]
  readonly locale?: string
}

/** What a shell says at its start. */
function start(shell: Runnable, { onceADay = false, options = interactive[shell], locale = 'C.UTF-8' }: Start = {}) {
  const profile = join(folder, `profile.${shell}`)
  writeFileSync(profile, `${shellSnippet(shell, files, { about, onceADay })}\n`)
  const { PATH = '' } = process.env
  const { stdout, stderr } = spawnSync(
    'setsid',
    ['-w', shell, ...options, '-c', `source ${quoted(shell, profile)}; exit`],
    {
      cwd: folder,
      env: { PATH, TERM: 'xterm', HOME: folder, LC_ALL: locale, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
      encoding: 'utf8',
    },
  )
  expect(stderr.split('\n').filter(line => !/job control|process group|^exit$|^$/.test(line))).toEqual([])
  return stdout
}

function quoted(shell: Runnable, text: string): string {
  return shell === 'fish' ? quotedForFish(text) : quotedForSh(text)
}

const now = Math.floor(Date.now() / 1000)
const notice = '⚠ igcodes: 棚卸しの期限切れ: 1件 → igcodes check'

function write(...rows: readonly (readonly [number | string, number | string, string])[]): void {
  const lines = rows.map(row => `${row.join('\t')}\n`).join('')
  writeFileSync(files.lines, `igcodes-notices/1\t${now - 100}\n${lines}`)
}

describe.each(halved(present))('in %s', shell => {
  test('the latest notice that holds is said, and none of the future', () => {
    write([now - 100, 0, '-'], [now - 50, 30, 'soon'], [now - 20, 31, notice], [now + 3600, 31, 'later'])
    expect(start(shell)).toBe(`${notice}\n`)
  })

  test('nothing is said where all is well, where there are no notices, and where nobody watches', () => {
    write([now - 100, 0, '-'], [now + 3600, 31, 'later'])
    expect(start(shell)).toBe('')
    rmSync(files.lines)
    expect(start(shell)).toBe('')
    write([now - 100, 31, notice])
    expect(start(shell, { options: interactive[shell].filter(option => option !== '-i') })).toBe('')
  })

  test('a pipe, or a folder, in the place of either file is not waited for', () => {
    for (const make of [(path: string) => execFileSync('mkfifo', [path]), (path: string) => mkdirSync(path)])
      for (const path of [files.lines, files.said]) {
        rmSync(files.lines, { recursive: true, force: true })
        rmSync(files.said, { recursive: true, force: true })
        if (path === files.said) write([now - 100, 31, notice])
        make(path)
        expect(start(shell, { onceADay: true })).toBe('')
      }
  })

  test.each([
    ['an escape sequence', 'x\u001b[2Jx'],
    ['a bell', 'x\u0007x'],
    ['a carriage return', 'x\rx'],
    ['a C1 control', 'x\u009b2Jx'],
    ['a bidi override', 'x\u202ex'],
    ['a bidi isolate', 'x\u2066x'],
    ['a zero-width space', 'x\u200bx'],
    ['a soft hyphen', 'x\u00adx'],
    ['an Arabic letter mark', 'x\u061cx'],
    ['a grapheme joiner', 'x\u034fx'],
    ['a byte order mark', 'x\ufeffx'],
    ['a Hangul filler', 'x\u3164x'],
    ['a half-width filler', 'x\uffa0x'],
    ['an annotation mark', 'x\ufff9x'],
    ['a hidden tag', 'x\u{e0041}x'],
    ['a line separator', 'x\u2028x'],
    ['too many letters', 'x'.repeat(501)],
  ])('a notice with %s is not shown', (_, text) => {
    write([now - 100, 31, text])
    expect(start(shell)).toBe('')
    // bash and zsh compare bytes, so that it does not matter which characters the locale knows.
    if (shell !== 'fish') expect(start(shell, { locale: 'C' })).toBe('')
  })

  test.each([
    '$(touch pwned)',
    '`touch pwned`',
    '%s%n%d\\n\\x1b',
    '* ~ ; touch pwned',
    "'; touch pwned; '",
    '-n',
    '-e x',
  ])('a notice that says %s is a text like any other', text => {
    write([now - 100, 31, text])
    expect(start(shell)).toBe(`${text}\n`)
    expect(readdirSync(folder)).not.toContain('pwned')
  })

  test.each([
    ['a number that is none', 'a[$(touch pwned)]', 31],
    ['one that is too long', '9'.repeat(30), 31],
    ['no number', '', 31],
    ['an exit code that is none', now - 100, 'a[$(touch pwned)]'],
    ['another exit code', now - 100, 2],
  ])('a line with %s is not believed', (_, from, code) => {
    write([from, code, notice])
    expect(start(shell)).toBe('')
    expect(readdirSync(folder)).not.toContain('pwned')
  })

  test('a file that is something else is left alone', () => {
    for (const text of [
      '',
      '\n',
      'hello\n',
      `igcodes-notices/2\t${now}\n${now - 9}\t31\tx\n`,
      '\u0000\u0001\n'.repeat(99),
    ]) {
      writeFileSync(files.lines, text)
      expect(start(shell)).toBe('')
    }
  })

  test('once a day is once, and again when it gets worse or a day has passed', () => {
    const once = () => start(shell, { onceADay: true })
    write([now - 100, 30, notice])
    expect([once(), once()]).toEqual([`${notice}\n`, ''])
    write([now - 100, 31, notice])
    expect([once(), once()]).toEqual([`${notice}\n`, ''])
    writeFileSync(files.said, `${now - 20 * 3600}\t31\n`)
    expect(once()).toBe(`${notice}\n`)
    writeFileSync(files.said, 'a[$(touch pwned)]\t99\n')
    expect(once()).toBe(`${notice}\n`)
    expect(readdirSync(folder)).not.toContain('pwned')
    expect(readFileSync(files.said, 'utf8')).toMatch(/^\d+\t31\n$/)
  })

  test.skipIf(!hasStrace)('it starts no process', () => {
    write([now - 100, 31, notice])
    const profile = join(folder, `profile.${shell}`)
    const trace = join(folder, 'trace')
    for (const onceADay of [false, true]) {
      writeFileSync(profile, `${shellSnippet(shell, files, { about, onceADay })}\n`)
      const command = [...interactive[shell], '-c', `source ${quoted(shell, profile)}; exit`]
      const watched = [
        '-w',
        'strace',
        '-f',
        '-qq',
        '-e',
        'trace=clone,clone3,fork,vfork,execve',
        '-o',
        trace,
        shell,
        ...command,
      ]
      const { stdout } = spawnSync('setsid', watched, { env: { ...process.env, HOME: folder }, encoding: 'utf8' })
      expect(stdout).toContain(notice)
      const calls = readFileSync(trace, 'utf8')
        .split('\n')
        .filter(line => line !== '')
      // fish has threads of its own; the shell itself is the one program that is started.
      const processes = calls.filter(line => /clone|fork/.test(line) && !line.includes('CLONE_THREAD'))
      expect(processes).toEqual([])
      expect(calls.filter(line => line.includes('execve('))).toHaveLength(1)
    }
  })

  test('whatever text is quoted arrives as it was, in printable characters', () => {
    const texts = fc.sample(
      fc.string({
        unit: fc.constantFrom(
          'a',
          '0',
          ' ',
          "'",
          '"',
          '\\',
          '$',
          '`',
          '!',
          '\n',
          '\t',
          '\u001b',
          '\u0085',
          '日',
          '*',
          '(',
        ),
      }),
      { numRuns: 60, seed: 1 },
    )
    const script = texts.map(text => `printf '%s\\0' ${quoted(shell, text)}`).join('\n')
    expect(script.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    const { stdout } = spawnSync(shell, ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts)
  })
})

describe('in PowerShell', () => {
  const snippet = (lines: string, about: string) =>
    shellSnippet('pwsh', { lines, said: lines }, { about, onceADay: true })

  test('it is ASCII, whatever the path and the language', () => {
    const text = snippet('C:\\Users\\佐藤 $(calc)`"’\\vault.lines', '期限の近い予定を表示する')
    expect(text).toMatch(/^[ -~\n]+$/)
    // Windows PowerShell takes each of these for a quotation mark, and $( for a command.
    expect(text).toContain('"C:\\Users\\$([char]20304)$([char]34276) `$(calc)```"$([char]8217)\\vault.lines"')
  })

  test('a plain path is in single quotes', () => {
    expect(snippet("C:\\O'Neil\\$x", 'x')).toContain("$lines = 'C:\\O''Neil\\$x'")
  })
})
