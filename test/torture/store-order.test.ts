/** What reaches the disk, and in which order: a power cut keeps only what was synced before it (design, section 7). */
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Backups } from '../../src/vault/backups.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { Replica } from '../../src/vault/replica.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { refusal } from '../domain/samples.ts'
import { add, failure, type House, house, machine, make, newName, open, states, use } from '../vault/samples.ts'

const disk = vi.hoisted(() => ({
  log: [] as string[],
  /** Files whose bytes come back changed: the other way round. */
  rotten: undefined as RegExp | undefined,
  /** Renames that fail. `gone`: what was to be renamed is gone then, and nobody can tell where to. */
  stuck: undefined as 'before' | 'after' | 'gone' | undefined,
  /** What cannot be synced. */
  unsteady: undefined as RegExp | undefined,
  names: new Map<number, string>(),
}))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const openSync: typeof fs.openSync = (path, flags, mode) => {
    const file = fs.openSync(path, flags, mode)
    disk.names.set(file, String(path))
    if (flags !== 'r') disk.log.push(`make ${path}`)
    return file
  }
  const on = (call: string, file: number) => disk.log.push(`${call} ${disk.names.get(file)}`)
  return {
    ...fs,
    openSync,
    writeSync: (file: number, bytes: Uint8Array, from?: number) => {
      on('write', file)
      return fs.writeSync(file, bytes, from)
    },
    fsyncSync: (file: number) => {
      on('sync', file)
      if (disk.unsteady?.test(disk.names.get(file) ?? ''))
        throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'fsync' })
      fs.fsyncSync(file)
    },
    readFileSync: (path: string, encoding?: BufferEncoding) => {
      disk.log.push(`read ${path}`)
      const content = encoding ? fs.readFileSync(path, encoding) : fs.readFileSync(path)
      if (typeof content !== 'string' && disk.rotten?.test(path)) content.reverse()
      return content
    },
    linkSync: (from: string, to: string) => {
      disk.log.push(`link ${to}`)
      fs.linkSync(from, to)
    },
    renameSync: (from: string, to: string) => {
      disk.log.push(`rename ${to}`)
      if (disk.stuck === 'after') fs.renameSync(from, to)
      if (disk.stuck === 'gone') fs.rmSync(from)
      if (disk.stuck) throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'rename' })
      fs.renameSync(from, to)
    },
  }
})

let place: House
let vault: Vault

beforeEach(async () => {
  place = house()
  vault = await make(place)
  await add(vault)
  disk.log.length = 0
})
afterEach(() => {
  disk.rotten = undefined
  disk.stuck = undefined
  disk.unsteady = undefined
  place.remove()
})

/** What happened to the vault, its backups and the claims, each file by a short name. */
function story(): string[] {
  const data = dirname(place.vault)
  const backups = new Backups(place.vault, place.state).folder
  return disk.log.flatMap(line => {
    const [call = '', path = ''] = line.split(' ')
    if (path === data) return `${call} folder`
    if (path === place.vault) return `${call} vault`
    if (path === backups) return `${call} backups`
    if (dirname(path) === backups) return `${call} backup`
    if (path.endsWith('/claims')) return `${call} claims`
    if (dirname(path).endsWith('/claims')) return `${call} claim`
    return /^~vault\.igcodes\.[\w-]+\.tmp$/.test(basename(path)) && !isLock(path) ? `${call} new` : []
  })
}

/** A temporary file that became the lock: made before that was linked. */
function isLock(path: string): boolean {
  return disk.log.indexOf(`make ${path}`) < disk.log.indexOf(`link ${place.vault}.lock`)
}

it('a claim is durable before the vault is written, the new vault and the backup before they are in place', async () => {
  await use(vault, place.system)
  expect(story()).toEqual([
    'read vault',
    'make claim',
    'sync claims',
    'make new',
    'write new',
    'sync new',
    'read new',
    'link backup',
    'sync backups',
    'rename vault',
    'sync folder',
  ])
})

it('a change that hands out nothing makes no claim', async () => {
  await add(vault, 2)
  expect(story().filter(line => line.includes('claim'))).toEqual([])
})

it('a vault that comes back from the disk changed never takes the place of the old one', async () => {
  const old = readFileSync(place.vault)
  disk.rotten = /\.tmp$/
  await expect(use(vault, place.system)).rejects.toMatchObject({
    code: 'storage',
    details: { doing: 'write', cause: 'EIO' },
  })
  disk.rotten = undefined
  expect(readFileSync(place.vault).equals(old)).toBe(true)
  expect(story()).not.toContain('rename vault')
  expect(place.system.replica.claims(findVault(place.vault).envelope.vaultId).handedOut.size).toBe(0)
})

it('a replica’s id that comes back changed is not taken', () => {
  disk.rotten = /\.tmp$/
  const replica = new Replica(`${place.folder}/other`, newName)
  expect(refusal(() => replica.id).details).toMatchObject({ cause: 'EIO' })
})

it('a file that is in its place, but perhaps not for long, is saved, and told as such', async () => {
  const old = readFileSync(place.vault)
  disk.unsteady = new RegExp(`^${dirname(place.vault)}$`)
  const told: unknown[] = []
  const system = { ...machine(place.state), onSaved: (unsettled: unknown) => told.push(unsettled) }
  const another = await open(place.vault, system)
  expect(await use(another, system)).toBe('10000001')
  expect(told).toMatchObject([{ code: 'storage', details: { doing: 'settle', path: place.vault, cause: 'EIO' } }])
  expect(readFileSync(place.vault).equals(old)).toBe(false)
})

const claimed = () => place.system.replica.claims(findVault(place.vault).envelope.vaultId).handedOut.size

it('where the rename has failed the code is still good', async () => {
  disk.stuck = 'before'
  for (const _ of [1, 2, 3]) {
    const error = await failure(use(vault, place.system))
    expect(error).toMatchObject({ code: 'storage', details: { doing: 'replace', cause: 'EIO' } })
    expect(claimed()).toBe(0)
  }
  disk.stuck = undefined
  expect(await use(vault, place.system)).toBe('10000001')
})

it('where only the answer of the rename was lost the save has succeeded', async () => {
  disk.stuck = 'after'
  expect(await use(vault, place.system)).toBe('10000001')
  disk.stuck = undefined
  const later = await open(place.vault, machine(place.state))
  expect(states(later)).toBe('reserved available available available available')
})

it('where nobody can tell whether the code was saved it counts as handed out', async () => {
  disk.stuck = 'gone'
  const error = await failure(use(vault, place.system))
  expect(error).toMatchObject({ code: 'storage', details: { doing: 'unsure', cause: 'EIO' } })
  expect(claimed()).toBe(1)

  disk.stuck = undefined
  const later = await open(place.vault, machine(place.state))
  expect(states(later)).toBe('reserved available available available available')
  expect(await use(later, machine(place.state))).toBe('10000002')
})
