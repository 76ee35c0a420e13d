/**
 * The journal: the vault's payload, parsed. It has the events, the digits that are still needed, and members of newer versions.
 */
import { UserError } from '../../errors.ts'
import { type BackupCode, parseBackupCode } from '../model/backup-code.ts'
import { type Fact, inOrder, type StoredEvent } from '../model/events.ts'
import type { CodeId, TotpId } from '../model/ids.ts'
import { parseTotpKey, type TotpKey } from '../model/totp-key.ts'
import { isDeep, isObject, isSameJson, maxDepth, parseJson } from '../text/json.ts'
import { isStoredEvent } from './event-schema.ts'

export interface Journal {
  /** Sorted by `inOrder`, each id once. */
  readonly events: readonly StoredEvent[]
  readonly secrets: ReadonlyMap<CodeId, BackupCode>
  /** Secrets that are no backup codes. A newer igcodes wrote them, so they are kept. */
  readonly otherSecrets: Readonly<Record<string, unknown>>
  /** The secrets of authenticators. */
  readonly totps: ReadonlyMap<TotpId, TotpKey>
  /** Entries of another shape, which a newer igcodes wrote. */
  readonly otherTotps: Readonly<Record<string, unknown>>
  /** Unknown members of the payload, written back unchanged. */
  readonly rest: Readonly<Record<string, unknown>>
  /** The payload is JSON of another form, so another program wrote it. It reads as empty and must not be overwritten. */
  readonly isForeign: boolean
}

export const emptyJournal: Journal = {
  events: [],
  secrets: new Map(),
  otherSecrets: {},
  totps: new Map(),
  otherTotps: {},
  rest: {},
  isForeign: false,
}

/**
 * Reads a payload: JSON in UTF-8, `{"events":[…],"secrets":{codeId: digits},"totp":{id: {secret,…}},…}`, all members optional.
 *
 * @param payload its bytes, in pieces
 * @throws UserError `damaged` (part `journal`): no JSON, members of another form, or two different events with one id
 */
export function parseJournal(payload: Iterable<Uint8Array>): Journal {
  const value = parsePayload(payload)
  if (!isObject(value)) return { ...emptyJournal, isForeign: true }
  const { events = [], secrets = {}, ...others } = value
  if (!Array.isArray(events) || !events.every(isStoredEvent)) throw new UserError('damaged', { part: 'journal' })
  if (!isObject(secrets)) throw new UserError('damaged', { part: 'journal' })
  // Parsed at first use: `status` needs no secrets.
  let parsed: ReturnType<typeof parseSecrets> | undefined
  const digits = () => {
    parsed ??= parseSecrets(secrets)
    return parsed
  }
  return {
    events: distinct(events),
    ...parseTotps(others),
    isForeign: false,
    get secrets() {
      return digits().secrets
    },
    get otherSecrets() {
      return digits().otherSecrets
    },
  }
}

/** The payload's bytes, with unknown members and events unchanged. Not for a foreign payload. */
export function serializeJournal(journal: Journal): Uint8Array {
  const { events, secrets, otherSecrets, totps, otherTotps, rest } = journal
  const totp = { ...Object.fromEntries(totps), ...otherTotps }
  const payload = {
    events,
    secrets: { ...Object.fromEntries(secrets), ...otherSecrets },
    ...(Object.keys(totp).length > 0 && { totp }),
    ...rest,
  }
  return new TextEncoder().encode(JSON.stringify(payload))
}

/** What turns facts into events. */
export interface Writer {
  readonly replica: string
  /** The number of this replica's latest event, in the journal or in the replica's memory. */
  readonly count: number
  readonly lamport: number
  readonly at: string
  readonly by: string
  readonly newId: () => string
}

/** Stamps facts as this replica's next events. */
export function stamp(facts: readonly Fact[], writer: Writer): StoredEvent[] {
  return facts.map((fact, index) => ({
    id: writer.newId(),
    replica: writer.replica,
    n: writer.count + 1 + index,
    lamport: writer.lamport + 1 + index,
    at: writer.at,
    by: writer.by,
    ...fact,
  }))
}

/** Sorts events and drops repetitions. @throws UserError `damaged` (part `journal`): two different events with one id */
export function distinct(events: readonly StoredEvent[]): readonly StoredEvent[] {
  if (isDistinct(events)) return events
  const sorted = events.toSorted(inOrder)
  const byId = new Map<string, StoredEvent>()
  for (const event of sorted) {
    const earlier = byId.get(event.id)
    if (earlier !== undefined && !isSameJson(earlier, event)) throw new UserError('damaged', { part: 'journal' })
    byId.set(event.id, event)
  }
  return byId.size === sorted.length ? sorted : [...byId.values()]
}

/** Every journal is written sorted and with distinct ids, so there is usually nothing to do. */
function isDistinct(events: readonly StoredEvent[]): boolean {
  const ids = new Set<string>()
  let before: StoredEvent | undefined
  for (const event of events) {
    if (before !== undefined && inOrder(before, event) > 0) return false
    ids.add(event.id)
    before = event
  }
  return ids.size === events.length
}

/**
 * Parsed piece by piece: a payload as one text needs more memory, and memory needs more time, than its events. The first pieces are cut
 * between two events. A cut elsewhere leaves text that is no list: what comes from there on is parsed in one.
 */
function parsePayload(payload: Iterable<Uint8Array>): unknown {
  const events: unknown[] = []
  let kept: Uint8Array[] = []
  let isCut = true
  try {
    for (const piece of payload) {
      const end: number = isCut ? lastCut(piece) : 0
      const complete = end > 0 ? eventsIn(textOf([...kept, piece.subarray(0, end)]), events.length === 0) : undefined
      if (complete) {
        for (const event of complete) events.push(event)
        kept = [piece.subarray(end + 1)]
      } else {
        isCut &&= end === 0
        kept.push(piece)
      }
    }
    if (events.length === 0) return parseJson(textOf(kept))
    // The mark shows that no other member of this name follows, which would count instead.
    const rest = parseJson(`${start}${mark},${textOf(kept)}`)
    if (!isObject(rest) || !Array.isArray(rest.events) || rest.events.shift() !== mark) throw new SyntaxError()
    for (const event of rest.events) events.push(event)
    return { ...rest, events }
  } catch {
    throw new UserError('damaged', { part: 'journal' })
  }
}

const start = '{"events":['
const mark = 0

/** The place of a comma between two events, or 0. In a string of JSON, the quotes would be escaped. */
function lastCut({ buffer, byteOffset, length }: Uint8Array): number {
  return Buffer.from(buffer, byteOffset, length).lastIndexOf('},{"id":"') + 1
}

/**
 * Undefined unless the text is that of events alone. Their levels are counted afterwards, which is faster; the text is short enough to be read
 * first, unless there was no cut for long.
 */
function eventsIn(text: string, isFirst: boolean): readonly unknown[] | undefined {
  if (text.length > mostAtOnce || (isFirst && !text.startsWith(start))) return undefined
  try {
    const value: unknown = JSON.parse(`[${isFirst ? text.slice(start.length) : text}]`)
    return Array.isArray(value) && !isDeep(value, maxDepth - 1) ? value : undefined
  } catch {
    return undefined
  }
}

/** In characters: some pieces. */
const mostAtOnce = 1024 * 1024

function textOf(pieces: readonly Uint8Array[]): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    pieces.length === 1 ? pieces[0] : Buffer.concat(pieces),
  )
}

function parseSecrets(stored: Readonly<Record<string, unknown>>): Pick<Journal, 'secrets' | 'otherSecrets'> {
  const secrets = new Map<CodeId, BackupCode>()
  const others: [string, unknown][] = []
  for (const id in stored) {
    const value = stored[id]
    const code = typeof value === 'string' ? parseBackupCode(value) : undefined
    if (code === undefined) others.push([id, value])
    else secrets.set(id, code)
  }
  return { secrets, otherSecrets: Object.fromEntries(others) }
}

/** A member `totp` that is no object is kept like an unknown member. */
function parseTotps(members: Readonly<Record<string, unknown>>): Pick<Journal, 'totps' | 'otherTotps' | 'rest'> {
  const { totp, ...rest } = members
  if (!isObject(totp)) return { totps: new Map(), otherTotps: {}, rest: members }
  const totps = new Map<TotpId, TotpKey>()
  const others: [string, unknown][] = []
  for (const [id, value] of Object.entries(totp)) {
    const key = parseTotpKey(value)
    if (key === undefined) others.push([id, value])
    else totps.set(id, key)
  }
  return { totps, otherTotps: Object.fromEntries(others), rest }
}
