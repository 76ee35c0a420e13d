import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Backups } from '../../src/vault/backups.ts'
import { backupsElsewhere, backupsOfVault } from '../../src/vault/moved-backups.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let place: House
let vault: string
let backups: Backups
/** Of all vaults' backups. */
let all: string
const file = (of = 'A') => `igcodes-vault/2\n{"vault":"${of.repeat(22)}"}\n`
const nameOf = (day: number) => `2026-11-${day}T08.00.00.000Z.igcodes`
const idOf = (day: number) => `2026-11-${day}T08:00:00.000Z`

beforeEach(() => {
  place = house()
  vault = place.vault
  backups = new Backups(vault, place.state)
  all = dirname(backups.folder)
  writeFileSync(vault, file())
})
afterEach(() => place.remove())

/** A folder of backups, as of another path. */
function put(folder: string, files: Record<string, string>): string {
  const path = join(all, folder)
  mkdirSync(path, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

const here = (files: Record<string, string>) => put(backups.folder.slice(all.length + 1), files)

describe('the folders with backups of a vault under other paths', () => {
  it('are those whose newest backup is of it, by name', () => {
    here({ [nameOf(10)]: file() })
    const b = put('b', { [nameOf(10)]: file('B'), [nameOf(12)]: file(), [nameOf(11)]: file('B') })
    const a = put('a', { [nameOf(10)]: file() })
    put('c', { [nameOf(10)]: file(), [nameOf(11)]: file('B') })
    put('d', {})
    expect(backupsElsewhere(vault, backups)).toEqual([a, b])
  })

  it('are known by what is a backup, not by what else is there', () => {
    const a = put('a', { [nameOf(10)]: file(), 'z.txt': file('B'), '~2026.igcodes.x.tmp': file('B') })
    put('b', { 'z.txt': file() })
    expect(backupsElsewhere(vault, backups)).toEqual([a])
  })

  it('are none where nothing is known of the vault, or there are no backups', () => {
    expect(backupsElsewhere(vault, backups)).toEqual([])
    put('a', { [nameOf(10)]: file() })
    put('b', { [nameOf(10)]: 'something else' })
    put('c', {})
    writeFileSync(join(all, 'file'), 'notes')
    symlinkSync(join(all, 'loop'), join(all, 'loop'))
    expect(backupsElsewhere(vault, backups)).toEqual([join(all, 'a')])
    writeFileSync(vault, 'something else')
    expect(backupsElsewhere(vault, backups)).toEqual([])
  })

  it('are none where the folder of all backups leads nowhere', () => {
    mkdirSync(dirname(all), { recursive: true })
    symlinkSync(all, all)
    expect(backupsElsewhere(vault, backups)).toEqual([])
  })
})

describe('the backups of a vault', () => {
  it('are those of all its paths, newest first, and of no other vault', () => {
    here({ [nameOf(10)]: file(), [nameOf(13)]: 'damaged' })
    const a = put('a', {
      [nameOf(11)]: file(),
      [nameOf(10)]: file('B'),
      [nameOf(12)]: file(),
      'notes.igcodes.txt': file(),
    })
    put('b', { [nameOf(14)]: file('B') })
    expect(backupsOfVault(vault, backups)).toEqual([
      { id: idOf(13), path: join(backups.folder, nameOf(13)) },
      { id: idOf(12), path: join(a, nameOf(12)) },
      { id: idOf(11), path: join(a, nameOf(11)) },
      { id: idOf(10), path: join(backups.folder, nameOf(10)) },
    ])
  })

  it('are those of its own path where its file tells nothing', () => {
    here({ [nameOf(10)]: file() })
    put('a', { [nameOf(11)]: file() })
    writeFileSync(vault, '')
    expect(backupsOfVault(vault, backups).map(({ id }) => id)).toEqual([idOf(10)])
  })

  it('that cannot be listed are not said to be none', () => {
    mkdirSync(all, { recursive: true })
    symlinkSync(backups.folder, backups.folder)
    const error = refusal(() => backupsOfVault(vault, backups))
    expect(error.code).toBe('storage')
    expect(error.details).toEqual({ doing: 'read', path: backups.folder, cause: 'ELOOP' })
  })
})
