/**
 * What stops working when persons leave, or devices, factors and places are lost.
 *
 * Follows the graph of the registry: person → device → factor → factors that need it. Unknown counts as working, so missing records
 * do not raise false alarms; `allFaults` (registry/faults.ts) reports them.
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

/** A registry record of any kind. */
export interface RegistryNode {
  readonly kind: NodeKind
  readonly id: string
}

/** The factors and places of each account, looked up once for all accounts. */
export interface RegistryIndex {
  readonly factorsOf: (account: AccountId) => readonly Factor[]
  readonly placesOf: (account: AccountId) => readonly Place[]
  /** The devices on which this vault can be opened. */
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

/** A private device leaves with its holder; a company's device is handed back. */
export function isDeviceGone(registry: Registry, loss: Loss, id: DeviceId | null): boolean {
  if (id === null) return false
  if (loss.devices.has(id)) return true
  const device = registry.devices.get(id)
  return device?.owner === 'private' && device.holder !== null && loss.persons.has(device.holder)
}

/** The factors that still work. @param among only these; by default all */
export function workingFactors(
  registry: Registry,
  loss: Loss,
  among: Iterable<Factor> = registry.factors.values(),
): ReadonlySet<FactorId> {
  const factors = [...among]
  const dependents = neededBy(factors)
  const gone = new Set<FactorId>()
  for (const factor of factors) if (isLost(registry, loss, factor)) gone.add(factor.id)
  // A lost factor outside `among` still disables the factors that need it. The loop also visits what is added to the set meanwhile, each
  // factor once, so it ends even in a ring.
  for (const id of loss.factors) gone.add(id)
  for (const id of gone) for (const dependent of dependents.get(id) ?? []) gone.add(dependent)
  return new Set(factors.map(({ id }) => id).filter(id => !gone.has(id)))
}

/** Without the loss of what it needs. */
function isLost(registry: Registry, loss: Loss, { id, device, holders }: Factor): boolean {
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

/** If no device with the vault was entered, it counts as open. */
function doesVaultOpen(registry: Registry, loss: Loss, { vaultDevices }: RegistryIndex): boolean {
  return vaultDevices.length === 0 || vaultDevices.some(({ id }) => !isDeviceGone(registry, loss, id))
}

/** The entry methods that an account has left. */
export interface EntryMethods {
  /** The account's own factors that work. */
  readonly factors: readonly Factor[]
  readonly places: readonly Place[]
  /** Unused backup codes can be reached, in the vault or in a place. */
  readonly codes: boolean
  /** The authenticator in the vault can be reached. */
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

/** If the account never had codes in the vault, only a place can have some. */
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
