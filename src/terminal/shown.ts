/** Lines that are on the screen only while the question below them is open. */
import type { Foreground, Part } from './foreground.ts'
import { writeAnswer } from './output.ts'
import { eraseRows, eraseWindow, screenApart, sizeOf } from './tty.ts'
import { rowsOf } from './width.ts'

export interface Showing {
  readonly lines: readonly string[]
  /** What is shown of them in a window that has no room for all. */
  readonly least?: readonly string[]
  /** On the alternate screen, which has no scrollback. */
  readonly apart?: boolean
  /** The rows of the question below. */
  readonly below?: number
}

/** Enough for a question, its choices and a line of help. */
const questionRows = 5

/** In a window of 40 columns it may take so many more. */
const spareRows = 3

export class Shown implements Part {
  readonly #showing: Required<Showing>
  readonly #foreground: Foreground
  readonly #release: () => void
  readonly #output = process.stdout
  #drawn: readonly string[] = []
  #size = sizeOf(this.#output)
  #isApart = false
  #isOutOfReach = false

  /** @throws UserError `storage` (doing `show`) */
  constructor(showing: Showing, foreground: Foreground) {
    const { lines } = showing
    this.#showing = { least: lines, apart: false, below: questionRows, ...showing }
    this.#foreground = foreground
    this.comeBack()
    this.#release = foreground.enter(this)
    this.#output.on('resize', this.#resized)
  }

  /** Whether lines may be in the scrollback, where no program can erase them. */
  get isOutOfReach(): boolean {
    return this.#isOutOfReach
  }

  /** Takes the lines off the screen; the question below them is gone already. */
  wipe(): void {
    this.#release()
    this.#output.off('resize', this.#resized)
    this.leave(false)
  }

  /** A window without room for lines and question scrolls some of them out: there they are shown apart. */
  comeBack(): void {
    const { lines, least, apart, below } = this.#showing
    this.#size = sizeOf(this.#output)
    const { rows } = this.#size
    this.#isApart = apart || this.#rowsOf(lines) + below + spareRows > rows
    if (this.#isApart) screenApart.enter(this.#output)
    const fits = (some: readonly string[]): boolean => this.#rowsOf(some) + below <= rows
    const closer = lines.filter(line => line !== '')
    this.#drawn = this.#isApart ? ([lines, closer].find(fits) ?? least) : lines
    if (!fits(this.#drawn)) this.#isOutOfReach = true
    writeAnswer(this.#drawn.map(line => `${line}\n`).join(''))
  }

  leave(isLost: boolean): void {
    if (this.#isApart) screenApart.leave(this.#output)
    else if (isLost) eraseWindow(this.#output)
    else eraseRows(this.#output, this.#rowsOf(this.#drawn))
  }

  readonly #resized = (): void => {
    const { columns, rows } = sizeOf(this.#output)
    // A window that shrinks may scroll rows away before it reports its new size.
    const isSmaller = columns < this.#size.columns || rows < this.#size.rows
    if (isSmaller && !this.#isApart) this.#isOutOfReach = true
    this.#foreground.redraw()
  }

  #rowsOf(lines: readonly string[]): number {
    return rowsOf(lines, sizeOf(this.#output).columns)
  }
}
