/** What a user has decided for this machine, kept beside its other memory: `<state>/settings.json`. */
import { join } from 'node:path'
import { parseObject } from '../domain/text/json.ts'
import { type Detail, details } from '../domain/upkeep/notices.ts'
import { makeFolder, writeCache } from './disk.ts'
import { readOwnFile } from './read-input.ts'

export interface Settings {
  /** How much of what is due may stand outside the vault. */
  readonly notices: Detail
}

/** Far more than we write. */
const maxBytes = 64 * 1024

/** Without a word of the user's nothing is named. */
const unsaid: Settings = { notices: 'counts' }

export function readSettings(state: string): Settings {
  try {
    const found = parseObject(readOwnFile(pathIn(state), maxBytes)?.toString() ?? '')?.notices
    return { notices: details.find(one => one === found) ?? unsaid.notices }
  } catch {
    return unsaid
  }
}

/** @throws UserError `storage` */
export function writeSettings(state: string, settings: Settings, newName: () => string): void {
  makeFolder(state, 'remember')
  writeCache(pathIn(state), Buffer.from(`${JSON.stringify(settings)}\n`), newName())
}

function pathIn(state: string): string {
  return join(state, 'settings.json')
}
