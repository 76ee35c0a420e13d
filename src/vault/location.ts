/** Where the vault and this machine's memory of it lie. */
import { isAbsolute, join, resolve } from 'node:path'
import envPaths from 'env-paths'

export interface Environment {
  readonly [name: string]: string | undefined
}

/** The vault: what was asked for, else IGCODES_VAULT, else the platform's data folder (XDG_DATA_HOME on Linux). */
export function vaultPath(asked: string | undefined, env: Environment): string {
  const named = asked || env.IGCODES_VAULT
  return named ? resolve(named) : join(envPaths('igcodes', { suffix: '' }).data, 'vault.igcodes')
}

/** The replica's state: `$XDG_STATE_HOME/igcodes`, on every platform where it is set. */
export function statePath(env: Environment): string {
  const xdg = env.XDG_STATE_HOME
  // The XDG specification: a relative path is to be ignored.
  if (xdg && isAbsolute(xdg)) return join(xdg, 'igcodes')
  const { data, log } = envPaths('igcodes', { suffix: '' })
  // env-paths calls XDG's state folder `log`; elsewhere logs are cleaned away, so the state stands beside the data.
  return process.platform === 'linux' ? log : join(data, 'state')
}
