import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Backups } from '../../src/vault/backups.ts'
import { replaceFile } from '../../src/vault/disk.ts'
import { Replica } from '../../src/vault/replica.ts'
import { refusal } from '../domain/samples.ts'

const broken = vi.hoisted(() => ({ link: '', write: '' }))
/** What was synced, by descriptor. */
const synced = vi.hoisted(() => ({ by: (_: number): void => undefined }))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const fail = (code: string, syscall: string) => {
    throw Object.assign(new Error(code), { code, syscall })
  }
  const linkSync: typeof fs.linkSync = (from, to) => (broken.link ? fail(broken.link, 'link') : fs.linkSync(from, to))
  const fsyncSync: typeof fs.fsyncSync = fd => {
    synced.by(fd)
    return broken.write ? fail(broken.write, 'fsync') : fs.fsyncSync(fd)
  }
  return { ...fs, linkSync, fsyncSync }
})

let folder: string
let vault: string
let backups: Backups
const now = new Date('2026-11-20T12:00:00Z')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'igcodes-backups-'))
  vault = join(folder, 'vault')
  writeFileSync(vault, 'one', { mode: 0o600 })
  backups = new Backups(vault, join(folder, 'state'))
})
afterEach(() => {
  broken.link = ''
  broken.write = ''
  synced.by = () => undefined
  rmSync(folder, { recursive: true })
})

describe('where files cannot be linked', () => {
  it.each(['EPERM', 'EMLINK', 'ENOTSUP', 'EXDEV'])('a backup is a private copy, synced (%s)', code => {
    broken.link = code
    backups.keep(now)
    const backup = backups.find('2026')
    if (!backup) throw new Error('no backup')
    expect(readFileSync(backup.path, 'utf8')).toBe('one')
    expect(statSync(backup.path).ino).not.toBe(statSync(vault).ino)
    expect(statSync(backup.path).mode & 0o777).toBe(0o600)
  })

  it('each copy of one millisecond has its own name', () => {
    broken.link = 'EPERM'
    backups.keep(now)
    writeFileSync(vault, 'two')
    backups.keep(now)
    expect(backups.list().map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['two', 'one'])
  })

  it('a copy that could not be finished is no backup', () => {
    broken.link = 'EPERM'
    broken.write = 'ENOSPC'
    expect(refusal(() => backups.keep(now)).details).toMatchObject({ doing: 'backup', cause: 'ENOSPC' })
    for (const folder of backups.folders) expect(readdirSync(folder)).toEqual([])
  })

  it('a file that must not replace one can be made, and never replaces one', () => {
    broken.link = 'EPERM'
    const path = join(folder, 'new')
    replaceFile(path, Buffer.from('first'), { unique: 'x', exclusive: true })
    const second = () => replaceFile(path, Buffer.from('second'), { unique: 'y', exclusive: true })
    expect(refusal(second).details).toEqual({ doing: 'replace', path, cause: 'EEXIST' })
    expect(readFileSync(path, 'utf8')).toBe('first')
    expect(readdirSync(folder).sort()).toEqual(['new', 'vault'])
  })

  it('a replica still has its id', () => {
    broken.link = 'EPERM'
    const replica = new Replica(join(folder, 'state'), () => 'a-name-of-some-length')
    expect(replica.id).toBe('a-name-of-some-length')
  })

  it('a disk that says no is not asked for a copy', () => {
    broken.link = 'EIO'
    expect(refusal(() => backups.keep(now)).details).toMatchObject({ doing: 'backup', cause: 'EIO' })
    for (const folder of backups.folders) expect(readdirSync(folder)).toEqual([])
  })
})

it.runIf(process.platform === 'linux')('the folder of a backup is synced, and all above it that may be new', () => {
  const paths: string[] = []
  synced.by = descriptor => void paths.push(readlinkSync(`/proc/self/fd/${descriptor}`))
  backups.keep(now)
  const real = realpathSync(backups.folder)
  expect(paths).toEqual([real, dirname(real), dirname(dirname(real))])
  paths.length = 0
  backups.keep(now)
  expect(paths).toEqual([real])
  paths.length = 0
  backups.remove(backups.list())
  expect(paths).toEqual([real])
})
