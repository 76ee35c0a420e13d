/** What a mistyped name may have meant. */

/** Up to three names, the most similar first. The edit distance may be a third of the length. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
  return names
    .map(name => ({ name, distance: editDistance(typed, name) }))
    .filter(({ distance, name }) => distance <= Math.max(2, Math.ceil(Math.max(typed.length, name.length) / 3)))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Levenshtein distance, row by row. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substituted))
    }
    row = next
  }
  return row[b.length] ?? 0
}
