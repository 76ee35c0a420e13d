import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withLock } from '../../src/vault/file-lock.ts'

const link = vi.hoisted(() => ({ failures: [] as string[] }))
/** At the lock. */
const look = vi.hoisted(() => ({ failures: [] as string[] }))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const linkSync: typeof fs.linkSync = (from, to) => {
    const code = link.failures.shift()
    if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: 'link' })
    fs.linkSync(from, to)
  }
  const lstatSync = ((...args: Parameters<typeof fs.lstatSync>) => {
    const code = String(args[0]).endsWith('.lock') ? look.failures.shift() : undefined
    if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: 'lstat' })
    return fs.lstatSync(...args)
  }) as typeof fs.lstatSync
  return { ...fs, linkSync, lstatSync }
})

let folder: string
let vault: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'igcodes-lock-'))
  vault = join(folder, 'vault')
})
afterEach(() => {
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
})

describe('the lock', () => {
  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])(
    'is a folder with the holder in it where files cannot be linked (%s), whole from its first moment',
    async code => {
      link.failures = [code]
      await withLock(vault, {}, () => {
        expect(readdirSync(folder)).toEqual(['vault.lock'])
        expect(readdirSync(`${vault}.lock`)).toEqual(['holder'])
        expect(JSON.parse(readFileSync(`${vault}.lock/holder`, 'utf8'))).toMatchObject({ pid: process.pid })
        expect(statSync(`${vault}.lock`).mode & 0o077).toBe(0)
      })
    },
  )

  it('keeps others out as a folder too, whether or not they can link', async () => {
    link.failures = ['EPERM']
    await withLock(vault, {}, async () => {
      for (const failures of [[], ['EPERM']]) {
        link.failures = failures
        await expect(withLock(vault, { waitMs: 60 }, () => 0)).rejects.toMatchObject({
          code: 'locked',
          details: { path: `${vault}.lock`, host: hostname(), pid: process.pid },
        })
      }
    })
  })

  it('as a file keeps those out that cannot link', async () => {
    await withLock(vault, {}, async () => {
      link.failures = ['EPERM']
      await expect(withLock(vault, { waitMs: 60 }, () => 0)).rejects.toMatchObject({ code: 'locked' })
      link.failures = []
    })
  })

  it('of a dead holder is broken, and what killed ones left on the way is swept away', async () => {
    link.failures = ['EPERM']
    const text = await withLock(vault, {}, () => readFileSync(`${vault}.lock/holder`, 'utf8'))
    const dead = JSON.stringify({ ...JSON.parse(text), pid: 2 ** 30 })
    for (const name of ['', '.new-0123456789abcdef', '.old-0123456789abcdef']) {
      mkdirSync(`${vault}.lock${name}`)
      writeFileSync(`${vault}.lock${name}/holder`, dead)
    }
    // The permit to break the lock is made the same way.
    link.failures = ['EPERM', 'EPERM']
    expect(await withLock(vault, { waitMs: 0 }, () => readdirSync(folder))).toEqual(['vault.lock'])
  })

  it('is tried again when its holder swept the temporary file away, or another was faster and is done', async () => {
    link.failures = ['ENOENT', 'EEXIST']
    expect(await withLock(vault, {}, () => 'taken')).toBe('taken')
  })

  it('that never comes nor goes is a failure of the disk, with its last word', async () => {
    link.failures = Array.from({ length: 100 }, () => 'EEXIST')
    await expect(withLock(vault, { waitMs: 60 }, () => 'taken')).rejects.toMatchObject({
      code: 'storage',
      details: { doing: 'lock', path: `${vault}.lock`, cause: 'EEXIST' },
    })
    link.failures = []
  })

  it('is a storage failure when the disk says no', async () => {
    link.failures = ['EROFS']
    await expect(withLock(vault, {}, () => 'taken')).rejects.toMatchObject({
      code: 'storage',
      details: { doing: 'lock', path: `${vault}.lock`, cause: 'EROFS' },
    })
  })
})

describe('on Windows a lock that is just being deleted', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('is waited for when a look at it answers %s', async code => {
    look.failures = [code, code]
    const waits: unknown[] = []
    expect(await withLock(vault, { onWait: () => waits.push('waited') }, () => 'taken')).toBe('taken')
    expect(waits).toEqual(['waited'])
  })

  it('is told as locked when it stays so', async () => {
    look.failures = Array.from({ length: 100 }, () => 'EPERM')
    await expect(withLock(vault, { waitMs: 60 }, () => 'taken')).rejects.toMatchObject({
      code: 'locked',
      details: { host: '', pid: 0 },
    })
    look.failures = []
  })
})
