/**
 * No command opens a network connection: each is run under strace, which sees every socket of the program and its children. What is left are
 * sockets of the same machine (AF_UNIX): the agent's, and those that Node talks to its own children through.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandTable } from '../../src/commands/table.ts'
import { removeWorlds, someCodes, testEntry, type World } from '../cli/world.ts'
import { sampled } from '../thorough.ts'
import { everydayWorld, lines } from './every-command.ts'

const isElsewhere = (call: string): boolean => !/AF_UNIX/.test(call) && /\b(?:socket|connect|bind)\(/.test(call)

const hasStrace = Boolean(process.env.CI) || !spawnSync('strace', ['-V']).error

afterAll(removeWorlds)

test('every command is run', () => {
  expect(Object.keys(lines).toSorted()).toEqual(Object.keys(commandTable).toSorted())
})

describe.runIf(hasStrace)('opens no network connection:', () => {
  let world: World
  beforeAll(async () => {
    world = await everydayWorld()
  })

  /** The calls that make sockets, and say where they lead; and the exit code. */
  function traced(argv: readonly string[]) {
    const trace = join(world.home, 'trace')
    const { status } = spawnSync(
      'strace',
      ['-f', '-qq', '-e', 'trace=socket,connect,bind', '-o', trace, process.execPath, ...argv],
      {
        cwd: world.home,
        env: { ...world.env, IGCODES_PASSPHRASE_FILE: world.passphraseFile },
        input: someCodes(5, 4).join('\n'),
        // The agent that unlock leaves behind is watched for a while; lock ends it.
        timeout: 8000,
        killSignal: 'SIGKILL',
      },
    )
    return { status, elsewhere: readFileSync(trace, 'utf8').split('\n').filter(isElsewhere) }
  }

  test('strace sees one where there is one', () => {
    const program = "require('net').connect(9, '127.0.0.1').on('error', () => {})"
    expect(traced(['-e', program]).elsewhere).not.toEqual([])
  })

  test.each(sampled(Object.entries(lines), 6).map(([, line]) => line))('%s', line => {
    const { status, elsewhere } = traced([testEntry, ...line.split(' '), '--no-input'])
    expect(elsewhere).toEqual([])
    // A line that was not understood would have shown nothing. `review` asks at a terminal.
    if (!line.startsWith('review')) expect(status).not.toBe(2)
  })
})
