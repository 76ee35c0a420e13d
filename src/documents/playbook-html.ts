/** A playbook as a page to be printed on one sheet of A4 and ticked off with a pen. It loads nothing, so it prints offline too. */
import type { PrintedStep } from '../playbooks/in-language.ts'
import { code, escaped, htmlPage, widthOf } from './html.ts'
import {
  menuPath,
  type PlaybookDocument,
  type PlaybookWords,
  playbookCommand,
  recoverCommand,
  sourcesCommand,
} from './playbook-document.ts'

export function playbookHtml(document: PlaybookDocument): string {
  const { playbook, words, language, isOld } = document
  const { title, steps, ladder = [], stop, next } = playbook
  const start = commonStart([...steps, ...playbook.afterwards])
  const intro = `${isOld ? `<p class="framed">⚠ ${escaped(words.old)}</p>\n` : ''}<p>${escaped(playbook.when)}</p>
<p><strong>${escaped(words.odds)}</strong>${words.gap}${escaped(playbook.odds.because)}</p>`
  const body = `<main>
${section(words.lookFirst, bullets(playbook.firstChecks.map(escaped)))}
${section(words.steps, checkBoxes(steps, words, start), { before: legend(document, start) })}
${section(words.entryMethods, inOrder(ladder), { after: `<p>${escaped(words.recover)} ${code(recoverCommand)}</p>` })}
${section(words.afterwards, checkBoxes(playbook.afterwards, words, start, steps.length))}
${section(words.never, bullets(playbook.never.map(escaped)))}
<section class="framed">
<p><strong>${escaped(words.stopAfter)}</strong>${words.gap}${escaped(words.goOn)}${goingTo(stop.scenario)}</p>
</section>
${section(words.next, bullets(next.map(({ scenario, when }) => escaped(when) + goingTo(scenario))))}
${otherScreen(document)}
</main>`
  const foot = `${escaped(words.reviewed + words.gap + words.sources)} ${code(sourcesCommand(playbook))}`
  const text = [escaped(title), intro, body, foot].join('\n')
  return htmlPage({ language, title, style: style(printSize(text)), intro, body, foot })
}

/** Nothing if it is empty. */
function section(heading: string, content: string, { before = '', after = '' } = {}): string {
  if (content === '') return ''
  return `<section>\n<h2>${escaped(heading)}</h2>\n${before}\n${content}\n${after}\n</section>`
}

function bullets(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>\n${items.map(item => `<li>${item}</li>`).join('\n')}\n</ul>`
}

/** Explains the signs that save space on the sheet. */
function legend({ words, language }: PlaybookDocument, start: readonly string[]): string {
  const name = language === 'ja' ? '名前' : 'NAME'
  const meanings = [
    escaped(words.ifNot),
    `→ ${name} = ${code(playbookCommand(name))}`,
    ...(start.length > 0 ? [`… = ${escaped(start.join(' → '))}`] : []),
  ]
  return `<p class="small">${meanings.join('<br>')}</p>`
}

/** The labels that all longer menu paths begin with, without the last label of any; empty if that saves nothing. */
function commonStart(steps: readonly PrintedStep[]): readonly string[] {
  const paths = steps.map(({ menu = [] }) => menu).filter(({ length }) => length > minStart)
  const [first = [], ...others] = paths
  const shortest = Math.min(...paths.map(({ length }) => length))
  const end = first.findIndex((label, index) => others.some(path => path[index] !== label))
  const start = first.slice(0, Math.min(end < 0 ? first.length : end, shortest - 1))
  return others.length > 0 && start.length >= minStart ? start : []
}

/** Fewer labels are not worth a sign. */
const minStart = 3

function shortened(step: PrintedStep, start: readonly string[]): string | undefined {
  const { menu = [] } = step
  const isLong = start.length > 0 && start.every((label, index) => menu[index] === label)
  return menuPath(isLong ? { ...step, menu: ['…', ...menu.slice(start.length)] } : step)
}

/** In one paragraph, numbered, the best first. */
function inOrder(ladder: readonly { readonly title: string }[]): string {
  if (ladder.length === 0) return ''
  return `<p>${ladder.map(({ title }, index) => `<b>${index + 1}</b>\u00a0${escaped(title)}`).join('\u2003')}</p>`
}

/** @param counted how many steps came before */
function checkBoxes(
  steps: readonly PrintedStep[],
  words: PlaybookWords,
  start: readonly string[],
  counted = 0,
): string {
  if (steps.length === 0) return ''
  const items = steps.map((step, index) => checkBox(step, words, start, counted + index + 1))
  return `<ol start="${counted + 1}">\n${items.join('\n')}\n</ol>`
}

function checkBox(step: PrintedStep, words: PlaybookWords, start: readonly string[], number: number): string {
  const { hint, address, command, mayDiffer } = step
  const path = shortened(step, start)
  const lines = [
    `<p><strong>${escaped(step.text)}</strong>${hint === undefined ? '' : words.gap + escaped(hint)}${mayDiffer && path === undefined ? star : ''}</p>`,
    ...(path === undefined ? [] : [`<p class="small">${escaped(path)}${mayDiffer ? star : ''}</p>`]),
    ...(address === undefined ? [] : [`<p>${code(address)}</p>`]),
    ...(command === undefined ? [] : [`<p>${code(command)}</p>`]),
    `<p>✗ ${escaped(step.otherwise)}${goingTo(step.goTo)}</p>`,
  ]
  return `<li><span class="box"></span><span class="number">${number}</span>\n${lines.join('\n')}</li>`
}

const star = '\u00a0*'

/** For a reader whose screen says something else. Once per sheet, because the same labels come again and again. */
function otherScreen({ playbook, words, language }: PlaybookDocument): string {
  const steps = [...playbook.steps, ...playbook.afterwards]
  const other = language === 'ja' ? 'en' : 'ja'
  const labels = new Map(steps.flatMap(({ labels = [] }) => labels.map(({ label, other }) => [label, other])))
  const pairs = Array.from(
    labels,
    ([label, text]) => `${escaped(label)} = <span lang="${other}">${escaped(text)}</span>`,
  )
  const [menuNote] = steps.flatMap(({ menuNote = [] }) => menuNote)
  const lines = [
    ...(menuNote === undefined ? [] : [`<p>${escaped(menuNote)}</p>`]),
    ...(steps.some(({ mayDiffer }) => mayDiffer) ? [`<p>* ${escaped(words.mayDiffer)}</p>`] : []),
    ...(pairs.length > 0 ? [`<p>${escaped(words.otherScreen)} ${pairs.join(' · ')}</p>`] : []),
  ]
  return lines.length === 0 ? '' : `<section class="small">\n${lines.join('\n')}\n</section>`
}

function goingTo(scenario: string | undefined): string {
  return scenario === undefined ? '' : ` <span class="going">→ ${code(scenario)}</span>`
}

function style(size: number): string {
  return `@page { size: A4; margin: 10mm 12mm }
body { line-height: 1.32; overflow-wrap: break-word }
h1 { margin-bottom: .3em }
h2 { margin-bottom: .35em; border-bottom: 1px solid #000 }
p { margin-bottom: .15em }
section { margin-bottom: .75em }
ul, ol { margin: 0; padding: 0 }
ul { padding-left: 1.4em }
ol { margin-top: .4em }
ol > li { list-style: none; position: relative; padding-left: 3.2em; margin-bottom: .45em; break-inside: avoid }
code { font-size: .92em }
.box { position: absolute; left: 0; top: .25em; width: .8em; height: .8em; border: 1px solid #000 }
.number { position: absolute; left: 1.1em; width: 1.7em; text-align: right; font-weight: bold; white-space: nowrap }
.going { white-space: nowrap }
.framed { border-width: 1px; margin-bottom: .75em; padding: .3em .6em }
.small, footer { font-size: .9em }
footer { padding-top: .3em }
@media print {
  body { font-size: ${size}pt }
  main { columns: 2; column-gap: 7mm; margin-top: .6em }
}`
}

/** In points. More text is printed smaller, so that it fits on one sheet (test/documents/a4.test.ts). */
function printSize(html: string): number {
  const text = html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')
  // A character is half as wide as high, a Japanese one as wide as high: the sheet's area divided by theirs.
  const fitting = Math.sqrt(sheetArea / widthOf(text))
  return Math.min(11, Math.floor(fitting * 4) / 4)
}

/** How many half-width characters of one point a sheet holds. */
const sheetArea = 315_000
