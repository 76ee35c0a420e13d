/** The paths of the vault and of this machine's state. */
import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'

/**
 * The vault: the option, else IGCODES_VAULT, else in the platform's data folder (XDG_DATA_HOME on Linux).
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
    // Only for a relative path: the current folder has been deleted.
    throw new UserError('folder-gone', { path })
  }
}

/**
 * The real path of a file: links followed, and spelled as on the disk. Windows and macOS ignore case, and macOS how accents are encoded;
 * the files that we keep about a vault must not depend on how its name was typed.
 *
 * @throws of the system, if it is not there or may not be seen
 */
export function realSpelling(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    // Some Windows drives (RAM disks, WinFsp) do not support it. If the path is wrong, this throws too.
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

/** The replica's state: `$XDG_STATE_HOME/igcodes`, on every platform where that is set. */
export function statePath(env: Environment): string {
  const xdg = absolute(env.XDG_STATE_HOME)
  if (xdg !== undefined) return join(xdg, 'igcodes')
  // These have no standard folder for a program's state.
  if (process.platform === 'darwin' || process.platform === 'win32') return join(dataFolder(env), 'state')
  return join(home(env), '.local', 'state', 'igcodes')
}

/**
 * The same path as the package env-paths gives, which also finds all other folders and loads node:os: that takes a third of the time
 * of `check`.
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

/** XDG Base Directory Specification 0.8: relative paths are ignored. */
function absolute(path: string | undefined): string | undefined {
  return path && isAbsolute(path) ? path : undefined
}

/** Node:os is loaded only if the variable is missing or empty. Its homedir() would give an empty HOME back. */
function home(env: Environment): string {
  const named = process.platform === 'win32' ? env.USERPROFILE : env.HOME
  if (named) return named
  try {
    return process.getBuiltinModule('node:os').userInfo().homedir
  } catch {
    // A container's user without a name.
    throw new UserError('home-unknown')
  }
}
