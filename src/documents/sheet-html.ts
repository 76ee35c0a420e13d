/** The sheets as pages to be printed: an account's on one sheet of A4, all accounts' across. */
import { blank } from './blank.ts'
import { code, escaped, htmlPage, htmlTable, shown, widthOf, withLines } from './html.ts'
import type { Sheet, SheetCodes, SheetLine, SheetRow, SheetTable } from './sheet.ts'

/** @param qr the help's address as a drawing (qr.ts) */
export function sheetHtml(sheet: Sheet, qr: string): string {
  const { language, title, subtitle, warning, lockedOut, sections, codes, foot } = sheet
  const body = `${warning === undefined ? '' : `<p class="framed">⚠ <strong>${escaped(warning)}</strong></p>\n`}${framed(lockedOut, qr)}
<main>
${sections.map(({ heading, rows }) => `<section>\n<h2>${shown(heading)}</h2>\n${rowsTable(rows)}\n</section>`).join('\n')}
${codes ? codesSection(codes) : ''}
</main>`
  const intro = `<p>${shown(subtitle)}</p>`
  return htmlPage({ language, title, intro, body, foot: escaped(foot), style: style('portrait', sheetSize(sheet)) })
}

export function sheetTableHtml(table: SheetTable, qr: string): string {
  const { language, title, subtitle, lockedOut, header, rows, people, foot } = table
  const cells = rows.map(row => row.map(lines => linesHtml(lines.map(text => ({ text })))))
  const body = `<main>
${htmlTable(header, cells, 'all')}
<section>${rowsTable(people)}</section>
${framed(lockedOut, qr)}
</main>`
  const intro = `<p>${shown(subtitle)}</p>`
  return htmlPage({ language, title, intro, body, foot: escaped(foot), style: style('landscape', 9.5) })
}

function framed({ heading, steps, command, help }: Sheet['lockedOut'], qr: string): string {
  const items = steps.map(step => `<li>${withLines(step)}</li>`).join('\n')
  const address = help.address.replace(/^https:\/\/|\/$/g, '')
  return `<section class="framed first">
<div>
<h2>${shown(heading)}</h2>
<ol>\n${items}\n</ol>
<p>${code(command)}</p>
</div>
<figure>${qr}<figcaption>${escaped(help.caption)}<br><span class="address">${escaped(address)}</span></figcaption></figure>
</section>`
}

function rowsTable(rows: readonly SheetRow[]): string {
  const row = ({ label, lines }: SheetRow): string =>
    `<tr><th scope="row">${escaped(label)}</th><td>${linesHtml(lines)}</td></tr>`
  return `<table class="rows">\n${rows.map(row).join('\n')}\n</table>`
}

function linesHtml(lines: readonly SheetLine[]): string {
  if (lines.length === 0) return withLines(blank)
  return lines
    .map(({ text, more }) => `<p>${shown(text)}${more ? `<br><span class="small">${shown(more)}</span>` : ''}</p>`)
    .join('')
}

function codesSection({ heading, header, rows }: SheetCodes): string {
  const struck = (text: string, spent: boolean): string => (spent ? `<s>${escaped(text)}</s>` : escaped(text))
  const cells = rows.map(({ position, code, state, spent }) => [
    `<span class="box"></span> ${struck(position, spent)}`,
    struck(code, spent),
    escaped(state),
  ])
  const half = rowsHigh(rows)
  const tables = [cells.slice(0, half), cells.slice(half)].filter(({ length }) => length > 0)
  const halves = tables.map(some => htmlTable(header, some, 'codes')).join('')
  return `<section>\n<h2>${shown(heading)}</h2>\n<div class="halves">${halves}</div>\n</section>`
}

/** The rows of one column: a long list is set in two. */
function rowsHigh({ length }: SheetCodes['rows']): number {
  return length > 10 ? Math.ceil(length / 2) : length
}

/** In points. More text is printed smaller, so that it fits on one sheet (test/documents/sheet.test.ts). */
function sheetSize({ sections, lockedOut, codes, warning = '' }: Sheet): number {
  for (let size = largest; size > smallest; size -= 0.25) {
    // How many half-width characters a line holds, wide Latin letters among them; the label takes a third of it.
    const columns = pageWidth / (size * 0.6)
    const linesOf = (text: string, share: number): number => Math.max(1, Math.ceil(widthOf(text) / (columns * share)))
    const rows = sections.flatMap(({ rows }) => rows)
    const inRows = rows.reduce((sum, { label, lines }) => {
      const right = lines.reduce(
        (all, { text, more }) => all + linesOf(text, 0.6) + (more ? linesOf(more, 0.68) : 0),
        lines.length === 0 ? blankLines : 0,
      )
      return sum + Math.max(1, linesOf(label, 0.26), right) + 0.55
    }, 0)
    const codeRows = codes ? rowsHigh(codes.rows) * 1.6 + 3 : 0
    const inFrame = [...lockedOut.steps, warning].reduce((sum, text) => sum + linesOf(text, 0.62), 4)
    const lines = inRows + codeRows + inFrame + sections.length * 2.4 + 6
    if (lines * size * 1.42 <= pageHeight) return size
  }
  return smallest
}

/** A4 without the margins, in points. */
const pageWidth = ((210 - 30) / 25.4) * 72
const pageHeight = ((297 - 24) / 25.4) * 72
/** How many lines high a blank is: it is filled in by hand. */
const blankLines = 1.6
const largest = 11.5
const smallest = 4

function style(orientation: 'portrait' | 'landscape', size: number): string {
  return `@page { size: A4${orientation === 'landscape' ? ' landscape' : ''}; margin: ${orientation === 'landscape' ? '12mm' : '12mm 15mm'} }
header { margin-bottom: .8em }
ol { margin: 0 0 .4em; padding-left: 1.6em }
section { margin: 0 0 .9em }
td > p { margin: 0 0 .15em }
.rows tr, .all tr { break-inside: avoid; border-bottom: 1px solid #000 }
.rows tr, .all tbody tr { border-bottom-width: .5pt }
.rows th { width: 32%; font-weight: normal }
.rows .blank { width: 100%; max-width: 100%; height: 2.1em; border: 0 }
section > h2 { border-bottom: 1px solid #000 }
footer { border: 0; padding: 0 }
.first { display: flex; gap: 1.5em }
.first > div { flex: 1 }
.first h2 { border: 0 }
figure { margin: 0; width: 16em; text-align: center; font-size: .85em }
/* Somebody in a hurry types it from paper. */
.address { white-space: nowrap }
figure svg { display: block; width: 7em; margin: 0 auto .2em }
.all { margin-bottom: 1em; table-layout: fixed }
.all th:nth-child(4) { width: 16% }
.all th:nth-child(6), .all th:nth-child(8) { width: 11% }
.all th { border-bottom: 1.5px solid #000 }
.all .blank { width: 90%; height: 1.6em }
.all td:first-child { font-weight: bold }
.halves { display: flex; gap: 2em }
.codes td { border-bottom: .5pt solid #000 }
.codes td:nth-child(2) { font-family: ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: 1.1em; white-space: nowrap }
.box { display: inline-block; width: .8em; height: .8em; border: 1px solid #000; vertical-align: -.1em }
@media print { body { font-size: ${size}pt } }`
}
