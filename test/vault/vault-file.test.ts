import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { exists, judgePlace, readVault, resolveVault, withPath } from '../../src/vault/vault-file.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

/** A disk that shows this mode of everything (FAT, exFAT, some network disks): chmod says yes there, and changes nothing. */
const disk = vi.hoisted(() => ({ mode: undefined as number | undefined, refuses: undefined as Error | undefined }))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const shown = <S extends { mode: number }>(stats: S): S =>
    disk.mode === undefined ? stats : Object.assign(stats, { mode: (stats.mode & ~0o777) | disk.mode })
  return {
    ...fs,
    statSync: (path: string) => shown(fs.statSync(path)),
    fstatSync: (file: number) => shown(fs.fstatSync(file)),
    chmodSync: (path: string, mode: number) => {
      if (disk.refuses) throw disk.refuses
      if (disk.mode === undefined) fs.chmodSync(path, mode)
    },
  }
})

let place: House
let vault: string

beforeEach(() => {
  place = house()
  vault = place.vault
  writeFileSync(vault, 'a vault', { mode: 0o600 })
})
afterEach(() => {
  disk.mode = undefined
  disk.refuses = undefined
  place.remove()
})

const isRoot = process.geteuid?.() === 0

describe('a vault file', () => {
  it('is taken by its real path when it is a private file of one’s own', () => {
    expect(resolveVault(vault)).toBe(realpathSync(vault))
  })

  it.each([0o600, 0o400, 0o700])('may have the mode %o', mode => {
    chmodSync(vault, mode)
    expect(resolveVault(vault)).toBe(realpathSync(vault))
  })

  it('is followed through links, however many', () => {
    symlinkSync(vault, join(place.folder, 'one'))
    symlinkSync('one', join(place.folder, 'two'))
    symlinkSync('data', join(place.folder, 'folder'))
    expect(resolveVault(join(place.folder, 'two'))).toBe(realpathSync(vault))
    expect(resolveVault(join(place.folder, 'folder', 'vault.igcodes'))).toBe(realpathSync(vault))
  })

  it('that is not there is missed: exit 10', () => {
    const nowhere = join(place.folder, 'nowhere')
    for (const path of [nowhere, join(nowhere, 'vault'), join(vault, 'vault')])
      expect(refusal(() => resolveVault(path))).toMatchObject({ code: 'no-vault', exitCode: 10, details: { path } })
  })

  it.runIf(isRoot)('of another owner is not ours, exposed or not', () => {
    chownSync(vault, 12345, 12345)
    for (const mode of [0o600, 0o644]) {
      chmodSync(vault, mode)
      expect(refusal(() => resolveVault(vault))).toMatchObject({ code: 'vault-not-yours', exitCode: 16 })
    }
  })

  it('behind a link is judged as the file that it is', () => {
    const link = join(place.folder, 'link')
    symlinkSync(vault, link)
    openFolders()
    chmodSync(vault, 0o644)
    const closed: string[] = []
    resolveVault(link, path => closed.push(path))
    expect(closed).toEqual([realpathSync(vault)])
  })

  it.each(['the folder itself', 'a link to it'])('cannot be a folder: %s', kind => {
    const path = join(place.folder, 'folder')
    if (kind === 'a link to it') symlinkSync('data', path)
    else mkdirSync(path)
    expect(refusal(() => resolveVault(path))).toMatchObject({
      code: 'vault-is-folder',
      exitCode: 16,
      details: { path: realpathSync(path) },
    })
  })

  it.each([
    ['nowhere', 'gone'],
    ['itself, in a loop', 'link'],
    ['a place within a file', 'data/vault.igcodes/inner'],
  ])('cannot be a link to %s', (_, target) => {
    const path = join(place.folder, 'link')
    symlinkSync(target, path)
    expect(refusal(() => resolveVault(path))).toMatchObject({
      code: 'vault-link-broken',
      exitCode: 16,
      details: { path, target },
    })
  })

  it('under a name that no system takes is a storage failure', () => {
    const path = join(place.folder, 'x'.repeat(300))
    expect(refusal(() => resolveVault(path)).details).toEqual({ doing: 'read', path, cause: 'ENAMETOOLONG' })
  })

  it('behind a link with a name that no system takes is a storage failure, too', () => {
    const path = join(place.folder, 'link')
    symlinkSync('x'.repeat(300), path)
    expect(refusal(() => resolveVault(path)).details).toEqual({ doing: 'read', path, cause: 'ENAMETOOLONG' })
  })
})

/** So that the way to the vault is open to others; what is above is so anyway. */
function openFolders(mode = 0o755): void {
  for (const folder of [place.folder, dirname(vault)]) chmodSync(folder, mode)
}

describe('a vault file that others may read', () => {
  const modes = [0o640, 0o604, 0o660, 0o610, 0o601, 0o602]

  it.each(modes)('is closed to them, and that is told: mode %o', mode => {
    openFolders()
    chmodSync(vault, mode)
    const closed: string[] = []
    const resolve = () => resolveVault(vault, path => closed.push(path))
    expect([resolve(), resolve()]).toEqual([realpathSync(vault), realpathSync(vault)])
    expect(closed).toEqual([realpathSync(vault)])
    expect(statSync(vault).mode & 0o777).toBe(0o600)
  })

  it.each(modes)('in a folder that they cannot enter is left as it is: mode %o', mode => {
    chmodSync(vault, mode)
    resolveVault(vault, () => expect.fail('told as open'))
    expect(statSync(vault).mode & 0o777).toBe(mode)
  })

  it.each([0o711, 0o710, 0o701, 0o755])('is not hidden by a folder of the mode %o', mode => {
    openFolders(mode)
    chmodSync(vault, 0o644)
    resolveVault(vault)
    expect(statSync(vault).mode & 0o777).toBe(0o600)
  })

  it('on a disk without permissions is refused, with the reason', () => {
    disk.mode = 0o777
    expect(refusal(() => resolveVault(vault))).toMatchObject({
      code: 'vault-exposed',
      exitCode: 16,
      details: { path: realpathSync(vault), isDisk: true },
    })
  })
})

describe('a vault file that cannot be closed to others', () => {
  beforeEach(() => {
    openFolders()
    chmodSync(vault, 0o644)
  })

  it('is refused: this user may not', () => {
    disk.refuses = Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'chmod' })
    expect(refusal(() => resolveVault(vault))).toMatchObject({
      code: 'vault-exposed',
      exitCode: 16,
      details: { path: realpathSync(vault), isDisk: false },
    })
  })

  it('is no reason to hide a bug', () => {
    disk.refuses = new TypeError('a bug')
    expect(() => resolveVault(vault)).toThrow(TypeError)
  })
})

describe('a place for a vault', () => {
  it('is good on a disk with permissions, whether its folder is there or not', () => {
    openFolders()
    for (const path of [vault, join(place.folder, 'a', 'b', 'vault')]) {
      judgePlace(path)
      expect(readdirSync(place.folder)).toEqual(['data'])
      expect(readdirSync(dirname(vault))).toEqual(['vault.igcodes'])
    }
  })

  it('is judged before anything is made: a disk without permissions', () => {
    disk.mode = 0o755
    const path = join(place.folder, 'new', 'vault')
    expect(refusal(() => judgePlace(path)).details).toEqual({ path, isDisk: true })
    expect(readdirSync(place.folder)).toEqual(['data'])
  })
})

describe('whether something is at a path', () => {
  it('counts a file, a folder, and even a link to nowhere', () => {
    symlinkSync('gone', join(place.folder, 'link'))
    const paths = [vault, place.folder, join(place.folder, 'link'), join(place.folder, 'gone')]
    expect([...paths, join(vault, 'inner')].map(exists)).toEqual([true, true, true, false, false])
  })
})

describe('reading', () => {
  it('gives the bytes', () => {
    expect(Buffer.from(readVault(vault)).toString()).toBe('a vault')
  })

  it('is refused for more than 64 MiB, before any byte is read', () => {
    truncateSync(vault, 64 * 1024 * 1024 + 1)
    expect(refusal(() => readVault(vault)).details).toEqual({ part: 'size', path: vault })
  })

  it('of a file that went away is a storage failure', () => {
    unlinkSync(vault)
    expect(refusal(() => readVault(vault)).details).toEqual({ doing: 'read', path: vault, cause: 'ENOENT' })
  })
})

describe('naming the file', () => {
  it('adds the path to what is damaged, and leaves the rest alone', () => {
    expect(withPath('/v', () => 42)).toBe(42)
    const damaged = new UserError('damaged', { part: 'mac' })
    const other = new UserError('wrong-passphrase', { mark: undefined, hasRecoveryKey: false })
    const thrower = (error: unknown) => () => {
      throw error
    }
    expect(refusal(() => withPath('/v', thrower(damaged))).details).toEqual({ part: 'mac', path: '/v' })
    expect(refusal(() => withPath('/v', thrower(other)))).toBe(other)
    expect(() => withPath('/v', thrower(new Error('a bug')))).toThrow('a bug')
  })
})
