/** `igcodes import`, as scripts and as people use it. The sessions' screens are in fixtures/cli. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { onePux } from '../../imports/archive.ts'
import { endSessions } from '../session.ts'
import { opens, Story, tellingLanguages } from '../story.ts'
import { answerOf, errorOf, type Outcome, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const osaka = ['55172048', '92036671', '33908124', '81645502', '44781936']
const older = ['10663829', '87451290', '36028847', '92217564', '51930476']

afterAll(() => {
  endSessions()
  removeWorlds()
})

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/imports/${name}`, import.meta.url))

/** A copy in the world's home, which nobody else may read. */
function put(world: World, name: string, content: string | Uint8Array = readFileSync(fixture(name))): string {
  const path = join(world.home, name)
  writeFileSync(path, content)
  chmodSync(path, 0o600)
  return name
}

async function importing(world: World, options: string, input = ''): Promise<Outcome> {
  return world.run(`import ${options} --json --no-input`, { input })
}

function reasons(outcome: Outcome): string[] {
  return [...JSON.stringify(answerOf(outcome).left).matchAll(/"reason":"([\w-]+)"/g)].map(([, one = '']) => one)
}

describe('a script', () => {
  test('takes over every account of an export, in one change', async () => {
    const world = await new World().fill()
    const outcome = await importing(world, `${put(world, 'bitwarden.json')} --yes`)
    expect(answerOf(outcome)).toMatchObject({
      format: 'bitwarden',
      accounts: [
        { account: 'shop_tokyo', added: 5, set: { size: 5, issuedOn: '2026-03-02' }, warnings: [] },
        { account: 'shop_osaka', added: 5, set: { size: 5, issuedOn: '2026-03-02' }, warnings: [] },
      ],
      others: 3,
    })
    expect(reasons(outcome)).toEqual(['odd-digits', 'other-number', 'no-codes', 'facebook'])
    expect(outcome.stdout + outcome.stderr).not.toMatch(/4821 ?7730|5517 ?2048|JBSWY3DP|correct-Horse/)
    const backups = answerOf(await world.run('backup list --json --no-input')).backups
    expect(backups).toHaveLength(1)
    expect((await world.use('shop_osaka')).setSize).toBe(5)
  })

  test('finds nothing new the second time, and voids nothing', async () => {
    const world = await new World().fill()
    const file = put(world, 'keepass.xml')
    await importing(world, `${file} --yes`)
    const before = world.vaultBytes()
    const again = await importing(world, `${file} --yes`)
    expect(again.code).toBe(0)
    expect(answerOf(again)).toMatchObject({ accounts: [] })
    expect(reasons(again).filter(reason => reason === 'known')).toHaveLength(2)
    expect(world.vaultBytes()).toEqual(before)
  })

  test('leaves an account that has other codes, unless --replace says that these are newer', async () => {
    const world = await new World().fill({ shop_tokyo: older })
    const file = put(world, 'keepassxc.csv')
    // The vault's set was stored today, the entry last changed in March: these codes are void.
    const first = await importing(world, `${file} --yes`)
    expect(reasons(first)).toContain('outdated')
    const today = await importing(world, `${put(world, 'apple.csv')} --yes`)
    expect(errorOf(today)).toMatchObject({
      code: 'import-nothing-stored',
      message: expect.stringContaining('--replace'),
    })
    const replaced = await importing(world, 'apple.csv --yes --replace')
    expect(answerOf(replaced)).toMatchObject({ accounts: [{ account: 'shop_tokyo', superseded: 1 }] })
  })

  test('does not call it known when only one of two was', async () => {
    const world = await new World().fill({ shop_tokyo: older })
    const text = `@shop_tokyo\n${tokyo.join('\n')}\n@shop_osaka\n${osaka.join('\n')}`
    expect(answerOf(await importing(world, '- --yes', text))).toMatchObject({ accounts: [{ account: 'shop_osaka' }] })
    const again = await importing(world, '- --yes', text)
    expect(again.code).toBe(22)
    expect(errorOf(again)).toMatchObject({ message: expect.stringContaining('--replace') })
  })

  test('leaves a list of which the vault has a part', async () => {
    const world = await new World().fill({ shop_tokyo: [...tokyo.slice(0, 3), ...older.slice(0, 2)] })
    const outcome = await importing(world, `${put(world, 'chrome.csv')} --yes --replace`)
    expect(answerOf(outcome)).toMatchObject({ accounts: [{ account: 'shop_osaka' }] })
    expect(reasons(outcome)).toContain('partly-known')
  })

  test('names the account of a text that has none', async () => {
    const world = await new World().fill()
    expect(errorOf(await importing(world, '- --yes', tokyo.join('\n')))).toMatchObject({
      code: 'import-nothing-stored',
      message: expect.stringContaining('--account'),
    })
    const outcome = await importing(world, '- --yes --account @Shop_Tokyo --issued-on 2026-05-01', tokyo.join('\n'))
    expect(answerOf(outcome)).toMatchObject({
      format: 'text',
      accounts: [{ account: 'shop_tokyo', added: 5, set: { issuedOn: '2026-05-01' } }],
    })
  })

  test('looks without a vault, and stores nothing', async () => {
    const world = new World()
    const file = put(world, '1password.1pux', onePux(readFileSync(fixture('1password-export.data.json'))))
    const outcome = await importing(world, `${file} --dry-run`)
    expect(answerOf(outcome)).toMatchObject({
      format: '1password',
      dryRun: true,
      accounts: [{ account: 'shop_tokyo' }, { account: 'shop_osaka' }],
    })
    expect(existsSync(world.vault)).toBe(false)
  })

  test('leaves what only a user name says, and what is in two entries with different codes', async () => {
    const world = await new World().fill({ shop_tokyo: older })
    const table = [
      'Title,Username,Password,Notes',
      `My shop,shop_tokyo,x,${tokyo.join(' ')}`,
      `Instagram,shop_osaka,x,${osaka.join(' ')}`,
      `Instagram old,shop_osaka,x,${someCodes(5, 7).join(' ')}`,
      `Instagram,shop_kobe,x,${someCodes(5, 8).join(' ')}`,
    ].join('\n')
    const outcome = await importing(world, `${put(world, 'my.csv', table)} --yes --replace`)
    expect(answerOf(outcome)).toMatchObject({ accounts: [{ account: 'shop_kobe' }] })
    expect(reasons(outcome)).toEqual(['several-sets', 'several-sets', 'by-name-only'])
  })

  test('leaves both accounts that have the same list', async () => {
    const world = await new World().fill()
    const outcome = await importing(
      world,
      '- --yes',
      `@shop_tokyo\n${tokyo.join('\n')}\n@shop_osaka\n${tokyo.join('\n')}`,
    )
    expect(outcome.code).toBe(22)
    expect(errorOf(outcome)).toMatchObject({
      message: expect.stringMatching(/\n {2}@shop_tokyo: .*\n {2}@shop_osaka: /),
    })
  })

  test('is told when others can read the file', async () => {
    const world = await new World().fill()
    chmodSync(join(world.home, put(world, 'apple.csv')), 0o644)
    const outcome = await world.run('import apple.csv --dry-run --no-input --quiet')
    expect(outcome.stderr).toContain('can read apple.csv')
    expect((await world.run('import apple.csv --dry-run --no-input --lang ja')).stderr).toContain('ほかのユーザー')
  })
})

describe('refusals change nothing', () => {
  test.each([
    ['bitwarden-encrypted.json --yes', 22, 'import-encrypted'],
    ['firefox.csv --yes', 22, 'import-nothing-found'],
    ['excel-shift-jis.csv --yes', 22, 'import-not-text'],
    ['bitwarden.json --yes --from keepass', 22, 'import-unknown-format'],
    ['bitwarden.json --yes --from lastpass', 2, 'bad-argument'],
    ['bitwarden.json --yes --account not@handle', 22, 'bad-handle'],
    ['bitwarden.json --yes --issued-on 2031-01-01', 22, 'bad-date'],
    ['bitwarden.json', 2, 'confirmation-needed'],
    ['nowhere.json --yes', 16, 'storage'],
  ])('import %s ends with %d: %s', async (command, exit, code) => {
    const world = await new World().fill()
    const [name = ''] = command.split(' ')
    if (existsSync(fixture(name))) put(world, name)
    const before = world.vaultBytes()
    const outcome = await importing(world, command)
    expect(outcome.code).toBe(exit)
    expect(errorOf(outcome)).toMatchObject({ code })
    expect(world.vaultBytes()).toEqual(before)
  })

  test('without a vault and without anybody to ask: exit 10', async () => {
    const world = new World()
    const outcome = await importing(world, `${put(world, 'bitwarden.json')} --yes`)
    expect(outcome.code).toBe(10)
  })
})

/** A story whose home has these files, with a vault of March. */
async function storyWith(name: string, language: 'en' | 'ja', ...files: readonly string[]): Promise<Story> {
  const story = new Story(name, language, [...tokyo, ...osaka, ...older])
  mkdirSync(story.world.home, { recursive: true })
  for (const file of files) {
    copyFileSync(fixture(file), join(story.world.home, file))
    chmodSync(join(story.world.home, file), 0o600)
  }
  await story.at('2026-03-01T09:00:00Z').given('init --no-recovery-key --no-input')
  return story.at('2026-03-10T14:00:00Z')
}

describe.concurrent('a person', () => {
  test.concurrent.each(tellingLanguages('import'))('sees what was found, and stores all of it: %s', async language => {
    const story = await storyWith('import', language, 'bitwarden.json', 'notes.txt')
    expect(
      await story.tell(
        'import bitwarden.json',
        async scene => {
          await opens(scene)
          await scene.sees(['all 2 accounts', '2件すべて'])
          scene.press('enter')
        },
        { rows: 60 },
      ),
    ).toBe(0)
    expect(await story.tell('import bitwarden.json', opens, { rows: 40 })).toBe(0)
    story.finish()
  })

  test.concurrent.each(tellingLanguages('import-questions'))(
    'is asked what the file does not say: %s',
    async language => {
      const story = await storyWith('import-questions', language)
      await story.given('add shop_tokyo --yes --no-input', older.join('\n'))
      const table = [
        'Title,Username,Password,Notes',
        `Instagram,owner@example.jp,x,${tokyo.slice(0, 4).join(' ')}`,
        `インスタ 大阪,shop_osaka,x,${osaka.join(' ')}`,
        `インスタ 大阪(古い),shop_osaka,x,${someCodes(5, 7).join(' ')}`,
      ].join('\n')
      writeFileSync(join(story.world.home, 'my.csv'), table, { mode: 0o600 })
      expect(
        await story.tell(
          'import my.csv',
          async scene => {
            await opens(scene)
            await scene.sees(['Which account?', 'どのアカウントですか('])
            scene.types('shop_tokyo')
            await scene.sees(['issue last', '最後に発行'])
            scene.press('enter')
            await scene.sees(['all 2 accounts', '2件すべて'])
            scene.press('down', 'enter')
            await scene.sees(['Which accounts?', 'どのアカウントですか  '])
            scene.press('space', 'down', 'space', 'enter')
            await scene.sees(['whole list', 'で全部ですか'])
            scene.press('enter')
            await scene.sees(['issued after', '後に発行'])
            scene.types('y')
          },
          { rows: 60 },
        ),
      ).toBe(0)
      story.finish()
    },
  )

  test.concurrent.each(tellingLanguages('import-narrow'))(
    'reads it in 40 columns, and stops with nothing stored: %s',
    async language => {
      const story = await storyWith('import-narrow', language, 'keepass.xml')
      const before = story.world.vaultBytes()
      expect(
        await story.tell(
          'import keepass.xml',
          async scene => {
            await opens(scene)
            await scene.sees(['store nothing', '保存しない'])
            scene.press('ctrl-c')
          },
          { columns: 40, rows: 70 },
        ),
      ).toBe(130)
      expect(story.world.vaultBytes()).toEqual(before)
      story.finish()
    },
  )
})

describe('what people have (fixtures/imports/forms)', () => {
  const form = (name: string) => readFileSync(new URL(`../../../fixtures/imports/forms/${name}`, import.meta.url))

  test('a note of two accounts is stored for both, whichever --account says', async () => {
    const world = await new World().fill()
    const file = put(world, 'note.json', form('import-two-accounts-in-one-note.json'))
    const outcome = await importing(world, `${file} --account shop_tokyo --yes`)
    expect(answerOf(outcome)).toMatchObject({
      accounts: [
        { account: 'shop_tokyo', added: 5, warnings: [] },
        { account: 'shop_osaka', added: 5, warnings: [] },
      ],
    })
  })

  test('of an old and a new list --yes takes neither; what only looks like Instagram’s is taken where --account says so', async () => {
    const world = await new World().fill()
    const names = ['old-and-new-in-one-note.json', 'title-of-google.json', 'title-1.json']
    const items = names.flatMap(
      (name, index) =>
        JSON.parse(
          form(name)
            .toString('utf8')
            .replaceAll('shop_tokyo', ['shop_kobe', 'shop_nara', ''][index] ?? ''),
        ).items,
    )
    const file = put(world, 'all.json', JSON.stringify({ items }))
    const outcome = await importing(world, `${file} --yes --account shop_tokyo`)
    expect(answerOf(outcome)).toMatchObject({ accounts: [{ account: 'shop_tokyo', added: 5 }] })
    expect(reasons(outcome)).toEqual(['several-sets', 'several-sets', 'other-service'])
  })

  test('no screen and no JSON has a piece of a password', async () => {
    const world = await new World().fill()
    const names = [
      'keeper-without-heading.csv',
      'old-firefox.csv',
      'zoho.csv',
      'roboform.csv',
      'ledger-ja.csv',
      'note-with-old-password.json',
      'passpie.yml',
      'pwsafe.xml',
    ]
    const runs = names.flatMap(name => {
      const file = put(world, name, form(name))
      return [
        world.run(`import ${file} --dry-run --json --no-input`),
        world.run(`import ${file} --account shop_tokyo --dry-run --no-input --lang ja`),
        world.run(`add shop_tokyo --file ${file} --yes --no-input`),
      ]
    })
    for (const { stdout, stderr } of await Promise.all(runs))
      expect(stdout + stderr).not.toMatch(/kest|estr|hero|eron|egre|tuli|wren|plov|48215566|98765|0101x/iu)
  })
})
