/**
 * The questions of one line, for Inquirer's engine: a secret, a choice, a line of text. Inquirer's own prompts speak
 * English, reveal a secret at Ctrl-T and colour themselves; these say only what they are given.
 *
 * Loaded when the first question is asked.
 */

import {
  createPrompt,
  isBackspaceKey,
  isDownKey,
  isEnterKey,
  isTabKey,
  isUpKey,
  useKeypress,
  useState,
} from '@inquirer/core'
import { Chalk } from 'chalk'
import type { Screen } from './prompts.ts'
import { sizeOf } from './tty.ts'
import { visible } from './visible.ts'
import { cut, graphemes, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

export interface Question {
  readonly message: string
  readonly screen: Screen
  readonly colour: boolean
}

const margin = '  '
const hideCursor = '\u001b[?25l'

/**
 * Takes what was typed out of readline's own line. Readline places the cursor by that line, which is wrong (and tells
 * how wide a secret is) where the screen shows something else; and it would remember it.
 */
export function takeTyped(line: { line: string; clearLine(direction: 0): void }): string {
  const typed = line.line
  line.clearLine(0)
  return typed
}

/** The text without its last character, as a reader counts them. */
export function shortened(text: string): string {
  return graphemes(text).slice(0, -1).join('')
}

/** Paints for one prompt; Node's util.styleText, which Inquirer uses, ignores NO_COLOR on Node 20. */
export function painter(colour: boolean) {
  return new Chalk({ level: colour ? 1 : 0 })
}

/** Shows a message with room for an answer behind it, or below it where the line is too short. */
function asking(message: string, screen: Screen, room: number): { head: string; left: number } {
  const { columns } = sizeOf(screen.output)
  const lines = wrap(message, columns - 1, { indent: margin.length, hanging: margin.length })
  // Blanks at the end line answers up below each other; wrapping drops them.
  const gap = margin + message.slice(message.trimEnd().length)
  const head = `${lines.join('\n')}${gap}`
  const left = columns - 1 - widthOf(lines.at(-1) ?? '') - gap.length
  if (left >= room) return { head, left }
  return { head: `${lines.join('\n')}\n${margin.repeat(2)}`, left: columns - 1 - margin.length * 2 }
}

export const askSecret = createPrompt<string, Question>(({ message, screen }, done) => {
  const [secret, setSecret] = useState('')
  useKeypress((key, line) => {
    const typed = takeTyped(line)
    if (isEnterKey(key)) done(secret)
    else if (isBackspaceKey(key)) setSecret(shortened(secret))
    else if (key.ctrl && (key.name === 'u' || key.name === 'w')) setSecret('')
    else setSecret(secret + typed)
  })

  const { head, left } = asking(message, screen, 20)
  return head + '•'.repeat(Math.min(left, graphemes(secret).length))
})

export interface Choosing extends Question {
  readonly names: readonly string[]
  readonly help: string
}

/** Answers with the position of what was chosen. */
export const askChoice = createPrompt<number, Choosing>((choosing, done) => {
  const { message, names, help, screen, colour } = choosing
  const [active, setActive] = useState(0)
  const [isDone, setDone] = useState(false)
  const paint = painter(colour)

  useKeypress((key, line) => {
    const typed = takeTyped(line)
    const nth = Number(typed.normalize('NFKC'))
    if (isEnterKey(key)) {
      setDone(true)
      done(active)
    } else if (isUpKey(key, ['emacs'])) setActive((active + names.length - 1) % names.length)
    else if (isDownKey(key, ['emacs']) || isTabKey(key)) setActive((active + 1) % names.length)
    else if (nth >= 1 && nth <= names.length) setActive(nth - 1)
  })

  const widest = Math.max(...names.map(widthOf))
  const { head, left } = asking(message, screen, widest + margin.length)
  if (isDone) return head + paint.cyan(cut(names[active] ?? '', left))

  // The rows that do not fit in the window are scrolled to, so that drawing again never meets a line that is gone.
  const rows = Math.max(1, sizeOf(screen.output).rows - head.split('\n').length - 2)
  const first = Math.max(0, Math.min(active - Math.floor(rows / 2), names.length - rows))
  const column = ' '.repeat(widthOf(head.slice(head.lastIndexOf('\n') + 1)))
  const list = names.slice(first, first + rows).map((name, index) => {
    const label = cut(name, left - margin.length)
    return first + index === active ? paint.cyan(`▸ ${label}`) : `  ${label}`
  })
  return [
    `${head}${list.join(`\n${column}`)}${hideCursor}`,
    margin + paint.dim(cut(help, sizeOf(screen.output).columns - 3)),
  ]
})

export interface Line extends Question {
  readonly hint?: string
  /** What to show of an accepted line, or why it is refused. */
  readonly accept?: (line: string) => { shown: string } | { refusal: string }
}

export const askLine = createPrompt<string, Line>(({ message, hint, accept, screen, colour }, done) => {
  const [line, setLine] = useState('')
  const [refusal, setRefusal] = useState('')
  const [shown, setShown] = useState<string | undefined>(undefined)
  const paint = painter(colour)

  useKeypress((key, readline) => {
    if (!isEnterKey(key)) {
      setLine(readline.line)
      setRefusal('')
      return
    }
    const verdict = accept?.(line) ?? { shown: line }
    if ('shown' in verdict) {
      setShown(verdict.shown)
      done(line)
    } else {
      // Enter took the line away; give it back to be mended.
      readline.write(line)
      setRefusal(verdict.refusal)
    }
  })

  const { head } = asking(hint === undefined ? message : `${message}  ${hint}`, screen, 12)
  if (shown !== undefined) return asking(message, screen, 12).head + paint.cyan(visible(shown))
  return [head + visible(line), refusal === '' ? undefined : margin + paint.yellow(refusal)]
})
