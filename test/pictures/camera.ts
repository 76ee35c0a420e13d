/** Films a session at a terminal, at the pace of a person who types and reads; the clock and the randomness are fixed. */
import type { Cell, Key, Session } from '../cli/session.ts'
import type { Bilingual, Language } from '../cli/story.ts'
import { TickingClock } from '../cli/ticking-clock.ts'
import { passphrase, World } from '../cli/world.ts'
import type { Frame, Row } from './film.ts'

export interface Window {
  readonly columns: number
  readonly rows: number
}

export class Camera {
  readonly world = new World()
  readonly language: Language
  readonly frames: Frame[] = []
  readonly #clock: TickingClock
  /** What was typed at the shell's prompt, above the program's own rows. */
  #prompt: Row = []
  /** Of the window; `top` of its rows have left it upwards. */
  #height = 0
  #top = 0
  #session: Session | undefined

  constructor(name: string, language: Language) {
    this.#clock = new TickingClock(name)
    this.language = language
  }

  /** Something that happened before, out of sight. */
  async given(time: string, command: string, input = ''): Promise<void> {
    this.#clock.set(time)
    await this.world.succeed(command, { input, env: this.#clock.tick() })
  }

  /** Types the command at the shell's prompt, and starts it. */
  start(time: string, command: string, window: Window): void {
    this.#clock.set(time)
    this.#height = window.rows + 1
    const typed = `igcodes ${command}`
    for (let length = 0; length <= typed.length; length++) {
      this.#prompt = promptWith(typed.slice(0, length), true)
      this.#take([], length === 0 ? 0.8 : 0.06)
    }
    this.#prompt = promptWith(typed, false)
    this.#take([], 0.4)
    const env = { ...this.#clock.tick(), IGCODES_LANG: this.language }
    this.#session = this.world.session(command, { ...window, env })
  }

  /** Waits for a text, and for what the program draws last, and lets it be read. */
  async sees([en, ja]: Bilingual, last: RegExp): Promise<void> {
    const text = this.language === 'ja' ? ja : en
    const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    await this.session.waitFor(new RegExp(`^(?=[\\s\\S]*${literal})[\\s\\S]*${last.source}`), 30_000)
    this.shot()
  }

  /** Types a text that is echoed as it is typed. */
  async types(text: string): Promise<void> {
    for (const end of text.split('').keys()) {
      this.session.type(text.charAt(end))
      const typed = text.slice(0, end + 1)
      await this.session.waitFor(new RegExp(`${typed}$`))
      this.#take(this.session.cells(), 0.08)
    }
  }

  /** Four letters in one breath: only dots are to be seen. */
  async typesPassphrase(): Promise<void> {
    for (let from = 0; from < passphrase.length; from += 4) {
      this.session.type(passphrase.slice(from, from + 4))
      const dots = Math.min(from + 4, passphrase.length)
      await this.session.waitFor(new RegExp(`[^•]•{${dots}}$`))
      this.#take(this.session.cells(), 0.15)
    }
    this.session.press('enter')
  }

  press(...keys: readonly Key[]): void {
    this.session.press(...keys)
  }

  pastes(text: string): void {
    this.session.paste(text)
  }

  /** What is on the screen now. Where the program wrote more than a window holds, it is read from its beginning. */
  shot(): void {
    const rows = this.session.cells()
    const bottom = Math.max(0, rows.length + 1 - this.#height)
    for (; this.#top < bottom; this.#top = Math.min(bottom, this.#top + this.#height - 4)) this.#read(rows)
    this.#read(rows)
  }

  /** Lets the program end; that is the last picture, and is shown longer. */
  async ends(): Promise<void> {
    await this.session.exit()
    this.shot()
    this.#take(this.session.cells(), 4)
  }

  /** Ends the film, and the program with it. */
  cut(): void {
    this.#take(this.session.cells(), 4)
    this.session.kill('SIGKILL')
  }

  get session(): Session {
    if (!this.#session) throw new Error('Nothing is running yet.')
    return this.#session
  }

  /** For as long as it takes to read what is new. */
  #read(rows: readonly Row[]): void {
    const before = new Set(this.frames.at(-1)?.rows.map(textOf))
    const fresh = this.#window(rows).filter(row => !before.has(textOf(row)))
    const columns = fresh.flat().reduce((sum, { text, width }) => sum + (text === ' ' ? 0 : width), 0)
    this.#take(rows, Math.min(5, 0.9 + columns * 0.018))
  }

  #take(rows: readonly Row[], seconds: number): void {
    this.frames.push({ rows: this.#window(rows), seconds })
  }

  #window(rows: readonly Row[]): readonly Row[] {
    const shown = [this.#prompt, ...rows].slice(this.#top, this.#top + this.#height)
    return shown.map(row => this.#renamed(row))
  }

  /** The temporary home by a name of the same length. */
  #renamed(row: Row): Row {
    const { home } = this.world
    const at = row
      .map(({ text }) => (text.length === 1 ? text : '?'))
      .join('')
      .indexOf(home)
    if (at < 0) return row
    return row.map((cell, index) => ({ ...cell, text: '/home/hanako'.charAt(index - at) || cell.text }))
  }
}

function textOf(row: Row): string {
  return row
    .map(({ text }) => text)
    .join('')
    .trimEnd()
}

function promptWith(typed: string, cursor: boolean): Row {
  const plain = { width: 1, bold: false, dim: false, inverse: false, color: undefined }
  const cells: Cell[] = [...`$ ${typed}`].map((text, index) => ({ ...plain, text, dim: index === 0, bold: index > 0 }))
  return cursor ? [...cells, { ...plain, text: ' ', inverse: true }] : cells
}
