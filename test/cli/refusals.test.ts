/** What is refused, with which exit code, and that nothing is changed by it (docs/scripting.md, "Exit codes"). */
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changePayload, nextEvent, readPayload } from './payload.ts'
import {
  answerOf,
  errorOf,
  type Outcome,
  passphrase,
  type RunOptions,
  removeWorlds,
  someCodes,
  World,
} from './world.ts'

const tokyo = someCodes(5, 1)
const osaka = someCodes(5, 2)
const isRoot = process.geteuid?.() === 0

afterAll(removeWorlds)

/** A refusal as a script sees it: its exit code, one JSON error, and no word on stdout. */
async function refused(world: World, command: string, options: RunOptions = {}): Promise<Outcome> {
  const outcome = await world.run(`${command} --json --no-input`, options)
  expect(outcome.stdout).toBe('')
  const { code, message, hint } = errorOf(outcome)
  expect(code).toMatch(/^[a-z-]+$/)
  expect(message).toMatch(/\w/)
  expect(hint).toBeTypeOf('string')
  return outcome
}

describe('wrong usage exits with 2', () => {
  const world = new World()
  beforeAll(() => world.fill({ shop_tokyo: tokyo, shop_osaka: osaka }))

  test.each([
    ['uze shop_tokyo', 'unknown-command'],
    ['use shop_tokyo --nonsense', 'unknown-option'],
    ['use shop_tokyo again', 'too-many-arguments'],
    ['account remove', 'missing-argument'],
    ['add shop_tokyo --file', 'missing-argument'],
    ['mark shop_tokyo', 'missing-argument'],
    ['mark shop_tokyo perhaps', 'bad-argument'],
    ['mark shop_tokyo worked --position 0', 'bad-argument'],
    ['void shop_tokyo --yes', 'missing-argument'],
    ['void shop_tokyo --because boredom --yes', 'bad-argument'],
    ['init --kdf none', 'bad-argument'],
    ['status --lang fr', 'bad-argument'],
    ['status --passphrase-fd x', 'bad-argument'],
    ['account frobnicate', 'unknown-command'],
    ['use', 'account-needed'],
    ['account remove shop_tokyo', 'confirmation-needed'],
  ])('%s: %s', async (command, code) => {
    const before = world.vaultBytes()
    const outcome = await refused(world, command)
    expect(errorOf(outcome)).toMatchObject({ code })
    expect(outcome.code).toBe(2)
    expect(world.vaultBytes()).toEqual(before)
  })

  test.each([
    ['uze', 'igcodes use'],
    ['account lst', 'igcodes account list'],
    ['use shop_tokyo --pendng', '--pending'],
    ['status --jsno', '--json'],
    ['use shop_tokio', '@shop_tokyo'],
  ])('what was misspelled is guessed: %s → %s', async (command, guess) => {
    expect(errorOf(await refused(world, command))).toMatchObject({ hint: expect.stringContaining(guess) })
  })

  test('no passphrase and nobody to ask', async () => {
    const outcome = await refused(world, 'status', { env: { IGCODES_PASSPHRASE_FILE: '' } })
    expect(outcome.code).toBe(2)
    expect(errorOf(outcome)).toMatchObject({ code: 'passphrase-needed' })
  })

  test('without --json the error is told in words, with its exit code, in the language asked for', async () => {
    const english = await world.run('use nobody --no-input')
    expect(english).toMatchObject({ code: 20, stdout: '' })
    expect(english.stderr).toMatch(/^✗ There is no account @nobody[\s\S]*exit 20\n$/)
    const japanese = await world.run('use nobody --no-input --lang ja')
    expect(japanese.stderr).toMatch(/^✗ @nobody は保管庫にありません。[\s\S]*exit 20\n$/)
  })
})

describe('no vault', () => {
  test.each([
    'add shop_tokyo --yes',
    'use shop_tokyo',
    'status',
    'status --check',
    'show shop_tokyo',
    'mark shop_tokyo worked',
    'void shop_tokyo --because lost --yes',
    'log',
    'account list',
    'passwd',
    'recovery-key',
  ])('%s exits with 10 and makes nothing', async command => {
    const world = new World()
    const outcome = await refused(world, command, { input: tokyo.join('\n') })
    expect(outcome.code).toBe(10)
    expect(errorOf(outcome)).toMatchObject({ code: 'no-vault', message: expect.stringContaining(world.vault) })
    expect(existsSync(world.vault)).toBe(false)
  })

  test('igcodes alone tells the first step', async () => {
    expect(await new World().run('')).toMatchObject({ code: 0, stdout: expect.stringContaining('igcodes add NAME') })
  })
})

describe('a vault that is there', () => {
  const world = new World()
  beforeEach(async () => {
    if (!existsSync(world.vault)) await world.fill({ shop_tokyo: tokyo, shop_osaka: osaka })
  })

  test('wrong passphrase: 12, nothing written', async () => {
    const wrong = join(world.home, 'wrong')
    writeFileSync(wrong, 'correct horse battery stable', { mode: 0o600 })
    const before = world.vaultBytes()
    const beside = world.besideTheVault()
    const outcome = await refused(world, `use shop_tokyo --passphrase-file ${wrong}`)
    expect(outcome.code).toBe(12)
    expect(world.vaultBytes()).toEqual(before)
    expect(world.besideTheVault()).toEqual(beside)
  })

  test('unknown account: 20, with the one that is spelled alike', async () => {
    for (const command of ['use', 'show', 'log', 'account remove --yes']) {
      const outcome = await refused(world, `${command} shop_tokio`)
      expect(outcome.code).toBe(20)
      expect(errorOf(outcome)).toMatchObject({ hint: expect.stringContaining('@shop_tokyo') })
    }
  })

  test('unknown backup: 20', async () => {
    expect(await refused(world, 'backup restore 1999-12-31 --yes')).toMatchObject({ code: 20 })
  })

  test('a backup is not put over a vault that opens: 22', async () => {
    const before = world.vaultBytes()
    const outcome = await refused(world, 'backup restore 20 --yes')
    expect(outcome.code).toBe(22)
    expect(errorOf(outcome)).toMatchObject({ code: 'vault-opens' })
    expect(world.vaultBytes()).toEqual(before)
  })

  test('account add and rename onto one that is there: 24', async () => {
    expect(await refused(world, 'account add SHOP_TOKYO')).toMatchObject({ code: 24 })
    expect(await refused(world, 'account rename shop_osaka shop_tokyo')).toMatchObject({ code: 24 })
  })

  test.each([
    ['mark shop_tokyo worked', 'nothing-handed-out'],
    ['use shop_tokyo --pending', 'nothing-handed-out'],
    ['mark shop_tokyo worked --position 9', 'bad-position'],
    ['passwd --new-passphrase-file short', 'passphrase-weak'],
    ['passwd --new-passphrase-file same', 'passphrase-same'],
    ['passwd --new-passphrase-file lines', 'passphrase-untypable'],
    ['passwd --new-passphrase-file colored', 'passphrase-untypable'],
    ['passwd --new-passphrase-file missing', 'passphrase-source'],
    ['add shop_tokyo --yes --issued-on 2026-02-30', 'bad-date'],
    ['add shop_tokyo --yes --issued-on 2999-01-01', 'bad-date'],
    ['add shop_tokyo --yes --issued-on yesterday', 'bad-date'],
  ])('%s: 22, %s', async (command, code) => {
    writeFileSync(join(world.home, 'short'), 'fourteen chars')
    writeFileSync(join(world.home, 'same'), passphrase)
    writeFileSync(join(world.home, 'lines'), 'a first line of text\nand a second one')
    writeFileSync(join(world.home, 'colored'), '\x1b[31mred red wine and cheese')
    const before = world.vaultBytes()
    const outcome = await refused(world, command, { input: someCodes(5, 8).join('\n') })
    expect(errorOf(outcome)).toMatchObject({ code })
    expect(outcome.code).toBe(22)
    expect(world.vaultBytes()).toEqual(before)
  })

  test('an outcome is recorded once: 22', async () => {
    await world.use('shop_osaka')
    await world.succeed('mark shop_osaka worked --no-input')
    const outcome = await refused(world, 'mark shop_osaka worked')
    expect(errorOf(outcome)).toMatchObject({ code: 'outcome-known' })
    expect(outcome.code).toBe(22)
  })

  test('a short new passphrase: 22, unless it is allowed by name', async () => {
    const other = new World()
    writeFileSync(other.passphraseFile, 'fourteen chars', { mode: 0o600 })
    expect(await refused(other, 'init')).toMatchObject({ code: 22 })
    expect(existsSync(other.vault)).toBe(false)
    expect(await other.run('init --no-input --allow-weak-passphrase')).toMatchObject({ code: 0 })
  })
})

/** A second is a long time for a program, but not on a machine that does ten other things: it gets three tries. */
/** In ms. A refusal takes a fifth of a second; the other tests of this run may hold it up. */
const soon = 3000
const patiently = { retry: 2 }

describe('bad handles: 22 before anything else', () => {
  const world = new World()
  test.each([
    ['shop tokyo'],
    [''],
    ['@'],
    ['shop-tokyo'],
    ['../../etc/passwd'],
    ['shop_tokyo\u001b[31m'],
    ['渋谷店'],
    ['a'.repeat(31)],
    ['shop\u200b_tokyo'],
  ])('%j', patiently, async handle => {
    const outcome = await world.run(['add', handle, '--json', '--no-input'])
    expect(outcome).toMatchObject({ code: 22, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'bad-handle' })
    expect(outcome.took).toBeLessThan(soon)
    const told = await world.run(['use', handle, '--no-input'])
    expect(told.code).toBe(22)
    expect(told.stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u200b/u)
  })

  test('handles in capitals, with @ and in full width are the same one', async () => {
    await world.fill({ shop_tokyo: tokyo })
    for (const handle of ['SHOP_TOKYO', '@shop_tokyo', '＠ｓｈｏｐ＿ｔｏｋｙｏ'])
      expect(await world.run(['status', handle, '--no-input']), handle).toMatchObject({ code: 0 })
  })
})

describe('bad pastes: 22 at once, nothing stored', () => {
  const world = new World()
  beforeAll(() => world.fill({ shop_tokyo: tokyo, shop_osaka: osaka }))

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'paste-empty'],
    ['blank lines', '\n \n\t\n', 'paste-empty'],
    ['a picture', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256), 'paste-binary'],
    ['a NUL', '12345678\0', 'paste-binary'],
    ['10 MB of codes', '12345678\n'.repeat(1_111_112), 'paste-too-large'],
    ['10 MB of zeros', new Uint8Array(10_000_000), 'paste-too-large'],
    ['prose', 'Keep these codes somewhere safe.', 'paste-no-codes'],
    ['an SMS code', '482 913', 'paste-bad-line'],
    ['nine digits', '123456789', 'paste-bad-line'],
    ['half a code', '1234', 'paste-bad-line'],
    ['a phone number', '090-1234-5678', 'paste-bad-line'],
    ['a code twice', '1234 5678\n12345678', 'paste-doubled'],
    ['21 codes', someCodes(21, 7).join('\n'), 'paste-too-many'],
    ['codes that are stored already', tokyo.join('\n'), 'codes-known'],
    ["another account's codes", osaka.join('\n'), 'codes-of-another-account'],
  ])('%s', patiently, async (_, input, code) => {
    const before = world.vaultBytes()
    const outcome = await refused(world, 'add shop_tokyo --yes', { input })
    expect(errorOf(outcome)).toMatchObject({ code })
    expect(outcome.code).toBe(22)
    expect(world.vaultBytes()).toEqual(before)
    // The digits of what was refused may still be codes.
    expect(outcome.stderr).not.toMatch(/\d{5}/)
    expect(outcome.took).toBeLessThan(soon)
  })

  test('the same from a file, and a file that is not there: 16', patiently, async () => {
    const file = join(world.home, 'paste')
    writeFileSync(file, new Uint8Array(10_000_000))
    const large = await refused(world, `add shop_tokyo --yes --file ${file}`)
    expect(large.code).toBe(22)
    expect(large.took).toBeLessThan(soon)
    expect(await refused(world, `add shop_tokyo --yes --file ${file}.missing`)).toMatchObject({ code: 16 })
    expect(await refused(world, `add shop_tokyo --yes --file ${world.home}`)).toMatchObject({ code: 16 })
  })

  test('without --yes nobody has confirmed: 2', async () => {
    const before = world.vaultBytes()
    const outcome = await refused(world, 'add shop_tokyo', { input: someCodes(5, 6).join('\n') })
    expect(outcome.code).toBe(2)
    expect(errorOf(outcome)).toMatchObject({ code: 'confirmation-needed' })
    expect(world.vaultBytes()).toEqual(before)
  })
})

describe('no codes left: 21, and stop trying: 23', () => {
  test('21 once all have been handed out', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo.slice(0, 2) })
    await world.use('shop_tokyo')
    await world.use('shop_tokyo')
    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(21)
    expect(errorOf(outcome)).toMatchObject({ code: 'no-codes-left' })
  })

  test('23 after two refusals within the hour; --anyway goes on; an hour later all is open again', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const at = (time: string) => ({ env: { TEST_CLOCK: `2026-11-22T${time}:00Z` } })
    for (const time of ['14:02', '14:05']) {
      await world.use('shop_tokyo', '', at(time))
      await world.succeed('mark shop_tokyo rejected --no-input', at(time))
    }
    const before = world.vaultBytes()
    const outcome = await refused(world, 'use shop_tokyo', at('14:40'))
    expect(outcome.code).toBe(23)
    expect(errorOf(outcome)).toMatchObject({
      code: 'cool-down',
      message: expect.stringContaining('14:02'),
      hint: expect.stringContaining('igcodes playbook stale-set'),
    })
    expect(world.vaultBytes()).toEqual(before)
    expect(await world.use('shop_tokyo', '--anyway', at('14:41'))).toMatchObject({ code: tokyo[2] })
    expect(await world.use('shop_tokyo', '', at('15:06'))).toMatchObject({ code: tokyo[3] })
  })

  test("another account's refusals do not count", async () => {
    const world = await new World().fill({ shop_tokyo: tokyo, shop_osaka: osaka })
    for (const account of ['shop_tokyo', 'shop_osaka']) {
      await world.use(account)
      await world.succeed(`mark ${account} rejected --no-input`)
    }
    expect(await world.use('shop_tokyo')).toMatchObject({ code: tokyo[1] })
  })
})

describe('a vault file that is not what it should be', () => {
  async function filled(): Promise<World> {
    return new World().fill({ shop_tokyo: tokyo })
  }

  test('a folder: 16', async () => {
    const world = new World()
    mkdirSync(world.vault, { recursive: true, mode: 0o700 })
    const outcome = await refused(world, 'status')
    expect(outcome.code).toBe(16)
    expect(errorOf(outcome)).toMatchObject({ code: 'vault-is-folder', message: expect.stringContaining(world.vault) })
  })

  test('a device: 16, and nobody waits for it', async () => {
    const outcome = await refused(new World(), 'status --vault /dev/zero')
    expect(outcome.code).toBe(16)
  })

  test('a link to nowhere: 16, naming where it leads', async () => {
    const world = new World()
    mkdirSync(dirname(world.vault), { recursive: true, mode: 0o700 })
    symlinkSync('/nowhere/vault.igcodes', world.vault)
    for (const command of ['status', 'use shop_tokyo', 'add shop_tokyo --yes', 'init']) {
      const outcome = await refused(world, command, { input: tokyo.join('\n') })
      expect(errorOf(outcome), command).toMatchObject(
        command === 'init'
          ? { code: 'vault-exists' }
          : { code: 'vault-link-broken', message: expect.stringContaining('/nowhere/vault.igcodes') },
      )
      expect(outcome.code).toBe(command === 'init' ? 24 : 16)
    }
  })

  test('a link to a vault is followed, and stays a link', async () => {
    const world = await filled()
    const synced = join(world.home, 'synced')
    mkdirSync(synced)
    renameSync(world.vault, join(synced, 'vault.igcodes'))
    symlinkSync(join(synced, 'vault.igcodes'), world.vault)
    expect(await world.use('shop_tokyo')).toMatchObject({ code: tokyo[0] })
    expect(await world.use('shop_tokyo')).toMatchObject({ code: tokyo[1] })
    expect(readFileSync(join(synced, 'vault.igcodes'), 'utf8')).toBe(readFileSync(world.vault, 'utf8'))
    expect(readdirSync(synced)).toEqual(['vault.igcodes'])
    expect(answerOf(await world.run('backup list --json --no-input')).backups).toHaveLength(2)
  })

  test.skipIf(!isRoot)('a file of another user: 16, with the fix (needs root)', async () => {
    const world = await filled()
    chownSync(world.vault, 12345, 12345)
    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(16)
    expect(errorOf(outcome)).toMatchObject({ code: 'vault-not-yours', hint: expect.stringContaining('chown') })
  })

  test.each([0o640, 0o604, 0o660, 0o610])('mode %o: closed to others, with a note', async mode => {
    const world = await filled()
    chmodSync(world.home, 0o755)
    for (const folder of ['.local', '.local/share', '.local/share/igcodes']) chmodSync(join(world.home, folder), 0o755)
    chmodSync(world.vault, mode)
    const outcome = await world.run('use shop_tokyo --no-input')
    expect(outcome).toMatchObject({ code: 0, stdout: `${tokyo[0]}\n` })
    expect(outcome.stderr).toContain(`Now only you can: ${world.vault}`)
    expect(statSync(world.vault).mode & 0o777).toBe(0o600)
    expect((await world.run('status --no-input')).stderr).toBe('')
  })

  test('mode 644 in a folder that is closed to others: no word of it', async () => {
    const world = await filled()
    chmodSync(world.vault, 0o644)
    expect(await world.run('status --no-input')).toMatchObject({ code: 0, stderr: '' })
  })

  test('a vault that is gone: 10, naming the newest backup, which brings it back', async () => {
    const world = await filled()
    await world.use('shop_tokyo')
    rmSync(world.vault)
    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(10)
    const [, restore = ''] = /igcodes (backup restore \S+)/.exec(String(errorOf(outcome).hint)) ?? []
    expect(await world.run(`${restore} --yes --no-input`)).toMatchObject({ code: 0 })
    expect((await world.use('shop_tokyo')).code).toBe(tokyo[1])
  })

  test('a disk without permissions: init refuses, and has written nothing', async () => {
    const world = new World()
    // As exFAT is mounted by default: all is 0755, and chmod says yes.
    const preload = join(world.home, 'modeless.cjs')
    writeFileSync(
      preload,
      `const fs = require('node:fs')
      const shown = call => (...args) => { const stats = call(...args); if (stats) stats.mode = (stats.mode & ~0o777) | 0o755; return stats }
      fs.statSync = shown(fs.statSync)
      fs.fstatSync = shown(fs.fstatSync)
      fs.chmodSync = () => {}
      require('node:module').syncBuiltinESMExports()`,
    )
    const env = { NODE_OPTIONS: `--require ${preload}` }
    const outcome = await world.run('init --json --no-input', { env })
    expect(outcome).toMatchObject({ code: 16, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'vault-exposed', hint: expect.stringContaining('umask=077') })
    expect(existsSync(join(world.home, '.local'))).toBe(false)
  })

  test('a byte changed: 13, naming the newest backup; its restore brings all back that the backup holds', async () => {
    const world = await filled()
    const { code } = await world.use('shop_tokyo')
    const bytes = world.vaultBytes()
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) === 0x41 ? 0x42 : 0x41, bytes.length - 100)
    writeFileSync(world.vault, bytes)
    const beside = world.besideTheVault()

    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(13)
    const { hint, message } = errorOf(outcome)
    expect(message).toContain(world.vault)
    expect(hint).toMatch(/igcodes backup restore \d{4}-\d\d-\d\dT/)
    expect(world.vaultBytes()).toEqual(bytes)
    expect(world.besideTheVault()).toEqual(beside)

    const [, restore = ''] = /igcodes (backup restore \S+)/.exec(String(hint)) ?? []
    const restored = await world.run(`${restore} --yes --json --no-input`)
    expect(restored).toMatchObject({ code: 0, stderr: '' })
    // The backup does not know of the code handed out after it; this machine does.
    const next = await world.use('shop_tokyo')
    expect(next.code).not.toBe(code)
    expect(answerOf(await world.run('show shop_tokyo --json --no-input'))).toMatchObject({
      sets: [{ codes: [{ state: 'reserved' }, { state: 'reserved' }, {}, {}, {}] }],
    })
  })

  test.each([
    ['an empty file', () => ''],
    ['another file', () => 'PK\u0003\u0004 not a vault'],
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a merge conflict', (text: string) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> theirs\n`],
  ])('%s: 13, nothing written', async (_, damage) => {
    const world = await filled()
    const damaged = damage(readFileSync(world.vault, 'utf8'))
    writeFileSync(world.vault, damaged)
    for (const command of ['status', 'use shop_tokyo', 'add shop_tokyo --yes', 'backup list']) {
      if (command === 'backup list') expect(await world.run(command)).toMatchObject({ code: 0 })
      else expect(await refused(world, command, { input: osaka.join(' ') })).toMatchObject({ code: 13 })
    }
    expect(readFileSync(world.vault, 'utf8')).toBe(damaged)
  })

  test('made by a newer igcodes, format 3: 14, nothing written', async () => {
    const world = await filled()
    const newer = readFileSync(world.vault, 'utf8').replace('igcodes-vault/2', 'igcodes-vault/3')
    writeFileSync(world.vault, newer)
    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(14)
    expect(errorOf(outcome)).toMatchObject({ code: 'newer-format', message: expect.stringContaining('format 3') })
    expect(readFileSync(world.vault, 'utf8')).toBe(newer)
  })

  test('an unknown event about codes: it can be read, not changed (14)', async () => {
    const world = await filled()
    await changePayload(world, payload => ({
      ...payload,
      events: [...payload.events, nextEvent(payload, { type: 'code-blessed', account: 'shop_tokyo' })],
    }))
    const before = world.vaultBytes()
    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(14)
    expect(errorOf(outcome)).toMatchObject({ code: 'newer-events', message: expect.stringContaining('code-blessed') })
    expect(await refused(world, 'add shop_tokyo --yes', { input: osaka.join(' ') })).toMatchObject({ code: 14 })
    expect(world.vaultBytes()).toEqual(before)
    const status = await world.run('status --no-input')
    expect(status).toMatchObject({ code: 0, stderr: expect.stringContaining('newer igcodes') })
    expect(await world.run('log --no-input')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('code-blessed'),
    })
  })

  test('an unknown event about something else, and unknown members, are kept and written back', async () => {
    const world = await filled()
    await changePayload(world, payload => ({
      ...payload,
      people: { hanako: ['shop_tokyo'] },
      secrets: { ...payload.secrets, totp: { seed: 'x' } },
      events: [...payload.events, nextEvent(payload, { type: 'review-held', nested: { deep: [1, null] } })],
    }))
    expect(await world.use('shop_tokyo')).toMatchObject({ code: tokyo[0] })
    const after = await readPayload(world)
    expect(after.people).toEqual({ hanako: ['shop_tokyo'] })
    expect(after.secrets.totp).toEqual({ seed: 'x' })
    expect(after.events).toContainEqual(expect.objectContaining({ type: 'review-held', nested: { deep: [1, null] } }))
    expect(after.events.at(-1)).toMatchObject({ type: 'code-reserved' })
  })

  test('an older copy put back: 15, and after --accept-older no code a second time', async () => {
    const world = await filled()
    const copy = join(world.home, 'copy')
    copyFileSync(world.vault, copy)
    const first = await world.use('shop_tokyo')
    await world.succeed('mark shop_tokyo worked --no-input')
    const second = await world.use('shop_tokyo')
    copyFileSync(copy, world.vault)
    world.forgetOwnSave()
    const before = world.vaultBytes()

    const outcome = await refused(world, 'use shop_tokyo')
    expect(outcome.code).toBe(15)
    expect(errorOf(outcome)).toMatchObject({ code: 'older-copy', hint: expect.stringContaining('--accept-older') })
    expect(await refused(world, 'status')).toMatchObject({ code: 15 })
    expect(world.vaultBytes()).toEqual(before)

    const third = await world.use('shop_tokyo', '--accept-older')
    expect([first.code, second.code]).not.toContain(third.code)
    // Accepted once; from here on this copy is the vault.
    const fourth = await world.use('shop_tokyo')
    expect(new Set([first.code, second.code, third.code, fourth.code]).size).toBe(4)
  })
})
