/**
 * A program run inside tmux or GNU screen, in a real pseudo-terminal: what they show, and what they keep of it.
 *
 * Call endMultiplexers() after each test.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Session, startSession } from './session.ts'
import type { World } from './world.ts'

const multiplexers = ['tmux', 'screen'] as const
export type Multiplexer = (typeof multiplexers)[number]

/** On a machine with the variable CI all of them must be there. */
export const present = multiplexers.filter(name => process.env.CI || !spawnSync(name, ['-V']).error)

export interface Window {
  readonly columns: number
  readonly rows: number
}

export interface Inside {
  readonly session: Session
  /** Where the shell is. */
  readonly home: string
  /** All that is kept: what scrolled out of the window, and what is in it. */
  history(): string
}

const endings = new Set<() => void>()

/** Starts a shell, with nothing of anybody's configuration. */
export function startInside(multiplexer: Multiplexer, world: World, { columns, rows }: Window): Inside {
  const folder = mkdtempSync('/tmp/m')
  const env = { ...world.env, LANG: 'C.UTF-8', SCREENDIR: folder, TMUX_TMPDIR: folder, PS1: '$ ' }
  const run = (...args: string[]): string =>
    execFileSync(multiplexer, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  const shell = ['bash', '--norc', '--noprofile']
  const args = {
    tmux: ['-f', '/dev/null', 'new-session', '-s', 'test', shell.join(' '), ';', 'set', 'status', 'off'],
    screen: ['-c', '/dev/null', '-U', '-h', '2000', '-S', 'test', ...shell],
  }
  const session = startSession({ command: multiplexer, args: args[multiplexer], env, cwd: world.home, columns, rows })
  endings.add(() => {
    spawnSync(multiplexer, multiplexer === 'tmux' ? ['kill-server'] : ['-S', 'test', '-X', 'quit'], { env })
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    session,
    home: world.home,
    history() {
      if (multiplexer === 'tmux') return run('capture-pane', '-p', '-S', '-', '-t', 'test')
      const path = join(folder, 'history')
      run('-S', 'test', '-X', 'hardcopy', '-h', path)
      // Of each character it writes the low byte: of the blocks that QR codes are made of, these.
      return readWhenThere(path).replaceAll(/[\u0080\u0084\u0088]/g, '█')
    },
  }
}

export function endMultiplexers(): void {
  for (const end of endings) end()
  endings.clear()
}

/** GNU screen answers before it has written. */
function readWhenThere(path: string): string {
  const waiting = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 100; tries++) {
    Atomics.wait(waiting, 0, 0, 30)
    try {
      const text = readFileSync(path, 'latin1')
      if (text !== '') return text
    } catch {
      // Not there yet.
    }
  }
  throw new Error('GNU screen wrote no hardcopy')
}
