/** JSON from files and sockets: parsed within bounds, and checked to have the form that its reader wants. */

/** Whether a value of JSON has a form, which then is its type. Members that a form does not name are ignored. */
export type Form<T> = (value: unknown) => value is T

/** @throws never: undefined for text that is not JSON, and for JSON of another form */
export function parseAs<T>(form: Form<T>, text: string): T | undefined {
  const value = parseObject(text)
  return form(value) ? value : undefined
}

export function isObjectOf<T>(members: { readonly [Name in keyof T]: Form<T[Name]> }): Form<T> {
  const forms = Object.entries<Form<unknown>>(members)
  return (value): value is T => isObject(value) && forms.every(([name, form]) => form(value[name]))
}

export function isListOf<T>(form: Form<T>, maxLength = Number.POSITIVE_INFINITY): Form<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= maxLength && value.every(form)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** A text that `fits` accepts. */
export function isTextOf<T extends string = string>(
  fits: ((text: string) => text is T) | ((text: string) => boolean),
): Form<T> {
  return (value): value is T => isText(value) && fits(value)
}

export function isOneOf<T>(values: readonly T[]): Form<T> {
  return (value): value is T => values.some(one => one === value)
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

export function isInteger(min: number, max: number): Form<number> {
  return (value): value is number => isNumber(value) && Number.isSafeInteger(value) && value >= min && value <= max
}

export function orNull<T>(form: Form<T>): Form<T | null> {
  return (value): value is T | null => value === null || form(value)
}

/** Whether two values of JSON are equal; the order of members does not matter. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => isSameJson(value, other[index]))
  if (!isObject(one) || !isObject(other)) return one === other
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(name => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
  )
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined for text that is not JSON, and for JSON that is not an object. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Far more levels than we write. Thousands of levels are slow to read, and writing them overflows the stack. */
export const maxDepth = 100

/** @throws SyntaxError for text that is not JSON, and for JSON that is nested too deep */
export function parseJson(text: string): unknown {
  if (isDeeper(text)) throw new SyntaxError('nested too deep')
  return JSON.parse(text)
}

/** Whether a value that was parsed has more levels. */
export function isDeep(value: unknown, levels: number): boolean {
  if (!isNested(value)) return false
  if (levels === 0) return true
  // Most members are no objects, and a call for each of them took most of the time.
  if (Array.isArray(value)) return value.some(one => isNested(one) && isDeep(one, levels - 1))
  for (const name in value) if (isNested(value[name]) && isDeep(value[name], levels - 1)) return true
  return false
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [34, 92, 91, 93, 123, 125]

/** Looks at each character once. The result for text that is not JSON does not matter. */
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
