/** The user's settings on this machine, beside its other state: `<state>/settings.json`. */
import { join } from 'node:path'
import { isObjectOf, isOneOf, parseAs } from '../domain/text/json.ts'
import { type Detail, details } from '../domain/upkeep/notices.ts'
import { makeFolder, readSmallFile, writeCache } from './disk.ts'

export interface Settings {
  /** How much of what is due may be outside the vault. */
  readonly notices: Detail
}

const isSettings = isObjectOf<Settings>({ notices: isOneOf(details) })

/** Account names are left out of reminders unless the user turns them on. */
const defaults: Settings = { notices: 'counts' }

/** Far more than we write. */
const maxBytes = 64 * 1024

export function readSettings(state: string): Settings {
  try {
    const bytes = readSmallFile(pathIn(state), maxBytes, 'follow')
    return (Buffer.isBuffer(bytes) && parseAs(isSettings, bytes.toString())) || defaults
  } catch {
    return defaults
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
