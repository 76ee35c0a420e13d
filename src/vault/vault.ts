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
import { codeIdentifier, openPayload, sealEnvelope } from '../envelope/payload.ts'
import { makeSlot } from '../envelope/slots.ts'
import { isFailure, UserError } from '../errors.ts'
import { keepBackup } from './backups.ts'
import { removeLeftovers, replaceFile } from './disk.ts'
import { withLock } from './lock.ts'
import { saveOf } from './notices.ts'
import { type Counters, latest, missingChanges, type Replica } from './replica.ts'
import { namingFile, readVault, resolveVault } from './vault-file.ts'

/** What the store needs from outside, so that tests can fix it. */
export interface StoreSystem {
  readonly replica: Replica
  readonly now: () => Date
  readonly random: RandomBytes
  readonly stretch: Stretch
  /** Who is at the keyboard, for the journal. */
  readonly user: string
}

/** What a save may change besides the journal. */
interface Rewrite {
  readonly slots?: (slots: readonly Slot[]) => readonly Slot[]
}

/** What an opened file yields. */
export interface Opened {
  readonly path: string
  readonly envelope: Envelope
  readonly journal: Journal
  readonly vaultKey: Uint8Array
  /** The slot that opened. */
  readonly slot: Slot
}

export class Vault {
  readonly path: string
  readonly slot: Slot
  /** Gives a code its id in this vault. */
  readonly identify: Identify
  #envelope: Envelope
  #journal: Journal
  #state: State
  /** What the claims add to the journal: judged in the state, written down by the next change. */
  #recovered: readonly Fact[] = []
  readonly #vaultKey: Uint8Array
  readonly #system: StoreSystem

  constructor({ path, envelope, journal, vaultKey, slot }: Opened, system: StoreSystem) {
    this.path = path
    this.slot = slot
    this.identify = codeIdentifier(envelope.vaultId, vaultKey)
    this.#envelope = envelope
    this.#vaultKey = vaultKey
    this.#system = system
    this.#journal = journal
    this.#state = this.#foldWithClaims(journal)
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
   * @throws whatever `decide` throws; UserError `locked`, `storage`, `older-copy`, `vault-replaced`, `damaged`, `newer-events`
   */
  async change<D extends Decision>(decide: (state: State) => D): Promise<D> {
    return this.#rewrite(decide, {})
  }

  /** Puts a new slot in the place of `replaces`, or beside the others, and records it. */
  async putSlot(
    added: { readonly kind: Slot['kind']; readonly secret: string; readonly cost: Cost },
    replaces?: Slot,
  ): Promise<Slot> {
    const { random, stretch } = this.#system
    const { vaultId } = this.#envelope
    const slot = await makeSlot({ ...added, vaultId, vaultKey: this.#vaultKey, stretch, random })
    const slots = (current: readonly Slot[]): readonly Slot[] => {
      const others = current.filter(({ id }) => id !== replaces?.id)
      if (replaces && others.length === current.length)
        throw new UserError('vault-replaced', { path: this.path })
      if (others.length >= bounds.slots) throw new UserError('slots-full')
      return [...others, slot]
    }
    await this.#rewrite(() => ({ facts: [{ type: 'key-changed', slot: slot.id }] }), { slots })
    return slot
  }

  /** Hands the vault key to the one that may keep it when this process has ended: the agent (agent.ts). */
  async lendKey<T>(to: (key: { vault: string; slot: string; key: Buffer }) => Promise<T>): Promise<T> {
    const key = Buffer.from(this.#vaultKey)
    try {
      return await to({ vault: this.#envelope.vaultId, slot: this.slot.id, key })
    } finally {
      key.fill(0)
    }
  }

  /** How many changes this copy lacks of those that a machine had seen. */
  missing(seen: Counters): number {
    return missingChanges(seen, this.#state.counters)
  }

  /**
   * Compares this copy with what the machine had seen before it was read, and remembers it.
   *
   * @throws UserError `older-copy`, unless the user accepts it
   */
  checkAge(seen: Counters, acceptOlder: boolean): void {
    const missing = this.missing(seen)
    if (missing > 0 && !acceptOlder) throw new UserError('older-copy', { path: this.path, missing })
    this.#remember(missing > 0 ? this.#state.counters : latest(seen, this.#state.counters))
  }

  async #rewrite<D extends Decision>(decide: (state: State) => D, { slots }: Rewrite): Promise<D> {
    // Made before the lock: a machine whose state cannot be written must not get as far as a half-done change.
    const replica = this.#system.replica.id
    return withLock(this.path, { replica: this.#system.replica.mark }, () => {
      removeLeftovers(this.path)
      this.#readAgain()
      // Before any rule judges: what it cannot read may change what it finds.
      if (this.isNewer) throw new UserError('newer-events', { types: this.#state.unknownTypes })
      for (;;) {
        const decision = decide(this.#state)
        if (decision.facts.length === 0) return decision
        if (this.#save(replica, decision, slots?.(this.slots) ?? this.slots)) {
          if (slots) this.#keepOpenable()
          return decision
        }
        // Another copy of this vault on this machine has just claimed the code: decide again, knowing it.
        this.#state = this.#foldWithClaims(this.#journal)
      }
    })
  }

  /** Takes in what others have saved since; what we read must still be in it. */
  #readAgain(): void {
    const bytes = readVault(resolveVault(this.path))
    const envelope = namingFile(this.path, () => parseEnvelope(bytes))
    if (envelope.vaultId !== this.#envelope.vaultId)
      throw new UserError('vault-replaced', { path: this.path })
    if (
      Buffer.compare(envelope.mac, this.#envelope.mac) === 0 &&
      Buffer.compare(envelope.sealed, this.#envelope.sealed) === 0
    )
      return
    const journal = namingFile(this.path, () => parseJournal(openPayload(envelope, this.#vaultKey)))
    const missing = missingChanges(this.#state.counters, fold(journal.events).counters)
    if (missing > 0) throw new UserError('older-copy', { path: this.path, missing })
    this.#envelope = envelope
    this.#journal = journal
    this.#state = this.#foldWithClaims(journal)
  }

  /** @returns false when a code of the decision is claimed already, with nothing saved */
  #save(replica: string, decision: Decision, slots: readonly Slot[]): boolean {
    const { replica: memory, random, now } = this.#system
    const { vaultId } = this.#envelope
    const journal = this.#extended(replica, [...this.#recovered, ...decision.facts], decision)
    const bytes = this.#sealed(journal, slots)

    const claimed = decision.facts.flatMap(fact => (fact.type === 'code-reserved' ? fact.code : []))
    if (!memory.claim(vaultId, claimed)) return false
    let replaced = false
    try {
      replaceFile(this.path, bytes, {
        unique: randomName(random),
        verify: written => this.#verify(written, journal),
        beforeReplacing: () => {
          keepBackup(this.path, now())
          replaced = true
        },
      })
    } catch (error) {
      // Never saved, so never shown: the code is still good. Once the rename was tried, nobody can tell any more.
      if (!replaced) memory.release(vaultId, claimed)
      throw error
    }
    this.#envelope = parseEnvelope(bytes)
    this.#journal = journal
    this.#state = this.#foldWithClaims(journal)
    this.#remember(
      latest(memory.recall(vaultId).counters, this.#state.counters),
      decision.facts.flatMap(fact => (fact.type === 'code-used' ? fact.code : [])),
    )
    return true
  }

  #sealed(journal: Journal, slots: readonly Slot[]): Uint8Array {
    const { vaultId } = this.#envelope
    const payload = serializeJournal(journal)
    try {
      return sealEnvelope({ vaultId, slots, vaultKey: this.#vaultKey, payload, random: this.#system.random })
    } catch (error) {
      // Readers take at most 64 MiB: some 150,000 events.
      if (error instanceof RangeError)
        throw new UserError('storage', { doing: 'write', path: this.path, cause: 'EFBIG' })
      throw error
    }
  }

  #extended(replica: string, facts: readonly Fact[], added: Decision): Journal {
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
    return { ...this.#journal, events: all, secrets, totps, otherTotps }
  }

  /** What came back from the disk must open, and must hold every event that was there before. */
  #verify(written: Uint8Array, journal: Journal): void {
    const back = parseJournal(openPayload(parseEnvelope(written), this.#vaultKey))
    const ids = new Set(back.events.map(({ id }) => id))
    const complete = this.#journal.events.every(({ id }) => ids.has(id)) && ids.size === journal.events.length
    if (!complete) throw new Error('a save would have lost events')
    if (![...journal.totps.keys()].every(id => back.totps.has(id)))
      throw new Error('a save would have lost an authenticator')
  }

  #foldWithClaims(journal: Journal): State {
    const state = fold(journal.events)
    this.#recovered = factsOfClaims(state, this.#system.replica.claims(this.#envelope.vaultId))
    if (this.#recovered.length === 0) return state
    let n = 0
    const events = stamp(this.#recovered, {
      replica: '',
      count: 0,
      lamport: state.lamport,
      at: this.#system.now().toISOString(),
      by: '',
      newId: () => `claim ${n++}`,
    })
    const { counters, replicas, lamport } = state
    return { ...fold([...journal.events, ...events]), counters, replicas, lamport }
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

  /** A note that cannot be written costs the detection of older copies, no code: it must not stop anybody. */
  #remember(counters: Counters, used: readonly CodeId[] = []): void {
    const { replica } = this.#system
    const { vaultId } = this.#envelope
    const before = replica.recall(vaultId)
    try {
      const written = Math.max(before.written, this.#state.counters.get(replica.id) ?? 0)
      replica.remember(vaultId, { counters, written, slot: this.slot.id })
      replica.noteUsed(vaultId, used)
    } catch (error) {
      if (!isFailure(error, 'storage') && !isFailure(error, 'replica-broken')) throw error
    }
  }
}

function without<T>(gone: ReadonlySet<string>, secrets: readonly (readonly [string, T])[]): Map<string, T> {
  return new Map(secrets.filter(([id]) => !gone.has(id)))
}

/** A name that nobody else picks, of letters that a file's name may have: 96 random bits, or as many bytes as are asked for. */
export function randomName(random: RandomBytes, bytes = 12): string {
  return Buffer.from(random(bytes)).toString('base64url')
}
