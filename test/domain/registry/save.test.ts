import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addAccount, removeAccount } from '../../../src/domain/accounts/changes.ts'
import type { Fact, StoredEvent } from '../../../src/domain/model/events.ts'
import { allFaults, faultsOf, loopFrom } from '../../../src/domain/registry/faults.ts'
import { findRecord, idFrom, nearest, requireRecord } from '../../../src/domain/registry/names.ts'
import { applyAll, preview } from '../../../src/domain/registry/pending.ts'
import { removeRecord } from '../../../src/domain/registry/remove.ts'
import { saveDevice, saveFactor, savePerson, savePlace } from '../../../src/domain/registry/save.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { leastTime } from '../../timing.ts'
import { Copy, cafe, list, refusal, shop } from '../samples.ts'

/** Sato with a phone, an authenticator on it, a mailbox and a safe; Suzuki with nothing. */
function office(): Copy {
  const copy = new Copy()
  copy.do(state => addAccount(state, shop))
  copy.do(state => addAccount(state, cafe))
  copy.do(state => savePerson(state, { name: 'Sato Hanako', roles: ['poster'] }))
  copy.do(state => savePerson(state, { name: '鈴木 一郎' }))
  copy.do(state => saveDevice(state, { name: 'koho iPhone', holder: 'sato', owner: 'company' }))
  copy.do(state => saveFactor(state, { kind: 'authenticator', label: 'Google', device: 'koho', link: [shop] }))
  copy.do(state => saveFactor(state, { kind: 'mail', label: 'info@shop.example', holders: ['sato'] }))
  copy.do(state => savePlace(state, { kind: 'locked-paper', label: 'Safe', holders: ['sato', '鈴木'] }))
  return copy
}

describe('an id', () => {
  test.each([
    ['Sato Hanako', 'sato-hanako'],
    ['  Ｓａｔｏ　Hanako ', 'sato-hanako'],
    ['佐藤 花子', '佐藤-花子'],
    ['サーバー室の金庫', 'サーバー室の金庫'],
    ['info@shop.example', 'info@shop.example'],
    ['koho "iPhone" (2)', 'koho-iphone-2'],
    ['phone:a,b', 'phone-a-b'],
    ['--help', 'help'],
    ['@shop', 'shop'],
    ['📱', 'unnamed'],
  ])('of %s is %s', (name, id) => {
    expect(idFrom(name, new Set())).toBe(id)
  })

  test('is unique among those of its kind', () => {
    expect(idFrom('Sato', new Set(['sato']))).toBe('sato-2')
    expect(idFrom('Sato', new Set(['sato', 'sato-2']))).toBe('sato-3')
  })

  test('of any text is new, can be typed, and is found again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 8 }), names => {
        const taken = new Set<string>()
        for (const name of names) {
          const id = idFrom(name, taken)
          expect(taken.has(id)).toBe(false)
          expect(id).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+@-]*$/u)
          expect(id.length).toBeLessThanOrEqual(90)
          taken.add(id)
        }
      }),
    )
  })
})

describe('a record is found', () => {
  const { state } = office()
  const { registry } = state

  test.each(['sato-hanako', 'Sato Hanako', 'ＳＡＴＯ　hanako', 'sato', 'SATO', 'Sato-H'])('by %s', typed => {
    expect(findRecord(registry, 'person', typed)?.id).toBe('sato-hanako')
  })

  test('by the beginning of its name in Japanese', () => {
    expect(findRecord(registry, 'person', '鈴木')?.id).toBe('鈴木-一郎')
  })

  test.each(['', ' ', '-', 'tanaka', 'hanako'])('by nothing like “%s”', typed => {
    expect(findRecord(registry, 'person', typed)).toBeUndefined()
  })

  test('never by a beginning that two have: both are suggested', () => {
    const copy = office()
    copy.do(state => savePerson(state, { name: 'Sato Taro' }))
    const error = refusal(() => requireRecord(copy.state.registry, 'person', 'sato'))
    expect(error).toMatchObject({
      code: 'unknown-record',
      exitCode: 20,
      details: { kind: 'person', name: 'sato', nearest: ['sato-hanako', 'sato-taro'] },
    })
  })

  test('and what is spelled alike is suggested, but not what shares no letter', () => {
    expect(nearest(registry, 'device', 'kho-iphone')).toEqual(['koho-iphone'])
    expect(nearest(registry, 'person', '田中')).toEqual([])
  })
})

describe('saving', () => {
  test('refers to others by their ids, however they were typed', () => {
    const { registry } = office().state
    expect(registry.devices.get('koho-iphone')?.holder).toBe('sato-hanako')
    expect(registry.factors.get('google')).toMatchObject({ device: 'koho-iphone', accounts: ['shop'] })
    expect(registry.places.get('safe')?.holders).toEqual(['sato-hanako', '鈴木-一郎'])
  })

  test('an edit changes what is given and leaves the rest', () => {
    const copy = office()
    const left = parseIsoDate('2026-11-30')
    copy.do(state => savePerson(state, { left }, 'sato'))
    expect(copy.state.registry.persons.get('sato-hanako')).toEqual({
      id: 'sato-hanako',
      name: 'Sato Hanako',
      roles: ['poster'],
      agency: false,
      left,
      phone: null,
      contact: null,
    })
    copy.do(state => saveFactor(state, { device: null, unlink: [shop], link: [cafe] }, 'google'))
    expect(copy.state.registry.factors.get('google')).toMatchObject({ device: null, accounts: ['cafe'] })
    copy.do(state => savePlace(state, { link: [shop, cafe] }, 'safe'))
    expect(copy.state.registry.places.get('safe')).toMatchObject({ label: 'Safe', accounts: ['shop', 'cafe'] })
  })

  test('how somebody is reached and how codes change hands is kept, and taken away by nothing', () => {
    const copy = office()
    copy.do(state => savePerson(state, { phone: '090 1234 5678', contact: ' extension\n12 ' }, 'sato'))
    copy.do(state => savePlace(state, { handOver: 'sealed envelope, both present' }, 'safe'))
    const reached = () => copy.state.registry.persons.get('sato-hanako')
    const handed = () => copy.state.registry.places.get('safe')?.handOver
    expect(reached()).toMatchObject({ phone: '090-1234-5678', contact: 'extension 12' })
    // An edit of something else, and a removal that passes by, leave it.
    copy.do(state => savePerson(state, { roles: [] }, 'sato'))
    copy.do(state => removeRecord(state, 'person', '鈴木'))
    expect(reached()).toMatchObject({ phone: '090-1234-5678', contact: 'extension 12' })
    expect(handed()).toBe('sealed envelope, both present')
    copy.do(state => savePerson(state, { phone: null, contact: ' ' }, 'sato'))
    copy.do(state => savePlace(state, { handOver: null }, 'safe'))
    expect(reached()).toMatchObject({ phone: null, contact: null })
    expect(handed()).toBeNull()
  })

  test('a record that an older program saved keeps what that program did not know', () => {
    const copy = office()
    copy.do(state => savePerson(state, { phone: '090-1234-5678' }, 'sato'))
    copy.record({ type: 'person-saved', person: 'sato-hanako', name: 'Sato H.', roles: [], agency: false, left: null })
    expect(copy.state.registry.persons.get('sato-hanako')).toMatchObject({
      name: 'Sato H.',
      phone: '090-1234-5678',
      contact: null,
    })
  })

  test('a number may be spelled as it is said; it is still one number', () => {
    const copy = office()
    copy.do(state => saveFactor(state, { kind: 'sms', label: '090 1234 5678' }))
    const { factors } = copy.state.registry
    expect(factors.get('090-1234-5678')?.label).toBe('090-1234-5678')
    const again = () => saveFactor(copy.state, { kind: 'sms', label: '０９０ー１２３４ー５６７８' })
    expect(refusal(again)).toMatchObject({ code: 'record-exists' })
    expect(refusal(() => saveFactor(copy.state, { kind: 'sms', label: '1234 5678' }))).toMatchObject({
      code: 'text-holds-code',
    })
    const two = { kind: 'whatsapp', label: '090-1111-2222 / 090-3333-4444' } as const
    expect(saveFactor(copy.state, two).facts).toHaveLength(1)
  })

  test('an empty name of a device’s holder is nobody that is known', () => {
    const { state } = office()
    expect(refusal(() => saveDevice(state, { holder: '' }, 'koho'))).toMatchObject({ code: 'unknown-record' })
  })

  test('an edit that changes nothing has no facts', () => {
    const { state } = office()
    expect(savePerson(state, { name: 'Sato Hanako' }, 'sato').facts).toEqual([])
    expect(saveFactor(state, { link: [shop] }, 'google').facts).toEqual([])
  })

  test('a new name leaves the id: links and papers name it', () => {
    const copy = office()
    copy.do(state => savePerson(state, { name: 'Tanaka Hanako' }, 'sato'))
    expect(copy.state.registry.persons.get('sato-hanako')?.name).toBe('Tanaka Hanako')
  })

  test('all accounts are linked at once', () => {
    const copy = office()
    copy.do(state => saveFactor(state, { allAccounts: true }, 'google'))
    expect(copy.state.registry.factors.get('google')?.accounts).toEqual(['shop', 'cafe'])
  })

  test.each([
    ['an unknown person', { holders: ['tanaka'] }, 'unknown-record'],
    ['an unknown device', { device: 'pixel' }, 'unknown-record'],
    ['an unknown factor', { needs: ['fax'] }, 'unknown-record'],
    ['an empty name', { label: ' ' }, 'name-empty'],
    ['a name of 81 characters', { label: 'あ'.repeat(81) }, 'text-too-long'],
    ['what may be a backup code', { label: 'paper 1234 5678' }, 'text-holds-code'],
    ['a factor that needs itself', { needs: ['google'] }, 'needs-loop'],
    ['a label that another has', { label: 'ＩＮＦＯ@shop.example', kind: 'mail', device: null }, 'record-exists'],
  ] as const)('refuses %s', (_, given, code) => {
    const { state } = office()
    expect(refusal(() => saveFactor(state, given, 'google'))).toMatchObject({ code })
  })

  test('takes a name of 80 characters, and a phone number with dashes', () => {
    const { state } = office()
    expect(savePlace(state, { label: 'あ'.repeat(80) }).facts).toHaveLength(1)
    expect(saveFactor(state, { kind: 'sms', label: '090-1234-5678' }).id).toBe('090-1234-5678')
  })

  test('refuses to enter one person twice, but takes two phones of one name in two hands', () => {
    const copy = office()
    expect(refusal(() => savePerson(copy.state, { name: 'sato hanako' }))).toMatchObject({
      code: 'record-exists',
      exitCode: 24,
    })
    expect(copy.do(state => saveDevice(state, { name: 'koho iPhone', holder: '鈴木' })).id).toBe('koho-iphone-2')
  })

  test('refuses an unknown account with the nearest', () => {
    const { state } = office()
    const error = refusal(() => savePlace(state, { link: [parseHandle('shoq')] }, 'safe'))
    expect(error).toMatchObject({ code: 'unknown-account', details: { nearest: ['shop'] } })
  })
})

describe('needs', () => {
  test('a loop over several is refused with its way', () => {
    const copy = office()
    copy.do(state => saveFactor(state, { kind: 'sms', label: 'number', needs: ['google'] }))
    copy.do(state => saveFactor(state, { needs: ['number'] }, 'info'))
    expect(refusal(() => saveFactor(copy.state, { needs: ['info'] }, 'google')).details).toEqual({
      way: ['google', 'info@shop.example', 'number', 'google'],
    })
  })

  test('a loop is found exactly where there is one, and its way is one', () => {
    const node = fc.integer({ min: 0, max: 7 }).map(String)
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 20 }), edges => {
        const factors = new Map<string, { needs: string[] }>()
        for (const [from, to] of edges) {
          const factor = factors.get(from) ?? { needs: [] }
          factor.needs.push(to)
          factors.set(from, factor)
        }
        for (let start = 0; start < 8; start++) {
          const way = loopFrom(factors, String(start))
          expect(way !== undefined).toBe(reaches(edges, String(start)))
          for (const [index, id] of (way ?? []).entries()) {
            const next = way?.[index + 1]
            if (next !== undefined) expect(factors.get(id)?.needs).toContain(next)
          }
          if (way) expect([way[0], way.at(-1)]).toEqual([String(start), String(start)])
        }
      }),
    )
  })

  test('a loop and orphans that a merge left are told', () => {
    const copy = office()
    const fields = { kind: 'mail', owner: 'company', on: 'gone-phone', holders: ['gone'], confirmed: null } as const
    copy.record(
      { type: 'factor-saved', factor: 'a', label: 'A', needs: ['b'], ...fields },
      { type: 'factor-saved', factor: 'b', label: 'B', needs: ['a', 'c'], ...fields },
      { type: 'factor-linked', factor: 'b', accounts: ['closed'] },
    )
    const { state } = copy
    const faults = faultsOf(state, requireRecord(state.registry, 'factor', 'b'))
    expect(faults).toEqual([
      { kind: 'person-gone', id: 'gone' },
      { kind: 'device-gone', id: 'gone-phone' },
      { kind: 'factor-gone', id: 'c' },
      { kind: 'account-gone', id: 'closed' },
      { kind: 'loop', way: ['b', 'a', 'b'] },
    ])
  })
})

test('the faults of all are told in the order of the records, a ring once', () => {
  const copy = office()
  const fields = { kind: 'mail', owner: 'company', on: null, holders: [], confirmed: null } as const
  copy.record(
    { type: 'factor-saved', factor: 'a', label: 'A', needs: ['b'], ...fields },
    { type: 'factor-saved', factor: 'b', label: 'B', needs: ['a', 'c'], ...fields },
    { type: 'factor-saved', factor: 'c', label: 'C', needs: ['b', 'gone'], ...fields },
    {
      type: 'device-saved',
      device: 'd',
      name: 'D',
      kind: 'phone',
      owner: 'company',
      holder: 'nobody',
      since: null,
      vault: false,
    },
  )
  expect(allFaults(copy.state)).toEqual([
    { kind: 'device', id: 'd', fault: { kind: 'person-gone', id: 'nobody' } },
    { kind: 'factor', id: 'a', fault: { kind: 'loop', way: ['a', 'b', 'a'] } },
    { kind: 'factor', id: 'c', fault: { kind: 'factor-gone', id: 'gone' } },
  ])
  expect(allFaults(office().state)).toEqual([])
})

describe('rings among all factors', () => {
  type Needs = readonly (readonly [from: number, to: number])[]
  const stateOf = (count: number, needs: Needs) => {
    const of = new Map<number, string[]>()
    for (const [from, to] of needs) of.set(from, [...(of.get(from) ?? []), `${to}`])
    const fields = { kind: 'mail', owner: 'company', on: null, holders: [], confirmed: null } as const
    const copy = new Copy()
    copy.record(
      ...Array.from({ length: count }, (_, n) => ({
        type: 'factor-saved' as const,
        factor: `${n}`,
        label: `F${n}`,
        needs: of.get(n) ?? [],
        ...fields,
      })),
    )
    return copy.state
  }

  test('every ring is in a reported knot, and nothing else is reported', () => {
    const node = fc.nat({ max: 8 })
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 20 }), needs => {
        const state = stateOf(9, needs)
        const { factors } = state.registry
        const edges = needs.map(([from, to]) => [`${from}`, `${to}`] as const)
        const reported = allFaults(state).map(({ id }) => id)
        for (const id of factors.keys()) {
          const knot = reported.filter(one => reaches(edges, one, id) && reaches(edges, id, one))
          expect(knot).toHaveLength(reaches(edges, id) ? 1 : 0)
        }
      }),
    )
  })

  test.each<[shape: string, needs: (count: number) => Needs]>([
    ['one long chain', count => Array.from({ length: count - 1 }, (_, n) => [n, n + 1])],
    ['one long ring', count => Array.from({ length: count }, (_, n) => [n, (n + 1) % count])],
    [
      'many that need each other and the same ring',
      count => Array.from({ length: count }, (_, n) => [n, n < 9 ? n + 1 : n % 9]),
    ],
    [
      'a knot in which each needs its neighbours',
      count =>
        Array.from(
          { length: count - 1 },
          (_, n): Needs => [
            [n, n + 1],
            [n + 1, n],
          ],
        ).flat(),
    ],
  ])('%s takes time in proportion to its length', (_, needs) => {
    const time = (count: number) => {
      const state = stateOf(count, needs(count))
      return leastTime(() => allFaults(state))
    }
    time(2_000)
    // 32 where it is in proportion, 1,024 where it is quadratic.
    expect(time(32_000) / time(1_000)).toBeLessThan(400)
  })
})

/** Whether a walk of at most eight edges leads back: the slow way, for comparison. */
function reaches(edges: readonly (readonly [string, string])[], start: string, end = start): boolean {
  let at = new Set([start])
  for (let step = 0; step < 9; step++) {
    at = new Set(edges.flatMap(([from, to]) => (at.has(from) ? [to] : [])))
    if (at.has(end)) return true
  }
  return false
}

describe('removing', () => {
  test('a person takes them out of whatever names them', () => {
    const copy = office()
    const { cleared } = copy.do(state => removeRecord(state, 'person', 'sato'))
    expect(cleared).toEqual([
      { kind: 'device', id: 'koho-iphone' },
      { kind: 'factor', id: 'info@shop.example' },
      { kind: 'place', id: 'safe' },
    ])
    const { registry } = copy.state
    expect(registry.persons.has('sato-hanako')).toBe(false)
    expect(registry.devices.get('koho-iphone')?.holder).toBeNull()
    expect(registry.factors.get('info@shop.example')?.holders).toEqual([])
    expect(registry.places.get('safe')?.holders).toEqual(['鈴木-一郎'])
  })

  test('a device or a factor leaves what was on it, with its accounts', () => {
    const copy = office()
    copy.do(state => saveFactor(state, { needs: ['google'] }, 'info'))
    copy.do(state => removeRecord(state, 'device', 'koho'))
    expect(copy.state.registry.factors.get('google')).toMatchObject({ device: null, accounts: ['shop'] })
    copy.do(state => removeRecord(state, 'factor', 'google'))
    expect(copy.state.registry.factors.get('info@shop.example')?.needs).toEqual([])
  })

  test('leaves no orphan, whatever is removed', () => {
    for (const [kind, name] of [
      ['person', 'sato'],
      ['device', 'koho'],
      ['factor', 'google'],
      ['place', 'safe'],
    ] as const) {
      const copy = office()
      copy.do(state => removeRecord(state, kind, name))
      const { devices, factors, places } = copy.state.registry
      const all = [...devices.values(), ...factors.values(), ...places.values()]
      expect(all.flatMap(record => faultsOf(copy.state, record))).toEqual([])
    }
  })

  test('an account takes it off whatever served it, also by a link that another machine made meanwhile', () => {
    const copy = office()
    copy.record({ type: 'place-linked', place: 'safe', accounts: ['shop'] })
    const other = copy.on('phone')
    other.record({ type: 'place-linked', place: 'safe', accounts: ['shop'] })
    copy.do(state => removeAccount(state, shop))
    copy.take(other)
    expect(copy.state.registry.factors.get('google')?.accounts).toEqual([])
    expect(copy.state.registry.places.get('safe')?.accounts).toEqual([])
    copy.do(state => addAccount(state, shop))
    expect(copy.state.registry.places.get('safe')?.accounts).toEqual([])
  })

  test('keeps the history, and refuses what is unknown', () => {
    const copy = office()
    const before: readonly StoredEvent[] = copy.events
    copy.do(state => removeRecord(state, 'place', 'safe'))
    expect(copy.events.slice(0, before.length)).toEqual(before)
    expect(refusal(() => removeRecord(copy.state, 'place', 'safe'))).toMatchObject({ code: 'unknown-record' })
  })
})

describe('several decisions as one', () => {
  test('each sees what those before it decided', () => {
    const copy = new Copy()
    const { id } = copy.do(state =>
      applyAll(
        state,
        [
          state => addAccount(state, shop),
          state => savePerson(state, { name: 'Sato' }),
          state => saveDevice(state, { name: 'Phone', holder: 'sato' }),
        ],
        state => saveFactor(state, { label: 'App', device: 'phone', link: [shop] }),
      ),
    )
    expect(id).toBe('app')
    expect(copy.state.registry.factors.get('app')).toMatchObject({ device: 'phone', accounts: ['shop'] })
  })

  test('what is foreseen is what the fold then says', () => {
    const copy = office()
    const facts: readonly Fact[] = removeRecord(copy.state, 'person', 'sato').facts
    const { registry } = preview(copy.state, facts)
    copy.record(...facts)
    expect(registry).toEqual(copy.state.registry)
  })

  test('what is stored for an account later leaves it as it is', () => {
    const copy = office()
    copy.add(shop, list(1))
    const { state } = copy
    expect(preview(state, [{ type: 'totp-added', account: 'shop', totp: 't1' }]).accounts).toEqual(state.accounts)
  })

  test('nothing of the state before is changed', () => {
    const { state } = office()
    preview(state, removeRecord(state, 'person', 'sato').facts)
    expect(state.registry.persons.has('sato-hanako')).toBe(true)
  })
})
