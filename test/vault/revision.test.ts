import { execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findVault } from '../../src/vault/closed-vault.ts'
import { revisionAt, revisionIn, revisionOf } from '../../src/vault/revision.ts'
import { add, type House, house, make } from './samples.ts'

let place: House
let path: string

beforeEach(() => {
  place = house()
  path = join(place.folder, 'file')
})
afterEach(() => place.remove())

/** A file whose fourth line begins after so many bytes. */
const withHead = (bytes: number, line: string) => Buffer.from(`1\n2\n${'3'.repeat(bytes - 5)}\n${line}`, 'latin1')
const nonce = 'n'.repeat(32)

describe('the save of a vault', () => {
  it('is its nonce, however it is looked at, and another one after each change', async () => {
    const vault = await make(place)
    const first = revisionAt(place.vault)
    await add(vault)
    const second = revisionAt(place.vault)
    expect(second).toMatch(/^[\w-]{32}$/)
    expect(second).not.toBe(first)
    expect(revisionIn(readFileSync(place.vault))).toBe(second)
    expect(revisionOf(findVault(place.vault).envelope.sealed)).toBe(second)
  })

  it('is the first 24 bytes of what is sealed, as text for a file name', () => {
    const sealed = Buffer.alloc(30, 0xfb)
    expect(revisionOf(sealed)).toBe('-_v7'.repeat(8))
  })

  it('is the beginning of the fourth line, with or without a line after it', () => {
    expect(revisionIn(withHead(10, `${nonce}rest\nmore`))).toBe(nonce)
    expect(revisionIn(withHead(10, 'short\nmore'))).toBe('short')
    expect(revisionIn(withHead(10, '\u00ff\u00fe'))).toBe('\u00ff\u00fe')
    expect(revisionIn(Buffer.from('1\n2\n3'))).toBe('')
  })

  it('is looked for only as far as the header of a vault can go', () => {
    const most = 17 * 1024
    expect(revisionIn(withHead(most - 32, `${nonce}rest`))).toBe(nonce)
    expect(revisionIn(withHead(most - 31, nonce))).toBe(nonce.slice(1))
    writeFileSync(path, withHead(most - 31, nonce))
    expect(revisionAt(path)).toBe(nonce.slice(1))
  })
})

describe('what is no vault', () => {
  it('and gone has no save at all', () => {
    expect(revisionAt(path)).toBeUndefined()
    writeFileSync(path, '')
    expect(revisionAt(join(path, 'in a file'))).toBeUndefined()
  })

  it.each<[string, () => void]>([
    ['a link to itself', () => symlinkSync(path, path)],
    ['a pipe', () => void execFileSync('mkfifo', [path])],
    ['a device', () => symlinkSync('/dev/null', path)],
    ['a folder', () => symlinkSync(place.folder, path)],
    ['a file of one line', () => writeFileSync(path, 'no vault')],
  ])('but there has a text that no save has: %s', (_, put) => {
    put()
    expect(revisionAt(path)).toBe('')
  })
})
