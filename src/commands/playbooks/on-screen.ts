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
import type { Layout } from '../../terminal/layout.ts'
import type { Paint, Screen } from '../../terminal/screen.ts'

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
  readonly #lines: Layout
  readonly #paint: Paint

  constructor({ playbook, words }: PlaybookDocument, isOld: boolean, { lines, paint }: Screen) {
    this.#playbook = playbook
    this.#words = words
    this.#isOld = isOld
    this.#lines = lines
    this.#paint = paint
  }

  all(): readonly string[] {
    const { bold, dim } = this.#paint
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
      ...this.#lines.paragraph(dim(words.reviewed + words.gap + words.sources)),
      this.#lines.copyable(dim(sourcesCommand(this.#playbook)), inner),
    ]
  }

  #head(): readonly string[] {
    const { title, when, odds } = this.#playbook
    const { bold } = this.#paint
    return [
      ...this.#lines.paragraph(bold(title)),
      ...(this.#isOld ? this.#lines.item('⚠', this.#words.old, 0, 1) : []),
      ...this.#lines.paragraph(when),
      ...this.#lines.paragraph(bold(this.#words.odds) + this.#words.gap + odds.because),
    ]
  }

  #ladder(): readonly string[] {
    const { ladder = [] } = this.#playbook
    if (ladder.length === 0) return []
    return [
      ...this.#bullets(ladder.map(({ title }) => title)),
      ...this.#lines.paragraph(this.#words.walkLadder, inner),
      this.#lines.copyable(recoverCommand, commandIndent),
    ]
  }

  #stop(): readonly string[] {
    const { scenario } = this.#playbook.stop
    return [
      '',
      ...this.#lines.paragraph(this.#paint.bold(this.#words.stopAfter)),
      ...this.#lines.paragraph(this.#words.goOn, inner),
      ...(scenario === undefined ? [] : [this.#playbookCommand(scenario)]),
    ]
  }

  #bullets(items: readonly string[]): readonly string[] {
    return items.flatMap(item => this.#lines.item(' ·', item))
  }

  /** @param counted how many steps came before */
  #steps(steps: readonly PrintableStep[], counted = 0): readonly string[] {
    return steps.flatMap((step, index) => [
      ...(index > 0 ? [''] : []),
      ...this.#step(step, String(counted + index + 1).padStart(2)),
    ])
  }

  #step(step: PrintableStep, number: string): readonly string[] {
    const { bold, dim } = this.#paint
    const { hint, address, command, goTo } = step
    const [way, note] = [wayOf(step), noteOf(step, this.#words)]
    return [
      ...this.#lines.item(bold(number), bold(step.text)),
      ...(hint === undefined ? [] : this.#lines.paragraph(hint, inner)),
      ...(way === undefined ? [] : this.#lines.paragraph(way, inner, commandIndent)),
      ...(note === undefined ? [] : this.#lines.paragraph(dim(note), inner, commandIndent)),
      ...(address === undefined ? [] : [this.#lines.copyable(address, commandIndent)]),
      ...(command === undefined ? [] : [this.#lines.copyable(command, commandIndent)]),
      ...this.#lines.item('✗', step.otherwise, inner, 1),
      ...(goTo === undefined ? [] : [this.#playbookCommand(goTo)]),
    ]
  }

  #playbookCommand(scenario: string): string {
    return this.#lines.copyable(commandFor(scenario), commandIndent)
  }
}

/** Nothing where there are no lines. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines]
}
