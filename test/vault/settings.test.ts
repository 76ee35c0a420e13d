import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings, writeSettings } from '../../src/vault/settings.ts'
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
    writeSettings(place.state, { notices: 'names' }, newName)
    expect(readSettings(place.state)).toEqual({ notices: 'names' })
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
