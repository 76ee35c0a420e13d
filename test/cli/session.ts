/**
 * A program run in a real pseudo-terminal, seen through a real terminal emulator: what a person would see, as text.
 *
 * Call endSessions() after each test, so that a failed one leaves no process behind.
 */
import { readdirSync, readFileSync, writeSync } from 'node:fs'
import { setImmediate as afterInput, setTimeout as sleep } from 'node:timers/promises'
import { type IPty, spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

export interface SessionOptions {
  readonly command: string
  readonly args?: readonly string[]
  /** The whole environment: nothing is inherited but PATH. TERM is xterm-256color unless given. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly columns?: number
  readonly rows?: number
}

const keys = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  tab: '\t',
  escape: '\u001b',
  backspace: '\u007f',
  space: ' ',
  'ctrl-c': '\u0003',
  'ctrl-d': '\u0004',
  'ctrl-u': '\u0015',
  'ctrl-z': '\u001a',
} as const

export type Key = keyof typeof keys

/** One character on the screen. */
export interface Cell {
  readonly text: string
  /** In columns. */
  readonly width: number
  readonly bold: boolean
  readonly dim: boolean
  readonly inverse: boolean
  /** One of the terminal's 16 colors; undefined: its own. */
  readonly color: number | undefined
}

export interface Session {
  /** Types text as it is; a line end is Enter. */
  type(text: string): void
  press(...pressed: readonly Key[]): void
  /** Pastes as a terminal does: line ends become Enter, in brackets when the program asked for them. */
  paste(text: string): void
  /** Waits until the text is on the screen. When it does not come, the program is killed and the error shows the screen. */
  waitFor(sought: string | RegExp, milliseconds?: number): Promise<void>
  /** Waits until the program has taken what was typed and shows nothing new: on a busy machine that takes longer than a moment. */
  rest(): Promise<void>
  /** The window's rows, each without its trailing blanks. */
  screen(): string
  /** All rows that the terminal remembers, the window's included. */
  scrollback(): string
  /** The same, as it is drawn; nothing stands for the second half of a full-width character. */
  cells(): readonly (readonly Cell[])[]
  /** Every byte that the program wrote, escape sequences and all. */
  raw(): string
  /** The exit code once the program has ended; 128 and the signal's number when one ended it. */
  exit(milliseconds?: number): Promise<number>
  resize(columns: number, rows: number): void
  kill(signal?: string): void
}

const patience = 15_000
const open = new Set<Session>()

/**
 * Runs the program, then writes its exit code as an operating system command that no terminal knows, and stops itself. When the first program
 * of a terminal ends, Linux throws away what nobody has read yet; behind this mark nothing is left to read. Ctrl-C is meant for the program
 * alone. The shell's own words ("Killed") go nowhere.
 */
const endMark = 7777
const leader = `trap : INT QUIT; exec 3>&2 2>/dev/null; "$@" 2>&3 3>&-; printf '\\033]${endMark};%s\\007' $?; kill -STOP $$`

export function startSession(options: SessionOptions): Session {
  const { env = {}, cwd = process.cwd(), columns = 80, rows = 24 } = options
  const { PATH = '' } = process.env
  const pty = spawn('/bin/sh', ['-c', leader, 'sh', options.command, ...(options.args ?? [])], {
    // node-pty puts its name in the place of TERM.
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { PATH, TERM: 'xterm-256color', ...env },
  })
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true })

  let written = ''
  let code: number | undefined
  let watchers: (() => void)[] = []
  const changed = () => {
    const current = watchers
    watchers = []
    for (const watcher of current) watcher()
  }
  pty.onData(data => {
    written += data
    terminal.write(data, changed)
  })
  const end = (exitCode: number): void => {
    if (code !== undefined) return
    open.delete(session)
    code = exitCode
    changed()
  }
  terminal.parser.registerOscHandler(endMark, exitCode => {
    end(Number(exitCode))
    pty.kill('SIGKILL')
    return true
  })
  // Only where the leader has been ended itself.
  pty.onExit(({ exitCode, signal }) => terminal.write('', () => end(signal ? 128 + signal : exitCode)))
  terminal.onData(answer => {
    if (code === undefined) write(answer)
  })

  /**
   * Input that the terminal has not taken yet. node-pty's own write blocks until all is taken and reads nothing meanwhile, so a program that
   * shows what it is given would wait for us, and we for it.
   */
  let waiting = Buffer.alloc(0)
  const flush = (): void => {
    try {
      while (waiting.length > 0) {
        waiting = waiting.subarray(writeSync(fdOf(pty), waiting))
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') setTimeout(flush, 2)
      // The program has ended.
      else waiting = Buffer.alloc(0)
    }
  }
  const write = (input: string): void => {
    const isIdle = waiting.length === 0
    waiting = Buffer.concat([waiting, Buffer.from(input)])
    if (isIdle) flush()
  }

  const lines = (from: number, to: number): string => {
    const buffer = terminal.buffer.active
    const found: string[] = []
    for (let row = from; row < to; row += 1) found.push(buffer.getLine(row)?.translateToString().trimEnd() ?? '')
    return found.join('\n').trimEnd()
  }

  /** Looks again whenever the screen changes, until the condition holds. */
  const until = async (condition: () => boolean, what: string, milliseconds: number): Promise<void> => {
    const deadline = Date.now() + milliseconds
    while (!condition()) {
      const left = deadline - Date.now()
      const problem = left <= 0 ? 'nothing for too long' : code === undefined ? undefined : `it ended with ${code}`
      if (problem !== undefined) {
        session.kill('SIGKILL')
        throw new Error(`Waited for ${what}: ${problem}. The screen:\n${framed(session.screen())}`)
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left)
        watchers.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  const session: Session = {
    type: text => write(text.replaceAll('\n', '\r')),
    press(...pressed) {
      for (const key of pressed) write(keys[key])
    },
    paste(text) {
      const typed = text.replace(/\r?\n/g, '\r')
      write(terminal.modes.bracketedPasteMode ? `\u001b[200~${typed}\u001b[201~` : typed)
    },
    waitFor(sought, milliseconds = patience) {
      const isThere = () =>
        typeof sought === 'string' ? session.screen().includes(sought) : sought.test(session.screen())
      return until(isThere, String(sought), milliseconds)
    },
    async rest() {
      const isWorking = () => code === undefined && isBusy(pty.pid)
      let isResting = false
      while (!isResting) {
        const before = written.length
        const wasWorking = isWorking()
        await sleep(60)
        isResting = !wasWorking && !isWorking()
        // Timers come before input: where this process was busy, all that the program has written may wait unread.
        await afterInput()
        isResting &&= written.length === before
      }
      await new Promise<void>(drawn => terminal.write('', drawn))
    },
    screen() {
      const { baseY } = terminal.buffer.active
      return lines(baseY, baseY + terminal.rows)
    },
    scrollback: () => lines(0, terminal.buffer.active.length),
    cells() {
      const { active } = terminal.buffer
      return Array.from({ length: active.length }, (_, row) => cellsOf(active.getLine(row)))
    },
    raw: () => written.split(`\u001b]${endMark};`)[0] ?? '',
    async exit(milliseconds = patience) {
      await until(() => code !== undefined, 'the end', milliseconds)
      return code ?? -1
    },
    resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows)
      pty.resize(toColumns, toRows)
    },
    kill(signal = 'SIGTERM') {
      if (code !== undefined) return
      try {
        process.kill(childrenOf(pty.pid)[0] ?? pty.pid, signal)
      } catch {
        // It has ended meanwhile.
      }
    },
  }
  open.add(session)
  return session
}

/** Whether a thread of the process or its children runs, wants to, or waits for the disk (proc(5)). */
function isBusy(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some(thread => {
      const folder = `/proc/${pid}/task/${thread}`
      const state = /^State:\t(.)/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]
      return state === 'R' || state === 'D' || childrenOf(pid, thread).some(isBusy)
    })
  } catch {
    // It has ended meanwhile.
    return false
  }
}

function childrenOf(pid: number, thread: number | string = pid): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** Ends whatever a test left running. */
export function endSessions(): void {
  for (const session of open) session.kill('SIGKILL')
  open.clear()
}

process.once('exit', endSessions)

function cellsOf(line: xterm.IBufferLine | undefined): readonly Cell[] {
  return Array.from({ length: line?.length ?? 0 }, (_, column) => line?.getCell(column))
    .filter(cell => cell !== undefined)
    .filter(cell => cell.getWidth() > 0)
    .map(cell => ({
      text: cell.getChars() || ' ',
      width: cell.getWidth(),
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
      inverse: cell.isInverse() !== 0,
      color: cell.isFgPalette() ? cell.getFgColor() : undefined,
    }))
}

function framed(screen: string): string {
  return screen
    .split('\n')
    .map(line => `  | ${line}`)
    .join('\n')
}

/** node-pty's types do not have it. */
function fdOf(pty: IPty): number {
  const fd: unknown = Reflect.get(pty, 'fd')
  if (typeof fd !== 'number') throw new Error('node-pty has no file descriptor')
  return fd
}
