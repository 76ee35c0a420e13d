/** The user's language, and sentences that exist in each. */
import type { Environment } from '../environment.ts'
import type { Language, Message } from '../language.ts'
import { isUtf8 } from './charset.ts'
import { sanitize } from './sanitize.ts'

/**
 * The language asked for, else IGCODES_LANG, LC_ALL, LC_MESSAGES, LANG, else the system's own setting; English where none of them
 * says Japanese, or a charset other than UTF-8.
 */
export function languageOf(asked: string | undefined, env: Environment, settings = systemSettings): Language {
  const locale = () => [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(name => name) ?? settings()
  // Japanese cannot be shown where the terminal is not in UTF-8.
  const named = asked || env.IGCODES_LANG || (isUtf8(env) ? locale() : undefined)
  return named?.toLowerCase().startsWith('ja') ? 'ja' : 'en'
}

/** Windows sets no variable for it; elsewhere Node itself knows no more than the variables. Plural rules are the fastest to ask. */
function systemSettings(): string | undefined {
  return process.platform === 'win32' ? new Intl.PluralRules().resolvedOptions().locale : undefined
}

/** Fills a sentence's gaps. Texts are sanitized first: this is the one gate to the screen. */
export function say<Gaps>(message: Message<Gaps>, language: Language, gaps: Gaps): string {
  return message[language](sanitizeGaps(gaps))
}

function sanitizeGaps<T>(value: T): T
function sanitizeGaps(value: unknown): unknown {
  if (typeof value === 'string') return sanitize(value)
  if (Array.isArray(value)) return value.map(one => sanitizeGaps(one))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sanitizeGaps(one)]))
  return value
}
