/**
 * From a person's answers to the scenario, the odds, and the entry methods that are left.
 *
 * The scenario is named by what the person sees, then by what is said to be gone; never by what was merely not picked (situation.ts).
 * The odds follow the article's tables: a device that is still signed in is best; a mail address or number that surely works is high, one
 * of two or three is medium, none is low; for a business account whose keeper left they depend on the company's own numbers and mailboxes.
 */
import { type EntryMethodName, entryOrder } from '../model/entry-order.ts'
import type { Scenario } from '../model/scenarios.ts'
import { type Asset, isOut, type Odds, type Sight, type Situation } from '../model/situation.ts'

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
  | 'passkey-at-hand'
  | 'meta-decides'
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
    facts.gone('password') && facts.isResettable && isLockedOut(facts) && !withoutReset.includes(scenario)
  return {
    scenario,
    odds: oddsOf(facts, scenario),
    reasons: reasonsOf(facts, scenario),
    first: needsReset ? ['password-forgotten'] : [],
    methods: isLockedOut(facts) ? methodsOf(facts, scenario) : [],
    situation,
  }
}

/** Their own steps set a new password where that helps. */
const withoutReset: readonly Scenario[] = [
  'password-forgotten',
  'facebook-login',
  'account-disabled',
  'told-to-wait',
  'keeper-left',
  'hacked-mail-changed',
  'codes-exposed',
]

interface TriageFacts {
  readonly situation: Situation
  readonly see: Sight | undefined
  /** At least one is surely at hand. */
  readonly has: (...assets: readonly Asset[]) => boolean
  /** All are said to be gone. */
  readonly gone: (...assets: readonly Asset[]) => boolean
  /** None of them can be used: each is gone, or was not picked. */
  readonly out: (...assets: readonly Asset[]) => boolean
  /** The password can be reset by mail or SMS, or Facebook is surely linked. */
  readonly isResettable: boolean
  /** Nothing that passes the second step can be used. */
  readonly isSecondStepOut: boolean
  readonly codes: KnownCodes | undefined
}

/** Screens that a person sees on a device that is signed in. */
const signedInSights: readonly Sight[] = ['logged-in', 'mail-gone']

function factsOf(answers: Situation, codes: KnownCodes | undefined): TriageFacts {
  const lost = new Set(answers.lost)
  const have = new Set([...answers.have].filter(asset => !lost.has(asset)))
  const absent = new Set([...(answers.absent ?? [])].filter(asset => !have.has(asset)))
  // Codes in the vault count even if the answer is that they are lost; codes on paper count even if the vault has none.
  if (codes && codes.left > 0) {
    have.add('codes')
    lost.delete('codes')
    absent.delete('codes')
  } else if (codes && !have.has('codes')) lost.add('codes')
  // The sight itself says what is gone.
  if (answers.see === 'mail-gone' && !have.has('mail')) lost.add('mail')
  if (answers.see === 'no-service' && !have.has('sms')) lost.add('sms')
  // Seeing the feed means signed in, unless the answer is that the session is lost.
  const isSignedOut = answers.see !== undefined && signedInSights.includes(answers.see) && lost.has('session')
  const see = isSignedOut ? 'code-prompt' : answers.see
  if (see !== undefined && signedInSights.includes(see)) {
    have.add('session')
    absent.delete('session')
  }

  const situation: Situation = { have, lost, absent, ...(see !== undefined && { see }) }
  const has = (...assets: readonly Asset[]): boolean => assets.some(asset => have.has(asset))
  const gone = (...assets: readonly Asset[]): boolean => assets.every(asset => lost.has(asset))
  const out = (...assets: readonly Asset[]): boolean => assets.every(asset => isOut(situation, asset))
  return {
    situation,
    see,
    has,
    gone,
    out,
    isResettable: !out('mail', 'sms') || has('facebook'),
    isSecondStepOut: out(...secondSteps) && !has('passkey'),
    codes,
  }
}

const secondSteps = ['session', 'codes', 'authenticator', 'sms', 'whatsapp'] as const

function scenarioOf(facts: TriageFacts): Scenario {
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

function isLockedOut({ see, has, gone }: TriageFacts): boolean {
  if (gone('session')) return true
  if (see === undefined) return !has('session')
  if (see === 'approved' || see === 'keeper-gone') return !has('session')
  return !['logged-in', 'mail-gone', 'nothing-wrong', 'unknown-request', 'reset-mail'].includes(see)
}

export const assetOfMethod: { readonly [W in EntryMethodName]?: Asset } = {
  session: 'session',
  request: 'session',
  codes: 'codes',
  authenticator: 'authenticator',
  passkey: 'passkey',
  sms: 'sms',
  whatsapp: 'whatsapp',
  mail: 'mail',
  'trusted-device': 'password',
  facebook: 'facebook',
  portfolio: 'portfolio',
  face: 'face',
}

const slowMethods: readonly EntryMethodName[] = ['portfolio', 'official-page', 'friends', 'face']
/** Whether these help is not known before they are tried, even if what they need is at hand. */
const unsureMethods: readonly EntryMethodName[] = ['mail', 'trusted-device', 'facebook']

/** Whether it surely lets the person in within minutes. */
export function isQuick(method: EntryMethodName, { have }: Situation): boolean {
  const asset = assetOfMethod[method]
  if (slowMethods.includes(method) || unsureMethods.includes(method)) return false
  return asset !== undefined && have.has(asset)
}

/** Available methods first, then unknown ones, last those that take days; each in the order of preference. */
function methodsOf({ out, situation }: TriageFacts, scenario: Scenario): readonly EntryMethodName[] {
  const useless = uselessMethods(scenario)
  const left = entryOrder.filter(method => {
    const asset = assetOfMethod[method]
    // The request appears on the signed-in device, which is an entry method itself.
    return (asset === undefined || !out(asset)) && method !== 'request' && !useless.includes(method)
  })
  const rank = (method: EntryMethodName): number => {
    if (slowMethods.includes(method)) return 2
    return isQuick(method, situation) ? 0 : 1
  }
  return left.toSorted((a, b) => rank(a) - rank(b))
}

/** Codes in doubt; all own second steps after an attacker has set up another one; everything while Meta has closed the account. */
function uselessMethods(scenario: Scenario): readonly EntryMethodName[] {
  if (scenario === 'account-disabled') return entryOrder.filter(name => name !== 'official-page')
  if (scenario === 'attacker-set-2fa') return ['codes', 'authenticator', 'sms', 'whatsapp', 'mail', 'trusted-device']
  if (scenario === 'sim-swap') return ['sms', 'whatsapp']
  return isAboutCodes(scenario) ? ['codes'] : []
}

function isAboutCodes(scenario: Scenario): boolean {
  return scenario === 'code-rejected' || scenario === 'stale-set'
}

function oddsOf(facts: TriageFacts, scenario: Scenario): Odds {
  const { see, has, out } = facts
  // Meta decides, whatever is at hand.
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
  ['nothing-lost-yet', ({ see }) => see === 'nothing-wrong' || see === 'unknown-request' || see === 'reset-mail'],
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

function reasonsOf(facts: TriageFacts, scenario: Scenario): readonly Reason[] {
  const found = rules.filter(([, holds]) => holds(facts, scenario)).map(([reason]) => reason)
  return found.length > 0 ? found : ['nothing-said']
}
