/** The keys of one open vault: the vault key, which secrets are at hand, and what the next save is sealed with. */
import { endedSlots, endedWith, type KeySlots } from '../domain/journal/key-slots.ts'
import type { Fact } from '../domain/model/events.ts'
import { bounds, type Header, type Slot } from '../envelope/format.ts'
import { isSlotOf, type SlotKeys, vaultKeyIn, wrapSlot } from '../envelope/slots.ts'
import {
  continuation,
  type KeyMark,
  type KeyState,
  keyMark,
  pinOf,
  type Renewed,
  renewKey,
  rewrapped,
} from '../envelope/vault-keys.ts'
import { UserError } from '../errors.ts'
import type { Memory } from './replica.ts'
import type { StoreSystem } from './store-system.ts'

/** What a user has accepted, knowing it. */
export interface Accepted {
  /** A copy that lacks changes, or has a vault key from before the one that this machine knows. */
  readonly older?: boolean
  /** A vault key that does not come from the one that this machine knows. */
  readonly otherKey?: boolean
}

/** Whose a slot is, and whether its passphrase has to be changed at its first use. */
export interface SlotNotes {
  readonly label?: string
  readonly oneTime?: boolean
}

/** A change of the ways to open the vault. */
export interface KeyChange {
  readonly added?: SlotKeys | undefined
  /** What the journal says about it. */
  readonly about?: SlotNotes | undefined
  readonly replaced: readonly Slot[]
  /** The id of what takes the place of `replaced`. */
  readonly successor?: string | undefined
  readonly revoked: readonly Slot[]
  /** Whether it draws a new vault key, as every change that ends a slot does. */
  readonly newKey: boolean
}

/** The keys of a save that is to come. */
export interface NextKeys {
  readonly state: KeyState
  /** What the journal says about them. */
  readonly facts: readonly Fact[]
  /** The keys of new slots. */
  readonly gained: readonly SlotKeys[]
  /** The id of the slot that opened, or of its successor. */
  readonly opener: string
}

/**
 * What must be settled before a new vault key: slots that were exchanged, slots that this machine has not seen before, and slots that
 * the key cannot be handed to. The latter two a person can agree to.
 */
export interface SlotQuestion {
  readonly ask: 'changed' | 'unknown' | 'unreachable'
  readonly slots: readonly Slot[]
}

const noChange: KeyChange = { replaced: [], revoked: [], newKey: false }

export class KeyRing {
  #state: KeyState
  #opener: string
  /** By slot id, the keys of slots whose secret was given. */
  readonly #atHand = new Map<string, SlotKeys>()
  /** The ids of slots that a person has let in, or agreed to leave out. */
  readonly #agreed = { changed: new Set<string>(), unknown: new Set<string>(), unreachable: new Set<string>() }

  /** @param opener the id of the slot that opened; its keys are missing where the vault key was lent */
  constructor(state: KeyState, opener: string, keys: SlotKeys | undefined) {
    this.#state = state
    this.#opener = opener
    if (keys) this.#atHand.set(opener, keys)
  }

  get state(): KeyState {
    return this.#state
  }

  get opener(): string {
    return this.#opener
  }

  get mark(): KeyMark {
    return keyMark(this.#state.header, this.#state.vaultKey)
  }

  /** How the vault key relates to one that was known before. */
  since(known: KeyMark | undefined): ReturnType<typeof continuation> {
    return continuation(known, this.mark, this.#state.record.past)
  }

  take(slot: string, keys: SlotKeys): void {
    this.#atHand.set(slot, keys)
  }

  /** The keys of another header, of which a secret at hand opens a slot. @throws UserError `damaged` (part `slot`) */
  vaultKeyOf(header: Header): Uint8Array | undefined {
    for (const slot of header.slots) {
      const keys = this.#atHand.get(slot.id)
      if (keys && isSlotOf(header, slot, keys)) return vaultKeyIn(header, slot, keys)
    }
    return undefined
  }

  adopt(state: KeyState, opener = this.#opener, gained: readonly SlotKeys[] = []): void {
    this.#state = state
    this.#opener = opener
    for (const keys of gained) this.#atHand.set(keys.terms.id, keys)
  }

  /** Lets in the slots of a copy that was merged, as a person has confirmed. */
  admit(slots: readonly Slot[]): void {
    for (const { id } of slots) this.#agreed.unknown.add(id)
  }

  /** All keys of slots whose secret was given. */
  get atHand(): readonly SlotKeys[] {
    return [...this.#atHand.values()]
  }

  agree({ ask, slots }: SlotQuestion): void {
    for (const { id } of slots) this.#agreed[ask].add(id)
  }

  /**
   * The keys of the next save; or what has to be asked first.
   *
   * @param keySlots what the journal says: slots that have ended are not given a new key
   * @throws UserError `slots-full`, `slot-changed`, `slot-revoked`, `last-slot`, `keys-used-up`, `vault-replaced`
   */
  next(
    change: KeyChange | undefined,
    memory: Memory,
    keySlots: KeySlots,
    { random }: Pick<StoreSystem, 'random'>,
  ): NextKeys | SlotQuestion {
    // Never under a key from before, or beside, the one that this machine knows.
    if (this.since(memory.key) !== 'later' || change?.newKey)
      return this.#renewed(change ?? noChange, memory, keySlots, random)
    const state = rewrapped(this.#state, [...this.#atHand.values()], random)
    const gained = change?.added ? [change.added] : []
    const added = gained.map(keys => wrapSlot(state.header, keys, state.vaultKey, random))
    const header = { ...state.header, slots: [...state.header.slots, ...added] }
    if (header.slots.length > bounds.slots) throw new UserError('slots-full')
    const facts = change ? this.#facts(change, [], new Map(), new Map()) : []
    return { state: { ...state, header }, facts, gained, opener: this.#opener }
  }

  #renewed(
    change: KeyChange,
    memory: Memory,
    keySlots: KeySlots,
    random: StoreSystem['random'],
  ): NextKeys | SlotQuestion {
    const { slots } = this.#state.header
    const { replaced } = change
    const added = change.added ? [change.added] : []
    const leaving = [...replaced, ...change.revoked]
    const ended = this.#endedBefore(memory)
    for (const id of this.#revokedIn(keySlots)) {
      // Ending it silently would lock out the person who has just opened the vault with it.
      if (id === this.#opener && !change.revoked.some(slot => slot.id === id)) throw new UserError('slot-revoked')
      ended.add(id)
    }
    for (const id of [...this.#agreed.unreachable, ...leaving.map(({ id }) => id)]) ended.add(id)
    const staying = slots.filter(({ id }) => !ended.has(id))

    const strange = this.#strange(staying, memory)
    if (strange) return strange
    const state = this.#draw({ added, ended, known: memory.key, random })
    if (state.unreachable.length > 0) return { ask: 'unreachable', slots: state.unreachable }
    if (state.header.slots.length === 0) throw new UserError('last-slot')
    if (state.header.slots.length > bounds.slots) throw new UserError('slots-full')

    const gone = slots.filter(slot => ended.has(slot.id) && !replaced.some(({ id }) => id === slot.id))
    const wasReplaced = ({ id }: Slot): boolean =>
      memory.ended?.get(id) === 'replaced' && !change.revoked.some(slot => slot.id === id)
    const revoked = gone.filter(slot => !wasReplaced(slot))
    const stays = state.header.slots.map(({ id }) => id)
    const keptOf = (id: string): readonly string[] => {
      const under = endedWith(keySlots, id)
      return stays.filter(other => under.has(other))
    }
    const kept = new Map(revoked.map(({ id }) => [id, keptOf(id)]))
    return {
      state,
      facts: this.#facts({ ...change, revoked }, gone.filter(wasReplaced), state.converted, kept).map(fact =>
        fact.type === 'key-revoked' && fact.because === 'revoked'
          ? { ...fact, key: keyMark(state.header, state.vaultKey).id }
          : fact,
      ),
      gained: [...added, ...state.converted.values()],
      opener: openerAfter(this.#opener, change, state.converted),
    }
  }

  /** Slots in the file for which no new key would be made as it is. */
  strange(memory: Memory): SlotQuestion | undefined {
    const ended = this.#endedBefore(memory)
    return this.#strange(
      this.#state.header.slots.filter(({ id }) => !ended.has(id)),
      memory,
    )
  }

  #strange(staying: readonly Slot[], memory: Memory): SlotQuestion | undefined {
    const changed = staying.filter(slot => memory.pins?.has(slot.id) && memory.pins.get(slot.id) !== pinOf(slot))
    if (changed.length > 0) return { ask: 'changed', slots: changed }
    const unknown = staying.filter(slot => !this.#isKnown(slot, memory))
    return unknown.length > 0 ? { ask: 'unknown', slots: unknown } : undefined
  }

  /** On a machine that remembers none yet, all are; a slot of format 1 comes along only with its secret at hand. */
  #isKnown({ id }: Slot, { pins }: Memory): boolean {
    if (pins === undefined || this.#state.header.epoch === 0) return true
    return pins.has(id) || this.#atHand.has(id) || this.#agreed.unknown.has(id)
  }

  #draw(change: Omit<Parameters<typeof renewKey>[1], 'atHand'>): Renewed {
    if (this.#state.header.epoch >= bounds.epoch || (change.known?.epoch ?? 0) >= bounds.epoch)
      throw new UserError('keys-used-up')
    return renewKey(this.#state, { ...change, atHand: [...this.#atHand.values()] })
  }

  /**
   * Slots of an older copy that ended since, as this machine knows. One that was replaced stays where it brings this copy back: nothing
   * else may open it.
   */
  #endedBefore({ ended }: Memory): Set<string> {
    const stays = (id: string): boolean => id === this.#opener && ended?.get(id) === 'replaced'
    const ids = this.#state.header.slots.map(({ id }) => id)
    return new Set(ids.filter(id => ended?.has(id) && !stays(id)))
  }

  #facts(
    { added, about, replaced, successor, revoked }: KeyChange,
    replacedBefore: readonly Slot[],
    converted: ReadonlyMap<string, SlotKeys>,
    kept: ReadonlyMap<string, readonly string[]>,
  ): readonly Fact[] {
    const opener = converted.get(this.#opener)?.terms.id ?? this.#opener
    const from = this.#atHand.has(this.#opener) ? opener : null
    const replaces = (slot: string, by: string | undefined): Fact => ({
      type: 'key-revoked',
      slot,
      because: 'replaced',
      successor: (by && converted.get(by)?.terms.id) ?? by ?? null,
    })
    return [
      ...(added ? [{ type: 'key-added', slot: added.terms.id, from, ...about } as const] : []),
      // Under itself: the person who converts the vault did not add the slots of others.
      ...[...converted].flatMap(([slot, { terms }]) => [
        { type: 'key-added', slot: terms.id, from: slot } as const,
        replaces(slot, slot),
      ]),
      ...replaced.map(({ id }) => replaces(id, successor)),
      ...replacedBefore.map(({ id }) => replaces(id, undefined)),
      ...revoked.map(
        ({ id }) =>
          ({ type: 'key-revoked', slot: id, because: 'revoked', successor: null, kept: kept.get(id) ?? [] }) as const,
      ),
    ]
  }

  /** Slots in the file that the journal says were revoked: by a merge, or a machine that did not know of one. */
  #revokedIn(keySlots: KeySlots): readonly string[] {
    const ended = endedSlots(keySlots)
    return this.#state.header.slots.map(({ id }) => id).filter(id => ended.get(id) === 'revoked')
  }

  /**
   * What is to be remembered of the keys: not a vault key from before, or beside, the one that is remembered. The first time, all slots are
   * pinned as they are; from then on those that were added here or that a person let in.
   *
   * @param added the ids of slots that were added here
   */
  toRemember({ key, pins }: Memory, added: readonly string[]): Pick<Memory, 'key' | 'pins'> {
    const { epoch, slots } = this.#state.header
    if (this.since(key) !== 'later') return {}
    if (epoch === 0) return { key: this.mark }
    const isTrusted = ({ id }: Slot): boolean =>
      pins === undefined || added.includes(id) || this.#agreed.unknown.has(id)
    const trusted = slots.filter(isTrusted).map(slot => [slot.id, pinOf(slot)] as const)
    return { key: this.mark, pins: new Map([...trusted, ...(pins ?? [])]) }
  }
}

function openerAfter(
  opener: string,
  { replaced, successor }: KeyChange,
  converted: ReadonlyMap<string, SlotKeys>,
): string {
  const wasReplaced = replaced.some(({ id }) => id === opener)
  const id = (wasReplaced ? successor : undefined) ?? opener
  return converted.get(id)?.terms.id ?? id
}
