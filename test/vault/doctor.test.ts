import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DoctorFinding } from '../../src/domain/upkeep/doctor.ts'
import { Backups } from '../../src/vault/backups.ts'
import { conflictCopies } from '../../src/vault/copies.ts'
import { fixFinding } from '../../src/vault/doctor-fix.ts'
import {
  backupFindings,
  hasGitMarkers,
  leftoverFindings,
  lockFindings,
  rightsFindings,
  timesAround,
} from '../../src/vault/doctor-probe.ts'
import { withLock } from '../../src/vault/file-lock.ts'
import { thisMachine } from '../../src/vault/machine.ts'
import { placeOf } from '../../src/vault/place.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { add, type House, house, make } from './samples.ts'

let place: House
let vault: Vault
let path: string
let folder: string

beforeEach(async () => {
  place = house()
  vault = await make(place)
  path = place.vault
  folder = dirname(path)
})
afterEach(() => place.remove())

const codes = (found: readonly DoctorFinding[]) => found.map(({ code }) => code)
const backups = () => new Backups(path, place.state)
const noReplica = () => undefined

async function fixed(found: readonly DoctorFinding[]): Promise<readonly boolean[]> {
  const results: boolean[] = []
  for (const one of found) results.push(await fixFinding(one, path, undefined))
  return results
}

describe('rights', () => {
  const look = () => rightsFindings(path, place.state, backups())

  it('are right as igcodes makes them', () => {
    expect(look()).toEqual([])
  })

  it('let nobody in where the folder is closed', () => {
    chmodSync(path, 0o644)
    chmodSync(folder, 0o700)
    expect(look()).toEqual([])
    chmodSync(place.folder, 0o755)
    chmodSync(folder, 0o755)
    expect(look()).toEqual([{ code: 'file-open', details: { path } }])
  })

  it('of a folder that all may write in do not matter where only owners may delete', () => {
    chmodSync(place.folder, 0o755)
    chmodSync(folder, 0o1777)
    expect(look()).toEqual([])
    chmodSync(folder, 0o775)
    expect(look()).toEqual([])
    chmodSync(folder, 0o777)
    expect(look()).toEqual([{ code: 'folder-open', details: { path: folder } }])
  })

  it('of backups that others can read are found, in each of their folders, and fixed', async () => {
    await add(vault)
    for (const above of [place.folder, place.state, dirname(backups().folder)]) chmodSync(above, 0o755)
    chmodSync(backups().folder, 0o755)
    const found = look()
    expect(found).toContainEqual({ code: 'backups-open', details: { path: backups().folder } })
    expect(await fixed(found)).toEqual(found.map(() => true))
    expect(look()).toEqual([])
  })

  it('of what is not there are no finding, and cannot be fixed', async () => {
    rmSync(folder, { recursive: true })
    rmSync(place.state, { recursive: true })
    expect(look()).toEqual([])
    expect(await fixed([{ code: 'file-open', details: { path } }])).toEqual([false])
  })

  it('that let others in are found and fixed, and nothing else changes', async () => {
    chmodSync(place.folder, 0o755)
    chmodSync(folder, 0o777)
    chmodSync(path, 0o644)
    chmodSync(place.state, 0o755)
    expect(codes(look())).toEqual(['file-open', 'state-open', 'folder-open'])
    const before = readFileSync(path)
    expect(await fixed(look())).toEqual([true, true, true])
    expect(look()).toEqual([])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o775)
    expect(readFileSync(path)).toEqual(before)
  })
})

describe('copies beside the vault', () => {
  it('are known by the vault’s id, whatever a sync program calls them', async () => {
    const names = [
      "vault (Sato's conflicted copy 2026-11-20).igcodes",
      'vault (佐藤 の競合コピー 2026-11-20).igcodes',
      'vault.sync-conflict-20261120-180405-ABCDEFG.igcodes',
      'vault-DESKTOP-1.igcodes',
      'vault 2.igcodes',
      'vault.igcodes.conflicted',
    ]
    for (const name of names) copyFileSync(path, join(folder, name))
    await make(place, join(folder, 'vault-of-another-team.igcodes'))
    writeFileSync(join(folder, 'vault.txt'), 'something else')
    mkdirSync(join(folder, 'vaults'))
    expect(new Set(conflictCopies(path))).toEqual(new Set(names.map(name => join(folder, name))))
  })
})

describe('the lock', () => {
  const look = () => lockFindings(path, noReplica)

  it('that nobody has is no finding', () => {
    expect(look()).toEqual([])
  })

  it('of a living process is in use, and is not broken', async () => {
    await withLock(path, {}, async () => {
      expect(look()).toEqual([{ code: 'in-use', details: { pid: process.pid } }])
    })
  })

  it('of a dead process is removed', async () => {
    const dead = { ...thisMachine(), replica: null, since: 1, pid: 2 ** 22 + 1, startTime: '1' }
    writeFileSync(`${path}.lock`, JSON.stringify(dead))
    expect(look()).toEqual([{ code: 'dead-lock', details: { path: `${path}.lock` } }])
    expect(await fixed(look())).toEqual([true])
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('of a living process stays, and so does what cannot be tidied', async () => {
    await withLock(path, {}, async () => {
      expect(await fixed([{ code: 'dead-lock', details: { path: `${path}.lock` } }])).toEqual([false])
    })
    rmSync(folder, { recursive: true })
    writeFileSync(folder, '')
    expect(await fixed([{ code: 'files-left', details: { paths: [] } }])).toEqual([false])
  })

  it('of another machine, or of nobody, stays', async () => {
    const away = { host: 'laptop', machine: 'x', replica: null, bootId: 'y', pid: 1, startTime: '1' }
    writeFileSync(`${path}.lock`, JSON.stringify(away))
    expect(look()).toEqual([{ code: 'unknown-lock', details: { path: `${path}.lock`, host: 'laptop' } }])
    expect(await fixed(look())).toEqual([false])
    writeFileSync(`${path}.lock`, '')
    expect(look()).toEqual([{ code: 'broken-lock', details: { path: `${path}.lock` } }])
    expect(await fixed(look())).toEqual([false])
    expect(existsSync(`${path}.lock`)).toBe(true)
  })
})

describe('temporary files', () => {
  it('of this vault that a killed writer left are removed, and no others', async () => {
    const [ours, others] = ['~vault.igcodes.abc.tmp', '~vault.igcodes.b.c.tmp'].map(name => join(folder, name))
    for (const file of [ours, others]) writeFileSync(file ?? '', 'half')
    const found = leftoverFindings(path)
    expect(found).toEqual([{ code: 'files-left', details: { paths: [ours] } }])
    // Somebody may be writing: what is in the place of the lock is no dead holder's.
    mkdirSync(`${path}.lock`)
    expect(await fixed(found)).toEqual([false])
    expect(leftoverFindings(path)).toEqual(found)
    rmSync(`${path}.lock`, { recursive: true })
    expect(await fixed(found)).toEqual([true])
    expect(leftoverFindings(path)).toEqual([])
    expect(existsSync(others ?? '')).toBe(true)
  })
})

describe('backups', () => {
  it('are missing, good, or damaged', async () => {
    expect(backupFindings(backups(), path)).toEqual([{ code: 'no-backup', details: {} }])
    await add(vault)
    expect(backupFindings(backups(), path)).toEqual([])
    const [backup] = backups().list()
    writeFileSync(backup?.path ?? '', 'torn')
    expect(backupFindings(backups(), path)).toEqual([{ code: 'backups-damaged', details: { paths: [backup?.path] } }])
  })

  it('of a vault that was moved are found under its earlier path, and those of other vaults are not', async () => {
    await add(vault)
    const before = backups().folder
    const other = join(place.folder, 'other.igcodes')
    await add(await make(place, other))
    const moved = join(place.folder, 'moved.igcodes')
    renameSync(path, moved)
    const now = new Backups(moved, place.state)
    const found = backupFindings(now, moved)
    expect(found).toEqual([
      { code: 'no-backup', details: {} },
      { code: 'backups-elsewhere', details: { paths: [before], into: now.folder } },
    ])
  })
})

describe('the place', () => {
  it('is every folder above, with the type of its disk on Linux', () => {
    const { way, disk } = placeOf(path)
    expect(way.map(one => one.path).slice(0, 2)).toEqual([folder, place.folder])
    expect(way[0]?.names).toContain('vault.igcodes')
    if (process.platform === 'linux') expect(disk).toMatch(/^[a-z]/)
  })

  it('has times that the clock can be compared with', async () => {
    expect(timesAround(path, backups())).toEqual([statSync(path).mtime.toISOString()])
    await add(vault)
    const newest = backups().newest()
    expect(newest).toMatch(/^2026-11-20T12:00:0\d\.000Z$/)
    expect(timesAround(path, backups())).toEqual([newest, statSync(path).mtime.toISOString()])
    rmSync(path)
    expect(timesAround(path, backups())).toEqual([newest])
  })
})

describe('the marks of a merge by git', () => {
  it('are seen in a file that has both versions', () => {
    expect(hasGitMarkers(path)).toBe(false)
    expect(hasGitMarkers(join(folder, 'nothing'))).toBe(false)
    writeFileSync(join(folder, 'prose'), 'a line with <<<<<<< HEAD in it\n<<<<<< HEAD\n')
    expect(hasGitMarkers(join(folder, 'prose'))).toBe(false)
    const text = readFileSync(path, 'latin1')
    writeFileSync(path, `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> origin/main\n`)
    expect(hasGitMarkers(path)).toBe(true)
  })
})
