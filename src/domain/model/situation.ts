/** What a person who cannot sign in reports: what they see, what they still have, what is gone. */

/** What lets a person in, or proves who they are. `face`: the owner's face is in the account's pictures. */
export const assets = [
  'session',
  'codes',
  'authenticator',
  'phone',
  'sms',
  'whatsapp',
  'mail',
  'facebook',
  'portfolio',
  'password',
  'face',
  'passkey',
] as const
export type Asset = (typeof assets)[number]

/** What the screen shows, or what happened. */
export const sights = [
  'code-prompt',
  'code-refused',
  'no-sms',
  'wait',
  'password-refused',
  'unknown-request',
  'address-changed',
  'strange-2fa',
  'logged-in',
  'nothing-wrong',
  'disabled',
  'login-check',
  'reset-mail',
  'approved',
  'no-service',
  'mail-gone',
  'keeper-gone',
] as const
export type Sight = (typeof sights)[number]

/** How likely it is to get the account back; `unknown`: it depends on answers that are missing. */
export const oddsLevels = ['very-high', 'high', 'medium', 'low', 'unknown'] as const
export type Odds = (typeof oddsLevels)[number]

/**
 * What a person said, in three states: an asset is at hand, said to be gone, or not mentioned.
 *
 * Only what is said to be gone names a scenario. If a person was shown a list and did not pick an asset, it is `absent`: it hides the
 * steps that need it, but says nothing about what happened. An asset in no set was never asked about, so it counts as available.
 */
export interface Situation {
  readonly see?: Sight
  readonly have: ReadonlySet<Asset>
  readonly lost: ReadonlySet<Asset>
  readonly absent?: ReadonlySet<Asset>
}

/** The assets that a step needs. */
export interface Requirement {
  /** All of these. */
  readonly needs?: readonly Asset[]
  /** At least one of these. */
  readonly needsOneOf?: readonly Asset[]
  /** Only if this is surely at hand. */
  readonly onlyWith?: Asset
  /** Not if this is surely at hand: the step would bring back, or stop, what works. */
  readonly notWith?: Asset
}

/** Said to be gone, or not picked from a list. */
export function isOut({ lost, absent }: Situation, asset: Asset): boolean {
  return lost.has(asset) || absent?.has(asset) === true
}

/** Assets that were not mentioned count as available. */
export function isPossible({ needs = [], needsOneOf = [], onlyWith, notWith }: Requirement, told: Situation): boolean {
  if (needs.some(asset => isOut(told, asset))) return false
  if (onlyWith !== undefined && !told.have.has(onlyWith)) return false
  if (notWith !== undefined && told.have.has(notWith)) return false
  return needsOneOf.length === 0 || needsOneOf.some(asset => !isOut(told, asset))
}
