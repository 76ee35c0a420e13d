import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prune } from '../../src/commands/vault/backup-prune.ts'
import { judgeBackups } from '../../src/vault/backup-verdicts.ts'
import { Backups, hasVaultForm } from '../../src/vault/backups.ts'
import { createVault } from '../../src/vault/open.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { cheap } from '../envelope/samples.ts'
import { Computer } from './computer.ts'
import { add, failure, type House, house, make, mark, passphrase, restore, states, typed, use } from './samples.ts'

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

describe('a backup', () => {
  it('that opens has no fault', async () => {
    expect(await judge()).toMatchObject([{ id: new Backups(place.vault, place.state).list()[0]?.id, erased: 0 }])
    expect((await judge())[0]).not.toHaveProperty('fault')
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
    expect((await failure(judge(other))).code).toBe('wrong-passphrase')
  })

  it('that opens a backup of a vault that is damaged is not', async () => {
    const [backup] = new Backups(place.vault, place.state).list()
    if (!backup) throw new Error('no backup')
    writeFileSync(place.vault, 'something else')
    expect(await judge()).toMatchObject([{ id: backup.id }])
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
