/**
 * This machine's own memory, outside the vault: who it is, what it has seen of each vault, and which codes it has claimed.
 *
 * `<state>/replica` holds the replica's id; `<state>/vaults/<vault id>/memory.json` the counters last seen and the slot that
 * opened; `<state>/vaults/<vault id>/claims/` one empty file for each code that was handed out here, and one with `.used` behind
 * its name for each that was used up.
 */
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CodeId, ReplicaId } from '../domain/events.ts'
import type { Claims } from '../domain/hand-out.ts'
import { isObject, parseObject } from '../domain/json-object.ts'
import type { KeyMark } from '../envelope/vault-keys.ts'
import { isFailure, UserError } from '../errors.ts'
import { discard, makeFolder, namesIn, removeLeftovers, replaceFile, storing, syncFolder } from './disk.ts'

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
  /** Slots that this machine knows to have ended. */
  readonly ended?: ReadonlyMap<string, 'replaced' | 'revoked'>
}

const nothing: Memory = { counters: new Map(), written: 0 }

export class Replica {
  readonly #folder: string
  readonly #newName: () => string

  constructor(state: string, newName: () => string) {
    this.#folder = state
    this.#newName = newName
  }

  /**
   * Made on first need: only who writes must have one, and reading works where this machine's state is read-only.
   *
   * @throws UserError `storage`
   */
  get id(): ReplicaId {
    return this.#readId() ?? this.#makeId()
  }

  /** What this machine remembers of a vault; nothing when it has never seen it or the note is unreadable. */
  recall(vaultId: string): Memory {
    try {
      return parseMemory(readFileSync(this.#memoryPath(vaultId), 'utf8'))
    } catch {
      return nothing
    }
  }

  /** @throws UserError `storage` */
  remember(vaultId: string, memory: Memory): void {
    const text = serializeMemory(memory)
    if (text === serializeMemory(this.recall(vaultId))) return
    makeFolder(this.#vaultFolder(vaultId), 'remember')
    // Another process's note may be swept away as well: then its own is lost, which costs nothing (Vault.#remember).
    removeLeftovers(this.#memoryPath(vaultId))
    replaceFile(this.#memoryPath(vaultId), Buffer.from(text), { unique: this.#newName() })
  }

  /** @throws UserError `storage` when they are there but cannot be read: nothing may be handed out on a guess */
  claims(vaultId: string): Claims {
    const folder = this.#claimsFolder(vaultId)
    return storing('claim', folder, () => {
      const names = namesIn(folder)
      const isUsed = (name: string): boolean => name.endsWith(usedEnding)
      return {
        handedOut: new Set(names.filter(name => !isUsed(name))),
        used: new Set(names.filter(isUsed).map(name => name.slice(0, -usedEnding.length))),
      }
    })
  }

  /**
   * Marks codes as handed out by this machine, durably, before anybody sees them.
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
      return storing('claim', folder, () => {
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

  /** Keeps in mind that codes are used up: no older copy of the vault offers them again. @throws UserError `storage` */
  noteUsed(vaultId: string, codes: readonly CodeId[]): void {
    if (codes.length === 0) return
    const folder = this.#claimsFolder(vaultId)
    makeFolder(folder, 'remember')
    storing('remember', folder, () => {
      for (const code of codes.filter(isFileName))
        closeSync(openSync(join(folder, `${code}${usedEnding}`), 'a', 0o600))
    })
  }

  /** Takes claims back whose codes were never saved as reserved, so never shown. One that stays wastes a code, no more. */
  release(vaultId: string, codes: readonly CodeId[]): void {
    for (const code of codes) discard(join(this.#claimsFolder(vaultId), code))
  }

  #readId(): ReplicaId | undefined {
    const path = join(this.#folder, 'replica')
    return storing('remember', path, () => {
      if (!existsSync(path)) return undefined
      const id = readFileSync(path, 'utf8').trim()
      if (!/^[\w-]{16,}$/.test(id))
        throw new UserError('storage', { doing: 'remember', path, cause: 'EILSEQ' })
      return id
    })
  }

  #makeId(): ReplicaId {
    makeFolder(this.#folder, 'remember')
    const path = join(this.#folder, 'replica')
    const id = this.#newName()
    try {
      replaceFile(path, Buffer.from(`${id}\n`), { unique: this.#newName(), exclusive: true })
      return id
    } catch (error) {
      // Another process of this machine may have been first: then its id is ours too.
      const other = this.#readId()
      if (other === undefined) throw error
      return other
    }
  }

  #vaultFolder(vaultId: string): string {
    return join(this.#folder, 'vaults', vaultId)
  }

  #memoryPath(vaultId: string): string {
    return join(this.#vaultFolder(vaultId), 'memory.json')
  }

  #claimsFolder(vaultId: string): string {
    return join(this.#vaultFolder(vaultId), 'claims')
  }
}

/** Stands in no name that a claim can have. */
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

function serializeMemory({ counters, written, slot, key, pins, ended }: Memory): string {
  return `${JSON.stringify({
    counters: Object.fromEntries([...counters].toSorted()),
    written,
    slot,
    epoch: key?.epoch,
    keyId: key?.id,
    slots: pins && Object.fromEntries([...pins].toSorted()),
    ended: ended && Object.fromEntries([...ended].toSorted()),
  })}\n`
}

function parseMemory(text: string): Memory {
  const { counters, written, slot, epoch, keyId, slots, ended } = parseObject(text) ?? {}
  if (!isObject(counters) || !Number.isSafeInteger(written)) return nothing
  const numbers = Object.entries(counters).filter((entry): entry is [string, number] =>
    Number.isSafeInteger(entry[1]),
  )
  const pins = Object.entries(isObject(slots) ? slots : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const endings = Object.entries(isObject(ended) ? ended : {}).filter(
    (entry): entry is [string, 'replaced' | 'revoked'] => entry[1] === 'replaced' || entry[1] === 'revoked',
  )
  return {
    counters: new Map(numbers),
    written: Number(written),
    ...(typeof slot === 'string' && { slot }),
    ...(Number.isSafeInteger(epoch) &&
      typeof keyId === 'string' && { key: { epoch: Number(epoch), id: keyId } }),
    ...(pins.length > 0 && { pins: new Map(pins) }),
    ...(endings.length > 0 && { ended: new Map(endings) }),
  }
}
