import { describe, expect, it } from 'vitest'
import { earlierBlock, stopOf } from '../../../src/domain/codes/two-refusals.ts'
import { requireAccount } from '../../../src/domain/model/accounts.ts'
import { Copy, cafe, list, noon, refusal, shop, today } from '../samples.ts'

describe('two refused codes within an hour', () => {
  function refusedTwice(minutesApart = 10): Copy {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.mark(shop, 'rejected')
    copy.wait(minutesApart)
    copy.use(shop)
    copy.mark(shop, 'rejected')
    return copy
  }

  it('stop the next one: exit 23, with the times', () => {
    const error = refusal(() => refusedTwice().use(shop))
    expect(error).toMatchObject({ code: 'cool-down', exitCode: 23 })
    expect(error.details).toEqual({
      account: 'shop',
      rejected: 2,
      since: '2026-11-20T12:00:00.000Z',
      until: '2026-11-20T13:00:00.000Z',
    })
  })

  it.each([
    ['49 minutes', 49, 'cool-down'],
    ['51 minutes, when only one of them lies within the hour', 51, 3],
    ['61 minutes', 61, 3],
    ['minus 30 minutes: the clock was set back', -30, 'cool-down'],
    ['minus 61 minutes: it was an hour ahead', -61, 3],
  ])('after %s', (_, minutes, expected) => {
    const copy = refusedTwice()
    copy.wait(minutes)
    if (typeof expected === 'number') expect(copy.use(shop)).toBe(expected)
    else expect(refusal(() => copy.use(shop)).code).toBe(expected)
  })

  it('stop nobody who says --anyway', () => {
    expect(refusedTwice().use(shop, { anyway: true })).toBe(3)
  })

  it('are not two that lie further apart', () => {
    expect(refusedTwice(60).use(shop)).toBe(3)
  })

  it('hold up no other account', () => {
    const copy = refusedTwice()
    copy.add(cafe, list(2))
    expect(copy.use(cafe)).toBe(1)
  })

  it('count no longer when one of them turned out to have worked', () => {
    const copy = refusedTwice()
    copy.mark(shop, 'worked', 2)
    expect(copy.use(shop)).toBe(3)
  })

  it('stop a third refused one longer: until an hour after the last but one', () => {
    const copy = refusedTwice()
    copy.wait(10)
    copy.use(shop, { anyway: true })
    copy.mark(shop, 'rejected')
    expect(refusal(() => copy.use(shop)).details).toMatchObject({
      rejected: 3,
      since: '2026-11-20T12:00:00.000Z',
      until: '2026-11-20T13:10:00.000Z',
    })
  })

  it('stop nobody once a newer set is stored; Instagram’s own block is still named', () => {
    const copy = refusedTwice()
    copy.add(shop, list(2))
    const account = requireAccount(copy.state, shop)
    expect(stopOf(copy.state, account, copy.now)).toBeUndefined()
    expect(earlierBlock(copy.state, account, copy.now)).toEqual({
      rejected: 2,
      since: '2026-11-20T12:00:00.000Z',
      until: '2026-11-20T13:00:00.000Z',
    })
    expect(copy.use(shop)).toBe(1)
  })

  it('begin to count again in the newer set', () => {
    const copy = refusedTwice()
    copy.add(shop, list(2))
    copy.use(shop)
    copy.mark(shop, 'rejected')
    expect(copy.use(shop)).toBe(2)
    copy.mark(shop, 'rejected')
    expect(refusal(() => copy.use(shop)).details).toMatchObject({ rejected: 2, since: '2026-11-20T12:10:00.000Z' })
  })

  it.each([
    ['a login test that passed', true, 3],
    ['a login test that failed', false, 'cool-down'],
  ])('after %s', (_, passed, expected) => {
    const copy = refusedTwice()
    copy.wait(1)
    copy.record({ type: 'test-recorded', account: 'shop', passed, with: 'sms', day: today })
    if (typeof expected === 'number') expect(copy.use(shop)).toBe(expected)
    else expect(refusal(() => copy.use(shop)).code).toBe(expected)
    expect(earlierBlock(copy.state, requireAccount(copy.state, shop), copy.now)).toBeUndefined()
  })

  it('stop nobody after another code worked', () => {
    const copy = refusedTwice()
    copy.wait(1)
    copy.use(shop, { anyway: true })
    copy.mark(shop, 'worked')
    expect(copy.use(shop)).toBe(4)
  })

  it('are counted on every machine, once they are merged', () => {
    const one = new Copy('laptop')
    one.add(shop, list(1))
    const other = one.on('phone')
    for (const copy of [one, other]) {
      copy.use(shop)
      copy.mark(shop, 'rejected')
    }
    expect(one.use(shop)).toBe(2)
    one.take(other)
    expect(stopOf(one.state, requireAccount(one.state, shop), noon)).toMatchObject({ rejected: 2 })
    expect(refusal(() => one.use(shop)).code).toBe('cool-down')
  })
})
