import { describe, expect, it } from 'vitest'
import { currentCodes } from '../../../src/domain/codes/queries.ts'
import { requireAccount } from '../../../src/domain/model/accounts.ts'
import { savePerson, savePlace } from '../../../src/domain/registry/save.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import {
  allInOrder,
  type Findings,
  inventoryOf,
  recordInventory,
  recordReview,
  recordTest,
} from '../../../src/domain/upkeep/reviews.ts'
import { Copy, cafe, list, noon, refusal, shop, today } from '../samples.ts'

/** Two accounts on one phone: an app for both, a number for one, and paper. */
function office(): Copy {
  const copy = new Copy()
  copy.add(shop, list(1))
  copy.add(cafe, list(2))
  const person = { roles: [], agency: false, left: null }
  const factor = { owner: 'company', on: 'phone', holders: [], needs: [], confirmed: null } as const
  const both = ['shop', 'cafe']
  copy.record(
    { type: 'person-saved', person: 'aki', name: 'Aki', ...person },
    { type: 'person-saved', person: 'sato', name: 'Sato', ...person },
    {
      type: 'device-saved',
      device: 'phone',
      name: 'Phone',
      kind: 'phone',
      owner: 'company',
      holder: 'aki',
      since: null,
      vault: false,
    },
    { type: 'factor-saved', factor: 'app', kind: 'authenticator', label: 'App', ...factor },
    { type: 'factor-linked', factor: 'app', accounts: both },
    { type: 'factor-saved', factor: 'number', kind: 'sms', label: 'Number', ...factor },
    { type: 'factor-linked', factor: 'number', accounts: ['shop'] },
    { type: 'factor-saved', factor: 'elsewhere', kind: 'sms', label: 'Elsewhere', ...factor },
    { type: 'factor-linked', factor: 'elsewhere', accounts: ['cafe'] },
    { type: 'place-saved', place: 'safe', kind: 'locked-paper', label: 'Safe', on: null, holders: ['sato'] },
    { type: 'place-linked', place: 'safe', accounts: both },
  )
  return copy
}

const review = (copy: Copy, findings: Partial<Findings>) =>
  copy.do(state => recordInventory(state, [shop], { ...allInOrder, ...findings }, today)).facts

describe('a review', () => {
  it('is refused for nothing, and for an account that is none', () => {
    const { state } = office()
    expect(refusal(() => recordReview(state, [], today)).code).toBe('account-needed')
    expect(refusal(() => recordReview(state, [parseHandle('shp')], today))).toMatchObject({
      code: 'unknown-account',
      details: { nearest: ['shop'] },
    })
  })

  it('goes through what the accounts hang on, each once', () => {
    const { state } = office()
    const names = (handles: readonly (typeof shop)[]) => {
      const found = inventoryOf(
        state,
        handles.map(handle => requireAccount(state, handle)),
      )
      return [found.places, found.persons, found.devices, found.factors].map(all => all.map(({ id }) => id).join(' '))
    }
    expect(names([shop])).toEqual(['safe', 'aki sato', 'phone', 'app number'])
    expect(names([shop, cafe])).toEqual(['safe', 'aki sato', 'phone', 'app number elsewhere'])
  })

  it('that found all in order confirms every way in, and says so of the account', () => {
    const copy = office()
    expect(review(copy, {}).map(({ type }) => type)).toEqual(['factor-saved', 'factor-saved', 'review-recorded'])
    const { registry } = copy.state
    expect([...registry.factors.values()].map(({ confirmed }) => confirmed)).toEqual([today, today, null])
    expect(registry.reviews).toEqual(new Map([['shop', today]]))
    // The same again on the same day has nothing more to say.
    expect(review(copy, {}).map(({ type }) => type)).toEqual(['review-recorded'])
  })

  it('leaves alone what could not be tried', () => {
    const copy = office()
    review(copy, { factorsUntried: new Set(['app']) })
    expect(copy.state.registry.factors.get('app')?.confirmed).toBeNull()
  })

  it('takes a way in from the account, and out of the vault where nothing else hangs on it', () => {
    const copy = office()
    review(copy, { factorsGone: new Set(['app', 'number']) })
    const { factors } = copy.state.registry
    expect(factors.get('app')?.accounts).toEqual(['cafe'])
    expect(factors.has('number')).toBe(false)
  })

  it('writes down what changed: labels, devices, who reaches a place, who has left', () => {
    const copy = office()
    copy.do(state => savePerson(state, { phone: '090-1234-5678' }, 'sato'))
    copy.do(state => savePlace(state, { handOver: 'sealed' }, 'safe'))
    review(copy, {
      factorsChanged: new Map([['number', { label: 'New number', device: null }]]),
      reachedBy: new Map([['safe', ['aki']]]),
      left: new Set(['sato']),
    })
    const { factors, places, persons } = copy.state.registry
    expect(persons.get('sato')?.phone).toBe('090-1234-5678')
    expect(places.get('safe')?.handOver).toBe('sealed')
    expect(factors.get('number')).toMatchObject({
      label: 'New number',
      device: null,
      confirmed: today,
      accounts: ['shop'],
    })
    expect(places.get('safe')).toMatchObject({ holders: ['aki'], accounts: ['shop', 'cafe'] })
    expect(persons.get('sato')?.left).toBe(today)
    review(copy, { placesGone: new Set(['safe']) })
    expect(copy.state.registry.places.get('safe')?.accounts).toEqual(['cafe'])
  })

  it('leaves nothing on a device that is gone, also of other accounts', () => {
    const copy = office()
    review(copy, { devicesGone: new Set(['phone']), factorsUntried: new Set(['app', 'number']) })
    const { devices, factors } = copy.state.registry
    expect(devices.has('phone')).toBe(false)
    expect([...factors.values()].map(({ device }) => device)).toEqual([null, null, null])
  })

  it('counts codes that were spent, unless that is known by now', () => {
    const copy = office()
    const ids = currentCodes(copy.state, requireAccount(copy.state, shop)).map(({ id }) => id)
    copy.mark(shop, 'worked', 1)
    review(copy, { spent: new Set(ids.slice(0, 2)) })
    expect(copy.states(shop)).toBe('used used available available available')
  })

  it('passes over what another machine took away meanwhile', () => {
    const copy = office()
    copy.record({ type: 'factor-removed', factor: 'number' }, { type: 'place-removed', place: 'safe' })
    const facts = review(copy, { factorsGone: new Set(['number']), placesGone: new Set(['safe']) })
    expect(facts.map(({ type }) => type)).toEqual(['factor-saved', 'review-recorded'])
  })
})

describe('a login test', () => {
  const passed = { passed: true, day: today } as const

  it('with the authenticator spends no code', () => {
    const copy = office()
    copy.do(state => recordTest(state, shop, { ...passed, with: 'authenticator' }))
    expect(copy.states(shop)).not.toContain('used')
    expect(copy.state.registry.tests.get('shop')).toEqual([
      { on: today, passed: true, with: 'authenticator', at: noon.toISOString(), by: 'aki' },
    ])
  })

  it('with a code has that one counted: handed out last, or by its number', () => {
    const copy = office()
    copy.use(shop)
    copy.do(state => recordTest(state, shop, { ...passed, with: 'code' }))
    expect(copy.states(shop)).toBe('used available available available available')
    copy.do(state => recordTest(state, shop, { ...passed, with: 'code', position: 3 }))
    expect(copy.states(shop)).toBe('used available used available available')
    copy.do(state => recordTest(state, shop, { passed: false, with: 'code', position: 4, day: today }))
    expect(copy.states(shop)).toBe('used available used rejected available')
  })

  it('counts no second time a code whose outcome was told the same day', () => {
    const copy = office()
    copy.use(shop)
    copy.mark(shop, 'worked')
    const { facts, code } = copy.do(state => recordTest(state, shop, { ...passed, with: 'code' }))
    expect(facts.map(({ type }) => type)).toEqual(['test-recorded'])
    expect(code?.position).toBe(1)
    const later = parseIsoDate('2026-12-20')
    expect(refusal(() => recordTest(copy.state, shop, { ...passed, with: 'code', day: later })).code).toBe(
      'outcome-known',
    )
  })

  it('with a code that nobody handed out, or that is used, is refused', () => {
    const copy = office()
    const test = (position?: number) => () => recordTest(copy.state, shop, { ...passed, with: 'code', position })
    expect(refusal(test()).code).toBe('nothing-handed-out')
    copy.mark(shop, 'worked', 2)
    expect(refusal(test(2)).code).toBe('outcome-known')
    expect(refusal(test(9)).code).toBe('bad-position')
  })
})
