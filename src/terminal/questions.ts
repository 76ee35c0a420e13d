/**
 * A secret, a choice, several choices, a line of text: prompts for Inquirer's engine, loaded when the first question is asked.
 *
 * Inquirer's own password, select, checkbox, confirm and input can be themed, but still (2026) lack what these are for: continuation
 * lines hang below the text, no Japanese line begins with a mark such as ・, full-width keys (２, ｙ) count, hints are in the user's
 * language. None of them works on a dumb terminal (line-prompts.ts).
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
import type { Screen } from './prompt-types.ts'
import { positionAtEnd, positionOf, type Says } from './prompt-words.ts'
import { sanitize } from './sanitize.ts'
import { sizeOf } from './tty.ts'
import { cut, graphemes, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

export interface Question {
  readonly message: string
  readonly screen: Screen
  readonly colour: boolean
}

const margin = '  '
const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'

/**
 * Takes what was typed out of readline's own line. Readline places the cursor by that line, which is wrong (and tells
 * how wide a secret is) where the screen shows something else; and it would remember it.
 */
export function takeTyped(line: { line: string; clearLine(direction: 0): void }): string {
  const typed = line.line
  line.clearLine(0)
  return typed
}

type View = string | [string, string | undefined]

/** A prompt whose question leaves the screen while the shell, or nobody, has the terminal, and is drawn again when we have it back. */
export function createQuestion<Answer, Asked extends Question>(
  view: (asked: Asked, done: (answer: Answer) => void) => View,
) {
  return createPrompt<Answer, Asked>((asked, done) => {
    const [isAway, setAway] = useState(false)
    useEffect(line => {
      const { foreground, output } = asked.screen
      const release = foreground.enter({
        leave() {
          setAway(true)
          output.write('\r')
        },
        comeBack: () => setAway(false),
      })
      // Readline would stop this process alone.
      line.on('SIGTSTP', foreground.suspend)
      return () => {
        line.removeListener('SIGTSTP', foreground.suspend)
        release()
      }
    }, [])
    const drawn = view(asked, done)
    // An empty line would be followed by another one: Inquirer takes it for one that fills the window's width.
    return isAway ? ` ${showCursor}` : drawn
  })
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

export const askSecret = createQuestion<string, Question>(({ message, screen }, done) => {
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

export interface Listing extends Question {
  readonly names: readonly string[]
  /** What can be typed for each. */
  readonly answers: readonly Says[]
  readonly help: string
}

export interface Choosing extends Listing {
  /** Nothing is chosen beforehand. */
  readonly undecided: boolean
  readonly nothingChosen: string
}

/** Answers with the position of what was chosen. A key that chooses nothing leaves nothing chosen. */
export const askChoice = createQuestion<number, Choosing>((choosing, done) => {
  const { names, answers, undecided, nothingChosen, colour } = choosing
  const [active, setActive] = useState<number | undefined>(undecided ? undefined : 0)
  const [typed, setTyped] = useState('')
  const [isRefused, setRefused] = useState(false)
  const [isDone, setDone] = useState(false)

  useKeypress((key, line) => {
    const character = takeTyped(line)
    if (isEnterKey(key)) {
      setTyped('')
      if (active === undefined) return setRefused(true)
      setDone(true)
      return done(active)
    }
    setRefused(false)
    const next = neighbour(active, names.length, key)
    if (next === undefined && character === '') return
    setTyped(next === undefined ? typed + character : '')
    setActive(next ?? positionAtEnd(typed + character, answers))
  })

  const paint = painter(colour)
  if (isDone) return shownAnswer(choosing, names[active ?? 0] ?? '')
  return listed(
    choosing,
    active,
    (name, isActive) => (isActive ? paint.cyan(`▸ ${name}`) : `  ${name}`),
    isRefused ? nothingChosen : undefined,
  )
})

export interface ChoosingSeveral extends Listing {
  /** What is said of having picked nothing. */
  readonly none: string
  readonly nothingPicked: string
  /** The positions that are picked already. */
  readonly picked: readonly number[]
}

/** Answers with the positions of what was picked, ascending; none is an answer too, but not of the first Enter. */
export const askSeveral = createQuestion<readonly number[], ChoosingSeveral>((choosing, done) => {
  const { names, answers, none, nothingPicked, colour } = choosing
  const [active, setActive] = useState(0)
  const [picked, setPicked] = useState<readonly number[]>(choosing.picked)
  const [isMeant, setMeant] = useState(choosing.picked.length > 0)
  const [isRefused, setRefused] = useState(false)
  const [isDone, setDone] = useState(false)

  const toggle = (position: number) => {
    setActive(position)
    setPicked(toggled(picked, position))
    setMeant(true)
  }

  useKeypress((key, line) => {
    const typed = takeTyped(line)
    const next = neighbour(active, names.length, key)
    const nth = positionOf(typed, answers)
    if (isEnterKey(key)) {
      setMeant(true)
      if (!isMeant) return setRefused(true)
      setDone(true)
      return done(picked)
    }
    setRefused(false)
    if (isSpaceKey(key)) toggle(active)
    else if (nth !== undefined) toggle(nth)
    else if (next !== undefined) setActive(next)
    else if (typed !== '') setMeant(false)
  })

  const paint = painter(colour)
  if (isDone) {
    const chosen = picked.map(position => names[position] ?? '')
    return shownAnswer(choosing, chosen.length === 0 ? none : chosen.join(' · '))
  }
  return listed(
    choosing,
    active,
    (name, isActive, position) => {
      const label = `${picked.includes(position) ? '☑' : '☐'} ${name}`
      return isActive ? paint.cyan(`▸ ${label}`) : `  ${label}`
    },
    isRefused ? (picked.length === 0 ? nothingPicked : choosing.help) : undefined,
  )
})

function toggled(picked: readonly number[], position: number): readonly number[] {
  return picked.includes(position)
    ? picked.filter(one => one !== position)
    : [...picked, position].toSorted((a, b) => a - b)
}

/** Where a key moves to; undefined if it is none that moves. */
function neighbour(active: number | undefined, count: number, key: KeypressEvent): number | undefined {
  if (isUpKey(key, ['emacs'])) return active === undefined ? count - 1 : (active + count - 1) % count
  if (isDownKey(key, ['emacs']) || isTabKey(key)) return active === undefined ? 0 : (active + 1) % count
  return undefined
}

function shownAnswer({ message, names, screen, colour }: Listing, answer: string): string {
  const { head, left } = asking(message, screen, Math.max(...names.map(widthOf)) + margin.length)
  return below(head, painter(colour).cyan(folded(answer, left, mostRows(head, screen))))
}

/** The list below or beside the question, as many rows as the window has: drawing again never meets a line that is gone. */
function listed(
  { message, names, help, screen, colour }: Listing,
  active: number | undefined,
  draw: (name: string, isActive: boolean, position: number) => string,
  refusal: string | undefined,
): [string, string] {
  const paint = painter(colour)
  const signs = widthOf(draw('', false, 0))
  const { head, left } = asking(message, screen, Math.max(...names.map(widthOf)) + signs)
  const rows = mostRows(head, screen)
  const texts = names.map(name => folded(name, left - signs, rows))
  const { first, end } = neighbours(
    active ?? 0,
    texts.map(text => text.split('\n').length),
    rows,
  )
  const hanging = `\n${' '.repeat(signs)}`
  const list = texts
    .slice(first, end)
    .map((text, index) => draw(text.replaceAll('\n', hanging), first + index === active, first + index))
  const hint = cut(refusal ?? help, sizeOf(screen.output).columns - 3)
  return [
    below(head, list.join('\n')) + hideCursor,
    margin + (refusal === undefined ? paint.dim(hint) : paint.yellow(hint)),
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

export const askLine = createQuestion<string, Line>(({ message, hint, accept, screen, colour }, done) => {
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
  if (shown !== undefined) return asking(message, screen, 12).head + paint.cyan(sanitize(shown))
  return [head + sanitize(line), refusal === '' ? undefined : margin + paint.yellow(refusal)]
})
