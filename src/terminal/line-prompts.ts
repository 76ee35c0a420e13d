/**
 * Prompts for a terminal that cannot move its cursor (TERM=dumb, a shell inside an editor): one line after the other.
 * Nothing can be wiped there, so what must not stay is never shown.
 */
import { StringDecoder } from 'node:string_decoder'
import { maxLineBytes, maxPasteBytes } from '../domain/text/limits.ts'
import { UserError } from '../errors.ts'
import type { Language } from '../language.ts'
import type { Choice, Prompts, Screen } from './prompt-types.ts'
import {
  type ByDefault,
  finished,
  namesNumbers,
  type PromptWords,
  pasteEnding,
  pasteTimeoutMs,
  positionOf,
  promptWords,
  saysYesAndNo,
  yesOrNo,
  yesOrNoHint,
} from './prompt-words.ts'
import { graphemes, shortened, widthOf } from './width.ts'

/** What a typed character looks like on the screen. */
type Echo = (character: string) => string

const asTyped: Echo = character => character
const unseen: Echo = () => ''
const digitsMasked: Echo = character => (/\p{Nd}/u.test(character) ? '*' : character)

export class LinePrompts implements Prompts {
  readonly #words: PromptWords
  readonly #output: Screen['output']
  readonly #keyboard: Keyboard

  constructor(screen: Screen, language: Language) {
    this.#words = promptWords[language]
    this.#output = screen.output
    this.#keyboard = new Keyboard(screen)
  }

  async secret(message: string): Promise<string> {
    return this.#answer(`  ${message}  `, unseen)
  }

  async text(message: string): Promise<string> {
    return this.#answer(`  ${message}  `)
  }

  async confirm(message: string, byDefault: ByDefault): Promise<boolean> {
    const question = `  ${message}  ${yesOrNoHint(byDefault)}  `
    let prompt = question
    for (;;) {
      const decision = yesOrNo(await this.#answer(prompt), byDefault)
      if (decision !== undefined) return decision
      prompt = `  ${this.#words.yesOrNo}\n${question}`
    }
  }

  async choose<T extends string>(message: string, choices: readonly Choice<T>[]): Promise<T> {
    const answers = choices.map(({ says }) => says)
    const named = namesNumbers(answers)
    const numbered = choices.map(({ name }, index) => `    ${named ? '' : `${index + 1}  `}${name}\n`)
    const range = named ? '  > ' : `  1-${choices.length}${saysYesAndNo(answers) ? ', y, n' : ''}: `
    const again = named ? this.#words.numberOfThese : this.#words.numberUpTo(choices.length)
    let prompt = `  ${message}\n${numbered.join('')}${range}`
    for (;;) {
      const position = positionOf(await this.#answer(prompt), answers)
      const choice = position === undefined ? undefined : choices[position]
      if (choice !== undefined) return choice.value
      prompt = `  ${again}\n${range}`
    }
  }

  async several<T extends string>(
    message: string,
    choices: readonly Choice<T>[],
    before: readonly T[] = [],
  ): Promise<readonly T[]> {
    const numbered = choices.map(({ name, value }, index) => {
      const box = before.length === 0 ? '' : before.includes(value) ? '[x] ' : '[ ] '
      return `    ${index + 1}  ${box}${name}\n`
    })
    const howTo = this.#words.numbersUpTo(choices.length, before.length > 0)
    let prompt = `  ${message}\n${numbered.join('')}  ${howTo}\n  `
    for (;;) {
      const numbers = numbersIn(await this.#answer(prompt))
      if (before.length > 0 && numbers.length === 0) return before
      if (numbers.join() === '0') return []
      const positions = new Set(numbers.map(number => Number(number) - 1))
      if (positions.size > 0 && [...positions].every(position => choices[position] !== undefined))
        return choices.filter((_, position) => positions.has(position)).map(({ value }) => value)
      prompt = `  ${howTo}\n  `
    }
  }

  async paste(message: string, done: (lineCount: number) => string): Promise<string> {
    const lines: string[] = []
    // One byte over the limit, so that the reader of the paste refuses it.
    let room = maxPasteBytes + 1
    this.#keyboard.forget()
    for (;;) {
      const line = await this.#keyboard.line(lines.length === 0 ? `${message}\n  ` : '  ', digitsMasked, room)
      if (line === undefined && lines.every(isBlank)) throw new UserError('cancelled')
      if (line === undefined || (line.isBlank && !(await this.#keyboard.goesOn()))) break
      if (room > 0) lines.push(line.text)
      room -= line.text.length + 1
    }
    const text = finished(lines.join('\n'))
    this.#output.write(pasteEnding(text, done))
    return text
  }

  async #answer(prompt: string, echo: Echo = asTyped): Promise<string> {
    this.#keyboard.forget()
    for (;;) {
      const line = await this.#keyboard.line(prompt, echo, maxLineBytes)
      if (line === undefined) throw new UserError('cancelled')
      if (!line.isCut && Buffer.byteLength(line.text) <= maxLineBytes) return line.text
      this.#output.write(`  ${this.#words.wasTooLong(maxLineBytes)}\n`)
    }
  }
}

function numbersIn(answer: string): readonly string[] {
  return answer
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter(word => word !== '')
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}

interface TypedLine {
  readonly text: string
  /** Whether it had more than is read of one. */
  readonly isCut: boolean
  readonly isBlank: boolean
}

/** Reads lines key by key, because only then can it choose what to echo. */
class Keyboard {
  readonly #screen: Screen
  readonly #decoder = new StringDecoder('utf8')
  /** The next one last. */
  #waiting: string[] = []
  #isAfterReturn = false
  #line = ''
  #isCut = false
  /** What is still to be shown: a pasted text is written as a whole. */
  #echo = ''

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** Drops input after the last answer: it cannot answer a question that was not on the screen yet. */
  forget(): void {
    this.#waiting = []
  }

  /** Whether more comes at once, as inside a paste; it is kept for the next line. */
  async goesOn(): Promise<boolean> {
    const { input } = this.#screen
    if (this.#isAfterReturn && this.#waiting.at(-1) === '\n') this.#waiting.pop()
    if (this.#waiting.length > 0) return true
    input.setRawMode(true)
    const chunk = await nextChunk(input, pasteTimeoutMs)
    input.setRawMode(false)
    if (chunk === undefined) return false
    this.#waiting = this.#keysOf(chunk)
    return true
  }

  /**
   * The next line; undefined at Ctrl-D on an empty line and where the input ends.
   *
   * @param most in characters; what is typed beyond them is dropped
   */
  async line(prompt: string, echo: Echo, most: number): Promise<TypedLine | undefined> {
    const { input, output, foreground } = this.#screen
    // Before the prompt, so that an immediate answer is not echoed.
    input.setRawMode(true)
    output.write(prompt)
    this.#line = ''
    this.#isCut = false
    const release = foreground.enter({
      leave: () => output.write('\n'),
      comeBack: () => output.write(prompt + graphemes(this.#line).map(echo).join('')),
    })
    try {
      if ((await this.#edited(echo, most)) === 'none') return undefined
      return { text: this.#line, isCut: this.#isCut, isBlank: !this.#isCut && isBlank(this.#line) }
    } finally {
      this.#show()
      release()
      input.setRawMode(false)
      input.pause()
      output.write('\n')
    }
  }

  async #edited(echo: Echo, most: number): Promise<'typed' | 'none'> {
    for (;;) {
      const key = await this.#key()
      if (key === undefined) return 'none'
      if (key === '\u0003') throw new UserError('interrupted')
      if (key === '\u0004' && this.#line === '') return 'none'
      if (key === '\r' || key === '\n') return 'typed'
      if (key === '\u001a' && process.platform !== 'win32') this.#screen.foreground.suspend()
      else if (key === '\u007f' || key === '\b') this.#shorten(echo)
      else if (key >= ' ' || key === '\t') this.#add(key, echo, most)
    }
  }

  #add(key: string, echo: Echo, most: number): void {
    if (this.#line.length + key.length > most) this.#isCut = true
    if (this.#isCut) return
    this.#line += key
    this.#echo += echo(key)
  }

  #shorten(echo: Echo): void {
    if (this.#isCut) return
    const shorter = shortened(this.#line)
    const columns = widthOf(echo(this.#line.slice(shorter.length)))
    this.#echo += '\b \b'.repeat(columns)
    this.#line = shorter
  }

  #show(): void {
    if (this.#echo !== '') this.#screen.output.write(this.#echo)
    this.#echo = ''
  }

  async #key(): Promise<string | undefined> {
    const key = this.#waiting.pop() ?? (await this.#more())
    // CR LF is one line end.
    const isSecondHalf = key === '\n' && this.#isAfterReturn
    this.#isAfterReturn = key === '\r'
    return isSecondHalf ? this.#key() : key
  }

  async #more(): Promise<string | undefined> {
    this.#show()
    const chunk = await nextChunk(this.#screen.input)
    if (chunk === undefined) return undefined
    this.#waiting = this.#keysOf(chunk)
    return this.#waiting.pop() ?? this.#more()
  }

  #keysOf(chunk: Buffer): string[] {
    return [...this.#decoder.write(chunk)].reverse()
  }
}

/** @param patience in milliseconds, where it is not forever */
function nextChunk(input: Screen['input'], patience?: number): Promise<Buffer | undefined> {
  return new Promise(resolve => {
    const impatience = patience === undefined ? undefined : setTimeout(() => settle(), patience)
    const settle = (chunk?: Buffer) => {
      clearTimeout(impatience)
      input.off('data', settle).off('end', end).off('error', end)
      input.pause()
      resolve(chunk)
    }
    const end = () => settle()
    input.on('data', settle).on('end', end).on('error', end).resume()
  })
}
