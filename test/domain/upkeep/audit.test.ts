/** Each rule of the audit: a set-up that it finds fault with, and one that it passes. */
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { findAccount } from '../../../src/domain/model/accounts.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import { alarmExits, alarmOf } from '../../../src/domain/model/severity.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { ignoreRule, judge, requireRule, ruleIds } from '../../../src/domain/upkeep/audit.ts'
import type { KeySlot } from '../../../src/domain/upkeep/audit-facts.ts'
import type { Evidence, RuleId } from '../../../src/domain/upkeep/audit-rules.ts'
import { ruleWords } from '../../../src/terminal/messages/upkeep/rules/rules.ts'
import { device, factor, person, place } from '../registries.ts'
import { Copy, cafe, list, refusal, shop } from '../samples.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

interface SetUp {
  /** Codes stored; 5 by default. None: the account is there without any. */
  readonly codes?: number
  readonly used?: number
  readonly facts?: readonly (Fact | readonly Fact[])[]
  readonly slots?: readonly KeySlot[]
  /** Days from then to the audit. */
  readonly later?: number
}

function worldOf({ codes = 5, used = 0, facts = [], later = 0 }: SetUp): Copy {
  const copy = new Copy()
  if (codes > 0) copy.add(shop, list(1, codes))
  else copy.record({ type: 'account-added', account: 'shop', handle: shop })
  for (let n = 1; n <= used; n++) copy.mark(shop, 'worked', n)
  copy.record(...facts.flat())
  copy.wait(later * 24 * 60)
  return copy
}

function evidenceOf(rule: RuleId, setUp: SetUp): Evidence | undefined {
  const copy = worldOf(setUp)
  const found = judge(copy.state, copy.now, { rule, slots: setUp.slots })
  expect(found.length).toBeLessThanOrEqual(1)
  return found[0]?.evidence
}

const day = parseIsoDate
const mail = factor('info@shop.jp', { kind: 'mail', holders: ['sato', 'abe'] })
const sms = factor('sms', { kind: 'sms', device: 'office' })
const app = factor('app', { device: 'office' })
const office = device('office', { holder: 'sato' })
const totp = { type: 'totp-added', account: 'shop', totp: 'one' } as const
const team = [person('sato'), person('abe')]
const allRoles = ['account-manager', 'poster', 'security-manager'] as const

/** A year ahead of the sample's day. */
const oneYear = 366

const cases: Readonly<Record<RuleId, { fires: SetUp; names?: readonly string[]; passes: SetUp }>> = {
  'no-codes': { fires: { codes: 1, used: 1 }, passes: { codes: 1 } },
  'one-code-left': { fires: { codes: 5, used: 4 }, passes: { codes: 5, used: 3 } },
  'few-codes-left': { fires: { codes: 5, used: 3 }, passes: { codes: 5, used: 2 } },
  'set-unconfirmed': { fires: { facts: [app] }, passes: { facts: [app], used: 1 } },
  'set-older-than-change': {
    fires: { facts: [app, device('office', { since: day('2026-11-25') })], later: 10 },
    names: ['office'],
    passes: { facts: [app, device('office', { since: day('2026-11-20') })], later: 10 },
  },
  'codes-in-the-open': {
    fires: { facts: [place('group-chat', { kind: 'chat' })] },
    names: ['group-chat'],
    passes: { facts: [place('folder', { kind: 'note' })] },
  },
  'codes-in-weak-place': {
    fires: { facts: [place('camera-roll', { kind: 'screenshot' }), place('list', { kind: 'spreadsheet' })] },
    names: ['camera-roll', 'list'],
    passes: { facts: [place('safe'), place('vault', { kind: 'password-manager' })] },
  },
  'too-many-places': {
    fires: { facts: [place('a'), place('b'), place('c')] },
    names: ['a', 'b', 'c'],
    passes: { facts: [place('a'), place('b')] },
  },
  'codes-of-one-person': {
    fires: { facts: [...team, place('safe', { holders: ['sato'] })] },
    names: ['sato'],
    passes: { facts: [...team, place('safe', { holders: ['sato'] }), place('desk', { holders: ['abe'] })] },
  },
  'sms-only': { fires: { facts: [mail, sms] }, names: ['sms'], passes: { facts: [mail, sms, app] } },
  'mail-only': { fires: { facts: [mail] }, names: ['info@shop.jp'], passes: { facts: [mail, sms] } },
  'no-authenticator': { fires: { facts: [sms, factor('wa', { kind: 'whatsapp' })] }, passes: { facts: [sms, app] } },
  'authenticator-private': {
    fires: { facts: [app, device('office', { owner: 'private' })] },
    names: ['app'],
    passes: { facts: [app, device('office', { owner: 'private' }), factor('spare')] },
  },
  'number-private': {
    fires: { facts: [factor('090', { kind: 'sms', owner: 'private' })] },
    names: ['090'],
    passes: { facts: [sms] },
  },
  'mail-of-one-person': {
    fires: { facts: [...team, factor('sato@shop.jp', { kind: 'mail', holders: ['sato'] })] },
    names: ['sato@shop.jp'],
    passes: { facts: [...team, mail] },
  },
  'too-many-methods': {
    fires: { facts: [app, sms, factor('wa', { kind: 'whatsapp' })] },
    names: ['authenticator', 'sms', 'whatsapp'],
    passes: { facts: [app, sms, mail] },
  },
  'authenticator-in-vault': { fires: { facts: [totp] }, passes: { facts: [totp], codes: 0 } },
  'codes-beside-authenticator': {
    fires: { facts: [app, office, place('note', { device: 'office' })] },
    names: ['office'],
    passes: { facts: [app, office, place('note', { device: 'tablet' })] },
  },
  'single-device': {
    fires: { facts: [device('office', { vault: true }), app, sms, factor('mail', { kind: 'mail', device: 'office' })] },
    names: ['office'],
    passes: { facts: [device('office', { vault: true }), app, sms, place('safe')] },
  },
  'vault-on-single-device': {
    fires: { facts: [device('office', { vault: true }), app] },
    names: ['office'],
    passes: { codes: 0, facts: [device('office'), app] },
  },
  'single-person': {
    fires: {
      codes: 0,
      facts: [...team, factor('app', { holders: ['sato'] }), factor('mail', { kind: 'mail', holders: ['sato'] })],
    },
    names: ['sato'],
    passes: { codes: 0, facts: [...team, app, mail] },
  },
  'single-factor': {
    fires: { codes: 0, facts: [factor('sms', { kind: 'sms' }), factor('mail', { needs: ['sms'] })] },
    names: ['sms'],
    passes: { codes: 0, facts: [factor('sms', { kind: 'sms' }), factor('mail')] },
  },
  'agency-alone': {
    fires: { facts: [person('ito', { agency: true }), factor('app', { holders: ['ito'] })] },
    names: ['ito'],
    passes: {
      facts: [
        person('ito', { agency: true }),
        person('abe'),
        factor('app', { holders: ['ito'] }),
        place('safe', { holders: ['abe'] }),
      ],
    },
  },
  'holder-left': {
    fires: { facts: [person('sato', { left: day('2026-11-20') }), office, app] },
    names: ['sato'],
    passes: { facts: [person('sato', { left: day('2026-11-21') }), office, app] },
  },
  'review-overdue': {
    fires: { later: 182 },
    passes: { later: 182, facts: [{ type: 'review-recorded', accounts: ['shop'], day: day('2026-11-22') }] },
  },
  'test-overdue': {
    fires: { later: 31 },
    passes: {
      later: 31,
      facts: [{ type: 'test-recorded', account: 'shop', passed: true, with: 'sms', day: day('2026-12-01') }],
    },
  },
  'test-failed': {
    fires: { facts: [{ type: 'test-recorded', account: 'shop', passed: false, with: 'sms', day: day('2026-11-20') }] },
    passes: {
      facts: [
        { type: 'test-recorded', account: 'shop', passed: false, with: 'sms', day: day('2026-11-20') },
        { type: 'test-recorded', account: 'shop', passed: true, with: 'sms', day: day('2026-11-20') },
      ],
    },
  },
  'factor-unconfirmed': {
    fires: { facts: [factor('app', { confirmed: day('2026-11-20') })], later: oneYear },
    names: ['app'],
    passes: { facts: [factor('app', { confirmed: day('2026-11-20') })], later: oneYear - 1 },
  },
  'nothing-known': { fires: {}, passes: { facts: [mail] } },
  'no-security-manager': {
    fires: {
      facts: [person('sato', { roles: ['security-manager'], left: day('2026-11-01') }), person('abe'), person('ito')],
    },
    passes: { facts: [person('sato', { roles: ['security-manager'] })] },
  },
  'all-roles-in-one': {
    fires: { facts: [person('sato', { roles: allRoles }), person('abe')] },
    names: ['sato'],
    passes: { facts: [person('sato', { roles: ['security-manager'] }), person('abe', { roles: ['poster'] })] },
  },
  'no-recovery-key': {
    fires: { slots: [{ kind: 'passphrase' }, { kind: 'passphrase' }] },
    passes: { slots: [{ kind: 'passphrase' }, { kind: 'recovery' }] },
  },
  'codes-in-unlocked-place': {
    fires: { facts: [place('desk', { kind: 'paper' })] },
    names: ['desk'],
    passes: { facts: [place('safe')] },
  },
  'nobody-else-knows': {
    fires: { facts: [person('sato'), place('safe', { holders: ['sato'] })] },
    passes: { facts: [...team, place('safe', { holders: ['sato'] })] },
  },
  'number-gets-no-sms': {
    fires: { facts: [factor('shop', { kind: 'sms', label: '03-1234-5678' })] },
    names: ['03-1234-5678'],
    passes: { facts: [factor('shop', { kind: 'sms', label: '090-1234-5678' })] },
  },
  'portfolio-of-agency': {
    fires: { facts: [person('ito', { agency: true }), factor('bp', { kind: 'portfolio', holders: ['ito'] })] },
    names: ['bp'],
    passes: {
      facts: [
        person('ito', { agency: true }),
        factor('bp', { kind: 'portfolio', holders: ['ito', 'abe'] }),
        person('abe'),
      ],
    },
  },
  'no-account-manager': {
    fires: { facts: [person('sato', { roles: ['security-manager'] }), person('abe')] },
    passes: { facts: [person('sato', { roles: ['security-manager'] }), person('abe', { roles: ['account-manager'] })] },
  },
  'broken-reference': {
    fires: { facts: [factor('app', { needs: ['app'] }), place('safe', { holders: ['who'] })] },
    names: ['app → app', 'safe → who'],
    passes: { facts: [person('who'), factor('app'), place('safe', { holders: ['who'] })] },
  },
}

describe('every rule of the audit', () => {
  test('has a case', () => {
    expect(Object.keys(cases).toSorted()).toEqual(ruleIds.toSorted())
  })

  for (const rule of ruleIds) {
    const { fires, passes, names } = cases[rule]

    test(`${rule} finds fault where there is one`, () => {
      const evidence = evidenceOf(rule, fires)
      expect(evidence).toBeDefined()
      if (names) expect(evidence?.names).toEqual(names)
    })

    test(`${rule} says nothing where there is none`, () => {
      expect(evidenceOf(rule, passes)).toBeUndefined()
    })

    test(`${rule} has sentences without holes in both languages`, () => {
      const evidence = evidenceOf(rule, fires)
      if (!evidence) throw new Error('not fired')
      for (const language of ['en', 'ja'] as const) {
        const { what, why, fix } = ruleWords[rule]
        const gaps = { ...evidence, account: 'shop' }
        const told = [what[language](gaps), why[language], fix[language](gaps)]
        for (const text of told) expect(text).not.toMatch(/undefined|null|NaN|^$/)
      }
    })
  }
})

describe('what rules look at more closely', () => {
  it('a person who left after the set counts by role, though nothing names them any more', () => {
    const leaving = (more: object) => ({ facts: [app, person('ito', { left: day('2026-11-25'), ...more })], later: 10 })
    expect(evidenceOf('set-older-than-change', leaving({ roles: ['security-manager'] }))?.names).toEqual(['ito'])
    expect(evidenceOf('set-older-than-change', leaving({ roles: ['poster'] }))).toBeUndefined()
  })

  it('a leaving that is still to come changes nothing yet', () => {
    const ito = person('ito', { left: day('2026-12-25'), roles: ['security-manager'] })
    expect(evidenceOf('set-older-than-change', { facts: [app, ito], later: 10 })).toBeUndefined()
  })

  it('a login test proves the codes only where it was made with one', () => {
    const tested = (method: 'sms' | 'code', on = '2026-11-20') => ({
      facts: [app, { type: 'test-recorded', account: 'shop', passed: true, with: method, day: day(on) } as const],
    })
    expect(evidenceOf('set-unconfirmed', tested('code'))).toBeUndefined()
    expect(evidenceOf('set-unconfirmed', tested('sms'))).toBeDefined()
    // Of the set before.
    expect(evidenceOf('set-unconfirmed', tested('code', '2026-11-19'))).toBeDefined()
  })

  it('a private mailbox is no private number', () => {
    const own = factor('sato@home.jp', { kind: 'mail', owner: 'private' })
    expect(evidenceOf('number-private', { facts: [own] })).toBeUndefined()
  })

  it('a mailbox that says nothing of who reads it may be read by many', () => {
    const ofSato = factor('sato@shop.jp', { kind: 'mail', holders: ['sato'] })
    const ofAnybody = factor('info@shop.jp', { kind: 'mail' })
    expect(evidenceOf('mail-of-one-person', { facts: [...team, ofSato, ofAnybody] })).toBeUndefined()
  })

  it('a link to an account that is gone breaks nothing', () => {
    const linked = factor('app', { accounts: ['shop', 'closed'] })
    expect(evidenceOf('broken-reference', { facts: [linked] })).toBeUndefined()
  })

  it('a place that says nothing of who reaches it may be reached by many', () => {
    expect(
      evidenceOf('codes-of-one-person', { facts: [...team, place('safe', { holders: ['sato'] }), place('x')] }),
    ).toBeUndefined()
  })

  it('a person who can open the vault reaches its codes; one who has left reaches nothing', () => {
    const safe = place('safe', { holders: ['sato'] })
    const laptop = device('laptop', { holder: 'abe', vault: true })
    expect(evidenceOf('codes-of-one-person', { facts: [...team, safe, laptop] })).toBeUndefined()
    const left = person('abe', { left: day('2026-11-01') })
    expect(evidenceOf('codes-of-one-person', { facts: [...team, left, safe, laptop] })?.count).toBe(1)
  })

  it('a factor that nobody ever confirmed is one that was not confirmed for a year', () => {
    expect(evidenceOf('factor-unconfirmed', { facts: [factor('app')] })?.names).toEqual(['app'])
  })

  it('nothing is due while nothing was ever stored', () => {
    const bare = { codes: 0, later: 400, facts: [app] }
    expect(evidenceOf('review-overdue', bare)).toBeUndefined()
    expect(evidenceOf('test-overdue', bare)).toBeUndefined()
  })

  it('a day later than the due day is late, the due day itself is not', () => {
    expect(evidenceOf('test-overdue', { later: 30 })).toBeUndefined()
    expect(evidenceOf('test-overdue', { later: 31 })).toMatchObject({ count: 1, day: '2026-12-20' })
  })
})

describe('a person alone', () => {
  /** What the set-up tells one person to do, with a private phone and number. */
  const alone = [
    person('yuki', { roles: allRoles }),
    device('iphone', { owner: 'private', holder: 'yuki', vault: true }),
    factor('app', { device: 'iphone', owner: 'private', confirmed: day('2026-11-20') }),
    factor('number', {
      kind: 'sms',
      label: '090-1234-5678',
      owner: 'private',
      device: 'iphone',
      confirmed: day('2026-11-20'),
    }),
    factor('box', { kind: 'mail', owner: 'private', holders: ['yuki'], confirmed: day('2026-11-20') }),
    place('drawer', { holders: ['yuki'] }),
  ]
  const slots = [{ kind: 'passphrase' }, { kind: 'recovery' }] as const
  const found = (facts: NonNullable<SetUp['facts']>, later = 0): readonly string[] => {
    const copy = worldOf({ facts, later })
    return judge(copy.state, copy.now, { slots }).map(({ severity, rule }) => `${severity} ${rule}`)
  }

  it('gets no advice for teams, but one hint', () => {
    expect(found(alone)).toEqual(['info set-unconfirmed', 'info nobody-else-knows'])
  })

  it.each([
    ['another person', person('abe')],
    ['an agency', person('ito', { agency: true })],
    ['a device of a company', device('office')],
    ['a number of a company', factor('090', { kind: 'sms' })],
  ])('is not alone with %s', (_, more) => {
    expect(found([...alone, more])).toContain('warning codes-of-one-person')
  })

  it('is alone again once the others have left', () => {
    expect(found([...alone, person('abe', { left: day('2026-11-01') })])).not.toContain('warning codes-of-one-person')
  })

  it.each([
    [80, []],
    [100, ['warning test-overdue']],
    [364, ['warning test-overdue']],
    [800, ['warning review-overdue', 'warning test-overdue']],
  ])('has a login test every 3 months and a review every year, never critical: day %d', (later, expected) => {
    expect(found(alone, later).filter(one => !one.startsWith('info'))).toEqual(expected)
  })
})

describe('a review that is late', () => {
  it.each([
    [182, 'warning'],
    [365, 'warning'],
    [366, 'critical'],
  ])('is a warning from 6 months on, and critical after 12: day %d, %s', (later, severity) => {
    const copy = worldOf({ later })
    expect(judge(copy.state, copy.now, { rule: 'review-overdue' })).toMatchObject([{ severity }])
  })
})

describe('the audit', () => {
  it('says of an account that nobody described one thing, beside what the vault knows', () => {
    const copy = worldOf({})
    expect(judge(copy.state, copy.now).map(({ rule }) => rule)).toEqual(['nothing-known'])
    const empty = worldOf({ codes: 0 })
    expect(judge(empty.state, empty.now).map(({ rule }) => rule)).toEqual(['no-codes', 'nothing-known'])
  })

  it('puts the most severe first, then what concerns all, then the accounts in order', () => {
    const copy = worldOf({ facts: [...team] })
    copy.record({ type: 'account-added', account: 'cafe', handle: cafe })
    const found = judge(copy.state, copy.now, { slots: [{ kind: 'passphrase' }] })
    expect(found.map(({ severity, account, rule }) => `${severity} ${account} ${rule}`)).toEqual([
      'critical cafe no-codes',
      'warning undefined no-security-manager',
      'warning undefined no-recovery-key',
      'info cafe nothing-known',
      'info shop nothing-known',
    ])
    expect(alarmOf(found.map(({ severity }) => severity))).toBe('critical')
  })

  it('of one account leaves out the others, and what concerns all', () => {
    const copy = worldOf({ facts: [person('sato')] })
    copy.record({ type: 'account-added', account: 'cafe', handle: cafe })
    const account = findAccount(copy.state, shop)
    expect(judge(copy.state, copy.now, { account }).map(({ rule }) => rule)).toEqual(['nothing-known'])
  })

  it('takes a passkey for a second step beside SMS, and for no method more', () => {
    const passkey = factor('face', { kind: 'passkey' })
    const rulesOf = (setUp: SetUp) => {
      const copy = worldOf(setUp)
      return judge(copy.state, copy.now).map(({ rule }) => rule)
    }
    const some = rulesOf({ facts: [mail, sms, passkey] })
    expect(some).not.toContain('sms-only')
    expect(some).not.toContain('no-authenticator')
    expect(rulesOf({ facts: [mail, sms, app, passkey] })).not.toContain('too-many-methods')
  })

  it('of one rule leaves out all others', () => {
    const copy = worldOf({ facts: [sms] })
    expect(judge(copy.state, copy.now, { rule: 'sms-only' }).map(({ rule }) => rule)).toEqual(['sms-only'])
  })

  it('leaves out what is ignored, until its day', () => {
    const copy = worldOf({ facts: [sms, place('x', { kind: 'chat' })] })
    const sees = () => judge(copy.state, copy.now, { rule: 'sms-only' }).length
    const account = findAccount(copy.state, shop)
    copy.do(() => ignoreRule('sms-only', account, day('2026-11-23'), 'app comes'))
    expect(sees()).toBe(0)
    expect(judge(copy.state, copy.now, { rule: 'codes-in-the-open' })).toHaveLength(1)
    copy.wait(3 * 24 * 60)
    expect(sees()).toBe(1)
  })

  it('of one account only where it is ignored for that one; the latest entry counts', () => {
    const copy = worldOf({ facts: [factor('sms', { kind: 'sms', accounts: ['shop', 'cafe'] })] })
    copy.record({ type: 'account-added', account: 'cafe', handle: cafe })
    const sees = () => judge(copy.state, copy.now, { rule: 'sms-only' }).map(({ account }) => account)
    copy.do(() => ignoreRule('sms-only', findAccount(copy.state, shop), day('2027-01-01'), 'why'))
    expect(sees()).toEqual(['cafe'])
    copy.do(() => ignoreRule('sms-only', undefined, day('2027-01-01'), 'why'))
    expect(sees()).toEqual([])
    copy.do(() => ignoreRule('sms-only', findAccount(copy.state, shop), day('2026-11-20'), 'no longer'))
    expect(sees()).toEqual(['shop'])
  })

  it('ends with 0, 30 or 31', () => {
    expect((['ok', 'attention', 'critical'] as const).map(alarm => alarmExits[alarm])).toEqual([0, 30, 31])
    expect(alarmOf([])).toBe('ok')
  })

  it('knows its rules by name, and suggests the nearest', () => {
    expect(requireRule('sms-only')).toBe('sms-only')
    expect(refusal(() => requireRule('sms-onyl'))).toMatchObject({
      code: 'unknown-rule',
      details: { nearest: expect.arrayContaining(['sms-only']) },
    })
    expect(refusal(() => requireRule('toString')).code).toBe('unknown-rule')
  })
})
