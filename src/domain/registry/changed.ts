/** Names in each fact about a record what it changes, so that two machines can change different members of one record. */
import { savedRecord } from '../journal/shown-ids.ts'
import type { Fact } from '../model/events.ts'
import { type Device, type Factor, type Person, type Place, recordIn } from '../model/registry.ts'
import type { State } from '../model/state.ts'

type Members = Readonly<Record<string, unknown>>

/** The facts, with `changed` in those that save a record which the state or an earlier fact has. */
export function withChanged({ registry }: State, facts: readonly Fact[]): readonly Fact[] {
  const saved = new Map<string, Members>()
  return facts.map(fact => {
    const node = savedRecord(fact)
    const named = node === undefined ? undefined : recordIn(node)
    if (node === undefined || !named) return fact
    const record = registry[`${named.kind}s`].get(named.id)
    const before = saved.get(node) ?? (record && membersOf(record))
    saved.set(node, { ...fact })
    return before ? { ...fact, changed: differing(before, { ...fact }) } : fact
  })
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
