/**
 * The devices, persons and factors whose loss alone leaves an account without any way in.
 *
 * Each way in has its ends: what ends it by itself. Whatever is an end of all of them is a single point of failure. So an account
 * costs a few small sets, where taking away one thing after the other would walk the whole graph for each.
 * What takes what along is the same as in loss.ts, looked at from the other side: a test holds both to one brute force.
 */
import { totpsOf } from '../authenticator/totp.ts'
import { remaining } from '../codes/queries.ts'
import type { AccountId } from '../model/ids.ts'
import type { DeviceId, Factor, FactorId, Place, Registry } from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import { withNeeds } from '../registry/links.ts'
import { indexOf, type RegistryIndex, type RegistryNode } from './loss.ts'

/** By kind and id, as one word. */
type Ends = ReadonlyMap<string, RegistryNode>

/**
 * For any account: devices first, then persons, then factors. None where there is no way in to begin with, and none for an account that
 * is not in the vault. Only what was entered: of the rest nothing is known, and unknown counts as working.
 */
export function singlePointsIn(
  state: State,
  index: RegistryIndex = indexOf(state.registry),
): (account: AccountId) => readonly RegistryNode[] {
  const { registry } = state
  const ofVault = endsOfVault(registry, index)
  const ofFactors = new Map<FactorId, Ends>()
  const endsOf = (factor: Factor): Ends => {
    const known = ofFactors.get(factor.id)
    if (known) return known
    const ends = endsOfFactor(registry, factor)
    ofFactors.set(factor.id, ends)
    return ends
  }
  const waysOf = (account: Account): readonly Ends[] => [
    ...index.factorsOf(account.id).map(endsOf),
    ...endsOfCodes(state, account, index.placesOf(account.id), ofVault),
    ...(totpsOf(state, account).length > 0 ? [ofVault] : []),
  ]
  return id => {
    const account = state.accounts.get(id)
    return account ? [...ofEach(waysOf(account)).values()].toSorted(inOrder) : []
  }
}

const order = ['device', 'person', 'factor', 'place'] as const

function inOrder(a: RegistryNode, b: RegistryNode): number {
  return order.indexOf(a.kind) - order.indexOf(b.kind)
}

/** What is an end of each. */
function ofEach([first, ...others]: readonly Ends[]): Ends {
  return new Map([...(first ?? [])].filter(([key]) => others.every(ends => ends.has(key))))
}

function endsOfFactor(registry: Registry, factor: Factor): Ends {
  const chain = withNeeds(registry, [factor])
  return named(chain.flatMap(one => [{ kind: 'factor', id: one.id }, ...keepers(registry, one)]))
}

/** One way in, as long as any of them has the codes; none where there are no codes. */
function endsOfCodes(state: State, account: Account, places: readonly Place[], ofVault: Ends): readonly Ends[] {
  const ofPlaces = places.map(place => named(keepers(state.registry, place)))
  // Of an account that never had any in the vault, only a place can hold some.
  if (account.sets.length === 0) return places.length > 0 ? [ofEach(ofPlaces)] : []
  return remaining(state, account) > 0 ? [ofEach([ofVault, ...ofPlaces])] : []
}

/** Where nobody said on which device the vault opens, nothing ends it. */
function endsOfVault(registry: Registry, { vaultDevices }: RegistryIndex): Ends {
  return ofEach(vaultDevices.map(({ id }) => named(deviceAndOwner(registry, id))))
}

/** What takes a factor or place along: its device, and whoever alone has it. */
function keepers(registry: Registry, { device, holders }: Factor | Place): readonly RegistryNode[] {
  const [only, ...others] = new Set(holders)
  const holder = only !== undefined && others.length === 0 ? person(registry, only) : []
  return [...deviceAndOwner(registry, device), ...holder]
}

/** A private device goes with the person who holds it. */
function deviceAndOwner(registry: Registry, id: DeviceId | null): readonly RegistryNode[] {
  const device = id === null ? undefined : registry.devices.get(id)
  if (!device) return []
  const owner = device.owner === 'private' && device.holder !== null ? person(registry, device.holder) : []
  return [{ kind: 'device', id: device.id }, ...owner]
}

function person({ persons }: Registry, id: string): readonly RegistryNode[] {
  return persons.has(id) ? [{ kind: 'person', id }] : []
}

function named(nodes: readonly RegistryNode[]): Ends {
  return new Map(nodes.map(node => [`${node.kind}:${node.id}`, node]))
}
