/**
 * Folds events into the state.
 *
 * Rules are strict, but the fold is tolerant: it also takes events that no rule would write (a code marked twice, a set for a removed
 * account), and still moves every code forward only.
 */
import { concernsCodes, type Event, type Stamp, type StoredEvent } from '../model/events.ts'
import type { AccountId, CodeId, IncidentId, ReplicaId } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import {
  type Code,
  type Handout,
  type Moment,
  type Mutable,
  type Outcome,
  outcomes,
  type State,
} from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { isKnown } from './event-schema.ts'
import { type AccountBuilder, finishAccounts, type SetBuilder } from './fold-accounts.ts'
import { isIncidentEvent, recordIncident } from './fold-incidents.ts'
import { draftOf, emptyRegistry, type RegistryBuilder, recordInRegistry, registryOf } from './fold-registry.ts'
import { endTotps, hasUnseenTotp, recordTotp, seeTotps, storedTotps, type TotpBuilder } from './fold-totps.ts'
import { type KeySlotBuilder, recordKeySlot } from './key-slots.ts'
import { savedRecord, shownIds, shownIncidents, shownRegistry } from './shown-ids.ts'

/**
 * The codes of the few sets that got more after they were added. Every step of the fold is one look-up, so that a hostile journal takes time in
 * proportion to its length.
 */
type GrownSets = Map<SetBuilder, Set<CodeId>>

/** @param events sorted by `inOrder`, as in a Journal */
export function fold(events: readonly StoredEvent[]): State {
  const accounts = new Map<AccountId, AccountBuilder>()
  const codes = new Map<CodeId, Mutable<Code>>()
  const grown: GrownSets = new Map()
  const incidents = new Map<IncidentId, Mutable<Incident>>()
  const draft = draftOf(emptyRegistry)
  const records = new Set<string>()
  const totps: TotpBuilder = { stored: new Map(), removed: new Set(), seen: new Set() }
  const keySlots: KeySlotBuilder = new Map()
  const counters = new Map<ReplicaId, number>()
  const unknownTypes = new Set<string>()
  let lamport = 0

  for (const event of events) {
    if (event.n > (counters.get(event.replica) ?? -1)) counters.set(event.replica, event.n)
    lamport = Math.max(lamport, event.lamport)
    if (isKnown(event)) {
      apply(asItWas(event), accounts, codes, grown, incidents, draft, totps, keySlots)
      const record = savedRecord(event)
      if (record !== undefined) records.add(record)
    } else if (concernsCodes(event)) unknownTypes.add(event.type)
  }
  for (const [set, codes] of grown) set.codes = [...codes]

  const finished = finishAccounts(accounts, account => hasUnseenTotp(account, totps))
  for (const account of finished.removedAccounts.keys()) endTotps(account, totps)
  const registry = registryOf(
    draft,
    (account, generation) =>
      !finished.removedAccounts.has(account) && (accounts.get(account)?.generation ?? 0) === generation,
  )
  const ids = shownIds(records, registry, draft.handovers.keys(), incidents.keys())
  return {
    ...finished,
    codes,
    totps: storedTotps(totps),
    removedTotps: totps.removed,
    incidents: shownIncidents(incidents, ids),
    registry: shownRegistry(registry, ids),
    ids,
    keySlots,
    replicas: [...counters.keys()],
    counters,
    lamport,
    unknownTypes: [...unknownTypes],
  }
}

/** What an import wrote counts from when it happened; its place in the order is that of the import. */
function asItWas<E extends Event>(event: E): E {
  return event.was ? { ...event, at: event.was.at, by: event.was.by } : event
}

function apply(
  event: Event,
  accounts: Map<AccountId, AccountBuilder>,
  codes: Map<CodeId, Mutable<Code>>,
  grown: GrownSets,
  incidents: Map<IncidentId, Mutable<Incident>>,
  registry: RegistryBuilder,
  totps: TotpBuilder,
  keySlots: KeySlotBuilder,
): void {
  switch (event.type) {
    case 'account-added':
      reviveOrAdd(accounts, event.account, event.handle, momentOf(event))
      break
    case 'account-renamed': {
      const account = accounts.get(event.account)
      if (!account) break
      // The renaming machine did not know its present name: another had renamed it too, and people know both.
      if (event.from !== undefined && event.from !== account.handle) account.otherName = account.handle
      else delete account.otherName
      account.handle = event.handle
      break
    }
    case 'account-removed': {
      const account = accounts.get(event.account)
      if (!account) break
      account.removed = true
      account.removals ??= { sets: new Set(), codes: new Set(), whole: new Set() }
      const { sets, codes: seen, whole } = account.removals
      for (const set of event.sets) if (account.sets.has(set)) sets.add(set)
      if (event.codes) for (const code of event.codes) seen.add(code)
      else {
        for (const set of event.sets) whole.add(set)
        seeTotps(event.account, totps)
      }
      break
    }
    case 'set-added': {
      const areNew = register(event.codes, event.account, codes)
      const account = accounts.get(event.account)
      if (!account) break
      const known = account.sets.get(event.set)
      if (known) {
        grow(known, event.codes, grown)
        break
      }
      const { set: id, issuedOn, replaces } = event
      if (!replaces) account.replacedBefore = account.sets.size
      for (const set of replaces ?? []) {
        const earlier = account.sets.get(set)
        if (earlier) earlier.replaced = true
      }
      account.removed = false
      // New codes are distinct: the list can be shared with the event.
      const listed = areNew ? event.codes : [...new Set(event.codes)]
      account.sets.set(id, { id, issuedOn, added: momentOf(event), codes: listed, erased: false, replaced: false })
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
    case 'set-erased':
    case 'set-retired': {
      const set = accounts.get(event.account)?.sets.get(event.set)
      if (set) set.erased = true
      break
    }
    case 'set-chosen': {
      const account = accounts.get(event.account)
      if (account?.sets.has(event.set)) account.chosen = event
      break
    }
    case 'code-reserved': {
      const code = codes.get(event.code)
      if (!code) break
      const handout: Handout = event.recovered ? { ...momentOf(event), recovered: true } : momentOf(event)
      if (code.handouts === none) code.handouts = [handout]
      else code.handouts.push(handout)
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
      recordTotp(event, momentOf(event), totps)
      break
    case 'key-added':
    case 'key-changed':
    case 'key-revoked':
      recordKeySlot(event, momentOf(event), keySlots)
      break
    default:
      if (isIncidentEvent(event)) recordIncident(event, incidents)
      else recordInRegistry(event, registry, account => accounts.get(account)?.generation ?? 0)
  }
}

function reviveOrAdd(accounts: Map<AccountId, AccountBuilder>, id: AccountId, handle: Handle, added: Moment): void {
  const account = accounts.get(id)
  if (account === undefined)
    accounts.set(id, { id, handle, added, sets: new Map(), replacedBefore: 0, removed: false, generation: 0 })
  else if (account.removed) {
    account.removed = false
    account.generation++
    account.handle = handle
    delete account.lastHandedOut
  }
}

function momentOf({ at, by, replica }: Stamp): Moment {
  return { at, by, replica }
}

/** Most codes were never handed out: they share one empty list. */
const none: Handout[] = []

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

function grow(set: SetBuilder, ids: readonly CodeId[], grown: GrownSets): void {
  const codes = grown.get(set) ?? new Set(set.codes)
  for (const id of ids) codes.add(id)
  grown.set(set, codes)
}

function forward(code: Mutable<Code>, to: Outcome): void {
  if (outcomes.indexOf(to) > outcomes.indexOf(code.outcome)) code.outcome = to
}
