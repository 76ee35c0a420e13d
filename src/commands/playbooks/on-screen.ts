/** A playbook for the screen, for somebody who is in trouble: what to do stands out, and each command on a line of its own. */
import {
  commandFor,
  noteOf,
  type PlaybookDocument,
  type PlaybookWords,
  type PrintableStep,
  recoverCommand,
  sourcesCommand,
  wayOf,
} from '../../documents/playbook-document.ts'
import type { Screen } from '../../terminal/screen.ts'

/** Where the text of an item stands: below the step's, which follows its number. */
const inner = 4
const commandIndent = 6

/** @param isOld whether nobody has reviewed it for long */
export function playbookOnScreen(document: PlaybookDocument, isOld: boolean, screen: Screen): string {
  return new PlaybookLines(document, isOld, screen).all().join('\n')
}

class PlaybookLines {
  readonly #playbook: PlaybookDocument['playbook']
  readonly #words: PlaybookWords
  readonly #isOld: boolean
  readonly #layout: Screen['layout']
  readonly #colour: Screen['colour']

  constructor({ playbook, words }: PlaybookDocument, isOld: boolean, { layout, colour }: Screen) {
    this.#playbook = playbook
    this.#words = words
    this.#isOld = isOld
    this.#layout = layout
    this.#colour = colour
  }

  all(): readonly string[] {
    const { bold, dim } = this.#colour
    const { firstChecks, steps, afterwards, never, next } = this.#playbook
    const words = this.#words
    return [
      ...this.#head(),
      ...section(bold(words.lookFirst), this.#bullets(firstChecks)),
      ...section(`${bold(words.steps)}  ${dim(words.ifNot)}`, this.#steps(steps)),
      ...section(bold(words.ladder), this.#ladder()),
      ...section(bold(words.afterwards), this.#steps(afterwards, steps.length)),
      ...section(bold(words.never), this.#bullets(never)),
      ...this.#stop(),
      ...section(
        bold(words.next),
        next.flatMap(({ scenario, when }) => [...this.#bullets([when]), this.#playbookCommand(scenario)]),
      ),
      '',
      ...this.#layout.paragraph(dim(words.reviewed + words.gap + words.sources)),
      this.#layout.copyable(dim(sourcesCommand(this.#playbook)), inner),
    ]
  }

  #head(): readonly string[] {
    const { title, when, odds } = this.#playbook
    const { bold } = this.#colour
    return [
      ...this.#layout.paragraph(bold(title)),
      ...(this.#isOld ? this.#layout.item('⚠', this.#words.old, 0, 1) : []),
      ...this.#layout.paragraph(when),
      ...this.#layout.paragraph(bold(this.#words.odds) + this.#words.gap + odds.because),
    ]
  }

  #ladder(): readonly string[] {
    const { ladder = [] } = this.#playbook
    if (ladder.length === 0) return []
    return [
      ...this.#bullets(ladder.map(({ title }) => title)),
      ...this.#layout.paragraph(this.#words.walkLadder, inner),
      this.#layout.copyable(recoverCommand, commandIndent),
    ]
  }

  #stop(): readonly string[] {
    const { scenario } = this.#playbook.stop
    return [
      '',
      ...this.#layout.paragraph(this.#colour.bold(this.#words.stopAfter)),
      ...this.#layout.paragraph(this.#words.goOn, inner),
      ...(scenario === undefined ? [] : [this.#playbookCommand(scenario)]),
    ]
  }

  #bullets(items: readonly string[]): readonly string[] {
    return items.flatMap(item => this.#layout.item(' ·', item))
  }

  /** @param counted how many steps came before */
  #steps(steps: readonly PrintableStep[], counted = 0): readonly string[] {
    return steps.flatMap((step, index) => [
      ...(index > 0 ? [''] : []),
      ...this.#step(step, String(counted + index + 1).padStart(2)),
    ])
  }

  #step(step: PrintableStep, number: string): readonly string[] {
    const { bold, dim } = this.#colour
    const { hint, address, command, goTo } = step
    const [way, note] = [wayOf(step), noteOf(step, this.#words)]
    return [
      ...this.#layout.item(bold(number), bold(step.text)),
      ...(hint === undefined ? [] : this.#layout.paragraph(hint, inner)),
      ...(way === undefined ? [] : this.#layout.paragraph(way, inner, commandIndent)),
      ...(note === undefined ? [] : this.#layout.paragraph(dim(note), inner, commandIndent)),
      ...(address === undefined ? [] : [this.#layout.copyable(address, commandIndent)]),
      ...(command === undefined ? [] : [this.#layout.copyable(command, commandIndent)]),
      ...this.#layout.item('✗', step.otherwise, inner, 1),
      ...(goTo === undefined ? [] : [this.#playbookCommand(goTo)]),
    ]
  }

  #playbookCommand(scenario: string): string {
    return this.#layout.copyable(commandFor(scenario), commandIndent)
  }
}

/** Nothing where there are no lines. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines]
}
