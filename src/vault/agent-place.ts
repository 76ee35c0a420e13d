/** Where the agent listens: a socket in a folder that only its owner can enter. Node cannot ask a peer who it is, so the folder decides. */
import { lstatSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { UserError } from '../errors.ts'
import { isSystemError, makeFolder } from './disk.ts'
import { type Environment, statePath } from './location.ts'

/** sun_path has 104 bytes on macOS and 108 on Linux, with a zero at the end. */
const mostPathBytes = 103

export interface AgentPlace {
  readonly folder: string
  readonly socket: string
  /** Whether the system takes the folder away when the user logs out. */
  readonly endsWithLogin: boolean
}

/** The login's own folder, which goes with it; else the machine's state; else, for very long homes, one in /tmp. */
export function agentPlace(env: Environment): AgentPlace {
  const runtime = env.XDG_RUNTIME_DIR
  const places = [
    ...(runtime && isAbsolute(runtime) && isPrivate(runtime)
      ? [placeIn(join(runtime, 'igcodes'), true)]
      : []),
    placeIn(join(statePath(env), 'agent')),
  ]
  const fitting = places.find(({ socket }) => Buffer.byteLength(socket) <= mostPathBytes)
  return fitting ?? placeIn(`/tmp/igcodes-${process.geteuid?.() ?? ''}`)
}

function placeIn(folder: string, endsWithLogin = false): AgentPlace {
  return { folder, socket: join(folder, 'socket'), endsWithLogin }
}

/**
 * Makes the folder if need be, and refuses one that others could enter or have made.
 *
 * @throws UserError `agent-exposed`, `agent-unsupported`, `storage`
 */
export function requirePrivate({ folder }: Pick<AgentPlace, 'folder'>): void {
  // A named pipe of Node's can be opened by other users.
  if (process.platform === 'win32') throw new UserError('agent-unsupported')
  makeFolder(folder, 'write')
  if (!isPrivate(folder)) throw new UserError('agent-exposed', { path: folder })
}

/** Whether an agent of ours may be listening: the one look that every command pays for. */
export function mayListen({ folder, socket }: Pick<AgentPlace, 'folder' | 'socket'>): boolean {
  return statsOf(socket)?.isSocket() === true && isPrivate(folder)
}

function isPrivate(folder: string): boolean {
  const stats = statsOf(folder)
  return stats?.isDirectory() === true && stats.uid === process.geteuid?.() && (stats.mode & 0o077) === 0
}

function statsOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}
