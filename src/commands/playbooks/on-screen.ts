/** A playbook on the screen: what to do is emphasized, and each command has a line of its own. */
import {
  menuPath,
  type PlaybookDocument,
  playbookCommand,
  recoverCommand,
  screenNote,
  sourcesCommand,
} from '../../documents/playbook-document.ts'
import type { PrintedStep } from '../../playbooks/in-language.ts'
import type { Screen } from '../../terminal/screen.ts'

/** Texts begin here, below that of their step, which follows its number. */
const textIndent = 4
const commandIndent = 6

export function playbookOnScreen(document: PlaybookDocument, screen: Screen): string {
  return new PlaybookLines(document, screen).all().join('\n')
}

class PlaybookLines {
  readonly #document: PlaybookDocument
  readonly #layout: Screen['layout']
  readonly #color: Screen['color']

  constructor(document: PlaybookDocument, { layout, color }: Screen) {
    this.#document = document
    this.#layout = layout
    this.#color = color
  }

  all(): readonly string[] {
    const { bold, dim } = this.#color
    const { playbook, words } = this.#document
    const { firstChecks, steps, afterwards, never, next } = playbook
    return [
      ...this.#head(),
      ...section(bold(words.lookFirst), this.#bullets(firstChecks)),
      ...section(`${bold(words.steps)}  ${dim(words.ifNot)}`, this.#steps(steps)),
      ...section(bold(words.entryMethods), this.#entryMethods()),
      ...section(bold(words.afterwards), this.#steps(afterwards, steps.length)),
      ...section(bold(words.never), this.#bullets(never)),
      ...this.#stop(),
      ...section(
        bold(words.next),
        next.flatMap(({ scenario, when }) => [...this.#bullets([when]), this.#playbookCommand(scenario)]),
      ),
      '',
      ...this.#layout.paragraph(dim(words.reviewed + words.gap + words.sources)),
      this.#layout.copyable(dim(sourcesCommand(playbook)), textIndent),
    ]
  }

  #head(): readonly string[] {
    const { playbook, words, isOld } = this.#document
    const { title, when, odds } = playbook
    const { bold } = this.#color
    return [
      ...this.#layout.paragraph(bold(title)),
      ...(isOld ? this.#layout.item('⚠', words.old, 0, 1) : []),
      ...this.#layout.paragraph(when),
      ...this.#layout.paragraph(bold(words.odds) + words.gap + odds.because),
    ]
  }

  #entryMethods(): readonly string[] {
    const { playbook, words } = this.#document
    const { ladder = [] } = playbook
    if (ladder.length === 0) return []
    return [
      ...this.#bullets(ladder.map(({ title }) => title)),
      ...this.#layout.paragraph(words.recover, textIndent),
      this.#layout.copyable(recoverCommand, commandIndent),
    ]
  }

  #stop(): readonly string[] {
    const { playbook, words } = this.#document
    const { scenario } = playbook.stop
    return [
      '',
      ...this.#layout.paragraph(this.#color.bold(words.stopAfter)),
      ...this.#layout.paragraph(words.goOn, textIndent),
      ...(scenario === undefined ? [] : [this.#playbookCommand(scenario)]),
    ]
  }

  #bullets(items: readonly string[]): readonly string[] {
    return items.flatMap(item => this.#layout.item(' ·', item))
  }

  /** @param counted how many steps came before */
  #steps(steps: readonly PrintedStep[], counted = 0): readonly string[] {
    return steps.flatMap((step, index) => [
      ...(index > 0 ? [''] : []),
      ...this.#step(step, String(counted + index + 1).padStart(2)),
    ])
  }

  #step(step: PrintedStep, number: string): readonly string[] {
    const { bold, dim } = this.#color
    const { hint, address, command, goTo } = step
    const [path, note] = [menuPath(step), screenNote(step, this.#document.words)]
    return [
      ...this.#layout.item(bold(number), bold(step.text)),
      ...(hint === undefined ? [] : this.#layout.paragraph(hint, textIndent)),
      ...(path === undefined ? [] : this.#layout.paragraph(path, textIndent, commandIndent)),
      ...(note === undefined ? [] : this.#layout.paragraph(dim(note), textIndent, commandIndent)),
      ...(address === undefined ? [] : [this.#layout.copyable(address, commandIndent)]),
      ...(command === undefined ? [] : [this.#layout.copyable(command, commandIndent)]),
      ...this.#layout.item('✗', step.otherwise, textIndent, 1),
      ...(goTo === undefined ? [] : [this.#playbookCommand(goTo)]),
    ]
  }

  #playbookCommand(scenario: string): string {
    return this.#layout.copyable(playbookCommand(scenario), commandIndent)
  }
}

/** Nothing if there are no lines. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines]
}
