/** A text file: one list of codes, or several, each below the name of its account. */
import type { Entry } from '../domain/import/entry.ts'
import { UserError } from '../errors.ts'

/** In characters: enough for the codes of a hundred accounts. */
const maxText = 64 * 1024

/** @throws UserError `import-too-large`, `import-not-text` */
export function readText(text: string): readonly Entry[] {
  if (text.length > maxText) throw new UserError('import-too-large', { limit: maxText })
  // Text needs only tabs and line ends; a form feed separates the pages of a PDF.
  if (/[^\P{Cc}\t\n\f\r]/u.test(text)) throw new UserError('import-not-text', { shiftJis: false })
  return [{ title: '', username: '', urls: [], fields: [{ name: '', text }], authenticator: false, isText: true }]
}
