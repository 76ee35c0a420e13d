/** The playbooks by scenario, loaded on demand. */
import { type Scenario, scenarioMoments, scenarios } from '../domain/model/scenarios.ts'
import type { Playbook } from './playbook.ts'
import { isItDown, neverInAll } from './shared-lines.ts'

const loaders: { readonly [S in Scenario]: () => Promise<{ readonly playbook: Playbook }> } = {
  'enter-code': () => import('./scenarios/enter-code.ts'),
  'sms-late': () => import('./scenarios/sms-late.ts'),
  'sms-never': () => import('./scenarios/sms-never.ts'),
  'totp-rejected': () => import('./scenarios/totp-rejected.ts'),
  'login-check': () => import('./scenarios/login-check.ts'),
  'password-forgotten': () => import('./scenarios/password-forgotten.ts'),
  'facebook-login': () => import('./scenarios/facebook-login.ts'),
  'told-to-wait': () => import('./scenarios/told-to-wait.ts'),
  'account-disabled': () => import('./scenarios/account-disabled.ts'),
  'all-factors-gone': () => import('./scenarios/all-factors-gone.ts'),
  'selfie-impossible': () => import('./scenarios/selfie-impossible.ts'),
  'deadline-passed': () => import('./scenarios/deadline-passed.ts'),
  'code-rejected': () => import('./scenarios/code-rejected.ts'),
  'stale-set': () => import('./scenarios/stale-set.ts'),
  'wrong-account': () => import('./scenarios/wrong-account.ts'),
  'codes-spent-in': () => import('./scenarios/codes-spent-in.ts'),
  'codes-spent-out': () => import('./scenarios/codes-spent-out.ts'),
  'codes-never-saved': () => import('./scenarios/codes-never-saved.ts'),
  'phone-lost': () => import('./scenarios/phone-lost.ts'),
  'number-gone': () => import('./scenarios/number-gone.ts'),
  'authenticator-deleted': () => import('./scenarios/authenticator-deleted.ts'),
  'mail-gone': () => import('./scenarios/mail-gone.ts'),
  'new-phone': () => import('./scenarios/new-phone.ts'),
  'keeper-left': () => import('./scenarios/keeper-left.ts'),
  handover: () => import('./scenarios/handover.ts'),
  'hacked-mail-changed': () => import('./scenarios/hacked-mail-changed.ts'),
  'attacker-set-2fa': () => import('./scenarios/attacker-set-2fa.ts'),
  'codes-exposed': () => import('./scenarios/codes-exposed.ts'),
  'sim-swap': () => import('./scenarios/sim-swap.ts'),
  'unknown-request': () => import('./scenarios/unknown-request.ts'),
  'reset-mail': () => import('./scenarios/reset-mail.ts'),
  'set-up': () => import('./scenarios/set-up.ts'),
  'new-account': () => import('./scenarios/new-account.ts'),
}

export async function loadPlaybook(scenario: Scenario): Promise<Playbook> {
  const { playbook } = await loaders[scenario]()
  const { firstChecks, never } = playbook
  return {
    ...playbook,
    firstChecks: [...(canBeAnOutage(scenario) ? [isItDown] : []), ...firstChecks],
    never: [...neverInAll, ...never],
  }
}

/** Where the reader cannot get in and nothing has happened that explains it. */
function canBeAnOutage(scenario: Scenario): boolean {
  const moment = scenarioMoments[scenario]
  return (moment === 'locked-out' || moment === 'codes' || moment === 'phone') && !withoutOutage.includes(scenario)
}

const withoutOutage: readonly Scenario[] = [
  'deadline-passed',
  'wrong-account',
  'codes-spent-in',
  'phone-lost',
  'mail-gone',
  'new-phone',
]

/** In the order of the list. */
export async function loadPlaybooks(): Promise<readonly Playbook[]> {
  return Promise.all(scenarios.map(loadPlaybook))
}
