/**
 * The only way to the person at the screen.
 *
 * House rules: the answer goes to stdout, alone, so that `code=$(igcodes use shop)` works. Everything else (notes, warnings,
 * progress) goes to stderr; questions go to the terminal, even when stdin and stdout are pipes. With --json one object is the
 * whole answer and notes are silent. Every text from a vault, a file or argv passes `say`, which shows control characters
 * instead of obeying them. The code that shows a secret also wipes it.
 */

import { isatty } from 'node:tty'
import { Chalk, type ChalkInstance } from 'chalk'
import type { Severity } from '../domain/model/severity.ts'
import type { Environment } from '../environment.ts'
import { type Failure, isFailure, UserError, type WantedAnswer } from '../errors.ts'
import type { Bilingual, Language, Message } from '../language.ts'
import { inAscii, isUtf8 } from './charset.ts'
import { Foreground } from './foreground.ts'
import type { Layout } from './layout.ts'
import { mayHaveStayed } from './messages/screen.ts'
import { answerClosed, localTime } from './messages/words.ts'
import { fitted, indented, type Tone, toned } from './note.ts'
import {
  closeToOthers,
  hasReader,
  isTerminal,
  standardError,
  standardInput,
  standardOutput,
  writeAnswer,
  writeNote,
} from './output.ts'
import type { Paging } from './pager.ts'
import type { Prompts } from './prompt-types.ts'
import { harmlessJson, sanitize } from './sanitize.ts'
import { say } from './say.ts'
import { outputColumns, outputLayout, pipe, type Screen, wantsColor, widest } from './screen.ts'
import { spoken } from './screen-reader.ts'
import { severitySigns } from './severity-signs.ts'
import { type Showing, Shown } from './shown.ts'
import { blocks, table } from './table.ts'
import { openTty, sizeOf, type Tty } from './tty.ts'
import { rowsOf, widthOf } from './width.ts'

export interface TerminalOptions {
  readonly language: Language
  readonly json: boolean
  readonly quiet: boolean
  /** False: nothing is ever asked (--no-input). */
  readonly input: boolean
  /** False: nothing goes to a pager (--no-pager). */
  readonly pager: boolean
  readonly env: Environment
}

/** A shorter wait, in milliseconds, goes unnoticed. */
const felt = 300

/** Lines on the screen that must not stay. */
export interface Wipeable {
  /** Takes them off the screen; to be called once. */
  wipe(): void
}

export class Terminal implements Screen {
  readonly language: Language
  readonly json: boolean
  /** Nothing is drawn, lines are only added: on a dumb terminal, or for a screen reader (--plain). */
  readonly isPlain: boolean
  readonly #options: TerminalOptions
  readonly #answerColor: ChalkInstance
  readonly #errorColor: ChalkInstance
  readonly #foreground = new Foreground()
  #tty: Tty | undefined
  #lastWords: (() => void) | undefined
  #paging: Paging | undefined
  /** What was answered for a file. */
  #collected: string[] | undefined

  constructor(options: TerminalOptions) {
    this.#options = options
    this.language = options.language
    this.json = options.json
    const { env } = options
    // Read once: process.env asks the system at every access, and a list asks for every row.
    this.isPlain = env.TERM === 'dumb'
    this.#answerColor = new Chalk({ level: wantsColor(env, isatty(standardOutput)) ? 1 : 0 })
    this.#errorColor = new Chalk({ level: wantsColor(env, isatty(standardError)) ? 1 : 0 })
  }

  /** Colors for stdout; none when it is no terminal or NO_COLOR is set. */
  get color(): ChalkInstance {
    return this.#collected ? new Chalk({ level: 0 }) : this.#answerColor
  }

  /** How wide lines on stdout may be; a pipe or a file takes any width. */
  get columns(): number {
    return this.#collected ? Number.POSITIVE_INFINITY : outputColumns()
  }

  get layout(): Layout {
    return this.#collected ? pipe().layout : outputLayout()
  }

  /** The size of the window that stdout is written on. */
  get window(): { readonly columns: number; readonly rows: number } {
    return sizeOf(process.stdout)
  }

  /** Whether a person reads stdout as it is written. */
  get stdoutIsTty(): boolean {
    return isatty(standardOutput) && !this.json && !this.#collected
  }

  /** Whether a person types at stdin; else it is a file or a pipe. */
  get stdinIsTty(): boolean {
    return isatty(standardInput)
  }

  /** The standard descriptor that is a terminal, if any. */
  get descriptor(): number | undefined {
    return [standardInput, standardError, standardOutput].find(number => isatty(number))
  }

  /** The text of a message in the user's language. */
  text<Gaps>(message: Message<Gaps>, gaps: Gaps): string {
    return say(message, this.language, gaps)
  }

  /**
   * Writes lines to stdout and returns when they are there.
   *
   * @throws UserError `storage` (doing `show`) when stdout does not take them
   */
  answer(...lines: readonly string[]): void {
    this.#answerText(joined(lines))
  }

  /**
   * Writes an answer that may be long: through the user's pager where a terminal's window is too small for it, else as
   * `answer` does. Never for secrets: a pager can save its text.
   *
   * @throws UserError `storage` (doing `show`)
   */
  async answerPaged(lines: readonly string[]): Promise<void> {
    if (!this.#mayPage(lines) || !(await this.#page(joined(lines)))) this.#answerText(joined(lines))
  }

  /** Does work and returns what it answers, for a file: as wide as it is, and without colors. */
  async collected(work: () => Promise<void>): Promise<string> {
    const collected: string[] = []
    this.#collected = collected
    try {
      await work()
      return collected.join('')
    } finally {
      this.#collected = undefined
    }
  }

  /** Whether Ctrl-C is for the pager that has the screen, not for us. */
  get isPaging(): boolean {
    return this.#paging !== undefined
  }

  /** The whole answer to a script. */
  answerJson(value: unknown): void {
    this.#writeAnswer(`${harmlessJson(value)}\n`)
  }

  /**
   * Makes sure that an answer would be read, before a code is spent or a secret is made.
   *
   * @throws UserError `answer-unreadable`, `answer-exposed`
   */
  requireReader(answer: WantedAnswer): void {
    if (!this.#collected && !hasReader()) throw new UserError('answer-unreadable', { answer })
    this.closeAnswer()
  }

  /**
   * Makes sure that an answer with a secret in it, if it goes to a file, can be read by its owner alone.
   *
   * @throws UserError `answer-exposed`
   */
  closeAnswer(): void {
    if (this.#collected) return
    const outcome = closeToOthers()
    if (outcome === 'open') throw new UserError('answer-exposed')
    if (outcome === 'closed') this.note(answerClosed, undefined)
  }

  /** A note for the person, on stderr. */
  note<Gaps>(message: Message<Gaps>, gaps: Gaps, tone: Tone = 'plain'): void {
    if (this.#options.quiet || this.json) return
    this.#write(toned(this.text(message, gaps), tone, this.#errorColor))
  }

  /** A note that --quiet does not silence: something is wrong. */
  warn<Gaps>(message: Message<Gaps>, gaps: Gaps): void {
    if (!this.json) this.#write(toned(this.text(message, gaps), 'warning', this.#errorColor))
  }

  /** A moment as people read it, in their own time zone: `2026-11-22 18:04`. */
  time(iso: string): string {
    return localTime(iso)
  }

  /** A text from outside on its own, such as a cell of a table. */
  harmless(text: string): string {
    return sanitize(text)
  }

  /** A text as lines that fit stdout. */
  fit(text: string): readonly string[] {
    return fitted(text, Math.min(widest, this.columns)).split('\n')
  }

  /** Rows under a header, as lines for stdout; one block a row where nothing is drawn. Cells arrive harmless; color in them is fine. */
  table(header: readonly Bilingual[], rows: readonly (readonly string[])[]): readonly string[] {
    const labels = header.map(label => this.color.dim(label[this.language]))
    const laidOut = this.isPlain ? blocks : table
    return laidOut(labels, rows, this.columns - 2).map(line => (line === '' ? '' : `  ${line}`))
  }

  /** The sign of a severity, in its color. */
  sign(severity: Severity): string {
    const { critical, warning, info } = severitySigns
    return { critical: this.color.red(critical), warning: this.color.yellow(warning), info }[severity]
  }

  blank(): void {
    if (!this.#options.quiet && !this.json) this.#write('')
  }

  /** Reports what went wrong and what to do next, on stderr; as JSON with --json. */
  async fail(error: UserError): Promise<void> {
    const { what, next } = await this.#sentences(error)
    const { code, exitCode } = error
    if (this.json) {
      writeNote(`${harmlessJson({ error: { code, message: what, hint: next } })}\n`)
      return
    }
    this.#write(toned(what, 'bad', this.#errorColor))
    const exit = this.#errorColor.dim(`exit ${exitCode}`)
    this.#write(next === '' ? `  ${exit}` : `${indented(next)}    ${exit}`)
  }

  /** Reports what is wrong with an answer before the question is asked again. */
  async showError(error: UserError): Promise<void> {
    const { what, next } = await this.#sentences(error)
    this.#write(toned(what, 'bad', this.#errorColor))
    if (next !== '') this.#write(indented(next))
  }

  /** Loaded on demand: errors have more sentences than anything else. */
  async #sentences(error: UserError): Promise<{ what: string; next: string }> {
    const { failureSentences } = await import('./messages/failures.ts')
    return failureSentences(error as Failure, this.language)
  }

  /** Prompts on the user's terminal; undefined where nothing may or can be asked. */
  async prompts(): Promise<Prompts | undefined> {
    if (!this.#options.input) return undefined
    this.#tty ??= openTty(this.#foreground)
    if (!this.#tty) return undefined
    const { createPrompts } = await import('./prompts.ts')
    const color = wantsColor(this.#options.env, true)
    return createPrompts(this.#tty, { color, language: this.language, isDumb: this.isPlain })
  }

  /** Writes lines to stdout that can be wiped after use; the question comes right below them. */
  show(lines: readonly string[], how: Omit<Showing, 'lines'> = {}): Wipeable {
    if (!this.stdoutIsTty || this.isPlain) {
      this.answer(...lines)
      return { wipe() {} }
    }
    const shown = new Shown({ lines, ...how }, this.#foreground)
    return {
      wipe: () => {
        shown.wipe()
        if (shown.isOutOfReach) this.warn(mayHaveStayed, undefined)
      },
    }
  }

  /** A line on the terminal that says what takes so long, until it is done. Nothing without a terminal. */
  progress<Gaps>(message: Message<Gaps>, gaps: Gaps): { update(fraction: number): void; done(): void } {
    const silent = this.#options.quiet || this.json || !isatty(standardError)
    if (silent) return { update() {}, done() {} }
    const text = `  ${this.text(message, gaps)} …`
    if (this.isPlain) {
      // This line stays, so a short wait gets none.
      const telling = setTimeout(() => this.#write(text), felt)
      return { update() {}, done: () => clearTimeout(telling) }
    }
    const { stderr } = process
    const write = (drawn: string) => stderr.write(isUtf8(process.env) ? drawn : inAscii(drawn))
    write(this.#errorColor.dim(text))
    return {
      update: fraction => {
        const cells = Math.max(5, Math.min(20, (stderr.columns || 80) - widthOf(text) - 2))
        const full = Math.round(fraction * cells)
        write(`\r${this.#errorColor.dim(`${text} ${'█'.repeat(full)}${'░'.repeat(cells - full)}`)}`)
      },
      done: () => stderr.write('\r\x1b[K'),
    }
  }

  /** Releases the terminal, so that the process can end. */
  close(): void {
    this.#tty?.close()
    this.#tty = undefined
  }

  /** Gives the keyboard to another program until the next question. */
  lendKeyboard(): void {
    this.#tty?.typeAhead.letGo()
  }

  /** Does work that may be left by Ctrl-C, Ctrl-D or a signal, and has said then what that leaves behind. */
  async sayingIfLeft<Result>(say: () => void, work: () => Promise<Result>): Promise<Result> {
    const outer = this.#lastWords
    this.#lastWords = say
    try {
      return await work()
    } catch (error) {
      if (isFailure(error, 'interrupted') || isFailure(error, 'cancelled')) say()
      throw error
    } finally {
      this.#lastWords = outer
    }
  }

  /** For signal handlers: wipes what must not stay on the screen, then releases the terminal. */
  abandon(): void {
    this.#paging?.stop()
    this.#foreground.leave()
    this.#lastWords?.()
    this.close()
  }

  /** One row stays for the prompt below. */
  #mayPage(lines: readonly string[]): boolean {
    const { pager, input } = this.#options
    if (!pager || !input || !this.stdoutIsTty || this.isPlain) return false
    return rowsOf(lines, this.columns) > sizeOf(process.stdout).rows - 1
  }

  /** @returns false if there is no pager, or it could not be started, so nothing was read */
  async #page(text: string): Promise<boolean> {
    const { env } = this.#options
    const { pagerOf, startPager } = await import('./pager.ts')
    const pager = pagerOf(env)
    if (!pager) return false
    // Two readers of one terminal would each get some of the keys.
    this.close()
    this.#paging = startPager(pager, text, env)
    try {
      return await this.#paging.read
    } finally {
      this.#paging = undefined
    }
  }

  #answerText(text: string): void {
    this.#writeAnswer(this.isPlain ? spoken(text, this.language) : text)
  }

  #writeAnswer(text: string): void {
    if (this.#collected) this.#collected.push(text)
    else writeAnswer(text)
  }

  #write(text: string): void {
    const columns = isTerminal(standardError)
      ? Math.min(widest, process.stderr.columns || 80)
      : Number.POSITIVE_INFINITY
    writeNote(`${fitted(this.isPlain ? spoken(text, this.language) : text, columns)}\n`)
  }
}

function joined(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('')
}
