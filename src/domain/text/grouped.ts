/** A list that is not empty. */
export type Group<T> = readonly [T, ...T[]]

/** Groups by a key, in the order in which the keys first appear. (Map.groupBy came with Node 21.) */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, Group<T>> {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
