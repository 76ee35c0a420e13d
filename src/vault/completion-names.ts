/** The names in the vault that the shell's completion may offer; each is safe in a shell without quotes. */
import { type Form, isListOf, isObjectOf, isTextOf } from '../domain/text/json.ts'

const namedKinds = ['account', 'person', 'device', 'factor', 'place'] as const
export type NamedKind = (typeof namedKinds)[number]
export type Names = Readonly<Record<NamedKind, readonly string[]>>

export const noNames: Names = { account: [], person: [], device: [], factor: [], place: [] }

/** As many as a completion can still show. */
const maxNames = 2000

/**
 * A handle, or a name as registry/names makes them. Most are ASCII, and compiling the regular expression for all the world's letters
 * takes longer than reading the file.
 */
function isPlainName(name: string): boolean {
  return /^[\w.][\w.+@-]{0,59}$/.test(name) || /^[\p{L}\p{N}_.][\p{L}\p{M}\p{N}._+@-]{0,59}$/u.test(name)
}

const isNameList = isListOf(isTextOf(isPlainName), 100_000)

export const isNames: Form<Names> = isObjectOf<Names>({
  account: isNameList,
  person: isNameList,
  device: isNameList,
  factor: isNameList,
  place: isNameList,
})

export function someNames(names: readonly string[]): readonly string[] {
  return names.filter(isPlainName).slice(0, maxNames)
}
