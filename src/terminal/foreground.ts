/**
 * Restores the terminal before the shell gets it (Ctrl-Z) or a signal ends the program, and sets it up again after fg. Every part that
 * draws what must not stay, or holds raw mode, registers here; the last one registered leaves first.
 */

export interface Part {
  /** @param isLost the cursor may be anywhere: the window has another size, or others have written on it since */
  leave(isLost: boolean): void
  comeBack(): void
}

const deadly = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** Milliseconds after which a requested stop has happened or never will. */
const stopped = 50

export class Foreground {
  #parts: readonly Part[] = []
  #isAway = false

  /** @returns removes it without calling `leave` */
  enter(part: Part): () => void {
    if (this.#parts.length === 0) this.#listen()
    this.#parts = [...this.#parts, part]
    return () => {
      this.#parts = this.#parts.filter(one => one !== part)
      if (this.#parts.length === 0) this.#unlisten()
    }
  }

  /** Takes everything off the screen, for the shell or for good. */
  leave(isLost = false): void {
    if (this.#isAway) return
    this.#isAway = true
    for (const part of this.#parts.toReversed()) onTerminal(() => part.leave(isLost))
  }

  /** Draws everything anew in an empty window: its size has changed. */
  redraw(): void {
    this.leave(true)
    this.#comeBack()
  }

  /** Ctrl-Z. Stops the whole pipeline, as the terminal does. If only this process stopped, a shell that waits for npx would hang. */
  readonly suspend = (): void => this.#suspend(0)

  #suspend(pid: number): void {
    this.leave()
    process.off('SIGTSTP', this.#suspendAlone)
    process.kill(pid, 'SIGTSTP')
    // Without a shell above it nothing stops and no SIGCONT comes. setImmediate lets a waiting one go first.
    setTimeout(() => setImmediate(this.#comeBack), stopped)
  }

  readonly #suspendAlone = (): void => this.#suspend(process.pid)

  readonly #comeBack = (): void => {
    if (!this.#isAway) return
    this.#isAway = false
    if (this.#parts.length > 0) process.off('SIGTSTP', this.#suspendAlone).on('SIGTSTP', this.#suspendAlone)
    for (const part of this.#parts) onTerminal(() => part.comeBack())
  }

  /** After fg; also after SIGSTOP, which cannot be seen coming. */
  readonly #goOn = (): void => {
    this.leave(true)
    this.#comeBack()
  }

  /** Node no longer restores the terminal at a signal once a listener was added and removed. */
  readonly #end = (signal: NodeJS.Signals): void => {
    this.leave()
    this.#unlisten()
    process.kill(process.pid, signal)
  }

  #listen(): void {
    for (const signal of deadly) process.on(signal, this.#end)
    process.on('SIGTSTP', this.#suspendAlone).on('SIGCONT', this.#goOn)
  }

  #unlisten(): void {
    for (const signal of deadly) process.off(signal, this.#end)
    process.off('SIGTSTP', this.#suspendAlone).off('SIGCONT', this.#goOn)
  }
}

/** Errors of a closed terminal must not keep the other parts from leaving. */
function onTerminal(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
