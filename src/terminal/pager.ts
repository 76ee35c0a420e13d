/**
 * Hands a long answer to the user's pager, as git does. It gets the text on its stdin, and nothing of it passes a file; answers
 * that hold a secret never come here.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import type { Environment } from '../environment.ts'

/** How a pager is started: a command for the shell, as people write it into $PAGER, or the program itself. */
export type Pager = { readonly shell: string } | { readonly program: string; readonly args: readonly string[] }

/**
 * $IGCODES_PAGER, else $PAGER, else less; undefined where one of them says that there is to be none, and on Windows, which
 * has no pager that shows colors.
 */
export function pagerOf(env: Environment, platform = process.platform): Pager | undefined {
  const named = env.IGCODES_PAGER ?? env.PAGER
  if (named === undefined) return platform === 'win32' ? undefined : { program: 'less', args: ['-FRX'] }
  const shell = named.trim()
  return shell === '' || shell === 'cat' ? undefined : { shell }
}

/** Defaults: quit at the end of a short text, keep colors, leave the text on the screen. */
export function pagerEnvironment(env: Environment): Environment {
  return { ...env, LESS: env.LESS ?? 'FRX', LESSCHARSET: env.LESSCHARSET ?? 'utf-8', LV: env.LV ?? '-c' }
}

/** What a shell ends with when it cannot start a command (POSIX: 126 not executable, 127 not found). */
const notStarted: readonly (number | null)[] = [126, 127]

/** A pager that runs. */
export interface Paging {
  /** Resolves when the reader has seen enough; false if the pager could not be started, so nothing was read. */
  readonly read: Promise<boolean>
  /** Ends it from outside; it puts the terminal in order itself. */
  stop(): void
}

export function startPager(pager: Pager, text: string, env: Environment): Paging {
  const child = started(pager, pagerEnvironment(env))
  // Ctrl-C is the pager's: less stops searching, others end. While it has the screen, it must not end the program below it.
  const leaveToPager = (): void => {}
  process.on('SIGINT', leaveToPager)
  const read = new Promise<boolean>(resolve => {
    child.once('error', () => resolve(false))
    child.once('close', code => resolve(!notStarted.includes(code)))
  }).finally(() => process.off('SIGINT', leaveToPager))
  // Left before the end (q): the rest is not wanted, which is no error.
  child.stdin?.on('error', () => {})
  child.stdin?.end(text)
  return { read, stop: () => child.kill() }
}

function started(pager: Pager, env: Environment): ChildProcess {
  const options: SpawnOptions = { env, stdio: ['pipe', 'inherit', 'inherit'] }
  return 'shell' in pager ? spawn(pager.shell, { ...options, shell: true }) : spawn(pager.program, pager.args, options)
}
