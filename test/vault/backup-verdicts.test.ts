import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prune } from '../../src/commands/vault/backup-prune.ts'
import { addTotp, removeTotp } from '../../src/domain/authenticator/totp.ts'
import { judgeBackups } from '../../src/vault/backup-verdicts.ts'
import { type Backup, Backups, hasVaultForm } from '../../src/vault/backups.ts'
import { createVault } from '../../src/vault/open.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { shop } from '../domain/samples.ts'
import { cheap } from '../envelope/samples.ts'
import { Computer } from './computer.ts'
import {
  add,
  failure,
  type House,
  house,
  make,
  mark,
  newName,
  passphrase,
  restore,
  states,
  typed,
  use,
} from './samples.ts'

let place: House
let vault: Vault

beforeEach(async () => {
  place = house()
  vault = await make(place)
  await add(vault)
})
afterEach(() => place.remove())

const judge = (secret = typed, opened?: Vault) => judgeBackups(place.vault, secret, place.system, opened)
const other = { text: 'another passphrase of hers' }

function only(): Backup {
  const [backup, ...others] = new Backups(place.vault, place.state).list()
  if (!backup || others.length > 0) throw new Error('not one backup')
  return backup
}

describe('a backup', () => {
  it('that opens has no fault', async () => {
    const backup = only()
    expect(await judge()).toStrictEqual([{ id: backup.id, backup, erased: 0 }])
  })

  it.each<[string, (path: string) => void, string]>([
    ['is something else', path => writeFileSync(path, 'notes'), 'damaged'],
    ['is a folder', path => mkdirSync(path), 'damaged'],
    ['leads nowhere', path => symlinkSync(path, path), 'unreadable'],
    [
      'asks for more work than any vault',
      path => writeFileSync(path, readFileSync(place.vault, 'latin1').replace('"m":19456', '"m":1048577'), 'latin1'),
      'damaged',
    ],
  ])('that %s has its fault', async (_, put, fault) => {
    const backup = only()
    rmSync(backup.path)
    put(backup.path)
    expect(await judge()).toStrictEqual([{ id: backup.id, backup, fault, erased: 0 }])
  })

  it('is not tried once the others have taken too much work', async () => {
    const dear = { m: 1_048_576, t: 4 }
    const asked: string[] = []
    const stretch = async (secret: Uint8Array, salt: Uint8Array) => {
      asked.push(Buffer.from(salt).toString('hex'))
      return new Uint8Array(createHash('sha256').update(secret).update(salt).digest())
    }
    const system = { ...place.system, stretch }
    const { folder } = new Backups(place.vault, place.state)
    rmSync(only().path)
    for (const day of [10, 11, 12, 13]) {
      const path = join(place.folder, `${day}`)
      await createVault(path, { passphrase }, dear, system)
      copyFileSync(path, join(folder, `2026-11-${day}T08.00.00.000Z.igcodes`))
    }
    // The same vault again costs nothing.
    copyFileSync(join(place.folder, '13'), join(folder, '2026-11-09T08.00.00.000Z.igcodes'))
    asked.length = 0
    const judged = await judgeBackups(place.vault, typed, system, vault)
    expect(judged.map(({ id, fault, erased }) => [id.slice(8, 10), fault, erased])).toEqual([
      ['13', undefined, 0],
      ['12', undefined, 0],
      ['11', 'not-tried', 0],
      ['10', 'not-tried', 0],
      ['09', undefined, 0],
    ])
    expect(asked).toHaveLength(2)
  })

  it('with the slots of the vault costs no derivation of its own', async () => {
    let count = 0
    const { stretch } = place.system
    const counting: typeof stretch = (...args) => {
      count += 1
      return stretch(...args)
    }
    await add(vault, 2)
    expect(await judgeBackups(place.vault, typed, { ...place.system, stretch: counting })).toHaveLength(2)
    expect(count).toBe(1)
  })

  it('is not judged where the program itself breaks', async () => {
    const stretch = () => Promise.reject(new TypeError('a bug'))
    await expect(judgeBackups(place.vault, typed, { ...place.system, stretch })).rejects.toThrow(TypeError)
    await expect(judgeBackups(place.vault, typed, { ...place.system, stretch }, vault)).rejects.toThrow(TypeError)
  })

  it('counts an authenticator that was removed, and none that is in use', async () => {
    const key = {
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: '',
      label: '',
    } as const
    await vault.change(state => addTotp(state, shop, newName(), key))
    await add(vault, 2)
    expect((await judge()).map(({ erased }) => erased)).toEqual([0, 0, 0])
    await vault.change(state => removeTotp(state, shop))
    expect((await judge()).map(({ erased }) => erased)).toEqual([1, 1, 0, 0])
  })

  it('has nothing erased that the vault never had', async () => {
    const before = readFileSync(place.vault)
    await add(vault, 2)
    const { folder } = new Backups(place.vault, place.state)
    copyFileSync(place.vault, join(folder, '2026-12-01T08.00.00.000Z.igcodes'))
    writeFileSync(place.vault, before)
    const judged = await judge()
    expect(judged.map(({ fault, erased }) => [fault, erased])).toEqual(judged.map(() => [undefined, 0]))
    expect(judged).toHaveLength(3)
  })

  it('that is damaged is told from one that needs another passphrase', async () => {
    const secret = { kind: 'passphrase', secret: other.text, cost: cheap } as const
    await vault.renewKey({ replaced: vault.slots, by: secret })
    const [newest, before, oldest] = new Backups(place.vault, place.state).list()
    if (!newest || !before || !oldest) throw new Error('too few backups')
    const bytes = readFileSync(oldest.path)
    writeFileSync(oldest.path, bytes.subarray(0, bytes.length - 9))
    expect((await judge(other)).map(({ fault }) => fault)).toEqual([undefined, 'other-passphrase', 'damaged'])
    expect((await judge()).map(({ fault }) => fault)).toEqual(['other-passphrase', undefined, 'damaged'])
  })

  it('of a later format is told from a damaged one', async () => {
    const [backup] = new Backups(place.vault, place.state).list()
    const text = readFileSync(backup?.path ?? '', 'latin1')
    writeFileSync(backup?.path ?? '', text.replace('igcodes-vault/2', 'igcodes-vault/3'), 'latin1')
    expect((await judge()).map(({ fault }) => fault)).toEqual(['newer-format'])
  })

  it('tells how many digits it has that the vault has erased', async () => {
    await use(vault, place.system)
    await mark(vault, 'worked')
    expect((await judge()).map(({ erased }) => erased)).toEqual([1, 1, 0])
    expect((await judge(typed, vault)).map(({ erased }) => erased)).toEqual([1, 1, 0])
  })

  it('is good as far as its form tells', () => {
    const [backup] = new Backups(place.vault, place.state).list()
    if (!backup) throw new Error('no backup')
    expect(hasVaultForm(backup)).toBe(true)
    writeFileSync(backup.path, 'something else')
    expect(hasVaultForm(backup)).toBe(false)
  })

  it('that is deleted is gone, and the vault is not', async () => {
    const backups = new Backups(place.vault, place.state).list()
    new Backups(place.vault, place.state).remove(backups)
    expect(new Backups(place.vault, place.state).list()).toEqual([])
    expect(await judge()).toEqual([])
  })
})

describe('a secret', () => {
  it('that opens nothing is wrong', async () => {
    const error = await failure(judge(other))
    expect(error.code).toBe('wrong-passphrase')
    expect(error.details).toEqual({ mark: undefined, hasRecoveryKey: false })
  })

  it('that opens nothing is not wrong where the vault is open already', async () => {
    const backup = only()
    expect(await judge(other, vault)).toStrictEqual([{ id: backup.id, backup, fault: 'other-passphrase', erased: 0 }])
  })

  it('that finds nothing to open is not wrong', async () => {
    writeFileSync(only().path, 'something else')
    expect(await judge()).toMatchObject([{ fault: 'damaged' }])
    writeFileSync(place.vault, 'something else')
    expect(await judge()).toMatchObject([{ fault: 'damaged' }])
  })

  it('that opens a backup of a vault that is damaged is not', async () => {
    const [backup] = new Backups(place.vault, place.state).list()
    if (!backup) throw new Error('no backup')
    writeFileSync(place.vault, 'something else')
    expect(await judge()).toStrictEqual([{ id: backup.id, backup, erased: 0 }])
    copyFileSync(backup.path, place.vault)
  })
})

describe('the backups of a vault that was moved', () => {
  let moved: string

  beforeEach(() => {
    moved = join(place.folder, 'moved.igcodes')
    renameSync(place.vault, moved)
  })

  it('are judged, and restored, under its new path', async () => {
    const [ofBefore] = new Backups(place.vault, place.state).list()
    expect(new Backups(moved, place.state).list()).toEqual([])
    expect(await judgeBackups(moved, typed, place.system)).toMatchObject([{ id: ofBefore?.id, erased: 0 }])
    const bytes = readFileSync(moved)
    writeFileSync(moved, bytes.subarray(0, bytes.length - 9))
    const restored = await restore(moved, ofBefore?.id ?? '', typed, place.system)
    expect(restored.path).toBe(moved)
    expect(states(restored)).toBe('')
  })

  it('of another vault are not', async () => {
    const other = join(place.folder, 'other.igcodes')
    await add(await make(place, other))
    expect(await judgeBackups(moved, typed, place.system)).toHaveLength(1)
    expect(await judgeBackups(other, typed, place.system)).toHaveLength(1)
  })

  it('are deleted with the others where they have digits that the vault has erased', async () => {
    const computer = new Computer(place.folder, '', 'aki')
    const { system } = computer
    mkdirSync(computer.tree, { recursive: true, mode: 0o700 })
    const vault = await createVault(computer.vault, { passphrase }, cheap, system)
    await add(vault)
    await use(vault, system)
    const before = new Backups(computer.vault, computer.state)
    const there = join(computer.home, 'there.igcodes')
    renameSync(computer.vault, there)
    Object.assign(computer, { vault: there })
    await mark(await computer.open(), 'worked')
    const found = await judgeBackups(there, typed, system)
    expect(found.map(({ erased }) => erased).toSorted()).toEqual([0, 1, 1])
    await prune(computer.context(true), { purged: true })
    expect(before.list()).toHaveLength(1)
    expect((await judgeBackups(there, typed, system)).every(({ erased }) => erased === 0)).toBe(true)
  })
})
