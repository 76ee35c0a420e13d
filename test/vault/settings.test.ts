import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings, writeSettings } from '../../src/vault/settings.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house, newName } from './samples.ts'

let place: House
let file: string

beforeEach(() => {
  place = house()
  mkdirSync(place.state, { recursive: true })
  file = join(place.state, 'settings.json')
})
afterEach(() => place.remove())

describe('settings', () => {
  it('come back as they were written', () => {
    rmSync(place.state, { recursive: true })
    for (const notices of ['off', 'names', 'counts'] as const) {
      writeSettings(place.state, { notices }, newName)
      expect(readSettings(place.state)).toEqual({ notices })
      expect(readFileSync(file, 'utf8')).toBe(`{"notices":"${notices}"}\n`)
    }
    expect(readdirSync(place.state)).toEqual(['settings.json'])
    expect([place.state, file].map(path => statSync(path).mode & 0o777)).toEqual([0o700, 0o600])
  })

  it('are found through a link', () => {
    writeFileSync(join(place.folder, 'mine.json'), '{"notices":"off","later":1}')
    symlinkSync(join(place.folder, 'mine.json'), file)
    expect(readSettings(place.state)).toMatchObject({ notices: 'off' })
  })

  it('that cannot be written say so', () => {
    rmSync(place.state, { recursive: true })
    writeFileSync(place.state, 'in the way')
    const error = refusal(() => writeSettings(place.state, { notices: 'names' }, newName))
    expect(error.code).toBe('storage')
    expect(error.details).toEqual({ doing: 'remember', path: place.state, cause: 'EEXIST' })
    expect(readSettings(place.state)).toEqual({ notices: 'counts' })
  })

  it.each<[string, () => void]>([
    ['nothing', () => rmSync(file, { force: true })],
    ['a pipe', () => void execFileSync('mkfifo', [file])],
    ['a folder', () => void mkdirSync(file)],
    ['a device without an end', () => symlinkSync('/dev/zero', file)],
    ['a link to nowhere', () => symlinkSync('/nowhere', file)],
    [
      'a file of 3 GiB',
      () => {
        writeFileSync(file, '')
        truncateSync(file, 3 * 1024 ** 3)
      },
    ],
    ['lists within lists', () => writeFileSync(file, '['.repeat(60_000))],
  ])('are the usual ones where %s is in their place, at once', (_, make) => {
    make()
    expect(readSettings(place.state)).toEqual({ notices: 'counts' })
  })
})
