import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/domain/journal/fold.ts'
import {
  closeIncident,
  noteIncident,
  openIncident,
  requireIncident,
  setDeadline,
} from '../../../src/domain/recovery/incidents.ts'
import { codesDuring, followUpOf, timelineOf } from '../../../src/domain/recovery/timeline.ts'
import { Copy, cafe, journalOf, list, noon, shop } from '../samples.ts'

/** Opened at noon, with one code used an hour before. */
function lockedOut(): Copy {
  const copy = new Copy()
  copy.add(cafe, list(2))
  copy.wait(-60)
  copy.add(shop, list(1))
  copy.use(shop)
  copy.mark(shop, 'worked')
  copy.wait(60)
  copy.do(state =>
    openIncident(state, {
      id: 'k7tm',
      handle: shop,
      have: [],
      lost: [],
      scenario: 'phone-lost',
      odds: 'high',
      when: noon.toISOString(),
    }),
  )
  return copy
}

const incident = (copy: Copy) => requireIncident(copy.state, 'k7tm')
const minutesPastNoon = (at: string) => (Date.parse(at) - noon.getTime()) / 60_000

function close(copy: Copy): void {
  copy.do(state => closeIncident(state, 'k7tm', { outcome: 'recovered', cause: 'old set', worked: '', change: '' }))
}

describe('the story of an incident', () => {
  it('is what happened to it and to its account’s codes, by the clock', () => {
    const copy = lockedOut()
    copy.wait(1)
    copy.use(shop)
    copy.use(cafe)
    copy.wait(1)
    copy.mark(shop, 'rejected')
    copy.do(state => noteIncident(state, 'k7tm', 'the second one'))
    copy.wait(1)
    copy.do(state => setDeadline(state, 'k7tm', '2026-11-20T18:00:00.000Z'))
    copy.record({
      type: 'incident-step',
      incident: 'k7tm',
      playbook: 'codes',
      step: 'use-code',
      outcome: 'failed',
      // Written down afterwards.
      when: '2026-11-20T12:02:30.000Z',
    })
    copy.wait(1)
    copy.add(shop, list(3))
    copy.wait(1)
    close(copy)
    copy.wait(1)
    copy.use(shop)
    copy.do(state => noteIncident(state, 'k7tm', 'later'))

    const story = timelineOf(copy.state, incident(copy))
    expect(story.map(({ kind, at }) => `${minutesPastNoon(at)} ${kind}`)).toEqual([
      '0 opened',
      '1 code',
      '2 noted',
      '2 code',
      '2.5 step',
      '3 deadline',
      '4 codes-stored',
      '5 closed',
      '6 noted',
    ])
    expect(codesDuring(copy.state, incident(copy))).toEqual([
      { position: 2, state: 'reserved', at: '2026-11-20T12:01:00.000Z', by: 'aki' },
      { position: 2, state: 'rejected', at: '2026-11-20T12:02:00.000Z', by: 'aki' },
    ])
  })

  it('has no digit of a code in it', () => {
    const copy = lockedOut()
    copy.use(shop)
    copy.mark(shop, 'worked')
    const story = JSON.stringify(timelineOf(copy.state, incident(copy)))
    expect(story).toContain('"used"')
    for (const code of list(1)) expect(story).not.toContain(code)
  })

  it('of an account that is gone is the record alone', () => {
    const copy = lockedOut()
    copy.use(shop)
    copy.record({ type: 'account-removed', account: 'shop', sets: ['laptop-set-2'] })
    expect(timelineOf(copy.state, incident(copy)).map(({ kind }) => kind)).toEqual(['opened'])
  })

  it('puts what has no readable time at its end', () => {
    const copy = lockedOut()
    copy.wait(1)
    copy.do(state => noteIncident(state, 'k7tm', 'when?'))
    const events = copy.events.map(event => (event.type === 'incident-noted' ? { ...event, at: 'yesterday' } : event))
    const state = fold(journalOf(events).events)
    const kinds = timelineOf(state, requireIncident(state, 'k7tm')).map(({ kind }) => kind)
    expect(kinds).toEqual(['opened', 'noted'])
  })
})

describe('what should follow', () => {
  it('is all open at first', () => {
    const copy = lockedOut()
    expect(followUpOf(copy.state, incident(copy))).toEqual({
      codesRenewed: false,
      accessReviewed: false,
      contactsReviewed: false,
      causeKnown: false,
    })
  })

  it('is done as far as the record knows', () => {
    const copy = lockedOut()
    close(copy)
    const when = noon.toISOString()
    const step = { type: 'incident-step', incident: 'k7tm', playbook: 'phone-lost', when } as const
    copy.record(
      { ...step, step: 'review-access', outcome: 'done' },
      { ...step, step: 'review-contacts', outcome: 'skipped' },
    )
    copy.wait(60 * 24)
    copy.add(shop, list(3))
    expect(followUpOf(copy.state, incident(copy))).toEqual({
      codesRenewed: true,
      accessReviewed: true,
      contactsReviewed: false,
      causeKnown: true,
    })
  })
})
