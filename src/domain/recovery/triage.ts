/**
 * From a person's answers to the scenario, the odds, and the entry methods that are left.
 *
 * Each asset is available, lost or unknown. The odds follow the article's tables: a device that is still signed in is best; a mail
 * address or number that surely works is high, one of them lost is medium, both lost is low; for a business account whose keeper left
 * they depend on the company's own numbers and mailboxes.
 */
import { type EntryMethodName, entryMethodNames } from '../model/entry-order.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Asset, Odds, Sight, Situation } from '../model/situation.ts'

/** What the vault knows about the account's codes. */
export interface KnownCodes {
  readonly left: number
  /** Whether the account ever had codes in the vault. */
  readonly ever: boolean
  /** Two codes were rejected within the last hour. */
  readonly coolingDown: boolean
}

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
  | 'pause-helps'
  | 'attacker-inside'
  | 'nothing-lost-yet'
  | 'nothing-said'
  | 'deadline-over'

export interface Triage {
  readonly scenario: Scenario
  readonly odds: Odds
  readonly reasons: readonly Reason[]
  /** Playbooks before the scenario's own: a password is needed first. */
  readonly first: readonly Scenario[]
  /** The entry methods if the playbook does not help, those surely available first. Empty if not locked out. */
  readonly methods: readonly EntryMethodName[]
  /** The answers and the vault together; steps are chosen by it. */
  readonly situation: Situation
}

export interface TriageOptions {
  readonly codes?: KnownCodes
  readonly deadlinePassed?: boolean
  /** The playbook that the person moved on to; replaces the one from the answers. */
  readonly scenario?: Scenario
}

export function triage(answers: Situation, options: TriageOptions = {}): Triage {
  const facts = factsOf(answers, options.codes)
  const { situation } = facts
  const scenario = options.scenario ?? (options.deadlinePassed ? 'deadline-passed' : scenarioOf(facts))
  // After the deadline the playbook goes on without the account.
  if (scenario === 'deadline-passed')
    return { scenario, odds: 'low', reasons: ['deadline-over'], first: [], methods: [], situation }
  const needsReset =
    facts.gone('password') && facts.isResettable && isLockedOut(facts) && scenario !== 'password-forgotten'
  return {
    scenario,
    odds: oddsOf(facts, scenario),
    reasons: reasonsOf(facts, scenario),
    first: needsReset ? ['password-forgotten'] : [],
    methods: isLockedOut(facts) ? methodsOf(facts, scenario) : [],
    situation,
  }
}

interface TriageFacts {
  readonly situation: Situation
  readonly see: Sight | undefined
  readonly has: (...assets: readonly Asset[]) => boolean
  readonly gone: (...assets: readonly Asset[]) => boolean
  /** The password can be reset by mail, SMS or Facebook. */
  readonly isResettable: boolean
  /** Everything that passes the second step is lost. */
  readonly isSecondStepGone: boolean
  readonly codes: KnownCodes | undefined
}

function factsOf(answers: Situation, codes: KnownCodes | undefined): TriageFacts {
  const lost = new Set(answers.lost)
  const have = new Set([...answers.have].filter(asset => !lost.has(asset)))
  // Codes in the vault count even if the answer is that they are lost; codes on paper count even if the vault has none.
  if (codes && codes.left > 0) {
    have.add('codes')
    lost.delete('codes')
  } else if (codes && !have.has('codes')) lost.add('codes')
  // Seeing the feed means signed in, unless the answer is that the session is lost.
  const see = answers.see === 'logged-in' && lost.has('session') ? 'code-prompt' : answers.see
  if (see === 'logged-in') have.add('session')

  const has = (...assets: readonly Asset[]): boolean => assets.some(asset => have.has(asset))
  const gone = (...assets: readonly Asset[]): boolean => assets.every(asset => lost.has(asset))
  return {
    situation: { have, lost, ...(see !== undefined && { see }) },
    see,
    has,
    gone,
    isResettable: !gone('mail', 'sms', 'facebook'),
    isSecondStepGone: gone('session', 'codes', 'authenticator', 'sms', 'whatsapp'),
    codes,
  }
}

function scenarioOf(facts: TriageFacts): Scenario {
  const { see, gone } = facts
  switch (see) {
    case 'wait':
      return 'told-to-wait'
    case 'unknown-request':
      return 'unknown-request'
    case 'address-changed':
      return 'hacked-mail-changed'
    case 'strange-2fa':
      return 'attacker-set-2fa'
    case 'nothing-wrong':
      return 'set-up'
    case 'password-refused':
      return facts.isResettable || facts.has('session') ? 'password-forgotten' : whenNothingIsLeft(facts)
    case 'no-sms':
      if (gone('phone')) return 'phone-lost'
      return gone('sms') ? 'number-gone' : 'sms-never'
    case 'code-refused':
      return refusedCode(facts)
    default:
      return atTheDoor(facts)
  }
}

/** Which code was refused: an authenticator is used more often than backup codes. */
function refusedCode(facts: TriageFacts): Scenario {
  const { has, gone } = facts
  if (facts.codes?.coolingDown) return 'stale-set'
  if (has('authenticator')) return 'totp-rejected'
  if (!gone('codes')) return 'code-rejected'
  if (!gone('authenticator')) return 'totp-rejected'
  return gone('sms') ? atTheDoor(facts) : 'sms-late'
}

/** By what is lost. The phone first: most other losses follow from it. */
function atTheDoor(facts: TriageFacts): Scenario {
  const { see, has, gone } = facts
  // A new SIM brings back a number that was lost with the phone, but that does not help without the mailbox.
  if (facts.isSecondStepGone && (!gone('phone') || gone('mail'))) return whenNothingIsLeft(facts)
  if (facts.codes?.coolingDown) return 'stale-set'
  if (gone('phone')) return 'phone-lost'
  if (gone('sms')) return 'number-gone'
  if (gone('authenticator')) return 'authenticator-deleted'
  if (gone('codes')) {
    if (has('session')) return 'codes-spent-in'
    return facts.codes?.ever ? 'codes-spent-out' : 'codes-never-saved'
  }
  if (gone('password')) return 'password-forgotten'
  return see === 'logged-in' || (see === undefined && has('session')) ? 'set-up' : 'sms-late'
}

function whenNothingIsLeft({ has, gone }: TriageFacts): Scenario {
  if (has('portfolio') && gone('password')) return 'keeper-left'
  return gone('face') ? 'selfie-impossible' : 'all-factors-gone'
}

function isLockedOut({ see, has, gone }: TriageFacts): boolean {
  if (gone('session')) return true
  if (see === undefined) return !has('session')
  return !['logged-in', 'nothing-wrong', 'unknown-request'].includes(see)
}

const assetOfMethod: { readonly [W in EntryMethodName]?: Asset } = {
  session: 'session',
  codes: 'codes',
  authenticator: 'authenticator',
  sms: 'sms',
  whatsapp: 'whatsapp',
  request: 'session',
  facebook: 'facebook',
  portfolio: 'portfolio',
  face: 'face',
}

/** Available methods first, then unknown ones, last those that take days; each in the order of preference. */
function methodsOf({ has, gone }: TriageFacts, scenario: Scenario): readonly EntryMethodName[] {
  const slow: readonly EntryMethodName[] = ['portfolio', 'official-page', 'face']
  const useless = uselessMethods(scenario)
  const left = entryMethodNames.filter(method => {
    const asset = assetOfMethod[method]
    return (asset === undefined || !gone(asset)) && !useless.includes(method)
  })
  const rank = (method: EntryMethodName): number => {
    if (slow.includes(method)) return 2
    const asset = assetOfMethod[method]
    return asset !== undefined && has(asset) ? 0 : 1
  }
  return left.toSorted((a, b) => rank(a) - rank(b))
}

/** Codes in doubt, and all own second steps after an attacker has set up another one. */
function uselessMethods(scenario: Scenario): readonly EntryMethodName[] {
  if (scenario === 'attacker-set-2fa') return ['codes', 'authenticator', 'sms', 'whatsapp']
  return isAboutCodes(scenario) ? ['codes'] : []
}

function isAboutCodes(scenario: Scenario): boolean {
  return scenario === 'code-rejected' || scenario === 'stale-set'
}

function oddsOf(facts: TriageFacts, scenario: Scenario): Odds {
  const { see, has, gone } = facts
  if (!isLockedOut(facts)) return 'very-high'
  const odds = oddsAtTheDoor(facts, scenario)
  switch (see) {
    case 'address-changed':
      // The attacker can change more, and sign out even a device that is still signed in.
      return has('session') ? 'high' : atMost('medium', odds === 'unknown' ? 'medium' : odds)
    case 'strange-2fa':
      // The owner's codes and app no longer count.
      if (has('session')) return 'high'
      return has('mail', 'face', 'facebook', 'portfolio') ? 'medium' : 'low'
    case 'wait':
    case 'no-sms':
    case 'password-refused':
    case 'unknown-request':
      return odds === 'unknown' ? 'high' : odds
    case 'code-refused':
      if (odds === 'very-high') return odds
      return odds === 'unknown' || (odds === 'low' && !gone('codes')) ? 'medium' : odds
    default:
      return odds
  }
}

/** The article's tables. */
function oddsAtTheDoor(facts: TriageFacts, scenario: Scenario): Odds {
  const { has, gone } = facts
  if (has('session')) return 'very-high'
  const canType = !gone('password') || facts.isResettable
  const codesCount = has('codes') && !isAboutCodes(scenario)
  if (canType && (codesCount || has('authenticator', 'sms', 'whatsapp'))) return 'high'
  if (has('mail')) return facts.isSecondStepGone ? 'medium' : 'high'
  if (has('facebook', 'face')) return 'medium'
  if (has('portfolio')) return 'unknown'
  if (gone('mail') && gone('sms')) return 'low'
  if (gone('mail') || gone('sms')) return 'medium'
  return 'unknown'
}

const order: readonly Odds[] = ['low', 'unknown', 'medium', 'high', 'very-high']

function atMost(limit: Odds, odds: Odds): Odds {
  return order.indexOf(odds) > order.indexOf(limit) ? limit : odds
}

/** Each reason with its condition, the most important first. */
const rules: readonly (readonly [Reason, (facts: TriageFacts, scenario: Scenario) => boolean])[] = [
  ['nothing-lost-yet', ({ see }) => see === 'nothing-wrong' || see === 'unknown-request'],
  ['attacker-inside', ({ see }) => see === 'address-changed' || see === 'strange-2fa'],
  ['pause-helps', ({ see }) => see === 'wait'],
  ['still-signed-in', ({ has }) => has('session')],
  ['codes-refused', (_, scenario) => isAboutCodes(scenario)],
  ['codes-at-hand', ({ has, see }, scenario) => has('codes') && !isAboutCodes(scenario) && see !== 'strange-2fa'],
  ['codes-used-up', ({ codes, gone }) => codes?.ever === true && gone('codes')],
  ['no-codes-stored', ({ codes, gone }) => codes?.ever === false && gone('codes')],
  ['authenticator-at-hand', ({ has, see }) => has('authenticator') && see !== 'strange-2fa'],
  ['number-at-hand', ({ has }) => has('sms', 'whatsapp')],
  ['address-at-hand', ({ has }) => has('mail')],
  ['second-step-gone', ({ isSecondStepGone }) => isSecondStepGone],
  ['password-by-reset', ({ gone, isResettable }) => gone('password') && isResettable],
  ['password-stuck', ({ gone, isResettable }) => gone('password') && !isResettable],
  ['facebook-linked', ({ has }) => has('facebook')],
  ['company-decides', ({ has }) => has('portfolio')],
  ['contact-gone', ({ gone }) => gone('mail', 'sms')],
  ['contact-unsure', ({ gone, has }) => !has('mail', 'sms', 'whatsapp') && gone('mail') !== gone('sms')],
  ['face-shown', ({ has }) => has('face')],
  ['face-missing', ({ gone, isSecondStepGone }) => gone('face') && isSecondStepGone],
]

function reasonsOf(facts: TriageFacts, scenario: Scenario): readonly Reason[] {
  const found = rules.filter(([, holds]) => holds(facts, scenario)).map(([reason]) => reason)
  return found.length > 0 ? found : ['nothing-said']
}
