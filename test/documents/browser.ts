/**
 * A headless Chromium, spoken to over a pipe (--remote-debugging-pipe: JSON ended by NUL on descriptors 3 and 4), so that one
 * start prints as many pages as a test has.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

const names = ['chromium', 'chromium-browser', 'google-chrome']

export class Browser {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #input: Writable
  readonly #waiting = new Map<number, (message: Answer) => void>()
  #loaded: () => void = () => {}
  #last = 0
  #session: string | undefined
  #frame = ''

  /** @throws where no Chromium is installed: what is printed must not go unseen */
  static async start(): Promise<Browser> {
    for (const name of names) {
      const browser = new Browser(name)
      if (await browser.#runs()) {
        await browser.#open()
        return browser
      }
      await browser.close()
    }
    throw new Error(`No Chromium to print with (tried ${names.join(', ')}). On Debian: apt install chromium`)
  }

  private constructor(name: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'igcodes-browser-'))
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe']
    this.#process = spawn(name, [...options, `--user-data-dir=${this.#profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    const [, , , input, output] = this.#process.stdio
    this.#input = input as Writable
    this.#input.on('error', () => {})
    this.#read(output as Readable)
  }

  /** Shows a page and waits until it is laid out. */
  async show(html: string): Promise<void> {
    const loaded = new Promise<void>(resolve => {
      this.#loaded = resolve
    })
    // In the page that is open already: navigating to another starts a process for it.
    await this.#call('Page.setDocumentContent', { frameId: this.#frame, html })
    await loaded
  }

  /** The page as PDF, on paper of the size that it asks for. */
  async print(): Promise<Buffer> {
    const options = { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: false }
    const { data } = await this.#call('Page.printToPDF', options)
    return Buffer.from(String(data), 'base64')
  }

  /** From here on pages are laid out as on paper of that width, in CSS pixels. */
  async takePaper(width: number): Promise<void> {
    const metrics = { width, height: 1123, deviceScaleFactor: 1, mobile: false }
    await this.#call('Emulation.setDeviceMetricsOverride', metrics)
    await this.#call('Emulation.setEmulatedMedia', { media: 'print' })
  }

  /** What an expression gives on the page. */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.#call('Runtime.evaluate', { expression, returnByValue: true })
    return (result as { value?: unknown }).value
  }

  async close(): Promise<void> {
    const ended = new Promise<void>(resolve => this.#process.once('close', () => resolve()))
    if (this.#process.pid !== undefined && this.#process.exitCode === null) {
      this.#process.kill('SIGKILL')
      await ended
    }
    // Its other processes end a little later, and write until then.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }

  async #runs(): Promise<boolean> {
    return new Promise(resolve => {
      this.#process.once('spawn', () => resolve(true))
      this.#process.once('error', () => resolve(false))
    })
  }

  async #open(): Promise<void> {
    const { targetId } = await this.#call('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true })
    this.#session = String(sessionId)
    // The main frame of a page has the id of its target.
    this.#frame = String(targetId)
    await this.#call('Page.enable', {})
  }

  async #call(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.#last
    const message = { id, method, params, ...(this.#session !== undefined && { sessionId: this.#session }) }
    const answer = await new Promise<Answer>(resolve => {
      this.#waiting.set(id, resolve)
      this.#input.write(`${JSON.stringify(message)}\0`)
    })
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result ?? {}
  }

  #read(output: Readable): void {
    let text = ''
    output.setEncoding('utf8')
    output.on('data', (chunk: string) => {
      const messages = (text + chunk).split('\0')
      text = messages.pop() ?? ''
      for (const message of messages) this.#take(JSON.parse(message))
    })
  }

  #take(message: Answer): void {
    if (message.method === 'Page.loadEventFired') this.#loaded()
    if (message.id === undefined) return
    this.#waiting.get(message.id)?.(message)
    this.#waiting.delete(message.id)
  }
}

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}
