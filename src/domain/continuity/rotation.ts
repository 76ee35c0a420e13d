/**
 * What has to be changed after a loss, or when a person leaves, and in which order.
 *
 * The last entry method is never removed first. So one entry method is confirmed, then others are made and moved, strangers are locked
 * out, a real login proves that the new methods work, and only then is anything removed.
 */
import { entryOrder } from '../model/entry-order.ts'
import type { Device, Factor, FactorKind, Place } from '../model/registry.ts'
import type { Affected, LossFacts } from './affected.ts'
import { type EntryMethod, factorMethod, type NamedNode, placeMethod, withName } from './entry-methods.ts'

/** In the order of the steps. */
export const rotationKinds = [
  'recover',
  'confirm',
  'vault-folder',
  'passphrase',
  'renew-codes',
  'stop-sim',
  'move',
  'password',
  'sign-out',
  'test',
  'take-away',
  'withdraw',
  'tidy',
] as const
export type RotationKind = (typeof rotationKinds)[number]

export interface RotationStep {
  /** Stable: the record of a handover names the step by it. */
  readonly id: string
  readonly step: RotationKind
  /** The subject; undefined: the account itself. */
  readonly on: EntryMethod | NamedNode | undefined
}

export function rotation(facts: LossFacts, affected: Affected): readonly RotationStep[] {
  const { registry, lost } = facts
  const { after, goneFactors, gonePlaces, sharedFactors, sharedPlaces, devices, codesKnown } = affected
  const sure = surest(affected)
  const persons = lost.filter(({ kind }) => kind === 'person').map(node => withName(registry, node))
  const known = knowsPassword(facts, affected)
  return [
    sure ? step('confirm', sure) : step('recover'),
    // Before new codes are stored in it. A person with write access to its folder could put back a vault with the earlier passphrase.
    ...(affected.vaultKnown ? [step('vault-folder'), step('passphrase')] : []),
    // New codes cancel the old ones, of which a lost phone may hold a picture, and are a further entry method if few are left.
    ...(codesKnown || !after.codes || after.factors.length < 2 || devices.some(({ kind }) => kind === 'phone')
      ? [step('renew-codes')]
      : []),
    ...simsIn(facts, affected).map(({ id, name }) => step('stop-sim', { kind: 'device', id, name })),
    ...goneFactors.map(factor => step('move', factorMethod(factor))),
    ...(after.places.length === 0 ? gonePlaces.filter(isKept).slice(0, 1) : []).map(place =>
      step('move', placeMethod(place)),
    ),
    // A known secret is of use to a stranger until the authenticator is set up again.
    ...(affected.totpGone || affected.totpKnown ? [step('move', { kind: 'totp' })] : []),
    ...(known ? [step('password')] : []),
    ...devices.map(({ id, name }) => step('sign-out', { kind: 'device', id, name })),
    step('test'),
    // The sign-out of a device ends its session.
    ...goneFactors
      .filter(({ kind, device }) => kind !== 'session' || !devices.some(({ id }) => id === device))
      .map(factor => step('take-away', factorMethod(factor))),
    ...gonePlaces.map(place => step('take-away', placeMethod(place))),
    // The others keep these; only the person who leaves loses access.
    ...sharedFactors.map(factor => step('withdraw', factorMethod(factor))),
    ...sharedPlaces.map(place => step('withdraw', placeMethod(place))),
    // Their roles in the account itself, such as poster or administrator.
    ...persons.map(person => step('take-away', person)),
  ]
}

/** The lost phones that get the account's SMS. */
function simsIn({ lost }: LossFacts, { devices, goneFactors }: Affected): readonly Device[] {
  const isLost = ({ id }: Device): boolean => lost.some(node => node.kind === 'device' && node.id === id)
  return devices.filter(
    phone => isLost(phone) && goneFactors.some(({ kind, device }) => kind === 'sms' && device === phone.id),
  )
}

/** A copy in a chat or a screenshot is not replaced. */
function isKept({ kind }: Place): boolean {
  return kind === 'password-manager' || kind === 'locked-paper' || kind === 'paper'
}

/** The best factor that still works; factors that a person who leaves can use too come last. */
function surest({ after, sharedFactors }: Affected): EntryMethod | undefined {
  const rank = (factor: Factor): number =>
    entryOrder.indexOf(factor.kind) + (sharedFactors.includes(factor) ? entryOrder.length : 0)
  const [best] = after.factors.toSorted((a, b) => rank(a) - rank(b))
  if (best && best.kind !== 'facebook' && best.kind !== 'portfolio') return factorMethod(best)
  if (after.totp) return { kind: 'totp' }
  if (after.codes) return { kind: 'codes' }
  return best && factorMethod(best)
}

/** An account manager, or a person who could read its mail or use its session, may know the password or set a new one. */
function knowsPassword({ registry, loss }: LossFacts, { goneFactors, sharedFactors, devices }: Affected): boolean {
  const opens: readonly FactorKind[] = ['mail', 'session']
  const isManager = [...loss.persons].some(id => registry.persons.get(id)?.roles.includes('account-manager'))
  return isManager || devices.length > 0 || [...goneFactors, ...sharedFactors].some(({ kind }) => opens.includes(kind))
}

function step(kind: RotationKind, on?: EntryMethod | NamedNode): RotationStep {
  const about = on === undefined ? '' : 'id' in on ? `:${on.kind}:${on.id}` : `:${on.kind}`
  return { id: kind + about, step: kind, on }
}
