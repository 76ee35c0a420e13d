/** How far a guided recovery is, from what was tried; and that a record can be left and taken up again. */
import { describe, expect, test } from 'vitest'
import type { IncidentFact } from '../../../src/domain/model/events.ts'
import type { StepOutcome } from '../../../src/domain/model/ids.ts'
import { factsOf, failures, hasGotIn, nextStep, replay, wasAt } from '../../../src/domain/recovery/guided-recovery.ts'

const plan = [
  { section: { id: 'phone-lost' }, step: { id: 'stop-sim' } },
  { section: { id: 'phone-lost' }, step: { id: 'code-elsewhere', getsIn: true } },
  { section: { id: 'official-page' }, step: { id: 'open-page' } },
] as const

function tried(...steps: readonly string[]) {
  return steps.map(text => {
    const [playbook = '', step = '', outcome = 'done'] = text.split(' ')
    return { playbook, step, outcome: outcome as StepOutcome }
  })
}

describe('the next step', () => {
  const next = (...steps: readonly string[]) => {
    const found = nextStep(plan, tried(...steps))
    return found && `${found.section.id} ${found.step.id}`
  }

  test('is the first untried step, whatever the outcome of those before', () => {
    expect(next()).toBe('phone-lost stop-sim')
    expect(next('phone-lost stop-sim failed')).toBe('phone-lost code-elsewhere')
    expect(next('phone-lost stop-sim', 'phone-lost code-elsewhere')).toBe('official-page open-page')
  })

  test('comes back once to what was put off, when all others are tried', () => {
    const all = ['phone-lost stop-sim skipped', 'phone-lost code-elsewhere failed', 'official-page open-page']
    expect(next(...all)).toBe('phone-lost stop-sim')
    expect(next(...all, 'phone-lost stop-sim skipped')).toBeUndefined()
  })

  test('is nowhere when all is tried; a step of another playbook with the same name is another step', () => {
    expect(next('phone-lost stop-sim', 'phone-lost code-elsewhere', 'official-page open-page')).toBeUndefined()
    expect(next('sim-swap stop-sim')).toBe('phone-lost stop-sim')
  })
})

test('somebody is in once a step that lets them in is done, also after a failure; not by any other step', () => {
  expect(hasGotIn(plan, tried('phone-lost stop-sim', 'phone-lost code-elsewhere failed'))).toBe(false)
  expect(hasGotIn(plan, tried('phone-lost stop-sim'))).toBe(false)
  expect(hasGotIn(plan, tried('phone-lost code-elsewhere'))).toBe(true)
  expect(hasGotIn(plan, tried('phone-lost code-elsewhere failed', 'phone-lost code-elsewhere'))).toBe(true)
})

test('refusals are counted over the whole walk, of the steps that hand out codes only', () => {
  const steps = tried('phone-lost code-elsewhere failed', 'code-rejected other-code failed', 'x stop-sim failed')
  expect(failures(steps, new Set(['code-elsewhere', 'other-code']))).toBe(2)
})

describe('a record', () => {
  const when = '2026-11-22T18:00:00.000Z'
  const facts: readonly IncidentFact[] = [
    {
      type: 'incident-opened',
      incident: 'k7tm',
      see: 'code-prompt',
      have: ['mail'],
      lost: ['phone', 'sms'],
      scenario: 'phone-lost',
      odds: 'high',
      when,
    },
    { type: 'incident-step', incident: 'k7tm', playbook: 'phone-lost', step: 'stop-sim', outcome: 'done', when },
    { type: 'incident-moved', incident: 'k7tm', scenario: 'stale-set', when },
    { type: 'incident-paused', incident: 'k7tm', until: when, when },
    { type: 'incident-deadline-set', incident: 'k7tm', deadline: when },
  ]

  test('comes back as it was from the facts that were written down', () => {
    const incident = replay(facts, when, 'hanako')
    if (!incident) throw new Error('no incident')
    expect(incident).toMatchObject({ id: 'k7tm', lost: ['phone', 'sms'], openedBy: 'hanako' })
    expect(wasAt(incident, 'phone-lost') && wasAt(incident, 'stale-set')).toBe(true)
    expect(wasAt(incident, 'deadline-passed')).toBe(false)
    expect(replay(factsOf(incident), when, 'hanako')).toEqual(incident)
  })

  test('is none without its beginning', () => {
    expect(replay(facts.slice(1), when, 'hanako')).toBeUndefined()
  })
})
