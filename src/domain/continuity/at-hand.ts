/** What the registry knows about an account's ways in at the moment of a lockout, given what was said to be lost. */
import { totpsOf } from '../authenticator/totp.ts'
import type { Factor, Person, Place } from '../model/registry.ts'
import { hasLeft } from '../model/registry.ts'
import type { Asset, Situation } from '../model/situation.ts'
import type { Account, State } from '../model/state.ts'
import type { IsoDate } from '../text/date.ts'
import { dialled } from '../text/phone-number.ts'
import { entryMethods, indexOf, type Loss } from './loss.ts'

export interface AtHand {
  readonly have: ReadonlySet<Asset>
  /** Ways in that the account does not have. */
  readonly absent: ReadonlySet<Asset>
  /** What works, by asset: the account's factors, and the places with codes. */
  readonly keys: ReadonlyMap<Asset, readonly (Factor | Place)[]>
  /** Factors that do not work now. Their numbers reach no one. */
  readonly gone: readonly Factor[]
}

/** An account has these only if they were set up, so a filled registry would name them. Not passkeys: phones offer to make one in passing. */
const setUp = ['authenticator', 'sms', 'whatsapp', 'facebook', 'portfolio'] as const satisfies readonly Asset[]

export function atHand(state: State, account: Account, told: Situation, today: IsoDate): AtHand {
  const { registry } = state
  const index = indexOf(registry)
  const factors = index.factorsOf(account.id)
  const phones = [...new Set(factors.map(({ device }) => device))].filter(
    id => id !== null && registry.devices.get(id)?.kind === 'phone',
  )
  const isPhoneLost = told.lost.has('phone')
  const loss: Loss = {
    persons: new Set([...registry.persons.values()].filter(person => hasLeft(person, today)).map(({ id }) => id)),
    // With several phones it is unknown which one is meant.
    devices: new Set(isPhoneLost && phones.length === 1 ? phones.filter(id => id !== null) : []),
    // The SIM of a broken phone works in another one.
    factors: new Set(factors.filter(({ kind }) => told.lost.has(kind)).map(({ id }) => id)),
    places: new Set(),
  }
  const after = entryMethods(registry, state, account, loss, index)
  const isUnsure = ({ device }: Factor): boolean => isPhoneLost && phones.length > 1 && phones.includes(device)
  const working = after.factors.filter(factor => !isUnsure(factor))
  const keys = new Map<Asset, readonly (Factor | Place)[]>()
  for (const factor of working) keys.set(factor.kind, [...(keys.get(factor.kind) ?? []), factor])
  if (after.places.length > 0) keys.set('codes', after.places)
  const have = new Set<Asset>(working.map(({ kind }) => kind))
  if (after.codes) have.add('codes')
  if (after.totp) have.add('authenticator')
  const isKnown = factors.length > 0
  const kinds = new Set<Asset>(factors.map(({ kind }) => kind))
  if (totpsOf(state, account).length > 0) kinds.add('authenticator')
  return {
    have,
    absent: new Set(isKnown ? setUp.filter(asset => !kinds.has(asset)) : []),
    keys,
    gone: factors.filter(factor => !after.factors.includes(factor)),
  }
}

/** The answers with what the registry adds. An answer counts more. */
export function withRegistry(told: Situation, { have, absent, gone }: AtHand): Situation {
  const isSaid = (asset: Asset): boolean =>
    told.have.has(asset) || told.lost.has(asset) || told.absent?.has(asset) === true
  const isLost = gone.map(({ kind }) => kind).filter(kind => !have.has(kind) && !isSaid(kind))
  return {
    ...told,
    have: new Set([...told.have, ...[...have].filter(asset => !isSaid(asset))]),
    lost: new Set([...told.lost, ...isLost]),
    absent: new Set([...(told.absent ?? []), ...[...absent].filter(asset => !isSaid(asset) && !have.has(asset))]),
  }
}

/** A person whose number is that of a lost SIM cannot be called on it. */
export function withoutLostNumber(person: Person, gone: readonly Pick<Factor, 'kind' | 'label'>[]): Person {
  const lost = gone.filter(({ kind }) => kind === 'sms' || kind === 'whatsapp').map(({ label }) => dialled(label))
  const isLost = person.phone !== null && lost.includes(dialled(person.phone))
  return isLost ? { ...person, phone: null } : person
}
