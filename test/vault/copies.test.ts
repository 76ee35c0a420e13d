import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Backups } from '../../src/vault/backups.ts'
import { conflictCopies, readCopy, setAside, vaultIdIn } from '../../src/vault/copies.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let place: House
let folder: string
let vault: string
let copy: string
const id = 'AAECAwQFBgcICQoLDA0-_w'
const head = (of: string) => `igcodes-vault/2\n{"vault":"${of}","epoch":1}\n`

beforeEach(() => {
  place = house()
  vault = place.vault
  folder = join(place.folder, 'data')
  copy = join(folder, 'vault (1).igcodes')
  writeFileSync(vault, head(id))
})
afterEach(() => place.remove())

describe('the id of a vault', () => {
  const idIn = (text: string | Uint8Array) => {
    writeFileSync(copy, text)
    return vaultIdIn(copy)
  }

  it('is in its header, whatever its format', () => {
    for (const text of [head(id), `igcodes-vault/12\n{"vault":"${id}"`]) expect(idIn(text)).toBe(id)
    expect(idIn(Buffer.concat([Buffer.from(head(id)), Buffer.alloc(100_000, 0xff)]))).toBe(id)
  })

  it.each([
    '',
    id,
    ` ${head(id)}`,
    `#\n${head(id)}`,
    `igcodes-vault/\n{"vault":"${id}"}`,
    `igcodes-vault/x\n{"vault":"${id}"}`,
    `igcodes-vault/2\r\n{"vault":"${id}"}`,
    head(id.slice(1)),
    head(`${id}A`),
    head(`${id.slice(1)}+`),
    'igcodes-vault/2\n{"epoch":1}',
  ])('is not in %j', text => {
    expect(idIn(text)).toBeUndefined()
  })

  it('is not in what is no file, and not looked for far', () => {
    mkdirSync(join(folder, 'folder'))
    symlinkSync(copy, copy)
    for (const name of ['folder', 'gone', 'vault (1).igcodes']) expect(vaultIdIn(join(folder, name))).toBeUndefined()
  })
})

describe('the copies of a vault', () => {
  it('are the files with its id whose names begin like its own, in its folder, by name', () => {
    const names = ['vault.igcodes.1', 'vault 2.igcodes', 'vault-9', 'vault-10']
    for (const name of names) copyFileSync(vault, join(folder, name))
    for (const name of ['a vault.igcodes', 'Vault 2.igcodes', 'vaul']) copyFileSync(vault, join(folder, name))
    writeFileSync(join(folder, 'vault of another'), head(id.toLowerCase()))
    writeFileSync(join(folder, 'vault.txt'), 'notes')
    mkdirSync(join(folder, 'vault.igcodes.backups'))
    copyFileSync(vault, join(folder, 'vault.igcodes.backups', 'vault'))
    const sorted = ['vault 2.igcodes', 'vault-10', 'vault-9', 'vault.igcodes.1']
    expect(conflictCopies(vault)).toEqual(sorted.map(name => join(folder, name)))
  })

  it('are none where the vault is gone, or none', () => {
    copyFileSync(vault, copy)
    expect(conflictCopies(join(folder, 'vault'))).toEqual([])
    writeFileSync(join(folder, 'vault.txt'), 'notes')
    writeFileSync(join(folder, 'vault.txt.2'), 'notes')
    expect(conflictCopies(join(folder, 'vault.txt'))).toEqual([])
  })

  /** Only root can become another user. */
  it.skipIf(process.geteuid?.() !== 0)('are none where we may enter the folder and not look into it', () => {
    copyFileSync(vault, copy)
    for (const [path, mode] of [
      [place.folder, 0o711],
      [folder, 0o711],
      [vault, 0o644],
      [copy, 0o644],
    ] as const)
      chmodSync(path, mode)
    process.seteuid?.(1234)
    try {
      expect(vaultIdIn(vault)).toBe(id)
      expect(conflictCopies(vault)).toEqual([])
    } finally {
      process.seteuid?.(0)
    }
    expect(conflictCopies(vault)).toEqual([copy])
  })
})

describe('a copy', () => {
  it('is read whole', () => {
    writeFileSync(copy, Buffer.alloc(100_000, 'igcodes'))
    expect(Buffer.compare(readCopy(copy), Buffer.alloc(100_000, 'igcodes'))).toBe(0)
  })

  it('is read no further than it takes to see that it is too large', () => {
    const most = 64 * 1024 * 1024
    for (const [size, length] of [
      [most, most],
      [most + 2, most + 1],
    ] as const) {
      writeFileSync(copy, '')
      truncateSync(copy, size)
      expect(readCopy(copy)).toHaveLength(length)
    }
  })

  it('that is no file is damaged, and one that is gone is a storage failure', () => {
    const damaged = refusal(() => readCopy(folder))
    expect(damaged.code).toBe('damaged')
    expect(damaged.details).toEqual({ part: 'magic', path: folder })
    const gone = refusal(() => readCopy(copy))
    expect(gone.code).toBe('storage')
    expect(gone.details).toEqual({ doing: 'read', path: copy, cause: 'ENOENT' })
  })
})

describe('a copy that was merged', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  let backups: Backups
  let merged: Buffer
  const aside = (path = copy) => setAside(path, merged, vault, backups, now)
  const kept = () => backups.list().map(({ path }) => readFileSync(path, 'utf8'))

  beforeEach(() => {
    backups = new Backups(vault, place.state)
    writeFileSync(copy, 'what was merged')
    merged = readFileSync(copy)
  })

  it('goes to the backups, as a file of its own', () => {
    // Another name, so that its number is not given away again.
    const other = join(place.folder, 'other')
    linkSync(copy, other)
    expect(aside()).toBe(true)
    expect(existsSync(copy)).toBe(false)
    const [backup] = backups.list()
    expect(backup?.id).toBe('2026-11-20T12:00:00.000Z')
    expect(kept()).toEqual(['what was merged'])
    expect(statSync(backup?.path ?? '').ino).not.toBe(statSync(other).ino)
    expect(readFileSync(vault, 'utf8')).toBe(head(id))
  })

  it('stays where it was changed since, or lies elsewhere', () => {
    writeFileSync(copy, 'what was merged, and more')
    const elsewhere = join(place.folder, 'vault (1).igcodes')
    writeFileSync(elsewhere, 'what was merged')
    expect([aside(), aside(elsewhere)]).toEqual([false, false])
    expect([existsSync(copy), existsSync(elsewhere)]).toEqual([true, true])
    expect(kept()).toEqual([])
  })
})
