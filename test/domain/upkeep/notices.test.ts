/** Notices tell at any later time what `status --check` would say if the vault were opened then. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { alarmOf } from '../../../src/domain/model/severity.ts'
import { openIncident, setDeadline } from '../../../src/domain/recovery/incidents.ts'
import { daysAfter, localDay, parseIsoDate } from '../../../src/domain/text/date.ts'
import { noticesOf } from '../../../src/domain/upkeep/notice-rules.ts'
import { dueAt, type Notice, noticeSeverities, turningPoints } from '../../../src/domain/upkeep/notices.ts'
import { recordReview } from '../../../src/domain/upkeep/reviews.ts'
import { alarmIn, statusOf } from '../../../src/domain/upkeep/status.ts'
import { dueText } from '../../../src/terminal/messages/upkeep/notices.ts'
import { say } from '../../../src/terminal/say.ts'
import { runs } from '../../thorough.ts'
import { Copy, cafe, list, noon, shop } from '../samples.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** Noon so many days after the samples' own. */
function daysLater(days: number): Date {
  return new Date(noon.getTime() + days * 86_400_000)
}

function noticesFrom(copy: Copy, withNames = false, now = copy.now): readonly Notice[] {
  return noticesOf(copy.state, now, withNames)
}

function codesAt(copy: Copy, now: Date): readonly string[] {
  return dueAt(noticesFrom(copy), now).map(({ code }) => code)
}

function lockedOut(copy: Copy) {
  const when = copy.now.toISOString()
  return { id: 'k7tm', have: [], lost: [], scenario: 'phone-lost', odds: 'high', when } as const
}

describe('with a fresh set', () => {
  const copy = new Copy()
  copy.add(shop, list(1))

  test.each([
    ['nothing is due', 0, []],
    ['a login test is late from the day after its own', 31, ['test-overdue']],
    ['a review is announced two weeks before', 168, ['test-overdue', 'review-soon']],
    ['and late from the day after', 182, ['review-overdue', 'test-overdue']],
    ['critical after a year', 366, ['review-long-overdue', 'test-overdue']],
  ])('%s', (_, days, codes) => {
    expect(codesAt(copy, daysLater(days))).toEqual(codes)
  })

  test('each turning point brings something else', () => {
    const notices = noticesFrom(copy)
    const told = turningPoints(notices, noon).map(time => dueAt(notices, time).map(({ code }) => code))
    expect(told).toEqual([
      [],
      ['test-overdue'],
      ['test-overdue', 'review-soon'],
      ['review-overdue', 'test-overdue'],
      ['review-long-overdue', 'test-overdue'],
    ])
  })
})

test('an unfinished hand-over is told from the day of its beginning', () => {
  const copy = new Copy()
  copy.add(shop, list(1))
  copy.record({
    type: 'handover-started',
    handover: 'k7tm',
    kind: 'lose',
    about: ['device:iphone'],
    tasks: [{ account: 'shop', task: 'password' }],
  })
  expect(codesAt(copy, daysLater(1))).toEqual(['handover-open'])
  const [due] = dueAt(noticesFrom(copy, true), daysLater(1))
  expect(due && say(dueText, 'en', due)).toBe('A hand-over is not finished')
})

test('accounts are counted, and named only where their names are wanted', () => {
  const copy = new Copy()
  copy.add(shop, list(1, 1))
  copy.add(cafe, list(2, 1))
  const [counted] = dueAt(noticesFrom(copy), noon)
  expect(counted).toEqual({ code: 'one-left', count: 2, accounts: [], since: '2026-11-20' })
  const [named] = dueAt(noticesFrom(copy, true), noon)
  expect(named?.accounts).toEqual([cafe, shop])
  expect(JSON.stringify(noticesFrom(copy))).not.toMatch(/shop|cafe/)
})

test('what was so before keeps its day', () => {
  const copy = new Copy()
  copy.add(shop, list(1, 1))
  const before = noticesFrom(copy)
  const later = daysLater(5)
  const [due] = dueAt(noticesOf(copy.state, later, false, before), later)
  expect(due).toMatchObject({ code: 'one-left', since: '2026-11-20' })
})

test('a lock-out counts from its beginning, and is critical from its deadline on', () => {
  const copy = new Copy()
  copy.add(shop, list(1))
  const { incident } = copy.do(state => openIncident(state, { ...lockedOut(copy), handle: shop }))
  copy.do(state => setDeadline(state, incident, '2026-11-22T09:00:00.000Z'))
  const notices = noticesFrom(copy)
  const at = (time: string) => dueAt(notices, new Date(time)).map(({ code }) => code)
  expect(at('2026-11-22T08:59:59Z')).toEqual(['incident-open'])
  expect(at('2026-11-22T09:00:00Z')).toEqual(['deadline-passed'])
})

test('of two lock-outs of one account one is counted, and one of nobody is not hidden behind a name', () => {
  const copy = new Copy()
  copy.add(shop, list(1))
  const begin = (handle?: typeof shop) => {
    copy.wait(1)
    return copy.do(state => openIncident(state, { ...lockedOut(copy), id: `a${copy.now.getTime()}`, handle }))
  }
  const { incident } = begin(shop)
  begin(shop)
  const told = () => dueAt(noticesFrom(copy, true), copy.now).map(due => say(dueText, 'en', due))
  expect(told()).toContain('Locked out, not solved yet: @shop')
  begin()
  expect(told()).toContain('Locked out, not solved yet: @shop and 1 more')
  // The deadline that comes first is the one that counts.
  copy.do(state => setDeadline(state, incident, daysLater(9).toISOString()))
  expect(codesAt(copy, daysLater(10))).toContain('deadline-passed')
})

test('at any later time the alarm is the one that status would give', () => {
  const sizes = fc.integer({ min: 0, max: 6 })
  const happening = fc.record({
    sizes: fc.tuple(sizes, sizes),
    used: fc.integer({ min: 0, max: 3 }),
    reviewedDaysAgo: fc.option(fc.integer({ min: 0, max: 200 })),
    deadlineInHours: fc.option(fc.integer({ min: 1, max: 500 })),
    checkedAfterHours: fc.integer({ min: 0, max: 24 * 400 }),
  })
  fc.assert(
    fc.property(happening, ({ sizes, used, reviewedDaysAgo, deadlineInHours, checkedAfterHours }) => {
      const copy = new Copy()
      for (const [index, handle] of [shop, cafe].entries()) {
        const size = sizes[index] ?? 0
        if (size > 0) copy.add(handle, list(index + 1, size))
        for (let n = 1; n <= Math.min(used, size); n++) copy.mark(handle, 'worked', n)
        if (size > 0 && reviewedDaysAgo !== null)
          copy.do(state => recordReview(state, [handle], daysAfter(localDay(noon), -reviewedDaysAgo)))
      }
      if (deadlineInHours !== null) {
        const { incident } = copy.do(state => openIncident(state, lockedOut(copy)))
        const deadline = new Date(copy.now.getTime() + deadlineInHours * 3_600_000).toISOString()
        copy.do(state => setDeadline(state, incident, deadline))
      }
      const later = new Date(copy.now.getTime() + checkedAfterHours * 3_600_000)
      const due = dueAt(noticesFrom(copy), later)
      const alarm = alarmOf(due.map(({ code }) => noticeSeverities[code]))
      expect(alarm).toBe(alarmIn(statusOf(copy.state, later)))
    }),
    { numRuns: runs(150) },
  )
})

test('a day begins at midnight where the person is', () => {
  const copy = new Copy()
  copy.add(shop, list(1))
  const due = daysAfter(parseIsoDate('2026-12-20'), 1)
  expect(codesAt(copy, new Date(`${due}T00:00:00+09:00`))).toEqual(['test-overdue'])
  expect(codesAt(copy, new Date('2026-12-20T23:59:59+09:00'))).toEqual([])
})
