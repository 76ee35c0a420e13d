/** What backups are worth, and which of them may go. */
import { type Alarm, alarmOf, type Severity } from '../model/severity.ts'

/** Why a backup does not open; `not-tried`: too many other key slots to derive. */
export type BackupFault = 'damaged' | 'unreadable' | 'newer-format' | 'other-passphrase' | 'not-tried'

export interface BackupVerdict {
  readonly id: string
  /** Missing: it opens. */
  readonly fault?: BackupFault
  /** How many digits and authenticators it has that the vault has erased. */
  readonly erased: number
}

const severities = {
  damaged: 'warning',
  unreadable: 'warning',
  'not-tried': 'warning',
  'newer-format': 'info',
  'other-passphrase': 'info',
} as const satisfies Record<BackupFault, Severity>

/** @param backups the newest first. An earlier passphrase is no fault, unless only it opens the newest. */
export function alarmOfBackups(backups: readonly BackupVerdict[]): Alarm {
  const [newest] = backups
  if (!newest) return 'ok'
  if (backups.every(({ fault }) => fault !== undefined)) return 'critical'
  if (newest.fault !== undefined) return 'attention'
  return alarmOf(backups.flatMap(({ fault }) => (fault ? severities[fault] : [])))
}

/** So many good ones always stay. */
const leastKept = 3

/**
 * The backups outside the retention rule, but for the last good ones.
 *
 * @param backups the newest first
 */
export function removable<B extends { readonly id: string; readonly isGood: boolean }>(
  backups: readonly B[],
  kept: ReadonlySet<string>,
): readonly B[] {
  const good = backups.filter(({ isGood }) => isGood).map(({ id }) => id)
  const foremost = new Set([...good.filter(id => kept.has(id)), ...good])
  const stay = new Set([...foremost].slice(0, leastKept))
  return backups.filter(({ id }) => !kept.has(id) && !stay.has(id))
}
