/** A page for the wall beside the desk: what to do at a locked door, and the habits that keep it open. It has no names and no places. */
import { inlineWithBlanks } from './blank.ts'
import { escaped, htmlPage, withLines } from './html.ts'
import { inline } from './markdown.ts'

/** Everything in the reader's language, in the order of the page. */
export interface WallCard {
  readonly language: string
  readonly title: string
  /** In this order. */
  readonly steps: readonly string[]
  readonly habits: { readonly heading: string; readonly rules: readonly string[] }
  readonly foot: string
}

export function wallCardMarkdown({ title, steps, habits, foot }: WallCard): string {
  return [
    `# ${inline(title)}`,
    steps.map((step, index) => `${index + 1}. ${inlineWithBlanks(step)}`).join('\n'),
    `## ${inline(habits.heading)}`,
    habits.rules.map(rule => `- ${inlineWithBlanks(rule)}`).join('\n'),
    '---',
    inline(foot),
  ].join('\n\n')
}

export function wallCardHtml({ language, title, steps, habits, foot }: WallCard): string {
  const items = (texts: readonly string[]): string => texts.map(text => `<li>${withLines(text)}</li>`).join('\n')
  const body = `<main>
<ol class="framed">
${items(steps)}
</ol>
<h2>${escaped(habits.heading)}</h2>
<ul>
${items(habits.rules)}
</ul>
</main>`
  return htmlPage({ language, title, intro: '', body, foot: escaped(foot), style })
}

/** To be read from a few steps away. */
const style = `@page { size: A4; margin: 18mm }
h1 { margin-bottom: .5em }
h2 { margin: 1.2em 0 .5em }
ol.framed { padding: .8em 1em .4em 2.4em }
ol li { font-size: 1.15em; font-weight: bold; margin-bottom: .5em }
ul { margin: 0 0 1.5em; padding-left: 1.4em }
ul li { margin-bottom: .5em }
li .blank { height: 1.5em }
@media print { body { font-size: 16pt } footer { font-size: 10pt } }`
