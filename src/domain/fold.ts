/**
 * The fold: events in, state out. A pure function of the set of events, whatever order they came in.
 *
 * Rules are strict, the fold is tolerant: an event that no rule would write (a code marked twice, a set for a removed account)
 * still folds into a state in which every code has moved forward only.
 */
import type { IsoDate } from './date.ts'
import { isKnown } from './event-members.ts'
import {
  type AccountId,
  type CodeId,
  concernsCodes,
  type Event,
  type IncidentId,
  type ReplicaId,
  type SetId,
  type SlotId,
  type Stamp,
  type StoredEvent,
  type TotpId,
  type VoidReason,
} from './events.ts'
import type { Handle } from './handle.ts'
import { isIncidentEvent, recordIncident } from './incident-record.ts'
import type { Incident } from './incidents.ts'
import type { Registry } from './registry.ts'
import {
  draftOf,
  emptyRegistry,
  type RegistryDraft,
  recordInRegistry,
  registryOf,
} from './registry-record.ts'
import { endTotps, recordTotp, type StoredTotp, storedTotps, type TotpDraft } from './totp-record.ts'

/** How far a code has come. It only ever moves to the right; `used` is where nothing moves any more. */
export const outcomes = ['available', 'reserved', 'rejected', 'used'] as const
export type Outcome = (typeof outcomes)[number]

/** What a code is to the user: its outcome, or void together with its set. */
export type CodeState = Outcome | 'void'

export interface Moment {
  readonly at: string
  readonly by: string
  readonly replica: ReplicaId
}

export interface Code {
  readonly id: CodeId
  readonly account: AccountId
  readonly outcome: Outcome
  /** Every time it was handed out: two replicas apart can each have done so. */
  readonly handouts: readonly Moment[]
  readonly rejectedAt?: string
  /** Missing for a code that was found crossed off. */
  readonly usedAt?: string
}

export interface CodeSet {
  readonly id: SetId
  readonly issuedOn: IsoDate
  readonly added: Moment
  /** In the order of the list on Instagram's screen: position 1 is the first. */
  readonly codes: readonly CodeId[]
  readonly voided?: Moment & { readonly because: VoidReason }
  /** The user asked to erase its digits. */
  readonly erased: boolean
}

export interface Account {
  readonly id: AccountId
  readonly handle: Handle
  readonly added: Moment
  /** Oldest first. Only the last one can be the current set. */
  readonly sets: readonly CodeSet[]
  readonly lastHandedOut?: CodeId
}

/** What the journal says of one way to open the vault; the slot itself stands in the file's header. */
export interface KeySlot {
  /** Missing for a slot that was made together with the vault. */
  readonly added?: Moment
  readonly ended?: 'replaced' | 'revoked'
}

export interface State {
  readonly accounts: ReadonlyMap<AccountId, Account>
  /** Every code that ever was in the vault, also those of removed accounts: what is used stays used. */
  readonly codes: ReadonlyMap<CodeId, Code>
  /** Codes whose account was removed since they were stored: their digits have to go. */
  readonly removedCodes: ReadonlySet<CodeId>
  /** The authenticators of each account, newest last. */
  readonly totps: ReadonlyMap<AccountId, readonly StoredTotp[]>
  /** Removed for good: their secrets have to go. */
  readonly removedTotps: ReadonlySet<TotpId>
  /** In the order in which they came into the journal. */
  readonly incidents: ReadonlyMap<IncidentId, Incident>
  /** Who holds which key. */
  readonly registry: Registry
  readonly keySlots: ReadonlyMap<SlotId, KeySlot>
  /** In the order in which they first wrote. */
  readonly replicas: readonly ReplicaId[]
  /** The number of each replica's latest event. */
  readonly counters: ReadonlyMap<ReplicaId, number>
  readonly lamport: number
  /** Types of events that only a newer igcodes can judge and that bear on codes. */
  readonly unknownTypes: readonly string[]
}

export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }
/** Whatever another holder of the vault has put into it must not take longer than its length: each step below is one look-up. */
type DraftAccount = Omit<Draft<Account>, 'sets'> & {
  /** All that it ever had, the oldest first. */
  sets: Map<SetId, DraftSet>
  /** Of these, what went with the account: what another replica did to them meanwhile still counts. */
  removedSets: Set<SetId>
  removed: boolean
}
type DraftSet = Omit<Draft<CodeSet>, 'codes'> & {
  /** In their order, each once. */
  codes: Set<CodeId>
}

/** @param events in their order (`inOrder`), as a journal holds them */
export function fold(events: readonly StoredEvent[]): State {
  const accounts = new Map<AccountId, DraftAccount>()
  const codes = new Map<CodeId, Draft<Code>>()
  const incidents = new Map<IncidentId, Draft<Incident>>()
  const registry = draftOf(emptyRegistry)
  const totps: TotpDraft = { stored: new Map(), removed: new Set() }
  const keySlots = new Map<SlotId, KeySlot>()
  const counters = new Map<ReplicaId, number>()
  const unknownTypes = new Set<string>()
  let lamport = 0

  for (const event of events) {
    if (event.n > (counters.get(event.replica) ?? -1)) counters.set(event.replica, event.n)
    lamport = Math.max(lamport, event.lamport)
    if (isKnown(event)) apply(event, accounts, codes, incidents, registry, totps, keySlots)
    else if (concernsCodes(event)) unknownTypes.add(event.type)
  }

  return {
    accounts: finished(accounts),
    codes,
    removedCodes: codesRemoved([...accounts.values()]),
    totps: storedTotps(totps),
    removedTotps: totps.removed,
    incidents,
    registry: registryOf(registry),
    keySlots,
    replicas: [...counters.keys()],
    counters,
    lamport,
    unknownTypes: [...unknownTypes],
  }
}

function apply(
  event: Event,
  accounts: Map<AccountId, DraftAccount>,
  codes: Map<CodeId, Draft<Code>>,
  incidents: Map<IncidentId, Draft<Incident>>,
  registry: RegistryDraft,
  totps: TotpDraft,
  keySlots: Map<SlotId, KeySlot>,
): void {
  switch (event.type) {
    case 'account-added':
      reviveOrAdd(accounts, event.account, event.handle, momentOf(event))
      break
    case 'account-renamed': {
      const account = accounts.get(event.account)
      if (account) account.handle = event.handle
      break
    }
    case 'account-removed': {
      const account = accounts.get(event.account)
      if (!account) break
      // Only what the remover saw goes: a set that another replica added meanwhile keeps the account alive.
      for (const set of event.sets) if (account.sets.has(set)) account.removedSets.add(set)
      account.removed = account.sets.size === account.removedSets.size
      if (account.removed) endTotps(event.account, totps)
      break
    }
    case 'set-added': {
      register(event.codes, event.account, codes)
      const account = accounts.get(event.account)
      if (!account) break
      const known = account.sets.get(event.set)
      if (known) list(event.codes, known)
      else {
        const { set: id, issuedOn } = event
        account.removed = false
        account.sets.set(id, {
          id,
          issuedOn,
          added: momentOf(event),
          codes: new Set(event.codes),
          erased: false,
        })
      }
      break
    }
    case 'set-completed': {
      register(event.codes, event.account, codes)
      list(event.codes, accounts.get(event.account)?.sets.get(event.set))
      break
    }
    case 'set-voided': {
      const set = accounts.get(event.account)?.sets.get(event.set)
      if (set) set.voided ??= { ...momentOf(event), because: event.because }
      break
    }
    case 'set-erased': {
      const set = accounts.get(event.account)?.sets.get(event.set)
      if (set) set.erased = true
      break
    }
    case 'code-reserved': {
      const code = codes.get(event.code)
      if (!code) break
      if (code.handouts === none) code.handouts = [momentOf(event)]
      else code.handouts.push(momentOf(event))
      forward(code, 'reserved')
      const account = accounts.get(event.account)
      if (account && !event.recovered) account.lastHandedOut = code.id
      break
    }
    case 'code-used': {
      const code = codes.get(event.code)
      if (!code) break
      forward(code, 'used')
      if (!event.found) code.usedAt ??= event.at
      break
    }
    case 'code-rejected': {
      const code = codes.get(event.code)
      if (!code) break
      forward(code, 'rejected')
      code.rejectedAt ??= event.at
      break
    }
    case 'totp-added':
    case 'totp-removed':
      recordTotp(event, momentOf(event), accounts.get(event.account)?.removed === true, totps)
      break
    case 'key-added':
    case 'key-changed':
      keySlots.set(event.slot, { added: momentOf(event), ...keySlots.get(event.slot) })
      break
    case 'key-revoked':
      // A revocation outweighs a replacement, whichever came first.
      if (keySlots.get(event.slot)?.ended !== 'revoked')
        keySlots.set(event.slot, { ...keySlots.get(event.slot), ended: event.because })
      break
    default:
      if (isIncidentEvent(event)) recordIncident(event, incidents)
      else recordInRegistry(event, registry)
  }
}

function reviveOrAdd(
  accounts: Map<AccountId, DraftAccount>,
  id: AccountId,
  handle: Handle,
  added: Moment,
): void {
  const account = accounts.get(id)
  if (account === undefined)
    accounts.set(id, { id, handle, added, sets: new Map(), removedSets: new Set(), removed: false })
  else if (account.removed) {
    account.removed = false
    account.handle = handle
    delete account.lastHandedOut
  }
}

function momentOf({ at, by, replica }: Stamp): Moment {
  return { at, by, replica }
}

/** Nearly every code was handed out by nobody: one empty list serves them all. */
const none: Moment[] = []

/** Whatever becomes of its set: a code that was once in the vault is known for good, and keeps its outcome. */
function register(ids: readonly CodeId[], account: AccountId, codes: Map<CodeId, Draft<Code>>): void {
  for (const id of ids)
    if (!codes.has(id)) codes.set(id, { id, account, outcome: 'available', handouts: none })
}

function list(ids: readonly CodeId[], set: DraftSet | undefined): void {
  for (const id of ids) set?.codes.add(id)
}

function finished(accounts: ReadonlyMap<AccountId, DraftAccount>): ReadonlyMap<AccountId, Account> {
  const living = new Map<AccountId, Account>()
  for (const [id, { removed, removedSets, sets, ...account }] of accounts) {
    if (removed) continue
    const standing = [...sets.values()].filter(set => !removedSets.has(set.id))
    living.set(id, { ...account, sets: standing.map(set => ({ ...set, codes: [...set.codes] })) })
  }
  return living
}

/** A code that a living set lists too is still needed: two replicas can have stored one list as two sets. */
function codesRemoved(accounts: readonly DraftAccount[]): ReadonlySet<CodeId> {
  const removed = new Set<CodeId>()
  for (const { sets, removedSets } of accounts)
    for (const set of removedSets) for (const code of sets.get(set)?.codes ?? []) removed.add(code)
  if (removed.size === 0) return removed
  for (const { sets, removedSets } of accounts)
    for (const { id, codes } of sets.values())
      if (!removedSets.has(id)) for (const code of codes) removed.delete(code)
  return removed
}

function forward(code: Draft<Code>, to: Outcome): void {
  if (outcomes.indexOf(to) > outcomes.indexOf(code.outcome)) code.outcome = to
}
