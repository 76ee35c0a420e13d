/**
 * The messages between igcodes and its agent: one line of JSON each way, and after it the vault key where one is passed. The key is sent
 * as bytes, because a JavaScript string cannot be wiped.
 */
import {
  type Form,
  isInteger,
  isNumber,
  isObjectOf,
  isOneOf,
  isText,
  isTextOf,
  parseAs,
  parseObject,
} from '../domain/text/json.ts'
import { decode } from '../envelope/base64url.ts'
import { sizes } from '../envelope/format.ts'

/** We write no longer message. */
const maxBytes = 1024

export interface Put {
  readonly type: 'put'
  readonly vault: string
  /** The key slot that opened the vault: when it is removed, the key is no longer used. */
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

/** `incomplete`: more must come. */
export type Parsed<T> = T | 'incomplete' | 'malformed'

const isId = (length: number) => isTextOf(text => decode(text)?.length === length)
const isLock = isObjectOf({ type: isOneOf(['lock'] as const) })
const isAboutVault = isObjectOf({ type: isOneOf(['get', 'forget'] as const), vault: isId(sizes.vaultId) })
const isPut = isObjectOf<Omit<Put, 'key'>>({
  type: isOneOf(['put'] as const),
  vault: isId(sizes.vaultId),
  slot: isId(sizes.slotId),
  seconds: (value): value is number => isNumber(value) && value > 0 && value <= 8 * 3600,
})
const isEntry = isObjectOf<Omit<AgentEntry, 'key'>>({ slot: isText, until: isNumber })

export function parseRequest(bytes: Buffer): Parsed<Request> {
  const parts = partsOf(bytes)
  if (typeof parts === 'string') return parts
  const { header, rest } = parts
  if (isPut(header)) {
    const { type, vault, slot, seconds } = header
    const key = keyIn(rest)
    return typeof key === 'string' ? key : { type, vault, slot, seconds, key }
  }
  if (rest.length > 0) return 'malformed'
  if (isLock(header)) return { type: header.type }
  return isAboutVault(header) ? { type: header.type, vault: header.vault } : 'malformed'
}

export function serializeRequest(request: Request): Buffer {
  if (request.type !== 'put') return line(request)
  const { key, ...header } = request
  return Buffer.concat([line(header), key])
}

/** The agent's answer to `get`; undefined if it does not have the key. */
export function parseEntry(bytes: Buffer): AgentEntry | undefined {
  const parts = partsOf(bytes)
  if (typeof parts === 'string' || !isEntry(parts.header)) return undefined
  const { slot, until } = parts.header
  const key = keyIn(parts.rest)
  return typeof key === 'string' ? undefined : { slot, until, key }
}

export function serializeEntry({ key, ...header }: AgentEntry): Buffer {
  return Buffer.concat([line(header), key])
}

/** A number in an answer. */
export function numberIn(bytes: Buffer, name: 'until' | 'locked'): number | undefined {
  const parts = partsOf(bytes)
  const value = typeof parts === 'string' ? undefined : parts.header[name]
  return isNumber(value) ? value : undefined
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

/** A copy, so that the received bytes can be wiped. */
function keyIn(rest: Buffer): Parsed<Buffer> {
  if (rest.length < sizes.vaultKey) return 'incomplete'
  return rest.length > sizes.vaultKey ? 'malformed' : Buffer.from(rest)
}

/** The file beside the agent's socket, for ending an agent that does not answer. */
export interface AgentNote {
  readonly pid: number
  /** When the last of its keys expires, in milliseconds since 1970. */
  readonly until: number
  /** How many vaults it keeps unlocked. */
  readonly vaults: number
}

const isNote: Form<AgentNote> = isObjectOf<AgentNote>({
  pid: isInteger(2, Number.MAX_SAFE_INTEGER),
  // The range of a Date.
  until: (value): value is number => isNumber(value) && Math.abs(value) <= 8.64e15,
  vaults: isNumber,
})

export function notePath(socket: string): string {
  return `${socket}.json`
}

export function parseNote(bytes: Buffer): AgentNote | undefined {
  return parseAs(isNote, bytes.toString('utf8'))
}
