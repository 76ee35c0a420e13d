/** The client of the agent (agent.ts): adds keys, gets them back, and ends the agent. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Envelope, Slot } from '../envelope/format.ts'
import { keyFits } from '../envelope/payload.ts'
import { isFailure, UserError } from '../errors.ts'
import { endProcess } from './agent-end.ts'
import { numberIn, type Put, parseEntry, type Request, serializeRequest } from './agent-protocol.ts'
import { type AgentPlace, isOurs, mayListen, type Socket } from './agent-socket.ts'
import { isSystemError } from './disk.ts'

export interface AgentKey {
  readonly vaultKey: Uint8Array
  readonly slot: Slot
  readonly until: Date
}

/** A working agent answers at once. */
const timeoutMs = 2000

/** This vault's key, if the agent has it, it fits the file, and the slot that opened the vault still exists. */
export async function agentGet(envelope: Envelope, place: AgentPlace): Promise<AgentKey | undefined> {
  if (!mayListen(place)) return undefined
  const answer = await ask(place.socket, { type: 'get', vault: envelope.vaultId }).catch(() => undefined)
  const entry = answer && parseEntry(answer)
  answer?.fill(0)
  // A new passphrase can leave the vault key as it is; then the new one is needed once, because the old slot is gone.
  const slot = envelope.slots.find(({ id }) => id === entry?.slot)
  if (!entry || !slot || !keyFits(envelope, entry.key)) return undefined
  return { vaultKey: entry.key, slot, until: new Date(entry.until) }
}

/** What ends the agent before its time. */
export interface Watched {
  /** The descriptor of the terminal: the agent ends when it is closed. */
  readonly terminal?: number | undefined
  /** The file of the login (login-session.ts): the agent ends when the user logs out. */
  readonly login?: string | undefined
}

/**
 * Gives the agent a key; starts an agent if none is running or answers.
 *
 * @param script the agent's program
 * @throws UserError `agent-failed`, `agent-stuck`
 */
export async function agentAdd(
  place: AgentPlace,
  key: Omit<Put, 'type'>,
  watched: Watched,
  script = `${__dirname}/agent.js`,
): Promise<Date> {
  const request = { type: 'put', ...key } as const
  try {
    return untilIn(await ask(place.socket, request))
  } catch (error) {
    if (!isAbsent(error)) await endAgent(place.socket, error)
  }
  return untilIn(await start(script, place, request, watched))
}

/**
 * Ends the agent; kills its process if it does not answer.
 *
 * @returns how many vaults it kept unlocked
 * @throws UserError `agent-stuck` if it is still running
 */
export async function lockAll(place: AgentPlace): Promise<number> {
  let locked = 0
  for (const { socket } of placesOf(place)) locked += await lockOne(socket)
  return locked
}

/**
 * Makes the agent forget a vault's key, which has been replaced; ends the agent if it does not. Throws nothing if even that fails,
 * because the old key does not open the new file anyway.
 */
export async function forgetKey(vaultId: string, place: AgentPlace): Promise<void> {
  for (const { socket } of placesOf(place)) {
    const answer = ask(socket, { type: 'forget', vault: vaultId })
    // An agent of an earlier igcodes does not know `forget`.
    await answer.then(bytes => numberThere(bytes, 'locked')).catch(() => lockOne(socket).catch(() => 0))
  }
}

function placesOf(place: AgentPlace): readonly Socket[] {
  return [place, ...(place.elsewhere ?? [])].filter(({ socket }) => isOurs(socket))
}

async function lockOne(socket: string): Promise<number> {
  try {
    return numberThere(await ask(socket, { type: 'lock' }), 'locked')
  } catch (error) {
    return isAbsent(error) ? 0 : await endAgent(socket, error)
  }
}

/** Ends an agent that does not work as it should. @returns how many vaults it kept unlocked */
async function endAgent(socket: string, error: unknown): Promise<number> {
  const cause = isSystemError(error) ? error.code : isFailure(error, 'agent-failed') ? error.details.cause : ''
  if (cause === '') throw error
  const note = await endProcess(socket)
  if (await isLocked(socket)) return note?.vaults ?? 0
  const until = note && new Date(note.until).toISOString()
  throw new UserError('agent-stuck', { cause, until, pid: note?.pid })
}

/** Whether nothing is listening any more. A killed process closes its socket a little later. */
async function isLocked(socket: string): Promise<boolean> {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await sleep(50)) {
    const left = await ask(socket, { type: 'lock' }).then(() => 'answer', codeOf)
    if (absent.has(left)) return true
    if (left === 'ETIMEDOUT') return false
  }
  return false
}

async function ask(socket: string, request: Request): Promise<Buffer> {
  const connection = createConnection(socket)
  // For the whole answer, so that a slow one ends too.
  const late = setTimeout(() => connection.destroy(systemError('ETIMEDOUT')), timeoutMs)
  const message = serializeRequest(request)
  connection.write(message, () => message.fill(0))
  try {
    return await received(connection)
  } finally {
    clearTimeout(late)
  }
}

/** Starts the agent in its own session, without our environment. The key goes to its stdin; the answer comes from its stdout. */
async function start(
  script: string,
  { socket }: AgentPlace,
  request: Put,
  { terminal, login }: Watched,
): Promise<Buffer> {
  const watched = [...(terminal === undefined ? [] : ['terminal']), ...(login === undefined ? [] : [`login=${login}`])]
  const child = spawn(process.execPath, [script, socket, ...watched], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore', terminal ?? 'ignore'],
  })
  const { stdin, stdout } = child
  const message = serializeRequest(request)
  try {
    await once(child, 'spawn')
    if (!stdin || !stdout) throw systemError('EPIPE')
    stdin.on('error', () => {}).end(message, () => message.fill(0))
    const answer = await firstChunk(stdout)
    stdout.destroy()
    child.unref()
    return answer
  } catch (error) {
    throw failed(error)
  }
}

async function firstChunk(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  for await (const chunk of stream) return chunk
  throw systemError('EPIPE')
}

async function received(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const all = Buffer.concat(chunks)
  for (const chunk of chunks) chunk.fill(0)
  return all
}

function untilIn(answer: Buffer): Date {
  return new Date(numberThere(answer, 'until'))
}

function numberThere(answer: Buffer, name: 'until' | 'locked'): number {
  const number = numberIn(answer, name)
  if (number === undefined) throw failed(systemError('EPROTO'))
  return number
}

/** Nothing is listening: there is no socket, or its agent was killed. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED'])

function isAbsent(error: unknown): boolean {
  return absent.has(codeOf(error))
}

function codeOf(error: unknown): string {
  return isSystemError(error) ? error.code : ''
}

function failed(error: unknown): UserError {
  if (!isSystemError(error)) throw error
  return new UserError('agent-failed', { cause: error.code })
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'connect' })
}
