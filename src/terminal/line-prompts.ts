/**
 * Prompts for a terminal that cannot move its cursor (TERM=dumb, a shell inside an editor): one line after the other.
 * Nothing can be wiped there, so what must not stay is never shown.
 */
import { StringDecoder } from 'node:string_decoder'
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
import { graphemes, widthOf } from './width.ts'

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
    this.#keyboard.forget()
    for (;;) {
      const line = await this.#keyboard.line(lines.length === 0 ? `${message}\n  ` : '  ', digitsMasked)
      if (line === undefined && lines.every(isBlank)) throw new UserError('cancelled')
      if (line === undefined || (isBlank(line) && !(await this.#keyboard.goesOn()))) break
      lines.push(line)
    }
    const text = finished(lines.join('\n'))
    this.#output.write(pasteEnding(text, done))
    return text
  }

  async #answer(prompt: string, echo: Echo = asTyped): Promise<string> {
    this.#keyboard.forget()
    const line = await this.#keyboard.line(prompt, echo)
    if (line === undefined) throw new UserError('cancelled')
    return line
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

/** Reads lines key by key, because only then can it choose what to echo. */
class Keyboard {
  readonly #screen: Screen
  readonly #decoder = new StringDecoder('utf8')
  #waiting: string[] = []
  #isAfterReturn = false
  #line = ''

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** Drops what came behind the last answer: it is none to a question that nobody had seen. */
  forget(): void {
    this.#waiting = []
  }

  /** Whether more comes at once, as inside a paste; it is kept for the next line. */
  async goesOn(): Promise<boolean> {
    const { input } = this.#screen
    if (this.#isAfterReturn && this.#waiting[0] === '\n') this.#waiting.shift()
    if (this.#waiting.length > 0) return true
    input.setRawMode(true)
    const chunk = await nextChunk(input, pasteTimeoutMs)
    input.setRawMode(false)
    if (chunk === undefined) return false
    this.#waiting.push(...this.#decoder.write(chunk))
    return true
  }

  /** The next line; undefined at Ctrl-D on an empty line and where the input ends. */
  async line(prompt: string, echo: Echo): Promise<string | undefined> {
    const { input, output, foreground } = this.#screen
    // Before the prompt: whoever answers at once must not be echoed.
    input.setRawMode(true)
    output.write(prompt)
    this.#line = ''
    const release = foreground.enter({
      leave: () => output.write('\n'),
      comeBack: () => output.write(prompt + graphemes(this.#line).map(echo).join('')),
    })
    try {
      return await this.#edited(echo)
    } finally {
      release()
      input.setRawMode(false)
      input.pause()
      output.write('\n')
    }
  }

  async #edited(echo: Echo): Promise<string | undefined> {
    for (;;) {
      const key = await this.#key()
      if (key === undefined) return undefined
      if (key === '\u0003') throw new UserError('interrupted')
      if (key === '\u0004' && this.#line === '') return undefined
      if (key === '\r' || key === '\n') return this.#line
      if (key === '\u001a' && process.platform !== 'win32') this.#screen.foreground.suspend()
      else if (key === '\u007f' || key === '\b') this.#line = this.#shortened(this.#line, echo)
      else if (key >= ' ' || key === '\t') {
        this.#line += key
        this.#screen.output.write(echo(key))
      }
    }
  }

  #shortened(line: string, echo: Echo): string {
    const characters = graphemes(line)
    const columns = widthOf(echo(characters.pop() ?? ''))
    this.#screen.output.write('\b \b'.repeat(columns))
    return characters.join('')
  }

  async #key(): Promise<string | undefined> {
    const key = this.#waiting.shift() ?? (await this.#more())
    // CR LF is one line end.
    const isSecondHalf = key === '\n' && this.#isAfterReturn
    this.#isAfterReturn = key === '\r'
    return isSecondHalf ? this.#key() : key
  }

  async #more(): Promise<string | undefined> {
    const chunk = await nextChunk(this.#screen.input)
    if (chunk === undefined) return undefined
    this.#waiting.push(...this.#decoder.write(chunk))
    return this.#waiting.shift() ?? this.#more()
  }
}

/** @param patience in milliseconds, where it is not for ever */
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
