/** The recovery kit as a page for the cabinet: twelve numbered words on one sheet of A4. It is the key itself, so it loads nothing. */
import { escaped, htmlPage, shown, withLines } from './html.ts'

export interface RecoveryKit {
  readonly language: string
  readonly title: string
  /** What it opens, which vault, and since when. */
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly warning: string
  readonly wordsHeading: string
  readonly words: readonly string[]
  readonly useHeading: string
  readonly steps: readonly string[]
  readonly qrCaption: string
  readonly foot: string
}

/** @param qr the words as a drawing (qr.ts), if that is wanted */
export function recoveryKitHtml(kit: RecoveryKit, qr: string | undefined): string {
  const { language, title, facts, warning, wordsHeading, words, useHeading, steps, qrCaption, foot } = kit
  const rows = facts.map(
    ([label, text]) => `<tr><th scope="row">${escaped(label)}</th><td>${withLines(text)}</td></tr>`,
  )
  const boxes = words.map(word => `<li><span>${escaped(word)}</span></li>`)
  const figure = qr === undefined ? '' : `<figure>${qr}<figcaption>${escaped(qrCaption)}</figcaption></figure>`
  const body = `<p class="framed">⚠ <strong>${escaped(warning)}</strong></p>
<main>
<table class="facts">\n${rows.join('\n')}\n</table>
<section>
<h2>${escaped(wordsHeading)}</h2>
<ol class="words">\n${boxes.join('\n')}\n</ol>
</section>
<section class="use">
<div>
<h2>${escaped(useHeading)}</h2>
<ol>\n${steps.map(step => `<li>${withCommands(step)}</li>`).join('\n')}\n</ol>
</div>
${figure}
</section>
</main>`
  return htmlPage({ language, title, intro: '', body, foot: escaped(foot), style })
}

/** Typed from paper: a command must not break at its dashes. */
function withCommands(text: string): string {
  return shown(text).replace(/igcodes (?:status --vault \S+|recovery-key)/g, '<code class="whole">$&</code>')
}

const style = `@page { size: A4; margin: 15mm 18mm }
section { margin: 0 0 1.2em }
.facts { margin-bottom: 1.2em }
.facts tr { border-bottom: .5pt solid #000 }
.facts th { width: 30%; font-weight: normal }
.words { list-style: none; margin: .4em 0 0; padding: 0; display: grid; grid-template-columns: repeat(3, 1fr); gap: .5em; counter-reset: word }
.words li { counter-increment: word; border: 1px solid #000; padding: .5em .7em; display: flex; gap: .7em; align-items: baseline; break-inside: avoid }
.words li::before { content: counter(word); font-size: .85em; min-width: 1.3em; text-align: right }
.words span { font-family: ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: 1.25em }
.use { display: flex; gap: 1.5em }
.use > div { flex: 1 }
.use ol { margin: 0; padding-left: 1.6em }
.use li { margin-bottom: .3em }
figure { margin: 0; width: 11em; text-align: center; font-size: .85em }
figure svg { display: block; width: 9em; margin: 0 auto .3em }
@media print { body { font-size: 11.5pt } }`
