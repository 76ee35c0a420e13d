/** What happens while another process holds the vault's lock. */
import { existsSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { errorOf, removeWorlds, someCodes, World } from './world.ts'

const tokyo = someCodes(5, 1)

afterAll(removeWorlds)

describe('locked by another process: 11', () => {
  test('a holder on another machine is named after 10 seconds, and its lock is not broken', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const lock = `${world.vault}.lock`
    writeFileSync(
      lock,
      JSON.stringify({ host: 'another-laptop', machine: 'x', bootId: 'y', pid: 4711, startTime: '1' }),
    )
    const outcome = await world.run('use shop_tokyo --json --no-input')
    expect(outcome).toMatchObject({ code: 11, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ message: expect.stringMatching(/another-laptop/) })
    expect(outcome.took).toBeGreaterThan(9_500)
    expect(existsSync(lock)).toBe(true)
    // Reading needs no lock.
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
  })

  test('a dead holder on this machine is passed over at once', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const lock = {
      host: hostname(),
      machine: null,
      bootId: null,
      pidNamespace: null,
      pid: 2 ** 22 + 1,
      startTime: '1',
    }
    writeFileSync(`${world.vault}.lock`, JSON.stringify(lock))
    const outcome = await world.run('use shop_tokyo --no-input')
    expect(outcome).toMatchObject({ code: 0, stdout: `${tokyo[0]}\n` })
    expect(outcome.took).toBeLessThan(3_000)
    expect(existsSync(`${world.vault}.lock`)).toBe(false)
  })
})
