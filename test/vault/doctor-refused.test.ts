/** What `doctor` says of a place where this user may not write. Root may everywhere, so the system's answers are played. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Backups } from '../../src/vault/backups.ts'
import { protectionFindings, rightsFindings } from '../../src/vault/doctor-probe.ts'
import { add, type House, house, make } from './samples.ts'

const refused = vi.hoisted(() => new Map<string, string>())

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const accessSync: typeof fs.accessSync = (path, mode) => {
    const code = refused.get(String(path))
    if (code !== undefined && mode === fs.constants.W_OK)
      throw Object.assign(new Error(code), { code, syscall: 'access' })
    fs.accessSync(path, mode)
  }
  return { ...fs, accessSync }
})

let place: House
let path: string
let folder: string

beforeEach(async () => {
  place = house()
  await add(await make(place))
  path = place.vault
  folder = dirname(path)
})
afterEach(() => {
  refused.clear()
  vi.restoreAllMocks()
  place.remove()
})

const protectedPaths = () => protectionFindings(path, place.state)
const writeProtected = (path: string, cause: string) => ({ code: 'write-protected', details: { path, cause } })
const foreign = (path: string) => ({ code: 'folder-foreign', details: { path } })
/** From now on, all that is there belongs to another user. */
const beSomebodyElse = () => vi.spyOn(process, 'geteuid').mockReturnValue(12_345)

describe('where a save would fail', () => {
  it('is nowhere, usually', () => {
    expect(protectedPaths()).toEqual([])
    refused.set(path, 'ENOENT')
    expect(protectedPaths()).toEqual([])
  })

  it.each(['EACCES', 'EPERM', 'EROFS'])('is a folder of the vault or of the state: %s', cause => {
    refused.set(folder, cause)
    expect(protectedPaths()).toEqual([writeProtected(folder, cause)])
    refused.set(place.state, cause)
    expect(protectedPaths()).toEqual([writeProtected(folder, cause), writeProtected(place.state, cause)])
  })

  it('is not a file that is only read-only, but one that may not be changed', () => {
    refused.set(path, 'EACCES')
    expect(protectedPaths()).toEqual([])
    refused.set(path, 'EPERM')
    expect(protectedPaths()).toEqual([writeProtected(path, 'EPERM')])
  })

  it('is told once of a disk that is read-only', () => {
    refused.set(folder, 'EROFS')
    refused.set(path, 'EROFS')
    expect(protectedPaths()).toEqual([writeProtected(folder, 'EROFS')])
  })

  it('is told otherwise of the folder of another user', () => {
    beSomebodyElse()
    refused.set(folder, 'EACCES')
    expect(protectedPaths()).toEqual([])
    refused.set(folder, 'EPERM')
    expect(protectedPaths()).toEqual([writeProtected(folder, 'EPERM')])
  })
})

describe('the folder of another user', () => {
  const look = () => rightsFindings(path, place.state, new Backups(path, place.state))

  it('is one of backups or of the state, or that of the vault where nothing can be written', () => {
    beSomebodyElse()
    const ours = [...new Backups(path, place.state).folders, place.state].filter(path => existsSync(path))
    expect(look()).toEqual(ours.map(foreign))
    refused.set(folder, 'EACCES')
    expect(look()).toEqual([...ours, folder].map(foreign))
    refused.set(folder, 'EROFS')
    expect(look()).toEqual(ours.map(foreign))
  })

  it('is none that is not there, nor one of one’s own that is closed', () => {
    refused.set(folder, 'EACCES')
    expect(look()).toEqual([])
    beSomebodyElse()
    const nowhere = join(place.folder, 'nowhere')
    const vault = join(nowhere, 'vault.igcodes')
    expect(rightsFindings(vault, nowhere, new Backups(vault, nowhere))).toEqual([])
  })
})
