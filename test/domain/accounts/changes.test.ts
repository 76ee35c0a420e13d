import { describe, expect, it } from 'vitest'
import { addAccount, removeAccount, renameAccount } from '../../../src/domain/accounts/changes.ts'
import { accountsByHandle, findAccount, idFor, requireAccount } from '../../../src/domain/model/accounts.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { Copy, cafe, list, refusal, shop } from '../samples.ts'

const boutique = parseHandle('boutique')

describe('an account', () => {
  it('comes in by its handle, once', () => {
    const copy = new Copy()
    copy.do(state => addAccount(state, shop))
    expect(findAccount(copy.state, shop)).toMatchObject({ id: 'shop', handle: 'shop', sets: [] })
    const error = refusal(() => addAccount(copy.state, shop))
    expect(error).toMatchObject({ code: 'account-exists', exitCode: 24, details: { account: 'shop' } })
  })

  it('is listed by handle', () => {
    const copy = new Copy()
    for (const handle of [shop, cafe, boutique]) copy.do(state => addAccount(state, handle))
    expect(accountsByHandle(copy.state).map(({ handle }) => handle)).toEqual(['boutique', 'cafe', 'shop'])
  })

  it('that is not there is refused, with those that are spelled most alike', () => {
    const copy = new Copy()
    for (const name of ['shop', 'chop', 'bar']) copy.do(state => addAccount(state, parseHandle(name)))
    const error = refusal(() => requireAccount(copy.state, parseHandle('shpo')))
    expect(error).toMatchObject({ code: 'unknown-account', exitCode: 20 })
    expect(error.details).toEqual({ account: 'shpo', nearest: ['shop'] })
  })
})

describe('a renamed account', () => {
  it('keeps its codes and their states', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.do(state => renameAccount(state, shop, boutique))
    expect(findAccount(copy.state, shop)).toBeUndefined()
    expect(copy.states(boutique)).toBe('reserved available available available available')
    expect(copy.mark(boutique, 'worked')).toBe(1)
  })

  it.each([
    ['unknown-account', cafe, boutique],
    ['account-exists', shop, shop],
  ] as const)('is refused: %s', (code, from, to) => {
    const copy = new Copy()
    copy.add(shop, list(1))
    expect(refusal(() => renameAccount(copy.state, from, to)).code).toBe(code)
  })

  it('leaves its handle to another one, which has an id and codes of its own', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => renameAccount(state, shop, boutique))
    copy.add(shop, list(2))
    expect(findAccount(copy.state, shop)?.id).toBe('shop~2')
    expect(findAccount(copy.state, boutique)?.id).toBe('shop')
    expect(idFor(copy.state, shop)).toBe('shop~3')
    copy.use(boutique)
    expect(copy.states(shop)).toBe('available available available available available')
  })

  it('is warned of when its old codes come in under the handle it left', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => renameAccount(state, shop, boutique))
    expect(refusal(() => copy.add(shop, list(1))).details).toEqual({ account: 'shop', owner: 'boutique', count: 5 })
  })
})

describe('a removed account', () => {
  it('is gone, its history is not', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.do(state => removeAccount(state, shop))
    expect(copy.state.accounts.size).toBe(0)
    expect(copy.state.codes.get('shop-10000001')?.outcome).toBe('reserved')
    expect(copy.state.removedCodes.size).toBe(5)
    expect(refusal(() => removeAccount(copy.state, shop)).code).toBe('unknown-account')
  })

  it('can come back empty, and remembers nothing as handed out last', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.do(state => removeAccount(state, shop))
    copy.do(state => addAccount(state, shop))
    expect(findAccount(copy.state, shop)).toMatchObject({ id: 'shop', handle: 'shop', sets: [] })
    expect(findAccount(copy.state, shop)?.lastHandedOut).toBeUndefined()
  })

  it('frees the handle that it was renamed to', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => renameAccount(state, shop, boutique))
    copy.do(state => removeAccount(state, boutique))
    copy.do(state => addAccount(state, boutique))
    copy.do(state => addAccount(state, shop))
    expect(accountsByHandle(copy.state).map(({ id, handle }) => [id, handle])).toEqual([
      ['boutique', 'boutique'],
      ['shop', 'shop'],
    ])
  })
})
