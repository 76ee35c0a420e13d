/**
 * What stops working when persons leave, or devices, factors and places are gone.
 *
 * A walk over the graph of the registry: person → device → factor → factors that need it. A reference to what nobody entered is
 * unknown, and unknown counts as working: a gap in the records must not cry wolf; `allFaults` (registry-faults) reports it by itself.
 */
import { totpsOf } from '../authenticator/totp.ts'
import { remaining } from '../codes/queries.ts'
import type { AccountId } from '../model/ids.ts'
import type { Device, DeviceId, Factor, FactorId, PersonId, Place, PlaceId, Registry } from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import { neededBy, withNeeds } from '../registry/links.ts'

export interface Loss {
  readonly persons: ReadonlySet<PersonId>
  readonly devices: ReadonlySet<DeviceId>
  readonly factors: ReadonlySet<FactorId>
  readonly places: ReadonlySet<PlaceId>
}

const nobody: ReadonlySet<string> = new Set()

export const noLoss: Loss = { persons: nobody, devices: nobody, factors: nobody, places: nobody }

export type NodeKind = 'person' | 'device' | 'factor' | 'place'

/** Something of the registry, whichever kind it is. */
export interface RegistryNode {
  readonly kind: NodeKind
  readonly id: string
}

/** Which factors and places belong to an account, made once for a whole walk over all accounts. */
export interface RegistryIndex {
  readonly factorsOf: (account: AccountId) => readonly Factor[]
  readonly placesOf: (account: AccountId) => readonly Place[]
  /** The devices on which this vault opens. */
  readonly vaultDevices: readonly Device[]
}

export function indexOf(registry: Registry): RegistryIndex {
  const factors = byAccount(registry.factors.values())
  const places = byAccount(registry.places.values())
  return {
    factorsOf: account => factors.get(account) ?? [],
    placesOf: account => places.get(account) ?? [],
    vaultDevices: [...registry.devices.values()].filter(({ vault }) => vault),
  }
}

function byAccount<T extends Factor | Place>(records: Iterable<T>): ReadonlyMap<AccountId, readonly T[]> {
  const found = new Map<AccountId, T[]>()
  for (const record of records)
    for (const account of record.accounts) {
      const list = found.get(account)
      if (list) list.push(record)
      else found.set(account, [record])
    }
  return found
}

/** A private device goes with the person who holds it; a company's device is handed back. */
export function isDeviceGone(registry: Registry, loss: Loss, id: DeviceId | null): boolean {
  if (id === null) return false
  if (loss.devices.has(id)) return true
  const device = registry.devices.get(id)
  return device?.owner === 'private' && device.holder !== null && loss.persons.has(device.holder)
}

/** The factors that still let somebody in; of these, or of all. */
export function workingFactors(
  registry: Registry,
  loss: Loss,
  among: Iterable<Factor> = registry.factors.values(),
): ReadonlySet<FactorId> {
  const factors = [...among]
  const dependents = neededBy(factors)
  const gone = new Set<FactorId>()
  for (const factor of factors) if (isGoneByItself(registry, loss, factor)) gone.add(factor.id)
  // What is lost though nobody looks at it here still takes along what needs it. A set that grows while it is walked is
  // walked to its end, and holds each factor once: no loop runs for ever.
  for (const id of loss.factors) gone.add(id)
  for (const id of gone) for (const dependent of dependents.get(id) ?? []) gone.add(dependent)
  return new Set(factors.map(({ id }) => id).filter(id => !gone.has(id)))
}

function isGoneByItself(registry: Registry, loss: Loss, { id, device, holders }: Factor): boolean {
  return loss.factors.has(id) || isDeviceGone(registry, loss, device) || areAllGone(loss, holders)
}

function areAllGone({ persons }: Loss, holders: readonly PersonId[]): boolean {
  return holders.length > 0 && holders.every(holder => persons.has(holder))
}

export function reachablePlaces(
  registry: Registry,
  loss: Loss,
  among: Iterable<Place> = registry.places.values(),
): ReadonlySet<PlaceId> {
  const reachable = [...among].filter(
    ({ id, device, holders }) =>
      !loss.places.has(id) && !isDeviceGone(registry, loss, device) && !areAllGone(loss, holders),
  )
  return new Set(reachable.map(({ id }) => id))
}

/** Where nobody said on which device the vault opens, it opens somewhere. */
function doesVaultOpen(registry: Registry, loss: Loss, { vaultDevices }: RegistryIndex): boolean {
  return vaultDevices.length === 0 || vaultDevices.some(({ id }) => !isDeviceGone(registry, loss, id))
}

/** What is left of an account's ways in. */
export interface EntryMethods {
  /** Those of the account's own factors that work. */
  readonly factors: readonly Factor[]
  readonly places: readonly Place[]
  /** Backup codes that are left can be had: from the vault, or from a place. */
  readonly codes: boolean
  /** The authenticator that the vault keeps is at hand. */
  readonly totp: boolean
}

export function entryMethods(
  registry: Registry,
  state: State,
  account: Account,
  loss: Loss,
  index: RegistryIndex = indexOf(registry),
): EntryMethods {
  const factors = index.factorsOf(account.id)
  const working = workingFactors(registry, loss, withNeeds(registry, factors))
  const places = index.placesOf(account.id)
  const reachable = reachablePlaces(registry, loss, places)
  const opens = doesVaultOpen(registry, loss, index)
  return {
    factors: factors.filter(({ id }) => working.has(id)),
    places: places.filter(({ id }) => reachable.has(id)),
    codes: areCodesAtHand(state, account, reachable.size > 0, opens),
    totp: opens && totpsOf(state, account).length > 0,
  }
}

/** The vault counts its codes; of an account that never had any in it, only a place can hold some. */
function areCodesAtHand(state: State, account: Account, hasPlace: boolean, opens: boolean): boolean {
  if (account.sets.length === 0) return hasPlace
  return remaining(state, account) > 0 && (opens || hasPlace)
}

export function hasEntryMethod({ factors, codes, totp }: EntryMethods): boolean {
  return factors.length > 0 || codes || totp
}

export function lossOf(nodes: readonly RegistryNode[]): Loss {
  const of = (kind: NodeKind): ReadonlySet<string> =>
    new Set(nodes.filter(node => node.kind === kind).map(({ id }) => id))
  return { persons: of('person'), devices: of('device'), factors: of('factor'), places: of('place') }
}
