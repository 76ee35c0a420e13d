import { describe, expect, it } from 'vitest'
import { removeAccount } from '../../../src/domain/accounts/changes.ts'
import { setState } from '../../../src/domain/codes/queries.ts'
import { completeSet, type StoredSet, voidSet } from '../../../src/domain/codes/sets.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { Copy, cafe, type code, identify, list, refusal, shop, today } from '../samples.ts'

const [a1, a2, a3] = list(1)
const some = (...codes: (ReturnType<typeof code> | undefined)[]) => codes.filter(one => one !== undefined)

function complete(copy: Copy, codes: ReturnType<typeof list>, handle = shop): StoredSet {
  return copy.do(state => completeSet(state, { handle, codes, identify }))
}

describe('a new set', () => {
  it('brings its account in, keeps its digits, and says what it is', () => {
    const copy = new Copy()
    const stored = copy.add(shop, list(1))
    expect(stored).toMatchObject({
      added: 5,
      set: { id: 'laptop-set-1', size: 5, issuedOn: today },
      superseded: 0,
      warnings: [],
    })
    expect(stored.facts.map(({ type }) => type)).toEqual(['account-added', 'set-added'])
    expect([...(stored.secrets ?? [])]).toEqual(list(1).map(digits => [`shop-${digits}`, digits]))
  })

  it('is refused when it was issued before the newest: its codes ended with that one', () => {
    const copy = new Copy()
    copy.add(shop, list(1), parseIsoDate('2026-11-20'))
    expect(refusal(() => copy.add(shop, list(2), parseIsoDate('2026-11-19')))).toMatchObject({
      code: 'set-outdated',
      details: { account: 'shop', issuedOn: '2026-11-19', newest: '2026-11-20' },
    })
    expect(copy.add(shop, list(2), parseIsoDate('2026-11-20')).superseded).toBe(1)
  })

  it('voids the older one as a whole, also what was handed out of it', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.mark(shop, 'worked')
    copy.use(shop)
    copy.mark(shop, 'rejected')
    copy.use(shop)
    expect(copy.add(shop, list(2), parseIsoDate('2026-11-25')).superseded).toBe(1)

    const [account] = copy.state.accounts.values()
    expect(account?.sets.map(set => setState(account, set))).toEqual(['superseded', 'current'])
    expect(copy.states(shop)).toBe('available available available available available')
    expect(refusal(() => copy.add(shop, list(1))).details).toEqual({
      account: 'shop',
      known: [
        { masked: '1••• •••1', position: 1, state: 'used' },
        { masked: '1••• •••2', position: 2, state: 'rejected' },
        { masked: '1••• •••3', position: 3, state: 'void' },
        { masked: '1••• •••4', position: 4, state: 'void' },
        { masked: '1••• •••5', position: 5, state: 'void' },
      ],
      inSet: false,
    })
  })

  it('after a voided one supersedes nothing', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => voidSet(state, shop, 'lost', false))
    expect(copy.add(shop, list(2)).superseded).toBe(0)
  })

  it.each([
    ['the same set again', list(1), [1, 2, 3, 4, 5].map(position => ({ position, state: 'available' }))],
    ['one code of it among new ones', [...list(2, 4), ...some(a2)], [{ position: 2, state: 'available' }]],
  ])('is refused as known: %s', (_, codes, known) => {
    const copy = new Copy()
    copy.add(shop, list(1))
    const error = refusal(() => copy.add(shop, codes))
    expect(error).toMatchObject({ code: 'codes-known', exitCode: 22 })
    expect(error.details).toMatchObject({ known, inSet: true })
  })

  it('is not sent on to be completed where what is known of it has ended: that would be refused, too', () => {
    const voided = new Copy()
    voided.add(shop, list(1))
    voided.do(state => voidSet(state, shop, 'lost', false))
    expect(refusal(() => voided.add(shop, list(1))).details).toMatchObject({ inSet: false })

    const superseded = new Copy()
    superseded.add(shop, list(1))
    superseded.add(shop, list(2))
    expect(refusal(() => superseded.add(shop, list(1))).details).toMatchObject({ inSet: false })
  })

  it('is refused when a code of it was used, and names that one', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.mark(shop, 'worked')
    const error = refusal(() => copy.add(shop, [...list(2, 4), ...some(a1)]))
    expect(error.details).toEqual({
      account: 'shop',
      known: [{ masked: '1••• •••1', position: 1, state: 'used' }],
      inSet: true,
    })
  })

  it.each([
    [1, ['unusual-size']],
    [4, ['unusual-size']],
    [5, []],
    [6, ['unusual-size']],
    [10, []],
    [20, ['unusual-size']],
  ])('of %d codes is warned of with %j', (size, warnings) => {
    expect(new Copy().add(shop, list(1, size)).warnings.map(({ code }) => code)).toEqual(warnings)
  })

  it('of 21 codes is refused', () => {
    const error = refusal(() => new Copy().add(shop, list(1, 21)))
    expect(error).toMatchObject({ code: 'paste-too-many', exitCode: 22, details: { count: 21, most: 20 } })
  })
})

describe('codes of another account', () => {
  it.each([
    ['all', 5, 5],
    ['half', 3, 6],
  ])('are refused when they are %s of the paste', (_, shared, size) => {
    const copy = new Copy()
    copy.add(cafe, list(1))
    const error = refusal(() => copy.add(shop, [...list(1, shared), ...list(2, size - shared)]))
    expect(error).toMatchObject({ code: 'codes-of-another-account', exitCode: 22 })
    expect(error.details).toEqual({ account: 'shop', owner: 'cafe', count: shared })
  })

  it('are warned of when they are fewer: chance makes two alike among a hundred thousand', () => {
    const copy = new Copy()
    copy.add(cafe, list(1))
    expect(copy.add(shop, [...some(a1, a2), ...list(2, 3)]).warnings).toEqual([
      { code: 'also-in-another-account', owner: 'cafe', masked: ['1••• •••1', '1••• •••2'] },
    ])
    copy.use(cafe)
    expect(copy.states(shop)).toBe('available available available available available')
  })

  it('are refused when they come to complete a set, too', () => {
    const copy = new Copy()
    copy.add(cafe, list(1))
    copy.add(shop, list(2, 2))
    expect(refusal(() => complete(copy, list(1, 2))).code).toBe('codes-of-another-account')
  })
})

describe('completing a set', () => {
  it('adds at its end what is missing, and names what was there with its state', () => {
    const copy = new Copy()
    copy.add(shop, list(1, 3))
    copy.use(shop)
    const stored = complete(copy, list(1))
    expect(stored).toMatchObject({
      added: 2,
      set: { id: 'laptop-set-1', size: 5, issuedOn: today },
      superseded: 0,
      warnings: [
        {
          code: 'already-stored',
          known: [
            { masked: '1••• •••1', position: 1, state: 'reserved' },
            { masked: '1••• •••2', position: 2, state: 'available' },
            { masked: '1••• •••3', position: 3, state: 'available' },
          ],
        },
      ],
    })
    expect([...(stored.secrets?.values() ?? [])]).toEqual(list(1).slice(3))
    expect(copy.placed(shop).map(({ id }) => id)).toEqual(list(1).map(digits => `shop-${digits}`))
    expect(copy.states(shop)).toBe('reserved available available available available')
  })

  it('warns when the size is still unusual', () => {
    const copy = new Copy()
    copy.add(shop, list(1, 2))
    expect(complete(copy, list(2, 1)).warnings).toEqual([{ code: 'unusual-size', count: 3 }])
  })

  it.each<[string, (copy: Copy) => unknown, ReturnType<typeof list>]>([
    ['unknown-account', () => undefined, list(1)],
    ['nothing-to-complete', storeAndVoid, list(2)],
    ['nothing-new', copy => copy.add(shop, list(1)), some(a3, a1)],
    ['paste-too-many', copy => copy.add(shop, list(1, 15)), list(2, 6)],
  ])('is refused: %s', (expected, prepare, codes) => {
    const copy = new Copy()
    prepare(copy)
    expect(refusal(() => complete(copy, codes)).code).toBe(expected)
  })

  it('refuses codes of an older set, and says so', () => {
    const copy = new Copy()
    copy.add(shop, list(1, 2))
    copy.add(shop, list(2, 3))
    expect(refusal(() => complete(copy, [...list(3, 1), ...some(a1)])).details).toEqual({
      account: 'shop',
      known: [{ masked: '1••• •••1', position: 1, state: 'void' }],
      inSet: false,
    })
  })

  function storeAndVoid(copy: Copy): void {
    copy.add(shop, list(1))
    copy.do(state => voidSet(state, shop, '2fa-off', false))
  }
})

describe('voiding a set', () => {
  it('takes all of it out of use but what is spent already', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    copy.mark(shop, 'worked')
    copy.use(shop)
    const { voided, facts } = copy.do(state => voidSet(state, shop, 'exposed', false))
    expect(voided).toBe(4)
    expect(facts).toEqual([{ type: 'set-voided', account: 'shop', set: 'laptop-set-1', because: 'exposed' }])
    expect(copy.states(shop)).toBe('used void void void void')
    expect(refusal(() => copy.use(shop)).code).toBe('no-codes-left')
  })

  it('erases its digits only when asked to', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    const { facts } = copy.do(state => voidSet(state, shop, 'exposed', true))
    expect(facts.map(({ type }) => type)).toEqual(['set-voided', 'set-erased'])
  })

  it.each(['unknown-account', 'no-set-to-void'])('is refused: %s', expected => {
    const copy = new Copy()
    if (expected === 'no-set-to-void') {
      copy.add(shop, list(1))
      copy.do(state => voidSet(state, shop, 'lost', false))
    }
    expect(refusal(() => voidSet(copy.state, shop, 'lost', false)).code).toBe(expected)
  })
})

describe('an account that was removed and comes back', () => {
  it('may bring the codes that were never handed out', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => removeAccount(state, shop))
    expect(copy.add(shop, list(1))).toMatchObject({ added: 5, superseded: 0, warnings: [] })
    expect(copy.states(shop)).toBe('available available available available available')
    expect(copy.state.removedCodes.size).toBe(0)
  })

  it.each(['reserved', 'rejected', 'used'] as const)('cannot bring back a code that was %s', state => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.use(shop)
    if (state !== 'reserved') copy.mark(shop, state === 'used' ? 'worked' : 'rejected')
    copy.do(before => removeAccount(before, shop))
    expect(refusal(() => copy.add(shop, list(1))).details).toEqual({
      account: 'shop',
      known: [{ masked: '1••• •••1', position: 0, state }],
      inSet: false,
    })
  })
})
