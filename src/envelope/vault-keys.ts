/** The successive vault keys of one vault: their record in the payload, and how a new one is made (FORMAT.md, "A new vault key"). */
import { sha256 } from '@noble/hashes/sha2.js'
import { encode } from './base64url.ts'
import { bounds, bytesOf, damaged, type Header, lastingText, type RandomBytes, type Slot } from './format.ts'
import { newVaultKey, subkey } from './payload.ts'
import { anchorOf, convertedSlotKeys, linkSlot, type SlotKeys, wrapSlot } from './slots.ts'

/** The part of the payload of format 2 that is not the journal. Never exported. */
export interface KeyRecord {
  /** 32 bytes: makes the ids of codes, independent of the vault key. */
  readonly codeIdKey: Uint8Array
  /** By slot id, for slots with a link: the anchor of the vault key that the slot wraps, 32 bytes. */
  readonly anchors: ReadonlyMap<string, Uint8Array>
  /** The ids of all earlier vault keys, oldest first. */
  readonly past: readonly string[]
}

/** Identifies a vault key: its number, and its id, which does not reveal the key. */
export interface KeyMark {
  readonly epoch: number
  readonly id: string
}

export function newKeyRecord(random: RandomBytes): KeyRecord {
  return { codeIdKey: random(32), anchors: new Map(), past: [] }
}

/**
 * The record in the payload's members. Format 1 and payloads of other programs have none: then code ids come from the vault key.
 *
 * @throws UserError `damaged` (part `journal`)
 */
export function keyRecordIn(
  members: Readonly<Record<string, unknown>> | undefined,
  header: Pick<Header, 'vaultId' | 'epoch'>,
  vaultKey: Uint8Array,
): KeyRecord {
  if (header.epoch === 0 || members === undefined)
    return { codeIdKey: subkey(header, vaultKey, 'code-id'), anchors: new Map(), past: [] }
  const { codeIdKey, anchors = {}, past = [] } = members
  if (typeof anchors !== 'object' || anchors === null || !Array.isArray(past)) throw damaged('journal')
  return {
    codeIdKey: bytesOf(codeIdKey, 32, 'journal'),
    anchors: new Map(Object.entries(anchors).flatMap(([slot, text]) => anchorIn(slot, text))),
    past: past.map(id => encode(bytesOf(id, 32, 'journal'))),
  }
}

/** An unreadable anchor counts as missing: opening the vault does not need it, only a new key does. */
function anchorIn(slot: string, text: unknown): readonly [string, Uint8Array][] {
  try {
    return [[slot, bytesOf(text, 32, 'journal')]]
  } catch {
    return []
  }
}

/** The payload's other members, with this record. */
export function withKeyRecord(
  members: Readonly<Record<string, unknown>>,
  { codeIdKey, anchors, past }: KeyRecord,
): Readonly<Record<string, unknown>> {
  const { codeIdKey: _, anchors: __, past: ___, ...others } = members
  const texts = [...anchors].map(([slot, anchor]) => [slot, encode(anchor)])
  return {
    ...others,
    codeIdKey: encode(codeIdKey),
    ...(texts.length > 0 && { anchors: Object.fromEntries(texts) }),
    ...(past.length > 0 && { past }),
  }
}

/** The key of format 1 gets its id the same way: the record of format 2 begins with it. */
export function keyMark({ vaultId, epoch }: Pick<Header, 'vaultId' | 'epoch'>, vaultKey: Uint8Array): KeyMark {
  return { epoch, id: encode(subkey({ vaultId, epoch: 1 }, vaultKey, 'key-id')) }
}

/**
 * How the vault key found relates to the known one: `later` is the same key, a successor, or one of the same epoch into which the known one was
 * merged; `earlier` is a predecessor; `other` has another history, so it may have been made by someone who knew an earlier key.
 */
export function continuation(
  known: KeyMark | undefined,
  found: KeyMark,
  past: readonly string[],
): 'later' | 'earlier' | 'other' {
  if (known === undefined) return 'later'
  if (found.epoch < known.epoch) return 'earlier'
  return found.id === known.id || past.includes(known.id) ? 'later' : 'other'
}

/** The keys of one save: in the header, the vault key, and in the payload. */
export interface KeyState {
  readonly header: Header
  readonly vaultKey: Uint8Array
  readonly record: KeyRecord
}

export interface NewKey {
  /** Of slots whose secret is at hand: they wrap the new key. */
  readonly atHand: readonly SlotKeys[]
  /** Of new slots. */
  readonly added: readonly SlotKeys[]
  /** The ids of slots that are removed. */
  readonly ended: ReadonlySet<string>
  /** The vault key that this machine knows, if another: the new key succeeds it too. */
  readonly known: KeyMark | undefined
  readonly random: RandomBytes
}

export interface Renewed extends KeyState {
  /** If a vault of format 1 became one of format 2: by a slot's old id, its keys under the new id. */
  readonly converted: ReadonlyMap<string, SlotKeys>
  /** Slots that cannot get the new key. They are not in the header. */
  readonly unreachable: readonly Slot[]
}

/**
 * Makes a new vault key for all slots that are not removed. Slots whose secret is at hand wrap it; the others get a link.
 *
 * @throws RangeError beyond the last epoch
 */
export function renewKey({ header, vaultKey, record }: KeyState, change: NewKey): Renewed {
  const { atHand, added, ended, known, random } = change
  const { vaultId } = header
  const epoch = Math.max(header.epoch, known?.epoch ?? 0) + 1
  if (epoch > bounds.epoch) throw new RangeError('no epoch is left')
  const place = { vaultId, epoch }
  const newKey = newVaultKey(random)
  const anchors = new Map<string, Uint8Array>()
  const converted = new Map<string, SlotKeys>()
  const unreachable: Slot[] = []

  const slots = header.slots.flatMap(slot => {
    if (ended.has(slot.id)) return []
    const keys = atHand.find(({ terms }) => terms.id === slot.id)
    if (keys) {
      const lasting = header.epoch === 0 ? convertedSlotKeys(vaultId, keys, random) : keys
      if (header.epoch === 0) converted.set(slot.id, lasting)
      return [wrapSlot(place, lasting, newKey, random)]
    }
    const anchor = slot.link === null ? anchorOf(header, vaultKey) : record.anchors.get(slot.id)
    const linked = slot.public === null || !anchor ? undefined : linkSlot(place, slot, anchor, newKey, random)
    if (!anchor || !linked) {
      unreachable.push(slot)
      return []
    }
    anchors.set(slot.id, anchor)
    return [linked]
  })

  const before = keyMark(header, vaultKey).id
  const also = known === undefined || known.id === before || record.past.includes(known.id) ? [] : [known.id]
  return {
    header: { vaultId, epoch, slots: [...slots, ...added.map(keys => wrapSlot(place, keys, newKey, random))] },
    vaultKey: newKey,
    record: { codeIdKey: record.codeIdKey, anchors, past: [...record.past, before, ...also] },
    converted,
    unreachable,
  }
}

/** Replaces links: slots whose secret is at hand wrap the vault key directly again. */
export function rewrapped(state: KeyState, atHand: readonly SlotKeys[], random: RandomBytes): KeyState {
  const { header, vaultKey, record } = state
  const isOurs = ({ id, link }: Slot): boolean => link !== null && atHand.some(({ terms }) => terms.id === id)
  if (!header.slots.some(isOurs)) return state
  const slots = header.slots.map(slot => {
    const keys = isOurs(slot) ? atHand.find(({ terms }) => terms.id === slot.id) : undefined
    return keys ? wrapSlot(header, keys, vaultKey, random) : slot
  })
  const linked = new Set(slots.filter(({ link }) => link !== null).map(({ id }) => id))
  const anchors = new Map([...record.anchors].filter(([id]) => linked.has(id)))
  return { header: { ...header, slots }, vaultKey, record: { ...record, anchors } }
}

/** A machine's memory of a slot, to notice an exchanged public key: SHA-256 of the members that never change. */
export function pinOf(slot: Slot): string {
  return encode(sha256(new TextEncoder().encode(lastingText(slot))))
}
