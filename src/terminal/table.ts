/** Rows in aligned columns, or one block a row where the terminal is too narrow for that. */
import { padEnd, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

const gap = 2
/** A last column narrower than this reads worse than blocks. */
const narrowest = 16

/**
 * Lays cells out in lines of at most so many columns: the last column wraps when it must, and where even that leaves it
 * too narrow each row becomes a block. Cells arrive colored and sanitized; the caller indents.
 */
export function table(header: readonly string[], rows: readonly (readonly string[])[], columns: number): string[] {
  // Not Math.max(...): a log can have more rows than a call takes arguments.
  const widths = header.map((label, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), widthOf(label)),
  )
  const last = widths.pop() ?? 0
  const lastStart = widths.reduce((sum, width) => sum + width + gap, 0)

  const lastWidth = Math.min(last, columns - lastStart)
  if (lastWidth < last && lastWidth < narrowest) return blocks(header, rows, columns)
  return [header, ...rows].flatMap(row => aligned(row, widths, lastStart, lastWidth))
}

/** One row. The last cell may take more lines, in its own column. */
function aligned(row: readonly string[], widths: readonly number[], lastStart: number, lastWidth: number): string[] {
  const [first = '', ...more] = wrap(row[widths.length] ?? '', lastWidth)
  const start = widths.map((width, column) => padEnd(row[column] ?? '', width + gap)).join('')
  return [(start + first).trimEnd(), ...more.map(line => ' '.repeat(lastStart) + line)]
}

/** Each row as a block: its first cell, and below it the others, each with its label. */
export function blocks(header: readonly string[], rows: readonly (readonly string[])[], columns: number): string[] {
  return rows.flatMap((row, index) => {
    const [title = '', ...cells] = row
    const details = cells.flatMap((cell, column) => {
      if (cell === '') return []
      const label = header[column + 1] ?? ''
      return wrap(label === '' ? cell : `${label}: ${cell}`, columns, { indent: gap, hanging: gap * 2 })
    })
    return [...(index > 0 ? [''] : []), ...wrap(title, columns, { hanging: gap }), ...details]
  })
}
