/** The facts about an account's keys for sheets, policy and scripts: names instead of ids, never a code. */
import { currentCodes, currentSet, remaining } from '../../domain/codes/queries.ts'
import { type Level, levelOf } from '../../domain/model/level.ts'
import {
  type Factor,
  type FactorKind,
  hasLeft,
  type LoginTest,
  type Owner,
  type Person,
  type Place,
  type PlaceKind,
  type Role,
} from '../../domain/model/registry.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { holdersOf, keysOf } from '../../domain/registry/links.ts'
import { byId, nameById, recordsOf } from '../../domain/registry/names.ts'
import { type IsoDate, localDay } from '../../domain/text/date.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { reviewDueOn, testDueOn } from '../../domain/upkeep/schedule.ts'

export interface SheetFacts {
  readonly account: Handle
  readonly mail: readonly FactorFacts[]
  readonly authenticator: readonly FactorFacts[]
  readonly sms: readonly FactorFacts[]
  readonly others: readonly FactorFacts[]
  readonly places: readonly PlaceFacts[]
  /** Names of devices. */
  readonly vaultOn: readonly string[]
  readonly codes: {
    readonly remaining: number
    readonly setSize: number
    readonly issuedOn: IsoDate | null
    readonly level: Level
  }
  readonly securityManagers: readonly PersonFacts[]
  readonly accountManagers: readonly PersonFacts[]
  readonly review: { readonly last: IsoDate | null; readonly dueOn: IsoDate | null }
  readonly test: { readonly last: Omit<LoginTest, 'at' | 'by'> | null; readonly dueOn: IsoDate | null }
  readonly firstStep: string
}

export interface PersonFacts {
  readonly name: string
  readonly phone: string | null
  readonly contact: string | null
  readonly agency: boolean
  readonly left: boolean
}

export interface FactorFacts {
  readonly kind: FactorKind
  readonly label: string
  readonly owner: Owner
  readonly device: string | null
  readonly holders: readonly PersonFacts[]
  readonly confirmedOn: IsoDate | null
}

export interface PlaceFacts {
  readonly kind: PlaceKind
  readonly label: string
  readonly device: string | null
  readonly holders: readonly PersonFacts[]
  readonly handOver: string | null
}

export function sheetFacts(state: State, account: Account, now: Date): SheetFacts {
  const { registry } = state
  const today = localDay(now)
  const keys = keysOf(registry, account.id)
  const factors = byId(keys.factors)
  const ofKind = (...kinds: readonly FactorKind[]): readonly FactorFacts[] =>
    factors.filter(({ kind }) => kinds.includes(kind)).map(factor => factorFacts(state, factor, today))
  const setSize = currentCodes(state, account).length
  const left = remaining(state, account)
  const test = registry.tests
    .get(account.id)
    ?.toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .at(-1)
  return {
    account: account.handle,
    mail: ofKind('mail'),
    authenticator: ofKind('authenticator'),
    sms: ofKind('sms'),
    others: ofKind('whatsapp', 'session', 'facebook', 'portfolio'),
    places: byId(keys.places).map(place => placeFacts(state, place, today)),
    vaultOn: recordsOf(registry, 'device')
      .filter(({ vault }) => vault)
      .map(({ name }) => name),
    codes: { remaining: left, setSize, issuedOn: currentSet(account)?.issuedOn ?? null, level: levelOf(left, setSize) },
    securityManagers: withRole(state, 'security-manager', today),
    accountManagers: withRole(state, 'account-manager', today),
    review: { last: registry.reviews.get(account.id) ?? null, dueOn: reviewDueOn(state, account) },
    test: {
      last: test ? { on: test.on, passed: test.passed, with: test.with } : null,
      dueOn: testDueOn(state, account),
    },
    firstStep: `igcodes recover ${account.handle}`,
  }
}

/** The persons with the role today. */
export function withRole({ registry }: State, role: Role, today: IsoDate): readonly PersonFacts[] {
  return recordsOf(registry, 'person')
    .filter(({ roles }) => roles.includes(role))
    .map(person => personFacts(person, today))
    .filter(({ left }) => !left)
}

export function factorFacts(state: State, factor: Factor, today: IsoDate): FactorFacts {
  const { kind, label, owner, confirmed } = factor
  return { kind, label, owner, ...whereabouts(state, factor, today), confirmedOn: confirmed }
}

export function placeFacts(state: State, place: Place, today: IsoDate): PlaceFacts {
  const { kind, label, handOver } = place
  return { kind, label, ...whereabouts(state, place, today), handOver }
}

/** How the copies are handed over, each once. */
export function handOverOf({ places }: SheetFacts): readonly string[] {
  return [...new Set(places.flatMap(({ handOver }) => handOver ?? []))]
}

/** Removed records are named by their id. */
function whereabouts(
  { registry }: State,
  record: Factor | Place,
  today: IsoDate,
): Pick<FactorFacts, 'device' | 'holders'> {
  const { device } = record
  return {
    device: device === null ? null : nameById(registry, 'device', device),
    holders: holdersOf(registry, record).map(id => {
      const person = registry.persons.get(id)
      return person ? personFacts(person, today) : { name: id, phone: null, contact: null, agency: false, left: true }
    }),
  }
}

function personFacts(person: Person, today: IsoDate): PersonFacts {
  const { name, phone, contact, agency } = person
  return { name, phone, contact, agency, left: hasLeft(person, today) }
}
