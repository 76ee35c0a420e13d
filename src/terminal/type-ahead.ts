/**
 * The keyboard between two questions. A terminal shows what is typed while nobody asks: the passphrase once more, say, while the
 * first try is still being judged. So from the first question on it is kept in raw mode, until the command lets go of it, and what
 * is typed meanwhile is dropped: who pressed Enter twice has not said yes to what was not on the screen yet.
 *
 * Raw mode takes Ctrl-C and Ctrl-Z out of the system's hands; what they do to any program is done here.
 */
import { setImmediate } from 'node:timers/promises'
import type { ReadStream } from 'node:tty'
import type { Foreground } from './foreground.ts'

/** What these keys send to the whole pipeline, were the terminal not raw. */
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

  /** From here on nothing shows what is typed. */
  hold(): void {
    const input = this.#input
    if (this.#isHeld || this.#isOver || input.destroyed || input.readableEnded) return
    this.#isHeld = true
    // A terminal that is gone refuses: nobody types there any more.
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
   * @param load what the first question has to wait for
   */
  async handOver(load: () => Promise<unknown>): Promise<void> {
    if (!this.#isHeld) {
      this.hold()
      await load()
      // What waits in the terminal since before is read in the loop's next round, which begins after one of these.
      await setImmediate()
      await setImmediate()
    }
    this.#leave()
  }

  /** Gives the terminal back as it was found, until the next question. */
  letGo(): void {
    this.#leave()
    this.#release?.()
    this.#release = undefined
    if (this.#input.isRaw) this.#input.setRawMode(false)
  }

  /** Gives it back for good: whoever still asks on it does so without us. */
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
