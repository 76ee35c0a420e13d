/**
 * The outer form of the vault file: its four lines and its header. Needs no key and derives none, so that a broken or hostile file
 * costs nothing (FORMAT.md, "What a reader must refuse").
 */
import { type DamagedPart, UserError } from '../errors.ts'
import { bytesIn, decode, decodeLong } from './base64url.ts'

/** Line 1 of a vault, also part of what its keys are bound to. Format 2 counts its vault keys from epoch 1; format 1 has epoch 0. */
export function magicOf(epoch: number): 'igcodes-vault/1' | 'igcodes-vault/2' {
  return epoch === 0 ? 'igcodes-vault/1' : 'igcodes-vault/2'
}

/** Lengths in bytes. */
export const sizes = {
  vaultId: 16,
  vaultKey: 32,
  slotId: 8,
  salt: 16,
  commit: 32,
  public: 32,
  nonce: 24,
  tag: 16,
  mac: 32,
  pad: 4096,
} as const

/** The limits of a reader, enforced before any key derivation. */
export const bounds = {
  fileBytes: 64 * 1024 * 1024,
  headerBytes: 16 * 1024,
  slots: 8,
  epoch: 1_000_000,
  leastMemory: 19_456,
  maxMemory: 1_048_576,
  maxPasses: 10,
  maxMemoryTimesPasses: 4_194_304,
} as const

/** The work of Argon2id: `m` KiB of memory, `t` passes; always 1 lane. */
export interface Cost {
  readonly m: number
  readonly t: number
}

/** The costs that writers offer. `moderate` is the default and equals libsodium's MODERATE. */
export const costs = {
  light: { m: 65_536, t: 3 },
  moderate: { m: 262_144, t: 3 },
  strong: { m: 1_048_576, t: 4 },
} as const satisfies Record<string, Cost>

/** Cryptographically secure random bytes; a parameter, so that this folder stays pure. */
export type RandomBytes = (length: number) => Uint8Array

/** One way to open the vault. Binary members are base64url, as in the file. */
export interface Slot {
  readonly id: string
  readonly kind: 'passphrase' | 'recovery'
  readonly kdf: 'argon2id'
  readonly m: number
  readonly t: number
  readonly p: 1
  readonly salt: string
  readonly commit: string
  /** Of the slot's X25519 key pair; null in format 1. */
  readonly public: string | null
  readonly nonce: string
  readonly wrapped: string
  /** Null: `wrapped` holds the vault key itself. Always null in format 1. */
  readonly link: Link | null
}

/** Leads from the earlier vault key that a slot wraps to the current one. */
export interface Link {
  readonly enc: string
  readonly nonce: string
  readonly sealed: string
}

/** The members of a slot that its own keys are bound to. */
export type SlotTerms = Omit<Slot, 'commit' | 'public' | 'nonce' | 'wrapped' | 'link'>

/** Line 2. */
export interface Header {
  readonly vaultId: string
  /** The number of the vault key, from 1; 0 in format 1, whose key never changes. */
  readonly epoch: number
  readonly slots: readonly Slot[]
}

/** A file with a valid form; nothing in it is authenticated yet. */
export interface Envelope extends Header {
  /** Line 1 LF line 2 LF: what the MAC signs. */
  readonly signed: Uint8Array
  /** Line 3: 32 bytes. */
  readonly mac: Uint8Array
  /** Line 4: nonce ‖ ciphertext ‖ tag. */
  readonly sealed: Buffer
}

/**
 * Reads a file's form and refuses everything that can be refused without a key.
 *
 * @throws UserError `damaged`, `newer-format`
 */
export function parseEnvelope(file: Uint8Array): Envelope {
  return envelopeIn(file, line => decodeLong(line))
}

/** `parseEnvelope` for bytes that are not needed any more: line 4 is decoded where it is, without more memory. */
export function takeEnvelope(file: Uint8Array): Envelope {
  return envelopeIn(file, line => decodeLong(line, line))
}

function envelopeIn(file: Uint8Array, decodePayload: (line: Buffer) => Buffer | undefined): Envelope {
  if (file.length > bounds.fileBytes) throw damaged('size')

  const lines = linesOf(file)
  if (lines.some(line => line.subarray(0, 8).toString('latin1') === '<<<<<<< ')) throw damaged('conflict-markers')
  const [magic, header, mac, payload, end, ...more] = lines
  const format = formatIn(textOf(magic))
  if (!header || !mac || !payload || end?.length !== 0 || more.length > 0) throw damaged('lines')

  const parsed = parseHeader(textOf(header), format)
  return {
    ...parsed,
    signed: headerLines(parsed),
    mac: bytesOf(textOf(mac), sizes.mac, 'mac'),
    sealed: parseSealed(payload, decodePayload),
  }
}

/** Up to six lines, as views of the file: the fourth can be long and must not be copied. */
function linesOf(file: Uint8Array): Buffer[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  const lines: Buffer[] = []
  for (let start = 0; lines.length < 6; ) {
    const end = bytes.indexOf(0x0a, start)
    lines.push(bytes.subarray(start, end < 0 ? undefined : end))
    if (end < 0) break
    start = end + 1
  }
  return lines
}

/** A valid file is ASCII. Latin-1 keeps one character per byte, so that a BOM or bad UTF-8 does not disappear. */
function textOf(line: Buffer | undefined): string {
  return line?.toString('latin1') ?? ''
}

/** Line 1 LF line 2 LF, in the only form that readers accept. */
export function headerLines(header: Header): Uint8Array {
  return new TextEncoder().encode(`${magicOf(header.epoch)}\n${canonicalHeader(header)}\n`)
}

/** A slot's first seven members, in the file's order. */
export function slotTerms({ id, kind, kdf, m, t, p, salt }: SlotTerms): SlotTerms {
  return { id, kind, kdf, m, t, p, salt }
}

/** Whether readers accept this cost: neither too much memory nor too little work. */
export function isCostAllowed({ m, t }: Cost): boolean {
  return (
    Number.isInteger(m) &&
    Number.isInteger(t) &&
    m >= bounds.leastMemory &&
    m <= bounds.maxMemory &&
    t >= 1 &&
    t <= bounds.maxPasses &&
    m * t <= bounds.maxMemoryTimesPasses
  )
}

/**
 * Canonical base64url of exactly `length` bytes.
 *
 * @throws UserError `damaged` with this part
 */
export function bytesOf(text: unknown, length: number, part: DamagedPart): Uint8Array {
  const bytes = typeof text === 'string' ? decode(text) : undefined
  if (bytes?.length !== length) throw damaged(part)
  return bytes
}

export function damaged(part: DamagedPart): UserError<'damaged'> {
  return new UserError('damaged', { part })
}

function formatIn(line: string): 1 | 2 {
  const [, version, carriageReturn] = /^igcodes-vault\/([1-9][0-9]{0,8})(\r?)$/.exec(line) ?? []
  if (version === undefined) throw damaged('magic')
  if (version !== '1' && version !== '2') throw new UserError('newer-format', { version })

  // Only the CR is wrong: git's autocrlf or an editor converted the line ends, and converting them back repairs the file.
  if (carriageReturn === '\r') throw damaged('line-ends')
  return version === '1' ? 1 : 2
}

function parseHeader(line: string, format: 1 | 2): Header {
  if (line.length > bounds.headerBytes) throw damaged('header')
  const { vault, epoch: counted, slots: listed } = record(parseJson(line), 'header')
  if (typeof vault !== 'string') throw damaged('header')
  bytesOf(vault, sizes.vaultId, 'header')
  const epoch = format === 1 ? 0 : counted
  if (!isEpoch(epoch) || (format === 2 && epoch === 0)) throw damaged('header')
  if (!Array.isArray(listed) || listed.length < 1 || listed.length > bounds.slots) throw damaged('header')

  const slots = listed.map(slot => parseSlot(slot, epoch))
  if (new Set(slots.map(slot => slot.id)).size !== slots.length) throw damaged('header')

  // Refuses unknown, repeated or reordered members, spaces and numbers like 65536.0: a header has only one text.
  const header = { vaultId: vault, epoch, slots }
  if (canonicalHeader(header) !== line) throw damaged('header')
  return header
}

function isEpoch(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= bounds.epoch
}

function parseSlot(value: unknown, epoch: number): Slot {
  const slot = record(value, 'slot')
  const { id, kind, kdf, m, t, p, salt, commit, nonce, wrapped } = slot
  if (kind !== 'passphrase' && kind !== 'recovery') throw damaged('slot')
  if (kdf !== 'argon2id') throw damaged('slot')
  if (typeof m !== 'number' || typeof t !== 'number' || p !== 1) throw damaged('kdf')
  if (!isCostAllowed({ m, t })) throw damaged('kdf')
  return {
    id: binary(id, sizes.slotId),
    kind,
    kdf,
    m,
    t,
    p,
    salt: binary(salt, sizes.salt),
    commit: binary(commit, sizes.commit),
    public: epoch === 0 ? null : binary(slot.public, sizes.public),
    nonce: binary(nonce, sizes.nonce),
    wrapped: binary(wrapped, sizes.vaultKey + sizes.tag),
    link: epoch === 0 ? null : parseLink(slot.link, epoch),
  }
}

/** The first vault key has no earlier one to link from. */
function parseLink(value: unknown, epoch: number): Link | null {
  if (value === null) return null
  if (epoch === 1) throw damaged('slot')
  const { enc, nonce, sealed } = record(value, 'slot')
  return {
    enc: binary(enc, sizes.public),
    nonce: binary(nonce, sizes.nonce),
    sealed: binary(sealed, sizes.vaultKey + sizes.tag),
  }
}

/** The text, after a check that it encodes that many bytes. */
function binary(text: unknown, length: number): string {
  if (typeof text !== 'string') throw damaged('slot')
  bytesOf(text, length, 'slot')
  return text
}

/** A nonce, at least one whole pad of ciphertext, and a tag. */
function parseSealed(line: Buffer, decodePayload: (line: Buffer) => Buffer | undefined): Buffer {
  const padded = bytesIn(line.length) - sizes.nonce - sizes.tag
  const sealed = padded < sizes.pad || padded % sizes.pad !== 0 ? undefined : decodePayload(line)
  if (!sealed) throw damaged('payload')
  return sealed
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw damaged('header')
  }
}

function record(value: unknown, part: DamagedPart): Record<string, unknown> {
  if (!isRecord(value)) throw damaged(part)
  return value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function canonicalHeader({ vaultId, epoch, slots }: Header): string {
  const first = epoch === 0
  return JSON.stringify({
    vault: vaultId,
    ...(!first && { epoch }),
    slots: slots.map(slot => {
      const { commit, nonce, wrapped } = slot
      if (first) return { ...slotTerms(slot), commit, nonce, wrapped }
      if (slot.public === null) throw new RangeError('a slot of format 1 in a header of format 2')
      return { ...slotTerms(slot), commit, public: slot.public, nonce, wrapped, link: inOrder(slot.link) }
    }),
  })
}

function inOrder(link: Link | null): Link | null {
  return link && { enc: link.enc, nonce: link.nonce, sealed: link.sealed }
}

/** A slot's members `id` to `public` as canonical JSON: they never change during the slot's life. */
export function lastingText(slot: Slot): string {
  const { commit, public: publicKey } = slot
  return JSON.stringify({ ...slotTerms(slot), commit, public: publicKey })
}
