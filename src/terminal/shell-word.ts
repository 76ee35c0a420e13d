/**
 * Quotes a value within a command that people copy, so that it stays one word of their shell.
 *
 * On Windows that is PowerShell or cmd, elsewhere bash, zsh or fish. A character that no quotes can hold is shown as `?`: such a command finds
 * nothing and does no harm.
 */
import { sanitize } from './sanitize.ts'

export function shellWord(text: string, platform: NodeJS.Platform = process.platform): string {
  const shown = sanitize(text)
  if (/^[\p{L}\p{N}/._][\p{L}\p{M}\p{N}/._@+:~-]*$/u.test(shown)) return shown
  return platform === 'win32' ? quotedForWindows(shown) : quotedForUnix(shown)
}

/** fish gives a backslash within single quotes a meaning, bash and zsh do not: outside of them it means the same to all. */
function quotedForUnix(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`'\$&'`)}'`
}

/** PowerShell takes typographic quotes for quotes, too; a backslash before the last quote would quote it. */
function quotedForWindows(text: string): string {
  return `"${text.replaceAll(/["“”„$`%]/g, '?').replace(/\\+$/, '$&$&')}"`
}
