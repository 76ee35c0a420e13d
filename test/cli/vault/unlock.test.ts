/** `unlock` and `lock`: a real agent process, and everything that has to end it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { agentAdd, forgetKey } from '../../../src/vault/agent-client.ts'
import { processesOf } from '../processes.ts'
import { endSessions, startSession } from '../session.ts'
import { answerOf, errorOf, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)
const script = fileURLToPath(new URL('../../../dist/agent.js', import.meta.url))
const withoutPassphrase = { env: { IGCODES_PASSPHRASE_FILE: '' } }
const patient = { timeout: 15_000, interval: 100 }
const worlds: World[] = []

afterEach(async () => {
  endSessions()
  for (const world of worlds.splice(0)) for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGKILL')
})
afterAll(removeWorlds)

async function filled(): Promise<World> {
  const world = await new World().fill({ shop_tokyo: tokyo })
  worlds.push(world)
  return world
}

async function unlocked(options = ''): Promise<World> {
  const world = await filled()
  await world.succeed(`unlock ${options} --no-input`)
  return world
}

const socketOf = ({ state }: World) => join(state, 'agent/socket')
const agentsOf = (world: World) => processesOf('agent.js', world.state)
const opens = async (world: World) => (await world.run('status --no-input', withoutPassphrase)).code === 0
function openFilesOfAgent(world: World): readonly string[] {
  const [agent] = agentsOf(world)
  const folder = `/proc/${agent?.pid}/fd`
  return readdirSync(folder).map(name => readlinkSync(join(folder, name)))
}
const aKey = { vault: 'AAECAwQFBgcICQoLDA0ODw', slot: 'MDEyMzQ1Njc', key: Buffer.alloc(32, 7), seconds: 60 }

function placeFor(world: World) {
  const folder = join(world.state, 'agent')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { folder, socket: socketOf(world), endsWithLogin: false }
}

const isGone = (world: World) => vi.waitFor(() => expect(agentsOf(world)).toEqual([]), patient)

describe('unlocked', () => {
  test('commands open the vault without a passphrase until lock', async () => {
    const world = await unlocked('--for 1h')
    const used = await world.use('shop_tokyo', '', withoutPassphrase)
    expect(used).toMatchObject({ code: tokyo[0], position: 1 })
    const status = await world.succeed('status --no-input', withoutPassphrase)
    expect(status.stderr).toMatch(/^Unlocked until \d\d:\d\d \(igcodes lock\)\.\n$/)
    expect((await world.succeed('status --json --no-input', withoutPassphrase)).stderr).toBe('')

    expect(answerOf(await world.succeed('lock --json'))).toEqual({ locked: 1 })
    expect(await world.run('status --no-input', withoutPassphrase)).toMatchObject({ code: 2 })
    await isGone(world)
    expect(existsSync(socketOf(world))).toBe(false)
    expect(answerOf(await world.succeed('lock --json'))).toEqual({ locked: 0 })
  })

  test('the key is in no argument, no variable and no file', async () => {
    const world = await unlocked()
    const [agent] = agentsOf(world)
    expect(agent?.argv).toEqual([process.execPath, script, socketOf(world)])
    expect(agent?.environ).toBe('')
    expect(statSync(join(world.state, 'agent')).mode & 0o777).toBe(0o700)
    expect(statSync(socketOf(world)).mode & 0o777).toBe(0o600)
  })

  test('what changes keys still asks, and so does a second unlock', async () => {
    const world = await unlocked()
    for (const command of ['passwd --generate', 'recovery-key', 'unlock'])
      expect(await world.run(`${command} --no-input --json`, withoutPassphrase)).toMatchObject({ code: 2 })
  })

  test('a secret that an option names goes before it', async () => {
    const world = await unlocked()
    const wrong = join(world.home, 'wrong')
    writeFileSync(wrong, 'not this one at all\n', { mode: 0o600 })
    expect((await world.run(`status --no-input --passphrase-file ${wrong}`)).code).toBe(12)
    expect((await world.run('status --no-input', { env: { IGCODES_PASSPHRASE_FILE: wrong } })).code).toBe(0)
  })

  test('after a change of passphrase the new one has to be shown', async () => {
    const world = await unlocked()
    const next = join(world.home, 'next')
    writeFileSync(next, 'another horse battery staple\n', { mode: 0o600 })
    await world.succeed(`passwd --new-passphrase-file ${next} --no-input`)
    expect(await opens(world)).toBe(false)
    await world.succeed('unlock --no-input', { env: { IGCODES_PASSPHRASE_FILE: next } })
    expect(await opens(world)).toBe(true)
  })

  test('one agent serves two vaults', async () => {
    const world = await unlocked()
    const second = ['--vault', join(world.home, 'second.igcodes')]
    await world.succeed(['init', ...second, '--no-recovery-key', '--no-input'])
    expect(await world.run(['status', ...second, '--no-input'], withoutPassphrase)).toMatchObject({ code: 2 })
    await world.succeed(['unlock', ...second, '--no-input'])
    expect(agentsOf(world)).toHaveLength(1)
    expect(await world.run(['status', ...second, '--no-input'], withoutPassphrase)).toMatchObject({ code: 0 })
    expect(await opens(world)).toBe(true)
    expect(answerOf(await world.succeed('lock --json'))).toEqual({ locked: 2 })
  })

  test('a damaged vault is reported as such, not as locked', async () => {
    const world = await unlocked()
    const bytes = world.vaultBytes()
    bytes.write(bytes.at(-10) === 0x41 ? 'B' : 'A', bytes.length - 10)
    writeFileSync(world.vault, bytes)
    expect((await world.run('status --no-input')).code).toBe(13)
  })
})

describe('the agent ends', () => {
  test('when the time is over', async () => {
    const world = await filled()
    const place = placeFor(world)
    await agentAdd(place, { ...aKey, seconds: 1 }, {}, script)
    expect(agentsOf(world)).toHaveLength(1)
    await isGone(world)
    expect(existsSync(place.socket)).toBe(false)
  })

  test.each(['SIGHUP', 'SIGTERM'])('by %s, and takes its socket away', async signal => {
    const world = await unlocked()
    for (const { pid } of agentsOf(world)) process.kill(pid, signal)
    await isGone(world)
    expect(existsSync(socketOf(world))).toBe(false)
  })

  test.runIf(process.platform === 'linux')('in good order also before anybody has handed it a key', async () => {
    const agent = spawn(process.execPath, [script, '/nowhere/socket'], { stdio: ['pipe', 'ignore', 'pipe'] })
    const ended = once(agent, 'exit')
    // SIGQUIT, which is 3 and so bit 2 (proc(5)), is the last that it begins to catch; Node itself catches SIGTERM.
    await vi.waitFor(() => {
      const [, caught] = /^SigCgt:\s*(\w+)$/m.exec(readFileSync(`/proc/${agent.pid}/status`, 'utf8')) ?? []
      expect(BigInt(`0x${caught}`) & (1n << 2n)).not.toBe(0n)
    }, patient)
    agent.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  test('when its folder goes, as a logout takes the runtime folder away', async () => {
    const world = await filled()
    const runtime = join(world.home, 'runtime')
    mkdirSync(runtime, { mode: 0o700 })
    await world.succeed('unlock --no-input', { env: { XDG_RUNTIME_DIR: runtime } })
    expect(existsSync(join(runtime, 'igcodes/socket'))).toBe(true)
    const [agent] = processesOf('agent.js', runtime)
    rmSync(runtime, { recursive: true })
    await vi.waitFor(() => expect(processesOf('agent.js', runtime)).toEqual([]), patient)
    expect(agent).toBeDefined()
  })

  test('when the machine has slept: for an agent that is stopped the clock jumps just the same', async () => {
    const world = await unlocked()
    const [agent] = agentsOf(world)
    if (agent) process.kill(agent.pid, 'SIGSTOP')
    await setTimeout(10_500)
    if (agent) process.kill(agent.pid, 'SIGCONT')
    await isGone(world)
  })

  test.each([
    ['is gone', (file: string) => rmSync(file)],
    ['is closing', (file: string) => writeFileSync(file, 'UID=1000\nSTATE=closing\n')],
  ])('when the login that it was unlocked in %s', async (_, logOut) => {
    const world = await filled()
    const login = join(world.home, 'session')
    writeFileSync(login, 'UID=1000\nSTATE=active\n')
    await agentAdd(placeFor(world), aKey, { login }, script)
    expect(await said(socketOf(world), `{"type":"get","vault":"${aKey.vault}"}\n`)).toContain('until')
    logOut(login)
    await isGone(world)
  })

  test.each([
    ['en', 'Unlocked until', 'Closing this terminal'],
    ['ja', 'まで、パスフレーズなしで', 'この端末を閉じたとき'],
  ])('when the terminal is closed at which it was unlocked: %s', async (lang, says, closing) => {
    const world = await filled()
    const session = startSession({
      command: '/bin/bash',
      args: ['--norc', '-i'],
      cwd: world.home,
      env: { ...world.env, IGCODES_LANG: lang },
    })
    session.type('igcodes unlock --for 1h 17<passphrase\n')
    await session.waitFor(lang === 'en' ? 'Passphrase' : 'パスフレーズ')
    session.type(`${passphrase}\n`)
    await session.waitFor(says)
    await session.waitFor(closing)
    expect(openFilesOfAgent(world).filter(file => file.startsWith(world.home))).toEqual([])
    // It has looked for the terminal by then.
    await setTimeout(lang === 'en' ? 2500 : 0)
    expect(await opens(world)).toBe(true)
    session.type('exit\n')
    await session.exit()
    await isGone(world)
    expect(await opens(world)).toBe(false)
  })
})

describe('a lock is not said that is none', () => {
  test('an agent that is stopped is ended by its process', async () => {
    const world = await unlocked()
    for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGSTOP')
    expect(answerOf(await world.succeed('lock --json'))).toEqual({ locked: 1 })
    expect(agentsOf(world)).toEqual([])
    expect(await opens(world)).toBe(false)
  })

  test('where its process is not known, it says that the vault is open', async () => {
    const world = await unlocked()
    for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGSTOP')
    // The number belongs to another process by now: that one is neither ended nor named.
    writeFileSync(`${socketOf(world)}.json`, `{"pid":${process.pid},"until":1e12,"vaults":1}`)
    const lock = await world.run('lock --json')
    expect(lock.code).toBe(16)
    const { code, message, hint } = errorOf(lock)
    expect(code).toBe('agent-stuck')
    expect(message).toMatch(/^The vault is still open without the passphrase: /)
    expect(hint).not.toContain('kill')
    expect(agentsOf(world)).toHaveLength(1)
    // It hears of it when it goes on.
    for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGCONT')
    await isGone(world)
  })

  test('clients that send a byte now and then keep nobody out', async () => {
    const world = await unlocked()
    const drips = Array.from({ length: 20 }, () => createConnection(socketOf(world)).on('error', () => {}))
    const dripping = setInterval(() => {
      for (const drip of drips) if (drip.writable) drip.write('{')
    }, 200)
    const closed = Promise.all(drips.map(drip => new Promise(resolve => drip.once('close', resolve))))
    expect(await opens(world)).toBe(true)
    expect(answerOf(await world.succeed('lock --json'))).toEqual({ locked: 1 })
    await closed
    clearInterval(dripping)
    await isGone(world)
  })

  test('nor in a folder that was opened to others since, nor from a login that has another place', async () => {
    const world = await unlocked()
    chmodSync(join(world.state, 'agent'), 0o755)
    const runtime = join(world.home, 'runtime')
    mkdirSync(runtime, { mode: 0o700 })
    const lock = await world.succeed('lock --json', { env: { XDG_RUNTIME_DIR: runtime } })
    expect(answerOf(lock)).toEqual({ locked: 1 })
    await isGone(world)
  })

  test('an agent that hangs does not keep unlock from working', async () => {
    const world = await unlocked()
    for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGSTOP')
    await world.succeed('unlock --no-input')
    expect(agentsOf(world)).toHaveLength(1)
    expect(await opens(world)).toBe(true)
  })
})

describe('a key that was replaced', () => {
  test('is forgotten alone; with the last one the agent ends', async () => {
    const world = await filled()
    const place = placeFor(world)
    const other = { ...aKey, vault: 'DwECAwQFBgcICQoLDA0ODw' }
    for (const key of [aKey, other]) await agentAdd(place, key, {}, script)
    const get = (vault: string) => said(place.socket, `{"type":"get","vault":"${vault}"}\n`)
    await forgetKey(aKey.vault, place)
    expect(await get(aKey.vault)).toBe('{}\n')
    expect(await get(other.vault)).toContain('until')
    await forgetKey(other.vault, place)
    await isGone(world)
    expect(existsSync(place.socket)).toBe(false)
  })

  test('costs nothing where no agent is, and ends one that hangs', async () => {
    const world = await filled()
    const place = placeFor(world)
    await forgetKey(aKey.vault, place)
    await agentAdd(place, aKey, {}, script)
    for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGSTOP')
    await forgetKey(aKey.vault, place)
    expect(agentsOf(world)).toEqual([])
  })
})

test.runIf(process.platform === 'linux')('the agent keeps nothing open that the shell had open', async () => {
  const world = await filled()
  const fd = await world.shell('igcodes unlock --no-input --passphrase-fd 99 99<passphrase 17<passphrase')
  expect(fd).toMatchObject({ code: 0 })
  expect(openFilesOfAgent(world).filter(file => file.startsWith(world.home))).toEqual([])
  expect(await opens(world)).toBe(true)
})

describe('what does not fit is refused', () => {
  test('a folder that others can enter, by unlock and by who looks for a key', async () => {
    const world = await filled()
    const folder = join(world.state, 'agent')
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    chmodSync(folder, 0o755)
    const refused = await world.run('unlock --json --no-input')
    expect(refused.code).toBe(16)
    expect(errorOf(refused)).toMatchObject({ code: 'agent-exposed', hint: expect.stringContaining('chmod 700') })
    expect(agentsOf(world)).toEqual([])

    chmodSync(folder, 0o700)
    await world.succeed('unlock --no-input')
    chmodSync(folder, 0o750)
    expect(await opens(world)).toBe(false)
  })

  test.each(['0m', '9h', '10', 'soon', '半', ''])('--for cannot be %j', async time => {
    const outcome = await new World().run(['unlock', '--for', time, '--json', '--no-input'])
    expect(outcome.code).toBe(2)
    expect(errorOf(outcome)).toMatchObject({ code: 'bad-argument' })
  })

  test('a client that talks nonsense is hung up on, and the agent goes on', async () => {
    const world = await unlocked()
    const socket = socketOf(world)
    const nonsense = [
      'hello\n',
      '{"type":"get"}\n',
      '{"type":"get","vault":"../../etc/passwd"}\n',
      '{"type":"put","vault":"AAECAwQFBgcICQoLDA0ODw","slot":"MDEyMzQ1Njc","seconds":1e9}\n',
      '[]\n',
      'x'.repeat(5000),
    ]
    for (const text of nonsense) expect(await said(socket, text)).toBe('')
    expect(await said(socket, '{"type":"get","vault":"AAECAwQFBgcICQoLDA0ODw"}\n')).toBe('{}\n')
    // Half a request: hung up on after two seconds.
    expect(await said(socket, '{"type":')).toBe('')
    expect(await opens(world)).toBe(true)
  })

  test('an agent that was killed leaves a socket; the next one takes its place', async () => {
    const world = await unlocked()
    for (const { pid } of agentsOf(world)) process.kill(pid, 'SIGKILL')
    await isGone(world)
    expect(existsSync(socketOf(world))).toBe(true)
    expect(await opens(world)).toBe(false)
    expect(answerOf(await world.succeed('lock --json'))).toEqual({ locked: 0 })
    await world.succeed('unlock --no-input')
    expect(await opens(world)).toBe(true)
  })
})

/** What the agent answers before it hangs up. */
function said(socket: string, text: string): Promise<string> {
  return new Promise(resolve => {
    let answer = ''
    createConnection(socket)
      .on('error', () => {})
      .on('data', chunk => {
        answer += chunk
      })
      .on('close', () => resolve(answer))
      .write(text)
  })
}
