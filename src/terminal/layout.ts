/** Text laid out for reading from top to bottom: paragraphs, and items that hang beside their mark. */
import { padEnd, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

/** A second column narrower than this reads worse than lines below each other. */
const narrowest = 24

/** Lays out for so many columns; where they are infinite, each paragraph is one line. */
export class Layout {
  readonly #columns: number

  constructor(columns: number) {
    this.#columns = columns
  }

  /** @param hanging blank columns before the lines that follow the first */
  paragraph(text: string, indent = 0, hanging = indent): readonly string[] {
    if (!Number.isFinite(this.#columns)) return [' '.repeat(indent) + text]
    return wrap(text, this.#columns, { indent, hanging: Math.min(hanging, this.#columns >> 1) })
  }

  /** A mark in the margin, and the text beside it. */
  item(mark: string, text: string, indent = 0, gap = 2): readonly string[] {
    const start = ' '.repeat(indent) + mark + ' '.repeat(gap)
    const room = widthOf(start)
    return this.paragraph(text, room).map((line, index) => (index === 0 ? start + line.slice(room) : line))
  }

  /** A command or an address: never broken, so that it can be copied, and moved to the left where it would not fit. */
  copyable(text: string, indent: number): string {
    return ' '.repeat(Math.max(0, Math.min(indent, this.#columns - widthOf(text)))) + text
  }

  /** An item that ends with a command: on a line of its own where both do not fit on one. */
  instruction(mark: string, text: string, indent = 0, gap = 2): readonly string[] {
    const at = text.indexOf('igcodes ')
    const room = indent + widthOf(mark) + gap
    const goesOn = /。|\. /.test(text.slice(at))
    if (at < 1 || goesOn || room + widthOf(text) <= this.#columns) return this.item(mark, text, indent, gap)
    return [...this.item(mark, text.slice(0, at).trimEnd(), indent, gap), this.copyable(text.slice(at), room)]
  }

  /**
   * Names with their explanations: side by side, or below each other where there is no room for that.
   *
   * @param width of the names' column, to align several lists
   */
  pairs(
    pairs: readonly (readonly [string, string])[],
    indent = 0,
    width = Math.max(...pairs.map(([name]) => widthOf(name))),
  ): readonly string[] {
    if (this.#columns - indent - width - 2 < narrowest)
      return pairs.flatMap(([name, text]) => [...this.paragraph(name, indent), ...this.paragraph(text, indent + 2)])
    return pairs.flatMap(([name, text]) => this.item(padEnd(name, width), text, indent))
  }
}
