/** A disk that refuses: exit 16, the old vault byte for byte intact, no code shown. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { errorOf, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)
const [first = ''] = tokyo
const canMount = mountingWorks()
const canMakeImmutable = immutableWorks()
const mounted: string[] = []
const immutable: string[] = []

afterEach(() => {
  for (const path of immutable.splice(0)) execFileSync('chattr', ['-i', path])
  for (const folder of mounted.splice(0)) execFileSync('umount', ['-l', folder])
})
afterAll(removeWorlds)

function mountingWorks(): boolean {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false
  const world = new World()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', world.home], { stdio: 'ignore' })
    execFileSync('umount', [world.home], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function immutableWorks(): boolean {
  const world = new World()
  try {
    makeImmutable(world.passphraseFile)
    execFileSync('chattr', ['-i', world.passphraseFile])
    return true
  } catch {
    return false
  }
}

/** Nobody can change, rename or delete it, not even root (chattr(1)): what some backup and hardening guides recommend. */
function makeImmutable(path: string): void {
  execFileSync('chattr', ['+i', path], { stdio: 'ignore' })
}

/** A real file system of so many KiB at the folder. */
function mount(folder: string, kibibytes: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k,mode=700`, 'tmpfs', folder])
  mounted.push(folder)
}

function readOnly(folder: string): void {
  execFileSync('mount', ['-o', 'remount,ro', folder])
}

function readWrite(folder: string): void {
  execFileSync('mount', ['-o', 'remount,rw', folder])
}

/** Leaves so many bytes at most, by a file of zeros. */
function fillUp(folder: string): string {
  const filler = join(folder, 'filler')
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    for (;;) {
      try {
        writeFileSync(filler, new Uint8Array(size), { flag: 'a' })
      } catch {
        break
      }
    }
  }
  return filler
}

async function refusesToUse(world: World): Promise<void> {
  const before = world.vaultBytes()
  const outcome = await world.run('use shop_tokyo --json --no-input')
  expect(outcome).toMatchObject({ code: 16, stdout: '' })
  expect(errorOf(outcome)).toMatchObject({ code: 'storage' })
  for (const code of tokyo) expect(outcome.stderr).not.toContain(code)
  expect(world.vaultBytes()).toEqual(before)
}

describe.skipIf(!canMount)('on real file systems (needs root, and a kernel that lets it mount)', () => {
  test('a full disk: nothing handed out, and with room again the same code comes', async () => {
    const world = new World()
    mount(dirname(world.vault), 256)
    await world.fill({ shop_tokyo: tokyo })
    const filler = fillUp(dirname(world.vault))
    await refusesToUse(world)
    await refusesToUse(world)
    expect(await world.run('add shop_tokyo --yes --no-input', { input: someCodes(5, 2).join(' ') })).toMatchObject({
      code: 16,
      stdout: '',
    })
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })

    execFileSync('rm', [filler])
    expect(await world.use('shop_tokyo')).toMatchObject({ code: first, position: 1 })
    expect(world.besideTheVault()).toEqual(['vault.igcodes'])
  })

  test('a disk that fills up at every possible byte never loses the vault', async () => {
    const world = new World()
    mount(dirname(world.vault), 256)
    await world.fill({ shop_tokyo: someCodes(20, 5) })
    const filler = fillUp(dirname(world.vault))
    const handedOut: string[] = []
    // tmpfs gives out pages: from no room at all to room enough, one page at a time.
    for (let pages = 0; pages < 8; pages++) {
      const before = world.vaultBytes()
      const outcome = await world.run('use shop_tokyo --another --no-input')
      if (outcome.code === 0) handedOut.push(outcome.stdout)
      else {
        expect(outcome).toMatchObject({ code: 16, stdout: '' })
        expect(world.vaultBytes()).toEqual(before)
      }
      const size = readFileSync(filler).length
      execFileSync('truncate', ['-s', String(Math.max(0, size - 4096)), filler])
    }
    expect(handedOut.length).toBeGreaterThan(0)
    expect(new Set(handedOut).size).toBe(handedOut.length)
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
  })

  test('a read-only folder: nothing handed out, reading works', async () => {
    const world = new World()
    mount(dirname(world.vault), 256)
    await world.fill({ shop_tokyo: tokyo })
    readOnly(dirname(world.vault))
    await refusesToUse(world)
    expect(await world.run('status --no-input')).toMatchObject({ code: 0, stderr: '' })
    expect(await world.run('show shop_tokyo --no-input')).toMatchObject({ code: 0 })
    const { stdout } = await world.run('doctor --json --no-input')
    expect(
      JSON.parse(stdout).findings.filter(({ code }: { code: string }) => code === 'write-protected'),
    ).toMatchObject([{ severity: 'critical', details: { path: dirname(world.vault), cause: 'EROFS' } }])
    readWrite(dirname(world.vault))
    expect(await world.use('shop_tokyo')).toMatchObject({ code: first, position: 1 })
  })

  test('a full disk for the state: no claim, so no code', async () => {
    const world = new World()
    mount(world.state, 64)
    await world.fill({ shop_tokyo: tokyo })
    const filler = fillUp(world.state)
    // Where even an empty file needs no page the claim may succeed; then the code is handed out in order.
    const before = world.vaultBytes()
    const outcome = await world.run('use shop_tokyo --no-input')
    if (outcome.code === 0) expect(outcome.stdout).toBe(`${first}\n`)
    else {
      expect(outcome).toMatchObject({ code: 16, stdout: '' })
      expect(world.vaultBytes()).toEqual(before)
    }
    execFileSync('rm', [filler])
    const next = await world.use('shop_tokyo')
    expect(next.position).toBe(outcome.code === 0 ? 2 : 1)
  })

  test('a read-only state: no claim, so no code; reading works', async () => {
    const world = new World()
    mount(world.state, 256)
    await world.fill({ shop_tokyo: tokyo })
    readOnly(world.state)
    await refusesToUse(world)
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
    readWrite(world.state)
    expect(await world.use('shop_tokyo')).toMatchObject({ code: first, position: 1 })
  })

  test('a full disk for the answer: 16, and the code is kept as handed out', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const folder = join(world.home, 'answers')
    mount(folder, 64)
    fillUp(folder)
    const outcome = await world.shell('igcodes use shop_tokyo --no-input > answers/code')
    expect(outcome.code).toBe(16)
    expect(outcome.stderr).toContain('igcodes use shop_tokyo --pending')
    const pending = await world.succeed('use shop_tokyo --pending --no-input')
    expect(pending.stdout).toBe(`${first}\n`)
  })

  test('no room for a vault: init makes none and leaves nothing behind', async () => {
    const world = new World()
    mount(dirname(world.vault), 8)
    fillUp(dirname(world.vault))
    expect(await world.run('init --json --no-input')).toMatchObject({ code: 16, stdout: '' })
    expect(readdirSync(dirname(world.vault))).toEqual(['filler'])
  })
})

describe.skipIf(!canMakeImmutable)('immutable (needs root, and a file system that has the attribute)', () => {
  test.each([
    ['the vault', (world: World) => world.vault],
    ['its folder', (world: World) => dirname(world.vault)],
    [
      'what the state has of it',
      ({ state }: World) => join(state, 'vaults', readdirSync(join(state, 'vaults'))[0] ?? ''),
    ],
  ])('%s: nothing handed out and nothing left over, reading works, and later the same code comes', async (_, of) => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const path = of(world)
    makeImmutable(path)
    immutable.push(path)
    await refusesToUse(world)
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
    expect(await world.run('show shop_tokyo --no-input')).toMatchObject({ code: 0 })
    if (path.startsWith(dirname(world.vault))) {
      const { code, stdout } = await world.run('doctor --no-input')
      expect(code).toBe(31)
      expect(stdout).toContain(`Nothing can be saved: ${path} is write-protected (EPERM)`)
    }
    expect(world.besideTheVault()).toEqual(['vault.igcodes'])
    execFileSync('chattr', ['-i', immutable.pop() ?? ''])
    expect(await world.use('shop_tokyo')).toMatchObject({ code: first, position: 1 })
  })
})

describe('anywhere', () => {
  test('a folder for the state that cannot be made: 16, no code', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const blocked = join(world.home, 'a-file')
    writeFileSync(blocked, '')
    const before = world.vaultBytes()
    const outcome = await world.run('use shop_tokyo --json --no-input', { env: { XDG_STATE_HOME: blocked } })
    expect(outcome).toMatchObject({ code: 16, stdout: '' })
    expect(world.vaultBytes()).toEqual(before)
  })

  test('a vault below a file: 10 or 16, and nothing made', async () => {
    const world = new World()
    const outcome = await world.run(`init --json --no-input --vault ${world.passphraseFile}/vault`)
    expect(outcome).toMatchObject({ code: 16, stdout: '' })
    expect(await world.run(`status --json --no-input --vault ${world.passphraseFile}/vault`)).toMatchObject({
      code: 10,
      stdout: '',
    })
  })
})
