import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInput, readInputFile } from '../../src/vault/read-input.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let place: House
let file: string

beforeEach(() => {
  place = house()
  file = join(place.folder, 'input')
})
afterEach(() => place.remove())

describe('input', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('of %d bytes is read whole', size => {
    const bytes = Buffer.alloc(size, 'igcodes')
    writeFileSync(file, bytes)
    expect(Buffer.from(readInputFile(file, 200_000)).equals(bytes)).toBe(true)
  })

  it('that never ends is read only so far that it is seen to be too much', () => {
    const descriptor = openSync('/dev/zero', 'r')
    try {
      const { length } = readInput(descriptor, 100_000)
      expect(length).toBeGreaterThan(100_000)
      expect(length).toBeLessThan(300_000)
    } finally {
      closeSync(descriptor)
    }
  })

  it('from a file that is not there is a storage failure', () => {
    const path = join(place.folder, 'gone')
    expect(refusal(() => readInputFile(path, 10)).details).toEqual({ doing: 'read', path, cause: 'ENOENT' })
  })

  it('from a folder is a storage failure', () => {
    const error = refusal(() => readInputFile(place.folder, 10))
    expect(error.details).toMatchObject({ doing: 'read', cause: 'EISDIR' })
  })
})
