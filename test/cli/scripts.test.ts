/** The contract with scripts (design, section 8): the fixed lines, the JSON shapes, the options that every command takes. */
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerOf, errorOf, passphrase, realEntry, removeWorlds, someCodes, World } from './world.ts'

const tokyo = someCodes(5, 1)
const osaka = someCodes(10, 2)
const today = new Date().toISOString().slice(0, 10)

afterAll(removeWorlds)

describe('the fixed lines, by the program that users run', () => {
  const world = new World()
  const run = (command: string, input = '') => world.run(command, { input, entry: realEntry })

  test('init --kdf light makes a vault of that cost, which only its owner can read', async () => {
    const made = await run(`init --kdf light --passphrase-file ${world.passphraseFile} --no-input`)
    expect(made).toMatchObject({ code: 0, stdout: '' })
    expect(readFileSync(world.vault, 'utf8')).toContain('"kdf":"argon2id","m":65536,"t":3,"p":1')
    expect(statSync(world.vault).mode & 0o777).toBe(0o600)
    expect(statSync(join(world.vault, '..')).mode & 0o777).toBe(0o700)
  })

  test('init on an existing vault exits with 24 and leaves it alone', async () => {
    const before = world.vaultBytes()
    const again = await run(`init --kdf light --passphrase-file ${world.passphraseFile} --no-input`)
    expect(again).toMatchObject({ code: 24, stdout: '' })
    expect(world.vaultBytes()).toEqual(before)
  })

  test('add ACCOUNT --yes --json --no-input < paste', async () => {
    const outcome = await run('add shop_tokyo --yes --json --no-input', tokyo.join('\n'))
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(outcome)).toEqual({
      account: 'shop_tokyo',
      added: 5,
      set: { id: expect.stringMatching(/^[\w-]{16}$/), size: 5, issuedOn: today },
      superseded: 0,
      warnings: [],
    })
  })

  test('add ACCOUNT --file F', async () => {
    const file = join(world.home, 'codes.txt')
    writeFileSync(file, osaka.map(code => `${code.slice(0, 4)} ${code.slice(4)}`).join('\r\n'))
    const outcome = await run(`add @Shop_Osaka --file ${file} --yes --json --no-input --issued-on 2026-01-05`)
    expect(answerOf(outcome)).toMatchObject({ account: 'shop_osaka', added: 10, set: { issuedOn: '2026-01-05' } })
  })

  test('use ACCOUNT --json --no-input hands out the first code', async () => {
    const outcome = await run('use shop_tokyo --json --no-input')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(outcome)).toEqual({
      account: 'shop_tokyo',
      code: tokyo[0],
      position: 1,
      setSize: 5,
      remaining: 4,
      level: 'ok',
      warnings: [],
    })
  })

  test('use --pending shows the same one again', async () => {
    const outcome = await run('use shop_tokyo --pending --json --no-input')
    expect(answerOf(outcome)).toMatchObject({ code: tokyo[0], position: 1, remaining: 4 })
  })

  test('use again hands out the next, and warns of the one whose outcome is unknown', async () => {
    const outcome = await run('use shop_tokyo --json --no-input')
    expect(answerOf(outcome)).toMatchObject({
      code: tokyo[1],
      position: 2,
      remaining: 3,
      warnings: [{ code: 'outcome-unknown', message: expect.stringContaining('No. 1') }],
    })
  })

  test('mark ACCOUNT worked --json --no-input records the code handed out last', async () => {
    const outcome = await run('mark shop_tokyo worked --json --no-input')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(outcome)).toEqual({ account: 'shop_tokyo', position: 2, state: 'used', remaining: 3, level: 'ok' })
  })

  test('mark ACCOUNT rejected --json --no-input', async () => {
    await run('use shop_tokyo --json --no-input')
    const outcome = await run('mark shop_tokyo rejected --json --no-input')
    expect(answerOf(outcome)).toEqual({
      account: 'shop_tokyo',
      position: 3,
      state: 'rejected',
      remaining: 2,
      level: 'low',
    })
  })

  test('status --json --no-input', async () => {
    const outcome = await run('status --json --no-input')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(outcome)).toEqual({
      accounts: [
        {
          account: 'shop_osaka',
          remaining: 10,
          setSize: 10,
          level: 'ok',
          reserved: 0,
          issuedOn: '2026-01-05',
          reviewDueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          testDueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          nextDue: { kind: 'test', on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), overdue: false },
          findings: [],
          audit: { critical: 0, warning: 0 },
        },
        {
          account: 'shop_tokyo',
          remaining: 2,
          setSize: 5,
          level: 'low',
          reserved: 1,
          issuedOn: today,
          reviewDueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          testDueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          nextDue: { kind: 'test', on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), overdue: false },
          findings: [
            { code: 'few-left', severity: 'warning', message: expect.stringContaining('2 left') },
            { code: 'outcome-unknown', severity: 'info', message: expect.stringContaining('No. 1') },
          ],
          audit: { critical: 0, warning: 0 },
        },
      ],
      level: 'low',
      incidents: [],
      handovers: [],
    })
  })

  test('status --check exits with 30 where something needs attention, and names only that account', async () => {
    const outcome = await run('status --check --no-input')
    expect(outcome.code).toBe(30)
    expect(outcome.stdout).toContain('@shop_tokyo')
    expect(outcome.stdout).not.toContain('@shop_osaka')
  })

  test('show ACCOUNT --json has positions and states, and no digits', async () => {
    const outcome = await run('show shop_tokyo --json --no-input')
    expect(answerOf(outcome)).toEqual({
      account: 'shop_tokyo',
      sets: [
        {
          id: expect.stringMatching(/^[\w-]{16}$/),
          state: 'current',
          issuedOn: today,
          codes: [
            { position: 1, state: 'reserved' },
            { position: 2, state: 'used' },
            { position: 3, state: 'rejected' },
            { position: 4, state: 'available' },
            { position: 5, state: 'available' },
          ],
        },
      ],
    })
    for (const code of tokyo) expect(outcome.stdout).not.toContain(code)
  })

  test('show ACCOUNT --reveal --json has the digits, but not those of a code that worked', async () => {
    const outcome = await run('show shop_tokyo --reveal --json --no-input')
    expect(answerOf(outcome)).toMatchObject({
      sets: [
        {
          codes: [
            { position: 1, code: tokyo[0] },
            { position: 2, state: 'used' },
            { position: 3, code: tokyo[2] },
            { position: 4, code: tokyo[3] },
            { position: 5, code: tokyo[4] },
          ],
        },
      ],
    })
    expect(outcome.stdout).not.toContain(tokyo[1])
  })

  test.each(['2fa-off', 'exposed', 'regenerated', 'lost'])(
    'void ACCOUNT --because %s --yes --no-input',
    async because => {
      const account = `shop_${because.replace('-', '_')}`
      await run(`add ${account} --yes --no-input`, someCodes(5, because.charCodeAt(0)).join(' '))
      const outcome = await run(`void ${account} --because ${because} --yes --no-input --json`)
      expect(outcome).toMatchObject({ code: 0, stderr: '' })
      expect(answerOf(outcome)).toMatchObject({ voided: 5, because, erased: false })
    },
  )

  test('status --check exits with 31 once an account has no code', async () => {
    expect(await run('status --check --no-input')).toMatchObject({ code: 31 })
  })

  test('passwd from files, in a script', async () => {
    const next = join(world.home, 'next')
    writeFileSync(next, 'a second passphrase, long enough\n', { mode: 0o600 })
    const changed = await run(
      `passwd --passphrase-file ${world.passphraseFile} --new-passphrase-file ${next} --no-input --json`,
    )
    expect(changed).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(changed)).toEqual({ changed: true })
    expect(await run('status --no-input')).toMatchObject({ code: 12, stdout: '' })
    expect(await run(`status --no-input --passphrase-file ${next}`)).toMatchObject({ code: 0 })
  })
})

describe('JSON answers of the other commands', () => {
  const world = new World()
  beforeAll(() => world.fill({ shop_tokyo: tokyo }))

  test('init names the vault', async () => {
    const other = new World()
    expect(answerOf(await other.run('init --json --no-input'))).toEqual({ vault: other.vault })
  })

  test('init --generate and --recovery-key print their words to stdout', async () => {
    const other = new World()
    const made = answerOf(
      await other.run('init --generate --recovery-key --json --no-input', { env: { IGCODES_PASSPHRASE_FILE: '' } }),
    )
    expect(made).toEqual({
      vault: other.vault,
      passphrase: expect.stringMatching(/^([a-z]+ ){5}[a-z]+$/),
      recoveryKey: expect.stringMatching(/^([a-z]+ ){11}[a-z]+$/),
    })
    for (const words of [made.passphrase, made.recoveryKey]) {
      writeFileSync(other.passphraseFile, String(words))
      expect(await other.run('status --no-input')).toMatchObject({ code: 0 })
    }
  })

  test('account list, add, rename and remove', async () => {
    expect(answerOf(await world.run('account add shop_kobe --json --no-input'))).toEqual({ account: 'shop_kobe' })
    expect(answerOf(await world.run('account rename shop_kobe shop_nara --json --no-input'))).toEqual({
      account: 'shop_nara',
      from: 'shop_kobe',
    })
    expect(answerOf(await world.run('account list --json --no-input'))).toEqual({
      accounts: [
        { account: 'shop_nara', remaining: 0, setSize: 0, level: 'empty', addedAt: expect.any(String) },
        { account: 'shop_tokyo', remaining: 5, setSize: 5, level: 'ok', addedAt: expect.any(String) },
      ],
    })
    expect(answerOf(await world.run('account remove shop_nara --yes --json --no-input'))).toEqual({
      account: 'shop_nara',
      removed: true,
    })
  })

  test('log tells who did what, in order and without digits', async () => {
    const outcome = await world.run('log shop_tokyo --json --no-input')
    expect(answerOf(outcome)).toEqual({
      events: [
        { at: expect.any(String), by: 'tester', type: 'account-added', account: 'shop_tokyo' },
        { at: expect.any(String), by: 'tester', type: 'set-added', account: 'shop_tokyo', count: 5 },
      ],
    })
    for (const code of tokyo) expect(outcome.stdout).not.toContain(code)
  })

  test('backup list', async () => {
    const { backups } = answerOf(await world.run('backup list --json --no-input'))
    expect(backups).toEqual(expect.arrayContaining([{ id: expect.any(String), path: expect.any(String) }]))
  })

  test('recovery-key opens the vault', async () => {
    const made = answerOf(await world.run('recovery-key --json --no-input'))
    expect(made).toEqual({ recoveryKey: expect.stringMatching(/^([a-z]+ ){11}[a-z]+$/), replaced: false })
    const paper = join(world.home, 'paper')
    writeFileSync(paper, String(made.recoveryKey).toUpperCase(), { mode: 0o600 })
    expect(await world.run(`status --no-input --passphrase-file ${paper}`)).toMatchObject({ code: 0 })

    const again = answerOf(await world.run('recovery-key --yes --json --no-input'))
    expect(again).toMatchObject({ replaced: true })
    expect(await world.run(`status --no-input --passphrase-file ${paper}`)).toMatchObject({ code: 12 })
  })

  test('a set that another one replaced is void, and its warnings are told', async () => {
    const outcome = await world.run('add shop_tokyo --yes --json --no-input', { input: someCodes(3, 9).join('\n') })
    expect(answerOf(outcome)).toMatchObject({
      superseded: 1,
      warnings: [{ code: 'unusual-size', message: expect.stringContaining('3 codes') }],
    })
    const { sets } = answerOf(await world.run('show shop_tokyo --json --no-input'))
    expect(sets).toMatchObject([{ state: 'current' }, { state: 'superseded' }])
  })

  test('add --append completes the set', async () => {
    const outcome = await world.run('add shop_tokyo --append --yes --json --no-input', {
      input: someCodes(5, 9).join('\n'),
    })
    expect(answerOf(outcome)).toMatchObject({
      added: 2,
      set: { size: 5 },
      superseded: 0,
      warnings: [{ code: 'already-stored' }],
    })
  })
})

describe('where the passphrase comes from', () => {
  const world = new World()
  const none = { IGCODES_PASSPHRASE_FILE: '' }
  const other = join(world.home, 'other')
  beforeAll(async () => {
    await world.fill({ shop_tokyo: tokyo })
    writeFileSync(other, 'not this one, surely\n', { mode: 0o600 })
  })

  test('IGCODES_PASSPHRASE_COMMAND', async () => {
    const env = { ...none, IGCODES_PASSPHRASE_COMMAND: `cat ${world.passphraseFile}` }
    expect(await world.run('status --no-input', { env })).toMatchObject({ code: 0 })
  })

  test('--passphrase-command', async () => {
    const command = ['status', '--no-input', '--passphrase-command', `cat ${world.passphraseFile}`]
    expect(await world.run(command, { env: none })).toMatchObject({ code: 0 })
  })

  test('--passphrase-fd', async () => {
    const status = `igcodes status --json --no-input --passphrase-fd`
    expect(await world.shell(`${status} 3 3< ${world.passphraseFile}`, none)).toMatchObject({ code: 0 })
    expect(await world.shell(`echo '${passphrase}' | ${status} 0`, none)).toMatchObject({ code: 0 })
    expect(await world.shell(`${status} 3 3< ${other}`, none)).toMatchObject({ code: 12 })
  })

  test('an option goes before the environment', async () => {
    const env = { IGCODES_PASSPHRASE_FILE: other }
    expect(await world.run('status --no-input', { env })).toMatchObject({ code: 12 })
    expect(await world.run(`status --no-input --passphrase-file ${world.passphraseFile}`, { env })).toMatchObject({
      code: 0,
    })
  })

  test('the final line end of a file is dropped, nothing else', async () => {
    for (const [text, code] of [
      [passphrase, 0],
      [`${passphrase}\r\n`, 0],
      [`${passphrase} \n`, 12],
      [`${passphrase}\n\n`, 12],
    ] as const) {
      writeFileSync(other, text)
      expect(await world.run(`status --no-input --passphrase-file ${other}`)).toMatchObject({ code })
    }
  })

  test('a source that gives none is an error (22), and names itself', async () => {
    const missing = await world.run(`status --json --no-input --passphrase-file ${world.home}/missing`)
    expect(missing).toMatchObject({ code: 22, stdout: '' })
    expect(errorOf(missing)).toMatchObject({ code: 'passphrase-source', message: expect.stringContaining('missing') })

    const failing = await world.run(['status', '--json', '--no-input', '--passphrase-command', 'echo half; exit 3'])
    expect(failing.code).toBe(22)
    expect(errorOf(failing)).toMatchObject({ message: expect.stringContaining('exit 3') })

    writeFileSync(other, '\n')
    expect(errorOf(await world.run(`status --json --no-input --passphrase-file ${other}`))).toMatchObject({
      code: 'passphrase-empty',
    })
  })

  test('a passphrase file that others can read is warned about, with the fix', async () => {
    writeFileSync(other, passphrase, { mode: 0o600 })
    const status = `status --no-input --passphrase-file ${other}`
    expect(await world.run(status)).toMatchObject({ code: 0, stderr: '' })
    expect(await world.shell(`chmod 644 ${other}; igcodes ${status}`)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`chmod 600 ${other}`),
    })
  })

  test('no secret is in the arguments or the environment of the program or its commands', async () => {
    const probe = join(world.home, 'probe')
    // The passphrase command's parent is the program: what it was given is written down from inside.
    const command = `cat /proc/$PPID/environ /proc/$PPID/cmdline /proc/self/environ > ${probe}; cat ${world.passphraseFile}`
    const outcome = await world.run(['use', 'shop_tokyo', '--json', '--no-input', '--passphrase-command', command], {
      env: none,
      alone: true,
    })
    expect(outcome.code).toBe(0)
    const seen = readFileSync(probe, 'latin1')
    expect(seen).toContain('shop_tokyo')
    expect(seen).not.toContain(passphrase)
    for (const code of tokyo) expect(seen).not.toContain(code)
  })
})

describe('options that every command takes', () => {
  const world = new World()
  beforeAll(() => world.fill({ shop_tokyo: tokyo }))

  test('--vault and IGCODES_VAULT name another file, the option first', async () => {
    const elsewhere = join(world.home, 'elsewhere.igcodes')
    const env = { IGCODES_VAULT: join(world.home, 'nowhere.igcodes') }
    expect(await world.run(`init --no-input --vault ${elsewhere}`, { env })).toMatchObject({ code: 0 })
    expect(existsSync(elsewhere)).toBe(true)
    expect(await world.run('status --no-input', { env })).toMatchObject({ code: 10 })
    expect(await world.run(`status --no-input --vault ${elsewhere}`, { env })).toMatchObject({ code: 0 })
  })

  test('shared options may precede the command', async () => {
    expect(await world.run('--json --no-input --lang ja status')).toMatchObject({ code: 0 })
  })

  test.each([
    [{}, 'en'],
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LC_MESSAGES: 'en_US.UTF-8', LANG: 'ja_JP.UTF-8' }, 'en'],
    [{ LC_ALL: 'ja_JP.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'ja'],
    [{ IGCODES_LANG: 'en', LC_ALL: 'ja_JP.UTF-8' }, 'en'],
    [{ IGCODES_LANG: 'ja' }, 'ja'],
    [{ LC_ALL: '', LANG: 'ja' }, 'ja'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
  ])('the environment %o speaks %s', async (env, language) => {
    const { stdout } = await world.run('status --no-input', { env })
    expect(stdout.includes('アカウント')).toBe(language === 'ja')
    expect(stdout.includes('account')).toBe(language === 'en')
  })

  test('--lang goes before the environment', async () => {
    const { stdout } = await world.run('status --no-input --lang en', { env: { IGCODES_LANG: 'ja' } })
    expect(stdout).toContain('account')
    const other = await world.run('status --no-input --lang=ja')
    expect(other.stdout).toContain('アカウント')
  })

  test('--quiet leaves the answer and silences the notes', async () => {
    const quiet = await world.run('use shop_tokyo --no-input --quiet')
    expect(quiet).toMatchObject({ code: 0, stdout: `${tokyo[0]}\n`, stderr: '' })
    const told = await world.run('use shop_tokyo --no-input')
    expect(told).toMatchObject({ code: 0, stdout: `${tokyo[1]}\n` })
    expect(told.stderr).toContain('3 of 5 left')
    expect(await world.run('mark shop_tokyo worked --no-input --quiet')).toMatchObject({ stdout: '', stderr: '' })
  })

  test('--quiet does not silence what went wrong', async () => {
    const { stderr } = await world.run('use nobody --no-input --quiet')
    expect(stderr).toContain('@nobody')
  })

  test.each([
    ['--version', /^\d+\.\d+\.\d+\n$/],
    ['--help', /^Usage: igcodes/],
    ['-h', /^Usage: igcodes/],
    ['use --help', /Usage: igcodes use/],
    ['help', /^Usage: igcodes/],
    ['help use', /Usage: igcodes use/],
    ['help account rename', /Usage: igcodes account rename/],
    ['version', /^\d+\.\d+\.\d+\n$/],
    ['account --help', /Usage: igcodes account/],
    ['account rename --help', /Usage: igcodes account rename/],
    ['status --version', /^\d+\.\d+\.\d+\n$/],
    ['--lang ja --help', /^使い方: igcodes/],
  ])('%s answers without a vault, a key or a question', async (command, shown) => {
    // A source that would leave a trace if anybody asked it for the passphrase; a vault that would be refused.
    const trace = join(world.home, 'asked')
    const env = {
      IGCODES_PASSPHRASE_FILE: '',
      IGCODES_PASSPHRASE_COMMAND: `touch ${trace}; echo x`,
      IGCODES_VAULT: '/dev/null',
    }
    const outcome = await world.run(command, { env, entry: realEntry })
    expect(outcome).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(shown) })
    expect(existsSync(trace)).toBe(false)
  })

  test('each command has a help with an example of itself', async () => {
    const { stdout } = await world.run('help all')
    const commands = [...stdout.matchAll(/^ {2}(?!igcodes)([a-z][a-z-]+) /gm)].map(([, name = '']) => name)
    expect(commands).toEqual(
      expect.arrayContaining('init add use mark status show void passwd account log backup recovery-key'.split(' ')),
    )
    // Each in one of the languages, the next one in the other.
    for (const [index, name] of commands.entries()) {
      const [lang, heading] = index % 2 === 0 ? ['en', 'Examples'] : ['ja', '例']
      const help = await world.run(`${name} --help --lang ${lang}`)
      expect(help.stdout, name).toMatch(new RegExp(`${heading}:\\n  .*igcodes ${name}`))
    }
  })

  test.each(['handover start', 'handover next', 'handover list', 'handover show', 'prepare phone-change'])(
    '%s has a help with an example of itself',
    async command => {
      const help = await world.run(`${command} --help --lang ja`)
      expect(help.stdout).toMatch(new RegExp(`例:\\n  igcodes ${command}`))
    },
  )

  test('a deadline in a Japanese example is a Japanese one', async () => {
    const { stdout } = await world.run('recover --help --lang ja')
    expect(stdout).toContain('--deadline "金 18:00"')
    expect(stdout).not.toContain('Fri')
  })

  test('--no-input asks nothing even on a terminal', async () => {
    const session = world.session('use shop_tokyo --no-input')
    expect(await session.exit()).toBe(2)
    expect(session.scrollback()).toContain('passphrase')
  })

  test('help for somebody who reads it through a pipe that closes early is no error', async () => {
    const { code, stdout, stderr } = await world.shell('igcodes --help | head -1; echo "$PIPESTATUS"')
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Usage: igcodes.*\n(0|141)\n$/),
      stderr: '',
    })
  })

  test('a file descriptor that is not open is told, not crashed on', async () => {
    const file = openSync(world.passphraseFile, 'r')
    closeSync(file)
    const outcome = await world.run('status --json --no-input --passphrase-fd 99')
    expect(outcome).toMatchObject({ code: 22, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ code: 'passphrase-source' })
  })
})
