import { describe, expect, it, test } from 'vitest'
import { newLabel, personOf, requireSlot } from '../../../src/domain/registry/key-labels.ts'
import { person } from '../registries.ts'
import { Copy, refusal } from '../samples.ts'

const slots = [
  { id: 'id-1', kind: 'passphrase' },
  { id: 'id-2', kind: 'passphrase', label: 'Sato' },
  { id: 'id-3', kind: 'passphrase', label: '鈴木' },
  { id: 'id-4', kind: 'recovery', label: '鈴木' },
] as const

describe('a slot that is named', () => {
  it.each([
    ['id-1', 'id-1'],
    ['Sato', 'id-2'],
    ['ｓａｔｏ', 'id-2'],
    [' sato ', 'id-2'],
  ])('%s is found', (typed, id) => {
    expect(requireSlot(slots, typed).id).toBe(id)
  })

  test('wrongly is refused with the nearest labels', () => {
    expect(refusal(() => requireSlot(slots, 'Sata'))).toMatchObject({
      code: 'unknown-slot',
      exitCode: 20,
      details: { nearest: ['Sato'] },
    })
  })

  test('as two are is refused with their ids', () => {
    expect(refusal(() => requireSlot(slots, '鈴木'))).toMatchObject({
      code: 'slot-needed',
      exitCode: 22,
      details: { slots: [{ id: 'id-3' }, { id: 'id-4' }] },
    })
  })
})

describe('a new label', () => {
  it.each([
    ['SATO', 'label-exists', 24],
    ['id-1', 'label-exists', 24],
    [' \n ', 'label-empty', 22],
    ['1234 5678', 'text-holds-code', 22],
    ['x'.repeat(161), 'text-too-long', 22],
  ])('%j is refused', (typed, code, exitCode) => {
    expect(refusal(() => newLabel(slots, typed))).toMatchObject({ code, exitCode })
  })

  it('is put on one line', () => {
    expect(newLabel(slots, '  田中\n 太郎 ')).toBe('田中 太郎')
  })
})

describe('the person of a slot', () => {
  const stateOf = (label: string) => {
    const copy = new Copy()
    copy.record(person('sato', { name: 'Sato Hanako' }), person('suzuki'), {
      type: 'key-added',
      slot: 'k',
      from: null,
      label,
    })
    return copy.state
  }

  it.each(['sato', 'SATO HANAKO'])('is the one with that id or name: %s', label => {
    expect(personOf(stateOf(label), 'k')?.id).toBe('sato')
  })

  // The list of another person would be worse than the list of all accounts.
  it.each(['sat', 'second'])('is nobody on a guess: %s', label => {
    expect(personOf(stateOf(label), 'k')).toBeUndefined()
  })
})
