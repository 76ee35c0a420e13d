/** What the tests about the registry share: records with everything that a test does not care about filled in. */
import type { Fact } from '../../src/domain/model/events.ts'
import type { Device, Factor, Person, Place } from '../../src/domain/model/registry.ts'

export function person(id: string, more: Partial<Omit<Person, 'id'>> = {}): Fact {
  return { type: 'person-saved', person: id, name: id, roles: [], agency: false, left: null, ...more }
}

export function device(id: string, more: Partial<Omit<Device, 'id'>> = {}): Fact {
  return {
    type: 'device-saved',
    device: id,
    name: id,
    kind: 'phone',
    owner: 'company',
    holder: null,
    since: null,
    vault: false,
    ...more,
  }
}

/** A factor and what it serves. */
export function factor(
  id: string,
  { device = null, accounts = ['shop'], ...more }: Partial<Omit<Factor, 'id'>> = {},
): readonly Fact[] {
  const saved = {
    factor: id,
    kind: 'authenticator',
    label: id,
    owner: 'company',
    holders: [],
    needs: [],
    confirmed: null,
  } as const
  return [
    { type: 'factor-saved', ...saved, on: device, ...more },
    { type: 'factor-linked', factor: id, accounts },
  ]
}

export function place(
  id: string,
  { device = null, accounts = ['shop'], ...more }: Partial<Omit<Place, 'id'>> = {},
): readonly Fact[] {
  return [
    { type: 'place-saved', place: id, kind: 'locked-paper', label: id, holders: [], on: device, ...more },
    { type: 'place-linked', place: id, accounts },
  ]
}
