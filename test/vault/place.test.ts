import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isSyncedOnly, placeOf } from '../../src/vault/place.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'igcodes-place-')))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const onWindows = () => vi.spyOn(process, 'platform', 'get').mockReturnValue('win32')

describe('the folders on the way to a vault', () => {
  it('are all up to the top, the nearest first, each with what is in it', () => {
    mkdirSync(join(folder, 'team'))
    writeFileSync(join(folder, 'team', 'notes'), '')
    const { way } = placeOf(join(folder, 'team', 'vault'))
    const [team, above] = way
    expect(team).toEqual({ path: join(folder, 'team'), name: 'team', names: ['notes'] })
    expect(above).toEqual({ path: folder, name: basename(folder), names: ['team'] })
    const paths: string[] = [join(folder, 'team')]
    while (paths.at(-1) !== '/') paths.push(dirname(paths.at(-1) ?? ''))
    expect(way.map(({ path }) => path)).toEqual(paths)
    expect(way.at(-1)).toEqual({ path: '/', name: '', names: readdirSync('/') })
  })

  it('are empty where they are gone, or cannot be looked into', () => {
    for (const name of ['gone', 'x'.repeat(300)])
      expect(placeOf(join(folder, name, 'vault')).way[0]).toEqual({ path: join(folder, name), name, names: [] })
  })
})

describe('the disk of a vault', () => {
  it.runIf(process.platform === 'linux')('is that of its folder', () => {
    expect(placeOf('/proc/vault').disk).toBe('proc')
    expect(placeOf('/proc').disk).not.toBe('proc')
  })

  it('is only known for shares on Windows', () => {
    onWindows()
    expect(placeOf(String.raw`\\server\share\vault`).disk).toBe('unc')
    expect(placeOf(join(folder, 'vault')).disk).toBeUndefined()
    expect(placeOf('C:/vault').disk).toBeUndefined()
  })
})

describe('a vault that only a sync program brings', () => {
  it('is one in its folder, not one beside it', () => {
    expect(isSyncedOnly(join(folder, 'Dropbox', 'team', 'vault'))).toBe(true)
    expect(isSyncedOnly(join(folder, 'team', 'vault'))).toBe(false)
  })

  it('is none on a disk that all machines write to at once', () => {
    onWindows()
    expect(isSyncedOnly('C:/Dropbox/vault')).toBe(true)
    expect(isSyncedOnly('\\\\server/Dropbox/vault')).toBe(false)
  })
})
