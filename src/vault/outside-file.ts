/** Files that the user asks for, outside the vault: written whole, and never over what is somebody else's. */
import { realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { isFailure, type StandingFile, UserError } from '../errors.ts'
import { isSystemError, replaceFile, withStorageErrors } from './disk.ts'
import { readInputFile } from './read-input.ts'
import { requireUsableName } from './windows-names.ts'

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

/** @throws UserError `file-exists`, `unusable-name`, `storage` */
export function writeOutside({ path, text, unique, mayReplace, force }: OutsideFile): void {
  const target = existing(path)
  if (target === undefined) requireUsableName(resolve(path))
  else {
    const { what, beginning } = standingAt(target)
    if (what !== 'file' || !(force || mayReplace(beginning))) throw new UserError('file-exists', { path, what })
  }
  // What came there in between is nobody's to overwrite either.
  const exclusive = target === undefined
  try {
    const unsettled = replaceFile(target ?? path, new TextEncoder().encode(text), { unique, exclusive })
    if (unsettled) throw unsettled
  } catch (error) {
    const isTaken = isFailure(error, 'storage') && error.details.cause === 'EEXIST'
    throw isTaken ? new UserError('file-exists', { path, what: 'file' }) : error
  }
}

/** Where the path leads, links followed: it is the file that is replaced, not the link to it. */
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

/** What it is, and how it begins: nothing is read from a folder, a device, a pipe. */
function standingAt(path: string): { readonly what: StandingFile; readonly beginning: string } {
  const status = withStorageErrors('read', path, () => statSync(path))
  if (!status.isFile()) return { what: status.isDirectory() ? 'folder' : 'other', beginning: '' }
  const beginning = new TextDecoder().decode(readInputFile(path, 0))
  return { what: beginning.startsWith('igcodes-vault/') ? 'vault' : 'file', beginning }
}
