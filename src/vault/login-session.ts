/**
 * The systemd login session of a process, as a file: deleted when the user has logged out, or marked `closing` while a process of the
 * user is still running, such as the agent.
 */
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

/** The file of this process's login; undefined if there is none. */
export function loginSession(cgroups = '/proc/self/cgroup', sessions = '/run/systemd/sessions'): string | undefined {
  const [, name] = /\/session-([\w]+)\.scope(?:\/|$)/m.exec(textOf(cgroups) ?? '') ?? []
  const file = `${sessions}/${name}`
  return name !== undefined && !hasEnded(file) ? file : undefined
}

export function hasEnded(session: string): boolean {
  const text = textOf(session)
  return text === undefined || /^STATE=closing$/m.test(text)
}

/** Whether the user's processes and runtime folder stay after a logout (`loginctl enable-linger`). */
export function lingers(folder = '/var/lib/systemd/linger'): boolean {
  return existsSync(`${folder}/${userInfo().username}`)
}

/** Undefined if it cannot be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
