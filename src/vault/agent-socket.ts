/** Where the agent listens: a socket in a folder that only its owner can enter. Node cannot ask a peer who it is, so the folder decides. */
import { lstatSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { isSystemError, makeFolder } from './disk.ts'
import { statePath } from './location.ts'

/** sun_path has 104 bytes on macOS and 108 on Linux, with a zero at the end. */
const maxPathBytes = 103

export interface AgentPlace {
  readonly folder: string
  readonly socket: string
  /** Whether the system takes the folder away when the user logs out. */
  readonly endsWithLogin: boolean
  /** Where an agent may have been started from another environment, such as a login's from cron. */
  readonly elsewhere?: readonly Socket[]
}

export type Socket = Pick<AgentPlace, 'folder' | 'socket'>

/** The login's own folder, which goes with it; else the machine's state; else, for very long homes, one in /tmp. */
export function agentPlace(env: Environment): AgentPlace {
  const runtime = env.XDG_RUNTIME_DIR
  const user = process.geteuid?.() ?? ''
  const ofLogin = runtime && isAbsolute(runtime) && isPrivate(runtime) ? [join(runtime, 'igcodes')] : []
  const anywhere = [join(statePath(env), 'agent'), `/tmp/igcodes-${user}`]
  const place = [...ofLogin, ...anywhere].map(placeIn).find(isShort) ?? placeIn(`/tmp/igcodes-${user}`)
  const others = [...anywhere, `/run/user/${user}/igcodes`].filter(folder => folder !== place.folder)
  return { ...place, endsWithLogin: ofLogin.includes(place.folder), elsewhere: others.map(placeIn).filter(isShort) }
}

function placeIn(folder: string): Socket {
  return { folder, socket: join(folder, 'socket') }
}

function isShort({ socket }: Socket): boolean {
  return Buffer.byteLength(socket) <= maxPathBytes
}

/**
 * Makes the folder if need be, and refuses one that others could enter or have made.
 *
 * @throws UserError `agent-exposed`, `agent-unsupported`, `storage`
 */
export function requirePrivate({ folder }: Pick<Socket, 'folder'>): void {
  // A named pipe of Node's can be opened by other users.
  if (process.platform === 'win32') throw new UserError('agent-unsupported')
  makeFolder(folder, 'write')
  if (!isPrivate(folder)) throw new UserError('agent-exposed', { path: folder })
}

/** Whether an agent of ours may be listening: the one look that every command pays for. */
export function mayListen({ folder, socket }: Socket): boolean {
  return isOurs(socket) && isPrivate(folder)
}

/** To end an agent no folder needs to be private: nothing secret is said. */
export function isOurs(socket: string): boolean {
  const stats = statsOf(socket)
  return stats?.isSocket() === true && stats.uid === process.geteuid?.()
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
