/** What the domain's tests share: one machine's copy of a journal, without a vault around it, and the rules' everyday calls. */
import { takeNextCode } from '../../src/domain/codes/hand-out.ts'
import { type LoginOutcome, recordOutcome } from '../../src/domain/codes/outcome.ts'
import { type PlacedCode, placedCodes } from '../../src/domain/codes/queries.ts'
import { addSet, type Identify, type StoredSet } from '../../src/domain/codes/sets.ts'
import { fold } from '../../src/domain/journal/fold.ts'
import { type Journal, parseJournal, stamp } from '../../src/domain/journal/payload.ts'
import { type BackupCode, parseBackupCode } from '../../src/domain/model/backup-code.ts'
import type { Decision } from '../../src/domain/model/decision.ts'
import type { Fact, StoredEvent } from '../../src/domain/model/events.ts'
import type { State } from '../../src/domain/model/state.ts'
import { type IsoDate, parseIsoDate } from '../../src/domain/text/date.ts'
import { type Handle, parseHandle } from '../../src/domain/text/handle.ts'
import { UserError } from '../../src/errors.ts'

export const shop: Handle = parseHandle('shop')
export const cafe: Handle = parseHandle('cafe')
export const today: IsoDate = parseIsoDate('2026-11-20')
export const noon = new Date('2026-11-20T12:00:00Z')

/** Readable where a test fails; the vault's own ids are HMACs. */
export const identify: Identify = (account, digits) => `${account.replace('~', '_')}-${digits}`

/** `10000001 10000002 …`: the first digit tells one list from another. */
export function list(first: number, size = 5): readonly BackupCode[] {
  return Array.from({ length: size }, (_, index) => code(`${first}${String(index + 1).padStart(7, '0')}`))
}

export function code(digits: string): BackupCode {
  const parsed = parseBackupCode(digits)
  if (!parsed) throw new Error(`no backup code: ${digits}`)
  return parsed
}

export class Copy {
  readonly replica: string
  events: readonly StoredEvent[]
  now = noon
  #count = 0
  #sets = 0

  constructor(replica = 'laptop', events: readonly StoredEvent[] = []) {
    this.replica = replica
    this.events = events
  }

  get state(): State {
    return fold(journalOf(this.events).events)
  }

  /** The same journal on another machine, which then goes its own way. */
  on(replica: string): Copy {
    return new Copy(replica, this.events)
  }

  do<D extends Decision>(decide: (state: State) => D): D {
    const decision = decide(this.state)
    this.record(...decision.facts)
    return decision
  }

  record(...facts: readonly Fact[]): void {
    const events = stamp(facts, {
      replica: this.replica,
      count: this.#count,
      lamport: this.state.lamport,
      at: this.now.toISOString(),
      by: 'aki',
      newId: () => `${this.replica} ${++this.#count}`,
    })
    this.events = [...this.events, ...events]
  }

  /** What a merge does: the union of both copies' events. */
  take(other: Copy): void {
    this.events = journalOf([...this.events, ...other.events]).events
  }

  wait(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000)
  }

  add(handle: Handle, codes: readonly BackupCode[], issuedOn = today): StoredSet {
    const setId = `${this.replica}-set-${++this.#sets}`
    return this.do(state => addSet(state, { handle, codes, issuedOn, setId, identify }))
  }

  /** The position that was handed out. */
  use(handle: Handle, { anyway = false } = {}): number {
    const { now, replica } = this
    return this.do(state => takeNextCode(state, handle, { now, replica, hasDigits: () => true, anyway })).code.position
  }

  mark(handle: Handle, outcome: LoginOutcome, position?: number): number {
    return this.do(state => recordOutcome(state, handle, outcome, position)).code.position
  }

  /** The states of the newest set's codes, one word each. */
  states(handle: Handle): string {
    return this.placed(handle)
      .map(({ state }) => state)
      .join(' ')
  }

  placed(handle: Handle): readonly PlacedCode[] {
    const { state } = this
    const account = [...state.accounts.values()].find(account => account.handle === handle)
    const newest = account?.sets.at(-1)
    return account && newest ? placedCodes(state, account, newest) : []
  }
}

export function journalOf(events: readonly StoredEvent[]): Journal {
  return parseJournal([new TextEncoder().encode(JSON.stringify({ events }))])
}

/** What a rule refuses with. */
export function refusal(work: () => unknown): UserError {
  try {
    work()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
