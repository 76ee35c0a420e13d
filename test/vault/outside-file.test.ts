import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StandingFile } from '../../src/errors.ts'
import { type OutsideFile, requireNewFile, writeOutside } from '../../src/vault/outside-file.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let place: House
let folder: string
let path: string

beforeEach(() => {
  place = house()
  folder = join(place.folder, 'data')
  path = join(folder, 'codes.txt')
})
afterEach(() => {
  vi.restoreAllMocks()
  place.remove()
})

const write = (replacing?: OutsideFile['replacing'], at = path) =>
  writeOutside({ path: at, text: 'new 合言葉\n', unique: 'x', ...(replacing && { replacing }) })
const text = (at = path) => readFileSync(at, 'utf8')
const never = { mayReplace: () => false, force: false }
const always = { mayReplace: () => true, force: false }

/** What can stand in the place of a new file, and what it is called. */
const standing: readonly (readonly [StandingFile, string, () => void])[] = [
  ['folder', 'a folder', () => mkdirSync(path)],
  ['other', 'a pipe', () => void execFileSync('mkfifo', [path])],
  ['other', 'a link to a device', () => symlinkSync('/dev/null', path)],
  ['vault', 'a vault', () => writeFileSync(path, 'igcodes-vault/9\n')],
]

describe('a new file', () => {
  it('is written whole, for its owner alone, and nothing beside it', () => {
    write()
    expect(text()).toBe('new 合言葉\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual([basename(path)])
  })

  it('is written where a file might have been replaced', () => {
    write(never)
    expect(text()).toBe('new 合言葉\n')
  })

  it('is never written through a link that leads nowhere', () => {
    symlinkSync(join(folder, 'nowhere'), path)
    expect(refusal(write)).toMatchObject({ code: 'file-exists', exitCode: 24 })
    expect(refusal(write).details).toEqual({ path, what: 'file', isFinal: true })
    expect(refusal(() => write(always)).details).toEqual({ path, what: 'file', isFinal: false })
    expect(readdirSync(folder)).toEqual([basename(path)])
    expect(readlinkSync(path)).toBe(join(folder, 'nowhere'))
  })

  it('that cannot be written says why', () => {
    const lost = join(folder, 'gone', 'codes.txt')
    const error = refusal(() => write(undefined, lost))
    expect(error).toMatchObject({ code: 'storage', exitCode: 16 })
    expect(error.details).toEqual({ doing: 'write', path: lost, cause: 'ENOENT' })
  })

  it('whose place cannot be seen says why', () => {
    symlinkSync(path, path)
    for (const work of [write, () => requireNewFile(path)])
      expect(refusal(work).details).toEqual({ doing: 'read', path, cause: 'ELOOP' })
  })

  it('needs a name that is usable on Windows, by its full path; one that is there has one', () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('win32')
    const error = refusal(() => write(undefined, 'test/nul'))
    expect(error.code).toBe('unusable-name')
    expect(error.details).toEqual({ name: 'nul', path: join(process.cwd(), 'test', 'nul') })
    const there = join(folder, 'aux')
    writeFileSync(there, 'old')
    write(always, there)
    expect(text(there)).toBe('new 合言葉\n')
  })
})

describe('a file that is there', () => {
  beforeEach(() => writeFileSync(path, 'old'))

  it('stays where only a new one is wanted', () => {
    const error = refusal(write)
    expect(error).toMatchObject({ code: 'file-exists', exitCode: 24 })
    expect(error.details).toEqual({ path, what: 'file', isFinal: true })
    expect(text()).toBe('old')
  })

  it('stays where its beginning says so, and is replaced where it does', () => {
    const seen: string[] = []
    const mayReplace = (beginning: string) => seen.push(beginning) > 1
    expect(refusal(() => write({ mayReplace, force: false })).details).toEqual({ path, what: 'file', isFinal: false })
    expect(text()).toBe('old')
    write({ mayReplace, force: false })
    expect(text()).toBe('new 合言葉\n')
    expect(seen).toEqual(['old', 'old'])
    expect(readdirSync(folder)).toEqual([basename(path)])
  })

  it('is replaced by force, whatever it begins with', () => {
    writeFileSync(path, 'a copy of igcodes-vault/2\n')
    write({ ...never, force: true })
    expect(text()).toBe('new 合言葉\n')
  })

  it('is replaced where a link leads to it, and the link stays', () => {
    const link = join(folder, 'link')
    symlinkSync(path, link)
    write(always, link)
    expect(text()).toBe('new 合言葉\n')
    expect(readlinkSync(link)).toBe(path)
    expect(lstatSync(path).isFile()).toBe(true)
  })
})

describe('what is no file of the user', () => {
  it.each(standing)('a %s is never replaced, not even by force: %s', (what, _, make) => {
    make()
    const { ino } = lstatSync(path)
    const asked: string[] = []
    const mayReplace = (beginning: string) => asked.push(beginning) > 0
    expect(refusal(write).details).toEqual({ path, what, isFinal: true })
    for (const force of [true, false])
      expect(refusal(() => write({ mayReplace, force })).details).toEqual({ path, what, isFinal: false })
    // Only a file is read.
    expect(asked).toEqual([what === 'vault' ? 'igcodes-vault/9\n' : ''])
    expect(lstatSync(path).ino).toBe(ino)
  })

  it.each([['file', 'a file', () => writeFileSync(path, 'old')] as const, ...standing])(
    'a %s is refused before work is done for a new file: %s',
    (what, _, make) => {
      requireNewFile(path)
      expect(existsSync(path)).toBe(false)
      make()
      const error = refusal(() => requireNewFile(path))
      expect(error).toMatchObject({ code: 'file-exists', exitCode: 24 })
      expect(error.details).toEqual({ path, what, isFinal: true })
    },
  )
})
