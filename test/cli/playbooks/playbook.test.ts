/** `igcodes playbook`: the list, each playbook in every form, the search, and the short way that prints one at once. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { formats } from '../../../src/commands/playbooks/page.ts'
import { scenarios } from '../../../src/domain/model/scenarios.ts'
import { languages } from '../../../src/language.ts'
import { widthOf } from '../../../src/terminal/width.ts'
import { halved, isThorough } from '../../thorough.ts'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, type Outcome, realEntry, removeWorlds, testEntry, World } from '../world.ts'

const world = new World()
const pages = new URL('../../../dist/playbooks/', import.meta.url)

afterEach(endSessions)
afterAll(removeWorlds)

describe('the list', () => {
  test.each([
    [
      'en',
      [
        'Locked out now',
        'The backup codes',
        'Phone, number, mailbox',
        'People',
        'Hacked, or suspecting it',
        'Before it happens',
      ],
    ],
    [
      'ja',
      [
        '今ログインできない',
        'バックアップコードのこと',
        'スマホ・番号・メールのこと',
        '担当者のこと',
        '乗っ取り・その疑い',
        '困る前の備え',
      ],
    ],
  ] as const)('in %s names all of them, by the moment in which they are needed', async (language, headings) => {
    const { code, stdout, stderr } = await world.run(`playbook --lang ${language}`)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const unindented = stdout.split('\n').filter(line => /^[^ ].*[^:]$/.test(line) && line !== '')
    expect(unindented.slice(0, headings.length)).toEqual(headings)
    const listed = [...stdout.matchAll(/^ {2}([a-z0-9-]+) +\S/gm)].map(([, id]) => id)
    expect(listed.filter(id => id !== 'igcodes')).toEqual(scenarios)
    expect(stdout).toMatch(/\n {2}igcodes playbook phone-lost\n/)
    expect(stdout).toMatch(/\n {2}igcodes recover\n$/)
  })

  test.each(languages)('in %s fits a terminal of 40 columns, the titles below the names', async language => {
    const env = { IGCODES_LANG: language, NO_COLOR: '1' }
    const session = world.session('playbook', { columns: 40, rows: 40, env })
    expect(await session.exit()).toBe(0)
    const lines = session.raw().split('\r\n')
    expect(lines.filter(line => widthOf(line) > 40)).toEqual([])
    expect(lines).toContain('  authenticator-deleted')
  })

  test('as JSON gives them in the same order', async () => {
    const { playbooks } = answerOf(await world.run('playbook --json --lang ja'))
    expect(playbooks).toHaveLength(scenarios.length)
    expect(playbooks).toContainEqual({
      scenario: 'phone-lost',
      moment: 'phone',
      title: expect.stringContaining('スマホ'),
      when: expect.any(String),
    })
  })
})

describe('one playbook', () => {
  const opens = {
    text: /^Phone lost.*\n/,
    md: /^# Phone lost.*\n/,
    html: /^<!doctype html>\n<html lang="en">/,
    json: /^\{"scenario":"phone-lost"/,
  } as const

  test.each(formats)('--format %s', async format => {
    const outcome = await world.run(`playbook phone-lost --format ${format}`)
    expect(outcome).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(opens[format]) })
    expect(outcome.stdout.endsWith('\n\n')).toBe(false)
  })

  test('--json is --format json', async () => {
    const json = await world.run('playbook phone-lost --json')
    expect(json).toMatchObject({ code: 0, stderr: '' })
    expect(json.stdout).toBe((await world.run('playbook phone-lost --format json')).stdout)
    expect(answerOf(json)).toMatchObject({ scenario: 'phone-lost', isOld: false, confidence: 'high' })
  })

  test('both, and they differ, is a mistake (exit 2)', async () => {
    const outcome = await world.run('playbook phone-lost --json --format md')
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'bad-argument', hint: expect.stringContaining('json') })
  })

  test('fills the terminal’s width, with bold and dim as an extra', async () => {
    const session = world.session('playbook phone-lost', { columns: 60, rows: 40 })
    expect(await session.exit()).toBe(0)
    expect(session.raw()).toContain('\u001b[1m')
    const plain = world.session('playbook phone-lost', { columns: 60, rows: 40, env: { NO_COLOR: '1' } })
    expect(await plain.exit()).toBe(0)
    expect(plain.raw()).not.toContain('\u001b')
    expect(plain.scrollback()).toBe(session.scrollback())
    const widths = plain.raw().split('\r\n').map(widthOf)
    expect(Math.max(...widths)).toBeLessThanOrEqual(60)
    expect(Math.max(...widths)).toBeGreaterThan(50)
  })

  test('is no wider than 100 columns on a wide terminal, and unbroken in a pipe', async () => {
    const session = world.session('playbook phone-lost', { columns: 200, rows: 40 })
    expect(await session.exit()).toBe(0)
    expect(Math.max(...session.scrollback().split('\n').map(widthOf))).toBeLessThanOrEqual(100)
    const { stdout } = await world.run('playbook phone-lost')
    expect(Math.max(...stdout.split('\n').map(widthOf))).toBeGreaterThan(100)
    expect(stdout).not.toContain('\u001b')
  })

  test('says when it is old, by the clock of its reader', async () => {
    const env = { TEST_CLOCK: '2031-01-01T00:00:00Z' }
    const { stdout } = await world.run('playbook phone-lost', { env })
    expect(stdout).toMatch(/^Phone lost.*\n⚠ This playbook is old/)
    expect(answerOf(await world.run('playbook phone-lost --json', { env }))).toMatchObject({ isOld: true })
  })
})

describe('a name that no playbook has is never guessed', () => {
  test.each([
    ['lost', 'phone-lost'],
    ['phone-lsot', 'phone-lost'],
    ['phone lost', 'phone-lost'],
    ['機種変', 'new-phone'],
  ])('%s: exit 20, and the nearest as commands to type', async (name, nearest) => {
    const { code, stdout, stderr } = await world.run(['playbook', ...name.split(' ')])
    expect({ code, stdout }).toEqual({ code: 20, stdout: '' })
    expect(stderr).toContain(`“${name}”`)
    expect(stderr).toContain(`\n    igcodes playbook ${nearest}\n`)
    expect(stderr.match(/igcodes playbook [a-z]+-/g)).toHaveLength(3)
  })

  test('as JSON', async () => {
    const outcome = await world.run('playbook lost --json --lang ja')
    expect(outcome).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(outcome)).toEqual({
      code: 'unknown-scenario',
      message: '「lost」という手順はありません。',
      hint: expect.stringContaining('igcodes playbook phone-lost'),
    })
  })

  test('hostile text in it is shown, not obeyed', async () => {
    const { code, stderr } = await world.run(['playbook', '\u001b[2Jlost'])
    expect(code).toBe(20)
    expect(stderr).not.toContain('\u001b')
  })
})

describe('--search', () => {
  test('prints names, titles and the sentences found, the best first', async () => {
    const { code, stdout } = await world.run('playbook --search stolen')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^phone-lost {2}Phone lost, stolen or broken\n {4}\S/)
    expect(stdout).toMatch(/\n {2}igcodes playbook phone-lost\n$/)
  })

  test('takes several words, in either language, in any place', async () => {
    const first = async (command: readonly string[]) => {
      const { results } = answerOf(await world.run(['playbook', ...command, '--json']))
      return Array.isArray(results) ? results[0] : undefined
    }
    expect(await first(['--search', 'lost', 'phone'])).toMatchObject({ scenario: 'phone-lost' })
    expect(await first(['lost', '--search', 'phone'])).toMatchObject({ scenario: 'phone-lost' })
    expect(await first(['--search', '機種変', '--lang', 'ja'])).toEqual({
      scenario: 'new-phone',
      title: 'スマホの機種変更',
      sentence: expect.any(String),
      isNever: false,
    })
  })

  test('what never to do is shown as that', async () => {
    const { stdout } = await world.run(['playbook', '--search', 'automatic', 'support', 'chat'])
    expect(stdout).toMatch(/\n {4}Never: .*chat/)
  })

  test('nothing found: exit 20 and what to try instead', async () => {
    const outcome = await world.run('playbook --search xyzzyplugh --json')
    expect(outcome).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({
      code: 'nothing-found',
      message: expect.stringContaining('xyzzyplugh'),
      hint: expect.stringContaining('igcodes recover'),
    })
  })
})

describe('--sources', () => {
  test('lists where it comes from, with addresses, confidence and the day of the review', async () => {
    const { code, stdout } = await world.run('playbook --sources phone-lost')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Sources of “Phone lost, stolen or broken”\n/)
    expect(stdout).toContain('\n    https://help.instagram.com/566810106808145\n    confidence high\n')
    expect(stdout).toMatch(/\nLast reviewed on \d{4}-\d\d-\d\d; confidence: high\.\n$/)
  })

  test('as JSON', async () => {
    const answer = answerOf(await world.run('playbook --sources phone-lost --json --lang ja'))
    expect(answer).toEqual({
      scenario: 'phone-lost',
      title: 'スマホの紛失・盗難・故障',
      sources: expect.arrayContaining([
        {
          title: 'Instagramヘルプ: 二段階認証',
          address: 'https://help.instagram.com/566810106808145',
          confidence: 'high',
        },
      ]),
      confidence: 'high',
      reviewedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      isOld: false,
    })
  })

  test('without a name, or in a form that a list does not have, is a mistake (exit 2)', async () => {
    for (const command of [
      '--sources',
      '--sources phone-lost --format html',
      '--format md',
      '--search SMS --format md',
    ])
      expect(await world.run(`playbook ${command}`), command).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('needs nothing', () => {
  test('no home, no vault, no state: and leaves none behind', async () => {
    const lone = new World()
    const { code, stdout, stderr } = await lone.shell(
      `env -i ${process.execPath} ${realEntry} playbook; env -i ${process.execPath} ${realEntry} playbook phone-lost`,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Phone lost, stolen or broken')
    expect(existsSync(join(lone.home, '.local'))).toBe(false)
  })

  test('a damaged vault does not matter', async () => {
    const env = { IGCODES_VAULT: join(world.home, 'damaged') }
    writeFileSync(env.IGCODES_VAULT, 'no vault at all')
    for (const command of ['playbook', 'playbook phone-lost', 'playbook --search SMS', 'playbook --sources set-up'])
      expect(await world.run(command, { env }), command).toMatchObject({ code: 0, stderr: '' })
  })

  test('nobody is ever asked for anything, nor for a passphrase', async () => {
    const trace = join(world.home, 'asked')
    const env = { IGCODES_PASSPHRASE_COMMAND: `touch ${trace}; echo x` }
    for (const command of ['playbook', 'playbook phone-lost', 'playbook lost', 'playbook --search SMS']) {
      const session = world.session(command, { env })
      await session.exit()
      expect(session.scrollback()).not.toMatch(/assphrase|\? {2}/)
    }
    expect(existsSync(trace)).toBe(false)
  })
})

describe('the short way', () => {
  test('gives the very bytes that the program does: every playbook, in every form and language', async () => {
    // The program, many times in one process; it writes each page behind its name.
    const script = `
      import { writeSync } from 'node:fs'
      import { main } from ${JSON.stringify(new URL('../../../dist/main.js', import.meta.url).href)}
      for (const scenario of ${JSON.stringify(scenarios)})
        for (const language of ${JSON.stringify(languages)})
          for (const format of ${JSON.stringify(formats)}) {
            writeSync(1, '\\0' + [scenario, language, format].join('.') + '\\0')
            const argv = ['playbook', scenario, '--lang', language, '--format', format]
            await main({ argv, env: {}, now: () => new Date(), random: () => {}, user: () => '', stretch: () => {} })
          }`
    const node = ['--input-type=module', '-e', script]
    const { stdout } = await promisify(execFile)(process.execPath, node, { maxBuffer: 64 * 1024 * 1024 })
    const parts = stdout.split('\0').slice(1)
    expect(parts).toHaveLength(2 * scenarios.length * languages.length * formats.length)
    for (let index = 0; index < parts.length; index += 2) {
      const [name = '', page = ''] = parts.slice(index, index + 2)
      expect(page.length).toBeGreaterThan(500)
      expect(readFileSync(new URL(name, pages), 'utf8') === page, name).toBe(true)
    }
  })

  test.each(isThorough ? scenarios : scenarios.slice(0, 7))('prints %s as the build has printed it', async scenario => {
    const index = scenarios.indexOf(scenario)
    const language = languages[index % languages.length] ?? 'en'
    const format = formats[index % formats.length] ?? 'text'
    const outcome = await world.run(`playbook ${scenario} --lang ${language} --format ${format}`, { entry: realEntry })
    const page = readFileSync(new URL(`${scenario}.${language}.${format}`, pages), 'utf8')
    expect(outcome).toMatchObject({ code: 0, stderr: '', stdout: page })
  })

  test('is as far from the program as it is short: it answers although there is no program', async () => {
    const folder = join(world.home, 'alone')
    const dist = new URL('../../../dist', import.meta.url).pathname
    const { code, stdout } = await world.shell(
      `mkdir -p ${folder} && cd ${dist} && cp -r igcodes.js playbook.js package.json playbooks ${folder} && ${process.execPath} ${folder}/igcodes.js playbook phone-lost`,
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Phone lost/)
  })

  const same = async (command: string, env: Record<string, string> = {}): Promise<[Outcome, Outcome]> => {
    const { IGCODES_PASSPHRASE_FILE = '' } = env
    const run = (entry: string) => world.run(command, { env: { ...env, IGCODES_PASSPHRASE_FILE }, entry })
    const [short, long] = await Promise.all([run(realEntry), run(testEntry)])
    return [short, long]
  }

  const calls: [string, Record<string, string>?][] = [
    ['playbook phone-lost', { LANG: 'ja_JP.UTF-8' }],
    ['playbook phone-lost', { IGCODES_LANG: 'en', LC_ALL: 'ja_JP.UTF-8' }],
    ['playbook phone-lost', { LC_ALL: '', LC_MESSAGES: 'ja', LANG: 'en_US' }],
    ['playbook phone-lost', { LANG: 'de_DE' }],
    ['playbook phone-lost --lang en', { LANG: 'ja' }],
    ['playbook phone-lost', { FORCE_COLOR: '1' }],
    ['playbook phone-lost', { FORCE_COLOR: '1', NO_COLOR: '1' }],
    ['--lang ja playbook --json phone-lost --no-input --quiet'],
    ['playbook phone-lost --lang=ja'],
    ['playbook phone-lost --format=md'],
    ['playbook phone-lost --lang ja --lang en'],
    ['playbook phone-lost --lang fr'],
    ['playbook phone-lost --lang'],
    ['playbook phone-lost --format pdf'],
    ['playbook phone-lost --format ../../package.json'],
    ['playbook phone-lost --format'],
    ['playbook phone-lost --json --format json'],
    ['playbook phone-lost --json --json'],
    ['playbook phone-lost --yes'],
    ['playbook phone-lost --help'],
    ['playbook phone-lost --nonsense'],
    ['playbook phone-lost set-up'],
    ['playbook PHONE-LOST'],
    ['playbook constructor'],
    ['playbook -- phone-lost'],
    ['use playbook --no-input'],
  ]
  test.each(halved(calls))('%s %o ends as the program ends it', async (command, env) => {
    const [short, long] = await same(command, env)
    expect({ ...short, took: 0 }).toEqual({ ...long, took: 0 })
  })

  test.each([realEntry, testEntry])('a reader that has seen enough is no error: 141 (%#)', async entry => {
    const igcodes = `'${process.execPath}' '${entry}' playbook phone-lost --format html`
    const { stdout, stderr } = await world.shell(`{ sleep 0.2; ${igcodes}; echo $? > code; } | true; cat code`)
    expect({ stdout, stderr }).toEqual({ stdout: '141\n', stderr: '' })
  })

  test.each([realEntry, testEntry])('a full disk is told, in the language of the reader (%#)', async entry => {
    const igcodes = `'${process.execPath}' '${entry}' playbook phone-lost`
    const { code, stderr } = await world.shell(`${igcodes} --lang ja > /dev/full`)
    expect(code).toBe(16)
    expect(stderr).toMatch(/^✗ .*ENOSPC/)
    expect(stderr).toMatch(/[ぁ-ん]/)
  })

  test('a slow reader gets every byte', async () => {
    const igcodes = `'${process.execPath}' '${realEntry}' playbook keeper-left --format html --lang ja`
    const { stdout } = await world.shell(`${igcodes} | { sleep 0.3; cat; }`)
    expect(stdout).toBe(readFileSync(new URL('keeper-left.ja.html', pages), 'utf8'))
  })
})
