/**
 * The vault file's outer form: its four lines and its header. No key is needed here and none is derived, so that a file
 * which is broken or hostile costs nothing (FORMAT.md, "What a reader must refuse").
 */
import { type DamagedPart, UserError } from '../errors.ts'
import { decode, decodeBytes } from './base64url.ts'

/** Line 1 of every vault of format 1. */
export const MAGIC = 'igcodes-vault/1'

/** Lengths in bytes. */
export const sizes = {
  vaultId: 16,
  vaultKey: 32,
  slotId: 8,
  salt: 16,
  commit: 32,
  nonce: 24,
  tag: 16,
  mac: 32,
  pad: 4096,
} as const

/** What a reader accepts at most (and least), enforced before any key derivation. */
export const bounds = {
  fileBytes: 64 * 1024 * 1024,
  headerBytes: 16 * 1024,
  slots: 8,
  leastMemory: 19_456,
  mostMemory: 1_048_576,
  mostPasses: 10,
  mostMemoryTimesPasses: 4_194_304,
} as const

/** The work of Argon2id: `m` KiB of memory, `t` passes; always 1 lane. */
export interface Cost {
  readonly m: number
  readonly t: number
}

/** What writers offer. `moderate` is the default and equals libsodium's MODERATE. */
export const costs = {
  light: { m: 65_536, t: 3 },
  moderate: { m: 262_144, t: 3 },
  strong: { m: 1_048_576, t: 4 },
} as const satisfies Record<string, Cost>

/** Cryptographically secure random bytes, handed in so that this room stays pure. */
export type RandomBytes = (length: number) => Uint8Array

/** One way to open the vault. Strings stand as in the file: base64url where they are binary. */
export interface Slot {
  readonly id: string
  readonly kind: 'passphrase' | 'recovery'
  readonly kdf: 'argon2id'
  readonly m: number
  readonly t: number
  readonly p: 1
  readonly salt: string
  readonly commit: string
  readonly nonce: string
  readonly wrapped: string
}

/** The members of a slot that its own keys are bound to. */
export type SlotTerms = Omit<Slot, 'commit' | 'nonce' | 'wrapped'>

/** A file whose form is right; nothing in it is authenticated yet. */
export interface Envelope {
  readonly vaultId: string
  readonly slots: readonly Slot[]
  /** Line 1 LF line 2 LF: what the MAC signs. */
  readonly signed: Uint8Array
  /** Line 3: 32 bytes. */
  readonly mac: Uint8Array
  /** Line 4: nonce ‖ ciphertext ‖ tag. */
  readonly sealed: Uint8Array
}

/**
 * Reads a file's form; everything that can be refused without a key is refused here.
 *
 * @throws UserError `damaged`, `newer-format`
 */
export function parseEnvelope(file: Uint8Array): Envelope {
  if (file.length > bounds.fileBytes) throw damaged('size')

  const [magic, header, mac, payload, end, ...more] = linesOf(file)
  checkMagic(textOf(magic))
  if (!header || !mac || !payload || end?.length !== 0 || more.length > 0) throw damaged('lines')

  const { vaultId, slots } = parseHeader(textOf(header))
  return {
    vaultId,
    slots,
    signed: headerLines(vaultId, slots),
    mac: bytesOf(textOf(mac), sizes.mac, 'mac'),
    sealed: parseSealed(payload),
  }
}

/** Up to six lines, as views of the file: the fourth can be long, and is not copied. */
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

/** A right file is ASCII. Latin-1 gives one character a byte, so no BOM and no bad UTF-8 can vanish on the way. */
function textOf(line: Buffer | undefined): string {
  return line?.toString('latin1') ?? ''
}

/** Line 1 LF line 2 LF, in the one form that readers accept. */
export function headerLines(vaultId: string, slots: readonly Slot[]): Uint8Array {
  return new TextEncoder().encode(`${MAGIC}\n${canonicalHeader(vaultId, slots)}\n`)
}

/** A slot's first seven members in the file's order, whatever order the object has and whatever else it holds. */
export function slotTerms({ id, kind, kdf, m, t, p, salt }: SlotTerms): SlotTerms {
  return { id, kind, kdf, m, t, p, salt }
}

/** Whether readers accept this cost; memory-hungry and too cheap ones are refused alike. */
export function isCostAllowed({ m, t }: Cost): boolean {
  return (
    Number.isInteger(m) &&
    Number.isInteger(t) &&
    m >= bounds.leastMemory &&
    m <= bounds.mostMemory &&
    t >= 1 &&
    t <= bounds.mostPasses &&
    m * t <= bounds.mostMemoryTimesPasses
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

function checkMagic(line: string): void {
  if (line === MAGIC) return
  const [, version, carriageReturn] = /^igcodes-vault\/([1-9][0-9]{0,8})(\r?)$/.exec(line) ?? []
  if (version === undefined) throw damaged('magic')
  if (version !== '1') throw new UserError('newer-format', { version })

  // Only the CR is wrong here: git's autocrlf or an editor converted the file, and converting it back mends it.
  throw damaged(carriageReturn === '\r' ? 'line-ends' : 'magic')
}

function parseHeader(line: string): Pick<Envelope, 'vaultId' | 'slots'> {
  if (line.length > bounds.headerBytes) throw damaged('header')
  const { vault, slots: listed } = record(parseJson(line), 'header')
  if (typeof vault !== 'string') throw damaged('header')
  bytesOf(vault, sizes.vaultId, 'header')
  if (!Array.isArray(listed) || listed.length < 1 || listed.length > bounds.slots) throw damaged('header')

  const slots = listed.map(parseSlot)
  if (new Set(slots.map(slot => slot.id)).size !== slots.length) throw damaged('header')

  // Unknown, doubled or reordered members, spaces and numbers like 65536.0 all end here: one header, one text.
  if (canonicalHeader(vault, slots) !== line) throw damaged('header')
  return { vaultId: vault, slots }
}

function parseSlot(value: unknown): Slot {
  const { id, kind, kdf, m, t, p, salt, commit, nonce, wrapped } = record(value, 'slot')
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
    nonce: binary(nonce, sizes.nonce),
    wrapped: binary(wrapped, sizes.vaultKey + sizes.tag),
  }
}

/** The text itself, once it is known to stand for that many bytes. */
function binary(text: unknown, length: number): string {
  if (typeof text !== 'string') throw damaged('slot')
  bytesOf(text, length, 'slot')
  return text
}

/** A nonce, at least one whole pad of ciphertext, and a tag. */
function parseSealed(line: Buffer): Uint8Array {
  const sealed = decodeBytes(line)
  if (sealed === undefined) throw damaged('payload')
  const padded = sealed.length - sizes.nonce - sizes.tag
  if (padded < sizes.pad || padded % sizes.pad !== 0) throw damaged('payload')
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

function canonicalHeader(vault: string, slots: readonly Slot[]): string {
  return JSON.stringify({
    vault,
    slots: slots.map(slot => {
      const { commit, nonce, wrapped } = slot
      return { ...slotTerms(slot), commit, nonce, wrapped }
    }),
  })
}
