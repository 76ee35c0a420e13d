/**
 * The keyboard as Inquirer's engine reads it. A terminal hands a paste over in chunks of some thousand characters, and readline takes
 * time for each: here a long run of characters passes as if it were one key.
 */
import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { Tty } from './tty.ts'

/**
 * The characters behind the first sixteen of a run without control characters. The first ones go one by one, as they may be the rest
 * of an escape sequence.
 */
const farIn = /(?<=\P{Cc}{16})(\P{Cc}+)/u

export class Keys extends Readable {
  readonly isTTY = true
  readonly #input: Tty['input']
  readonly #decoder = new StringDecoder('utf8')
  #isRead = false

  constructor(input: Tty['input']) {
    super()
    this.#input = input
  }

  get isRaw(): boolean {
    return this.#input.isRaw
  }

  setRawMode(isRaw: boolean): this {
    this.#input.setRawMode(isRaw)
    return this
  }

  override resume(): this {
    if (this.#isRead) return this
    this.#isRead = true
    this.#input.on('data', this.#take).resume()
    return this
  }

  override pause(): this {
    if (!this.#isRead) return this
    this.#isRead = false
    this.#input.off('data', this.#take).pause()
    this.emit('pause')
    return this
  }

  override _read(): void {}

  readonly #take = (chunk: Buffer): void => {
    const parts = this.#decoder.write(chunk).split(farIn)
    for (const [index, part] of parts.entries()) {
      // A key before this one has answered the question.
      if (!this.#isRead) return
      if (part === '') continue
      if (index % 2 === 0) this.emit('data', part)
      else this.emit('keypress', part, { sequence: part, ctrl: false, meta: false, shift: false })
    }
  }
}
