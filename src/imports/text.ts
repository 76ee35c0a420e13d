/** A text file: one list of codes, or several, each below the name of its account. */
import type { Entry } from '../domain/import/entry.ts'
import { normalised } from '../domain/text/code-shape.ts'
import { UserError } from '../errors.ts'

/** In characters: enough for the codes of a hundred accounts. */
const maxText = 64 * 1024

/** `@shop_tokyo` on a line of its own, with a few signs around it. */
const heading =
  /^[\s#*>・•【[(-]*(?:(?:instagram|インスタ(?:グラム)?|account|アカウント)[\s:：]*)?[@＠]([a-z0-9._]{1,30})[\s:：*\])】]*$/iu

/** @throws UserError `import-too-large`, `import-not-text` */
export function readText(text: string): readonly Entry[] {
  if (text.length > maxText) throw new UserError('import-too-large', { limit: maxText })
  // Text needs only tabs and line ends; a form feed separates the pages of a PDF.
  if (/[^\P{Cc}\t\n\f\r]/u.test(text)) throw new UserError('import-not-text', { shiftJis: false })
  const parts: { username: string; before: number; lines: string[] }[] = [{ username: '', before: 0, lines: [] }]
  for (const [index, line] of text.split(/\r\n|[\n\r]/u).entries()) {
    const username = heading.exec(normalised(line))?.[1]
    if (username !== undefined) parts.push({ username, before: index + 1, lines: [] })
    else parts.at(-1)?.lines.push(line)
  }
  return parts
    .filter(({ lines }) => lines.some(line => line.trim() !== ''))
    .map(({ username, before, lines }) => ({
      title: username === '' ? '' : `@${username}`,
      username,
      urls: [],
      // Empty lines at the start, so that each line keeps its number in the file.
      fields: [{ name: '', text: `${'\n'.repeat(before)}${lines.join('\n')}` }],
      authenticator: false,
      isText: true,
    }))
}
