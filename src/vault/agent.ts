/**
 * The agent: a process that `unlock` starts and that keeps vault keys for a while, in memory only. Started as
 * `node agent.js SOCKET [terminal] [login=FILE]`: the first key comes on stdin; with `terminal`, descriptor 3 is the user's terminal;
 * FILE is the system's file about the login (login-session.ts).
 *
 * It wipes the keys and ends when their time is over, on the request `lock`, on any signal, when that terminal is closed or that login
 * ends, when its socket is gone or replaced (a logout deletes the runtime folder), and after the machine has slept.
 */
import { closeSync, lstatSync, readdirSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import {
  type AgentNote,
  line,
  notePath,
  type Parsed,
  type Put,
  parseRequest,
  type Request,
  serializeEntry,
} from './agent-protocol.ts'
import { hasEnded, textOf } from './login-session.ts'

interface Kept {
  readonly slot: string
  readonly key: Buffer
  /** By the wall clock, which users see. */
  readonly until: number
  /** By the monotonic clock, which cannot be set back. */
  readonly end: number
}

const [, , path = '', ...watched] = process.argv
const login = watched.find(word => word.startsWith('login='))?.slice('login='.length)
const isTerminalWatched = watched.includes('terminal')
const terminal = 3
/** Our requests are one short line and take no time. */
const timeoutMs = 2000
/** At once; one more closes the oldest, so that no process can keep others out. */
const maxConnections = 16
const kept = new Map<string, Kept>()
const connections = new Set<Socket>()

function keep({ vault, slot, seconds, key }: Put): number {
  kept.get(vault)?.key.fill(0)
  const until = Date.now() + seconds * 1000
  kept.set(vault, { slot, key, until, end: performance.now() + seconds * 1000 })
  return until
}

function forget(vault: string): void {
  kept.get(vault)?.key.fill(0)
  kept.delete(vault)
}

function end(): never {
  for (const { key } of kept.values()) key.fill(0)
  // Only our own files: another agent may be listening here by now.
  if (ownInode !== undefined && inode() === ownInode) for (const own of [notePath(path), path]) unlinkIfThere(own)
  process.exit()
}

function unlinkIfThere(own: string): void {
  try {
    unlinkSync(own)
  } catch {
    // Gone, or the disk is read-only by now: the keys are wiped anyway.
  }
}

function answer(request: Request): Buffer {
  switch (request.type) {
    case 'put': {
      const until = keep(request)
      leaveNote()
      return line({ until })
    }
    case 'lock':
      return line({ locked: kept.size })
    case 'forget': {
      const locked = kept.has(request.vault) ? 1 : 0
      forget(request.vault)
      return line({ locked })
    }
    case 'get': {
      const found = kept.get(request.vault)
      return found ? serializeEntry({ slot: found.slot, until: found.until, key: found.key }) : line({})
    }
  }
}

/** One request a connection. Malformed, slow or oversized requests are dropped. */
function serve(socket: Socket): void {
  connections.add(socket)
  for (const oldest of connections) {
    if (connections.size <= maxConnections) break
    connections.delete(oldest)
    oldest.destroy()
  }
  // For the whole request.
  const late = setTimeout(() => socket.destroy(), timeoutMs)
  socket.on('close', () => {
    clearTimeout(late)
    connections.delete(socket)
  })
  let received = Buffer.alloc(0)
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
    if (request.type === 'lock' || kept.size === 0) end()
  })
}

/** Once a second: ends what is over. */
function watch(last: number): void {
  const now = Date.now()
  // Timers stop while the machine sleeps, the wall clock does not.
  const hasSlept = Math.abs(now - last) > 10_000
  const isHungUp = isTerminalWatched && !isatty(terminal)
  const isLoggedOut = login !== undefined && hasEnded(login)
  if (hasSlept || isHungUp || isLoggedOut || inode() !== ownInode) end()
  for (const [vault, { until, end }] of kept) {
    if (now < until && performance.now() < end) continue
    forget(vault)
  }
  if (kept.size === 0) end()
  setTimeout(() => watch(now), 1000)
}

/** Not synced: it is useless after a crash. */
function leaveNote(): void {
  const until = Math.max(...[...kept.values()].map(one => one.until))
  const note: AgentNote = { pid: process.pid, until, vaults: kept.size }
  try {
    writeFileSync(notePath(path), line(note), { mode: 0o600 })
  } catch {
    // Only needed to end an agent that hangs.
  }
}

/**
 * Closes descriptors that were inherited from the shell, such as the file with the passphrase, which would stay open as long as this
 * process runs. Node opens its own with O_CLOEXEC (open(2)); inherited ones lack that flag. Only Linux shows the flag; on macOS Node
 * passes no descriptors on.
 */
function closeInherited(): void {
  const cloexec = 0o2000000
  for (const [descriptor, flags] of openDescriptors()) {
    const isOurs = descriptor < terminal || (descriptor === terminal && isTerminalWatched)
    if (!isOurs && (flags & cloexec) === 0) closeSync(descriptor)
  }
}

/** Each with its flags, from proc(5). */
function openDescriptors(): readonly [number, number][] {
  const folder = '/proc/self/fdinfo'
  try {
    return readdirSync(folder).flatMap((name): [number, number][] => {
      const info = textOf(join(folder, name))
      const [, flags] = /^flags:\s*([0-7]+)$/m.exec(info ?? '') ?? []
      return flags === undefined ? [] : [[Number(name), Number.parseInt(flags, 8)]]
    })
  } catch {
    return []
  }
}

function inode(): number | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.ino
  } catch {
    return undefined
  }
}

/** The socket of a killed agent refuses connections, and is replaced; one that answers is not. */
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
  // Otherwise Node would start its debugger.
  process.on('SIGUSR1', () => {})
  process.umask(0o177)
  closeInherited()
  const until = keep(await firstRequest())
  const server = createServer(serve)
  await listen(server)
  ownInode = inode()
  leaveNote()
  writeSync(1, line({ until }))
  watch(Date.now())
}

run().catch((error: unknown) => {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : 'EIO'
  writeSync(1, line({ cause }))
  process.exit(1)
})
