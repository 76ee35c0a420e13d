/** Finds the persons who leave, and the lost things, that a user names. */
import { UserError } from '../../errors.ts'
import type { Registry } from '../model/registry.ts'
import { findRecord, mapOf, nearest, requireRecord } from '../registry/names.ts'
import type { RegistryNode } from './loss.ts'

/**
 * Finds a device, factor or place by its id or name, alone or after its kind (`phone:koho-iphone`).
 *
 * @throws UserError `unknown-loss`, with what may have been meant
 */
export function requireLoss(registry: Registry, typed: string): RegistryNode {
  const [, prefix = '', rest = ''] = /^([a-z]+):(.+)$/su.exec(typed) ?? []
  const only = kindOf(prefix)
  const kinds: readonly Losable[] = only === undefined ? lossTargets : [only]
  const name = only === undefined ? typed : rest
  const exact = kinds.filter(kind => mapOf(registry, kind).has(name))
  const candidates = (exact.length > 0 ? exact : kinds).flatMap((kind): RegistryNode | [] => {
    const record = findRecord(registry, kind, name)
    return record ? { kind, id: record.id } : []
  })
  const [found, ...more] = candidates
  if (found && more.length === 0) return found
  const meant =
    candidates.length > 0
      ? candidates
      : kinds.flatMap(kind => nearest(registry, kind, name).map((id): RegistryNode => ({ kind, id })))
  throw new UserError('unknown-loss', {
    name: typed.slice(0, 80),
    nearest: meant.slice(0, 5).map(node => typedName(registry, node)),
  })
}

/** @throws UserError `unknown-record`, with those that may have been meant */
export function requireLeaver(registry: Registry, typed: string): RegistryNode {
  return { kind: 'person', id: requireRecord(registry, 'person', typed).id }
}

const lossTargets = ['device', 'factor', 'place'] as const

type Losable = (typeof lossTargets)[number]

function kindOf(prefix: string): Losable | undefined {
  if (prefix === 'phone' || prefix === 'tablet' || prefix === 'computer') return 'device'
  return lossTargets.find(kind => kind === prefix)
}

/** As it can be typed again. */
function typedName({ devices }: Registry, { kind, id }: RegistryNode): string {
  return `${kind === 'device' ? (devices.get(id)?.kind ?? kind) : kind}:${id}`
}

/** Without repetitions: a thing can be given by its id, by its name, and after its kind. */
export function eachOnce(nodes: readonly RegistryNode[]): readonly RegistryNode[] {
  return [...new Map(nodes.map(node => [`${node.kind} ${node.id}`, node])).values()]
}
