/** `key list|add|revoke|cost`, as scripts and people meet them. */
import { copyFileSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { answerOf, errorOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

afterAll(removeWorlds)

const next = 'eleven quiet lanterns over the harbour'

function secretFile(world: World, name: string, secret: string): string {
  const path = join(world.home, name)
  writeFileSync(path, `${secret}\n`, { mode: 0o600 })
  return path
}

async function team(): Promise<World> {
  return new World().fill({ shop_tokyo: someCodes(5, 1), cafe_osaka: someCodes(5, 2) })
}

describe('key', () => {
  test('adds a key, lists it and revokes it, as scripts call it', async () => {
    const world = await team()
    const file = secretFile(world, 'F', next)
    await world.succeed(`key add --label second --new-passphrase-file ${file} --no-input`)
    expect(answerOf(await world.succeed('key list --json --no-input'))).toMatchObject({
      slots: [
        { kind: 'passphrase', label: null, addedOn: null, by: null, open: true },
        { kind: 'passphrase', label: 'second', addedOn: expect.stringMatching(/^\d{4}-/), by: 'tester', open: false },
      ],
    })
    const asSecond = { env: { IGCODES_PASSPHRASE_FILE: file } }
    await world.succeed('status --no-input', asSecond)
    const sureless = await world.run('key revoke second --json --no-input')
    expect([sureless.code, errorOf(sureless).code]).toEqual([2, 'confirmation-needed'])

    const answer = answerOf(await world.succeed('key revoke second --yes --json --no-input'))
    expect(answer).toMatchObject({
      revoked: 'second',
      ended: ['second'],
      kept: [expect.any(String)],
      renew: ['cafe_osaka', 'shop_tokyo'],
      kit: 'none',
    })
    expect((await world.run('status --no-input', asSecond)).code).toBe(12)
    expect((await world.succeed('log --no-input')).stdout).toMatch(
      /key of the vault added: second\n.*revoked: second\n/,
    )
    const list = answerOf(await world.succeed('handover next --json --no-input'))
    expect(list).toMatchObject({ handover: answer.handover, next: { task: 'vault-folder' } })
  })

  test('what somebody changed in an old copy after the revocation is listed as log lists it', async () => {
    const world = await team()
    const file = secretFile(world, 'F', next)
    await world.succeed(`key add --label second --new-passphrase-file ${file} --no-input`)
    const copy = join(world.home, 'copy.igcodes')
    copyFileSync(world.vault, copy)
    await world.succeed('key revoke second --yes --no-input')
    const there = { IGCODES_PASSPHRASE_FILE: file, XDG_STATE_HOME: join(world.home, 'state-there') }
    await world.succeed(`account remove cafe_osaka --vault ${copy} --yes --no-input`, { env: there })

    const { stderr } = await world.run(`merge ${copy} --yes --copy-passphrase-file ${file} --no-input --lang en`)
    expect(stderr).toMatch(/could have made them:\n\s+- \d.* tester: @cafe_osaka removed\n/)
  })

  test('says what is wrong: each with its exit code, nothing half done', async () => {
    const world = await team()
    const file = secretFile(world, 'F', next)
    await world.succeed(`key add --label second --new-passphrase-file ${file} --no-input`)
    const own = secretFile(world, 'own', passphrase)
    const before = world.vaultBytes()
    const refused: readonly (readonly [string, number, string])[] = [
      [`key add --label SECOND --new-passphrase-file ${own}`, 24, 'label-exists'],
      [`key add --label third --new-passphrase-file ${own}`, 22, 'passphrase-taken'],
      [`key add --label third --new-passphrase-file ${secretFile(world, 'weak', 'short')}`, 22, 'passphrase-weak'],
      ['key add --label third', 2, 'new-passphrase-needed'],
      ['key revoke sekond --yes', 20, 'unknown-slot'],
      ['key cost second strong', 22, 'slot-not-open'],
    ]
    for (const [command, code, kind] of refused) {
      const outcome = await world.run(`${command} --json --no-input`)
      expect([command, outcome.code, errorOf(outcome).code]).toEqual([command, code, kind])
    }
    const alone = await new World().fill({ shop_tokyo: someCodes(5, 1) })
    const { slots } = answerOf(await alone.succeed('key list --json --no-input'))
    const [first] = Array.isArray(slots) ? slots : []
    const last = await alone.run(`key revoke ${first.id} --yes --json --no-input`)
    expect([last.code, errorOf(last).code]).toEqual([22, 'last-passphrase'])
    expect(world.vaultBytes()).toEqual(before)
  })

  test('a passphrase for one use opens nothing before it is changed, and nothing after it', async () => {
    const world = await team()
    const made = answerOf(await world.succeed('key add --label sato --generate --json --no-input'))
    const asSato = { env: { IGCODES_PASSPHRASE_FILE: secretFile(world, 'once', String(made.passphrase)) } }
    const refused = await world.run('status --json --no-input', asSato)
    expect([refused.code, errorOf(refused).code]).toEqual([22, 'passphrase-one-time'])

    const session = world.session('status --lang en')
    await session.waitFor('Passphrase')
    session.type(`${made.passphrase}\n`)
    await session.waitFor('Set your own now')
    await session.waitFor('type your own')
    session.type('1\n')
    await session.waitFor(/New passphrase[\s\S]*New passphrase/)
    session.type(`${next}\n`)
    await session.waitFor('Again')
    session.type(`${next}\n`)
    await session.waitFor('opens the vault from now on')
    await session.waitFor('@shop_tokyo')
    expect(await session.exit()).toBe(0)

    const twice = await world.run('status --no-input', asSato)
    expect(twice.code).toBe(12)
    expect(twice.stderr).toContain('was for one use')
    await world.succeed('status --no-input', { env: { IGCODES_PASSPHRASE_FILE: secretFile(world, 'new', next) } })
    expect(answerOf(await world.succeed('key list --json --no-input'))).toMatchObject({
      slots: [{ label: null }, { label: 'sato', oneTime: false }],
    })
  })

  test('at a terminal: the passphrase of a copy may be mistyped twice', async () => {
    const world = await team()
    const copy = join(world.home, 'copy.igcodes')
    copyFileSync(world.vault, copy)
    await world.succeed(`passwd --new-passphrase-file ${secretFile(world, 'new', next)} --no-input`)
    const session = world.session(`merge ${copy} --lang en`)
    await session.waitFor('Passphrase')
    session.type(`${next}\n`)
    await session.waitFor('Passphrase of that copy')
    session.type('not this one\n')
    await session.waitFor(/Once more[\s\S]*Passphrase of that copy/)
    session.type('nor this one\n')
    await session.waitFor(/Once more[\s\S]*Once more[\s\S]*Passphrase of that copy/)
    session.type(`${passphrase}\n`)
    expect(await session.exit()).toBe(0)
  })

  test('at a terminal: who revokes says which keys stay, and then gets the list', async () => {
    const world = await team()
    const sato = secretFile(world, 'sato', next)
    await world.succeed(`key add --label sato --new-passphrase-file ${sato} --no-input`)
    const asSato = { env: { IGCODES_PASSPHRASE_FILE: sato } }
    for (const label of ['tanaka', 'friend']) {
      const file = secretFile(world, label, `a long passphrase of ${label}`)
      await world.succeed(`key add --label ${label} --new-passphrase-file ${file} --no-input`, asSato)
    }
    const session = world.session('key revoke sato --lang en')
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('people who stay')
    session.type(' \n')
    await session.waitFor('no longer open the vault')
    await session.waitFor('Revoke?')
    session.type('y\n')
    await session.waitFor('handover next')
    expect(await session.exit()).toBe(0)
    expect(session.screen()).toMatch(/still open with it/)
    const { slots } = answerOf(await world.succeed('key list --json --no-input'))
    expect(slots).toMatchObject([{ label: null }, { label: 'tanaka' }])
  })
})

describe('the recovery kit', () => {
  test('is a page for the cabinet that only its owner can read, and never replaces a file', async () => {
    const world = await team()
    const page = join(world.home, 'kit.html')
    expect(answerOf(await world.succeed(`recovery-key --html ${page} --json --no-input`))).toEqual({
      html: page,
      replaced: false,
    })
    expect(lstatSync(page).mode & 0o777).toBe(0o600)
    const words = [...readFileSync(page, 'utf8').matchAll(/<li><span>([a-z]+)/g)].map(([, word]) => word).join(' ')
    const kit = { env: { IGCODES_PASSPHRASE_FILE: secretFile(world, 'kit', words) } }
    await world.succeed('status --no-input', kit)

    const before = world.vaultBytes()
    const again = await world.run(`recovery-key --html ${page} --yes --json --no-input`)
    expect([again.code, errorOf(again).code]).toEqual([24, 'file-exists'])
    expect(String(errorOf(again).hint)).not.toContain('--force')
    expect((await world.run('recovery-key --qr --no-input')).code).toBe(2)
    // In a log, no word that may have been meant.
    const slip = { env: { IGCODES_PASSPHRASE_FILE: secretFile(world, 'slip', words.replace(/^\w+/, 'qqqqq')) } }
    const wrong = await world.run('status --json --no-input', slip)
    expect([wrong.code, errorOf(wrong).hint]).toEqual([12, 'Word 1 is not in the list of words.'])
    expect(world.vaultBytes()).toEqual(before)
  })

  test('a mistyped word is named by its number; once opened, a new passphrase is set', async () => {
    const world = new World()
    const made = answerOf(await world.succeed('init --recovery-key --json --no-input'))
    const words = String(made.recoveryKey).split(' ')
    await world.succeed('add shop_tokyo --yes --no-input', { input: someCodes(5, 1).join('\n') })
    const slipped = words.map((word, at) => (at === 2 ? `${word}q` : word))
    const session = world.session('status --lang en')
    await session.waitFor('Passphrase')
    session.type(`${slipped.join(' ')}\n`)
    await session.waitFor(new RegExp(`Word 3 is not in the list of words: perhaps [^.]*${words[2]}`))
    session.type(`${words.join(' ')}\n`)
    await session.waitFor('Set a new passphrase now?')
    expect(session.screen()).toContain('@shop_tokyo')
    session.type('y\n')
    await session.waitFor('type your own')
    session.type('1\n')
    await session.waitFor(/New passphrase[\s\S]*New passphrase/)
    session.type(`${next}\n`)
    await session.waitFor('Again')
    session.type(`${next}\n`)
    await session.waitFor('The passphrase is changed')
    expect(await session.exit()).toBe(0)
    await world.succeed('status --no-input', { env: { IGCODES_PASSPHRASE_FILE: secretFile(world, 'next', next) } })
    expect((await world.run('status --no-input')).code).toBe(12)
  })
})
