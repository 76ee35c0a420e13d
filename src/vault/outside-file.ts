/** Files that the user asks for, outside the vault: written completely, and never over a file that is not ours. */
import { realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { isFailure, type StandingFile, UserError } from '../errors.ts'
import { isSystemError, replaceFile, withStorageErrors } from './disk.ts'
import { readInputFile } from './read-input.ts'
import { requireUsableName } from './windows-names.ts'

export interface OutsideFile {
  readonly path: string
  readonly text: string
  /** A random part for the name of the temporary file. */
  readonly unique: string
  /** Without it only a new file is written. */
  readonly replacing?: {
    /** Whether an existing file may be replaced, by its beginning. */
    readonly mayReplace: (beginning: string) => boolean
    /** Any existing file may be replaced, except a vault. */
    readonly force: boolean
  }
}

/** @throws UserError `file-exists`, `unusable-name`, `storage` */
export function writeOutside({ path, text, unique, replacing }: OutsideFile): void {
  const isFinal = replacing === undefined
  const target = existing(path)
  if (target === undefined) requireUsableName(resolve(path))
  else {
    const { what, beginning } = standingAt(target)
    const mayReplace = replacing?.force || replacing?.mayReplace(beginning)
    if (what !== 'file' || !mayReplace) throw new UserError('file-exists', { path, what, isFinal })
  }
  // A file that was made in the meantime is not replaced either.
  const exclusive = target === undefined
  try {
    const unsettled = replaceFile(target ?? path, new TextEncoder().encode(text), { unique, exclusive })
    if (unsettled) throw unsettled
  } catch (error) {
    const isTaken = isFailure(error, 'storage') && error.details.cause === 'EEXIST'
    throw isTaken ? new UserError('file-exists', { path, what: 'file', isFinal }) : error
  }
}

/** Before work is done for it. @throws UserError `file-exists` */
export function requireNewFile(path: string): void {
  const target = existing(path)
  if (target !== undefined) throw new UserError('file-exists', { path, what: standingAt(target).what, isFinal: true })
}

/** The real path, because the file is replaced and not a link to it. Undefined if there is none. */
function existing(path: string): string | undefined {
  return withStorageErrors('read', path, () => {
    try {
      return realpathSync(path)
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return undefined
      throw error
    }
  })
}

/** The kind of file and its beginning; folders, devices and pipes are not read. */
function standingAt(path: string): { readonly what: StandingFile; readonly beginning: string } {
  const status = withStorageErrors('read', path, () => statSync(path))
  if (!status.isFile()) return { what: status.isDirectory() ? 'folder' : 'other', beginning: '' }
  const beginning = new TextDecoder().decode(readInputFile(path, 0))
  return { what: beginning.startsWith('igcodes-vault/') ? 'vault' : 'file', beginning }
}
