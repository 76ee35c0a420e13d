/** Files that the user asks for, outside the vault: written whole, and never over what is somebody else's. */
import { realpathSync, statSync } from 'node:fs'
import { isFailure, UserError } from '../errors.ts'
import { isSystemError, replaceFile, storing } from './disk.ts'
import { readInputFile } from './read-input.ts'

export interface OutsideFile {
  readonly path: string
  readonly text: string
  /** A name for the temporary file that nobody else picks. */
  readonly unique: string
  /** Whether the beginning of what stands there says that it may go. */
  readonly mayReplace: (beginning: string) => boolean
  /** Whatever stands there may go: except what is no plain file, and a vault. */
  readonly force: boolean
}

/** @throws UserError `file-exists`, `storage` */
export function writeOutside({ path, text, unique, mayReplace, force }: OutsideFile): void {
  const target = existing(path)
  if (target !== undefined) {
    const beginning = beginningOf(target)
    const isPrecious = beginning === undefined || beginning.startsWith('igcodes-vault/')
    if (isPrecious || !(force || mayReplace(beginning)))
      throw new UserError('file-exists', { path, mayForce: !isPrecious })
  }
  // What came there in between is nobody's to overwrite either.
  const exclusive = target === undefined
  try {
    replaceFile(target ?? path, new TextEncoder().encode(text), { unique, exclusive })
  } catch (error) {
    const isTaken = isFailure(error, 'storage') && error.details.cause === 'EEXIST'
    throw isTaken ? new UserError('file-exists', { path, mayForce: true }) : error
  }
}

/** Where the path leads, links followed: it is the file that is replaced, not the link to it. */
function existing(path: string): string | undefined {
  return storing('read', path, () => {
    try {
      return realpathSync(path)
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return undefined
      throw error
    }
  })
}

/** Undefined for a folder, a device, a pipe. */
function beginningOf(path: string): string | undefined {
  if (!storing('read', path, () => statSync(path)).isFile()) return undefined
  return new TextDecoder().decode(readInputFile(path, 0))
}
