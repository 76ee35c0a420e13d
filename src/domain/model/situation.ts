/** What somebody who cannot sign in tells about it: what they see, what they still have, what is gone. */

/** What can let a person in, or prove who they are. `face`: the owner's face is on the account's pictures. */
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

/** What stands on the screen, or what happened. */
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

/** How likely it is that the account comes back; `unknown` where it depends on what nobody has said yet. */
export const oddsLevels = ['very-high', 'high', 'medium', 'low', 'unknown'] as const
export type Odds = (typeof oddsLevels)[number]

/** An asset that is in neither set may be there or not: nobody has said. */
export interface Situation {
  readonly see?: Sight
  readonly have: ReadonlySet<Asset>
  readonly lost: ReadonlySet<Asset>
}

/** What a step cannot do without. */
export interface Requirement {
  /** All of these. */
  readonly needs?: readonly Asset[]
  /** At least one of these. */
  readonly needsOneOf?: readonly Asset[]
}

/** Whether nothing that a step needs was said to be gone. */
export function isPossible({ needs = [], needsOneOf = [] }: Requirement, { lost }: Situation): boolean {
  if (needs.some(asset => lost.has(asset))) return false
  return needsOneOf.length === 0 || needsOneOf.some(asset => !lost.has(asset))
}
