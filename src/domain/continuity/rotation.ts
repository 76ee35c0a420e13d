/**
 * What has to be changed once something is lost or somebody leaves, and in which order.
 *
 * The order holds to one rule: the last way in is never taken away first. First a way is made sure of, then others are made and
 * moved; strangers are shut out, a real login proves that the new ways work, and only then is anything taken away.
 */
import type { Factor, FactorKind, Place } from '../model/registry.ts'
import type { Affected, LossFacts } from './affected.ts'
import { type EntryMethod, factorMethod, type NamedNode, named, placeMethod } from './entry-methods.ts'

/** What there is to do, in the order in which it is done. */
export const rotationKinds = [
  'recover',
  'confirm',
  'vault-folder',
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
  readonly on: EntryMethod | NamedNode | undefined
}

export function rotation(view: LossFacts, struck: Affected): readonly RotationStep[] {
  const { registry, lost } = view
  const { after, goneFactors, gonePlaces, sharedFactors, sharedPlaces, devices, codesKnown } = struck
  const sure = surest(struck)
  const persons = lost.filter(({ kind }) => kind === 'person').map(node => named(registry, node))
  const known = knowsPassword(view, struck)
  return [
    sure ? step('confirm', sure) : step('recover'),
    // Before the new codes stand in it. Whoever still writes to its folder could put back a vault that the earlier passphrase opens.
    ...(struck.vaultKnown ? [step('vault-folder'), step('passphrase')] : []),
    // New codes end the old ones: also a further way in, where few are left.
    ...(codesKnown || !after.codes || after.factors.length < 2 ? [step('renew-codes')] : []),
    ...goneFactors.map(factor => step('move', factorMethod(factor))),
    ...(after.places.length === 0 ? gonePlaces.filter(isKept).slice(0, 1) : []).map(place =>
      step('move', placeMethod(place)),
    ),
    // Its secret never changes by itself: whoever had it can make its codes until it is set up anew.
    ...(struck.totpGone || struck.totpKnown ? [step('move', { kind: 'totp' })] : []),
    ...(known ? [step('password')] : []),
    ...devices.map(({ id, name }) => step('sign-out', { kind: 'device', id, name })),
    step('test'),
    // A session goes with its device's sign-out.
    ...goneFactors
      .filter(({ kind, device }) => kind !== 'session' || !devices.some(({ id }) => id === device))
      .map(factor => step('take-away', factorMethod(factor))),
    ...gonePlaces.map(place => step('take-away', placeMethod(place))),
    // These stay with the others, and are only taken back from whoever leaves.
    ...sharedFactors.map(factor => step('withdraw', factorMethod(factor))),
    ...sharedPlaces.map(place => step('withdraw', placeMethod(place))),
    // Their rights in the account itself: the poster's, the administrator's.
    ...persons.map(person => step('take-away', person)),
  ]
}

/** A copy in a chat or a screenshot needs no successor. */
function isKept({ kind }: Place): boolean {
  return kind === 'password-manager' || kind === 'locked-paper' || kind === 'paper'
}

/** Best first, as in the ladder; last what a person who leaves can use too. */
const entryMethodsByPreference: readonly FactorKind[] = [
  'session',
  'authenticator',
  'sms',
  'whatsapp',
  'mail',
  'facebook',
  'portfolio',
]

function surest({ after, sharedFactors }: Affected): EntryMethod | undefined {
  const rank = (factor: Factor): number =>
    entryMethodsByPreference.indexOf(factor.kind) +
    (sharedFactors.includes(factor) ? entryMethodsByPreference.length : 0)
  const [best] = after.factors.toSorted((a, b) => rank(a) - rank(b))
  if (best && best.kind !== 'facebook' && best.kind !== 'portfolio') return factorMethod(best)
  if (after.totp) return { kind: 'totp' }
  if (after.codes) return { kind: 'codes' }
  return best && factorMethod(best)
}

/** Whoever managed the account, or could read its mail or open it, may know the password or set a new one. */
function knowsPassword({ registry, loss }: LossFacts, { goneFactors, sharedFactors, devices }: Affected): boolean {
  const opens: readonly FactorKind[] = ['mail', 'session']
  const isManager = [...loss.persons].some(id => registry.persons.get(id)?.roles.includes('account-manager'))
  return isManager || devices.length > 0 || [...goneFactors, ...sharedFactors].some(({ kind }) => opens.includes(kind))
}

function step(kind: RotationKind, on?: EntryMethod | NamedNode): RotationStep {
  const about = on === undefined ? '' : 'id' in on ? `:${on.kind}:${on.id}` : `:${on.kind}`
  return { id: kind + about, step: kind, on }
}
