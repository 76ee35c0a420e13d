/** The printed overview, the rules and the map, as scripts and as people get them. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { widthOf } from '../../../src/terminal/width.ts'
import { changePayload, nextEvent } from '../payload.ts'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)
const world = new World()
const spaced = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

const team = [
  { type: 'person-saved', person: 'hanako', name: 'Hanako', roles: ['security-manager'], agency: false, left: null },
  {
    type: 'device-saved',
    device: 'iphone',
    name: 'PR iPhone',
    kind: 'phone',
    owner: 'company',
    holder: 'hanako',
    since: null,
    vault: true,
  },
  {
    type: 'factor-saved',
    factor: 'app',
    kind: 'authenticator',
    label: 'Google Authenticator',
    owner: 'company',
    on: 'iphone',
    holders: [],
    needs: [],
    confirmed: null,
  },
  { type: 'factor-linked', factor: 'app', accounts: ['shop_tokyo'] },
  { type: 'place-saved', place: 'safe', kind: 'locked-paper', label: 'Office safe', on: null, holders: ['hanako'] },
  { type: 'place-linked', place: 'safe', accounts: ['shop_tokyo'] },
]

beforeAll(async () => {
  await world.fill({ shop_tokyo: tokyo, cafe_osaka: someCodes(5, 2) })
  for (const event of team)
    await changePayload(world, payload => ({ ...payload, events: [...payload.events, nextEvent(payload, event)] }))
  await world.use('shop_tokyo')
  await world.succeed('mark shop_tokyo worked --no-input')
})
afterEach(endSessions)
afterAll(removeWorlds)

async function answered(command: string): Promise<string> {
  const { stdout, stderr } = await world.succeed(`${command} --no-input`)
  expect(stderr).toBe('')
  for (const code of tokyo) {
    expect(stdout).not.toContain(code)
    expect(stdout).not.toContain(spaced(code))
  }
  return stdout
}

describe('scripts', () => {
  test('sheet ACCOUNT is Markdown, or HTML, or JSON; no code is on it', async () => {
    expect(await answered('sheet shop_tokyo')).toMatch(
      /^# `@shop_tokyo`: who holds the keys\n[\s\S]*PR iPhone · Hanako/,
    )
    expect(await answered('sheet shop_tokyo --format html')).toMatch(
      /^<!doctype html>[\s\S]*Office safe[\s\S]*<\/html>\n$/,
    )
    expect(answerOf(await world.run('sheet shop_tokyo --json --no-input'))).toMatchObject({
      account: 'shop_tokyo',
      authenticator: [{ label: 'Google Authenticator', device: 'PR iPhone', holders: [{ name: 'Hanako' }] }],
      sms: [],
      places: [{ kind: 'locked-paper', label: 'Office safe' }],
      codes: { remaining: 4, setSize: 5 },
      handOver: null,
      firstStep: 'igcodes recover shop_tokyo',
    })
  })

  test('sheet without an account is a table of all', async () => {
    expect(await answered('sheet')).toMatch(/\| `@cafe_osaka` \|[\s\S]*\| `@shop_tokyo` \| Google Authenticator/)
    expect(answerOf(await world.run('sheet --json --no-input')).accounts).toMatchObject([
      { account: 'cafe_osaka' },
      { account: 'shop_tokyo' },
    ])
  })

  test('--out writes what stdout would have got to a new file of the user alone, and no file that is there already', async () => {
    for (const command of ['sheet', 'policy', 'map', 'due', 'playbook phone-lost --lang ja']) {
      const out = join(world.home, `${command.split(' ')[0]}.txt`)
      const text = (await world.succeed(`${command} --no-input`)).stdout
      expect(await world.succeed(`${command} --no-input --out ${out}`)).toMatchObject({ stdout: '' })
      expect(readFileSync(out, 'utf8')).toBe(text)
      expect(statSync(out).mode & 0o777).toBe(0o600)
      const again = await world.run(`${command} --no-input --out ${out} --json`)
      expect(again).toMatchObject({ code: 24, stdout: '' })
      expect(errorOf(again).code).toBe('file-exists')
      expect(readFileSync(out, 'utf8')).toBe(text)
    }
    expect(await world.run('sheet --no-input --out=')).toMatchObject({ code: 2 })
    expect(await world.run(`sheet --no-input --out ${world.home}`)).toMatchObject({ code: 24 })
    expect(await world.run(`sheet no_such --no-input --out ${join(world.home, 'none')}`)).toMatchObject({ code: 20 })
    expect(existsSync(join(world.home, 'none'))).toBe(false)
  })

  test('policy is Markdown, or HTML, in the language asked for', async () => {
    expect(await answered('policy')).toContain('Hanako')
    expect(await answered('policy --lang ja')).toMatch(/^# Instagramアカウント運用ルール/)
    expect(await answered('policy --format html')).toMatch(/^<!doctype html>/)
  })

  test('policy does not pass a private number off as the company’s', async () => {
    const number = '+81-90-1234-5678'
    await world.succeed(`factor add ${number} --kind sms --owner private --account shop_tokyo --no-input`)
    expect(await answered('policy')).toContain(`SMS to a company number: ${number} – still private, to be changed`)
    expect(await answered('policy --lang ja')).toContain(`${number} ※今は個人のもの。会社のものに替える`)
    await world.succeed(`factor remove ${number} --yes --no-input`)
  })

  test('map is a tree, or Mermaid, or JSON', async () => {
    expect(await answered('map shop_tokyo')).toBe(
      `Hanako
├ PR iPhone
│ └ authenticator app: Google Authenticator
│   └ @shop_tokyo
└ paper, locked away: Office safe
  └ @shop_tokyo
`,
    )
    expect(await answered('map --format mermaid')).toMatch(/^flowchart LR\n {2}n1\(\["Hanako"\]\)\n/)
    expect(answerOf(await world.run('map --json --no-input'))).toMatchObject({
      nodes: expect.arrayContaining([
        { id: 'account:cafe_osaka', mark: 'noWayIn', kind: 'account', name: '@cafe_osaka' },
      ]),
      links: expect.arrayContaining([{ from: 'person:hanako', to: 'device:iphone', kind: 'has' }]),
    })
  })

  test.each(['sheet', 'map'])('%s of an unknown account: exit 20', async command => {
    const outcome = await world.run(`${command} shop_tokio --json --no-input`)
    expect(outcome.code).toBe(20)
    expect(errorOf(outcome)).toMatchObject({ code: 'unknown-account' })
  })

  test.each(['sheet', 'map', 'policy'])('%s in a format that there is none of: exit 2', async command => {
    expect((await world.run(`${command} --format pdf --no-input`)).code).toBe(2)
    expect((await world.run(`${command} --json --format ${command === 'map' ? 'text' : 'md'} --no-input`)).code).toBe(2)
  })

  test.each(['', '--yes', '--no-input', '--yes --json'])(
    'codes are never printed without a terminal (%s)',
    async options => {
      const outcome = await world.run(`sheet shop_tokyo --with-codes ${options}`)
      expect(outcome).toMatchObject({ code: 2, stdout: '' })
      expect(outcome.stderr).toContain('two questions')
    },
  )
})

describe('--with-codes in a terminal', () => {
  test('asks twice, also with --yes, and writes the sheet where it is sent', async () => {
    const session = world.session(['sheet', 'shop_tokyo', '--with-codes', '--yes', '--format', 'html'], {
      columns: 100,
      rows: 200,
    })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('in plain digits?')
    session.type('y\n')
    await session.waitFor('type the handle (shop_tokyo)')
    expect(session.raw()).not.toContain('<!doctype html>')
    session.type('@shop_tokyo\n')
    expect(await session.exit()).toBe(0)
    const page = session.raw()
    expect(page).toContain('keep this sheet in a safe or a locked drawer')
    for (const code of tokyo.slice(1)) expect(page).toContain(spaced(code))
    expect(page).toContain('<s>No. 1</s>')
    expect(page).not.toContain(spaced(tokyo[0] ?? ''))
    expect(page).toContain('Lock the sheet away.')
  })

  test.each([
    ['the first', ['n']],
    ['the second', ['y', 'yes']],
  ])('no to %s question: nothing is shown', async (_, answers) => {
    const session = world.session('sheet shop_tokyo --with-codes', { columns: 100 })
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    const questions = ['in plain digits?', 'type the handle']
    for (const [index, answer] of answers.entries()) {
      await session.waitFor(questions[index] ?? '')
      session.type(`${answer}\n`)
    }
    expect(await session.exit()).toBe(3)
    for (const code of tokyo) expect(session.raw()).not.toContain(spaced(code))
  })

  test('a screen of 40 columns holds the sheet and the map', async () => {
    for (const command of ['sheet shop_tokyo', 'sheet', 'map'])
      for (const lang of ['en', 'ja']) {
        const session = world.session(`${command} --lang ${lang} --passphrase-file ${world.passphraseFile}`, {
          columns: 40,
          rows: 100,
        })
        expect(await session.exit()).toBe(0)
        expect(session.scrollback()).toContain('@shop_tokyo')
        const lines = stripVTControlCharacters(session.raw()).split(/[\r\n]+/)
        expect(lines.filter(line => widthOf(line) > 40)).toEqual([])
      }
  })
})
