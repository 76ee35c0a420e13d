/** Check-lists: what is on them, in which order, and how they are worked through. */
import { describe, expect, test } from 'vitest'
import {
  dropHandover,
  namedTask,
  nextGroup,
  openTasks,
  recordTasks,
  requireHandover,
  startHandover,
  startRenewal,
  taskGroups,
  tasksFor,
  unproven,
} from '../../../src/domain/continuity/handovers.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { device, factor, person, place } from '../registries.ts'
import { Copy, cafe, list, refusal, shop, today } from '../samples.ts'

/** Two accounts with codes, and these facts. */
function stateOf(...more: readonly Fact[]) {
  const copy = new Copy()
  copy.add(shop, list(1))
  copy.add(cafe, list(6))
  copy.record(...more)
  return copy.state
}

const facts: readonly Fact[] = [
  person('sato', { roles: ['account-manager'] }),
  person('suzuki'),
  device('iphone', { holder: 'sato' }),
  ...factor('app', { device: 'iphone', accounts: ['shop', 'cafe'] }),
  ...factor('box', { kind: 'mail', holders: ['sato', 'suzuki'], accounts: ['shop'] }),
  ...place('safe', { holders: ['suzuki'], accounts: ['shop'] }),
]
const lost = [{ kind: 'device', id: 'iphone' }] as const
const leaver = [{ kind: 'person', id: 'sato' }] as const

function kindsOf(tasks: readonly { readonly account: string; readonly task: string }[], of: string) {
  return tasks.filter(({ account }) => account === of).map(({ task }) => task.split(':')[0])
}

describe('the tasks', () => {
  test('take nothing away before another way is sure, and a login has proved it', () => {
    const kinds = kindsOf(tasksFor(stateOf(...facts), 'leave', leaver), 'shop')
    expect(kinds.indexOf('confirm')).toBe(0)
    expect(kinds.indexOf('take-away')).toBeGreaterThan(kinds.indexOf('confirm'))
    expect(kinds.indexOf('take-away')).toBeGreaterThan(kinds.indexOf('test'))
    expect(kinds.indexOf('withdraw')).toBeGreaterThan(kinds.indexOf('test'))
  })

  test('of a phone change go through all accounts phase by phase, and ask for no new password', () => {
    const state = stateOf(...facts)
    const tasks = tasksFor(state, 'phone-change', lost)
    const phases = tasks.map(task => namedTask(state.registry, task).phase)
    expect(phases).toEqual(
      [...phases].toSorted(
        (a, b) => ['before', 'during', 'after'].indexOf(a ?? '') - ['before', 'during', 'after'].indexOf(b ?? ''),
      ),
    )
    expect(new Set(phases)).toEqual(new Set(['before', 'during', 'after']))
    expect(tasks.map(({ task }) => task)).not.toContain('password')
    const shop = kindsOf(tasks, 'shop')
    // New codes first: should the move fail on both phones, they lead back.
    expect(shop.slice(0, 2)).toEqual(['confirm', 'renew-codes'])
    expect(shop.indexOf('test')).toBeLessThan(shop.indexOf('take-away'))
  })

  test('are none where no account hangs on it', () => {
    expect(tasksFor(stateOf(...facts, device('spare')), 'lose', [{ kind: 'device', id: 'spare' }])).toEqual([])
  })

  test('are told by the names of today, and by their ids when the record is gone', () => {
    const state = stateOf(...facts, { type: 'factor-removed', factor: 'app' })
    const told = namedTask(state.registry, { account: 'shop', task: 'move:factor:app' })
    expect(told.step).toMatchObject({ step: 'move', on: { kind: 'factor', id: 'app', name: 'app' } })
  })
})

describe('a list', () => {
  test('is made once, in whichever order those are named whom it is about', () => {
    const both = [...lost, ...leaver]
    const started = startHandover(stateOf(...facts), 'k7tm', 'leave', both)
    expect(started).toMatchObject({ handover: 'k7tm', isNew: true })
    const state = stateOf(...facts, ...started.facts)
    const again = { handover: 'k7tm', isNew: false, facts: [] }
    expect(startHandover(state, 'a2bc', 'leave', both)).toEqual(again)
    expect(startHandover(state, 'a2bc', 'leave', both.toReversed())).toEqual(again)
    expect(startHandover(state, 'a2bc', 'leave', leaver).handover).toBe('a2bc')
    expect(startHandover(state, 'a2bc', 'lose', both).handover).toBe('a2bc')
  })

  test('is none where there is nothing to do', () => {
    const spare = [{ kind: 'device', id: 'spare' }] as const
    const nothing = { handover: undefined, isNew: false, facts: [] }
    expect(startHandover(stateOf(...facts, device('spare')), 'k7tm', 'lose', spare)).toEqual(nothing)
  })

  const begun = () => {
    const before = stateOf(...facts)
    const { facts: started } = startHandover(before, 'k7tm', 'leave', leaver)
    return [...facts, ...started]
  }

  test('keeps what was put off or failed to the end, and closes itself with the last task', () => {
    let known: readonly Fact[] = begun()
    const total = openTasks(requireHandover(stateOf(...known), 'k7tm')).length
    const [first] = openTasks(requireHandover(stateOf(...known), 'k7tm'))
    if (!first) throw new Error('nothing to do')
    known = [...known, ...recordTasks(stateOf(...known), 'k7tm', [first], 'skipped').facts]
    const order = openTasks(requireHandover(stateOf(...known), 'k7tm'))
    expect(order.findIndex(({ account, task }) => account === first.account && task === first.task)).toBeGreaterThan(
      order.findIndex(({ task }) => task === 'test'),
    )
    for (let n = 0; n < total; n++) {
      const state = stateOf(...known)
      const [task] = openTasks(requireHandover(state, 'sato'))
      if (task) known = [...known, ...recordTasks(state, 'k7tm', [task], 'done').facts]
    }
    // Written down for earlier versions, which do not count the tasks.
    expect(known.filter(({ type }) => type === 'handover-closed')).toEqual([known.at(-1)])
    expect(stateOf(...known).registry.handovers.get('k7tm')?.closedAt).toBeDefined()
    expect(() => requireHandover(stateOf(...known))).toThrow(
      expect.objectContaining({ code: 'unknown-handover', exitCode: 20 }),
    )
  })

  test('takes nothing away from an account whose way in is not made sure of', () => {
    const trying = (outcome: 'failed' | 'skipped' | 'done', kind: string) => {
      const state = stateOf(...begun())
      const task = openTasks(requireHandover(state, 'k7tm')).find(
        one => one.account === 'shop' && one.task.split(':')[0] === kind,
      )
      if (!task) throw new Error(`no ${kind}`)
      const recorded = stateOf(...begun(), ...recordTasks(state, 'k7tm', [task], outcome).facts)
      const order = openTasks(requireHandover(recorded, 'k7tm'))
      const shop = order.filter(({ account }) => account === 'shop').map(one => one.task.split(':')[0] ?? '')
      return { again: shop.indexOf(kind), away: shop.findIndex(one => ['take-away', 'withdraw'].includes(one)) }
    }
    for (const outcome of ['failed', 'skipped'] as const)
      for (const kind of ['confirm', 'test']) {
        const { again, away } = trying(outcome, kind)
        expect(again).toBeLessThan(away)
      }
    expect(trying('failed', 'password').again).toBeGreaterThan(trying('failed', 'password').away)
    expect(trying('done', 'confirm').again).toBe(-1)
  })

  test('of a thousand accounts is put in order at once', () => {
    const tasks = Array.from({ length: 1000 }, (_, n) =>
      ['confirm', 'renew-codes', 'password', 'test', 'take-away:person:sato'].map(task => ({
        account: `shop${n}`,
        task,
      })),
    ).flat()
    const tried = tasks.slice(0, 1000).map(task => ({ ...task, outcome: 'failed', at: '', by: '' }) as const)
    const common = { id: 'k7tm', kind: 'leave', about: [], startedAt: '', startedBy: '' } as const
    const start = performance.now()
    expect(openTasks({ ...common, tasks, tried })).toHaveLength(5000)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('of many accounts is worked through in as many steps as one account has', () => {
    const handles = Array.from({ length: 75 }, (_, n) => `shop${n}`)
    const copy = new Copy()
    for (const account of handles) copy.record({ type: 'account-added', account, handle: parseHandle(account) })
    copy.record(
      device('iphone', { holder: 'tanaka' }),
      ...factor('app', { device: 'iphone', accounts: handles }),
      ...factor('box', { kind: 'mail', accounts: handles }),
    )
    copy.do(state => startHandover(state, 'k7tm', 'phone-change', [{ kind: 'device', id: 'iphone' }]))
    const list = () => requireHandover(copy.state, 'k7tm')
    expect(list().tasks).toHaveLength(75 * 6 + 1)
    const groups = taskGroups(list())
    expect(groups.map(({ task, isShared, tasks }) => [task, isShared, tasks.length])).toEqual([
      ['confirm:factor:box', true, 75],
      ['renew-codes', false, 75],
      ['move:factor:app', true, 75],
      ['test', false, 75],
      ['sign-out:device:iphone', false, 75],
      ['take-away:factor:app', true, 75],
      ['tidy', false, 1],
    ])
    // One act for the mailbox; the codes account by account.
    const next = () => nextGroup(list())
    copy.do(state => recordTasks(state, 'k7tm', next()?.tasks ?? [], 'done'))
    expect(next()?.task).toBe('renew-codes')
    for (const [task] of [next()?.tasks ?? []]) if (task) copy.do(state => recordTasks(state, 'k7tm', [task], 'done'))
    expect(next()?.tasks).toHaveLength(74)
    copy.do(state => recordTasks(state, 'k7tm', next()?.tasks ?? [], 'failed'))
    // What failed comes back by itself; what would remove the old phone waits for it.
    const order = openTasks(list()).map(({ task }) => task)
    expect(order.indexOf('renew-codes')).toBeGreaterThan(order.indexOf('test'))
    expect(order.lastIndexOf('renew-codes')).toBeLessThan(order.lastIndexOf('take-away:factor:app'))
  })

  test('can be dropped; what was done stays, and a new one can begin', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.record(...facts)
    copy.do(state => startHandover(state, 'k7tm', 'leave', leaver))
    copy.do(state => dropHandover(state, 'k7tm'))
    expect(copy.state.registry.handovers.get('k7tm')).toMatchObject({ dropped: true, closedAt: expect.any(String) })
    expect(refusal(() => dropHandover(copy.state, 'k7tm')).code).toBe('unknown-handover')
    expect(startHandover(copy.state, 'a2bc', 'leave', leaver)).toMatchObject({ handover: 'a2bc', isNew: true })
  })

  test('knows which of its tasks the vault itself can see', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.record(...facts)
    copy.wait(10)
    copy.do(state => startHandover(state, 'k7tm', 'leave', leaver))
    const seen = (task: string) => unproven(copy.state, requireHandover(copy.state, 'k7tm'), { account: 'shop', task })
    expect(['renew-codes', 'test', 'passphrase', 'password'].map(seen)).toEqual([
      'codes',
      'test',
      'passphrase',
      undefined,
    ])
    copy.wait(10)
    copy.add(shop, list(2))
    copy.record(
      { type: 'test-recorded', account: 'shop', passed: true, with: 'sms', day: today },
      { type: 'key-added', slot: 'aaaaaaaaaaa', from: null },
    )
    expect(['renew-codes', 'test', 'passphrase'].map(seen)).toEqual([undefined, undefined, undefined])
  })

  test('is found by its id, by whom it is about, or as the newest', () => {
    const state = stateOf(...begun())
    // Also as `start` takes a name: by its beginning, or by what the person is called.
    for (const name of ['k7tm', 'sato', 'person:sato', 'SAT', undefined])
      expect(requireHandover(state, name).id).toBe('k7tm')
    expect(() => requireHandover(state, 'suzuki')).toThrow(
      expect.objectContaining({ details: { handover: 'suzuki', open: ['k7tm (person:sato)'] } }),
    )
  })
})

describe('the list after a key of the vault was revoked', () => {
  const totp: Fact = { type: 'totp-added', account: 'cafe', totp: 't1' }
  const tasksOf = ({ facts: [fact] }: ReturnType<typeof startRenewal>) =>
    fact?.type === 'handover-started' ? fact.tasks : []

  test('asks for the folder first, then for new codes and a new authenticator of every account', () => {
    const started = startRenewal(stateOf(totp), 'k1', undefined, 'second')
    expect(started.facts).toMatchObject([{ about: ['key:second'], kind: 'leave' }])
    expect(tasksOf(started)).toEqual([
      { account: 'cafe', task: 'vault-folder' },
      { account: 'cafe', task: 'renew-codes' },
      { account: 'shop', task: 'renew-codes' },
      { account: 'cafe', task: 'move:totp' },
    ])
  })

  test('has all that the person’s leaving asks for, but for the passphrase, which has ended', () => {
    const state = stateOf(...facts)
    const started = startRenewal(state, 'k1', 'sato', 'sato')
    const tasks = tasksOf(started)
    const left = tasksFor(state, 'leave', leaver).filter(({ task }) => task !== 'passphrase')
    expect(started.facts).toMatchObject([{ about: ['person:sato'] }])
    expect(tasks).toEqual(expect.arrayContaining([...left]))
    expect(tasks.filter(({ task }) => task === 'renew-codes').map(({ account }) => account)).toEqual(['cafe', 'shop'])
    expect(tasks.filter(({ task }) => task === 'vault-folder')).toHaveLength(1)
    expect(tasks.map(({ task }) => task)).not.toContain('passphrase')
  })

  test('is not made twice, nor where the vault has no codes that work', () => {
    const copy = new Copy()
    copy.add(shop, list(1))
    copy.do(state => startRenewal(state, 'k1', undefined, 'second'))
    expect(startRenewal(copy.state, 'k2', undefined, 'second')).toMatchObject({
      handover: 'k1',
      isNew: false,
      facts: [],
    })
    expect(startRenewal(new Copy().state, 'k1', undefined, 'second').handover).toBeUndefined()
  })
})
