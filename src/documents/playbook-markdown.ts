/** A playbook as Markdown: for a wiki or an issue, its steps to be ticked off. */
import { inline } from './markdown.ts'
import {
  commandFor,
  noteOf,
  type PlaybookDocument,
  type PlaybookWords,
  type PrintableStep,
  recoverCommand,
  sourcesCommand,
  wayOf,
} from './playbook-document.ts'

/** @param isOld whether nobody has reviewed it for long */
export function playbookMarkdown({ playbook, words }: PlaybookDocument, isOld: boolean): string {
  const { steps, ladder, stop, next } = playbook
  const ways = ladder?.map(({ title }) => bullet(title)) ?? []
  const blocks = [
    `# ${inline(playbook.title)}`,
    ...(isOld ? [`> ⚠ ${inline(words.old)}`] : []),
    inline(playbook.when),
    `**${inline(words.odds)}** ${inline(playbook.odds.because)}`,
    ...section(words.lookFirst, playbook.firstChecks.map(bullet)),
    ...section(words.steps, checkBoxes(steps, words), { before: `*${inline(words.ifNot)}*` }),
    ...section(words.ladder, ways, { after: `${inline(words.walkLadder)} ${code(recoverCommand)}` }),
    ...section(words.afterwards, checkBoxes(playbook.afterwards, words, steps.length)),
    ...section(words.never, playbook.never.map(bullet)),
    `**${inline(words.stopAfter)}** ${inline(words.goOn)}${goingTo(stop.scenario)}`,
    ...section(
      words.next,
      next.map(({ scenario, when }) => bullet(when) + goingTo(scenario)),
    ),
    '---',
    `${inline(words.reviewed + words.gap + words.sources)} ${code(sourcesCommand(playbook))}`,
  ]
  return blocks.join('\n\n')
}

/** Nothing where there are no lines. */
function section(
  heading: string,
  lines: readonly string[],
  { before, after }: { readonly before?: string; readonly after?: string } = {},
): readonly string[] {
  if (lines.length === 0) return []
  return [`## ${inline(heading)}`, before, lines.join('\n'), after].filter(block => block !== undefined)
}

function bullet(text: string): string {
  return `- ${inline(text)}`
}

/** @param counted how many steps came before */
function checkBoxes(steps: readonly PrintableStep[], words: PlaybookWords, counted = 0): readonly string[] {
  return steps.flatMap((step, index) => [
    `- [ ] **${counted + index + 1}. ${inline(step.text)}**`,
    ...details(step, words).map(detail => `  - ${detail}`),
  ])
}

function details(step: PrintableStep, words: PlaybookWords): readonly string[] {
  const { hint, address, command } = step
  const [way, note] = [wayOf(step), noteOf(step, words)]
  return [
    ...(hint === undefined ? [] : [inline(hint)]),
    ...(way === undefined ? [] : [inline(way)]),
    ...(note === undefined ? [] : [`*${inline(note)}*`]),
    ...(address === undefined ? [] : [`<${address}>`]),
    ...(command === undefined ? [] : [code(command)]),
    `✗ ${inline(step.otherwise)}${goingTo(step.goTo)}`,
  ]
}

function goingTo(scenario: string | undefined): string {
  return scenario === undefined ? '' : ` → ${code(commandFor(scenario))}`
}

/** Between more backticks than stand in it. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`
}
