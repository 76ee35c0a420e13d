import { describe, expect, it } from 'vitest'
import { alarmOfBackups, type BackupFault, removable } from '../../../src/domain/upkeep/backups.ts'

const verdicts = (...faults: readonly (BackupFault | undefined)[]) =>
  faults.map((fault, at) => ({ id: `${at}`, erased: 0, ...(fault && { fault }) }))

describe('the alarm of backups, the newest first', () => {
  it.each([
    ['none', [], 'ok'],
    ['all open', [undefined, undefined], 'ok'],
    ['earlier ones need an earlier passphrase', [undefined, 'other-passphrase'], 'ok'],
    ['the newest needs another passphrase', ['other-passphrase', undefined], 'attention'],
    ['one is damaged', [undefined, 'damaged'], 'attention'],
    ['none opens', ['other-passphrase', 'damaged'], 'critical'],
  ] as const)('%s', (_, faults, level) => {
    expect(alarmOfBackups(verdicts(...faults))).toBe(level)
  })
})

describe('backups in excess', () => {
  const backups = (...good: readonly boolean[]) => good.map((isGood, at) => ({ id: `${9 - at}`, isGood }))
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)

  it('are those outside the retention rule', () => {
    expect(ids(removable(backups(true, true, true, true, true), new Set(['9', '8', '7'])))).toEqual(['6', '5'])
  })

  it('are not the last good ones', () => {
    expect(ids(removable(backups(false, false, false, true, true), new Set(['9', '8', '7'])))).toEqual([])
    expect(ids(removable(backups(true, false, false, true, true, true, false), new Set(['9', '8', '7'])))).toEqual([
      '4',
      '3',
    ])
  })
})
