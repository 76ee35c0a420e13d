import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withLock } from '../../src/vault/lock.ts'

const link = vi.hoisted(() => ({ failures: [] as string[] }))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const linkSync: typeof fs.linkSync = (from, to) => {
    const code = link.failures.shift()
    if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: 'link' })
    fs.linkSync(from, to)
  }
  return { ...fs, linkSync }
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
    'is made in place where files cannot be linked (%s)',
    async code => {
      link.failures = [code]
      await withLock(vault, {}, () => {
        expect(readdirSync(folder)).toEqual(['vault.lock'])
        expect(JSON.parse(readFileSync(`${vault}.lock`, 'utf8'))).toMatchObject({ pid: process.pid })
        expect(statSync(`${vault}.lock`).mode & 0o077).toBe(0)
      })
    },
  )

  it('is tried again when its holder swept the temporary file away, or another was faster and is done', async () => {
    link.failures = ['ENOENT', 'EEXIST']
    expect(await withLock(vault, {}, () => 'taken')).toBe('taken')
  })

  it('is a storage failure when the disk says no', async () => {
    link.failures = ['EROFS']
    await expect(withLock(vault, {}, () => 'taken')).rejects.toMatchObject({
      code: 'storage',
      details: { doing: 'lock', path: `${vault}.lock`, cause: 'EROFS' },
    })
  })
})
