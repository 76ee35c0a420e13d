/** The laws of merging (FORMAT.md, "Merging"), on histories as machines that are apart really make them. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { removeAccount, renameAccount } from '../../../src/domain/accounts/changes.ts'
import { takeNextCode } from '../../../src/domain/codes/hand-out.ts'
import { recordOutcome } from '../../../src/domain/codes/outcome.ts'
import { handedOutTwice } from '../../../src/domain/codes/queries.ts'
import { addSet, completeSet, voidSet } from '../../../src/domain/codes/sets.ts'
import { erasable } from '../../../src/domain/journal/erasure.ts'
import { fold } from '../../../src/domain/journal/fold.ts'
import { emptyJournal, type Journal, stamp } from '../../../src/domain/journal/payload.ts'
import { onlyIn, unite, without } from '../../../src/domain/journal/union.ts'
import { findAccount, requireAccount } from '../../../src/domain/model/accounts.ts'
import type { BackupCode } from '../../../src/domain/model/backup-code.ts'
import type { Decision } from '../../../src/domain/model/decision.ts'
import type { Fact, StoredEvent } from '../../../src/domain/model/events.ts'
import { outcomes, type State } from '../../../src/domain/model/state.ts'
import { withChanged } from '../../../src/domain/registry/changed.ts'
import { removeRecord } from '../../../src/domain/registry/remove.ts'
import { saveFactor, savePerson } from '../../../src/domain/registry/save.ts'
import { type IsoDate, parseIsoDate } from '../../../src/domain/text/date.ts'
import { UserError } from '../../../src/errors.ts'
import { runs } from '../../thorough.ts'
import { cafe, identify, list, refusal, shop, today } from '../samples.ts'

/** A machine with its copy of the vault's journal: what a save does, without a file. */
class Machine {
  readonly name: string
  journal: Journal
  clock = new Date('2026-11-20T12:00:00Z')
  #count = 0
  #sets = 0

  constructor(name: string, journal: Journal = emptyJournal) {
    this.name = name
    this.journal = journal
  }

  get state(): State {
    return fold(this.journal.events)
  }

  do(decide: (state: State) => Decision): boolean {
    const { state } = this
    let decision: Decision
    try {
      decision = decide(state)
    } catch (error) {
      if (error instanceof UserError) return false
      throw error
    }
    this.record(withChanged(state, decision.facts), decision.secrets)
    return true
  }

  record(facts: readonly Fact[], secrets: ReadonlyMap<string, BackupCode> = new Map()): void {
    const events = stamp(facts, {
      replica: this.name,
      count: this.#count,
      lamport: this.state.lamport,
      at: this.clock.toISOString(),
      by: this.name,
      newId: () => `${this.name}-${++this.#count}`,
    })
    const all = [...this.journal.events, ...events]
    const digits = without(erasable(fold(all)), [...this.journal.secrets, ...secrets])
    this.journal = { ...this.journal, events: all, secrets: digits }
  }

  on(name: string): Machine {
    return new Machine(name, this.journal)
  }

  take(...others: readonly Machine[]): Machine {
    for (const other of others) this.journal = unite(this.journal, other.journal).journal
    return this
  }

  add(codes: readonly BackupCode[], issuedOn: IsoDate = today, handle = shop): boolean {
    const setId = `${this.name}-set-${++this.#sets}`
    return this.do(state => addSet(state, { handle, codes, issuedOn, setId, identify }))
  }

  use(list?: number, handle = shop): boolean {
    const hasDigits = (id: string): boolean => this.journal.secrets.has(id)
    const options = { now: this.clock, replica: this.name, hasDigits, anyway: true, list }
    return this.do(state => takeNextCode(state, handle, options))
  }

  mark(outcome: 'worked' | 'rejected', handle = shop): boolean {
    return this.do(state => recordOutcome(state, handle, outcome))
  }

  get digits(): readonly string[] {
    return [...this.journal.secrets.keys()].toSorted()
  }

  get account() {
    return requireAccount(this.state, shop)
  }
}

const [earlier, later] = [parseIsoDate('2026-11-18'), parseIsoDate('2026-11-19')]

describe('which list counts after a merge', () => {
  it('is the one issued later, and no good code is erased', () => {
    const a = new Machine('a')
    a.add(list(1), earlier)
    const b = a.on('b')
    for (let n = 0; n < 5; n++) a.use()
    a.add(list(2), earlier)
    a.use()
    a.mark('worked')
    b.add(list(3), later)
    a.take(b)
    expect(a.account.heads.map(({ codes }) => codes[0])).toEqual(['shop-30000001', 'shop-20000001'])
    expect(a.digits).toEqual(expect.arrayContaining(['shop-30000001', 'shop-30000005']))
    expect(a.use()).toBe(true)
    expect(a.state.codes.get('shop-30000001')?.outcome).toBe('reserved')
  })

  it('is not decided by a list that was voided elsewhere', () => {
    const a = new Machine('a')
    a.add(list(1))
    const b = a.on('b')
    a.add(list(2))
    a.do(state => voidSet(state, shop, 'exposed', true))
    b.add(list(3))
    a.take(b)
    expect(a.account.heads.map(({ codes }) => codes[0])).toEqual(['shop-30000001'])
    expect(a.use()).toBe(true)
  })

  it('is undecided on the same day: it is asked, and the choice holds on every machine', () => {
    const a = new Machine('a')
    a.add(list(1), earlier)
    const b = a.on('b')
    a.add(list(2), later)
    b.add(list(3), later)
    a.take(b)
    const options = { now: a.clock, replica: 'a', hasDigits: () => true, anyway: true }
    const error = refusal(() => takeNextCode(a.state, shop, options))
    expect(error).toMatchObject({ code: 'lists-undecided', exitCode: 40, details: { days: [later, later] } })
    expect(refusal(() => takeNextCode(a.state, shop, { ...options, list: 3 }))).toMatchObject({ code: 'no-such-list' })
    const second = a.account.heads[1]?.id
    expect(a.use(2)).toBe(true)
    expect([a.account.heads[0]?.id, a.account.isUndecided]).toEqual([second, false])
    expect(b.take(a).account.heads[0]?.id).toBe(second)
    expect(b.use()).toBe(true)
  })

  it('is settled by a code that worked; a list stored meanwhile elsewhere is not skipped', () => {
    const a = new Machine('a')
    a.add(list(1), later)
    const b = new Machine('b')
    b.add(list(2), later)
    const c = new Machine('c')
    c.add(list(3), today)
    a.take(b)
    a.use(2)
    a.mark('worked')
    const proven = a.account.heads[0]?.id
    expect(a.account.isUndecided).toBe(false)
    a.take(c)
    expect(a.account.heads.map(({ id }) => id)).toEqual(['c-set-1', proven, expect.any(String)])
  })

  it('is one list where two machines pasted the same sheet, in part or whole', () => {
    const a = new Machine('a')
    a.add(list(1, 3))
    const b = new Machine('b')
    b.add(list(1, 5), earlier)
    a.use()
    a.mark('worked')
    a.take(b)
    expect(a.account.heads).toHaveLength(1)
    expect(a.account.heads[0]).toMatchObject({ issuedOn: earlier, same: ['b-set-1'] })
    expect(a.account.heads[0]?.codes).toHaveLength(5)
    expect(a.digits).toHaveLength(4)
    a.do(state => voidSet(state, shop, 'exposed', false))
    expect(a.account.heads).toEqual([])
  })
})

describe('a code', () => {
  it('that two machines drew is twice handed out, whatever their ids; one from a claim is not', () => {
    const a = new Machine('a')
    a.add(list(1))
    const twin = a.on('a2')
    a.use()
    const code = 'shop-10000001'
    twin.record([{ type: 'code-reserved', account: 'shop', code }])
    const claim = a.on('claim')
    claim.record([{ type: 'code-reserved', account: 'shop', code, recovered: true }])
    const twice = (machine: Machine) => handedOutTwice(machine.state.codes.get(code) as never)
    expect([twice(a.on('x').take(claim)), twice(a.on('x').take(twin))]).toEqual([false, true])
  })

  it('that was shown can be marked after its list was replaced, or its account removed, elsewhere', () => {
    const a = new Machine('a')
    a.add(list(1))
    const [b, c] = [a.on('b'), a.on('c')]
    b.use()
    a.add(list(2))
    c.do(state => removeAccount(state, shop))
    const replaced = b.on('b2').take(a)
    expect(replaced.mark('worked')).toBe(true)
    const removed = b.on('b3').take(c)
    expect(removed.state.accounts.size).toBe(0)
    expect(removed.mark('rejected')).toBe(true)
    expect([...removed.state.codes.values()].filter(({ outcome }) => outcome === 'rejected')).toHaveLength(1)
  })

  it('of a list that grew on both sides has one order on every machine', () => {
    const a = new Machine('a')
    a.add(list(1, 3))
    const b = a.on('b')
    const more = (machine: Machine, first: number) =>
      machine.do(state => completeSet(state, { handle: shop, codes: list(first, 2), identify }))
    more(a, 2)
    more(b, 3)
    const [one, other] = [a.on('x').take(b), b.on('y').take(a)]
    expect(one.account.heads[0]?.codes).toEqual(other.account.heads[0]?.codes)
    expect(one.account.heads[0]?.codes).toHaveLength(7)
    expect(one.digits).toHaveLength(7)
  })

  it('is drawn next to the last one that the same machine drew: two new ones that are offline do not meet again and again', () => {
    const first = new Machine('first')
    first.add(list(1, 10))
    const machines = [first, first.on('b'), first.on('d')]
    const drawn = machines.map(machine => {
      for (let n = 0; n < 3; n++) machine.use()
      return [...machine.state.codes.values()].flatMap(({ outcome }, index) =>
        outcome === 'reserved' ? index + 1 : [],
      )
    })
    expect(drawn).toEqual([
      [1, 2, 3],
      [8, 9, 10],
      [4, 5, 6],
    ])
    expect([...first.take(...machines).state.codes.values()].filter(handedOutTwice)).toEqual([])
  })
})

describe('a removed account', () => {
  it('lives on with a list, a completion or an authenticator that its remover had not seen', () => {
    const a = new Machine('a')
    a.add(list(1, 3))
    a.do(state => saveFactor(state, { kind: 'sms', label: 'desk', link: [shop] }))
    const [b, c, d] = [a.on('b'), a.on('c'), a.on('d')]
    b.add(list(2))
    c.do(state => completeSet(state, { handle: shop, codes: list(3, 1), identify }))
    d.record([{ type: 'totp-added', account: 'shop', totp: 't1' }])
    a.do(state => removeAccount(state, shop))
    expect([a.state.accounts.size, a.digits.length]).toEqual([0, 0])

    const withList = a.on('x').take(b)
    expect(withList.account.heads[0]?.codes).toHaveLength(5)
    expect([...withList.state.registry.factors.values()][0]?.accounts).toEqual(['shop'])
    const completed = a.on('y').take(c)
    expect(completed.digits).toEqual(['shop-30000001'])
    expect(completed.use()).toBe(true)
    expect(completed.state.codes.get('shop-30000001')?.outcome).toBe('reserved')
    const withTotp = a.on('z').take(d)
    expect(withTotp.state.totps.get('shop')?.map(({ id }) => id)).toEqual(['t1'])
    expect(withTotp.state.removedTotps.size).toBe(0)
  })

  it('of an earlier version takes its authenticator along', () => {
    const a = new Machine('a')
    a.add(list(1))
    a.record([{ type: 'totp-added', account: 'shop', totp: 't1' }])
    a.record([{ type: 'account-removed', account: 'shop', sets: ['a-set-1'] }])
    expect([a.state.accounts.size, [...a.state.removedTotps], a.digits]).toEqual([0, ['t1'], []])
  })
})

it('the secrets of both sides’ authenticators are kept, until an account is removed with them', () => {
  const key = { secret: 'GEZDGNBVGY3TQOJQ', algorithm: 'SHA1', digits: 6, period: 30, issuer: '', label: '' } as const
  const a = new Machine('a')
  a.add(list(1))
  const b = a.on('b')
  for (const [machine, totp] of [
    [a, 't1'],
    [b, 't2'],
  ] as const) {
    machine.record([{ type: 'totp-added', account: 'shop', totp }])
    machine.journal = { ...machine.journal, totps: new Map([[totp, key]]) }
  }
  a.take(b)
  expect([...a.journal.totps.keys()].toSorted()).toEqual(['t1', 't2'])
  const c = a.on('c')
  c.do(state => removeAccount(state, shop))
  expect([...a.take(c).journal.totps.keys()]).toEqual([])
})

describe('two accounts of one handle', () => {
  it('are both kept, and the second is called NAME~2', () => {
    const a = new Machine('a')
    a.add(list(1))
    const b = a.on('b')
    const other = 'shop_new' as typeof shop
    a.do(state => renameAccount(state, shop, other))
    b.add(list(2), today, other)
    a.take(b)
    expect([...a.state.accounts.values()].map(({ handle }) => handle)).toEqual(['shop_new', 'shop_new~2'])
    expect(a.use(undefined, 'shop_new~2' as typeof shop)).toBe(true)
    expect(a.state.codes.get('shop_new-20000001')?.outcome).toBe('reserved')
  })
})

it('an account that both sides renamed has the later name, and both find it', () => {
  const a = new Machine('a')
  a.add(list(1))
  const b = a.on('b')
  const [one, other] = ['shop_one', 'shop_two'] as (typeof shop)[] as [typeof shop, typeof shop]
  a.do(state => renameAccount(state, shop, one))
  b.add(list(2))
  b.do(state => renameAccount(state, shop, other))
  a.take(b)
  expect([findAccount(a.state, one)?.handle, findAccount(a.state, other)?.handle]).toEqual([other, other])
  expect(findAccount(a.state, shop)).toBeUndefined()
  a.do(state => renameAccount(state, one, 'shop_three' as typeof shop))
  expect(findAccount(a.state, one)).toBeUndefined()
})

describe('the registry', () => {
  const suzuki = (machine: Machine) => machine.state.registry.persons.get('suzuki')

  it('keeps what each side changed of one record', () => {
    const a = new Machine('a')
    a.do(state => savePerson(state, { name: 'Suzuki' }))
    const b = a.on('b')
    b.do(state => savePerson(state, { phone: '+81 90 1234 5678' }, 'suzuki'))
    for (let n = 0; n < 5; n++) a.do(state => savePerson(state, { roles: ['admin'] as never }, 'suzuki'))
    a.add(list(1))
    a.do(state => savePerson(state, { name: 'Suzuki Hana' }, 'suzuki'))
    a.take(b)
    expect(suzuki(a)).toMatchObject({ name: 'Suzuki Hana', phone: expect.stringMatching(/1234/) })
  })

  it('forgets a record that was removed, whatever was changed of it elsewhere', () => {
    const a = new Machine('a')
    a.do(state => savePerson(state, { name: 'Suzuki' }))
    const b = a.on('b')
    a.do(state => removeRecord(state, 'person', 'suzuki'))
    b.add(list(1))
    b.do(state => savePerson(state, { agency: true }, 'suzuki'))
    expect(suzuki(a.take(b))).toBeUndefined()
  })

  it('shows two hand-over lists about the same as one, which ends with its last task', () => {
    const a = new Machine('a')
    const b = a.on('b')
    const tasks = ['sign-out', 'test'].map(task => ({ account: 'shop', task }))
    const about = ['person:sato']
    a.record([{ type: 'handover-started', handover: 'aa22', kind: 'leave', about, tasks } as never])
    b.record([{ type: 'handover-started', handover: 'bb33', kind: 'leave', about, tasks } as never])
    a.record([{ type: 'handover-task', handover: 'aa22', account: 'shop', task: 'sign-out', outcome: 'done' }])
    a.take(b)
    expect([...a.state.registry.handovers.values()]).toMatchObject([{ id: 'aa22', same: ['bb33'] }])
    b.record([{ type: 'handover-task', handover: 'bb33', account: 'shop', task: 'test', outcome: 'done' }])
    expect([...a.take(b).state.registry.handovers.values()]).toMatchObject([
      { id: 'aa22', closedAt: expect.any(String) },
    ])
  })
})

describe('what cannot be united', () => {
  const event: StoredEvent = { id: 'e', replica: 'r', n: 1, lamport: 1, at: '', by: '', type: 'account-added' }
  const journal = (members: Record<string, unknown>): Journal => ({
    ...emptyJournal,
    events: [{ ...event, account: 'shop', handle: 'shop', ...members }],
  })

  test('one id with other members is damage; with the same in another order it is not', () => {
    const reordered = Object.fromEntries(Object.entries(journal({}).events[0] ?? {}).reverse()) as StoredEvent
    expect(unite(journal({}), { ...emptyJournal, events: [reordered] }).journal.events).toHaveLength(1)
    expect(refusal(() => unite(journal({}), journal({ handle: 'cafe' })))).toMatchObject({ exitCode: 13 })
  })

  test('unknown events about codes, and unknown members with two values, need a newer igcodes', () => {
    expect(refusal(() => unite(journal({}), journal({ id: 'f', type: 'code-lent' })))).toMatchObject({ exitCode: 14 })
    const theme = (rest: Record<string, unknown>): Journal => ({ ...emptyJournal, rest })
    expect(refusal(() => unite(theme({ theme: 1 }), theme({ theme: 2 })))).toMatchObject({ exitCode: 14 })
    expect(unite(theme({ theme: [1] }), theme({ theme: [1], past: ['x'] })).journal.rest).toEqual({ theme: [1] })
  })
})

// Histories

type Act =
  | { readonly act: 'add'; readonly first: number; readonly day: number }
  | { readonly act: 'use'; readonly list: number | undefined }
  | { readonly act: 'worked' | 'rejected' | 'void' | 'erase' | 'remove' | 'complete' | 'rename' | 'totp' | 'edit' }
  | { readonly act: 'sync'; readonly from: number }

const simple = ['worked', 'rejected', 'void', 'erase', 'remove', 'complete', 'rename', 'totp', 'edit'] as const
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('add' as const), first: fc.integer({ min: 1, max: 6 }), day: fc.nat(2) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('use' as const), list: fc.constantFrom(undefined, undefined, 1, 2) }),
  },
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom(...simple) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('sync' as const), from: fc.nat(4) }) },
)
const histories = fc.record({
  machines: fc.integer({ min: 2, max: 5 }),
  skew: fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 5, maxLength: 5 }),
  steps: fc.array(fc.tuple(fc.nat(4), acts), { maxLength: 30 }),
})

function perform(machine: Machine, act: Act, all: readonly Machine[], n: number): void {
  switch (act.act) {
    case 'add':
      machine.add(list(act.first, 3), [earlier, later, today][act.day], n % 3 === 0 ? cafe : shop)
      break
    case 'use':
      machine.use(act.list)
      break
    case 'worked':
    case 'rejected':
      machine.mark(act.act)
      break
    case 'void':
    case 'erase':
      machine.do(state => voidSet(state, shop, 'exposed', act.act === 'erase'))
      break
    case 'remove':
      machine.do(state => removeAccount(state, shop))
      break
    case 'complete':
      machine.do(state => completeSet(state, { handle: shop, codes: list(7 + (n % 2), 2), identify }))
      break
    case 'rename':
      machine.do(state => renameAccount(state, shop, cafe))
      break
    case 'totp':
      if (machine.state.accounts.has('shop')) machine.record([{ type: 'totp-added', account: 'shop', totp: `t${n}` }])
      break
    case 'edit':
      if (!machine.do(state => savePerson(state, { phone: `+81 90 0000 00${10 + n}` }, 'suzuki')))
        machine.do(state => savePerson(state, { name: 'Suzuki' }))
      break
    case 'sync':
      machine.take(all[act.from % all.length] as Machine)
  }
}

/** What must be one on every machine: events, digits, and all that follows from them. */
function whole(machine: Machine): unknown {
  const { state, journal, digits } = machine
  return { events: journal.events.map(({ id }) => id), digits, accounts: [...state.accounts], registry: state.registry }
}

const numRuns = Number(process.env.MERGE_RUNS ?? runs(1000))

const timeout = 60_000 + numRuns * 60

it('copies of any history unite in any order and grouping to one state; nothing goes back, no good code is lost', {
  timeout,
}, () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), ({ machines, skew, steps }, chance) => {
      const start = new Machine('start')
      start.add(list(9, 3), earlier)
      const all = Array.from({ length: machines }, (_, index) => {
        const machine = start.on(`m${index}`)
        machine.clock = new Date(machine.clock.getTime() + (skew[index] ?? 0) * 86_400_000)
        return machine
      })
      for (const [n, [who, act]] of steps.entries()) {
        const machine = all[who % all.length] as Machine
        const before = machine.state
        perform(machine, act, all, n)
        for (const [id, { outcome }] of before.codes)
          expect(outcomes.indexOf(machine.state.codes.get(id)?.outcome ?? 'available')).toBeGreaterThanOrEqual(
            outcomes.indexOf(outcome),
          )
        // Digits are exactly those that the events need.
        const gone = erasable(machine.state)
        expect(machine.digits).toEqual([...machine.state.codes.keys()].filter(id => !gone.has(id)).toSorted())
      }

      const [first, ...others] = all as [Machine, ...Machine[]]
      const united = whole(first.on('u').take(...others))
      const order = all.toSorted(() => ((chance.next().value as number) % 3) - 1)
      const [last, ...rest] = order as [Machine, ...Machine[]]
      expect(whole(last.on('v').take(...rest, ...rest))).toEqual(united)
      const half = Math.ceil(order.length / 2)
      const group = (some: readonly Machine[]): Machine => (some[0] as Machine).on('g').take(...some.slice(1))
      expect(
        whole(group(order.slice(half).length > 0 ? order.slice(half) : order).take(group(order.slice(0, half)))),
      ).toEqual(united)

      // Who could take a code can after the merge, unless the account has no list that counts, or two that nobody has chosen from.
      const merged = first.on('w').take(...others)
      for (const machine of all) {
        const account = machine.state.accounts.get('shop')
        if (!account || !machine.on('t').use(1, account.handle)) continue
        const now = merged.state.accounts.get('shop')
        const lists = now?.heads.length ?? 0
        const spent = now?.heads.every(({ codes }) =>
          codes.every(id => merged.state.codes.get(id)?.outcome !== 'available' || merged.state.removedCodes.has(id)),
        )
        if (lists === 0 || spent) continue
        const usable = now?.heads.some((_, index) => merged.on('t').use(index + 1, now.handle))
        expect(usable).toBe(true)
      }
    }),
    { numRuns },
  )
})

it('a copy adds what the other lacks, and no more', () => {
  const a = new Machine('a')
  a.add(list(1))
  const b = a.on('b')
  b.use()
  expect(onlyIn(b.journal.events, a.journal.events).map(({ type }) => type)).toEqual(['code-reserved'])
  expect(unite(b.journal, a.journal).journal.events).toEqual(b.journal.events)
})
