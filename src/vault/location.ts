/** Where the vault and this machine's memory of it lie. */
import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'

/**
 * The vault: what was asked for, else IGCODES_VAULT, else the platform's data folder (XDG_DATA_HOME on Linux).
 *
 * @throws UserError `folder-gone`
 */
export function vaultPath(asked: string | undefined, env: Environment): string {
  const named = asked || env.IGCODES_VAULT
  return named ? whole(named) : join(dataFolder(env), 'vault.igcodes')
}

function whole(path: string): string {
  try {
    return resolve(path)
  } catch {
    // Only of a relative path: the system no longer knows where we are.
    throw new UserError('folder-gone', { path })
  }
}

/**
 * Where a file really is: links followed, and spelled as the disk has it. Windows and macOS find a file by upper and lower case, and macOS
 * by accents in one character or two; what is kept about it must not depend on how its name was typed.
 *
 * @throws what the system says, where there is nothing or it may not be seen
 */
export function realSpelling(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    // Some of Windows' drives (RAM disks, WinFsp) cannot tell. What is wrong with the path itself comes up again.
    return realpathSync(path)
  }
}

/** Where the vault really is, or would be if it is gone: the notices are filed under it. */
export function realVault(path: string): string {
  for (const [known, rest] of [[path], [dirname(path), basename(path)]] as const) {
    try {
      const real = realSpelling(known)
      return rest === undefined ? real : join(real, rest)
    } catch {
      // It is gone: its folder may still be there.
    }
  }
  return path
}

/** The replica's state: `$XDG_STATE_HOME/igcodes`, on every platform where it is set. */
export function statePath(env: Environment): string {
  const xdg = absolute(env.XDG_STATE_HOME)
  if (xdg !== undefined) return join(xdg, 'igcodes')
  // Others know no folder for a program's state.
  if (process.platform === 'darwin' || process.platform === 'win32') return join(dataFolder(env), 'state')
  return join(home(env), '.local', 'state', 'igcodes')
}

/**
 * The same as the package env-paths gives. That one asks for every folder that a program can have, and with them for node:os: a third
 * of the time that `check` has.
 */
function dataFolder(env: Environment): string {
  switch (process.platform) {
    case 'darwin':
      return join(home(env), 'Library', 'Application Support', 'igcodes')
    case 'win32':
      return join(env.LOCALAPPDATA || join(home(env), 'AppData', 'Local'), 'igcodes', 'Data')
    default:
      return join(absolute(env.XDG_DATA_HOME) ?? join(home(env), '.local', 'share'), 'igcodes')
  }
}

/** XDG Base Directory Specification 0.8: a relative path is to be ignored. */
function absolute(path: string | undefined): string | undefined {
  return path && isAbsolute(path) ? path : undefined
}

/** As node:os finds it, which is loaded only where the variable is missing. */
function home(env: Environment): string {
  return (process.platform === 'win32' ? env.USERPROFILE : env.HOME) || process.getBuiltinModule('node:os').homedir()
}
