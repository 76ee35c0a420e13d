/** `igcodes check` and `igcodes config`: what every command leaves for them, and what they say without a passphrase. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, type Outcome, realEntry, removeWorlds, someCodes, testEntry, World } from '../world.ts'

afterEach(endSessions)
afterAll(removeWorlds)

const before = { TEST_CLOCK: '2026-11-22T09:00:00Z' }
/** There is no passphrase: a command that needs one fails. */
const locked = { IGCODES_PASSPHRASE_FILE: '/nowhere', IGCODES_LANG: 'en' }

async function filled(codes = 5): Promise<World> {
  const world = new World()
  await world.succeed('init --no-recovery-key --no-input', { env: before })
  await world.succeed('add shop_tokyo --yes --no-input', { input: someCodes(codes).join('\n'), env: before })
  return world
}

const shared = new Map<number, Promise<World>>()

/** For tests that change nothing. */
function unchanged(codes: number): Promise<World> {
  const world = shared.get(codes) ?? filled(codes)
  shared.set(codes, world)
  return world
}

async function checkOn(world: World, time: string, options = '', env = {}): Promise<Outcome> {
  return world.run(`check ${options}`, { env: { ...locked, TEST_CLOCK: `${time}T09:00:00Z`, ...env } })
}

/** The notices as they are on the disk, all of them in one text. */
function left(world: World): string {
  const folder = join(world.state, 'notices')
  if (!existsSync(folder)) return ''
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('')
}

describe('check', () => {
  test('says without a passphrase what is due, as the days pass', async () => {
    const world = await unchanged(5)
    const today = await checkOn(world, '2026-11-22')
    expect(today).toMatchObject({ code: 0, stdout: '', stderr: '✓ Nothing is due.\n' })
    expect(await checkOn(world, '2026-12-23')).toMatchObject({
      code: 30,
      stdout: '⚠ Login test overdue: 1 account\n',
      stderr: 'What to do: igcodes status\n',
    })
    const late = await checkOn(world, '2027-05-23', '--json')
    expect(late.code).toBe(30)
    expect(answerOf(late)).toEqual({
      level: 'attention',
      notices: [
        { code: 'review-overdue', message: 'Review overdue: 1 account', since: '2027-05-23' },
        { code: 'test-overdue', message: 'Login test overdue: 1 account', since: '2026-12-23' },
      ],
    })
    // The article's twelve months are over.
    expect(await checkOn(world, '2027-11-23')).toMatchObject({
      code: 31,
      stdout: '✗ No review for a year: 1 account\n⚠ Login test overdue: 1 account\n',
    })
  })

  test('follows what is handed out, and gives the exit code that status would give', async () => {
    const world = await filled(2)
    for (const level of ['few-left', 'one-left', 'no-codes']) {
      const { code, stdout } = await checkOn(world, '2026-11-22', '--json')
      expect(JSON.parse(stdout).notices).toMatchObject([{ code: level }])
      expect(code).toBe((await world.run('status --check --no-input', { env: before })).code)
      if (level !== 'no-codes') await world.use('shop_tokyo', '', { env: before })
    }
  })

  test('speaks the language that is asked for, also with notices in the other', async () => {
    const world = await unchanged(1)
    expect((await checkOn(world, '2026-11-22', '--lang ja')).stdout).toBe('✗ コードの残り1個: 1件\n')
    expect((await checkOn(world, '2026-11-22', '--lang en')).stdout).toBe('✗ Only one code left: 1 account\n')
  })

  test('is answered by the short way and by the program in the same words', async () => {
    const world = await unchanged(1)
    for (const options of ['', '--json', '--quiet', '--lang ja', '--lang ja --json']) {
      const [short, long] = await Promise.all(
        [realEntry, testEntry].map(entry => world.run(`check ${options}`, { entry, env: locked })),
      )
      expect({ ...short, took: 0 }).toEqual({ ...long, took: 0 })
    }
  })

  test('notices that the vault was changed elsewhere, or is gone', async () => {
    const world = await filled()
    const other = readFileSync(world.vault)
    await world.use('shop_tokyo', '', { env: before })
    writeFileSync(world.vault, other, { mode: 0o600 })
    const changed = await checkOn(world, '2026-11-22', '--json')
    expect(changed.code).toBe(30)
    expect(answerOf(changed)).toMatchObject({ level: 'attention', notices: [{ code: 'vault-changed' }] })
    renameSync(world.vault, `${world.vault}.away`)
    const gone = await checkOn(world, '2026-11-22', '--json')
    expect(answerOf(gone)).toMatchObject({ level: 'attention', notices: [{ code: 'vault-gone' }] })
  })

  test('notices that others could read the vault, or that it is not ours', async () => {
    const world = await unchanged(5)
    chmodSync(world.vault, 0o644)
    // Nobody else gets there: the folder is closed.
    expect(await checkOn(world, '2026-11-22')).toMatchObject({ code: 0, stdout: '' })
    for (let folder = dirname(world.vault); folder !== '/tmp'; folder = dirname(folder)) chmodSync(folder, 0o755)
    const exposed = await checkOn(world, '2026-11-22', '--json')
    expect(answerOf(exposed)).toMatchObject({ level: 'attention', notices: [{ code: 'vault-exposed' }] })
    await world.succeed('status --no-input', { env: before })
    expect(await checkOn(world, '2026-11-22')).toMatchObject({ code: 0, stdout: '' })
  })

  test('is not misled by a copy or a touch: only another save is a change', async () => {
    const world = await unchanged(5)
    const bytes = readFileSync(world.vault)
    rmSync(world.vault)
    writeFileSync(world.vault, bytes, { mode: 0o600 })
    expect(await checkOn(world, '2026-11-22')).toMatchObject({ code: 0, stdout: '' })
  })

  test('where nothing is known yet says how to begin, calmly', async () => {
    const outcome = await checkOn(new World(), '2026-11-22')
    expect(outcome.code).toBe(0)
    expect(outcome.stdout).toBe('· No notices about the vault here yet. Open it once: igcodes status\n')
  })

  test('takes a damaged file calmly, until the vault is opened again', async () => {
    const world = await filled()
    const folder = join(world.state, 'notices')
    const large = `{"format":"igcodes-notices/1","notices":"${'x'.repeat(2_000_000)}"}`
    for (const text of ['', '[]', '\u001b[2J', large]) {
      for (const name of readdirSync(folder)) writeFileSync(join(folder, name), text)
      const outcome = await checkOn(world, '2026-11-22')
      expect(outcome).toMatchObject({ code: 30, stderr: '' })
      expect(outcome.stdout).toBe('⚠ The notices on this machine cannot be read. To renew them: igcodes status\n')
    }
    await world.succeed('status --no-input', { env: before })
    expect(await checkOn(world, '2026-11-22')).toMatchObject({ code: 0, stdout: '' })
  })

  test('finds the vault that --vault and IGCODES_VAULT name', async () => {
    const world = await filled(1)
    const vault = join(world.home, '店 a.igcodes')
    await world.succeed(['init', '--vault', vault, '--no-recovery-key', '--no-input'], { env: before })
    expect((await world.run(['check', '--vault', vault], { env: locked })).code).toBe(0)
    expect((await world.run('check', { env: { ...locked, IGCODES_VAULT: vault } })).code).toBe(0)
    expect((await world.run('check', { env: locked })).code).toBe(31)
  })

  test('refuses what it does not know', async () => {
    const outcome = await new World().run('check shop_tokyo --json', { entry: realEntry })
    expect(outcome.code).toBe(2)
    expect(errorOf(outcome).code).toBe('too-many-arguments')
  })

  test.each(['en', 'ja'])('fits a terminal of 40 columns in %s', async language => {
    const world = await unchanged(1)
    const env = { IGCODES_LANG: language, NO_COLOR: '1', TEST_CLOCK: '2027-05-23T09:00:00Z' }
    const session = world.session('check', { columns: 40, env })
    expect(await session.exit()).toBe(31)
    expect(session.screen()).toMatch(/^✗ [\s\S]+\n⚠ [\s\S]+igcodes status$/)
  })
})

describe('what is left on the machine', () => {
  test('names no account and holds no code, readable for nobody else', async () => {
    const world = await unchanged(5)
    expect(left(world)).toContain('"detail":"counts"')
    expect(left(world).replaceAll(world.home, '')).not.toMatch(/shop_tokyo|\d{8}[^\d]*"codes/)
    for (const digits of someCodes(5)) expect(left(world)).not.toContain(digits)
    const folder = join(world.state, 'notices')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  test('is written once a day, and not again while the vault stays the same', async () => {
    const world = await filled()
    const folder = join(world.state, 'notices')
    const numbers = () => readdirSync(folder).map(name => statSync(join(folder, name)).ino)
    const first = numbers()
    await world.succeed('status --no-input', { env: before })
    expect(numbers()).toEqual(first)
    await world.use('shop_tokyo', '', { env: before })
    expect(numbers()).not.toEqual(first)
  })

  test('that cannot be written fails no command', async () => {
    const world = await filled()
    rmSync(join(world.state, 'notices'), { recursive: true })
    writeFileSync(join(world.state, 'notices'), '')
    const { code, stderr } = await world.run('status --no-input', { env: before })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect((await world.use('shop_tokyo', '', { env: before })).remaining).toBe(4)
  })
})

describe('shell-init', () => {
  test.each(['', '--once-a-day'])('%s prints what finds the notices, for the vault that is named', async option => {
    const world = new World()
    const env = { IGCODES_VAULT: join(world.home, "花子's vault.igcodes"), XDG_STATE_HOME: join(world.home, 'a $b') }
    await world.succeed('init --no-recovery-key --no-input', { env })
    await world.succeed('add shop_tokyo --yes --no-input', { input: '1234 5678', env })
    const { stdout } = await world.succeed(`shell-init bash ${option}`, { env: { ...env, ...locked } })
    const profile = join(world.home, 'profile')
    writeFileSync(profile, stdout)
    const shell = ['-w', 'bash', '--norc', '--noprofile', '-i', '-c', `source ${profile}; exit`]
    const said = spawnSync('setsid', shell, { env: world.env, encoding: 'utf8' }).stdout
    expect(said).toBe('⚠ igcodes: Only one code left: 1 account → igcodes check\n')
  })

  test('refuses another shell, with those that there are', async () => {
    const outcome = await new World().run('shell-init tcsh --json')
    expect(outcome.code).toBe(2)
    expect(errorOf(outcome).hint).toContain('bash, zsh, fish')
  })
})

describe('config', () => {
  test('shows what is set, and names accounts only where that is wanted', async () => {
    const world = await filled(1)
    expect((await world.run('config', { env: locked })).stdout).toBe(
      'notices: counts (only how many accounts, no names)\n',
    )
    expect(answerOf(await world.run('config notices names --json', { env: locked }))).toEqual({ notices: 'names' })
    expect(left(world)).toBe('')
    await world.succeed('status --no-input', { env: before })
    expect((await checkOn(world, '2026-11-22')).stdout).toBe('✗ Only one code left: @shop_tokyo\n')
    expect(left(world)).toContain('@shop_tokyo')

    await world.succeed('config notices counts', { env: locked })
    expect(left(world)).toBe('')
  })

  test('off erases them, leaves none, and check says so', async () => {
    const world = await filled(1)
    await world.succeed('config notices off', { env: locked })
    await world.succeed('status --no-input', { env: before })
    expect(left(world)).toBe('')
    const outcome = await checkOn(world, '2026-11-22', '--json')
    expect(outcome.code).toBe(0)
    expect(answerOf(outcome)).toMatchObject({ level: 'ok', notices: [{ code: 'notices-off' }] })
  })

  test('refuses another word, with those that there are', async () => {
    const outcome = await new World().run('config notices all --json')
    expect(outcome.code).toBe(2)
    expect(errorOf(outcome).hint).toContain('names, counts, off')
  })

  test('that cannot be saved says so', async () => {
    const world = new World()
    mkdirSync(join(world.home, '.local/state'), { recursive: true })
    writeFileSync(world.state, '')
    expect((await world.run('config notices off')).code).toBe(16)
  })
})
