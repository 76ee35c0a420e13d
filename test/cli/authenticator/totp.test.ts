/** The authenticator in the vault, and codes as a picture: as scripts and as people use them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { exportOf, rfcSeed } from '../../authenticator/exports.ts'
import { pictureOf } from '../../authenticator/pictures.ts'
import { alternating } from '../../thorough.ts'
import { readPayload } from '../payload.ts'
import { readQrOnScreen } from '../qr-on-screen.ts'
import { endSessions, type Session, type SessionOptions } from '../session.ts'
import { languages } from '../story.ts'
import { answerOf, errorOf, type Outcome, passphrase, removeWorlds, someCodes, World } from '../world.ts'

afterAll(() => {
  endSessions()
  removeWorlds()
})

/** RFC 6238's own, so that its codes are known. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const address = `otpauth://totp/Instagram:shop_tokyo?secret=${secret}&issuer=Instagram`
const codes = someCodes(5)
/** 15 seconds into a period; RFC 4226 gives 338314 for it. */
const env = { TEST_CLOCK: '1970-01-01T00:02:15Z' }

async function shop(): Promise<World> {
  return new World().fill({ shop_tokyo: codes })
}

let filled: Buffer | undefined

/** The same vault each time: it is made once. */
async function shopWithTotp(): Promise<World> {
  const world = await shop()
  if (filled) writeFileSync(world.vault, filled)
  else await world.succeed('totp add shop_tokyo --yes --no-input', { input: address })
  filled ??= world.vaultBytes()
  return world
}

function add(world: World, input: string, more = ''): Promise<Outcome> {
  return world.run(`totp add shop_tokyo --yes --json --no-input ${more}`, { input })
}

describe('a script', () => {
  test.each([
    ['otpauth', address],
    ['base32 in groups', 'gezd gnbv gy3t qojq\ngezd gnbv gy3t qojq\n'],
    ['an export', exportOf([{ secret: rfcSeed, name: 'shop_tokyo', issuer: 'Instagram' }])],
  ])('stores %s from stdin, and gets its codes', async (_, input) => {
    const world = await shop()
    const added = await add(world, input)
    expect(answerOf(added)).toMatchObject({ account: 'shop_tokyo', added: true, replaced: false, digits: 6 })
    expect(added.stdout + added.stderr).not.toMatch(/GEZD/i)

    const code = await world.succeed('totp show shop_tokyo --no-input', { env })
    expect(code.stdout).toBe('338314\n')
    const shown = answerOf(await world.succeed('totp show shop_tokyo --json --no-input', { env }))
    expect(shown).toEqual({ account: 'shop_tokyo', code: '338314', secondsLeft: 15, period: 30 })
    const late = { env: { TEST_CLOCK: '1970-01-01T00:02:26Z' } }
    expect(answerOf(await world.succeed('totp show shop_tokyo --json --no-input', late))).toEqual({
      account: 'shop_tokyo',
      code: '338314',
      secondsLeft: 4,
      nextCode: '254676',
      period: 30,
    })
  })

  test('stores one from a file, or from the picture of a QR code', async () => {
    const world = await shop()
    writeFileSync(join(world.home, 'key.txt'), address)
    writeFileSync(join(world.home, 'shot.png'), pictureOf(address))
    expect((await add(world, '', '--file key.txt')).code).toBe(0)
    expect(answerOf(await add(world, '', '--qr shot.png'))).toMatchObject({ replaced: true })
    const { totp } = await readPayload(world)
    expect(Object.keys(Object(totp))).toHaveLength(1)
  })

  test('has the right entry chosen out of an export in several parts, or is told what is missing', async () => {
    const world = await shop()
    const ours = { secret: rfcSeed, name: 'Instagram:shop_tokyo', issuer: 'Instagram' }
    const others = ['bank', 'mail'].map(name => ({ secret: rfcSeed, name, issuer: name }))
    writeFileSync(join(world.home, '1.png'), pictureOf(exportOf(others, { parts: 2, part: 0 })))
    writeFileSync(join(world.home, '2.png'), pictureOf(exportOf([ours], { parts: 2, part: 1 })))

    const half = await add(world, '', '--qr 1.png')
    expect(half.code).toBe(22)
    expect(errorOf(half)).toMatchObject({ code: 'totp-which', hint: expect.stringContaining('1 not given') })
    expect(answerOf(await add(world, '', '--qr 1.png --qr 2.png'))).toMatchObject({ issuer: 'Instagram' })
  })

  test("has Instagram's code taken out of a photo of several, and another service's only with a warning", async () => {
    const world = await shop()
    const fixtures = fileURLToPath(new URL('../../../fixtures/authenticator', import.meta.url))
    for (const file of ['three-on-a-photo.jpg', 'transfer-5-photo.jpg'])
      expect(answerOf(await add(world, '', `--qr ${fixtures}/${file}`))).toMatchObject({
        issuer: 'Instagram',
        label: 'shop_tokyo',
        warnings: [],
      })
    writeFileSync(join(world.home, 'github.png'), pictureOf(address.replaceAll('Instagram', 'GitHub')))
    const { warnings } = answerOf(await add(world, '', '--qr github.png'))
    expect(warnings).toEqual([{ code: 'another-service', message: expect.stringContaining('GitHub · shop_tokyo') }])
    expect((await world.run('totp add shop_tokyo --qr github.png --no-input')).code).toBe(2)
    const other = await add(world, '', `--qr ${fixtures}/photo.heic`)
    expect(errorOf(other)).toMatchObject({ code: 'picture-refused', message: expect.stringContaining('HEIC') })
  })

  test.each([
    ['nothing', '', 'totp-refused'],
    ['a short secret', 'JBSWY3DPEHPK3PX', 'totp-refused'],
    ['HOTP', address.replace('totp', 'hotp'), 'totp-refused'],
    ['an export that is cut off', 'otpauth-migration://offline?data=', 'totp-refused'],
    ['far too much', 'A'.repeat(70_000), 'paste-too-large'],
  ])('is refused %s, with nothing stored', async (_, input, code) => {
    const world = await shop()
    const before = world.vaultBytes()
    const outcome = await add(world, input)
    expect([outcome.code, errorOf(outcome).code]).toEqual([22, code])
    expect(world.vaultBytes()).toEqual(before)
  })

  test('is refused a picture without a QR code, and one with something else in it', async () => {
    const world = await shop()
    writeFileSync(join(world.home, 'note.png'), 'no picture')
    writeFileSync(join(world.home, 'web.png'), pictureOf('https://example.com'))
    for (const file of ['note.png', 'web.png']) {
      const outcome = await add(world, '', `--qr ${file}`)
      expect([outcome.code, errorOf(outcome).code]).toEqual([22, 'picture-refused'])
    }
    expect((await add(world, '', '--qr missing.png')).code).toBe(16)
  })

  test('has to say --yes for whatever a person would be asked', async () => {
    const world = await shop()
    const run = await world.run('totp add shop_tokyo --no-input', { input: address })
    expect(run.code).toBe(2)
    expect((await world.run('totp remove shop_tokyo --no-input')).code).toBe(20)
  })

  test('lists them, removes one, and the secret is gone from the file', async () => {
    const world = await shopWithTotp()
    const list = answerOf(await world.succeed('totp list --json --no-input'))
    expect(list.authenticators).toMatchObject([{ account: 'shop_tokyo', algorithm: 'SHA1', period: 30 }])
    expect(JSON.stringify(await readPayload(world))).toContain(secret)

    expect((await world.run('totp remove shop_tokyo --no-input')).code).toBe(2)
    await world.succeed('totp remove shop_tokyo --yes --no-input')
    expect(JSON.stringify(await readPayload(world))).not.toContain(secret)
    expect((await world.run('totp show shop_tokyo --no-input')).code).toBe(20)
    const { stdout } = await world.succeed('log shop_tokyo --no-input')
    expect(stdout).toMatch(/authenticator stored[\s\S]*authenticator removed/)
  })

  test('takes the secret out of the file together with the account', async () => {
    const world = await shopWithTotp()
    await world.succeed('account rename shop_tokyo shop_ginza --no-input')
    expect((await world.succeed('totp show shop_ginza --no-input', { env })).stdout).toBe('338314\n')
    await world.succeed('account remove shop_ginza --yes --no-input')
    expect(JSON.stringify(await readPayload(world))).not.toContain(secret)
  })

  test('is told by how much the clocks differ', async () => {
    const world = await shopWithTotp()
    const verify = (input: string) => world.run('totp verify shop_tokyo --json --no-input', { input, env })
    expect(answerOf(await verify('338 314'))).toMatchObject({ steps: 0, clocksAgree: true })
    const behind = await verify('755224')
    expect(behind.code).toBe(30)
    expect(answerOf(behind)).toMatchObject({ steps: -4, seconds: -120, clocksAgree: false })
    expect([(await verify('000000')).code, (await verify('12345678')).code]).toEqual([22, 22])
  })

  test('finds the one basket in the audit', async () => {
    const world = await shopWithTotp()
    const { stdout } = await world.run('audit --json --no-input')
    expect(stdout).toContain('authenticator-in-vault')
  })

  test.each(['totp qr shop_tokyo', 'show shop_tokyo --qr', 'show shop_tokyo --qr --json'])(
    'gets no picture: %s',
    async command => {
      const world = await shopWithTotp()
      const outcome = await world.run(`${command} --yes --no-input`)
      expect([outcome.code, outcome.stdout]).toEqual([2, ''])
    },
  )
})

describe.each(languages)('a person (%s)', language => {
  const isMine = alternating(languages.indexOf(language))
  /** In one of the languages, the next one in the other. */
  const told = (name: string, act: () => Promise<void>): void => {
    if (isMine()) test(name, act)
  }
  const says = (en: string, ja: string): string => (language === 'ja' ? ja : en)

  function session(world: World, command: string, options: Partial<SessionOptions> = {}): Session {
    return world.session(command, {
      ...options,
      env: { IGCODES_LANG: language, IGCODES_PASSPHRASE_FILE: world.passphraseFile, ...env, ...options.env },
    })
  }

  told('types the secret unseen, is asked about the basket, and compares with the phone', async () => {
    const world = await shop()
    const typing = session(world, 'totp add shop_tokyo', { env: { IGCODES_PASSPHRASE_FILE: '' } })
    await typing.waitFor(says('Passphrase', 'パスフレーズ'))
    typing.type(`${passphrase}\n`)
    await typing.waitFor(says('stays hidden', '画面には出ません'))
    typing.type('GEZD 0\n')
    await typing.waitFor(
      language === 'ja' ? /使われません[\s\S]*画面には出ません/ : /never contains 0[\s\S]*stays hidden/,
    )
    typing.type('gezd gnbv gy3t qojq gezd gnbv gy3t qojq\n')
    await typing.waitFor('(y/N)')
    expect(typing.screen()).toContain(says('losing it loses both', '両方を失います'))
    typing.type('y\n')
    await typing.waitFor(says('shows now', '今スマホに出ている'))
    typing.type('755224\n')
    await typing.waitFor(language === 'ja' ? /約120秒/ : /120 seconds\s+behind/)
    expect(await typing.exit()).toBe(0)
    expect(typing.raw()).not.toMatch(/gezd|GEZD/)
  })

  told('is asked whether an entry of another name is meant; a no stores nothing', async () => {
    const world = await shop()
    writeFileSync(
      join(world.home, 'all.png'),
      pictureOf(
        exportOf([
          { secret: rfcSeed, name: 'me', issuer: 'Bank' },
          { secret: rfcSeed, name: 'shop_osaka', issuer: 'Instagram' },
        ]),
      ),
    )
    const before = world.vaultBytes()
    const choosing = session(world, 'totp add shop_tokyo --qr all.png')
    await choosing.waitFor('Bank · me')
    choosing.press('enter')
    await choosing.waitFor(says('Are you sure', '本当に'))
    expect(choosing.screen()).toContain('shop_osaka')
    choosing.type('n\n')
    expect(await choosing.exit()).toBe(3)
    expect(world.vaultBytes()).toEqual(before)
  })

  told('sees the code, the time that is left, and what to do where it is refused', async () => {
    const world = await shopWithTotp()
    const showing = session(world, 'totp show shop_tokyo')
    expect(await showing.exit()).toBe(0)
    expect(showing.screen()).toContain('338 314')
    expect(showing.screen()).toContain(says('15 seconds left', '残り15秒'))
    expect(showing.screen()).toContain('1970-01-01 00:02:15 (UTC)')
  })

  for (const columns of [80, 40])
    told(`scans the authenticator at ${columns} × 24; then it is off the screen`, async () => {
      const rows = 24
      const world = await shopWithTotp()
      const showing = session(world, 'totp qr shop_tokyo', { columns, rows })
      await showing.waitFor('(y/N)')
      showing.type('y\n')
      await showing.waitFor(says('Enter erases it', '読み取れたらEnter'))
      expect(readQrOnScreen(showing.screen())).toBe(address)
      showing.press('enter')
      await showing.waitFor(says('QR code is erased', '消しました'))
      expect(await showing.exit()).toBe(0)
      expect(showing.scrollback()).not.toMatch(/[█▀▄]/)
    })

  told('carries the codes that are left to a phone', async () => {
    const world = await shop()
    const spent = await world.use('shop_tokyo')
    const showing = session(world, 'show shop_tokyo --qr')
    await showing.waitFor('(y/N)')
    showing.type('y\n')
    await showing.waitFor(says('Enter erases it', '読み取れたらEnter'))
    const [heading, issued, ...lines] = readQrOnScreen(showing.screen()).split('\n')
    expect([heading, issued]).toEqual(['Instagram @shop_tokyo', expect.stringMatching(/^backup codes \d{4}-/)])
    expect(lines).toEqual(codes.filter(code => code !== spent.code))
    showing.press('ctrl-c')
    expect(await showing.exit()).toBe(130)
    expect(showing.scrollback()).not.toMatch(/[█▀▄]/)
  })

  told('leaves no code on the screen where a signal ends the program', async () => {
    const world = await shopWithTotp()
    const showing = session(world, 'totp qr shop_tokyo --yes')
    await showing.waitFor(says('Enter erases it', '読み取れたらEnter'))
    showing.kill('SIGTERM')
    expect(await showing.exit()).toBe(143)
    expect(showing.scrollback()).not.toMatch(/[█▀▄]/)
  })

  told('hears when the window is too small, with nothing drawn', async () => {
    const world = await shopWithTotp()
    const showing = session(world, 'totp qr shop_tokyo --yes', { columns: 40, rows: 12 })
    expect(await showing.exit()).toBe(22)
    expect(showing.screen()).toMatch(/40 ?× ?12/)
    expect(showing.raw()).not.toMatch(/[█▀▄]/)
  })
})
