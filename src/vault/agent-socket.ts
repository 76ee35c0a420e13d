/** Where the agent listens: a socket in a folder that only its owner can enter. Node cannot check a peer's user, so the folder has to. */
import { isAbsolute, join } from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { makeFolder, statsOf } from './disk.ts'
import { statePath } from './location.ts'

/** sun_path has 104 bytes on macOS and 108 on Linux, including a zero at the end. */
const maxPathBytes = 103

export interface AgentPlace {
  readonly folder: string
  readonly socket: string
  /** Whether the system deletes the folder when the user logs out. */
  readonly endsWithLogin: boolean
  /** Where an agent may be if it was started from another environment, such as cron. */
  readonly elsewhere?: readonly Socket[]
}

export type Socket = Pick<AgentPlace, 'folder' | 'socket'>

/** In the login's runtime folder, which ends with it; else in the machine's state; else, for very long home paths, in /tmp. */
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
 * Makes the folder if need be; refuses one that other users can enter or have made.
 *
 * @throws UserError `agent-exposed`, `agent-unsupported`, `storage`
 */
export function requirePrivate({ folder }: Pick<Socket, 'folder'>): void {
  // Other users can open Node's named pipes.
  if (process.platform === 'win32') throw new UserError('agent-unsupported')
  makeFolder(folder, 'write')
  if (!isPrivate(folder)) throw new UserError('agent-exposed', { path: folder })
}

/** The agent's folder, if it is there and others can enter it. */
export function exposedFolder(env: Environment): string | undefined {
  const { folder } = agentPlace(env)
  return process.platform !== 'win32' && statsOf(folder) && !isPrivate(folder) ? folder : undefined
}

/** Whether an agent of ours may be listening. Every command checks this, so it must be fast. */
export function mayListen({ folder, socket }: Socket): boolean {
  return isOurs(socket) && isPrivate(folder)
}

/** Whether the socket is the user's. Enough to end an agent, for which nothing secret is sent. */
export function isOurs(socket: string): boolean {
  const stats = statsOf(socket)
  return stats?.isSocket() === true && stats.uid === process.geteuid?.()
}

function isPrivate(folder: string): boolean {
  const stats = statsOf(folder)
  return stats?.isDirectory() === true && stats.uid === process.geteuid?.() && (stats.mode & 0o077) === 0
}
