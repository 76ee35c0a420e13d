/**
 * How far somebody has come on a way out, kept on this machine so that it can be left and taken up again without a passphrase.
 *
 * `<state>/recover/` holds a file for each account that is being walked for (`@shop_tokyo.json`), and one where nobody has named
 * it (`unnamed.json`): the facts of the walk, what was seen, what was tried, when. Never a code, never a secret.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isIncidentFact } from '../domain/journal/event-schema.ts'
import type { IncidentFact } from '../domain/model/events.ts'
import type { Handle } from '../domain/text/handle.ts'
import { parseObject } from '../domain/text/json.ts'
import { discard, makeFolder, removeLeftovers, replaceFile } from './disk.ts'

export interface SavedRecovery {
  readonly facts: readonly IncidentFact[]
  /** How many of them a vault has already. */
  readonly saved: number
}

export class SavedRecoveries {
  readonly #folder: string
  readonly #newName: () => string

  constructor(state: string, newName: () => string) {
    this.#folder = join(state, 'recover')
    this.#newName = newName
  }

  /**
   * The walk that was left: of this account, or of one that nobody named; without an account the latest of all. Undefined when
   * there is none, or when its note cannot be read.
   */
  recall(account?: Handle): SavedRecovery | undefined {
    const drafts = this.#names().flatMap(name => this.#read(name) ?? [])
    const fitting = drafts.filter(draft => account === undefined || [account, undefined].includes(accountOf(draft)))
    return fitting.toSorted((a, b) => (latest(b) < latest(a) ? -1 : 1))[0]
  }

  /** @throws UserError `storage` */
  keep(draft: SavedRecovery): void {
    const path = this.#path(accountOf(draft))
    makeFolder(this.#folder, 'remember')
    removeLeftovers(path)
    const { facts, saved } = draft
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
      return parse(readFileSync(join(this.#folder, name), 'utf8'))
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

/** When something last happened on it: ISO 8601, which sorts as text. */
function latest({ facts }: SavedRecovery): string {
  return facts.flatMap(fact => ('when' in fact ? fact.when : [])).at(-1) ?? ''
}

function parse(text: string): SavedRecovery | undefined {
  const { facts, saved } = parseObject(text) ?? {}
  if (!Array.isArray(facts) || !facts.every(isIncidentFact) || facts[0]?.type !== 'incident-opened') return undefined
  return { facts, saved: Number.isSafeInteger(saved) ? Math.min(Number(saved), facts.length) : 0 }
}
