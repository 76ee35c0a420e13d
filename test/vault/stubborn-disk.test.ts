/** What the store makes of the errors of a disk: of Windows, of disks without this or that, of one that is read-only. */
import { existsSync, mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Backups } from '../../src/vault/backups.ts'
import { discard, makeFolder, replaceFile, syncFolder, writeCache, writeNew } from '../../src/vault/disk.ts'
import { writeOutside } from '../../src/vault/outside-file.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

type Call = 'rename' | 'link' | 'fsync' | 'rm' | 'write' | 'mkdir' | 'read' | 'lstat'

interface Fault {
  readonly call: Call
  readonly code: string
  times: number
  /** So many of them succeed before. */
  after?: number
  /** What happens all the same. */
  readonly meanwhile?: (...args: unknown[]) => void
}

/** The calls that fail. */
const disk = vi.hoisted(() => ({ faults: [] as Fault[] }))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const faulty =
    <A extends unknown[], R>(call: Call, real: (...args: A) => R): ((...args: A) => R) =>
    (...args) => {
      const fault = disk.faults.find(fault => fault.call === call && fault.times > 0)
      if (!fault) return real(...args)
      if (fault.after) {
        fault.after -= 1
        return real(...args)
      }
      fault.times -= 1
      fault.meanwhile?.(...args)
      throw Object.assign(new Error(fault.code), { code: fault.code, syscall: call })
    }
  return {
    ...fs,
    renameSync: faulty('rename', fs.renameSync),
    linkSync: faulty('link', fs.linkSync),
    fsyncSync: faulty('fsync', fs.fsyncSync),
    rmSync: faulty('rm', fs.rmSync),
    writeSync: faulty<[number, NodeJS.ArrayBufferView, (number | null)?], number>('write', fs.writeSync),
    mkdirSync: faulty('mkdir', fs.mkdirSync),
    readFileSync: faulty<Parameters<typeof fs.readFileSync>, unknown>('read', fs.readFileSync),
    lstatSync: faulty<Parameters<typeof fs.lstatSync>, unknown>('lstat', fs.lstatSync),
  }
})

let place: House
let folder: string
let path: string

beforeEach(() => {
  place = house()
  folder = join(place.folder, 'data')
  path = join(folder, 'file')
  writeFileSync(path, 'old', { mode: 0o600 })
})
afterEach(() => {
  disk.faults = []
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  place.remove()
})

const fails = (call: Call, code: string, times = Number.POSITIVE_INFINITY, more: Partial<Fault> = {}) =>
  disk.faults.push({ call, code, times, ...more })
const text = () => readFileSync(path, 'utf8')
const replace = () => replaceFile(path, Buffer.from('new'), { unique: 'x' })

function onWindows(): void {
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }))
}

describe('a rename that fails', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY', 'EROFS', 'ENOENT', 'EXDEV', 'ENOTDIR', 'EISDIR', 'ENOSPC', 'EIO'])(
    'leaves the old file in its place, and says so: %s',
    cause => {
      fails('rename', cause)
      expect(refusal(replace).details).toEqual({ doing: 'replace', path, cause })
      expect(text()).toBe('old')
      expect(readdirSync(folder)).toEqual(['file'])
    },
  )

  it('is not tried again where no other program can be in the way', () => {
    fails('rename', 'EPERM', 1)
    expect(refusal(replace).details).toMatchObject({ cause: 'EPERM' })
  })
})

describe('a rename whose answer is lost, as on a network disk', () => {
  it('has succeeded where the new bytes are in place', () => {
    fails('rename', 'EIO', 1, { meanwhile: () => writeFileSync(path, 'new') })
    expect(replace()).toBeUndefined()
    expect(text()).toBe('new')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it.each(['other', 'old'])('has failed where other bytes are there (%s) and the new ones still beside them', there => {
    fails('rename', 'EIO', 1, { meanwhile: () => writeFileSync(path, there) })
    expect(refusal(replace).details).toEqual({ doing: 'replace', path, cause: 'EIO' })
    expect(text()).toBe(there)
  })

  it('has an unknown end where neither is to be seen', () => {
    fails('rename', 'EIO', 1, { meanwhile: temporary => unlinkSync(String(temporary)) })
    expect(refusal(replace).details).toEqual({ doing: 'unsure', path, cause: 'EIO' })
    fails('rename', 'EIO', 1)
    fails('lstat', 'ESTALE', 1)
    expect(refusal(replace).details).toEqual({ doing: 'unsure', path, cause: 'EIO' })
    expect(text()).toBe('old')
  })

  it('is looked for in the file itself, not by its size alone', () => {
    fails('rename', 'EIO', 1, { meanwhile: () => writeFileSync(path, 'wen') })
    expect(refusal(replace).details).toMatchObject({ doing: 'replace' })
    fails('rename', 'EIO', 1, { meanwhile: () => writeFileSync(path, 'newer') })
    expect(refusal(replace).details).toMatchObject({ doing: 'replace' })
  })
})

describe('a new file', () => {
  it('that reads otherwise than it was written is not put in place', () => {
    const before = readdirSync(folder)
    vi.spyOn(Buffer.prototype, 'equals').mockReturnValueOnce(false)
    expect(refusal(replace).details).toEqual({ doing: 'write', path, cause: 'EIO' })
    expect([text(), readdirSync(folder)]).toEqual(['old', before])
  })

  it('that is in place but may not outlast a power cut is told of', () => {
    // The first is of the file itself.
    fails('fsync', 'EIO', 1, { after: 1 })
    const warning = replace()
    expect(warning).toMatchObject({ code: 'storage', details: { doing: 'settle', path, cause: 'EIO' } })
    expect(text()).toBe('new')
  })

  it('is no reason to hide a bug', () => {
    const bug = () => {
      throw new RangeError('a bug')
    }
    fails('rename', 'EIO', 1, { meanwhile: bug })
    expect(replace).toThrow(RangeError)
    fails('fsync', 'EIO', 1, { after: 1, meanwhile: bug })
    expect(replace).toThrow(RangeError)
  })
})

describe('on Windows, where another program may have the file open', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('a rename is tried again until it succeeds: %s', code => {
    onWindows()
    fails('rename', code, 4)
    expect(replace()).toBeUndefined()
    expect(text()).toBe('new')
  })

  it('a rename is given up after some seconds', { timeout: 20_000 }, () => {
    onWindows()
    fails('rename', 'EPERM')
    const start = performance.now()
    expect(refusal(replace).details).toEqual({ doing: 'replace', path, cause: 'EPERM' })
    const seconds = (performance.now() - start) / 1000
    expect(seconds).toBeGreaterThan(4)
    expect(seconds).toBeLessThan(10)
    expect(text()).toBe('old')
  })

  it('what cannot pass is not waited for', () => {
    onWindows()
    fails('rename', 'ENOSPC', 1)
    expect(refusal(replace).details).toMatchObject({ cause: 'ENOSPC' })
  })

  it('notes and what is to be taken away wait as well', () => {
    onWindows()
    fails('rename', 'EBUSY', 2)
    writeCache(path, Buffer.from('a note'), 'x')
    expect(text()).toBe('a note')
    fails('rm', 'EPERM', 2)
    discard(path)
    expect(existsSync(path)).toBe(false)
  })

  it('a stick that cannot link files (EISDIR) takes vaults and backups', () => {
    onWindows()
    fails('link', 'EISDIR')
    const other = join(folder, 'other')
    replaceFile(other, Buffer.from('new'), { unique: 'x', exclusive: true })
    expect(readFileSync(other, 'utf8')).toBe('new')
    const backups = new Backups(path, join(folder, 'state'))
    backups.keep(new Date('2026-11-20T12:00:00Z'))
    expect(backups.list()).toHaveLength(1)
  })
})

it('a note that cannot be kept is told as that, and leaves nothing', () => {
  fails('rename', 'EROFS')
  const keep = () => writeCache(path, Buffer.from('a note'), 'x')
  expect(refusal(keep).details).toEqual({ doing: 'remember', path, cause: 'EROFS' })
  expect([text(), readdirSync(folder)]).toEqual(['old', ['file']])
})

describe('a folder', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOTTY', 'ENOSYS', 'EISDIR', 'EBADF'])(
    'that cannot be synced at all fails nothing: %s',
    code => {
      fails('fsync', code)
      expect(() => syncFolder(folder)).not.toThrow()
    },
  )

  it.each(['EIO', 'ENOSPC', 'EROFS', 'EDQUOT'])('whose sync fails says so: %s', code => {
    fails('fsync', code)
    expect(() => syncFolder(folder)).toThrow(code)
  })

  it('whose sync fails is told of where a file of the user is in it, which stays', () => {
    // The file's own sync comes first.
    fails('fsync', 'EIO', 1, { after: 1 })
    const other = join(folder, 'other')
    const error = refusal(() => writeOutside({ path: other, text: 'new', unique: 'x' }))
    expect(error.code).toBe('storage')
    expect(error.details).toEqual({ doing: 'settle', path: other, cause: 'EIO' })
    expect(readFileSync(other, 'utf8')).toBe('new')
  })

  it('that cannot be made says why, not that it is missing', () => {
    // So Node puts a read-only disk: it looks for the folder that it could not make.
    fails('mkdir', 'ENOENT', 1)
    fails('mkdir', 'EROFS', 1)
    const deep = join(folder, 'a', 'b')
    expect(refusal(() => makeFolder(deep, 'claim')).details).toEqual({ doing: 'claim', path: deep, cause: 'EROFS' })
  })
})

it.runIf(process.platform === 'linux')('an error that Node does not know still has its name', () => {
  fails('write', 'Unknown system error -122')
  expect(refusal(replace).details).toEqual({ doing: 'write', path, cause: 'EDQUOT' })
  expect(() => writeNew(join(folder, 'other'), Buffer.from('new'))).toThrow()
})

it('a backup that is copied is kept whatever lies in the folder already', () => {
  const backups = new Backups(path, join(folder, 'state'))
  mkdirSync(join(backups.folder, '.copy.tmp'), { recursive: true })
  const now = new Date('2026-11-20T12:00:00Z')
  for (let n = 1; n <= 3; n++) backups.keep(now, 'copy')
  expect(backups.list()).toHaveLength(3)
})

it('a backup is numbered after all that have its time; if every name is taken, it fails and does not go on forever', () => {
  const backups = new Backups(path, join(folder, 'state'))
  const time = '2026-11-20T12.00.00.000Z'
  for (const taken of backups.folders) mkdirSync(join(taken, `${time}-200.igcodes`), { recursive: true })
  const keep = () => backups.keep(new Date('2026-11-20T12:00:00Z'))
  expect(keep()).toMatch(/-201$/)
  fails('link', 'EEXIST')
  expect(refusal(keep).details).toEqual({ doing: 'backup', path: backups.folder, cause: 'EEXIST' })
  disk.faults = []
  expect(keep()).toMatch(/-202$/)
})
