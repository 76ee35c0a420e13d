/**
 * No command opens a network connection: each is run under strace, which sees every socket of the program and its children. What is left are
 * sockets of the same machine (AF_UNIX): the agent's, and those that Node talks to its own children through.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandTable } from '../../src/commands/table.ts'
import { removeWorlds, someCodes, testEntry, World } from '../cli/world.ts'
import { sampled } from '../thorough.ts'

/** A run of each command that does its work, without a terminal. `sync` has git speak, to a folder here. */
const lines: Readonly<Record<string, string>> = {
  use: 'use shop_tokyo',
  recover: 'recover --see no-sms --json',
  mark: 'mark shop_tokyo worked',
  playbook: 'playbook phone-lost --format html',
  add: 'add cafe --yes',
  import: 'import codes.txt --account bar --yes',
  status: 'status',
  check: 'check',
  audit: 'audit',
  due: 'due --ics due.ics',
  review: 'review shop_tokyo',
  test: 'test shop_tokyo passed',
  show: 'show shop_tokyo',
  person: 'person add sato --role account-manager',
  device: 'device add koho-iphone --kind phone --owner company',
  factor: 'factor add app --kind authenticator --owner company --account shop_tokyo',
  place: 'place add safe --kind locked-paper',
  map: 'map',
  'what-if': 'what-if --leave sato',
  prepare: 'prepare phone-change koho-iphone',
  handover: 'handover start sato',
  sheet: 'sheet',
  policy: 'policy --card',
  totp: 'totp list',
  void: 'void shop_tokyo --because lost --yes',
  account: 'account list',
  incident: 'incident open shop_tokyo --scenario phone-lost',
  log: 'log',
  init: 'init --no-recovery-key --vault other.igcodes',
  unlock: 'unlock --for 1m',
  lock: 'lock',
  key: 'key list',
  passwd: 'passwd --new-passphrase-file passphrase',
  'recovery-key': 'recovery-key --yes',
  merge: 'merge copy.igcodes --yes',
  'git-setup': 'git-setup remote.git',
  sync: 'sync',
  'git-merge': 'git-merge copy.igcodes copy.igcodes',
  backup: 'backup list',
  export: 'export --yes --out all.json',
  doctor: 'doctor',
  'shell-init': 'shell-init bash',
  completion: 'completion bash',
  config: 'config',
}

const isElsewhere = (call: string): boolean => !/AF_UNIX/.test(call) && /\b(?:socket|connect|bind)\(/.test(call)

const hasStrace = Boolean(process.env.CI) || !spawnSync('strace', ['-V']).error

afterAll(removeWorlds)

test('every command is run', () => {
  expect(Object.keys(lines).toSorted()).toEqual(Object.keys(commandTable).toSorted())
})

describe.runIf(hasStrace)('opens no network connection:', () => {
  let world: World
  beforeAll(async () => {
    world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
    writeFileSync(join(world.home, 'codes.txt'), someCodes(5, 3).join('\n'))
    writeFileSync(join(world.home, 'copy.igcodes'), world.vaultBytes())
    spawnSync('git', ['init', '-q', '--bare', join(world.home, 'remote.git')])
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
