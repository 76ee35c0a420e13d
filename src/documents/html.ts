/** What printed pages share: escaping, and a whole page, black on white, with no script, which loads nothing. */
import { blank } from './blank.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character)
}

const blanks = new RegExp(`(?<=^|\\s)${blank}(?=$|\\s)`, 'g')

/** Escaped, with dates that do not break at their dashes. */
export function shown(text: string): string {
  return escaped(text).replace(/(?<!\w)\d{4}-\d\d-\d\d(?!\w)/g, '<span class="whole">$&</span>')
}

/** As `shown`, with a line to write on for each blank. */
export function withLines(text: string): string {
  return shown(text).replace(blanks, '<span class="blank"></span>')
}

export function code(text: string): string {
  return `<code>${escaped(text)}</code>`
}

export interface HtmlPage {
  readonly language: string
  readonly title: string
  readonly style: string
  /** HTML, as all that follows: the part below the title, … */
  readonly intro: string
  /** … between header and footer, … */
  readonly body: string
  /** … and at the end. */
  readonly foot: string
}

export function htmlPage({ language, title, style, intro, body, foot }: HtmlPage): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${commonStyle}
${style}
</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${intro}
</header>
${body}
<footer><p>${foot}</p></footer>
</body>
</html>`
}

/** @param rows their cells as HTML */
export function htmlTable(header: readonly string[], rows: readonly (readonly string[])[], name = ''): string {
  const head = header.map(text => `<th>${escaped(text)}</th>`).join('')
  const body = rows.map(cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`)
  return `<table${name && ` class="${name}"`}>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`
}

const commonStyle = `:root { color-scheme: light }
body {
  margin: 0; color: #000; background: #fff; line-height: 1.4;
  overflow-wrap: anywhere; line-break: strict; word-break: auto-phrase;
  font-family: system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", IPAGothic, sans-serif;
}
h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 .2em }
h2 { font-size: 1.1em; margin: 0 0 .3em; break-after: avoid }
p { margin: 0 0 .25em }
code { font-family: ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: .95em }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .3em .6em .3em 0 }
th { font-weight: bold }
.framed { border: 1.5px solid #000; margin: 0 1px 1em 0; padding: .5em .8em; break-inside: avoid }
.blank { display: inline-block; width: 14em; max-width: 90%; height: 1.1em; border-bottom: 1px solid #000; vertical-align: bottom }
.whole { white-space: nowrap }
.small { font-size: .88em }
footer { border-top: 1px solid #000; padding-top: .4em; font-size: .88em }
@media screen { body { max-width: 46em; margin: 0 auto; padding: 1.5em 1em; font-size: 16px } }`

/** In half-width characters: a Japanese character counts as two. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0)
}
