/** The names of the failures; playbooks/ has the steps out of each. */

/** The situation in which a person looks for a scenario. */
export const moments = ['locked-out', 'codes', 'phone', 'people', 'hacked', 'before'] as const
export type Moment = (typeof moments)[number]

/** In the order of the list. */
export const scenarioMoments = {
  'enter-code': 'locked-out',
  'sms-late': 'locked-out',
  'sms-never': 'locked-out',
  'totp-rejected': 'locked-out',
  'login-check': 'locked-out',
  'password-forgotten': 'locked-out',
  'facebook-login': 'locked-out',
  'told-to-wait': 'locked-out',
  'account-disabled': 'locked-out',
  'all-factors-gone': 'locked-out',
  'selfie-impossible': 'locked-out',
  'deadline-passed': 'locked-out',
  'code-rejected': 'codes',
  'stale-set': 'codes',
  'wrong-account': 'codes',
  'codes-spent-in': 'codes',
  'codes-spent-out': 'codes',
  'codes-never-saved': 'codes',
  'phone-lost': 'phone',
  'number-gone': 'phone',
  'authenticator-deleted': 'phone',
  'mail-gone': 'phone',
  'new-phone': 'phone',
  'keeper-left': 'people',
  handover: 'people',
  'hacked-mail-changed': 'hacked',
  'attacker-set-2fa': 'hacked',
  'codes-exposed': 'hacked',
  'sim-swap': 'hacked',
  'unknown-request': 'hacked',
  'reset-mail': 'hacked',
  'set-up': 'before',
  'new-account': 'before',
} as const satisfies Record<string, Moment>

export type Scenario = keyof typeof scenarioMoments

export const scenarios: readonly Scenario[] = Object.keys(scenarioMoments).filter(isScenario)

export function isScenario(text: string): text is Scenario {
  return Object.hasOwn(scenarioMoments, text)
}
