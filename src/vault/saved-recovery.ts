/**
 * The progress of guided recoveries, kept on this machine so that they can be resumed without a passphrase.
 *
 * `<state>/recover/` has a file for each account (`@shop_tokyo.json`), and `unnamed.json` for a recovery without an account name: what
 * was seen and tried, and when. Never a code or a secret.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isIncidentFact } from '../domain/journal/event-schema.ts'
import type { IncidentFact } from '../domain/model/events.ts'
import type { Handle } from '../domain/text/handle.ts'
import { parseObject } from '../domain/text/json.ts'
import { discard, makeFolder, readSmallFile, removeLeftovers, replaceFile } from './disk.ts'

export interface SavedRecovery {
  readonly facts: readonly IncidentFact[]
  /** How many of them are in a vault already. */
  readonly saved: number
}

/** Far more than we write. */
const maxBytes = 4 * 1024 * 1024

export class SavedRecoveries {
  readonly #folder: string
  readonly #newName: () => string

  constructor(state: string, newName: () => string) {
    this.#folder = join(state, 'recover')
    this.#newName = newName
  }

  /**
   * The latest unfinished recovery of this account, named by its handle or the unique beginning of one; if no account is given, the latest of
   * all. One that was begun without an account name may be about another account, so it is offered only without one. Undefined if there is
   * none that can be read.
   */
  recall(account?: Handle): SavedRecovery | undefined {
    const all = this.#names().flatMap(name => this.#read(name) ?? [])
    const exact = all.filter(one => account === undefined || accountOf(one) === account)
    const begun = all.filter(one => account !== undefined && accountOf(one)?.startsWith(account))
    const isUnique = new Set(begun.map(accountOf)).size === 1
    const fitting = exact.length > 0 ? exact : isUnique ? begun : []
    return fitting.toSorted((a, b) => (latest(b) < latest(a) ? -1 : 1))[0]
  }

  /** @throws UserError `storage` */
  keep(recovery: SavedRecovery): void {
    const path = this.#path(accountOf(recovery))
    makeFolder(this.#folder, 'remember')
    removeLeftovers(path)
    const { facts, saved } = recovery
    replaceFile(path, Buffer.from(`${JSON.stringify({ facts, saved })}\n`), { unique: this.#newName() })
  }

  forget(account?: Handle): void {
    discard(this.#path(account))
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder).filter(name => name.endsWith('.json'))
    } catch {
      return []
    }
  }

  #read(name: string): SavedRecovery | undefined {
    try {
      const bytes = readSmallFile(join(this.#folder, name), maxBytes, 'follow')
      return Buffer.isBuffer(bytes) ? parse(bytes.toString()) : undefined
    } catch {
      return undefined
    }
  }

  #path(account: Handle | undefined): string {
    return join(this.#folder, account === undefined ? 'unnamed.json' : `@${account}.json`)
  }
}

function accountOf({ facts }: SavedRecovery): Handle | undefined {
  const [first] = facts
  return first?.type === 'incident-opened' ? first.handle : undefined
}

/** The time of the last step: ISO 8601, which sorts as text. */
function latest({ facts }: SavedRecovery): string {
  return facts.flatMap(fact => ('when' in fact ? fact.when : [])).at(-1) ?? ''
}

function parse(text: string): SavedRecovery | undefined {
  const { facts, saved } = parseObject(text) ?? {}
  if (!Array.isArray(facts) || !facts.every(isIncidentFact) || facts[0]?.type !== 'incident-opened') return undefined
  return { facts, saved: Number.isSafeInteger(saved) ? Math.min(Number(saved), facts.length) : 0 }
}
