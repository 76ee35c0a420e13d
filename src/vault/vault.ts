import type { BackupCode } from '../domain/backup-code.ts'
import type { Identify } from '../domain/code-sets.ts'
import type { Decision } from '../domain/decision.ts'
import { erasable } from '../domain/erasure.ts'
import type { CodeId, Fact, ReplicaId, TotpId } from '../domain/events.ts'
import { fold, type State } from '../domain/fold.ts'
import { factsOfClaims } from '../domain/hand-out.ts'
import { type Journal, parseJournal, serializeJournal, stamp } from '../domain/journal.ts'
import type { TotpKey } from '../domain/totp.ts'
import type { Stretch } from '../envelope/argon2id.ts'
import {
  bounds,
  type Cost,
  type Envelope,
  parseEnvelope,
  type RandomBytes,
  type Slot,
} from '../envelope/format.ts'
import { codeIdentifier, keyFits, openPayload, sealEnvelope } from '../envelope/payload.ts'
import { isSlotOf, newSlotKeys, type SlotKeys, vaultKeyIn, wrapSlot } from '../envelope/slots.ts'
import {
  continuation,
  type KeyMark,
  type KeyRecord,
  type KeyState,
  keyMark,
  keyRecordIn,
  pinOf,
  type Renewed,
  renewKey,
  rewrapped,
  withKeyRecord,
} from '../envelope/vault-keys.ts'
import { isFailure, type NamedSlot, UserError } from '../errors.ts'
import { keepBackup } from './backups.ts'
import { removeLeftovers, replaceFile } from './disk.ts'
import { withLock } from './lock.ts'
import { saveOf } from './notices.ts'
import { type Counters, latest, type Memory, missingChanges, type Replica } from './replica.ts'
import { type Secret, unlock } from './unlock.ts'
import { namingFile, readVault, resolveVault, somethingAt } from './vault-file.ts'

/** What the store needs from outside, so that tests can fix it. */
export interface StoreSystem {
  readonly replica: Replica
  readonly now: () => Date
  readonly random: RandomBytes
  readonly stretch: Stretch
  /** Who is at the keyboard, for the journal. */
  readonly user: string
  /** Who can be asked about keys; without one, what would have to be asked is refused. */
  readonly keyDialog?: KeyDialog
  /** Told of every save; with a failure (`settle`) where a power cut could still undo it. */
  readonly onSaved: (unsettled: UserError<'storage'> | undefined) => void
}

export interface KeyDialog {
  /** The secret once more: somebody has made a new vault key while it was used. Undefined where there is nobody to ask. */
  secret(): Promise<Secret | undefined>
  /** Whether slots that this machine has not seen before may open the vault under a new key. */
  trusts(slots: readonly NamedSlot[]): Promise<boolean>
  /** Whether a new key may be made without slots that it cannot be handed to. */
  leavesOut(slots: readonly NamedSlot[]): Promise<boolean>
}

/** What a user has accepted, knowing it. */
export interface Accepted {
  /** A copy that lacks changes, or has a vault key from before the one that this machine knows. */
  readonly older?: boolean
  /** A vault key that does not come from the one that this machine knows. */
  readonly otherKey?: boolean
}

/** What an opened file yields. */
export interface Opened {
  readonly path: string
  readonly envelope: Envelope
  readonly vaultKey: Uint8Array
  /** The slot that opened. */
  readonly slot: Slot
  /** Missing where the vault key was lent. */
  readonly slotKeys?: SlotKeys
}

export interface SlotSecret {
  readonly kind: Slot['kind']
  readonly secret: string
  readonly cost: Cost
}

/** A change of the ways to open the vault. */
interface KeyChange {
  readonly added?: SlotKeys | undefined
  readonly replaced: readonly Slot[]
  /** What takes the place of `replaced`. */
  readonly successor?: string | undefined
  readonly revoked: readonly Slot[]
}

/** The keys of a save that is to come. */
interface NextKeys {
  readonly state: KeyState
  /** What the journal says about them. */
  readonly facts: readonly Fact[]
  /** The keys of new slots. */
  readonly gained: readonly SlotKeys[]
  /** The slot that stands for the one that opened. */
  readonly opener: string
}

/** What has to be asked before a change can be saved; asked outside the lock. */
type Question =
  | { readonly ask: 'secret'; readonly envelope: Envelope }
  | { readonly ask: 'trust' | 'leave-out'; readonly slots: readonly Slot[] }

export class Vault {
  readonly path: string
  /** Gives a code its id in this vault. */
  readonly identify: Identify
  #envelope: Envelope
  #journal: Journal
  #state: State
  /** What the claims add to the journal: judged in the state, written down by the next change. */
  #recovered: readonly Fact[] = []
  #vaultKey: Uint8Array
  #record: KeyRecord
  /** The slot that opened. */
  #slot: string
  /** By slot id, the keys of slots whose secret was given. */
  readonly #atHand = new Map<string, SlotKeys>()
  #accepted: Accepted = {}
  /** The ids of slots that a person has let in, or agreed to leave out, for a new key. */
  readonly #trusted = new Set<string>()
  readonly #leftOut = new Set<string>()
  #hasNewKey = false
  readonly #system: StoreSystem

  /** @throws UserError `damaged` */
  constructor({ path, envelope, vaultKey, slot, slotKeys }: Opened, system: StoreSystem) {
    this.path = path
    this.#system = system
    this.#slot = slot.id
    if (slotKeys) this.#atHand.set(slot.id, slotKeys)
    this.#envelope = envelope
    this.#vaultKey = vaultKey
    this.#journal = namingFile(path, () => parseJournal(openPayload(envelope, vaultKey)))
    this.#record = namingFile(path, () => recordIn(this.#journal, envelope, vaultKey))
    this.identify = codeIdentifier(this.#record.codeIdKey)
    this.#state = this.#foldWithClaims(this.#journal)
  }

  /** The state after the latest change, with this machine's claims counted as handed out. */
  get state(): State {
    return this.#state
  }

  get events(): Journal['events'] {
    return this.#journal.events
  }

  /** This machine, among those that write to the vault. */
  get replica(): ReplicaId {
    return this.#system.replica.id
  }

  get slots(): readonly Slot[] {
    return this.#envelope.slots
  }

  /** The slot that opened, or the one that took its place. @throws UserError `vault-replaced` when somebody has ended it since */
  get slot(): Slot {
    const slot = this.slots.find(({ id }) => id === this.#slot)
    if (!slot) throw new UserError('vault-replaced', { path: this.path })
    return slot
  }

  /** The ids of the slots that the file has now, whatever this process meant to write; undefined where it cannot be read. */
  get slotsInFile(): readonly string[] | undefined {
    try {
      return parseEnvelope(readVault(resolveVault(this.path))).slots.map(({ id }) => id)
    } catch (error) {
      if (error instanceof UserError) return undefined
      throw error
    }
  }

  /** The vault's id, which all of its copies share. */
  get id(): string {
    return this.#envelope.vaultId
  }

  /** The number of the vault key; 0 in a vault of format 1. */
  get epoch(): number {
    return this.#envelope.epoch
  }

  /** What tells this save of the file from every other. */
  get save(): string {
    return saveOf(this.#envelope.sealed)
  }

  /** Whether it holds what only a newer igcodes can judge: then it can be read, not changed. */
  get isNewer(): boolean {
    return this.#journal.isForeign || this.#state.unknownTypes.length > 0
  }

  /** A code's digits, while the vault still has them. */
  digits(code: CodeId): BackupCode | undefined {
    return this.#journal.secrets.get(code)
  }

  /** An authenticator's secret, while the vault has it. */
  totpKey(id: TotpId): TotpKey | undefined {
    return this.#journal.totps.get(id)
  }

  /**
   * Lets a rule decide on the newest state, saves what it decided, and returns its decision. When this resolves the change is
   * on the disk. A rule without facts saves nothing.
   *
   * @param decide pure; may be called more than once
   * @throws whatever `decide` throws; UserError `locked`, `storage`, `older-copy`, `other-key`, `vault-replaced`, `damaged`, `newer-events`
   */
  async change<D extends Decision>(decide: (state: State) => D): Promise<D> {
    return this.#rewrite(decide, undefined)
  }

  /** Puts a new slot beside the others, under the vault key that there is. */
  async addSlot(secret: SlotSecret): Promise<Slot> {
    const added = await this.#newKeys(secret, this.epoch)
    await this.#rewrite(() => ({ facts: [] }), { added, replaced: [], revoked: [] }, false)
    const slot = this.slots.find(({ id }) => id === added.terms.id)
    if (!slot) throw new Error('a slot that was saved is not there')
    return slot
  }

  /**
   * Draws a new vault key, so that whoever knows an earlier one reads no later save. All slots keep their secrets but those that end.
   *
   * @param change `by`, a new slot or one that is there, takes the place of `replaced`; `revoked` end without a successor
   * @throws UserError as `change`; `slot-changed`, `unknown-slots`, `slots-unreachable`, `last-slot`, `slots-full`, `keys-used-up`
   */
  async renewKey(change: {
    readonly replaced?: readonly Slot[]
    readonly by?: SlotSecret | Slot
    readonly revoked?: readonly Slot[]
  }): Promise<void> {
    const { replaced = [], by, revoked = [] } = change
    // A new key is one of format 2, whatever the vault was.
    const added = by && 'secret' in by ? await this.#newKeys(by, Math.max(this.epoch, 1)) : undefined
    const successor = added?.terms.id ?? (by && 'id' in by ? by.id : undefined)
    await this.#rewrite(() => ({ facts: [] }), { added, replaced, successor, revoked })
  }

  /**
   * Takes the secret of another slot in: then a new key can be handed to it whatever its format is.
   *
   * @throws UserError `wrong-passphrase`, `damaged`
   */
  async takeSecret(secret: Secret, slot: Slot): Promise<void> {
    const { slotKeys } = await unlock(
      { ...this.#envelope, slots: [slot] },
      secret,
      this.#system.stretch,
      undefined,
    )
    this.#atHand.set(slot.id, slotKeys)
  }

  /** Whether this process has saved it under a new vault key. */
  get hasNewKey(): boolean {
    return this.#hasNewKey
  }

  /** A slot as a person can tell it from others. */
  named({ id, kind }: Slot): NamedSlot {
    const added = this.#state.keySlots.get(id)?.added
    return { id, kind, ...(added && { at: added.at, by: added.by }) }
  }

  /** Hands the vault key to the one that may keep it when this process has ended: the agent (agent.ts). */
  async lendKey<T>(to: (key: { vault: string; slot: string; key: Buffer }) => Promise<T>): Promise<T> {
    const key = Buffer.from(this.#vaultKey)
    try {
      return await to({ vault: this.#envelope.vaultId, slot: this.#slot, key })
    } finally {
      key.fill(0)
    }
  }

  /** How many changes this copy lacks of those that a machine had seen. */
  missing(seen: Counters): number {
    return missingChanges(seen, this.#state.counters)
  }

  /** Whether it lacks what a machine had seen: changes, or the latest vault key. */
  isBehind({ counters, key }: Memory): boolean {
    return this.missing(counters) > 0 || continuation(key, this.#mark, this.#record.past) === 'earlier'
  }

  /**
   * Puts this vault, which was opened from a backup, in the place of a file that no longer opens. Under its own vault key, unless this machine knows
   * a later one.
   *
   * @param bytes the backup
   * @param requireUnchanged throws where the file is no longer the one that was judged
   */
  async putBack(bytes: Uint8Array, requireUnchanged: () => void): Promise<void> {
    const replica = this.#system.replica.id
    // Whoever brings an older version back knows that it is one.
    this.#accepted = { older: true, otherKey: true }
    for (;;) {
      const question = await withLock(this.path, { replica: this.#system.replica.mark }, () => {
        requireUnchanged()
        const keys = this.#keysToSave(undefined, false)
        if ('ask' in keys) return keys
        if (keys.state.header.epoch === this.epoch) this.#replaceBroken(bytes, this.#vaultKey)
        else this.#save(replica, { facts: keys.facts }, keys)
        return undefined
      })
      if (!question) break
      await this.#answer(question)
    }
    this.#remember(this.#state.counters)
  }

  #replaceBroken(bytes: Uint8Array, vaultKey: Uint8Array): void {
    const { now, random, onSaved } = this.#system
    onSaved(
      replaceFile(this.path, bytes, {
        unique: randomName(random),
        verify: written => openPayload(parseEnvelope(written), vaultKey),
        beforeReplacing: () => somethingAt(this.path) && keepBackup(this.path, now()),
      }),
    )
  }

  /**
   * Compares this copy with what the machine had seen before it was read, and remembers it. What only comes from before, or beside, the vault key
   * that is remembered is not remembered itself: the next save brings a new key.
   *
   * @throws UserError `older-copy`, `other-key`, unless the user accepts it
   */
  compare(memory: Memory, accepted: Accepted): void {
    this.#accepted = accepted
    const missing = this.missing(memory.counters)
    const isCurrent = this.#judgeKey(memory) === 'later'
    if (missing > 0 && !accepted.older) throw new UserError('older-copy', { path: this.path, missing })
    const { counters } = this.#state
    this.#remember(missing > 0 || !isCurrent ? counters : latest(memory.counters, counters))
  }

  /** @throws UserError `older-copy`, `other-key` */
  #judgeKey({ key, counters }: Pick<Memory, 'key' | 'counters'>): ReturnType<typeof continuation> {
    const found = continuation(key, this.#mark, this.#record.past)
    if (found === 'earlier' && !this.#accepted.older)
      throw new UserError('older-copy', { path: this.path, missing: this.missing(counters) })
    if (found === 'other' && !this.#accepted.otherKey) throw new UserError('other-key', { path: this.path })
    return found
  }

  get #mark(): KeyMark {
    return keyMark(this.#envelope, this.#vaultKey)
  }

  get #memory(): Memory {
    return this.#system.replica.recall(this.#envelope.vaultId)
  }

  async #newKeys(added: SlotSecret, epoch: number): Promise<SlotKeys> {
    const { random, stretch } = this.#system
    return newSlotKeys({ ...added, vaultId: this.#envelope.vaultId, epoch, stretch, random })
  }

  /** @param newKey whether a change of slots draws a new vault key */
  async #rewrite<D extends Decision>(
    decide: (state: State) => D,
    change: KeyChange | undefined,
    newKey = true,
  ): Promise<D> {
    // Made before the lock: a machine whose state cannot be written must not get as far as a half-done change.
    const replica = this.#system.replica.id
    for (;;) {
      const outcome = await withLock(this.path, { replica: this.#system.replica.mark }, () => {
        removeLeftovers(this.path)
        const question = this.#readAgain()
        if (question) return question
        // Before any rule judges: what it cannot read may change what it finds.
        if (this.isNewer) throw new UserError('newer-events', { types: this.#state.unknownTypes })
        return this.#decideAndSave(replica, decide, change, newKey)
      })
      if (!('ask' in outcome)) return outcome.decision
      await this.#answer(outcome)
    }
  }

  #decideAndSave<D extends Decision>(
    replica: string,
    decide: (state: State) => D,
    change: KeyChange | undefined,
    newKey: boolean,
  ): { decision: D } | Question {
    for (;;) {
      const decision = decide(this.#state)
      if (decision.facts.length === 0 && !change) return { decision }
      const keys = this.#keysToSave(change, newKey)
      if ('ask' in keys) return keys
      const facts = [...keys.facts, ...decision.facts]
      if (this.#save(replica, { ...decision, facts }, keys)) return { decision }
      // Another copy of this vault on this machine has just claimed the code: decide again, knowing it.
      this.#state = this.#foldWithClaims(this.#journal)
    }
  }

  /**
   * Takes in what others have saved since; what we read must still be in it. They may have made a new vault key: where a secret at hand leads to
   * it nobody has to be asked.
   */
  #readAgain(): Question | undefined {
    const bytes = readVault(resolveVault(this.path))
    const envelope = namingFile(this.path, () => parseEnvelope(bytes))
    if (envelope.vaultId !== this.#envelope.vaultId)
      throw new UserError('vault-replaced', { path: this.path })
    if (
      Buffer.compare(envelope.mac, this.#envelope.mac) === 0 &&
      Buffer.compare(envelope.sealed, this.#envelope.sealed) === 0
    )
      return undefined
    if (keyFits(envelope, this.#vaultKey)) this.#takeIn(envelope, this.#vaultKey)
    else {
      const slot = envelope.slots.find(slot => this.#opens(envelope, slot))
      const keys = slot && this.#atHand.get(slot.id)
      if (!slot || !keys) return { ask: 'secret', envelope }
      this.#takeIn(
        envelope,
        namingFile(this.path, () => vaultKeyIn(envelope, slot, keys)),
      )
    }
    return undefined
  }

  #opens(envelope: Envelope, slot: Slot): boolean {
    const keys = this.#atHand.get(slot.id)
    return keys !== undefined && isSlotOf(envelope, slot, keys)
  }

  /** @throws UserError `older-copy`, `other-key`: nothing is taken in */
  #takeIn(envelope: Envelope, vaultKey: Uint8Array): void {
    const { path } = this
    const journal = namingFile(path, () => parseJournal(openPayload(envelope, vaultKey)))
    const record = namingFile(path, () => recordIn(journal, envelope, vaultKey))
    const missing = missingChanges(this.#state.counters, fold(journal.events).counters)
    const relation = continuation(this.#mark, keyMark(envelope, vaultKey), record.past)
    if (missing > 0 || relation === 'earlier') throw new UserError('older-copy', { path, missing })
    if (relation === 'other') throw new UserError('other-key', { path })
    this.#envelope = envelope
    this.#vaultKey = vaultKey
    this.#record = record
    this.#journal = journal
    this.#state = this.#foldWithClaims(journal)
  }

  async #answer(question: Question): Promise<void> {
    const { keyDialog: dialog, stretch } = this.#system
    if (question.ask === 'secret') {
      const secret = await dialog?.secret()
      if (!secret) throw new UserError('vault-replaced', { path: this.path })
      const { vaultKey, slot, slotKeys } = await unlock(question.envelope, secret, stretch, undefined)
      this.#atHand.set(slot.id, slotKeys)
      this.#slot = slot.id
      this.#takeIn(question.envelope, vaultKey)
      return
    }
    const slots = question.slots.map(slot => this.named(slot))
    const [asked, agreed, failure] =
      question.ask === 'trust'
        ? ([dialog?.trusts(slots), this.#trusted, 'unknown-slots'] as const)
        : ([dialog?.leavesOut(slots), this.#leftOut, 'slots-unreachable'] as const)
    if (!(await asked)) throw new UserError(failure, { slots })
    for (const { id } of slots) agreed.add(id)
  }

  /** The keys of the next save; or what has to be asked first. */
  #keysToSave(change: KeyChange | undefined, newKey: boolean): NextKeys | Question {
    const now: KeyState = { header: this.#envelope, vaultKey: this.#vaultKey, record: this.#record }
    const memory = this.#memory
    // Never under a key from before, or beside, the one that this machine knows.
    if (this.#judgeKey(memory) !== 'later' || (change && newKey)) return this.#newKey(now, memory, change)
    const { random } = this.#system
    const state = rewrapped(now, [...this.#atHand.values()], random)
    const gained = change?.added ? [change.added] : []
    const added = gained.map(keys => wrapSlot(now.header, keys, now.vaultKey, random))
    const slots = [...state.header.slots, ...added]
    if (slots.length > bounds.slots) throw new UserError('slots-full')
    return {
      state: { ...state, header: { ...state.header, slots } },
      facts: change ? this.#keyFacts(change, new Map()) : [],
      gained,
      opener: this.#slot,
    }
  }

  #newKey(
    now: KeyState,
    memory: Memory,
    change: KeyChange = { replaced: [], revoked: [] },
  ): NextKeys | Question {
    const { slots, epoch } = now.header
    const { replaced } = change
    const added = change.added ? [change.added] : []
    const isHere = ({ id }: Slot): boolean => slots.some(slot => slot.id === id)
    const ending = [...replaced, ...change.revoked]
    if (!ending.every(isHere)) throw new UserError('vault-replaced', { path: this.path })

    const ended = this.#endedBefore(memory)
    for (const id of [...this.#leftOut, ...ending.map(slot => slot.id)]) ended.add(id)
    const staying = slots.filter(({ id }) => !ended.has(id))
    const { pins = new Map<string, string>() } = memory
    const changed = staying.filter(slot => pins.has(slot.id) && pins.get(slot.id) !== pinOf(slot))
    if (changed.length > 0)
      throw new UserError('slot-changed', { slots: changed.map(slot => this.named(slot)) })
    // A slot of format 1 comes along only with its secret at hand.
    const isKnown = ({ id }: Slot): boolean =>
      epoch === 0 || pins.has(id) || this.#atHand.has(id) || this.#trusted.has(id)
    const unknown = staying.filter(slot => !isKnown(slot))
    if (unknown.length > 0) return { ask: 'trust', slots: unknown }

    const atHand = [...this.#atHand.values()]
    const state = this.#renewed(now, { atHand, added, ended, known: memory.key })
    if (state.unreachable.length > 0) return { ask: 'leave-out', slots: state.unreachable }
    if (state.header.slots.length === 0) throw new UserError('last-slot')
    if (state.header.slots.length > bounds.slots) throw new UserError('slots-full')
    const revoked = slots.filter(slot => ended.has(slot.id) && !replaced.includes(slot))
    return {
      state,
      facts: this.#keyFacts({ ...change, revoked }, state.converted),
      gained: [...added, ...state.converted.values()],
      opener: this.#openerAfter(change, state),
    }
  }

  #renewed(now: KeyState, change: Omit<Parameters<typeof renewKey>[1], 'random'>): Renewed {
    try {
      return renewKey(now, { ...change, random: this.#system.random })
    } catch (error) {
      if (error instanceof RangeError) throw new UserError('keys-used-up')
      throw error
    }
  }

  /**
   * Slots of an older copy that ended since, as this machine knows. One that was replaced stays where nothing else opens this copy: whoever
   * brings it back has just shown its secret, and is told to change it.
   */
  #endedBefore({ ended }: Memory): Set<string> {
    const stays = (id: string): boolean => id === this.#slot && ended?.get(id) === 'replaced'
    return new Set(this.slots.map(({ id }) => id).filter(id => ended?.has(id) && !stays(id)))
  }

  #openerAfter({ replaced, successor }: KeyChange, { converted }: Renewed): string {
    const wasReplaced = replaced.some(({ id }) => id === this.#slot)
    const id = (wasReplaced ? successor : undefined) ?? this.#slot
    return converted.get(id)?.terms.id ?? id
  }

  #keyFacts(
    { added, replaced, successor, revoked }: KeyChange,
    converted: ReadonlyMap<string, SlotKeys>,
  ): readonly Fact[] {
    const from = this.#atHand.has(this.#slot) ? this.#slot : null
    const comes = ({ terms }: SlotKeys): Fact => ({ type: 'key-added', slot: terms.id, from })
    const ends = (slot: string, because: 'replaced' | 'revoked', by?: string): Fact => ({
      type: 'key-revoked',
      slot,
      because,
      successor: (by && converted.get(by)?.terms.id) ?? by ?? null,
    })
    return [
      ...(added ? [comes(added)] : []),
      ...[...converted].flatMap(([slot, keys]) => [comes(keys), ends(slot, 'replaced', slot)]),
      ...replaced.map(({ id }) => ends(id, 'replaced', successor)),
      ...revoked.map(({ id }) => ends(id, 'revoked')),
    ]
  }

  /** @returns false when a code of the decision is claimed already, with nothing saved */
  #save(replica: string, decision: Decision, keys: NextKeys): boolean {
    const { replica: memory, random, now, onSaved } = this.#system
    const { vaultId } = this.#envelope
    const { state } = keys
    const journal = this.#extended(replica, [...this.#recovered, ...decision.facts], decision, state)
    const bytes = this.#sealed(journal, state)
    const before = this.slots

    const claimed = decision.facts.flatMap(fact => (fact.type === 'code-reserved' ? fact.code : []))
    if (!memory.claim(vaultId, claimed)) return false
    try {
      // All that is to be read is read before the save: what fails after it would look as if nothing had been saved.
      const folded = this.#folded(journal)
      onSaved(
        replaceFile(this.path, bytes, {
          unique: randomName(random),
          verify: written => this.#verify(written, journal, state.vaultKey),
          beforeReplacing: () => somethingAt(this.path) && keepBackup(this.path, now()),
        }),
      )
      this.#recovered = folded.recovered
      this.#state = folded.state
    } catch (error) {
      // Never saved, so never shown: the code is still good. Where nobody can tell, it counts as handed out (`use --pending`).
      if (!isUnsure(error)) memory.release(vaultId, claimed)
      throw error
    }
    this.#adopt(parseEnvelope(bytes), journal, keys)
    this.#remember(
      latest(memory.recall(vaultId).counters, this.#state.counters),
      decision.facts.flatMap(fact => (fact.type === 'code-used' ? fact.code : [])),
      keys.gained.map(({ terms }) => terms.id),
    )
    if (!sameIds(before, this.slots)) this.#keepOpenable()
    return true
  }

  #adopt(envelope: Envelope, journal: Journal, { state, gained, opener }: NextKeys): void {
    this.#hasNewKey ||= envelope.epoch !== this.epoch
    this.#envelope = envelope
    this.#vaultKey = state.vaultKey
    this.#record = state.record
    for (const keys of gained) this.#atHand.set(keys.terms.id, keys)
    this.#slot = opener
    this.#journal = journal
  }

  #sealed(journal: Journal, { header, vaultKey }: KeyState): Uint8Array {
    const { vaultId, epoch, slots } = header
    const payload = serializeJournal(journal)
    try {
      return sealEnvelope({ vaultId, epoch, slots, vaultKey, payload, random: this.#system.random })
    } catch (error) {
      // Readers take at most 64 MiB: some 150,000 events.
      if (error instanceof RangeError)
        throw new UserError('storage', { doing: 'write', path: this.path, cause: 'EFBIG' })
      throw error
    }
  }

  #extended(replica: string, facts: readonly Fact[], added: Decision, { header, record }: KeyState): Journal {
    const { now, random, user } = this.#system
    const { counters, lamport } = this.#state
    const written = this.#system.replica.recall(this.#envelope.vaultId).written
    const events = stamp(facts, {
      replica,
      count: Math.max(counters.get(replica) ?? 0, written),
      lamport,
      at: now().toISOString(),
      by: user,
      newId: () => randomName(random),
    })
    const all = [...this.#journal.events, ...events]
    const after = fold(all)
    const secrets = without(erasable(after), [...this.#journal.secrets, ...(added.secrets ?? [])])
    const totps = without(after.removedTotps, [...this.#journal.totps, ...(added.totps ?? [])])
    const otherTotps = Object.fromEntries(
      without(after.removedTotps, Object.entries(this.#journal.otherTotps)),
    )
    const { rest } = this.#journal
    const members = header.epoch === 0 ? rest : withKeyRecord(rest, record)
    return { ...this.#journal, rest: members, events: all, secrets, totps, otherTotps }
  }

  /** What came back from the disk must open, and must hold every event that was there before. */
  #verify(written: Uint8Array, journal: Journal, vaultKey: Uint8Array): void {
    const back = parseJournal(openPayload(parseEnvelope(written), vaultKey))
    const ids = new Set(back.events.map(({ id }) => id))
    const complete = this.#journal.events.every(({ id }) => ids.has(id)) && ids.size === journal.events.length
    if (!complete) throw new Error('a save would have lost events')
    if (![...journal.totps.keys()].every(id => back.totps.has(id)))
      throw new Error('a save would have lost an authenticator')
  }

  #foldWithClaims(journal: Journal): State {
    const { state, recovered } = this.#folded(journal)
    this.#recovered = recovered
    return state
  }

  #folded(journal: Journal): { readonly state: State; readonly recovered: readonly Fact[] } {
    const state = fold(journal.events)
    const recovered = factsOfClaims(state, this.#system.replica.claims(this.#envelope.vaultId))
    if (recovered.length === 0) return { state, recovered }
    let n = 0
    const events = stamp(recovered, {
      replica: '',
      count: 0,
      lamport: state.lamport,
      at: this.#system.now().toISOString(),
      by: '',
      newId: () => `claim ${n++}`,
    })
    const { counters, replicas, lamport } = state
    return { state: { ...fold([...journal.events, ...events]), counters, replicas, lamport }, recovered }
  }

  /**
   * All older backups need the old secret: one at once that opens with the new. The slots are saved by now, so a failure must
   * not look as if the old secret still opened the vault.
   */
  #keepOpenable(): void {
    try {
      keepBackup(this.path, this.#system.now(), 'copy')
    } catch (error) {
      if (!isFailure(error, 'storage')) throw error
    }
  }

  /**
   * A note that cannot be written costs the detection of older copies, no code: it must not stop anybody.
   *
   * @param used codes that are used up by now
   * @param added the ids of slots that were added here
   */
  #remember(counters: Counters, used: readonly CodeId[] = [], added: readonly string[] = []): void {
    const { replica } = this.#system
    const { vaultId } = this.#envelope
    const before = replica.recall(vaultId)
    const ended = new Map(before.ended)
    for (const [slot, { ended: how }] of this.#state.keySlots) if (how) ended.set(slot, how)
    try {
      const written = Math.max(before.written, this.#state.counters.get(replica.id) ?? 0)
      replica.remember(vaultId, {
        ...before,
        counters,
        written,
        slot: this.#slot,
        ...(ended.size > 0 && { ended }),
        ...this.#keyToRemember(before, added),
      })
      replica.noteUsed(vaultId, used)
    } catch (error) {
      if (!isFailure(error, 'storage') && !isFailure(error, 'replica-broken')) throw error
    }
  }

  /**
   * Not a key from before, or beside, the one that is remembered. The first time, all slots are pinned as they are; from then on only those
   * that were added here or that a person let in.
   */
  #keyToRemember({ key, pins }: Memory, added: readonly string[]): Pick<Memory, 'key' | 'pins'> {
    if (continuation(key, this.#mark, this.#record.past) !== 'later') return {}
    if (this.epoch === 0) return { key: this.#mark }
    const isTrusted = ({ id }: Slot): boolean =>
      pins === undefined || added.includes(id) || this.#trusted.has(id)
    const trusted = this.slots.filter(isTrusted).map(slot => [slot.id, pinOf(slot)] as const)
    return { key: this.#mark, pins: new Map([...trusted, ...(pins ?? [])]) }
  }
}

function recordIn({ rest, isForeign }: Journal, envelope: Envelope, vaultKey: Uint8Array): KeyRecord {
  return keyRecordIn(isForeign ? undefined : rest, envelope, vaultKey)
}

function sameIds(one: readonly Slot[], other: readonly Slot[]): boolean {
  return one.length === other.length && one.every(({ id }, at) => other[at]?.id === id)
}

function isUnsure(error: unknown): boolean {
  return isFailure(error, 'storage') && error.details.doing === 'unsure'
}

function without<T>(gone: ReadonlySet<string>, secrets: readonly (readonly [string, T])[]): Map<string, T> {
  return new Map(secrets.filter(([id]) => !gone.has(id)))
}

/** A name that nobody else picks, of letters that a file's name may have: 96 random bits, or as many bytes as are asked for. */
export function randomName(random: RandomBytes, bytes = 12): string {
  return Buffer.from(random(bytes)).toString('base64url')
}
