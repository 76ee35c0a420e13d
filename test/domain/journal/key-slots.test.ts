import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endedSlots, endedWith, labelOf, lineOf } from '../../../src/domain/journal/key-slots.ts'
import type { KeyFact } from '../../../src/domain/model/events.ts'
import { runs } from '../../thorough.ts'
import { Copy } from '../samples.ts'

const added = (slot: string, from: string | null, more: object = {}): KeyFact => ({
  type: 'key-added',
  slot,
  from,
  ...more,
})
const replaced = (slot: string, successor: string | null): KeyFact => ({
  type: 'key-revoked',
  slot,
  because: 'replaced',
  successor,
})
const revoked = (slot: string, kept?: readonly string[]): KeyFact => ({
  type: 'key-revoked',
  slot,
  because: 'revoked',
  successor: null,
  ...(kept && { kept }),
})

function slotsOf(...facts: readonly KeyFact[]) {
  const copy = new Copy()
  copy.record(...facts)
  return copy.state.keySlots
}

/** All ids that ended by a revocation, sorted. */
function shutOut(...facts: readonly KeyFact[]): readonly string[] {
  return [...endedSlots(slotsOf(...facts))].flatMap(([id, how]) => (how === 'revoked' ? id : [])).toSorted()
}

describe('a revocation', () => {
  it.each<[string, readonly KeyFact[], readonly string[]]>([
    ['ends the slot', [added('b', 'a'), revoked('b')], ['b']],
    ['ends what replaced it', [replaced('b', 'b2'), replaced('b2', 'b3'), revoked('b')], ['b', 'b2', 'b3']],
    ['ends what was added under it', [added('c', 'b'), revoked('b')], ['b', 'c']],
    [
      'ends what was added under a slot that was added under it, and its successors',
      [added('c', 'b'), added('d', 'c'), replaced('d', 'd2'), revoked('b')],
      ['b', 'c', 'd', 'd2'],
    ],
    [
      'ends what was added under an earlier passphrase of the same person',
      [added('c', 'b'), replaced('b', 'b2'), revoked('b2')],
      ['b', 'b2', 'c'],
    ],
    [
      'ends both successors if the passphrase was changed on two machines that were apart',
      [replaced('b', 'b2'), replaced('b', 'b3'), revoked('b2')],
      ['b', 'b2', 'b3'],
    ],
    ['leaves the slot that it was added under', [added('b', 'a'), added('c', 'a'), revoked('b')], ['b']],
    [
      'leaves what its writer kept, and what comes of that',
      [added('c', 'b'), added('d', 'b'), revoked('b', ['c']), replaced('c', 'c2'), added('e', 'c2')],
      ['b', 'd'],
    ],
    [
      'leaves nothing that another revocation of the same slot does not keep',
      [added('c', 'b'), added('d', 'b'), revoked('b', ['c', 'd']), revoked('b', ['d'])],
      ['b', 'c'],
    ],
    ['wins over a replacement', [revoked('b'), replaced('b', 'b2')], ['b', 'b2']],
    ['is nothing that a replacement does', [replaced('b', 'b2'), added('c', 'b')], []],
    ['ends in a circle too', [replaced('b', 'c'), replaced('c', 'b'), added('b', 'c'), revoked('b')], ['b', 'c']],
  ])('%s', (_, facts, expected) => {
    expect(shutOut(...facts)).toEqual(expected)
  })

  it('comes to the same whatever the order of the events, and never takes an ending back', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const ids = fc.uniqueArray(id, { maxLength: 3 })
    const fact = fc.oneof(
      fc.tuple(id, fc.option(id)).map(([slot, from]) => added(slot, from)),
      fc.tuple(id, fc.option(id)).map(([slot, by]) => replaced(slot, by)),
      fc.tuple(id, fc.option(ids, { nil: undefined })).map(([slot, kept]) => revoked(slot, kept)),
    )
    // A slot is added once.
    const facts = fc
      .array(fact, { maxLength: 12 })
      .map(all =>
        all.filter(
          (one, at) =>
            one.type !== 'key-added' ||
            all.findIndex(other => other.type === 'key-added' && other.slot === one.slot) === at,
        ),
      )
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (all, order) => {
        const shuffled = all.map(one => ({ one, at: order.next().value ?? 0 })).toSorted((x, y) => x.at - y.at)
        const ended = shutOut(...all)
        expect(shutOut(...shuffled.map(({ one }) => one))).toEqual(ended)
        for (let count = 0; count < all.length; count++)
          expect(ended).toEqual(expect.arrayContaining([...shutOut(...all.slice(0, count))]))
      }),
      { numRuns: runs(1000) },
    )
  })

  it('is foretold slot by slot, with what would be kept', () => {
    const slots = slotsOf(added('c', 'b'), added('d', 'c'), added('e', 'b'))
    expect([...endedWith(slots, 'b')].toSorted()).toEqual(['b', 'c', 'd', 'e'])
    expect([...endedWith(slots, 'b', new Set(['c']))].toSorted()).toEqual(['b', 'e'])
    expect([...endedWith(slots, 'unknown')]).toEqual(['unknown'])
  })
})

describe('a label', () => {
  it('goes on to what replaces the slot', () => {
    const slots = slotsOf(
      added('b', 'a', { label: 'sato' }),
      replaced('b', 'b2'),
      added('b2', 'b'),
      replaced('b2', 'b3'),
    )
    expect(labelOf(slots, 'b3')).toBe('sato')
    expect(labelOf(slots, 'a')).toBeUndefined()
    expect([...lineOf(slots, 'b2')].toSorted()).toEqual(['b', 'b2', 'b3'])
  })

  it('is missing in events of earlier versions', () => {
    expect(labelOf(slotsOf(added('b', null)), 'b')).toBeUndefined()
  })
})
