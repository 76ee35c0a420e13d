/** What "Did you mean" names for a command that does not exist. */
import { nearest } from '../domain/text/nearest.ts'

/** Words that similar programs (pass, rbw, gopass, gh) use, and what does the same here. Only for the suggestion. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  get: ['use'],
  code: ['use'],
  copy: ['use --clip'],
  ls: ['status', 'list'],
  list: ['status'],
  new: ['add'],
  insert: ['add'],
  rm: ['account remove', 'remove'],
  delete: ['account remove', 'remove'],
  otp: ['totp'],
  version: ['--version'],
}

/** @param names what is allowed there: commands, and `--version` in the first place */
export function suggestions(typed: string, names: readonly string[]): readonly string[] {
  const meant = Object.hasOwn(synonyms, typed) ? (synonyms[typed] ?? []) : []
  const possible = meant.filter(one => names.includes(one.split(' ')[0] ?? ''))
  return possible.length > 0 ? possible : nearest(typed, names)
}
