/**
 * A paste of several lines. A terminal hands it over as keys, in one chunk or in many, so an empty line ends it only
 * when nothing follows at once: sets of codes are copied with gaps between them.
 *
 * Only as many lines as fit in the window are shown. What scrolls out of the window stays in the terminal's memory,
 * where no program can wipe it.
 */
import { isBackspaceKey, isEnterKey, useEffect, useKeypress, useRef, useState } from '@inquirer/core'
import type { Screen } from './prompt-types.ts'
import { finished, pasteTimeoutMs } from './prompt-words.ts'
import { createQuestion, painter, type Question, shortened, takeTyped } from './questions.ts'
import { sanitize } from './sanitize.ts'
import { eraseWindow, sizeOf } from './tty.ts'
import { cut } from './width.ts'
import { wrap } from './wrap.ts'

export interface Pasting extends Question {
  /** Holds what has come so far, for the caller to take up when the prompt is ended from outside (Ctrl-D). */
  readonly draft: { text: string }
  readonly linesAbove: (count: number) => string
}

/** The message as it stands above the paste and stays there. */
export function headingOf(message: string, { output }: Screen): string {
  return wrap(message, sizeOf(output).columns - 1).join('\n')
}

export const askPaste = createQuestion<string, Pasting>((pasting, done) => {
  const { draft, screen } = pasting
  const [, setDrawn] = useState(0)
  const keys = useRef<{ afterReturn: boolean; inPaste: boolean; ending?: NodeJS.Timeout; drawing?: NodeJS.Immediate }>({
    afterReturn: false,
    inPaste: false,
  }).current

  // Once for a whole chunk: drawing at each of a thousand keys would flicker.
  const drawSoon = () => {
    keys.drawing ??= setImmediate(() => {
      delete keys.drawing
      setDrawn(times => times + 1)
    })
  }

  useKeypress((key, line) => {
    const typed = takeTyped(line)
    const isSecondHalf = key.name === 'enter' && keys.afterReturn // CR LF is one line end.
    keys.afterReturn = key.name === 'return'
    if (isSecondHalf) return

    clearTimeout(keys.ending)
    if (key.name === 'paste-start' || key.name === 'paste-end') keys.inPaste = key.name === 'paste-start'
    else if (isEnterKey(key)) {
      const isEmpty = lastLine(draft.text).trim() === ''
      draft.text += '\n'
      if (isEmpty && !keys.inPaste) keys.ending = setTimeout(() => done(finished(draft.text)), pasteTimeoutMs)
    } else if (isBackspaceKey(key)) draft.text = shortened(draft.text)
    else if (key.ctrl && key.name === 'u') draft.text = draft.text.slice(0, draft.text.lastIndexOf('\n') + 1)
    else draft.text += typed
    drawSoon()
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
      clearImmediate(keys.drawing)
    }
  }, [])

  return view(draft.text, pasting)
})

/** The heading and the last lines, the one being typed at the end; never as high as the window. */
function view(text: string, { message, linesAbove, screen, colour }: Pasting): string {
  const { rows, columns } = sizeOf(screen.output)
  const heading = headingOf(message, screen)
  const lines = text.split('\n').map(line => cut(`  ${sanitize(line)}`, columns - 1))
  const room = Math.max(1, rows - heading.split('\n').length - 2)
  const hidden = Math.max(0, lines.length - room)
  const above = hidden === 0 ? [] : [`  ${painter(colour).dim(linesAbove(hidden))}`]
  return [heading, ...above, ...lines.slice(hidden)].join('\n')
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1)
}
