/**
 * Text from people as Markdown (GitHub's, which most wikis take): what somebody typed is shown as typed, whatever it holds. It
 * makes no heading, no list, no table, no HTML, no picture, and no link, not even by looking like an address.
 */

/** In a line of its own, as a paragraph or behind the mark of a list. */
export function inline(text: string): string {
  return pieces(text)
    .replace(/^([#+=>-])/, String.raw`\$1`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
    .replace(/(?<= )#+$/, String.raw`\$&`)
}

/** In a row of a table. Line ends would end the row. */
export function cell(text: string): string {
  return pieces(text)
}

/** @param rows under their header; each cell as `cell` gives it */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

/** Several lines as paragraphs: what was on lines of its own stays so. */
export function paragraphs(text: string): string {
  return text
    .split(/[\n\u2028\u2029]/)
    .map(inline)
    .filter(line => line !== '')
    .join('\n\n')
}

/**
 * What renderers turn into links or mentions although nothing marks it: with @, ://, www. in it. Within backticks they leave it
 * alone. The signs that mean something there (` | \) are not part of it and are escaped like everywhere.
 */
const linkLike = /(?:@|:\/\/|www\.)/i
const chunk = /[!-[\]-_a-{}~]+/g

function pieces(text: string): string {
  const line = text.replace(/[\p{White_Space}\p{Cc}]+/gu, ' ').trim()
  let done = 0
  const parts: string[] = []
  for (const { 0: found, index } of line.matchAll(chunk)) {
    const [start, end] = linkIn(found)
    if (end === 0) continue
    parts.push(escaped(line.slice(done, index + start)), `\`${found.slice(start, end)}\``)
    done = index + end
  }
  return [...parts, escaped(line.slice(done))].join('')
}

/** Where what looks like a link begins and ends in a text without blanks: with its first letter, or its sign; both 0 for none. */
function linkIn(text: string): readonly [number, number] {
  const sign = linkLike.exec(text)
  if (!sign) return [0, 0]
  const letter = text.search(/\w/)
  const start = letter < 0 ? sign.index : Math.min(letter, sign.index)
  // Without the punctuation behind it.
  let end = text.length
  while (end > sign.index + sign[0].length && !/[\w/@]/.test(text.charAt(end - 1))) end--
  return [start, end]
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<&|~$]/g, String.raw`\$&`)
}
