/** A vault that is not in its place, and what this machine knows of it: a user who had one should not be led to make another. */
import { basename, dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { Backups } from './backups.ts'
import { realVault } from './location.ts'
import { noticesFiles, readNotices } from './notices.ts'
import { exists } from './vault-file.ts'

/** @param state this machine's state */
export function noVault(path: string, state: string): UserError<'no-vault'> {
  const backup = new Backups(path, state).newest()
  const known = isInICloud(path) ? 'icloud' : backup !== undefined || hasNotices(path, state) ? 'used' : undefined
  return new UserError('no-vault', { path, ...(backup !== undefined && { backup }), ...(known && { known }) })
}

/** What iCloud leaves of a file that it has not brought to this machine, or has taken off it. */
function isInICloud(path: string): boolean {
  return exists(join(dirname(path), `.${basename(path)}.icloud`))
}

function hasNotices(path: string, state: string): boolean {
  const vault = realVault(path)
  return readNotices(noticesFiles(state, vault), vault) !== undefined
}
