/**
 * The keyboard between two questions. A terminal shows what is typed while nobody asks: the passphrase once more, say, while the
 * first try is still being judged. So from the first question on it is kept in raw mode, until the command lets go of it, and what
 * is typed meanwhile is dropped: who pressed Enter twice has not said yes to what was not on the screen yet.
 *
 * Raw mode takes Ctrl-C and Ctrl-Z out of the system's hands; what they do to any program is done here.
 */
import { setImmediate } from 'node:timers/promises'
import type { ReadStream } from 'node:tty'

/** What these keys send, were the terminal not raw. */
const signals: ReadonlyMap<number, NodeJS.Signals> = new Map([
  [0x03, 'SIGINT'],
  [0x1a, 'SIGTSTP'],
  [0x1c, 'SIGQUIT'],
])

const deadly = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export class TypeAhead {
  readonly #input: ReadStream
  #isHeld = false
  #isOver = false

  constructor(input: ReadStream) {
    this.#input = input
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
    process.on('SIGCONT', this.#takeUp)
    for (const signal of deadly) process.on(signal, this.#die)
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
    process.off('SIGCONT', this.#takeUp)
    for (const signal of deadly) process.off(signal, this.#die)
  }

  readonly #drop = (chunk: Buffer): void => {
    const signal = [...chunk].map(byte => signals.get(byte)).find(found => found !== undefined)
    if (signal === 'SIGINT') process.emit(signal, signal)
    else if (signal !== undefined && process.platform !== 'win32') signalAll(this.#input, signal)
  }

  readonly #takeUp = (): void => takeUp(this.#input)

  /** Node would end without putting the terminal in order, once anybody has listened to a signal and left off. */
  readonly #die = (signal: NodeJS.Signals): void => {
    this.letGo()
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
}

/** Sends a signal to the whole pipeline, as the terminal does: a shell that waits for npx, too, would wait for ever. */
export function signalAll(input: ReadStream, signal: NodeJS.Signals): void {
  input.setRawMode(false)
  process.kill(0, signal)
}

/** After Ctrl-Z and fg. False first: Node does not know that the shell has changed the mode. */
export function takeUp(input: ReadStream): void {
  input.setRawMode(false)
  input.setRawMode(true)
}

function ignored(): void {}
