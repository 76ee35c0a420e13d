import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/domain/model/events.ts'
import { clockFindings, keyFindings, machineFindings } from '../../../src/domain/upkeep/doctor.ts'
import { journalFindings } from '../../../src/domain/upkeep/doctor-journal.ts'

const now = new Date('2026-11-20T12:00:00Z')

/** `a1@1`: replica a, n 1, lamport 1. */
function journal(...events: readonly string[]): readonly StoredEvent[] {
  return events.map((text, index) => {
    const [, replica = '', n = '', lamport = ''] = /^(\w)(\d+)@(\d+)$/.exec(text) ?? []
    const at = '2026-11-20T10:00:00.000Z'
    return { id: `e${index}`, replica, n: Number(n), lamport: Number(lamport), at, by: 'aki', type: 'account-added' }
  })
}
const codes = (events: readonly StoredEvent[]) =>
  journalFindings(events, [], now).map(({ code, details }) => ({ code, ...details }))

describe('the laws of the journal', () => {
  it('hold for two machines that wrote in turn', () => {
    expect(codes(journal('a1@1', 'b1@2', 'a2@3', 'b2@3'))).toEqual([])
  })

  it.each([
    ['a number twice: two machines with one name', ['a1@1', 'a2@2', 'a2@3'], { code: 'number-twice', count: 1 }],
    ['numbers that are missing', ['a1@1', 'a4@2', 'b2@3'], { code: 'numbers-missing', count: 3 }],
    ['an order that the writer cannot have had', ['a1@5', 'a2@5'], { code: 'order-broken', count: 1 }],
  ] as const)('are broken by %s', (_, events, expected) => {
    expect(codes(journal(...events))).toEqual([expected])
  })

  it('say which times cannot be', () => {
    const [event] = journal('a1@1')
    if (!event) throw new Error('no event')
    const at = (time: string) => codes([{ ...event, at: time }])
    expect(at('2026-11-21T11:00:00.000Z')).toEqual([])
    expect(at('2027-01-01T00:00:00.000Z')).toEqual([
      { code: 'future-events', count: 1, latest: '2027-01-01T00:00:00.000Z' },
    ])
    expect(codes([{ ...event, issuedOn: '2027-02-03' }])).toMatchObject([
      { code: 'future-events', latest: '2027-02-03' },
    ])
    // A pause may end later, and an ignored rule come back.
    expect(codes([{ ...event, until: '2027-02-03' }])).toEqual([])
  })

  it('name records of a newer igcodes', () => {
    expect(journalFindings([], ['code-teleported'], now)).toEqual([
      { code: 'newer-records', details: { types: ['code-teleported'] } },
    ])
  })
})

describe('the clock', () => {
  it('may be off by what one-time codes allow', () => {
    expect(clockFindings(now, [])).toEqual([])
    expect(clockFindings(now, ['2026-11-20T12:04:00.000Z', '2026-11-01T00:00:00.000Z'])).toEqual([])
  })

  it('is behind if this machine has written something later', () => {
    expect(clockFindings(now, ['2026-11-20T13:00:00.000Z', '2026-11-01T00:00:00.000Z'])).toEqual([
      { code: 'clock-behind', details: { by: 3600, latest: '2026-11-20T13:00:00.000Z' } },
    ])
  })
})

describe('keys', () => {
  const passphrase = { kind: 'passphrase' } as const
  const recovery = { kind: 'recovery' } as const
  it.each([
    ['two people and a recovery key', [passphrase, passphrase, recovery], 1, []],
    ['one person', [passphrase, recovery], 1, ['one-person']],
    ['a passphrase alone, in the first format', [passphrase], 0, ['first-format', 'no-recovery-key', 'one-person']],
  ] as const)('%s', (_, slots, epoch, expected) => {
    expect(keyFindings(slots, epoch).map(({ code }) => code)).toEqual(expected)
  })
})

describe('the machine', () => {
  const facts = { now, node: '24.9.0', isSlowEngine: false }
  const found = (more: object) => machineFindings({ ...facts, ...more }).map(({ code }) => code)
  it.each([
    ['a supported Node', {}, []],
    ['a Node without updates', { node: '20.17.0' }, ['node-ended']],
    ['a Node that is newer than this table', { node: '99.0.0' }, []],
    ['no native code', { isSlowEngine: true }, ['slow-engine']],
    ['no clipboard', { clipboardNeeds: ['xclip'] }, ['no-clipboard']],
    ['an agent’s folder that others can enter', { openAgent: '/run/x' }, ['agent-open']],
  ] as const)('%s', (_, more, expected) => {
    expect(found(more)).toEqual(expected)
  })
})
