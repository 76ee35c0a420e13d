/** The agent's client against agents of all kinds: ones that work, that hang, that talk nonsense, that do not start. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Envelope } from '../../src/envelope/format.ts'
import { parseEnvelope } from '../../src/envelope/format.ts'
import { UserError } from '../../src/errors.ts'
import { agentAdd, agentGet, forgetKey, lockAll } from '../../src/vault/agent-client.ts'
import type { AgentPlace } from '../../src/vault/agent-socket.ts'
import { unlock } from '../../src/vault/open-slot.ts'
import { house, make, stretch, typed } from './samples.ts'

let home: string
let place: AgentPlace
const servers: Server[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ig-agent-'))
  place = placeAt('agent')
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  rmSync(home, { recursive: true, force: true })
})

const key = { vault: 'AAECAwQFBgcICQoLDA0ODw', slot: 'MDEyMzQ1Njc', key: Buffer.alloc(32, 7), seconds: 60 }
const put = Buffer.concat([
  Buffer.from('{"type":"put","vault":"AAECAwQFBgcICQoLDA0ODw","slot":"MDEyMzQ1Njc","seconds":60}\n'),
  Buffer.alloc(32, 7),
])
const forget = Buffer.from(`{"type":"forget","vault":"${key.vault}"}\n`)
const lock = Buffer.from('{"type":"lock"}\n')

function placeAt(name: string): AgentPlace {
  const folder = join(home, name)
  mkdirSync(folder, { mode: 0o700 })
  return { folder, socket: join(folder, 'socket'), endsWithLogin: false }
}

/** Answers each request; undefined: never. @returns what it was asked */
async function agent(answer: (request: Buffer) => string | Buffer | undefined, at = place): Promise<Buffer[]> {
  const asked: Buffer[] = []
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.on('data', chunk => {
      asked.push(Buffer.from(chunk))
      const said = answer(chunk)
      if (said !== undefined) socket.end(said)
    })
    server.once('close', () => socket.destroy())
  })
  servers.push(server)
  server.listen(at.socket)
  await once(server, 'listening')
  return asked
}

async function failure(work: Promise<unknown>): Promise<UserError> {
  const error = await work.catch((error: unknown) => error)
  if (!(error instanceof UserError)) throw new Error('no UserError', { cause: error })
  return error
}

/** A program in the agent's place. */
function script(text: string): string {
  const path = join(home, 'script.cjs')
  writeFileSync(path, text)
  return path
}

describe('a key is asked for', () => {
  let envelope: Envelope
  let vaultKey: Uint8Array
  let slot: string

  beforeEach(async () => {
    const place = house()
    await make(place)
    envelope = parseEnvelope(readFileSync(place.vault))
    place.remove()
    const opened = await unlock(envelope, typed, stretch, undefined)
    vaultKey = opened.vaultKey
    slot = opened.slot.id
  })

  const entry = (about: object, bytes: Uint8Array) => Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), bytes])

  it('and taken if it fits the file and its slot is still there', async () => {
    const asked = await agent(() => entry({ slot, until: 1_800_000_000_000 }, vaultKey))
    const found = await agentGet(envelope, place)
    expect(found).toEqual({
      vaultKey: Buffer.from(vaultKey),
      slot: envelope.slots[0],
      until: new Date(1_800_000_000_000),
    })
    expect(asked.map(String)).toEqual([`{"type":"get","vault":"${envelope.vaultId}"}\n`])
  })

  it.each<[string, () => string | Buffer]>([
    ['none is kept', () => '{}\n'],
    ['its slot is gone', () => entry({ slot: key.slot, until: 1 }, vaultKey)],
    ['it is of another save', () => entry({ slot, until: 1 }, Buffer.alloc(32, 7))],
    ['the answer ends too early', () => entry({ slot, until: 1 }, vaultKey.subarray(1))],
    ['it hangs up', () => ''],
  ])('but there is none where %s', async (_, answer) => {
    await agent(answer)
    expect(await agentGet(envelope, place)).toBeUndefined()
  })

  it('nobody in a folder that others can enter, nor where nothing is', async () => {
    expect(await agentGet(envelope, place)).toBeUndefined()
    const asked = await agent(() => entry({ slot, until: 1 }, vaultKey))
    chmodSync(place.folder, 0o750)
    expect(await agentGet(envelope, place)).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('for two seconds at most', async () => {
    const asked = await agent(() => undefined)
    const begun = performance.now()
    expect(await agentGet(envelope, place)).toBeUndefined()
    expect(asked).toHaveLength(1)
    expect(performance.now() - begun).toBeGreaterThan(1900)
    expect(performance.now() - begun).toBeLessThan(15_000)
  })
})

describe('a key is handed over', () => {
  it('to the agent that is running, and no other is started', async () => {
    const asked = await agent(() => '{"until":1800000000000}\n')
    const until = await agentAdd(place, key, {}, script('throw new Error("started")'))
    expect(until).toEqual(new Date(1_800_000_000_000))
    expect(Buffer.concat(asked)).toEqual(put)
  })

  /** Tells what it was started with. */
  const telling = `
    const { readFileSync, readlinkSync, writeFileSync } = require('node:fs')
    const [, , socket, ...watched] = process.argv
    const key = readFileSync(0, 'latin1')
    const session = readFileSync('/proc/self/stat', 'latin1').split(' ')[5]
    const third = (() => { try { return readlinkSync('/proc/self/fd/3') } catch { return null } })()
    const started = { socket, watched, key, env: process.env, cwd: process.cwd(), leads: session === String(process.pid), third }
    writeFileSync(socket + '.started', JSON.stringify(started))
    process.stdout.write('{"until":1800000000000}\\n')
    setTimeout(() => {}, 200)
  `
  const started = () => JSON.parse(readFileSync(`${place.socket}.started`, 'utf8'))

  test.runIf(process.platform === 'linux')(
    'to one that is started for it, which gets nothing else of ours',
    async () => {
      expect(await agentAdd(place, key, {}, script(telling))).toEqual(new Date(1_800_000_000_000))
      // Without a terminal, descriptor 3 is one of Node's own.
      const { third, ...others } = started()
      expect(others).toEqual({
        socket: place.socket,
        watched: [],
        key: put.toString('latin1'),
        env: {},
        cwd: '/',
        leads: true,
      })
    },
  )

  test.runIf(process.platform === 'linux')('together with the terminal and the login that it is to watch', async () => {
    const terminal = join(home, 'terminal')
    writeFileSync(terminal, '')
    const descriptor = openSync(terminal, 'r')
    await agentAdd(place, key, { terminal: descriptor, login: '/run/systemd/sessions/7' }, script(telling))
    closeSync(descriptor)
    expect(started()).toMatchObject({ watched: ['terminal', 'login=/run/systemd/sessions/7'], third: terminal })
  })

  it.each([
    ['says why it cannot', 'process.stdout.write(\'{"cause":"EADDRINUSE"}\\n\')', 'EPROTO'],
    ['says nothing', '', 'EPIPE'],
    ['talks nonsense', "process.stdout.write('hello\\n')", 'EPROTO'],
  ])('but not to one that is started and %s', async (_, text, cause) => {
    const error = await failure(agentAdd(place, key, {}, script(text)))
    expect(error).toMatchObject({ code: 'agent-failed', exitCode: 16 })
    expect(error.details).toEqual({ cause })
  })

  it('and one that cannot be ended is told, as it is', async () => {
    await agent(() => 'hello\n')
    const begun = performance.now()
    const error = await failure(agentAdd(place, key, {}, script('')))
    expect(error).toMatchObject({ code: 'agent-stuck', exitCode: 16 })
    expect(error.details).toEqual({ cause: 'EPROTO', until: undefined, pid: undefined })
    // A process that was killed may close its socket a little later.
    expect(performance.now() - begun).toBeGreaterThan(1900)
  })

  it('and one that hangs is not waited for again', async () => {
    const asked = await agent(() => undefined)
    const error = await failure(agentAdd(place, key, {}, script('')))
    expect(error.details).toEqual({ cause: 'ETIMEDOUT', until: undefined, pid: undefined })
    expect(asked).toEqual([put, lock])
  })
})

describe('locking', () => {
  it('counts what was kept, wherever an agent is', async () => {
    const [second, third] = [placeAt('second'), placeAt('third')]
    await agent(() => '{"locked":2}\n')
    const asked = await agent(() => '{"locked":3}\n', second)
    expect(await lockAll({ ...place, elsewhere: [third, second] })).toBe(5)
    expect(asked).toEqual([lock])
  })

  it('is done where none is, or a killed one has left its socket', async () => {
    expect(await lockAll(place)).toBe(0)
    const program = `require('node:net').createServer().listen(${JSON.stringify(place.socket)}, () => process.kill(process.pid, 'SIGKILL'))`
    await once(spawn(process.execPath, ['-e', program]), 'exit')
    expect(await lockAll(place)).toBe(0)
  })

  it.each([
    ['ends the process of one that talks nonsense, and counts by its note', '', 4, 'SIGTERM'],
    ['ends one that does not heed SIGTERM, too', "process.on('SIGTERM', () => {})", 1, 'SIGKILL'],
  ])('%s', async (_, program, vaults, signal) => {
    const agentPath = join(home, 'agent.js')
    const { socket } = place
    writeFileSync(
      agentPath,
      `${program}
       require('node:net').createServer(c => c.on('error', () => {}).end('hello\\n')).listen(process.argv[2], () => console.log('up'))`,
    )
    const child = spawn(process.execPath, [agentPath, socket], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    writeFileSync(`${socket}.json`, JSON.stringify({ pid: child.pid, until: 1_800_000_000_000, vaults }))
    expect(await lockAll(place)).toBe(vaults)
    expect(await ended).toEqual([null, signal])
  })

  it('spares a process that is no agent of this socket, and tells until when the key is kept', async () => {
    const until = Date.parse('2027-01-15T08:00:00Z')
    await agent(() => 'hello\n')
    writeFileSync(`${place.socket}.json`, JSON.stringify({ pid: process.pid, until, vaults: 1 }))
    const { details } = await failure(lockAll(place))
    expect(details).toEqual({ cause: 'EPROTO', until: undefined, pid: undefined })

    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'agent.js', '/another/socket'])
    await once(bystander, 'spawn')
    writeFileSync(`${place.socket}.json`, JSON.stringify({ pid: bystander.pid, until, vaults: 1 }))
    expect((await failure(lockAll(place))).details).toEqual({ cause: 'EPROTO', until: undefined, pid: undefined })
    expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null])
    bystander.kill('SIGKILL')
  })
})

describe('a key that was replaced', () => {
  it('is forgotten by each agent', async () => {
    const second = placeAt('second')
    const asked = [await agent(() => '{"locked":1}\n'), await agent(() => '{"locked":0}\n', second)]
    await forgetKey(key.vault, { ...place, elsewhere: [second] })
    expect(asked).toEqual([[forget], [forget]])
  })

  it('ends an agent that does not know how to forget', async () => {
    const asked = await agent(request => (request.equals(lock) ? '{"locked":1}\n' : ''))
    await forgetKey(key.vault, place)
    expect(asked).toEqual([forget, lock])
  })

  it('is no failure where even that is of no use', async () => {
    await agent(() => 'hello\n')
    await expect(forgetKey(key.vault, place)).resolves.toBeUndefined()
  })
})
