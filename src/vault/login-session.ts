/**
 * The login that a process belongs to, where systemd keeps one: a file that goes when the user has logged out, or says `closing` where
 * something of the user's still runs, as the agent does.
 */
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

/** The file of this process's login; undefined where there is none to watch. */
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

/** Undefined where nothing can be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
