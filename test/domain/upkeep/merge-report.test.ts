import { expect, it } from 'vitest'
import { onlyIn } from '../../../src/domain/journal/union.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { type MergeReport, mergeReport } from '../../../src/domain/upkeep/merge-report.ts'
import { merged } from '../../../src/terminal/messages/vault/merge.ts'
import { Copy, journalOf, list, shop } from '../samples.ts'

function reportOf(ours: Copy, theirs: Copy): MergeReport {
  const [before, ofTheirs] = [ours.events, theirs.events].map(events => journalOf(events).events)
  const own = ours.state
  const other = theirs.state
  ours.take(theirs)
  return mergeReport({
    ours: own,
    theirs: other,
    united: ours.state,
    onlyOurs: onlyIn(before ?? [], ofTheirs ?? []),
    onlyTheirs: onlyIn(ofTheirs ?? [], before ?? []),
  })
}

it('a code of a list that is no longer used is told from the same number of the newest', () => {
  const laptop = new Copy()
  laptop.add(shop, list(1))
  const before = laptop.on('desktop')
  const early = before.use(shop)
  before.mark(shop, 'worked')
  const desktop = before.on('desktop-2')
  desktop.add(shop, list(2), parseIsoDate('2026-11-21'))
  const tablet = desktop.on('tablet')
  const late = tablet.use(shop)

  expect(reportOf(desktop, tablet).gained.codes).toEqual([{ account: 'shop', position: late, state: 'reserved' }])
  const report = reportOf(laptop, tablet)
  expect(report.gained.codes).toEqual([{ account: 'shop', position: early, issuedOn: '2026-11-20', state: 'used' }])
  expect(merged.en({ path: 'copy', ...report.gained })).toContain(`@shop No. ${early} of the list of 2026-11-20: used`)
  expect(merged.ja({ path: 'copy', ...report.gained })).toContain(`@shop 2026-11-20発行の${early}番: 使用済み`)
})
