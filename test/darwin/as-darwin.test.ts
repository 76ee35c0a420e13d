/** What macOS does that Linux does not, played on Linux (as-darwin.cjs). */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { readPayload } from '../cli/payload.ts'
import { processesOf } from '../cli/processes.ts'
import { answerOf, removeWorlds, someCodes, World } from '../cli/world.ts'

const asDarwin = { NODE_OPTIONS: `--require=${fileURLToPath(new URL('as-darwin.cjs', import.meta.url))}` }
const library = 'Library/Application Support/igcodes'
const codes = someCodes(5)
const hasPs = process.env.CI !== undefined || spawnSync('ps').error === undefined

afterAll(removeWorlds)

/** A Mac with a vault in the place for it. */
async function mac(): Promise<World> {
  const world = new World()
  await world.succeed('init --no-recovery-key --no-input', { env: asDarwin })
  await world.succeed('add shop --yes --no-input', { env: asDarwin, input: codes.join('\n') })
  return world
}

test('the lock of a killed process is taken at once, also after the network has renamed the Mac', async () => {
  const world = await mac()
  const env = { ...asDarwin, HOST_NAME: 'wlan-7.example' }
  const killed = await world.run('use shop --no-input', { env: { ...asDarwin, DIE_AT_SAVE: '1' } })
  expect(killed.stdout).toBe('')
  expect(readdirSync(world.home)).not.toContain('.local')
  const lock = join(world.home, library, 'vault.igcodes.lock')
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({
    host: 'macbook.local',
    machine: null,
    bootId: null,
    startTime: null,
  })
  // What it was about to hand out stays claimed.
  expect((await world.use('shop', '', { env })).position).toBe(2)
  expect(existsSync(lock)).toBe(false)
})

test('a Mac whose state was copied by Migration Assistant is another one, and draws another code', async () => {
  const old = await mac()
  const vault = join(old.home, library, 'vault.igcodes')
  // A name of its own comes with the first use.
  await old.use('shop', '', { env: asDarwin })
  const copy = new World()
  execFileSync('cp', ['-a', join(old.home, 'Library'), copy.home])
  const env = { ...asDarwin, IGCODES_VAULT: vault }
  const [ours, theirs] = [await copy.use('shop', '', { env }), await old.use('shop', '', { env })]
  expect(new Set([codes[0], ours.code, theirs.code]).size).toBe(3)
  const { events } = await readPayload({ vault } as World)
  expect(new Set(events.map(({ replica }) => replica)).size).toBe(2)
  expect(new Set(events.map(({ replica, n }) => `${replica} ${n}`)).size).toBe(events.length)
})

test('the agent’s socket may have the longest path that macOS allows', async () => {
  const world = new World()
  const rest = `/${library}/state/agent/socket`
  const home = join(world.home, 'x'.repeat(103 - Buffer.byteLength(`${world.home}/${rest}`)))
  mkdirSync(home)
  const env = { ...asDarwin, HOME: home }
  await world.succeed('init --no-recovery-key --no-input', { env })
  await world.succeed('unlock --no-input', { env })
  const socket = `${home}${rest}`
  expect([Buffer.byteLength(socket), existsSync(socket)]).toEqual([103, true])
  expect(answerOf(await world.succeed('lock --json', { env }))).toEqual({ locked: 1 })
})

test.runIf(hasPs)('an agent that hangs is ended, and known by what ps says of its process', async () => {
  const world = await mac()
  const agents = () => processesOf('agent.js', world.home)
  const hanging = async (): Promise<number> => {
    await world.succeed('unlock --no-input', { env: asDarwin })
    const [agent] = agents()
    if (!agent) throw new Error('no agent')
    process.kill(agent.pid, 'SIGSTOP')
    return agent.pid
  }
  await hanging()
  await world.run('lock --no-input', { env: asDarwin })
  await vi.waitFor(() => expect(agents()).toEqual([]), { timeout: 5000 })

  // Its id may be another process's by now.
  const pid = await hanging()
  const other = spawn('sleep', ['60'])
  try {
    const note = join(world.home, library, 'state/agent/socket.json')
    writeFileSync(note, readFileSync(note, 'utf8').replace(`${pid}`, `${other.pid}`))
    await world.run('lock --no-input', { env: asDarwin })
    expect(other.exitCode ?? other.signalCode).toBeNull()
    expect(agents()).toHaveLength(1)
  } finally {
    other.kill()
    process.kill(pid, 'SIGKILL')
  }
})
