/**
 * How full a code set still is: `████░` for 4 of 5. Rounding keeps the ends: one code left is never an empty bar,
 * one code gone never a full one (as far as a single cell can show both).
 */
export function bar(remaining: number, size: number, cells = 5): string {
  const full = fullCells(remaining, size, cells)
  return '█'.repeat(full) + '░'.repeat(cells - full)
}

function fullCells(remaining: number, size: number, cells: number): number {
  if (size <= 0 || remaining <= 0) return 0
  if (remaining >= size) return cells
  const rounded = Math.round((remaining / size) * cells)
  return Math.max(1, Math.min(cells - 1, rounded))
}
