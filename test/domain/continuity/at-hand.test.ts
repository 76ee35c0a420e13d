/** What the registry adds to the answers of somebody who cannot get in. */
import { describe, expect, it } from 'vitest'
import { atHand, withoutLostNumber, withRegistry } from '../../../src/domain/continuity/at-hand.ts'
import { requireLoss } from '../../../src/domain/continuity/loss-names.ts'
import { whatIf } from '../../../src/domain/continuity/what-if.ts'
import { findAccount } from '../../../src/domain/model/accounts.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import type { Asset, Situation } from '../../../src/domain/model/situation.ts'
import { triage } from '../../../src/domain/recovery/triage.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { device, factor, person } from '../registries.ts'
import { Copy, list, shop } from '../samples.ts'

const today = parseIsoDate('2026-11-29')

function shopWith(...facts: readonly (Fact | readonly Fact[])[]): Copy {
  const copy = new Copy()
  copy.add(shop, list(1, 5))
  copy.record(...facts.flat())
  return copy
}

/** The shop of the review: a phone with app and SMS, an iPad on the counter, a mailbox of two. */
const cafe = () =>
  shopWith(
    person('sato'),
    person('suzuki'),
    device('iphone', { holder: 'sato', owner: 'company' }),
    device('ipad', { kind: 'tablet', holder: 'suzuki', owner: 'company' }),
    factor('app', { device: 'iphone' }),
    factor('sms', { kind: 'sms', device: 'iphone' }),
    factor('counter', { kind: 'session', device: 'ipad' }),
    factor('mail', { kind: 'mail', holders: ['sato', 'suzuki'] }),
  )

function told(have: readonly Asset[], lost: readonly Asset[]): Situation {
  return { see: 'code-prompt', have: new Set(have), lost: new Set(lost) }
}

function informed({ state }: Copy, situation: Situation) {
  const account = findAccount(state, shop)
  if (!account) throw new Error('no shop')
  const found = atHand(state, account, situation, today)
  return { found, situation: withRegistry(situation, found) }
}

describe('the registry', () => {
  it('knows what is left when the phone is lost, and leaves out what the account does not have', () => {
    const { found, situation } = informed(cafe(), told([], ['phone', 'sms', 'authenticator']))
    expect([...situation.have].toSorted()).toEqual(['codes', 'mail', 'session'])
    expect([...(situation.absent ?? [])].toSorted()).toEqual(['facebook', 'portfolio', 'whatsapp'])
    expect(found.keys.get('session')?.map(({ label }) => label)).toEqual(['counter'])
    const { methods, odds } = triage(situation)
    expect(odds).toBe('very-high')
    for (const missing of ['whatsapp', 'facebook', 'portfolio', 'sms', 'authenticator'])
      expect(methods).not.toContain(missing)
  })

  it('gives the odds of what-if', () => {
    const { state } = cafe()
    const [outlook] = whatIf(state, [requireLoss(state.registry, 'iphone')]).accounts
    const { situation } = informed(cafe(), told([], ['phone']))
    expect(triage(situation).odds).toBe(outlook?.triage.odds)
  })

  it('never overrules an answer', () => {
    const { situation } = informed(cafe(), told(['whatsapp'], ['session', 'phone']))
    expect(situation.lost.has('session')).toBe(true)
    expect(situation.have.has('session')).toBe(false)
    expect(situation.have.has('whatsapp')).toBe(true)
  })

  it('does not guess which of two phones is lost', () => {
    const copy = cafe()
    copy.record(device('android', { holder: 'suzuki' }), ...factor('sms2', { kind: 'whatsapp', device: 'android' }))
    const { situation } = informed(copy, told([], ['phone']))
    for (const asset of ['sms', 'authenticator', 'whatsapp'] as const) {
      expect(situation.have.has(asset)).toBe(false)
      expect(situation.lost.has(asset)).toBe(false)
    }
    expect(situation.have.has('session')).toBe(true)
  })

  it('knows nothing of an account without factors', () => {
    const situation = told(['mail'], ['phone'])
    const found = informed(shopWith(), situation)
    expect(found.situation.absent?.size ?? 0).toBe(0)
    expect(found.found.keys.size).toBe(0)
  })
})

it('a person is not called on the number of the lost SIM, however it is written', () => {
  const sato = {
    id: 'sato',
    name: 'Sato',
    roles: [],
    agency: false,
    left: null,
    phone: '+81-90-1234-5678',
    contact: null,
  }
  const lost = [{ kind: 'sms', label: '090-1234-5678' }] as const
  expect(withoutLostNumber(sato, lost).phone).toBeNull()
  expect(withoutLostNumber({ ...sato, phone: '090-0000-0000' }, lost).phone).toBe('090-0000-0000')
  expect(withoutLostNumber(sato, [{ kind: 'mail', label: '090-1234-5678' }]).phone).toBe(sato.phone)
})
