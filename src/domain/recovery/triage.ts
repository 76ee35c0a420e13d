/** From a person's answers to the scenario, the odds, and the entry methods that are left. */
import { type EntryMethodName, entryOrder } from '../model/entry-order.ts'
import type { Scenario } from '../model/scenarios.ts'
import type { Asset, Odds, Situation } from '../model/situation.ts'
import { oddsOf, type Reason, reasonsOf } from './odds.ts'
import { scenarioFor } from './scenario-choice.ts'
import { factsOf, isAboutCodes, isLockedOut, type KnownCodes, type TriageFacts } from './triage-facts.ts'

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
  const scenario = options.scenario ?? (options.deadlinePassed ? 'deadline-passed' : scenarioFor(facts))
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
