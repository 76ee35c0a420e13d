/** Parses JSON from files and sockets. Callers check the members. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @returns undefined if the text is not a JSON object */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Far more than this program writes. Ten thousand levels are slow to read, and overflow a writer's stack. */
const maxDepth = 100

/** @throws SyntaxError also if nested deeper than `maxDepth` */
export function parseJson(text: string): unknown {
  if (isDeeper(text)) throw new SyntaxError('nested too deep')
  return JSON.parse(text)
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [34, 92, 91, 93, 123, 125]

/** Looks at each character once. For text that is no JSON either answer may come out. */
function isDeeper(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === quote) {
      at = endOfString(text, at)
      if (at < 0) return false
    } else if (character === openList || character === openObject) {
      depth++
      if (depth > maxDepth) return true
    } else if (character === closeList || character === closeObject) depth--
  }
  return false
}

/** Strings are nearly all of a payload, so their end is searched by indexOf, which is many times faster than a loop. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); ; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text.charCodeAt(before - 1) === backslash) before--
    if (at < 0 || (at - before) % 2 === 0) return at
  }
}
