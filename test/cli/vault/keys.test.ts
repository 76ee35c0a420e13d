/** `passwd`, `recovery-key` and what opens the vault after them, as scripts and people meet it. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { argon2id } from '../../../src/envelope/argon2id.ts'
import { parseEnvelope } from '../../../src/envelope/format.ts'
import { newVaultId, newVaultKey, sealEnvelope } from '../../../src/envelope/payload.ts'
import { Backups } from '../../../src/vault/backups.ts'
import { cheap, makeSlot, random } from '../../envelope/samples.ts'
import { isThorough } from '../../thorough.ts'
import { typeThreeBack, wordsShown } from '../recovery-words.ts'
import { answerOf, errorOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

afterAll(removeWorlds)

const tokyo = someCodes(5, 1)
const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const next = 'eleven quiet lanterns over the harbour'

function secretFile(world: World, name: string, secret: string): string {
  const path = join(world.home, name)
  writeFileSync(path, `${secret}\n`, { mode: 0o600 })
  return path
}

function epochOf(world: World): number {
  return parseEnvelope(world.vaultBytes()).epoch
}

/** The exit code of `status` with this secret. */
async function opens(world: World, secret: string): Promise<number> {
  const file = secretFile(world, 'secret', secret)
  return (await world.run(`status --json --no-input --passphrase-file ${file}`)).code
}

/** A vault of format 1 with a passphrase and a recovery key, as igcodes 0.1.0 made it. */
async function formatOne(): Promise<World> {
  const world = new World()
  const vaultKey = newVaultKey(random)
  const common = { vaultId: newVaultId(random), epoch: 0, cost: cheap, vaultKey, stretch: argon2id(), random }
  const slots = [
    await makeSlot({ ...common, kind: 'passphrase', secret: passphrase }),
    await makeSlot({ ...common, kind: 'recovery', secret: words }),
  ]
  const payload = new TextEncoder().encode('{"events":[],"secrets":{}}')
  mkdirSync(dirname(world.vault), { recursive: true, mode: 0o700 })
  writeFileSync(world.vault, sealEnvelope({ ...common, slots, payload }), { mode: 0o600 })
  await world.succeed('add shop_tokyo --yes --no-input', { input: tokyo.join('\n') })
  return world
}

describe('passwd', () => {
  test('draws a new vault key; the recovery key keeps working without being asked for', async () => {
    const world = new World()
    const made = answerOf(await world.succeed('init --recovery-key --json --no-input'))
    const file = secretFile(world, 'next', next)
    await world.succeed(`passwd --new-passphrase-file ${file} --no-input`)
    expect(epochOf(world)).toBe(2)
    expect(await opens(world, passphrase)).toBe(12)
    expect(await opens(world, next)).toBe(0)
    expect(await opens(world, String(made.recoveryKey))).toBe(0)
  })

  test('ends what the agent keeps: the passphrase is asked for again', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const env = { IGCODES_PASSPHRASE_FILE: '' }
    await world.succeed(`unlock --for 1m --no-input --passphrase-file ${world.passphraseFile}`)
    expect((await world.run('status --no-input', { env })).code).toBe(0)
    await world.succeed(`passwd --new-passphrase-file ${secretFile(world, 'next', next)} --no-input`)
    expect((await world.run('status --no-input', { env })).code).toBe(2)
  })

  test('of a vault of format 1 without a terminal: names the recovery key that it cannot hand the new key to', async () => {
    const world = await formatOne()
    expect(epochOf(world)).toBe(0)
    const before = world.vaultBytes()
    const file = secretFile(world, 'next', next)
    const refused = await world.run(`passwd --new-passphrase-file ${file} --json --no-input`)
    expect(refused.code).toBe(40)
    expect(errorOf(refused)).toMatchObject({ code: 'slots-unreachable', hint: expect.stringContaining('--yes') })
    expect(world.vaultBytes()).toEqual(before)

    const agreed = await world.run(`passwd --new-passphrase-file ${file} --yes --no-input`)
    expect(agreed.code).toBe(0)
    expect(agreed.stderr).toContain('The recovery key no longer opens the vault')
    expect(epochOf(world)).toBe(1)
    expect([await opens(world, passphrase), await opens(world, words), await opens(world, next)]).toEqual([12, 12, 0])
  })

  test('the same passphrase is refused after both questions, between which nothing is derived', async () => {
    const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
    const session = world.session('passwd --lang en')
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('type your own')
    session.type('1\n')
    for (const [typed, answer] of [
      [passphrase, 'The vault already has that passphrase'],
      [next, 'The passphrase is changed'],
    ] as const) {
      // The menu above is named so, too.
      await session.waitFor(/New passphrase[\s\S]*New passphrase$/)
      session.type(`${typed}\n`)
      await session.waitFor(/Again$/)
      session.type(`${typed}\n`)
      await session.waitFor(answer)
    }
    expect(await session.exit()).toBe(0)
  })

  test('of a vault of format 1 at a terminal: asks for the words once, and they keep working', async () => {
    const world = await formatOne()
    const session = world.session('passwd --lang en')
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('type your own')
    session.type('1\n')
    await session.waitFor(/New passphrase[\s\S]*New passphrase/)
    session.type(`${next}\n`)
    await session.waitFor('Again')
    session.type(`${next}\n`)
    await session.waitFor('The 12 words of the recovery key')
    session.type('legal winner thank year wave sausage worth useful legal winner thank year\n')
    await session.waitFor(/does not open the vault[\s\S]*The 12 words of the recovery key/)
    session.type(`${words}\n`)
    await session.waitFor('The passphrase is changed')
    expect(await session.exit()).toBe(0)
    expect(session.screen()).not.toContain('sausage')
    expect([await opens(world, passphrase), await opens(world, words), await opens(world, next)]).toEqual([12, 0, 0])
  })
})

describe('recovery-key', () => {
  test('ends the earlier words only when the new ones have been read', async () => {
    const world = new World()
    const made = answerOf(await world.succeed('init --recovery-key --json --no-input'))
    // Nobody reads the answer.
    const err = join(world.home, 'err')
    await world.shell(`igcodes recovery-key --yes --json --no-input 2>${err} | true`)
    const slots = parseEnvelope(world.vaultBytes()).slots
    // Either that showed before anything was saved, or both are there, and it is said which works.
    if (slots.length > 2) expect(readFileSync(err, 'utf8')).toContain('still opens the vault')
    expect(await opens(world, String(made.recoveryKey))).toBe(0)
    const { recoveryKey } = answerOf(await world.succeed('recovery-key --yes --json --no-input'))
    expect(await opens(world, String(made.recoveryKey))).toBe(12)
    expect(await opens(world, String(recoveryKey))).toBe(0)
    expect(parseEnvelope(world.vaultBytes()).slots.filter(({ kind }) => kind === 'recovery')).toHaveLength(1)
  })
})

describe('recovery-key, while the words are written down and a sync puts another copy in the place', () => {
  const said = {
    en: {
      passphrase: 'Passphrase',
      sure: 'Replace it?',
      written: 'Written down?',
      earlier: 'does not open that copy, and the earlier one does.',
      none: 'does not open that copy.',
      other: 'does not open that copy, and the earlier one does not either.',
      untrue: /opensthevault\.|stilldoes/,
    },
    ja: {
      passphrase: 'パスフレーズ',
      sure: '作り直しますか',
      written: '書き写しましたか',
      earlier: '新しい復旧キーでは開けません。前の復旧キーで開けます。',
      none: '新しい復旧キーでは開けません。',
      other: '新しい復旧キーでは開けません。前の復旧キーでも開けません。',
      untrue: /新しい復旧キーで開けます|まだ使えます/,
    },
  }

  const joined = (text: string) => text.replaceAll(/\s/g, '')

  /** Answers y when the copy is in its place; the exit code and the screen. */
  async function meanwhile(world: World, copy: Buffer, lang: 'en' | 'ja', replacing: boolean) {
    const session = world.session(`recovery-key --lang ${lang}`)
    const texts = said[lang]
    await session.waitFor(texts.passphrase)
    session.type(`${passphrase}\n`)
    if (replacing) {
      await session.waitFor(texts.sure)
      session.type('y\n')
    }
    await session.waitFor(texts.written)
    const words = wordsShown(session)
    writeFileSync(world.vault, copy)
    session.type('y\n')
    await typeThreeBack(session, words)
    const code = await session.exit()
    // Lines break where they have to.
    return { code, screen: joined(session.screen()) }
  }

  test.each(['en', 'ja'] as const)('says which words open that copy (%s)', async lang => {
    const world = new World()
    const made = answerOf(await world.succeed('init --recovery-key --json --no-input'))
    const { code, screen } = await meanwhile(world, world.vaultBytes(), lang, true)
    expect(code).toBe(15)
    expect(screen).toContain(joined(said[lang].earlier))
    expect(screen).not.toMatch(said[lang].untrue)
    // The change that the copy lacks is put back then.
    expect(await opens(world, String(made.recoveryKey))).toBe(0)
  })

  test('and where there were none before, that the new ones do not', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const { code, screen } = await meanwhile(world, world.vaultBytes(), 'en', false)
    expect(code).toBe(15)
    expect(screen).toContain(joined(said.en.none))
  })

  test('also of a copy that neither opens', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const before = world.vaultBytes()
    await world.succeed('recovery-key --json --no-input')
    const { code, screen } = await meanwhile(world, before, 'en', true)
    expect(code).toBe(15)
    expect(screen).toContain(joined(said.en.other))
    expect(screen).not.toMatch(said.en.untrue)
  })
})

describe('a vault that comes back', () => {
  test('from before a new key: 15; accepted, the next save makes a new key and names what opens it', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const old = world.vaultBytes()
    await world.succeed(`passwd --new-passphrase-file ${secretFile(world, 'next', next)} --no-input`)
    writeFileSync(world.vault, old)
    const refused = await world.run('status --json --no-input')
    expect(refused.code).toBe(15)
    expect(errorOf(refused).code).toBe('older-copy')
    const used = await world.run('use shop_tokyo --accept-older --no-input')
    expect(used).toMatchObject({ code: 0, stdout: `${tokyo[0]}\n` })
    expect(used.stderr).toContain('This passphrase had been replaced, and opens the vault again')
    expect(used.stderr).toMatch(/The vault has a new key. It opens with:\n {2}- passphrase from the beginning/)
    expect(epochOf(world)).toBe(3)
    expect((await world.run('status --no-input')).code).toBe(0)
  })

  test('with a key that this machine cannot trace: 40, until it is accepted', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const old = world.vaultBytes()
    await world.succeed('recovery-key --json --no-input')
    const other = new World()
    mkdirSync(dirname(other.vault), { recursive: true, mode: 0o700 })
    writeFileSync(other.vault, old, { mode: 0o600 })
    await other.succeed('recovery-key --json --no-input')
    copyFileSync(other.vault, world.vault)
    const refused = await world.run('status --json --no-input')
    expect(refused.code).toBe(40)
    expect(errorOf(refused)).toMatchObject({ code: 'other-key', hint: expect.stringContaining('--accept-other-key') })
    // The other machine's recovery key is new here: it is named before a new key is made for it.
    const unknown = await world.run('use shop_tokyo --accept-older --accept-other-key --json --no-input')
    expect(unknown.code).toBe(40)
    expect(errorOf(unknown)).toMatchObject({ code: 'unknown-slots', hint: expect.stringContaining('--yes') })
    await world.succeed('use shop_tokyo --accept-older --accept-other-key --yes --no-input')
    expect((await world.run('status --no-input')).code).toBe(0)
  })

  test('as a backup of an earlier key: under a new key, and said', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    await world.succeed(`passwd --new-passphrase-file ${secretFile(world, 'next', next)} --no-input`)
    writeFileSync(world.vault, 'damaged')
    const { backups } = answerOf(await world.succeed('backup list --json --no-input'))
    if (!Array.isArray(backups)) throw new Error('no backups')
    const ofBefore = backups.find(({ path }) => parseEnvelope(readFileSync(path)).epoch === 1)
    const refused = await world.run(`backup restore ${ofBefore.id} --yes --json --no-input`)
    expect(refused.code).toBe(15)
    expect(errorOf(refused)).toMatchObject({
      code: 'older-backup',
      message: expect.stringContaining('This passphrase has been replaced since'),
    })
    const restored = await world.run(`backup restore ${ofBefore.id} --yes --json --accept-older --no-input`)
    expect(restored.code).toBe(0)
    expect(answerOf(restored)).toMatchObject({
      warnings: [
        { code: 'older-state' },
        { code: 'secret-returned', message: expect.stringContaining('igcodes passwd') },
      ],
    })
    expect(epochOf(world)).toBe(3)
    expect((await world.run('status --no-input')).code).toBe(0)
  })
})

describe('backup restore over a vault that is whole', () => {
  /** A vault of which the passphrase was changed, with an account stored since; the id of the newest backup of each key. */
  async function changed(): Promise<{ world: World; old: Buffer; file: string; of: (epoch: number) => string }> {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const old = world.vaultBytes()
    const file = secretFile(world, 'next', next)
    await world.succeed(`passwd --new-passphrase-file ${file} --no-input`)
    await world.succeed(`add shop_osaka --yes --no-input --passphrase-file ${file}`, {
      input: someCodes(5, 2).join('\n'),
    })
    const of = (epoch: number) =>
      new Backups(world.vault, world.state).list().find(({ path }) => parseEnvelope(readFileSync(path)).epoch === epoch)
        ?.id ?? ''
    return { world, old, file, of }
  }

  test.each([
    ['en', /This passphrase does not open the vault\. The file itself shows no damage/, /4 changes/, /damaged/],
    ['ja', /このパスフレーズでは保管庫を開けません。ファイル自体に壊れた様子はありません/, /変更は4件/, /壊れた保管庫/],
  ] as const)(
    'and that only the passphrase of before opens no more: --yes is not enough, and what comes back is told (%s)',
    async (lang, whole, lost, untrue) => {
      const { world, file, of } = await changed()
      const before = world.vaultBytes()
      const command = `backup restore ${of(1)} --yes --no-input --lang ${lang}`
      const refused = await world.run(command)
      expect(refused.code).toBe(15)
      expect(refused.stderr).toMatch(whole)
      expect(refused.stderr).toMatch(lost)
      expect(refused.stderr).toContain('--accept-older')
      expect(world.vaultBytes()).toEqual(before)

      const restored = await world.run(`${command} --accept-older`)
      expect(restored.code).toBe(0)
      expect(restored.stderr).toMatch(whole)
      expect(restored.stderr).not.toMatch(untrue)
      expect(restored.stderr).toContain('igcodes passwd')
      expect(await opens(world, passphrase)).toBe(0)

      const [, undo = ''] = /igcodes (backup restore \S+)/.exec(restored.stderr) ?? []
      await world.succeed(`${undo} --yes --accept-older --no-input --passphrase-file ${file}`)
      expect([await opens(world, passphrase), await opens(world, next)]).toEqual([12, 0])
      const { stdout } = await world.succeed(`status --no-input --passphrase-file ${file}`)
      expect(stdout).toContain('@shop_osaka')
    },
  )

  test.each([
    ['', 3],
    ['y', 0],
  ])('at a terminal asks for it in spite of --yes: %j', async (answer, code) => {
    const { world, of } = await changed()
    const before = world.vaultBytes()
    const session = world.session(`backup restore ${of(1)} --yes --lang en`)
    await session.waitFor('Passphrase')
    session.type(`${passphrase}\n`)
    await session.waitFor('(y/N)')
    expect(session.screen().replaceAll(/\s+/g, ' ')).toMatch(
      /has been replaced since: it would open .*Replace the vault with the backup of .*\? \(The present file is kept\.\)/,
    )
    session.type(`${answer}\n`)
    expect(await session.exit()).toBe(code)
    expect(world.vaultBytes().equals(before)).toBe(code !== 0)
  })

  test('but older than what this machine has seen puts the newer one in its place', async () => {
    const { world, old, file, of } = await changed()
    writeFileSync(world.vault, old)
    expect(await opens(world, passphrase)).toBe(15)
    const restored = await world.run(`backup restore ${of(2)} --yes --no-input --passphrase-file ${file}`)
    expect(restored.code).toBe(0)
    expect(restored.stderr).not.toContain('damaged')
    expect([await opens(world, passphrase), await opens(world, next)]).toEqual([12, 0])
  })

  test('and lacks only changes, likewise; json names what is kept', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const old = world.vaultBytes()
    await world.use('shop_tokyo')
    await world.succeed('mark shop_tokyo worked --no-input')
    writeFileSync(world.vault, old)
    world.forgetOwnSave()
    expect((await world.run('status --no-input')).code).toBe(15)
    const [newest] = new Backups(world.vault, world.state).list()
    const answer = answerOf(await world.run(`backup restore ${newest?.id} --yes --json --no-input`))
    expect(answer).toEqual({ restored: newest?.id, kept: new Backups(world.vault, world.state).list()[0]?.id })
  })

  test('and has a key that this machine cannot trace, as exit 40 advises', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const old = world.vaultBytes()
    await world.succeed('recovery-key --json --no-input')
    const [newest] = new Backups(world.vault, world.state).list()
    const other = new World()
    mkdirSync(dirname(other.vault), { recursive: true, mode: 0o700 })
    writeFileSync(other.vault, old, { mode: 0o600 })
    await other.succeed('recovery-key --json --no-input')
    copyFileSync(other.vault, world.vault)
    expect((await world.run('status --no-input')).code).toBe(40)
    const restored = await world.run(`backup restore ${newest?.id} --yes --no-input`)
    expect(restored.code).toBe(0)
    expect(restored.stderr).not.toContain('damaged')
    expect((await world.run('status --no-input')).code).toBe(0)
    // From among the backups that file is no better.
    const [theirs] = new Backups(world.vault, world.state).list()
    writeFileSync(world.vault, '')
    const refused = await world.run(`backup restore ${theirs?.id} --yes --accept-older --json --no-input`)
    expect(refused.code).toBe(40)
    expect(errorOf(refused)).toMatchObject({ code: 'other-key' })
  })
})

describe('a key slot with one character changed', () => {
  test.each(isThorough ? ['id', 'salt', 'commit', 'm', 'vault'] : ['salt', 'vault'])(
    'in %s: 13 with the right passphrase, naming the backup',
    async member => {
      const world = await new World().fill({ shop_tokyo: tokyo })
      const text = world.vaultBytes().toString('latin1')
      const changed =
        member === 'm'
          ? text.replace('"m":', '"m":1')
          : text.replace(
              new RegExp(`"${member}":"(.)`),
              (found, first) => found.slice(0, -1) + (first === 'A' ? 'B' : 'A'),
            )
      writeFileSync(world.vault, changed, 'latin1')
      expect(changed).not.toBe(text)
      const told = await world.run('status --json --no-input')
      expect(told.code).toBe(13)
      const [, restore = ''] = /igcodes (backup restore \S+)/.exec(String(errorOf(told).hint)) ?? []
      // A wrong passphrase stays one.
      expect(await opens(world, 'some other passphrase')).toBe(12)
      await world.succeed(`${restore} --yes --no-input`)
      expect((await world.run('status --no-input')).code).toBe(0)
    },
  )
})

test('the vault stays closed to others through all of it', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  chmodSync(world.vault, 0o600)
  await world.succeed('recovery-key --json --no-input')
  expect(existsSync(`${world.vault}.lock`)).toBe(false)
})

test('a folder in which others can exchange the vault is named, with what closes it', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const folder = dirname(world.vault)
  chmodSync(folder, 0o777)
  const { code, stderr } = await world.run('status --no-input --lang en')
  expect(code).toBe(0)
  expect(stderr).toContain(`chmod 700 ${folder}`)
  await world.shell(`chmod 700 ${folder}`)
  expect((await world.run('status --no-input')).stderr).toBe('')
})
