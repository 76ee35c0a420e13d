import type { Identify } from '../domain/codes/sets.ts'
import { retirements } from '../domain/codes/settled.ts'
import { fold } from '../domain/journal/fold.ts'
import { endedSlots, labelOf } from '../domain/journal/key-slots.ts'
import { type Journal, parseJournal, serializeJournal, stamp } from '../domain/journal/payload.ts'
import { withStoredIds } from '../domain/journal/shown-ids.ts'
import { type Folded, hasTwin, onlyIn, unite } from '../domain/journal/union.ts'
import type { BackupCode } from '../domain/model/backup-code.ts'
import type { Decision } from '../domain/model/decision.ts'
import type { Fact, StoredEvent } from '../domain/model/events.ts'
import type { CodeId, ReplicaId, TotpId } from '../domain/model/ids.ts'
import type { State } from '../domain/model/state.ts'
import type { TotpKey } from '../domain/model/totp-key.ts'
import { withChanged } from '../domain/registry/changed.ts'
import { type Cost, type Envelope, parseEnvelope, type Slot, takeEnvelope } from '../envelope/format.ts'
import { codeIdentifier, keyFits, openPayload, sealEnvelope } from '../envelope/payload.ts'
import { isSlotOf, newSlotKeys, type SlotKeys, vaultKeyIn } from '../envelope/slots.ts'
import {
  continuation,
  type KeyRecord,
  type KeyState,
  keyMark,
  keyRecordIn,
  withKeyRecord,
} from '../envelope/vault-keys.ts'
import { isFailure, type NamedSlot, type ReturningSecret, UserError } from '../errors.ts'
import { Backups } from './backups.ts'
import type { ClosedVault, Unlocked } from './closed-vault.ts'
import { bestEffort, removeLeftovers, replaceFile } from './disk.ts'
import { withLock } from './file-lock.ts'
import { extend, requireComplete, type WithClaims, withClaims } from './journal-save.ts'
import { type Accepted, type KeyChange, KeyRing, type NextKeys, type SlotNotes, type SlotQuestion } from './key-ring.ts'
import {
  type KeyRelation,
  type MergedKeys,
  mergeKeys,
  relationOf,
  type VaultCopy,
  type Withheld,
  withheldOf,
  withoutEvents,
} from './merging.ts'
import { type Secret, unlock } from './open-slot.ts'
import { randomName } from './random-name.ts'
import { type Counters, latest, type Memory, missingChanges } from './replica.ts'
import { revisionIn, revisionOf } from './revision.ts'
import type { StoreSystem } from './store-system.ts'
import { exists, readVault, resolveVault, withPath } from './vault-file.ts'

/** An opened vault file. */
export interface Opened extends ClosedVault, Omit<Unlocked, 'secret'> {}

export interface SlotSecret {
  readonly kind: Slot['kind']
  readonly secret: string
  readonly cost: Cost
  readonly about?: SlotNotes
}

/** Why a machine refuses a vault unless told to accept it: it is older, or its key or slots are not what the machine knows. */
export type Doubt = 'older' | 'other-key' | 'slots-changed' | 'slots-unknown'

/** What merging a copy would do, for the person who confirms it. */
export interface MergePlan extends MergedKeys {
  /** Of the copy, and of this vault: what a person whose access was revoked may have written. */
  readonly theirs: Withheld
  readonly ours: Withheld
  /** What the events of both give. */
  readonly united: State
}

/** A question that must be answered before a change can be saved; asked without holding the lock. */
type Question = { readonly ask: 'secret'; readonly envelope: Envelope } | SlotQuestion

export class Vault {
  readonly path: string
  /** Gives a code its id in this vault. */
  readonly identify: Identify
  #envelope: Envelope
  #journal: Journal
  #state: State
  /** Facts from the claims that are not in the journal yet: part of the state, written by the next change. */
  #recovered: readonly Fact[] = []
  /** The latest: a merge after its plan needs the same again. */
  #union: { readonly ours: Journal; readonly theirs: Journal; readonly united: Folded } | undefined
  readonly #keys: KeyRing
  #accepted: Accepted = {}
  #hasNewKey = false
  /** The salts of slots that this process made. */
  readonly #made = new Set<string>()
  /** By slot id, the keys that secrets for copies have given: the next copy may have the same slot. */
  readonly #ofCopies = new Map<string, SlotKeys>()
  #kept: string | undefined
  #healed = 0
  /** Has all of what this machine saved last. */
  #whole: string | undefined
  #returning: ReturningSecret | undefined
  readonly #system: StoreSystem

  /** @throws UserError `damaged` */
  constructor({ path, envelope, vaultKey, slot, slotKeys }: Opened, system: StoreSystem) {
    this.path = path
    this.#system = system
    this.#envelope = envelope
    this.#journal = withPath(path, () => parseJournal(openPayload(envelope, vaultKey)))
    const record = withPath(path, () => recordIn(this.#journal, envelope, vaultKey))
    this.#keys = new KeyRing({ header: envelope, vaultKey, record }, slot.id, slotKeys)
    this.identify = codeIdentifier(record.codeIdKey)
    this.#state = this.#withClaims(folded(this.#journal))
  }

  /** The state after the latest change, with this machine's claims counted as handed out. */
  get state(): State {
    return this.#state
  }

  get events(): Journal['events'] {
    return this.#journal.events
  }

  /** This machine, among those that write to the vault; under a new id if another machine writes under the same. */
  get replica(): ReplicaId {
    const { replica } = this.#system
    return hasTwin(this.#journal.events, replica.id) ? replica.renew() : replica.id
  }

  get slots(): readonly Slot[] {
    return this.#envelope.slots
  }

  /** The slot that opened, or its successor. @throws UserError `vault-replaced` if it has been removed since */
  get slot(): Slot {
    const slot = this.slots.find(({ id }) => id === this.#keys.opener)
    if (!slot) throw new UserError('vault-replaced', { path: this.path })
    return slot
  }

  /**
   * Which slots are in the file now, even after a failed save: any of those from before, or any that this process made. Undefined if the
   * file cannot be read.
   */
  opensFile(before: readonly Slot[]): { readonly before: boolean; readonly made: boolean } | undefined {
    try {
      const { vaultId, slots } = parseEnvelope(readVault(resolveVault(this.path)))
      // By their salts: a slot of format 1 gets another id on its way to format 2.
      const has = (salt: string): boolean => vaultId === this.id && slots.some(slot => slot.salt === salt)
      return { before: before.some(({ salt }) => has(salt)), made: [...this.#made].some(has) }
    } catch (error) {
      if (error instanceof UserError) return undefined
      throw error
    }
  }

  /** The same in all copies of the vault. */
  get id(): string {
    return this.#envelope.vaultId
  }

  /** The number of the vault key; 0 in a vault of format 1. */
  get epoch(): number {
    return this.#envelope.epoch
  }

  /** Identifies this save of the file (revision.ts). */
  get save(): string {
    return revisionOf(this.#envelope.sealed)
  }

  /** Whether it has records that only a newer igcodes understands: then it can be read but not changed. */
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
   * Makes a decision on the newest state and saves its facts; without facts, nothing is saved. When the promise resolves, the change is
   * on the disk.
   *
   * @param decide pure; may be called more than once
   * @throws anything that `decide` throws; UserError `locked`, `storage`, `older-copy`, `other-key`, `vault-replaced`, `damaged`, `newer-events`
   */
  async change<D extends Decision>(decide: (state: State) => D): Promise<D> {
    return this.#rewrite(decide, undefined)
  }

  /** Adds a slot under the present vault key. */
  async addSlot(secret: SlotSecret): Promise<Slot> {
    // An older copy of format 1 that was accepted is saved in format 2 only.
    const isCurrent = this.#keys.since(this.#memory.key) === 'later'
    const added = await this.#newKeys(secret, isCurrent ? this.epoch : Math.max(this.epoch, 1))
    await this.#rewrite(noFacts, { added, about: secret.about, replaced: [], revoked: [], newKey: !isCurrent })
    const slot = this.slots.find(({ id }) => id === added.terms.id)
    if (!slot) throw new Error('a slot that was saved is not there')
    return slot
  }

  /**
   * Makes a new vault key, so that an earlier one opens no later save. The secrets of the remaining slots stay the same.
   *
   * @param change `by`, a new or an existing slot, replaces the slots in `replaced`; those in `revoked` are removed
   * @throws UserError as `change`; `slot-changed`, `unknown-slots`, `slots-unreachable`, `last-slot`, `slots-full`, `keys-used-up`
   */
  async renewKey(change: {
    readonly replaced?: readonly Slot[]
    readonly by?: SlotSecret | Slot
    readonly revoked?: readonly Slot[]
  }): Promise<void> {
    const { replaced = [], by, revoked = [] } = change
    // A new key always has format 2.
    const added = by && 'secret' in by ? await this.#newKeys(by, Math.max(this.epoch, 1)) : undefined
    const successor = added?.terms.id ?? (by && 'id' in by ? by.id : undefined)
    const about = by && 'secret' in by ? by.about : undefined
    await this.#rewrite(noFacts, { added, about, replaced, successor, revoked, newKey: true })
  }

  /**
   * Takes the secret of another slot, so that a new key can be given to it in either format.
   *
   * @throws UserError `wrong-passphrase`, `damaged`
   */
  async takeSecret(secret: Secret, slot: Slot): Promise<void> {
    const { slotKeys } = await unlock({ ...this.#envelope, slots: [slot] }, secret, this.#system.stretch, undefined)
    this.#keys.take(slot.id, slotKeys)
  }

  /** Whether a passphrase opens one of these slots. */
  async isOpenedBy(passphrase: string, slots: readonly Slot[]): Promise<boolean> {
    try {
      await unlock({ ...this.#envelope, slots }, { text: passphrase }, this.#system.stretch, undefined)
      return true
    } catch (error) {
      if (isFailure(error, 'wrong-passphrase')) return false
      throw error
    }
  }

  /** Whether this process has saved the vault under a new key. */
  get hasNewKey(): boolean {
    return this.#hasNewKey
  }

  /** Whether it was opened by a one-time passphrase, which has to be changed before anything else. */
  get isOneTime(): boolean {
    return this.#state.keySlots.get(this.#keys.opener)?.oneTime === true
  }

  get isOpenedByRecoveryKey(): boolean {
    return this.slots.some(({ id, kind }) => kind === 'recovery' && id === this.#keys.opener)
  }

  /** A slot with the facts by which a user can recognize it. */
  named(slot: Slot): NamedSlot {
    return this.namedIn(this.#state, slot)
  }

  /** The same by another state of this vault, such as a merged one. */
  namedIn({ keySlots }: Pick<State, 'keySlots'>, { id, kind }: Slot): NamedSlot {
    const added = keySlots.get(id)?.added
    const label = labelOf(keySlots, id)
    return { id, kind, ...(label !== undefined && { label }), ...(added && { at: added.at, by: added.by }) }
  }

  /** Passes a copy of the vault key to `to`, for the agent (agent.ts), and wipes it afterwards. */
  async withVaultKey<T>(to: (key: { vault: string; slot: string; key: Buffer }) => Promise<T>): Promise<T> {
    const key = Buffer.from(this.#keys.state.vaultKey)
    try {
      return await to({ vault: this.#envelope.vaultId, slot: this.#keys.opener, key })
    } finally {
      key.fill(0)
    }
  }

  /** How many of the changes that a machine had seen this copy lacks. */
  missing(seen: Counters): number {
    return missingChanges(seen, this.#state.counters)
  }

  /** Whether this copy lacks changes or the latest vault key that a machine had seen. */
  isBehind({ counters, key }: Memory): boolean {
    return this.missing(counters) > 0 || this.#keys.since(key) === 'earlier'
  }

  /** How its vault key relates to the one that a machine remembers. */
  keySince({ key }: Memory): ReturnType<typeof continuation> {
    return this.#keys.since(key)
  }

  /** What this machine would refuse it for, as it is (exit 15 or 40). */
  doubt(memory: Memory): Doubt | undefined {
    if (this.keySince(memory) === 'other') return 'other-key'
    if (this.isBehind(memory)) return 'older'
    const strange = this.#keys.strange(memory)
    return strange && (strange.ask === 'changed' ? 'slots-changed' : 'slots-unknown')
  }

  /**
   * The secret that opened it, if the machine remembers that it was replaced. Unsure in a vault of format 1: its slots are replaced when
   * it becomes format 2.
   */
  returningIn({ ended }: Memory): ReturningSecret | undefined {
    const opener = this.slots.find(({ id }) => id === this.#keys.opener)
    if (!opener || ended?.get(opener.id) !== 'replaced') return undefined
    return { kind: opener.kind, isSure: this.epoch > 0 }
  }

  /** The secret that opened it, if it opened an older copy and had been replaced before. */
  get returning(): ReturningSecret | undefined {
    return this.#returning
  }

  /**
   * Opens another copy of this vault.
   *
   * @param secret asked for if nothing at hand opens it
   * @throws UserError `foreign-vault`, `damaged`, `newer-format`, `wrong-passphrase`, `copy-passphrase-needed`
   */
  async openCopy(path: string, bytes: Uint8Array, secret: () => Promise<Secret | undefined>): Promise<VaultCopy> {
    const envelope = withPath(path, () => parseEnvelope(bytes))
    if (envelope.vaultId !== this.id) throw new UserError('foreign-vault', { path: this.path, copy: path })
    const { vaultKey: own } = this.#keys.state
    const atHand = keyFits(envelope, own) ? own : withPath(path, () => this.#keys.vaultKeyOf(envelope))
    if (atHand) return copyOf(path, bytes, envelope, atHand)
    for (const slot of envelope.slots) {
      const keys = this.#ofCopies.get(slot.id)
      if (!keys || !isSlotOf(envelope, slot, keys)) continue
      const vaultKey = withPath(path, () => vaultKeyIn(envelope, slot, keys))
      return { ...copyOf(path, bytes, envelope, vaultKey), opener: { slot: slot.id, keys } }
    }
    const given = await secret()
    if (!given) throw new UserError('copy-passphrase-needed', { path })
    const { vaultKey, slot, slotKeys } = await unlock(envelope, given, this.#system.stretch, undefined)
    const copy = { ...copyOf(path, bytes, envelope, vaultKey), opener: { slot: slot.id, keys: slotKeys } }
    this.#ofCopies.set(slot.id, slotKeys)
    return copy
  }

  /** What merging a copy would do. */
  planMerge(copy: VaultCopy): MergePlan {
    const own = this.#system.replica.id
    const theirs = withheldOf(copy.journal, this.#journal, own)
    const ours = withheldOf(this.#journal, copy.journal, own)
    const { state: united } = this.#unitedWith(copy.journal)
    return { theirs, ours, united, ...this.#mergedKeys(copy, united) }
  }

  #unitedWith(theirs: Journal): Folded {
    const known = this.#union
    if (known?.ours === this.#journal && known.theirs === theirs) return known.united
    const united = unite(this.#journal, theirs)
    this.#union = { ours: this.#journal, theirs, united }
    return united
  }

  #relationTo({ keys, journal }: VaultCopy): KeyRelation {
    return relationOf(this.#keys.state, keys, [...this.#journal.events, ...journal.events])
  }

  /** @param united what the events of both give */
  #mergedKeys(copy: VaultCopy, united: State): MergedKeys {
    const atHand = [...this.#keys.atHand, ...(copy.opener ? [copy.opener.keys] : [])]
    const { random } = this.#system
    return mergeKeys(this.#keys.state, copy.keys, this.#relationTo(copy), united, atHand, random)
  }

  /**
   * Merges a copy into the vault. Nothing is written if the copy has nothing that the vault lacks.
   *
   * @param agreed events of the copy that a person has let in, of those that `planMerge` withheld; the others stay out
   * @returns whether anything was written
   * @throws UserError as `change`; as `openCopy`; `merge-locks-out`, `slot-revoked`
   */
  async merge(copy: VaultCopy, agreed: readonly StoredEvent[] = []): Promise<boolean> {
    const relation = this.#relationTo(copy)
    const isTheirs = relation === 'theirs' || relation === 'sibling-theirs'
    if (!isTheirs && this.#keys.since(this.#memory.key) !== 'later') {
      // What was accepted although it is older, or of another history, first becomes this machine's own state, unless it cannot be merged.
      this.planMerge(copy)
      await this.renewKey({})
    }
    return this.#merge(copy, agreed)
  }

  /**
   * Merges another state of this file before this machine judges it: git may have put an older one in its place.
   *
   * @param bytes as git has them
   * @param secret that opened this vault, if one did
   * @returns `withheld`: a person has to agree, or it does not open
   * @throws UserError `storage`, `locked`
   */
  async takeBack(bytes: Uint8Array, secret: Secret | undefined): Promise<'nothing' | 'merged' | 'withheld'> {
    try {
      const copy = await this.openCopy(this.path, bytes, async () => secret)
      if (onlyIn(copy.journal.events, this.events).length === 0) return 'nothing'
      const plan = this.planMerge(copy)
      const pins = this.#memory.pins
      const { joined } = plan
      if (!isUndoubted({ ...plan, joined: joined.filter(({ id }) => !pins?.has(id)) })) return 'withheld'
      await this.#merge(copy, [])
      return 'merged'
    } catch (error) {
      if (!(error instanceof UserError) || isFailure(error, 'storage') || isFailure(error, 'locked')) throw error
      return 'withheld'
    }
  }

  /** Whether it has everything that a copy has. */
  has(copy: VaultCopy): boolean {
    return onlyIn(copy.journal.events, this.events).length === 0
  }

  /**
   * The bytes of this vault united with a copy, with nothing saved: `ours` if it has everything already, `undefined` if a person has to agree.
   *
   * @throws UserError `damaged`, `newer-events`, `merge-locks-out`
   */
  unitedWith(copy: VaultCopy): Uint8Array | 'ours' | undefined {
    const plan = this.planMerge(copy)
    if (!isUndoubted(plan)) return undefined
    if (this.has(copy) && (plan.relation === 'same' || plan.relation === 'ours')) return 'ours'
    const { journal: united } = this.#unitedWith(copy.journal)
    if (united.events.length === copy.journal.events.length && plan.relation === 'same') return copy.bytes
    const { state } = plan
    return this.#sealed(recorded(united, state), state)
  }

  async #merge(copy: VaultCopy, agreed: readonly StoredEvent[]): Promise<boolean> {
    const { replica } = this
    const { merged } = await this.#withLock(() => {
      removeLeftovers(this.path)
      return this.#readAgain() ?? { merged: this.#mergeAndSave(replica, copy, agreed) }
    })
    return merged
  }

  #mergeAndSave(replica: string, copy: VaultCopy, agreed: readonly StoredEvent[]): boolean {
    const isAgreed = new Set(agreed.map(({ id }) => id))
    const { events: withheld } = withheldOf(copy.journal, this.#journal, replica)
    const theirs = withoutEvents(
      copy.journal,
      withheld.filter(({ id }) => !isAgreed.has(id)),
    )
    const united = this.#unitedWith(theirs)
    const { journal } = united
    const { state, isNew, joined, relation } = this.#mergedKeys({ ...copy, journal: theirs }, united.state)
    const gains = onlyIn(journal.events, this.#journal.events).length > 0
    const isOtherKey = isNew || !(relation === 'same' || relation === 'ours' || relation === 'sibling-ours')
    if (!gains && !isOtherKey && joined.length === 0) {
      // Two machines that merged the same must end with the same bytes.
      const isEqual = onlyIn(journal.events, copy.journal.events).length === 0 && relation === 'same'
      if (!isEqual || revisionOf(this.#envelope.sealed) <= revisionOf(copy.envelope.sealed)) return false
      return this.#takeBytes(copy)
    }
    const isTheirs = relation === 'same' || relation === 'theirs'
    if (isTheirs && !isNew && this.#isWhollyIn(copy, journal, state.header)) return this.#takeBytes(copy)

    const before = { journal: this.#journal, state: this.#state, recovered: this.#recovered }
    const opener = this.#openerIn(state.header.slots, copy)
    this.#keys.admit(joined)
    const gained = copy.opener && copy.opener.slot === opener ? [copy.opener.keys] : []
    try {
      this.#journal = journal
      this.#state = this.#withClaims(united)
      this.#save(replica, { facts: [] }, { state, facts: [], gained, opener })
      return true
    } catch (error) {
      this.#journal = before.journal
      this.#state = before.state
      this.#recovered = before.recovered
      throw error
    }
  }

  /** Whether the copy is what the merge would give, so that its bytes can be taken. */
  #isWhollyIn(copy: VaultCopy, journal: Journal, header: KeyState['header']): boolean {
    return (
      this.#recovered.length === 0 &&
      copy.journal.events.length === journal.events.length &&
      copy.journal.secrets.size === journal.secrets.size &&
      sameIds(copy.envelope.slots, header.slots)
    )
  }

  #takeBytes(copy: VaultCopy): boolean {
    const opener = this.#openerIn(copy.envelope.slots, copy)
    this.#replaceWith(copy.bytes, copy.keys.vaultKey)
    this.#keys.adopt(copy.keys, opener, copy.opener ? [copy.opener.keys] : [])
    this.#keys.admit(copy.envelope.slots)
    this.#hasNewKey ||= copy.envelope.epoch !== this.epoch
    this.#envelope = copy.envelope
    this.#journal = copy.journal
    this.#state = this.#withClaims(folded(copy.journal))
    this.#remember(latest(this.#memory.counters, this.#state.counters))
    this.#keepSave()
    return true
  }

  /** Unless it is kept already. */
  #keepSave(): void {
    const { replica } = this.#system
    const kept = replica.keptSave(this.id)
    if (kept && revisionIn(kept.bytes) === this.save) return
    try {
      const bytes = readVault(resolveVault(this.path))
      if (revisionIn(bytes) === this.save) replica.keepSave(this.id, bytes)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }

  /** @throws UserError `slot-revoked`: the secret that opened this vault does not open the merged one */
  #openerIn(slots: readonly Slot[], { opener }: VaultCopy): string {
    const found = [this.#keys.opener, opener?.slot].find(id => slots.some(slot => slot.id === id))
    if (found === undefined) throw new UserError('slot-revoked')
    return found
  }

  /**
   * Replaces the file that is there by this vault, which was opened from a backup. It keeps its vault key unless this machine knows a later
   * one.
   *
   * @param bytes the backup
   * @param requireUnchanged throws if the file has been replaced since it was checked
   * @returns the id of the backup that holds the replaced file
   */
  async putBack(bytes: Uint8Array, requireUnchanged: () => void): Promise<string | undefined> {
    const { replica } = this
    // The user asked for an older version.
    this.#accepted = { older: true, otherKey: true }
    await this.#withLock(() => {
      requireUnchanged()
      const keys = this.#nextKeys(undefined)
      if ('ask' in keys) return keys
      if (keys.state.header.epoch === this.epoch) this.#replaceWith(bytes, this.#keys.state.vaultKey)
      else this.#save(replica, { facts: keys.facts }, keys)
      return {}
    })
    this.#remember(this.#state.counters)
    this.#keepSave()
    return this.#kept
  }

  #replaceWith(bytes: Uint8Array, vaultKey: Uint8Array): void {
    openPayload(parseEnvelope(bytes), vaultKey)
    this.#replaceFile(bytes)
  }

  /** Puts bytes in the vault's place, with a backup of what is there. */
  #replaceFile(bytes: Uint8Array): void {
    const { random, onSaved, now } = this.#system
    onSaved(
      replaceFile(this.path, bytes, {
        unique: randomName(random),
        beforeReplacing: () => {
          if (exists(this.path)) this.#kept = this.#backups.keep(now())
        },
      }),
    )
  }

  get #backups(): Backups {
    return new Backups(this.path, this.#system.state)
  }

  /**
   * Compares this copy with the machine's memory from before it was read, then remembers it. A vault key that is older than the remembered
   * one, or not a successor of it, is not remembered: the next save makes a new key.
   *
   * @throws UserError `older-copy`, `other-key`, unless the user accepts it
   */
  compare(memory: Memory, accepted: Accepted): void {
    this.#accepted = accepted
    const missing = this.missing(memory.counters)
    const isCurrent = this.#judgeKey(memory) === 'later'
    if (missing > 0 && !accepted.older) throw new UserError('older-copy', { path: this.path, missing })
    if (this.isBehind(memory)) this.#returning = this.returningIn(memory)
    const { counters } = this.#state
    this.#remember(missing > 0 || !isCurrent ? counters : latest(memory.counters, counters))
  }

  /**
   * Merges back what this machine had kept and the file lacks: a sync program has overwritten it. What cannot be merged now is left to `compare`.
   */
  async heal(): Promise<void> {
    const kept = this.#system.replica.keptSave(this.id)
    if (!kept || revisionIn(kept.bytes) === this.save || this.#memory.whole === this.save) return
    // A key that this machine cannot trace is for a person to judge.
    if (this.keySince(this.#memory) === 'other') return
    try {
      const copy = await this.openCopy(kept.path, kept.bytes, async () => undefined)
      const lacking = onlyIn(copy.journal.events, this.#journal.events)
      if (lacking.length > 0) {
        await this.merge(copy, lacking)
        this.#healed = lacking.length
      }
      this.#whole = this.save
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }

  /** How many changes `heal` has put back. */
  get healed(): number {
    return this.#healed
  }

  /** @throws UserError `older-copy`, `other-key` */
  #judgeKey({ key, counters }: Pick<Memory, 'key' | 'counters'>): ReturnType<typeof continuation> {
    const found = this.#keys.since(key)
    if (found === 'earlier' && !this.#accepted.older)
      throw new UserError('older-copy', { path: this.path, missing: this.missing(counters) })
    if (found === 'other' && !this.#accepted.otherKey) throw new UserError('other-key', { path: this.path })
    return found
  }

  get #memory(): Memory {
    return this.#system.replica.recall(this.#envelope.vaultId)
  }

  async #newKeys(added: SlotSecret, epoch: number): Promise<SlotKeys> {
    const { random, stretch } = this.#system
    const keys = await newSlotKeys({ ...added, vaultId: this.#envelope.vaultId, epoch, stretch, random })
    this.#made.add(keys.terms.salt)
    return keys
  }

  async #rewrite<D extends Decision>(decide: (state: State) => D, change: KeyChange | undefined): Promise<D> {
    // The id is made before the lock is taken: a machine whose state cannot be written must not begin a change.
    const { replica } = this
    const { decision } = await this.#withLock(() => {
      removeLeftovers(this.path)
      const question = this.#readAgain()
      if (question) return question
      // Before any rule decides: unknown records may be relevant to it.
      if (this.isNewer) throw new UserError('newer-events', { types: this.#state.unknownTypes })
      return this.#decideAndSave(replica, decide, change)
    })
    return decision
  }

  /** Does work under the lock. A question that it returns is answered without the lock; then it is done again. */
  async #withLock<T extends object>(work: () => T | Question): Promise<T> {
    for (;;) {
      const outcome = await withLock(this.path, { replica: this.#system.replica.mark }, work)
      if (!isQuestion(outcome)) return outcome
      await this.#answer(outcome)
    }
  }

  #decideAndSave<D extends Decision>(
    replica: string,
    decide: (state: State) => D,
    change: KeyChange | undefined,
  ): { decision: D } | Question {
    for (;;) {
      const decision = decide(this.#state)
      if (decision.facts.length === 0 && !change) return { decision }
      const keys = this.#nextKeys(change)
      if ('ask' in keys) return keys
      const shown = withChanged(this.#state, [...keys.facts, ...decision.facts])
      const facts = withStoredIds(this.#state, shown, this.#system.random)
      if (this.#save(replica, { ...decision, facts }, keys)) return { decision }
      // Another copy of this vault on this machine has just claimed the code: decide again with that claim.
      this.#state = this.#withClaims(folded(this.#journal))
    }
  }

  #nextKeys(change: KeyChange | undefined): NextKeys | SlotQuestion {
    const memory = this.#memory
    this.#judgeKey(memory)
    const leaving = [...(change?.replaced ?? []), ...(change?.revoked ?? [])]
    if (!leaving.every(({ id }) => this.slots.some(slot => slot.id === id)))
      throw new UserError('vault-replaced', { path: this.path })
    return this.#keys.next(change, memory, this.#state.keySlots, this.#system)
  }

  /**
   * Reads what other processes have saved since; everything read before must still be in it. If there is a new vault key, a secret at hand may
   * open it without a question.
   */
  #readAgain(): Question | undefined {
    const bytes = readVault(resolveVault(this.path))
    const envelope = withPath(this.path, () => takeEnvelope(bytes))
    if (envelope.vaultId !== this.#envelope.vaultId) throw new UserError('vault-replaced', { path: this.path })
    if (
      Buffer.compare(envelope.mac, this.#envelope.mac) === 0 &&
      Buffer.compare(envelope.sealed, this.#envelope.sealed) === 0
    )
      return undefined
    const { vaultKey } = this.#keys.state
    const latestKey = keyFits(envelope, vaultKey)
      ? vaultKey
      : withPath(this.path, () => this.#keys.vaultKeyOf(envelope))
    if (!latestKey) return { ask: 'secret', envelope }
    this.#takeIn(envelope, latestKey)
    return undefined
  }

  /** @throws UserError `older-copy`, `other-key`; then this vault stays as it was */
  #takeIn(envelope: Envelope, vaultKey: Uint8Array, opener?: string): void {
    const { path } = this
    const journal = withPath(path, () => parseJournal(openPayload(envelope, vaultKey)))
    const record = withPath(path, () => recordIn(journal, envelope, vaultKey))
    const found = folded(journal)
    const missing = missingChanges(this.#state.counters, found.state.counters)
    const relation = continuation(this.#keys.mark, keyMark(envelope, vaultKey), record.past)
    if (missing > 0 || relation === 'earlier') throw new UserError('older-copy', { path, missing })
    if (relation === 'other') throw new UserError('other-key', { path })
    this.#keys.adopt({ header: envelope, vaultKey, record }, opener)
    this.#envelope = envelope
    this.#journal = journal
    this.#state = this.#withClaims(found)
  }

  async #answer(question: Question): Promise<void> {
    const { keyDialog: dialog, stretch } = this.#system
    if (question.ask === 'secret') {
      const secret = await dialog?.secret()
      if (!secret) throw new UserError('vault-replaced', { path: this.path })
      const { envelope } = question
      const { vaultKey, slot, slotKeys } = await unlock(envelope, secret, stretch, undefined)
      this.#keys.take(slot.id, slotKeys)
      return this.#takeIn(envelope, vaultKey, slot.id)
    }
    const slots = question.slots.map(slot => this.named(slot))
    if (question.ask === 'changed') throw new UserError('slot-changed', { slots })
    const isUnknown = question.ask === 'unknown'
    const isAgreed = isUnknown ? dialog?.trusts(slots) : dialog?.leavesOut(slots)
    if (!(await isAgreed)) throw new UserError(isUnknown ? 'unknown-slots' : 'slots-unreachable', { slots })
    this.#keys.agree(question)
  }

  /** @returns false when a code of the decision is claimed already, with nothing saved */
  #save(replica: string, decision: Decision, keys: NextKeys): boolean {
    const { replica: memory } = this.#system
    const { vaultId } = this.#envelope
    const { state } = keys
    const retired = retirements(this.#state, code => this.#journal.secrets.has(code))
    const facts = [...this.#recovered, ...retired, ...decision.facts]
    const extended = this.#extended(replica, facts, decision, state)
    const { journal } = extended
    const bytes = this.#sealed(journal, state)
    const envelope = parseEnvelope(bytes)
    requireComplete(parseJournal(openPayload(envelope, state.vaultKey)), journal, this.#journal)
    const { slots: before, epoch } = this

    // A code that an import says was handed out elsewhere is not shown now.
    const claimed = decision.facts.flatMap(fact => (fact.type === 'code-reserved' && !fact.was ? fact.code : []))
    if (!memory.claim(vaultId, claimed)) return false
    try {
      // Before the save: an error after it would look as if nothing had been saved.
      const next = this.#claimed(extended)
      this.#replaceFile(bytes)
      this.#recovered = next.recovered
      this.#state = next.state
    } catch (error) {
      // Not saved, so not shown: the code is still good. If that is unknown, it counts as handed out (`use --pending`).
      if (!isUnsure(error)) memory.release(vaultId, claimed)
      throw error
    }
    this.#adopt(envelope, journal, keys)
    this.#remember(
      latest(memory.recall(vaultId).counters, this.#state.counters),
      decision.facts.flatMap(fact => (fact.type === 'code-used' ? fact.code : [])),
      keys.gained.map(({ terms }) => terms.id),
    )
    this.#system.replica.keepSave(vaultId, bytes)
    if (!sameIds(before, this.slots) || epoch !== this.epoch) this.#keepOpenable()
    return true
  }

  #adopt(envelope: Envelope, journal: Journal, { state, opener, gained }: NextKeys): void {
    this.#hasNewKey ||= envelope.epoch !== this.epoch
    this.#keys.adopt(state, opener, gained)
    this.#envelope = envelope
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

  #extended(replica: string, facts: readonly Fact[], added: Decision, keys: KeyState): Folded {
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
    const { journal, state } = extend({ journal: this.#journal, state: this.#state }, events, added)
    return { state, journal: recorded(journal, keys) }
  }

  #withClaims(folded: Folded): State {
    const { state, recovered } = this.#claimed(folded)
    this.#recovered = recovered
    return state
  }

  #claimed(folded: Folded): WithClaims {
    const { now, replica } = this.#system
    return withClaims(folded, replica.claims(this.#envelope.vaultId), this.identify, now())
  }

  /**
   * Older backups need the old secret or have an earlier vault key, so write one now that opens with the new. The slots are saved already,
   * so a failure must not look as if the old secret still opened the vault.
   */
  #keepOpenable(): void {
    bestEffort(() => this.#backups.keep(this.#system.now(), 'copy'))
  }

  /**
   * Failing to write the memory loses only the detection of older copies, so it must not stop the command.
   *
   * @param used codes that are used up now
   * @param added the ids of slots that were added here
   */
  #remember(counters: Counters, used: readonly CodeId[] = [], added: readonly string[] = []): void {
    const { replica } = this.#system
    const { vaultId } = this.#envelope
    const before = replica.recall(vaultId)
    const ended = new Map(before.ended)
    for (const [slot, how] of endedSlots(this.#state.keySlots)) ended.set(slot, how)
    const changed = [...this.#state.keySlots].filter(([, slot]) => slot.oneTime && slot.successors.length > 0)
    const usedOnce = new Set([...(before.usedOnce ?? []), ...changed.map(([id]) => id)])
    try {
      const written = Math.max(before.written, this.#state.counters.get(replica.id) ?? 0)
      replica.remember(vaultId, {
        ...before,
        counters,
        written,
        slot: this.#keys.opener,
        ...(this.#whole === this.save && { whole: this.save }),
        ...(ended.size > 0 && { ended }),
        ...(usedOnce.size > 0 && { usedOnce }),
        ...this.#keys.toRemember(before, added),
      })
      replica.noteUsed(vaultId, used)
    } catch (error) {
      if (!isFailure(error, 'storage') && !isFailure(error, 'replica-broken')) throw error
    }
  }
}

function folded(journal: Journal): Folded {
  return { journal, state: fold(journal.events) }
}

function copyOf(path: string, bytes: Uint8Array, envelope: Envelope, vaultKey: Uint8Array): VaultCopy {
  const journal = withPath(path, () => parseJournal(openPayload(envelope, vaultKey)))
  const record = withPath(path, () => recordIn(journal, envelope, vaultKey))
  return { path, bytes, envelope, journal, keys: { header: envelope, vaultKey, record } }
}

/** Whether a merge needs no one's consent. */
function isUndoubted({ isNew, joined, theirs, ours }: MergePlan): boolean {
  return !isNew && joined.length === 0 && theirs.events.length === 0 && ours.events.length === 0
}

function noFacts(): Decision {
  return { facts: [] }
}

function recordIn({ rest, isForeign }: Journal, envelope: Envelope, vaultKey: Uint8Array): KeyRecord {
  return keyRecordIn(isForeign ? undefined : rest, envelope, vaultKey)
}

/** The journal with the record of its vault key, which format 1 has not. */
function recorded(journal: Journal, { header, record }: KeyState): Journal {
  return header.epoch === 0 ? journal : { ...journal, rest: withKeyRecord(journal.rest, record) }
}

function isQuestion(outcome: object): outcome is Question {
  return 'ask' in outcome
}

function sameIds(one: readonly Slot[], other: readonly Slot[]): boolean {
  return one.length === other.length && one.every(({ id }, at) => other[at]?.id === id)
}

function isUnsure(error: unknown): boolean {
  return isFailure(error, 'storage') && error.details.doing === 'unsure'
}
