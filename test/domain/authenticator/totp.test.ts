/** An account's authenticator in the journal: added, replaced, removed, merged. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { removeAccount, renameAccount } from '../../../src/domain/accounts/changes.ts'
import { addTotp, removeTotp, requireTotp } from '../../../src/domain/authenticator/totp.ts'
import { entryMethods, noLoss } from '../../../src/domain/continuity/loss.ts'
import { requireLoss } from '../../../src/domain/continuity/loss-names.ts'
import { singlePointsIn } from '../../../src/domain/continuity/single-points.ts'
import { whatIf } from '../../../src/domain/continuity/what-if.ts'
import { parseJournal, serializeJournal } from '../../../src/domain/journal/payload.ts'
import { concernsCodes } from '../../../src/domain/model/events.ts'
import { parseTotpKey, type TotpKey } from '../../../src/domain/model/totp-key.ts'
import { device } from '../registries.ts'
import { Copy, cafe, list, refusal, shop } from '../samples.ts'

const key: TotpKey = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  issuer: 'Instagram',
  label: 'shop',
}

const add = (copy: Copy, id: string, handle = shop) => copy.do(state => addTotp(state, handle, id, key))
const ids = ({ state }: Copy): readonly string[] => (state.totps.get('shop') ?? []).map(({ id }) => id)
const gone = ({ state }: Copy): readonly string[] => [...state.removedTotps]

function withCodes(): Copy {
  const copy = new Copy()
  copy.add(shop, list(1))
  return copy
}

describe('an authenticator', () => {
  it('is there once it is added, with its secret beside the facts', () => {
    const copy = withCodes()
    const { facts, totps } = add(copy, 'one')
    expect(ids(copy)).toEqual(['one'])
    expect(JSON.stringify(facts)).not.toContain(key.secret)
    expect(totps?.get('one')).toEqual(key)
    expect(requireTotp(copy.state, shop).id).toBe('one')
  })

  it('needs an account that is known', () => {
    expect(refusal(() => add(withCodes(), 'one', cafe)).code).toBe('unknown-account')
    expect(refusal(() => requireTotp(withCodes().state, shop)).code).toBe('no-totp')
    expect(refusal(() => removeTotp(withCodes().state, shop)).code).toBe('no-totp')
  })

  it('replaces the one before, whose secret has to go', () => {
    const copy = withCodes()
    add(copy, 'one')
    add(copy, 'two')
    expect(ids(copy)).toEqual(['two'])
    expect(gone(copy)).toEqual(['one'])
  })

  it('follows its account under a new name', () => {
    const copy = withCodes()
    add(copy, 'one')
    copy.do(state => renameAccount(state, shop, cafe))
    expect(requireTotp(copy.state, cafe).id).toBe('one')
  })

  it('goes with its account, and does not come back with it', () => {
    const copy = withCodes()
    add(copy, 'one')
    copy.do(state => removeAccount(state, shop))
    expect(gone(copy)).toEqual(['one'])
    copy.add(shop, list(2))
    expect(ids(copy)).toEqual([])
  })

  it('goes with an account that an igcodes removed which knew nothing of it', () => {
    const copy = withCodes()
    add(copy, 'one')
    const sets = copy.state.accounts.get('shop')?.sets.map(({ id }) => id) ?? []
    copy.record({ type: 'account-removed', account: 'shop', sets })
    expect(gone(copy)).toEqual(['one'])
  })

  it('stays with an account that another machine kept alive', () => {
    const copy = withCodes()
    const sets = copy.state.accounts.get('shop')?.sets.map(({ id }) => id) ?? []
    copy.add(shop, list(2))
    add(copy, 'one')
    copy.record({ type: 'account-removed', account: 'shop', sets })
    expect(ids(copy)).toEqual(['one'])
  })
})

describe('two machines apart', () => {
  it('agree that a removal wins over what the other still had', () => {
    const desk = withCodes()
    add(desk, 'one')
    const bag = desk.on('bag')
    bag.do(state => removeTotp(state, shop))
    desk.wait(10)
    desk.record({ type: 'totp-added', account: 'shop', totp: 'one' })
    desk.take(bag)
    expect(ids(desk)).toEqual([])
  })

  it('keep both where each stored one; the newest is used, and the next one replaces both', () => {
    const desk = withCodes()
    const bag = desk.on('bag')
    add(desk, 'of-the-desk')
    add(bag, 'of-the-bag')
    desk.take(bag)
    bag.take(desk)
    expect(ids(desk)).toEqual(ids(bag))
    expect(ids(desk)).toHaveLength(2)
    add(desk, 'new')
    expect(ids(desk)).toEqual(['new'])
  })

  test('come to the same in whatever order they hear of it', () => {
    const changes = fc.array(fc.tuple(fc.boolean(), fc.constantFrom('add', 'remove', 'drop'), fc.nat(3)), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(changes, steps => {
        const desk = withCodes()
        const bag = desk.on('bag')
        steps.forEach(([isDesk, what, n]) => {
          const copy = isDesk ? desk : bag
          if (what === 'drop') copy.record({ type: 'account-removed', account: 'shop', sets: [] })
          else copy.record({ type: what === 'add' ? 'totp-added' : 'totp-removed', account: 'shop', totp: String(n) })
        })
        const removed = new Set([...gone(desk), ...gone(bag)])
        const [one, other] = [desk.on('x'), bag.on('y')]
        one.take(bag)
        other.take(desk)
        expect(ids(one)).toEqual(ids(other))
        for (const id of removed) expect(gone(one)).toContain(id)
        for (const id of ids(one)) expect(gone(one)).not.toContain(id)
      }),
    )
  })
})

describe('the payload', () => {
  const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
  const text = (payload: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(payload))

  it('has no member for it where there is none, so that it stays as it was', () => {
    expect(text(serializeJournal(parseJournal([bytes({})])))).toEqual({ events: [], secrets: {} })
  })

  it.each([
    ['an entry of another form', { totp: { one: key, two: { ...key, secret: 5 }, three: 'x' } }],
    ['an algorithm of tomorrow', { totp: { one: { ...key, algorithm: 'SHA3' } } }],
    ['a member that is none of ours', { totp: ['one'] }],
  ])('keeps %s', (_, members) => {
    const payload = { events: [], secrets: {}, ...members }
    expect(text(serializeJournal(parseJournal([bytes(payload)])))).toEqual(payload)
  })

  it('gives no key that could not be computed with', () => {
    expect(parseTotpKey(key)).toEqual(key)
    for (const wrong of [{ secret: 'abc' }, { digits: 5 }, { period: 0 }, { period: '30' }, { issuer: null }])
      expect(parseTotpKey({ ...key, ...wrong })).toBeUndefined()
  })

  it('has its events in no family that bears on codes', () => {
    const copy = withCodes()
    add(copy, 'one')
    copy.do(state => removeTotp(state, shop))
    const ours = copy.events.filter(({ type }) => type.startsWith('totp-'))
    expect(ours.map(event => concernsCodes(event))).toEqual([false, false])
  })
})

describe('the vault is a place of the authenticator', () => {
  function team(): Copy {
    const copy = withCodes()
    copy.record(device('office', { vault: true }))
    add(copy, 'one')
    return copy
  }

  it('a way in, as long as the vault opens', () => {
    const { state } = team()
    const account = state.accounts.get('shop')
    if (!account) throw new Error('no account')
    expect(entryMethods(state.registry, state, account, noLoss).totp).toBe(true)
    const loss = { ...noLoss, devices: new Set(['office']) }
    expect(entryMethods(state.registry, state, account, loss).totp).toBe(false)
  })

  it('so the only machine that opens it is a single point of failure for both', () => {
    const { state } = team()
    expect(singlePointsIn(state)('shop')).toEqual([{ kind: 'device', id: 'office' }])
  })

  it('and what-if says that it is gone, and has to be set up anew', () => {
    const { state } = team()
    const [outlook] = whatIf(state, [requireLoss(state.registry, 'office')]).accounts
    expect(outlook?.gone).toEqual([{ kind: 'codes' }, { kind: 'totp' }])
    expect(outlook?.rotate.map(({ id }) => id)).toContain('move:totp')
  })
})
