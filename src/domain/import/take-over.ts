/**
 * Takes over an export of igcodes: what the vault does not have is added, and a code only moves forward. Nothing in the vault is changed
 * otherwise, so the same export can be imported again, and into a vault with other accounts.
 */
import type { Identify } from '../codes/sets.ts'
import { factIn } from '../journal/event-schema.ts'
import { findAccount, idFor } from '../model/accounts.ts'
import type { BackupCode } from '../model/backup-code.ts'
import type { Decision } from '../model/decision.ts'
import type { AccountId, CodeId, SetId, TotpId } from '../model/ids.ts'
import type { Signed } from '../model/incident.ts'
import { type Account, type CodeSet, idsOf, outcomes, type State } from '../model/state.ts'
import type { TotpKey } from '../model/totp-key.ts'
import type { Handle } from '../text/handle.ts'
import type { ExportedAccount, ExportedCode, ExportedSet, Members, ReadExport } from './own-export.ts'

export const takenKinds = [
  'accounts',
  'sets',
  'codes',
  'outcomes',
  'authenticators',
  'persons',
  'devices',
  'factors',
  'places',
  'reviews',
  'tests',
  'incidents',
  'handovers',
  'ignored',
] as const
export type TakenKind = (typeof takenKinds)[number]
export type Taken = Readonly<Record<TakenKind, number>>

export interface TakeOver extends Decision {
  /** How many of each are new to the vault. */
  readonly taken: Taken
  /** Accounts with an authenticator of their own: that of the export was left out. */
  readonly otherAuthenticator: readonly Handle[]
}

export interface TakeOverTools {
  readonly identify: Identify
  /** A random id. */
  readonly newId: () => string
}

/** @returns undefined if the export has something that igcodes does not write */
export function takeOver(state: State, found: ReadExport, tools: TakeOverTools): TakeOver | undefined {
  return new Taking(state, found, tools).take()
}

/** Something that happened to a code, and when. */
interface Step {
  readonly at: string
  readonly fact: Members
}

class Taking {
  readonly #state: State
  readonly #found: ReadExport
  readonly #tools: TakeOverTools
  readonly #facts: Members[] = []
  readonly #secrets = new Map<CodeId, BackupCode>()
  readonly #totps = new Map<TotpId, TotpKey>()
  readonly #taken: Record<TakenKind, number>
  readonly #otherAuthenticator: Handle[] = []
  /** The export's accounts as they are called in the vault. */
  readonly #ids = new Map<AccountId, AccountId>()
  readonly #added = new Set<AccountId>()

  constructor(state: State, found: ReadExport, tools: TakeOverTools) {
    this.#state = state
    this.#found = found
    this.#tools = tools
    this.#taken = Object.fromEntries(takenKinds.map(kind => [kind, 0])) as Record<TakenKind, number>
  }

  take(): TakeOver | undefined {
    const { accounts } = this.#found
    for (const account of accounts) this.#account(account)
    this.#registry()
    // After the records: a test names its account only.
    for (const account of accounts) this.#upkeep(account)
    this.#records()
    const facts = this.#facts.flatMap(fact => factIn(fact) ?? [])
    if (facts.length < this.#facts.length) return undefined
    return {
      facts,
      secrets: this.#secrets,
      totps: this.#totps,
      taken: this.#taken,
      otherAuthenticator: this.#otherAuthenticator,
    }
  }

  #add(kind: TakenKind | undefined, fact: Members): void {
    this.#facts.push(fact)
    if (kind) this.#taken[kind]++
  }

  // Accounts and codes

  #account(exported: ExportedAccount): void {
    const handle = exported.handle.replace(/~.*/, '') as Handle
    const known = findAccount(this.#state, handle)
    const sibling = this.#found.accounts.find(({ id, handle: other }) => this.#ids.has(id) && other === handle)
    const id = known?.id ?? (sibling && this.#ids.get(sibling.id)) ?? idFor(this.#state, handle)
    this.#ids.set(exported.id, id)
    if (!known && !this.#added.has(id)) {
      this.#add('accounts', { type: 'account-added', account: id, handle, was: exported.added })
      this.#added.add(id)
    }
    this.#sets(id, known, exported)
    this.#authenticators(id, known, exported)
  }

  #sets(account: AccountId, known: Account | undefined, { sets }: ExportedAccount): void {
    const names = new Map<SetId, SetId>()
    const isNew = new Set<SetId>()
    for (const set of sets) {
      const match = known?.sets.find(one => this.#isSame(account, one, set))
      names.set(set.id, match?.id ?? this.#nameFor(account, known, set))
      if (!match) isNew.add(set.id)
    }
    // The set that replaced the others, as far as the export has it.
    const successor = sets.findLast(({ replaced }) => !replaced)
    const at = successor ? sets.indexOf(successor) : -1
    const replaced = sets.slice(0, Math.max(0, at)).filter(set => set.replaced)
    for (const [index, set] of sets.entries()) {
      const id = names.get(set.id) ?? set.id
      if (!isNew.has(set.id)) {
        this.#complete(account, id, known, set)
      } else {
        const replaces = set === successor ? replaced.map(one => names.get(one.id) ?? one.id) : []
        const codes = set.codes.map(code => this.#codeId(account, code))
        const { issuedOn, added: was } = set
        this.#add('sets', { type: 'set-added', account, set: id, issuedOn, codes, replaces, was })
        this.#taken.codes += codes.length
      }
      // A list that is known to be dead must not count, although nothing here replaces it.
      const isOrphan = set.replaced && isNew.has(set.id) && (index > at || !successor || !isNew.has(successor.id))
      this.#end(account, id, known, set, isOrphan)
    }
    this.#outcomes(account, sets)
  }

  #isSame(account: AccountId, stored: CodeSet, { id, codes }: ExportedSet): boolean {
    return idsOf(stored).includes(id) || codes.some(code => stored.codes.includes(this.#codeId(account, code)))
  }

  /** In an account that was removed from this vault the set may have been removed for good. */
  #nameFor(account: AccountId, known: Account | undefined, { id }: ExportedSet): SetId {
    return known || this.#state.removedAccounts.has(account) ? this.#tools.newId() : id
  }

  /** Without the digits, the id that it has in the other vault: unique, and as good as any. */
  #codeId(account: AccountId, { id, code }: ExportedCode): CodeId {
    return code === null ? id : this.#tools.identify(account, code)
  }

  /** The vault's list may have been pasted in part. */
  #complete(account: AccountId, set: SetId, known: Account | undefined, exported: ExportedSet): void {
    const stored = known?.sets.find(one => one.id === set)
    const codes = exported.codes
      .map(code => this.#codeId(account, code))
      .filter(code => !stored?.codes.includes(code) && !this.#state.codes.has(code))
    if (codes.length === 0) return
    this.#add(undefined, { type: 'set-completed', account, set, codes, was: exported.added })
    this.#taken.codes += codes.length
  }

  #end(account: AccountId, set: SetId, known: Account | undefined, exported: ExportedSet, isOrphan: boolean): void {
    const { voided, erased, added } = exported
    const stored = known?.sets.find(one => one.id === set)
    if (voided && !stored?.voided) {
      const { because, at, by } = voided
      this.#add(undefined, { type: 'set-voided', account, set, because, was: { at, by } })
    } else if (isOrphan && !voided) {
      this.#add(undefined, { type: 'set-voided', account, set, because: 'regenerated', was: added })
    }
    if (erased && !stored) this.#add(undefined, { type: 'set-erased', account, set })
  }

  #outcomes(account: AccountId, sets: readonly ExportedSet[]): void {
    const facts: Step[] = []
    const seen = new Set<CodeId>()
    for (const set of sets) {
      for (const code of set.codes) {
        const id = this.#codeId(account, code)
        const stored = this.#state.codes.get(id)
        const isSpent = code.state === 'used' || stored?.outcome === 'used'
        if (code.code !== null && !isSpent && !set.erased) this.#secrets.set(id, code.code)
        if (seen.has(id)) continue
        seen.add(id)
        const isAhead = outcomes.indexOf(code.state) > outcomes.indexOf(stored?.outcome ?? 'available')
        const steps = isAhead ? this.#stepsOf(account, id, code) : []
        if (steps.length > 0) this.#taken.outcomes++
        facts.push(...steps)
      }
    }
    // The code handed out last is the one that `mark` is about.
    this.#facts.push(...facts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ fact }) => fact))
  }

  #stepsOf(account: AccountId, code: CodeId, exported: ExportedCode): readonly Step[] {
    const { state, handedOut, rejected, used } = exported
    const { made } = this.#found
    const step = (fact: Members, was: Signed): Step => ({
      at: was.at,
      fact: { ...fact, account, code, was: { at: was.at, by: was.by } },
    })
    const isReserved = state === 'reserved' && handedOut.length === 0
    return [
      ...handedOut.map(one => step({ type: 'code-reserved', ...(one.recovered && { recovered: true }) }, one)),
      ...(isReserved ? [step({ type: 'code-reserved', recovered: true }, made)] : []),
      ...(rejected || state === 'rejected' ? [step({ type: 'code-rejected' }, rejected ?? made)] : []),
      ...(used ? [step({ type: 'code-used' }, used)] : []),
      // Found crossed off: when it was used is unknown.
      ...(state === 'used' && !used ? [step({ type: 'code-used', found: true }, made)] : []),
    ]
  }

  #authenticators(account: AccountId, known: Account | undefined, exported: ExportedAccount): void {
    const stored = known ? (this.#state.totps.get(known.id) ?? []) : []
    if (stored.length > 0) {
      const isOther = exported.authenticators.some(({ id }) => !stored.some(one => one.id === id))
      if (isOther && known) this.#otherAuthenticator.push(known.handle)
      return
    }
    for (const { id, added, key } of exported.authenticators) {
      // One that was removed here does not come back under its id.
      const totp = this.#state.removedTotps.has(id) ? this.#tools.newId() : id
      this.#add('authenticators', { type: 'totp-added', account, totp, was: added })
      this.#totps.set(totp, key)
    }
  }

  // Persons, devices, factors, places

  #registry(): void {
    const { persons, devices, factors, places } = this.#found
    const { registry } = this.#state
    for (const { id, ...members } of persons)
      if (!registry.persons.has(String(id))) this.#add('persons', { ...members, type: 'person-saved', person: id })
    for (const { id, ...members } of devices)
      if (!registry.devices.has(String(id))) this.#add('devices', { ...members, type: 'device-saved', device: id })
    for (const { id, device, accounts, ...members } of factors) {
      const isKnown = registry.factors.has(String(id))
      if (!isKnown) this.#add('factors', { ...members, type: 'factor-saved', factor: id, on: device })
      this.#link({ type: 'factor-linked', factor: id }, accounts, isKnown)
    }
    for (const { id, device, accounts, ...members } of places) {
      const isKnown = registry.places.has(String(id))
      if (!isKnown) this.#add('places', { ...members, type: 'place-saved', place: id, on: device })
      this.#link({ type: 'place-linked', place: id }, accounts, isKnown)
    }
  }

  /** A record that the vault has gets the accounts only that are new. */
  #link(fact: Members, named: unknown, isKnown: boolean): void {
    const accounts = (Array.isArray(named) ? named : [named])
      .map(account => this.#idOf(account))
      .filter(id => !isKnown || (typeof id === 'string' && this.#added.has(id)))
    if (accounts.length > 0) this.#add(undefined, { ...fact, accounts })
  }

  /** An account that is not in the export any more has the id that it had. */
  #idOf(account: unknown): unknown {
    return (typeof account === 'string' && this.#ids.get(account)) || account
  }

  // What was done

  #upkeep({ id, reviewed, tests }: ExportedAccount): void {
    const account = this.#ids.get(id) ?? id
    const { registry } = this.#state
    const before = registry.reviews.get(account)
    if (reviewed !== null && (before === undefined || before < reviewed))
      this.#add('reviews', { type: 'review-recorded', accounts: [account], day: reviewed })
    const stored = registry.tests.get(account) ?? []
    for (const { on, passed, with: method, at, by } of tests)
      if (!stored.some(test => test.on === on && test.passed === passed && test.with === method))
        this.#add('tests', { type: 'test-recorded', account, passed, with: method, day: on, was: { at, by } })
  }

  #records(): void {
    const { incidents, handovers, ignored, made } = this.#found
    for (const incident of incidents) this.#incident(incident)
    for (const handover of handovers) this.#handover(handover)
    for (const { by, ...one } of ignored) {
      const account = this.#idOf(one.account)
      const isKnown = this.#state.registry.ignored.some(
        known => known.rule === one.rule && known.account === account && known.until === one.until,
      )
      if (!isKnown) this.#add('ignored', { ...one, type: 'audit-ignored', account, was: { at: made.at, by } })
    }
  }

  #incident({
    id,
    openedAt,
    openedBy,
    account,
    scenarios,
    steps,
    pauses,
    notes,
    deadlines,
    closed,
    ...about
  }: Members): void {
    const incident = freeId(id, this.#state.incidents, known => known.openedAt === openedAt)
    if (incident === undefined) return
    const [first, ...moved] = listOf(scenarios)
    const opened = { ...about, type: 'incident-opened', incident, scenario: first?.scenario, when: openedAt }
    const where = account === undefined ? {} : { account: this.#idOf(account) }
    this.#add('incidents', { ...opened, ...where, was: { at: openedAt, by: openedBy } })
    const add = (type: string, { at, by, ...members }: Members): void =>
      this.#add(undefined, { ...members, type, incident, when: at, was: { at, by } })
    for (const one of moved) add('incident-moved', one)
    for (const one of listOf(steps)) add('incident-step', one)
    for (const one of listOf(pauses)) add('incident-paused', one)
    for (const one of listOf(notes)) add('incident-noted', one)
    for (const one of listOf(deadlines)) add('incident-deadline-set', one)
    if (closed !== undefined) for (const one of listOf([closed])) add('incident-closed', one)
  }

  #handover({ id, kind, about, startedAt, startedBy, tasks, tried, closedAt, dropped }: Members): void {
    const handover = freeId(id, this.#state.registry.handovers, known => known.startedAt === startedAt)
    if (handover === undefined) return
    const ofAccount = (task: Members): Members => ({ ...task, account: this.#idOf(task.account) })
    const was = { at: startedAt, by: startedBy }
    this.#add('handovers', {
      type: 'handover-started',
      handover,
      kind,
      about,
      tasks: listOf(tasks).map(ofAccount),
      was,
    })
    for (const { at, by, ...task } of listOf(tried))
      this.#add(undefined, { ...ofAccount(task), type: 'handover-task', handover, was: { at, by } })
    if (closedAt !== undefined) {
      const closing = { type: 'handover-closed', handover, ...(dropped === true && { dropped }) }
      this.#add(undefined, { ...closing, was: { at: closedAt, by: startedBy } })
    }
  }
}

/** What is no object becomes an empty one, which is no fact. */
function listOf(value: unknown): readonly Members[] {
  return (Array.isArray(value) ? value : [value]).map(one => (typeof one === 'object' && one !== null ? one : {}))
}

/** Undefined if it is in the vault. Short ids of two vaults can be the same for different things. */
function freeId<T>(id: unknown, known: ReadonlyMap<string, T>, isSame: (known: T) => boolean): string | undefined {
  for (let n = 1; ; n++) {
    const free = n === 1 ? String(id) : `${id}${n}`
    const taken = known.get(free)
    if (!taken) return free
    if (isSame(taken)) return undefined
  }
}
