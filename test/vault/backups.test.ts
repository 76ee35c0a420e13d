import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  Backups,
  backupsIn,
  dayOf,
  foldersOf,
  hasVaultForm,
  keptByRetention,
  newestFirst,
  readBackup,
} from '../../src/vault/backups.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house, tree } from './samples.ts'

let place: House
let vault: string
let folder: string
let backups: Backups

beforeEach(() => {
  place = house()
  vault = place.vault
  backups = new Backups(vault, place.state)
  folder = backups.folder
})
afterEach(() => place.remove())

const time = (text: string) => new Date(text)
const ids = () => backups.list().map(({ id }) => id)

/** Keeps what the vault holds now. */
function keep(content: string, at: string): void {
  writeFileSync(vault, content, { mode: 0o600 })
  backups.keep(time(at))
}

describe('backups', () => {
  it('that cannot be listed are not said to be none', () => {
    expect(ids()).toEqual([])
    // A link to itself leads nowhere for any caller.
    mkdirSync(dirname(folder), { recursive: true })
    symlinkSync(folder, folder)
    expect(refusal(ids)).toMatchObject({ code: 'storage', details: { doing: 'read', path: folder } })
    expect(refusal(() => backups.find('2026')).code).toBe('storage')
    // Only a hint needs the newest; but a bug is not hidden.
    expect(backups.newest()).toBeUndefined()
    vi.spyOn(backups, 'list').mockImplementation(() => {
      throw new TypeError('a bug')
    })
    expect(() => backups.newest()).toThrow(TypeError)
  })

  it('are in the state and beside the vault, and the newest is named', () => {
    expect(backups.folders).toEqual([folder, `${vault}.backups`])
    expect(dirname(folder)).toBe(join(place.state, 'backups'))
    expect(backups.newest()).toBeUndefined()
    keep('one', '2026-11-20T18:04:05.123Z')
    keep('two', '2026-11-20T18:04:05.124Z')
    expect(backups.newest()).toBe('2026-11-20T18:04:05.124Z')
  })

  it('are in folders, each of which is named once', () => {
    expect(foldersOf(['/a/1', '/b/1', '/a/2'].map(path => ({ id: '', path })))).toEqual(['/a', '/b'])
  })

  it('are told apart by time, then by number', () => {
    const sorted = [
      '2026-11-20T18:04:06.000Z',
      '2026-11-20T18:04:05.123Z-10',
      '2026-11-20T18:04:05.123Z-9',
      '2026-11-20T18:04:05.123Z-2',
      '2026-11-20T18:04:05.123Z',
      '2025-12-31T23:59:59.999Z-3',
    ]
    expect(sorted.toReversed().toSorted(newestFirst)).toEqual(sorted)
    expect(sorted.map(dayOf)).toEqual([...Array.from({ length: 5 }, () => '2026-11-20'), '2025-12-31'])
  })

  it.each([
    '2026-11-20T18.04.05.123Z.igcodes',
    '2026-11-20T18.04.05.123Z-2.igcodes',
    '2026-11-20T18.04.05.123Z-12.igcodes',
    '2026-11-20T18.04.05Z.igcodes',
  ])('are known by their names: %s', name => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), '')
    const id = name.replace('.igcodes', '').replace('18.04.05', '18:04:05')
    expect(backupsIn(folder)).toEqual([{ id, path: join(folder, name) }])
  })

  it.each([
    'x2026-11-20T18.04.05.123Z.igcodes',
    '2026-11-20T18.04.05.123Z.igcodes.bak',
    '2026-11-20T18.04.05.123Z.igcodesx',
    '2026-11-20T18.04.05.123Z-.igcodes',
    '2026-11-20T18.04.05.123Z-x.igcodes',
    '2026-11-20T18.04.05.123Zigcodes',
    '2026-11-20T.igcodes',
    '2026-11-20TZ.igcodes',
    '2026-11-20T18x04Z.igcodes',
    '2026-11-20.igcodes',
    '2026-11-2T18.04.05.123Z.igcodes',
    '2026-1-20T18.04.05.123Z.igcodes',
    '226-11-20T18.04.05.123Z.igcodes',
  ])('are none by another name: %s', name => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), '')
    expect(backupsIn(folder)).toEqual([])
  })
})

describe('backups beside the vault, as earlier versions kept them', () => {
  beforeEach(() => {
    for (let day = 10; day < 22; day++) keep(`${day}`, `2026-11-${day}T08:00:00.000Z`)
    renameSync(folder, `${vault}.backups`)
  })

  it('are listed, found, read and deleted like the others, and stay where they are', () => {
    keep('new', '2026-11-22T08:00:00.000Z')
    expect(readdirSync(folder)).toEqual(['2026-11-22T08.00.00.000Z.igcodes'])
    expect(ids()[0]).toBe('2026-11-22T08:00:00.000Z')
    const old = backups.find('2026-11-21')
    if (!old) throw new Error('not found')
    expect(dirname(old.path)).toBe(`${vault}.backups`)
    expect(readBackup(old).length).toBeGreaterThan(0)
    backups.remove([old])
    expect(ids()).not.toContain(old.id)
  })

  it('make room under the one retention rule', () => {
    for (let day = 22; day < 30; day++) keep(`${day}`, `2026-11-${day}T08:00:00.000Z`)
    expect(ids()).toEqual([...keptByRetention(ids(), time('2026-11-29T08:00:00.000Z'))].sort().reverse())
    expect(readdirSync(folder)).toHaveLength(8)
    expect(readdirSync(`${vault}.backups`).length).toBeLessThan(8)
  })
})

describe('the folder of the backups', () => {
  it('belongs to the vault’s real path: a link leads to the same, and a vault that is gone has it still', () => {
    keep('one', '2026-11-20T18:04:05.123Z')
    const link = join(place.folder, 'link')
    symlinkSync(vault, link)
    expect(new Backups(link, place.state).list()).toEqual(backups.list())
    expect(basename(folder)).toMatch(/^[0-9a-f]{16}$/)
    rmSync(vault)
    expect(new Backups(vault, place.state).list()).toHaveLength(1)
    expect(new Backups(`${vault}2`, place.state).folder).not.toBe(folder)
  })

  it('is beside the vault where the state cannot be written', () => {
    mkdirSync(place.state)
    writeFileSync(join(place.state, 'backups'), 'in the way')
    keep('one', '2026-11-20T18:04:05.123Z')
    expect(tree(`${vault}.backups`)).toEqual(new Map([['2026-11-20T18.04.05.123Z.igcodes', 0o600]]))
    expect(ids()).toHaveLength(1)
  })
})

describe('a backup', () => {
  it('holds what the vault held, under the time at which it was replaced', () => {
    keep('one', '2026-11-20T18:04:05.123Z')
    expect(ids()).toEqual(['2026-11-20T18:04:05.123Z'])
    const [backup] = backups.list()
    expect(backup && Buffer.from(readBackup(backup)).toString()).toBe('one')
  })

  it('is a second name of the same file, in a private folder, without a colon', () => {
    keep('one', '2026-11-20T18:04:05.123Z')
    expect(tree(folder)).toEqual(new Map([['2026-11-20T18.04.05.123Z.igcodes', 0o600]]))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, '2026-11-20T18.04.05.123Z.igcodes')).ino).toBe(statSync(vault).ino)
  })

  it('is a file of its own where the vault’s stays in use, and whole before it has its name', () => {
    writeFileSync(vault, 'one', { mode: 0o600 })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '.copy.tmp'), 'half of one')
    backups.keep(time('2026-11-20T18:04:05.123Z'), 'copy')
    expect(tree(folder)).toEqual(new Map([['2026-11-20T18.04.05.123Z.igcodes', 0o600]]))
    const copy = join(folder, '2026-11-20T18.04.05.123Z.igcodes')
    expect(readFileSync(copy, 'utf8')).toBe('one')
    expect(statSync(copy).ino).not.toBe(statSync(vault).ino)
  })

  it('gets a number where there is one of the same millisecond', () => {
    for (let n = 0; n < 3; n++) keep('one', '2026-11-20T18:04:05.123Z')
    expect(ids()).toEqual(['3', '2', ''].map(n => `2026-11-20T18:04:05.123Z${n && `-${n}`}`))
  })

  it('is skipped when its name is none that igcodes makes', () => {
    keep('one', '2026-11-20T18:04:05.123Z')
    for (const name of ['notes.txt', '.2026-11-20T18.04.05.123Z.igcodes.x.tmp', '2026.igcodes'])
      writeFileSync(join(folder, name), '')
    expect(ids()).toHaveLength(1)
    for (let day = 21; day < 31; day++) keep('one', `2026-11-${day}T00:00:00.000Z`)
    expect(readdirSync(folder)).toContain('notes.txt')
  })

  it('is none where there are none', () => {
    expect(ids()).toEqual([])
    expect(backups.find('2026')).toBeUndefined()
  })

  it('that went away while it was read is a storage failure', () => {
    const path = join(folder, 'gone')
    expect(refusal(() => readBackup({ id: 'x', path })).details).toEqual({ doing: 'read', path, cause: 'ENOENT' })
  })

  it('that is no file is damaged, and has not the form of a vault', () => {
    mkdirSync(folder, { recursive: true })
    const error = refusal(() => readBackup({ id: 'x', path: folder }))
    expect(error.code).toBe('damaged')
    expect(error.details).toEqual({ part: 'magic', path: folder })
    for (const path of [folder, join(folder, 'gone')]) expect(hasVaultForm({ id: 'x', path })).toBe(false)
    // A bug is not hidden.
    expect(() => hasVaultForm({ id: 'x', path: '\0' })).toThrow(TypeError)
  })

  it('is read no further than it takes to see that it is too large', () => {
    const most = 64 * 1024 * 1024
    const path = join(place.folder, 'large')
    for (const [size, length] of [
      [most, most],
      [most + 1, most + 1],
      [most + 2, most + 1],
    ] as const) {
      writeFileSync(path, '')
      truncateSync(path, size)
      expect(readBackup({ id: 'x', path })).toHaveLength(length)
    }
  })

  it('can be of another file than the vault', () => {
    const other = join(place.folder, 'other')
    writeFileSync(other, 'other')
    expect(backups.keep(time('2026-11-20T18:04:05.123Z'), 'copy', other)).toBe('2026-11-20T18:04:05.123Z')
    expect(backups.list().map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['other'])
    expect(readFileSync(other, 'utf8')).toBe('other')
  })

  it('is kept though those beside the vault cannot be listed', () => {
    symlinkSync(`${vault}.backups`, `${vault}.backups`)
    keep('one', '2026-11-20T18:04:05.123Z')
    expect(readdirSync(folder)).toEqual(['2026-11-20T18.04.05.123Z.igcodes'])
  })

  it('is made at no other place where the program itself breaks', () => {
    writeFileSync(vault, 'one')
    expect(() => backups.keep(time('never'))).toThrow(RangeError)
    expect(existsSync(`${vault}.backups`)).toBe(false)
  })

  it('takes what killed processes left away, and nothing else', () => {
    mkdirSync(folder, { recursive: true })
    const left = ['.0123456789abcdef.copy.tmp', 'x.copy.tmp']
    for (const name of [...left, 'a.tmp', '.copy.tmp.x']) writeFileSync(join(folder, name), '')
    keep('one', '2026-11-20T18:04:05.123Z')
    expect(readdirSync(folder).toSorted()).toEqual(['.copy.tmp.x', '2026-11-20T18.04.05.123Z.igcodes', 'a.tmp'])
  })

  it('that cannot be deleted is named, and so is a folder that is gone', () => {
    mkdirSync(folder, { recursive: true })
    const error = refusal(() => backups.remove([{ id: 'x', path: folder }]))
    expect(error.code).toBe('storage')
    expect(error.details).toMatchObject({ doing: 'backup', path: folder, cause: expect.stringContaining('EISDIR') })
    const gone = join(place.folder, 'gone')
    const second = refusal(() => backups.remove([{ id: 'x', path: join(gone, 'x') }]))
    expect(second.details).toEqual({ doing: 'backup', path: gone, cause: 'ENOENT' })
  })

  it('cannot be made of nothing, nor where a file is in the way of the folder', () => {
    expect(refusal(() => backups.keep(time('2026-11-20'))).details).toMatchObject({ doing: 'backup', cause: 'ENOENT' })
    writeFileSync(vault, '')
    for (const path of backups.folders) {
      rmSync(path, { recursive: true, force: true })
      writeFileSync(path, '')
    }
    expect(refusal(() => backups.keep(time('2026-11-20'))).details).toEqual({
      doing: 'backup',
      path: folder,
      cause: 'EEXIST',
    })
  })
})

describe('finding a backup', () => {
  const days = ['2026-11-19T08:00:00.000Z', '2026-11-20T18:04:05.123Z', '2026-11-20T18:04:59.000Z']

  it.each([
    ['2026-11-20T18:04:05.123Z', days[1]],
    ['2026-11-20T18:04', days[2]],
    ['20261120', days[2]],
    ['2026-11-19', days[0]],
    ['2026', days[2]],
    ['2026-11-20 18.04.05', days[1]],
    ['2025', undefined],
    ['', undefined],
    ['latest', undefined],
  ])('by %j', (typed, id) => {
    for (const day of days) keep('one', day)
    expect(backups.find(typed)?.id).toBe(id)
  })

  it('by its whole id finds that very one, though another id begins alike', () => {
    for (let n = 0; n < 3; n++) keep('one', '2026-11-20T18:04:05.123Z')
    for (const id of ids()) expect(backups.find(id)?.id).toBe(id)
  })
})

describe('what is worth keeping', () => {
  const id = (ms: number) => new Date(ms).toISOString()
  const day = 86_400_000
  const start = Date.parse('2026-11-20T12:00:00Z')
  const later = new Date(start + 1000 * day)

  it('is everything, as long as there are no more than ten', () => {
    const all = Array.from({ length: 10 }, (_, n) => id(start + n))
    expect([...keptByRetention(all, later)].sort()).toEqual(all)
  })

  it('is the last ten of a busy day', () => {
    const all = Array.from({ length: 500 }, (_, n) => id(start + n * 60_000))
    expect([...keptByRetention(all, later)].sort()).toEqual(all.slice(-10))
  })

  it('is the last ten of what was made until now, this moment included', () => {
    const all = Array.from({ length: 12 }, (_, n) => id(start + n))
    expect([...keptByRetention(all, new Date(start + 11))].sort()).toEqual(all.slice(-10))
    const second = `${id(start + 11)}-2`
    expect([...keptByRetention([...all, second], new Date(start + 11))].sort()).toEqual([...all.slice(-9), second])
    expect(keptByRetention(all, new Date(start + 5)).size).toBe(12)
    expect(keptByRetention(all, new Date(start + 10)).size).toBe(11)
  })

  it('is the last ten of one moment, for a clock that does not advance', () => {
    const all = [
      '2026-11-20T18:04:05.123Z',
      ...Array.from({ length: 11 }, (_, n) => `2026-11-20T18:04:05.123Z-${n + 2}`),
    ]
    for (const one of all) keep(one, '2026-11-20T18:04:05.123Z')
    expect(ids()).toEqual(all.slice(-10).toReversed())
  })

  it('is the newest of each of the last seven days, too', () => {
    const all = Array.from({ length: 24 * 20 }, (_, n) => id(start + (n * day) / 24))
    const kept = [...keptByRetention(all, later)].sort()
    const days = new Map(kept.map(one => [one.slice(0, 10), one]))
    for (const date of [...new Set(all.map(one => one.slice(0, 10)))].slice(-7))
      expect(days.get(date)).toBe(all.findLast(one => one.startsWith(date)))
  })

  it('is the newest of each of the last four weeks, too', () => {
    const all = Array.from({ length: 100 }, (_, n) => id(start + n * day))
    const kept = [...keptByRetention(all, later)].sort()
    expect(kept).toHaveLength(10 + 2)
    // The last days of weeks that begin on a Thursday, as 1970 did.
    expect(kept.slice(0, 3)).toEqual(['02-10', '02-17', '02-18'].map(date => `2027-${date}T12:00:00.000Z`))
    expect(all.length - all.indexOf(kept[0] ?? '')).toBeGreaterThan(2 * 7 + 1)
    expect(all.length - all.indexOf(kept[0] ?? '')).toBeLessThanOrEqual(3 * 7 + 1)
  })

  const times = fc
    .array(fc.oneof(fc.integer({ min: 0, max: 400 * day }), fc.integer({ min: 390 * day, max: 391 * day })), {
      maxLength: 80,
      size: 'max',
    })
    .map(all => [...new Set(all)].map(offset => id(start + offset)))

  it('is never fewer than three of three, always the last ten, and never more than 21', () => {
    fc.assert(
      fc.property(times, all => {
        const kept = keptByRetention(all, later)
        expect(kept.size).toBeGreaterThanOrEqual(Math.min(3, all.length))
        expect(kept.size).toBeLessThanOrEqual(21)
        for (const one of kept) expect(all).toContain(one)
        for (const one of all.toSorted().slice(-10)) expect(kept).toContain(one)
        const newestOfDay = new Map(all.toSorted().map(one => [one.slice(0, 10), one]))
        for (const one of [...newestOfDay.values()].slice(-7)) expect(kept).toContain(one)
      }),
    )
  })

  it('is the same when it is judged again, and whatever order the disk lists it in', () => {
    fc.assert(
      fc.property(times, all => {
        const kept = keptByRetention(all, later)
        expect(keptByRetention([...kept], later)).toEqual(kept)
        expect(new Set(keptByRetention(all.toReversed(), later))).toEqual(new Set(kept))
      }),
    )
  })

  it('is what is made now, too, where the clock was set back', () => {
    const then = Array.from({ length: 20 }, (_, n) => id(start + n * 60_000))
    const now = Array.from({ length: 20 }, (_, n) => id(start - 300 * day + n * 60_000))
    for (const at of [...then, ...now]) keep('one', at)
    expect(ids()).toEqual([...now.slice(-10), ...then.slice(-10)].toReversed())
    keep('one', id(start + day))
    expect(ids()).toEqual([id(start + day), ...then.slice(-9).toReversed(), now.at(-1)])
  })

  it('is what remains in the folder', () => {
    for (let n = 0; n < 40; n++) keep(`version ${n}`, id(start + n * day))
    const newest = backups.list()[0]
    expect(ids()).toHaveLength(12)
    expect(newest && readFileSync(newest.path, 'utf8')).toBe('version 39')
  })
})
