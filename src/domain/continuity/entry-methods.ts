/** Entry methods and places with their names, for output. */
import type { Factor, FactorKind, Place, PlaceKind, Registry } from '../model/registry.ts'
import { nameById } from '../registry/names.ts'
import type { RegistryNode } from './loss.ts'

export interface NamedNode extends RegistryNode {
  readonly name: string
}

/** An entry method, or a copy of the codes. `codes` and `totp` are those in the vault. */
export type EntryMethod =
  | { readonly kind: 'factor'; readonly id: string; readonly name: string; readonly type: FactorKind }
  | { readonly kind: 'place'; readonly id: string; readonly name: string; readonly type: PlaceKind }
  | { readonly kind: 'codes' }
  | { readonly kind: 'totp' }

export function factorMethod({ id, label, kind }: Factor): EntryMethod {
  return { kind: 'factor', id, name: label, type: kind }
}

export function placeMethod({ id, label, kind }: Place): EntryMethod {
  return { kind: 'place', id, name: label, type: kind }
}

/** Named by its id if the registry does not know it. */
export function withName(registry: Registry, node: RegistryNode): NamedNode {
  return { ...node, name: nameById(registry, node.kind, node.id) }
}
