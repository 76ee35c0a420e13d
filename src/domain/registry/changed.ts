/** Names in each fact about a record what it changes, so that two machines can change different members of one record. */
import type { Fact } from '../model/events.ts'
import type { Device, Factor, Person, Place } from '../model/registry.ts'
import type { State } from '../model/state.ts'

type Members = Readonly<Record<string, unknown>>

/** The facts, with `changed` in those that save a record which the state or an earlier fact has. */
export function withChanged({ registry }: State, facts: readonly Fact[]): readonly Fact[] {
  const saved = new Map<string, Members>()
  return facts.map(fact => {
    const key = keyOf(fact)
    if (key === undefined) return fact
    const [kind, id] = key
    const name = `${kind}:${id}`
    const record = kind === undefined ? undefined : registry[`${kind}s`].get(id)
    const before = saved.get(name) ?? (record && membersOf(record))
    saved.set(name, { ...fact })
    return before ? { ...fact, changed: differing(before, { ...fact }) } : fact
  })
}

function keyOf(fact: Fact): readonly ['person' | 'device' | 'factor' | 'place', string] | undefined {
  switch (fact.type) {
    case 'person-saved':
      return ['person', fact.person]
    case 'device-saved':
      return ['device', fact.device]
    case 'factor-saved':
      return ['factor', fact.factor]
    case 'place-saved':
      return ['place', fact.place]
    default:
      return undefined
  }
}

/** As in a fact: `device` is stored as `on`. */
function membersOf(record: Person | Device | Factor | Place): Members {
  return 'device' in record ? { ...record, on: record.device } : { ...record }
}

function differing(before: Members, after: Members): readonly string[] {
  const { type: _, changed: __, ...members } = after
  return Object.keys(members).filter(
    name => name in before && JSON.stringify(before[name]) !== JSON.stringify(members[name]),
  )
}
