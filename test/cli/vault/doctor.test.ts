/** `doctor`, `backup verify|prune`, `export` and `import` of an export, as scripts use them. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { endSessions } from '../session.ts'
import { answerOf, errorOf, removeWorlds, someCodes, World } from '../world.ts'

afterAll(() => {
  endSessions()
  removeWorlds()
})

const codesOf = (findings: unknown): readonly string[] =>
  [...JSON.stringify(findings).matchAll(/"code":"([\w-]+)"/g)].map(([, one = '']) => one)

describe('doctor', () => {
  test('makes the checks that need no passphrase without one, and fixes rights', async () => {
    const world = await new World().fill({ shop: someCodes(5) })
    // Else the home, which is closed, hides it.
    for (const open of ['', '.local', '.local/state']) chmodSync(join(world.home, open), 0o755)
    chmodSync(world.state, 0o755)
    const noSecret = { env: { IGCODES_PASSPHRASE_FILE: '' } }
    const found = await world.run('doctor --json --no-input', noSecret)
    const answer = answerOf(found)
    expect(codesOf(answer.findings)).toEqual(expect.arrayContaining(['state-open', 'no-recovery-key']))
    expect(answer.notMade).toEqual(['seal', 'journal'])
    expect(found.code).toBe(answer.level === 'critical' ? 31 : 30)
    const fixed = answerOf(await world.run('doctor --fix --json --no-input'))
    expect(fixed.notMade).toEqual([])
    expect(fixed.findings).toContainEqual(expect.objectContaining({ code: 'state-open', fixed: true }))
    expect(statSync(world.state).mode & 0o777).toBe(0o700)
  })

  test('reports a damaged vault, and one that git has torn, as critical', async () => {
    const world = await new World().fill({ shop: someCodes(5) })
    const text = readFileSync(world.vault, 'latin1')
    writeFileSync(world.vault, `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`, 'latin1')
    const torn = await world.run('doctor --json --no-input')
    expect([torn.code, codesOf(answerOf(torn).findings)]).toEqual([31, expect.arrayContaining(['git-markers'])])
    writeFileSync(world.vault, text.slice(0, -20), 'latin1')
    const damaged = await world.run('doctor --json --no-input')
    expect([damaged.code, codesOf(answerOf(damaged).findings)]).toEqual([31, expect.arrayContaining(['damaged'])])
  })
})

describe('backups', () => {
  test('are verified and those with erased digits pruned', async () => {
    const world = await new World().fill({ shop: someCodes(5) })
    await world.use('shop')
    await world.run('mark shop worked --no-input')
    const verified = await world.run('backup verify --json')
    expect(verified.code).toBe(0)
    expect(answerOf(verified)).toMatchObject({
      level: 'ok',
      backups: [{ opens: true, erased: 1 }, { erased: 1 }, { erased: 0 }],
    })
    expect((await world.run('backup prune --purged --no-input')).code).toBe(2)
    expect(answerOf(await world.run('backup prune --purged --yes --json --no-input')).removed).toHaveLength(2)
    const after = answerOf(await world.run('backup verify --json'))
    expect(after).toMatchObject({ level: 'ok', backups: [{ opens: true, erased: 0 }, { erased: 0 }] })
    expect(errorOf(await world.run('backup prune --unopened --json --no-input')).code).toBe('missing-argument')
  })
})

describe('an export', () => {
  test('is imported into another vault by the same script that wrote it', async () => {
    const world = await new World().fill({ shop: someCodes(5) })
    await world.use('shop')
    await world.run('mark shop worked --no-input')
    const other = join(world.home, 'other.igcodes')
    const moved = await world.shell(
      `set -e
      igcodes export --yes --no-input > all.json
      export IGCODES_VAULT=${other}
      igcodes init --kdf light --no-input
      igcodes import all.json --yes --no-input
      igcodes import all.json --yes --no-input --json
      igcodes show shop --json --no-input`,
    )
    expect(moved.code).toBe(0)
    expect(moved.stdout).toContain('"taken":{"accounts":0,"sets":0,"codes":0,"outcomes":0,')
    expect(moved.stdout).toMatch(/"position":1,"state":"used"/)
    expect(statSync(join(world.home, 'all.json')).mode & 0o777).toBe(0o600)
  })

  test('asks, overwrites nothing, and is not shown on a screen', async () => {
    const world = await new World().fill({ shop: someCodes(5) })
    expect(errorOf(await world.run('export --json --no-input')).code).toBe('confirmation-needed')
    const out = join(world.home, 'all.csv')
    expect((await world.run(`export --format csv --out ${out} --yes --no-input`)).code).toBe(0)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(errorOf(await world.run(`export --out ${out} --yes --json --no-input`)).code).toBe('file-exists')
    const onScreen = world.session('export --yes --no-input')
    expect(await onScreen.exit()).toBe(2)
    const asked = world.session('export --out all.json')
    await asked.waitFor('Passphrase')
    asked.type('correct horse battery staple\r')
    await asked.waitFor('Type EXPORT')
    asked.type('yes\r')
    expect(await asked.exit()).toBe(3)
    expect(existsSync(join(world.home, 'all.json'))).toBe(false)
  })

  test('that is broken, or of a newer igcodes, is refused with nothing stored', async () => {
    const world = await new World().fill({ shop: someCodes(5) })
    mkdirSync(join(world.home, 'in'))
    writeFileSync(join(world.home, 'in/broken.json'), '{"igcodesExport":1,"accounts":[')
    writeFileSync(join(world.home, 'in/newer.json'), '{"igcodesExport":2}')
    expect((await world.run('import in/broken.json --yes --no-input')).code).toBe(22)
    expect((await world.run('import in/newer.json --yes --no-input')).code).toBe(14)
  })
})
