/** Many processes at one vault: every change is saved, and no code is handed out twice. */
import { afterAll, expect, test } from 'vitest'
import { readPayload } from '../cli/payload.ts'
import { answerOf, handedOut, removeWorlds, someCodes, World } from '../cli/world.ts'
import { isThorough } from '../thorough.ts'

afterAll(removeWorlds)

const shops = { shop_tokyo: someCodes(20, 1), shop_osaka: someCodes(20, 2) }

/** So many workers at once, each doing its steps one after the other. */
async function workers<T>(count: number, steps: number, step: (worker: number, n: number) => Promise<T>) {
  const done = Array.from({ length: count }, async (_, worker) => {
    const results: T[] = []
    for (let n = 0; n < steps; n++) results.push(await step(worker, n))
    return results
  })
  return (await Promise.all(done)).flat()
}

const [processes, uses] = isThorough ? [16, 100] : [8, 5]
const all = processes * uses

test(`${processes} processes that use ${uses} times each get ${all} different codes`, {
  timeout: 3_600_000,
}, async () => {
  const accounts = Object.fromEntries(
    Array.from({ length: all / 20 }, (_, index) => [`shop_${index}`, someCodes(20, 1 + index)]),
  )
  const names = Object.keys(accounts)
  const world = await new World().fill(accounts)
  const outcomes = await workers(processes, uses, async (worker, n) => {
    const line = `use ${names[(worker * uses + n) % names.length]} --json --no-input`
    let outcome = await world.run(line)
    // Sixteen that never pause can keep one waiting for more than its 10 s; it is told so, and tries again.
    while (isThorough && outcome.code === 11) outcome = await world.run(line)
    return outcome
  })

  expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array.from({ length: all }, () => ({ code: 0, stderr: '' })),
  )
  const codes = outcomes.map(outcome => handedOut(outcome).code)
  expect(codes.toSorted()).toEqual(Object.values(accounts).flat().toSorted())

  expect(answerOf(await world.run('status --json --no-input'))).toMatchObject({
    accounts: names.toSorted().map(account => ({ account, remaining: 0, setSize: 20, reserved: 20 })),
  })
  expect(world.besideTheVault()).toEqual(['vault.igcodes'])
})

test('use, mark, add and status at once: nothing is lost', { timeout: 120_000 }, async () => {
  const world = await new World().fill(shops)
  const seen: string[] = []
  await workers(6, 3, async (worker, n) => {
    switch (worker % 3) {
      case 0: {
        const { code, position } = await world.use('shop_tokyo')
        seen.push(code)
        await world.succeed(`mark shop_tokyo worked --position ${position} --no-input`)
        return
      }
      case 1: {
        const input = someCodes(5, 50 + worker * 10 + n).join('\n')
        await world.succeed(`add new_${worker}_${n} --yes --no-input`, { input })
        return
      }
      default:
        await world.succeed('status --no-input')
        seen.push((await world.use('shop_osaka')).code)
    }
  })

  expect(new Set(seen).size).toBe(12)
  const { events } = await readPayload(world)
  const count = (type: string) => events.filter(event => event.type === type).length
  expect({
    accounts: count('account-added'),
    sets: count('set-added'),
    reserved: count('code-reserved'),
    used: count('code-used'),
  }).toEqual({ accounts: 8, sets: 8, reserved: 12, used: 6 })
  // One count of its own for each of the machine's events, without a gap.
  expect(events.map(({ n }) => n)).toEqual(events.map((_, index) => index + 1))
})

test('two that make the vault at once: one makes it, the other is told (24)', async () => {
  const world = new World()
  const outcomes = await workers(4, 1, () => world.run('init --no-input'))
  expect(outcomes.map(({ code }) => code).toSorted()).toEqual([0, 24, 24, 24])
  expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
})
