/** What the audit's rules look at, looked up once: the vault as a whole, and each account with its registry records. */
import { totpsOf } from '../authenticator/totp.ts'
import { indexOf, type RegistryIndex, type RegistryNode } from '../continuity/loss.ts'
import { singlePointsIn } from '../continuity/single-points.ts'
import type { AccountId } from '../model/ids.ts'
import {
  type Device,
  type Factor,
  type FactorKind,
  hasLeft,
  type Person,
  type PersonId,
  type Place,
  type Registry,
} from '../model/registry.ts'
import type { Account, State } from '../model/state.ts'
import { isAlone } from '../registry/alone.ts'
import { holdersOf, withNeeds } from '../registry/links.ts'
import { type IsoDate, localDay } from '../text/date.ts'
import { latestIgnored } from './ignored.ts'
import { storedOn } from './schedule.ts'

/** A key slot of the vault; only its kind matters here. */
export interface KeySlot {
  readonly kind: 'passphrase' | 'recovery'
}

export interface AuditFacts {
  readonly state: State
  readonly registry: Registry
  readonly index: RegistryIndex
  readonly singlePointsOf: (account: AccountId) => readonly RegistryNode[]
  readonly ignoredOf: ReturnType<typeof latestIgnored>
  readonly now: Date
  readonly today: IsoDate
  /** One person runs everything: advice for teams does not fit. */
  readonly isAlone: boolean
  /** The persons with a last day, which may be to come. */
  readonly leavers: readonly Person[]
  /** Undefined: the file was not looked at, so the rules about slots find nothing. */
  readonly slots: readonly KeySlot[] | undefined
}

export interface AccountFacts {
  readonly account: Account
  /** The account's own factors, without those that they need. */
  readonly factors: readonly Factor[]
  readonly places: readonly Place[]
  /** Who holds a factor or place, or the device that it is on. */
  readonly holders: readonly PersonId[]
  /** The devices of the factors, of those that they need, and of the places. */
  readonly devices: readonly Device[]
  /** The vault has its authenticator. */
  readonly hasTotp: boolean
  /** What passes the second step every day. */
  readonly everydayKinds: readonly FactorKind[]
  /** The day on which the current set came into the vault. */
  readonly storedOn: IsoDate | undefined
  /** Computed at the first call: it is the costly part. */
  readonly singlePoints: () => readonly RegistryNode[]
}

export function auditFacts(state: State, now: Date, slots?: readonly KeySlot[]): AuditFacts {
  const { registry } = state
  const index = indexOf(registry)
  return {
    state,
    registry,
    index,
    singlePointsOf: singlePointsIn(state, index),
    ignoredOf: latestIgnored(registry.ignored),
    now,
    today: localDay(now),
    isAlone: isAlone(registry),
    leavers: [...registry.persons.values()].filter(({ left }) => left !== null),
    slots,
  }
}

export function accountFacts({ state, registry, index, singlePointsOf }: AuditFacts, account: Account): AccountFacts {
  const factors = index.factorsOf(account.id)
  const places = index.placesOf(account.id)
  const devices = devicesOf(registry, [...withNeeds(registry, factors), ...places])
  const hasTotp = totpsOf(state, account).length > 0
  let points: readonly RegistryNode[] | undefined
  return {
    account,
    factors,
    places,
    devices,
    holders: [...new Set([...factors, ...places].flatMap(one => holdersOf(registry, one)))],
    hasTotp,
    everydayKinds: everyday.filter(kind => has(factors, kind) || (hasTotp && kind === 'authenticator')),
    storedOn: storedOn(account),
    singlePoints: () => {
      points ??= singlePointsOf(account.id)
      return points
    },
  }
}

/** Kinds that pass the second step every day. A mail address does so only if there is nothing else. */
const everyday: readonly FactorKind[] = ['authenticator', 'passkey', 'sms', 'whatsapp']

function has(factors: readonly Factor[], kind: FactorKind): boolean {
  return factors.some(factor => factor.kind === kind)
}

/** Whether a person is known to have left. Unknown persons count as active. */
export function isGone({ registry, today }: AuditFacts, id: PersonId): boolean {
  const person = registry.persons.get(id)
  return person !== undefined && hasLeft(person, today)
}

export function activePersons({ registry, today }: AuditFacts): readonly Person[] {
  return [...registry.persons.values()].filter(person => !hasLeft(person, today))
}

function devicesOf(registry: Registry, records: readonly (Factor | Place)[]): readonly Device[] {
  const found = new Set<Device>()
  for (const { device: id } of records) {
    const device = id === null ? undefined : registry.devices.get(id)
    if (device) found.add(device)
  }
  return [...found]
}
