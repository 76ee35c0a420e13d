/**
 * The keyboard between two questions. A terminal echoes what is typed between questions, such as a passphrase
 * typed again while the first try is checked. So it stays in raw mode from the first question until the command ends, and input
 * between questions is dropped: a second Enter must not answer a question that was not on the screen yet.
 *
 * Raw mode turns off the system's handling of Ctrl-C and Ctrl-Z; this file replaces it.
 */
import { setImmediate } from 'node:timers/promises'
import type { ReadStream } from 'node:tty'
import type { Foreground } from './foreground.ts'

/** The keys that send a signal to the whole pipeline outside raw mode. */
const quit = 0x1c
const interrupt = 0x03
const suspend = 0x1a

export class TypeAhead {
  readonly #input: ReadStream
  readonly #foreground: Foreground
  #isHeld = false
  #isOver = false
  #release: (() => void) | undefined

  constructor(input: ReadStream, foreground: Foreground) {
    this.#input = input
    this.#foreground = foreground
  }

  /** Stops the echo of what is typed. */
  hold(): void {
    const input = this.#input
    if (this.#isHeld || this.#isOver || input.destroyed || input.readableEnded) return
    this.#isHeld = true
    // A closed terminal refuses raw mode, which is harmless.
    input.on('error', ignored)
    input.setRawMode(true)
    input.on('data', this.#drop).resume()
    this.#release ??= this.#foreground.enter({
      leave: () => input.setRawMode(false),
      comeBack() {
        // False first: Node does not know that the shell has changed the mode.
        input.setRawMode(false)
        input.setRawMode(true)
      },
    })
  }

  /**
   * Hands the keyboard to a question, in raw mode and with nothing typed.
   *
   * @param load awaited before the first question
   */
  async handOver(load: () => Promise<unknown>): Promise<void> {
    if (!this.#isHeld) {
      this.hold()
      await load()
      // Input that is already waiting is read, and dropped, in the next round of the event loop.
      await setImmediate()
      await setImmediate()
    }
    this.#leave()
  }

  /** Restores the terminal until the next question. */
  letGo(): void {
    this.#leave()
    this.#release?.()
    this.#release = undefined
    if (this.#input.isRaw) this.#input.setRawMode(false)
  }

  /** Detaches from stdin for good. A prompt asked after this reads stdin directly. */
  end(): void {
    this.#isOver = true
    this.letGo()
  }

  #leave(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#input.off('data', this.#drop).off('error', ignored).pause()
  }

  readonly #drop = (chunk: Buffer): void => {
    if (chunk.includes(interrupt)) process.emit('SIGINT', 'SIGINT')
    else if (process.platform === 'win32') return
    else if (chunk.includes(suspend)) this.#foreground.suspend()
    else if (chunk.includes(quit)) process.kill(0, 'SIGQUIT')
  }
}

function ignored(): void {}
