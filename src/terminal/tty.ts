/**
 * The person's terminal, found even when stdin or stdout is a pipe: `igcodes use shop | pbcopy` still asks its
 * questions on the screen. Nothing is opened before it is asked for.
 */
import { closeSync, openSync } from 'node:fs'
import { isatty, ReadStream, WriteStream } from 'node:tty'
import { isUtf8, keepToAscii } from './charset.ts'
import { Foreground } from './foreground.ts'
import { TypeAhead } from './type-ahead.ts'

export interface Tty {
  readonly input: ReadStream
  readonly output: WriteStream
  readonly typeAhead: TypeAhead
  readonly foreground: Foreground
  /** Releases the terminal, so that the process can end. */
  close(): void
}

const device =
  process.platform === 'win32'
    ? { input: String.raw`\\.\CONIN$`, output: String.raw`\\.\CONOUT$` }
    : { input: '/dev/tty', output: '/dev/tty' }

/** Inquirer ends what it wrote to after each question (stdout and stderr cannot be ended); the next one still needs it. */
class Output extends WriteStream {
  override end(): this {
    return this
  }
}

/** The user's terminal; undefined where there is none (cron, CI, a daemon). */
export function openTty(foreground = new Foreground()): Tty | undefined {
  const input = standardInput() ?? opened(device.input, 'r+', fd => new ReadStream(fd))
  if (input === undefined) return undefined
  const output = standardOutput() ?? opened(device.output, 'r+', fd => new Output(fd))
  if (output === undefined) {
    release(input)
    return undefined
  }
  if (!isUtf8(process.env)) keepToAscii(output)
  const stopFollowing = isStandard(output) ? () => {} : followSize(output)
  const typeAhead = new TypeAhead(input, foreground)
  return {
    input,
    output,
    typeAhead,
    foreground,
    close() {
      stopFollowing()
      typeAhead.end()
      release(input)
      if (!isStandard(output)) output.destroy()
    },
  }
}

// Asked by descriptor first: touching process.stdin would already start reading from a pipe.
function standardInput(): ReadStream | undefined {
  return isatty(0) ? process.stdin : undefined
}

/** Questions go to stderr: stdout is for the answer alone. */
function standardOutput(): WriteStream | undefined {
  if (isatty(2)) return process.stderr
  return isatty(1) ? process.stdout : undefined
}

/** A device that cannot be opened, or is not a terminal, counts as none. */
function opened<Stream>(path: string, flags: string, stream: (fd: number) => Stream): Stream | undefined {
  let fd: number | undefined
  try {
    fd = openSync(path, flags)
    return stream(fd)
  } catch {
    if (fd !== undefined) closeSync(fd)
    return undefined
  }
}

function isStandard(output: WriteStream): boolean {
  return output === process.stderr || output === process.stdout
}

function release(input: ReadStream): void {
  // Destroying stdin would take it from the next question; pausing is enough for the process to end.
  if (isatty(0) && input === process.stdin) input.pause()
  else input.destroy()
}

/** Node keeps the size of its own three streams up to date, but not of a terminal opened by hand. */
function followSize(output: WriteStream): () => void {
  const measure = () => {
    const [columns, rows] = output.getWindowSize()
    output.columns = columns
    output.rows = rows
    output.emit('resize')
  }
  process.on('SIGWINCH', measure)
  return () => process.off('SIGWINCH', measure)
}

/** The window's size. Some pseudo-terminals (expect, containers) say 0 × 0. */
export function sizeOf(output: WriteStream): { columns: number; rows: number } {
  return { columns: output.columns || 80, rows: output.rows || 24 }
}

/**
 * What must not stay is erased row by row. Erasing all below the cursor (`ESC [ J`) makes tmux and GNU screen keep the rows in their
 * history, where the cursor is at the top.
 */
const eraseRow = '\u001b[2K'

/** Erases the row of the cursor and as many above it, and leaves the cursor in the topmost; the whole window where it has fewer. */
export function eraseRows(output: WriteStream, above: number): void {
  output.write(`\r${eraseRow}${`\u001b[A${eraseRow}`.repeat(Math.min(above, sizeOf(output).rows - 1))}`)
}

export function eraseWindow(output: WriteStream): void {
  output.write(`\u001b[H${`${eraseRow}\u001b[B`.repeat(sizeOf(output).rows)}\u001b[H`)
}

/** The terminal's alternate screen (xterm, DEC private mode 1049), which keeps nothing that scrolled by. */
export const screenApart = {
  /** Where there is none (the console, GNU screen as it comes), the window's own lines scroll out of it first: they stay. */
  enter(output: WriteStream): void {
    output.write(`\u001b[?1049h${'\n'.repeat(sizeOf(output).rows)}\u001b[H`)
  },
  leave(output: WriteStream): void {
    eraseWindow(output)
    output.write('\u001b[?1049l')
  },
}
