/** What hangs on a person or a thing, and in which order it is changed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegistryNode } from '../../../src/domain/continuity/loss.ts'
import { eachOnce, requireLeaver, requireLoss } from '../../../src/domain/continuity/loss-names.ts'
import { type Outlook, type WhatIf, whatIf } from '../../../src/domain/continuity/what-if.ts'
import { fold } from '../../../src/domain/journal/fold.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import { factorKinds, type Role } from '../../../src/domain/model/registry.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { judge } from '../../../src/domain/upkeep/audit.ts'
import { runs } from '../../thorough.ts'
import { leastTime } from '../../timing.ts'
import { device, factor, person, place } from '../registries.ts'
import { Copy, cafe, list, refusal, shop } from '../samples.ts'

function worldOf(codes: number, ...facts: readonly (Fact | readonly Fact[])[]): Copy {
  const copy = new Copy()
  if (codes > 0) copy.add(shop, list(1, codes))
  else copy.record({ type: 'account-added', account: 'shop', handle: shop })
  copy.record(...facts.flat())
  return copy
}

const losing = ({ state }: Copy, ...names: readonly string[]): WhatIf =>
  whatIf(
    state,
    names.map(name => requireLoss(state.registry, name)),
  )
const leaving = ({ state }: Copy, name: string): WhatIf => whatIf(state, [requireLeaver(state.registry, name)])

function only({ accounts }: WhatIf): Outlook {
  const [outlook, ...more] = accounts
  if (!outlook || more.length > 0) throw new Error('not one account')
  return outlook
}

const names = (ways: Outlook['gone']) => ways.map(way => ('id' in way ? way.id : way.kind))
const steps = ({ rotate }: Outlook) => rotate.map(({ id }) => id)

const phone = device('iphone', { holder: 'sato', owner: 'company' })
const onPhone = [factor('app', { device: 'iphone' }), factor('sms', { kind: 'sms', device: 'iphone' })] as const

describe('a lost phone', () => {
  it('takes app and SMS; the codes lead back, and are renewed before anything is taken away', () => {
    const outlook = only(losing(worldOf(5, person('sato'), phone, ...onPhone), 'phone:iphone'))
    expect(names(outlook.gone)).toEqual(['app', 'sms'])
    expect(names(outlook.works)).toEqual(['codes'])
    expect(outlook.triage).toMatchObject({ scenario: 'phone-lost', odds: 'high' })
    expect(outlook.triage.reasons).toContain('codes-at-hand')
    expect(steps(outlook)).toEqual([
      'confirm:codes',
      'renew-codes',
      'stop-sim:device:iphone',
      'move:factor:app',
      'move:factor:sms',
      'password',
      'sign-out:device:iphone',
      'test',
      'take-away:factor:app',
      'take-away:factor:sms',
    ])
  })

  it('calls for new codes though enough is left: it may hold a picture of the old ones', () => {
    const elsewhere = [...factor('mail', { kind: 'mail' }), ...factor('desk', { kind: 'sms' })]
    const outlook = only(losing(worldOf(5, phone, ...factor('app', { device: 'iphone' }), ...elsewhere), 'iphone'))
    expect(steps(outlook)).toContain('renew-codes')
    // No number is on it.
    expect(steps(outlook)).not.toContain('stop-sim:device:iphone')
  })

  it('that also was the only one to open the vault leaves nothing: get back in first', () => {
    const vault = device('iphone', { vault: true })
    const outlook = only(losing(worldOf(5, vault, ...onPhone), 'iphone'))
    expect(names(outlook.gone)).toEqual(['app', 'sms', 'codes'])
    expect(outlook.works).toEqual([])
    expect(outlook.triage).toMatchObject({ scenario: 'phone-lost', odds: 'medium' })
    expect(outlook.triage.reasons).not.toContain('codes-used-up')
    expect(outlook.triage.reasons).toContain('second-step-gone')
    expect(steps(outlook)[0]).toBe('recover')
    expect(steps(outlook)).toContain('passphrase')
  })

  it('leaves alone what does not hang on it', () => {
    const copy = worldOf(5, phone, ...onPhone)
    copy.record({ type: 'account-added', account: 'cafe', handle: cafe })
    expect(losing(copy, 'iphone')).toMatchObject({ untouched: 1, accounts: [{ account: 'shop' }] })
  })

  it('beside a device that is still signed in is no lock-out', () => {
    const tablet = [device('tablet', { kind: 'tablet' }), factor('ig', { kind: 'session', device: 'tablet' })]
    const outlook = only(losing(worldOf(0, phone, ...onPhone, ...tablet.flat()), 'iphone'))
    expect(outlook.triage.odds).toBe('very-high')
    expect(steps(outlook).slice(0, 2)).toEqual(['confirm:factor:ig', 'renew-codes'])
  })
})

describe('a person who leaves', () => {
  it('takes the private phone along; a shared mailbox stays, and is taken away from them at the end', () => {
    const outlook = only(
      leaving(
        worldOf(
          3,
          person('sato', { roles: ['account-manager'] }),
          person('abe'),
          device('own', { holder: 'sato', owner: 'private' }),
          factor('app', { device: 'own' }),
          factor('mail', { kind: 'mail', holders: ['sato', 'abe'] }),
          factor('sms', { kind: 'sms', holders: ['abe'] }),
          place('safe', { holders: ['sato', 'abe'] }),
        ),
        'sato',
      ),
    )
    expect(names(outlook.gone)).toEqual(['app'])
    expect(names(outlook.works)).toEqual(['mail', 'sms', 'safe', 'codes'])
    expect(outlook.triage).toMatchObject({ scenario: 'handover', odds: 'high' })
    expect(steps(outlook)).toEqual([
      'confirm:factor:sms',
      'vault-folder',
      'passphrase',
      'renew-codes',
      'move:factor:app',
      'password',
      'sign-out:device:own',
      'test',
      'take-away:factor:app',
      'withdraw:factor:mail',
      'withdraw:place:safe',
      'take-away:person:sato',
    ])
  })

  it('and was the only one is the keeper who left', () => {
    const outlook = only(leaving(worldOf(0, person('sato'), factor('app', { holders: ['sato'] })), 'sato'))
    expect(outlook.triage.scenario).toBe('keeper-left')
    expect(outlook.works).toEqual([])
  })

  it('and could open the vault knows its passphrase and the codes, whatever else they hold', () => {
    const laptop = device('laptop', { holder: 'sato', vault: true })
    const outlook = only(leaving(worldOf(5, person('sato'), laptop), 'sato'))
    expect(outlook.gone).toEqual([])
    expect(steps(outlook)).toEqual([
      'confirm:codes',
      'vault-folder',
      'passphrase',
      'renew-codes',
      'test',
      'take-away:person:sato',
    ])
  })

  it('after looking after the codes knows the passphrase, wherever the vault opens; a poster does not', () => {
    const left = (role: Role) =>
      steps(only(leaving(worldOf(5, person('sato', { roles: [role] }), factor('app', { holders: ['sato'] })), 'sato')))
    expect(left('security-manager').slice(0, 3)).toEqual(['confirm:codes', 'vault-folder', 'passphrase'])
    expect(left('poster')).not.toContain('passphrase')
  })

  it('and alone could reach the paper: the new codes go where others reach them', () => {
    const safe = place('safe', { kind: 'locked-paper', holders: ['sato'] })
    const chat = place('chat', { kind: 'chat', holders: ['sato'] })
    const world = [person('sato'), person('abe'), factor('sms', { kind: 'sms', holders: ['abe'] }), safe, chat]
    const asked = steps(only(leaving(worldOf(5, ...world), 'sato')))
    expect(asked).toContain('move:place:safe')
    expect(asked).not.toContain('move:place:chat')
    const more = place('manager', { kind: 'password-manager', holders: ['abe'] })
    expect(steps(only(leaving(worldOf(5, ...world, more), 'sato')))).not.toContain('move:place:safe')
  })
})

describe('what is made sure of first', () => {
  const both = ['sato', 'abe']

  it('is what the person who leaves cannot use too, be it the lesser way', () => {
    const shared = factor('app', { holders: both })
    const own = factor('sms', { kind: 'sms', holders: ['abe'] })
    const outlook = only(leaving(worldOf(0, person('sato'), person('abe'), shared, own), 'sato'))
    expect(steps(outlook)[0]).toBe('confirm:factor:sms')
  })

  it('is a code rather than Facebook, which only leads to a form', () => {
    const facebook = factor('fb', { kind: 'facebook' })
    const outlook = only(losing(worldOf(5, phone, ...onPhone, facebook), 'iphone'))
    expect(names(outlook.works)).toEqual(['fb', 'codes'])
    expect(steps(outlook)[0]).toBe('confirm:codes')
    expect(steps(only(losing(worldOf(0, phone, ...onPhone, facebook), 'iphone')))[0]).toBe('confirm:factor:fb')
  })
})

describe('what somebody who leaves may know', () => {
  it('is the secret of the authenticator, where they could open the vault', () => {
    const copy = worldOf(0, person('sato'), device('laptop', { holder: 'sato', vault: true }))
    copy.record({ type: 'totp-added', account: 'shop', totp: 'one' })
    expect(steps(only(leaving(copy, 'sato')))).toEqual([
      'confirm:totp',
      'vault-folder',
      'passphrase',
      'renew-codes',
      'move:totp',
      'test',
      'take-away:person:sato',
    ])
  })

  it.each([
    ['account-manager', true],
    ['poster', false],
  ] as const)('is the password, for a role like %s: %s', (role, known) => {
    const sato = person('sato', { roles: [role] })
    const outlook = only(leaving(worldOf(5, sato, factor('app', { holders: ['sato'] })), 'sato'))
    expect(steps(outlook).includes('password')).toBe(known)
  })
})

describe('a lost place', () => {
  it('means that somebody may know the codes', () => {
    const outlook = only(losing(worldOf(5, place('safe'), factor('app')), 'place:safe'))
    expect(outlook.triage.scenario).toBe('codes-exposed')
    expect(steps(outlook)).toEqual([
      'confirm:factor:app',
      'renew-codes',
      'move:place:safe',
      'test',
      'take-away:place:safe',
    ])
  })
})

describe('a leaving and a loss at once', () => {
  const world = [
    person('sato'),
    person('abe'),
    factor('sms', { kind: 'sms', holders: ['abe'] }),
    factor('facebook', { kind: 'facebook', holders: ['sato'] }),
    factor('other', { kind: 'whatsapp', holders: ['abe'] }),
  ]
  const both = (lost: RegistryNode, ...more: Parameters<typeof worldOf>[1][]) =>
    only(whatIf(worldOf(5, ...world, ...more).state, [{ kind: 'person', id: 'sato' }, lost])).triage.scenario

  it('is no first day: it is a hand-over, or somebody may know the codes', () => {
    expect(both({ kind: 'factor', id: 'other' })).toBe('handover')
    expect(both({ kind: 'place', id: 'safe' }, place('safe', { holders: ['abe'] }))).toBe('codes-exposed')
  })
})

describe('what is meant', () => {
  const { registry } = worldOf(
    0,
    person('sato', { name: '佐藤' }),
    device('koho-iphone', { name: '広報のiPhone' }),
    factor('main', { label: 'office' }),
    place('main'),
    place('office-safe', { label: 'safe in the office' }),
  ).state

  it('is found by id, by name, and behind its kind', () => {
    const iphone: RegistryNode = { kind: 'device', id: 'koho-iphone' }
    for (const typed of ['koho-iphone', 'phone:koho-iphone', 'device:koho-iphone', '広報のiPhone'])
      expect(requireLoss(registry, typed)).toEqual(iphone)
    expect(requireLoss(registry, 'factor:main')).toEqual({ kind: 'factor', id: 'main' })
    expect(requireLoss(registry, 'place:office-safe')).toEqual({ kind: 'place', id: 'office-safe' })
    expect(requireLeaver(registry, '佐藤')).toEqual({ kind: 'person', id: 'sato' })
  })

  it('is one, however often and by whatever name', () => {
    const named = ['sato', '佐藤'].map(typed => requireLeaver(registry, typed))
    const lost = ['koho-iphone', 'phone:koho-iphone', 'factor:main', 'place:main']
    expect(eachOnce([...named, ...lost.map(typed => requireLoss(registry, typed))])).toEqual([
      { kind: 'person', id: 'sato' },
      { kind: 'device', id: 'koho-iphone' },
      { kind: 'factor', id: 'main' },
      { kind: 'place', id: 'main' },
    ])
  })

  it('is asked for where it could be two, or is spelled otherwise', () => {
    const refused = (typed: string) => refusal(() => requireLoss(registry, typed)).details
    expect(refused('main')).toEqual({ name: 'main', nearest: ['factor:main', 'place:main'] })
    expect(refused('phone:koho-ipone')).toEqual({ name: 'phone:koho-ipone', nearest: ['phone:koho-iphone'] })
    expect(refused('place:koho-iphone')).toMatchObject({ name: 'place:koho-iphone' })
    expect(refusal(() => requireLoss(registry, 'xyzzy')).exitCode).toBe(20)
    expect(refusal(() => requireLeaver(registry, 'satoo')).exitCode).toBe(20)
  })
})

/** Few ids, so that they meet. */
const ids = (prefix: string) => fc.constantFrom(...[1, 2, 3].map(n => `${prefix}${n}`))
const some = (prefix: string) => fc.uniqueArray(ids(prefix), { maxLength: 2 })
const owner = fc.constantFrom('company' as const, 'private' as const)

const graph: fc.Arbitrary<readonly Fact[]> = fc
  .tuple(
    fc.array(fc.record({ id: ids('d'), owner, holder: fc.option(ids('p')), vault: fc.boolean() }), { maxLength: 3 }),
    fc.array(
      fc.record({
        id: ids('f'),
        kind: fc.constantFrom(...factorKinds),
        device: fc.option(ids('d')),
        holders: some('p'),
        needs: some('f'),
      }),
      { maxLength: 4 },
    ),
    fc.array(fc.record({ id: ids('l'), device: fc.option(ids('d')), holders: some('p') }), { maxLength: 2 }),
  )
  .map(([devices, factors, places]) => [
    ...['p1', 'p2', 'p3'].map(id => person(id)),
    ...devices.map(({ id, ...more }) => device(id, more)),
    ...factors.flatMap(({ id, ...more }) => factor(id, more)),
    ...places.flatMap(({ id, ...more }) => place(id, more)),
  ])

const nodes: fc.Arbitrary<readonly RegistryNode[]> = fc.uniqueArray(
  fc.constantFrom<RegistryNode>(
    ...[1, 2, 3].flatMap((n): RegistryNode[] => [
      { kind: 'person', id: `p${n}` },
      { kind: 'device', id: `d${n}` },
      { kind: 'factor', id: `f${n}` },
      { kind: 'place', id: `l${n}` },
    ]),
  ),
  { minLength: 1, maxLength: 3, selector: ({ kind, id }) => kind + id },
)

describe('in random set-ups', () => {
  it('the last way in is never taken away first', () => {
    fc.assert(
      fc.property(graph, nodes, fc.nat(5), (facts, lost, codes) => {
        for (const { rotate, works } of whatIf(worldOf(codes, ...facts).state, lost).accounts) {
          const [first] = rotate
          const left = works.filter(({ kind }) => kind !== 'place')
          // A way that works is confirmed before all else; where there is none, one is got back first.
          if (left.length === 0) expect(first?.step).toBe('recover')
          else expect(left).toContainEqual(first?.on)
          const taking = rotate.findIndex(({ step }) => ['sign-out', 'take-away', 'withdraw'].includes(step))
          const making = rotate.findLastIndex(({ step }) => ['renew-codes', 'move', 'confirm'].includes(step))
          if (taking >= 0) expect(making).toBeLessThan(taking)
          // Where only one way is left, another is made before anything goes.
          if (left.length < 2) expect(rotate.map(({ step }) => step)).toContain('renew-codes')
          // And a real login has proved it.
          const tested = rotate.findIndex(({ step }) => step === 'test')
          const removing = rotate.findIndex(({ step }) => ['take-away', 'withdraw'].includes(step))
          expect(tested).toBeGreaterThan(making)
          if (removing >= 0) expect(tested).toBeLessThan(removing)
          expect(new Set(rotate.map(({ id }) => id)).size).toBe(rotate.length)
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it('what is gone does not work, and the odds are bad only where nothing is left', () => {
    fc.assert(
      fc.property(graph, nodes, fc.nat(5), (facts, lost, codes) => {
        for (const { gone, works, triage } of whatIf(worldOf(codes, ...facts).state, lost).accounts) {
          for (const way of gone) expect(works).not.toContainEqual(way)
          const kinds = works.flatMap(way => (way.kind === 'factor' ? way.type : way.kind))
          if (kinds.includes('session')) expect(triage.odds).toBe('very-high')
          if (kinds.includes('codes')) expect(['high', 'very-high']).toContain(triage.odds)
        }
      }),
      { numRuns: runs(300) },
    )
  })
})

/** An agency: 1,000 accounts that hang on few phones and persons. */
function agency(accounts: number): Copy {
  const copy = new Copy()
  const all = Array.from({ length: accounts }, (_, n) => `shop${n}`)
  const every = (n: number, of: number) => all.filter((_, index) => index % of === n)
  const facts: Fact[] = []
  for (let n = 0; n < 30; n++) facts.push(person(`p${n}`, { roles: ['poster'] }))
  for (let n = 0; n < 60; n++) facts.push(device(`d${n}`, { holder: `p${n % 30}`, vault: n % 20 === 0 }))
  for (let n = 0; n < 60; n++)
    facts.push(
      ...factor(`app${n}`, { device: `d${n}`, accounts: every(n, 60) }),
      ...factor(`sms${n}`, { kind: 'sms', device: `d${(n + 7) % 60}`, accounts: every(n, 60) }),
      ...factor(`mail${n}`, { kind: 'mail', needs: [`sms${(n + 1) % 60}`], accounts: every(n, 60) }),
      ...place(`safe${n}`, { holders: [`p${n % 30}`, `p${(n + 1) % 30}`], accounts: every(n, 60) }),
    )
  copy.record(...facts)
  const template = copy.events.at(-1)
  if (!template) throw new Error('no events')
  let n = 10_000
  const event = (fact: Fact) => ({ ...template, ...fact, id: `e${++n}`, n, lamport: n })
  copy.events = [
    ...copy.events,
    ...all.flatMap(account => [
      event({ type: 'account-added', account, handle: shop }),
      event({
        type: 'set-added',
        account,
        set: `set-${account}`,
        issuedOn: parseIsoDate('2026-11-20'),
        codes: [1, 2, 3, 4, 5].map(code => `${account}-${code}`),
      }),
    ]),
  ]
  return copy
}

describe('an agency with 1,000 accounts', () => {
  it('is judged and looked ahead for in a small multiple of what reading its journal takes', () => {
    const { events, now } = agency(1000)
    const state = fold(events)
    expect(state.accounts.size).toBe(1000)
    const folding = leastTime(() => fold(events))
    const judging = leastTime(() => judge(state, now))
    const losingOne = leastTime(() => whatIf(state, [{ kind: 'device', id: 'd0' }]))
    const leaving = leastTime(() => whatIf(state, [{ kind: 'person', id: 'p0' }]))
    // About 10, 6 and 4 where this was written, 40 on a machine with other work; a look at all accounts for each would be 1,000.
    for (const taken of [judging, losingOne, leaving]) expect(taken / folding).toBeLessThan(120)
  })
})
