/** The vault keys of one vault, one after the other: what the payload keeps of them, and how a new one is made (FORMAT.md, "A new vault key"). */
import { sha256 } from '@noble/hashes/sha2.js'
import { encode } from './base64url.ts'
import { bounds, bytesOf, damaged, type Header, lastingText, type RandomBytes, type Slot } from './format.ts'
import { newVaultKey, subkey } from './payload.ts'
import { anchorOf, convertedSlotKeys, linkSlot, type SlotKeys, wrapSlot } from './slots.ts'

/** What the payload of format 2 holds beside the journal. None of it is for an export. */
export interface KeyRecord {
  /** 32 bytes: gives the codes their ids, whatever vault key there is. */
  readonly codeIdKey: Uint8Array
  /** By slot id, for slots with a link: the anchor of the vault key that the slot wraps, 32 bytes. */
  readonly anchors: ReadonlyMap<string, Uint8Array>
  /** The ids of all earlier vault keys, oldest first. */
  readonly past: readonly string[]
}

/** Which vault key it is: its number, and its id, which says nothing about the key. */
export interface KeyMark {
  readonly epoch: number
  readonly id: string
}

export function newKeyRecord(random: RandomBytes): KeyRecord {
  return { codeIdKey: random(32), anchors: new Map(), past: [] }
}

/**
 * Takes the record out of the payload's members. Format 1 has none, and no payload of another program: code ids come from the vault key then.
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

/** One that cannot be read counts as missing: the vault opens all the same, and only a new key needs it. */
function anchorIn(slot: string, text: unknown): readonly [string, Uint8Array][] {
  try {
    return [[slot, bytesOf(text, 32, 'journal')]]
  } catch {
    return []
  }
}

/** The payload's other members with this record among them. */
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

/** Format 1's key has an id by the same formula: the record of format 2 begins with it. */
export function keyMark({ vaultId, epoch }: Pick<Header, 'vaultId' | 'epoch'>, vaultKey: Uint8Array): KeyMark {
  return { epoch, id: encode(subkey({ vaultId, epoch: 1 }, vaultKey, 'key-id')) }
}

/**
 * How a vault's key stands to one that was known before: `later` is the same one or has it in its past; `earlier` comes before it; `other` has
 * another history, so that somebody who knew an earlier key may have made it.
 */
export function continuation(
  known: KeyMark | undefined,
  found: KeyMark,
  past: readonly string[],
): 'later' | 'earlier' | 'other' {
  if (known === undefined) return 'later'
  if (found.epoch < known.epoch) return 'earlier'
  if (found.epoch === known.epoch) return found.id === known.id ? 'later' : 'other'
  return past.includes(known.id) ? 'later' : 'other'
}

/** One save's keys: what the header says, the vault key, and what the payload keeps. */
export interface KeyState {
  readonly header: Header
  readonly vaultKey: Uint8Array
  readonly record: KeyRecord
}

export interface NewKey {
  /** The keys of slots whose secret is at hand: they are wrapped anew. */
  readonly atHand: readonly SlotKeys[]
  /** The keys of slots that come. */
  readonly added: readonly SlotKeys[]
  /** The ids of slots that end. */
  readonly ended: ReadonlySet<string>
  /** The vault key that this machine knows, if it is another one: the new one comes after it too. */
  readonly known: KeyMark | undefined
  readonly random: RandomBytes
}

export interface Renewed extends KeyState {
  /** Where a vault of format 1 became one of format 2: by the id of each slot that came along, its keys under its new id. */
  readonly converted: ReadonlyMap<string, SlotKeys>
  /** Slots that the new key cannot be handed to. They are not in the header. */
  readonly unreachable: readonly Slot[]
}

/**
 * Draws a new vault key for all slots but those that end. Those whose secret is at hand wrap it; every other one gets a link, without being asked.
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

/** Slots that were opened through a link wrap the vault key themselves again, where their secret is at hand. */
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

/** What a machine remembers of a slot, to notice that its owner's key was exchanged: SHA-256 of what never changes about it. */
export function pinOf(slot: Slot): string {
  return encode(sha256(new TextEncoder().encode(lastingText(slot))))
}
