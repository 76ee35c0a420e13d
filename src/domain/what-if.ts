/**
 * What hangs on a person or a thing: for each account what would be gone, the way back in, and what has to be changed in which order.
 *
 * The order holds to one rule: the last way in is never taken away first. First a way is made sure of, then others are made and
 * moved; strangers are shut out, a real login proves that the new ways work, and only then is anything taken away.
 */
import { UserError } from '../errors.ts'
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
  withNeeds,
} from './loss.ts'
import type { Device, Factor, FactorKind, Place, PlaceKind, Registry } from './registry.ts'
import { holdersOf } from './registry-links.ts'
import { findRecord, mapOf, nearest, requireRecord } from './registry-names.ts'
import type { Scenario } from './scenarios.ts'
import type { Asset } from './situation.ts'
import { totpsOf } from './totp.ts'
import { type Triage, triage } from './triage.ts'

export interface NamedNode extends RegistryNode {
  readonly name: string
}

/** A way in, or a copy of the codes; `codes` and `totp`: those in the vault. */
export type Way =
  | { readonly kind: 'factor'; readonly id: string; readonly name: string; readonly type: FactorKind }
  | { readonly kind: 'place'; readonly id: string; readonly name: string; readonly type: PlaceKind }
  | { readonly kind: 'codes' }
  | { readonly kind: 'totp' }

/** What there is to do, in the order in which it is done. */
export const rotationKinds = [
  'recover',
  'confirm',
  'passphrase',
  'renew-codes',
  'move',
  'password',
  'sign-out',
  'test',
  'take-away',
  'withdraw',
] as const
export type RotationKind = (typeof rotationKinds)[number]

export interface RotationStep {
  /** The same for the same state and loss: a record can name it. */
  readonly id: string
  readonly step: RotationKind
  /** What it is about; undefined where it is about the account. */
  readonly on: Way | NamedNode | undefined
}

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

/**
 * The device, factor or place that somebody means: by its id or name, alone or behind its kind (`phone:koho-iphone`).
 *
 * @throws UserError `unknown-loss`, with what may have been meant
 */
export function requireLoss(registry: Registry, typed: string): RegistryNode {
  const [, prefix = '', rest = ''] = /^([a-z]+):(.+)$/su.exec(typed) ?? []
  const only = kindOf(prefix)
  const kinds: readonly Losable[] = only === undefined ? losable : [only]
  const name = only === undefined ? typed : rest
  const exact = kinds.filter(kind => mapOf(registry, kind).has(name))
  const candidates = (exact.length > 0 ? exact : kinds).flatMap((kind): RegistryNode | [] => {
    const record = findRecord(registry, kind, name)
    return record ? { kind, id: record.id } : []
  })
  const [found, ...more] = candidates
  if (found && more.length === 0) return found
  const meant =
    candidates.length > 0
      ? candidates
      : kinds.flatMap(kind => nearest(registry, kind, name).map((id): RegistryNode => ({ kind, id })))
  throw new UserError('unknown-loss', {
    name: typed.slice(0, 80),
    nearest: meant.slice(0, 5).map(node => typedName(registry, node)),
  })
}

/** @throws UserError `unknown-record`, with those that may have been meant */
export function requireLeaver(registry: Registry, typed: string): RegistryNode {
  return { kind: 'person', id: requireRecord(registry, 'person', typed).id }
}

const losable = ['device', 'factor', 'place'] as const

type Losable = (typeof losable)[number]

function kindOf(prefix: string): Losable | undefined {
  if (prefix === 'phone' || prefix === 'tablet' || prefix === 'computer') return 'device'
  return losable.find(kind => kind === prefix)
}

/** As it can be typed again. */
function typedName({ devices }: Registry, { kind, id }: RegistryNode): string {
  return `${kind === 'device' ? (devices.get(id)?.kind ?? kind) : kind}:${id}`
}

interface View {
  readonly state: State
  readonly registry: Registry
  readonly index: RegistryIndex
  readonly loss: Loss
  readonly lost: readonly RegistryNode[]
}

/** An account under the loss. */
interface Struck {
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

// What to change, and in which order

function rotation(view: View, struck: Struck): readonly RotationStep[] {
  const { registry, lost } = view
  const { after, goneFactors, gonePlaces, sharedFactors, sharedPlaces, devices, codesKnown } = struck
  const sure = surest(struck)
  const persons = lost.filter(({ kind }) => kind === 'person').map(node => named(registry, node))
  const known = knowsPassword(view, struck)
  return [
    sure ? step('confirm', sure) : step('recover'),
    // Before the new codes stand in it.
    ...(struck.vaultKnown ? [step('passphrase')] : []),
    // New codes end the old ones: also a further way in, where few are left.
    ...(codesKnown || !after.codes || after.factors.length < 2 ? [step('renew-codes')] : []),
    ...goneFactors.map(factor => step('move', factorWay(factor))),
    ...(after.places.length === 0 ? gonePlaces.filter(isKept).slice(0, 1) : []).map(place =>
      step('move', placeWay(place)),
    ),
    // Its secret never changes by itself: whoever had it can make its codes until it is set up anew.
    ...(struck.totpGone || struck.totpKnown ? [step('move', { kind: 'totp' })] : []),
    ...(known ? [step('password')] : []),
    ...devices.map(({ id, name }) => step('sign-out', { kind: 'device', id, name })),
    step('test'),
    // A session goes with its device's sign-out.
    ...goneFactors
      .filter(({ kind, device }) => kind !== 'session' || !devices.some(({ id }) => id === device))
      .map(factor => step('take-away', factorWay(factor))),
    ...gonePlaces.map(place => step('take-away', placeWay(place))),
    // These stay with the others, and are only taken back from whoever leaves.
    ...sharedFactors.map(factor => step('withdraw', factorWay(factor))),
    ...sharedPlaces.map(place => step('withdraw', placeWay(place))),
    // Their rights in the account itself: the poster's, the administrator's.
    ...persons.map(person => step('take-away', person)),
  ]
}

/** A copy in a chat or a screenshot needs no successor. */
function isKept({ kind }: Place): boolean {
  return kind === 'password-manager' || kind === 'locked-paper' || kind === 'paper'
}

/** Best first, as in the ladder; last what a person who leaves can use too. */
const ladder: readonly FactorKind[] = [
  'session',
  'authenticator',
  'sms',
  'whatsapp',
  'mail',
  'facebook',
  'portfolio',
]

function surest({ after, sharedFactors }: Struck): Way | undefined {
  const rank = (factor: Factor): number =>
    ladder.indexOf(factor.kind) + (sharedFactors.includes(factor) ? ladder.length : 0)
  const [best] = after.factors.toSorted((a, b) => rank(a) - rank(b))
  if (best && best.kind !== 'facebook' && best.kind !== 'portfolio') return factorWay(best)
  if (after.totp) return { kind: 'totp' }
  if (after.codes) return { kind: 'codes' }
  return best && factorWay(best)
}

/** Whoever managed the account, or could read its mail or open it, may know the password or set a new one. */
function knowsPassword({ registry, loss }: View, { goneFactors, sharedFactors, devices }: Struck): boolean {
  const opens: readonly FactorKind[] = ['mail', 'session']
  const isManager = [...loss.persons].some(id => registry.persons.get(id)?.roles.includes('account-manager'))
  return (
    isManager ||
    devices.length > 0 ||
    [...goneFactors, ...sharedFactors].some(({ kind }) => opens.includes(kind))
  )
}

function step(kind: RotationKind, on?: Way | NamedNode): RotationStep {
  const about = on === undefined ? '' : 'id' in on ? `:${on.kind}:${on.id}` : `:${on.kind}`
  return { id: kind + about, step: kind, on }
}

function factorWay({ id, label, kind }: Factor): Way {
  return { kind: 'factor', id, name: label, type: kind }
}

function placeWay({ id, label, kind }: Place): Way {
  return { kind: 'place', id, name: label, type: kind }
}

function named(registry: Registry, node: RegistryNode): NamedNode {
  const record = mapOf(registry, node.kind).get(node.id)
  if (!record) return { ...node, name: node.id }
  return { ...node, name: 'label' in record ? record.label : record.name }
}
