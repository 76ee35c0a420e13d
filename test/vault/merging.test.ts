import { describe, expect, it } from 'vitest'
import type { Journal } from '../../src/domain/journal/payload.ts'
import type { StoredEvent } from '../../src/domain/model/events.ts'
import type { KeySlot, State } from '../../src/domain/model/state.ts'
import { bounds, type Slot } from '../../src/envelope/format.ts'
import { newVaultId, newVaultKey } from '../../src/envelope/payload.ts'
import { anchorOf, newSlotKeys, type SlotKeys, vaultKeyIn, wrapSlot } from '../../src/envelope/slots.ts'
import { type KeyState, keyMark, renewKey } from '../../src/envelope/vault-keys.ts'
import { type KeyRelation, mergeKeys, relationOf, withheldOf } from '../../src/vault/merging.ts'
import { refusal } from '../domain/samples.ts'
import { cheap, random } from '../envelope/samples.ts'

const vaultId = newVaultId(random)

function keysOf(epoch: number, past: readonly string[] = [], slots: readonly Slot[] = []): KeyState {
  return {
    header: { vaultId, epoch, slots },
    vaultKey: newVaultKey(random),
    record: { codeIdKey: random(32), anchors: new Map(), past },
  }
}

const idOf = ({ header, vaultKey }: KeyState): string => keyMark(header, vaultKey).id

function event(type: string, rest: object = {}): StoredEvent {
  return { id: `${type} ${JSON.stringify(rest)}`, replica: 'theirs', type, ...rest } as unknown as StoredEvent
}

describe('two vault keys', () => {
  const first = keysOf(1)
  const root = idOf(first)
  const [one, two] = [keysOf(2, [root]), keysOf(2, [root])].toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const later = keysOf(3, [root])
  const other = keysOf(2, ['another root'])
  if (!one || !two) throw new Error('no keys')

  it.each<[string, KeyState, KeyState, KeyRelation, KeyRelation]>([
    ['the same', one, { ...one, vaultKey: Uint8Array.from(one.vaultKey) }, 'same', 'same'],
    ['one from the other', one, first, 'ours', 'theirs'],
    ['side by side, of one number', one, two, 'sibling-ours', 'sibling-theirs'],
    ['side by side, of two numbers', later, one, 'sibling-ours', 'sibling-theirs'],
    ['side by side, the smaller id with the lower number', later, two, 'sibling-ours', 'sibling-theirs'],
    ['of nothing in common', one, other, 'apart', 'apart'],
  ])('are %s', (_, ours, theirs, relation, reversed) => {
    expect(relationOf(ours, theirs, [])).toBe(relation)
    expect(relationOf(theirs, ours, [])).toBe(reversed)
  })

  it.each<[string, StoredEvent, KeyRelation]>([
    ['both know it', event('key-revoked', { because: 'revoked', key: root }), 'sibling-ours'],
    ['only ours knows it', event('key-revoked', { because: 'revoked', key: idOf(one) }), 'apart'],
    ['only theirs knows it', event('key-revoked', { because: 'revoked', key: idOf(two) }), 'apart'],
    ['nobody knows it', event('key-revoked', { because: 'revoked', key: 'unknown' }), 'apart'],
    ['an earlier version did not record it', event('key-revoked', { because: 'revoked' }), 'apart'],
    ['it was a replacement', event('key-revoked', { because: 'replaced', key: 'unknown' }), 'sibling-ours'],
    ['it was no end of a slot', event('key-added', { because: 'revoked', key: 'unknown' }), 'sibling-ours'],
  ])('made side by side, with a key that a revocation drew: %s', (_, revocation, relation) => {
    expect(relationOf(one, two, [revocation])).toBe(relation)
  })
})

describe('what a person who was shut out may have written', () => {
  const revocation = event('key-revoked', { because: 'revoked' })
  const journal = (...events: readonly StoredEvent[]) => ({ events }) as unknown as Journal
  const withheld = (one: readonly StoredEvent[], other: readonly StoredEvent[] = [revocation]) =>
    withheldOf(journal(...one), journal(...other), 'own')

  const taken = ['code-reserved', 'code-used', 'code-rejected']
  const light = ['code-shared', 'code-used-twice', 'my-code-used', 'set-added', 'my-key-added', 'person-saved']
  const grave = ['key-added', 'key-changed', 'set-erased', 'set-retired', 'account-removed', 'totp-removed']

  it('is all but what became of codes; what changes keys or erases is grave', () => {
    const { events, grave: found } = withheld([...taken, ...light, ...grave].map(type => event(type)))
    expect(events.map(({ type }) => type)).toEqual([...light, ...grave])
    expect(found.map(({ type }) => type)).toEqual(grave)
  })

  it('is nothing that both have, nor what this machine wrote itself', () => {
    const both = event('set-added')
    const own = event('account-removed', { replica: 'own' })
    expect(withheld([both, own], [both, revocation])).toEqual({ events: [], grave: [] })
  })

  it.each<[string, readonly StoredEvent[]]>([
    ['nobody was shut out', []],
    ['a passphrase was replaced', [event('key-revoked', { because: 'replaced' })]],
    ['it was no end of a slot', [event('key-added', { because: 'revoked' })]],
  ])('is nothing where %s', (_, other) => {
    expect(withheld([event('set-added')], other)).toEqual({ events: [], grave: [] })
  })

  it('is nothing where both know of it', () => {
    expect(withheld([event('set-added'), revocation])).toEqual({ events: [], grave: [] })
  })
})

describe('the keys of a merged vault', () => {
  const stretch = async (secret: Uint8Array) => Uint8Array.from({ length: 32 }, (_, at) => secret[at] ?? at)
  const slotKeys = (kind: Slot['kind'] = 'passphrase'): Promise<SlotKeys> =>
    newSlotKeys({ vaultId, epoch: 1, kind, secret: 'any', cost: cheap, stretch, random })

  /** A vault key with slots that wrap it. */
  function withSlots(state: KeyState, ...keys: readonly SlotKeys[]): KeyState {
    const slots = keys.map(one => wrapSlot(state.header, one, state.vaultKey, random))
    return { ...state, header: { ...state.header, slots } }
  }

  /** The next vault key: with links only, but for those at hand. */
  function next(state: KeyState, ...atHand: readonly SlotKeys[]): KeyState {
    const { header, vaultKey, record } = renewKey(state, {
      atHand,
      added: [],
      ended: new Set(),
      known: undefined,
      random,
    })
    return { header, vaultKey, record }
  }

  const stateOf = (...keySlots: readonly [string, Partial<KeySlot>][]): State =>
    ({ keySlots: new Map(keySlots.map(([id, slot]) => [id, { successors: [], ...slot }])) }) as unknown as State
  const ids = (slots: readonly { readonly id: string }[]) => slots.map(({ id }) => id)
  const merge = (
    ours: KeyState,
    theirs: KeyState,
    relation: KeyRelation,
    state = stateOf(),
    atHand: readonly SlotKeys[] = [],
  ) => mergeKeys(ours, theirs, relation, state, atHand, random)

  it('are the same with the slots of both, where both have one key', async () => {
    const [a, b, c] = [await slotKeys(), await slotKeys(), await slotKeys()]
    const key = { ...keysOf(1, ['earlier']) }
    const ours = withSlots(key, a, b)
    const merged = merge(ours, withSlots(key, a, c), 'same')
    expect(merged.state.header.slots).toEqual(expect.arrayContaining([...ours.header.slots]))
    expect(merged).toMatchObject({ isNew: false, relation: 'same', leftOut: [] })
    expect(ids(merged.joined)).toEqual([c.terms.id])
    expect(merged.state.header).toMatchObject({ vaultId, epoch: 1 })
    expect(ids(merged.state.header.slots)).toEqual([a.terms.id, ...[b.terms.id, c.terms.id].toSorted()])
    expect(merged.state.vaultKey).toBe(key.vaultKey)
    expect(merged.state.record).toEqual(key.record)
  })

  it('have a slot without its link where one side has it so, with no anchor', async () => {
    const [a, b] = [await slotKeys(), await slotKeys()]
    const linked = next(withSlots(keysOf(1), a, b), a)
    const direct = { ...linked, header: withSlots(linked, a, b).header }
    for (const [ours, theirs] of [
      [linked, direct],
      [direct, { ...direct, header: linked.header }],
    ] as const) {
      const { state, joined } = merge(ours, theirs, 'same')
      expect(ids(state.header.slots)).toEqual([a.terms.id, b.terms.id])
      expect(state.header.slots.map(({ link }) => link)).toEqual([null, null])
      expect(joined).toEqual([])
    }
    expect([...merge(linked, direct, 'same').state.record.anchors]).toEqual([])
    expect(merge(linked, linked, 'same').state).toEqual(linked)
  })

  it('have a linked slot of the other side with its anchor', async () => {
    const [a, b] = [await slotKeys(), await slotKeys()]
    const theirs = next(withSlots(keysOf(1), a, b), a)
    const ours = { ...theirs, header: withSlots(theirs, a).header, record: { ...theirs.record, anchors: new Map() } }
    const { state, joined } = merge(ours, theirs, 'same')
    expect(ids(joined)).toEqual([b.terms.id])
    expect(state.record.anchors).toEqual(theirs.record.anchors)
    expect([...state.record.anchors.keys()]).toEqual([b.terms.id])
  })

  it('are the later, to which slots that only the earlier has are linked', async () => {
    const [a, b, c] = [await slotKeys(), await slotKeys(), await slotKeys()]
    const key = keysOf(1, ['older'])
    const earlier = withSlots(key, a, b)
    const later = next(withSlots(key, a), a)
    for (const relation of ['ours', 'theirs', 'sibling-ours', 'sibling-theirs'] as const) {
      const [ours, theirs] = relation.endsWith('ours') ? [later, earlier] : [earlier, later]
      const merged = merge(ours, theirs, relation)
      expect(merged).toMatchObject({ isNew: false, relation, leftOut: [] })
      const { header, vaultKey, record } = merged.state
      expect(vaultKey).toBe(later.vaultKey)
      expect(ids(header.slots)).toEqual([a.terms.id, b.terms.id])
      const [, linked] = header.slots
      expect(linked && vaultKeyIn(header, linked, b)).toEqual(later.vaultKey)
      expect(record).toEqual({
        codeIdKey: later.record.codeIdKey,
        anchors: new Map([[b.terms.id, anchorOf(earlier.header, earlier.vaultKey)]]),
        past: ['older', idOf(earlier)],
      })
      expect(ids(merged.joined)).toEqual(relation.endsWith('ours') ? [b.terms.id] : [])
    }
    // Once more, by the link that it had.
    const latest = next(withSlots(later, a), a)
    const linked = next(earlier, a)
    const again = merge(latest, linked, 'sibling-ours', stateOf(), [c])
    const [, slot] = again.state.header.slots
    expect(slot && vaultKeyIn(again.state.header, slot, b)).toEqual(latest.vaultKey)
    expect(again.state.record.anchors.get(b.terms.id)).toEqual(linked.record.anchors.get(b.terms.id))
    expect(again.state.record.past).toEqual([...latest.record.past, idOf(linked)])
  })

  it.each<[string, number, (slot: Slot) => Slot, boolean]>([
    ['no public key', 3, slot => ({ ...slot, public: null }), true],
    ['a public key of small order', 3, slot => ({ ...slot, public: 'A'.repeat(43) }), true],
    ['no anchor', 3, slot => ({ ...slot, link: { enc: '', nonce: '', sealed: '' } }), true],
    ['a key of format 1', 1, slot => slot, true],
    ['all that is needed', 2, slot => slot, false],
  ])('leave out a slot that cannot be linked: %s', async (_, epoch, change, isOut) => {
    const [a, b] = [await slotKeys(), await slotKeys()]
    const earlier = withSlots(keysOf(1), a, b)
    const slots = earlier.header.slots.map(slot => (slot.id === b.terms.id ? change(slot) : slot))
    const later = withSlots(keysOf(epoch, [idOf(earlier)]), a)
    const { leftOut, joined, state } = merge(later, { ...earlier, header: { ...earlier.header, slots } }, 'ours')
    expect(ids(leftOut)).toEqual(isOut ? [b.terms.id] : [])
    expect(ids(joined)).toEqual(isOut ? [] : [b.terms.id])
    expect([...state.record.anchors.keys()]).toEqual(isOut ? [] : [b.terms.id])
  })

  it('are new where the two have nothing in common, and hold what cannot come along', async () => {
    const [a, b] = [await slotKeys(), await slotKeys()]
    const ours = withSlots(keysOf(2, ['one']), a)
    const theirs = withSlots(keysOf(4, ['two']), b)
    const merged = merge(ours, theirs, 'apart', stateOf(), [a])
    expect(merged).toMatchObject({ isNew: true, relation: 'apart', leftOut: [] })
    const { header, vaultKey, record } = merged.state
    expect(header.epoch).toBe(5)
    expect(header.slots.map(({ id, link }) => [id, link === null])).toEqual(
      [
        [a.terms.id, true],
        [b.terms.id, false],
      ].toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
    )
    for (const slot of header.slots) expect(vaultKeyIn(header, slot, slot.id === a.terms.id ? a : b)).toEqual(vaultKey)
    expect(record.past).toEqual(['one', idOf(ours), idOf(theirs), 'two'])
    const unreachable = {
      ...ours,
      header: { ...ours.header, slots: ours.header.slots.map(slot => ({ ...slot, public: null })) },
    }
    expect(ids(merge(unreachable, theirs, 'apart').leftOut)).toEqual([a.terms.id])
  })

  it('are new where a slot that has ended is in the one that goes on, and do not take one along from the other', async () => {
    const [a, b] = [await slotKeys(), await slotKeys()]
    const key = keysOf(1)
    const [wide, narrow] = [withSlots(key, a, b), withSlots(key, a)]
    const ended = stateOf([b.terms.id, { ended: 'replaced' }])
    expect(merge(narrow, wide, 'same', ended)).toMatchObject({ isNew: false, joined: [], leftOut: [] })
    const merged = merge(wide, narrow, 'same', ended)
    expect(merged).toMatchObject({ isNew: true, joined: [], leftOut: [] })
    expect(merged.state.header.epoch).toBe(2)
    expect(ids(merged.state.header.slots)).toEqual([a.terms.id])
    expect(merged.state.record.past).toEqual([idOf(wide)])
    // Linked under the new key, as a slot of a key from before would be.
    const c = await slotKeys()
    const wider = merge(wide, withSlots(key, a, c), 'same', ended, [a])
    const joined = wider.state.header.slots.find(({ id }) => id === c.terms.id)
    expect(joined && vaultKeyIn(wider.state.header, joined, c)).toEqual(wider.state.vaultKey)
  })

  it('have what both had before in its place, and what each has added since by age, the same from either side', async () => {
    const key = keysOf(1)
    const [a, b, c, d] = [await slotKeys(), await slotKeys(), await slotKeys(), await slotKeys()]
    const at = (keys: SlotKeys, day: number) =>
      [keys.terms.id, { added: { at: `2026-11-${day}T00:00:00.000Z`, by: 'aki' } }] as [string, Partial<KeySlot>]
    // One that only its end is known of counts as made with the vault.
    const state = stateOf(at(a, 28), at(b, 27), at(c, 26), [d.terms.id, {}])
    const order = (ours: readonly SlotKeys[], theirs: readonly SlotKeys[]) =>
      merge(withSlots(key, ...ours), withSlots(key, ...theirs), 'same', state).state.header.slots.map(({ id }) => id)
    const named = (...keys: readonly SlotKeys[]) => keys.map(({ terms }) => terms.id)
    for (const [one, other] of [
      [
        [a, b],
        [a, c],
      ],
      [
        [a, c],
        [a, b],
      ],
    ] as const)
      expect(order(one, other)).toEqual(named(a, c, b))
    expect(order([a], [b])).toEqual(named(b, a))
    expect(order([a, b], [d])).toEqual(named(d, b, a))
    expect(order([a], [a, b])).toEqual(named(a, b))
    expect(order([a], [a, b, c])).toEqual(named(a, b, c))
    expect(order([a, b, c], [a])).toEqual(named(a, b, c))
    expect(order([a, b], [b, a])).toEqual(named(a, b))
  })

  it('hold no anchor of a slot that does not come along', async () => {
    const all = await Promise.all(Array.from({ length: bounds.slots }, () => slotKeys()))
    const extra = await slotKeys()
    const earlier = withSlots(keysOf(1), extra)
    const late = { added: { at: '2026-11-20T00:00:00.000Z', by: 'aki' } } as Partial<KeySlot>
    const merged = merge(
      withSlots(keysOf(2, [idOf(earlier)]), ...all),
      earlier,
      'ours',
      stateOf([extra.terms.id, late]),
    )
    expect([ids(merged.leftOut), ids(merged.joined)]).toEqual([[extra.terms.id], []])
    expect(merged.state.record.anchors).toEqual(new Map())
  })

  it('keep the oldest slots where there are too many, and name the others', async () => {
    const key = keysOf(1)
    const mine = await Promise.all(Array.from({ length: bounds.slots - 1 }, () => slotKeys()))
    const others = [await slotKeys(), await slotKeys()]
    const at = (keys: SlotKeys, day: number) =>
      [keys.terms.id, { added: { at: `2026-11-${day}T00:00:00.000Z`, by: 'aki' } }] as [string, Partial<KeySlot>]
    const [early, late] = others
    if (!early || !late) throw new Error('no slots')
    const state = stateOf(...mine.slice(1).map((keys, index) => at(keys, 20 + index)), at(early, 19), at(late, 28))
    const merged = merge(withSlots(key, ...mine), withSlots(key, mine[0] ?? early, early, late), 'same', state)
    expect(ids(merged.leftOut)).toEqual([late.terms.id])
    expect(ids(merged.joined)).toEqual([early.terms.id])
    expect(ids(merged.state.header.slots)).toEqual([
      mine[0]?.terms.id,
      early.terms.id,
      ...mine.slice(1).map(({ terms }) => terms.id),
    ])
  })

  it('are none where no passphrase would be left', async () => {
    const [a, kit] = [await slotKeys(), await slotKeys('recovery')]
    const key = withSlots(keysOf(1), a, kit)
    const ended = stateOf([a.terms.id, { ended: 'revoked' }])
    expect(refusal(() => merge(key, key, 'same', ended))).toMatchObject({ code: 'merge-locks-out', exitCode: 40 })
  })
})
