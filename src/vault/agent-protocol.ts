/**
 * What is said between igcodes and its agent: one line of JSON each way, and behind it the vault key where one is handed over. The key
 * travels as bytes, because a text of JavaScript cannot be wiped.
 */
import { parseObject } from '../domain/text/json.ts'
import { decode } from '../envelope/base64url.ts'
import { sizes } from '../envelope/format.ts'

/** Longer ones come from somebody else. */
const maxBytes = 1024

export interface Put {
  readonly type: 'put'
  readonly vault: string
  /** The key slot that opened: once it is gone, the key does not open any more. */
  readonly slot: string
  readonly seconds: number
  readonly key: Buffer
}

export type Request = Put | { readonly type: 'get' | 'forget'; readonly vault: string } | { readonly type: 'lock' }

export interface AgentEntry {
  readonly slot: string
  /** In milliseconds since 1970. */
  readonly until: number
  readonly key: Buffer
}

/** `incomplete` where more must come. */
export type Parsed<T> = T | 'incomplete' | 'malformed'

export function parseRequest(bytes: Buffer): Parsed<Request> {
  const parts = partsOf(bytes)
  if (typeof parts === 'string') return parts
  const { header, rest } = parts
  const { type, vault, slot, seconds } = header
  if (type === 'lock') return rest.length === 0 ? { type } : 'malformed'
  if (!isId(vault, sizes.vaultId)) return 'malformed'
  if (type === 'get' || type === 'forget') return rest.length === 0 ? { type, vault } : 'malformed'
  if (type !== 'put' || !isId(slot, sizes.slotId)) return 'malformed'
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= 8 * 3600)) return 'malformed'
  const key = keyIn(rest)
  return typeof key === 'string' ? key : { type, vault, slot, seconds, key }
}

export function serializeRequest(request: Request): Buffer {
  if (request.type !== 'put') return line(request)
  const { key, ...header } = request
  return Buffer.concat([line(header), key])
}

/** What the agent answers to `get`; undefined where it does not have the key. */
export function parseLoan(bytes: Buffer): AgentEntry | undefined {
  const parts = partsOf(bytes)
  if (typeof parts === 'string') return undefined
  const { slot, until } = parts.header
  const key = keyIn(parts.rest)
  if (typeof key === 'string' || typeof slot !== 'string' || typeof until !== 'number') return undefined
  return { slot, until, key }
}

export function serializeLoan({ key, ...header }: AgentEntry): Buffer {
  return Buffer.concat([line(header), key])
}

/** A number in an answer. */
export function numberIn(bytes: Buffer, name: 'until' | 'locked'): number | undefined {
  const parts = partsOf(bytes)
  const value = typeof parts === 'string' ? undefined : parts.header[name]
  return typeof value === 'number' ? value : undefined
}

export function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

function partsOf(bytes: Buffer): Parsed<{ header: Readonly<Record<string, unknown>>; rest: Buffer }> {
  if (bytes.length > maxBytes) return 'malformed'
  const end = bytes.indexOf('\n')
  if (end < 0) return 'incomplete'
  const header = parseObject(bytes.toString('utf8', 0, end))
  return header ? { header, rest: bytes.subarray(end + 1) } : 'malformed'
}

/** A copy: what it was received in can be wiped. */
function keyIn(rest: Buffer): Parsed<Buffer> {
  if (rest.length < sizes.vaultKey) return 'incomplete'
  return rest.length > sizes.vaultKey ? 'malformed' : Buffer.from(rest)
}

function isId(text: unknown, length: number): text is string {
  return typeof text === 'string' && decode(text)?.length === length
}

/** What the agent leaves beside its socket, for the day when it does not answer. */
export interface AgentNote {
  readonly pid: number
  /** When the last of its keys ends, in milliseconds since 1970. */
  readonly until: number
  /** How many vaults it keeps unlocked. */
  readonly vaults: number
}

export function notePath(socket: string): string {
  return `${socket}.json`
}

export function parseNote(bytes: Buffer): AgentNote | undefined {
  const { pid, until, vaults } = parseObject(bytes.toString('utf8')) ?? {}
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 2) return undefined
  // As far as a Date goes.
  if (typeof until !== 'number' || !(Math.abs(until) <= 8.64e15) || typeof vaults !== 'number') return undefined
  return { pid, until, vaults }
}
