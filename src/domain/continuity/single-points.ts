/**
 * The devices, persons and factors whose loss alone leaves an account without any entry method.
 *
 * For each entry method, collects everything whose loss alone disables it; what is in every set is a single point of failure. That is a
 * few small sets for an account, while removing one thing after the other would follow the whole graph for each.
 * The dependencies are those of loss.ts; a test compares both with a brute force.
 */
import { totpsOf } from '../authenticator/totp.ts'
import { remaining } from '../codes/queries.ts'
import type { AccountId } from '../model/ids.ts'
import type { DeviceId, Factor, Place, Registry } from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import { withNeeds } from '../registry/links.ts'
import { indexOf, type RegistryIndex, type RegistryNode } from './loss.ts'

/** What disables an entry method, by kind and id. */
type Ends = ReadonlyMap<string, RegistryNode>

/**
 * For any account: devices first, then persons, then factors. Only records of the registry: unknown counts as working. Empty if the
 * account has no entry method, or is not in the vault.
 */
export function singlePointsIn(
  state: State,
  index: RegistryIndex = indexOf(state.registry),
): (account: AccountId) => readonly RegistryNode[] {
  const { registry } = state
  const ofVault = endsOfVault(registry, index)
  const endsOf = once((factor: Factor) => endsOfFactor(registry, factor))
  const endsOfPlace = once((place: Place) => byKey(keepers(registry, place)))
  function* waysOf(account: Account): Generator<Ends> {
    for (const factor of index.factorsOf(account.id)) yield endsOf(factor)
    yield* endsOfCodes(state, account, index.placesOf(account.id).map(endsOfPlace), ofVault)
    if (totpsOf(state, account).length > 0) yield ofVault
  }
  return id => {
    const account = state.accounts.get(id)
    return account ? [...ofEach(waysOf(account)).values()].toSorted(inOrder) : []
  }
}

/** Computed at the first call: many accounts share a factor or place. */
function once<R extends Factor | Place>(compute: (record: R) => Ends): (record: R) => Ends {
  const known = new Map<R, Ends>()
  return record => {
    const ends = known.get(record) ?? compute(record)
    known.set(record, ends)
    return ends
  }
}

const order = ['device', 'person', 'factor', 'place'] as const

function inOrder(a: RegistryNode, b: RegistryNode): number {
  return order.indexOf(a.kind) - order.indexOf(b.kind)
}

/** What is in every set. Looks at no more sets than it must: of many ways two mostly have nothing in common. */
function ofEach(sets: Iterable<Ends>): Ends {
  let common: Ends | undefined
  for (const ends of sets) {
    common = common ? new Map([...common].filter(([key]) => ends.has(key))) : ends
    if (common.size === 0) break
  }
  return common ?? new Map()
}

function endsOfFactor(registry: Registry, factor: Factor): Ends {
  const chain = withNeeds(registry, [factor])
  return byKey(chain.flatMap(one => [{ kind: 'factor', id: one.id }, ...keepers(registry, one)]))
}

/** One entry method with all copies of the codes; none if there are no codes. */
function endsOfCodes(state: State, account: Account, ofPlaces: readonly Ends[], ofVault: Ends): readonly Ends[] {
  // If the account never had codes in the vault, only a place can have some.
  if (account.sets.length === 0) return ofPlaces.length > 0 ? [ofEach(ofPlaces)] : []
  return remaining(state, account) > 0 ? [ofEach([ofVault, ...ofPlaces])] : []
}

/** If no device with the vault was entered, nothing disables it. */
function endsOfVault(registry: Registry, { vaultDevices }: RegistryIndex): Ends {
  return ofEach(vaultDevices.map(({ id }) => byKey(deviceAndOwner(registry, id))))
}

/** What disables a factor or place: its device, and its only holder. */
function keepers(registry: Registry, { device, holders }: Factor | Place): readonly RegistryNode[] {
  const [only, ...others] = new Set(holders)
  const holder = only !== undefined && others.length === 0 ? person(registry, only) : []
  return [...deviceAndOwner(registry, device), ...holder]
}

/** A private device leaves with its holder. */
function deviceAndOwner(registry: Registry, id: DeviceId | null): readonly RegistryNode[] {
  const device = id === null ? undefined : registry.devices.get(id)
  if (!device) return []
  const owner = device.owner === 'private' && device.holder !== null ? person(registry, device.holder) : []
  return [{ kind: 'device', id: device.id }, ...owner]
}

function person({ persons }: Registry, id: string): readonly RegistryNode[] {
  return persons.has(id) ? [{ kind: 'person', id }] : []
}

function byKey(nodes: readonly RegistryNode[]): Ends {
  return new Map(nodes.map(node => [`${node.kind}:${node.id}`, node]))
}
