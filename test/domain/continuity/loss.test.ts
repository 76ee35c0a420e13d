/** What stops working when something is gone, against a brute force over random graphs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { remaining } from '../../../src/domain/codes/queries.ts'
import {
  entryMethods,
  type Loss,
  lossOf,
  noLoss,
  type RegistryNode,
  reachablePlaces,
  workingFactors,
} from '../../../src/domain/continuity/loss.ts'
import { singlePointsIn } from '../../../src/domain/continuity/single-points.ts'
import { emptyRegistry } from '../../../src/domain/journal/fold-registry.ts'
import type { Device, Factor, Person, Place, Registry } from '../../../src/domain/model/registry.ts'
import type { State } from '../../../src/domain/model/state.ts'
import { runs } from '../../thorough.ts'
import { Copy, cafe, list, shop } from '../samples.ts'

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  name: id,
  roles: [],
  agency: false,
  left: null,
  phone: null,
  contact: null,
  ...more,
})
const device = (id: string, more: Partial<Device> = {}): Device => ({
  id,
  name: id,
  kind: 'phone',
  owner: 'company',
  holder: null,
  since: null,
  vault: false,
  ...more,
})
const factor = (id: string, more: Partial<Factor> = {}): Factor => ({
  id,
  kind: 'authenticator',
  label: id,
  owner: 'company',
  device: null,
  holders: [],
  needs: [],
  confirmed: null,
  accounts: ['shop'],
  ...more,
})
const place = (id: string, more: Partial<Place> = {}): Place => ({
  id,
  kind: 'locked-paper',
  label: id,
  device: null,
  holders: [],
  handOver: null,
  accounts: ['shop'],
  ...more,
})

function registryOf(...records: readonly (Person | Device | Factor | Place)[]): Registry {
  const persons = records.filter(record => 'roles' in record)
  const devices = records.filter(record => 'vault' in record)
  const factors = records.filter(record => 'needs' in record)
  const places = records.filter(record => 'handOver' in record)
  const byId = <R extends { readonly id: string }>(some: readonly R[]) =>
    new Map(some.map(record => [record.id, record]))
  return {
    ...emptyRegistry,
    persons: byId(persons),
    devices: byId(devices),
    factors: byId(factors),
    places: byId(places),
  }
}

const losing = (kind: RegistryNode['kind'], ...ids: readonly string[]): Loss => lossOf(ids.map(id => ({ kind, id })))

const works = (registry: Registry, loss: Loss) => [...workingFactors(registry, loss)].toSorted()

/** An account with so many codes left, one without any, and one that never had any. */
const singlePointsOf = (state: State, registry: Registry, account: string) =>
  singlePointsIn({ ...state, registry })(account)

function stateWith(left: number): State {
  const copy = new Copy()
  if (left > 0) copy.add(shop, list(1, left))
  else {
    copy.add(shop, list(1, 1))
    copy.mark(shop, 'worked', 1)
  }
  copy.record({ type: 'account-added', account: 'cafe', handle: cafe })
  return copy.state
}

describe('a loss', () => {
  it('of a device takes what is on it, and what needs that', () => {
    const registry = registryOf(
      device('phone'),
      factor('app', { device: 'phone' }),
      factor('sms', { device: 'phone' }),
      factor('mail', { needs: ['sms'] }),
      factor('session', { device: 'tablet' }),
      place('photo', { device: 'phone' }),
      place('safe'),
    )
    expect(works(registry, losing('device', 'phone'))).toEqual(['session'])
    expect([...reachablePlaces(registry, losing('device', 'phone'))]).toEqual(['safe'])
    expect(works(registry, noLoss)).toEqual(['app', 'mail', 'session', 'sms'])
  })

  it('of a person takes their own phone along, but not the company’s', () => {
    const registry = registryOf(
      person('sato'),
      device('own', { holder: 'sato', owner: 'private' }),
      device('office', { holder: 'sato' }),
      factor('app', { device: 'own' }),
      factor('shared', { device: 'own', holders: ['sato', 'abe'] }),
      factor('sms', { device: 'office' }),
    )
    expect(works(registry, losing('person', 'sato'))).toEqual(['sms'])
  })

  it('of the last holder ends a factor and a place; of one of two it does not', () => {
    const registry = registryOf(
      factor('mail', { holders: ['sato', 'abe'] }),
      place('safe', { holders: ['sato', 'abe'] }),
    )
    expect(works(registry, losing('person', 'sato'))).toEqual(['mail'])
    expect(works(registry, losing('person', 'sato', 'abe'))).toEqual([])
    expect(reachablePlaces(registry, losing('person', 'sato')).size).toBe(1)
    expect(reachablePlaces(registry, losing('person', 'sato', 'abe')).size).toBe(0)
  })

  it('in a ring of factors takes the ring, and leaves it alone otherwise', () => {
    const registry = registryOf(
      factor('a', { needs: ['b'] }),
      factor('b', { needs: ['c'] }),
      factor('c', { needs: ['a'], device: 'phone' }),
      factor('self', { needs: ['self'] }),
    )
    expect(works(registry, noLoss)).toEqual(['a', 'b', 'c', 'self'])
    expect(works(registry, losing('device', 'phone'))).toEqual(['self'])
  })

  it('of what nobody entered still takes what names it', () => {
    const registry = registryOf(factor('a', { needs: ['b'] }), factor('c', { device: 'x' }))
    expect(works(registry, noLoss)).toEqual(['a', 'c'])
    expect(works(registry, losing('factor', 'b'))).toEqual(['c'])
    expect(works(registry, losing('device', 'x'))).toEqual(['a'])
  })
})

describe('single points of failure', () => {
  it('are the phone that holds everything, and the person who takes it', () => {
    const registry = registryOf(
      person('sato'),
      device('iphone', { holder: 'sato', owner: 'private', vault: true }),
      factor('app', { device: 'iphone' }),
      factor('sms', { device: 'iphone' }),
    )
    expect(singlePointsOf(stateWith(3), registry, 'shop')).toEqual([
      { kind: 'device', id: 'iphone' },
      { kind: 'person', id: 'sato' },
    ])
  })

  it('are none where the codes can be had elsewhere, as long as some are left', () => {
    const phone = [device('iphone', { vault: true }), factor('app', { device: 'iphone' })]
    for (const spare of [device('laptop', { vault: true }), place('safe')]) {
      const registry = registryOf(...phone, spare)
      expect(singlePointsOf(stateWith(1), registry, 'shop')).toEqual([])
      expect(singlePointsOf(stateWith(0), registry, 'shop')).toHaveLength(2)
    }
  })

  it('are none for an account without a way in, and for one that is not there', () => {
    expect(singlePointsOf(stateWith(0), registryOf(device('x')), 'shop')).toEqual([])
    expect(singlePointsOf(stateWith(1), registryOf(device('x')), 'other')).toEqual([])
  })
})

/** Few ids, so that they meet; some that nobody entered. */
const ids = (prefix: string) => fc.constantFrom(...[1, 2, 3, 4].map(n => `${prefix}${n}`))
const some = (prefix: string, maxLength = 3) => fc.uniqueArray(ids(prefix), { maxLength })
const owner = fc.constantFrom('company' as const, 'private' as const)
const accounts = fc.subarray(['shop', 'cafe', 'other'])

const graph: fc.Arbitrary<Registry> = fc
  .record({
    persons: some('p', 4),
    devices: fc.array(fc.record({ id: ids('d'), owner, holder: fc.option(ids('p')), vault: fc.boolean() }), {
      maxLength: 4,
    }),
    factors: fc.array(
      fc.record({ id: ids('f'), owner, device: fc.option(ids('d')), holders: some('p'), needs: some('f'), accounts }),
      { maxLength: 5 },
    ),
    places: fc.array(fc.record({ id: ids('l'), device: fc.option(ids('d')), holders: some('p'), accounts }), {
      maxLength: 3,
    }),
  })
  .map(({ persons, devices, factors, places }) =>
    registryOf(
      ...persons.map(id => person(id)),
      ...devices.map(({ id, ...more }) => device(id, more)),
      ...factors.map(({ id, ...more }) => factor(id, more)),
      ...places.map(({ id, ...more }) => place(id, more)),
    ),
  )

const nodeKinds = ['person', 'device', 'factor', 'place'] as const
const allNodes: readonly RegistryNode[] = [1, 2, 3, 4].flatMap(n =>
  nodeKinds.map(kind => ({ kind, id: `${{ person: 'p', device: 'd', factor: 'f', place: 'l' }[kind]}${n}` })),
)

/** The definition, word by word: cross out until nothing more can be crossed out. */
function bruteForce(registry: Registry, lost: readonly RegistryNode[]) {
  const isLost = (kind: string, id: string | null) => lost.some(node => node.kind === kind && node.id === id)
  const isDeviceThere = (id: string | null): boolean => {
    if (id === null) return true
    const found = registry.devices.get(id)
    const wentHome = found?.owner === 'private' && isLost('person', found.holder)
    return !isLost('device', id) && !wentHome
  }
  const isAnyoneLeft = (holders: readonly string[]): boolean =>
    holders.length === 0 || holders.some(holder => !isLost('person', holder))

  const factors = new Set(registry.factors.keys())
  for (let before = -1; before !== factors.size; ) {
    before = factors.size
    for (const { id, device, holders, needs } of registry.factors.values()) {
      const needed = needs.every(need => !isLost('factor', need) && (factors.has(need) || !registry.factors.has(need)))
      if (isLost('factor', id) || !isDeviceThere(device) || !isAnyoneLeft(holders) || !needed) factors.delete(id)
    }
  }
  const places = [...registry.places.values()].filter(
    ({ id, device, holders }) => !isLost('place', id) && isDeviceThere(device) && isAnyoneLeft(holders),
  )
  const machines = [...registry.devices.values()].filter(({ vault }) => vault)
  const opens = machines.length === 0 || machines.some(({ id }) => isDeviceThere(id))
  return { factors, places: new Set(places.map(({ id }) => id)), opens }
}

function canGetIn(registry: Registry, state: State, account: string, lost: readonly RegistryNode[]): boolean {
  const { factors, places, opens } = bruteForce(registry, lost)
  const found = state.accounts.get(account)
  if (!found) return false
  const own = [...registry.factors.values()].some(one => one.accounts.includes(account) && factors.has(one.id))
  const copy = [...registry.places.values()].some(one => one.accounts.includes(account) && places.has(one.id))
  const codes = found.sets.length === 0 ? copy : remaining(state, found) > 0 && (copy || opens)
  return own || codes
}

/** Single points are persons, devices and factors of the registry. */
function isEntered({ persons, devices, factors }: Registry, { kind, id }: RegistryNode): boolean {
  const known = { person: persons, device: devices, factor: factors, place: undefined }[kind]
  return known?.has(id) === true
}

describe('in random graphs', () => {
  it('what works and what can be reached is what the definition says', () => {
    fc.assert(
      fc.property(graph, fc.subarray([...allNodes]), (registry, lost) => {
        const expected = bruteForce(registry, lost)
        expect(workingFactors(registry, lossOf(lost))).toEqual(expected.factors)
        expect(reachablePlaces(registry, lossOf(lost))).toEqual(expected.places)
      }),
      { numRuns: runs(500) },
    )
  })

  it('an account’s ways in are the same whether the whole graph is walked or only its part', () => {
    const state = stateWith(2)
    const account = state.accounts.get('shop')
    if (!account) throw new Error('no account')
    fc.assert(
      fc.property(graph, fc.subarray([...allNodes]), (registry, lost) => {
        const all = workingFactors(registry, lossOf(lost))
        for (const { id } of entryMethods(registry, state, account, lossOf(lost)).factors)
          expect(all.has(id)).toBe(true)
      }),
      { numRuns: runs(200) },
    )
  })

  it('the single points are exactly those whose loss alone shuts an account out', () => {
    const states = [stateWith(0), stateWith(2)]
    let shutOut = 0
    fc.assert(
      fc.property(graph, fc.constantFrom(...states), fc.constantFrom('shop', 'cafe'), (registry, state, of) => {
        const expected = canGetIn(registry, state, of, [])
          ? allNodes.filter(node => isEntered(registry, node) && !canGetIn(registry, state, of, [node]))
          : []
        shutOut += expected.length
        const name = ({ kind, id }: RegistryNode) => `${kind} ${id}`
        expect(singlePointsOf(state, registry, of).map(name).toSorted()).toEqual(expected.map(name).toSorted())
      }),
      { numRuns: runs(1000) },
    )
    expect(shutOut).toBeGreaterThan(50)
  })
})
