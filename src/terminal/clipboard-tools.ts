/**
 * The programs that reach a desktop's clipboard, as data. Running one shows whether it is installed.
 *
 * What is copied goes to a tool's stdin, never into its arguments, which every process on the machine can read.
 */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Environment } from '../environment.ts'

type Command = readonly [program: string, ...args: readonly string[]]

export interface Tool {
  /** The package that brings it, where the system does not. */
  readonly from?: string
  /** Succeeds where the tool and its clipboard are available; changes nothing. */
  readonly probe: Command
  readonly copy: Command
  readonly paste: Command
  /** Given an empty stdin. */
  readonly clear: Command
  /** An option of `copy` that asks clipboard managers to keep no history, if this version's help names it. */
  readonly discreet?: string
}

const powershell = (script: string): Command => ['powershell.exe', '-NoProfile', '-Command', script]

export const tools = {
  pasteboard: { probe: ['pbpaste'], copy: ['pbcopy'], paste: ['pbpaste'], clear: ['pbcopy'] },
  // Set-Clipboard cannot clear it. WSL needs the `.exe`.
  windows: {
    probe: ['clip.exe', '/?'],
    copy: ['clip.exe'],
    paste: powershell('Get-Clipboard'),
    clear: powershell('Add-Type -A System.Windows.Forms; [System.Windows.Forms.Clipboard]::Clear()'),
  },
  wayland: {
    from: 'wl-clipboard',
    probe: ['wl-paste', '--list-types'],
    copy: ['wl-copy', '--type', 'text/plain'],
    paste: ['wl-paste', '--no-newline'],
    clear: ['wl-copy', '--clear'],
    discreet: '--sensitive',
  },
  xclip: {
    from: 'xclip',
    probe: ['xclip', '-selection', 'clipboard', '-out', '-target', 'TARGETS'],
    copy: ['xclip', '-selection', 'clipboard', '-in'],
    paste: ['xclip', '-selection', 'clipboard', '-out'],
    clear: ['xclip', '-selection', 'clipboard', '-in'],
  },
  xsel: {
    from: 'xsel',
    probe: ['xsel', '--clipboard', '--output'],
    copy: ['xsel', '--clipboard', '--input'],
    paste: ['xsel', '--clipboard', '--output'],
    clear: ['xsel', '--clipboard', '--clear'],
  },
} as const satisfies Record<string, Tool>

export type ToolName = keyof typeof tools

export function isToolName(name: unknown): name is ToolName {
  return typeof name === 'string' && Object.hasOwn(tools, name)
}

/** The tools that can reach a clipboard from here, the best first; none without a desktop. */
export function candidates(platform: NodeJS.Platform, env: Environment): readonly ToolName[] {
  if (platform === 'darwin') return ['pasteboard']
  if (platform === 'win32') return ['windows']
  const found: ToolName[] = []
  if (env.WSL_DISTRO_NAME) found.push('windows')
  if (env.WAYLAND_DISPLAY) found.push('wayland')
  if (env.DISPLAY) found.push('xclip', 'xsel')
  return found
}

/** `missing`: not installed; `unreachable`: installed, but its display does not answer. */
export type Readiness = 'ready' | 'missing' | 'unreachable'

export async function probe(name: ToolName, env: Environment): Promise<Readiness> {
  const { code, errors } = await run(tools[name].probe, env, { listen: 'errors' })
  if (code === undefined) return 'missing'
  // An empty clipboard is a failure too, for most of them.
  return code === 0 || !/open display|connect to a Wayland|timed out/i.test(errors) ? 'ready' : 'unreachable'
}

/** @returns whether the tool took it */
export async function copy(name: ToolName, text: string, env: Environment): Promise<boolean> {
  const {
    discreet,
    copy: [program, ...args],
  }: Tool = tools[name]
  const more = discreet !== undefined && (await helpNames(program, discreet, env)) ? [discreet] : []
  const { code } = await run([program, ...more, ...args], env, { input: text })
  return code === 0
}

/** The text on the clipboard; undefined if there is none or it cannot be read. */
export async function paste(name: ToolName, env: Environment): Promise<string | undefined> {
  const { code, output } = await run(tools[name].paste, env, { listen: 'output' })
  return code === 0 ? output.replace(/\r?\n$/, '') : undefined
}

export async function clear(name: ToolName, env: Environment): Promise<void> {
  await run(tools[name].clear, env, { input: '' })
}

async function helpNames(program: string, option: string, env: Environment): Promise<boolean> {
  const { output } = await run([program, '--help'], env, { listen: 'output' })
  return output.includes(option)
}

interface Ran {
  /** Undefined: it could not be started. */
  readonly code: number | undefined
  readonly output: string
  readonly errors: string
}

/** A tool may wait forever for a selection whose owner hangs; PowerShell alone takes a second to start. */
const timeoutMs = 10_000

/**
 * Runs a tool to its end. One that stays to serve the clipboard keeps its descriptors open, so only the output that is read is a pipe. A
 * session of its own keeps Ctrl-C and a closed window from ending it.
 */
function run(
  [program, ...args]: Command,
  env: Environment,
  { input, listen }: { readonly input?: string; readonly listen?: 'output' | 'errors' },
): Promise<Ran> {
  return new Promise(resolve => {
    const heard = { output: '', errors: '' }
    const child = spawn(program, args, {
      env,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [
        input === undefined ? 'ignore' : 'pipe',
        listen === 'output' ? 'pipe' : 'ignore',
        listen === 'errors' ? 'pipe' : 'ignore',
      ],
    })
    // Node's own timeout would keep us waiting for a tool that could not even be started.
    const timer = setTimeout(() => child.kill(), timeoutMs)
    const end = (code: number | undefined, errors = heard.errors) => {
      clearTimeout(timer)
      resolve({ code, output: heard.output, errors })
    }
    listenTo(child.stdout, text => {
      heard.output += text
    })
    listenTo(child.stderr, text => {
      heard.errors += text
    })
    child.on('error', () => end(undefined))
    child.on('close', code => (code === null ? end(1, 'timed out') : end(code)))
    // A tool that refuses without reading closes its stdin: its exit code tells.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

/** A clipboard may hold megabytes; the text looked for is short. */
function listenTo(stream: Readable | null, hear: (text: string) => void): void {
  let left = 100_000
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    if (left > 0) hear(chunk.slice(0, left))
    left -= chunk.length
  })
}
