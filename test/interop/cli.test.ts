/** Whole vaults, between the program as built and the Python implementation: what one makes the other opens. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { answerOf, object, passphrase, realEntry, removeWorlds, someCodes, World } from '../cli/world.ts'
import { makeWithPython, openWithPython, pythonAvailable, runPython } from './igvault.ts'

const tokyo = someCodes(5, 1)
const { CI } = process.env

afterAll(removeWorlds)

/** codeId by FORMAT.md's formula, in Python: `codeId<TAB>digits` for each secret that fits its id. */
const identify = String.raw`
import sys, json
sys.path.insert(0, ${JSON.stringify(fileURLToPath(new URL('../../fixtures/interop', import.meta.url)))})
import igvault
raw = open(sys.argv[1], 'rb').read()
header = igvault.structure(raw)[0]
payload = json.loads(igvault.open_vault(raw, sys.argv[2]))
sub = igvault.unb64(payload["codeIdKey"], "payload", 32)
for code_id, digits in payload["secrets"].items():
    if igvault.b64(igvault.mac(sub, b"shop_tokyo\0" + digits.encode())) == code_id:
        print(digits)
`

/** Opens the newest file with the vault key that the old passphrase gets out of an old copy. */
const withOldKey = `
import sys
sys.path.insert(0, ${JSON.stringify(fileURLToPath(new URL('../../fixtures/interop', import.meta.url)))})
import igvault
key = igvault.unlock(open(sys.argv[1], 'rb').read(), sys.argv[2])[4]
igvault.unlock = lambda raw, _: (*igvault.structure(raw), key, None, None)
try:
    print(igvault.open_vault(open(sys.argv[3], 'rb').read(), ''))
except igvault.Refused as refusal:
    print('refused:', refusal)
`

/** Puts a file in the place where the program looks for its vault. */
function place(world: World, file: Uint8Array): void {
  mkdirSync(dirname(world.vault), { recursive: true, mode: 0o700 })
  writeFileSync(world.vault, file, { mode: 0o600 })
}

describe.skipIf(!pythonAvailable && !CI)('the Python implementation on libsodium', () => {
  test('opens a vault that init, add, use and mark made, and finds each event and secret', async () => {
    const world = new World()
    const run = (command: string, input = '') => world.succeed(command, { input, entry: realEntry })
    await run('init --kdf light --no-input')
    await run('add shop_tokyo --yes --no-input --issued-on 2026-01-05', tokyo.join('\n'))
    await run('use shop_tokyo --no-input')
    await run('mark shop_tokyo worked --no-input')
    await run('use shop_tokyo --no-input')
    await run('mark shop_tokyo rejected --no-input')
    await run('use shop_tokyo --no-input')

    const payload = object(JSON.parse(openWithPython(world.vaultBytes(), passphrase)))
    expect(payload.events).toMatchObject([
      { n: 1, lamport: 1, type: 'account-added', account: 'shop_tokyo', handle: 'shop_tokyo' },
      { n: 2, lamport: 2, type: 'set-added', account: 'shop_tokyo', issuedOn: '2026-01-05' },
      { n: 3, type: 'code-reserved' },
      { n: 4, type: 'code-used' },
      { n: 5, type: 'code-reserved' },
      { n: 6, type: 'code-rejected' },
      { n: 7, type: 'code-reserved' },
    ])
    // What worked is gone; the others are there, each under the id that the formula gives it.
    expect(Object.values(object(payload.secrets)).toSorted()).toEqual(tokyo.slice(1).toSorted())
    expect(runPython(identify, world.vaultBytes(), passphrase).trim().split('\n').toSorted()).toEqual(
      tokyo.slice(1).toSorted(),
    )
    expect(() => openWithPython(world.vaultBytes(), 'another passphrase')).toThrow('refused: passphrase')
  })

  test('opens a vault after passwd with the new passphrase alone', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const next = join(world.home, 'next')
    const old = world.vaultBytes()
    writeFileSync(next, '新しい長いパスフレーズです、十五文字', { mode: 0o600 })
    await world.succeed(`passwd --new-passphrase-file ${next} --no-input`)
    expect(openWithPython(world.vaultBytes(), '新しい長いパスフレーズです、十五文字')).toContain('set-added')
    expect(() => openWithPython(world.vaultBytes(), passphrase)).toThrow('refused: passphrase')
    // The old passphrase and an old copy give the vault key of then, which opens nothing that is saved now.
    expect(runPython(withOldKey, old, passphrase, world.vaultBytes())).toContain('refused: mac')
  })

  test('makes a vault without a journal that the program opens and fills', async () => {
    const world = new World()
    place(world, makeWithPython('{"events":[],"secrets":{}}', [passphrase]))
    expect(answerOf(await world.run('status --json --no-input'))).toEqual({
      accounts: [],
      level: 'ok',
      incidents: [],
      handovers: [],
    })
    await world.succeed('add shop_tokyo --yes --no-input', { input: tokyo.join('\n') })
    expect(await world.use('shop_tokyo')).toMatchObject({ code: tokyo[0] })
    expect(openWithPython(world.vaultBytes(), passphrase)).toContain('code-reserved')
  })

  test('makes a vault with two passphrases, and the program takes either', async () => {
    const world = new World()
    place(world, makeWithPython('{}', ['the other administrator’s', passphrase]))
    const other = join(world.home, 'other')
    writeFileSync(other, 'the other administrator’s\n', { mode: 0o600 })
    await world.succeed('add shop_tokyo --yes --no-input', { input: tokyo.join('\n') })
    expect(await world.use('shop_tokyo', `--passphrase-file ${other}`)).toMatchObject({ code: tokyo[0] })
    expect(await world.use('shop_tokyo')).toMatchObject({ code: tokyo[1] })
  })

  test('seals a whole journal anew, and the program goes on where it ended', async () => {
    const first = await new World().fill({ shop_tokyo: tokyo })
    await first.use('shop_tokyo')
    const payload = openWithPython(first.vaultBytes(), passphrase)

    const second = new World()
    place(second, makeWithPython(payload, [passphrase]))
    expect(answerOf(await second.run('show shop_tokyo --json --no-input'))).toMatchObject({
      sets: [{ codes: [{ state: 'reserved' }, { state: 'available' }, {}, {}, {}] }],
    })
    // Another machine, so it begins at a place of its own; never at what is handed out.
    const { code } = await second.use('shop_tokyo')
    expect(tokyo.slice(1)).toContain(code)
    await second.succeed('mark shop_tokyo worked --no-input')
    expect(openWithPython(second.vaultBytes(), passphrase)).not.toContain(code)
  })
})

describe('the vault of format 1 in fixtures/vaults, made by igcodes 0.1.0', () => {
  const fixtures = fileURLToPath(new URL('../../fixtures/vaults', import.meta.url))
  const file = join(fixtures, 'format-1.igcodes')
  const key = readFileSync(join(fixtures, 'format-1.passphrase.txt'), 'utf8').trim()

  function opened(): World {
    const world = new World()
    mkdirSync(dirname(world.vault), { recursive: true, mode: 0o700 })
    copyFileSync(file, world.vault)
    writeFileSync(world.passphraseFile, key, { mode: 0o600 })
    return world
  }
  const at = { env: { TEST_CLOCK: '2026-04-01T09:00:00Z' } }

  test('opens for good: status, show and log', async () => {
    const world = opened()
    await world.shell(`chmod 600 ${world.vault}`)
    expect(answerOf(await world.run('status --json --no-input', at))).toMatchObject({
      accounts: [
        { account: 'shop_osaka', remaining: 10, setSize: 10, level: 'ok', reserved: 0, issuedOn: '2026-02-20' },
        { account: 'shop_tokyo', remaining: 2, setSize: 5, level: 'low', reserved: 1, issuedOn: '2026-03-01' },
      ],
      level: 'low',
    })
    expect(answerOf(await world.run('show shop_tokyo --reveal --json --no-input', at))).toMatchObject({
      account: 'shop_tokyo',
      sets: [
        {
          state: 'current',
          codes: [
            { position: 1, state: 'used' },
            { position: 2, state: 'rejected', code: '19560284' },
            { position: 3, state: 'reserved', code: '73094418' },
            { position: 4, state: 'available', code: '60429157' },
            { position: 5, state: 'available', code: '28753691' },
          ],
        },
      ],
    })
    const { events } = answerOf(await world.run('log --json --no-input', at))
    expect(events).toHaveLength(9)
    expect(events).toContainEqual({
      at: '2026-03-01T10:05:00.000Z',
      by: 'hanako',
      type: 'code-used',
      account: 'shop_tokyo',
      position: 1,
    })
  })

  test('can be used and changed', async () => {
    const world = opened()
    await world.shell(`chmod 600 ${world.vault}`)
    const { code } = await world.use('shop_tokyo', '', at)
    expect(['60429157', '28753691']).toContain(code)
    await world.succeed('mark shop_tokyo worked --no-input', at)
  })

  test.skipIf(!pythonAvailable && !CI)('is what the Python implementation reads', () => {
    const payload = object(JSON.parse(openWithPython(readFileSync(file), key)))
    expect(payload.events).toHaveLength(9)
  })
})
