/**
 * The odds, and the reasons for them.
 *
 * They follow the article's tables: a device that is still signed in is best; a mail address or number that surely works is high, one of two
 * or three is medium, none is low; for a business account whose keeper left they depend on the company's own numbers and mailboxes.
 */
import type { Scenario } from '../model/scenarios.ts'
import { assets, type Odds, type Sight } from '../model/situation.ts'
import { isAboutCodes, isLockedOut, secondSteps, type TriageFacts } from './triage-facts.ts'

/** Why the odds are as they are; terminal/messages/recovery/ has the sentences. */
export type Reason =
  | 'still-signed-in'
  | 'codes-at-hand'
  | 'codes-used-up'
  | 'no-codes-stored'
  | 'codes-refused'
  | 'authenticator-at-hand'
  | 'number-at-hand'
  | 'address-at-hand'
  | 'contact-unsure'
  | 'contact-gone'
  | 'second-step-gone'
  | 'facebook-linked'
  | 'face-shown'
  | 'face-missing'
  | 'company-decides'
  | 'password-by-reset'
  | 'password-stuck'
  | 'passkey-at-hand'
  | 'meta-decides'
  | 'pause-helps'
  | 'attacker-inside'
  | 'nothing-lost-yet'
  | 'not-locked-out'
  | 'usually-opens'
  | 'nothing-said'
  | 'deadline-over'

export function oddsOf(facts: TriageFacts, scenario: Scenario): Odds {
  const { see, has, out } = facts
  // Meta decides; what is at hand makes no difference.
  if (scenario === 'account-disabled') return 'unknown'
  // Somebody else can be in at any time.
  if (see === 'approved' && has('session')) return 'high'
  if (!isLockedOut(facts)) return 'very-high'
  const odds = oddsAtTheDoor(facts, scenario)
  switch (see) {
    case 'address-changed':
    case 'approved':
      // The attacker can change more, and sign out even a device that is still signed in.
      return has('session') ? 'high' : atMost('medium', odds === 'unknown' ? 'medium' : odds)
    case 'strange-2fa':
      // The owner's codes and app no longer count.
      if (has('session')) return 'high'
      if (has('face', 'facebook', 'portfolio')) return 'medium'
      return has('mail') && !out('face') ? 'medium' : 'low'
    case 'no-service':
      return odds === 'unknown' ? 'medium' : atMost('high', odds)
    case 'wait':
    case 'no-sms':
    case 'login-check':
    case 'password-refused':
      return odds === 'unknown' && !facts.isSecondStepOut ? 'high' : odds
    case 'code-refused':
      if (odds === 'very-high') return odds
      return odds === 'unknown' || (odds === 'low' && !out('codes')) ? 'medium' : odds
    default:
      return odds
  }
}

/** The article's tables. */
function oddsAtTheDoor(facts: TriageFacts, scenario: Scenario): Odds {
  const { see, has, gone, out } = facts
  if (has('session')) return 'very-high'
  const canType = !gone('password') || facts.isResettable
  const codesCount = has('codes') && !isAboutCodes(scenario)
  const number = scenario === 'sim-swap' ? [] : (['sms', 'whatsapp'] as const)
  if (has('passkey')) return 'high'
  if (canType && (codesCount || has('authenticator', ...number))) return 'high'
  if (scenario === 'facebook-login') return 'high'
  // The mailbox sets a new password, but passes no second step.
  const isStuck = see !== undefined && secondStepSights.includes(see) ? facts.isSecondStepOut : gone(...secondSteps)
  if (has('mail')) return isStuck && see !== 'login-check' ? 'medium' : 'high'
  if (has('facebook', 'face')) return 'medium'
  if (has('portfolio')) return 'unknown'
  if (out('mail') && out('sms')) return 'low'
  if (out('mail') || out('sms')) return 'medium'
  return 'unknown'
}

/** Where a second step is asked for, or probably is. */
const secondStepSights: readonly Sight[] = ['code-prompt', 'code-refused', 'no-sms', 'no-service', 'keeper-gone']

const order: readonly Odds[] = ['low', 'unknown', 'medium', 'high', 'very-high']

function atMost(limit: Odds, odds: Odds): Odds {
  return order.indexOf(odds) > order.indexOf(limit) ? limit : odds
}

const attackSights: readonly Sight[] = ['address-changed', 'strange-2fa', 'approved', 'no-service']

/** Each reason with its condition, the most important first. */
const rules: readonly (readonly [Reason, (facts: TriageFacts, scenario: Scenario) => boolean])[] = [
  [
    'nothing-lost-yet',
    ({ see, gone }) =>
      !assets.some(asset => gone(asset)) &&
      (see === 'nothing-wrong' || see === 'unknown-request' || see === 'reset-mail'),
  ],
  ['attacker-inside', ({ see }) => see !== undefined && attackSights.includes(see)],
  ['meta-decides', ({ see }) => see === 'disabled'],
  ['pause-helps', ({ see }) => see === 'wait'],
  ['still-signed-in', ({ has }) => has('session')],
  ['codes-refused', (_, scenario) => isAboutCodes(scenario)],
  ['codes-at-hand', ({ has, see }, scenario) => has('codes') && !isAboutCodes(scenario) && see !== 'strange-2fa'],
  ['codes-used-up', ({ codes, gone }) => codes?.ever === true && gone('codes')],
  ['no-codes-stored', ({ codes, gone }) => codes?.ever === false && gone('codes')],
  ['authenticator-at-hand', ({ has, see }) => has('authenticator') && see !== 'strange-2fa'],
  ['passkey-at-hand', ({ has }) => has('passkey')],
  ['number-at-hand', ({ has }, scenario) => has('sms', 'whatsapp') && scenario !== 'sim-swap'],
  ['address-at-hand', ({ has }) => has('mail')],
  ['second-step-gone', ({ isSecondStepOut }) => isSecondStepOut],
  ['password-by-reset', ({ gone, isResettable }) => gone('password') && isResettable],
  ['password-stuck', ({ gone, isResettable }) => gone('password') && !isResettable],
  ['facebook-linked', ({ has }) => has('facebook')],
  ['company-decides', ({ has, see }) => has('portfolio') || see === 'keeper-gone'],
  ['contact-gone', ({ out, has }) => out('mail', 'sms') && !has(...secondSteps, 'passkey')],
  ['contact-unsure', ({ out, has }) => !has('mail', 'sms', 'whatsapp') && out('mail') !== out('sms')],
  ['face-shown', ({ has }) => has('face')],
  ['face-missing', ({ out, isSecondStepOut }) => out('face') && isSecondStepOut],
]

export function reasonsOf(facts: TriageFacts, scenario: Scenario): readonly Reason[] {
  const found = rules.filter(([, holds]) => holds(facts, scenario)).map(([reason]) => reason)
  if (found.length > 0) return found
  // "It depends" would contradict odds that are high in every case.
  if (!isLockedOut(facts)) return ['not-locked-out']
  return [oddsOf(facts, scenario) === 'high' ? 'usually-opens' : 'nothing-said']
}
