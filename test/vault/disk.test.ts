import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../../src/errors.ts'
import {
  asStorageError,
  isSystemError,
  makeFolder,
  readSmallFile,
  readStart,
  removeLeftovers,
  replaceFile,
  syncFolder,
  withStorageErrors,
  writeNew,
} from '../../src/vault/disk.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let place: House
let folder: string
let path: string

beforeEach(() => {
  place = house()
  folder = join(place.folder, 'data')
  path = join(folder, 'file')
})
afterEach(() => place.remove())

const text = () => readFileSync(path, 'utf8')
const mode = (of: string) => statSync(of).mode & 0o777

describe('reading a file', () => {
  it('follows a link, or refuses it', () => {
    makeFolder(folder, 'read')
    writeFileSync(path, 'text')
    const link = join(folder, 'link')
    symlinkSync(path, link)
    expect(String(readSmallFile(link, 100, 'follow'))).toBe('text')
    expect(String(readSmallFile(path, 100, 'refuse'))).toBe('text')
    expect(readSmallFile(link, 100, 'refuse')).toBe('link')
    // Put there after the look.
    expect(() => readStart(link, 100, 'refuse')).toThrow('ELOOP')
  })
})

describe('syncing a folder', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is not tried on Windows, which cannot', () => {
    const none = join(folder, 'none')
    expect(() => syncFolder(none)).toThrow('ENOENT')
    vi.stubGlobal('process', { ...process, platform: 'win32' })
    expect(() => syncFolder(none)).not.toThrow()
  })
})

describe('replacing a file', () => {
  it('makes it, private, and leaves nothing else', () => {
    replaceFile(path, Buffer.from('new'), { unique: 'x' })
    expect(text()).toBe('new')
    expect(mode(path)).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it('puts the new bytes in the place of the old, private again', () => {
    writeFileSync(path, 'old')
    chmodSync(path, 0o644)
    replaceFile(path, Buffer.from('new'), { unique: 'x' })
    expect(text()).toBe('new')
    expect(mode(path)).toBe(0o600)
  })

  it('writes all of a large file', () => {
    const bytes = Buffer.alloc(3_000_001, 'abc')
    replaceFile(path, bytes, { unique: 'x' })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('lets a backup be made while the new bytes are on the disk and the old file is in its place', () => {
    writeFileSync(path, 'old')
    const seen: string[] = []
    replaceFile(path, Buffer.from('new'), {
      unique: 'x',
      beforeReplacing: () => seen.push(`${text()} ${readdirSync(folder)}`),
    })
    expect(seen).toEqual(['old file,~file.x.tmp'])
  })

  it('stops when that throws, and takes its file away', () => {
    writeFileSync(path, 'old')
    const fail = () => {
      throw new Error('no')
    }
    expect(() => replaceFile(path, Buffer.from('new'), { unique: 'x', beforeReplacing: fail })).toThrow('no')
    expect(text()).toBe('old')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it('leaves a file alone when it must not replace one', () => {
    writeFileSync(path, 'old')
    const error = refusal(() => replaceFile(path, Buffer.from('new'), { unique: 'x', exclusive: true }))
    expect(error.details).toEqual({ doing: 'replace', path, cause: 'EEXIST' })
    expect(text()).toBe('old')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it('makes a file that must not replace one, when there is none', () => {
    replaceFile(path, Buffer.from('new'), { unique: 'x', exclusive: true })
    expect(text()).toBe('new')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it.each([
    ['write', 'ENOENT', 'gone/file'],
    ['write', 'ENOTDIR', 'file/file'],
    ['replace', 'EISDIR', 'folder'],
  ])('says what it was doing: %s, %s', (doing, cause, name) => {
    writeFileSync(path, 'old')
    mkdirSync(join(folder, 'folder'))
    const target = join(folder, name)
    const error = refusal(() => replaceFile(target, Buffer.from('new'), { unique: 'x' }))
    expect(error).toMatchObject({ code: 'storage', exitCode: 16, details: { doing, cause, path: target } })
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder'])
  })
})

describe('a new file', () => {
  it('never takes the place of another', () => {
    writeFileSync(path, 'old')
    expect(() => writeNew(path, Buffer.from('new'))).toThrow('EEXIST')
    expect(text()).toBe('old')
  })

  it('may be empty', () => {
    writeNew(path, new Uint8Array())
    expect(text()).toBe('')
  })
})

describe('what killed writers left', () => {
  it('is taken away, and nothing else', () => {
    const others = [
      '.file.tmp',
      '.file.x',
      'file',
      'file.x.tmp',
      '.other.x.tmp',
      '.file.igcodes.x.tmp',
      '~file.igcodes.x.tmp',
      '~file.tmp',
    ]
    for (const name of [...others, '~file.x.tmp', '.file.aB-_9.tmp', '.file.0123456789abcdef.tmp'])
      writeFileSync(join(folder, name), '')
    removeLeftovers(path)
    expect(readdirSync(folder).sort()).toEqual(others.sort())
  })

  it('is a storage failure to look for, where there is no folder', () => {
    const error = refusal(() => removeLeftovers(join(folder, 'gone', 'file')))
    expect(error).toMatchObject({ code: 'storage', details: { cause: 'ENOENT' } })
  })
})

describe('a folder', () => {
  it('is made with those above it, all private', () => {
    makeFolder(join(folder, 'a', 'b'), 'write')
    expect([mode(join(folder, 'a')), mode(join(folder, 'a', 'b'))]).toEqual([0o700, 0o700])
    makeFolder(join(folder, 'a', 'b'), 'write')
  })

  it('in the place of a file is a storage failure', () => {
    writeFileSync(path, '')
    expect(refusal(() => makeFolder(path, 'claim')).details).toEqual({ doing: 'claim', path, cause: 'EEXIST' })
    expect(existsSync(path)).toBe(true)
  })
})

describe('telling of the disk', () => {
  it('turns a system error into a storage failure, and nothing else', () => {
    const user = new UserError('cancelled')
    const bug = Object.assign(new Error('bug'), { code: 'ERR_INVALID_ARG_TYPE' })
    const thrown = (error: unknown) => {
      try {
        return withStorageErrors('read', '/v', () => {
          throw error
        })
      } catch (seen) {
        return seen
      }
    }
    expect(thrown(user)).toBe(user)
    expect(thrown(bug)).toBe(bug)
    expect(thrown(Object.assign(new Error(), { syscall: 'open', code: 'EIO' }))).toMatchObject({
      details: { doing: 'read', path: '/v', cause: 'EIO' },
    })
    expect(isSystemError('EIO')).toBe(false)
  })

  it('names a read that failed unexpectedly, and nothing else', () => {
    const failed = (syscall: string) => Object.assign(new Error(), { syscall, code: 'EIO', path: '/v' })
    expect(asStorageError(failed('open'))).toMatchObject({ details: { doing: 'read', path: '/v', cause: 'EIO' } })
    expect(asStorageError(failed('scandir'))).toBeInstanceOf(UserError)
    // What came of a write only the writer knows.
    const [write, spawn] = [failed('rename'), failed('spawn git')]
    expect([asStorageError(write), asStorageError(spawn), asStorageError(7)]).toEqual([write, spawn, 7])
  })
})
