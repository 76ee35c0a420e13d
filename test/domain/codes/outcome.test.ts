import { describe, expect, it } from 'vitest'
import { recordOutcome } from '../../../src/domain/codes/outcome.ts'
import { requireAccount } from '../../../src/domain/model/accounts.ts'
import { Copy, list, refusal, shop } from '../samples.ts'

function withSet(): Copy {
  const copy = new Copy()
  copy.add(shop, list(1))
  return copy
}

describe('the outcome', () => {
  it('is that of the code handed out last', () => {
    const copy = withSet()
    copy.use(shop)
    copy.use(shop)
    expect(copy.mark(shop, 'rejected')).toBe(2)
    expect(copy.states(shop)).toBe('reserved rejected available available available')
  })

  it('can be told of any position, also of one that was typed from paper', () => {
    const copy = withSet()
    expect(copy.mark(shop, 'worked', 4)).toBe(4)
    expect(copy.states(shop)).toBe('available available available used available')
  })

  it('of a code that was handed out before the newest set came is still that code’s', () => {
    const copy = withSet()
    copy.use(shop)
    copy.add(shop, list(2))
    copy.mark(shop, 'worked')
    expect(copy.state.codes.get('shop-10000001')?.outcome).toBe('used')
    expect(copy.states(shop)).toBe('available available available available available')
  })

  it('is that of the pending code when the claims alone know of one', () => {
    const copy = withSet()
    copy.record({ type: 'code-reserved', account: 'shop', code: 'shop-10000003', recovered: true })
    expect(requireAccount(copy.state, shop).lastHandedOut).toBeUndefined()
    expect(copy.mark(shop, 'rejected')).toBe(3)
  })

  it.each([
    ['rejected', 'worked', 'used'],
    ['rejected', 'rejected', 'refused'],
    ['worked', 'worked', 'refused'],
    ['worked', 'rejected', 'refused'],
  ] as const)('%s, then %s: %s', (first, second, expected) => {
    const copy = withSet()
    copy.use(shop)
    copy.mark(shop, first)
    if (expected === 'used') {
      copy.mark(shop, second)
      expect(copy.states(shop)).toMatch(/^used/)
      return
    }
    const state = first === 'worked' ? 'used' : 'rejected'
    const error = refusal(() => copy.mark(shop, second))
    expect(error).toMatchObject({ code: 'outcome-known', exitCode: 22 })
    expect(error.details).toEqual({ account: 'shop', position: 1, state })
    expect(copy.states(shop)).toMatch(new RegExp(`^${state}`))
  })

  it('names the account and the code that it was of', () => {
    const copy = withSet()
    const { account, code, facts } = recordOutcome(copy.state, shop, 'worked', 2)
    expect(account.handle).toBe('shop')
    expect(code).toMatchObject({ id: 'shop-10000002', position: 2, setSize: 5 })
    expect(facts).toEqual([{ type: 'code-used', account: 'shop', code: 'shop-10000002' }])
  })

  it('of nothing handed out is refused', () => {
    expect(refusal(() => withSet().mark(shop, 'worked')).code).toBe('nothing-handed-out')
  })

  it.each([0, 6, -1, 1.5])('of position %d in a set of 5 is refused', position => {
    const error = refusal(() => withSet().mark(shop, 'worked', position))
    expect(error).toMatchObject({ code: 'bad-position', details: { position: String(position), size: 5 } })
  })

  it('of a position where there is no set is refused', () => {
    const copy = new Copy()
    copy.record({ type: 'account-added', account: 'shop', handle: shop })
    expect(refusal(() => copy.mark(shop, 'worked', 1)).details).toEqual({ position: '1', size: 0 })
  })

  it('of an account that is not there is refused', () => {
    expect(refusal(() => new Copy().mark(shop, 'worked')).code).toBe('unknown-account')
  })
})
