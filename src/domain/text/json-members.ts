/** Members of JSON of unknown shape: each is checked when it is read. */
import { isObject } from './json.ts'

export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

export function list(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name)
  return Array.isArray(found) ? found : []
}

export function text(value: unknown, name: string): string {
  const found = member(value, name)
  return typeof found === 'string' ? found : ''
}

export function number(value: unknown, name: string): number | undefined {
  const found = member(value, name)
  return typeof found === 'number' ? found : undefined
}

export function strings(value: unknown, name: string): readonly string[] {
  return list(value, name).filter(one => typeof one === 'string')
}
