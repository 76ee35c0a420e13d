/**
 * The audit rules as data: each has a severity, a source, and a pure function that finds evidence. What is wrong, why, and how to fix it
 * are in terminal/messages/upkeep/rules.
 */
import { currentCodes, remaining } from '../codes/queries.ts'
import type { NodeKind } from '../continuity/loss.ts'
import { levelOf } from '../model/level.ts'
import { type Factor, type Person, type PlaceKind, type Role, roles } from '../model/registry.ts'
import type { Severity } from '../model/severity.ts'
import { allFaults } from '../registry/faults.ts'
import { holdersOf } from '../registry/links.ts'
import { nameById } from '../registry/names.ts'
import type { IsoDate } from '../text/date.ts'
import { looksLikeLandline } from '../text/phone-number.ts'
import { type AccountFacts, type AuditFacts, activePersons, isGone } from './audit-facts.ts'
import { confirmationDueOn, daysLate, reviewDueOn, reviewSeverity, testDueOn } from './schedule.ts'

export interface Evidence {
  /** Names or ids of the records concerned. */
  readonly names: readonly string[]
  /** How many: codes, days, places. */
  readonly count: number
  readonly day: IsoDate | null
  /** If it is less severe than the rule. */
  readonly severity?: Severity
}

/** Where a rule comes from; `own`: from this program. */
export type RuleSource = 'article' | 'nist' | 'fbi' | 'own'

interface Base {
  readonly severity: Severity
  readonly source: RuleSource
}

/** Judged once for each account. */
export interface AccountRule extends Base {
  readonly about: 'account'
  /** Needs only the vault's codes: also judged if the registry does not know the account. */
  readonly codesAlone?: true
  readonly find: (facts: AuditFacts, account: AccountFacts) => Evidence | undefined
}

/** Judged once. */
export interface VaultRule extends Base {
  readonly about: 'vault'
  readonly find: (facts: AuditFacts) => Evidence | undefined
}

export type Rule = AccountRule | VaultRule

const maxPlaces = 2
const maxEverydayMethods = 2

const openPlaces: readonly PlaceKind[] = ['chat', 'mail']
const weakPlaces: readonly PlaceKind[] = ['screenshot', 'note', 'spreadsheet']

export const rules = {
  'no-codes': codes('critical', (facts, about) => {
    const left = remaining(facts.state, about.account)
    return left === 0 ? found([], about.account.sets.length) : undefined
  }),
  'one-code-left': codes('critical', (facts, about) => atLevel(facts, about, 'critical')),
  'few-codes-left': codes('warning', (facts, about) => atLevel(facts, about, 'low')),
  'set-unconfirmed': account('info', 'article', isUnconfirmed),
  'set-older-than-change': account('warning', 'article', changesSince),
  'codes-in-the-open': account('critical', 'article', (_, about) => placesOfKind(about, openPlaces)),
  'codes-in-weak-place': account('warning', 'article', (_, about) => placesOfKind(about, weakPlaces)),
  'too-many-places': account('warning', 'article', (_, { places }) =>
    places.length > maxPlaces ? found(places.map(({ label }) => label)) : undefined,
  ),
  'codes-in-unlocked-place': account('warning', 'article', (_, about) => placesOfKind(about, ['paper'])),
  'codes-of-one-person': account('warning', 'article', forTeams(codesOfOnePerson)),
  'nobody-else-knows': account('info', 'own', (facts, about) =>
    facts.isAlone ? codesOfOnePerson(facts, about) : undefined,
  ),
  'sms-only': account('warning', 'article', smsOnly),
  'mail-only': account('warning', 'article', mailOnly),
  'no-authenticator': account('warning', 'nist', (facts, about) => {
    const isNamedBetter = smsOnly(facts, about) ?? mailOnly(facts, about)
    const isStrong = about.everydayKinds.some(kind => kind === 'authenticator' || kind === 'passkey')
    return isNamedBetter || isStrong ? undefined : found([])
  }),
  'authenticator-private': account('warning', 'article', forTeams(authenticatorPrivate)),
  'number-private': account(
    'warning',
    'article',
    forTeams((_, { factors }) => some(factors.filter(({ kind, owner }) => kind === 'sms' && owner === 'private'))),
  ),
  'number-gets-no-sms': account('warning', 'own', (_, { factors }) =>
    some(factors.filter(({ kind, label }) => kind === 'sms' && looksLikeLandline(label))),
  ),
  'mail-of-one-person': account('warning', 'article', forTeams(mailOfOnePerson)),
  'too-many-methods': account('info', 'article', (_, about) => {
    // A passkey takes the place of the password, so it is no method more.
    const kinds = about.everydayKinds.filter(kind => kind !== 'passkey')
    return kinds.length > maxEverydayMethods ? found(kinds) : undefined
  }),
  'codes-beside-authenticator': account('warning', 'article', codesBesideAuthenticator),
  'authenticator-in-vault': {
    // `totp add` asks before it stores the second key, so this was decided.
    ...account('info', 'own', (_, { hasTotp, account }) =>
      hasTotp && account.sets.length > 0 ? found([]) : undefined,
    ),
    codesAlone: true,
  },
  'single-device': account('critical', 'own', (facts, about) => singlePoints(facts, about, 'device')),
  'vault-on-single-device': account('critical', 'own', ({ index }, about) => {
    const single = new Set(about.singlePoints().map(({ id, kind }) => (kind === 'device' ? id : '')))
    const devices = index.vaultDevices.filter(({ id }) => single.has(id))
    return devices.length > 0 ? found(devices.map(({ name }) => name)) : undefined
  }),
  'single-person': account(
    'warning',
    'own',
    forTeams((facts, about) => singlePoints(facts, about, 'person')),
  ),
  'single-factor': account('warning', 'own', (facts, about) => singlePoints(facts, about, 'factor')),
  'agency-alone': account('critical', 'article', ({ registry }, { holders }) => {
    const isOfAgency = (id: string): boolean => registry.persons.get(id)?.agency === true
    return holders.length > 0 && holders.every(isOfAgency)
      ? found(holders.map(id => nameById(registry, 'person', id)))
      : undefined
  }),
  'portfolio-of-agency': account('warning', 'article', ({ registry }, { factors }) => {
    const isOfAgency = (id: string): boolean => registry.persons.get(id)?.agency === true
    const theirs = factors.filter(factor => {
      const holders = holdersOf(registry, factor)
      return factor.kind === 'portfolio' && holders.length > 0 && holders.every(isOfAgency)
    })
    return some(theirs)
  }),
  'holder-left': account('critical', 'article', (facts, { holders }) => {
    const gone = holders.filter(id => isGone(facts, id))
    return gone.length > 0 ? found(gone.map(id => nameById(facts.registry, 'person', id))) : undefined
  }),
  'review-overdue': codes('critical', (facts, { account }) => {
    const evidence = overdue(facts, reviewDueOn(facts.state, account))
    return evidence && { ...evidence, severity: reviewSeverity(facts.state, account, facts.today) }
  }),
  'test-overdue': codes('warning', (facts, { account }) => overdue(facts, testDueOn(facts.state, account))),
  'test-failed': codes('critical', ({ registry }, { account: { id } }) => {
    const last = registry.tests.get(id)?.at(-1)
    return last && !last.passed ? found([], 1, last.on) : undefined
  }),
  'factor-unconfirmed': account('info', 'article', ({ today }, { factors }) =>
    some(factors.filter(factor => isUnconfirmedSince(confirmationDueOn(factor), today))),
  ),
  'nothing-known': codes('info', (_, about) => (isKnown(about) ? undefined : found([]))),
  'no-security-manager': vault('warning', 'article', facts => {
    const persons = activePersons(facts)
    return !facts.isAlone && persons.length > 0 && !hasRole(persons, 'security-manager') ? found([]) : undefined
  }),
  'no-account-manager': vault('warning', 'article', facts => {
    const persons = activePersons(facts)
    // Without a security manager that finding says enough.
    return !facts.isAlone && hasRole(persons, 'security-manager') && !hasRole(persons, 'account-manager')
      ? found([])
      : undefined
  }),
  'all-roles-in-one': vault('warning', 'article', facts => {
    const all = activePersons(facts).filter(person => roles.every(role => person.roles.includes(role)))
    return !facts.isAlone && all.length > 0 ? found(all.map(({ name }) => name)) : undefined
  }),
  'no-recovery-key': vault('warning', 'own', ({ slots }) =>
    slots && !slots.some(({ kind }) => kind === 'recovery') ? found([]) : undefined,
  ),
  'broken-reference': vault('warning', 'own', ({ state }) => {
    // No entry method depends on an account that was removed.
    const broken = allFaults(state).filter(({ fault }) => fault.kind !== 'account-gone')
    return broken.length > 0
      ? found(broken.map(({ id, fault }) => (fault.kind === 'loop' ? fault.way.join(' → ') : `${id} → ${fault.id}`)))
      : undefined
  }),
} as const satisfies Readonly<Record<string, Rule>>

export type RuleId = keyof typeof rules

/** Whether the registry has any record of an account. */
export function isKnown({ factors, places }: AccountFacts): boolean {
  return factors.length > 0 || places.length > 0
}

type Find = AccountRule['find']

function account(severity: Severity, source: RuleSource, find: Find): AccountRule {
  return { about: 'account', severity, source, find }
}

function codes(severity: Severity, find: Find): AccountRule {
  return { ...account(severity, 'article', find), codesAlone: true }
}

function vault(severity: Severity, source: RuleSource, find: VaultRule['find']): VaultRule {
  return { about: 'vault', severity, source, find }
}

function found(names: readonly string[], count = names.length, day: IsoDate | null = null): Evidence {
  return { names, count, day }
}

/** Advice that does not fit one person alone. */
function forTeams(find: Find): Find {
  return (facts, about) => (facts.isAlone ? undefined : find(facts, about))
}

function hasRole(persons: readonly Person[], role: Role): boolean {
  return persons.some(person => person.roles.includes(role))
}

function some(factors: readonly Factor[]): Evidence | undefined {
  return factors.length > 0 ? found(factors.map(({ label }) => label)) : undefined
}

function atLevel(facts: AuditFacts, { account }: AccountFacts, level: string): Evidence | undefined {
  const left = remaining(facts.state, account)
  return levelOf(left, currentCodes(facts.state, account).length) === level ? found([], left) : undefined
}

/** No code of the set was ever used, and no login test with a code passed since it was stored. */
function isUnconfirmed(facts: AuditFacts, { account, storedOn }: AccountFacts): Evidence | undefined {
  if (storedOn === undefined) return undefined
  const used = currentCodes(facts.state, account).some(({ state }) => state === 'used')
  const tests = facts.registry.tests.get(account.id) ?? []
  const tested = tests.some(test => test.passed && test.with === 'code' && test.on >= storedOn)
  return used || tested ? undefined : found([], 1, storedOn)
}

/** Roles that may know the codes, even if no record links the person to the account any more. */
const keyRoles: readonly Role[] = ['account-manager', 'security-manager']

/** A new phone, or a person who left, after the set was stored. */
function changesSince(facts: AuditFacts, about: AccountFacts): Evidence | undefined {
  const { storedOn, devices, holders } = about
  if (storedOn === undefined) return undefined
  const since = (day: IsoDate | null): boolean => day !== null && day > storedOn && day <= facts.today
  const isConcerned = (id: string, theirs: readonly Role[]): boolean =>
    holders.includes(id) || theirs.some(role => keyRoles.includes(role))
  const names = [
    ...devices.filter(device => since(device.since)).map(({ name }) => name),
    ...facts.leavers
      .filter(person => since(person.left) && isConcerned(person.id, person.roles))
      .map(({ name }) => name),
  ]
  return names.length > 0 ? found(names, names.length, storedOn) : undefined
}

function placesOfKind({ places }: AccountFacts, kinds: readonly PlaceKind[]): Evidence | undefined {
  const matching = places.filter(({ kind }) => kinds.includes(kind))
  return matching.length > 0 ? found(matching.map(({ label }) => label)) : undefined
}

/** A copy without holders may be reached by many, so then nothing is found. */
function codesOfOnePerson(facts: AuditFacts, { account, places }: AccountFacts): Evidence | undefined {
  const { registry, index } = facts
  const machines = account.sets.length > 0 ? index.vaultDevices.map(({ holder }) => holder) : []
  const reaches = [
    ...places.map(place => holdersOf(registry, place)),
    ...machines.map(holder => (holder === null ? [] : [holder])),
  ]
  if (reaches.length === 0 || reaches.some(holders => holders.length === 0)) return undefined
  const persons = new Set(reaches.flat().filter(id => !isGone(facts, id)))
  return persons.size < 2
    ? found(
        [...persons].map(id => nameById(registry, 'person', id)),
        persons.size,
      )
    : undefined
}

function smsOnly(_: AuditFacts, about: AccountFacts): Evidence | undefined {
  const [first, ...more] = about.everydayKinds
  if (first !== 'sms' || more.length > 0) return undefined
  return some(about.factors.filter(({ kind }) => kind === 'sms'))
}

function mailOnly(_: AuditFacts, about: AccountFacts): Evidence | undefined {
  if (about.everydayKinds.length > 0) return undefined
  return some(about.factors.filter(({ kind }) => kind === 'mail'))
}

function authenticatorPrivate({ registry }: AuditFacts, { factors }: AccountFacts): Evidence | undefined {
  const apps = factors.filter(({ kind }) => kind === 'authenticator')
  const isPrivate = ({ device: id, owner }: Factor): boolean => {
    const device = id === null ? undefined : registry.devices.get(id)
    return (device?.owner ?? owner) === 'private'
  }
  return apps.every(isPrivate) ? some(apps) : undefined
}

function mailOfOnePerson(facts: AuditFacts, { factors }: AccountFacts): Evidence | undefined {
  const mails = factors.filter(({ kind }) => kind === 'mail')
  const readers = mails.map(mail => holdersOf(facts.registry, mail))
  if (readers.some(persons => persons.length === 0)) return undefined
  const persons = new Set(readers.flat().filter(id => !isGone(facts, id)))
  return persons.size < 2 ? some(mails) : undefined
}

function codesBesideAuthenticator(facts: AuditFacts, { factors, places }: AccountFacts): Evidence | undefined {
  const ofApps = new Set(factors.flatMap(({ kind, device }) => (kind === 'authenticator' ? device : [])))
  const beside = places.flatMap(({ device }) => (device !== null && ofApps.has(device) ? device : []))
  const names = beside.map(id => nameById(facts.registry, 'device', id))
  return names.length > 0 ? found([...new Set(names)]) : undefined
}

/** Only the first of these is reported: losing a phone with everything also means losing its apps. */
const pointOrder: readonly NodeKind[] = ['device', 'person', 'factor']

function singlePoints(facts: AuditFacts, about: AccountFacts, kind: NodeKind): Evidence | undefined {
  const points = about.singlePoints()
  const worst = pointOrder.find(one => points.some(point => point.kind === one))
  if (kind !== worst) return undefined
  return found(points.filter(point => point.kind === kind).map(({ id }) => nameById(facts.registry, kind, id)))
}

/** A factor that was never confirmed counts too. */
function isUnconfirmedSince(due: IsoDate | null, today: IsoDate): boolean {
  return due === null || daysLate(due, today) > 0
}

function overdue({ today }: AuditFacts, due: IsoDate | null): Evidence | undefined {
  const days = daysLate(due, today)
  return days > 0 ? found([], days, due) : undefined
}
