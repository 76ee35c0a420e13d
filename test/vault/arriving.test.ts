import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ArrivalOptions, findArriving } from '../../src/vault/arriving.ts'
import { Backups } from '../../src/vault/backups.ts'
import { noVault } from '../../src/vault/missing-vault.ts'
import { noticesFiles } from '../../src/vault/notices.ts'
import { add, failure, type House, house, make } from './samples.ts'

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
  const pauses = new Set<number>()
  const options: ArrivalOptions = {
    clock: () => now,
    sleep: async ms => {
      now += ms
      pauses.add(ms)
      atTurn(++turns)
    },
    onWait: () => waits++,
  }
  const result = await findArriving(at, options).catch((error: unknown) => error)
  expect([...pauses]).toEqual(turns === 0 ? [] : [250])
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
    expect(result).toMatchObject({ code: 'damaged' })
    expect(result).toHaveProperty('details', { part: 'magic', path, isSynced: true })
    expect(now).toBe(10_000)
  })

  it('is waited for by the system’s clock, no longer than was asked for', async () => {
    writeFileSync(path, '')
    const started = performance.now()
    const error = await failure(findArriving(path, { waitMs: 300 }))
    expect(error.details).toEqual({ part: 'magic', path, isSynced: true })
    expect(performance.now() - started).toBeGreaterThanOrEqual(499)
    expect(performance.now() - started).toBeLessThan(5000)
    expect((await failure(findArriving(path, { waitMs: 0 }))).details).toEqual(error.details)
  })

  it('that others could read is closed, and that is told', async () => {
    chmodSync(place.folder, 0o755)
    chmodSync(path, 0o644)
    const onClosed = vi.fn()
    const { envelope, ...found } = await findArriving(path, { onClosed })
    expect(found).toEqual({ path })
    expect(onClosed.mock.calls).toEqual([[path]])
  })

  it('is waited for where only a link leads to that folder', async () => {
    const link = join(place.folder, 'data', 'link.igcodes')
    symlinkSync(path, link)
    writeFileSync(path, '')
    const { result, waits } = await look(turn => turn === 2 && writeFileSync(path, whole), link)
    expect(result).toMatchObject({ path })
    expect(waits).toBe(1)
  })

  it('that is whole and was altered is damaged at once', async () => {
    writeFileSync(path, whole.toString('latin1').replace('"epoch":1', '"epoch":0'), 'latin1')
    const { result, now, waits } = await look()
    expect(result).toMatchObject({ code: 'damaged' })
    expect(result).toHaveProperty('details', { part: 'header', path })
    expect([now, waits]).toEqual([0, 0])
  })

  it('is the only one that is waited for', async () => {
    writeFileSync(place.vault, '')
    const { result, waits } = await look(undefined, place.vault)
    expect(result).toHaveProperty('details', { part: 'magic', path: place.vault })
    expect(waits).toBe(0)
  })

  it('that is not there is missing at once', async () => {
    const { result, now } = await look(undefined, join(place.folder, 'Dropbox', 'gone'))
    expect(result).toMatchObject({ code: 'no-vault' })
    expect(now).toBe(0)
  })
})

describe('a vault that is not there', () => {
  const missing = () => noVault(place.vault, place.state)

  it('was never there', () => {
    expect(missing()).toMatchObject({ exitCode: 10, details: { path: place.vault } })
    expect(missing().details).toStrictEqual({ path: place.vault })
  })

  it('was there where this machine has its backups', async () => {
    const vault = await make(place)
    await add(vault)
    const other = `${place.vault}.moved`
    expect(noVault(other, place.state).details).toStrictEqual({ path: other })
    const backup = new Backups(place.vault, place.state).newest()
    expect(backup).toMatch(/^2026/)
    expect(missing().details).toStrictEqual({ path: place.vault, known: 'used', backup })
    writeFileSync(join(place.folder, 'data', '.vault.igcodes.icloud'), '')
    expect(missing().details).toStrictEqual({ path: place.vault, known: 'icloud', backup })
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
