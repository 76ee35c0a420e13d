/**
 * This machine's own memory, outside the vault: who it is, what it has seen of each vault, and which codes it has claimed.
 *
 * `<state>/replica` holds the replica's id, bound to the place where this folder is; `<state>/vaults/<vault id>/memory.json` the
 * counters last seen and the slot that opened; `<state>/vaults/<vault id>/claims/` one empty file for each code that was handed out
 * here, and one with the suffix `.used` for each that was used up.
 */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Claims } from '../domain/codes/hand-out.ts'
import type { CodeId, ReplicaId } from '../domain/model/ids.ts'
import { isObject, parseObject } from '../domain/text/json.ts'
import { bounds } from '../envelope/format.ts'
import type { KeyMark } from '../envelope/vault-keys.ts'
import { type FileFault, isFailure, UserError } from '../errors.ts'
import {
  bestEffort,
  discard,
  ifThere,
  isSystemError,
  makeFolder,
  namesIn,
  readSmallFile,
  readStart,
  removeLeftovers,
  replaceFile,
  seen,
  syncFolder,
  withStorageErrors,
  writeCache,
} from './disk.ts'
import { folderFacts, hashOf, locationHash, machineNames } from './machine.ts'

export type Counters = ReadonlyMap<ReplicaId, number>

export interface Memory {
  /** The number of each replica's latest event that this machine has seen: a copy with less is older. */
  readonly counters: Counters
  /** The number of this replica's latest event, also of those in copies that are gone. */
  readonly written: number
  /** The key slot that opened the vault here last. */
  readonly slot?: string
  /** The vault key that this machine saw last. */
  readonly key?: KeyMark
  /** By slot id: what this machine trusts a slot to be (`pinOf`). Of the first vault key that it saw all slots, then those that a person let in. */
  readonly pins?: ReadonlyMap<string, string>
  /** A save that has all of what this machine saved last (`keptSave`). */
  readonly whole?: string
  /** Slots that this machine knows to have ended. */
  readonly ended?: ReadonlyMap<string, 'replaced' | 'revoked'>
  /** The slots of one-time passphrases that were changed since. */
  readonly usedOnce?: ReadonlySet<string>
}

const nothing: Memory = { counters: new Map(), written: 0 }

/** An id, and the place (placeOf) at which it may be used; undefined for one that an earlier igcodes wrote. */
interface Bound {
  readonly id: ReplicaId
  readonly place: string | undefined
}

/** Of an id that is used no more; no hash is this. */
const nowhere = '0'.repeat(16)
/** Where a state is copied from place to place, the oldest give way. */
const maxIds = 32
const maxReplicaBytes = 4096
const maxMemoryBytes = 4 * 1024 * 1024

export class Replica {
  readonly #folder: string
  readonly #newName: () => string
  readonly #place: () => string
  #unreadable: string | undefined

  /** @param place tells this state's folder from every copy of it */
  constructor(state: string, newName: () => string, place = () => locationHash(folderFacts(state), machineNames())) {
    this.#folder = state
    this.#newName = newName
    this.#place = place
  }

  /**
   * Made on first need: only writing needs one, and reading works where this machine's state is read-only.
   *
   * It belongs to the folder in its place. In a copy (another computer, a restored backup) two would write under one id, draw the same
   * codes and number different events alike; so a copy gets an id of its own. It takes over what was seen and claimed, which stays true,
   * but not the number of its latest event.
   *
   * @throws UserError `storage`, `replica-broken`
   */
  get id(): ReplicaId {
    return this.#ownId()?.id ?? this.#makeId()
  }

  /**
   * Takes a new id, because another machine writes under this one: a copied disk has the same machine id and the same inodes. The one before
   * stays where a new one cannot be written.
   */
  renew(): ReplicaId {
    const own = this.#ownId()
    bestEffort(() => this.#makeId(own))
    return this.id
  }

  /** What other machines may see of the id: in the lock. Undefined where there is none and none can be made. */
  get mark(): string | undefined {
    try {
      return hashOf(`igcodes lock ${this.id}`)
    } catch (error) {
      if (error instanceof UserError) return undefined
      throw error
    }
  }

  /** The path of a memory that could not be read, or not all of it: then an older copy or another key may have gone unnoticed. */
  get unreadable(): string | undefined {
    return this.#unreadable
  }

  /** What this machine remembers of a vault; nothing when it has never seen it or the note is unreadable. */
  recall(vaultId: string): Memory {
    const { own, first } = this.#writers()
    const kept = this.#kept(vaultId, first)
    if (!kept) return nothing
    const { isWhole: _, written, ...memory } = kept
    return { ...memory, written: written.get(own ?? '') ?? 0 }
  }

  /** @throws UserError `storage`, `replica-broken` */
  remember(vaultId: string, memory: Memory): void {
    const { id } = this
    const kept = this.#kept(vaultId, this.#writers().first)
    const text = serializeMemory(memory, new Map(kept?.written).set(id, memory.written))
    // A broken file is rewritten even if there is nothing new to remember.
    if (kept?.isWhole && text === serializeMemory(kept, kept.written)) return
    makeFolder(this.#vaultFolder(vaultId), 'remember')
    // Another process's note may be swept away as well: then its own is lost, which costs nothing (Vault.#remember).
    removeLeftovers(this.#memoryPath(vaultId))
    replaceFile(this.#memoryPath(vaultId), Buffer.from(text), { unique: this.#newName() })
  }

  /** @throws UserError `storage` when they are there but cannot be read: nothing may be handed out on a guess */
  claims(vaultId: string): Claims {
    const folder = this.#claimsFolder(vaultId)
    return withStorageErrors('recall', folder, () => {
      const names = namesIn(folder)
      const isUsed = (name: string): boolean => name.endsWith(usedEnding)
      return {
        handedOut: new Set(names.filter(name => !isUsed(name))),
        used: new Set(names.filter(isUsed).map(name => name.slice(0, -usedEnding.length))),
      }
    })
  }

  /**
   * Marks codes as handed out by this machine, durably, before they are shown.
   *
   * @returns false, with nothing claimed, when one of them was claimed already
   * @throws UserError `storage`, `damaged`
   */
  claim(vaultId: string, codes: readonly CodeId[]): boolean {
    if (codes.length === 0) return true
    // A code's id comes from the journal and becomes a file's name here.
    if (!codes.every(isFileName)) throw new UserError('damaged', { part: 'journal' })
    const folder = this.#claimsFolder(vaultId)
    makeFolder(folder, 'claim')
    const made: CodeId[] = []
    try {
      return withStorageErrors('claim', folder, () => {
        for (const code of codes) {
          closeSync(openSync(join(folder, code), 'wx', 0o600))
          made.push(code)
        }
        syncFolder(folder)
        return true
      })
    } catch (error) {
      this.release(vaultId, made)
      if (isFailure(error, 'storage') && error.details.cause === 'EEXIST') return false
      throw error
    }
  }

  /** Remembers that codes are used up: no older copy of the vault offers them again. @throws UserError `storage` */
  noteUsed(vaultId: string, codes: readonly CodeId[]): void {
    if (codes.length === 0) return
    const folder = this.#claimsFolder(vaultId)
    makeFolder(folder, 'remember')
    withStorageErrors('remember', folder, () => {
      for (const code of codes.filter(isFileName)) closeSync(openSync(join(folder, `${code}${usedEnding}`), 'a', 0o600))
    })
  }

  /** Takes claims back whose codes were never saved as reserved, so never shown. One that stays wastes a code, no more. */
  release(vaultId: string, codes: readonly CodeId[]): void {
    for (const code of codes) discard(join(this.#claimsFolder(vaultId), code))
  }

  /**
   * Keeps what this machine saved. Some sync programs overwrite a file without leaving a conflicted copy; then it can be merged back from
   * here. It can be made again, so it is not synced, and a failure costs only this.
   */
  keepSave(vaultId: string, bytes: Uint8Array): void {
    bestEffort(() => {
      makeFolder(this.#vaultFolder(vaultId), 'remember')
      writeCache(this.#savePath(vaultId), bytes, this.#newName())
    })
  }

  /** The file that was kept last, with its path; undefined if there is none that can be read. */
  keptSave(vaultId: string): { readonly path: string; readonly bytes: Uint8Array } | undefined {
    const path = this.#savePath(vaultId)
    const bytes = seen(() => readStart(path, bounds.fileBytes))
    return Buffer.isBuffer(bytes) && bytes.length > 0 ? { path, bytes } : undefined
  }

  /** What git had put into the vault's work tree when it was last looked at (git-sides.ts). */
  recallGit(vaultId: string): string | undefined {
    const bytes = seen(() => readSmallFile(this.#gitPath(vaultId), maxReplicaBytes, 'follow'))
    return Buffer.isBuffer(bytes) ? bytes.toString() : undefined
  }

  #savePath(vaultId: string): string {
    return join(this.#vaultFolder(vaultId), 'last-save.igcodes')
  }

  /** @throws UserError `storage` */
  rememberGit(vaultId: string, text: string): void {
    makeFolder(this.#vaultFolder(vaultId), 'remember')
    writeCache(this.#gitPath(vaultId), Buffer.from(text), this.#newName())
  }

  #kept(vaultId: string, first: ReplicaId | undefined): Kept | undefined {
    const path = this.#memoryPath(vaultId)
    try {
      const bytes = readSmallFile(path, maxMemoryBytes, 'follow')
      const kept = Buffer.isBuffer(bytes) ? parseMemory(bytes.toString(), first) : undefined
      if (!kept?.isWhole) this.#unreadable = path
      return kept
    } catch (error) {
      if (!isSystemError(error)) throw error
      if (error.code !== 'ENOENT') this.#unreadable = path
      return undefined
    }
  }

  /** The replicas whose numbers a memory may hold; none where that cannot be read. */
  #writers(): { own: ReplicaId | undefined; first: ReplicaId | undefined } {
    try {
      const ids = this.#read()
      return { own: this.#ownId(ids)?.id, first: ids[0]?.id }
    } catch (error) {
      if (error instanceof UserError) return { own: undefined, first: undefined }
      throw error
    }
  }

  /** The id of this place; one that is bound to none yet is ours. */
  #ownId(ids = this.#read()): Bound | undefined {
    if (ids.length === 0) return undefined
    const place = this.#storing(this.#place)
    const own = ids.find(bound => bound.place === place) ?? ids.find(bound => bound.place === undefined)
    if (own && own.place === undefined) this.#bind(own, place, ids)
    return own
  }

  /** If writing fails, the next call tries again. */
  #bind(own: Bound, place: string, ids: readonly Bound[]): void {
    bestEffort(() => this.#write(ids.map(bound => (bound === own ? { ...own, place } : bound))))
  }

  #makeId(twin?: Bound): ReplicaId {
    makeFolder(this.#folder, 'remember')
    const known = this.#read().map(bound => (bound.id === twin?.id ? { ...bound, place: nowhere } : bound))
    const own = { id: this.#newName(), place: this.#storing(this.#place) }
    try {
      // The first stays: memories from before ids were bound are its own.
      this.#write([...known.slice(0, 1), ...known.slice(1).slice(2 - maxIds), own], known.length === 0)
      return own.id
    } catch (error) {
      // Another process of this machine may have been first: then its id is ours too.
      const other = isFailure(error, 'storage') ? this.#ownId() : undefined
      if (other === undefined) throw error
      return other.id
    }
  }

  #read(): readonly Bound[] {
    const path = this.#idPath
    const found = this.#storing(() => ifThere(() => readSmallFile(path, maxReplicaBytes, 'follow')))
    if (found === undefined) return []
    const ids = Buffer.isBuffer(found) ? parseIds(found.toString()) : found
    if (typeof ids === 'string') throw new UserError('replica-broken', { path, fault: ids })
    return ids
  }

  #write(ids: readonly Bound[], exclusive = false): void {
    const text = ids.map(({ id, place }) => (place === undefined ? `${id}\n` : `${id} ${place}\n`)).join('')
    replaceFile(this.#idPath, Buffer.from(text), { unique: this.#newName(), exclusive })
  }

  #storing<T>(work: () => T): T {
    return withStorageErrors('recall', this.#idPath, work)
  }

  get #idPath(): string {
    return join(this.#folder, 'replica')
  }

  #vaultFolder(vaultId: string): string {
    return join(this.#folder, 'vaults', vaultId)
  }

  #memoryPath(vaultId: string): string {
    return join(this.#vaultFolder(vaultId), 'memory.json')
  }

  #gitPath(vaultId: string): string {
    return join(this.#vaultFolder(vaultId), 'git')
  }

  #claimsFolder(vaultId: string): string {
    return join(this.#vaultFolder(vaultId), 'claims')
  }
}

/** No claim has a name with it. */
const usedEnding = '.used'

function isFileName(code: CodeId): boolean {
  return /^[\w-]{1,64}$/.test(code)
}

/** How many changes a copy lacks that this machine has seen. */
export function missingChanges(seen: Counters, copy: Counters): number {
  let missing = 0
  for (const [replica, n] of seen) missing += Math.max(0, n - (copy.get(replica) ?? 0))
  return missing
}

/** For each replica the later of the two. */
export function latest(a: Counters, b: Counters): Counters {
  const counters = new Map(a)
  for (const [replica, n] of b) counters.set(replica, Math.max(n, counters.get(replica) ?? 0))
  return counters
}

/** One line an id: `ID PLACE`, or the id alone as earlier versions wrote it. */
function parseIds(text: string): readonly Bound[] | FileFault {
  if (text.trim() === '') return 'empty'
  const ids: Bound[] = []
  for (const line of text.trim().split(/\r?\n/)) {
    const [, id, place] = /^([\w-]{16,64})(?: ([0-9a-f]{16}))?$/.exec(line) ?? []
    if (id === undefined) return 'content'
    ids.push({ id, place })
  }
  return ids
}

/** A memory as it is kept: the number of the latest event of each replica that has had this folder in its place. */
type Kept = Omit<Memory, 'written'> & {
  readonly written: Counters
  /** Whether every member could be read. */
  readonly isWhole: boolean
}

function serializeMemory(memory: Omit<Memory, 'written'>, written: Counters): string {
  const { counters, slot, key, pins, whole, ended, usedOnce } = memory
  const ordered = (map: ReadonlyMap<string, unknown> | undefined) => map && Object.fromEntries([...map].toSorted())
  return `${JSON.stringify({
    counters: ordered(counters),
    written: ordered(written),
    slot,
    epoch: key?.epoch,
    keyId: key?.id,
    whole,
    slots: ordered(pins),
    ended: ordered(ended),
    usedOnce: usedOnce && ordered(new Map([...usedOnce].map(id => [id, 'used']))),
  })}\n`
}

/**
 * What can be read of a memory still protects: a member that is broken costs itself alone, and is told (`isWhole`).
 *
 * @param first whose a `written` of earlier versions is, which was one number
 */
function parseMemory(text: string, first: ReplicaId | undefined): Kept | undefined {
  const members = parseObject(text)
  if (!members) return undefined
  const { written, slot, epoch, keyId, whole } = members
  const counters = entriesOf(members.counters, isEventNumber)
  const ownNumbers = entriesOf(isEventNumber(written) ? { [first ?? '']: written } : written, isEventNumber)
  const pins = entriesOf(members.slots ?? {}, isText)
  const endings = entriesOf(members.ended ?? {}, isEnding)
  const usedOnce = entriesOf(members.usedOnce ?? {}, isText)
  const key = isEventNumber(epoch) && isText(keyId) ? { epoch, id: keyId } : undefined
  return {
    counters: counters.found,
    written: ownNumbers.found,
    ...(isText(slot) && { slot }),
    ...(isText(whole) && { whole }),
    ...(key && { key }),
    ...(pins.found.size > 0 && { pins: pins.found }),
    ...(endings.found.size > 0 && { ended: endings.found }),
    ...(usedOnce.found.size > 0 && { usedOnce: new Set(usedOnce.found.keys()) }),
    isWhole:
      [counters, ownNumbers, pins, endings, usedOnce].every(({ isWhole }) => isWhole) &&
      (slot === undefined || isText(slot)) &&
      (key !== undefined || (epoch === undefined && keyId === undefined)),
  }
}

/** The entries whose values are of a kind, and whether all are; none of what is no object. */
function entriesOf<T>(
  value: unknown,
  isKind: (value: unknown) => value is T,
): { readonly found: ReadonlyMap<string, T>; readonly isWhole: boolean } {
  const entries = isObject(value) ? Object.entries(value) : []
  const found = entries.filter((entry): entry is [string, T] => isKind(entry[1]))
  return { found: new Map(found), isWhole: isObject(value) && found.length === entries.length }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isEnding(value: unknown): value is 'replaced' | 'revoked' {
  return value === 'replaced' || value === 'revoked'
}

/** No journal has more: what is beyond was not written by igcodes. */
function isEventNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 2 ** 50
}
