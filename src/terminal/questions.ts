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
  isSpaceKey,
  isTabKey,
  isUpKey,
  type KeypressEvent,
  useEffect,
  useKeypress,
  useState,
} from '@inquirer/core'
import { Chalk } from 'chalk'
import type { Screen } from './prompts.ts'
import { sizeOf } from './tty.ts'
import { signalAll, takeUp } from './type-ahead.ts'
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

/** Ctrl-Z, which readline would send to this process alone; after fg the question is drawn again. */
export function useSuspension({ input }: Screen): void {
  const [, setDrawn] = useState(0)
  useEffect(line => {
    const suspend = () => signalAll(input, 'SIGTSTP')
    const goOn = () => {
      takeUp(input)
      setDrawn(times => times + 1)
    }
    line.on('SIGTSTP', suspend)
    process.on('SIGCONT', goOn)
    return () => {
      line.removeListener('SIGTSTP', suspend)
      process.off('SIGCONT', goOn)
    }
  }, [])
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
  useSuspension(screen)
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
  const { names, colour, screen } = choosing
  const [active, setActive] = useState(0)
  const [isDone, setDone] = useState(false)
  useSuspension(screen)

  useKeypress((key, line) => {
    if (isEnterKey(key)) {
      setDone(true)
      done(active)
    } else setActive(moved(active, names.length, key, takeTyped(line)))
  })

  const paint = painter(colour)
  if (isDone) return shownAnswer(choosing, names[active] ?? '')
  return listed(choosing, active, (name, isActive) => (isActive ? paint.cyan(`▸ ${name}`) : `  ${name}`))
})

export interface ChoosingSeveral extends Choosing {
  /** What is said of having picked nothing. */
  readonly none: string
  /** The positions that are picked already. */
  readonly picked: readonly number[]
}

/** Answers with the positions of what was picked, ascending; none is an answer too. */
export const askSeveral = createPrompt<readonly number[], ChoosingSeveral>((choosing, done) => {
  const { names, none, colour, screen } = choosing
  const [active, setActive] = useState(0)
  const [picked, setPicked] = useState<readonly number[]>(choosing.picked)
  const [isDone, setDone] = useState(false)
  useSuspension(screen)

  useKeypress((key, line) => {
    const typed = takeTyped(line)
    if (isEnterKey(key)) {
      setDone(true)
      done(picked)
    } else if (isSpaceKey(key)) setPicked(toggled(picked, active))
    else if (nthOf(typed, names.length) !== undefined) {
      const nth = nthOf(typed, names.length) ?? active
      setActive(nth)
      setPicked(toggled(picked, nth))
    } else setActive(moved(active, names.length, key, typed))
  })

  const paint = painter(colour)
  if (isDone) {
    const chosen = picked.map(position => names[position] ?? '')
    return shownAnswer(choosing, chosen.length === 0 ? none : chosen.join(' · '))
  }
  return listed(choosing, active, (name, isActive, position) => {
    const label = `${picked.includes(position) ? '☑' : '☐'} ${name}`
    return isActive ? paint.cyan(`▸ ${label}`) : `  ${label}`
  })
})

function toggled(picked: readonly number[], position: number): readonly number[] {
  return picked.includes(position)
    ? picked.filter(one => one !== position)
    : [...picked, position].toSorted((a, b) => a - b)
}

/** The position that a typed number names, full-width digits included. */
function nthOf(typed: string, count: number): number | undefined {
  const nth = Number(typed.normalize('NFKC'))
  return typed.trim() !== '' && nth >= 1 && nth <= count ? nth - 1 : undefined
}

function moved(active: number, count: number, key: KeypressEvent, typed: string): number {
  if (isUpKey(key, ['emacs'])) return (active + count - 1) % count
  if (isDownKey(key, ['emacs']) || isTabKey(key)) return (active + 1) % count
  return nthOf(typed, count) ?? active
}

function shownAnswer({ message, names, screen, colour }: Choosing, answer: string): string {
  const { head, left } = asking(message, screen, Math.max(...names.map(widthOf)) + margin.length)
  return below(head, painter(colour).cyan(folded(answer, left, mostRows(head, screen))))
}

/** The list below or beside the question, as many rows as the window has: drawing again never meets a line that is gone. */
function listed(
  { message, names, help, screen, colour }: Choosing,
  active: number,
  draw: (name: string, isActive: boolean, position: number) => string,
): [string, string] {
  const paint = painter(colour)
  const signs = widthOf(draw('', false, 0))
  const { head, left } = asking(message, screen, Math.max(...names.map(widthOf)) + signs)
  const rows = mostRows(head, screen)
  const texts = names.map(name => folded(name, left - signs, rows))
  const { first, end } = neighbours(
    active,
    texts.map(text => text.split('\n').length),
    rows,
  )
  const hanging = `\n${' '.repeat(signs)}`
  const list = texts
    .slice(first, end)
    .map((text, index) => draw(text.replaceAll('\n', hanging), first + index === active, first + index))
  return [
    below(head, list.join('\n')) + hideCursor,
    margin + paint.dim(cut(help, sizeOf(screen.output).columns - 3)),
  ]
}

/** Text behind a head, its further lines below the place where it begins. */
function below(head: string, text: string): string {
  const column = ' '.repeat(widthOf(head.slice(head.lastIndexOf('\n') + 1)))
  return head + text.replaceAll('\n', `\n${column}`)
}

/** The rows that a window has for what stands behind a question. */
function mostRows(head: string, { output }: Screen): number {
  return Math.max(1, sizeOf(output).rows - head.split('\n').length - 2)
}

/** Whole, on as many lines as that takes; only what no window could hold is cut. */
function folded(text: string, columns: number, rows: number): string {
  const lines = wrap(text, columns)
  return lines.length > rows ? cut(text, columns) : lines.join('\n')
}

/** From where to where a list is shown: as many before and after the active one as have room, with these heights. */
function neighbours(
  active: number,
  heights: readonly number[],
  rows: number,
): { readonly first: number; readonly end: number } {
  let [first, end] = [active, active + 1]
  let room = rows - (heights[active] ?? 0)
  const take = (position: number): boolean => {
    const height = heights[position] ?? Number.POSITIVE_INFINITY
    if (height > room) return false
    room -= height
    return true
  }
  for (;;) {
    const before = take(first - 1)
    if (before) first -= 1
    const after = take(end)
    if (after) end += 1
    if (!before && !after) return { first, end }
  }
}

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

  useSuspension(screen)
  useKeypress((key, readline) => {
    if (!isEnterKey(key)) {
      setLine(readline.line)
      setRefusal('')
      return
    }
    // Lines pasted by mistake may end with an empty one, which is no answer to what they did not answer.
    if (refusal !== '' && line === '') return
    const verdict = accept?.(line) ?? { shown: line }
    if ('shown' in verdict) {
      setShown(verdict.shown)
      done(line)
    } else {
      // Enter took the line away, and the next try begins anew: who types y after a slip means y.
      setLine('')
      setRefusal(verdict.refusal)
    }
  })

  const { head } = asking(hint === undefined ? message : `${message}  ${hint}`, screen, 12)
  if (shown !== undefined) return asking(message, screen, 12).head + paint.cyan(visible(shown))
  return [head + visible(line), refusal === '' ? undefined : margin + paint.yellow(refusal)]
})
