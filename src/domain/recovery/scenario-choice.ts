/**
 * The scenario: named by what the person sees, then by what is said to be gone; never by what was merely not picked (situation.ts).
 */
import type { Scenario } from '../model/scenarios.ts'
import { secondSteps, type TriageFacts } from './triage-facts.ts'

export function scenarioFor(facts: TriageFacts): Scenario {
  const { see, gone, has, out } = facts
  switch (see) {
    case 'wait':
      return 'told-to-wait'
    case 'disabled':
      return 'account-disabled'
    case 'unknown-request':
      return 'unknown-request'
    case 'reset-mail':
      return 'reset-mail'
    case 'approved':
      return 'codes-exposed'
    case 'no-service':
      return 'sim-swap'
    case 'keeper-gone':
      return 'keeper-left'
    case 'mail-gone':
      return 'mail-gone'
    case 'login-check':
      return 'login-check'
    case 'address-changed':
      return 'hacked-mail-changed'
    case 'strange-2fa':
      return 'attacker-set-2fa'
    case 'nothing-wrong':
      return 'set-up'
    case 'password-refused':
      // The right password is refused if the account signs in with Facebook.
      if (has('facebook') && (has('password') || out('mail', 'sms'))) return 'facebook-login'
      return facts.isResettable || has('session') ? 'password-forgotten' : whenNothingIsLeft(facts)
    case 'no-sms':
      if (gone('phone') && !has('sms')) return 'phone-lost'
      return gone('sms') ? 'number-gone' : 'sms-never'
    case 'code-refused':
      return refusedCode(facts)
    case 'logged-in':
      return signedIn(facts)
    default:
      return atTheDoor(facts)
  }
}

/** Which code was refused: an authenticator is used more often than backup codes. */
function refusedCode(facts: TriageFacts): Scenario {
  const { has, out } = facts
  if (facts.codes?.coolingDown) return 'stale-set'
  if (has('authenticator')) return 'totp-rejected'
  if (has('codes')) return 'code-rejected'
  if (has('sms', 'whatsapp')) return 'sms-late'
  if (!out('codes')) return 'code-rejected'
  if (!out('authenticator')) return 'totp-rejected'
  return out('sms') ? atTheDoor(facts) : 'sms-late'
}

/** By what is gone. The phone first: most other losses follow from it. */
function signedIn(facts: TriageFacts): Scenario {
  const { gone } = facts
  if (facts.codes?.coolingDown) return 'stale-set'
  if (gone('phone')) return 'phone-lost'
  if (gone('mail') && gone('sms')) return 'mail-gone'
  if (gone('sms')) return 'number-gone'
  if (gone('mail')) return 'mail-gone'
  if (gone('authenticator')) return 'authenticator-deleted'
  if (gone('codes')) return 'codes-spent-in'
  return gone('password') ? 'password-forgotten' : 'set-up'
}

function atTheDoor(facts: TriageFacts): Scenario {
  const { see, has, gone } = facts
  if (see === undefined && has('session')) return signedIn(facts)
  // A new SIM brings back a number that was lost with the phone, but that does not help without the mailbox.
  if (isNothingLeft(facts)) return whenNothingIsLeft(facts)
  if (facts.codes?.coolingDown) return 'stale-set'
  if (gone('phone')) return 'phone-lost'
  if (gone('sms')) return 'number-gone'
  if (gone('authenticator')) return 'authenticator-deleted'
  if (gone('codes') && !has(...secondSteps)) return facts.codes?.ever ? 'codes-spent-out' : 'codes-never-saved'
  return gone('password') && see === undefined ? 'password-forgotten' : 'enter-code'
}

/**
 * With a known password a new SIM is enough. A mailbox may get the code of Instagram's own check, and a lost app may have a backup online,
 * unless all ways past the second step are said to be gone.
 */
function isNothingLeft({ isSecondStepOut, gone, out, has }: TriageFacts): boolean {
  if (!isSecondStepOut) return false
  if (gone('phone')) return out('mail') && !has('password')
  return !(has('mail') || gone('authenticator')) || gone(...secondSteps)
}

function whenNothingIsLeft({ has, gone, out }: TriageFacts): Scenario {
  if (has('portfolio') && gone('password')) return 'keeper-left'
  return out('face') ? 'selfie-impossible' : 'all-factors-gone'
}
