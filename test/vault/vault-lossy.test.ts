/** A bug that drops events between the rule and the disk must not reach the vault (design, section 7, step 4). */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Journal } from '../../src/domain/journal/payload.ts'
import { add, type House, house, make, tree } from './samples.ts'

const lost = vi.hoisted(() => ({ events: 0 }))

vi.mock('../../src/domain/journal/payload.ts', async importOriginal => {
  const journal = await importOriginal<typeof import('../../src/domain/journal/payload.ts')>()
  const serializeJournal = (whole: Journal) =>
    journal.serializeJournal({ ...whole, events: whole.events.slice(lost.events) })
  return { ...journal, serializeJournal }
})

let place: House

beforeEach(() => {
  place = house()
})
afterEach(() => {
  lost.events = 0
  place.remove()
})

it('a save that lost an event is a bug, and leaves the old vault', async () => {
  const vault = await make(place)
  await add(vault)
  const old = readFileSync(place.vault)
  const before = tree(place.folder)

  lost.events = 1
  await expect(add(vault, 2)).rejects.toThrow('a save would have lost events')
  expect(readFileSync(place.vault).equals(old)).toBe(true)
  expect(tree(place.folder)).toEqual(before)

  lost.events = 0
  await add(vault, 2)
  expect(vault.events).toHaveLength(3)
})
