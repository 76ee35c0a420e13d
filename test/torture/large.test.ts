/**
 * A vault that grows forever: readers take 64 MiB, some 150,000 events. A million events are refused before they are read, and what does
 * not fit any more is refused before anything is written.
 */
import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePayload } from '../cli/payload.ts'
import { errorOf, removeWorlds, someCodes, World } from '../cli/world.ts'
import { isThorough } from '../thorough.ts'

const MiB = 1024 * 1024
let world: World
beforeAll(async () => {
  world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
})
afterAll(removeWorlds)

test('a million events, some 430 MiB: every command names the limit at once, and writes nothing', async () => {
  const good = world.vaultBytes()
  truncateSync(world.vault, 430 * MiB)
  for (const line of ['status', 'use shop_tokyo', 'add cafe --yes', 'export --yes', 'merge vault.igcodes --yes']) {
    const outcome = await world.run(`${line} --json --no-input`, { input: someCodes(5, 2).join('\n') })
    expect([13, 22, 16], line).toContain(outcome.code)
    expect(outcome.took, line).toBeLessThan(5000)
    if (outcome.code === 13) expect(errorOf(outcome).message, line).toContain('larger than 64 MiB')
  }
  expect(statSync(world.vault).size).toBe(430 * MiB)
  writeFileSync(world.vault, good)
})

test.runIf(isThorough)(
  'a vault just below the limit is read, and a save past it is refused',
  { timeout: 900_000 },
  async () => {
    // 3 bytes are 4 characters; the header, and at most a block of padding, come on top.
    await changePayload(world, payload => {
      const taken = JSON.stringify({ ...payload, note: '' }).length
      return { ...payload, note: 'x'.repeat(48 * MiB - 4096 - 200 - taken) }
    })
    const before = world.vaultBytes()
    expect(before.length).toBeGreaterThan(64 * MiB - 16_384)
    expect((await world.run('show shop_tokyo --no-input', { alone: true })).code).toBe(0)
    const input = someCodes(20, 2).join('\n')
    const refused = await world.run('add cafe --yes --json --no-input', { input, alone: true })
    expect(refused.code).toBe(16)
    expect(errorOf(refused).message).toContain('too large')
    expect(world.vaultBytes().equals(before)).toBe(true)
  },
)
