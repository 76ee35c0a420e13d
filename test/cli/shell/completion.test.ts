/** What Tab gives: asked of the program as the shells ask it, and at a real prompt of each shell. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { quotedForSh } from '../../../src/documents/shell-quote.ts'
import { scenarios } from '../../../src/domain/model/scenarios.ts'
import { halved } from '../../thorough.ts'
import { endSessions, type Session, startSession } from '../session.ts'
import { realEntry, removeWorlds, someCodes, World } from '../world.ts'

const world = new World()
const locked = { IGCODES_PASSPHRASE_FILE: '/nowhere' }

// Where releases are judged (CI) a shell that is missing is a failure.
/** Debian has no PowerShell. */
const runnable = ['bash', 'zsh', 'fish'] as const
type Runnable = (typeof runnable)[number]
const present = runnable.filter(shell => process.env.CI || !spawnSync(shell, ['-c', '']).error)

beforeAll(async () => {
  // `igcodes` as users have it: completion asks its first file, which the test entry leaves out.
  writeFileSync(join(world.home, 'bin/igcodes'), `#!/bin/sh\nexec '${process.execPath}' '${realEntry}' "$@"\n`)
  chmodSync(join(world.home, 'bin/igcodes'), 0o755)
  await world.fill({ shop_tokyo: someCodes(5), shop_osaka: someCodes(5, 1) })
  await world.succeed(['person', 'add', '佐藤花子', '--no-input'])
  await world.succeed('device add koho-iphone --kind phone --owner company --no-input')
})
afterEach(endSessions)
afterAll(removeWorlds)

async function completed(words: readonly string[], env: Record<string, string> = {}): Promise<readonly string[]> {
  const outcome = await world.run(['complete', '--', ...words], { entry: realEntry, env: { ...locked, ...env } })
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  return outcome.stdout.split('\n').slice(0, -1)
}

const wordsOf = (lines: readonly string[]) => lines.map(line => line.split('\t')[0])

describe('asked by a shell', () => {
  test('--next asks for a word of which nothing is typed yet, where a shell leaves empty words out', async () => {
    const next = await world.run(['complete', '--next', '--', 'shell-init'], { entry: realEntry, env: locked })
    expect(next.stdout).toBe('bash\nzsh\nfish\npwsh\n')
  })

  test.each<[string, string[], string[]]>([
    ['commands', ['sta'], ['status']],
    ['commands of a command', ['incident', 'cl'], ['close']],
    ['options', ['status', '--le'], ['--level']],
    ['options that all share', ['status', '--json', '--no-i'], ['--no-input']],
    ['the values of an option', ['status', '--level', ''], ['ok', 'low', 'critical', 'empty']],
    ['the same behind a =', ['status', '--level=c'], ['--level=critical']],
    ['the same, as bash takes it apart', ['status', '--level', '=', 'c'], ['critical']],
    ['a list, from its last comma on', ['recover', '--have', 'phone,se'], ['phone,session']],
    ['arguments', ['mark', 'shop', ''], ['worked', 'rejected']],
    ['reasons', ['void', 'shop', '--because', '2'], ['2fa-off']],
    ['kinds', ['device', 'add', 'x', '--kind', 't'], ['tablet']],
    ['rules', ['audit', 'ignore', 'sms'], ['sms-only']],
    ['scenarios', ['playbook', 'phone'], ['phone-lost']],
    ['scenarios as values', ['incident', 'open', '--scenario', 'sms-l'], ['sms-late']],
    ['settings', ['config', 'notices', ''], ['names', 'counts', 'off']],
    ['files', ['--vault', ''], [':files']],
    ['behind --, no options', ['playbook', '--', '--'], []],
    ['nothing that only the user knows', ['incident', 'note', ''], []],
    ['nothing for what does not exist', ['no-such-command', 'x', ''], []],
    ['nothing that could run', ['$(touch pwned)', '`id`', "';"], []],
  ])('%s', async (_, words, expected) => {
    const found = wordsOf(await completed(words))
    expect(found).toEqual(expected)
  })

  test('all scenarios, and all commands with what they are for, in both languages', async () => {
    expect(wordsOf(await completed(['playbook', '']))).toEqual(scenarios)
    const english = await completed([''])
    const japanese = await completed([''], { LANG: 'ja_JP.UTF-8' })
    expect(english).toContain('use\thand out the next code that works')
    expect(japanese).toContain('use\t次に使えるコードを出す')
    expect(wordsOf(japanese)).toEqual(wordsOf(english))
    expect(english.every(line => /^[a-z-]+\t\S/.test(line))).toBe(true)
  })

  test('every option with what it is for', async () => {
    for (const words of [['--'], ['status', '--'], ['incident', 'note', '--']]) {
      const options = await completed(words)
      expect(options).toContain('--help\tthis help')
      expect(options.every(line => /^--[a-z0-9-]+\t\S/.test(line))).toBe(true)
    }
  })

  test('names only where the user allows them outside the vault', async () => {
    expect(await completed(['use', ''])).toEqual([])
    await world.succeed('config notices names')
    expect(await completed(['use', ''])).toEqual([])
    await world.succeed('status --no-input')
    expect(await completed(['use', ''])).toEqual(['shop_osaka', 'shop_tokyo'])
    expect(await completed(['use', '@shop_t'])).toEqual(['@shop_tokyo'])
    expect(await completed(['what-if', '--leave', ''])).toEqual(['佐藤花子'])
    expect(await completed(['what-if', '--lose', ''])).toEqual(['koho-iphone'])
    expect(await completed(['account', 'rename', 'shop_o'])).toEqual(['shop_osaka'])
    expect(await completed(['--vault', '/other', 'use', ''])).toEqual([])
  })
})

/** A prompt that nothing else is in the way of. */
const prompts: Readonly<Record<Runnable, { readonly args: readonly string[]; readonly env: Record<string, string> }>> =
  {
    bash: { args: ['--norc', '--noprofile', '-i'], env: { PS1: '> ' } },
    zsh: { args: ['-f', '-i'], env: { PS1: '> ' } },
    fish: {
      args: ['--no-config', '-i', '-C', "function fish_prompt; echo -n '> '; end; set -g fish_greeting"],
      env: {},
    },
  }

/** Takes back what is typed. Asks again: a shell that still works on Tab can lose the key. */
async function emptied(session: Session): Promise<void> {
  const isEmpty = () => session.screen().endsWith('\n>')
  await vi.waitUntil(
    () => {
      if (!isEmpty()) session.press('ctrl-u')
      return isEmpty()
    },
    { timeout: 10_000, interval: 100 },
  )
}

describe.each(halved(present))('at a prompt of %s', shell => {
  async function prompt(): Promise<Session> {
    const script = join(world.home, `completion.${shell}`)
    const { stdout } = await world.succeed(`completion ${shell}`, { entry: realEntry })
    writeFileSync(script, stdout)
    const { args, env } = prompts[shell]
    const session = startSession({
      command: shell,
      args,
      cwd: world.home,
      columns: 100,
      rows: 40,
      env: { ...world.env, PATH: `${world.home}/bin:${process.env.PATH}`, LANG: 'C.UTF-8', ...env },
    })
    await session.waitFor(/>$/, 10_000)
    session.type(`source ${quotedForSh(script)}\n`)
    await session.waitFor(/source [^\n]*\n[\s\S]*>$/, 10_000)
    return session
  }

  test('Tab completes commands, options, values and names, once the names are allowed', async () => {
    await world.succeed('config notices names')
    await world.succeed('status --no-input')
    const session = await prompt()
    const tab = async (typed: string, expected: RegExp) => {
      session.type(typed)
      session.press('tab')
      await session.waitFor(expected, 10_000)
      await emptied(session)
    }
    await tab('igcodes sta', /> igcodes status/)
    await tab('igcodes status --lev', /> igcodes status --level/)
    await tab('igcodes status --level=cri', /> igcodes status --level=critical/)
    await tab('igcodes playbook phone-', /> igcodes playbook phone-lost/)
    await tab('igcodes use shop_t', /> igcodes use shop_tokyo/)
    await tab('igcodes use @shop_o', /> igcodes use @shop_osaka/)
    await tab('igcodes what-if --leave 佐', /> igcodes what-if --leave 佐藤花子/)
  }, 120_000)

  test('files are completed where a file is asked for', async () => {
    mkdirSync(join(world.home, 'boxes'), { recursive: true })
    writeFileSync(join(world.home, 'boxes/a vault.igcodes'), '')
    const session = await prompt()
    session.type('igcodes --vault boxes/a')
    session.press('tab')
    await session.waitFor(/boxes\/a\\ vault\.igcodes/, 10_000)
  }, 60_000)

  test('what is typed is never run', async () => {
    const session = await prompt()
    // By default zsh expands the text before the cursor on every completion; asked only to complete, it must not.
    if (shell === 'zsh') session.type("bindkey '^I' complete-word\n")
    for (const typed of [
      'igcodes use $(touch pwned)',
      'igcodes use "$(touch pwned)"',
      'igcodes -x$(touch pwned)=',
      'igcodes `touch pwned` s',
    ]) {
      session.type(typed)
      await session.waitFor(`> ${typed}`, 10_000)
      session.press('tab')
      await emptied(session)
    }
    session.type('igcodes sta')
    session.press('tab')
    await session.waitFor(/> igcodes status/, 10_000)
    expect(existsSync(join(world.home, 'pwned'))).toBe(false)
  }, 60_000)
})

test.each(present)('the script for %s is text that the shell reads without a word', async shell => {
  const { stdout } = await world.succeed(`completion ${shell} --lang ja`)
  const script = join(world.home, `quiet.${shell}`)
  writeFileSync(script, stdout)
  const {
    status,
    stdout: said,
    stderr,
  } = spawnSync(shell, ['-c', `source '${script}'`], { encoding: 'utf8', env: world.env })
  expect({ status, said, stderr }).toEqual({ status: 0, said: '', stderr: '' })
  expect(readFileSync(script, 'utf8')).not.toMatch(/\beval\b|compgen -W/)
})
