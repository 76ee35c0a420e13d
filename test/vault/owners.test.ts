import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessFault, foreignFolder, isInClosedFolder, madeAsRoot } from '../../src/vault/owners.ts'

/** Only root can give files away. */
const isRoot = process.geteuid?.() === 0
const user = 1234

let home: string
let vault: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'))
  for (const folder of ['.local', '.local/share', '.local/share/igcodes']) {
    mkdirSync(join(home, folder))
    chmodSync(join(home, folder), 0o755)
  }
  vault = join(home, '.local/share/igcodes/vault.igcodes')
  writeFileSync(vault, 'a vault', { mode: 0o600 })
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(home, { recursive: true })
})

describe.skipIf(!isRoot)("in a user's home, where igcodes ran as root", () => {
  beforeEach(() => {
    for (const folder of [home, join(home, '.local')]) chownSync(folder, user, user)
  })

  it('root is told what to give to the user: the topmost folder that it has made', () => {
    expect(madeAsRoot(vault)).toEqual({ path: join(home, '.local/share'), user })
    chownSync(join(home, '.local/share'), user, user)
    expect(madeAsRoot(vault)).toEqual({ path: join(home, '.local/share/igcodes'), user })
  })

  it('the user is told which folder is in the way, also for a file that cannot be seen', () => {
    vi.spyOn(process, 'geteuid').mockReturnValue(user)
    for (const path of [vault, join(vault, 'hidden')]) expect(foreignFolder(path)).toBe(join(home, '.local/share'))
    expect(accessFault(vault)).toBe('unusable')
  })
})

describe.skipIf(!isRoot)('where parts of the path are owned apart', () => {
  const share = () => join(home, '.local/share')

  it('only what root has made, for others than root, is named as made by root', () => {
    chownSync(share(), user, user)
    expect(madeAsRoot(share())).toBeUndefined()
    expect(madeAsRoot(vault)).toEqual({ path: join(share(), 'igcodes'), user })
    vi.spyOn(process, 'geteuid').mockReturnValue(user)
    expect(madeAsRoot(vault)).toBeUndefined()
  })

  it('only a folder in a folder of ours is in our way', () => {
    chownSync(share(), user, user)
    expect(foreignFolder(share())).toBe(share())
    // In the folder of another user, what is ours is not in the way.
    expect(foreignFolder(vault)).toBeUndefined()
    vi.spyOn(process, 'geteuid').mockReturnValue(user + 1)
    expect(foreignFolder(share())).toBeUndefined()
  })

  it('the topmost folder is the one that is nearest to the vault', () => {
    chownSync(join(home, '.local'), user, user)
    chownSync(join(share(), 'igcodes'), user, user)
    expect(madeAsRoot(vault)).toEqual({ path: vault, user })
    expect(madeAsRoot(join(vault, 'hidden'))).toEqual({ path: vault, user })
  })

  it('a vault behind a folder that we may not enter is unusable, not gone', () => {
    chmodSync(home, 0o700)
    process.seteuid?.(user)
    try {
      expect(accessFault(vault)).toBe('unusable')
    } finally {
      process.seteuid?.(0)
    }
  })
})

it("a place with one owner is nobody else's", () => {
  expect([foreignFolder(vault), madeAsRoot(join(home, 'vault'))]).toEqual([undefined, undefined])
})

it('a vault is exposed if others can read it and enter all its folders', () => {
  for (const [mode, folder, fault] of [
    [0o600, 0o755, undefined],
    [0o644, 0o700, undefined],
    [0o644, 0o755, 'exposed'],
    [0o640, 0o755, 'exposed'],
    [0o604, 0o755, 'exposed'],
    [0o644, 0o710, 'exposed'],
    [0o644, 0o701, 'exposed'],
    // They see its names, and may not enter it.
    [0o644, 0o744, undefined],
  ] as const) {
    chmodSync(vault, mode)
    chmodSync(home, folder)
    expect(accessFault(vault)).toBe(fault)
  }
  expect(accessFault(join(home, 'none'))).toBeUndefined()
  expect(accessFault(join(vault, 'none'))).toBeUndefined()
})

it('a folder that others may not enter closes all that is below it, if it is ours', () => {
  chmodSync(home, 0o755)
  expect(isInClosedFolder(vault)).toBe(false)
  expect(isInClosedFolder('/')).toBe(false)
  chmodSync(home, 0o700)
  expect(isInClosedFolder(vault)).toBe(true)
  expect(isInClosedFolder(home)).toBe(false)
  vi.spyOn(process, 'geteuid').mockReturnValue(user)
  expect(isInClosedFolder(vault)).toBe(false)
})

it.each([
  ['EACCES', 'unusable'],
  ['EPERM', 'unusable'],
  ['EIO', undefined],
])('a vault that the system keeps from us with %s is %s', (code, fault) => {
  vi.spyOn(process, 'geteuid').mockImplementation(() => {
    throw Object.assign(new Error(code), { code })
  })
  expect(accessFault(vault)).toBe(fault)
})

describe('where the system has no owners', () => {
  const { geteuid } = process
  beforeEach(() => {
    chmodSync(vault, 0o644)
    chmodSync(home, 0o755)
    Object.assign(process, { geteuid: undefined })
  })
  afterEach(() => void Object.assign(process, { geteuid }))

  it('nothing is owned apart, exposed or closed', () => {
    expect([foreignFolder(vault), madeAsRoot(vault), accessFault(vault)]).toEqual([undefined, undefined, undefined])
    expect(isInClosedFolder(vault)).toBe(false)
  })
})

it('no vault is exposed on Windows, which has no such modes', () => {
  chmodSync(vault, 0o644)
  chmodSync(home, 0o755)
  vi.spyOn(process, 'platform', 'get').mockReturnValue('win32')
  expect(accessFault(vault)).toBeUndefined()
})
