/** From answers to scenario, odds and ways: the article's tables as cases, and what must hold for every combination. */
import { describe, expect, test } from 'vitest'
import type { EntryMethodName } from '../../../src/domain/model/entry-order.ts'
import type { Scenario } from '../../../src/domain/model/scenarios.ts'
import {
  type Asset,
  assets,
  type Odds,
  type Sight,
  type Situation,
  sights,
} from '../../../src/domain/model/situation.ts'
import type { Reason } from '../../../src/domain/recovery/odds.ts'
import { type Triage, triage } from '../../../src/domain/recovery/triage.ts'
import type { KnownCodes } from '../../../src/domain/recovery/triage-facts.ts'
import { situations } from '../situations.ts'

interface Told {
  readonly see?: Sight
  readonly have?: string
  readonly lost?: string
}

function situation({ see, have = '', lost = '' }: Told): Situation {
  const set = (words: string): ReadonlySet<Asset> => new Set(assets.filter(asset => words.split(',').includes(asset)))
  return { have: set(have), lost: set(lost), ...(see !== undefined && { see }) }
}

const everyFactor = 'session,codes,authenticator,phone,sms,whatsapp,mail,facebook,portfolio,password,face'
const secondStep = 'session,codes,authenticator,sms,whatsapp'

test('odds that are high are never said to depend on what is left', () => {
  const maybe = [...assets, '']
  for (const see of [undefined, ...sights])
    for (const one of maybe)
      for (const other of maybe) {
        const told = { ...(see !== undefined && { see }), lost: `${one},${other}` }
        const { odds, reasons } = triage(situation(told))
        if (reasons.includes('nothing-said')) expect([told, odds]).toEqual([told, expect.not.stringContaining('high')])
      }
})

describe('the odds of the article', () => {
  const table: readonly (readonly [string, Told, Odds])[] = [
    ['a device still logged in is the best key', { have: 'session', lost: 'phone,sms,mail' }, 'very-high'],
    ['the registered address surely reachable', { have: 'mail' }, 'high'],
    ['the registered number surely reachable', { have: 'sms' }, 'high'],
    ['a backup code at hand', { have: 'codes', lost: 'phone,sms' }, 'high'],
    ['the authenticator at hand', { have: 'authenticator', lost: 'codes' }, 'high'],
    ['the address is one of two or three', { lost: 'sms' }, 'medium'],
    ['the number may still work', { lost: 'mail' }, 'medium'],
    ['neither address nor number known', { lost: 'mail,sms' }, 'low'],
    ['a business account whose keeper left', { have: 'portfolio', lost: 'mail,sms,password' }, 'unknown'],
    ['nothing at all is left', { lost: everyFactor }, 'low'],
    ['only a face is left', { have: 'face', lost: `${secondStep},mail,password` }, 'medium'],
    ['only the mailbox is left at the second step', { have: 'mail', lost: secondStep }, 'medium'],
    ['nothing was said', {}, 'unknown'],
    ['told to wait: high, slow', { see: 'wait' }, 'high'],
    ['an unknown request on a device of one’s own', { see: 'unknown-request' }, 'very-high'],
    ['the address was changed, the old mailbox is there', { see: 'address-changed', have: 'mail' }, 'medium'],
    ['somebody else’s second step, nothing at hand', { see: 'strange-2fa' }, 'low'],
    ['somebody else’s second step, our codes do not count', { see: 'strange-2fa', have: 'codes' }, 'low'],
    ['somebody else’s second step, the owner’s face', { see: 'strange-2fa', have: 'face' }, 'medium'],
    ['codes without a password, and no way to reset it', { have: 'codes', lost: 'password,mail,sms,facebook' }, 'low'],
    ['all is well', { see: 'nothing-wrong' }, 'very-high'],
  ]
  test.each(table)('%s', (_, told, odds) => {
    expect(triage(situation(told)).odds).toBe(odds)
  })
})

describe('the scenario', () => {
  const table: readonly (readonly [Told, Scenario])[] = [
    [{ see: 'code-prompt', have: 'mail,session', lost: 'phone,sms' }, 'phone-lost'],
    [{ see: 'code-prompt', have: 'mail,codes', lost: 'phone,sms,authenticator' }, 'phone-lost'],
    [{ see: 'code-prompt', lost: 'sms' }, 'number-gone'],
    [{ see: 'code-prompt', lost: 'authenticator' }, 'authenticator-deleted'],
    [{ see: 'code-prompt', lost: 'codes' }, 'codes-never-saved'],
    [{ see: 'code-prompt', lost: secondStep }, 'all-factors-gone'],
    [{ see: 'code-prompt', lost: `${secondStep},face` }, 'selfie-impossible'],
    [{ see: 'code-prompt', have: 'mail', lost: `${secondStep},phone` }, 'phone-lost'],
    [{ see: 'code-prompt', lost: everyFactor }, 'selfie-impossible'],
    [{ see: 'code-prompt', have: 'portfolio', lost: `${secondStep},password` }, 'keeper-left'],
    [{ see: 'code-prompt' }, 'enter-code'],
    [{ see: 'code-prompt', have: 'codes,password' }, 'enter-code'],
    [{ see: 'code-prompt', have: 'session,codes,sms', lost: 'codes' }, 'enter-code'],
    [{ see: 'code-refused', have: 'codes' }, 'code-rejected'],
    [{ see: 'code-refused', have: 'authenticator,codes' }, 'totp-rejected'],
    [{ see: 'code-refused', lost: 'codes' }, 'totp-rejected'],
    [{ see: 'code-refused', lost: 'codes,authenticator' }, 'sms-late'],
    [{ see: 'no-sms' }, 'sms-never'],
    [{ see: 'no-sms', lost: 'sms' }, 'number-gone'],
    [{ see: 'no-sms', lost: 'phone' }, 'phone-lost'],
    [{ see: 'wait' }, 'told-to-wait'],
    [{ see: 'password-refused' }, 'password-forgotten'],
    [{ see: 'password-refused', lost: 'mail,sms,facebook' }, 'all-factors-gone'],
    [{ see: 'unknown-request' }, 'unknown-request'],
    [{ see: 'address-changed' }, 'hacked-mail-changed'],
    [{ see: 'strange-2fa' }, 'attacker-set-2fa'],
    [{ see: 'logged-in', lost: 'codes' }, 'codes-spent-in'],
    [{ see: 'logged-in', lost: 'phone' }, 'phone-lost'],
    [{ see: 'logged-in' }, 'set-up'],
    [{ see: 'nothing-wrong' }, 'set-up'],
  ]
  test.each(table)('%o is %s', (told, scenario) => {
    expect(triage(situation(told)).scenario).toBe(scenario)
  })

  test('past the deadline it is time to go on without the account', () => {
    const decided = triage(situation({ see: 'code-prompt', have: 'mail' }), { deadlinePassed: true })
    expect(decided).toMatchObject({ scenario: 'deadline-passed', odds: 'low', reasons: ['deadline-over'] })
  })
})

describe('what the vault knows', () => {
  const codes = (known: Partial<KnownCodes>): { codes: KnownCodes } => ({
    codes: { left: 0, ever: true, coolingDown: false, ...known },
  })

  test('codes that it holds are at hand, whatever was said', () => {
    const decided = triage(situation({ see: 'code-prompt', lost: 'phone,sms,codes' }), codes({ left: 3 }))
    expect(decided).toMatchObject({ scenario: 'phone-lost', odds: 'high' })
    expect(decided.methods).toContain('codes')
  })

  test('codes that are all used are no way in; whether there ever were any tells the story', () => {
    const spent = triage(situation({ see: 'code-prompt' }), codes({}))
    const never = triage(situation({ see: 'code-prompt' }), codes({ ever: false }))
    expect(spent).toMatchObject({ scenario: 'codes-spent-out', reasons: ['codes-used-up'] })
    expect(never).toMatchObject({ scenario: 'codes-never-saved', reasons: ['no-codes-stored'] })
    expect([...spent.methods, ...never.methods]).not.toContain('codes')
  })

  test('paper that the vault does not know still counts', () => {
    expect(triage(situation({ have: 'codes' }), codes({})).methods).toContain('codes')
  })

  test('after two refusals within the hour the set is in doubt, not the next code', () => {
    const decided = triage(situation({ see: 'code-refused' }), codes({ left: 2, coolingDown: true }))
    expect(decided.scenario).toBe('stale-set')
    expect(decided.methods).not.toContain('codes')
  })
})

test('ways that are surely at hand come before those that nobody spoke of, and before those that take days', () => {
  const { methods } = triage(situation({ have: 'authenticator', lost: 'phone,sms' }))
  expect(methods).toEqual<EntryMethodName[]>([
    'authenticator',
    'session',
    'codes',
    'passkey',
    'whatsapp',
    'mail',
    'trusted-device',
    'facebook',
    'portfolio',
    'official-page',
    'friends',
    'face',
  ])
})

test('where somebody else has set up the second step, nothing of ours passes it', () => {
  const { methods } = triage(situation({ see: 'strange-2fa', have: 'codes,authenticator,sms,mail' }))
  expect(methods).toEqual<EntryMethodName[]>([
    'session',
    'passkey',
    'facebook',
    'portfolio',
    'official-page',
    'friends',
    'face',
  ])
})

test('a forgotten password comes first, where it can be had again', () => {
  const told: Told = { see: 'code-prompt', have: 'codes', lost: 'password,phone' }
  expect(triage(situation(told)).first).toEqual(['password-forgotten'])
  expect(triage(situation({ ...told, lost: 'password,phone,mail,sms,facebook' })).first).toEqual([])
})

const assetOf: Readonly<Record<EntryMethodName, Asset | undefined>> = {
  session: 'session',
  codes: 'codes',
  authenticator: 'authenticator',
  passkey: 'passkey',
  sms: 'sms',
  whatsapp: 'whatsapp',
  mail: 'mail',
  'trusted-device': 'password',
  friends: undefined,
  request: 'session',
  facebook: 'facebook',
  portfolio: 'portfolio',
  'official-page': undefined,
  face: 'face',
}

/** The sight itself says that it is there. */
function isSeen(see: Sight | undefined, asset: Asset): boolean {
  return asset === 'session' && (see === 'logged-in' || see === 'mail-gone')
}

/** What is wrong with an answer; undefined where it is right. Plain comparisons: expect() would take minutes. */
function fault({ have, lost, absent, see }: Situation, { odds, reasons, methods }: Triage): string | undefined {
  if (reasons.length === 0) return 'no reason'
  const isOut = (asset: Asset | undefined): boolean =>
    asset !== undefined && (lost.has(asset) || (absent?.has(asset) === true && !isSeen(see, asset)))
  const gone = methods.find(way => isOut(assetOf[way]))
  if (gone) return `offers ${gone}, which is gone`
  if (methods.length === 0 && lost.has('session')) return 'no way for somebody who is locked out'
  if (methods.length > 0 && !methods.includes('official-page')) return 'without the official page'
  const isIn = have.has('session')
  const attacked = ['address-changed', 'strange-2fa', 'approved', 'no-service'].includes(see ?? '')
  if (see === 'disabled') return odds === 'unknown' ? undefined : 'only Meta knows'
  if (isIn && !attacked && odds !== 'very-high') return 'a session is the best key'
  if (lost.size === assets.length && odds !== 'low') return 'nothing is left'
  const claims: readonly (readonly [Reason, Asset])[] = [
    ['still-signed-in', 'session'],
    ['codes-at-hand', 'codes'],
    ['authenticator-at-hand', 'authenticator'],
    ['address-at-hand', 'mail'],
    ['facebook-linked', 'facebook'],
    ['face-shown', 'face'],
  ]
  const untrue = claims.find(([reason, asset]) => reasons.includes(reason) && lost.has(asset))
  return untrue && `says ${untrue[0]} of what is gone`
}

test.each([undefined, ...sights])(
  'the answer is right for all combinations of assets (%s)',
  see => {
    const faults = new Map<string, Situation>()
    let count = 0
    for (const told of situations(see)) {
      count++
      const found = fault(told, triage(told))
      if (found !== undefined && !faults.has(found)) faults.set(found, told)
    }
    expect([...faults]).toEqual([])
    expect(count).toBeGreaterThan(17_000)
  },
  60_000,
)
