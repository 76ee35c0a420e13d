/**
 * The vault: opened with a secret, changed by rules, saved so that a crash at any point leaves either the old file or the new.
 *
 * Order of a change: keys are derived before the lock is taken; under the lock the file is read again and the rule decides on
 * what is there now; claims, then the new file (written, synced, read back, opened), then a backup of the old one, then the
 * rename; only then the caller shows anything.
 */
import { dirname } from 'node:path'
import type { BackupCode } from '../domain/backup-code.ts'
import type { Identify } from '../domain/code-sets.ts'
import type { Decision } from '../domain/decision.ts'
import { erasable } from '../domain/erasure.ts'
import type { CodeId, Fact, ReplicaId } from '../domain/events.ts'
import { fold, type State } from '../domain/fold.ts'
import { reserveClaimed } from '../domain/hand-out.ts'
import { emptyJournal, type Journal, parseJournal, serializeJournal, stamp } from '../domain/journal.ts'
import type { Stretch } from '../envelope/argon2id.ts'
import { type Cost, type Envelope, parseEnvelope, type RandomBytes, type Slot } from '../envelope/format.ts'
import { codeIdentifier, newVaultId, newVaultKey, openPayload, sealEnvelope } from '../envelope/payload.ts'
import { makeSlot } from '../envelope/slots.ts'
import { isFailure, UserError } from '../errors.ts'
import { keepBackup } from './backups.ts'
import { makeFolder, removeLeftovers, replaceFile } from './disk.ts'
import { withLock } from './lock.ts'
import { type Counters, latest, missingChanges, type Replica } from './replica.ts'
import { type Secret, unlock } from './unlock.ts'
import { namingFile, namingFileLater, readVault, resolveVault, somethingAt } from './vault-file.ts'

/** What the store needs from outside, so that tests can fix it. */
export interface StoreSystem {
  readonly replica: Replica
  readonly now: () => Date
  readonly random: RandomBytes
  readonly stretch: Stretch
  /** Who is at the keyboard, for the journal. */
  readonly user: string
}

/** A vault file whose form is right, not yet opened. */
export interface LockedVault {
  readonly path: string
  readonly envelope: Envelope
}

/** What a save may change besides the journal. */
interface Rewrite {
  readonly slots?: (slots: readonly Slot[]) => readonly Slot[]
}

/**
 * Reads the file at `path` and judges its form; asks for no secret and derives no key.
 *
 * @throws UserError `no-vault`, `vault-…`, `storage`, `damaged`, `newer-format`
 */
export function findVault(path: string): LockedVault {
  const real = resolveVault(path)
  const bytes = readVault(real)
  return { path: real, envelope: namingFile(real, () => parseEnvelope(bytes)) }
}

/**
 * Opens the vault with a secret.
 *
 * @param acceptOlder takes a copy that lacks changes this machine has seen
 * @throws UserError `wrong-passphrase`, `damaged`, `older-copy`
 */
export async function openVault(
  { path, envelope }: LockedVault,
  secret: Secret,
  system: StoreSystem,
  acceptOlder = false,
): Promise<Vault> {
  const hint = system.replica.recall(envelope.vaultId).slot
  const opened = await namingFileLater(path, () => unlock(envelope, secret, system.stretch, hint))
  const read = (file: Envelope): Vault => {
    const journal = namingFile(path, () => parseJournal(openPayload(file, opened.vaultKey)))
    return new Vault({ path, envelope: file, journal, ...opened }, system)
  }
  const { counters } = system.replica.recall(envelope.vaultId)
  const vault = read(envelope)
  // Others may have saved while the passphrase was typed and the key derived: then the file that is there now lacks nothing.
  const latestVault = vault.missing(counters) > 0 ? read(readLatest(path, envelope)) : vault
  latestVault.checkAge(counters, acceptOlder)
  return latestVault
}

/** The file as it is now; the one that was read first if another vault has taken its place, which a change would find out. */
function readLatest(path: string, first: Envelope): Envelope {
  const bytes = readVault(resolveVault(path))
  const envelope = namingFile(path, () => parseEnvelope(bytes))
  return envelope.vaultId === first.vaultId ? envelope : first
}

/**
 * Makes a vault with one passphrase slot, and a recovery slot if words are given.
 *
 * @throws UserError `vault-exists`, `storage`
 */
export async function createVault(
  path: string,
  secrets: { readonly passphrase: string; readonly recoveryKey?: string },
  cost: Cost,
  system: StoreSystem,
): Promise<Vault> {
  if (somethingAt(path)) throw new UserError('vault-exists', { path })
  makeFolder(dirname(path), 'write')
  const { random, stretch } = system
  const vaultId = newVaultId(random)
  const vaultKey = newVaultKey(random)
  const common = { vaultId, cost, vaultKey, stretch, random }
  const slot = await makeSlot({ ...common, kind: 'passphrase', secret: secrets.passphrase })
  const slots = [slot]
  if (secrets.recoveryKey !== undefined)
    slots.push(await makeSlot({ ...common, kind: 'recovery', secret: secrets.recoveryKey }))

  const bytes = sealEnvelope({ vaultId, slots, vaultKey, payload: serializeJournal(emptyJournal), random })
  const envelope = parseEnvelope(bytes)
  await withLock(path, {}, () => {
    if (somethingAt(path)) throw new UserError('vault-exists', { path })
    removeLeftovers(path)
    replaceFile(path, bytes, {
      unique: randomName(random),
      exclusive: true,
      verify: written => openPayload(parseEnvelope(written), vaultKey),
    })
  })
  return new Vault({ path: resolveVault(path), envelope, journal: emptyJournal, vaultKey, slot }, system)
}

interface Opened {
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

  /** A code's digits, while the vault still has them. */
  digits(code: CodeId): BackupCode | undefined {
    return this.#journal.secrets.get(code)
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
      if (others.length >= 8) throw new UserError('slots-full')
      return [...others, slot]
    }
    await this.#rewrite(() => ({ facts: [{ type: 'key-changed', slot: slot.id }] }), { slots })
    return slot
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
    return withLock(this.path, {}, () => {
      removeLeftovers(this.path)
      this.#readAgain()
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
    const { unknownTypes } = this.#state
    if (unknownTypes.length > 0) throw new UserError('newer-events', { types: unknownTypes })

    const { replica: memory, random, now } = this.#system
    const { vaultId } = this.#envelope
    const journal = this.#extended(replica, [...this.#recovered, ...decision.facts], decision.secrets)
    const payload = serializeJournal(journal)
    const bytes = sealEnvelope({ vaultId, slots, vaultKey: this.#vaultKey, payload, random })

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
    this.#remember(latest(memory.recall(vaultId).counters, this.#state.counters))
    return true
  }

  #extended(replica: string, facts: readonly Fact[], added: Decision['secrets']): Journal {
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
    const gone = erasable(fold(all))
    const secrets = new Map([...this.#journal.secrets, ...(added ?? [])].filter(([id]) => !gone.has(id)))
    return { ...this.#journal, events: all, secrets }
  }

  /** What came back from the disk must open, and must hold every event that was there before. */
  #verify(written: Uint8Array, journal: Journal): void {
    const back = parseJournal(openPayload(parseEnvelope(written), this.#vaultKey))
    const ids = new Set(back.events.map(({ id }) => id))
    const complete = this.#journal.events.every(({ id }) => ids.has(id)) && ids.size === journal.events.length
    if (!complete) throw new Error('a save would have lost events')
  }

  #foldWithClaims(journal: Journal): State {
    const state = fold(journal.events)
    this.#recovered = reserveClaimed(state, this.#system.replica.claims(this.#envelope.vaultId))
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
  #remember(counters: Counters): void {
    const { replica } = this.#system
    const { vaultId } = this.#envelope
    const before = replica.recall(vaultId)
    try {
      const written = Math.max(before.written, this.#state.counters.get(replica.id) ?? 0)
      replica.remember(vaultId, { counters, written, slot: this.slot.id })
    } catch (error) {
      if (!isFailure(error, 'storage')) throw error
    }
  }
}

export function randomName(random: RandomBytes): string {
  return Buffer.from(random(12)).toString('base64url')
}
