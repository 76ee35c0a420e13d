import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, openSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readInput, readInputFile, readProgramFile } from '../../src/vault/read-input.ts'
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

  it.each([
    ['a small file', 10, 100_000, 10, 65_536],
    ['a large file', 200_000, 300_000, 200_000, 200_001],
    ['a file that is too large', 200_000, 100_000, 100_001, 100_001],
    ['a file of which only the beginning is wanted', 200_000, 0, 65_536, 65_536],
  ])('from %s is read in one piece of a fitting size', (_, size, most, length, room) => {
    writeFileSync(file, Buffer.alloc(size, 'igcodes'))
    const found = readInputFile(file, most)
    expect(found.equals(Buffer.alloc(size, 'igcodes').subarray(0, length))).toBe(true)
    expect(found.buffer.byteLength).toBe(room)
  })

  it.skipIf(process.platform === 'win32')('from a pipe that does not wait is waited for, to its end', () => {
    execFileSync('mkfifo', [file])
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
    const writer = openSync(file, 'w')
    const script = 'sleep 0.1; printf "correct "; sleep 0.1; printf horse; seq 100000'
    spawn('sh', ['-c', script], { stdio: ['ignore', writer, 'ignore'] })
    closeSync(writer)
    try {
      const text = readInput(descriptor, 1_000_000).toString()
      expect(text).toBe(`correct horse${Array.from({ length: 100_000 }, (_, n) => `${n + 1}\n`).join('')}`)
    } finally {
      closeSync(descriptor)
    }
  })

  it('from a pipe that Windows says has ended is read to there', () => {
    writeFileSync(file, 'horse')
    const fs = process.getBuiltinModule('node:fs')
    const { readSync } = fs
    const read = vi.spyOn(fs, 'readSync')
    read.mockImplementationOnce(readSync).mockImplementationOnce(() => {
      throw Object.assign(new Error('EOF: end of file, read'), { code: 'EOF', syscall: 'read' })
    })
    syncBuiltinESMExports()
    try {
      expect(readInputFile(file, 10).toString()).toBe('horse')
      expect(read).toHaveBeenCalledTimes(2)
    } finally {
      read.mockRestore()
      syncBuiltinESMExports()
    }
  })

  it('is closed once it is read, and where it cannot be read', () => {
    const free = () => {
      const descriptor = openSync('/dev/null', 'r')
      closeSync(descriptor)
      return descriptor
    }
    writeFileSync(file, 'horse')
    const before = free()
    readInputFile(file, 10)
    expect(refusal(() => readInputFile(place.folder, 10)).code).toBe('storage')
    expect(free()).toBe(before)
  })

  it('that the build has put beside the program is read as it is', () => {
    writeFileSync(file, Uint8Array.of(0, 0xff, 10))
    expect(Uint8Array.from(readProgramFile(file))).toEqual(Uint8Array.of(0, 0xff, 10))
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
