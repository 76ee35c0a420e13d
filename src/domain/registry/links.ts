/** Who holds which record, which factors need others, and which accounts they serve. */
import type { AccountId } from '../model/ids.ts'
import {
  type Device,
  type Factor,
  type FactorId,
  hasLeft,
  type Person,
  type PersonId,
  type Place,
  type Registry,
} from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import type { IsoDate } from '../text/date.ts'

/** Who can use it. For a factor or place without holders: the holder of its device. */
export function holdersOf(registry: Registry, record: Person | Device | Factor | Place): readonly PersonId[] {
  if ('holder' in record) return record.holder === null ? [] : [record.holder]
  if (!('holders' in record)) return [record.id]
  if (record.holders.length > 0 || record.device === null) return record.holders
  const device = registry.devices.get(record.device)
  return device ? holdersOf(registry, device) : []
}

/** An account's own factors, without those that they need, and the places of its codes. */
export function keysOf(
  { factors, places }: Registry,
  account: AccountId,
): { readonly factors: readonly Factor[]; readonly places: readonly Place[] } {
  const isLinked = ({ accounts }: Factor | Place): boolean => accounts.includes(account)
  return { factors: [...factors.values()].filter(isLinked), places: [...places.values()].filter(isLinked) }
}

/** These factors, and all factors that they need, directly or not. */
export function withNeeds({ factors }: Registry, some: readonly Factor[]): readonly Factor[] {
  // The loop also visits what is added meanwhile, each factor once, so it ends even in a ring.
  const found = new Set(some)
  for (const { needs } of found)
    for (const id of needs) {
      const needed = factors.get(id)
      if (needed) found.add(needed)
    }
  return [...found]
}

/** For each factor, those of these that need it. */
export function neededBy(factors: Iterable<Factor>): ReadonlyMap<FactorId, readonly FactorId[]> {
  const dependents = new Map<FactorId, FactorId[]>()
  for (const { id, needs } of factors)
    for (const needed of needs) {
      const others = dependents.get(needed)
      if (others) others.push(id)
      else dependents.set(needed, [id])
    }
  return dependents
}

/** The accounts that a factor serves, also through factors that need it. */
export function accountsServed(
  { accounts, registry: { factors } }: State,
  id: FactorId,
  dependents = neededBy(factors.values()),
): readonly Account[] {
  const seen = new Set([id])
  const served = new Set<AccountId>()
  for (const current of seen) {
    for (const account of factors.get(current)?.accounts ?? []) served.add(account)
    for (const dependent of dependents.get(current) ?? []) seen.add(dependent)
  }
  return [...served].flatMap(account => accounts.get(account) ?? [])
}

/** Whether an account depends on it: for a device, by a record on it; for a person, by a record that they hold. */
export function serves(registry: Registry, record: Person | Device | Factor | Place, account: AccountId): boolean {
  if ('accounts' in record) return record.accounts.includes(account)
  const { factors, places } = keysOf(registry, account)
  const keys = [...factors, ...places]
  if ('holder' in record) return keys.some(({ device }) => device === record.id)
  return keys.some(key => holdersOf(registry, key).includes(record.id) || isOnDeviceOf(registry, key, record.id))
}

function isOnDeviceOf({ devices }: Registry, { device }: Factor | Place, person: PersonId): boolean {
  return device !== null && devices.get(device)?.holder === person
}

/** The accounts whose factors or places this person holds. */
export function accountsHeldBy(state: State, person: PersonId): ReadonlySet<AccountId> {
  const { registry } = state
  const isHeld = (record: Factor | Place): boolean => holdersOf(registry, record).includes(person)
  const factors = [...registry.factors.values()].filter(isHeld)
  const places = [...registry.places.values()].filter(isHeld)
  const dependents = neededBy(registry.factors.values())
  return new Set([
    ...factors.flatMap(({ id }) => accountsServed(state, id, dependents).map(account => account.id)),
    ...places.flatMap(({ accounts }) => accounts),
  ])
}

/** The active persons who hold these, security managers first. @param without persons to leave out */
export function whoToCall(
  registry: Registry,
  keys: readonly (Factor | Place)[],
  today: IsoDate,
  without: ReadonlySet<PersonId> = new Set(),
): readonly Person[] {
  const ids = new Set(keys.flatMap(key => holdersOf(registry, key)))
  const persons = [...ids].flatMap(id => (without.has(id) ? [] : (registry.persons.get(id) ?? [])))
  const isSecurity = ({ roles }: Person): number => (roles.includes('security-manager') ? 0 : 1)
  return persons
    .filter(person => !hasLeft(person, today))
    .toSorted((a, b) => isSecurity(a) - isSecurity(b) || (a.id < b.id ? -1 : 1))
}
