import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessFault, foreignFolder, madeAsRoot } from '../../src/vault/owners.ts'

/** Only root can give files away. */
const isRoot = process.geteuid?.() === 0
const user = 1234

let home: string
let vault: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'))
  // Another file of this worker may have left a umask.
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

it("a place with one owner is nobody else's", () => {
  expect([foreignFolder(vault), madeAsRoot(join(home, 'vault'))]).toEqual([undefined, undefined])
})

it('a vault is exposed if others can read it and enter all its folders', () => {
  for (const [mode, folder, fault] of [
    [0o600, 0o755, undefined],
    [0o644, 0o700, undefined],
    [0o644, 0o755, 'exposed'],
  ] as const) {
    chmodSync(vault, mode)
    chmodSync(home, folder)
    expect(accessFault(vault)).toBe(fault)
  }
  expect(accessFault(join(home, 'none'))).toBeUndefined()
})
