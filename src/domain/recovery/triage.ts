/**
 * From what somebody tells to the failure they are in, how likely the way back is, and which ways are left.
 *
 * A pure decision over assets that are there, gone, or unknown. The odds follow the article's tables: a device that is still
 * logged in is the best key; a surely reachable address or number is high, one of several medium, neither low; a business account
 * whose keeper left depends on the company's own lines and mailboxes.
 */
import type { Scenario } from '../model/scenarios.ts'
import type { Asset, Odds, Sight, Situation } from '../model/situation.ts'

/** What the vault adds to the answers. */
export interface KnownCodes {
  readonly left: number
  /** Whether the account ever had codes in the vault. */
  readonly ever: boolean
  /** The cool-down holds: two codes were refused within the hour. */
  readonly coolingDown: boolean
}

/** Ways in, best first (playbook-facts: LADDER). */
const ways = [
  'session',
  'codes',
  'authenticator',
  'sms',
  'whatsapp',
  'request',
  'facebook',
  'portfolio',
  'official-page',
  'face',
] as const
export type EntryMethodName = (typeof ways)[number]

/** Why the odds are what they are; terminal/messages/recover.ts has the sentences. */
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
  /** Playbooks to begin with, before the scenario's own: the password has to be had first. */
  readonly first: readonly Scenario[]
  /** The ways in that are left when the playbook does not help: those surely at hand first. Empty where nobody is locked out. */
  readonly ways: readonly EntryMethodName[]
  /** What the answers and the vault come to together; steps are chosen by it. */
  readonly situation: Situation
}

export interface TriageOptions {
  readonly codes?: KnownCodes
  readonly deadlinePassed?: boolean
  /** The playbook that the person has gone on to, whatever the answers alone would come to. */
  readonly scenario?: Scenario
}

export function triage(told: Situation, options: TriageOptions = {}): Triage {
  const view = viewOf(told, options.codes)
  const { situation } = view
  const scenario = options.scenario ?? (options.deadlinePassed ? 'deadline-passed' : scenarioOf(view))
  // Past the deadline nobody tries any further: the way leads on without the account.
  if (scenario === 'deadline-passed')
    return { scenario, odds: 'low', reasons: ['deadline-over'], first: [], ways: [], situation }
  const needsReset =
    view.gone('password') && view.isResettable && isLockedOut(view) && scenario !== 'password-forgotten'
  return {
    scenario,
    odds: oddsOf(view, scenario),
    reasons: reasonsOf(view, scenario),
    first: needsReset ? ['password-forgotten'] : [],
    ways: isLockedOut(view) ? waysOf(view, scenario) : [],
    situation,
  }
}

/** The same for every rule: what is there, what is gone. */
interface TriageFacts {
  readonly situation: Situation
  readonly see: Sight | undefined
  readonly has: (...assets: readonly Asset[]) => boolean
  readonly gone: (...assets: readonly Asset[]) => boolean
  /** A new password can be had by mail, by SMS or through Facebook. */
  readonly isResettable: boolean
  /** Everything that passes the second step was said to be gone. */
  readonly isSecondStepGone: boolean
  readonly codes: KnownCodes | undefined
}

function viewOf(told: Situation, codes: KnownCodes | undefined): TriageFacts {
  const lost = new Set(told.lost)
  const have = new Set([...told.have].filter(asset => !lost.has(asset)))
  // Who says that the codes are gone may not know what the vault holds; paper that the vault does not know still counts.
  if (codes && codes.left > 0) {
    have.add('codes')
    lost.delete('codes')
  } else if (codes && !have.has('codes')) lost.add('codes')
  // Whoever sees their feed is signed in, unless they said otherwise: then they see something else.
  const see = told.see === 'logged-in' && lost.has('session') ? 'code-prompt' : told.see
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

function scenarioOf(view: TriageFacts): Scenario {
  const { see, gone } = view
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
      return view.isResettable || view.has('session') ? 'password-forgotten' : whenNothingIsLeft(view)
    case 'no-sms':
      if (gone('phone')) return 'phone-lost'
      return gone('sms') ? 'number-gone' : 'sms-never'
    case 'code-refused':
      return refusedCode(view)
    default:
      return atTheDoor(view)
  }
}

/** Which code was refused: the everyday one comes before the spare key. */
function refusedCode(view: TriageFacts): Scenario {
  const { has, gone } = view
  if (view.codes?.coolingDown) return 'stale-set'
  if (has('authenticator')) return 'totp-rejected'
  if (!gone('codes')) return 'code-rejected'
  if (!gone('authenticator')) return 'totp-rejected'
  return gone('sms') ? atTheDoor(view) : 'sms-late'
}

/** What is gone decides; the phone first, because most of the rest goes with it. */
function atTheDoor(view: TriageFacts): Scenario {
  const { see, has, gone } = view
  // A new SIM can bring a number back that went with the phone; not where the mailbox is gone too.
  if (view.isSecondStepGone && (!gone('phone') || gone('mail'))) return whenNothingIsLeft(view)
  if (view.codes?.coolingDown) return 'stale-set'
  if (gone('phone')) return 'phone-lost'
  if (gone('sms')) return 'number-gone'
  if (gone('authenticator')) return 'authenticator-deleted'
  if (gone('codes')) {
    if (has('session')) return 'codes-spent-in'
    return view.codes?.ever ? 'codes-spent-out' : 'codes-never-saved'
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

/** In the ladder's order: first what is surely at hand, then what nobody has said, at last what takes days. */
function waysOf({ has, gone }: TriageFacts, scenario: Scenario): readonly EntryMethodName[] {
  const slow: readonly EntryMethodName[] = ['portfolio', 'official-page', 'face']
  const spent = uselessMethods(scenario)
  const left = ways.filter(way => {
    const asset = assetOfMethod[way]
    return (asset === undefined || !gone(asset)) && !spent.includes(way)
  })
  const rank = (way: EntryMethodName): number => {
    if (slow.includes(way)) return 2
    const asset = assetOfMethod[way]
    return asset !== undefined && has(asset) ? 0 : 1
  }
  return left.toSorted((a, b) => rank(a) - rank(b))
}

/** Codes that are in doubt are no way in; nor is anything of ours, where somebody else has set up the second step. */
function uselessMethods(scenario: Scenario): readonly EntryMethodName[] {
  if (scenario === 'attacker-set-2fa') return ['codes', 'authenticator', 'sms', 'whatsapp']
  return isAboutCodes(scenario) ? ['codes'] : []
}

function isAboutCodes(scenario: Scenario): boolean {
  return scenario === 'code-rejected' || scenario === 'stale-set'
}

function oddsOf(view: TriageFacts, scenario: Scenario): Odds {
  const { see, has, gone } = view
  if (!isLockedOut(view)) return 'very-high'
  const odds = oddsAtTheDoor(view, scenario)
  switch (see) {
    case 'address-changed':
      // Whoever is inside can change more: even a device that is still logged in may be put out.
      return has('session') ? 'high' : atMost('medium', odds === 'unknown' ? 'medium' : odds)
    case 'strange-2fa':
      // Our own codes and app no longer count: somebody else's do.
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
function oddsAtTheDoor(view: TriageFacts, scenario: Scenario): Odds {
  const { has, gone } = view
  if (has('session')) return 'very-high'
  const canType = !gone('password') || view.isResettable
  const codesCount = has('codes') && !isAboutCodes(scenario)
  if (canType && (codesCount || has('authenticator', 'sms', 'whatsapp'))) return 'high'
  if (has('mail')) return view.isSecondStepGone ? 'medium' : 'high'
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

/** Each reason with when it holds, the weightiest first. */
const rules: readonly (readonly [Reason, (view: TriageFacts, scenario: Scenario) => boolean])[] = [
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

function reasonsOf(view: TriageFacts, scenario: Scenario): readonly Reason[] {
  const found = rules.filter(([, holds]) => holds(view, scenario)).map(([reason]) => reason)
  return found.length > 0 ? found : ['nothing-said']
}
