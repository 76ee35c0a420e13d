import { describe, expect, it } from 'vitest'
import {
  currentCodes,
  currentSet,
  handedOutAt,
  handedOutTwice,
  pendingCodes,
  placedCodeOf,
  placedCodes,
  remaining,
  setState,
} from '../../../src/domain/codes/queries.ts'
import { voidSet } from '../../../src/domain/codes/sets.ts'
import { requireAccount } from '../../../src/domain/model/accounts.ts'
import { Copy, list, shop } from '../samples.ts'

const account = (copy: Copy) => requireAccount(copy.state, shop)

describe('the current set', () => {
  it('is the newest, unless it was voided', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.add(shop, list(2))
    expect(currentSet(account(copy))?.id).toBe('laptop-set-2')
    copy.do(state => voidSet(state, shop, 'regenerated', false))
    expect(currentSet(account(copy))).toBeUndefined()
    expect(currentCodes(copy.state, account(copy))).toEqual([])
    expect(account(copy).sets.map(set => setState(account(copy), set))).toEqual(['superseded', 'void'])
  })

  it('is none where there is no set', () => {
    const copy = new Copy()
    copy.record({ type: 'account-added', account: 'shop', handle: shop })
    expect(currentSet(account(copy))).toBeUndefined()
    expect(remaining(copy.state, account(copy))).toBe(0)
  })
})

describe('the codes of a set', () => {
  it('are in the order of the list, numbered from 1', () => {
    const copy = new Copy()
    copy.add(shop, list(1, 3))
    expect(copy.placed(shop)).toEqual(
      list(1, 3).map((digits, index) => ({
        id: `shop-${digits}`,
        position: index + 1,
        setSize: 3,
        state: 'available',
      })),
    )
  })

  it('are void with their set, but for those that are spent', () => {
    const copy = new Copy()
    copy.add(shop, list(1, 4))
    for (const outcome of ['worked', 'rejected'] as const) {
      copy.use(shop)
      copy.mark(shop, outcome)
    }
    copy.use(shop)
    copy.add(shop, list(2))
    const [older] = account(copy).sets
    const states = older && placedCodes(copy.state, account(copy), older).map(({ state }) => state)
    expect(states).toEqual(['used', 'rejected', 'void', 'void'])
  })
})

it('a code that was handed out does not count as remaining, whatever came of it', () => {
  const copy = new Copy()
  copy.add(shop, list(1))
  expect(remaining(copy.state, account(copy))).toBe(5)
  copy.use(shop)
  expect(remaining(copy.state, account(copy))).toBe(4)
  copy.mark(shop, 'rejected')
  expect(remaining(copy.state, account(copy))).toBe(4)
})

describe('codes whose outcome nobody recorded', () => {
  it('are listed latest first, also when their numbers run the other way', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.wait(10)
    const other = copy.on('phone')
    other.now = copy.now
    other.use(shop)
    other.wait(-5)
    other.use(shop)
    const handedOut = pendingCodes(other.state, account(other)).map(({ id }) => handedOutAt(other.state, id))
    expect(handedOut).toEqual(['2026-11-20T12:10:00.000Z', '2026-11-20T12:05:00.000Z', '2026-11-20T12:00:00.000Z'])
  })

  it('are those of the current set only', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.add(shop, list(2))
    expect(pendingCodes(copy.state, account(copy))).toEqual([])
  })
})

describe('the place of a code', () => {
  it('is that in the first of two sets that are one list', () => {
    const copy = new Copy('a')
    const other = new Copy('b')
    copy.add(shop, list(1, 3))
    other.add(shop, list(1, 3).toReversed())
    copy.take(other)
    expect(placedCodeOf(copy.state, account(copy), 'shop-10000001')).toMatchObject({ position: 1, state: 'available' })
  })

  it('is none for a code of no set', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    expect(placedCodeOf(copy.state, account(copy), 'shop-99999999')).toBeUndefined()
    expect(handedOutAt(copy.state, 'shop-99999999')).toBe('')
  })
})

it('a code is handed out twice when two events say so, also of one replica, but not when one comes from a claim', () => {
  const moment = { at: '2026', by: 'aki' }
  const code = { id: 'c', account: 'shop', outcome: 'reserved' } as const
  const by = (...replicas: string[]) =>
    handedOutTwice({ ...code, handouts: replicas.map(replica => ({ ...moment, replica })) })
  expect([by(), by('laptop'), by('laptop', 'laptop'), by('laptop', 'phone')]).toEqual([false, false, true, true])
  const handouts = [
    { ...moment, replica: 'laptop' },
    { ...moment, replica: 'phone', recovered: true as const },
  ]
  expect(handedOutTwice({ ...code, handouts })).toBe(false)
})
