/** Two people, two homes, a bare repository: the commands as scripts run them, and git by hand with the merge driver. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answerOf, errorOf, removeWorlds, someCodes, World } from '../world.ts'

afterAll(removeWorlds)

function git(world: World, ...args: readonly string[]): string {
  const { env, vault, passphraseFile } = world
  return execFileSync('git', ['-c', 'user.name=Sato', '-c', 'user.email=sato@example.com', ...args], {
    cwd: dirname(vault),
    env: { ...env, IGCODES_PASSPHRASE_FILE: passphraseFile },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

test('two homes share a vault, by sync and by git itself', async () => {
  const aki = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  const ben = new World()
  const remote = join(aki.home, 'remote.git')
  expect(errorOf(await aki.run('sync --json --no-input'))).toMatchObject({ code: 'git-not-set-up' })
  execFileSync('git', ['init', '-q', '--bare', remote])

  const first = await aki.succeed(`git-setup ${remote} --no-input`)
  expect(first.stderr).toContain('stays in the history')
  expect(answerOf(await ben.succeed(`git-setup ${remote} --json --no-input`))).toMatchObject({
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
  expect(sent.stderr).toContain('変更を origin へ送りました。')
  const came = answerOf(await aki.succeed('sync --json --no-input'))
  expect(came).toMatchObject({ gained: { codes: [{ account: 'shop_tokyo', state: 'reserved' }] }, handedOutTwice: [] })
  expect(aki.vaultBytes()).toEqual(ben.vaultBytes())
  expect(git(aki, 'log', '--format=%B')).not.toMatch(/shop_tokyo|tester/)
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
