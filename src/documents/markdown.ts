/**
 * Text from people as Markdown (GitHub's, which most wikis accept): it is shown as typed. It makes no heading, list, table, HTML,
 * picture or link, not even if it looks like an address.
 */

/** For a line of its own: a paragraph or an item of a list. */
export function inline(text: string): string {
  return pieces(text)
    .replace(/^([#+=>-])/, String.raw`\$1`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
    .replace(/(?<= )#+$/, String.raw`\$&`)
}

/** For a row of a table, which a line end would end. */
export function cell(text: string): string {
  return pieces(text)
}

/** @param rows the header first */
export function table([header = [], ...rows]: readonly (readonly string[])[], asCell = cell): string {
  const line = (texts: readonly string[]): string => `| ${texts.map(asCell).join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

/** Each line becomes a paragraph. */
export function paragraphs(text: string): string {
  return text
    .split(/[\n\u2028\u2029]/)
    .map(inline)
    .filter(line => line !== '')
    .join('\n\n')
}

/**
 * Renderers turn text with @, :// or www. into links or mentions, but not within backticks. The signs that have a meaning there
 * (` | \) end it, and are escaped as everywhere.
 */
const linkLike = /(?:@|:\/\/|www\.)/i
const chunk = /[!-[\]-_a-{}~]+/g

function pieces(text: string): string {
  const line = text.replace(/[\p{White_Space}\p{Cc}]+/gu, ' ').trim()
  let done = 0
  const parts: string[] = []
  const chunks = new RegExp(chunk)
  for (let match = chunks.exec(line); match; match = chunks.exec(line)) {
    const { 0: found, index } = match
    const [start, end] = linkIn(found)
    if (end === 0) continue
    parts.push(escaped(line.slice(done, index + start)), `\`${found.slice(start, end)}\``)
    done = index + end
    // What follows a link in the same word may be another one.
    chunks.lastIndex = done
  }
  return [...parts, escaped(line.slice(done))].join('')
}

/** Start and end of what looks like a link in a text without spaces: from its first letter or sign; both 0 if there is none. */
function linkIn(text: string): readonly [number, number] {
  const sign = linkLike.exec(text)
  if (!sign) return [0, 0]
  const letter = text.search(/\w/)
  const start = letter < 0 ? sign.index : Math.min(letter, sign.index)
  // Without a parenthesis that begins after it, as in `aki@example.jp(Aki`, and without the punctuation after it.
  let end = unclosedIn(text, sign.index + sign[0].length)
  while (end > sign.index + sign[0].length && !/[\w/@]/.test(text.charAt(end - 1))) end--
  return [start, end]
}

/** Where a parenthesis opens that is not closed; the end if there is none. */
function unclosedIn(text: string, from: number): number {
  const open: number[] = []
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') open.push(at)
    if (text[at] === ')') open.pop()
  }
  return open[0] ?? text.length
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<&|~$]/g, String.raw`\$&`)
}
