/** Parsers for the options about persons, devices, factors and places. */
import type { IsoDate } from '../../domain/text/date.ts'
import { parseDay, parsePastDay } from '../../domain/text/day.ts'
import { type Handle, parseHandle } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import { knownWords } from '../options.ts'

/** Names separated by commas, in one option or several; `none` is an empty list. */
export function names(value: string, before: readonly string[] = []): readonly string[] {
  const words = value
    .split(/[,、，]/u)
    .map(word => word.trim())
    .filter(word => word !== '')
  return isNone(value) ? before : [...before, ...words]
}

export function handles(value: string, before: readonly Handle[] = []): readonly Handle[] {
  return [...before, ...names(value).map(parseHandle)]
}

/** Several words of a list. */
export function someOf<T extends string>(
  option: string,
  allowed: readonly T[],
): (value: string, before?: readonly T[]) => readonly T[] {
  const parseOne = (word: string): T => {
    const found = allowed.find(one => one === word)
    if (found === undefined)
      throw new UserError('bad-argument', { name: option, value: word, allowed: [...allowed, 'none'].join(', ') })
    return found
  }
  return knownWords(allowed, (value, before = []) => [...before, ...names(value).map(parseOne)])
}

/** One name or text; `none` clears it. */
export function textOrNone(value: string): string | null {
  return isNone(value) ? null : value
}

/** A past day or today; `none` clears it. */
export function pastDay(text: string | undefined, now: Date): IsoDate | null | undefined {
  if (text === undefined) return undefined
  return isNone(text) ? null : parsePastDay(text, now)
}

/** Any day; `none` clears it. */
export function day(text: string | undefined, now: Date): IsoDate | null | undefined {
  if (text === undefined) return undefined
  return isNone(text) ? null : parseDay(text, now)
}

export function isNone(text: string): boolean {
  return /^(none|なし|無し)$/iu.test(text.normalize('NFKC').trim())
}
