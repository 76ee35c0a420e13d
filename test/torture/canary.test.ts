/**
 * Where secrets go: every command is run under strace, which sees each byte that it and its children write or send, and each argument
 * and variable that a program is started with. A code, the passphrase and the recovery words may be in what was asked for, and nowhere
 * else, in no encoding; nor in any file that is left.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandTable } from '../../src/commands/table.ts'
import { seen } from '../../src/vault/disk.ts'
import { processesOf } from '../cli/processes.ts'
import { passphrase, removeWorlds, someCodes, testEntry, type World } from '../cli/world.ts'
import { isThorough, sampled } from '../thorough.ts'
import { everydayWorld, lines } from './every-command.ts'

const hasStrace = Boolean(process.env.CI) || !spawnSync('strace', ['-V']).error

/** The texts that somebody would search for, and those that Base64 makes of them wherever they begin. */
function formsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret)
  const little = Buffer.from(secret, 'utf16le')
  const inBase64 = (['base64', 'base64url'] as const).flatMap(encoding =>
    [0, 1, 2].map(skipped => {
      const text = Buffer.concat([Buffer.alloc(skipped), bytes]).toString(encoding)
      return text.slice(Math.ceil((skipped * 8) / 6), Math.floor(((skipped + bytes.length) * 8) / 6))
    }),
  )
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), encodeURIComponent(secret), ...inBase64]
  return [bytes, little, Buffer.from(little).swap16(), ...texts.map(text => Buffer.from(text))]
}

function leaked(bytes: Buffer, secrets: readonly string[]): readonly string[] {
  return secrets.filter(secret => formsOf(secret).some(form => bytes.includes(form)))
}

const asWritten = (code: string): readonly string[] => [code, `${code.slice(0, 4)} ${code.slice(4)}`]
const codes = [1, 3, 4].flatMap(seed => someCodes(5, seed)).flatMap(asWritten)

/** These put secrets into their answer, or into the file that was asked for. */
const answers: Readonly<Record<string, 'codes' | 'words'>> = { use: 'codes', export: 'codes', 'recovery-key': 'words' }

afterAll(removeWorlds)

test('every form is found, wherever it begins', () => {
  for (const skipped of [0, 1, 2, 3]) {
    const text = Buffer.from(`${'x'.repeat(skipped)}12345678${'y'.repeat(5)}`)
    for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const)
      expect(leaked(Buffer.from(text.toString(encoding)), ['12345678'])).toEqual(['12345678'])
    expect(leaked(Buffer.from(text.toString(), 'utf16le'), ['12345678'])).toEqual(['12345678'])
  }
  expect(leaked(Buffer.from('1234567'), ['12345678'])).toEqual([])
  expect(Object.keys(answers).filter(name => !(name in commandTable))).toEqual([])
})

describe.runIf(hasStrace)('a secret is written nowhere but where it was asked for:', () => {
  let world: World
  let words: string
  beforeAll(async () => {
    world = await everydayWorld()
    words = (await world.succeed('recovery-key --yes --no-input')).stdout.trim()
    expect(words.split(' ')).toHaveLength(12)
  })

  /** All that was written, sent and started, and of it what went to stdout or a file that the command line names. */
  function traced(argv: readonly string[]): {
    readonly status: number | null
    readonly asked: Buffer
    readonly other: Buffer
  } {
    const trace = join(world.home, 'trace')
    const calls =
      'trace=execve,write,writev,pwrite64,pwritev,sendto,sendmsg,sendmmsg,link,linkat,rename,renameat,symlink,openat'
    const { status } = spawnSync(
      'strace',
      ['-f', '-qq', '-y', '-v', '-xx', '-s', '1000000', '-e', calls, '-o', trace, process.execPath, ...argv],
      {
        cwd: world.home,
        env: { ...world.env, IGCODES_PASSPHRASE_FILE: world.passphraseFile },
        input: someCodes(5, 4).join('\n'),
        // The agent that unlock leaves behind is watched for a while.
        timeout: isThorough ? 20_000 : 10_000,
        killSignal: 'SIGKILL',
      },
    )
    const asked: Buffer[] = []
    const other: Buffer[] = []
    for (const line of readFileSync(trace, 'latin1').split('\n')) {
      const isAsked =
        /^\d+ +writev?\(1</.test(line) || /all\.json/.test(decoded(/<([^>]*)>/.exec(line)?.[1] ?? '').toString())
      const into = isAsked ? asked : other
      for (const [, text = ''] of line.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)) into.push(decoded(text), Buffer.from([0]))
    }
    return { status, asked: Buffer.concat(asked), other: Buffer.concat(other) }
  }

  test('strace sees one where there is one', () => {
    const program = `require('fs').writeFileSync('scratch', Buffer.from('${passphrase}').toString('base64'))`
    expect(leaked(traced(['-e', program]).other, [passphrase])).toEqual([passphrase])
    spawnSync('rm', [join(world.home, 'scratch')])
  })

  test.each(sampled(Object.keys(lines), 12))('%s', { timeout: 60_000 }, name => {
    const { status, asked, other } = traced([testEntry, ...(lines[name] ?? '').split(' '), '--no-input'])
    if (name !== 'review') expect(status).not.toBe(2)
    expect(leaked(other, [...codes, passphrase, words]), 'written, sent, or given to a program').toEqual([])
    const allowed = answers[name]
    const secrets = [passphrase, ...(allowed === 'codes' ? [] : codes), ...(allowed === 'words' ? [] : [words])]
    expect(leaked(asked, secrets), 'on stdout').toEqual([])
    // Every file that is left: the vault, its backups, the state, leftovers.
    for (const entry of readdirSync(world.home, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const isInput = ['codes.txt', 'passphrase', 'trace', 'all.json'].includes(entry.name)
      if (entry.isFile() && !isInput)
        expect(leaked(readFileSync(path), [...codes, passphrase, words]), path).toEqual([])
    }
  })
})

/** All that a process can write to, as a core dump of it would have it (proc(5)). */
function memoryOf(pid: number): Buffer {
  const file = openSync(`/proc/${pid}/mem`, 'r')
  try {
    const areas = readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)
    return Buffer.concat(
      [...areas].map(([, from = '', to = '']) => {
        const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)]
        const bytes = Buffer.alloc(end - start)
        // Some areas of the kernel's cannot be read.
        const length = seen(() => readSync(file, bytes, 0, bytes.length, start)) ?? 0
        return bytes.subarray(0, length)
      }),
    )
  } finally {
    closeSync(file)
  }
}

test.runIf(process.platform === 'linux')(
  'the memory of the process that keeps a vault unlocked has no passphrase and no code',
  async () => {
    const world = await everydayWorld()
    await world.succeed('unlock --for 1m --no-input')
    await world.succeed('show shop_tokyo --no-input')
    const [agent] = processesOf('agent.js', world.home)
    if (!agent) throw new Error('no agent')
    const memory = memoryOf(agent.pid)
    await world.succeed('lock --no-input')
    // The search finds what is there: the path of its socket.
    expect(leaked(memory, [join(world.state, 'agent', 'socket')])).toHaveLength(1)
    expect(leaked(memory, [passphrase, ...someCodes(5, 1).flatMap(asWritten)])).toEqual([])
  },
)

function decoded(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}
