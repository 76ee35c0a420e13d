import { describe, expect, it } from 'vitest'
import { removeAccount } from '../../../src/domain/accounts/changes.ts'
import { voidSet } from '../../../src/domain/codes/sets.ts'
import { erasable } from '../../../src/domain/journal/erasure.ts'
import { Copy, cafe, list, shop } from '../samples.ts'

const gone = (copy: Copy) => [...erasable(copy.state)].map(id => id.replace(/0{3,}/, '.')).sort()
const all = (name: string) => [1, 2, 3, 4, 5].map(n => `${name}.${n}`)

describe('the digits that have to go', () => {
  it('are none at first, nor when a code is handed out or refused', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.mark(shop, 'rejected')
    copy.use(shop)
    expect(gone(copy)).toEqual([])
  })

  it('are those of a code that worked', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.mark(shop, 'worked')
    expect(gone(copy)).toEqual(['shop-1.1'])
  })

  it('are those of an older set not before the newer one is known to work', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.add(shop, list(2))
    copy.use(shop)
    expect(gone(copy)).toEqual([])
    copy.mark(shop, 'worked')
    expect(gone(copy)).toEqual([...all('shop-1'), 'shop-2.1'])
  })

  it('are not those of a set that is newer than the one that works', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.add(shop, list(2))
    copy.mark(shop, 'worked')
    expect(gone(copy)).toEqual(['shop-1.1'])
  })

  it('are those of a voided set only when the user says so', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => voidSet(state, shop, 'lost', false))
    expect(gone(copy)).toEqual([])
    copy.record({ type: 'set-erased', account: 'shop', set: 'laptop-set-1' })
    expect(gone(copy)).toEqual(all('shop-1'))
  })

  it('are those of a removed account, and of no other', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.add(cafe, list(2))
    copy.do(state => removeAccount(state, shop))
    expect(gone(copy)).toEqual(all('shop-1'))
  })

  it('are not those that the account brought when it came back', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => removeAccount(state, shop))
    copy.add(shop, list(1, 2))
    expect(gone(copy)).toEqual(['shop-1.3', 'shop-1.4', 'shop-1.5'])
  })

  it('are not those that the newest set lists too, when two machines stored one list as two sets', () => {
    const copy = new Copy('a')
    const other = new Copy('b')
    copy.add(shop, list(1))
    other.add(shop, list(1))
    copy.take(other)
    copy.mark(shop, 'worked', 1)
    expect(gone(copy)).toEqual(['shop-1.1'])
  })

  it('are the same on every machine that has the same events', () => {
    const copy = new Copy('laptop')
    copy.add(shop, list(1))
    const other = copy.on('phone')
    other.mark(shop, 'worked', 5)
    copy.add(shop, list(2))
    copy.take(other)
    other.take(copy)
    expect(gone(copy)).toEqual(gone(other))
    expect(gone(copy)).toEqual(['shop-1.5'])
  })
})
