/** A vault's file that a sync program is still bringing: short, empty or a placeholder until it is whole. */
import { setTimeout } from 'node:timers/promises'
import { type DamagedPart, isFailure, UserError } from '../errors.ts'
import { type ClosedVault, findVault } from './closed-vault.ts'

export interface ArrivalOptions {
  /** As for `findVault`. */
  readonly onClosed?: (path: string) => void
  /** Called once, when the wait begins. */
  readonly onWait?: () => void
  readonly waitMs?: number
  /** In ms, from any start; measures the wait. */
  readonly clock?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** What a file that ends too early, is empty or full of zeros is refused for. */
const unfinished: readonly DamagedPart[] = ['magic', 'lines']

const pauseMs = 250

/** `findVault`, which in a synced folder reads again for a while before it calls the file damaged. @throws UserError as `findVault` */
export async function findArriving(path: string, options: ArrivalOptions = {}): Promise<ClosedVault> {
  const { onClosed, onWait, waitMs = 10_000, clock = () => performance.now(), sleep = setTimeout } = options
  const start = clock()
  for (let tries = 0; ; tries++) {
    try {
      return findVault(path, onClosed)
    } catch (error) {
      if (!isFailure(error, 'damaged') || !unfinished.includes(error.details.part)) throw error
      if (tries === 0) {
        const { isSyncedOnly } = await import('./place.ts')
        if (!isSyncedOnly(error.details.path ?? path)) throw error
        onWait?.()
      }
      if (clock() - start >= waitMs) throw new UserError('damaged', { ...error.details, isSynced: true })
    }
    await sleep(pauseMs)
  }
}
