/** The contract of `audit` with scripts, and what a person reads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ruleIds } from '../../../src/domain/upkeep/audit.ts'
import { widthOf } from '../../../src/terminal/width.ts'
import { factor, person, place } from '../../domain/registries.ts'
import { record } from '../registry/registry-fixture.ts'
import { answerOf, errorOf, object, removeWorlds, someCodes, World } from '../world.ts'

const codes = someCodes(5, 1)
const clock = '2026-11-20T12:00:00Z'

afterAll(removeWorlds)

function auditor(world: World) {
  return (command: string | readonly string[], env: Readonly<Record<string, string>> = {}) =>
    world.run(typeof command === 'string' ? `${command} --no-input` : [...command, '--no-input'], {
      env: { TEST_CLOCK: clock, ...env },
    })
}

function findingsOf(answer: Record<string, unknown>): readonly Record<string, unknown>[] {
  const { findings } = answer
  if (!Array.isArray(findings)) throw new Error('no findings')
  return findings.map(object)
}

async function teamOf(world: World): Promise<void> {
  await world.succeed('init --no-recovery-key --no-input', { env: { TEST_CLOCK: clock } })
  await world.succeed('add shop --yes --no-input', { input: codes.join('\n'), env: { TEST_CLOCK: clock } })
  await record(world, [
    person('sato', { roles: ['security-manager'] }),
    person('abe'),
    ...factor('090', { kind: 'sms', holders: ['sato', 'abe'] }),
    ...factor('info@shop.jp', { kind: 'mail', holders: ['sato', 'abe'] }),
    ...place('team-chat', { kind: 'chat', label: 'team chat', holders: ['sato', 'abe'] }),
  ])
}

describe('an audit in scripts', () => {
  const world = new World()
  const run = auditor(world)
  beforeAll(() => teamOf(world))

  test('--json gives findings, the worst first, and the level; exit 31', async () => {
    const outcome = await run('audit --json')
    expect(outcome).toMatchObject({ code: 31, stderr: '' })
    const answer = answerOf(outcome)
    expect(answer.level).toBe('critical')
    const findings = findingsOf(answer)
    expect(findings.map(({ rule, severity, account }) => [rule, severity, account])).toEqual([
      ['codes-in-the-open', 'critical', 'shop'],
      ['no-account-manager', 'warning', undefined],
      ['no-recovery-key', 'warning', undefined],
      ['sms-only', 'warning', 'shop'],
      ['set-unconfirmed', 'info', 'shop'],
      ['factor-unconfirmed', 'info', 'shop'],
    ])
    for (const finding of findings)
      expect(finding).toMatchObject({ message: expect.stringMatching(/\w/), mend: expect.stringMatching(/\w/) })
    expect(findings[0]?.message).toBe('Codes are kept in a chat or mail: team chat.')
  })

  test('--rule and --account look at a part; exit 30, or 0', async () => {
    expect(await run('audit --rule sms-only')).toMatchObject({ code: 30 })
    const fine = await run('audit --rule mail-only')
    expect(fine).toMatchObject({ code: 0, stdout: 'No problem with “mail-only”.\n' })
    const one = answerOf(await run('audit --account @shop --json'))
    // As the guided set-up says it.
    expect(answerOf(await run('audit shop --json'))).toEqual(one)
    expect(await run('audit shop --account shop2')).toMatchObject({ code: 2 })
    expect(findingsOf(one).every(({ account }) => account === 'shop')).toBe(true)
    expect(answerOf(await run('audit --rule mail-only --json'))).toEqual({ findings: [], level: 'ok', ignored: [] })
  })

  test('names that do not exist: exit 20, with the nearest', async () => {
    const rule = await run('audit --rule sms-onyl --json')
    expect(rule).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(rule)).toMatchObject({ code: 'unknown-rule', hint: expect.stringContaining('sms-only') })
    const account = await run('audit --account shopp --json')
    expect(account).toMatchObject({ code: 20, stdout: '' })
    expect(errorOf(account)).toMatchObject({ hint: expect.stringContaining('shop') })
    expect((await run('audit ignore sms-onyl --until 30d --because x --json')).code).toBe(20)
  })
})

describe('status', () => {
  const world = new World()
  const run = auditor(world)
  beforeAll(() => teamOf(world))

  test('never says that all is well where the audit has something to fix', async () => {
    const { accounts } = answerOf(await run('status --json'))
    expect(accounts).toMatchObject([{ findings: [], audit: { critical: 1, warning: 1 } }])
    const { stdout } = await run('status')
    expect(stdout).toContain('✗ 2 to fix')
    expect(stdout).toContain('igcodes audit\n')
    expect(stdout).not.toContain('All is well')
    expect((await run('status shop --lang ja')).stdout).toContain('✗ 直したいところ2件\n  igcodes audit shop\n')
    // The alarm for scripts is about codes and dates alone.
    expect(await run('status --check')).toMatchObject({ code: 0, stdout: '' })
  })

  test('counts no rule twice, and none that is ignored', async () => {
    await run('audit ignore sms-only --until 30d --because soon')
    await run('audit ignore codes-in-the-open --until 30d --because soon')
    expect(answerOf(await run('status --json')).accounts).toMatchObject([{ audit: { critical: 0, warning: 0 } }])
    expect((await run('status')).stdout).toContain('All is well.')
  })
})

describe('audit ignore', () => {
  const world = new World()
  const run = auditor(world)
  beforeAll(() => teamOf(world))

  test('refuses what says no day or no reason, and writes nothing', async () => {
    const before = world.vaultBytes()
    expect((await run('audit ignore sms-only')).code).toBe(2)
    expect((await run('audit ignore sms-only --until 2026-12-31')).code).toBe(2)
    expect((await run('audit ignore sms-only --until 2026-13-31 --because x')).code).toBe(22)
    expect((await run('audit ignore sms-only --until 2026-11-01 --because x')).code).toBe(22)
    expect((await run(['audit', 'ignore', 'sms-only', '--until', '2026-12-31', '--because', ' '])).code).toBe(22)
    expect((await run(['audit', 'ignore', 'sms-only', '--until', '2026-12-31', '--because', '1234 5678'])).code).toBe(
      22,
    )
    expect(world.vaultBytes()).toEqual(before)
  })

  test('sets a rule aside for one account until its day', async () => {
    const done = await run('audit ignore sms-only --until 2026-12-31 --because app-comes --account shop --json')
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(done)).toEqual({ rule: 'sms-only', account: 'shop', until: '2026-12-31', because: 'app-comes' })
    expect(await run('audit --rule sms-only')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Ignored until 2026-12-31: sms-only (@shop), because: app-comes\n'),
    })
    expect(answerOf(await run('audit --rule sms-only --json'))).toEqual({
      findings: [],
      level: 'ok',
      ignored: [{ rule: 'sms-only', account: 'shop', until: '2026-12-31', because: 'app-comes' }],
    })
    const ja = await run('audit --lang ja')
    expect(ja.stdout).toContain('2026-12-31まで保留: sms-only(@shop) 理由: app-comes\n')
  })

  test('is in the log', async () => {
    expect((await run('log shop')).stdout).toContain('sms-only ignored until 2026-12-31: app-comes')
    expect((await run('log shop --lang ja')).stdout).toContain('sms-only を2026-12-31まで保留: app-comes')
  })

  test('counts again on its day, with its exit code', async () => {
    const later = await run('audit --rule sms-only --json', { TEST_CLOCK: '2026-12-31T12:00:00Z' })
    expect(later.code).toBe(30)
    expect(answerOf(later)).toMatchObject({ level: 'attention', ignored: [] })
  })
})

describe('a part of an audit', () => {
  const world = new World()
  const run = auditor(world)
  beforeAll(async () => {
    await teamOf(world)
    await world.succeed('account add cafe --no-input', { env: { TEST_CLOCK: clock } })
  })

  test('is so many at a time; level and exit code are about all', async () => {
    const all = findingsOf(answerOf(await run('audit --json')))
    const first = await run('audit --json --limit 2')
    expect(first.code).toBe(31)
    expect(answerOf(first)).toMatchObject({
      findings: all.slice(0, 2),
      level: 'critical',
      total: all.length,
      page: 1,
      pages: Math.ceil(all.length / 2),
    })
    const text = await run('audit --limit 2 --page 2')
    expect(text.stdout).toContain(`3–4 of ${all.length}. More: --page 3\n`)
    const beyond = await run('audit --limit 2 --page 99 --lang ja')
    expect(beyond.stdout).toContain(`99ページ目はありません。全${all.length}件`)
    expect((await run('audit --limit 0')).code).toBe(2)
    expect((await run('audit --page x')).code).toBe(2)
  })

  test.each([
    ['--holder sato', ['shop']],
    ['--level low', ['cafe']],
    ['--due 40d', ['shop']],
    ['--holder sato --level low', []],
  ])('is about the accounts that %s names', async (filter, handles) => {
    const accounts = findingsOf(answerOf(await run(`audit --json ${filter}`))).map(({ account }) => account)
    expect([...new Set(accounts)]).toEqual(handles)
    const listed = answerOf(await run(`account list --json ${filter}`)).accounts
    const names = Array.isArray(listed) ? listed.map(one => object(one).account) : undefined
    expect(names).toEqual(handles)
    const status = answerOf(await run(`status --json ${filter}`)).accounts
    expect(Array.isArray(status) && status.map(one => object(one).account)).toEqual(handles)
  })

  test('lists and duties page and filter alike', async () => {
    expect(answerOf(await run('account list --json --limit 1 --page 2'))).toMatchObject({
      accounts: [{ account: 'shop' }],
      total: 2,
      pages: 2,
    })
    expect(answerOf(await run('status --json --limit 1'))).toMatchObject({
      accounts: [{ account: 'cafe' }],
      level: 'empty',
      total: 2,
    })
    expect(answerOf(await run('due --json --limit 1'))).toMatchObject({ due: [{ account: 'shop' }], total: 2 })
    expect(answerOf(await run('due --json --holder sato')).due).toHaveLength(2)
    expect((await run('due --holder satu')).code).toBe(20)
  })
})

describe('the list of rules', () => {
  const world = new World()
  const run = auditor(world)

  test('has every rule with what it looks for, why, how to fix it and its source; needs no vault', async () => {
    const outcome = await run('audit --rules --json')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    const { rules } = answerOf(outcome)
    if (!Array.isArray(rules)) throw new Error('no rules')
    expect(rules.map(rule => object(rule).rule)).toEqual(ruleIds)
    for (const rule of rules)
      expect(rule).toEqual({
        rule: expect.any(String),
        severity: expect.stringMatching(/^(critical|warning|info)$/),
        about: expect.stringMatching(/^(account|vault)$/),
        message: expect.stringMatching(/\w\.$/),
        why: expect.stringMatching(/\w/),
        mend: expect.stringMatching(/igcodes /),
        source: expect.stringMatching(/\w/),
      })
  })

  test.each([
    ['en', 'Critical', 'SMS is the only everyday second step.'],
    ['ja', '緊急', 'ふだんの二段階認証がSMSだけ'],
  ])('can be read (%s)', async (language, heading, text) => {
    const { stdout } = await run(`audit --rules --lang ${language}`)
    expect(stdout.startsWith(heading)).toBe(true)
    expect(stdout).toContain(`  sms-only\n    ${text}\n`)
  })

  test('shows one; of an unknown one it says the nearest', async () => {
    expect((await run('audit --rules --rule sms-only')).stdout).toMatch(/^To fix\n {2}sms-only\n/)
    const unknown = await run('audit --rules --rule sms-onyl')
    expect(unknown.code).toBe(20)
    expect(unknown.stderr).toContain('igcodes audit --rule sms-only\n')
  })
})

describe('an audit to read', () => {
  const world = new World()
  const run = auditor(world)
  beforeAll(() => teamOf(world))

  test('says what, why and how to fix, in both languages', async () => {
    const en = await run('audit')
    expect(en.code).toBe(31)
    expect(en.stdout).toMatch(/^Critical\n {2}@shop\n {4}✗ Codes are kept in a chat/)
    expect(en.stdout).toContain('→ Delete them there, then renew the codes: igcodes playbook codes-exposed')
    expect(en.stdout).toContain('1 critical, 3 to fix, 2 good to know.')
    const ja = await run('audit --lang ja')
    expect(ja.stdout).toMatch(/^緊急\n {2}@shop\n {4}✗ コードがチャットやメールにあります/)
  })

  test.each(['en', 'ja'])('fits 40 columns (%s)', async language => {
    const session = world.session(`audit --lang ${language} --passphrase-file ${world.passphraseFile}`, {
      columns: 40,
      rows: 80,
      env: { TEST_CLOCK: clock },
    })
    expect(await session.exit()).toBe(31)
    const lines = session.screen().split('\n')
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(40)
  })
})
