import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOfClaims, pendingCode, startPosition, takeNextCode } from '../../../src/domain/codes/hand-out.ts'
import { fold } from '../../../src/domain/journal/fold.ts'
import { requireAccount } from '../../../src/domain/model/accounts.ts'
import { Copy, cafe, list, noon, refusal, shop } from '../samples.ts'

describe('the next code', () => {
  it('is the first of the list for the replica that stored it, and then one after the other', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    expect([1, 2, 3, 4, 5].map(() => copy.use(shop))).toEqual([1, 2, 3, 4, 5])
  })

  it('is reserved by the decision, and by nothing else', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    const decision = takeNextCode(copy.state, shop, {
      now: noon,
      replica: 'laptop',
      hasDigits: () => true,
      anyway: false,
    })
    expect(decision.facts).toEqual([{ type: 'code-reserved', account: 'shop', code: 'shop-10000001' }])
    expect(decision.code).toMatchObject({ position: 1, setSize: 5, state: 'available' })
    expect(decision.secrets).toBeUndefined()
  })

  it('is looked for from the replica’s own place to the end, then back from it', () => {
    const copy = new Copy('first')
    copy.add(shop, list(1))
    const other = copy.on('second')
    other.record({ type: 'key-changed', slot: 'k' })
    expect([1, 2, 3, 4, 5].map(() => other.use(shop))).toEqual([3, 4, 5, 2, 1])
  })

  it('passes over a code whose digits another machine has erased', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    const options = { now: noon, replica: 'laptop', anyway: false }
    const hasDigits = (id: string): boolean => !id.endsWith('1')
    expect(takeNextCode(copy.state, shop, { ...options, hasDigits }).code.position).toBe(2)
    const none = refusal(() => takeNextCode(copy.state, shop, { ...options, hasDigits: () => false }))
    expect(none.code).toBe('no-codes-left')
  })

  it('passes over what is spent', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.mark(shop, 'worked', 1)
    copy.mark(shop, 'rejected', 2)
    expect(copy.use(shop)).toBe(3)
  })

  it('is one of the new set once there is one', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.add(shop, list(2))
    copy.use(shop)
    const account = requireAccount(copy.state, shop)
    expect(account.lastHandedOut).toBe('shop-20000001')
  })

  it('is refused when none is left: exit 21', () => {
    const copy = new Copy()
    copy.add(shop, list(1, 2))
    copy.use(shop)
    copy.use(shop)
    const error = refusal(() => copy.use(shop))
    expect(error).toMatchObject({ code: 'no-codes-left', exitCode: 21, details: { account: 'shop' } })
  })

  it('is refused to a script while two others have an unknown outcome: exit 23, nothing is reserved', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.use(shop)
    const options = { now: noon, replica: 'laptop', hasDigits: () => true, anyway: true }
    const error = refusal(() => takeNextCode(copy.state, shop, { ...options, refuseManyOpen: true }))
    expect(error).toMatchObject({ code: 'outcomes-unknown', exitCode: 23, details: { positions: [1, 2] } })
    expect(takeNextCode(copy.state, shop, options).code.position).toBe(3)
    copy.mark(shop, 'rejected', 1)
    expect(takeNextCode(copy.state, shop, { ...options, refuseManyOpen: true }).code.position).toBe(3)
  })

  it('is refused for an account that is not there: exit 20', () => {
    expect(refusal(() => new Copy().use(cafe)).exitCode).toBe(20)
  })
})

describe('where a replica begins', () => {
  const writers = (count: number) => {
    const stamp = { lamport: 1, at: '', by: '', type: 'key-changed', slot: 'k' }
    return fold(Array.from({ length: count }, (_, n) => ({ ...stamp, id: `${n}`, replica: `replica ${n}`, n: 1 })))
  }
  const starts = (size: number) =>
    Array.from({ length: size }, (_, n) => startPosition(writers(size), `replica ${n}`, size))

  it.each([
    [1, [1]],
    [2, [1, 2]],
    [5, [1, 3, 2, 4, 5]],
    [10, [1, 6, 3, 8, 2, 7, 4, 9, 5, 10]],
  ])('in a set of %d: %j', (size, places) => {
    expect(starts(size)).toEqual(places)
  })

  it('differs for as many replicas as there are codes', () => {
    for (let size = 1; size <= 20; size++) expect(new Set(starts(size)).size).toBe(size)
  })

  it('is taken again when there are more replicas than codes', () => {
    expect(startPosition(writers(7), 'replica 5', 5)).toBe(1)
  })

  it('is a free one for a replica that has not written yet', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), fc.nat({ max: 19 }), (name, size, known) => {
        fc.pre(known < size)
        const state = writers(known)
        const taken = Array.from({ length: known }, (_, n) => startPosition(state, `replica ${n}`, size))
        const start = startPosition(state, name, size)
        expect(start).toBeGreaterThanOrEqual(1)
        expect(start).toBeLessThanOrEqual(size)
        expect(taken).not.toContain(start)
      }),
    )
  })

  it('is not right behind another’s, which that one draws next, as long as there are others', () => {
    for (let n = 0; n < 50; n++) {
      expect([3, 4, 5]).toContain(startPosition(writers(1), `new ${n}`, 5))
      expect([8, 9, 10, 5]).toContain(startPosition(writers(4), `new ${n}`, 10))
    }
  })

  it('makes two administrators apart draw apart', () => {
    const one = new Copy('laptop')
    one.add(shop, list(1))
    for (const name of ['phone', 'office', 'home', '事務所', 'aB3_-x9']) {
      const other = one.on(name)
      expect(other.use(shop)).not.toBe(one.on('laptop').use(shop))
    }
  })

  it('does not matter where there is no set', () => {
    expect(startPosition(writers(3), 'replica 1', 0)).toBe(1)
  })
})

describe('what this machine has claimed', () => {
  it('counts as handed out, when the vault does not know it', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    const claimed = new Set(['shop-10000001', 'shop-10000002', 'a code of nowhere'])
    const facts = factsOfClaims(copy.state, { handedOut: claimed, used: new Set() })
    expect(facts).toEqual([{ type: 'code-reserved', account: 'shop', code: 'shop-10000002', recovered: true }])
    copy.record(...facts)
    expect(copy.states(shop)).toBe('reserved reserved available available available')
    expect(copy.use(shop)).toBe(3)
  })

  it('is used up, when it is known to have let somebody in', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    const used = new Set(['shop-10000001', 'shop-10000003', 'a code of nowhere'])
    const facts = factsOfClaims(copy.state, { handedOut: new Set(['shop-10000001']), used })
    copy.record(...facts)
    expect(copy.states(shop)).toBe('used available used available available')
    expect(factsOfClaims(copy.state, { handedOut: used, used })).toEqual([])
    expect(refusal(() => pendingCode(copy.state, shop)).code).toBe('nothing-handed-out')
  })

  it('is not taken for the code handed out last, which somebody saw', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.record(...factsOfClaims(copy.state, { handedOut: new Set(['shop-10000002']), used: new Set() }))
    expect(pendingCode(copy.state, shop).code.position).toBe(1)
  })
})

describe('the code whose outcome is unknown', () => {
  it('is the one handed out last', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.wait(-5)
    copy.use(shop)
    expect(pendingCode(copy.state, shop).code.position).toBe(2)
  })

  it('is an earlier one when that one is settled', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.use(shop)
    copy.mark(shop, 'rejected')
    expect(pendingCode(copy.state, shop).code.position).toBe(1)
  })

  it.each(['nothing was', 'all is settled'])('is none when %s handed out', when => {
    const copy = new Copy()
    copy.add(shop, list(1))
    if (when === 'all is settled') {
      copy.use(shop)
      copy.mark(shop, 'worked')
    }
    expect(refusal(() => pendingCode(copy.state, shop))).toMatchObject({ code: 'nothing-handed-out', exitCode: 22 })
  })
})
