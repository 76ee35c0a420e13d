/** Two machines that share one vault: two state folders, one file. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answerOf, removeWorlds, someCodes, World } from './world.ts'

afterAll(removeWorlds)

const codes = someCodes(10, 3)

function machine(world: World, name: string) {
  return { env: { XDG_STATE_HOME: join(world.home, `state-${name}`) } }
}

test('a clean machine with a copy of the vault begins at another place than the one that made it', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const copy = join(world.home, 'copy.igcodes')
  copyFileSync(world.vault, copy)
  const maker = await world.use('shop_tokyo')
  expect(maker).toMatchObject({ code: codes[0], position: 1 })
  // Any new machine, whatever its id, and even if it knows nothing of the code that was just handed out.
  for (const name of ['a', 'b', 'c']) {
    const offline = join(world.home, `${name}.igcodes`)
    copyFileSync(copy, offline)
    const other = await world.use('shop_tokyo', `--vault ${offline}`, machine(world, name))
    expect(other.position).not.toBe(1)
    expect(other.code).toBe(codes[other.position - 1])
  }
})

test('two clean machines that share a vault hand out different codes', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const first = await world.use('shop_tokyo', '', machine(world, 'a'))
  const second = await world.use('shop_tokyo', '', machine(world, 'b'))
  expect(second.position).not.toBe(first.position)
})

test('between them they hand out every code once', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const handedOut: string[] = []
  for (let n = 0; n < codes.length; n++)
    handedOut.push((await world.use('shop_tokyo', '', machine(world, n % 2 ? 'a' : 'b'))).code)
  expect(handedOut.toSorted()).toEqual(codes.toSorted())
  expect(await world.run('use shop_tokyo --no-input', machine(world, 'c'))).toMatchObject({ code: 21 })
})

test('two copies of one vault on one machine never hand out the same code', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const copy = join(world.home, 'copy.igcodes')
  copyFileSync(world.vault, copy)
  const one = await world.use('shop_tokyo')
  const outcome = await world.run(`use shop_tokyo --json --no-input --accept-older --vault ${copy}`)
  expect(outcome.code).toBe(0)
  expect(answerOf(outcome).code).not.toBe(one.code)
})

test('a used code never comes back with an older copy, neither the next time nor as the one handed out last', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const copy = join(world.home, 'copy.igcodes')
  const one = await world.use('shop_tokyo')
  copyFileSync(world.vault, copy)
  await world.succeed('mark shop_tokyo worked --no-input')
  await world.succeed('mark shop_tokyo worked --position 2 --no-input')
  const older = (command: string) => world.run(`${command} --json --no-input --accept-older --vault ${copy}`)
  expect(await older('use shop_tokyo --pending')).toMatchObject({ code: 22, stdout: '' })
  const next = answerOf(await older('use shop_tokyo'))
  expect(next).toMatchObject({ position: 3, remaining: codes.length - 3 })
  expect([one.code, codes[1]]).not.toContain(next.code)
})

test('another machine sees what this one did', async () => {
  const world = await new World().fill({ shop_tokyo: codes })
  const { position } = await world.use('shop_tokyo', '', machine(world, 'a'))
  await world.succeed('mark shop_tokyo worked --no-input', machine(world, 'b'))
  const { events } = answerOf(await world.run('log --json --no-input', machine(world, 'c')))
  expect(events).toMatchObject([
    { type: 'account-added' },
    { type: 'set-added' },
    { type: 'code-reserved', position },
    { type: 'code-used', position },
  ])
})
