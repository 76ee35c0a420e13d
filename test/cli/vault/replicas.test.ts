/** Two machines that share one vault: two state folders, one file. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { answerOf, errorOf, removeWorlds, someCodes, World } from '../world.ts'

afterAll(removeWorlds)

const codes = someCodes(10, 3)

function machine(world: World, name: string) {
  return { env: { XDG_STATE_HOME: join(world.home, `state-${name}`) } }
}

test('a clean machine with a copy of the vault begins at another place than the one that made it', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const copy = join(world.home, 'copy.igcodes')
  copyFileSync(world.vault, copy)
  const maker = await world.use('shop_tokyo')
  expect(maker).toMatchObject({ code: codes[0], position: 1 })
  // Any new machine, whatever its id, and even if it knows nothing of the code that was just handed out.
  for (const name of ['a', 'b', 'c']) {
    const offline = join(world.home, `${name}.igcodes`)
    copyFileSync(copy, offline)
    const other = await world.use('shop_tokyo', `--vault ${offline}`, machine(world, name))
    expect(other.position).not.toBe(1)
    expect(other.code).toBe(codes[other.position - 1])
  }
})

test('two clean machines that share a vault hand out different codes', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const first = await world.use('shop_tokyo', '', machine(world, 'a'))
  const second = await world.use('shop_tokyo', '', machine(world, 'b'))
  expect(second.position).not.toBe(first.position)
})

test('between them they hand out every code once', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const handedOut: string[] = []
  for (let n = 0; n < codes.length; n++)
    handedOut.push((await world.use('shop_tokyo', '', machine(world, n % 2 ? 'a' : 'b'))).code)
  expect(handedOut.toSorted()).toEqual(codes.toSorted())
  expect(await world.run('use shop_tokyo --no-input', machine(world, 'c'))).toMatchObject({ code: 21 })
})

test('two copies of one vault on one machine never hand out the same code', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const copy = join(world.home, 'copy.igcodes')
  copyFileSync(world.vault, copy)
  const one = await world.use('shop_tokyo')
  const outcome = await world.run(`use shop_tokyo --json --no-input --accept-older --vault ${copy}`)
  expect(outcome.code).toBe(0)
  expect(answerOf(outcome).code).not.toBe(one.code)
})

test('a used code never comes back with an older copy, neither the next time nor as the one handed out last', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const copy = join(world.home, 'copy.igcodes')
  const one = await world.use('shop_tokyo')
  copyFileSync(world.vault, copy)
  await world.succeed('mark shop_tokyo worked --no-input')
  await world.succeed('mark shop_tokyo worked --position 2 --no-input')
  const older = (command: string) => world.run(`${command} --json --no-input --accept-older --vault ${copy}`)
  expect(await older('use shop_tokyo --pending')).toMatchObject({ code: 22, stdout: '' })
  const next = answerOf(await older('use shop_tokyo'))
  expect(next).toMatchObject({ position: 3, remaining: codes.length - 3 })
  expect([one.code, codes[1]]).not.toContain(next.code)
})

test('another machine sees what this one did', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const { position } = await world.use('shop_tokyo', '', machine(world, 'a'))
  await world.succeed('mark shop_tokyo worked --no-input', machine(world, 'b'))
  const { events } = answerOf(await world.run('log --json --no-input', machine(world, 'c')))
  expect(events).toMatchObject([
    { type: 'account-added' },
    { type: 'set-added' },
    { type: 'code-reserved', position },
    { type: 'code-used', position },
  ])
})

describe('a home that was copied to another computer', () => {
  test('draws for itself, and what it did is missed on the first one', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    // Only a world's own first use binds it (World.becomeTheMachine).
    await world.succeed('status --no-input')
    cpSync(world.state, join(world.home, 'state-new/igcodes'), { recursive: true })
    const copy = join(world.home, 'copy.igcodes')
    copyFileSync(world.vault, copy)
    const there = machine(world, 'new')

    const first = await world.use('shop_tokyo')
    const second = await world.use('shop_tokyo', `--vault ${copy}`, there)
    expect(second.position).not.toBe(first.position)
    copyFileSync(copy, world.vault)
    const { stderr } = await world.succeed('status --no-input')
    expect(stderr).toContain('1 change that it lacked was put back')
    const shown = await world.run('show shop_tokyo --json --no-input')
    expect(shown.stdout.match(/"state":"reserved"/g)).toHaveLength(2)
  })

  test('remembers what was handed out before', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const before = join(world.home, 'before.igcodes')
    copyFileSync(world.vault, before)
    const { code } = await world.use('shop_tokyo')
    cpSync(world.state, join(world.home, 'state-new/igcodes'), { recursive: true })
    const handedOut: string[] = []
    for (let n = 1; n < codes.length; n++)
      handedOut.push((await world.use('shop_tokyo', `--accept-older --vault ${before}`, machine(world, 'new'))).code)
    expect([code, ...handedOut].toSorted()).toEqual(codes.toSorted())
  })
})

// A whole disk was copied: nothing tells the two computers apart until both have written.
test('two computers under one id draw one code, and after a merge each for itself', async () => {
  const world = await new World().fill({ shop_tokyo: codes, shop_osaka: codes.map(code => `9${code.slice(1)}`) })
  const idFile = join(world.state, 'replica')
  const [id = ''] = readFileSync(idFile, 'utf8').split(' ')
  const [there, copy] = [machine(world, 'new'), join(world.home, 'copy.igcodes')]
  cpSync(world.state, join(world.home, 'state-new/igcodes'), { recursive: true })
  for (const file of [idFile, join(world.home, 'state-new/igcodes/replica')]) writeFileSync(file, `${id}\n`)
  copyFileSync(world.vault, copy)

  const first = await world.use('shop_tokyo')
  expect(await world.use('shop_tokyo', `--vault ${copy}`, there)).toMatchObject({ position: first.position })
  await world.succeed(`merge ${copy} --yes --no-input`)
  copyFileSync(world.vault, copy)

  await world.use('shop_osaka')
  await world.use('shop_osaka', `--vault ${copy}`, there)
  const ids = [idFile, join(world.home, 'state-new/igcodes/replica')].map(file => readFileSync(file, 'utf8'))
  expect(new Set(ids.map(text => text.trim().split('\n').at(-1)?.slice(0, id.length))).size).toBe(2)
  for (const text of ids) expect(text).toMatch(new RegExp(`^${id} 0{16}\n[\\w-]{16,} [0-9a-f]{16}\n$`))
})

describe('what this computer remembers, damaged', () => {
  const cases = [
    ['replica', 16, 'replica-broken', /replica is empty/, /^Delete it/],
    ['replica', 16, 'replica-broken', /replica is a pipe/, /^Delete it/],
  ] as const

  test.each(cases)('%s: %d, told as what it is', async (_, exit, code, message, hint) => {
    const world = await new World().fill({ shop_tokyo: codes })
    const replica = join(world.state, 'replica')
    if (message.source.includes('pipe')) {
      rmSync(replica)
      execFileSync('mkfifo', [replica])
    } else writeFileSync(replica, '')
    const outcome = await world.run('use shop_tokyo --json --no-input')
    expect(outcome).toMatchObject({ code: exit, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    })
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
    rmSync(replica)
    expect(codes).toContain((await world.use('shop_tokyo')).code)
  })

  test('memory.json: a warning, and the next time all is well', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const [vaultId = ''] = readdirSync(join(world.state, 'vaults'))
    const memory = join(world.state, 'vaults', vaultId, 'memory.json')
    writeFileSync(memory, `{"counters":{},"written":${Number.MAX_SAFE_INTEGER}}`)
    const used = await world.succeed('use shop_tokyo --no-input')
    expect(used.stdout).toBe(`${codes[0]}\n`)
    expect(used.stderr).toContain('notes about the vault cannot be read')
    expect((await world.succeed('status --no-input')).stderr).not.toContain('cannot be read')
    for (const [put, again] of [
      [() => execFileSync('mkfifo', [memory]), false],
      [() => mkdirSync(memory), true],
    ] as const) {
      rmSync(memory, { recursive: true })
      put()
      for (const isToldOf of [true, again]) {
        const { stderr } = await world.succeed('status --no-input')
        expect(stderr.includes('cannot be read')).toBe(isToldOf)
      }
    }
  })

  test('memory.json with one member that cannot be read: told once, with what may have gone unnoticed', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    const [vaultId = ''] = readdirSync(join(world.state, 'vaults'))
    const memory = join(world.state, 'vaults', vaultId, 'memory.json')
    const before = readFileSync(memory, 'utf8')
    for (const [lang, text] of [
      ['en', 'or its key was changed, that may not have been noticed'],
      ['ja', '誰かが鍵を変えたものでも'],
    ]) {
      const broken = before.replace(/"epoch":\d+/, '"epoch":"x"')
      expect(broken).not.toBe(before)
      writeFileSync(memory, broken)
      expect((await world.succeed(`status --no-input --lang ${lang}`)).stderr).toContain(text)
      expect((await world.succeed(`status --no-input --lang ${lang}`)).stderr).toBe('')
    }
  })

  test('claims that cannot be read are told as that: 16', async () => {
    const world = await new World().fill({ shop_tokyo: codes })
    await world.use('shop_tokyo')
    const [vaultId = ''] = readdirSync(join(world.state, 'vaults'))
    const claims = join(world.state, 'vaults', vaultId, 'claims')
    rmSync(claims, { recursive: true })
    symlinkSync(claims, claims)
    const outcome = await world.run('status --json --no-input')
    expect(outcome.code).toBe(16)
    expect(errorOf(outcome).message).toMatch(/^Cannot read this computer’s notes in/)
  })
})
