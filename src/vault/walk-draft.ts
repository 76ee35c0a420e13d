/**
 * How far somebody has come on a way out, kept on this machine so that it can be left and taken up again without a passphrase.
 *
 * `<state>/recover.json` holds the facts of the walk: what was seen, what was tried, when. Never a code, never a secret.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IncidentFact, isIncidentFact } from '../domain/events.ts'
import { discard, makeFolder, removeLeftovers, replaceFile } from './disk.ts'

export interface WalkDraft {
  readonly facts: readonly IncidentFact[]
  /** How many of them a vault has already. */
  readonly saved: number
}

export class WalkDrafts {
  readonly #folder: string
  readonly #newName: () => string

  constructor(state: string, newName: () => string) {
    this.#folder = state
    this.#newName = newName
  }

  /** The walk that was left; undefined when there is none, or when the note cannot be read. */
  recall(): WalkDraft | undefined {
    try {
      return parse(readFileSync(this.#path, 'utf8'))
    } catch {
      return undefined
    }
  }

  /** @throws UserError `storage` */
  keep({ facts, saved }: WalkDraft): void {
    makeFolder(this.#folder, 'remember')
    removeLeftovers(this.#path)
    replaceFile(this.#path, Buffer.from(`${JSON.stringify({ facts, saved })}\n`), { unique: this.#newName() })
  }

  forget(): void {
    discard(this.#path)
  }

  get #path(): string {
    return join(this.#folder, 'recover.json')
  }
}

function parse(text: string): WalkDraft | undefined {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || !('facts' in value) || !('saved' in value))
    return undefined
  const { facts, saved } = value
  if (!Array.isArray(facts) || !facts.every(isIncidentFact) || facts[0]?.type !== 'incident-opened')
    return undefined
  return { facts, saved: Number.isSafeInteger(saved) ? Math.min(Number(saved), facts.length) : 0 }
}
