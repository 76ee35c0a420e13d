/**
 * Folds events into the state.
 *
 * Rules are strict, but the fold is tolerant: it also takes events that no rule would write (a code marked twice, a set for a removed
 * account), and still moves every code forward only.
 */
import { concernsCodes, type Event, type SlotId, type Stamp, type StoredEvent } from '../model/events.ts'
import type { AccountId, CodeId, IncidentId, ReplicaId, SetId } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import {
  type Account,
  type Code,
  type CodeSet,
  type KeySlot,
  type Moment,
  type Mutable,
  type Outcome,
  outcomes,
  type State,
} from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { isKnown } from './event-schema.ts'
import { isIncidentEvent, recordIncident } from './fold-incidents.ts'
import { draftOf, emptyRegistry, type RegistryBuilder, recordInRegistry, registryOf } from './fold-registry.ts'
import { endTotps, recordTotp, storedTotps, type TotpBuilder } from './fold-totps.ts'

/** Every step of the fold is one look-up, so that a hostile journal takes time in proportion to its length. */
type MutableAccount = Omit<Mutable<Account>, 'sets'> & {
  /** All sets that it ever had, the oldest first. */
  sets: Map<SetId, MutableSet>
  /** Sets removed with the account. Events of other replicas about them still count. */
  removedSets: Set<SetId>
  removed: boolean
}
type MutableSet = Omit<Mutable<CodeSet>, 'codes'> & { codes: readonly CodeId[] }
/** The codes of the few sets that got more after they were added. */
type GrownSets = Map<MutableSet, Set<CodeId>>

/** @param events sorted by `inOrder`, as in a Journal */
export function fold(events: readonly StoredEvent[]): State {
  const accounts = new Map<AccountId, MutableAccount>()
  const codes = new Map<CodeId, Mutable<Code>>()
  const grown: GrownSets = new Map()
  const incidents = new Map<IncidentId, Mutable<Incident>>()
  const registry = draftOf(emptyRegistry)
  const totps: TotpBuilder = { stored: new Map(), removed: new Set() }
  const keySlots = new Map<SlotId, KeySlot>()
  const counters = new Map<ReplicaId, number>()
  const unknownTypes = new Set<string>()
  let lamport = 0

  for (const event of events) {
    if (event.n > (counters.get(event.replica) ?? -1)) counters.set(event.replica, event.n)
    lamport = Math.max(lamport, event.lamport)
    if (isKnown(event)) apply(event, accounts, codes, grown, incidents, registry, totps, keySlots)
    else if (concernsCodes(event)) unknownTypes.add(event.type)
  }
  for (const [set, codes] of grown) set.codes = [...codes]

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
  accounts: Map<AccountId, MutableAccount>,
  codes: Map<CodeId, Mutable<Code>>,
  grown: GrownSets,
  incidents: Map<IncidentId, Mutable<Incident>>,
  registry: RegistryBuilder,
  totps: TotpBuilder,
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
      // Only the sets that the event names are removed: one that another replica added meanwhile keeps the account.
      for (const set of event.sets) if (account.sets.has(set)) account.removedSets.add(set)
      account.removed = account.sets.size === account.removedSets.size
      if (account.removed) endTotps(event.account, totps)
      break
    }
    case 'set-added': {
      const areNew = register(event.codes, event.account, codes)
      const account = accounts.get(event.account)
      if (!account) break
      const known = account.sets.get(event.set)
      if (known) grow(known, event.codes, grown)
      else {
        const { set: id, issuedOn } = event
        account.removed = false
        // New codes are distinct: the list can be shared with the event.
        const listed = areNew ? event.codes : [...new Set(event.codes)]
        account.sets.set(id, { id, issuedOn, added: momentOf(event), codes: listed, erased: false })
      }
      break
    }
    case 'set-completed': {
      register(event.codes, event.account, codes)
      const set = accounts.get(event.account)?.sets.get(event.set)
      if (set) grow(set, event.codes, grown)
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
      if (event.found || code.usedAt !== undefined) break
      code.usedAt = event.at
      code.usedBy = event.by
      break
    }
    case 'code-rejected': {
      const code = codes.get(event.code)
      if (!code) break
      forward(code, 'rejected')
      if (code.rejectedAt !== undefined) break
      code.rejectedAt = event.at
      code.rejectedBy = event.by
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
      // A revocation wins over a replacement, in either order.
      if (keySlots.get(event.slot)?.ended !== 'revoked')
        keySlots.set(event.slot, { ...keySlots.get(event.slot), ended: event.because })
      break
    default:
      if (isIncidentEvent(event)) recordIncident(event, incidents)
      else recordInRegistry(event, registry)
  }
}

function reviveOrAdd(accounts: Map<AccountId, MutableAccount>, id: AccountId, handle: Handle, added: Moment): void {
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

/** Most codes were never handed out: they share one empty list. */
const none: Moment[] = []

/**
 * A code that was once in the vault stays known with its outcome, even without its set.
 *
 * @returns whether all were new
 */
function register(ids: readonly CodeId[], account: AccountId, codes: Map<CodeId, Mutable<Code>>): boolean {
  const before = codes.size
  for (const id of ids) if (!codes.has(id)) codes.set(id, { id, account, outcome: 'available', handouts: none })
  return codes.size === before + ids.length
}

function grow(set: MutableSet, ids: readonly CodeId[], grown: GrownSets): void {
  const codes = grown.get(set) ?? new Set(set.codes)
  for (const id of ids) codes.add(id)
  grown.set(set, codes)
}

function finished(accounts: ReadonlyMap<AccountId, MutableAccount>): ReadonlyMap<AccountId, Account> {
  const living = new Map<AccountId, Account>()
  for (const [id, { removed, removedSets, sets, ...account }] of accounts) {
    if (removed) continue
    const all = [...sets.values()]
    living.set(id, { ...account, sets: removedSets.size === 0 ? all : all.filter(set => !removedSets.has(set.id)) })
  }
  return living
}

/** Without codes that another set still has: two replicas can store one list as two sets. */
function codesRemoved(accounts: readonly MutableAccount[]): ReadonlySet<CodeId> {
  const removed = new Set<CodeId>()
  for (const { sets, removedSets } of accounts)
    for (const set of removedSets) for (const code of sets.get(set)?.codes ?? []) removed.add(code)
  if (removed.size === 0) return removed
  for (const { sets, removedSets } of accounts)
    for (const { id, codes } of sets.values()) if (!removedSets.has(id)) for (const code of codes) removed.delete(code)
  return removed
}

function forward(code: Mutable<Code>, to: Outcome): void {
  if (outcomes.indexOf(to) > outcomes.indexOf(code.outcome)) code.outcome = to
}
