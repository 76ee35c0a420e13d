import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findAccount } from '../../../src/domain/model/accounts.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import { openIncident, setDeadline } from '../../../src/domain/recovery/incidents.ts'
import { accountsServed } from '../../../src/domain/registry/links.ts'
import { addMonths, type IsoDate, parseIsoDate } from '../../../src/domain/text/date.ts'
import { recordReview, recordTest } from '../../../src/domain/upkeep/reviews.ts'
import { type Duty, scheduleOf } from '../../../src/domain/upkeep/schedule.ts'
import { statusOf } from '../../../src/domain/upkeep/status.ts'
import { Copy, cafe, list, noon, shop, today } from '../samples.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const days = (count: number) => count * 24 * 60

function withSet(): Copy {
  const copy = new Copy()
  copy.add(shop, list(1))
  return copy
}

/** One word for each duty: `2026-12-20 test shop`. */
function told(copy: Copy, handle?: typeof shop): readonly string[] {
  const only = handle && findAccount(copy.state, handle)
  return scheduleOf(copy.state, copy.now, only).map(words)
}

function words({ on, kind, account, subject, overdue }: Duty): string {
  return [on, kind, account, subject, overdue && 'overdue'].filter(Boolean).join(' ')
}

function factor(id: string, more: { confirmed?: IsoDate | null; needs?: readonly string[] } = {}): Fact {
  return {
    type: 'factor-saved',
    factor: id,
    kind: 'sms',
    label: id,
    owner: 'company',
    on: null,
    holders: [],
    needs: more.needs ?? [],
    confirmed: more.confirmed ?? null,
  }
}

describe('the schedule', () => {
  it('of an empty vault, and of an account without codes, is empty', () => {
    const copy = new Copy()
    expect(told(copy)).toEqual([])
    copy.record({ type: 'account-added', account: 'shop', handle: shop })
    expect(told(copy)).toEqual([])
  })

  it('counts from the day on which the set was stored', () => {
    expect(told(withSet())).toEqual(['2026-12-20 test shop', '2027-05-20 review shop'])
  })

  it.each([
    ['a leave is due on the last day, and late after it', 'leave', '2026-11-25', '2026-11-25 handover k7tm overdue'],
    ['a leave without a last day is open from its first day', 'leave', null, '2026-11-20 handover k7tm'],
    ['a loss is open from its first day', 'lose', '2026-11-25', '2026-11-20 handover k7tm'],
  ] as const)('of an open hand-over: %s', (_, kind, left, expected) => {
    const copy = withSet()
    copy.record(
      {
        type: 'person-saved',
        person: 'sato',
        name: 'Sato',
        roles: [],
        agency: false,
        left: left && parseIsoDate(left),
      },
      {
        type: 'handover-started',
        handover: 'k7tm',
        kind,
        about: ['person:sato'],
        tasks: [{ account: 'shop', task: 'password' }],
      },
    )
    copy.wait(days(10))
    expect(told(copy, shop)).toContain(expected)
  })

  it('takes no code that was found crossed off for a login: nobody knows when that was', () => {
    const copy = withSet()
    const [first, second] = [...copy.state.codes.keys()]
    if (first === undefined || second === undefined) throw new Error('A set without codes')
    copy.wait(days(10))
    copy.record({ type: 'code-used', account: 'shop', code: first, found: true })
    expect(told(copy)).toContain('2026-12-20 test shop')
    copy.record({ type: 'code-used', account: 'shop', code: second })
    expect(told(copy)).toContain('2026-12-30 test shop')
  })

  it('counts from a review and from a test that passed, not from one that failed', () => {
    const copy = withSet()
    copy.wait(days(10))
    const day = parseIsoDate('2026-11-30')
    copy.do(state => recordReview(state, [shop], day))
    copy.do(state => recordTest(state, shop, { passed: false, with: 'sms', day }))
    expect(told(copy)).toEqual(['2026-12-20 test shop', '2027-05-30 review shop'])
    copy.do(state => recordTest(state, shop, { passed: true, with: 'authenticator', day }))
    expect(told(copy)).toEqual(['2026-12-30 test shop', '2027-05-30 review shop'])
  })

  it('takes the latest of what it counts from, in whatever order it was recorded', () => {
    const copy = withSet()
    copy.do(state => recordReview(state, [shop], parseIsoDate('2026-01-05')))
    copy.do(state => recordTest(state, shop, { passed: true, with: 'sms', day: parseIsoDate('2026-02-05') }))
    expect(told(copy)).toEqual(['2026-12-20 test shop', '2027-05-20 review shop'])
    copy.wait(days(5))
    copy.mark(shop, 'worked', 1)
    expect(told(copy)[0]).toBe('2026-12-25 test shop')
  })

  it('calls overdue what was due yesterday, not what is due today', () => {
    const copy = withSet()
    copy.wait(days(30))
    expect(told(copy)[0]).toBe('2026-12-20 test shop')
    copy.wait(days(1))
    expect(told(copy)[0]).toBe('2026-12-20 test shop overdue')
  })

  it('is the one that status tells of', () => {
    const copy = withSet()
    copy.wait(days(40))
    const [status] = statusOf(copy.state, copy.now).accounts
    expect(status).toMatchObject({
      reviewDueOn: '2027-05-20',
      testDueOn: '2026-12-20',
      nextDue: { kind: 'test', on: '2026-12-20', overdue: true },
      findings: [{ code: 'test-overdue', severity: 'warning', on: '2026-12-20', days: 10 }],
    })
  })

  it('asks for a factor a year after it was confirmed, once for all its accounts', () => {
    const copy = withSet()
    copy.add(cafe, list(2))
    copy.record(
      factor('number', { confirmed: parseIsoDate('2025-12-01') }),
      factor('other'),
      factor('unused', { confirmed: today }),
    )
    copy.record({ type: 'factor-linked', factor: 'number', accounts: ['shop', 'cafe'] })
    copy.record({ type: 'factor-linked', factor: 'other', accounts: ['shop'] })
    expect(told(copy).filter(text => text.includes('confirm'))).toEqual(['2026-12-01 confirm-factor number'])
    copy.record({ type: 'factor-unlinked', factor: 'number', accounts: ['cafe'] })
    expect(told(copy)[0]).toBe('2026-12-01 confirm-factor shop number')
    expect(told(copy, cafe).filter(text => text.includes('confirm'))).toEqual([])
  })

  it('follows what a factor cannot be opened without, and ends in a loop', () => {
    const copy = withSet()
    copy.record(factor('mail', { needs: ['number'] }), factor('number', { needs: ['mail'], confirmed: today }))
    copy.record({ type: 'factor-linked', factor: 'mail', accounts: ['shop', 'nobody'] })
    expect(accountsServed(copy.state, 'number').map(({ handle }) => handle)).toEqual(['shop'])
    expect(told(copy, shop)).toContain('2027-11-20 confirm-factor shop number')
  })

  it('has the deadlines of open incidents, to the minute', () => {
    const copy = withSet()
    const open = (id: string, handle?: typeof shop) =>
      copy.do(state =>
        openIncident(state, {
          id,
          handle,
          have: [],
          lost: [],
          scenario: 'phone-lost',
          odds: 'high',
          when: noon.toISOString(),
        }),
      )
    open('k7tm', shop)
    open('a2bc')
    copy.do(state => setDeadline(state, 'k7tm', '2026-11-20T13:00:00.000Z'))
    expect(told(copy)[0]).toBe('2026-11-20 deadline shop k7tm')
    copy.do(state => setDeadline(state, 'a2bc', '2026-11-22T13:00:00.000Z'))
    copy.wait(60)
    expect(told(copy).slice(0, 2)).toEqual(['2026-11-20 deadline shop k7tm overdue', '2026-11-22 deadline a2bc'])
    expect(told(copy, shop)).not.toContain('2026-11-22 deadline a2bc')
  })

  it('says when an ignored finding comes back: the latest entry about it, and not once it is back', () => {
    const copy = withSet()
    const ignore = (until: IsoDate, account: string | null = 'shop'): Fact => {
      return { type: 'audit-ignored', rule: 'sms-only', account, until, because: 'new phones in spring' }
    }
    copy.record(ignore(parseIsoDate('2026-12-06'), null))
    copy.record(ignore(parseIsoDate('2026-12-01')), ignore(parseIsoDate('2026-12-05')), ignore(today, 'gone'))
    expect(told(copy).slice(0, 2)).toEqual(['2026-12-05 ignore-ends shop sms-only', '2026-12-06 ignore-ends sms-only'])
    // A word on all accounts overrules those on one: nothing comes back on the 5th any more.
    copy.record(ignore(parseIsoDate('2026-12-07'), null))
    expect(told(copy)[0]).toBe('2026-12-07 ignore-ends sms-only')
    copy.wait(days(17))
    expect(told(copy)[0]).toBe('2026-12-07 ignore-ends sms-only')
  })

  it('knows a duty again when it comes round, and under another handle', () => {
    const copy = withSet()
    const keys = () => scheduleOf(copy.state, copy.now).map(({ key }) => key)
    const before = keys()
    expect(before).toEqual(['test.shop', 'review.shop'])
    copy.record({ type: 'account-renamed', account: 'shop', handle: cafe })
    copy.do(state => recordTest(state, cafe, { passed: true, with: 'sms', day: addMonths(today, 1) }))
    expect(keys()).toEqual(before)
  })

  // The second can be read, by machines: a clock that was 270,000 years ahead.
  it.each(['once upon a time', '+275760-09-12T12:00:00.000Z'])(
    'does not fail for a time that nobody can read: %s',
    at => {
      const copy = withSet()
      copy.events = copy.events.map(event => ({ ...event, at }))
      expect(told(copy)).toEqual(['2026-12-20 test shop', '2027-05-20 review shop'])
    },
  )
})
