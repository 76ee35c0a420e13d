import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findArriving } from '../../src/vault/arriving.ts'
import { noVault } from '../../src/vault/missing-vault.ts'
import { noticesFiles } from '../../src/vault/notices.ts'
import { add, type House, house, make } from './samples.ts'

let place: House
let path: string
let whole: Buffer

beforeEach(async () => {
  place = house()
  const folder = join(place.folder, 'Dropbox')
  mkdirSync(join(folder, '.dropbox.cache'), { recursive: true })
  path = join(folder, 'vault.igcodes')
  await make(place, path)
  whole = readFileSync(path)
})
afterEach(() => place.remove())

/** Looks while the time passes; `atTurn` is called before each look but the first. */
async function look(atTurn: (turn: number) => void = () => undefined, at = path) {
  let [now, turns, waits] = [0, 0, 0]
  const result = await findArriving(at, {
    clock: () => now,
    sleep: async ms => {
      now += ms
      atTurn(++turns)
    },
    onWait: () => waits++,
  }).catch((error: unknown) => error)
  return { result, now, waits }
}

describe('a vault in a synced folder', () => {
  it.each([
    ['empty', 0],
    ['cut in the first line', 5],
    ['cut in the header', 200],
    ['without its last byte', -1],
  ])('that is %s is waited for', async (_, length) => {
    writeFileSync(path, whole.subarray(0, length < 0 ? whole.length + length : length))
    const { result, waits } = await look(turn => turn === 3 && writeFileSync(path, whole))
    expect(result).toMatchObject({ path })
    expect(waits).toBe(1)
  })

  it('that is a placeholder, full of zeros, is called damaged after ten seconds, and perhaps still syncing', async () => {
    writeFileSync(path, Buffer.alloc(whole.length))
    const { result, now } = await look()
    expect(result).toMatchObject({ code: 'damaged', details: { part: 'magic', path, isSynced: true } })
    expect(now).toBe(10_000)
  })

  it('that is whole and was altered is damaged at once', async () => {
    writeFileSync(path, whole.toString('latin1').replace('"epoch":1', '"epoch":0'), 'latin1')
    const { result, now, waits } = await look()
    expect(result).toMatchObject({ code: 'damaged', details: { part: 'header' } })
    expect(result).not.toMatchObject({ details: { isSynced: true } })
    expect([now, waits]).toEqual([0, 0])
  })

  it('is the only one that is waited for', async () => {
    writeFileSync(place.vault, '')
    const { result, waits } = await look(undefined, place.vault)
    expect(result).toMatchObject({ code: 'damaged', details: { part: 'magic', path: place.vault } })
    expect(waits).toBe(0)
  })
})

describe('a vault that is not there', () => {
  const missing = () => noVault(place.vault, place.state)

  it('was never there', () => {
    expect(missing()).toMatchObject({ exitCode: 10, details: { path: place.vault } })
    expect(missing().details).toEqual({ path: place.vault })
  })

  it('was there where this machine has its backups', async () => {
    const vault = await make(place)
    await add(vault)
    const other = `${place.vault}.moved`
    expect(noVault(other, place.state).details.known).toBeUndefined()
    expect(missing().details).toMatchObject({ known: 'used', backup: expect.stringMatching(/^2026/) })
  })

  it('was there where this machine has its notices, of whatever form', () => {
    const { notices } = noticesFiles(place.state, place.vault)
    mkdirSync(join(place.state, 'notices'), { recursive: true })
    writeFileSync(notices, 'torn')
    expect(missing().details).toEqual({ path: place.vault, known: 'used' })
  })

  it('is in iCloud where iCloud has left its sign', () => {
    writeFileSync(join(place.folder, 'data', '.vault.igcodes.icloud'), '')
    expect(missing().details).toEqual({ path: place.vault, known: 'icloud' })
  })
})
