/** The registry as the fold sees it: whatever order events come in, and whatever they name. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../../src/domain/journal/fold.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { Copy, journalOf } from '../samples.ts'

const ids = fc.constantFrom('a', 'b', 'c')
const someIds = fc.array(ids, { maxLength: 3 })
const day = fc.constantFrom(parseIsoDate('2026-01-10'), parseIsoDate('2026-11-20'))
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

/** Any fact, also such as no rule would write: links to what was never saved, loops, doubled ids. */
const facts: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    type: fc.constant('person-saved' as const),
    person: ids,
    name: fc.string(),
    roles: fc.subarray(['poster', 'security-manager'] as const),
    agency: fc.boolean(),
    left: orNull(day),
  }),
  fc.record({ type: fc.constant('person-removed' as const), person: ids }),
  fc.record({
    type: fc.constant('factor-saved' as const),
    factor: ids,
    kind: fc.constantFrom('mail' as const, 'sms' as const),
    label: fc.string(),
    owner: fc.constantFrom('company' as const, 'private' as const),
    on: orNull(ids),
    holders: someIds,
    needs: someIds,
    confirmed: orNull(day),
  }),
  fc.record({
    type: fc.constantFrom('factor-linked' as const, 'factor-unlinked' as const),
    factor: ids,
    accounts: someIds,
  }),
  fc.record({ type: fc.constant('factor-removed' as const), factor: ids }),
  fc.record({ type: fc.constant('review-recorded' as const), accounts: someIds, day }),
)

describe('the registry of two copies', () => {
  test('is the same for every order of the events and every direction of the merge', () => {
    const steps = fc.array(facts, { maxLength: 12 })
    fc.assert(
      fc.property(steps, steps, steps, (common, mine, theirs) => {
        const laptop = new Copy()
        if (common.length > 0) laptop.record(...common)
        const phone = laptop.on('phone')
        if (mine.length > 0) laptop.record(...mine)
        if (theirs.length > 0) phone.record(...theirs)
        const [one, other] = [laptop.on('x'), phone.on('y')]
        one.take(phone)
        other.take(laptop)
        expect(one.state.registry).toEqual(other.state.registry)
        const backwards = journalOf([...one.events].reverse()).events
        expect(fold(backwards).registry).toEqual(one.state.registry)
      }),
    )
  })

  test('has the accounts that both linked', () => {
    const laptop = new Copy()
    const saved = { kind: 'sms', label: 'number', owner: 'company', on: null, holders: [], needs: [] } as const
    laptop.record({ type: 'factor-saved', factor: 'number', confirmed: null, ...saved })
    const phone = laptop.on('phone')
    laptop.record({ type: 'factor-linked', factor: 'number', accounts: ['shop'] })
    phone.record({ type: 'factor-linked', factor: 'number', accounts: ['cafe'] })
    laptop.take(phone)
    expect(laptop.state.registry.factors.get('number')?.accounts.toSorted()).toEqual(['cafe', 'shop'])
  })
})

describe('the fold is tolerant', () => {
  test('a link or a removal of a record that was never saved is ignored', () => {
    const copy = new Copy()
    copy.record(
      { type: 'factor-linked', factor: 'ghost', accounts: ['shop'] },
      { type: 'place-unlinked', place: 'ghost', accounts: ['shop'] },
      { type: 'person-removed', person: 'ghost' },
      { type: 'device-removed', device: 'ghost' },
    )
    const { persons, devices, factors, places } = copy.state.registry
    expect([persons.size, devices.size, factors.size, places.size]).toEqual([0, 0, 0, 0])
  })

  test('an event whose members do not fit is kept and changes nothing', () => {
    const copy = new Copy()
    copy.record({ type: 'person-saved', person: 'sato', name: 'Sato', roles: [], agency: false, left: null })
    const [event] = copy.events
    if (!event) throw new Error('no event')
    const odd = { ...event, id: 'odd', n: 9, lamport: 9, roles: ['king'] }
    const journal = journalOf([...copy.events, odd])
    expect(journal.events).toHaveLength(2)
    expect(fold(journal.events).registry.persons.get('sato')?.roles).toEqual([])
    // Not about codes: the vault can still be changed.
    expect(fold(journal.events).unknownTypes).toEqual([])
  })

  test('a review counts once, with its latest day', () => {
    const copy = new Copy()
    copy.record(
      { type: 'review-recorded', accounts: ['shop'], day: parseIsoDate('2026-11-20') },
      { type: 'review-recorded', accounts: ['shop'], day: parseIsoDate('2026-03-02') },
    )
    expect(copy.state.registry.reviews.get('shop')).toBe('2026-11-20')
  })
})
