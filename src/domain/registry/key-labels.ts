/** Finds a key slot by what a user types, and checks the label of a new one. */
import { type NamedSlot, UserError } from '../../errors.ts'
import { labelOf } from '../journal/key-slots.ts'
import { checkedLine } from '../model/checked-text.ts'
import type { Person } from '../model/registry.ts'
import type { State } from '../model/state.ts'
import { nearest } from '../text/nearest.ts'
import { isSameName } from './names.ts'

type NamedSlots<S extends NamedSlot> = readonly S[]

/**
 * A slot by its id, or by its label in any spelling.
 *
 * @throws UserError `unknown-slot`, `slot-needed`
 */
export function requireSlot<S extends NamedSlot>(slots: NamedSlots<S>, typed: string): S {
  const byId = slots.find(({ id }) => id === typed)
  if (byId) return byId
  const [found, ...more] = slots.filter(({ label }) => label !== undefined && isSameName(label, typed))
  if (found && more.length > 0) throw new UserError('slot-needed', { label: typed, slots: [found, ...more] })
  if (found) return found
  const names = slots.map(({ id, label }) => label ?? id)
  throw new UserError('unknown-slot', { name: typed.slice(0, 80), nearest: nearest(typed, names) })
}

/**
 * The label of a new slot, on one line.
 *
 * @throws UserError `label-empty`, `label-exists`, `text-too-long`, `text-holds-code`
 */
export function newLabel(slots: NamedSlots<NamedSlot>, typed: string): string {
  const label = checkedLine(typed)
  if (label === '') throw new UserError('label-empty')
  const taken = slots.find(slot => slot.id === label || (slot.label !== undefined && isSameName(slot.label, label)))
  if (taken) throw new UserError('label-exists', { label: taken.label ?? taken.id })
  return label
}

/** The person whom a slot's label names: by id or whole name, and no other. */
export function personOf({ keySlots, registry }: State, slot: string): Person | undefined {
  const label = labelOf(keySlots, slot)
  if (label === undefined) return undefined
  const all = [...registry.persons.values()].filter(({ id, name }) => id === label || isSameName(name, label))
  return all.length === 1 ? all[0] : undefined
}
