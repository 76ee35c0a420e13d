/**
 * Copies a text to the clipboard and clears it after a while. Whether that will work is known before a code is spent.
 *
 * Packages such as tinyclip run a tool, but cannot tell beforehand whether it will work, fall back to the next one, or clear the
 * clipboard in the way that Wayland needs.
 */
import { spawn } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { isatty } from 'node:tty'
import type { Environment } from '../environment.ts'
import { type ClipboardFault, UserError } from '../errors.ts'
import { candidates, copy, probe, type Readiness, type Tool, type ToolName, tools } from './clipboard-tools.ts'
import { standardError, standardOutput, writeAll } from './output.ts'

/** As commands take it: `--clip`, or `--clip-osc52` for the terminal's own way. */
export interface ClipOptions {
  readonly clip?: true | undefined
  readonly clipOsc52?: true | undefined
}

export interface Clipboard {
  /** Seconds until the text is cleared, if it is still there; undefined where no timer can do that. */
  readonly seconds: number | undefined
  /** @throws UserError `clipboard-unavailable` */
  copy(text: string): Promise<void>
  /** Clears the text after use, where no timer does. */
  release(): void
}

/**
 * The clipboard that was asked for; undefined where none was.
 *
 * @throws UserError `clipboard-unavailable`, `bad-argument` (IGCODES_CLIP_SECONDS)
 */
export async function findClipboard(
  { clip, clipOsc52 }: ClipOptions,
  env: Environment,
): Promise<Clipboard | undefined> {
  if (clipOsc52) return terminalsClipboard(env)
  if (!clip) return undefined
  const seconds = secondsFrom(env.IGCODES_CLIP_SECONDS)
  const tool = await findTool(env)
  return {
    seconds,
    async copy(text) {
      await clearLater({ tool, text, seconds }, env)
      if (!(await copy(tool, text, env))) throw unavailable('failed', [tool])
    },
    release() {},
  }
}

async function findTool(env: Environment): Promise<ToolName> {
  const names = candidates(process.platform, env)
  const found: Readiness[] = []
  for (const name of names) {
    const readiness = await probe(name, env)
    if (readiness === 'ready') return name
    found.push(readiness)
  }
  if (found.length === 0 || found.includes('unreachable')) throw unavailable('no-display', names)
  throw unavailable(env.WSL_DISTRO_NAME ? 'no-clip-exe' : 'no-tool', names)
}

function unavailable(why: ClipboardFault, names: readonly ToolName[]): UserError {
  const install = names.flatMap(name => {
    const { from }: Tool = tools[name]
    return from ?? []
  })
  return new UserError('clipboard-unavailable', { why, install })
}

function secondsFrom(text: string | undefined): number {
  if (!text) return 45
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (seconds < 5 || seconds > 600)
    throw new UserError('bad-argument', { name: 'IGCODES_CLIP_SECONDS', value: text, allowed: '5 … 600' })
  return seconds
}

/**
 * Starts a process that clears the clipboard later if it still holds the text (clear-clipboard.ts). It gets a salted hash, so that one
 * process less holds the text. That guards against accidents, not against an attacker who can read its memory: eight digits can be
 * guessed from a hash.
 */
async function clearLater(
  { tool, text, seconds }: { readonly tool: ToolName; readonly text: string; readonly seconds: number },
  env: Environment,
): Promise<void> {
  const salt = randomBytes(32).toString('base64url')
  const hash = createHmac('sha256', salt).update(text).digest('base64url')
  const child = spawn(process.execPath, [`${__dirname}/clear-clipboard.js`], {
    env,
    // Any other folder could not be unmounted meanwhile.
    cwd: '/',
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await new Promise<void>((resolve, reject) => {
    const refuse = () => reject(unavailable('failed', [tool]))
    child.once('error', refuse)
    child.stdin.once('error', refuse)
    child.stdin.end(JSON.stringify({ tool, salt, hash, seconds }), resolve)
  })
  child.unref()
}

/**
 * The terminal's clipboard (xterm's OSC 52), which works over SSH. Many terminals have to be told to allow it, and none reports whether
 * it did. Nor can it be read: a background process would clear blindly what somebody else has copied since, and write into another
 * program's screen. So it is cleared right after use.
 */
function terminalsClipboard({ TERM }: Environment): Clipboard {
  const descriptor = ([standardError, standardOutput] as const).find(number => isatty(number))
  if (descriptor === undefined || TERM === 'dumb') throw unavailable('no-terminal', [])
  const put = (text: string): void => {
    writeAll(descriptor, `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`)
  }
  let isFull = false
  return {
    seconds: undefined,
    async copy(text) {
      put(text)
      isFull = true
    },
    release() {
      // tmux ignores the sequences that clear; a blank it takes.
      if (isFull) put(' ')
      isFull = false
    },
  }
}
