/** What hangs on a person or a thing: for each account what would be gone, the way back in, and what has to be changed (rotation.ts). */
import { accountsByHandle } from './accounts.ts'
import { remaining } from './codes.ts'
import type { Account, State } from './fold.ts'
import type { Handle } from './handle.ts'
import {
  hasWayIn,
  indexOf,
  isDeviceGone,
  type Loss,
  lossOf,
  noLoss,
  type RegistryIndex,
  type RegistryNode,
  type WaysIn,
  waysIn,
} from './loss.ts'
import type { Device, Factor, Place, Registry } from './registry.ts'
import { holdersOf, withNeeds } from './registry-links.ts'
import { type RotationStep, rotation } from './rotation.ts'
import type { Scenario } from './scenarios.ts'
import type { Asset } from './situation.ts'
import { totpsOf } from './totp.ts'
import { type Triage, triage } from './triage.ts'
import { factorWay, type NamedNode, named, placeWay, type Way } from './way.ts'

export interface Outlook {
  readonly account: Handle
  readonly gone: readonly Way[]
  readonly works: readonly Way[]
  readonly triage: Pick<Triage, 'scenario' | 'odds' | 'reasons'>
  readonly rotate: readonly RotationStep[]
}

export interface WhatIf {
  readonly lost: readonly NamedNode[]
  /** Those that something changes for. */
  readonly accounts: readonly Outlook[]
  readonly untouched: number
}

export function whatIf(state: State, lost: readonly RegistryNode[]): WhatIf {
  const { registry } = state
  const view: View = { state, registry, index: indexOf(registry), loss: lossOf(lost), lost }
  const all = accountsByHandle(state)
  const accounts = all.flatMap(account => outlookOf(view, account) ?? [])
  return {
    lost: lost.map(node => named(registry, node)),
    accounts,
    untouched: all.length - accounts.length,
  }
}

/** What an account is looked at with. */
export interface View {
  readonly state: State
  readonly registry: Registry
  readonly index: RegistryIndex
  readonly loss: Loss
  readonly lost: readonly RegistryNode[]
}

/** An account under the loss. */
export interface Struck {
  readonly account: Account
  readonly factors: readonly Factor[]
  readonly after: WaysIn
  readonly goneFactors: readonly Factor[]
  readonly gonePlaces: readonly Place[]
  /** They work, but somebody who leaves could still use them. */
  readonly sharedFactors: readonly Factor[]
  readonly sharedPlaces: readonly Place[]
  /** Codes were at hand, and no longer are. */
  readonly codesGone: boolean
  /** The same of the authenticator in the vault. */
  readonly totpGone: boolean
  /** The lost devices that this account was open on, or that its ways in were on. */
  readonly devices: readonly Device[]
  /** Somebody outside knows the codes now, or may. */
  readonly codesKnown: boolean
  /** Somebody outside can open the vault now, or may. */
  readonly vaultKnown: boolean
  /** And there is an authenticator in it. */
  readonly totpKnown: boolean
}

function outlookOf(view: View, account: Account): Outlook | undefined {
  const struck = strike(view, account)
  const { goneFactors, gonePlaces, sharedFactors, sharedPlaces, codesGone, totpGone, after } = struck
  const gone = [
    ...goneFactors.map(factorWay),
    ...gonePlaces.map(placeWay),
    ...(codesGone ? [{ kind: 'codes' } as const] : []),
    ...(totpGone ? [{ kind: 'totp' } as const] : []),
  ]
  const isKnown = struck.codesKnown || struck.totpKnown
  if (gone.length + sharedFactors.length + sharedPlaces.length === 0 && !isKnown) return undefined
  return {
    account: account.handle,
    gone,
    works: [
      ...after.factors.map(factorWay),
      ...after.places.map(placeWay),
      ...(after.codes ? [{ kind: 'codes' } as const] : []),
      ...(after.totp ? [{ kind: 'totp' } as const] : []),
    ],
    triage: wayBack(view, struck),
    rotate: rotation(view, struck),
  }
}

function strike({ state, registry, index, loss }: View, account: Account): Struck {
  const factors = index.factorsOf(account.id)
  const places = index.placesOf(account.id)
  const before = waysIn(registry, state, account, noLoss, index)
  const after = waysIn(registry, state, account, loss, index)
  const isShared = (one: Factor | Place): boolean => holdersOf(registry, one).some(id => loss.persons.has(id))
  const gonePlaces = places.filter(place => !after.places.includes(place))
  const sharedPlaces = after.places.filter(isShared)
  const machines = index.vaultDevices.filter(
    ({ id, holder }) => isDeviceGone(registry, loss, id) || (holder !== null && loss.persons.has(holder)),
  )
  const isReached = machines.length > 0
  const codesInVaultKnown = isReached && account.sets.length > 0
  const totpKnown = isReached && totpsOf(state, account).length > 0
  // Whoever looked after the codes knows them, and the passphrase, wherever the vault opens.
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
    devices: [...registry.devices.values()].filter(
      ({ id }) => concerned.has(id) && isDeviceGone(registry, loss, id),
    ),
    codesKnown: codesInVaultKnown || knewAll || gonePlaces.length > 0 || sharedPlaces.length > 0,
    vaultKnown: codesInVaultKnown || totpKnown || knewAll,
    totpKnown,
  }
}

// The way back in

const secondSteps = ['session', 'authenticator', 'sms', 'whatsapp', 'codes'] as const

function wayBack(view: View, struck: Struck): Outlook['triage'] {
  const { account, factors, after, codesGone, totpGone, devices } = struck
  const have = new Set<Asset>(after.factors.map(({ kind }) => kind))
  if (after.codes) have.add('codes')
  if (after.totp) have.add('authenticator')
  const lost = new Set<Asset>(factors.map(({ kind }) => kind).filter(kind => !have.has(kind)))
  if (codesGone) lost.add('codes')
  if (totpGone && !have.has('authenticator')) lost.add('authenticator')
  if (devices.some(({ kind }) => kind === 'phone')) lost.add('phone')
  // As long as one works, nobody needs to know of others that were never entered; then only what was entered counts.
  if (!secondSteps.some(asset => have.has(asset))) for (const asset of secondSteps) lost.add(asset)

  const left = remaining(view.state, account)
  // Codes that are there, but that nobody can reach, are gone, not used up.
  const codes =
    left > 0 && !after.codes ? undefined : { left, ever: account.sets.length > 0, coolingDown: false }
  const options = codes ? { codes } : {}
  const told = { have, lost }
  const { scenario } = triage(told, options)
  return triage(told, { ...options, scenario: scenarioFor(view, struck, scenario) })
}

/** Triage hears of a lock-out; here somebody looks ahead, and knows how it would come about. */
function scenarioFor({ lost }: View, struck: Struck, found: Scenario): Scenario {
  const { after, devices, goneFactors, codesKnown } = struck
  if (lost.every(({ kind }) => kind === 'person')) return hasWayIn(after) ? 'handover' : 'keeper-left'
  if (found !== 'sms-late' && found !== 'set-up') return found
  if (devices.length > 0 || codesKnown || goneFactors.length === 0) return 'codes-exposed'
  return lost.some(({ kind }) => kind === 'person') ? 'handover' : 'set-up'
}
