/** Fixes what `doctor` finds, as far as nothing can be lost by it: rights, locks of dead processes, left-over temporary files. */
import { chmodSync, statSync } from 'node:fs'
import type { DoctorFinding } from '../domain/upkeep/doctor.ts'
import { isFailure } from '../errors.ts'
import { removeLeftovers, seen } from './disk.ts'
import { withLock } from './file-lock.ts'

/** @returns whether it is fixed */
export async function fixFinding(found: DoctorFinding, vault: string, replica: string | undefined): Promise<boolean> {
  switch (found.code) {
    case 'file-open':
    case 'backups-open':
    case 'state-open':
      return without(found.details.path, 0o077)
    case 'folder-open':
      return without(found.details.path, 0o002)
    case 'dead-lock':
    case 'files-left':
      return tidy(vault, replica)
    default:
      return false
  }
}

/** Some disks report success and change nothing. */
function without(path: string, rights: number): boolean {
  const left = seen(() => {
    chmodSync(path, statSync(path).mode & 0o777 & ~rights)
    return statSync(path).mode & rights
  })
  return left === 0
}

/** Taking the lock breaks one of a dead process; while it is held, no living process has a temporary file. */
async function tidy(vault: string, replica: string | undefined): Promise<boolean> {
  try {
    await withLock(vault, { replica, waitMs: 0 }, () => removeLeftovers(vault))
    return true
  } catch (error) {
    if (isFailure(error, 'locked') || isFailure(error, 'lock-broken') || isFailure(error, 'storage')) return false
    throw error
  }
}
