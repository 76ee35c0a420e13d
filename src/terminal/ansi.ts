/**
 * Colors inside text: just enough to cut and wrap text that is already colored. Only SGR sequences occur, because `sanitize` has spelled
 * out all others.
 */

const esc = String.fromCharCode(0x1b)
const sgr = new RegExp(`(${esc}\\[[0-9;]*m)`)

/** A piece of text, or one color sequence. */
export interface Piece {
  readonly text: string
  readonly isColor: boolean
}

/** Splits text into its color sequences and what is between them. */
export function pieces(text: string): Piece[] {
  return text
    .split(sgr)
    .map((part, index) => ({ text: part, isColor: index % 2 === 1 }))
    .filter(piece => piece.text !== '')
}

/** The colors that are on, by the code that ends them: a line can end them and the next one resume them. */
export class Pen {
  readonly #on = new Map<string, string>()

  apply(sequence: string): void {
    const code = sequence.slice(2, -1)
    const first = Number(code.split(';', 1)[0])
    if (first === 0) this.#on.clear()
    else if (first >= 22 && first <= 29) this.#on.delete(String(first))
    else if (first === 39 || first === 49) this.#on.delete(String(first))
    else this.#on.set(ending(first), sequence)
  }

  /** Switches off what is on. */
  get pause(): string {
    return [...this.#on.keys()].map(code => `${esc}[${code}m`).join('')
  }

  /** Switches it on again. */
  get resume(): string {
    return [...this.#on.values()].join('')
  }
}

function ending(code: number): string {
  if (code <= 2) return '22'
  if (code <= 9) return String(20 + code)
  const isBackground = (code >= 40 && code <= 48) || code >= 100
  return isBackground ? '49' : '39'
}
