import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FolderFacts, folderFacts, locationHash, machineNames, processFacts } from '../../src/vault/machine.ts'
import { type House, house } from './samples.ts'

const here = { machine: 'a1', host: 'laptop' }
const ext4: FolderFacts = { inode: 77n, fileSystem: 0xef53, path: '/home/hanako/.local/state/igcodes' }
const exfat: FolderFacts = { ...ext4, fileSystem: 0x2011bab0 }
const mac: FolderFacts = { inode: 77n, fileSystem: null, path: '/Users/hanako/Library/igcodes' }

describe('the place of a folder', () => {
  test.each<[string, FolderFacts, typeof here | { machine: null; host: string }, FolderFacts, object]>([
    ['moved', ext4, here, { ...ext4, path: '/home/h/state' }, {}],
    ['on a machine that was renamed', ext4, here, ext4, { host: 'other' }],
    ['on a Mac that the network has renamed', mac, { machine: null, host: 'mac.local' }, mac, { host: 'wlan-7' }],
    ['on a disk that makes up its inodes', exfat, here, { ...exfat, inode: 5n }, {}],
  ])('stays the same: %s', (_, folder, machine, later, changed) => {
    expect(locationHash(later, { ...machine, ...changed })).toBe(locationHash(folder, machine))
  })

  test.each<[string, FolderFacts, typeof here | { machine: null; host: string }, FolderFacts, object]>([
    ['on another machine, whose disk is a copy', ext4, here, ext4, { machine: 'b2' }],
    ['copied on the same machine', ext4, here, { ...ext4, inode: 78n }, {}],
    ['on a new Mac (Migration Assistant)', mac, { machine: null, host: 'mac.local' }, { ...mac, inode: 9n }, {}],
    [
      'in another container of one image',
      { ...ext4, fileSystem: 0x794c7630 },
      { machine: null, host: 'c1' },
      { ...ext4, fileSystem: 0x794c7630 },
      { host: 'c2' },
    ],
    ['copied to elsewhere on a disk that makes up its inodes', exfat, here, { ...exfat, path: '/media/x' }, {}],
  ])('is another: %s', (_, folder, machine, later, changed) => {
    expect(locationHash(later, { ...machine, ...changed })).not.toBe(locationHash(folder, machine))
  })

  describe('of a real one', () => {
    let place: House
    beforeEach(() => {
      place = house()
    })
    afterEach(() => place.remove())

    test('goes along with a move, not with a copy', () => {
      const { folder, state } = place
      const moved = join(folder, 'moved')
      const copy = join(folder, 'copy')
      mkdirSync(state)
      const first = locationHash(folderFacts(state), here)
      renameSync(state, moved)
      expect(locationHash(folderFacts(moved), here)).toBe(first)
      cpSync(moved, copy, { recursive: true })
      expect(locationHash(folderFacts(copy), here)).not.toBe(first)
    })
  })
})

test('a machine is told by the hash of its id, as far as it has one', () => {
  // machine-id(5)
  const file = '/etc/machine-id'
  const text = existsSync(file) ? readFileSync(file, 'latin1') : ''
  const hash = createHash('sha256')
    .update(`igcodes lock ${text.slice(0, 32)}`)
    .digest('hex')
    .slice(0, 16)
  expect(machineNames()).toEqual({ host: hostname(), machine: /^[0-9a-f]{32}\n?$/.test(text) ? hash : null })
})

test('a process is there, or not', () => {
  expect(processFacts(process.pid)).toMatchObject({ ended: false })
  expect(processFacts(2 ** 30)).toBeUndefined()
})
