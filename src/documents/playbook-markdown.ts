/** A playbook as Markdown, for a wiki or an issue, with boxes to tick. */
import type { PrintedStep } from '../playbooks/in-language.ts'
import { inline } from './markdown.ts'
import {
  menuPath,
  type PlaybookDocument,
  type PlaybookWords,
  playbookCommand,
  recoverCommand,
  screenNote,
  sourcesCommand,
} from './playbook-document.ts'

export function playbookMarkdown({ playbook, words, isOld }: PlaybookDocument): string {
  const { steps, ladder = [], stop, next } = playbook
  const entryMethods = ladder.map(({ title }) => bullet(title))
  const blocks = [
    `# ${inline(playbook.title)}`,
    ...(isOld ? [`> ⚠ ${inline(words.old)}`] : []),
    inline(playbook.when),
    `**${inline(words.odds)}** ${inline(playbook.odds.because)}`,
    ...section(words.lookFirst, playbook.firstChecks.map(bullet)),
    ...section(words.steps, checkBoxes(steps, words), { before: `*${inline(words.ifNot)}*` }),
    ...section(words.entryMethods, entryMethods, { after: `${inline(words.recover)} ${code(recoverCommand)}` }),
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

/** Nothing if there are no lines. */
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
function checkBoxes(steps: readonly PrintedStep[], words: PlaybookWords, counted = 0): readonly string[] {
  return steps.flatMap((step, index) => [
    `- [ ] **${counted + index + 1}. ${inline(step.text)}**`,
    ...details(step, words).map(detail => `  - ${detail}`),
  ])
}

function details(step: PrintedStep, words: PlaybookWords): readonly string[] {
  const { hint, address, command } = step
  const [path, note] = [menuPath(step), screenNote(step, words)]
  return [
    ...(hint === undefined ? [] : [inline(hint)]),
    ...(path === undefined ? [] : [inline(path)]),
    ...(note === undefined ? [] : [`*${inline(note)}*`]),
    ...(address === undefined ? [] : [`<${address}>`]),
    ...(command === undefined ? [] : [code(command)]),
    `✗ ${inline(step.otherwise)}${goingTo(step.goTo)}`,
  ]
}

function goingTo(scenario: string | undefined): string {
  return scenario === undefined ? '' : ` → ${code(playbookCommand(scenario))}`
}

/** Between more backticks than it has. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`
}
