import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyJournal, parseJournal, serializeJournal, stamp } from '../../../src/domain/journal/payload.ts'
import type { Fact, StoredEvent } from '../../../src/domain/model/events.ts'
import { code, journalOf, refusal, shop } from '../samples.ts'

const bytes = (payload: unknown) => new TextEncoder().encode(JSON.stringify(payload))
const text = (payload: Uint8Array) => JSON.parse(new TextDecoder().decode(payload))

function event(id: string, more: Record<string, unknown> = {}): StoredEvent {
  const lamport = Number(id.replace(/\D/g, ''))
  return { id, replica: 'laptop', n: lamport, lamport, at: '2026', by: 'aki', type: 'key-changed', ...more }
}

describe('a journal', () => {
  it.each([
    ['nothing', {}],
    ['no events', { secrets: {} }],
    ['no secrets', { events: [] }],
  ])('with %s is an empty one', (_, payload) => {
    expect(parseJournal([bytes(payload)])).toEqual(emptyJournal)
  })

  it('keeps the order of its events, whatever it is', () => {
    const journal = journalOf([event('3'), event('1'), event('2')])
    expect(journal.events.map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  it('holds an event once that it was given twice', () => {
    const journal = journalOf([event('1'), event('2'), event('1')])
    expect(journal.events.map(({ id }) => id)).toEqual(['1', '2'])
  })

  it.each([
    ['another type', { type: 'code-used' }],
    ['another time of the clock', { at: '2027' }],
    ['another place in the order', { lamport: 9 }],
    ['one member more', { comment: '' }],
  ])('in which one id stands for two events (%s) is damaged', (_, difference) => {
    const error = refusal(() => journalOf([event('1'), event('2'), event('1', difference)]))
    expect(error).toMatchObject({ code: 'damaged', exitCode: 13, details: { part: 'journal' } })
  })

  it.each([
    ['', 'nothing at all'],
    ['{', 'no JSON'],
    ['{"events":{}}', 'events that are no list'],
    ['{"events":null}', 'null for its events'],
    ['{"events":[null]}', 'an event that is none'],
    ['{"events":[{"id":"1"}]}', 'an event without a stamp'],
    ['{"secrets":[]}', 'secrets that are a list'],
    ['\ufeff{}', 'a byte order mark'],
    ['{"events":[]} {}', 'something after its end'],
  ])('is damaged: %j, %s', payload => {
    const error = refusal(() => parseJournal([new TextEncoder().encode(payload)]))
    expect(error).toMatchObject({ code: 'damaged', details: { part: 'journal' } })
  })

  it.each(['[]', 'null', '"text"', '7', 'true'])(
    'that is JSON of another form (%s) is foreign, and reads as empty',
    payload => {
      expect(parseJournal([new TextEncoder().encode(payload)])).toEqual({ ...emptyJournal, isForeign: true })
    },
  )

  it('that is no UTF-8 is damaged', () => {
    const payload = Uint8Array.from([...bytes({ note: 'x' })].map(byte => (byte === 0x78 ? 0xff : byte)))
    expect(refusal(() => parseJournal([payload])).details).toEqual({ part: 'journal' })
  })
})

describe('what a newer igcodes wrote', () => {
  it('survives a round trip: members, events, secrets', () => {
    const payload = {
      events: [
        event('1', { type: 'factor-added', holder: { name: '青木' } }),
        event('2', { type: 'code-used', account: 'shop', code: 'c', proof: [1, null, { deep: true }] }),
      ],
      secrets: { c: '12345678', totp: { secret: 'JBSWY3DP' }, short: '1234', number: 12345678 },
      theme: ['dark'],
      version: 2,
    }
    expect(text(serializeJournal(parseJournal([bytes(payload)])))).toEqual(payload)
  })

  it('survives a round trip even under names that JavaScript uses itself', () => {
    const payload = '{"events":[],"secrets":{"__proto__":"x","constructor":1},"__proto__":{"a":1}}'
    const journal = parseJournal([new TextEncoder().encode(payload)])
    expect(new TextDecoder().decode(serializeJournal(journal))).toBe(payload)
    expect(Object.getPrototypeOf(journal.rest)).toBe(Object.prototype)
  })

  it('is told from backup codes by its form', () => {
    const { secrets, otherSecrets } = parseJournal([
      bytes({ secrets: { a: '12345678', b: '123456789', c: 12345678, d: '１２３４５６７８', e: null } }),
    ])
    expect([...secrets]).toEqual([['a', '12345678']])
    expect(Object.keys(otherSecrets)).toEqual(['b', 'c', 'd', 'e'])
  })
})

it('a journal is the same after it was written and read, whatever it holds', () => {
  const members = fc.dictionary(
    fc.string().filter(name => !['id', 'replica', 'n', 'lamport', 'at', 'by', 'type'].includes(name)),
    fc.jsonValue(),
  )
  const events = fc.array(
    fc
      .record({ id: fc.integer({ min: 1 }), members, type: fc.string() })
      .map(({ id, members, type }) => ({ ...members, ...event(String(id), { type }) })),
  )
  const payloads = fc.record({
    events: events.map(uniqueById),
    secrets: fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant('12345678'))),
    rest: fc.dictionary(fc.string(), fc.jsonValue()),
  })
  fc.assert(
    fc.property(payloads, ({ events, secrets, rest }) => {
      const payload = text(bytes({ ...rest, events, secrets }))
      const once = parseJournal([bytes(payload)])
      const written = serializeJournal(once)
      expect(parseJournal([written])).toEqual(once)
      expect(text(written)).toEqual({ ...payload, events: once.events })
      expect(new Set(once.events)).toEqual(new Set(payload.events))
    }),
  )
})

describe('stamping', () => {
  const facts: readonly Fact[] = [
    { type: 'account-added', account: 'shop', handle: shop },
    { type: 'code-used', account: 'shop', code: 'c' },
  ]
  let made = 0
  const writer = {
    replica: 'laptop',
    count: 7,
    lamport: 40,
    at: '2026-11-20T12:00:00.000Z',
    by: 'aki',
    newId: () => `new ${++made}`,
  }

  it('numbers facts on from the latest, each with an id of its own', () => {
    expect(stamp(facts, writer)).toEqual([
      { ...stampOf(8, 41, 'new 1'), ...facts[0] },
      { ...stampOf(9, 42, 'new 2'), ...facts[1] },
    ])
  })

  it('of nothing is nothing', () => {
    expect(stamp([], writer)).toEqual([])
  })

  function stampOf(n: number, lamport: number, id: string) {
    const { replica, at, by } = writer
    return { id, replica, n, lamport, at, by }
  }
})

it('digits are written under their code id', () => {
  const journal = { ...emptyJournal, secrets: new Map([['c', code('12345678')]]) }
  expect(text(serializeJournal(journal))).toEqual({ events: [], secrets: { c: '12345678' } })
})

function uniqueById(events: readonly StoredEvent[]): readonly StoredEvent[] {
  return [...new Map(events.map(event => [event.id, event])).values()]
}

describe('a payload in pieces', () => {
  /** What comes out, or that it is refused. */
  const read = (...pieces: Uint8Array[]) => {
    try {
      const { events, secrets, otherSecrets, rest, isForeign } = parseJournal(pieces)
      return { events, secrets, otherSecrets, rest, isForeign }
    } catch (error) {
      return refusal(() => {
        throw error
      }).code
    }
  }
  const cutAt = (whole: Uint8Array, places: readonly number[]) => {
    const ends = [...new Set(places.map(place => place % (whole.length + 1)))].sort((a, b) => a - b)
    return [0, ...ends].map((from, at) => whole.subarray(from, ends[at] ?? whole.length))
  }

  it('is read as in one', () => {
    // Whatever looks like the border of two events: within a text, within an event, and after the events.
    const looks = fc.constantFrom('', '},{"id":"', '"},{"id":"', '\\', '花子', '"}],"secrets":{')
    const inner = fc.constantFrom<unknown>(1, [{ id: 'a' }, { id: 'b' }], { id: 'c', list: [{ id: 'd' }, { id: 'e' }] })
    const one = fc.tuple(looks, inner).map(([by, newer]) => ({ by, newer }))
    const events = fc
      .array(one, { maxLength: 6 })
      .map(list => list.map(({ by, newer }, at) => event(String(at + 1), { by, newer })))
    const rest = fc.constantFrom({}, { newer: [{ id: 'x' }, { id: 'y' }] }, { secrets: { a: '12345678' } })
    const spoilt = fc.constantFrom('', ']', '{"events":[],', ' ')
    fc.assert(
      fc.property(events, rest, spoilt, fc.array(fc.nat(), { maxLength: 12 }), (events, rest, spoilt, places) => {
        const whole = new TextEncoder().encode(JSON.stringify({ events, ...rest }) + spoilt)
        expect(read(...cutAt(whole, places))).toEqual(read(whole))
      }),
      { numRuns: 1000 },
    )
  })

  it.each([97, 98, 99, 20_000])('with %d levels in an event is judged as in one', levels => {
    const deep = '['.repeat(levels) + ']'.repeat(levels)
    const events = ['1', '2', '3'].map(id =>
      JSON.stringify(event(id)).replace('}', `,"newer":${id === '2' ? deep : 1}}`),
    )
    const whole = new TextEncoder().encode(`{"events":[${events}]}`)
    const judged = read(whole)
    expect(typeof judged).toBe(levels < 98 ? 'object' : 'string')
    expect(read(...cutAt(whole, [whole.length - 20, whole.length - 10]))).toEqual(judged)
    expect(read(...Array.from(whole, (_, at) => whole.subarray(at * 90, (at + 1) * 90)).slice(0, 999))).toEqual(judged)
  })

  it('is refused for a second list of events, which would count instead of the first', () => {
    const text = new TextEncoder().encode(
      `${JSON.stringify({ events: [event('1'), event('2'), event('3')] }).slice(0, -1)},"events":[]}`,
    )
    expect(read(text.subarray(0, 150), text.subarray(150))).toBe('damaged')
  })
})
