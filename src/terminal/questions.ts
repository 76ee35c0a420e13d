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
  useRef,
  useState,
} from '@inquirer/core'
import { Chalk } from 'chalk'
import { maxLineBytes } from '../domain/text/limits.ts'
import type { Screen } from './prompt-types.ts'
import { maxTyped, type PromptWords, positionAtEnd, positionOf, type Says } from './prompt-words.ts'
import { sanitize } from './sanitize.ts'
import { sizeOf } from './tty.ts'
import { cut, graphemes, shortened, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

export interface Question {
  readonly message: string
  readonly screen: Screen
  readonly color: boolean
  readonly words: PromptWords
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

/** What a question knows, and how that changes; `now` where it is answered, and nothing is drawn later. */
type Memory<State> = readonly [state: Readonly<State>, change: (by: Partial<State>, now?: 'now') => void]

/**
 * What the keys so far come to. A paste is many keys at once: the question is drawn again when all of them are taken, not at each.
 *
 * @param initial read when the question is drawn first
 */
export function useMemory<State extends object>(initial: State): Memory<State> {
  const state = useRef({ ...initial }).current
  const [, setDrawn] = useState(0)
  const next = useRef<{ drawing?: NodeJS.Immediate }>({}).current
  const draw = () => {
    clearImmediate(next.drawing)
    delete next.drawing
    setDrawn(times => times + 1)
  }
  useEffect(() => () => clearImmediate(next.drawing), [])
  return [
    state,
    (by, now) => {
      Object.assign(state, by)
      if (now) draw()
      else next.drawing ??= setImmediate(draw)
    },
  ]
}

/** Whether a text is no answer to a question of one line. */
function isTooLong(text: string): boolean {
  return Buffer.byteLength(text) > maxLineBytes
}

/** Paints for one prompt; Node's util.styleText, which Inquirer uses, ignores NO_COLOR on Node 20. */
export function painter(color: boolean) {
  return new Chalk({ level: color ? 1 : 0 })
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

/** `long`: what is typed is dropped up to the next Enter; `dropped`: that was it. */
type Length = 'fits' | 'long' | 'dropped'

function refusalOf(length: Length, words: PromptWords): string {
  if (length === 'fits') return ''
  return length === 'long' ? words.tooLong(maxLineBytes) : words.wasTooLong(maxLineBytes)
}

export const askSecret = createQuestion<string, Question>(({ message, screen, color, words }, done) => {
  const [state, change] = useMemory<{ secret: string; length: Length }>({ secret: '', length: 'fits' })
  useKeypress((key, line) => {
    const typed = takeTyped(line)
    const { secret, length } = state
    if (isEnterKey(key)) {
      if (length === 'long') change({ length: 'dropped' })
      // Lines pasted by mistake may end with an empty one.
      else if (length === 'dropped' && secret === '') change({ length: 'fits' })
      else {
        change({ length: 'fits' }, 'now')
        done(secret)
      }
    } else if (key.ctrl && (key.name === 'u' || key.name === 'w')) change({ secret: '', length: 'fits' })
    else if (length === 'long') return
    else if (isBackspaceKey(key)) change({ secret: shortened(secret) })
    else if (isTooLong(secret + typed)) change({ secret: '', length: 'long' })
    else change({ secret: secret + typed, length: typed === '' ? length : 'fits' })
  })

  const { head, left } = asking(message, screen, 20)
  const drawn = head + '•'.repeat(Math.min(left, graphemes(state.secret).length))
  return [drawn, hinted(refusalOf(state.length, words), screen, color)]
})

/** The line below a question, if there is anything to say. */
function hinted(refusal: string, { output }: Screen, color: boolean): string | undefined {
  if (refusal === '') return undefined
  return margin + painter(color).yellow(cut(refusal, sizeOf(output).columns - 3))
}

export interface Listing extends Question {
  readonly names: readonly string[]
  /** What can be typed for each. */
  readonly answers: readonly Says[]
  readonly help: string
}

export interface Choosing extends Listing {
  /** Nothing is chosen beforehand. */
  readonly undecided: boolean
}

/** Answers with the position of what was chosen. A key that chooses nothing leaves nothing chosen. */
export const askChoice = createQuestion<number, Choosing>((choosing, done) => {
  const { names, answers, undecided, words, color } = choosing
  const [state, change] = useMemory<{
    active?: number | undefined
    typed: string
    isRefused: boolean
    isDone: boolean
  }>({ active: undecided ? undefined : 0, typed: '', isRefused: false, isDone: false })

  useKeypress((key, line) => {
    const character = takeTyped(line)
    if (isEnterKey(key)) {
      if (state.active === undefined) return change({ typed: '', isRefused: true })
      change({ isDone: true }, 'now')
      return done(state.active)
    }
    const next = neighbour(state.active, names.length, key)
    if (next === undefined && character === '') return change({ isRefused: false })
    const typed = next === undefined ? (state.typed + character).slice(-maxTyped) : ''
    change({ typed, active: next ?? positionAtEnd(typed, answers), isRefused: false })
  })

  const { active, isRefused, isDone } = state
  const paint = painter(color)
  if (isDone) return shownAnswer(choosing, names[active ?? 0] ?? '')
  return listed(
    choosing,
    active,
    (name, isActive) => (isActive ? paint.cyan(`▸ ${name}`) : `  ${name}`),
    isRefused ? words.nothingChosen : undefined,
  )
})

export interface ChoosingSeveral extends Listing {
  /** The positions that are picked already. */
  readonly picked: readonly number[]
}

/** Answers with the positions of what was picked, ascending; none is an answer too, but not of the first Enter. */
export const askSeveral = createQuestion<readonly number[], ChoosingSeveral>((choosing, done) => {
  const { names, answers, words, color } = choosing
  const [state, change] = useMemory({
    active: 0,
    picked: choosing.picked,
    isMeant: choosing.picked.length > 0,
    isRefused: false,
    isDone: false,
  })

  const toggle = (position: number) =>
    change({ active: position, picked: toggled(state.picked, position), isMeant: true })

  useKeypress((key, line) => {
    const typed = takeTyped(line)
    const next = neighbour(state.active, names.length, key)
    const nth = positionOf(typed.slice(0, maxTyped), answers)
    if (isEnterKey(key)) {
      if (!state.isMeant) return change({ isMeant: true, isRefused: true })
      change({ isDone: true }, 'now')
      return done(state.picked)
    }
    change({ isRefused: false })
    if (isSpaceKey(key)) toggle(state.active)
    else if (nth !== undefined) toggle(nth)
    else if (next !== undefined) change({ active: next })
    else if (typed !== '') change({ isMeant: false })
  })

  const { active, picked, isRefused, isDone } = state
  const paint = painter(color)
  if (isDone) {
    const chosen = picked.map(position => names[position] ?? '')
    return shownAnswer(choosing, chosen.length === 0 ? words.none : chosen.join(' · '))
  }
  return listed(
    choosing,
    active,
    (name, isActive, position) => {
      const label = `${picked.includes(position) ? '☑' : '☐'} ${name}`
      return isActive ? paint.cyan(`▸ ${label}`) : `  ${label}`
    },
    isRefused ? (picked.length === 0 ? words.nothingPicked : choosing.help) : undefined,
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

function shownAnswer({ message, names, screen, color }: Listing, answer: string): string {
  const { head, left } = asking(message, screen, Math.max(...names.map(widthOf)) + margin.length)
  return below(head, painter(color).cyan(folded(answer, left, mostRows(head, screen))))
}

/** The list below or beside the question, as many rows as the window has: drawing again never meets a line that is gone. */
function listed(
  { message, names, help, screen, color }: Listing,
  active: number | undefined,
  draw: (name: string, isActive: boolean, position: number) => string,
  refusal: string | undefined,
): [string, string] {
  const paint = painter(color)
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

/** The rows that a window has for what follows a question. */
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

export const askLine = createQuestion<string, Line>((asked, done) => {
  const { message, hint, accept, screen, color, words } = asked
  const [state, change] = useMemory<{ line: string; refusal: string; length: Length; shown?: string }>({
    line: '',
    refusal: '',
    length: 'fits',
  })

  useKeypress((key, readline) => {
    const { line, refusal, length } = state
    if (!isEnterKey(key)) {
      if (length !== 'long' && !isTooLong(readline.line))
        return change({ line: readline.line, refusal: '', length: readline.line === '' ? length : 'fits' })
      const isCleared = length === 'long' && key.ctrl && key.name === 'u'
      takeTyped(readline)
      return change({ line: '', refusal: '', length: isCleared ? 'fits' : 'long' })
    }
    if (length === 'long') return change({ length: 'dropped' })
    // Lines pasted by mistake may end with an empty one, which is no answer to what they did not answer.
    if (refusal !== '' && line === '') return
    if (length === 'dropped' && line === '') return change({ length: 'fits' })
    const verdict = accept?.(line) ?? { shown: line }
    if ('shown' in verdict) {
      change({ shown: verdict.shown }, 'now')
      done(line)
      // Enter cleared the line, so the next try begins anew: y after a slip means y.
    } else change({ line: '', refusal: verdict.refusal })
  })

  const { line, refusal, length, shown } = state
  if (shown !== undefined) return asking(message, screen, 12).head + painter(color).cyan(sanitize(shown))
  const { head } = asking(hint === undefined ? message : `${message}  ${hint}`, screen, 12)
  return [head + sanitize(line), hinted(refusal || refusalOf(length, words), screen, color)]
})
