/**
 * A paste of several lines. A terminal hands it over as keys, in one chunk or in many, so an empty line ends it only
 * when nothing follows at once: sets of codes are copied with gaps between them.
 *
 * Only as many lines as fit in the window are shown. What scrolls out of the window stays in the terminal's memory,
 * where no program can wipe it.
 */
import { isBackspaceKey, isEnterKey, useEffect, useKeypress, useRef } from '@inquirer/core'
import { maxPasteBytes } from '../domain/text/limits.ts'
import type { Screen } from './prompt-types.ts'
import { finished, pasteTimeoutMs } from './prompt-words.ts'
import { createQuestion, painter, type Question, takeTyped, useMemory } from './questions.ts'
import { sanitize } from './sanitize.ts'
import { eraseWindow, sizeOf } from './tty.ts'
import { cut, shortened } from './width.ts'
import { wrap } from './wrap.ts'

export interface Pasting extends Question {
  /** Holds what has come so far, for the caller to take up when the prompt is ended from outside (Ctrl-D). */
  readonly draft: Draft
}

/** What was pasted, line by line: a text would be copied as a whole at each line end. */
export class Draft {
  readonly #lines = ['']
  /** Without the line being typed. */
  #length = 0
  #isFull = false

  get text(): string {
    return this.#lines.join('\n')
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  /** The line being typed. */
  get line(): string {
    return this.#lines.at(-1) ?? ''
  }

  /** Whether the paste is over the limit. Its reader refuses it, and the rest is dropped. */
  get isFull(): boolean {
    return this.#isFull
  }

  add(typed: string): void {
    if (this.#isFull) return
    this.#lines.push(`${this.#lines.pop() ?? ''}${typed}`)
    this.#isFull = this.#length + this.line.length > maxPasteBytes
  }

  endLine(): void {
    if (this.#isFull) return
    this.#length += this.line.length + 1
    this.#lines.push('')
  }

  goBack(): void {
    if (this.#isFull) return
    const line = this.#lines.pop() ?? ''
    if (line !== '' || this.#lines.length === 0) this.#lines.push(shortened(line))
    else this.#length -= this.line.length + 1
  }

  clearLine(): void {
    if (!this.#isFull) this.#lines.splice(-1, 1, '')
  }
}

/** The message above the paste, which stays there. */
export function headingOf(message: string, { output }: Screen): string {
  return wrap(message, sizeOf(output).columns - 1).join('\n')
}

export const askPaste = createQuestion<string, Pasting>((pasting, done) => {
  const { draft, screen } = pasting
  const [, change] = useMemory({})
  const keys = useRef<{ afterReturn: boolean; inPaste: boolean; isBlank: boolean; ending?: NodeJS.Timeout }>({
    afterReturn: false,
    inPaste: false,
    isBlank: true,
  }).current

  useKeypress((key, line) => {
    const typed = takeTyped(line)
    const isSecondHalf = key.name === 'enter' && keys.afterReturn // CR LF is one line end.
    keys.afterReturn = key.name === 'return'
    if (isSecondHalf) return

    clearTimeout(keys.ending)
    if (key.name === 'paste-start' || key.name === 'paste-end') keys.inPaste = key.name === 'paste-start'
    else if (isEnterKey(key)) {
      const isEnd = keys.isBlank && !keys.inPaste
      draft.endLine()
      keys.isBlank = true
      if (isEnd) keys.ending = setTimeout(() => done(finished(draft.text)), pasteTimeoutMs)
    } else {
      if (isBackspaceKey(key)) draft.goBack()
      else if (key.ctrl && key.name === 'u') draft.clearLine()
      else draft.add(typed)
      // What is dropped from a full draft still counts: the paste ends where it would have ended.
      keys.isBlank = draft.isFull ? keys.isBlank && typed.trim() === '' : draft.line.trim() === ''
    }
    change({})
  })

  useEffect(() => {
    const { foreground, output } = screen
    // A new width moves lines about, and no count of rows holds any more: better an empty window than digits left over.
    const release = foreground.enter({
      leave(isLost) {
        if (isLost) eraseWindow(output)
      },
      comeBack() {},
    })
    const redraw = () => foreground.redraw()
    output.on('resize', redraw)
    return () => {
      output.off('resize', redraw)
      release()
      clearTimeout(keys.ending)
    }
  }, [])

  return view(pasting)
})

/** The heading and the last lines, the one being typed at the end; never as high as the window. */
function view({ message, draft: { lines }, words, screen, color }: Pasting): string {
  const { rows, columns } = sizeOf(screen.output)
  const heading = headingOf(message, screen)
  const room = Math.max(1, rows - heading.split('\n').length - 2)
  const hidden = Math.max(0, lines.length - room)
  const above = hidden === 0 ? [] : [`  ${painter(color).dim(words.linesAbove(hidden))}`]
  const shown = lines.slice(hidden).map(line => cut(`  ${sanitize(line.slice(0, longest))}`, columns - 1))
  return [heading, ...above, ...shown].join('\n')
}

/** Of a line, in characters: no window is that wide. */
const longest = 2000
