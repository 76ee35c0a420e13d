/** A vault of each released format opens forever, with each of its secrets (fixtures/vaults). */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { answerOf, removeWorlds, World } from '../cli/world.ts'
import { isThorough } from '../thorough.ts'

interface Released {
  readonly format: number
  readonly opens: Readonly<Record<string, string>>
  readonly refused: readonly string[]
}

const folder = fileURLToPath(new URL('../../fixtures/vaults', import.meta.url))
const index: Readonly<Record<string, Released>> = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
const available = ['73069518', '60428137', '28754961']

afterAll(removeWorlds)

function copied(name: string, secret: string): World {
  const world = new World()
  mkdirSync(dirname(world.vault), { recursive: true, mode: 0o700 })
  copyFileSync(join(folder, name), world.vault)
  writeFileSync(world.passphraseFile, `${secret}\n`, { mode: 0o600 })
  return world
}

test('every vault is in the index, and every format has one', () => {
  const names = readdirSync(folder).filter(name => name.endsWith('.igcodes') && name !== 'format-1.igcodes')
  expect(names.toSorted()).toEqual(Object.keys(index).toSorted())
  for (const [name, { format }] of Object.entries(index))
    expect(readFileSync(join(folder, name), 'utf8').split('\n')[0]).toBe(`igcodes-vault/${format}`)
  expect(new Set(Object.values(index).map(({ format }) => format))).toEqual(new Set([1, 2]))
})

describe.each(Object.entries(index))('%s', (name, { opens, refused }) => {
  test.each(Object.entries(opens))('opens with its %s', async (kind, secret) => {
    const world = copied(name, secret)
    const stored = answerOf(await world.succeed('show shop_tokyo --reveal --json --no-input'))
    expect(stored).toMatchObject({
      account: 'shop_tokyo',
      sets: [
        {
          state: 'current',
          codes: [
            { position: 1, state: 'used' },
            { position: 2, state: 'reserved', code: '58201746' },
            ...available.map((code, index) => ({ position: index + 3, state: 'available', code })),
          ],
        },
      ],
    })
    if (kind !== Object.keys(opens)[0] && !isThorough) return
    expect(available).toContain((await world.use('shop_tokyo')).code)
    await world.succeed('mark shop_tokyo worked --no-input')
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
  })

  for (const secret of refused)
    test(`stays shut for what opened it once: ${secret}`, async () => {
      expect(await copied(name, secret).run('status --no-input')).toMatchObject({ code: 12, stdout: '' })
    })
})
