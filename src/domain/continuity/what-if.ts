/** What depends on a person or a thing: for each account what would be lost, the way back in, and what has to be changed (rotation.ts). */
import { totpsOf } from '../authenticator/totp.ts'
import { remaining } from '../codes/queries.ts'
import { accountsByHandle } from '../model/accounts.ts'
import type { Factor, Place } from '../model/registry.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Asset } from '../model/situation.ts'
import type { Account, State } from '../model/state.ts'
import { type Triage, triage } from '../recovery/triage.ts'
import { holdersOf, withNeeds } from '../registry/links.ts'
import type { Handle } from '../text/handle.ts'
import type { Affected, LossFacts } from './affected.ts'
import { type EntryMethod, factorMethod, type NamedNode, placeMethod, withName } from './entry-methods.ts'
import { entryMethods, hasEntryMethod, indexOf, isDeviceGone, lossOf, noLoss, type RegistryNode } from './loss.ts'
import { type RotationStep, rotation } from './rotation.ts'

export interface Outlook {
  readonly account: Handle
  readonly gone: readonly EntryMethod[]
  readonly works: readonly EntryMethod[]
  readonly triage: Pick<Triage, 'scenario' | 'odds' | 'reasons'>
  readonly rotate: readonly RotationStep[]
}

export interface WhatIf {
  readonly lost: readonly NamedNode[]
  /** The affected accounts. */
  readonly accounts: readonly Outlook[]
  readonly untouched: number
}

export function whatIf(state: State, lost: readonly RegistryNode[]): WhatIf {
  const { registry } = state
  const facts: LossFacts = { state, registry, index: indexOf(registry), loss: lossOf(lost), lost }
  const all = accountsByHandle(state)
  const accounts = all.flatMap(account => outlookOf(facts, account) ?? [])
  return { lost: lost.map(node => withName(registry, node)), accounts, untouched: all.length - accounts.length }
}

function outlookOf(facts: LossFacts, account: Account): Outlook | undefined {
  const affected = affectedBy(facts, account)
  const { goneFactors, gonePlaces, sharedFactors, sharedPlaces, codesGone, totpGone, after } = affected
  const gone = [
    ...goneFactors.map(factorMethod),
    ...gonePlaces.map(placeMethod),
    ...(codesGone ? [{ kind: 'codes' } as const] : []),
    ...(totpGone ? [{ kind: 'totp' } as const] : []),
  ]
  const isKnown = affected.codesKnown || affected.totpKnown
  if (gone.length + sharedFactors.length + sharedPlaces.length === 0 && !isKnown) return undefined
  return {
    account: account.handle,
    gone,
    works: [
      ...after.factors.map(factorMethod),
      ...after.places.map(placeMethod),
      ...(after.codes ? [{ kind: 'codes' } as const] : []),
      ...(after.totp ? [{ kind: 'totp' } as const] : []),
    ],
    triage: wayBack(facts, affected),
    rotate: rotation(facts, affected),
  }
}

function affectedBy({ state, registry, index, loss }: LossFacts, account: Account): Affected {
  const factors = index.factorsOf(account.id)
  const places = index.placesOf(account.id)
  const before = entryMethods(registry, state, account, noLoss, index)
  const after = entryMethods(registry, state, account, loss, index)
  const isShared = (one: Factor | Place): boolean => holdersOf(registry, one).some(id => loss.persons.has(id))
  const gonePlaces = places.filter(place => !after.places.includes(place))
  const sharedPlaces = after.places.filter(isShared)
  const machines = index.vaultDevices.filter(
    ({ id, holder }) => isDeviceGone(registry, loss, id) || (holder !== null && loss.persons.has(holder)),
  )
  const isReached = machines.length > 0
  const codesInVaultKnown = isReached && account.sets.length > 0
  const totpKnown = isReached && totpsOf(state, account).length > 0
  // Every role but the poster may know the codes and the passphrase.
  const knewAll =
    account.sets.length > 0 &&
    [...loss.persons].some(id => registry.persons.get(id)?.roles.some(role => role !== 'poster'))
  const concerned = new Set([...withNeeds(registry, factors), ...places].map(({ device }) => device))
  return {
    account,
    factors,
    after,
    goneFactors: factors.filter(factor => !after.factors.includes(factor)),
    gonePlaces,
    sharedFactors: after.factors.filter(isShared),
    sharedPlaces,
    codesGone: before.codes && !after.codes,
    totpGone: before.totp && !after.totp,
    devices: [...registry.devices.values()].filter(({ id }) => concerned.has(id) && isDeviceGone(registry, loss, id)),
    codesKnown: codesInVaultKnown || knewAll || gonePlaces.length > 0 || sharedPlaces.length > 0,
    vaultKnown: codesInVaultKnown || totpKnown || knewAll,
    totpKnown,
  }
}

// The way back in

const secondSteps = ['session', 'authenticator', 'sms', 'whatsapp', 'codes'] as const

function wayBack(facts: LossFacts, affected: Affected): Outlook['triage'] {
  const { account, factors, after, codesGone, totpGone, devices } = affected
  const have = new Set<Asset>(after.factors.map(({ kind }) => kind))
  if (after.codes) have.add('codes')
  if (after.totp) have.add('authenticator')
  const lost = new Set<Asset>(factors.map(({ kind }) => kind).filter(kind => !have.has(kind)))
  if (codesGone) lost.add('codes')
  if (totpGone && !have.has('authenticator')) lost.add('authenticator')
  if (devices.some(({ kind }) => kind === 'phone')) lost.add('phone')
  // If none works, second steps that were never entered count as lost.
  if (!secondSteps.some(asset => have.has(asset))) for (const asset of secondSteps) lost.add(asset)

  const left = remaining(facts.state, account)
  // Codes that no one can reach are lost, not used up.
  const codes = left > 0 && !after.codes ? undefined : { left, ever: account.sets.length > 0, coolingDown: false }
  const options = codes ? { codes } : {}
  const answers = { have, lost }
  const { scenario } = triage(answers, options)
  return triage(answers, { ...options, scenario: scenarioFor(facts, affected, scenario) })
}

/** Triage assumes a lockout without a known cause; here the cause is known. */
function scenarioFor({ lost }: LossFacts, affected: Affected, found: Scenario): Scenario {
  const { after, devices, goneFactors, codesKnown } = affected
  if (lost.every(({ kind }) => kind === 'person')) return hasEntryMethod(after) ? 'handover' : 'keeper-left'
  if (found !== 'enter-code' && found !== 'set-up') return found
  if (devices.length > 0 || codesKnown || goneFactors.length === 0) return 'codes-exposed'
  return lost.some(({ kind }) => kind === 'person') ? 'handover' : 'set-up'
}
