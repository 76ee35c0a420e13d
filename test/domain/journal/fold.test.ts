import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeNextCode } from '../../../src/domain/codes/hand-out.ts'
import { recordOutcome } from '../../../src/domain/codes/outcome.ts'
import { erasable } from '../../../src/domain/journal/erasure.ts'
import { isStoredEvent } from '../../../src/domain/journal/event-schema.ts'
import { fold } from '../../../src/domain/journal/fold.ts'
import { accountsByHandle, findAccount } from '../../../src/domain/model/accounts.ts'
import type { StoredEvent } from '../../../src/domain/model/events.ts'
import { outcomes, type State } from '../../../src/domain/model/state.ts'
import { closeIncident, findIncident, openIncidents, setDeadline } from '../../../src/domain/recovery/incidents.ts'
import { followUpOf, timelineOf } from '../../../src/domain/recovery/timeline.ts'
import { accountStatus, statusOf } from '../../../src/domain/upkeep/status.ts'
import { UserError } from '../../../src/errors.ts'
import { runs } from '../../thorough.ts'
import { leastTime } from '../../timing.ts'
import { Copy, journalOf, list, noon, shop, today } from '../samples.ts'

const stateOf = (events: readonly StoredEvent[]) => fold(journalOf(events).events)

/** Few ids, so that events meet; some that no rule would write; some unknown. Most accounts exist from the start. */
const soup: fc.Arbitrary<StoredEvent[]> = fc
  .array(
    fc.record({
      lamport: fc.integer({ min: 1, max: 12 }),
      n: fc.integer({ min: 1, max: 9 }),
      replica: fc.constantFrom('laptop', 'phone', ''),
      at: fc.constantFrom('2026-11-20T11:59:00.000Z', '2026-11-20T12:30:00.000Z', '', 'yesterday'),
      type: fc.constantFrom(
        ...['account-added', 'account-renamed', 'account-removed', 'account-removed'],
        ...['set-added', 'set-added', 'set-added', 'set-completed', 'set-completed'],
        ...[
          'set-voided',
          'set-erased',
          'set-retired',
          'set-chosen',
          'code-reserved',
          'code-used',
          'code-used',
          'code-rejected',
        ],
        ...['key-changed', 'code-shared', 'review-held', '__proto__'],
      ),
      account: fc.constantFrom('shop', 'shop', 'shop', 'cafe', '__proto__'),
      handle: fc.constantFrom('shop', 'cafe', '@nobody'),
      set: fc.constantFrom('s1', 's2', 's3'),
      sets: fc.subarray(['s1', 's2', 's3']),
      over: fc.subarray(['s1', 's2', 's3']),
      replaces: fc.option(fc.subarray(['s1', 's2', 's3']), { nil: undefined }),
      issuedOn: fc.constantFrom('2026-11-20', '2026-11-20', '2026-11-20', '2026-02-30'),
      because: fc.constantFrom('lost', 'boredom'),
      code: fc.constantFrom('c1', 'c2', 'c3', 'c5'),
      codes: fc.array(fc.constantFrom('c1', 'c2', 'c3', 'c4'), { maxLength: 4 }),
      slot: fc.constant('k1'),
    }),
    { maxLength: 30, size: 'max' },
  )
  .map(members => [
    ...firstEvents(),
    ...members.map((event, n) => ({ id: `e${n}`, by: 'aki', ...withoutUndefined(own(event)) })),
  ])

/** A code's id is made from its account too. */
function own<E extends { account: string; code: string; codes: string[] }>(event: E): E {
  const { account, code, codes } = event
  return { ...event, code: `${account}-${code}`, codes: codes.map(code => `${account}-${code}`) }
}

function firstEvents(): StoredEvent[] {
  const copy = new Copy('first')
  copy.record({ type: 'account-added', account: 'shop', handle: shop })
  return copy.events.map(event => ({ ...event, lamport: 1 }))
}

/** A few incidents, whose events meet: opened twice or never, closed twice, told of in a wrong way. */
const lockOuts: fc.Arbitrary<StoredEvent[]> = fc
  .array(
    fc.record({
      lamport: fc.integer({ min: 1, max: 9 }),
      replica: fc.constantFrom('laptop', 'phone'),
      at: fc.constantFrom('2026-11-20T11:59:00.000Z', '2026-11-20T12:30:00.000Z', 'yesterday'),
      type: fc.constantFrom(
        ...['incident-opened', 'incident-opened', 'incident-moved', 'incident-step', 'incident-paused'],
        ...['incident-noted', 'incident-deadline-set', 'incident-closed', 'incident-reopened', 'code-used'],
        ...['account-renamed', 'account-removed'],
      ),
      incident: fc.constantFrom('k7tm', 'a2bc', '__proto__'),
      account: fc.constantFrom('shop', 'shop', undefined, 7),
      handle: fc.constantFrom('shop', 'cafe', '@nobody', undefined),
      sets: fc.constant([]),
      have: fc.constantFrom([], ['mail'], ['luck']),
      lost: fc.constantFrom([], ['phone', 'codes']),
      scenario: fc.constantFrom('phone-lost', 'phone-lost', 'stale-set', 'alien-abduction'),
      odds: fc.constantFrom('high', 'low'),
      when: fc.constantFrom('2026-11-20T11:00:00.000Z', '2026-11-20T11:00:00.000Z', 'yesterday'),
      until: fc.constant('2026-11-20T13:00:00.000Z'),
      playbook: fc.constantFrom('phone-lost', 'codes', 'constructor'),
      step: fc.constantFrom('use-code', 'toString'),
      outcome: fc.constantFrom('done', 'failed', 'recovered', 'given-up'),
      text: fc.constantFrom('called the carrier', ''),
      deadline: fc.constantFrom('2026-11-20T12:15:00.000Z', null, 'soon'),
      cause: fc.constantFrom('no codes stored', ''),
      worked: fc.constant(''),
      change: fc.constant(''),
    }),
    { maxLength: 20, size: 'max' },
  )
  .map(members => [
    ...firstEvents(),
    ...members.map((event, n) => ({ id: `e${n}`, n: n + 1, by: 'aki', ...withoutUndefined(event) })),
  ])

/** As it comes out of JSON. */
function withoutUndefined<E extends object>(event: E): E {
  return JSON.parse(JSON.stringify(event))
}

const shuffled = (events: fc.Arbitrary<StoredEvent[]>) =>
  events.chain(all =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  )

describe('the state, whatever events there are', () => {
  it('is the same in whatever order they are handed in', () => {
    fc.assert(
      fc.property(shuffled(soup), ([events, other]) => {
        expect(stateOf(other)).toEqual(stateOf(events))
        expect(JSON.stringify(readable(stateOf(other)))).toBe(JSON.stringify(readable(stateOf(events))))
      }),
      { numRuns: runs(500) },
    )
  })

  it('does not change when events come twice', () => {
    fc.assert(
      fc.property(soup, fc.infiniteStream(fc.boolean()), (events, twice) => {
        const doubled = [...events, ...events.filter(() => twice.next().value)]
        expect(stateOf(doubled)).toEqual(stateOf(events))
      }),
    )
  })

  it('of two copies united is the same, whichever comes first, and whatever both hold', () => {
    fc.assert(
      fc.property(soup, fc.infiniteStream(fc.constantFrom('one', 'other', 'both')), (events, where) => {
        const holders = events.map(event => ({ event, by: where.next().value }))
        const heldBy = (copy: string) => holders.filter(({ by }) => by !== copy).map(({ event }) => event)
        const [one, other] = [heldBy('other'), heldBy('one')]
        expect(stateOf([...one, ...other])).toEqual(stateOf(events))
        expect(stateOf([...other, ...one])).toEqual(stateOf(events))
        expect(stateOf([...journalOf(one).events, ...other])).toEqual(stateOf(events))
      }),
      { numRuns: runs(500) },
    )
  })

  it('never takes a code back when events join', () => {
    fc.assert(
      fc.property(soup, fc.infiniteStream(fc.boolean()), (events, joins) => {
        const before = stateOf(events.filter(() => !joins.next().value))
        const after = stateOf(events)
        for (const [id, code] of before.codes) {
          const now = after.codes.get(id)
          expect(now, id).toBeDefined()
          expect(outcomes.indexOf(now?.outcome ?? 'available')).toBeGreaterThanOrEqual(outcomes.indexOf(code.outcome))
          expect(now?.handouts.length).toBeGreaterThanOrEqual(code.handouts.length)
        }
      }),
      { numRuns: runs(2000) },
    )
  })

  it('can be judged by every rule: the worst they do is refuse', () => {
    fc.assert(
      fc.property(soup, events => {
        expect(events.every(isStoredEvent)).toBe(true)
        const state = stateOf(events)
        const status = statusOf(state, noon)
        expect(status.accounts).toHaveLength(state.accounts.size)
        erasable(state)
        for (const { handle } of accountsByHandle(state)) {
          orRefusal(() =>
            takeNextCode(state, handle, { now: noon, replica: 'laptop', hasDigits: () => true, anyway: false }),
          )
          orRefusal(() => recordOutcome(state, handle, 'worked'))
        }
      }),
      { numRuns: runs(1000) },
    )
  })

  it('never erases the digits of a code that could be handed out next', () => {
    fc.assert(
      fc.property(soup, events => {
        const state = stateOf(events)
        const gone = erasable(state)
        const accounts = [...state.accounts.values()]
        fc.pre(!accounts.some(({ sets }) => sets.some(({ erased }) => erased)))
        for (const { handle } of accounts) {
          const next = orRefusal(() =>
            takeNextCode(state, handle, { now: noon, replica: 'laptop', hasDigits: () => true, anyway: true }),
          )
          if (next) expect(gone.has(next.code.id)).toBe(false)
        }
      }),
      { numRuns: runs(1000) },
    )
  })
})

describe('the record of incidents, whatever events there are', () => {
  it('is the same in whatever order they are handed in, come twice, or are united', () => {
    fc.assert(
      fc.property(shuffled(lockOuts), fc.infiniteStream(fc.boolean()), ([events, other], mine) => {
        const record = JSON.stringify(readable(stateOf(events)))
        expect(JSON.stringify(readable(stateOf(other)))).toBe(record)
        const one = events.filter(() => mine.next().value)
        expect(JSON.stringify(readable(stateOf([...one, ...other])))).toBe(record)
      }),
      { numRuns: runs(500) },
    )
  })

  it('loses nothing when events join: no incident, no step, no note, no closing', () => {
    fc.assert(
      fc.property(lockOuts, fc.infiniteStream(fc.boolean()), (events, joins) => {
        const before = stateOf(events.filter(() => !joins.next().value))
        const after = stateOf(events)
        for (const [id, incident] of before.incidents) {
          const now = after.incidents.get(id)
          expect(now?.steps).toEqual(expect.arrayContaining([...incident.steps]))
          expect(now?.notes).toEqual(expect.arrayContaining([...incident.notes]))
          if (incident.closed) expect(now?.closed).toBeDefined()
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it('can be judged by every rule and told as a story', () => {
    fc.assert(
      fc.property(lockOuts, events => {
        const state = stateOf(events)
        const { incidents } = statusOf(state, noon)
        expect(incidents).toHaveLength(openIncidents(state).length)
        for (const incident of state.incidents.values()) {
          expect(findIncident(state, incident.id)).toBe(incident)
          expect(timelineOf(state, incident).length).toBeGreaterThan(0)
          followUpOf(state, incident)
          orRefusal(() => setDeadline(state, incident.id, null))
          orRefusal(() =>
            closeIncident(state, incident.id, { outcome: 'recovered', cause: '', worked: '', change: '' }),
          )
        }
      }),
      { numRuns: runs(500) },
    )
  })
})

describe('the state', () => {
  it('without events is empty', () => {
    expect(readable(fold([]))).toEqual({
      accounts: [],
      codes: [],
      removedCodes: [],
      incidents: [],
      replicas: [],
      counters: [],
      lamport: 0,
      unknownTypes: [],
    })
  })

  it('counts what each replica wrote, also what it does not understand', () => {
    const stamp = { at: '', by: '', lamport: 7 }
    const state = stateOf([
      { ...stamp, id: '1', replica: 'laptop', n: 3, type: 'review-held' },
      { ...stamp, id: '2', replica: 'phone', n: 9, type: 'code-shared' },
      { ...stamp, id: '3', replica: 'laptop', n: 2, type: 'key-changed', slot: 'k1', lamport: 8 },
    ])
    expect(state.counters).toEqual(
      new Map([
        ['laptop', 3],
        ['phone', 9],
      ]),
    )
    expect(state.lamport).toBe(8)
    expect(state.replicas).toEqual(['laptop', 'phone'])
  })

  it('takes a list of an earlier version, which names none, for the successor of all before it', () => {
    const copy = new Copy()
    copy.record({ type: 'account-added', account: 'shop', handle: shop })
    for (const set of ['s1', 's2'])
      copy.record({ type: 'set-added', account: 'shop', set, issuedOn: today, codes: [`code-${set}`] })
    const account = copy.state.accounts.get('shop')
    expect([account?.heads.map(({ id }) => id), account?.unreplaced]).toEqual([['s2'], ['s2']])
  })

  it('names the unknown types that bear on codes, and the known ones that miss a member', () => {
    const stamp = { replica: 'laptop', n: 1, lamport: 1, at: '', by: '' }
    const state = stateOf([
      { ...stamp, id: '1', type: 'review-held' },
      { ...stamp, id: '2', type: 'code-shared' },
      { ...stamp, id: '3', type: 'code-shared' },
      { ...stamp, id: '4', type: 'code-used', account: 'shop' },
      { ...stamp, id: '5', type: 'key-changed' },
    ])
    expect(state.unknownTypes).toEqual(['code-shared', 'code-used'])
  })
})

describe('two administrators apart', () => {
  it('who record the same thing are taken at the earlier word', () => {
    const one = new Copy('laptop')
    one.add(shop, list(1))
    const other = one.on('phone')
    for (const [copy, because] of [
      [one, 'lost'],
      [other, 'exposed'],
    ] as const) {
      copy.mark(shop, 'rejected', 1)
      copy.mark(shop, 'worked', 2)
      copy.record({ type: 'set-voided', account: 'shop', set: 'laptop-set-1', because })
      other.wait(30)
    }
    one.take(other)
    const [first, second] = [...one.state.codes.values()]
    expect([first?.rejectedAt, second?.usedAt]).toEqual([noon.toISOString(), noon.toISOString()])
    const { voided } = findAccount(one.state, shop)?.sets[0] ?? {}
    expect(voided).toMatchObject({ because: 'lost', replica: 'laptop' })
  })

  it('who add the same account and the same list mean the same codes', () => {
    const one = new Copy('laptop')
    const other = new Copy('phone')
    one.add(shop, list(1))
    other.add(shop, list(1))
    one.take(other)
    expect(one.state.accounts.size).toBe(1)
    expect(one.state.codes.size).toBe(5)
    expect(one.states(shop)).toBe('available available available available available')
  })

  it('see who handed out what, and that one code went out twice', () => {
    const one = new Copy('laptop')
    one.add(shop, list(1, 1))
    const other = one.on('phone')
    one.use(shop)
    other.use(shop)
    other.mark(shop, 'worked')
    one.take(other)
    expect(one.states(shop)).toBe('used')
    const [code] = one.state.codes.values()
    expect(code?.handouts.map(({ replica }) => replica).sort()).toEqual(['laptop', 'phone'])
  })

  it('lose no set when one removes the account that the other gives a new set', () => {
    const one = new Copy('laptop')
    one.add(shop, list(1))
    const other = one.on('phone')
    one.record({ type: 'account-removed', account: 'shop', sets: ['laptop-set-1'] })
    other.add(shop, list(2))
    one.take(other)
    expect(findAccount(one.state, shop)?.sets.map(({ id }) => id)).toEqual(['phone-set-1'])
  })

  it('keep the digits of a list that both stored when one of them removes the account again', () => {
    const one = new Copy('a')
    const other = new Copy('b')
    one.add(shop, list(1))
    other.add(shop, list(1))
    one.record({ type: 'account-removed', account: 'shop', sets: ['a-set-1'] })
    one.take(other)
    expect(findAccount(one.state, shop)?.sets.map(({ id }) => id)).toEqual(['b-set-1'])
    expect([...erasable(one.state)]).toEqual([])
  })

  it('forget no code that was used from a set which the other removed while it was completed', () => {
    const one = new Copy('phone')
    one.add(shop, list(1, 2))
    const other = one.on('laptop')
    other.record({ type: 'account-removed', account: 'shop', sets: ['phone-set-1'] })
    const late = 'shop-20000001'
    one.record(
      { type: 'set-completed', account: 'shop', set: 'phone-set-1', codes: [late] },
      { type: 'code-reserved', account: 'shop', code: late },
      { type: 'code-used', account: 'shop', code: late },
    )
    one.take(other)
    expect(one.state.accounts.size).toBe(0)
    expect(one.state.codes.get(late)?.outcome).toBe('used')
    expect(erasable(one.state).has(late)).toBe(true)
  })
})

describe('a status', () => {
  it('is given of a set whose time nobody can read', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    const state = stateOf(copy.events.map(event => ({ ...event, at: 'yesterday' })))
    const account = findAccount(state, shop)
    expect(account && accountStatus(state, account, noon)).toMatchObject({ remaining: 5, level: 'ok' })
  })
})

function orRefusal<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Also the order of what the state lists. */
function readable(state: State) {
  const { accounts, codes, removedCodes, incidents, replicas, counters, lamport, unknownTypes } = state
  return {
    accounts: [...accounts],
    codes: [...codes],
    removedCodes: [...removedCodes],
    incidents: [...incidents],
    replicas,
    counters: [...counters],
    lamport,
    unknownTypes,
  }
}

describe('a journal that another holder has filled', () => {
  const stamp = (n: number) => ({ id: `e${n}`, replica: 'r', n, lamport: n, at: '2026-11-20T12:00:00.000Z', by: 'x' })
  const added = { ...stamp(0), type: 'account-added', account: 'shop', handle: 'shop' }
  const name = (n: number): string => `n${n}`
  const many = (count: number, event: (n: number) => object) => [
    added,
    ...Array.from({ length: count }, (_, n) => ({ ...stamp(n + 1), type: '', ...event(n) })),
  ]
  const set = (n: number) => ({ type: 'set-added', account: 'shop', set: name(n), issuedOn: '2026-11-20', codes: [] })
  const factor = {
    type: 'factor-saved',
    factor: 'f',
    kind: 'sms',
    label: 'f',
    owner: 'company',
    on: null,
    holders: [],
    needs: [],
    confirmed: null,
  }
  const task = { account: 'shop', task: 'test' }

  it.each<[string, (count: number) => StoredEvent[]]>([
    [
      'one set of many codes',
      count => [added, { ...stamp(1), ...set(0), codes: Array.from({ length: count }, (_, n) => name(n)) }],
    ],
    [
      'a set that was completed many times',
      count =>
        many(count, n =>
          n === 0 ? set(0) : { type: 'set-completed', account: 'shop', set: name(0), codes: [name(n)] },
        ),
    ],
    [
      'many sets, the first of them erased again and again',
      count => many(count, n => (n < count / 2 ? set(n) : { type: 'set-erased', account: 'shop', set: name(0) })),
    ],
    [
      'many sets, removed one by one',
      count =>
        many(count, n =>
          n < count / 2 ? set(n) : { type: 'account-removed', account: 'shop', sets: [name(n % (count / 2))] },
        ),
    ],
    ['many authenticators', count => many(count, n => ({ type: 'totp-added', account: 'shop', totp: name(n) }))],
    [
      'a factor linked with one account after the other',
      count => many(count, n => (n === 0 ? factor : { type: 'factor-linked', factor: 'f', accounts: [name(n)] })),
    ],
    [
      'a hand-over with one try after the other',
      count =>
        many(count, n =>
          n === 0
            ? { type: 'handover-started', handover: 'h', kind: 'leave', about: [], tasks: [task] }
            : { type: 'handover-task', handover: 'h', ...task, outcome: 'failed' },
        ),
    ],
  ])('is folded in time that grows with its length: %s', (_, events) => {
    const time = (count: number): number => {
      const all = events(count)
      return leastTime(() => fold(all))
    }
    time(2_000)
    // Eight times as long: linear is 8 times (more, where it outgrows the processor's cache), quadratic 64.
    expect(time(32_000)).toBeLessThan(45 * time(4_000))
  })
})
