/** The agent, from the side of who talks to it: keys are lent to it and borrowed back. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import type { Envelope, Slot } from '../envelope/format.ts'
import { keyFits } from '../envelope/payload.ts'
import { UserError } from '../errors.ts'
import { type AgentPlace, mayListen } from './agent-place.ts'
import { numberIn, type Put, parseLoan, type Request, serializeRequest } from './agent-protocol.ts'
import { isSystemError } from './disk.ts'

export interface Borrowed {
  readonly vaultKey: Uint8Array
  readonly slot: Slot
  readonly until: Date
}

/** An agent answers at once, or something is wrong with it. */
const patience = 2000

/** The key of this vault, if an agent has it, and it fits the file, and the slot that opened is still there. */
export async function borrowKey(envelope: Envelope, place: AgentPlace): Promise<Borrowed | undefined> {
  if (!mayListen(place)) return undefined
  const answer = await ask(place, { type: 'get', vault: envelope.vaultId }).catch(() => undefined)
  const loan = answer && parseLoan(answer)
  answer?.fill(0)
  // After a change of passphrase the key is the same; who unlocked with the old one has to show the new one.
  const slot = envelope.slots.find(({ id }) => id === loan?.slot)
  if (!loan || !slot || !keyFits(envelope, loan.key)) return undefined
  return { vaultKey: loan.key, slot, until: new Date(loan.until) }
}

/**
 * Lets the agent keep a key; starts it where there is none.
 *
 * @param terminal the descriptor of the terminal that the agent is to end with
 * @param script the agent's program
 * @throws UserError `agent-failed`
 */
export async function lendKey(
  place: AgentPlace,
  key: Omit<Put, 'type'>,
  terminal: number | undefined,
  script = `${__dirname}/agent.js`,
): Promise<Date> {
  const request = { type: 'put', ...key } as const
  try {
    return untilIn(await ask(place, request))
  } catch (error) {
    if (!isAbsent(error)) throw failed(error)
  }
  return untilIn(await start(script, place, request, terminal))
}

/**
 * Ends the agent.
 *
 * @returns how many vaults it kept unlocked
 * @throws UserError `agent-failed` when it is there but does not answer
 */
export async function lockAll(place: AgentPlace): Promise<number> {
  if (!mayListen(place)) return 0
  try {
    return numberIn(await ask(place, { type: 'lock' }), 'locked') ?? 0
  } catch (error) {
    if (isAbsent(error)) return 0
    throw failed(error)
  }
}

export async function forgetKey(_vaultId: string, place: AgentPlace): Promise<void> {
  await lockAll(place)
}

async function ask({ socket }: AgentPlace, request: Request): Promise<Buffer> {
  const connection = createConnection(socket)
  connection.setTimeout(patience, () => connection.destroy(systemError('ETIMEDOUT')))
  const message = serializeRequest(request)
  connection.write(message, () => message.fill(0))
  return received(connection)
}

/** In a session of its own and without our environment; the key goes in on stdin, what became of it comes out on stdout. */
async function start(
  script: string,
  { socket }: AgentPlace,
  request: Put,
  terminal: number | undefined,
): Promise<Buffer> {
  const child = spawn(process.execPath, [script, socket, ...(terminal === undefined ? [] : ['terminal'])], {
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
  const until = numberIn(answer, 'until')
  if (until === undefined) throw failed(systemError('EPROTO'))
  return new Date(until)
}

/** Nobody listens: there is no socket, or its agent was killed. */
function isAbsent(error: unknown): boolean {
  return isSystemError(error) && ['ENOENT', 'ECONNREFUSED'].includes(error.code)
}

function failed(error: unknown): UserError {
  if (!isSystemError(error)) throw error
  return new UserError('agent-failed', { cause: error.code })
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'connect' })
}
