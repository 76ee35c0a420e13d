import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { voidSet } from '../../src/domain/code-sets.ts'
import { parseIsoDate } from '../../src/domain/date.ts'
import { type AccountStatus, alarmOf, statusOf } from '../../src/domain/status.ts'
import { Copy, cafe, list, shop } from './samples.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function withSet(size = 5, used = 0): Copy {
  const copy = new Copy()
  copy.add(shop, list(1, size))
  for (let n = 1; n <= used; n++) copy.mark(shop, 'worked', n)
  return copy
}

function only(copy: Copy): AccountStatus {
  const [status, ...more] = statusOf(copy.state, copy.now).accounts
  if (!status || more.length > 0) throw new Error('not one account')
  return status
}

const days = (count: number) => count * 24 * 60

describe('the status of an account', () => {
  it('says what is left, when the set was issued, and what is due when', () => {
    const copy = new Copy()
    copy.add(shop, list(1), parseIsoDate('2026-10-01'))
    expect(only(copy)).toEqual({
      account: 'shop',
      remaining: 5,
      setSize: 5,
      level: 'ok',
      reserved: 0,
      issuedOn: '2026-10-01',
      reviewDueOn: '2027-05-20',
      testDueOn: '2026-12-20',
      findings: [],
    })
  })

  it('of an account without codes has nothing that could be due', () => {
    const copy = new Copy()
    copy.record({ type: 'account-added', account: 'shop', handle: shop })
    expect(only(copy)).toEqual({
      account: 'shop',
      remaining: 0,
      setSize: 0,
      level: 'empty',
      reserved: 0,
      issuedOn: null,
      reviewDueOn: null,
      testDueOn: null,
      findings: [{ code: 'no-codes', severity: 'critical', ever: false }],
    })
  })

  it('calls the next login test due a month after a code worked, whichever worked last', () => {
    const copy = withSet()
    copy.wait(days(20))
    copy.mark(shop, 'worked', 2)
    copy.wait(days(10))
    copy.mark(shop, 'worked', 1)
    expect(only(copy).testDueOn).toBe('2027-01-20')
    copy.wait(days(1))
    copy.mark(shop, 'rejected', 3)
    expect(only(copy).testDueOn).toBe('2027-01-20')
  })

  it('takes the days of the person at the keyboard', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo')
    const copy = new Copy()
    copy.wait(6 * 60)
    copy.add(shop, list(1))
    expect(only(copy)).toMatchObject({ reviewDueOn: '2027-05-21', testDueOn: '2026-12-21' })
  })
})

describe('a finding', () => {
  const found = (copy: Copy) => only(copy).findings

  it.each([
    [5, 2, []],
    [5, 3, [{ code: 'few-left', severity: 'warning', remaining: 2 }]],
    [5, 4, [{ code: 'one-left', severity: 'critical' }]],
    [5, 5, [{ code: 'no-codes', severity: 'critical', ever: true }]],
    [10, 6, []],
    [10, 7, [{ code: 'few-left', severity: 'warning', remaining: 3 }]],
  ])('of a set of %d with %d used: %j', (size, used, findings) => {
    expect(found(withSet(size, used))).toEqual(findings)
  })

  it('of a voided set is that there are no codes', () => {
    const copy = withSet()
    copy.do(state => voidSet(state, shop, 'exposed', false))
    expect(found(copy)).toEqual([{ code: 'no-codes', severity: 'critical', ever: true }])
    expect(only(copy)).toMatchObject({ level: 'empty', setSize: 0, issuedOn: null })
  })

  it('is made of codes whose outcome is unknown, in the list’s order, and worries no script', () => {
    const copy = withSet()
    copy.use(shop)
    copy.wait(1)
    copy.use(shop)
    expect(found(copy)).toEqual([{ code: 'outcome-unknown', severity: 'info', positions: [1, 2] }])
    expect(only(copy).reserved).toBe(2)
    expect(alarmOf(statusOf(copy.state, copy.now))).toBe(0)
  })

  it('is made of a code that two machines handed out', () => {
    const copy = withSet(1)
    const other = copy.on('phone')
    copy.use(shop)
    other.use(shop)
    copy.take(other)
    expect(found(copy)).toContainEqual({ code: 'handed-out-twice', severity: 'warning', positions: [1] })
  })

  it.each([
    [days(166), []],
    [days(167), [{ code: 'review-soon', severity: 'warning', on: '2027-05-20', days: 14 }]],
    [days(181), [{ code: 'review-soon', severity: 'warning', on: '2027-05-20', days: 0 }]],
    [days(182), [{ code: 'review-overdue', severity: 'critical', on: '2027-05-20', days: 1 }]],
  ])('%d minutes after the set was stored: %j', (minutes, findings) => {
    const copy = withSet()
    copy.wait(minutes)
    expect(found(copy)).toEqual(findings)
  })

  it('that is worse stands before one that is less so', () => {
    const copy = withSet(5, 2)
    copy.use(shop)
    copy.wait(days(182))
    expect(found(copy).map(({ severity }) => severity)).toEqual(['critical', 'warning', 'info'])
  })
})

describe('the alarm for scripts', () => {
  it.each([
    ['all is well', 2, 0, 'ok'],
    ['codes run low', 3, 30, 'low'],
    ['one is left', 4, 31, 'critical'],
    ['none is left', 5, 31, 'empty'],
  ] as const)('when %s', (_, used, alarm, level) => {
    const copy = withSet(5, used)
    copy.add(cafe, list(2))
    const status = statusOf(copy.state, copy.now)
    expect(alarmOf(status)).toBe(alarm)
    expect(status.level).toBe(level)
    expect(status.accounts.map(({ account }) => account)).toEqual(['cafe', 'shop'])
  })

  it('of an empty vault is none', () => {
    const status = statusOf(new Copy().state, new Date())
    expect(status).toEqual({ accounts: [], level: 'ok' })
    expect(alarmOf(status)).toBe(0)
  })
})
