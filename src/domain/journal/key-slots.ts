/** The key slots as the journal knows them: whose they are, how one led to another, and which have ended. */
import type { KeyFact, SlotId } from '../model/events.ts'
import type { KeySlot, Moment, Mutable } from '../model/state.ts'

export type KeySlotBuilder = Map<SlotId, Mutable<KeySlot>>
export type KeySlots = ReadonlyMap<SlotId, KeySlot>

export function recordKeySlot(event: KeyFact, moment: Moment, keySlots: KeySlotBuilder): void {
  const slot = keySlots.get(event.slot) ?? { successors: [] }
  keySlots.set(event.slot, slot)
  if (event.type !== 'key-revoked') {
    slot.added ??= moment
    if (event.type === 'key-changed') return
    if (event.from !== null) slot.from ??= event.from
    if (event.label !== undefined) slot.label ??= event.label
    slot.oneTime ||= event.oneTime === true
    return
  }
  if (event.successor !== null) slot.successors.push(event.successor)
  // A revocation wins over a replacement, in either order.
  if (slot.ended !== 'revoked') slot.ended = event.because
  if (event.because === 'revoked') slot.kept = inBoth(slot.kept, event.kept ?? [])
}

/** What one of two revocations ends has ended. */
function inBoth(before: readonly SlotId[] | undefined, kept: readonly SlotId[]): SlotId[] {
  const also = new Set(kept)
  return before ? before.filter(id => also.has(id)) : [...also]
}

/**
 * All slots that have ended, also those that no event names: a revocation ends the slot, what it replaced and what replaced it, and
 * every slot that was added under one of these, whether its writer saw them or not. Otherwise a person who is shut out could stay in by
 * a passphrase that was set, or a slot that was added, on a machine that was offline.
 */
export function endedSlots(keySlots: KeySlots): ReadonlyMap<SlotId, 'replaced' | 'revoked'> {
  const ended = new Map<SlotId, 'replaced' | 'revoked'>()
  for (const [id, slot] of keySlots) if (slot.ended) ended.set(id, slot.ended)
  const revoked = [...keySlots].filter(([, slot]) => slot.ended === 'revoked')
  const lineage = lineageOf(keySlots)
  for (const [id, { kept = [] }] of revoked)
    for (const other of reached(lineage, id, new Set(kept))) ended.set(other, 'revoked')
  return ended
}

/** What a revocation of this slot ends, itself included, if these are kept. */
export function endedWith(
  keySlots: KeySlots,
  slot: SlotId,
  kept: ReadonlySet<SlotId> = new Set(),
): ReadonlySet<SlotId> {
  return reached(lineageOf(keySlots), slot, kept)
}

/** The slots that replaced each other, one person's: this one, those before it and those after it. */
export function lineOf(keySlots: KeySlots, slot: SlotId): ReadonlySet<SlotId> {
  const { before, after } = lineageOf(keySlots)
  return spread([slot], id => [...(before.get(id) ?? []), ...(after.get(id) ?? [])])
}

/** Whose slot it is; undefined if that was never said. */
export function labelOf(keySlots: KeySlots, slot: SlotId): string | undefined {
  const own = keySlots.get(slot)?.label
  if (own !== undefined) return own
  const { before } = lineageOf(keySlots)
  for (const id of spread([slot], id => before.get(id) ?? [])) {
    const label = keySlots.get(id)?.label
    if (label !== undefined) return label
  }
  return undefined
}

type Edges = ReadonlyMap<SlotId, readonly SlotId[]>

interface Lineage {
  /** What it replaced, … */
  readonly before: Edges
  /** … what replaced it, … */
  readonly after: Edges
  /** … and what was added under it. */
  readonly added: Edges
}

function lineageOf(keySlots: KeySlots): Lineage {
  const before = new Map<SlotId, SlotId[]>()
  const added = new Map<SlotId, SlotId[]>()
  const after = new Map<SlotId, readonly SlotId[]>()
  for (const [id, { from, successors }] of keySlots) {
    after.set(id, successors)
    for (const successor of successors) push(before, successor, id)
    if (from !== undefined) push(added, from, id)
  }
  return { before, after, added }
}

function push(edges: Map<SlotId, SlotId[]>, from: SlotId, to: SlotId): void {
  const known = edges.get(from)
  if (known) known.push(to)
  else edges.set(from, [to])
}

function reached({ before, after, added }: Lineage, slot: SlotId, kept: ReadonlySet<SlotId>): ReadonlySet<SlotId> {
  const isGone = (id: SlotId): boolean => !kept.has(id)
  const line = spread([slot], id => [...(before.get(id) ?? []), ...(after.get(id) ?? [])].filter(isGone))
  return spread([...line], id => [...(added.get(id) ?? []), ...(after.get(id) ?? [])].filter(isGone))
}

function spread(from: readonly SlotId[], next: (id: SlotId) => readonly SlotId[]): ReadonlySet<SlotId> {
  const found = new Set(from)
  for (const id of found) for (const other of next(id)) found.add(other)
  return found
}
