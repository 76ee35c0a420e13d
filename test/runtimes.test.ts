/**
 * Other programs that run JavaScript: Bun and Deno, where they are found. BUN and DENO name them, otherwise the PATH has them.
 * Those of RUNTIMES, with colons between, are tried too, such as other Nodes.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { realEntry, removeWorlds, someCodes, World } from './cli/world.ts'
import { isThorough } from './thorough.ts'

afterAll(removeWorlds)

const { BUN = 'bun', DENO = 'deno', RUNTIMES = '' } = process.env
const runtimes: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['Bun', BUN],
  ['Deno', DENO, 'run', '--allow-all'],
  ...RUNTIMES.split(':').flatMap((node): [string, string][] => (node === '' ? [] : [[node, node]])),
]

for (const [name, program, ...args] of runtimes) {
  const isThere = isThorough && spawnSync(program, ['--version']).status === 0
  test.skipIf(!isThere)(`${name} makes a vault, hands out a code, and says what is left`, () => {
    const world = new World()
    const [codes, env] = [someCodes(5), { ...world.env, IGCODES_PASSPHRASE_FILE: world.passphraseFile }]
    const run = (command: string, input = '') =>
      execFileSync(program, [...args, realEntry, ...command.split(' '), '--no-input', '--json'], {
        cwd: world.home,
        env,
        input,
        encoding: 'utf8',
      })
    run('init --kdf light --no-recovery-key')
    run('add shop --yes', codes.join('\n'))
    expect(JSON.parse(run('use shop'))).toMatchObject({ code: codes[0], position: 1 })
    run('mark shop worked')
    expect(JSON.parse(run('status')).accounts).toMatchObject([{ account: 'shop', remaining: 4 }])
  })
}
