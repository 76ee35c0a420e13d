/**
 * The process that `unlock` leaves behind: keeps vault keys in memory, and nowhere else, for a while. Started as
 * `node agent.js SOCKET [terminal]`: the first key comes on stdin, and with `terminal` descriptor 3 is the one that it was unlocked at.
 *
 * It ends, and wipes the keys, when the time is over, when asked to (`lock`), by any signal, when that terminal is closed, when its socket is
 * gone or another's (a logout takes the runtime folder away), and when the machine has slept.
 */
import { lstatSync, unlinkSync, writeSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { isatty } from 'node:tty'
import { line, type Parsed, type Put, parseRequest, type Request, serializeLoan } from './agent-protocol.ts'

interface Kept {
  readonly slot: string
  readonly key: Buffer
  /** By the wall clock, for people. */
  readonly until: number
  /** By the clock that nobody can set back. */
  readonly end: number
}

const [, , path = '', watched] = process.argv
const terminal = 3
const patience = 2000
const kept = new Map<string, Kept>()

function keep({ vault, slot, seconds, key }: Put): number {
  kept.get(vault)?.key.fill(0)
  const until = Date.now() + seconds * 1000
  kept.set(vault, { slot, key, until, end: performance.now() + seconds * 1000 })
  return until
}

function end(): never {
  for (const { key } of kept.values()) key.fill(0)
  // Not another agent's, which has taken the place, and none where it has not listened yet.
  if (ownInode !== undefined && inode() === ownInode) unlinkSync(path)
  process.exit()
}

function answer(request: Request): Buffer {
  if (request.type === 'put') return line({ until: keep(request) })
  if (request.type === 'lock') return line({ locked: kept.size })
  const found = kept.get(request.vault)
  return found ? serializeLoan({ slot: found.slot, until: found.until, key: found.key }) : line({})
}

/** One request a connection; whoever stammers, dawdles or talks too long is hung up on. */
function serve(socket: Socket): void {
  let received = Buffer.alloc(0)
  socket.setTimeout(patience, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', chunk => {
    const request = take(chunk)
    if (request === 'incomplete') return
    socket.removeAllListeners('data')
    if (request === 'malformed') socket.destroy()
    else reply(socket, request)
  })
  const take = (chunk: Buffer): Parsed<Request> => {
    const joined = Buffer.concat([received, chunk])
    received.fill(0)
    chunk.fill(0)
    received = joined
    const request = parseRequest(joined)
    if (request !== 'incomplete') joined.fill(0)
    return request
  }
}

function reply(socket: Socket, request: Request): void {
  const bytes = answer(request)
  socket.end(bytes, () => {
    bytes.fill(0)
    if (request.type === 'lock') end()
  })
}

/** Once a second: what time and the world have ended. */
function watch(last: number): void {
  const now = Date.now()
  // Timers stand still while the machine sleeps, the wall clock does not.
  const hasSlept = Math.abs(now - last) > 10_000
  const isHungUp = watched === 'terminal' && !isatty(terminal)
  if (hasSlept || isHungUp || inode() !== ownInode) end()
  for (const [vault, { key, until, end }] of kept) {
    if (now < until && performance.now() < end) continue
    key.fill(0)
    kept.delete(vault)
  }
  if (kept.size === 0) end()
  setTimeout(() => watch(now), 1000)
}

function inode(): number | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.ino
  } catch {
    return undefined
  }
}

/** A socket whose agent was killed refuses connections: its place is taken. One that answers keeps it. */
async function listen(server: Server): Promise<void> {
  try {
    await listening(server)
  } catch (error) {
    if (await answers()) throw error
    unlinkSync(path)
    await listening(server)
  }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function answers(): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createConnection(path)
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false))
    probe.once('close', () => resolve(false)).on('connect', () => probe.destroy())
  })
}

async function firstRequest(): Promise<Put> {
  let received = Buffer.alloc(0)
  for await (const chunk of process.stdin) {
    received = Buffer.concat([received, chunk])
    chunk.fill(0)
  }
  const request = parseRequest(received)
  received.fill(0)
  if (typeof request === 'string' || request.type !== 'put') throw new Error('no key on stdin')
  return request
}

let ownInode: number | undefined

async function run(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, end)
  // Node would open itself to a debugger.
  process.on('SIGUSR1', () => {})
  process.umask(0o177)
  const until = keep(await firstRequest())
  const server = createServer(serve)
  server.maxConnections = 16
  await listen(server)
  ownInode = inode()
  writeSync(1, line({ until }))
  watch(Date.now())
}

run().catch((error: unknown) => {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : 'EIO'
  writeSync(1, line({ cause }))
  process.exit(1)
})
