import type { Factor, Registry } from '../model/registry.ts'

const known = new WeakMap<Registry, boolean>()

/**
 * Whether one person runs everything by themselves, so that advice for teams does not fit: they are the only one entered who has not
 * left, belong to no agency, and no device or number is a company's. A vault in which nobody was entered may be anybody's.
 */
export function isAlone(registry: Registry): boolean {
  const before = known.get(registry)
  if (before !== undefined) return before
  const [only, ...others] = [...registry.persons.values()].filter(({ left }) => left === null)
  const alone =
    only !== undefined &&
    others.length === 0 &&
    !only.agency &&
    ![...registry.devices.values()].some(({ owner }) => owner === 'company') &&
    ![...registry.factors.values()].some(isCompanyNumber)
  known.set(registry, alone)
  return alone
}

function isCompanyNumber({ kind, owner }: Factor): boolean {
  return (kind === 'sms' || kind === 'whatsapp') && owner === 'company'
}
