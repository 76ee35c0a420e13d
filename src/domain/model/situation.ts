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
] as const
export type Sight = (typeof sights)[number]

/** How likely it is to get the account back; `unknown`: it depends on answers that are missing. */
export const oddsLevels = ['very-high', 'high', 'medium', 'low', 'unknown'] as const
export type Odds = (typeof oddsLevels)[number]

/** An asset in neither set is unknown. */
export interface Situation {
  readonly see?: Sight
  readonly have: ReadonlySet<Asset>
  readonly lost: ReadonlySet<Asset>
}

/** The assets that a step needs. */
export interface Requirement {
  /** All of these. */
  readonly needs?: readonly Asset[]
  /** At least one of these. */
  readonly needsOneOf?: readonly Asset[]
}

/** Unknown assets count as available. */
export function isPossible({ needs = [], needsOneOf = [] }: Requirement, { lost }: Situation): boolean {
  if (needs.some(asset => lost.has(asset))) return false
  return needsOneOf.length === 0 || needsOneOf.some(asset => !lost.has(asset))
}
