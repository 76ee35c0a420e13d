/** Two people, two homes, a bare repository: the commands as scripts run them, and git by hand with the merge driver. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answerOf, errorOf, removeWorlds, someCodes, World } from '../world.ts'

afterAll(removeWorlds)

function git(world: World, ...args: readonly string[]): string {
  return gitReading(world, '', ...args)
}

function gitReading({ env, vault, passphraseFile }: World, input: string | Buffer, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=Sato', '-c', 'user.email=sato@example.com', ...args], {
    cwd: dirname(vault),
    env: { ...env, IGCODES_PASSPHRASE_FILE: passphraseFile },
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

test('two homes share a vault, by sync and by git itself', async () => {
  const aki = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const ben = new World()
  const remote = join(aki.home, 'remote.git')
  expect(errorOf(await aki.run('sync --json --no-input'))).toMatchObject({ code: 'git-not-set-up' })
  execFileSync('git', ['init', '-q', '--bare', '--initial-branch=elsewhere', remote])

  const first = await aki.succeed(`git-setup ${remote} --no-input`)
  expect(first.stderr).toContain('stays in the history')
  // A bare repository's HEAD names a branch of its own, and each computer's git begins with one of its own.
  const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'init.defaultBranch', GIT_CONFIG_VALUE_0: 'trunk' }
  expect(answerOf(await ben.succeed(`git-setup ${remote} --json --no-input`, { env }))).toMatchObject({
    remote: 'origin',
    pushed: false,
  })

  // Both hand a code out and commit it by hand; git calls the driver, which has the passphrase from the environment.
  await aki.use('shop_tokyo')
  await ben.use('shop_tokyo')
  for (const world of [aki, ben]) git(world, 'commit', '-qam', 'by hand')
  git(aki, 'push', '-q')
  git(ben, 'pull', '-q', '--no-rebase', '--no-edit')
  expect(git(ben, 'status', '--porcelain')).toBe('')

  const sent = await ben.succeed('sync --no-input --lang ja')
  expect(sent.stderr).toContain('変更をリモートへ送りました。')
  const came = answerOf(await aki.succeed('sync --json --no-input'))
  expect(came).toMatchObject({ gained: { codes: [{ account: 'shop_tokyo', state: 'reserved' }] }, handedOutTwice: [] })
  expect(aki.vaultBytes()).toEqual(ben.vaultBytes())
  expect(git(aki, 'log', '--format=%B')).not.toMatch(/shop_tokyo|tester/)
})

test('a new passphrase is sent without the one of before, and the log calls the key replaced, not revoked', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const remote = join(world.home, 'remote.git')
  execFileSync('git', ['init', '-q', '--bare', remote])
  await world.succeed(`git-setup ${remote} --no-input`)
  const later = join(world.home, 'later')
  writeFileSync(later, 'another correct horse battery\n', { mode: 0o600 })
  await world.succeed(`passwd --new-passphrase-file ${later} --no-input`)
  const env = { IGCODES_PASSPHRASE_FILE: later }
  expect(answerOf(await world.succeed('sync --json --no-input', { env }))).toMatchObject({ pushed: true })
  const log = await world.succeed('log --no-input --lang ja', { env })
  expect(log.stdout).toContain('保管庫の鍵を新しいものに変更')
  expect(log.stdout).not.toContain('廃止')

  // What only the passphrase of before opens was taken in long ago. Git's own steps need no command but the one that is shown.
  git(world, 'checkout', '-q', '--detach')
  const refused = await world.run('sync --no-input', { env })
  expect(refused.stderr).not.toContain('could not be taken in')
  const [, folder, branch] = / git -C (\S+) switch (\S+)/.exec(refused.stderr) ?? []
  expect(folder).toBe(dirname(world.vault))
  const doctor = answerOf(await world.run('doctor --json --no-input', { env }))
  expect(doctor.findings).toContainEqual(expect.objectContaining({ code: 'git-under-way', severity: 'warning' }))
  git(world, 'switch', '-q', branch ?? '')
  expect(answerOf(await world.succeed('sync --json --no-input', { env }))).toMatchObject({ pushed: false })

  // A new computer has no secret for what the history had before.
  const fresh = new World()
  const begun = await fresh.succeed(`git-setup ${remote} --no-input`, { env })
  expect(begun.stderr).not.toContain('could not be taken in')
})

test('doctor --fix unites both sides of a vault that git has merged as text, from its index', async () => {
  const aki = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const ben = new World()
  mkdirSync(dirname(ben.vault), { recursive: true, mode: 0o700 })
  copyFileSync(aki.vault, ben.vault)
  for (const world of [aki, ben]) await world.use('shop_tokyo')
  git(ben, 'init', '-q')
  const sides = [ben.vaultBytes(), aki.vaultBytes()]
  const staged = sides.map((bytes, side) => {
    const id = gitReading(ben, bytes, 'hash-object', '-w', '--stdin').trim()
    return `100600 ${id} ${side + 2}\tvault.igcodes\n`
  })
  gitReading(ben, staged.join(''), 'update-index', '--index-info')
  const [ours, theirs] = sides.map(bytes => bytes.toString('latin1'))
  const torn = `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> origin/main\n`
  writeFileSync(ben.vault, torn, 'latin1')

  // Without the passphrase nothing is changed, and it is said once.
  const noSecret = await ben.run('doctor --fix --json --no-input', { env: { IGCODES_PASSPHRASE_FILE: '' } })
  expect([noSecret.code, noSecret.stdout.match(/"code":"git-markers"/g)?.length]).toEqual([31, 1])
  expect(ben.vaultBytes().toString('latin1')).toBe(torn)

  const fixed = answerOf(await ben.run('doctor --fix --json --no-input'))
  expect(fixed.findings).toContainEqual(expect.objectContaining({ code: 'git-markers', fixed: true }))
  expect(fixed.notMade).toEqual([])
  const { sets } = answerOf(await ben.succeed('show shop_tokyo --json --no-input'))
  expect(JSON.stringify(sets).match(/reserved/g)).toHaveLength(2)
  expect(git(ben, 'ls-files', '--unmerged')).toBe('')
})

test('the driver without a passphrase ends with 1, writes nothing and says what to do', async () => {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const before = world.vaultBytes()
  const { code, stderr } = await world.run(`git-merge ${world.vault} ${world.vault} --no-input`, {
    env: { IGCODES_PASSPHRASE_FILE: '' },
  })
  expect([code, stderr]).toEqual([1, expect.stringContaining('igcodes sync')])
  expect(world.vaultBytes()).toEqual(before)
  expect(existsSync(`${world.vault}.lock`)).toBe(false)
})
