/**
 * How another copy of the vault comes in: whose vault key and slots the result has, and which of the copy's events are taken without a
 * question (FORMAT.md, "Merging").
 */
import { endedSlots } from '../domain/journal/key-slots.ts'
import type { Journal } from '../domain/journal/payload.ts'
import { onlyIn } from '../domain/journal/union.ts'
import type { StoredEvent } from '../domain/model/events.ts'
import type { State } from '../domain/model/state.ts'
import { bounds, type Envelope, type RandomBytes, type Slot } from '../envelope/format.ts'
import { anchorOf, linkSlot, type SlotKeys } from '../envelope/slots.ts'
import { type KeyState, keyMark, renewKey } from '../envelope/vault-keys.ts'
import { UserError } from '../errors.ts'

/** A copy of the vault that is to be merged, opened. */
export interface VaultCopy {
  readonly path: string
  readonly bytes: Uint8Array
  readonly envelope: Envelope
  readonly journal: Journal
  readonly keys: KeyState
  /** The slot that opened it and its keys, if a secret did. */
  readonly opener?: { readonly slot: string; readonly keys: SlotKeys }
}

/**
 * How two vault keys relate: one key; one was made knowing the other; both were made by people who knew every revocation, so that either can
 * go on; or neither, so that a new one is needed.
 */
export type KeyRelation = 'same' | 'ours' | 'theirs' | 'sibling-ours' | 'sibling-theirs' | 'apart'

export function relationOf(ours: KeyState, theirs: KeyState, events: readonly StoredEvent[]): KeyRelation {
  const [mine, other] = [chainOf(ours), chainOf(theirs)]
  const [own, foreign] = [markOf(ours), markOf(theirs)]
  if (own.id === foreign.id) return 'same'
  if (mine.has(foreign.id)) return 'ours'
  if (other.has(own.id)) return 'theirs'
  const isShared = [...mine].some(id => other.has(id))
  if (!isShared || !keysOfRevocations(events).every(id => mine.has(id) && other.has(id))) return 'apart'
  const isOurs = own.epoch === foreign.epoch ? own.id < foreign.id : own.epoch > foreign.epoch
  return isOurs ? 'sibling-ours' : 'sibling-theirs'
}

function markOf({ header, vaultKey }: KeyState): ReturnType<typeof keyMark> {
  return keyMark(header, vaultKey)
}

/** The ids of a vault key and of all before it. */
function chainOf(keys: KeyState): ReadonlySet<string> {
  return new Set([...keys.record.past, markOf(keys).id])
}

/** The vault keys that were drawn by revocations. One that an earlier version recorded is not among them: it is unknown who knew it. */
function keysOfRevocations(events: readonly StoredEvent[]): readonly string[] {
  return events
    .filter(({ type, because }) => type === 'key-revoked' && because === 'revoked')
    .map(({ key }) => (typeof key === 'string' ? key : ''))
}

/** Events of a copy that a person whose access was revoked may have written. */
export interface Withheld {
  readonly events: readonly StoredEvent[]
  /** Those among them that change keys or erase: only a person can let them in. */
  readonly grave: readonly StoredEvent[]
}

/**
 * What only one side has and wrote under a vault key from before a revocation that the other side knows. Outcomes of codes only move forward, so
 * they are taken anyway.
 *
 * @param own the replica of this machine: what it wrote itself needs no question
 */
export function withheldOf(one: Journal, other: Journal, own: string): Withheld {
  const revocations = onlyIn(other.events, one.events).filter(
    ({ type, because }) => type === 'key-revoked' && because === 'revoked',
  )
  if (revocations.length === 0) return { events: [], grave: [] }
  const events = onlyIn(one.events, other.events).filter(
    ({ type, replica }) => replica !== own && !/^code-(reserved|used|rejected)$/.test(type),
  )
  return { events, grave: events.filter(({ type }) => isGrave(type)) }
}

function isGrave(type: string): boolean {
  return /^key-/.test(type) || ['set-erased', 'set-retired', 'account-removed', 'totp-removed'].includes(type)
}

/** The journal without some events, and without the digits that only they name. */
export function withoutEvents(journal: Journal, events: readonly StoredEvent[]): Journal {
  if (events.length === 0) return journal
  const gone = new Set(events.map(({ id }) => id))
  const kept = journal.events.filter(({ id }) => !gone.has(id))
  const codes = new Set(kept.flatMap(({ codes }) => (Array.isArray(codes) ? (codes as readonly string[]) : [])))
  const totps = new Set(kept.flatMap(({ totp }) => (typeof totp === 'string' ? [totp] : [])))
  return {
    ...journal,
    events: kept,
    secrets: new Map([...journal.secrets].filter(([id]) => codes.has(id))),
    totps: new Map([...journal.totps].filter(([id]) => totps.has(id))),
  }
}

/** The keys of the merged vault. */
export interface MergedKeys {
  readonly state: KeyState
  /** Whether a new vault key was drawn. */
  readonly isNew: boolean
  readonly relation: KeyRelation
  /** Slots that this side did not have. */
  readonly joined: readonly Slot[]
  /** Slots that cannot come along: too many, or made by a format without public keys. */
  readonly leftOut: readonly Slot[]
}

/**
 * @param state of the united journal: slots that ended in it do not come along
 * @param atHand the keys of slots whose secret is at hand
 * @throws UserError `merge-locks-out`: no passphrase slot would be left
 */
export function mergeKeys(
  ours: KeyState,
  theirs: KeyState,
  relation: KeyRelation,
  state: State,
  atHand: readonly SlotKeys[],
  random: RandomBytes,
): MergedKeys {
  const ended = endedSlots(state.keySlots)
  const [first, second] = relation === 'theirs' || relation === 'sibling-theirs' ? [theirs, ours] : [ours, theirs]
  const stays = ({ id }: Slot): boolean => !ended.has(id)
  // Only a new vault key shuts out a slot that is in the header already.
  const isNew = relation === 'apart' || !first.header.slots.every(stays)
  const drawn = isNew
    ? renewKey(first, { atHand, added: [], ended: new Set(ended.keys()), known: markOf(second), random })
    : { ...first, unreachable: [] }
  const known = new Set(first.header.slots.map(({ id }) => id))
  const direct = new Map(second.header.slots.filter(({ link }) => link === null).map(slot => [slot.id, slot]))
  const others = second.header.slots.filter(slot => !known.has(slot.id) && stays(slot))

  const { vaultId, epoch } = drawn.header
  const isSame = relation === 'same' && !isNew
  const anchors = new Map(drawn.record.anchors)
  const kept = drawn.header.slots.map(slot => {
    const better = isSame && slot.link !== null ? direct.get(slot.id) : undefined
    if (better) anchors.delete(slot.id)
    return better ?? slot
  })
  const leftOut = [...drawn.unreachable]
  const linked = others.flatMap(slot => {
    const anchor = slot.link === null ? anchorOf(second.header, second.vaultKey) : second.record.anchors.get(slot.id)
    if (isSame) {
      if (slot.link !== null && anchor) anchors.set(slot.id, anchor)
      return [slot]
    }
    const link =
      slot.public === null || !anchor || epoch < 2
        ? undefined
        : linkSlot({ vaultId, epoch }, slot, anchor, drawn.vaultKey, random)
    if (!anchor || !link) {
      leftOut.push(slot)
      return []
    }
    anchors.set(slot.id, anchor)
    return [link]
  })

  // A slot that no event names was made with the vault.
  const age = ({ id }: Slot): string => `${state.keySlots.get(id)?.added?.at ?? ''} ${id}`
  const byAge = (some: readonly Slot[]): readonly Slot[] => some.toSorted((a, b) => (age(a) < age(b) ? -1 : 1))
  // What both had before keeps its place. What each has added since is in an order that does not depend on the side, as the bytes should not.
  const shared = first.header.slots.findIndex(({ id }, at) => second.header.slots[at]?.id !== id)
  const before = new Set(first.header.slots.slice(0, shared < 0 ? undefined : shared).map(({ id }) => id))
  const since = kept.filter(({ id }) => !before.has(id))
  const all = [
    ...kept.filter(({ id }) => before.has(id)),
    ...(since.length > 0 && linked.length > 0 ? byAge([...since, ...linked]) : [...since, ...linked]),
  ]
  const fitting = new Set(byAge(all).slice(0, bounds.slots))
  const slots = all.filter(slot => fitting.has(slot))
  if (!slots.some(({ kind }) => kind === 'passphrase')) throw new UserError('merge-locks-out')
  const ids = new Set(slots.map(({ id }) => id))
  const past = new Set(drawn.record.past)
  for (const id of chainOf(second)) if (id !== markOf(drawn).id) past.add(id)
  const own = new Set(ours.header.slots.map(({ id }) => id))
  return {
    state: {
      header: { vaultId, epoch, slots },
      vaultKey: drawn.vaultKey,
      record: {
        codeIdKey: drawn.record.codeIdKey,
        anchors: new Map([...anchors].filter(([id]) => ids.has(id))),
        past: isSame ? drawn.record.past : [...past],
      },
    },
    isNew,
    relation,
    joined: slots.filter(({ id }) => !own.has(id)),
    leftOut: [...leftOut, ...all.filter(slot => !fitting.has(slot))],
  }
}
