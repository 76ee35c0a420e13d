import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { voidSet } from '../../../src/domain/codes/sets.ts'
import { findAccount } from '../../../src/domain/model/accounts.ts'
import { alarmExits } from '../../../src/domain/model/severity.ts'
import { closeIncident, openIncident, setDeadline } from '../../../src/domain/recovery/incidents.ts'
import { localDay, parseIsoDate } from '../../../src/domain/text/date.ts'
import { type Handle, parseHandle } from '../../../src/domain/text/handle.ts'
import { recordTest } from '../../../src/domain/upkeep/reviews.ts'
import { type AccountStatus, alarmIn, type Status, statusOf, worstFirst } from '../../../src/domain/upkeep/status.ts'
import { Copy, cafe, list, noon, shop } from '../samples.ts'

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

/** What `status --check` ends with. */
function alarmOf(status: Status): number {
  return alarmExits[alarmIn(status)]
}

function only(copy: Copy): AccountStatus {
  const [status, ...more] = statusOf(copy.state, copy.now).accounts
  if (!status || more.length > 0) throw new Error('not one account')
  return status
}

function testedToday(copy: Copy): void {
  const day = localDay(copy.now)
  copy.do(state => recordTest(state, shop, { passed: true, with: 'authenticator', day }))
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
      nextDue: { kind: 'test', on: '2026-12-20', overdue: false },
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
      nextDue: null,
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

  it('comes first if the overview would not show it otherwise', () => {
    const copy = withSet(10)
    const others = ['phone', 'tablet', 'shop', 'home'].map(name => copy.on(name))
    for (const machine of others) for (let n = 0; n < 3; n++) machine.use(shop)
    for (const machine of others) copy.take(machine)
    expect(found(copy).map(({ code }) => code)).toEqual(['handed-out-twice', 'few-left', 'outcome-unknown'])
  })

  it.each([
    [days(166), []],
    [days(167), [{ code: 'review-soon', severity: 'warning', on: '2027-05-20', days: 14 }]],
    [days(181), [{ code: 'review-soon', severity: 'warning', on: '2027-05-20', days: 0 }]],
    [days(182), [{ code: 'review-overdue', severity: 'warning', on: '2027-05-20', days: 1 }]],
    [days(365), [{ code: 'review-overdue', severity: 'warning', on: '2027-05-20', days: 184 }]],
    [days(366), [{ code: 'review-overdue', severity: 'critical', on: '2027-05-20', days: 185 }]],
  ])('%d minutes after the set was stored: %j', (minutes, findings) => {
    const copy = withSet()
    copy.wait(minutes)
    testedToday(copy)
    expect(found(copy)).toEqual(findings)
  })

  it.each([
    [days(30), []],
    [days(31), [{ code: 'test-overdue', severity: 'warning', on: '2026-12-20', days: 1 }]],
  ])('of the login test, %d minutes after the set was stored: %j', (minutes, findings) => {
    const copy = withSet()
    copy.wait(minutes)
    expect(found(copy)).toEqual(findings)
    expect(alarmOf(statusOf(copy.state, copy.now))).toBe(findings.length === 0 ? 0 : 30)
    testedToday(copy)
    expect(found(copy)).toEqual([])
  })

  it('that is worse comes before one that is less so', () => {
    const copy = withSet(5, 2)
    copy.use(shop)
    copy.wait(days(366))
    testedToday(copy)
    expect(found(copy).map(({ severity }) => severity)).toEqual(['critical', 'warning', 'info'])
  })
})

describe('an open incident', () => {
  const lockedOut = (copy: Copy, handle: Handle | undefined, id = 'k7tm') =>
    copy.do(state =>
      openIncident(state, {
        id,
        handle,
        have: [],
        lost: ['phone'],
        scenario: 'phone-lost',
        odds: 'high',
        when: copy.now.toISOString(),
      }),
    )
  const inAnHour = '2026-11-20T13:00:00.000Z'

  it('is a finding of its account, and is in the status without being asked for', () => {
    const copy = withSet()
    lockedOut(copy, shop)
    copy.do(state => setDeadline(state, 'k7tm', inAnHour))
    const status = statusOf(copy.state, copy.now)
    const [account] = status.accounts
    expect(account?.findings).toEqual([
      {
        code: 'incident-open',
        severity: 'warning',
        incident: 'k7tm',
        scenario: 'phone-lost',
        since: noon.toISOString(),
        signedIn: false,
        deadline: inAnHour,
      },
    ])
    expect(account?.level).toBe('ok')
    expect(status.incidents).toEqual([
      {
        id: 'k7tm',
        account: 'shop',
        scenario: 'phone-lost',
        openedAt: noon.toISOString(),
        deadline: inAnHour,
        overdue: false,
        signedIn: false,
      },
    ])
    expect(alarmOf(status)).toBe(30)
  })

  it('is critical past its deadline, before everything else', () => {
    const copy = withSet(5, 5)
    lockedOut(copy, shop)
    copy.do(state => setDeadline(state, 'k7tm', inAnHour))
    copy.wait(60)
    const status = statusOf(copy.state, copy.now)
    expect(status.accounts[0]?.findings.map(({ code }) => code)).toEqual([
      'deadline-passed',
      'no-codes',
      'incident-open',
    ])
    expect(status.incidents).toMatchObject([{ overdue: true }])
    expect(alarmOf(status)).toBe(31)
  })

  it('of no account in the vault still counts', () => {
    const copy = withSet()
    lockedOut(copy, cafe)
    lockedOut(copy, undefined, 'a2bc')
    const status = statusOf(copy.state, copy.now)
    expect(status.accounts.map(({ findings }) => findings)).toEqual([[]])
    expect(status.incidents).toMatchObject([{ account: 'cafe' }, { account: null, deadline: null }])
    expect(alarmOf(status)).toBe(30)
    copy.do(state => setDeadline(state, 'a2bc', noon.toISOString()))
    expect(alarmOf(statusOf(copy.state, copy.now))).toBe(31)
  })

  it('that was closed is none', () => {
    const copy = withSet()
    lockedOut(copy, shop)
    copy.do(state => setDeadline(state, 'k7tm', noon.toISOString()))
    copy.do(state => closeIncident(state, 'k7tm', { outcome: 'given-up', cause: '', worked: '', change: '' }))
    const status = statusOf(copy.state, copy.now)
    expect(status).toMatchObject({ accounts: [{ findings: [] }], incidents: [] })
    expect(alarmOf(status)).toBe(0)
  })

  it('of another account is not in the status of one', () => {
    const copy = withSet()
    copy.add(cafe, list(2))
    lockedOut(copy, cafe)
    const { state } = copy
    const account = findAccount(state, shop)
    expect(statusOf(state, copy.now, { only: account })).toMatchObject({
      accounts: [{ account: 'shop', findings: [] }],
      incidents: [],
    })
    expect(statusOf(state, copy.now, { only: findAccount(state, cafe) }).incidents).toHaveLength(1)
  })
})

describe('many accounts', () => {
  it('come in the order of what they need: locked out, critical, warning, nothing', () => {
    const copy = new Copy()
    const sets = { fine: [5, 0], low: [5, 3], none: [1, 1], out: [5, 0] } as const
    for (const [index, [name, [size, used]]] of Object.entries(sets).entries()) {
      const handle = parseHandle(name)
      copy.add(handle, list(index + 1, size))
      for (let n = 1; n <= used; n++) copy.mark(handle, 'worked', n)
    }
    const when = copy.now.toISOString()
    const opening = { id: 'k7tm', have: [], lost: [], scenario: 'phone-lost', odds: 'high', when } as const
    copy.do(state => openIncident(state, { ...opening, handle: parseHandle('out') }))
    const sorted = worstFirst(statusOf(copy.state, copy.now).accounts)
    expect(sorted.map(({ account }) => account)).toEqual(['out', 'none', 'low', 'fine'])
  })
})

describe('a lockout after which a login has worked', () => {
  it('is no longer one, and its deadline no alarm; the record stays open', () => {
    const copy = withSet()
    const when = copy.now.toISOString()
    const opening = { id: 'k7tm', have: [], lost: [], scenario: 'phone-lost', odds: 'high', when } as const
    copy.do(state => openIncident(state, { ...opening, handle: shop }))
    copy.do(state => setDeadline(state, 'k7tm', '2026-11-21T09:00:00.000Z'))
    copy.wait(60)
    copy.use(shop)
    copy.mark(shop, 'worked')
    copy.wait(days(3))
    expect(statusOf(copy.state, copy.now).incidents).toMatchObject([{ signedIn: true, overdue: false }])
    expect(only(copy).findings).toMatchObject([{ code: 'incident-open', severity: 'warning', signedIn: true }])
    expect(alarmOf(statusOf(copy.state, copy.now))).toBe(30)
  })
})

describe('an open hand-over', () => {
  it('is in the status of its accounts, with its progress, and an alarm until it is done or dropped', () => {
    const copy = withSet()
    copy.add(cafe, list(7))
    copy.record(
      { type: 'person-saved', person: 'sato', name: 'Sato', roles: [], agency: false, left: null },
      {
        type: 'handover-started',
        handover: 'k7tm',
        kind: 'leave',
        about: ['person:sato'],
        tasks: ['confirm:codes', 'password', 'test'].map(task => ({ account: 'shop', task })),
      },
    )
    expect(alarmOf(statusOf(copy.state, copy.now))).toBe(30)
    copy.record({ type: 'handover-task', handover: 'k7tm', account: 'shop', task: 'password', outcome: 'done' })
    expect(statusOf(copy.state, copy.now).handovers).toEqual([
      { id: 'k7tm', kind: 'leave', about: ['person:sato'], startedAt: noon.toISOString(), done: 1, steps: 3 },
    ])
    const ofCafe = findAccount(copy.state, cafe)
    expect(statusOf(copy.state, copy.now, { only: ofCafe }).handovers).toEqual([])
    copy.record({ type: 'handover-closed', handover: 'k7tm', dropped: true })
    expect(alarmOf(statusOf(copy.state, copy.now))).toBe(0)
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
    expect(status).toEqual({ accounts: [], level: 'ok', incidents: [], handovers: [] })
    expect(alarmOf(status)).toBe(0)
  })
})
