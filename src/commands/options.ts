/** Parsers for options and arguments. */
import { type IsoDate, localDay, parseIsoDate } from '../domain/text/date.ts'
import { nearest } from '../domain/text/nearest.ts'
import { UserError } from '../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'

export const costNames = ['light', 'moderate', 'strong'] as const
export type CostName = (typeof costNames)[number]

/** One of these words. */
export function oneOf<T extends string>(name: string, allowed: readonly T[]): (value: string) => T {
  return knownWords(allowed, value => {
    const found = allowed.find(one => one === value)
    if (found !== undefined) return found
    const [best] = nearest(value, allowed)
    throw new UserError('bad-argument', {
      name,
      value,
      allowed: allowed.join(', '),
      ...(best !== undefined && { nearest: best }),
    })
  })
}

/**
 * The account and a word after it, where one account needs no name: `test passed`.
 *
 * @throws UserError `missing-argument`, `bad-argument`
 */
export function accountAndWord<T extends string>(
  command: string,
  argument: string,
  words: readonly T[],
  [first, second]: readonly [string | undefined, string | undefined],
): { readonly name: string | undefined; readonly word: T } {
  const isWordAlone = second === undefined && words.some(word => word === first)
  const typed = isWordAlone ? first : second
  if (typed === undefined) throw new UserError('missing-argument', { name: words.join(' | '), command: `${command} ` })
  return { name: isWordAlone ? undefined : first, word: oneOf(argument, words)(typed) }
}

/** Attaches the words to a parser, for completion. */
export function knownWords<P extends object>(words: readonly string[], parse: P): P {
  return Object.assign(parse, { words })
}

/**
 * --json is a format too, so --format beside it is a mistake.
 *
 * @throws UserError `bad-argument`
 */
export function refuseFormatWithJson({ json }: Pick<Terminal, 'json'>, format: string | undefined): void {
  if (json && format !== undefined)
    throw new UserError('bad-argument', { name: '--format', value: format, allowed: '--json' })
}

/** Collects the values of an option that is given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

/** The number of a code in its list, or of a list, from 1. */
export function numberFor(name: string): (value: string) => number {
  return value => {
    const digits = value.normalize('NFKC')
    if (!/^[1-9]\d?$/.test(digits)) throw new UserError('bad-argument', { name, value, allowed: '1, 2, 3 …' })
    return Number(digits)
  }
}

/** The day on which a set was issued, today by default. @throws UserError `bad-date` for a later day */
export function issuedOn(text: string | undefined, now: Date): IsoDate {
  const today = localDay(now)
  if (text === undefined) return today
  const date = parseIsoDate(text)
  if (date > today) throw new UserError('bad-date', { date: text })
  return date
}

/** Of --limit, with --page alone. */
export const defaultLimit = 50
