/** The operating rules of a small team, to be read aloud once, signed and hung up. */
import { cellWithBlanks, inlineWithBlanks } from './blank.ts'
import { escaped, htmlPage, htmlTable, withLines } from './html.ts'
import { inline, table as markdownTable } from './markdown.ts'

/** Everything in the reader's language, in the order of the page. A blank is the end of its text, after a label. */
export interface Policy {
  readonly language: string
  readonly title: string
  readonly intro: readonly string[]
  readonly sections: readonly PolicySection[]
  /** Name and blank, side by side. */
  readonly agreed: { readonly heading: string; readonly lines: readonly string[] }
  readonly foot: string
}

export interface PolicySection {
  readonly heading: string
  /** The header first. */
  readonly table?: readonly (readonly string[])[]
  readonly rules: readonly string[]
  /** The rules are steps. */
  readonly ordered?: boolean
}

export function policyMarkdown({ title, intro, sections, agreed, foot }: Policy): string {
  return [
    `# ${inline(title)}`,
    ...intro.map(inlineWithBlanks),
    ...sections.flatMap(({ heading, table, rules, ordered = false }, index) => [
      `## ${index + 1}. ${inline(heading)}`,
      ...(table ? [markdownTable(table, cellWithBlanks)] : []),
      rules.map((rule, at) => `${ordered ? `${at + 1}.` : '-'} ${inlineWithBlanks(rule)}`).join('\n'),
    ]),
    `## ${inline(agreed.heading)}`,
    agreed.lines.map(line => `- ${inlineWithBlanks(line)}`).join('\n'),
    '---',
    inline(foot),
  ].join('\n\n')
}

export function policyHtml({ language, title, intro, sections, agreed, foot }: Policy): string {
  const body = `<main>
${sections.map((section, index) => sectionHtml(section, index + 1)).join('\n')}
<section class="framed">
<h2>${escaped(agreed.heading)}</h2>
<div class="agreed">${agreed.lines.map(line => `<p>${withLines(line)}</p>`).join('')}</div>
</section>
</main>`
  const paragraphs = intro.map(text => `<p>${withLines(text)}</p>`)
  return htmlPage({ language, title, intro: paragraphs.join('\n'), body, foot: escaped(foot), style })
}

function sectionHtml({ heading, table, rules, ordered = false }: PolicySection, number: number): string {
  const list = ordered ? 'ol' : 'ul'
  const items = rules.map(rule => `<li>${withLines(rule)}</li>`).join('\n')
  return `<section>
<h2>${number}. ${escaped(heading)}</h2>
${table ? `${tableHtml(table)}\n` : ''}<${list}>
${items}
</${list}>
</section>`
}

function tableHtml([header = [], ...rows]: readonly (readonly string[])[]): string {
  return htmlTable(
    header,
    rows.map(texts => texts.map(withLines)),
  )
}

const style = `@page { size: A4; margin: 12mm 18mm }
header { margin-bottom: 1.1em }
section { margin: 0 0 .8em; break-inside: avoid }
h2 { border-bottom: 1px solid #000 }
.framed > h2 { border: 0 }
ul, ol { margin: .3em 0 0; padding-left: 1.7em }
li { margin: 0 0 .22em; break-inside: avoid }
table { margin: 0 0 .5em }
tr { break-inside: avoid; border-bottom: .5pt solid #000 }
td:first-child { font-weight: bold; white-space: nowrap }
li .blank { height: 1.45em }
td .blank { width: 8em; height: 1.5em }
.agreed { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2em 2em }
.agreed .blank { width: 10em }
@media print { body { font-size: 9.5pt } }`
